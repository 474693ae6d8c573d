/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The quick ways are held against the slow one: every scanner against the portable one, and what a scan makes
 * of a text against haven-words.c. HAVEN_TEST_LINES sets how many random lines are tried, and HAVEN_TEST_TEXT
 * names a file of real ones.
 */
#include "text/haven-text-private.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_LINES 20000
#define SCREEN_BLOCKS (16 * HAVEN_SCREEN_LINE)

static guint
count_lines (void)
{
  const char *wanted = g_getenv ("HAVEN_TEST_LINES");

  return wanted != NULL ? (guint)strtoul (wanted, NULL, 10) : DEFAULT_LINES;
}

/* Lines of many sorts: half of them ASCII, a quarter with markup, a quarter with other scripts and broken
 * bytes. */
static GString *
random_line (GRand *random)
{
  static const char *const letters[] = {
      "a",    "b", "kk", "ss",  "ii", "Kill", "YOU", "the", "moron", "0",  "1",  "33", "I",
      "kiIl", "'", "'s", "n't", "`",  "@",    "$",   "!",   "*",     "+",  "|",  "(",  "#",
      "%",    ".", ",",  "-",   "_",  " ",    " ",   " ",   " ",     "  ", "\n",
  };
  static const char *const tags[] = {
      "<",
      ">",
      "&",
      "<b>",
      "</b>",
      "<br>",
      "&lt;",
      "&amp; ",
      " &gt;",
      " <i>",
      "</i> ",
      "<a href='http://x.org'>",
      "</a>",
      "<font color=\"#aa0000\">",
      "</font>",
      " <span style='color: red'>",
      "</span> ",
      "<a title=\"a > b\">",
      "<span style='display:none'>",
      "</span>",
      "<img alt='kill'>",
      "<!--",
      "-->",
      "&#107;",
      "<p>",
      "</p>",
  };
  static const char *const others[] = {
      "\u00E9", "\u0443", "\u200B", "\u0301",       "\U0001F52A",           "\u6B7B",
      "\xFF",   "\u2019", "\u202E", "\u043E\u0441", "\U0001F1EE\U0001F1F1", "\uFF2B",
      "\t",     "\r\n",
  };
  guint sort = g_rand_int_range (random, 0, 4);
  guint n = g_rand_int_range (random, 0, g_rand_int_range (random, 0, 20) == 0 ? 400 : 40);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    guint other = g_rand_int_range (random, 0, 12);

    if (other == 0 && sort <= 1)
      g_string_append (line, tags[g_rand_int_range (random, 0, G_N_ELEMENTS (tags))]);
    else if (other <= 2 && sort == 0)
      g_string_append (line, others[g_rand_int_range (random, 0, G_N_ELEMENTS (others))]);
    else
      g_string_append (line, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
  }
  if (g_rand_int_range (random, 0, 50) == 0)
    for (guint i = g_rand_int_range (random, 0, 1500); i > 0; i--)
      g_string_append_c (line, 'x');
  if (sort == 0 && g_rand_int_range (random, 0, 20) == 0)
    g_string_append_len (line, "\0k", 2);
  return line;
}

/* Everything that can be asked of a text but its links. */
static char *
describe (const HavenText *text)
{
  GString *out = g_string_new (NULL);
  gsize folded_length;
  const char *folded = haven_text_get_folded (text, &folded_length);
  guint n_words, n_readings;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const HavenReading *readings = haven_text_get_readings (text, &n_readings);

  g_string_append_len (out, folded, folded_length);
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (out, "|%u-%u %.*s %.*s %x", words[i].start, words[i].end, words[i].fold_length,
                            folded + words[i].fold, words[i].loose_length, folded + words[i].loose,
                            words[i].flags);
  for (guint i = 0; i < n_readings; i++)
    g_string_append_printf (out, "+%u-%u %.*s %x", readings[i].first_word, readings[i].last_word,
                            readings[i].length, folded + readings[i].fold, readings[i].flags);
  return g_string_free (out, FALSE);
}

/* A screen that about every fourth word passes, and what begins like some. */
static HavenScreen
random_screen (GRand *random, HavenScreenBuilder *builder)
{
  static const char *const words[] = {"a",     "kill", "you", "ab",         "killyou",
                                      "moron", "the",  "b",   "youthemoron"};

  builder->n_lines = 1 << g_rand_int_range (random, 1, 5);
  memset (builder->blocks, 0, sizeof (guint64) * SCREEN_BLOCKS);
  for (guint i = 0; i < 4; i++) {
    const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

    haven_screen_add_word (builder, word, strlen (word));
    word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
    if (strlen (word) > 2)
      haven_screen_add_stem (builder, word, strlen (word));
  }
  return haven_screen_get (builder->blocks, builder->n_lines, g_rand_int_range (random, 0, 6));
}

