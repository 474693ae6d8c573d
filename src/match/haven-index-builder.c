/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-index-private.h"

#include "haven-error.h"
#include "text/haven-text-private.h"

#define BITS_A_KEY 16

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
  guint64 hash;
} Placed;

struct _HavenIndexBuilder {
  HavenText *reader;
  GString *text;
  GArray *spellings; /* Spelling */
  guint n_terms;
  GHashTable *seen; /* flags and folded phrase to term + 1 */
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
  builder->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_hash_table_unref (builder->seen);
  g_free (builder);
}

/* Appends the folded phrase to the builder's text; returns how many words it has. */
static guint
append_folded (HavenIndexBuilder *builder, const char *phrase)
{
  const HavenWord *words;
  const char *folded;
  guint n_words;

  haven_text_read (builder->reader, phrase, strlen (phrase), HAVEN_FORMAT_PLAIN);
  words = haven_text_get_words (builder->reader, &n_words);
  folded = haven_text_get_folded (builder->reader, NULL);
  for (guint i = 0; i < n_words; i++) {
    if (i > 0)
      g_string_append_c (builder->text, ' ');
    g_string_append_len (builder->text, folded + words[i].fold, words[i].fold_length);
  }
  return n_words;
}

/* Don't panic is also dont panic: a second spelling of the term, when it has an apostrophe that may go. */
static void
add_without_apostrophes (HavenIndexBuilder *builder, const Spelling *spelling)
{
  Spelling other = *spelling;
  g_autofree char *phrase = g_strndup (builder->text->str + spelling->text, spelling->length);
  g_auto (GStrv) words = g_strsplit (phrase, " ", -1);

  if (strchr (phrase, '\'') == NULL)
    return;
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
  g_autofree char *key = NULL;
  gpointer known;

  if (n_words == 0 || n_words > HAVEN_INDEX_MAX_WORDS || length > HAVEN_INDEX_MAX_LENGTH ||
      builder->n_terms >= HAVEN_INDEX_MAX_TERMS) {
    g_string_truncate (builder->text, term.text);
    return HAVEN_INDEX_NO_TERM;
  }
  key = g_strdup_printf ("%u %s", flags, builder->text->str + term.text);
  known = g_hash_table_lookup (builder->seen, key);
  if (known != NULL) {
    g_string_truncate (builder->text, term.text);
    return GPOINTER_TO_UINT (known) - 1;
  }
  term.length = length;
  term.n_words = n_words;
  g_array_append_val (builder->spellings, term);
  add_without_apostrophes (builder, &term);
  builder->n_terms++;
  g_hash_table_insert (builder->seen, g_steal_pointer (&key), GUINT_TO_POINTER (builder->n_terms));
  return term.number;
}

static void
place (GArray *placed, const Spelling *term, HavenIndexKey key, guint64 hash)
{
  Placed one = {{(guint32)hash, term->text, term->number, term->length, term->flags, key}, hash};

  g_array_append_val (placed, one);
}

/* Where the first word of a phrase ends. */
static guint
word_length (const char *phrase, guint length)
{
  const char *space = memchr (phrase, ' ', length);

  return space != NULL ? (guint)(space - phrase) : length;
}

static guint64
hash_joined (const char *phrase, guint length)
{
  char joined[HAVEN_INDEX_MAX_LENGTH + 8] = {0};
  guint n = 0;

  for (guint i = 0; i < length; i++)
    if (phrase[i] != ' ')
      joined[n++] = phrase[i];
  return haven_index_hash_word (joined, n);
}

static void
place_phrase (GArray *placed, const Spelling *term, const char *text)
{
  guint first = word_length (text, term->length);
  guint second = word_length (text + first + 1, term->length - first - 1);
  guint64 hash = haven_index_hash_word (text, first);

  /* "piece of sh*": when the second word is the one with any ending, the first alone is its key */
  if (term->n_words == 2 && (term->flags & HAVEN_INDEX_PREFIX)) {
    place (placed, term, HAVEN_KEY_WORD, hash);
    return;
  }
  hash = haven_index_hash_pair (hash, haven_index_hash_word (text + first + 1, second));
  place (placed, term, HAVEN_KEY_PAIR, hash);
  if (!(term->flags & (HAVEN_INDEX_COMMON | HAVEN_INDEX_PREFIX)))
    place (placed, term, HAVEN_KEY_JOINED, hash_joined (text, term->length));
}

