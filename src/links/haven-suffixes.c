/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-suffixes.h"

#include <string.h>

#include "haven-suffixes-table.h"

/**
 * haven_suffixes_lookup:
 * @name: a name in lower case and ASCII form
 *
 * The embedded table of public suffixes (facts of publicsuffix.org), for builds without libpsl.
 *
 * Returns: the #HavenSuffixRules that @name has, 0 for none
 */
guint
haven_suffixes_lookup (const char *name)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (suffix_offsets);

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    const char *entry = suffix_names + suffix_offsets[middle];
    int order = strcmp (name, entry + 1);

    if (order == 0)
      return (guint)entry[0];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}
