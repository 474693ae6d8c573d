/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-renames.h"

#include "haven-account-name.h"

typedef struct {
  HavenAccountName key;
  char *first;
} Renamed;

/**
 * HavenRenames:
 *
 * Who goes by another name now. Where names are all that a protocol tells of people, as on IRC, a person who
 * takes another before everyone's eyes stays the one they were, or a mute would end with six letters. It
 * holds while they are there, and in memory only: the next one who takes that name is somebody else, and
 * nobody can have others held by wearing their names.
 */
struct _HavenRenames {
  GHashTable *now; /* of Renamed */
};

static void
renamed_free (gpointer data)
{
  Renamed *renamed = data;

  g_free (renamed->key.name);
  g_free (renamed->first);
  g_free (renamed);
}

/**
 * haven_renames_new:
 *
 * Returns: (transfer full): renames, none seen yet
 */
HavenRenames *
haven_renames_new (void)
{
  HavenRenames *renames = g_new0 (HavenRenames, 1);

  renames->now =
      g_hash_table_new_full (haven_account_name_hash, haven_account_name_equal, renamed_free, NULL);
  return renames;
}

/**
 * haven_renames_free:
 * @renames: (nullable) (transfer full): renames
 */
void
haven_renames_free (HavenRenames *renames)
{
  if (renames == NULL)
    return;
  g_hash_table_unref (renames->now);
  g_free (renames);
}

static const Renamed *
find (HavenRenames *renames, PurpleAccount *account, const char *name)
{
  const HavenAccountName wanted = {account, (char *)name};

  return g_hash_table_lookup (renames->now, &wanted);
}

/**
 * haven_renames_saw:
 * @renames: renames
 * @account: the account that saw it
 * @before: a normalised name that nobody has any more
 * @now: the normalised name that its owner has taken
 *
 * A person who is in two rooms is told of twice.
 */
void
haven_renames_saw (HavenRenames *renames, PurpleAccount *account, const char *before, const char *now)
{
  g_autofree char *first = g_strdup (haven_renames_first (renames, account, before));
  Renamed *renamed;

  haven_renames_forget (renames, account, before);
  if (g_str_equal (first, now) || find (renames, account, now) != NULL)
    return;
  renamed = g_new0 (Renamed, 1);
  *renamed = (Renamed){{account, g_strdup (now)}, g_steal_pointer (&first)};
  g_hash_table_add (renames->now, renamed);
}

/**
 * haven_renames_first:
 * @renames: renames
 * @account: an account
 * @name: a normalised name
 *
 * Returns: (transfer none): by which name that person was known first; @name where no other was seen
 */
const char *
haven_renames_first (HavenRenames *renames, PurpleAccount *account, const char *name)
{
  const Renamed *renamed = find (renames, account, name);

  return renamed != NULL ? renamed->first : name;
}

/**
 * haven_renames_forget:
 * @renames: renames
 * @account: an account
 * @name: a normalised name whose owner has gone
 */
void
haven_renames_forget (HavenRenames *renames, PurpleAccount *account, const char *name)
{
  const HavenAccountName wanted = {account, (char *)name};

  g_hash_table_remove (renames->now, &wanted);
}

/**
 * haven_renames_forget_account:
 * @renames: renames
 * @account: an account that sees nobody any more
 */
void
haven_renames_forget_account (HavenRenames *renames, PurpleAccount *account)
{
  g_hash_table_foreach_remove (renames->now, haven_account_name_is_of, account);
}
