/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how a compiled program lies in its bytes, and that looks words up in it. */

#include "haven-program.h"

#include <string.h>

#include "haven-error.h"
#include "haven-expression.h"

#define MAGIC 0x6e767648u /* also tells the byte order */
#define FORMAT 19

#define FIRST_HASH 2166136261u /* FNV-1a */
#define HASH_FACTOR 16777619u

enum {
#define COUNT(type, name) SECTION_##name,
  HAVEN_PROGRAM_SECTIONS (COUNT)
#undef COUNT
      N_SECTIONS
};

typedef struct {
  guint32 magic;
  guint32 format;
  guint32 sections[N_SECTIONS][2]; /* offset in bytes, number of elements */
} Header;

/**
 * haven_program_parts_new:
 *
 * Returns: (transfer full): the empty parts of a program; string 0 and symbol 0 stand for none
 */
HavenProgramParts *
haven_program_parts_new (void)
{
  HavenProgramParts *parts = g_new0 (HavenProgramParts, 1);
  const HavenSymbol none = {0};
  const char empty = '\0';

#define NEW(type, name) parts->name = g_array_new (FALSE, TRUE, sizeof (type));
  HAVEN_PROGRAM_SECTIONS (NEW)
#undef NEW
  g_array_append_val (parts->symbols, none);
  g_array_append_val (parts->strings, empty);
  return parts;
}

/**
 * haven_program_parts_free:
 * @parts: (nullable) (transfer full): the parts of a program
 */
void
haven_program_parts_free (HavenProgramParts *parts)
{
  if (parts == NULL)
    return;
#define FREE(type, name) g_array_unref (parts->name);
  HAVEN_PROGRAM_SECTIONS (FREE)
#undef FREE
  g_free (parts);
}

/* Up to eight bytes as a number: two halves that may overlap, so that none beyond them is read. */
static inline guint64
read_few (const char *bytes, gsize n)
{
  guint32 first, last;

  if (n < 4)
    return n == 0
               ? 0
               : (guchar)bytes[0] | (guint64)(guchar)bytes[n / 2] << 8 | (guint64)(guchar)bytes[n - 1] << 16;
  memcpy (&first, bytes, sizeof first);
  memcpy (&last, bytes + n - sizeof last, sizeof last);
  return GUINT32_FROM_LE (first) | (guint64)GUINT32_FROM_LE (last) << 32;
}

#define WORD_FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) /* odd, without a pattern: the golden ratio */

/**
 * haven_program_hash_word:
 * @word: a folded word
 * @length: its bytes
 *
 * Returns: its hash; every word of every message is hashed, so that this takes eight bytes at a time
 */
guint32
haven_program_hash_word (const char *word, gsize length)
{
  guint64 hash = length * WORD_FACTOR;

  for (; length > 8; word += 8, length -= 8) {
    hash = (hash ^ read_few (word, 8)) * WORD_FACTOR;
    hash ^= hash >> 32;
  }
  hash = (hash ^ read_few (word, length)) * WORD_FACTOR;
  return hash >> 32;
}

/**
 * haven_program_hash_prefix:
 * @prefix: the first bytes of a folded word
 * @length: how many
 *
 * Returns: FNV-1a: from the hash of one prefix follows that of the next longer one
 */
guint32
haven_program_hash_prefix (const char *prefix, gsize length)
{
  guint32 hash = FIRST_HASH;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)prefix[i]) * HASH_FACTOR;
  return hash;
}

static guint64 *
filter_word (guint64 *filter, guint32 hash)
{
  return &filter[hash >> 26];
}

static guint64
filter_bit (guint32 hash)
{
  return G_GUINT64_CONSTANT (1) << (hash >> 20 & 63);
}

