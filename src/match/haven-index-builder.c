/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-commonness.h"
#include "haven-index-private.h"

#include "haven-error.h"
#include "text/haven-text-private.h"

#define BITS_A_KEY 12
#define MIN_SCREEN 32 /* lines */
#define MAX_SCREEN (1u << 20)

/* One spelling of a term. */
typedef struct {
  guint32 number; /* of the term */
  guint32 text;
  guint16 length;
  guint8 flags;
  guint8 n_words;
} Spelling;

/* An entry with what it takes to place it. */
typedef struct {
  HavenIndexEntry entry;
  gboolean second; /* of a pair the second word is the one for the screen */
  guint64 hash;
} Placed;

/* The first spelling of a term, as it is found again. */
typedef struct {
  guint32 hash;
  guint32 spelling; /* its number + 1; 0 for none */
} Seen;

struct _HavenIndexBuilder {
  HavenText *reader;
  GString *text;
  GArray *spellings; /* Spelling */
  guint n_terms;
  Seen *seen; /* by hash, open addressing */
  guint32 seen_mask;
};

/**
 * haven_index_builder_new:
 *
 * Returns: (transfer full): a builder without terms
 */
HavenIndexBuilder *
haven_index_builder_new (void)
{
  HavenIndexBuilder *builder = g_new0 (HavenIndexBuilder, 1);

  builder->reader = haven_text_new ();
  builder->text = g_string_new (NULL);
  builder->spellings = g_array_new (FALSE, FALSE, sizeof (Spelling));
  builder->seen_mask = 255;
  builder->seen = g_new0 (Seen, builder->seen_mask + 1);
  return builder;
}

/**
 * haven_index_builder_free:
 * @builder: (nullable) (transfer full): a builder
 */
void
haven_index_builder_free (HavenIndexBuilder *builder)
{
  if (builder == NULL)
    return;
  haven_text_free (builder->reader);
  g_string_free (builder->text, TRUE);
  g_array_unref (builder->spellings);
  g_free (builder->seen);
  g_free (builder);
}

static void
append_word (HavenIndexBuilder *builder, guint number, const char *letters, guint length)
{
  if (number > 0)
    g_string_append_c (builder->text, ' ');
  g_string_append_len (builder->text, letters, length);
}

/* Most terms are written as they are folded: small letters and digits, and a space between words. Returns how
 * many words there are, 0 when it is no such phrase. */
static guint
count_folded_words (const char *phrase)
{
  guint n_words = 1;

  for (const char *at = phrase; *at; at++) {
    if (g_ascii_islower (*at) || g_ascii_isdigit (*at))
      continue;
    if (*at != ' ' || at == phrase || at[-1] == ' ' || at[1] == 0)
      return 0;
    n_words++;
  }
  return *phrase ? n_words : 0;
}

/* Appends the folded phrase to the builder's text; returns how many words it has. */
static guint
append_folded (HavenIndexBuilder *builder, const char *phrase)
{
  HavenText *reader = builder->reader;
  const HavenWord *words;
  guint n_words = count_folded_words (phrase);

  if (n_words > 0) {
    g_string_append (builder->text, phrase);
    return n_words;
  }
  haven_text_read (reader, phrase, strlen (phrase), HAVEN_FORMAT_PLAIN);
  if (!reader->scan.slow) {
    const guint32 *bounds = haven_text_get_bounds (reader, &n_words);

    n_words /= 2;
    for (guint i = 0; i < n_words; i++)
      append_word (builder, i, reader->scan.letters + bounds[2 * i], bounds[2 * i + 1] - bounds[2 * i]);
    return n_words;
  }
  words = haven_text_peek_words (reader, &n_words);
  for (guint i = 0; i < n_words; i++)
    append_word (builder, i, reader->folded.data + words[i].fold, words[i].fold_length);
  return n_words;
}

