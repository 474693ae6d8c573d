/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "match/haven-program.h"
#include "match/haven-tokens.h"
#include "match/haven-matcher-private.h"

#include <string.h>

/* Any bytes as compiled packs: they are refused, or matching with them is safe and stays within the message.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char message[] =
      "you utter moron, never you cad zqxz k1ll f*ck #tw \"quoted\" k.y.s. They said so?";
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  HavenProgram *program = haven_program_new_from_bytes (bytes, NULL);
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (HavenText) text = NULL;
  g_autoptr (GArray) matches = NULL;
  gsize length;

  if (program == NULL)
    return 0;
  matcher = haven_matcher_new_with (program);
  text = haven_text_new ();
  matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_text_get_visible (text, &length);
  haven_matcher_match (matcher, text, NULL, matches);
  for (guint i = 0; i < matches->len; i++) {
    const HavenMatch *match = &g_array_index (matches, HavenMatch, i);

    g_assert_true (match->start <= match->end && match->end <= length);
  }
  return 0;
}
