/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The quick ways are held against the slow one: every scanner against the portable one, and what a scan makes
 * of a text against haven-words.c. HAVEN_TEST_LINES sets how many random lines are tried.
 */
#include "text/haven-text-private.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_LINES 20000

static guint
count_lines (void)
{
  const char *wanted = g_getenv ("HAVEN_TEST_LINES");

  return wanted != NULL ? (guint)strtoul (wanted, NULL, 10) : DEFAULT_LINES;
}

/* Lines of many sorts: words, signs that matter, markup, other scripts, broken bytes. */
static GString *
random_line (GRand *random)
{
  static const char *const pieces[] = {
      "a",
      "b",
      "kk",
      "ss",
      "ii",
      "Kill",
      "YOU",
      "the",
      "moron",
      "0",
      "1",
      "33",
      "'",
      "'s",
      "n't",
      "`",
      "@",
      "$",
      "!",
      "*",
      "+",
      "|",
      "(",
      "#",
      "%",
      ".",
      ",",
      "-",
      "_",
      " ",
      " ",
      " ",
      " ",
      "  ",
      "\n",
      "<",
      ">",
      "<b>",
      "</b>",
      "<br>",
      "&",
      "&lt;",
      "&#107;",
      "\u00E9",
      "\u0443",
      "\u200B",
      "\u0301",
      "\U0001F52A",
      "\u6B7B",
      "\xFF",
      "\u2019",
      "\u202E",
      "\u043E\u0441",
      "<span style='display:none'>",
      "</span>",
      "\U0001F1EE\U0001F1F1",
      "\uFF2B",
      "<a href='http://x.org'>",
      "</a>",
      "<!--",
      "-->",
  };
  guint simple = g_rand_int_range (random, 0, 3); /* two in three are ASCII without markup */
  guint n = g_rand_int_range (random, 0, g_rand_int_range (random, 0, 20) == 0 ? 400 : 40);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (line, pieces[g_rand_int_range (random, 0, simple ? 35 : G_N_ELEMENTS (pieces))]);
  if (g_rand_int_range (random, 0, 50) == 0)
    for (guint i = g_rand_int_range (random, 0, 1500); i > 0; i--)
      g_string_append_c (line, 'x');
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

static void
assert_scanners_agree (const HavenScanner *one,
                       const HavenScanner *other,
                       const GString *line,
                       HavenFormat format)
{
  g_autoptr (HavenText) first = haven_text_new ();
  g_autoptr (HavenText) second = haven_text_new ();
  g_autofree char *found = NULL, *expected = NULL;

  haven_text_set_scanner (first, one);
  haven_text_set_scanner (second, other);
  haven_text_read (first, line->str, line->len, format);
  haven_text_read (second, line->str, line->len, format);
  g_assert_cmpint (first->plain, ==, second->plain);
  if (first->plain) {
    if (first->scan.n_odd != second->scan.n_odd)
      g_test_message ("line: \"%s\"", line->str);
    g_assert_cmpuint (first->scan.n_bounds, ==, second->scan.n_bounds);
    g_assert_cmpuint (first->scan.n_odd, ==, second->scan.n_odd);
    g_assert_cmpint (first->scan.spaced, ==, second->scan.spaced);
    g_assert_cmpmem (first->bounds.data, first->scan.n_bounds * 4, second->bounds.data,
                     second->scan.n_bounds * 4);
    g_assert_cmpmem (first->odd.data, first->scan.n_odd * 4, second->odd.data, second->scan.n_odd * 4);
  }
  found = describe (first);
  expected = describe (second);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_scanners (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint n = count_lines ();

  if (haven_scanner_get_avx2 () == NULL) {
    g_test_skip ("this machine has no AVX2");
    return;
  }
  for (guint i = 0; i < n; i++) {
    GString *line = random_line (random);

    assert_scanners_agree (haven_scanner_get_avx2 (), haven_scanner_get_portable (), line,
                           i % 2 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN);
    g_string_free (line, TRUE);
  }
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
    n_plain += quick->plain;
    slow->plain = FALSE;
    found = describe (quick);
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

      g_assert_cmpuint (source, >=, before);
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
  g_test_add_func ("/scan/plain-equals-slow", test_plain_equals_slow);
  g_test_add_func ("/scan/invariants", test_invariants);
  g_test_add_func ("/scan/fold-idempotent", test_idempotent);
  g_test_add_func ("/scan/table-idempotent", test_table_idempotent);
  return g_test_run ();
}
