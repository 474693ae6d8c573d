/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-names.h"

#include <gtkblist.h>
#include <string.h>

#include "haven-gtk-veil.h"
#include "haven-own-name.h"

/*
 * Names and statuses that people give themselves: in a room's list of people, in the buddy list and its
 * tooltips, and in the bar above a conversation. Pidgin asks nobody before it shows them, so its lists are
 * watched: what it writes there is covered in the list itself, where drawing and screen readers find it. What
 * the user calls somebody is the user's own word and stays.
 */

#define ATTACHED "haven-names"
/* Lists are narrow: what is cut off is the topic, not the number. */
#define NAME_COVER "▒ %s"
#define NOT_YET "…"
/* Of the bar above a conversation, gtkconv.c keeps these columns to itself. */
#define INFOPANE_TEXT_COLUMN 1

static GtkTreeModel *
buddy_model (void)
{
  PidginBuddyList *list = pidgin_blist_get_default_gtk_blist ();

  return list != NULL && list->treemodel != NULL ? GTK_TREE_MODEL (list->treemodel) : NULL;
}

static GtkTreeModel *
people_model (PidginConversation *gtkconv)
{
  if (purple_conversation_get_type (gtkconv->active_conv) != PURPLE_CONV_TYPE_CHAT || gtkconv->u.chat == NULL)
    return NULL;
  return gtk_tree_view_get_model (GTK_TREE_VIEW (gtkconv->u.chat->list));
}

/* --- markup of a list --- */

/* One line of Pango markup without its tags. */
static char *
words_of (const char *line)
{
  char *words = NULL;

  if (!pango_parse_markup (line, -1, 0, NULL, &words, NULL, NULL))
    return g_strdup (line);
  return words;
}

/* The tags at the line's start and end stay where they make sense around other words. */
static char *
with_tags (const char *line, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  const char *start = line;
  const char *end = line + strlen (line);
  char *out;

  while (*start == '<' && strchr (start, '>') != NULL)
    start = strchr (start, '>') + 1;
  while (end > start && end[-1] == '>' && g_strrstr_len (line, end - line, "<") > start)
    end = g_strrstr_len (line, end - line, "<");
  out = g_strdup_printf ("%.*s%s%s", (int)(start - line), line, escaped, end);
  if (pango_parse_markup (out, -1, 0, NULL, NULL, NULL, NULL))
    return out;
  g_free (out);
  return g_steal_pointer (&escaped);
}

/* What stands for veiled words. It names the topic, so that it would be veiled itself when the list tells of
 * its own change: it is remembered, and left alone. */
static char *
stand_in (HavenGtk *gtk,
          PurpleAccount *account,
          PurpleConversation *conversation,
          const char *words,
          gboolean is_name)
{
  const HavenPluginApi *api = gtk->api;
  g_autofree char *covered = NULL;
  char *shown;

  if (words == NULL || g_hash_table_contains (gtk->stand_ins, words))
    return NULL;
  covered = is_name ? api->cover_name (api->plugin, account, conversation, words)
                    : api->cover_words (api->plugin, account, conversation, words);
  if (covered == NULL)
    return NULL;
  shown = g_strdup_printf (NAME_COVER, covered);
  g_hash_table_add (gtk->stand_ins, g_strdup (shown));
  return shown;
}

static char *
cover_line (HavenGtk *gtk, PurpleAccount *account, const char *line, gboolean is_name)
{
  g_autofree char *words = words_of (line);
  g_autofree char *shown = stand_in (gtk, account, NULL, words, is_name);

  return shown != NULL ? with_tags (line, shown) : NULL;
}

/* A buddy's markup: the name in the first line, the status below. NULL when nothing is veiled. */
static char *
cover_markup (HavenGtk *gtk, PurpleAccount *account, const char *markup, gboolean own_name)
{
  g_auto (GStrv) lines = g_strsplit (markup, "\n", -1);
  gboolean changed = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    char *covered = i == 0 && own_name ? NULL : cover_line (gtk, account, lines[i], i == 0);

    if (covered == NULL)
      continue;
    g_free (lines[i]);
    lines[i] = covered;
    changed = TRUE;
  }
  return changed ? g_strjoinv ("\n", lines) : NULL;
}

/* --- the buddy list --- */

static PurpleBuddy *
buddy_of (PurpleBlistNode *node)
{
  if (node != NULL && PURPLE_BLIST_NODE_IS_CONTACT (node))
    return purple_contact_get_priority_buddy (PURPLE_CONTACT (node));
  return node != NULL && PURPLE_BLIST_NODE_IS_BUDDY (node) ? PURPLE_BUDDY (node) : NULL;
}

/* Whether the user chose what stands there. */
static gboolean
is_own_name (PurpleBuddy *buddy)
{
  const char *contact = purple_contact_get_alias (purple_buddy_get_contact (buddy));

  return purple_buddy_get_local_buddy_alias (buddy) != NULL ||
         (contact != NULL && !purple_strequal (contact, purple_buddy_get_server_alias (buddy)) &&
          !purple_strequal (contact, purple_buddy_get_name (buddy)));
}

