/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows in which conversations something happened, so that both sides of them are kept.
 */

#include "evidence/haven-trail.h"

struct _HavenTrail {
  GHashTable *places; /* "account conversation" → the number of what happened there last */
  guint n_happened;   /* what happened so far */
};

/**
 * haven_trail_new:
 *
 * Returns: (transfer full): a trail of nothing yet
 */
HavenTrail *
haven_trail_new (void)
{
  HavenTrail *trail = g_new0 (HavenTrail, 1);

  trail->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return trail;
}

/**
 * haven_trail_free:
 * @trail: (nullable) (transfer full): a trail
 */
void
haven_trail_free (HavenTrail *trail)
{
  if (trail == NULL)
    return;
  g_hash_table_unref (trail->places);
  g_free (trail);
}

static char *
place_of (const char *account, const char *conversation)
{
  return g_strdup_printf ("%s %s", account, conversation);
}

static void
forget_quietest (HavenTrail *trail)
{
  GHashTableIter iter;
  gpointer key, number, quietest = NULL;
  guint lowest = G_MAXUINT;

  g_hash_table_iter_init (&iter, trail->places);
  while (g_hash_table_iter_next (&iter, &key, &number)) {
    if (GPOINTER_TO_UINT (number) <= lowest) {
      lowest = GPOINTER_TO_UINT (number);
      quietest = key;
    }
  }
  g_hash_table_remove (trail->places, quietest);
}

/**
 * haven_trail_follow:
 * @trail: a trail
 * @account: "protocol:username"
 * @conversation: the peer or room in which something happened
 *
 * Of more than %HAVEN_TRAIL_MOST conversations the one that was quiet for the longest is followed no more.
 */
void
haven_trail_follow (HavenTrail *trail, const char *account, const char *conversation)
{
  g_hash_table_insert (trail->places, place_of (account, conversation),
                       GUINT_TO_POINTER (++trail->n_happened));
  if (g_hash_table_size (trail->places) > HAVEN_TRAIL_MOST)
    forget_quietest (trail);
}

/**
 * haven_trail_follows:
 * @trail: a trail
 * @account: "protocol:username"
 * @conversation: the peer or room
 *
 * Returns: whether something happened there
 */
gboolean
haven_trail_follows (const HavenTrail *trail, const char *account, const char *conversation)
{
  g_autofree char *place = place_of (account, conversation);

  return g_hash_table_contains (trail->places, place);
}
