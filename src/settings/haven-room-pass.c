/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-room-pass.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-day.h"
#include "haven-error.h"
#include "haven-file.h"

/* The only place that says what of a room's card is handed on, and how what somebody else noted joins one's
 * own: each of their words with their name and the day, so that two people's knowledge is never taken for
 * one's. */

#define FORMAT "haven-room-card"
#define MAX_SIZE (64 * 1024)
#define MAX_NAME 100 /* characters */

static const HavenJsonLimits limits = {MAX_SIZE, 2, 32, TRUE};

/**
 * haven_room_pass_free:
 * @pass: (nullable) (transfer full): what was handed on
 */
void
haven_room_pass_free (HavenRoomPass *pass)
{
  if (pass == NULL)
    return;
  g_free (pass->room);
  g_free (pass->from);
  g_free (pass->date);
  haven_room_card_free (pass->card);
  g_free (pass);
}

/**
 * haven_room_pass_has_notes:
 * @card: (nullable): a card
 *
 * Returns: whether there is anything on it to hand on
 */
gboolean
haven_room_pass_has_notes (const HavenRoomCard *card)
{
  for (guint i = 0; card != NULL && i < HAVEN_N_ROOM_NOTES; i++)
    if (card->notes[i] != NULL)
      return TRUE;
  return FALSE;
}

/* Foreign, or typed: one line that fits beside a note; NULL for nothing. */
static char *
clean (const char *name)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
  g_autofree char *cut = NULL;

  for (char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && (guchar)*at < 0x80)
      *at = ' ';
  g_strstrip (valid);
  cut = g_utf8_substring (valid, 0, MIN (MAX_NAME, g_utf8_strlen (valid, -1)));
  return *cut != '\0' ? g_steal_pointer (&cut) : NULL;
}

/**
 * haven_room_pass_to_json:
 * @card: a card
 * @room: the room's name as its server knows it
 * @from: (nullable): under which name it is handed on; %NULL or nothing for none
 * @date: YYYY-MM-DD, today
 * @length: (out): the size in bytes
 *
 * Returns: (transfer full): what is handed on: the notes alone. Whether the user would share there and when
 * they look again is nobody else's
 */
char *
haven_room_pass_to_json (
    const HavenRoomCard *card, const char *room, const char *from, const char *date, gsize *length)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  g_autofree char *name = clean (from);
  g_autofree char *where = clean (room);

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, FORMAT, 1);
  haven_json_writer_string (writer, "room", where != NULL ? where : "");
  if (name != NULL)
    haven_json_writer_string (writer, "from", name);
  haven_json_writer_string (writer, "date", date);
  haven_json_writer_begin_object (writer, "notes");
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    if (card->notes[i] != NULL)
      haven_json_writer_string (writer, notes[i].id, card->notes[i]);
  haven_json_writer_end_object (writer);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, TRUE, length);
}

static gboolean
read_head (const HavenJsonValue *root, HavenRoomPass *pass, GError **error)
{
  static const char *const keys[] = {FORMAT, "room", "from", "date", "notes", NULL};
  const char *room = NULL, *from = NULL, *date = NULL;
  HavenJsonValue value;
  gint64 version;

  if (!haven_json_read_object (root, NULL, error))
    return FALSE;
  if (!haven_json_has (root, FORMAT, &value)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("this is no room card: it has no key “%s”"),
                 FORMAT);
    return FALSE;
  }
  if (!haven_json_read_int (&value, 1, G_MAXINT, &version, error))
    return FALSE;
  if (version > 1) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION, _ ("%s: this card is of a newer Haven"), FORMAT);
    return FALSE;
  }
  if (!haven_json_read_object (root, keys, error) || !haven_json_get (root, "room", &value, error) ||
      !haven_json_read_string (&value, &room, error) || !haven_json_get_string (root, "from", &from, error) ||
      !haven_json_get (root, "date", &value, error) || !haven_json_read_string (&value, &date, error))
    return FALSE;
  if (!haven_day_is_valid (date)) {
    haven_json_set_error (&value, error, _ ("must be a day as in 2027-03-31"));
    return FALSE;
  }
  pass->room = clean (room);
  pass->from = clean (from);
  pass->date = g_strdup (date);
  return TRUE;
}

static gboolean
read_notes (const HavenJsonValue *root, HavenRoomPass *pass, GError **error)
{
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  const char *keys[HAVEN_N_ROOM_NOTES + 1] = {NULL};
  HavenJsonValue value;

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    keys[i] = notes[i].id;
  if (!haven_json_get (root, "notes", &value, error) || !haven_json_read_object (&value, keys, error))
    return FALSE;
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    const char *words = NULL;

    if (!haven_json_get_string (&value, notes[i].id, &words, error))
      return FALSE;
    haven_room_card_set_note (pass->card, (HavenRoomNote)i, words);
  }
  if (haven_room_pass_has_notes (pass->card))
    return TRUE;
  haven_json_set_error (&value, error, _ ("nothing is noted on this card"));
  return FALSE;
}

/**
 * haven_room_pass_from_json:
 * @data: what was handed on, as haven_room_pass_to_json() gives it
 * @length: its size in bytes
 * @error: what is wrong, with the key's path
 *
 * Returns: (transfer full) (nullable): what it holds
 */
HavenRoomPass *
haven_room_pass_from_json (const char *data, gsize length, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenRoomPass) pass = NULL;
  HavenJsonValue root;

  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  pass = g_new0 (HavenRoomPass, 1);
  pass->card = haven_room_card_new ();
  return read_head (&root, pass, error) && read_notes (&root, pass, error) ? g_steal_pointer (&pass) : NULL;
}

/**
 * haven_room_pass_load:
 * @path: a file that was handed on
 * @error: why it cannot be used
 *
 * Returns: (transfer full) (nullable): what it holds
 */
HavenRoomPass *
haven_room_pass_load (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_SIZE, &length, error);

  return data != NULL ? haven_room_pass_from_json (data, length, error) : NULL;
}

/* "lena, 2026-11-29" */
static char *
source_of (const HavenRoomPass *pass)
{
  return g_strdup_printf ("%s, %s", pass->from != NULL ? pass->from : _ ("passed on"), pass->date);
}

/**
 * haven_room_pass_join:
 * @pass: what somebody handed on
 * @into: the user's own card
 * @n_taken: (out): how many notes it got
 * @n_left: (out): how many there was no room for
 *
 * What the user noted stays, and stands first. What joins it says from whom and since when; the same words
 * are not said twice, and what would not fit whole is left out whole.
 */
void
haven_room_pass_join (const HavenRoomPass *pass, HavenRoomCard *into, guint *n_taken, guint *n_left)
{
  g_autofree char *source = source_of (pass);

  *n_taken = *n_left = 0;
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    const char *theirs = pass->card->notes[i], *own = into->notes[i];
    g_autoptr (HavenRoomCard) tried = NULL;
    g_autofree char *words = NULL;

    if (theirs == NULL || (own != NULL && strstr (own, theirs) != NULL))
      continue;
    words = own != NULL ? g_strdup_printf ("%s · %s (%s)", own, theirs, source)
                        : g_strdup_printf ("%s (%s)", theirs, source);
    tried = haven_room_card_new ();
    haven_room_card_set_note (tried, (HavenRoomNote)i, words);
    if (g_strcmp0 (tried->notes[i], words) != 0) {
      (*n_left)++;
      continue;
    }
    haven_room_card_set_note (into, (HavenRoomNote)i, words);
    (*n_taken)++;
  }
}
