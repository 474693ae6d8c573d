/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "match/haven-index.h"

#include <string.h>

/* Any bytes as a compiled index: it is refused, or finding with it is safe and stays within the message. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char message[] =
      "you kill yourself, piece of shit k1ll moroooons f*ck f**k #killyourself k.y.s go died";
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HavenIndex) index = haven_index_new_from_bytes (bytes, NULL);
  g_autoptr (HavenText) text = NULL;
  g_autoptr (GArray) hits = NULL;
  guint n_words;

  if (index == NULL)
    return 0;
  text = haven_text_new ();
  hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));
  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_text_get_words (text, &n_words);
  haven_index_find (index, text, hits);
  for (guint i = 0; i < hits->len; i++) {
    const HavenHit *hit = &g_array_index (hits, HavenHit, i);

    g_assert_true (hit->term < haven_index_get_n_terms (index));
    g_assert_true (hit->first_word <= hit->last_word && hit->last_word < n_words);
  }
  return 0;
}