static void
note_prefixes (HavenProgram *program)
{
  G_STATIC_ASSERT (HAVEN_PREFIX_FILTER == 1 << (32 - 26));

  for (guint32 i = 0; i < program->n_symbols; i++) {
    const HavenSymbol *symbol = &program->symbols[i];
    guint32 hash;

    if (!symbol->prefix || symbol->length >= 64)
      continue;
    hash = haven_program_hash_prefix (program->strings + symbol->text, symbol->length);
    program->prefix_lengths |= G_GUINT64_CONSTANT (1) << symbol->length;
    *filter_word (program->prefix_filter, hash) |= filter_bit (hash);
  }
}

static void
point_sections (HavenProgram *program, const guint8 *data, const Header *header)
{
#define POINT(type, name)                                                                                    \
  program->name = (const type *)(const void *)(data + header->sections[SECTION_##name][0]);                  \
  program->n_##name = header->sections[SECTION_##name][1];
  HAVEN_PROGRAM_SECTIONS (POINT)
#undef POINT
}

/* The index lies in the same bytes and is used where it lies. */
static HavenIndex *
read_index (const HavenProgram *program, const Header *header, GError **error)
{
  g_autoptr (GBytes) slice = g_bytes_new_from_bytes (program->bytes, header->sections[SECTION_index][0],
                                                     header->sections[SECTION_index][1]);

  return haven_index_new_from_bytes (slice, error);
}

/* Where the next section begins: symbols are as large as a line of cache, and each shall lie in one. */
static gsize
place_after (gsize size)
{
  return (size + 63) & ~(gsize)63;
}

/**
 * haven_program_new:
 * @parts: what it consists of
 *
 * Returns: (transfer full): the program, in one piece of memory of its own
 */
HavenProgram *
haven_program_new (const HavenProgramParts *parts)
{
  HavenProgram *program = g_new0 (HavenProgram, 1);
  Header header = {MAGIC, FORMAT, {{0}}};
  gsize size = place_after (sizeof header);
  guint8 *data;

#define PLACE(type, name)                                                                                    \
  header.sections[SECTION_##name][0] = size;                                                                 \
  header.sections[SECTION_##name][1] = parts->name->len;                                                     \
  size = place_after (size + parts->name->len * sizeof (type));
  HAVEN_PROGRAM_SECTIONS (PLACE)
#undef PLACE
  data = g_malloc0 (size);
  memcpy (data, &header, sizeof header);
#define COPY(type, name)                                                                                     \
  if (parts->name->len > 0)                                                                                  \
    memcpy (data + header.sections[SECTION_##name][0], parts->name->data, parts->name->len * sizeof (type));
  HAVEN_PROGRAM_SECTIONS (COPY)
#undef COPY
  program->bytes = g_bytes_new_take (data, size);
  point_sections (program, data, &header);
  note_prefixes (program);
  program->terms = read_index (program, &header, NULL);
  return program;
}

static gboolean
sections_fit (const Header *header, gsize size)
{
  static const gsize sizes[] = {
#define SIZE(type, name) sizeof (type),
      HAVEN_PROGRAM_SECTIONS (SIZE)
#undef SIZE
  };

  for (guint i = 0; i < N_SECTIONS; i++) {
    guint64 start = header->sections[i][0], length = (guint64)header->sections[i][1] * sizes[i];

    if (start % 8 != 0 || start < sizeof *header || start > size || length > size - start)
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_program_new_from_bytes:
 * @bytes: a compiled program, from anywhere
 * @error: #HAVEN_ERROR_VERSION when it was made by another Haven or on another machine, #HAVEN_ERROR_INVALID
 * when it is not whole
 *
 * Returns: (transfer full) (nullable): the program, which lies in @bytes, or %NULL
 */
HavenProgram *
haven_program_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (HavenProgram) program = g_new0 (HavenProgram, 1);
  gsize size = g_bytes_get_size (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  Header header;

  program->bytes = GPOINTER_TO_SIZE (data) % 8 != 0 ? g_bytes_new (data, size) : g_bytes_ref (bytes);
  data = g_bytes_get_data (program->bytes, NULL);
  if (size < sizeof header) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         "compiled packs: shorter than their header");
    return NULL;
  }
  memcpy (&header, data, sizeof header);
  if (header.magic != MAGIC || header.format != FORMAT) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_VERSION,
                         "compiled packs: of another version or machine");
    return NULL;
  }
  if (!sections_fit (&header, size)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "compiled packs: not whole");
    return NULL;
  }
  point_sections (program, data, &header);
  if (!haven_program_is_sound (program)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         "compiled packs: something in them leads nowhere");
    return NULL;
  }
  note_prefixes (program);
  program->terms = read_index (program, &header, error);
  return program->terms != NULL ? g_steal_pointer (&program) : NULL;
}

/**
 * haven_program_free:
 * @program: (nullable) (transfer full): a program
 */
void
haven_program_free (HavenProgram *program)
{
  if (program == NULL)
    return;
  g_clear_pointer (&program->terms, haven_index_unref);
  g_bytes_unref (program->bytes);
  g_free (program);
}

static guint32
find_hashed (const HavenProgram *program, guint32 hash, const char *word, gsize length, gboolean prefix)
{
  guint32 mask = program->n_slots - 1;

  if (program->n_slots == 0)
    return 0;
  for (guint32 at = hash & mask; program->slots[at].symbol != 0; at = (at + 1) & mask) {
    const HavenSymbol *symbol = &program->symbols[program->slots[at].symbol];

    if (program->slots[at].hash == hash && symbol->length == length && symbol->prefix == prefix &&
        memcmp (program->strings + symbol->text, word, length) == 0)
      return program->slots[at].symbol;
  }
  return 0;
}

/**
 * haven_program_find:
 * @program: a program
 * @word: a folded word
 * @length: its bytes
 *
 * Returns: its symbol, or 0 when no pack speaks of it
 */
guint32
haven_program_find (const HavenProgram *program, const char *word, gsize length)
{
  return find_hashed (program, haven_program_hash_word (word, length), word, length, FALSE);
}

/* What a word begins with that no pack speaks of. */
static void
find_prefixes (const HavenProgram *program, const char *word, gsize length, HavenLookup *found)
{
  guint32 hash = FIRST_HASH;

  for (gsize i = 0; i < MIN (length, 63) && found->n_prefixes < HAVEN_MAX_PREFIXES; i++) {
    guint32 prefix;

    hash = (hash ^ (guchar)word[i]) * HASH_FACTOR;
    if ((program->prefix_lengths >> (i + 1) & 1) == 0 ||
        (*filter_word ((guint64 *)program->prefix_filter, hash) & filter_bit (hash)) == 0)
      continue;
    prefix = find_hashed (program, hash, word, i + 1, TRUE);
    if (prefix != 0)
      found->room[found->n_prefixes++] = prefix;
  }
}

/**
 * haven_program_look_up:
 * @program: a program
 * @word: a folded word
 * @length: its bytes
 * @found: (out caller-allocates): its symbol, and the prefixes that it begins with
 *
 * Most words of a message are known to some pack, and of those it is known what they begin with.
 */
void
haven_program_look_up (const HavenProgram *program, const char *word, gsize length, HavenLookup *found)
{
  const HavenSymbol *symbol;

  found->symbol = haven_program_find (program, word, length);
  found->n_prefixes = 0;
  found->prefixes = found->room;
  if (found->symbol == 0) {
    find_prefixes (program, word, length, found);
    return;
  }
  symbol = &program->symbols[found->symbol];
  found->n_prefixes = symbol->n_begin;
  found->prefixes = program->sequences + symbol->begin;
}

/**
 * haven_program_contains:
 * @sorted: (array length=n): symbols in order
 * @n: how many
 * @symbol: a symbol
 *
 * Returns: whether @symbol is among them
 */
gboolean
haven_program_contains (const guint32 *sorted, guint32 n, guint32 symbol)
{
  guint32 low = 0;

  while (n > 0) {
    guint32 half = n / 2;

    if (sorted[low + half] < symbol) {
      low += half + 1;
      n -= half + 1;
    } else if (sorted[low + half] > symbol)
      n = half;
    else
      return TRUE;
  }
  return FALSE;
}