/* Don't panic is also dont panic: a second spelling of the term, when it has an apostrophe that may go. */
static void
add_without_apostrophes (HavenIndexBuilder *builder, const Spelling *spelling)
{
  Spelling other = *spelling;
  g_autofree char *phrase = NULL;
  g_auto (GStrv) words = NULL;

  if (memchr (builder->text->str + spelling->text, '\'', spelling->length) == NULL)
    return;
  phrase = g_strndup (builder->text->str + spelling->text, spelling->length);
  words = g_strsplit (phrase, " ", -1);
  other.text = builder->text->len;
  for (guint i = 0; words[i] != NULL; i++) {
    gboolean stays = haven_readings_needs_apostrophe (words[i], strlen (words[i]));

    if (i > 0)
      g_string_append_c (builder->text, ' ');
    for (const char *at = words[i]; *at; at++)
      if (*at != '\'' || stays)
        g_string_append_c (builder->text, *at);
  }
  other.length = builder->text->len - other.text;
  if (other.length == spelling->length)
    g_string_truncate (builder->text, other.text);
  else
    g_array_append_val (builder->spellings, other);
}

static guint32
hash_phrase (const char *phrase, guint length, guint flags)
{
  guint64 hash = flags, rest = length;

  for (; length > 8; phrase += 8, length -= 8)
    hash = haven_index_mix (hash ^ haven_index_load (phrase));
  hash = haven_index_mix (hash ^ rest << 32);
  rest = 0;
  memcpy (&rest, phrase, length);
  return (guint32)(haven_index_mix (hash ^ rest) >> 16);
}

/* The slot of a spelling among those seen: that of an equal one, or a free one. */
static Seen *
find_seen (const HavenIndexBuilder *builder, const Spelling *spelling)
{
  const char *phrase = builder->text->str + spelling->text;
  guint32 hash = hash_phrase (phrase, spelling->length, spelling->flags);

  for (guint32 i = hash;; i++) {
    Seen *slot = &builder->seen[i & builder->seen_mask];
    const Spelling *other;

    if (slot->spelling == 0) {
      slot->hash = hash;
      return slot;
    }
    if (slot->hash != hash)
      continue;
    other = &g_array_index (builder->spellings, Spelling, slot->spelling - 1);
    if (other->flags == spelling->flags && other->length == spelling->length &&
        memcmp (builder->text->str + other->text, phrase, other->length) == 0)
      return slot;
  }
}

/* Keeps at least half of the slots free. */
static void
make_room (HavenIndexBuilder *builder)
{
  g_autofree Seen *old = NULL;
  guint32 n = builder->seen_mask + 1;

  if (builder->n_terms < n / 2)
    return;
  old = g_steal_pointer (&builder->seen);
  builder->seen_mask = n * 2 - 1;
  builder->seen = g_new0 (Seen, n * 2);
  for (guint32 i = 0; i < n; i++) {
    guint32 at = old[i].hash;

    if (old[i].spelling == 0)
      continue;
    while (builder->seen[at & builder->seen_mask].spelling != 0)
      at++;
    builder->seen[at & builder->seen_mask] = old[i];
  }
}

/**
 * haven_index_builder_add:
 * @builder: a builder
 * @phrase: one word or several, UTF-8, as a person writes it; it is folded like a message
 * @flags: what sort of term it is
 *
 * Adds a term. The same phrase with the same flags is the same term.
 *
 * Returns: the number of the term, or HAVEN_INDEX_NO_TERM when nothing is left of the phrase by folding,
 *   or when it has more than 32 words or 1,024 bytes
 */
guint
haven_index_builder_add (HavenIndexBuilder *builder, const char *phrase, HavenIndexFlags flags)
{
  Spelling term = {builder->n_terms, builder->text->len, 0, flags, 0};
  guint n_words = append_folded (builder, phrase);
  gsize length = builder->text->len - term.text;
  Seen *slot;

  if (n_words == 0 || n_words > HAVEN_INDEX_MAX_WORDS || length > HAVEN_INDEX_MAX_LENGTH ||
      builder->n_terms >= HAVEN_INDEX_MAX_TERMS) {
    g_string_truncate (builder->text, term.text);
    return HAVEN_INDEX_NO_TERM;
  }
  term.length = length;
  term.n_words = n_words;
  slot = find_seen (builder, &term);
  if (slot->spelling != 0) {
    g_string_truncate (builder->text, term.text);
    return g_array_index (builder->spellings, Spelling, slot->spelling - 1).number;
  }
  g_array_append_val (builder->spellings, term);
  slot->spelling = builder->spellings->len;
  builder->n_terms++;
  make_room (builder);
  add_without_apostrophes (builder, &term);
  return term.number;
}

