/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "sharing/haven-metadata.h"

/* Any bytes as a file: what was stripped says nothing, and can be stripped again without a change. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) stripped = NULL;
  g_autoptr (GBytes) again = NULL;

  haven_metadata_read (data, size);
  stripped = haven_metadata_strip (data, size, NULL);
  if (stripped == NULL)
    return 0;
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped)), ==,
                    0);
  again = haven_metadata_strip (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped), NULL);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (stripped, again));
  return 0;
}
