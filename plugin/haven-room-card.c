/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-room-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-convert.h"
#include "haven-room-pass.h"
#include "haven-say.h"

/* The card of a room has two sides that are never mixed: what the room says of itself, asked anew each time
 * and never stored; and what the user knows of it, in their own words. */

#define MAX_STAFF 5 /* names; more are counted */
#define REMINDED_KEY "haven-room-card-reminded"

/* --- what the room says --- */

static void
add_line (GPtrArray *lines, const char *title, const char *words)
{
  HavenRoomLine *line = g_new0 (HavenRoomLine, 1);

  line->title = g_strdup (title);
  line->words = g_strdup (words);
  g_ptr_array_add (lines, line);
}

static void
line_free (gpointer data)
{
  HavenRoomLine *line = data;

  g_free (line->title);
  g_free (line->words);
  g_free (line);
}

static const char *
answer (HavenRoomAnswer said, const char *yes, const char *no)
{
  if (said == HAVEN_ROOM_UNKNOWN)
    return _ ("it does not say");
  return said == HAVEN_ROOM_YES ? yes : no;
}

static void
add_facts (GPtrArray *lines, PurpleConversation *room)
{
  HavenRoomFacts facts = {0};

  haven_rooms_get (room, &facts);
  add_line (lines, _ ("Who may come in"), answer (facts.open, _ ("anybody"), _ ("members only")));
  add_line (lines, _ ("In the server's list"), answer (facts.listed, _ ("yes"), _ ("no")));
  add_line (lines, _ ("Who may speak"),
            answer (facts.moderated, _ ("only those with a voice"), _ ("everybody who is in")));
  /* no protocol promises that nobody keeps a copy */
  add_line (lines, _ ("Who can read it later"),
            answer (facts.archived, _ ("the server keeps an archive"), _ ("the server keeps no archive")));
  add_line (lines, _ ("Whose real address shows"),
            answer (facts.real_address_shows, _ ("everybody's, to everybody"), _ ("only the staff sees it")));
}

/* A name or a topic may be what the user chose to have covered: on this surface too. */
static char *
covered (HavenPlugin *plugin, PurpleConversation *room, const char *words, gboolean is_name)
{
  PurpleAccount *account = purple_conversation_get_account (room);
  char *label = is_name ? haven_names_cover_name (plugin, account, room, words)
                        : haven_names_cover_words (plugin, account, room, words);

  return label != NULL ? label : g_strdup (words);
}

static void
add_staff (HavenPlugin *plugin, GPtrArray *lines, PurpleConversation *room)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (GList *l = purple_conv_chat_get_users (PURPLE_CONV_CHAT (room)); l != NULL; l = l->next) {
    const PurpleConvChatBuddy *buddy = l->data;
    g_autofree char *name = NULL;

    if ((buddy->flags & (PURPLE_CBFLAGS_FOUNDER | PURPLE_CBFLAGS_OP | PURPLE_CBFLAGS_HALFOP)) == 0 ||
        n++ >= MAX_STAFF)
      continue;
    name = covered (plugin, room, buddy->name, TRUE);
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
  }
  if (n > MAX_STAFF)
    g_string_append_printf (
        names, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", n - MAX_STAFF), n - MAX_STAFF);
  add_line (lines, _ ("Who keeps order"), n > 0 ? names->str : _ ("nobody who is here now"));
}

static void
add_size (GPtrArray *lines, PurpleConversation *room)
{
  guint n = g_list_length (purple_conv_chat_get_users (PURPLE_CONV_CHAT (room)));
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), n);

  add_line (lines, _ ("How many are here"), n > 0 ? words : _ ("it does not say"));
}

static void
add_topic (HavenPlugin *plugin, GPtrArray *lines, PurpleConversation *room)
{
  const char *topic = purple_conv_chat_get_topic (PURPLE_CONV_CHAT (room));
  g_autofree char *words = topic != NULL && *topic != '\0' ? covered (plugin, room, topic, FALSE) : NULL;

  add_line (lines, _ ("Topic"), words != NULL ? words : _ ("none"));
}

static void
add_asked (GPtrArray *lines, PurpleConversation *room)
{
  gint64 asked = haven_rooms_get_asked (room);
  g_autoptr (GDateTime) time = asked > 0 ? g_date_time_new_from_unix_local (asked) : NULL;
  g_autofree char *words = time != NULL ? g_date_time_format (time, "%F %R") : NULL;

  add_line (lines, _ ("Asked"), words != NULL ? words : _ ("it gave no answer"));
}

/**
 * haven_room_card_describe:
 * @plugin: the plugin
 * @room: a chat
 *
 * Returns: (transfer full) (element-type HavenRoomLine): what the room says of itself; what is unknown is
 * said as unknown
 */