static void
place (GArray *placed, const Spelling *term, HavenIndexKey key, guint anchor, guint64 hash)
{
  Placed one = {
      {(guint32)hash, term->text, term->number, term->length, term->flags, key, anchor}, FALSE, hash};

  g_array_append_val (placed, one);
}

/* Where the first word of a phrase ends. */
static guint
word_length (const char *phrase, guint length)
{
  const char *space = memchr (phrase, ' ', length);

  return space != NULL ? (guint)(space - phrase) : length;
}

/* A phrase without its spaces, with 8 bytes of zero behind it. */
static guint
join (const char *phrase, guint length, char *joined)
{
  guint n = 0;

  for (guint i = 0; i < length; i++)
    if (phrase[i] != ' ')
      joined[n++] = phrase[i];
  memset (joined + n, 0, 8);
  return n;
}

static guint64
hash_joined (const char *phrase, guint length)
{
  char joined[HAVEN_INDEX_MAX_LENGTH + 8];

  return haven_index_hash_word (joined, join (phrase, length, joined));
}

/* Two words of a phrase that follow one another. */
typedef struct {
  guint number; /* of the first */
  const char *first;
  const char *second;
  guint first_length;
  guint second_length;
} Pair;

/* Of two words of a pair the one that fewer messages hold: the less common one, or else the longer one. */
static gboolean
is_second_rarer (const HavenCommonness *common, const Pair *pair)
{
  guint first = haven_commonness_get (common, pair->first, pair->first_length);
  guint second = haven_commonness_get (common, pair->second, pair->second_length);

  return first != second ? second < first : pair->second_length > pair->first_length;
}

static gboolean
is_rarer_pair (const HavenCommonness *common, const Pair *pair, const Pair *than)
{
  guint here = MIN (haven_commonness_get (common, pair->first, pair->first_length),
                    haven_commonness_get (common, pair->second, pair->second_length));
  guint there = MIN (haven_commonness_get (common, than->first, than->first_length),
                     haven_commonness_get (common, than->second, than->second_length));

  if (here != there)
    return here < there;
  return MAX (pair->first_length, pair->second_length) > MAX (than->first_length, than->second_length);
}

/*
 * The pair of a phrase that fewest messages hold: the one with its rarest word. It must not have the last
 * word of a phrase that may have any ending.
 */
static Pair
rarest_pair (
    const HavenCommonness *common, const char *phrase, guint length, guint n_words, gboolean open_ended)
{
  Pair best = {0}, pair = {.first = phrase, .first_length = word_length (phrase, length)};
  const char *end = phrase + length;

  for (guint i = 0; i + 1 + open_ended < n_words; i++) {
    pair.number = i;
    pair.second = pair.first + pair.first_length + 1;
    pair.second_length = word_length (pair.second, end - pair.second);
    if (best.first == NULL || is_rarer_pair (common, &pair, &best))
      best = pair;
    pair.first = pair.second;
    pair.first_length = pair.second_length;
  }
  return best;
}

