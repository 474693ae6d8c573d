/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-held-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-aside.h"
#include "haven-held-acts.h"
#include "haven-problem.h"
#include "haven-say.h"

/* `/haven held`: the held box for whoever has no window of it. */

#define NUMBERS_SHOWN 8

static char *
stamp_of (const HavenHeldItem *item)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (item->time / G_USEC_PER_SEC);

  return when != NULL ? g_date_time_format (when, "%F %R") : g_strdup ("");
}

static const char *
cause_of (const HavenHeldItem *item)
{
  return item->cause != NULL && *item->cause != '\0' ? item->cause : _ ("held");
}

static gboolean
are_together (const HavenHeldItem *a, const HavenHeldItem *b)
{
  return g_str_equal (a->account, b->account) && g_str_equal (a->sender, b->sender);
}

/* One person: for what, how many, and their numbers. */
static void
append_group (HavenPlugin *plugin, GString *text, const GPtrArray *items, guint first)
{
  const HavenHeldItem *head = items->pdata[first];
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *name = haven_names_show (plugin, head->account, head->sender);
  g_autofree char *stamp = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();
  guint n = 0, newest = first;

  for (guint i = first; i < items->len; i++) {
    const HavenHeldItem *item = items->pdata[i];

    if (!are_together (head, item))
      continue;
    if (n < NUMBERS_SHOWN)
      g_string_append_printf (numbers, "%s%" G_GUINT64_FORMAT, n > 0 ? ", " : "", item->id);
    if (!g_ptr_array_find_with_equal_func (causes, cause_of (item), g_str_equal, NULL))
      g_ptr_array_add (causes, (gpointer)cause_of (item));
    newest = i;
    n++;
  }
  if (n > NUMBERS_SHOWN)
    g_string_append (numbers, ", …");
  stamp = stamp_of (items->pdata[newest]);
  g_ptr_array_add (causes, NULL);
  told = g_strjoinv (", ", (char **)causes->pdata);
  g_string_append_printf (text, "\n%s · %s · ", told, name);
  /* Translators: how many are held, their numbers, and when the newest came */
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u message: %s · %s", "%u messages: %s · %s", n), n,
                          numbers->str, stamp);
}

static gboolean
is_first_of_group (const GPtrArray *items, guint index)
{
  for (guint i = 0; i < index; i++)
    if (are_together (items->pdata[i], items->pdata[index]))
      return FALSE;
  return TRUE;
}

static const char *
usage (void)
{
  return _ ("/haven held read N shows one; deliver, release, trust, mute, delete and evidence take N, or a "
            "name for "
            "all of that person's. Who is released with trust is not held again, unless you mute them.");
}

static void
list_held (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autoptr (GPtrArray) items = haven_held_list (plugin->held);
  g_autoptr (GString) text = g_string_new (_ ("Held, and not shown. Nobody was told:"));
  g_autofree char *problem = haven_problem_describe_held (plugin);
  gboolean memory_only = FALSE;

  if (items->len == 0) {
    haven_say (conversation, "%s", problem != NULL ? problem : _ ("Nothing is held."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const HavenHeldItem *item = items->pdata[i];

    memory_only = memory_only || (!item->kept && !item->due);
    if (is_first_of_group (items, i))
      append_group (plugin, text, items, i);
  }
  if (memory_only)
    g_string_append_printf (text, "\n%s",
                            _ ("Some come from conversations without a log: they are kept in memory only."));
  if (problem != NULL)
    g_string_append_printf (text, "\n%s", problem);
  g_string_append_printf (text, "\n%s", usage ());
  haven_say (conversation, "%s", text->str);
}

/* Returns: (transfer full) (nullable) */
static HavenHeldItem *
find_typed (HavenPlugin *plugin, const char *number)
{
  guint64 id;

  return g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT64, &id, NULL)
             ? haven_held_find (plugin->held, id)
             : NULL;
}

static void
read_one (HavenPlugin *plugin, PurpleConversation *conversation, const char *number)
{
  g_autoptr (HavenHeldItem) item = find_typed (plugin, number);
  g_autofree char *stamp = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (item == NULL) {
    haven_say (conversation, _ ("Nothing held has the number %s."), number);
    return;
  }
  stamp = stamp_of (item);
  name = haven_names_show (plugin, item->account, item->sender);
  words = purple_markup_strip_html (item->markup);
  haven_say (conversation, "%" G_GUINT64_FORMAT " · %s · %s · %s\n%s\n%s", item->id, stamp, name,
             cause_of (item), words, item->reason != NULL ? item->reason : "");
}

/* The numbers that @what means: one, or all of a person's, who on some services is called by a number too;
 * once is enough for what is about the person. */
static GArray *
find_numbers (HavenPlugin *plugin, const char *what, gboolean once)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) items = haven_held_list (plugin->held);
  g_autoptr (HavenHeldItem) one = find_typed (plugin, what);

  if (one != NULL) {
    g_array_append_val (numbers, one->id);
    return numbers;
  }
  for (guint i = 0; i < items->len && !(once && numbers->len > 0); i++) {
    const HavenHeldItem *item = items->pdata[i];
    g_autofree char *shown = haven_names_show (plugin, item->account, item->sender);

    if (g_ascii_strcasecmp (item->sender, what) == 0 || g_str_equal (shown, what))
      g_array_append_val (numbers, item->id);
  }
  return numbers;
}

static void
act (HavenPlugin *plugin, PurpleConversation *conversation, HavenHeldAction action, const char *what)
{
  gboolean once = action == HAVEN_HELD_RELEASE || action == HAVEN_HELD_TRUST || action == HAVEN_HELD_MUTE;
  g_autoptr (GArray) numbers = find_numbers (plugin, what, once);
  g_autoptr (GError) error = NULL;

  /* whoever is meant may be held or muted all the same, or shall be */
  if (numbers->len == 0 && once && action != HAVEN_HELD_TRUST && *what != '\0') {
    (action == HAVEN_HELD_MUTE ? haven_aside_command_mute : haven_aside_command_release) (plugin,
                                                                                          conversation, what);
    return;
  }
  if (*what == '\0') {
    haven_say (conversation, "%s", usage ());
    return;
  }
  if (numbers->len == 0) {
    haven_say (conversation, _ ("Nothing of \"%s\" is held."), what);
    return;
  }
  for (guint i = 0; i < numbers->len && error == NULL; i++)
    haven_held_act (plugin, g_array_index (numbers, guint64, i), action, &error);
  if (error == NULL)
    haven_say (conversation, _ ("Done. Nobody was told."));
  else
    haven_say (conversation, _ ("That was not possible: %s."), error->message);
}

/**
 * haven_held_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: what stands behind "/haven held"
 */
void
haven_held_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  static const struct {
    const char *word;
    HavenHeldAction action;
  } words[] = {{"deliver", HAVEN_HELD_DELIVER}, {"release", HAVEN_HELD_RELEASE},
               {"trust", HAVEN_HELD_TRUST},     {"mute", HAVEN_HELD_MUTE},
               {"delete", HAVEN_HELD_DELETE},   {"evidence", HAVEN_HELD_EVIDENCE}};
  gsize length = strcspn (rest, " ");
  const char *what = rest + length + strspn (rest + length, " ");

  if (length == 0) {
    list_held (plugin, conversation);
    return;
  }
  if (length == strlen ("read") && strncmp (rest, "read", length) == 0) {
    read_one (plugin, conversation, what);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strlen (words[i].word) != length || strncmp (rest, words[i].word, length) != 0)
      continue;
    act (plugin, conversation, words[i].action, what);
    return;
  }
  haven_say (conversation, "%s", usage ());
}
