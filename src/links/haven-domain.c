/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-domain.h"

#include <string.h>

#include "haven-config.h"
#include "links/haven-suffixes.h"

#ifdef HAVEN_HAVE_LIBPSL
#include <libpsl.h>
#endif

/**
 * haven_domain_parent:
 * @host: a host
 *
 * Returns: (transfer none) (nullable): the name one label up, within @host; %NULL when there is none
 */
const char *
haven_domain_parent (const char *host)
{
  const char *dot = strchr (host, '.');
  return dot != NULL && dot[1] != '\0' ? dot + 1 : NULL;
}

/* The algorithm of publicsuffix.org: the longest rule wins, an exception beats it, and an unknown
 * ending counts as a suffix of one label. Returns where the suffix of host begins. */
static const char *
find_suffix (const char *host)
{
  const char *previous = NULL;

  for (const char *name = host; name != NULL; name = haven_domain_parent (name)) {
    guint rules = haven_suffixes_lookup (name);

    if (rules & HAVEN_SUFFIX_EXCEPT)
      return haven_domain_parent (name);
    if (previous != NULL && (rules & HAVEN_SUFFIX_UNDER))
      return previous;
    if (rules & HAVEN_SUFFIX_NAME)
      return name;
    previous = name;
  }
  return previous;
}

/**
 * haven_domain_registrable_embedded:
 * @host: a host in lower case and ASCII form, no address
 *
 * As haven_domain_registrable(), by the embedded table whatever the build.
 *
 * Returns: (transfer none) (nullable): the registrable domain within @host
 */
const char *
haven_domain_registrable_embedded (const char *host)
{
  const char *suffix = find_suffix (host);
  const char *start;

  if (suffix == host)
    return NULL;
  for (start = suffix - 1; start > host && start[-1] != '.'; start--)
    ;
  return start;
}

/**
 * haven_domain_registrable:
 * @host: a host in lower case and ASCII form, no address
 *
 * Whose site it is: the part of a name that somebody registered, by the Public Suffix List with its
 * private section, so that a hosted blog is a site of its own.
 *
 * Returns: (transfer none) (nullable): the registrable domain within @host; %NULL for a suffix or a
 *   name of one label
 */
const char *
haven_domain_registrable (const char *host)
{
#ifdef HAVEN_HAVE_LIBPSL
  if (strchr (host, '.') == NULL)
    return NULL;
  return psl_registrable_domain (psl_builtin (), host);
#else
  return haven_domain_registrable_embedded (host);
#endif
}

/**
 * haven_domain_is_suffix:
 * @host: a host in lower case and ASCII form
 *
 * Returns: whether names under @host belong to different people ("co.uk", "blogspot.com")
 */
gboolean
haven_domain_is_suffix (const char *host)
{
  return haven_domain_registrable (host) == NULL;
}

/**
 * haven_domain_tld_known_embedded:
 * @tld: a label in lower case and ASCII form
 *
 * As haven_domain_tld_known(), by the embedded table whatever the build.
 *
 * Returns: whether @tld is a top-level domain
 */
gboolean
haven_domain_tld_known_embedded (const char *tld)
{
  return strchr (tld, '.') == NULL && haven_suffixes_lookup (tld) != 0;
}

/**
 * haven_domain_tld_known:
 * @tld: a label in lower case and ASCII form
 *
 * Returns: whether @tld is a top-level domain, as far as the Public Suffix List knows
 */
gboolean
haven_domain_tld_known (const char *tld)
{
#ifdef HAVEN_HAVE_LIBPSL
  if (strchr (tld, '.') != NULL)
    return FALSE;
  /* some top-level domains, such as .ck, are only known by the rule for the names under them */
  return psl_is_public_suffix2 (psl_builtin (), tld, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) ||
         haven_suffixes_lookup (tld) != 0;
#else
  return haven_domain_tld_known_embedded (tld);
#endif
}
