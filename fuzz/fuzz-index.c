/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "match/haven-index.h"

static void
find_with (GBytes *bytes)
{
  static const char message[] =
      "you kill yourself, piece of shit k1ll moroooons f*ck f**k #killyourself k.y.s go died";
  g_autoptr (HavenIndex) index = haven_index_new_from_bytes (bytes, NULL);
  g_autoptr (HavenText) text = NULL;
  g_autoptr (GArray) hits = NULL;
  guint n_words;

  if (index == NULL)
    return;
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
}

static GBytes *
build (void)
{
  static const struct {
    const char *phrase;
    HavenIndexFlags flags;
  } terms[] = {
      {"kill", 0},
      {"kill yourself", 0},
      {"piece of shit", 0},
      {"fuck", 0},
      {"kys", 0},
      {"moron", HAVEN_INDEX_PREFIX},
      {"go die", HAVEN_INDEX_PREFIX},
      {"killyourself", HAVEN_INDEX_HASHTAG},
      {"you", HAVEN_INDEX_COMMON},
  };
  g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();
  g_autoptr (HavenIndex) index = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    haven_index_builder_add (builder, terms[i].phrase, terms[i].flags);
  index = haven_index_build (builder, NULL);
  return haven_index_to_bytes (index);
}

/* Any bytes as a compiled index, and as edits to one: it is refused, or finding with it is safe and stays
 * within the message. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) whole = build ();
  g_autoptr (GBytes) edited = fuzz_edit (whole, data, size);

  find_with (bytes);
  find_with (edited);
  return 0;
}
