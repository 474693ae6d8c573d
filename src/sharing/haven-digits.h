/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "sharing/haven-reader.h"

G_BEGIN_DECLS

#define HAVEN_DIGITS_MAX 40
#define HAVEN_DIGITS_GROUPS 10

/**
 * HavenDigits:
 *
 * Digits as people write them in groups: "4111 1111 1111 1111".
 */
typedef struct {
  char digits[HAVEN_DIGITS_MAX + 1];
  guint n;
  guint8 groups[HAVEN_DIGITS_GROUPS];   /* digits in each group */
  char separators[HAVEN_DIGITS_GROUPS]; /* what stands after each group */
  guint n_groups;
  guint first;
  guint last;
  guint32 start;
  guint32 end;
} HavenDigits;

gboolean haven_digits_read (
    const HavenReader *reader, guint token, const char *separators, guint max, HavenDigits *run);
gboolean haven_digits_even (const HavenDigits *run);
gboolean haven_digits_grouped (const HavenDigits *run, const char *groups);

gboolean haven_check_luhn (const char *digits, gsize n);
guint haven_check_mod97 (const char *text, gsize length);
gboolean haven_check_verhoeff (const char *digits, gsize n);
gboolean haven_check_mod11_10 (const char *digits, gsize n);
guint haven_check_weighted (const char *digits, const char *weights);

G_END_DECLS