static void
place_phrase (GArray *placed, const HavenCommonness *common, const Spelling *term, const char *text)
{
  gboolean open_ended = (term->flags & HAVEN_INDEX_PREFIX) != 0;
  Pair pair;
  guint64 hash;

  /* "go die*": when the second word is the one with any ending, the first alone is its key */
  if (term->n_words == 2 && open_ended) {
    place (placed, term, HAVEN_KEY_WORD, 0, haven_index_hash_word (text, word_length (text, term->length)));
    return;
  }
  pair = rarest_pair (common, text, term->length, term->n_words, open_ended);
  hash = haven_index_hash_pair (haven_index_hash_word (pair.first, pair.first_length),
                                haven_index_hash_word (pair.second, pair.second_length));
  place (placed, term, HAVEN_KEY_PAIR, pair.number, hash);
  g_array_index (placed, Placed, placed->len - 1).second = is_second_rarer (common, &pair);
  if (!(term->flags & (HAVEN_INDEX_COMMON | HAVEN_INDEX_PREFIX)))
    place (placed, term, HAVEN_KEY_JOINED, 0, hash_joined (text, term->length));
}

static guint32
power_of_two_above (guint64 n)
{
  guint32 power = 1;

  while (power < n)
    power *= 2;
  return power;
}

static GArray *
place_terms (const HavenIndexBuilder *builder, HavenIndexHeader *header, const char *text)
{
  GArray *placed = g_array_sized_new (FALSE, FALSE, sizeof (Placed), builder->spellings->len * 5 / 4 + 1);
  g_autoptr (HavenCommonness) common = haven_commonness_new (builder->spellings->len);

  for (guint i = 0; i < builder->spellings->len; i++) {
    const Spelling *term = &g_array_index (builder->spellings, Spelling, i);

    if (term->n_words > 1)
      haven_commonness_count (common, text + term->text, term->length);
  }

  for (guint i = 0; i < builder->spellings->len; i++) {
    const Spelling *term = &g_array_index (builder->spellings, Spelling, i);
    guint stem = MIN (term->length, HAVEN_INDEX_MAX_STEM);
    guint pass = term->flags & HAVEN_INDEX_COMMON ? HAVEN_INDEX_COMMONS : HAVEN_INDEX_TRIGGERS;

    if (term->n_words > 1) {
      place_phrase (placed, common, term, text + term->text);
    } else if (term->flags & HAVEN_INDEX_PREFIX) {
      header->stems[pass] |= 1u << stem;
      place (placed, term, HAVEN_KEY_STEM, 0, haven_index_hash_stem (text + term->text, stem));
    } else {
      place (placed, term, HAVEN_KEY_WORD, 0, haven_index_hash_word (text + term->text, term->length));
    }
  }
  return placed;
}

static void
set_bits (HavenIndexBlock *filter, guint32 n_blocks, guint64 hash)
{
  filter[haven_index_block_number (hash, n_blocks)] |= haven_index_block_bits (hash);
}

static void
fill_filters (const HavenIndexHeader *header,
              const GArray *placed,
              const char *text,
              HavenIndexBlock **filters)
{
  for (guint i = 0; i < placed->len; i++) {
    const Placed *one = &g_array_index (placed, Placed, i);
    guint pass = one->entry.flags & HAVEN_INDEX_COMMON ? HAVEN_INDEX_COMMONS : HAVEN_INDEX_TRIGGERS;

    set_bits (filters[pass], header->n_blocks[pass], one->hash);
    if (one->entry.key == HAVEN_KEY_STEM && one->entry.length >= 4)
      set_bits (filters[pass], header->n_blocks[pass], haven_index_hash_gate (text + one->entry.text));
  }
}

/* The rarer word of the pair that a phrase is found by. */
static void
screen_pair (const Placed *placed, const char **word, guint *length)
{
  const char *end = *word + placed->entry.length;

  for (guint i = 0; i < placed->entry.anchor + (guint)placed->second; i++)
    *word += word_length (*word, end - *word) + 1;
  *length = word_length (*word, end - *word);
}

/* Hashtags and spaced-out letters, which joined phrases are for, are not asked of the screen. */
static gboolean
is_screened (const HavenIndexEntry *entry)
{
  return !(entry->flags & HAVEN_INDEX_COMMON) && entry->key != HAVEN_KEY_JOINED;
}

