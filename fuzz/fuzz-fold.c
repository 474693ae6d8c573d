/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "text/haven-text-private.h"

#include <string.h>

static char *
describe (const HavenText *text)
{
  GString *out = g_string_new (NULL);
  const char *folded = haven_text_get_folded (text, NULL);
  guint n_words, n_readings;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const HavenReading *readings = haven_text_get_readings (text, &n_readings);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (out, "|%u-%u %.*s %x", words[i].start, words[i].end, words[i].fold_length,
                            folded + words[i].fold, words[i].flags);
  for (guint i = 0; i < n_readings; i++)
    g_string_append_printf (out, "+%u-%u %.*s", readings[i].first_word, readings[i].last_word,
                            readings[i].length, folded + readings[i].fold);
  return g_string_free (out, FALSE);
}

/* Any bytes: the quick way, whichever scanner does it, reads what the slow one reads; and folding twice is
 * folding once. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (HavenText) quick = haven_text_new ();
  g_autoptr (HavenText) portable = haven_text_new ();
  g_autoptr (HavenText) slow = haven_text_new ();
  g_autofree char *one = NULL, *other = NULL, *third = NULL, *once = NULL;
  const char *folded, *twice;
  gsize length, twice_length;

  haven_text_set_scanner (portable, haven_scanner_get_portable ());
  haven_text_read (quick, (const char *)data, size, HAVEN_FORMAT_PLAIN);
  haven_text_read (portable, (const char *)data, size, HAVEN_FORMAT_PLAIN);
  haven_text_read (slow, (const char *)data, size, HAVEN_FORMAT_PLAIN);
  haven_text_take_slow_way (slow);
  one = describe (quick);
  other = describe (portable);
  third = describe (slow);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpstr (one, ==, third);

  folded = haven_text_get_folded (quick, &length);
  once = g_strndup (folded, length);
  haven_text_read (slow, once, length, HAVEN_FORMAT_PLAIN);
  twice = haven_text_get_folded (slow, &twice_length);
  g_assert_cmpmem (once, length, twice, twice_length);
  return 0;
}
