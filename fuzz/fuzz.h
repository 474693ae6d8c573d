/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What every target defines: libFuzzer calls it with new inputs, fuzz/replay.c with the seeds that are kept.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
