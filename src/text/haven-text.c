/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * A message as a person sees it. One HavenText is made once and reads message after message: it keeps its
 * memory, so that reading allocates nothing once it has seen a message of that length.
 */
#include "haven-text-private.h"

#include <string.h>

#define MIN_CAPACITY 256
#define MAX_KEPT (1 << 20)
#define MAX_LENGTH ((gsize)1 << 28)

/* Makes room for more bytes than there are. */
void
haven_bytes_grow (HavenBytes *bytes, gsize more)
{
  bytes->capacity = MAX (MIN_CAPACITY, MAX (bytes->capacity * 2, bytes->length + more));
  bytes->data = g_realloc (bytes->data, bytes->capacity);
}

static void
free_bytes (HavenBytes *bytes)
{
  g_free (bytes->data);
  *bytes = (HavenBytes){0};
}

static GArray *
new_array (GArray *array)
{
  guint size = g_array_get_element_size (array);

  g_array_unref (array);
  return g_array_new (FALSE, FALSE, size);
}

/* One huge message must not cost its memory for ever. */
static void
let_go (HavenText *text)
{
  g_clear_pointer (&text->scan.letters, g_free);
  text->capacity = 0;
  free_bytes (&text->source);
  free_bytes (&text->visible);
  free_bytes (&text->folded);
  free_bytes (&text->targets);
  free_bytes (&text->pale);
  free_bytes (&text->bounds);
  free_bytes (&text->odd);
  g_clear_pointer (&text->segments, g_free);
  text->max_segments = 0;
  text->words = new_array (text->words);
  text->readings = new_array (text->readings);
  text->guesses = new_array (text->guesses);
  text->open_links = new_array (text->open_links);
  text->links = new_array (text->links);
}

/*
 * All that a scan writes is one piece of memory: when the caches are cold, that is what a message costs.
 * Scanners read and write whole blocks, so that there must be room for one more than the characters fill.
 */
static void
make_room (HavenText *text, gsize length)
{
  gsize blocks = MAX (length, MIN_CAPACITY) / HAVEN_SCAN_BLOCK + 2;
  gsize characters = blocks * HAVEN_SCAN_BLOCK;

  g_free (text->scan.letters);
  text->scan.letters = g_malloc0 (characters + blocks * (sizeof (HavenScanBlock) + sizeof *text->special));
  text->scan.blocks = (HavenScanBlock *)(gpointer)(text->scan.letters + characters);
  text->special = (guint64 *)(gpointer)(text->scan.blocks + blocks);
  text->capacity = characters - HAVEN_SCAN_BLOCK;
  text->source.length = text->visible.length = 0;
  haven_bytes_reserve (&text->source, characters + 2 * HAVEN_SCAN_PADDING);
  haven_bytes_reserve (&text->visible, characters + 2 * HAVEN_SCAN_PADDING);
}

/* This runs for every message, so it only takes back what the message before may have left. */
static void
reset (HavenText *text, gsize length)
{
  if (G_UNLIKELY (text->capacity > MAX_KEPT))
    let_go (text);
  if (G_UNLIKELY (length >= text->capacity))
    make_room (text, length);
  text->visible.length = text->targets.length = text->pale.length = text->n_segments = 0;
  text->linked = FALSE;
  text->marks = 0;
  text->override = 0;
  text->turned = text->tilted = FALSE;
  text->tagged = -1;
  text->ascii = TRUE;
  text->bounded = FALSE;
  text->complete = FALSE;
  text->flagged = FALSE;
  text->guessed = FALSE;
}

/**
 * haven_text_new:
 *
 * Returns: (transfer full): a text that has read nothing yet
 */
HavenText *
haven_text_new (void)
{
  HavenText *text = g_new0 (HavenText, 1);

  text->scanner = *haven_scanner_get_best ();
  text->words = g_array_new (FALSE, FALSE, sizeof (HavenWord));
  text->readings = g_array_new (FALSE, FALSE, sizeof (HavenReading));
  text->guesses = g_array_new (FALSE, FALSE, sizeof (HavenReading));
  text->open_links = g_array_new (FALSE, FALSE, sizeof (HavenOpenLink));
  text->links = g_array_new (FALSE, FALSE, sizeof (HavenTextLink));
  haven_text_read (text, "", 0, HAVEN_FORMAT_PLAIN);
  return text;
}

/**
 * haven_text_free:
 * @text: (nullable) (transfer full): a text
 */
void
haven_text_free (HavenText *text)
{
  if (text == NULL)
    return;
  g_free (text->scan.letters);
  g_free (text->source.data);
  g_free (text->visible.data);
  g_free (text->folded.data);
  g_free (text->targets.data);
  g_free (text->pale.data);
  g_free (text->bounds.data);
  g_free (text->odd.data);
  g_free (text->segments);
  g_array_unref (text->words);
  g_array_unref (text->readings);
  g_array_unref (text->guesses);
  g_array_unref (text->open_links);
  g_array_unref (text->links);
  g_free (text);
}

