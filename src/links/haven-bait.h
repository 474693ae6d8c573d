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

/**
 * HavenEnding:
 * @HAVEN_ENDING_CHEAP: names there cost next to nothing, or it imitates a country's ("com.de")
 * @HAVEN_ENDING_HOSTING: anybody may put up pages there under a name of their choice
 * @HAVEN_ENDING_REVIEWED: somebody looks who asks for a name there
 * @HAVEN_ENDING_OFFICIAL: only authorities have it behind their names
 *
 * What follows the first label of a registrable domain, and what that tells.
 */
typedef enum {
  HAVEN_ENDING_CHEAP = 1 << 0,
  HAVEN_ENDING_HOSTING = 1 << 1,
  HAVEN_ENDING_REVIEWED = 1 << 2,
  HAVEN_ENDING_OFFICIAL = 1 << 3,
} HavenEnding;

/* The words that bait and the endings that tell something, from data/bait.json and the user's own files. */
typedef struct _HavenBaits HavenBaits;

HavenBaits *haven_baits_new (void);
void haven_baits_free (HavenBaits *baits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBaits, haven_baits_free)

gboolean haven_baits_is_document (const char *data, gsize length);
gboolean haven_baits_add_json (HavenBaits *baits, const char *data, gsize length, GError **error);
gboolean haven_baits_load (HavenBaits *baits, const char *path, GError **error);

HavenBait haven_baits_of (const HavenBaits *baits, const char *word);
guint haven_baits_ending (const HavenBaits *baits, const char *ending);
const char *haven_baits_name_ending (const HavenBaits *baits, const char *ending);

G_END_DECLS
