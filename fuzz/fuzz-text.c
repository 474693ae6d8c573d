/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "text/haven-fold.h"
#include "text/haven-text-private.h"

#include <string.h>

static void
check (const HavenText *text, size_t size)
{
  gsize length, folded_length, before = 0;
  const char *visible = haven_text_get_visible (text, &length);
  const char *folded = haven_text_get_folded (text, &folded_length);
  guint n_words, n_links;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const HavenTextLink *links = haven_text_get_links (text, &n_links);

  g_assert_true (g_utf8_validate (visible, length, NULL));
  g_assert_true (g_utf8_validate (folded, folded_length, NULL));
  for (gsize at = 0; at <= length; at++) {
    gsize source = haven_text_to_source (text, at);

    g_assert_true ((text->turned || source >= before) && source <= size);
    before = source;
  }
  for (guint i = 0; i < n_words; i++) {
    gsize start, end;

    g_assert_true (words[i].start < words[i].end && words[i].end <= length);
    haven_text_span_to_source (text, words[i].start, words[i].end, &start, &end);
    g_assert_true (start < end && end <= size);
  }
  for (guint i = 0; i < n_links; i++)
    g_assert_true (links[i].start <= links[i].end && links[i].end <= length);
}

/* Any bytes, as markup and as plain text: what is seen is UTF-8, and every offset leads back into the bytes.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (HavenText) text = haven_text_new ();
  G_GNUC_UNUSED g_autofree char *skeleton = haven_fold_skeleton ((const char *)data, size);

  haven_text_read (text, (const char *)data, size, HAVEN_FORMAT_HTML);
  check (text, size);
  haven_text_read (text, (const char *)data, size, HAVEN_FORMAT_PLAIN);
  check (text, size);
  return 0;
}