/**
 * haven_text_get_open_links:
 * @text: what is being read
 *
 * Returns: (transfer none) (element-type HavenOpenLink): the links of this message, empty on first asking
 */
GArray *
haven_text_get_open_links (HavenText *text)
{
  if (!text->linked)
    text->open_links->len = text->links->len = 0;
  text->linked = TRUE;
  return text->open_links;
}

/* All targets have been read and do not move any more, so their offsets can become pointers. */
static void
close_links (HavenText *text)
{
  for (guint i = 0; i < text->open_links->len; i++) {
    const HavenOpenLink *open = &g_array_index (text->open_links, HavenOpenLink, i);
    HavenTextLink link = {open->start, open->end, text->targets.data + open->target};

    /* an unclosed link lasts to the end, and what was hidden inside one is gone again */
    link.end = MIN (link.end, text->visible.length);
    link.start = MIN (link.start, link.end);

    g_array_append_val (text->links, link);
  }
}

static void
scan (HavenText *text)
{
  /* what is ASCII is never longer than its source */
  text->scan.slow = !text->ascii || text->visible.length > text->source_length || text->pale.length > 0;
  if (text->scan.slow)
    return;
  text->scan.text = text->visible.data;
  text->scan.length = text->visible.length;
  text->scanner.scan (&text->scan);
}

/* For a message without markup or unusual bytes: it is the visible text, so the buffers are exchanged. */
static void
take_as_it_is (HavenText *text)
{
  HavenBytes taken = text->source;

  text->source = text->visible;
  text->visible = taken;
  if (text->source_length > 0)
    haven_visible_note_all (text);
  text->visible.length = text->source_length;
}

static void
take_apart (HavenText *text, HavenFormat format)
{
  if (format == HAVEN_FORMAT_HTML)
    haven_markup_read (text, text->source.data, text->source_length);
  else
    haven_visible_append (text, text->source.data, text->source_length);
  haven_override_end (text);
  if (G_UNLIKELY (text->pale.length > 0))
    haven_pale_part (text);
  if (G_UNLIKELY (text->tilted))
    haven_turned_read (text);
  haven_bytes_reserve (&text->visible, HAVEN_SCAN_PADDING);
  haven_scan_pad (text->visible.data + text->visible.length);
  if (text->linked)
    close_links (text);
}

/**
 * haven_text_read:
 * @text: a text
 * @source: (array length=length): a message; any bytes at all
 * @length: bytes of @source; what is beyond 256 MiB is not read
 * @format: how it is written
 *
 * Reads a message and forgets the one before. @source need not outlive the call.
 */
HAVEN_HOT void
haven_text_read (HavenText *text, const char *source, gsize length, HavenFormat format)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (source != NULL || length == 0);

  length = MIN (length, MAX_LENGTH);
  reset (text, length);
  text->source_length = length;
  if (text->scanner.take_in (text->source.data, text->special, source, length))
    take_apart (text, format);
  else
    take_as_it_is (text);
  scan (text);
}

/**
 * haven_text_peek_bounds:
 * @text: a text whose scan is not slow
 *
 * Returns: (transfer none): where each word of the scan begins and ends, until anything else is asked of
 * @text
 */
const guint32 *
haven_text_peek_bounds (const HavenText *text)
{
  HavenText *self = (HavenText *)text;

  if (!text->bounded) {
    haven_bytes_reserve (&self->bounds, (2 * haven_scan_count_words (&text->scan) + 1) * sizeof (guint32));
    haven_scan_write_bounds (&text->scan, (guint32 *)(gpointer)text->bounds.data);
    self->bounded = TRUE;
  }
  return (const guint32 *)(gconstpointer)text->bounds.data;
}

static void
words_from_scan (HavenText *text)
{
  HavenWord *begun, *ended;

  g_array_set_size (text->words, haven_scan_count_words (&text->scan));
  begun = ended = (HavenWord *)(gpointer)text->words->data;
  for (guint i = 0; i < text->scan.n_blocks; i++) {
    const HavenScanBlock *block = &text->scan.blocks[i];

    for (guint64 left = block->starts; left != 0; left &= left - 1, begun++) {
      guint32 start = i * HAVEN_SCAN_BLOCK + __builtin_ctzll (left);

      *begun = (HavenWord){.start = start, .fold = start, .loose = start};
    }
    for (guint64 left = block->ends; left != 0; left &= left - 1, ended++) {
      ended->end = i * HAVEN_SCAN_BLOCK + __builtin_ctzll (left);
      ended->fold_length = ended->end - ended->start;
    }
  }
}

