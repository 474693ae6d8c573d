/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What others lately wrote to the user alone, and which links came, so that passing them on is noticed. Only
 * numbers are remembered, never words, never on the disk, and the oldest go first.
 */
#include "sharing/haven-recent.h"

#include <string.h>

#include "text/haven-char.h"

#define RUN 7 /* words in a row that two people do not write by chance */
#define MOST_RUNS 4096
#define MOST_LINKS 256
#define SHORTEST 24 /* bytes of a run of words */

typedef struct {
  guint32 words;
  guint32 conversation;
} Run;

typedef struct {
  guint32 link;
  gboolean opened;
} Link;

struct _HavenRecent {
  Run runs[MOST_RUNS];
  guint n_runs; /* that were ever added */
  Link links[MOST_LINKS];
  guint n_links;
};

/**
 * haven_recent_new:
 *
 * Returns: (transfer full): a memory of nothing yet
 */
HavenRecent *
haven_recent_new (void)
{
  return g_new0 (HavenRecent, 1);
}

/**
 * haven_recent_free:
 * @recent: (nullable) (transfer full): a memory
 */
void
haven_recent_free (HavenRecent *recent)
{
  g_free (recent);
}

/**
 * haven_recent_clear:
 * @recent: a memory
 *
 * Forgets everything.
 */
void
haven_recent_clear (HavenRecent *recent)
{
  /* asked for after each line that is judged by itself */
  if (recent->n_runs > 0 || recent->n_links > 0)
    *recent = (HavenRecent){0};
}

/* Source: Fowler, Noll, Vo: FNV-1a, 32 bits; letters of ASCII in lower case. */
static guint32
hash_bytes (const char *bytes, gsize length, guint32 hash)
{
  for (gsize i = 0; i < length; i++) {
    guchar byte = (guchar)bytes[i];

    hash = (hash ^ ((guint32)(byte - 'A') < 26 ? byte | 0x20u : byte)) * 16777619u;
  }
  return hash;
}

#define EMPTY 2166136261u

/* Eight letters of a word, or as many as it has left: zeros stand behind a text, so that eight can be read
 * anywhere. */
static inline guint64
read_letters (const char *letters, gsize n)
{
  guint64 eight;

  memcpy (&eight, letters, sizeof eight);
  if (n < sizeof eight)
    eight = GUINT64_FROM_LE (GUINT64_TO_LE (eight) & ((G_GUINT64_CONSTANT (1) << 8 * n) - 1));
  return haven_lower_eight (eight);
}

#define FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) /* odd, without a pattern: the golden ratio */

/* A word in upper or lower case. This runs over every word that comes in. */
static inline guint64
hash_word (const char *word, gsize length)
{
  guint64 hash = length;

  for (gsize at = 0; at < length; at += 8) {
    hash = (hash ^ read_letters (word + at, length - at)) * FACTOR;
    hash ^= hash >> 32;
  }
  return hash;
}

typedef void (*RunFunc) (guint32 words, gsize start, gsize end, gpointer data);

/* Every run of words of a text, as a number: that of the run before, without its first word and with one
 * more. */
static void
foreach_run (const HavenText *text, RunFunc func, gpointer data)
{
  gsize length;
  const char *visible = haven_text_get_visible (text, &length);
  guint64 hashes[RUN] = {0}, run = 0, gone = 1;
  gsize starts[RUN] = {0};
  guint n_bounds, at = 0;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);
  guint n_words = n_bounds / 2;
  const HavenWord *words = bounds == NULL ? haven_text_get_words (text, &n_words) : NULL;

  for (guint i = 0; i < RUN; i++)
    gone *= FACTOR;
  for (guint i = 0; i < n_words; i++) {
    gsize start = bounds != NULL ? bounds[2 * i] : words[i].start;
    gsize end = bounds != NULL ? bounds[2 * i + 1] : words[i].end;
    guint64 hash = hash_word (visible + start, end - start);

    run = run * FACTOR + hash - hashes[at] * gone;
    hashes[at] = hash;
    starts[at] = start;
    at = at + 1 < RUN ? at + 1 : 0; /* from here on it is the first word of the run */
    if (i + 1 >= RUN && end - starts[at] >= SHORTEST)
      func (run >> 32, starts[at], end, data);
  }
}

typedef struct {
  HavenRecent *recent;
  guint32 conversation;
} Hearing;

static void
remember_run (guint32 words, gsize start, gsize end, gpointer data)
{
  Hearing *hearing = data;
  HavenRecent *recent = hearing->recent;

  recent->runs[recent->n_runs++ % MOST_RUNS] = (Run){words, hearing->conversation};
}

