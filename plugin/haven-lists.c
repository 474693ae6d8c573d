/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-convert.h"
#include "haven-error.h"
#include "haven-fetch.h"
#include "haven-locale.h"
#include "haven-say.h"
#include "links/haven-list-shelf.h"
#include "links/haven-sites.h"

/* /haven lists: the lists of sites that the user follows, for every client. */

/* Where the answer is said, when there is one: a conversation, if it is still there then, and what else is to
 * be fetched after that. */
typedef struct {
  HavenPlugin *plugin;
  char *where;
  GPtrArray *ids; /* utf8 */
} Round;

static void
round_free (gpointer data)
{
  Round *round = data;

  g_free (round->where);
  g_ptr_array_unref (round->ids);
  g_free (round);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_free)

static Round *
round_new (HavenPlugin *plugin, const char *where)
{
  Round *round = g_new0 (Round, 1);

  round->plugin = plugin;
  round->where = g_strdup (where);
  round->ids = g_ptr_array_new_with_free_func (g_free);
  return round;
}

static void
say_in (const char *where, const char *text)
{
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
    g_autofree char *id = haven_convert_conversation_id (l->data);

    if (g_strcmp0 (id, where) == 0) {
      haven_say (l->data, "%s", text);
      return;
    }
  }
}

static void
say_end (const Round *round, const char *id, const GError *error)
{
  g_autofree char *text =
      error != NULL ? g_strdup_printf (_ ("Not taken in, and nothing was changed: %s"), error->message)
                    : g_strdup_printf (_ ("The list “%s” was taken in and is in force."), id);

  say_in (round->where, text);
}

static void on_fetched (const char *id, const GError *error, gpointer data);

/* One after the other. Why one cannot be begun (no TLS, no signatures, a fetch under way) holds for the
 * others too: it is said once, and they are left. */
static void
fetch_next (Round *before)
{
  while (before->ids->len > 0) {
    g_autofree char *id = g_ptr_array_steal_index (before->ids, 0);
    const HavenFollowed *followed =
        haven_settings_find_list (haven_settings_store_get (before->plugin->store), id);
    HavenListSource source = {.id = id};
    Round *round;
    g_autoptr (GError) error = NULL;

    if (followed == NULL || followed->address == NULL)
      continue;
    source.address = followed->address;
    source.key = followed->key;
    round = round_new (before->plugin, before->where);
    g_ptr_array_extend_and_steal (round->ids, g_steal_pointer (&before->ids));
    before->ids = g_ptr_array_new_with_free_func (g_free);
    haven_fetch_list (round->plugin, &source, on_fetched, round, round_free, &error);
    if (error != NULL)
      say_end (before, id, error);
    return;
  }
}

static void
on_fetched (const char *id, const GError *error, gpointer data)
{
  say_end (data, id, error);
  fetch_next (data);
}

static void
update (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autofree char *where = haven_convert_conversation_id (conversation);
  g_autoptr (Round) round = round_new (plugin, where);
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, haven_settings_store_get (plugin->store)->lists);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (((HavenFollowed *)value)->address != NULL)
      g_ptr_array_add (round->ids, g_strdup (id));
  if (round->ids->len == 0)
    haven_say (conversation, _ ("None of your lists has an address to be fetched from."));
  else
    haven_say (conversation, _ ("Fetching. Nothing else is sent, and the answer stands here."));
  fetch_next (round);
}

static void
follow (HavenPlugin *plugin, PurpleConversation *conversation, const char *address, const char *key)
{
  const HavenListSource source = {.address = address, .key = key};
  g_autofree char *where = haven_convert_conversation_id (conversation);
  g_autoptr (GError) error = NULL;

  if (haven_fetch_list (plugin, &source, on_fetched, round_new (plugin, where), round_free, &error))
    return;
  haven_say (conversation, _ ("Not taken in, and nothing was changed: %s"), error->message);
}

static void
take_file (HavenPlugin *plugin, PurpleConversation *conversation, const char *path, const char *category)
{
  g_autofree char *directory = g_build_filename (plugin->directory, "lists", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (haven_plugin_now () / G_USEC_PER_SEC);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_shelf_take_file (directory, path, category, today, &error);

  if (id == NULL) {
    haven_say (conversation, _ ("Not taken in, and nothing was changed: %s"), error->message);
    return;
  }
  haven_library_reload (plugin->library);
  haven_say (conversation, _ ("The list “%s” was taken in and is in force."), id);
}

static gboolean
is_own (const HavenPlugin *plugin, const HavenListInfo *info)
{
  return haven_shelf_holds (plugin->directory, info->path);
}

static void
drop (HavenPlugin *plugin, PurpleConversation *conversation, const char *id)
{
  const GPtrArray *lists = haven_sites_get_lists (haven_engine_get_sites (haven_plugin_get_engine (plugin)));
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < lists->len; i++) {
    const HavenListInfo *info = lists->pdata[i];

    if (!is_own (plugin, info) || !g_str_equal (info->id, id))
      continue;
    if (!haven_shelf_remove (info->path, &error)) {
      haven_say (conversation, _ ("It could not be removed: %s"), error->message);
      return;
    }
    haven_settings_forget_list (settings, id);
    haven_settings_store_set (plugin->store, settings);
    haven_library_reload (plugin->library);
    haven_say (conversation, _ ("The list “%s” is no longer followed."), id);
    return;
  }
  haven_say (conversation, _ ("None of your own lists is called “%s”."), id);
}

static void
show (HavenPlugin *plugin, PurpleConversation *conversation)
{
  const GPtrArray *lists = haven_sites_get_lists (haven_engine_get_sites (haven_plugin_get_engine (plugin)));
  g_autoptr (GString) text = g_string_new (_ ("Lists of sites that you follow:"));

  for (guint i = 0; i < lists->len; i++) {
    const HavenListInfo *info = lists->pdata[i];

    g_string_append_printf (text, "\n%s: %s, %s, ", info->id, haven_locale_title (info->title), info->date);
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u site", "%u sites", info->n_sites),
                            info->n_sites);
    if (is_own (plugin, info))
      g_string_append (text, _ (", your own"));
  }
  haven_say (conversation, "%s", text->str);
}

/**
 * haven_lists_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: what stands after "lists"
 */
void
haven_lists_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int n_words = 0;

  if (*rest == '\0') {
    show (plugin, conversation);
    return;
  }
  /* names of files may hold spaces, so words are read as a shell reads them */
  if (!g_shell_parse_argv (rest, &n_words, &words, &error)) {
    haven_say (conversation, "%s", error->message);
    return;
  }
  if (strcmp (words[0], "update") == 0 && n_words == 1)
    update (plugin, conversation);
  else if (strcmp (words[0], "follow") == 0 && n_words == 3)
    follow (plugin, conversation, words[1], words[2]);
  else if (strcmp (words[0], "take") == 0 && (n_words == 2 || n_words == 3))
    take_file (plugin, conversation, words[1], words[2]);
  else if (strcmp (words[0], "drop") == 0 && n_words == 2)
    drop (plugin, conversation, words[1]);
  else
    haven_say (conversation,
               _ ("/haven lists: alone, or with update, follow ADDRESS KEY, take FILE [CATEGORY] or "
                  "drop LIST"));
}
