/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match/haven-index.h"
#include "text/haven-fold.h"

#include <string.h>

typedef struct {
  const char *phrase;
  HavenIndexFlags flags;
} Term;

static const Term terms[] = {
    {"kill", 0},
    {"kill yourself", 0},
    {"kys", 0},
    {"piece of shit", 0},
    {"moron", HAVEN_INDEX_PREFIX},
    {"fag", HAVEN_INDEX_PREFIX},
    {"son of a bit", HAVEN_INDEX_PREFIX},
    {"go die", HAVEN_INDEX_PREFIX},
    {"triggerwarning", HAVEN_INDEX_HASHTAG},
    {"you", HAVEN_INDEX_COMMON},
    {"going to", HAVEN_INDEX_COMMON},
    {"自杀", 0},
    {"\U0001F52A", 0},
    {"fuck", 0},
    {"incomprehensible", 0},
    {"self-harm", 0},
    {"the rapist", 0},
    {"don't panic", 0},
};

static HavenIndex *
build (const Term *list, guint n)
{
  g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();
  g_autoptr (GError) error = NULL;
  HavenIndex *index;

  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (haven_index_builder_add (builder, list[i].phrase, list[i].flags), ==, i);
  index = haven_index_build (builder, &error);
  g_assert_no_error (error);
  return index;
}

/* Hits as "phrase@first-last", in order. */
static char *
find (const HavenIndex *index, const Term *list, const char *message)
{
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));
  GString *out = g_string_new (NULL);

  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_index_find (index, text, hits);
  for (guint i = 0; i < hits->len; i++) {
    const HavenHit *hit = &g_array_index (hits, HavenHit, i);

    g_string_append_printf (out, "%s%s@%u-%u", i > 0 ? ", " : "", list[hit->term].phrase, hit->first_word,
                            hit->last_word);
  }
  return g_string_free (out, FALSE);
}