/* Makes ASCII lower case. Between its words stand no letters that this could change. */
static void
fold_visible (HavenText *text)
{
  const char *visible = text->visible.data;
  gsize length = text->visible.length;
  char *folded;

  haven_bytes_reserve (&text->folded, length);
  folded = text->folded.data;
  for (gsize i = 0; i < length; i++)
    folded[i] = visible[i] >= 'A' && visible[i] <= 'Z' ? visible[i] | 0x20 : visible[i];
  text->folded.length = length;
}

/* Makes words and readings when somebody first asks for them. The folded text may move: what was handed out
 * of it before is not good any more. */
static void
complete (const HavenText *text)
{
  HavenText *self = (HavenText *)text;

  if (text->complete)
    return;
  self->words->len = self->readings->len = self->guesses->len = 0;
  self->folded.length = 0;
  self->readable = self->disguised = FALSE;
  if (!text->scan.slow) {
    words_from_scan (self);
    fold_visible (self);
  } else {
    haven_words_read (self);
  }
  self->folded_length = text->folded.length;
  if (!text->scan.slow)
    haven_readings_add_plain (self);
  else if (text->readable || text->pale.length > 0)
    haven_readings_add (self);
  /* whoever hashes a word may load eight bytes from wherever it begins */
  haven_bytes_reserve (&self->folded, HAVEN_GUESSES_ROOM + 8);
  memset (text->folded.data + text->folded.length, 0, 8);
  self->complete = TRUE;
}

/**
 * haven_text_set_scanner:
 * @text: a text
 * @scanner: (transfer none): what scans from the next read on
 *
 * For tests and benchmarks: a text has the best scanner from the start.
 */
void
haven_text_set_scanner (HavenText *text, const HavenScanner *scanner)
{
  text->scanner = *scanner;
}

/**
 * haven_text_take_slow_way:
 * @text: a text that has just read a message
 *
 * For tests, which hold the quick way against the slow one.
 */
void
haven_text_take_slow_way (HavenText *text)
{
  text->scan.slow = TRUE;
}

/**
 * haven_text_get_visible:
 * @text: a text
 * @length: (out) (optional): its bytes
 *
 * Returns: (transfer none): what a person sees, valid UTF-8 and NUL-terminated, until the next read
 */
const char *
haven_text_get_visible (const HavenText *text, gsize *length)
{
  if (length != NULL)
    *length = text->visible.length;
  return text->visible.data;
}

/**
 * haven_text_get_folded:
 * @text: a text
 * @length: (out) (optional): bytes of the folded text; readings stand behind it
 *
 * The visible text with every word folded, and what stands between words as it was. Words and readings
 * point into it.
 *
 * Returns: (transfer none): the folded text, until the next read; not NUL-terminated
 */
const char *
haven_text_get_folded (const HavenText *text, gsize *length)
{
  complete (text);
  if (length != NULL)
    *length = text->folded_length;
  return text->folded.data;
}

/**
 * haven_text_get_words:
 * @text: a text
 * @n_words: (out): how many
 *
 * Returns: (transfer none) (array length=n_words): the words in order with all their flags, until the next
 * read
 */
const HavenWord *
haven_text_get_words (const HavenText *text, guint *n_words)
{
  /* Most messages meet no rule, and then nobody asks: so flags are found out on first asking. */
  complete (text);
  if (!text->flagged)
    haven_word_flags_add ((HavenText *)text);
  return haven_text_peek_words (text, n_words);
}

/**
 * haven_text_may_have_hashtags:
 * @text: a text
 *
 * Returns: %FALSE when no word can be a hashtag, which is known without the flags of words
 */
gboolean
haven_text_may_have_hashtags (const HavenText *text)
{
  static const char full_width[] = "\xEF\xBC\x83";

  /* of a long message it is asked again and again */
  if (text->tagged < 0)
    ((HavenText *)text)->tagged =
        memchr (text->visible.data, '#', text->visible.length) != NULL ||
        (memchr (text->visible.data, *full_width, text->visible.length) != NULL &&
         g_strstr_len (text->visible.data, text->visible.length, full_width) != NULL);
  return text->tagged > 0;
}

/**
 * haven_text_may_have_emoji:
 * @text: a text
 *
 * Returns: %FALSE when no word can be an emoji, which is known without the words
 */
gboolean
haven_text_may_have_emoji (const HavenText *text)
{
  return !text->ascii;
}

/**
 * haven_text_peek_words:
 * @text: a text
 * @n_words: (out): how many
 *
 * The words without the flags that take a look at the sentence around them, which cost more than the words.
 *
 * Returns: (transfer none) (array length=n_words): the words in order, until the next read
 */
const HavenWord *
haven_text_peek_words (const HavenText *text, guint *n_words)
{
  complete (text);
  *n_words = text->words->len;
  return (const HavenWord *)(gpointer)text->words->data;
}