/* The next address of the web in a text from @at on; returns FALSE when there is none. */
static gboolean
next_link (const char *text, gsize length, gsize *at, gsize *start, gsize *end)
{
  const char *sign = *at < length ? memchr (text + *at, ':', length - *at) : NULL;

  while (sign != NULL && (text + length - sign < 3 || memcmp (sign, "://", 3) != 0))
    sign = memchr (sign + 1, ':', (gsize)(text + length - sign - 1));
  if (sign == NULL)
    return FALSE;
  *start = (gsize)(sign - text);
  *end = *start + 3;
  while (*start > *at && g_ascii_isalpha (text[*start - 1]))
    (*start)--;
  while (*end < length && !g_ascii_isspace (text[*end]) && strchr ("<>\"", text[*end]) == NULL)
    (*end)++;
  *at = *end;
  while (*end > *start && strchr (".,;:!?)/", text[*end - 1]) != NULL)
    (*end)--;
  return TRUE;
}

static guint32
hash_conversation (const char *conversation)
{
  return conversation != NULL ? hash_bytes (conversation, strlen (conversation), EMPTY) : 0;
}

static Link *
find_link (HavenRecent *recent, guint32 link)
{
  for (guint i = 0; i < MIN (recent->n_links, MOST_LINKS); i++) {
    if (recent->links[i].link == link)
      return &recent->links[i];
  }
  return NULL;
}

/**
 * haven_recent_heard:
 * @recent: a memory
 * @message: what came from somebody
 * @text: it, read
 *
 * Remembers the words of a private message, and the links of any.
 */
void
haven_recent_heard (HavenRecent *recent, const HavenMessage *message, const HavenText *text)
{
  Hearing hearing = {recent, hash_conversation (message->conversation)};
  gsize length, at = 0, start, end;
  const char *visible = haven_text_get_visible (text, &length);

  if (message->kind == HAVEN_CONVERSATION_IM)
    foreach_run (text, remember_run, &hearing);
  while (next_link (visible, length, &at, &start, &end)) {
    guint32 link = hash_bytes (visible + start, end - start, EMPTY);

    if (find_link (recent, link) == NULL)
      recent->links[recent->n_links++ % MOST_LINKS] = (Link){link, FALSE};
  }
}

/**
 * haven_recent_opened:
 * @recent: a memory
 * @uri: an address of the web that the user opened
 */
void
haven_recent_opened (HavenRecent *recent, const char *uri)
{
  gsize at = 0, start, end;
  Link *link;

  if (!next_link (uri, strlen (uri), &at, &start, &end))
    return;
  link = find_link (recent, hash_bytes (uri + start, end - start, EMPTY));
  if (link != NULL)
    link->opened = TRUE;
}

/* The runs that were written elsewhere, to be found at once: each stands where its number says, or behind. */
#define N_SLOTS (4 * MOST_RUNS)

typedef struct {
  guint32 *slots; /* 0: free */
  gsize start;
  gsize end;
} Search;

static guint32 *
find_slot (guint32 *slots, guint32 words)
{
  guint slot = words % N_SLOTS;

  while (slots[slot] != 0 && slots[slot] != words)
    slot = (slot + 1) % N_SLOTS;
  return &slots[slot];
}

static void
look_for_run (guint32 words, gsize start, gsize end, gpointer data)
{
  Search *search = data;

  if (words == 0 || *find_slot (search->slots, words) == 0)
    return;
  search->start = search->end == 0 ? start : search->start;
  search->end = end;
}

/**
 * haven_recent_find_words:
 * @recent: a memory
 * @conversation: (nullable): where a message is going
 * @text: it, read
 * @start: (out): where what somebody wrote starts in the visible text
 * @end: (out): one past its end
 *
 * Returns: whether it has words that somebody wrote to the user alone, in another conversation
 */
gboolean
haven_recent_find_words (
    const HavenRecent *recent, const char *conversation, const HavenText *text, gsize *start, gsize *end)
{
  g_autofree guint32 *slots = NULL;
  guint32 here = hash_conversation (conversation);
  Search search = {NULL, 0, 0};

  if (recent->n_runs > 0) {
    search.slots = slots = g_new0 (guint32, N_SLOTS);
    for (guint i = 0; i < MIN (recent->n_runs, MOST_RUNS); i++)
      if (recent->runs[i].conversation != here)
        *find_slot (slots, recent->runs[i].words) = recent->runs[i].words;
    foreach_run (text, look_for_run, &search);
  }
  *start = search.start;
  *end = search.end;
  return search.end > 0;
}

/**
 * haven_recent_find_link:
 * @recent: a memory
 * @text: a message that is about to leave, read
 * @start: (out): where the link starts in the visible text
 * @end: (out): one past its end
 *
 * Returns: whether it passes on a link that came and was not opened here
 */
gboolean
haven_recent_find_link (const HavenRecent *recent, const HavenText *text, gsize *start, gsize *end)
{
  gsize length, at = 0;
  const char *visible = haven_text_get_visible (text, &length);

  while (next_link (visible, length, &at, start, end)) {
    const Link *link = find_link ((HavenRecent *)recent, hash_bytes (visible + *start, *end - *start, EMPTY));

    if (link != NULL && !link->opened)
      return TRUE;
  }
  return FALSE;
}