static void
assert_scans_agree (const HavenText *first, const HavenText *second, const HavenScreen *screen)
{
  const HavenScan *one = &first->scan, *other = &second->scan;

  g_assert_cmpint (one->slow, ==, other->slow);
  if (one->slow)
    return;
  first->scanner.screen (one, screen);
  second->scanner.screen (other, screen);
  g_assert_cmpuint (haven_scan_count_words (one), ==, haven_scan_count_words (other));
  g_assert_cmpint (one->odd, ==, other->odd);
  g_assert_cmpint (one->apostrophes, ==, other->apostrophes);
  g_assert_cmpint (one->spaced, ==, other->spaced);
  g_assert_cmpmem (one->letters, one->length, other->letters, other->length);
  g_assert_cmpmem (one->blocks, one->n_blocks * sizeof *one->blocks, other->blocks,
                   other->n_blocks * sizeof *other->blocks);
}

static void
assert_scanners_agree (
    HavenText *first, HavenText *second, const GString *line, HavenFormat format, const HavenScreen *screen)
{
  g_autofree char *found = NULL, *expected = NULL;

  haven_text_read (first, line->str, line->len, format);
  haven_text_read (second, line->str, line->len, format);
  assert_scans_agree (first, second, screen);
  found = describe (first);
  expected = describe (second);

  g_assert_cmpstr (found, ==, expected);
}

/* A text for each scanner; FALSE when this machine has but one. */
static gboolean
open_texts (HavenText **quick, HavenText **portable)
{
  if (haven_scanner_get_avx2 () == NULL) {
    g_test_skip ("this machine has no AVX2");
    return FALSE;
  }
  *quick = haven_text_new ();
  *portable = haven_text_new ();
  haven_text_set_scanner (*quick, haven_scanner_get_avx2 ());
  haven_text_set_scanner (*portable, haven_scanner_get_portable ());
  return TRUE;
}

static void
test_scanners (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (HavenText) quick = NULL;
  g_autoptr (HavenText) portable = NULL;
  guint n = count_lines ();
  guint64 blocks[SCREEN_BLOCKS];
  HavenScreenBuilder builder = {blocks};

  if (!open_texts (&quick, &portable))
    return;
  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);
    HavenScreen screen = random_screen (random, &builder);

    assert_scanners_agree (quick, portable, line, i % 3 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN, &screen);
    g_string_free (line, TRUE);
  }
}

