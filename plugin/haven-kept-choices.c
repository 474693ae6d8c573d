/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-kept-choices.h"

#include <glib/gi18n-lib.h>

#include "haven-engine.h"
#include "haven-library.h"
#include "haven-locale.h"
#include "haven-names.h"
#include "haven-say.h"
#include "haven-taxonomy.h"

/* What was chosen once and for all about a person, a room or a rule: only here it is put into words, and
 * taken back weeks later. */

static void
choice_free (gpointer data)
{
  HavenKeptChoice *choice = data;

  g_free (choice->words);
  g_free (choice->person);
  g_free (choice->room);
  g_ptr_array_unref (choice->exceptions);
  g_free (choice);
}

/* @words: (transfer full) */
static HavenKeptChoice *
add (GPtrArray *list, char *words)
{
  HavenKeptChoice *choice = g_new0 (HavenKeptChoice, 1);

  choice->words = words;
  choice->exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_exception_free);
  g_ptr_array_add (list, choice);
  return choice;
}

/* A topic of the user's own as they called it. */
static const char *
topic_in_words (const HavenSettings *settings, const char *topic)
{
  for (guint i = 0; i < settings->custom->len; i++) {
    const HavenCustomTopic *own = settings->custom->pdata[i];

    if (g_str_equal (own->id, topic))
      return own->nickname;
  }
  return haven_taxonomy_title (HAVEN_KIND_CONTENT, topic);
}

/* "self-harm, eating" */
static char *
topics_in_words (const HavenSettings *settings, const HavenPlace *place)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (place->topics), (GCompareFunc)g_strcmp0);
  g_autoptr (GString) words = g_string_new (NULL);

  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", topic_in_words (settings, l->data));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Returns: (transfer full) (nullable): NULL where nothing is chosen */
static char *
place_in_words (HavenPlugin *plugin, const char *id, const HavenPlace *place)
{
  g_autofree char *topics = topics_in_words (haven_settings_store_get (plugin->store), place);
  g_autofree char *name = haven_names_show (plugin, NULL, id);

  if (place->trusted && !place->always_open && *topics == '\0')
    return g_strdup_printf (_ ("%s: trusted, and not held"), name);
  if (place->trusted)
    return g_strdup_printf (_ ("%s: trusted, and not held; more is open"), name);
  if (place->always_open)
    return g_strdup_printf (_ ("%s: everything is open"), name);
  return *topics != '\0' ? g_strdup_printf (_ ("%s: chosen for %s"), name, topics) : NULL;
}

static void
add_places (HavenPlugin *plugin, GPtrArray *list, GHashTable *places, gboolean rooms)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (places), (GCompareFunc)g_strcmp0);

  for (GList *l = keys; l != NULL; l = l->next) {
    char *words = place_in_words (plugin, l->data, g_hash_table_lookup (places, l->data));
    HavenKeptChoice *choice = words != NULL ? add (list, words) : NULL;

    if (choice != NULL && rooms)
      choice->room = g_strdup (l->data);
    else if (choice != NULL)
      choice->person = g_strdup (l->data);
  }
}

/* The rule in its own calm words; by its id where its pack is not in force. What Haven sees by itself has no
 * pack: its rules are called as what they see. */
static const char *
rule_in_words (HavenPlugin *plugin, const HavenException *exception)
{
  const char *title = haven_engine_name_rule (plugin->engine, exception->pack, exception->rule);

  if (title != NULL)
    return haven_locale_title (title);
  if (!g_str_equal (exception->pack, "haven"))
    return exception->rule;
  return haven_taxonomy_title (haven_taxonomy_find (HAVEN_KIND_CONTENT, exception->rule) != NULL
                                   ? HAVEN_KIND_CONTENT
                                   : HAVEN_KIND_HARASSMENT,
                               exception->rule);
}

static char *
exception_in_words (HavenPlugin *plugin, const HavenException *exception)
{
  g_autofree char *name =
      exception->conversation != NULL ? haven_names_show (plugin, NULL, exception->conversation) : NULL;
  const char *rule = rule_in_words (plugin, exception);
  const char *pack = haven_library_name_pack (plugin->library, exception->pack);

  return name != NULL ? g_strdup_printf (_ ("“%s” is silent in %s (pack “%s”)"), rule, name, pack)
                      : g_strdup_printf (_ ("“%s” is silent everywhere (pack “%s”)"), rule, pack);
}

/* Several rules of a pack may be called the same: nobody could tell them apart, so they are one. */
static void
add_exceptions (HavenPlugin *plugin, GPtrArray *list, const GPtrArray *exceptions)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < exceptions->len; i++) {
    const HavenException *exception = exceptions->pdata[i];
    g_autofree char *words = exception_in_words (plugin, exception);
    HavenKeptChoice *choice = g_hash_table_lookup (known, words);

    if (choice == NULL) {
      choice = add (list, g_steal_pointer (&words));
      g_hash_table_insert (known, choice->words, choice);
    }
    g_ptr_array_add (choice->exceptions,
                     haven_exception_new (exception->pack, exception->rule, exception->conversation));
  }
}

/**
 * haven_kept_choices_list:
 * @plugin: the plugin
 *
 * Returns: (transfer full) (element-type HavenKeptChoice): what was chosen for people, for rooms and for
 * rules
 */
GPtrArray *
haven_kept_choices_list (HavenPlugin *plugin)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);
  GPtrArray *list = g_ptr_array_new_with_free_func (choice_free);

  add_places (plugin, list, settings->people, FALSE);
  add_places (plugin, list, settings->rooms, TRUE);
  add_exceptions (plugin, list, settings->exceptions);
  return list;
}

/**
 * haven_kept_choices_take_back:
 * @plugin: the plugin
 * @choice: one of them, which may have changed since it was listed
 */
void
haven_kept_choices_take_back (HavenPlugin *plugin, const HavenKeptChoice *choice)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  if (choice->person != NULL)
    haven_settings_forget_person (settings, choice->person);
  if (choice->room != NULL)
    haven_settings_forget_room (settings, choice->room);
  for (guint i = 0; i < choice->exceptions->len; i++) {
    const HavenException *exception = choice->exceptions->pdata[i];

    haven_settings_remove_exception (settings, exception->pack, exception->rule, exception->conversation);
  }
  haven_settings_store_set (plugin->store, settings);
}

static void
say_list (PurpleConversation *conversation, const GPtrArray *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (list->len == 0) {
    haven_say (conversation, _ ("Nothing is chosen for a person, a room or a rule."));
    return;
  }
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%u: %s\n", i + 1, ((const HavenKeptChoice *)list->pdata[i])->words);
  haven_say (conversation, "%s%s", text->str, _ ("/haven choices N takes one back."));
}

/**
 * haven_kept_choices_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: nothing, or the number of what is taken back
 */
void
haven_kept_choices_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autoptr (GPtrArray) list = haven_kept_choices_list (plugin);
  const HavenKeptChoice *choice = NULL;
  guint64 number = 0;

  if (*rest == '\0') {
    say_list (conversation, list);
    return;
  }
  if (list->len > 0 && g_ascii_string_to_unsigned (rest, 10, 1, list->len, &number, NULL))
    choice = list->pdata[number - 1];
  if (choice == NULL) {
    haven_say (conversation, _ ("No choice has that number: /haven choices lists them."));
    return;
  }
  haven_kept_choices_take_back (plugin, choice);
  haven_say (conversation, _ ("Taken back: %s"), choice->words);
}
