/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What every target defines: libFuzzer calls it with new inputs, fuzz/replay.c with the seeds that are kept.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Something whole with single bytes of it changed: five bytes say where, and to what. Bytes from nowhere are
 * refused at the first word of a compiled form, and a seed of one by the next change to it. */
static inline GBytes *
fuzz_edit (GBytes *whole, const uint8_t *data, size_t size)
{
  gsize length;
  const uint8_t *from = g_bytes_get_data (whole, &length);
  uint8_t *edited = g_memdup2 (from, length);

  for (; size >= 5; data += 5, size -= 5) {
    uint32_t at;

    memcpy (&at, data, sizeof at);
    edited[at % length] = data[4];
  }
  return g_bytes_new_take (edited, length);
}
