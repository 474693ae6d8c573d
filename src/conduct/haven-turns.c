/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Who types fast sends a sentence in pieces, and who wants to slip through does so on purpose: "go kill",
 * "yourself". The pieces that one person sends in one conversation without a pause are a turn, and this is
 * the only place that remembers one. Only short messages can be pieces; their words stay in memory, in a
 * fixed number of places, and never reach the disk.
 *
 * Source for the term: Sacks, Schegloff, Jefferson: A simplest systematics for the organization of
 * turn-taking for conversation (1974).
 */

#include "conduct/haven-turns.h"

#include <string.h>

#define N_PLACES 256     /* a turn that hashes to another's place takes it */
#define LONGEST_PIECE 40 /* bytes of a message after which somebody may go on */
#define LONGEST 120      /* bytes of a turn that are remembered: its last ones */
#define LONGEST_NEXT 100 /* bytes of a message that are read as the end of a turn */

typedef struct {
  guint64 who;  /* hash of account, conversation, sender or author, and direction */
  gint64 time;  /* of the last piece */
  gsize length; /* 0: nobody's turn */
  char words[LONGEST];
} Turn;

struct _HavenTurns {
  Turn places[N_PLACES];
};

/**
 * haven_turns_new:
 *
 * Returns: (transfer full): a memory of nothing yet
 */
HavenTurns *
haven_turns_new (void)
{
  return g_new0 (HavenTurns, 1);
}

/**
 * haven_turns_free:
 * @turns: (nullable) (transfer full): a memory
 */
void
haven_turns_free (HavenTurns *turns)
{
  g_free (turns);
}

/**
 * haven_turns_clear:
 * @turns: a memory
 *
 * Forgets everything.
 */
void
haven_turns_clear (HavenTurns *turns)
{
  memset (turns, 0, sizeof *turns);
}

#define FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) /* odd, without a pattern: the golden ratio */

/* Eight bytes at once, as every message asks for it; with its length, so that "ab", "c" is not "a", "bc". */
static guint64
hash_id (guint64 hash, const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  hash ^= length;
  for (gsize at = 0; at < length; at += sizeof (guint64)) {
    guint64 eight = 0;

    memcpy (&eight, id + at, MIN (length - at, sizeof eight));
    hash = (hash ^ eight) * FACTOR;
    hash ^= hash >> 32;
  }
  return hash * FACTOR;
}

static guint64
hash_writer (const HavenMessage *message)
{
  guint64 hash = hash_id (hash_id (message->direction, message->account), message->conversation);

  return hash_id (hash_id (hash, message->sender), message->author);
}

/* A name with a colon turns to somebody else, as rooms write it; ":p" and "!help" are no words. */
static gboolean
starts_anew (const char *words, gsize length)
{
  gsize at = 0;

  while (at < length && !g_ascii_isspace (words[at]) && words[at] != ':')
    at++;
  return at < length && (words[at] == ':' || words[0] == '!');
}

/* Where the words end that a sentence may go on from; 0 where it is over. Dots in a row are a pause. */
static gsize
open_end (const char *words, gsize length)
{
  gsize end = length;

  while (end > 0 && g_ascii_isspace (words[end - 1]))
    end--;
  if (end > 1 && words[end - 1] == '.' && words[end - 2] == '.')
    while (end > 0 && words[end - 1] == '.')
      end--;
  if (end == 0 || strchr (".!?", words[end - 1]) != NULL)
    return 0;
  return end;
}

static gint64
time_of (const HavenMessage *message)
{
  return message->said != 0 ? message->said : message->time;
}

static const Turn *
find (const HavenTurns *turns, guint64 who, const HavenMessage *message, const char *words, gsize length)
{
  const Turn *turn = &turns->places[who % N_PLACES];
  gint64 pause = time_of (message) - turn->time;

  if (turn->length == 0 || turn->who != who || pause < 0 || pause > HAVEN_TURNS_PAUSE)
    return NULL;
  return length == 0 || starts_anew (words, length) ? NULL : turn;
}

/* As much of @words as @most bytes hold, up to the end of a word. */
static gsize
cut (const char *words, gsize length, gsize most)
{
  gsize end = MIN (length, most);

  if (end < length)
    while (end > 0 && !g_ascii_isspace (words[end]))
      end--;
  return end;
}

/**
 * haven_turns_join:
 * @turns: a memory
 * @message: a message
 * @text: it, read
 * @before: (out): how many bytes stand before the message's own words
 *
 * Returns: (transfer full) (nullable): what its writer said just before, a space, and its own words, of a
 * long message the first of them; %NULL when it stands alone
 */
GString *
haven_turns_join (const HavenTurns *turns, const HavenMessage *message, const HavenText *text, gsize *before)
{
  gsize length;
  const char *words = haven_text_get_visible (text, &length);
  const Turn *turn = find (turns, hash_writer (message), message, words, length);
  GString *joined;

  if (turn == NULL)
    return NULL;
  joined = g_string_new_len (turn->words, (gssize)turn->length);
  g_string_append_c (joined, ' ');
  *before = joined->len;
  return g_string_append_len (joined, words, (gssize)cut (words, length, LONGEST_NEXT));
}

/* Only the last words of a long turn are kept. */
static void
append (Turn *turn, const char *words, gsize length)
{
  gsize from = 0;

  if (turn->length + 1 + length > LONGEST) {
    from = turn->length + 1 + length - LONGEST;
    while (from < turn->length && turn->words[from] != ' ')
      from++;
    from = MIN (from + 1, turn->length);
  }
  turn->length -= from;
  memmove (turn->words, turn->words + from, turn->length);
  if (turn->length > 0)
    turn->words[turn->length++] = ' ';
  memcpy (turn->words + turn->length, words, length);
  turn->length += length;
}

/**
 * haven_turns_said:
 * @turns: a memory
 * @message: a message that came or left
 * @text: it, read
 *
 * Remembers the words of a short message that may go on.
 */
void
haven_turns_said (HavenTurns *turns, const HavenMessage *message, const HavenText *text)
{
  gsize length;
  const char *words = haven_text_get_visible (text, &length);
  guint64 who = hash_writer (message);
  gboolean goes_on = find (turns, who, message, words, length) != NULL;
  Turn *turn = &turns->places[who % N_PLACES];
  gsize end = length <= LONGEST_PIECE ? open_end (words, length) : 0;

  if (!goes_on || end == 0)
    turn->length = 0;
  turn->who = who;
  turn->time = time_of (message);
  if (end > 0)
    append (turn, words, end);
}
