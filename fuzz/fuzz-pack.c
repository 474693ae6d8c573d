/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "match/haven-matcher.h"
#include "match/haven-pack.h"

/* Any bytes as a pack: it is refused with an error, or compiled and matched; what is met lies in the text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char message[] =
      "you are not an idiot, he said. \"k.y.s\" #tw sp1der? I don't want to go 去死 😂";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (HavenMatcher) matcher = NULL;
  HavenPack *pack = haven_pack_new_from_data ((const char *)data, size, "pack", &error);

  g_assert_true ((pack == NULL) == (error != NULL));
  if (pack == NULL)
    return 0;
  g_ptr_array_add (packs, pack);
  matcher = haven_matcher_new (packs, &error);
  g_assert_true ((matcher == NULL) == (error != NULL));
  if (matcher == NULL)
    return 0;
  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_matcher_match (matcher, text, NULL, matches);
  for (guint i = 0; i < matches->len; i++)
    g_assert_cmpuint (g_array_index (matches, HavenMatch, i).end, <=, strlen (message));
  return 0;
}
