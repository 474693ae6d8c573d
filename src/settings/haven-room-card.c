/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-room-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-day.h"
#include "haven-error.h"

/* A note is a line or two: what is longer belongs elsewhere, and settings are read whole at every start. */
#define MAX_NOTE 500 /* characters */

static const HavenRoomNoteInfo notes[HAVEN_N_ROOM_NOTES] = {
    {"run-by", N_ ("Who runs it"), N_ ("a person, a group, a charity, a company")},
    {"credentials", N_ ("Their credentials"), N_ ("training, experience, or none that you know of")},
    {"checked", N_ ("Checked how"), N_ ("a register, a person you trust, not yet")},
    {"paid-by", N_ ("Who pays"), N_ ("members, donors, advertising, nobody knows")},
    {"rules", N_ ("Its rules"), N_ ("what is asked of people there, and who keeps to it")},
    {"history", N_ ("History and reputation"), N_ ("how long it has been there, what others say of it")},
};

static const HavenRoomShareInfo shares[HAVEN_N_ROOM_SHARES] = {
    {"unsaid", N_ ("not decided")}, {"yes", N_ ("yes")}, {"some", N_ ("some things")}, {"no", N_ ("no")}};

/**
 * haven_room_card_new:
 *
 * Returns: (transfer full): a card on which nothing is noted
 */
HavenRoomCard *
haven_room_card_new (void)
{
  return g_new0 (HavenRoomCard, 1);
}

/**
 * haven_room_card_copy:
 * @card: (nullable): a card
 *
 * Returns: (transfer full) (nullable): a copy of it
 */
HavenRoomCard *
haven_room_card_copy (const HavenRoomCard *card)
{
  HavenRoomCard *copy;

  if (card == NULL)
    return NULL;
  copy = haven_room_card_new ();
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    copy->notes[i] = g_strdup (card->notes[i]);
  copy->share = card->share;
  copy->ask_again = g_strdup (card->ask_again);
  return copy;
}

/**
 * haven_room_card_free:
 * @card: (nullable) (transfer full): a card
 */
void
haven_room_card_free (HavenRoomCard *card)
{
  if (card == NULL)
    return;
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    g_free (card->notes[i]);
  g_free (card->ask_again);
  g_free (card);
}

/**
 * haven_room_notes_get:
 *
 * Returns: (array fixed-size=6): what may be noted, in the order of #HavenRoomNote
 */
const HavenRoomNoteInfo *
haven_room_notes_get (void)
{
  return notes;
}

/**
 * haven_room_shares_get:
 *
 * Returns: (array fixed-size=4): whether one would share, in the order of #HavenRoomShare
 */
const HavenRoomShareInfo *
haven_room_shares_get (void)
{
  return shares;
}

/**
 * haven_room_card_is_empty:
 * @card: (nullable): a card
 *
 * Returns: whether nothing at all is noted on it
 */
gboolean
haven_room_card_is_empty (const HavenRoomCard *card)
{
  if (card == NULL)
    return TRUE;
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    if (card->notes[i] != NULL)
      return FALSE;
  return card->share == HAVEN_ROOM_SHARE_UNSAID && card->ask_again == NULL;
}

/**
 * haven_room_card_set_note:
 * @card: a card
 * @note: what is noted
 * @words: (nullable): the user's words; a line break becomes a space, and what is beyond 500 characters is
 * cut
 */
void
haven_room_card_set_note (HavenRoomCard *card, HavenRoomNote note, const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;
  g_autofree char *cut = NULL;

  g_clear_pointer (&card->notes[note], g_free);
  if (valid == NULL)
    return;
  g_strstrip (g_strdelimit (valid, "\n\r\t", ' '));
  cut = g_utf8_substring (valid, 0, MIN (MAX_NOTE, g_utf8_strlen (valid, -1)));
  if (*cut != '\0')
    card->notes[note] = g_steal_pointer (&cut);
}

/**
 * haven_room_card_set_ask_again:
 * @card: a card
 * @day: (nullable): YYYY-MM-DD; %NULL or nothing for never
 * @error: #HAVEN_ERROR_INVALID when @day is no such day
 *
 * Returns: whether @day was taken; the card is as before when not
 */
