/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-choice.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-slot.h"
#include "haven-gtk-steady.h"

/**
 * Undo:
 * @gtk: the Pidgin part
 * @change: what was changed in the settings
 * @opened: (nullable): the veil that was opened with it; it may be gone by then
 */
typedef struct {
  HavenGtk *gtk;
  HavenChoiceUndo *change;
  char *opened;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  haven_choice_undo_free (undo->change);
  g_free (undo->opened);
  g_free (undo);
}

static void
undo_now (gpointer data)
{
  const Undo *undo = data;
  HavenGtkVeil *veil = undo->opened != NULL ? g_hash_table_lookup (undo->gtk->veils, undo->opened) : NULL;

  undo->gtk->api->take_back (undo->gtk->api->plugin, undo->change);
  if (veil == NULL)
    return;
  haven_gtk_steady_keep (veil);
  haven_gtk_veil_set_open (veil, FALSE);
}

/**
 * haven_gtk_choice_page:
 * @verdict: (nullable): why something is veiled
 *
 * Returns: the page of the preferences where its reader decides about things like it
 */
HavenGtkBuildPage
haven_gtk_choice_page (const HavenVerdict *verdict)
{
  const HavenFinding *first =
      verdict != NULL && verdict->covered != NULL ? g_ptr_array_index (verdict->covered, 0) : NULL;

  if (first == NULL)
    return haven_gtk_page_held;
  if (first->kind != HAVEN_KIND_CONTENT)
    return haven_gtk_page_start;
  if (g_str_equal (first->category, "custom"))
    return haven_gtk_page_own;
  if (g_str_equal (first->category, "picture") || g_str_equal (first->category, "flashing"))
    return haven_gtk_page_pictures;
  return haven_gtk_page_topics;
}

/* A topic that is open everywhere stands on the page where it was chosen; all else with people and rooms. */
static char *
with_the_way_back (const char *said, const HavenVerdict *verdict, HavenChoice choice)
{
  const char *page = haven_gtk_prefs_name_page (choice == HAVEN_CHOICE_TOPIC ? haven_gtk_choice_page (verdict)
                                                                             : haven_gtk_page_people);

  return g_strdup_printf (_ ("%s Undo it here, or later in Haven's preferences, page %s."), said, page);
}

/**
 * haven_gtk_choice_fits:
 * @veil: a veil
 * @choice: what may be said about it
 *
 * Returns: whether its menu and its card offer that
 */
gboolean
haven_gtk_choice_fits (const HavenGtkVeil *veil, HavenChoice choice)
{
  const HavenPluginApi *api = veil->gtk->api;
  gboolean in_room;

  if (!haven_gtk_veil_is_placed (veil) ||
      !haven_choice_is_possible (api->get_settings (api->plugin), veil->verdict, choice))
    return FALSE;
  in_room = purple_conversation_get_type (veil->conversation) == PURPLE_CONV_TYPE_CHAT;
  switch (choice) {
  case HAVEN_CHOICE_PERSON:
    return veil->sender != NULL;
  case HAVEN_CHOICE_ROOM:
  case HAVEN_CHOICE_NOT_HERE:
    return in_room;
  case HAVEN_CHOICE_TOPIC:
  case HAVEN_CHOICE_WRONG:
    break;
  }
  return TRUE;
}

/**
 * haven_gtk_choose:
 * @veil: a veil that stands in a window and has a verdict
 * @choice: what its reader said
 *
 * Changes the settings, opens the veil, and says what was done with one way to undo it.
 */
void
haven_gtk_choose (HavenGtkVeil *veil, HavenChoice choice)
{
  const HavenPluginApi *api = veil->gtk->api;
  PurpleConversation *conversation = veil->conversation;
  HavenChoiceUndo *change = NULL;
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;
  Undo *undo;

  if (!haven_gtk_choice_fits (veil, choice))
    return;
  said = api->choose (api->plugin, conversation, veil->sender, veil->verdict, choice, &change);
  if (said == NULL)
    return;
  undo = g_new0 (Undo, 1);
  undo->gtk = veil->gtk;
  undo->change = change;
  undo->opened = veil->open ? NULL : g_strdup (veil->id);
  haven_gtk_steady_keep (veil);
  haven_gtk_veil_set_open (veil, TRUE);
  words = with_the_way_back (said, veil->verdict, choice);
  haven_gtk_slot_tell_undo (PIDGIN_CONVERSATION (conversation), words, undo_now, undo, undo_free);
}