static void
test_find (void)
{
  static const struct {
    const char *description;
    const char *message;
    const char *expected;
  } rows[] = {
      {"nothing", "what a lovely day", ""},
      {"an empty message", "", ""},
      {"a word", "they kill", "kill@1-1"},
      {"a part of a word is no word", "skill killer", ""},
      {"a word and a phrase", "kill yourself", "kill@0-0, kill yourself@0-1"},
      {"a phrase of three", "piece of shit", "piece of shit@0-2"},
      {"most of a phrase", "piece of cake", ""},
      {"any ending", "morons and moronic", "moron@0-0, moron@2-2"},
      {"no ending", "moron", "moron@0-0"},
      {"a short stem", "faggy", "fag@0-0"},
      {"any ending of a phrase", "son of a bitch", "son of a bit@0-3"},
      {"any ending of two words", "go dieing", "go die@0-1"},
      {"hashtag", "#TriggerWarning", "triggerwarning@0-0"},
      {"no hashtag", "triggerwarning", ""},
      {"common words alone are not looked up", "are you going to", ""},
      {"common words beside another", "you moron are going to", "you@0-0, moron@1-1, going to@3-4"},
      {"Chinese without spaces", "我想自杀了", "自杀@2-3"},
      {"emoji", "here \U0001F52A", "\U0001F52A@1-1"},
      {"a long word", "incomprehensible", "incomprehensible@0-0"},
      {"a long word with another middle", "incompxxhensible", ""},
      {"a hyphen or a space", "self harm and self-harm", "self-harm@0-1, self-harm@3-4"},
      {"leet", "k1ll", "kill@0-0"},
      {"leet in a phrase", "k1ll yours3lf", "kill@0-0, kill yourself@0-1"},
      {"leet in the middle of a phrase", "piece 0f shit", "piece of shit@0-2"},
      {"signs", "m@r0n k!ll", "kill@2-3"},
      {"stretched", "fuuuuck", "fuck@0-0"},
      {"stretched with an ending", "moroooons", "moron@0-0"},
      {"dotted", "k.y.s", "kys@0-2"},
      {"spaced out into two words", "k i l l  y o u r s e l f", "kill@0-3, kill yourself@0-11"},
      {"spaced out evenly", "k i l l y o u r s e l f", "kill yourself@0-11"},
      {"a hashtag of a phrase", "#killyourself", "kill yourself@0-0"},
      {"run together is another word", "therapist", ""},
      {"starred out", "f*ck f**k", "fuck@0-1, fuck@2-3"},
      {"starred out with an ending", "m*rons", "moron@0-1"},
      {"starred out too much", "f***", ""},
      {"zero-width", "k\u200Bi\u200Bll", "kill@0-0"},
      {"Cyrillic look-alike", "k\u0456ll", "kill@0-0"},
      {"without its apostrophe", "dont panic", "don't panic@0-1"},
      {"with its apostrophe", "don\u2019t panic", "don't panic@0-1"},
      {"across lines", "kill\nyourself", "kill@0-0, kill yourself@0-1"},
  };
  g_autoptr (HavenIndex) index = build (terms, G_N_ELEMENTS (terms));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = find (index, terms, rows[i].message);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_add (void)
{
  g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();
  g_autofree char *long_phrase = g_strnfill (2000, 'a');

  g_assert_cmpuint (haven_index_builder_add (builder, "Kill", 0), ==, 0);
  g_assert_cmpuint (haven_index_builder_add (builder, "  kill! ", 0), ==, 0);
  g_assert_cmpuint (haven_index_builder_add (builder, "kill", HAVEN_INDEX_PREFIX), ==, 1);
  g_assert_cmpuint (haven_index_builder_add (builder, "?!", 0), ==, HAVEN_INDEX_NO_TERM);
  g_assert_cmpuint (haven_index_builder_add (builder, long_phrase, 0), ==, HAVEN_INDEX_NO_TERM);
}

static void
test_empty (void)
{
  g_autoptr (HavenIndex) index = build (NULL, 0);
  g_autofree char *found = find (index, NULL, "kill yourself, k1ll f**k");

  g_assert_cmpuint (haven_index_get_n_terms (index), ==, 0);
  g_assert_cmpstr (found, ==, "");
}

/* Damage may hide terms; it must never do more. */
static void
test_damaged (void)
{
  g_autoptr (HavenIndex) index = build (terms, G_N_ELEMENTS (terms));
  g_autoptr (GBytes) bytes = haven_index_to_bytes (index);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < 5000; i++) {
    char *copy = g_memdup2 (data, size);
    gsize cut = i % 10 == 0 ? (gsize)g_rand_int_range (random, 0, size) : size;
    g_autoptr (GBytes) damaged = NULL;
    g_autoptr (HavenIndex) read = NULL;
    g_autofree char *found = NULL;

    for (guint flip = 0; flip <= i % 4; flip++)
      copy[g_rand_int_range (random, 0, i % 3 ? size : 200)] ^= 1 << g_rand_int_range (random, 0, 8);
    damaged = g_bytes_new_take (copy, cut);
    read = haven_index_new_from_bytes (damaged, NULL);
    if (read != NULL && haven_index_get_n_terms (read) <= G_N_ELEMENTS (terms))
      found = find (read, terms,
                    "you kill yourself piece of shit k1ll moroooons f*ck f**k #killyourself k.y.s go died");
  }
}

/* What the index is held against: every term at every word, through every reading. */
typedef struct {
  const HavenText *text;
  GArray *hits;
  char **words; /* the term's */
  HavenIndexFlags flags;
  HavenHit hit;
} Naive;

static gboolean
is_word (const Naive *naive, guint i, const char *letters, guint length)
{
  gboolean last = naive->words[i + 1] == NULL;
  gsize wanted = strlen (naive->words[i]);

  if (length < wanted || memcmp (letters, naive->words[i], wanted) != 0)
    return FALSE;
  return length == wanted || (last && (naive->flags & HAVEN_INDEX_PREFIX));
}

static void
naive_follow (Naive *naive, guint i, guint word)
{
  const char *folded = haven_text_get_folded (naive->text, NULL);
  guint n_words, n_readings;
  const HavenWord *words = haven_text_get_words (naive->text, &n_words);
  const HavenReading *readings = haven_text_get_readings (naive->text, &n_readings);

  if (naive->words[i] == NULL) {
    naive->hit.last_word = word - 1;
    g_array_append_val (naive->hits, naive->hit);
    return;
  }
  if (word >= n_words)
    return;
  if (is_word (naive, i, folded + words[word].fold, words[word].fold_length))
    naive_follow (naive, i + 1, word + 1);
  for (guint r = 0; r < n_readings; r++)
    if (readings[r].first_word == word && !(readings[r].flags & HAVEN_READING_MASKED) &&
        is_word (naive, i, folded + readings[r].fold, readings[r].length))
      naive_follow (naive, i + 1, readings[r].last_word + 1);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const HavenHit *one = a, *other = b;

  if (one->first_word != other->first_word)
    return one->first_word < other->first_word ? -1 : 1;
  if (one->last_word != other->last_word)
    return one->last_word < other->last_word ? -1 : 1;
  return one->term < other->term ? -1 : one->term > other->term;
}

