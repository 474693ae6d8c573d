/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-shared.h"

/* A text and what is found in it: "item:span|item:span", or NULL for nothing. The description comes first. */
typedef struct {
  const char *what;
  const char *text;
  const char *found;
} SharingRow;

void sharing_rows_check (const SharingRow *rows, gsize n_rows);