/* A tag as nobody would write it, but somebody may. */
static GString *
random_tag (GRand *random)
{
  static const char *const pieces[] = {"=",  "\"", "'", ">",   " ",       "=\"", "='", "\">",
                                       "'>", "/>", "a", "b='", "c=\"d\"", "<b",  ">x", "xxxxxxxxxxxxxx",
                                       "=>", ""};
  GString *line = g_string_new ("<i");

  for (guint i = g_rand_int_range (random, 0, 12); i > 0; i--)
    g_string_append (line, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  g_string_append (line, "> x");
  return line;
}

static gsize
find_no_tag_end (const char *from)
{
  return 0;
}

/* The quick way to find where a tag ends finds it where the long one does, or not at all. */
static void
test_tag_ends (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (HavenText) quick = haven_text_new ();
  g_autoptr (HavenText) slow = haven_text_new ();
  HavenScanner scanner = *haven_scanner_get_best ();
  guint n = count_lines (), n_quick = 0;

  scanner.find_tag_end = find_no_tag_end;
  haven_text_set_scanner (slow, &scanner);
  for (guint i = 0; i < n; i++) {
    GString *line = random_tag (random);

    haven_text_read (quick, line->str, line->len, HAVEN_FORMAT_HTML);
    haven_text_read (slow, line->str, line->len, HAVEN_FORMAT_HTML);
    g_assert_cmpstr (haven_text_get_visible (quick, NULL), ==, haven_text_get_visible (slow, NULL));
    for (guint zeros = 0; zeros < 32; zeros++)
      g_string_append_c (line, '\0');
    n_quick += haven_scanner_get_best ()->find_tag_end (line->str + 2) != 0;
    g_assert_cmpuint (haven_scanner_get_best ()->find_tag_end (line->str + 2), ==,
                      haven_scanner_get_portable ()->find_tag_end (line->str + 2));
    g_string_free (line, TRUE);
  }
  g_assert_cmpuint (n_quick, >, n / 10);
}

/* What people wrote: a file that the environment names, or else the manual of rules. */
static char *
read_real_text (void)
{
  const char *named = g_getenv ("HAVEN_TEST_TEXT");
  g_autofree char *manual = g_test_build_filename (G_TEST_DIST, "docs", "rules.md", NULL);
  char *text = NULL;

  if (g_file_get_contents (named != NULL ? named : manual, &text, NULL, NULL))
    return text;
  if (named != NULL)
    g_error ("HAVEN_TEST_TEXT: %s cannot be read", named);
  g_test_skip ("HAVEN_TEST_TEXT and G_TEST_SRCDIR name no text");
  return NULL;
}

static void
test_scanners_on_real_text (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (HavenText) quick = NULL;
  g_autoptr (HavenText) portable = NULL;
  g_autofree char *real = read_real_text ();
  g_auto (GStrv) lines = real != NULL ? g_strsplit (real, "\n", -1) : NULL;
  guint64 blocks[SCREEN_BLOCKS];
  HavenScreenBuilder builder = {blocks};
  guint n = 0;

  if (lines == NULL || !open_texts (&quick, &portable))
    return;
  for (; lines[n] != NULL; n++) {
    g_autoptr (GString) line = g_string_new (lines[n]);
    HavenScreen screen = random_screen (random, &builder);

    assert_scanners_agree (quick, portable, line, HAVEN_FORMAT_HTML, &screen);
    assert_scanners_agree (quick, portable, line, HAVEN_FORMAT_PLAIN, &screen);
  }
  g_test_message ("%u lines", n);
}

/* The words of a scan as it has them. */
static char *
describe_scan (const HavenText *text)
{
  const guint32 *bounds = haven_text_peek_bounds (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < haven_scan_count_words (&text->scan); i++)
    g_string_append_printf (out, "|%.*s", bounds[2 * i + 1] - bounds[2 * i],
                            text->scan.letters + bounds[2 * i]);
  return g_string_free (out, FALSE);
}

static char *
describe_words (const HavenText *text)
{
  const char *folded = haven_text_get_folded (text, NULL);
  GString *out = g_string_new (NULL);
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (out, "|%.*s", words[i].fold_length, folded + words[i].fold);
  return g_string_free (out, FALSE);
}

/*
 * What a scan of the message itself tells, markup and all, before anybody took it apart: its words are those
 * of the text, and unless it says so no word has another reading but those with an apostrophe.
 */
static void
test_scan_tells_the_truth (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (HavenText) text = haven_text_new ();
  guint n = count_lines (), n_quick = 0;

  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);
    g_autofree char *found = NULL, *expected = NULL;
    gboolean odd;
    guint n_readings;
    const HavenReading *readings;

    haven_text_read (text, line->str, line->len, i % 4 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN);
    n_quick += !text->scan.slow;
    if (!text->scan.slow) {
      odd = text->scan.odd || text->scan.spaced;
      found = describe_scan (text);
      haven_text_take_slow_way (text);
      expected = describe_words (text);
      if (strcmp (found, expected) != 0)
        g_test_message ("line: \"%s\"", line->str);
      g_assert_cmpstr (found, ==, expected);
      readings = haven_text_get_readings (text, &n_readings);
      for (guint r = 0; r < n_readings && !odd; r++) {
        guint n_words;
        const HavenWord *word = haven_text_peek_words (text, &n_words) + readings[r].first_word;

        if (readings[r].first_word != readings[r].last_word ||
            memchr (text->folded.data + word->fold, '\'', word->fold_length) == NULL)
          g_test_message ("line: \"%s\"", line->str);
        g_assert_cmpuint (readings[r].first_word, ==, readings[r].last_word);
        g_assert_nonnull (memchr (text->folded.data + word->fold, '\'', word->fold_length));
      }
    }
    g_string_free (line, TRUE);
  }
  g_assert_cmpuint (n_quick, >, n / 3);
}

