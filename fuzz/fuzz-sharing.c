/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "sharing/haven-occasion.h"
#include "sharing/haven-shared.h"

/* Any bytes as a message: what is found lies within them, in order, and not over one another. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  g_autoptr (HavenText) text = haven_text_new ();
  gsize length, start, end;

  haven_text_read (text, (const char *)data, size, HAVEN_FORMAT_PLAIN);
  haven_text_get_visible (text, &length);
  haven_shared_look (text, found);
  for (guint i = 0; i < found->len; i++) {
    const HavenShared *one = &g_array_index (found, HavenShared, i);

    g_assert_cmpuint (one->start, <, one->end);
    g_assert_cmpuint (one->end, <=, length);
  }
  haven_occasion_is_command (text, &start, &end);
  haven_occasion_is_bare_secret (text, &start, &end);
  haven_occasion_is_paste (text, &start, &end);
  haven_occasion_find_name (text, &start, &end);
  haven_occasion_asks_first (text);
  return 0;
}
