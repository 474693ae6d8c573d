/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that brings two memories of the same people together: two programs began with one, and each
 * went on by itself. What only one of them changed is as that one left it; where both did, the sterner holds.
 */

#include "conduct/haven-conduct-join.h"

static void
collect (const char *id, const HavenPerson *person, gpointer people)
{
  g_hash_table_insert (people, g_strdup (id), g_memdup2 (person, sizeof *person));
}

static GHashTable *
people_of (HavenConduct *conduct)
{
  GHashTable *people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  haven_conduct_foreach (conduct, collect, people);
  return people;
}

/* The fingerprint is of this process only, and causes come with their number. */
static gboolean
is_as_it_was (const HavenPerson *now, const HavenPerson *then)
{
  return now == then ||
         (now != NULL && then != NULL && now->step == then->step && now->until == then->until &&
          now->by_user == then->by_user && now->scored_at == then->scored_at &&
          now->stopped_at == then->stopped_at && now->n_causes == then->n_causes);
}

/* Of two holds the longer is higher; a time of 0 has no end. */
static gboolean
is_higher (const HavenPerson *one, const HavenPerson *other)
{
  if (one->step != other->step)
    return one->step > other->step;
  return one->until == 0 || (other->until != 0 && one->until >= other->until);
}

static HavenPerson
sterner (const HavenPerson *ours, const HavenPerson *theirs)
{
  HavenPerson both = ours->scored_at >= theirs->scored_at ? *ours : *theirs;
  const HavenPerson *higher = is_higher (ours, theirs) ? ours : theirs;

  both.score = MAX (ours->score, theirs->score);
  both.step = higher->step;
  both.until = higher->until;
  both.by_user = higher->by_user;
  both.stopped_at = MAX (ours->stopped_at, theirs->stopped_at);
  return both;
}

/**
 * haven_conduct_join:
 * @ours: a memory that began as @base
 * @base: what both began with
 * @theirs: what became of it in another program; everyone in @ours as well afterwards, unless @ours let go of
 * them
 */
void
haven_conduct_join (HavenConduct *ours, HavenConduct *base, HavenConduct *theirs)
{
  g_autoptr (GHashTable) mine = people_of (ours);
  g_autoptr (GHashTable) before = people_of (base);
  g_autoptr (GHashTable) other = people_of (theirs);
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    const HavenPerson *own = g_hash_table_lookup (mine, id);
    const HavenPerson *then = g_hash_table_lookup (before, id);
    HavenPerson both;

    if (is_as_it_was (own, then)) {
      haven_conduct_restore (ours, id, value);
    } else if (own != NULL && !is_as_it_was (value, then)) {
      both = sterner (own, value);
      haven_conduct_restore (ours, id, &both);
    }
  }
  g_hash_table_iter_init (&iter, mine);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    if (!g_hash_table_contains (other, id) && is_as_it_was (value, g_hash_table_lookup (before, id)))
      haven_conduct_drop (ours, id);
  }
}