static GArray *
place_terms (const HavenIndexBuilder *builder, HavenIndexHeader *header, const char *text)
{
  GArray *placed = g_array_sized_new (FALSE, FALSE, sizeof (Placed), builder->spellings->len * 5 / 4 + 1);

  for (guint i = 0; i < builder->spellings->len; i++) {
    const Spelling *term = &g_array_index (builder->spellings, Spelling, i);
    guint stem = MIN (term->length, HAVEN_INDEX_MAX_STEM);
    guint pass = term->flags & HAVEN_INDEX_COMMON ? HAVEN_INDEX_COMMONS : HAVEN_INDEX_TRIGGERS;

    if (term->n_words > 1) {
      place_phrase (placed, term, text + term->text);
    } else if (term->flags & HAVEN_INDEX_PREFIX) {
      header->stems[pass] |= 1u << stem;
      place (placed, term, HAVEN_KEY_STEM, haven_index_hash_stem (text + term->text, stem));
    } else {
      place (placed, term, HAVEN_KEY_WORD, haven_index_hash_word (text + term->text, term->length));
    }
  }
  return placed;
}

static guint32
power_of_two_above (guint64 n)
{
  guint32 power = 1;

  while (power < n)
    power *= 2;
  return power;
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

/* Counting sort into buckets: entries of a bucket keep the order of their terms. */
static void
fill_buckets (const HavenIndexHeader *header,
              const GArray *placed,
              guint32 *buckets,
              HavenIndexEntry *entries)
{
  g_autofree guint32 *next = g_new0 (guint32, header->n_buckets + 1);

  for (guint i = 0; i < placed->len; i++)
    buckets[haven_index_bucket_number (g_array_index (placed, Placed, i).hash, header->n_buckets) + 1]++;
  for (guint i = 0; i < header->n_buckets; i++)
    buckets[i + 1] += buckets[i];
  memcpy (next, buckets, sizeof (guint32) * header->n_buckets);
  for (guint i = 0; i < placed->len; i++) {
    const Placed *one = &g_array_index (placed, Placed, i);

    entries[next[haven_index_bucket_number (one->hash, header->n_buckets)]++] = one->entry;
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

typedef struct {
  const HavenIndexEntry *entries;
  const char *text;
} MaskOrder;

static int
compare_masks (gconstpointer a, gconstpointer b, gpointer data)
{
  const MaskOrder *order = data;
  const HavenIndexEntry *one = &order->entries[*(const guint32 *)a];
  const HavenIndexEntry *other = &order->entries[*(const guint32 *)b];

  if (one->length != other->length)
    return one->length < other->length ? -1 : 1;
  return memcmp (order->text + one->text, order->text + other->text, one->length);
}

static GArray *
collect_masks (HavenIndexHeader *header, const HavenIndexEntry *entries, const char *text)
{
  GArray *masks = g_array_new (FALSE, FALSE, sizeof (guint32));
  MaskOrder order = {entries, text};

  for (guint32 i = 0; i < header->n_entries; i++)
    if (can_be_masked (&entries[i], text))
      g_array_append_val (masks, i);
  g_array_sort_with_data (masks, compare_masks, &order);
  header->n_masks = masks->len;
  for (guint length = 0, i = 0; length <= HAVEN_INDEX_MAX_MASKED + 1; length++) {
    while (i < masks->len && entries[g_array_index (masks, guint32, i)].length < length)
      i++;
    header->mask_starts[length] = i;
  }
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
  g_autoptr (GArray) masks = NULL;
  g_autofree guint32 *buckets = NULL;
  g_autofree HavenIndexEntry *entries = NULL;
  g_autofree HavenIndexBlock *triggers = NULL;
  g_autofree HavenIndexBlock *commons = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GByteArray *out;
  guint keys[HAVEN_INDEX_N_PASSES] = {0};

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
  header.n_buckets = power_of_two_above (placed->len);
  header.n_entries = placed->len;
  header.text_length = builder->text->len;
  buckets = g_new0 (guint32, header.n_buckets + 1);
  entries = g_new0 (HavenIndexEntry, header.n_entries + 1);
  triggers = g_new0 (HavenIndexBlock, header.n_blocks[HAVEN_INDEX_TRIGGERS]);
  commons = g_new0 (HavenIndexBlock, header.n_blocks[HAVEN_INDEX_COMMONS]);
  fill_filters (&header, placed, text, (HavenIndexBlock *[]){triggers, commons});
  fill_buckets (&header, placed, buckets, entries);
  masks = collect_masks (&header, entries, text);

  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *)&header, sizeof header);
  append_section (out, triggers, header.n_blocks[HAVEN_INDEX_TRIGGERS] * sizeof *triggers);
  append_section (out, commons, header.n_blocks[HAVEN_INDEX_COMMONS] * sizeof *commons);
  append_section (out, buckets, (header.n_buckets + 1) * sizeof *buckets);
  append_section (out, entries, header.n_entries * sizeof *entries);
  append_section (out, masks->data, header.n_masks * sizeof (guint32));
  append_section (out, text, header.text_length);
  bytes = g_byte_array_free_to_bytes (out);
  return haven_index_new_from_bytes (bytes, error);
}
