/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenBait:
 * @HAVEN_BAIT_NONE: an ordinary word
 * @HAVEN_BAIT_WEAK: tells something next to a name that is no ordinary word
 * @HAVEN_BAIT_MIDDLE: tells something next to a short one too, as of a bank or a carrier of parcels
 * @HAVEN_BAIT_STRONG: tells something next to any name, since an honest site about something would hardly use
 * it
 *
 * How much a word that is added to a well-known name tells of who wants a password or a payment.
 */
typedef enum {
  HAVEN_BAIT_NONE,
  HAVEN_BAIT_WEAK,
  HAVEN_BAIT_MIDDLE,
  HAVEN_BAIT_STRONG,
} HavenBait;

HavenBait haven_bait_of (const char *word);
gboolean haven_bait_is_cheap_ending (const char *suffix);
gboolean haven_bait_is_reviewed_ending (const char *suffix);

G_END_DECLS