static void
naive_find (const Term *list, guint n, const HavenText *text, GArray *hits)
{
  guint n_words, kept = 0;

  haven_text_get_words (text, &n_words);
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < n; i++) {
      g_autofree char *folded = haven_fold_string (list[i].phrase, -1);
      g_auto (GStrv) words = g_strsplit (folded, " ", -1);
      Naive naive = {text, hits, words, list[i].flags, {i}};

      for (guint word = 0; word < n_words && pass == ((list[i].flags & HAVEN_INDEX_COMMON) != 0); word++) {
        naive.hit.first_word = word;
        naive_follow (&naive, 0, word);
      }
    }
    if (hits->len == 0)
      return;
  }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    if (i == 0 ||
        compare_hits (&g_array_index (hits, HavenHit, i), &g_array_index (hits, HavenHit, kept - 1)) != 0)
      g_array_index (hits, HavenHit, kept++) = g_array_index (hits, HavenHit, i);
  g_array_set_size (hits, kept);
}

static void
append_random_word (GRand *random, GString *out, const char *letters)
{
  guint length = g_rand_int_range (random, 0, 10) == 0 ? 12 : g_rand_int_range (random, 1, 5);

  for (guint i = 0; i < length; i++)
    g_string_append_c (out, letters[g_rand_int_range (random, 0, strlen (letters))]);
}

/* Few letters, so that much meets; dots, digits and apostrophes, so that there are readings. */
static char *
random_phrase (GRand *random, guint most, const char *letters, const char *gaps)
{
  GString *out = g_string_new (NULL);
  guint n = g_rand_int_range (random, 1, most + 1);

  for (guint i = 0; i < n; i++) {
    append_random_word (random, out, letters);
    if (i + 1 < n)
      g_string_append_c (out, gaps[g_rand_int_range (random, 0, strlen (gaps))]);
  }
  return g_string_free (out, FALSE);
}

/* A starred-out word and a joined phrase are the index's own business: the naive reference knows neither. */
static void
test_equals_naive (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  g_autoptr (HavenText) text = haven_text_new ();

  for (guint pack = 0; pack < 60; pack++) {
    g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Term));
    g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();
    g_autoptr (HavenIndex) index = NULL;

    for (guint i = 0; i < 60; i++) {
      Term term = {random_phrase (random, 4, "abo", " "),
                   g_rand_int_range (random, 0, 2) ? HAVEN_INDEX_PREFIX : 0};

      term.flags |= g_rand_int_range (random, 0, 4) == 0 ? HAVEN_INDEX_COMMON : 0;
      g_ptr_array_add (phrases, (gpointer)term.phrase);
      if (haven_index_builder_add (builder, term.phrase, term.flags) == list->len)
        g_array_append_val (list, term);
    }
    index = haven_index_build (builder, NULL);
    for (guint line = 0; line < 100; line++) {
      g_autofree char *message = random_phrase (random, 12, "aaabbo0'", "   .");
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenHit));
      g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (HavenHit));

      haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
      haven_index_find (index, text, found);
      naive_find (&g_array_index (list, Term, 0), list->len, text, expected);
      for (guint i = 0; i < expected->len; i++) {
        const HavenHit *hit = &g_array_index (expected, HavenHit, i);
        gboolean seen = FALSE;

        for (guint j = 0; j < found->len; j++)
          seen |= compare_hits (hit, &g_array_index (found, HavenHit, j)) == 0;
        if (!seen)
          g_test_message ("missed \"%s\" in \"%s\"", g_array_index (list, Term, hit->term).phrase, message);
        g_assert_true (seen);
      }
      for (guint j = 0; j < found->len; j++) {
        const HavenHit *hit = &g_array_index (found, HavenHit, j);
        const Term *term = &g_array_index (list, Term, hit->term);
        gboolean seen = strchr (term->phrase, ' ') != NULL && strchr (message, '.') != NULL;

        for (guint i = 0; i < expected->len && !seen; i++)
          seen = compare_hits (hit, &g_array_index (expected, HavenHit, i)) == 0;
        if (!seen)
          g_test_message ("invented \"%s\" in \"%s\"", term->phrase, message);
        g_assert_true (seen);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index/find", test_find);
  g_test_add_func ("/index/add", test_add);
  g_test_add_func ("/index/empty", test_empty);
  g_test_add_func ("/index/damaged", test_damaged);
  g_test_add_func ("/index/equals-naive", test_equals_naive);
  return g_test_run ();
}