/* The buddy list is the first window to come, and cannot be judged yet where packs are being compiled. It is
 * written again as soon as it can. */
static char *
cover_not_yet (const char *markup, gboolean own_name)
{
  g_auto (GStrv) lines = g_strsplit (markup, "\n", -1);

  for (guint i = own_name ? 1 : 0; lines[0] != NULL && lines[i] != NULL; i++) {
    g_autofree char *line = g_steal_pointer (&lines[i]);

    lines[i] = with_tags (line, NOT_YET);
  }
  return g_strjoinv ("\n", lines);
}

static void
on_buddy_row (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  PurpleBlistNode *node = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *covered = NULL;
  PurpleBuddy *buddy;

  gtk_tree_model_get (model, iter, NODE_COLUMN, &node, NAME_COLUMN, &markup, -1);
  buddy = buddy_of (node);
  if (buddy == NULL || markup == NULL)
    return;
  if (gtk->api->is_slow (gtk->api->plugin))
    covered = cover_not_yet (markup, is_own_name (buddy));
  else
    covered = cover_markup (gtk, purple_buddy_get_account (buddy), markup, is_own_name (buddy));
  /* the change calls this once more, and finds nothing to cover then */
  if (covered != NULL && !purple_strequal (covered, markup))
    gtk_tree_store_set (GTK_TREE_STORE (model), iter, NAME_COLUMN, covered, -1);
}

static void
watch_buddies (HavenGtk *gtk)
{
  GtkTreeModel *model = buddy_model ();

  if (model == NULL || g_object_get_data (G_OBJECT (model), ATTACHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (model), ATTACHED, gtk);
  g_signal_connect (model, "row-changed", G_CALLBACK (on_buddy_row), gtk);
}

static void
on_blist_created (PurpleBuddyList *list, gpointer gtk)
{
  watch_buddies (gtk);
}

/* "<b>Status:</b> words": the words may be somebody's, what stands in front is Pidgin's. */
static void
on_tooltip (PurpleBlistNode *node, GString *text, gboolean full, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  PurpleBuddy *buddy = buddy_of (node);
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (buddy == NULL)
    return;
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *key_end = strstr (lines[i], "</b>");
    const char *words = key_end != NULL ? key_end + strlen ("</b>") : lines[i];
    g_autofree char *covered = cover_line (gtk, purple_buddy_get_account (buddy), words, FALSE);
    char *line;

    if (covered == NULL)
      continue;
    line =
        g_strdup_printf ("%.*s%s%s", (int)(words - lines[i]), lines[i], words > lines[i] ? " " : "", covered);
    g_free (lines[i]);
    lines[i] = line;
  }
  joined = g_strjoinv ("\n", lines);
  g_string_assign (text, joined);
}

/* --- a room's people --- */

static void
on_person_row (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  const PidginConversation *gtkconv = g_object_get_data (G_OBJECT (model), ATTACHED);
  PurpleConversation *room = gtkconv->active_conv;
  PurpleAccount *account = purple_conversation_get_account (room);
  g_autofree char *alias = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  gtk_tree_model_get (model, iter, CHAT_USERS_ALIAS_COLUMN, &alias, CHAT_USERS_NAME_COLUMN, &name, -1);
  if (alias == NULL || name == NULL || haven_own_name_is (account, name, alias))
    return;
  shown = stand_in (gtk, account, room, alias, TRUE);
  if (shown != NULL)
    gtk_list_store_set (GTK_LIST_STORE (model), iter, CHAT_USERS_ALIAS_COLUMN, shown, -1);
}

/* --- the bar above a conversation --- */

static void
on_bar_row (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  const PidginConversation *gtkconv = g_object_get_data (G_OBJECT (model), ATTACHED);
  PurpleConversation *conversation = gtkconv->active_conv;
  PurpleAccount *account = purple_conversation_get_account (conversation);
  PurpleBuddy *buddy;
  g_autofree char *markup = NULL;
  g_autofree char *covered = NULL;

  buddy = purple_find_buddy (account, purple_conversation_get_name (conversation));
  gtk_tree_model_get (model, iter, INFOPANE_TEXT_COLUMN, &markup, -1);
  if (buddy == NULL || markup == NULL)
    return;
  covered = cover_markup (gtk, account, markup, is_own_name (buddy));
  if (covered != NULL)
    gtk_list_store_set (GTK_LIST_STORE (model), iter, INFOPANE_TEXT_COLUMN, covered, -1);
}

/* --- the name in front of a line --- */

/**
 * haven_gtk_names_line:
 * @gtk: the Pidgin part
 * @conversation: where a line was written
 * @imhtml: its text
 * @who: (nullable): who wrote it, as the protocol says
 * @from: where the line begins
 *
 * Veils the name in front of the words where it calls for it.
 */