/* 16 to 32 words a line, a tenth to a quarter of its bits: larger, it would not stay in the nearest cache. */
static void
size_screen (HavenIndexHeader *header, const GArray *placed)
{
  guint64 n = 0;

  for (guint i = 0; i < placed->len; i++)
    n += is_screened (&g_array_index (placed, Placed, i).entry);
  header->n_screen_lines = power_of_two_above (CLAMP (n / 32, MIN_SCREEN, MAX_SCREEN));
}

static void
fill_screen (HavenIndexHeader *header, const GArray *placed, const char *text, HavenIndexBlock *blocks)
{
  HavenScreenBuilder screen = {blocks, header->n_screen_lines};

  header->shortest = G_MAXUINT32;
  for (guint i = 0; i < placed->len; i++) {
    const HavenIndexEntry *entry = &g_array_index (placed, Placed, i).entry;
    const char *word = text + entry->text;
    guint length = entry->length;

    if (!is_screened (entry))
      continue;
    if (entry->key == HAVEN_KEY_PAIR)
      screen_pair (&g_array_index (placed, Placed, i), &word, &length);
    length = word_length (word, length);
    header->shortest = MIN (header->shortest, length);
    if (entry->key == HAVEN_KEY_STEM)
      haven_screen_add_stem (&screen, word, length);
    else
      haven_screen_add_word (&screen, word, length);
  }
}

/* Terms that a starred-out word may stand for: single words that trigger, or their stems. */
static gboolean
can_be_masked (const HavenIndexEntry *entry, const char *text)
{
  if ((entry->flags & ~HAVEN_INDEX_PREFIX) != 0 || entry->length < 3 ||
      entry->length > HAVEN_INDEX_MAX_MASKED ||
      (entry->key != HAVEN_KEY_WORD && entry->key != HAVEN_KEY_STEM))
    return FALSE;
  for (guint i = 0; i < entry->length; i++)
    if (!g_ascii_islower (text[entry->text + i]))
      return FALSE;
  return TRUE;
}

/* Where an entry stands among the masks: by length, and of one length by its first letter. 0 when it does
 * not. */
static guint16
mask_order (const HavenIndexEntry *entry, const char *text)
{
  return can_be_masked (entry, text) ? entry->length * 26u + (text[entry->text] - 'a') : 0;
}

/* Counting sort into buckets: entries of a bucket keep the order of their terms. What orders masks is found
 * out on the way, while the text is read from its beginning to its end. */
static void
fill_buckets (const HavenIndexHeader *header,
              const GArray *placed,
              const char *text,
              guint32 *buckets,
              HavenIndexEntry *entries,
              guint16 *mask_orders)
{
  g_autofree guint32 *next = g_new0 (guint32, header->n_buckets + 1);

  for (guint i = 0; i < placed->len; i++)
    buckets[haven_index_bucket_number (g_array_index (placed, Placed, i).hash, header->n_buckets) + 1]++;
  for (guint i = 0; i < header->n_buckets; i++)
    buckets[i + 1] += buckets[i];
  memcpy (next, buckets, sizeof (guint32) * header->n_buckets);
  for (guint i = 0; i < placed->len; i++) {
    const Placed *one = &g_array_index (placed, Placed, i);
    guint32 number = next[haven_index_bucket_number (one->hash, header->n_buckets)]++;

    entries[number] = one->entry;
    mask_orders[number] = mask_order (&one->entry, text);
  }
}

static guint32 *
collect_masks (HavenIndexHeader *header, const guint16 *mask_orders)
{
  guint32 starts[(HAVEN_INDEX_MAX_MASKED + 2) * 26 + 1] = {0};
  guint32 *masks;

  for (guint32 i = 0; i < header->n_entries; i++)
    if (mask_orders[i] != 0)
      starts[mask_orders[i] + 1]++;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (starts); i++)
    starts[i + 1] += starts[i];
  for (guint length = 0; length <= HAVEN_INDEX_MAX_MASKED + 1; length++)
    header->mask_starts[length] = starts[length * 26];
  header->n_masks = starts[G_N_ELEMENTS (starts) - 1];
  masks = g_new (guint32, header->n_masks + 1);
  for (guint32 i = 0; i < header->n_entries; i++)
    if (mask_orders[i] != 0)
      masks[starts[mask_orders[i]]++] = i;
  return masks;
}

