/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-room-pass.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-say.h"
#include "settings/haven-room-pass.h"

/* What one person noted of a room, as it comes to another in a file: foreign words, which are covered here as
 * everywhere, and about a room that may be another one. */

/* Notes whose words the user chose to have covered are left out; which topics those are is told. */
static char *
leave_out_covered (HavenPlugin *plugin, PurpleConversation *room, HavenRoomPass *pass)
{
  PurpleAccount *account = purple_conversation_get_account (room);
  g_autofree char *name = haven_names_cover_words (plugin, account, room, pass->from);
  GString *labels = g_string_new (NULL);

  if (name != NULL)
    g_clear_pointer (&pass->from, g_free);
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    g_autofree char *label = haven_names_cover_words (plugin, account, room, pass->card->notes[i]);

    if (label == NULL)
      continue;
    haven_room_card_set_note (pass->card, (HavenRoomNote)i, NULL);
    if (strstr (labels->str, label) == NULL)
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "", label);
  }
  return g_string_free (labels, FALSE);
}

static char *
describe (const HavenRoomPass *pass, guint n_taken, guint n_left, const char *covered)
{
  GString *text = g_string_new (NULL);

  if (n_taken == 0)
    g_string_append (text, _ ("Nothing new stands on that card."));
  else
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "%u note joins yours, with the name and the day it comes from.",
                     "%u notes join yours, with the name and the day they come from.", n_taken),
        n_taken);
  if (n_left > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, " %u has no room beside yours, and is left out.",
                                         " %u have no room beside yours, and are left out.", n_left),
                            n_left);
  if (*covered != '\0')
    g_string_append_printf (text, _ (" Left out as well is what you chose to have covered: %s."), covered);
  return g_string_free (text, FALSE);
}

/* Case aside, as servers do. */
static gboolean
is_about (const HavenRoomPass *pass, PurpleConversation *room)
{
  g_autofree char *theirs = pass->room != NULL ? g_utf8_casefold (pass->room, -1) : NULL;
  g_autofree char *here = g_utf8_casefold (purple_conversation_get_name (room), -1);

  return g_strcmp0 (theirs, here) == 0;
}

/**
 * haven_room_pass_take:
 * @plugin: the plugin
 * @room: the room that the card is for
 * @path: a card that somebody handed on
 * @card: the user's own, which it joins; nothing of it is kept by this
 * @error: why it was not taken: it cannot be read, or is about another room
 *
 * Returns: (transfer full) (nullable): what became of it, in sentences
 */
char *
haven_room_pass_take (
    HavenPlugin *plugin, PurpleConversation *room, const char *path, HavenRoomCard *card, GError **error)
{
  g_autoptr (HavenRoomPass) pass = haven_room_pass_load (path, error);
  g_autofree char *covered = NULL;
  guint n_taken, n_left;

  if (pass == NULL)
    return NULL;
  if (!is_about (pass, room)) {
    PurpleAccount *account = purple_conversation_get_account (room);
    g_autofree char *label = haven_names_cover_words (plugin, account, room, pass->room);

    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("that card is about another room: “%s”, and this one is “%s”"),
                 label != NULL        ? label
                 : pass->room != NULL ? pass->room
                                      : "",
                 purple_conversation_get_name (room));
    return NULL;
  }
  covered = leave_out_covered (plugin, room, pass);
  haven_room_pass_join (pass, card, &n_taken, &n_left);
  return describe (pass, n_taken, n_left, covered);
}

/**
 * haven_room_pass_command_pass:
 * @room: a room
 * @card: (nullable): what the user noted of it
 * @path: where to write what can be handed on
 */
void
haven_room_pass_command_pass (PurpleConversation *room, const HavenRoomCard *card, const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (haven_plugin_now () / G_USEC_PER_SEC);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (*path == '\0') {
    haven_say (room, _ ("Say into which file: /haven room pass FILE"));
    return;
  }
  if (!haven_room_pass_has_notes (card)) {
    haven_say (room, _ ("Nothing is noted on the card of this room yet."));
    return;
  }
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    haven_say (room, _ ("There is a file of that name already; choose another one."));
    return;
  }
  json = haven_room_pass_to_json (card, purple_conversation_get_name (room), NULL, today, &length);
  if (haven_file_write (path, json, length, &error))
    haven_say (room,
               _ ("Saved, without your name. It holds what you noted, and neither whether you would share "
                  "here nor when you look again. Whoever gets it can take it in; nobody was told."));
  else
    haven_say (room, "%s", error->message);
}
