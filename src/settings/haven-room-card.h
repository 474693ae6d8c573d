/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-json-writer.h"

G_BEGIN_DECLS

/* What a person may note about a room, each in words of their own. */
typedef enum {
  HAVEN_ROOM_NOTE_RUN_BY,
  HAVEN_ROOM_NOTE_CREDENTIALS,
  HAVEN_ROOM_NOTE_CHECKED,
  HAVEN_ROOM_NOTE_PAID_BY,
  HAVEN_ROOM_NOTE_RULES,
  HAVEN_ROOM_NOTE_HISTORY,
  HAVEN_N_ROOM_NOTES,
} HavenRoomNote;

/* Whether the user would share something of themselves there. */
typedef enum {
  HAVEN_ROOM_SHARE_UNSAID,
  HAVEN_ROOM_SHARE_YES,
  HAVEN_ROOM_SHARE_SOME,
  HAVEN_ROOM_SHARE_NO,
  HAVEN_N_ROOM_SHARES,
} HavenRoomShare;

/**
 * HavenRoomNoteInfo:
 * @id: its key in settings and in commands
 * @title: what it is called on the card; to be translated
 * @question: what it asks; to be translated
 */
typedef struct {
  const char *id;
  const char *title;
  const char *question;
} HavenRoomNoteInfo;

/**
 * HavenRoomShareInfo:
 * @id: its key in settings and in commands
 * @title: what it is called on the card; to be translated
 */
typedef struct {
  const char *id;
  const char *title;
} HavenRoomShareInfo;

/**
 * HavenRoomCard:
 * @notes: (nullable) each: what the user knows of the room; %NULL where they noted nothing
 * @share: whether they would share there
 * @ask_again: (nullable): YYYY-MM-DD, the day from which they want to look at this again
 *
 * What the user knows of a room. What the room says of itself is never kept: it is asked each time.
 */
typedef struct {
  char *notes[HAVEN_N_ROOM_NOTES];
  HavenRoomShare share;
  char *ask_again;
} HavenRoomCard;

HavenRoomCard *haven_room_card_new (void);
HavenRoomCard *haven_room_card_copy (const HavenRoomCard *card);
void haven_room_card_free (HavenRoomCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRoomCard, haven_room_card_free)

const HavenRoomNoteInfo *haven_room_notes_get (void);
const HavenRoomShareInfo *haven_room_shares_get (void);

gboolean haven_room_card_is_empty (const HavenRoomCard *card);
void haven_room_card_set_note (HavenRoomCard *card, HavenRoomNote note, const char *words);
gboolean haven_room_card_set_ask_again (HavenRoomCard *card, const char *day, GError **error);
gboolean haven_room_card_set (HavenRoomCard *card, const char *id, const char *words, GError **error);
gboolean haven_room_card_is_due (const HavenRoomCard *card, GDateTime *now);

gboolean haven_room_card_read (const HavenJsonValue *value, HavenRoomCard *card, GError **error);
void haven_room_card_write (const HavenRoomCard *card, HavenJsonWriter *writer, const char *key);

G_END_DECLS