GPtrArray *
haven_room_card_describe (HavenPlugin *plugin, PurpleConversation *room)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  add_facts (lines, room);
  add_staff (plugin, lines, room);
  add_size (lines, room);
  add_topic (plugin, lines, room);
  add_asked (lines, room);
  return lines;
}

/* --- what the user knows --- */

static void
append_known (GString *text, const HavenRoomCard *card)
{
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();

  if (haven_room_card_is_empty (card)) {
    g_string_append_printf (text, "\n  %s", _ ("nothing yet"));
    return;
  }
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    if (card->notes[i] != NULL)
      g_string_append_printf (text, "\n  %s: %s", _ (notes[i].title), card->notes[i]);
  g_string_append_printf (text, "\n  %s: %s", _ ("Would I share here"),
                          _ (haven_room_shares_get ()[card->share].title));
  if (card->ask_again != NULL)
    g_string_append_printf (text, "\n  %s: %s", _ ("Look again on"), card->ask_again);
}

static const HavenRoomCard *
find_card (HavenPlugin *plugin, PurpleConversation *room)
{
  g_autofree char *id = haven_convert_conversation_id (room);

  return haven_settings_find_room_card (haven_settings_store_get (plugin->store), id);
}

static void
show (HavenPlugin *plugin, PurpleConversation *room)
{
  g_autoptr (GPtrArray) lines = haven_room_card_describe (plugin, room);
  g_autoptr (GString) text = g_string_new (_ ("What the room says:"));

  for (guint i = 0; i < lines->len; i++) {
    const HavenRoomLine *line = lines->pdata[i];

    g_string_append_printf (text, "\n  %s: %s", line->title, line->words);
  }
  g_string_append_printf (text, "\n%s", _ ("What I know:"));
  append_known (text, find_card (plugin, room));
  g_string_append_printf (
      text, "\n%s",
      _ ("/haven room edit opens it; or /haven room run-by|credentials|checked|paid-by|rules|"
         "history|share|again and your words. It stays on this computer; /haven room pass FILE writes your "
         "notes into a file that you can hand on, and /haven room take FILE takes in one that you were "
         "given."));
  haven_say (room, "%s", text->str);
}

static void
keep (HavenPlugin *plugin, const char *id, const HavenRoomCard *card)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  haven_settings_set_room_card (settings, id, card);
  haven_settings_store_set (plugin->store, settings);
}

static void
set (HavenPlugin *plugin, PurpleConversation *room, const char *what, const char *words)
{
  g_autofree char *id = haven_convert_conversation_id (room);
  const HavenRoomCard *known = find_card (plugin, room);
  g_autoptr (HavenRoomCard) card = known != NULL ? haven_room_card_copy (known) : haven_room_card_new ();
  g_autoptr (GError) error = NULL;

  if (!haven_room_card_set (card, what, words, &error)) {
    haven_say (room, "%s", error->message);
    return;
  }
  keep (plugin, id, card);
  haven_say (room, *words != '\0' ? _ ("Noted, for you alone.") : _ ("Taken off the card."));
}

/* What somebody handed on joins what the user noted, and is kept at once: there is no form to look at first.
 */
static void
take (HavenPlugin *plugin, PurpleConversation *room, const char *path)
{
  g_autofree char *id = haven_convert_conversation_id (room);
  const HavenRoomCard *known = find_card (plugin, room);
  g_autoptr (HavenRoomCard) card = known != NULL ? haven_room_card_copy (known) : haven_room_card_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (*path == '\0') {
    haven_say (room, _ ("Say from which file: /haven room take FILE"));
    return;
  }
  said = haven_room_pass_take (plugin, room, path, card, &error);
  if (said == NULL) {
    haven_say (room, _ ("Not taken in, and nothing was changed: %s"), error->message);
    return;
  }
  keep (plugin, id, card);
  haven_say (room, "%s", said);
}

/* --- the form, for user interfaces without a window of their own for it --- */

#define FIELD_ROOM "room"
#define FIELD_SHARE "share"
#define FIELD_AGAIN "again"

static void
on_form (gpointer data, PurpleRequestFields *fields)
{
  HavenPlugin *plugin = data;
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  const char *id = purple_request_fields_get_string (fields, FIELD_ROOM);
  const char *day = purple_request_fields_get_string (fields, FIELD_AGAIN);
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    haven_room_card_set_note (card, (HavenRoomNote)i, purple_request_fields_get_string (fields, notes[i].id));
  card->share = (HavenRoomShare)CLAMP (purple_request_fields_get_choice (fields, FIELD_SHARE), 0,
                                       HAVEN_N_ROOM_SHARES - 1);
  if (!haven_room_card_set_ask_again (card, day, &error)) {
    const HavenRoomCard *known = haven_settings_find_room_card (haven_settings_store_get (plugin->store), id);

    haven_room_card_set_ask_again (card, known != NULL ? known->ask_again : NULL, NULL);
    purple_notify_error (plugin->handle, _ ("Haven"),
                         _ ("The rest of the card is kept; only the day is not."), error->message);
  }
  keep (plugin, id, card);
}