gboolean
haven_room_card_set_ask_again (HavenRoomCard *card, const char *day, GError **error)
{
  if (day != NULL && *day != '\0' && !haven_day_is_valid (day)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("“%s” is no day; write one as in 2027-03-31"),
                 day);
    return FALSE;
  }
  g_free (card->ask_again);
  card->ask_again = day != NULL && *day != '\0' ? g_strdup (day) : NULL;
  return TRUE;
}

static gboolean
set_share (HavenRoomCard *card, const char *words, GError **error)
{
  for (guint i = 0; i < HAVEN_N_ROOM_SHARES; i++) {
    if (g_str_equal (words, shares[i].id)) {
      card->share = (HavenRoomShare)i;
      return TRUE;
    }
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("share: yes, some, no or unsaid, not “%s”"),
               words);
  return FALSE;
}

/**
 * haven_room_card_set:
 * @card: a card
 * @id: what is noted: the id of a note, or share, or again
 * @words: what to note; nothing to take it away
 * @error: #HAVEN_ERROR_INVALID when there is no such thing, or @words are not what it takes
 *
 * Returns: whether it was noted; the card is as before when not
 */
gboolean
haven_room_card_set (HavenRoomCard *card, const char *id, const char *words, GError **error)
{
  if (g_str_equal (id, "share"))
    return set_share (card, *words != '\0' ? words : shares[HAVEN_ROOM_SHARE_UNSAID].id, error);
  if (g_str_equal (id, "again"))
    return haven_room_card_set_ask_again (card, words, error);
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    if (g_str_equal (id, notes[i].id)) {
      haven_room_card_set_note (card, (HavenRoomNote)i, words);
      return TRUE;
    }
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("a room card has no “%s”"), id);
  return FALSE;
}

/**
 * haven_room_card_is_due:
 * @card: (nullable): a card
 * @now: the time, where the user is
 *
 * Returns: whether the day has come on which the user wanted to look at it again
 */
gboolean
haven_room_card_is_due (const HavenRoomCard *card, GDateTime *now)
{
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return card != NULL && card->ask_again != NULL && strcmp (card->ask_again, today) <= 0;
}

static gboolean
read_note (const HavenJsonValue *value, HavenRoomCard *card, HavenRoomNote note, GError **error)
{
  const char *words = NULL;

  if (!haven_json_get_string (value, notes[note].id, &words, error))
    return FALSE;
  haven_room_card_set_note (card, note, words);
  return TRUE;
}

/**
 * haven_room_card_read:
 * @value: a card, as haven_room_card_write() writes it
 * @card: a card that is filled
 * @error: what is wrong, with the key's path
 *
 * Returns: whether it could be read
 */
gboolean
haven_room_card_read (const HavenJsonValue *value, HavenRoomCard *card, GError **error)
{
  const char *choices[HAVEN_N_ROOM_SHARES + 1] = {NULL};
  const char *keys[HAVEN_N_ROOM_NOTES + 3] = {"share", "ask-again"};
  guint share = HAVEN_ROOM_SHARE_UNSAID;
  const char *day = NULL;
  HavenJsonValue again;

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    keys[2 + i] = notes[i].id;
  for (guint i = 0; i < HAVEN_N_ROOM_SHARES; i++)
    choices[i] = shares[i].id;
  if (!haven_json_read_object (value, keys, error) ||
      !haven_json_get_choice (value, "share", choices, &share, error) ||
      !haven_json_get_string (value, "ask-again", &day, error))
    return FALSE;
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    if (!read_note (value, card, (HavenRoomNote)i, error))
      return FALSE;
  card->share = (HavenRoomShare)share;
  if (haven_json_has (value, "ask-again", &again) && !haven_day_is_valid (day)) {
    haven_json_set_error (&again, error, _ ("must be a day as in 2027-03-31"));
    return FALSE;
  }
  return haven_room_card_set_ask_again (card, day, error);
}

/**
 * haven_room_card_write:
 * @card: a card
 * @writer: where it is written to
 * @key: its key there
 */
void
haven_room_card_write (const HavenRoomCard *card, HavenJsonWriter *writer, const char *key)
{
  haven_json_writer_begin_object (writer, key);
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    if (card->notes[i] != NULL)
      haven_json_writer_string (writer, notes[i].id, card->notes[i]);
  haven_json_writer_string (writer, "share", shares[card->share].id);
  if (card->ask_again != NULL)
    haven_json_writer_string (writer, "ask-again", card->ask_again);
  haven_json_writer_end_object (writer);
}