static void
append_section (GByteArray *out, gconstpointer data, gsize size)
{
  static const guint8 zeros[8] = {0};

  if (size > 0)
    g_byte_array_append (out, data, size);
  g_byte_array_append (out, zeros, (8 - size % 8) % 8);
}

/**
 * haven_index_build:
 * @builder: a builder; it may go on to be added to and built again
 * @error: return location for an error
 *
 * Returns: (transfer full): the index of all terms so far, or NULL with HAVEN_ERROR_TOO_LARGE
 */
HavenIndex *
haven_index_build (HavenIndexBuilder *builder, GError **error)
{
  HavenIndexHeader header = {HAVEN_INDEX_MAGIC, HAVEN_INDEX_VERSION, builder->n_terms};
  g_autofree char *text = g_malloc0 (builder->text->len + 8);
  g_autoptr (GArray) placed = NULL;
  g_autofree guint32 *masks = NULL;
  g_autofree guint32 *buckets = NULL;
  g_autofree HavenIndexEntry *entries = NULL;
  g_autofree guint16 *mask_orders = NULL;
  g_autofree HavenIndexBlock *screen = NULL;
  g_autofree HavenIndexBlock *triggers = NULL;
  g_autofree HavenIndexBlock *commons = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GByteArray *out;
  guint keys[HAVEN_INDEX_N_PASSES] = {0};
  gsize n_screen;

  if (builder->text->len > G_MAXINT32) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, "index: more than 2 GiB of terms");
    return NULL;
  }
  memcpy (text, builder->text->str, builder->text->len);
  placed = place_terms (builder, &header, text);
  for (guint i = 0; i < placed->len; i++)
    keys[g_array_index (placed, Placed, i).entry.flags & HAVEN_INDEX_COMMON ? 1 : 0]++;
  for (guint pass = 0; pass < HAVEN_INDEX_N_PASSES; pass++)
    header.n_blocks[pass] = power_of_two_above ((guint64)keys[pass] * BITS_A_KEY / 64);
  size_screen (&header, placed);
  n_screen = (gsize)header.n_screen_lines * HAVEN_SCREEN_LINE;
  header.n_buckets = power_of_two_above (placed->len / 2);
  header.n_entries = placed->len;
  header.text_length = builder->text->len;
  buckets = g_new0 (guint32, header.n_buckets + 1);
  entries = g_new (HavenIndexEntry, header.n_entries + 1);
  mask_orders = g_new (guint16, header.n_entries + 1);
  screen = g_new0 (HavenIndexBlock, n_screen);
  triggers = g_new0 (HavenIndexBlock, header.n_blocks[HAVEN_INDEX_TRIGGERS]);
  commons = g_new0 (HavenIndexBlock, header.n_blocks[HAVEN_INDEX_COMMONS]);
  fill_screen (&header, placed, text, screen);
  fill_filters (&header, placed, text, (HavenIndexBlock *[]){triggers, commons});
  fill_buckets (&header, placed, text, buckets, entries, mask_orders);
  masks = collect_masks (&header, mask_orders);

  out = g_byte_array_sized_new (sizeof header + header.n_entries * 48);
  g_byte_array_append (out, (const guint8 *)&header, sizeof header);
  append_section (out, screen, n_screen * sizeof *screen);
  append_section (out, triggers, header.n_blocks[HAVEN_INDEX_TRIGGERS] * sizeof *triggers);
  append_section (out, commons, header.n_blocks[HAVEN_INDEX_COMMONS] * sizeof *commons);
  append_section (out, buckets, (header.n_buckets + 1) * sizeof *buckets);
  append_section (out, entries, header.n_entries * sizeof *entries);
  append_section (out, masks, header.n_masks * sizeof (guint32));
  append_section (out, text, header.text_length);
  bytes = g_byte_array_free_to_bytes (out);
  return haven_index_new_from_bytes (bytes, error);
}