static PurpleRequestFieldGroup *
said_group (HavenPlugin *plugin, PurpleConversation *room)
{
  PurpleRequestFieldGroup *group = purple_request_field_group_new (_ ("What the room says"));
  g_autoptr (GPtrArray) lines = haven_room_card_describe (plugin, room);

  for (guint i = 0; i < lines->len; i++) {
    const HavenRoomLine *line = lines->pdata[i];
    g_autofree char *id = g_strdup_printf ("said-%u", i);
    g_autofree char *words = g_strdup_printf ("%s: %s", line->title, line->words);

    purple_request_field_group_add_field (group, purple_request_field_label_new (id, words));
  }
  return group;
}

static PurpleRequestFieldGroup *
known_group (const HavenRoomCard *card, const char *id)
{
  PurpleRequestFieldGroup *group = purple_request_field_group_new (_ ("What I know"));
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  const HavenRoomShareInfo *shares = haven_room_shares_get ();
  PurpleRequestField *share = purple_request_field_choice_new (
      FIELD_SHARE, _ ("Would I share here"), card != NULL ? (int)card->share : HAVEN_ROOM_SHARE_UNSAID);
  PurpleRequestField *room = purple_request_field_string_new (FIELD_ROOM, "", id, FALSE);

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    purple_request_field_group_add_field (
        group, purple_request_field_string_new (notes[i].id, _ (notes[i].title),
                                                card != NULL ? card->notes[i] : NULL, FALSE));
  for (guint i = 0; i < HAVEN_N_ROOM_SHARES; i++)
    purple_request_field_choice_add (share, _ (shares[i].title));
  purple_request_field_group_add_field (group, share);
  purple_request_field_group_add_field (
      group, purple_request_field_string_new (FIELD_AGAIN, _ ("Look again on (YYYY-MM-DD)"),
                                              card != NULL ? card->ask_again : NULL, FALSE));
  purple_request_field_set_visible (room, FALSE); /* the room may be left while the form is open */
  purple_request_field_group_add_field (group, room);
  return group;
}

static void
edit (HavenPlugin *plugin, PurpleConversation *room)
{
  g_autofree char *id = haven_convert_conversation_id (room);
  PurpleRequestFields *fields;

  if (plugin->ui != NULL && plugin->ui->show_room_card != NULL) {
    plugin->ui->show_room_card (room, plugin->ui_data);
    return;
  }
  fields = purple_request_fields_new ();
  purple_request_fields_add_group (fields, said_group (plugin, room));
  purple_request_fields_add_group (fields, known_group (find_card (plugin, room), id));
  purple_request_fields (plugin->handle, _ ("Haven: room card"), purple_conversation_get_title (room),
                         _ ("What you note stays on this computer."), fields, _ ("Keep"),
                         G_CALLBACK (on_form), _ ("Cancel"), NULL, purple_conversation_get_account (room),
                         NULL, NULL, plugin);
}

/**
 * haven_room_card_command:
 * @plugin: the plugin
 * @conversation: the room
 * @rest: nothing to be shown the card, "edit", "pass" or "take" and a file, or what to note and the words
 */
void
haven_room_card_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  gsize length = strcspn (rest, " ");
  g_autofree char *what = g_strndup (rest, length);

  if (purple_conversation_get_type (conversation) != PURPLE_CONV_TYPE_CHAT)
    haven_say (conversation, _ ("A card is for a room; this is a conversation with one person."));
  else if (length == 0)
    show (plugin, conversation);
  else if (g_str_equal (what, "edit"))
    edit (plugin, conversation);
  else if (g_str_equal (what, "pass"))
    haven_room_pass_command_pass (conversation, find_card (plugin, conversation),
                                  rest + length + strspn (rest + length, " "));
  else if (g_str_equal (what, "take"))
    take (plugin, conversation, rest + length + strspn (rest + length, " "));
  else
    set (plugin, conversation, what, rest + length + strspn (rest + length, " "));
}

/**
 * haven_room_card_remind:
 * @plugin: the plugin
 * @room: a chat that has been joined
 *
 * Says once, quietly, that the day has come on which the user wanted to look at the room's card again.
 */
void
haven_room_card_remind (HavenPlugin *plugin, PurpleConversation *room)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (haven_plugin_now () / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) now = g_date_time_to_local (utc);

  if (purple_conversation_get_data (room, REMINDED_KEY) != NULL ||
      !haven_room_card_is_due (find_card (plugin, room), now))
    return;
  purple_conversation_set_data (room, REMINDED_KEY, GINT_TO_POINTER (TRUE));
  haven_say (room, _ ("You wanted to look at what you know of this room again: /haven room edit"));
}
