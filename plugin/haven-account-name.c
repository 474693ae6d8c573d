/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-account-name.h"

/**
 * haven_account_name_hash:
 * @key: a #HavenAccountName
 *
 * Returns: its hash
 */
guint
haven_account_name_hash (gconstpointer key)
{
  const HavenAccountName *name = key;

  return g_direct_hash (name->account) ^ (name->name != NULL ? g_str_hash (name->name) : 0);
}

/**
 * haven_account_name_equal:
 * @a: a #HavenAccountName
 * @b: another
 *
 * Returns: whether both are the same name of the same account
 */
gboolean
haven_account_name_equal (gconstpointer a, gconstpointer b)
{
  const HavenAccountName *first = a, *second = b;

  return first->account == second->account && g_strcmp0 (first->name, second->name) == 0;
}

/**
 * haven_account_name_is_of:
 * @key: a #HavenAccountName
 * @value: not used
 * @account: an account
 *
 * A #GHRFunc, for what goes with an account.
 *
 * Returns: whether it is a name that @account sees
 */
gboolean
haven_account_name_is_of (gpointer key, gpointer value, gpointer account)
{
  return ((const HavenAccountName *)key)->account == account;
}