/**
 * haven_text_get_bounds:
 * @text: a text
 * @n_bounds: (out): how many, twice the number of words; 0 when there are none
 *
 * What every message of plain ASCII has been cut into anyway, for those who need no more of a word than where
 * it is. 128 zeros stand behind the visible text.
 *
 * Returns: (transfer none) (nullable) (array length=n_bounds): where each word begins and ends in the visible
 *   text, until the next read; NULL when the text is not plain: then haven_text_get_words() knows
 */
const guint32 *
haven_text_get_bounds (const HavenText *text, guint *n_bounds)
{
  *n_bounds = text->scan.slow ? 0 : 2 * haven_scan_count_words (&text->scan);
  return text->scan.slow ? NULL : haven_text_peek_bounds (text);
}

/**
 * haven_text_get_readings:
 * @text: a text
 * @n_readings: (out): how many
 *
 * Returns: (transfer none) (array length=n_readings): other ways to read some of the words, in the order of
 *   their first words, until the next read
 */
const HavenReading *
haven_text_get_readings (const HavenText *text, guint *n_readings)
{
  complete (text);
  *n_readings = text->readings->len;
  return (const HavenReading *)(gpointer)text->readings->data;
}

/**
 * haven_text_get_guesses:
 * @text: a text
 * @n_guesses: (out): how many
 *
 * "ki-ll" as kill, "bltch" as bitch: what ordinary talk is full of too, so that it counts only for whoever
 * has a reason to look for just that word.
 *
 * Returns: (transfer none) (array length=n_guesses): what may be meant, in the order of their first words,
 * until the next read
 */
const HavenReading *
haven_text_get_guesses (const HavenText *text, guint *n_guesses)
{
  /* only rules ask, and room for them was made: what has been asked of the folded text stays where it is */
  complete (text);
  if (!text->guessed)
    haven_guesses_add ((HavenText *)text);
  *n_guesses = text->guesses->len;
  return (const HavenReading *)(gpointer)text->guesses->data;
}

/**
 * haven_text_get_links:
 * @text: a text
 * @n_links: (out): how many
 *
 * Returns: (transfer none) (array length=n_links): the links and pictures of the markup in order, until the
 * next read
 */
const HavenTextLink *
haven_text_get_links (const HavenText *text, guint *n_links)
{
  *n_links = text->linked ? text->links->len : 0;
  return (const HavenTextLink *)(gpointer)text->links->data;
}

/* The last segment that begins at or before an offset; NULL when there is none. */
static const HavenSegment *
find_segment (const HavenText *text, gsize offset)
{
  guint low = 0, high = text->n_segments;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (text->segments[middle].visible <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low == 0 ? NULL : &text->segments[low - 1];
}

/**
 * haven_text_to_source:
 * @text: a text
 * @visible_offset: an offset into the visible text; beyond its end counts as its end
 *
 * Returns: the byte of the message where that character begins
 */
gsize
haven_text_to_source (const HavenText *text, gsize visible_offset)
{
  const HavenSegment *segment = find_segment (text, visible_offset);

  if (visible_offset >= text->visible.length || segment == NULL)
    return text->source_length;
  return segment->span > 0 ? segment->source : segment->source + (visible_offset - segment->visible);
}

/* What was turned round comes from the message in another order: all of the span's pieces must be covered. */
static void
widen (const HavenText *text, gsize start, gsize end, gsize *source_start, gsize *source_end)
{
  const HavenSegment *last = text->segments + text->n_segments;

  for (const HavenSegment *segment = find_segment (text, start); segment < last && segment->visible < end;
       segment++) {
    gsize from = MAX (segment->visible, start);
    gsize until = segment + 1 < last ? MIN (segment[1].visible, end) : end;
    gsize source = segment->span > 0 ? segment->source : segment->source + (from - segment->visible);

    *source_start = MIN (*source_start, source);
    *source_end = MAX (*source_end, segment->span > 0 ? source + segment->span : source + (until - from));
  }
}

/**
 * haven_text_span_to_source:
 * @text: a text
 * @start: first byte of a span of the visible text
 * @end: one past its last byte
 * @source_start: (out): first byte of the message that shows it
 * @source_end: (out): one past the last byte that shows it
 *
 * What is covered from @source_start to @source_end in the message covers the whole span, tags between
 * included.
 */
void
haven_text_span_to_source (
    const HavenText *text, gsize start, gsize end, gsize *source_start, gsize *source_end)
{
  const HavenSegment *segment;

  end = MIN (end, text->visible.length);
  *source_start = haven_text_to_source (text, start);
  *source_end = *source_start;
  if (start >= end)
    return;
  segment = find_segment (text, end - 1);
  *source_end = segment->source + (segment->span > 0 ? segment->span : end - segment->visible);
  if (text->turned)
    widen (text, start, end, source_start, source_end);
}