/* A plain text read the long way round. */
static void
test_plain_equals_slow (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (HavenText) quick = haven_text_new ();
  g_autoptr (HavenText) slow = haven_text_new ();
  guint n = count_lines (), n_plain = 0;

  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);
    g_autofree char *found = NULL, *expected = NULL;

    haven_text_read (quick, line->str, line->len, HAVEN_FORMAT_PLAIN);
    haven_text_read (slow, line->str, line->len, HAVEN_FORMAT_PLAIN);
    haven_text_take_slow_way (slow);
    found = describe (quick);
    n_plain += !quick->scan.slow;
    expected = describe (slow);
    if (g_strcmp0 (found, expected) != 0)
      g_test_message ("line: \"%s\"", line->str);
    g_assert_cmpstr (found, ==, expected);
    g_string_free (line, TRUE);
  }
  g_assert_cmpuint (n_plain, >, n / 3);
}

/* Whatever arrives: valid UTF-8, offsets that go forward and stay inside, words in their order. */
static void
test_invariants (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (HavenText) text = haven_text_new ();
  guint n = count_lines ();

  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);
    gsize length, before = 0;
    const char *visible;
    guint n_words, n_links;
    const HavenWord *words;
    const HavenTextLink *links;

    haven_text_read (text, line->str, line->len, i % 4 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN);
    visible = haven_text_get_visible (text, &length);
    g_assert_true (g_utf8_validate (visible, length, NULL));
    for (gsize at = 0; at <= length; at++) {
      gsize source = haven_text_to_source (text, at);

      g_assert_true (text->turned || source >= before);
      g_assert_cmpuint (source, <=, line->len);
      before = source;
    }
    words = haven_text_get_words (text, &n_words);
    for (guint w = 0; w < n_words; w++) {
      gsize start, end;

      g_assert_cmpuint (words[w].start, <, words[w].end);
      g_assert_cmpuint (words[w].start, >=, w > 0 ? words[w - 1].end : 0);
      g_assert_cmpuint (words[w].end, <=, length);
      haven_text_span_to_source (text, words[w].start, words[w].end, &start, &end);
      g_assert_cmpuint (start, <, end);
      g_assert_cmpuint (end, <=, line->len);
    }
    links = haven_text_get_links (text, &n_links);
    for (guint l = 0; l < n_links; l++) {
      g_assert_cmpuint (links[l].start, <=, links[l].end);
      g_assert_cmpuint (links[l].end, <=, length);
    }
    g_string_free (line, TRUE);
  }
}

/* What is folded stays as it is when it is folded again. */
static void
test_idempotent (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (HavenText) again = haven_text_new ();
  guint n = count_lines ();

  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);
    g_autofree char *once = NULL;
    const char *folded, *twice;
    gsize length, twice_length;
    guint n_words, n_again;

    haven_text_read (text, line->str, line->len, HAVEN_FORMAT_PLAIN);
    folded = haven_text_get_folded (text, &length);
    once = g_strndup (folded, length);
    haven_text_read (again, once, length, HAVEN_FORMAT_PLAIN);
    twice = haven_text_get_folded (again, &twice_length);
    if (twice_length != length || memcmp (once, twice, length) != 0)
      g_test_message ("line: \"%s\"", line->str);
    g_assert_cmpmem (twice, twice_length, once, length);
    haven_text_get_words (text, &n_words);
    haven_text_get_words (again, &n_again);
    g_assert_cmpuint (n_words, ==, n_again);
    g_string_free (line, TRUE);
  }
}

/* Each code point's fold is its own fold. */
static void
test_table_idempotent (void)
{
  for (gunichar c = 0; c <= 0x10FFFF; c++) {
    const HavenCharInfo *info = haven_char_info (c);
    const guint8 *at = (const guint8 *)haven_char_info_get_fold (info), *end = at + info->fold_length;

    while (at < end) {
      gunichar folded = 0;
      guint length = haven_utf8_read (at, end, &folded);

      g_assert_cmpuint (length, >, 0);
      if (!haven_char_info (folded)->identity)
        g_test_message ("U+%04X folds to U+%04X, which folds on", c, folded);
      g_assert_true (haven_char_info (folded)->identity);
      at += length;
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/scanners-agree", test_scanners);
  g_test_add_func ("/scan/scanners-agree-on-real-text", test_scanners_on_real_text);
  g_test_add_func ("/scan/tag-ends", test_tag_ends);
  g_test_add_func ("/scan/tells-the-truth", test_scan_tells_the_truth);
  g_test_add_func ("/scan/plain-equals-slow", test_plain_equals_slow);
  g_test_add_func ("/scan/invariants", test_invariants);
  g_test_add_func ("/scan/fold-idempotent", test_idempotent);
  g_test_add_func ("/scan/table-idempotent", test_table_idempotent);
  return g_test_run ();
}
