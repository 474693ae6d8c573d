/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Names that look like a contact's: the same skeleton (Unicode TS #39, confusable characters) in other
 * letters. A tail that a client adds by itself when a nick is taken (moth_, moth`) is no disguise.
 */

#include "conduct/haven-likeness.h"

#include <string.h>

#include "text/haven-fold.h"

#define SHORTEST 3 /* "Al" and "A1" say nothing about each other */

struct _HavenLikeness {
  GHashTable *names; /* skeleton → name */
};

/* The part of an address that a person reads: before the @, without a client's tail. */
static char *
read_part (const char *name)
{
  const char *at = strchr (name, '@');
  gsize length = at != NULL ? (gsize)(at - name) : strlen (name);

  while (length > 0 && (name[length - 1] == '_' || name[length - 1] == '`'))
    length--;
  return g_strndup (name, length);
}

/**
 * haven_likeness_new:
 * @names: (array zero-terminated=1): the names of the user's contacts
 *
 * Returns: (transfer full): what other names are compared with
 */
HavenLikeness *
haven_likeness_new (const char *const *names)
{
  HavenLikeness *likeness = g_new0 (HavenLikeness, 1);

  likeness->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *part = read_part (names[i]);

    if (g_utf8_strlen (part, -1) >= SHORTEST)
      g_hash_table_replace (likeness->names, haven_fold_skeleton (part, -1), g_strdup (part));
  }
  return likeness;
}

/**
 * haven_likeness_free:
 * @likeness: (nullable) (transfer full): names
 */
void
haven_likeness_free (HavenLikeness *likeness)
{
  if (likeness == NULL)
    return;
  g_hash_table_unref (likeness->names);
  g_free (likeness);
}

/**
 * haven_likeness_find:
 * @likeness: the names of the user's contacts
 * @name: the name of somebody who is not one
 *
 * Returns: (transfer none) (nullable): the contact whose name @name looks like but is not, in upper or lower
 * case
 */
const char *
haven_likeness_find (const HavenLikeness *likeness, const char *name)
{
  g_autofree char *part = NULL;
  g_autofree char *skeleton = NULL;
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;
  const char *contact;

  if (g_hash_table_size (likeness->names) == 0)
    return NULL;
  part = read_part (name);
  skeleton = haven_fold_skeleton (part, -1);
  contact = g_hash_table_lookup (likeness->names, skeleton);
  if (contact == NULL)
    return NULL;
  own = g_utf8_casefold (part, -1);
  other = g_utf8_casefold (contact, -1);
  return g_str_equal (own, other) ? NULL : contact;
}