void
haven_gtk_names_line (
    HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, const char *who, GtkTextMark *from)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  PurpleBuddy *buddy = who != NULL ? purple_find_buddy (account, who) : NULL;
  const char *shown = buddy != NULL ? purple_buddy_get_contact_alias (buddy) : who;
  g_autofree char *covered = NULL;
  GtkTextIter line;
  GtkTextIter start;
  GtkTextIter end;

  if (shown == NULL || haven_own_name_is (account, who, shown))
    return;
  covered = gtk->api->cover_name (gtk->api->plugin, account, conversation, shown);
  if (covered == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &line, from);
  if (gtk_text_iter_forward_search (&line, shown, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL))
    haven_gtk_veil_place (haven_gtk_veil_of_name (gtk, shown, covered), conversation, imhtml, &start, &end);
}

/* --- coming and going --- */

static gboolean
touch_row (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer data)
{
  gtk_tree_model_row_changed (model, path, iter);
  return FALSE;
}

static void
watch_list (HavenGtk *gtk, GtkTreeModel *model, PidginConversation *gtkconv, GCallback on_row)
{
  if (g_object_get_data (G_OBJECT (model), ATTACHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (model), ATTACHED, gtkconv);
  g_signal_connect (model, "row-changed", on_row, gtk);
  g_signal_connect (model, "row-inserted", on_row, gtk);
  gtk_tree_model_foreach (model, touch_row, NULL);
}

static void
leave_list (HavenGtk *gtk, GtkTreeModel *model)
{
  g_signal_handlers_disconnect_by_data (model, gtk);
  g_object_set_data (G_OBJECT (model), ATTACHED, NULL);
}

/**
 * haven_gtk_names_attach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation that is shown
 *
 * Covers the names in it that call for it, now and whenever they change. Doing it twice does it once.
 */
void
haven_gtk_names_attach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkTreeModel *people = people_model (gtkconv);

  if (people != NULL)
    watch_list (gtk, people, gtkconv, G_CALLBACK (on_person_row));
  else if (gtkconv->infopane_model != NULL)
    watch_list (gtk, GTK_TREE_MODEL (gtkconv->infopane_model), gtkconv, G_CALLBACK (on_bar_row));
}

/**
 * haven_gtk_names_detach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * Leaves its names as they stand.
 */
void
haven_gtk_names_detach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkTreeModel *people = people_model (gtkconv);

  if (people != NULL)
    leave_list (gtk, people);
  if (gtkconv->infopane_model != NULL)
    leave_list (gtk, GTK_TREE_MODEL (gtkconv->infopane_model));
}

/* As Pidgin wrote it; the change is watched, and covers it again where it must be. */
static gboolean
write_anew (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer gtkconv)
{
  PurpleConversation *room = ((PidginConversation *)gtkconv)->active_conv;
  PurpleConvChatBuddy *person;
  g_autofree char *name = NULL;

  gtk_tree_model_get (model, iter, CHAT_USERS_NAME_COLUMN, &name, -1);
  person = name != NULL ? purple_conv_chat_cb_find (PURPLE_CONV_CHAT (room), name) : NULL;
  if (person != NULL && !haven_own_name_is (purple_conversation_get_account (room), name,
                                            person->alias != NULL ? person->alias : name))
    gtk_list_store_set (GTK_LIST_STORE (model), iter, CHAT_USERS_ALIAS_COLUMN,
                        person->alias != NULL ? person->alias : name, -1);
  return FALSE;
}

/**
 * haven_gtk_names_update:
 * @gtk: the Pidgin part
 *
 * The user chose anew what is veiled: the lists are written again, and what calls for it is covered.
 */
void
haven_gtk_names_update (HavenGtk *gtk)
{
  if (buddy_model () != NULL)
    pidgin_blist_refresh (purple_get_blist ());
  for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
    PidginConversation *gtkconv =
        PIDGIN_IS_PIDGIN_CONVERSATION (l->data) ? PIDGIN_CONVERSATION ((PurpleConversation *)l->data) : NULL;
    GtkTreeModel *people = gtkconv != NULL ? people_model (gtkconv) : NULL;

    if (people != NULL)
      gtk_tree_model_foreach (people, write_anew, gtkconv);
  }
}

/**
 * haven_gtk_names_listen:
 * @gtk: the Pidgin part
 */
void
haven_gtk_names_listen (HavenGtk *gtk)
{
  void *handle = pidgin_blist_get_handle ();

  purple_signal_connect (handle, "gtkblist-created", gtk->handle, PURPLE_CALLBACK (on_blist_created), gtk);
  purple_signal_connect_priority (handle, "drawing-tooltip", gtk->handle, PURPLE_CALLBACK (on_tooltip), gtk,
                                  PURPLE_SIGNAL_PRIORITY_HIGHEST);
  watch_buddies (gtk);
  haven_gtk_names_update (gtk);
}

/**
 * haven_gtk_names_leave:
 * @gtk: the Pidgin part; its signals are disconnected already
 */
void
haven_gtk_names_leave (HavenGtk *gtk)
{
  GtkTreeModel *model = buddy_model ();

  if (model != NULL)
    leave_list (gtk, model);
  haven_gtk_names_update (gtk);
}
