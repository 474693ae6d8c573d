/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-well-known.h"

#include <string.h>

#include "links/haven-baited.h"
#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-known-names.h"
#include "links/haven-official.h"
#include "links/haven-slip.h"
#include "text/haven-fold.h"

#define MIN_HOSTED 5 /* letters of a name that tell by themselves where anybody may have that name */

/* The name of a host that is a well-known one, whole: then a short ordinary word is no chance either. */
static const HavenKnownName *
name_of_host (const HavenWellKnown *known, const char *host)
{
  g_autofree char *label = g_strndup (host, strcspn (host, "."));
  const HavenKnownName *name = NULL;

  if (g_hash_table_contains (known->hosts, host))
    name = g_hash_table_lookup (known->names, label);
  if (name == NULL && g_hash_table_contains (known->hosts, host))
    name = g_hash_table_lookup (known->shorts, label);
  return name;
}

/* "roblox.com.ge": who is at home at one address for all the world has none under the endings where a country
 * registers for anybody */
static gboolean
is_abroad (const HavenWellKnown *known, const HavenKnownName *name, const char *ending)
{
  return g_hash_table_contains (known->singles, name->name) && strlen (ending) == 6 &&
         (g_str_has_prefix (ending, "com.") || g_str_has_prefix (ending, "net.") ||
          g_str_has_prefix (ending, "org."));
}

/* A name as its owner writes it: owners have theirs in many countries, but hardly where names cost nothing,
 * or where anybody may have pages under the name of their choice. */
static gboolean
is_misplaced (const HavenWellKnown *known, const HavenKnownName *name, const char *ending)
{
  if (is_abroad (known, name, ending))
    return TRUE;
  return !name->plain && strlen (name->name) >= MIN_HOSTED && !g_str_has_prefix (ending, name->name) &&
         (haven_baits_ending (known->baits, ending) & (HAVEN_ENDING_CHEAP | HAVEN_ENDING_HOSTING)) != 0;
}

/* "amazon-de.shop": a well-known address with a hyphen for its last dot, as a name of its own; but not among
 * its owner's (gitlab-com.gitlab.io) */
static const HavenKnownName *
address_as_name (const HavenWellKnown *known, const char *label, const char *ending)
{
  g_autofree char *host = g_strdup (label);
  char *hyphen = strrchr (host, '-');
  const HavenKnownName *name;

  if (hyphen == NULL)
    return NULL;
  *hyphen = '.';
  name = name_of_host (known, host);
  return name != NULL && !name->plain && !g_str_has_prefix (ending, name->name) ? name : NULL;
}

/* "sites.google.com/view/paypal-login": where anybody may have a page whose name is a part of the path. */
static const struct {
  const char *host;
  const char *path;
} page_hosts[] = {
    {"sites.google.com", "/view/"},
    {"sites.google.com", "/site/"},
    {"storage.googleapis.com", "/"},
    {"firebasestorage.googleapis.com", "/v0/b/"},
    {"s3.amazonaws.com", "/"},
    {"linktr.ee", "/"},
    {"t.me", "/"},
    {"telegra.ph", "/"},
};

/**
 * haven_well_known_in_page:
 * @known: well-known sites
 * @host: the host of a link
 * @path: what follows it, from its "/" on
 *
 * Returns: (transfer none) (nullable): the site that a page could be taken for, by its name alone, though
 *   anybody may have that name there
 */
const char *
haven_well_known_in_page (const HavenWellKnown *known, const char *host, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (page_hosts); i++) {
    gsize length = strlen (page_hosts[i].path);
    g_autofree char *page = NULL;
    const HavenKnownName *name;

    if (strcmp (host, page_hosts[i].host) != 0 || strncmp (path, page_hosts[i].path, length) != 0)
      continue;
    page = g_ascii_strdown (path + length, (gssize)MIN (strcspn (path + length, "/?#"), 63));
    g_strdelimit (page, "_.", '-');
    name = haven_baited_hyphened (known, page, "");
    if (name == NULL)
      name = haven_baited_joined (known, page, TRUE);
    if (name != NULL)
      return haven_well_known_same (known, name->host, haven_domain_registrable (host)) ? NULL : name->host;
  }
  return NULL;
}

/* What the registered name itself looks like. */
static const HavenKnownName *
name_lookalike (const HavenWellKnown *known, const char *domain)
{
  g_autofree char *ascii = g_strndup (domain, strcspn (domain, "."));
  g_autofree char *label = haven_host_to_display (ascii);
  g_autofree char *skeleton = haven_fold_skeleton (label, -1);
  const char *ending = strchr (domain, '.') + 1;
  const HavenKnownName *name = g_hash_table_lookup (known->names, ascii);

  if (g_hash_table_contains (known->honest, ascii) ||
      haven_baits_ending (known->baits, ending) & HAVEN_ENDING_REVIEWED)
    return NULL;
  /* "deutschebank" is the name of deutsche-bank.de written in one word, and no slip */
  if (name == NULL)
    name = g_hash_table_lookup (known->joined, ascii);
  if (name != NULL)
    return is_misplaced (known, name, ending) ? name : NULL;
  name = g_hash_table_lookup (known->skeletons, skeleton);
  if (name != NULL && strlen (name->name) >= 4 && (!name->plain || strlen (name->name) >= 5))
    return name;
  name = haven_baited_hyphened (known, label, ending);
  if (name == NULL)
    name = address_as_name (known, ascii, ending);
  if (name == NULL)
    name = haven_baited_joined (known, ascii, TRUE);
  return name != NULL ? name : haven_slip_find (known, ascii, label, skeleton);
}

/* Carriers of pages put the names of those whose pages they carry in front of their own. */
static gboolean
is_carrier (const char *host)
{
  static const char *const carriers[] = {".translate.goog", ".edgekey.net",   ".edgesuite.net",
                                         ".akadns.net",     ".akamaized.net", ".cdn.cloudflare.net"};

  for (gsize i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (g_str_has_suffix (host, carriers[i]))
      return TRUE;
  return FALSE;
}

/* So does a library's gate: a university's, or one that says "proxy" of itself and not in a name made to be
 * thrown away. */
static gboolean
is_gate (const HavenWellKnown *known, const char *host, const char *domain)
{
  const char *ending = strchr (domain, '.') + 1;
  guint kinds = haven_baits_ending (known->baits, ending);

  if (strcmp (ending, "edu") == 0 || g_str_has_prefix (ending, "edu.") || g_str_has_prefix (ending, "ac."))
    return TRUE;
  return !(kinds & (HAVEN_ENDING_CHEAP | HAVEN_ENDING_HOSTING)) &&
         (strstr (host, "proxy") != NULL && strchr (domain, '-') == NULL);
}

/* Does a whole well-known host begin at at, before the registered domain: "paypal.com.example.org"? */
static const HavenKnownName *
host_in_front (const HavenWellKnown *known, const char *at, const char *domain)
{
  const char *end = strchr (at, '.') + 1;

  for (guint labels = 2; labels <= 3 && end < domain; labels++) {
    g_autofree char *host = NULL;
    const HavenKnownName *name;

    end = strchr (end, '.') + 1;
    host = g_strndup (at, (gsize)(end - 1 - at));
    name = name_of_host (known, host);
    if (name != NULL)
      return name;
  }
  return NULL;
}

/* "paypal-com", "irs-gov": an address with a hyphen for its dot */
static const HavenKnownName *
address_in_label (const HavenWellKnown *known, const char *label)
{
  static const char *const endings[] = {"-com", "-gov", "-net", "-org"};

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (label, endings[i])) {
      g_autofree char *head = g_strndup (label, strlen (label) - strlen (endings[i]));
      return g_hash_table_lookup (known->names, head);
    }
  return NULL;
}

/* "usps.com-parcel.top", "amazon.co.uk-deal.top": at that point an address that goes on where it should end
 */
static const HavenKnownName *
address_goes_on (const HavenWellKnown *known, const char *at, const char *label)
{
  const HavenKnownName *name = g_hash_table_lookup (known->names, label);
  const char *hyphen = strchr (at, '-');
  g_autofree char *host = NULL;

  if (name == NULL)
    name = g_hash_table_lookup (known->shorts, label);
  if (name == NULL || hyphen == NULL || strlen (label) >= (gsize)(hyphen - at))
    return NULL;
  host = g_strndup (at, (gsize)(hyphen - at));
  return strcmp (host, name->host) == 0 || g_hash_table_contains (known->hosts, host) ? name : NULL;
}

/* "paypal.verify-secure.net", "paypal-jobs.verify-secure.net": a site whose name is nothing but baits */
static const HavenKnownName *
before_baits (const HavenWellKnown *known, const char *label, const char *domain)
{
  g_autofree char *registered = g_strndup (domain, strcspn (domain, "."));
  g_autofree char *first = g_strndup (label, strcspn (label, "-"));
  g_auto (GStrv) tokens = g_strsplit (registered, "-", 16);
  const HavenKnownName *name = g_hash_table_lookup (known->names, first);

  if (name == NULL || name->plain || g_strv_length (tokens) < 2)
    return NULL;
  for (char **token = tokens; *token != NULL; token++)
    if (haven_baits_of (known->baits, *token) == HAVEN_BAIT_NONE)
      return NULL;
  return name;
}

/* "bankofamerica.secure.login.example.org", "dhl.tracking.godaddysites.com": a name and nothing but baits
 * before somebody's own name */
static const HavenKnownName *
before_labels (const HavenWellKnown *known, const char *at, const char *label, const char *domain)
{
  gboolean hosting = haven_baits_ending (known->baits, strchr (domain, '.') + 1) & HAVEN_ENDING_HOSTING;
  const HavenKnownName *name = g_hash_table_lookup (known->names, label);
  HavenBait most = HAVEN_BAIT_NONE;
  guint n = 0;

  if (name == NULL && hosting)
    name = g_hash_table_lookup (known->shorts, label);
  if (name == NULL || (name->plain && !hosting))
    return NULL;
  for (at = strchr (at, '.') + 1; at < domain; at = strchr (at, '.') + 1, n++) {
    g_autofree char *between = g_strndup (at, strcspn (at, "."));
    HavenBait bait = haven_baits_of (known->baits, between);

    if (bait == HAVEN_BAIT_NONE)
      return NULL;
    most = MAX (most, bait);
  }
  /* where anybody may have a name, the registered one is a bait itself */
  if (hosting) {
    g_autofree char *own = g_strndup (domain, strcspn (domain, "."));

    most = MAX (most, haven_baits_of (known->baits, own));
    return most >= HAVEN_BAIT_MIDDLE ? name : NULL;
  }
  return n >= 2 && most == HAVEN_BAIT_STRONG ? name : NULL;
}

/* "arnazon.example.org": a name by letters that look like it, which nobody writes by chance */
static const HavenKnownName *
misspelt (const HavenWellKnown *known, const char *label)
{
  g_autofree char *skeleton = haven_fold_skeleton (label, -1);
  const HavenKnownName *name = g_hash_table_lookup (known->skeletons, skeleton);

  if (name == NULL || name->plain || strlen (name->name) < HAVEN_KNOWN_MIN_TYPO ||
      strcmp (name->name, label) == 0)
    return NULL;
  return g_hash_table_contains (known->honest, label) ? NULL : name;
}

/* "coinbase.pro.web.app": a name in front of somebody's pages, where nobody has more than a name of their
 * choice to show */
static const HavenKnownName *
hosted (const HavenWellKnown *known, const char *label, const char *domain)
{
  const HavenKnownName *name = g_hash_table_lookup (known->names, label);
  const char *ending = strchr (domain, '.') + 1;

  return name != NULL && haven_baits_ending (known->baits, ending) & HAVEN_ENDING_HOSTING &&
                 is_misplaced (known, name, ending)
             ? name
             : NULL;
}

/* "paypal.com.example.org", "paypal-login.example.org", "paypal-com.example.org" */
static const HavenKnownName *
front_lookalike (const HavenWellKnown *known, const char *host, const char *domain)
{
  const HavenKnownName *name = NULL;

  if (is_carrier (host) || is_gate (known, host, domain))
    return NULL;
  for (const char *at = host; at < domain && name == NULL; at = strchr (at, '.') + 1) {
    g_autofree char *label = g_strndup (at, strcspn (at, "."));

    name = host_in_front (known, at, domain);
    if (name == NULL)
      name = haven_baited_hyphened (known, label, "");
    if (name == NULL)
      name = address_in_label (known, label);
    if (name == NULL)
      name = address_goes_on (known, at, label);
    if (name == NULL)
      name = before_baits (known, label, domain);
    if (name == NULL)
      name = before_labels (known, at, label, domain);
    if (name == NULL)
      name = misspelt (known, label);
    if (name == NULL)
      name = hosted (known, label, domain);
  }
  return name;
}

static const char *
official_lookalike (const HavenWellKnown *known, const char *host, const char *domain)
{
  if (is_carrier (host) || is_gate (known, host, domain))
    return NULL;
  return haven_official_lookalike (known->baits, host, domain);
}

/**
 * haven_well_known_lookalike:
 * @known: well-known sites
 * @host: a host in ASCII form
 * @domain: its registrable domain, within @host
 *
 * Returns: (transfer none) (nullable): the site that @host could be taken for though it is another
 */
const char *
haven_well_known_lookalike (const HavenWellKnown *known, const char *host, const char *domain)
{
  const HavenKnownName *name;

  if (haven_well_known_has (known, domain))
    return NULL;
  name = name_lookalike (known, domain);
  if (name == NULL)
    name = front_lookalike (known, host, domain);
  return name != NULL ? name->host : official_lookalike (known, host, domain);
}

/* "paypal.com", "www.paypal.com" as a folder */
static const HavenKnownName *
host_as_folder (const HavenWellKnown *known, const char *folder)
{
  return name_of_host (known, g_str_has_prefix (folder, "www.") ? folder + 4 : folder);
}

/**
 * haven_well_known_in_path:
 * @known: well-known sites
 * @path: what follows the host of a link, from its "/" on
 *
 * Sites about sites name others in their paths (whois.example/paypal.com); a copy of one asks for the
 * password as well (evil.example/paypal.com/signin).
 *
 * Returns: (transfer none) (nullable): the site whose page to sign in @path repeats
 */
const char *
haven_well_known_in_path (const HavenWellKnown *known, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, (gssize)strcspn (path, "?#"));
  g_auto (GStrv) folders = g_strsplit_set (lower, "/\\", 16); /* a browser takes one for the other */
  const HavenKnownName *name = NULL;

  for (char **folder = folders; *folder != NULL; folder++) {
    g_autofree char *word = g_strndup (*folder, strcspn (*folder, ".-_;"));

    if (name != NULL && haven_baits_of (known->baits, word) == HAVEN_BAIT_STRONG)
      return name->host;
    /* an archive has whole addresses in its own: /web/2020/https://www.paypal.com/signin */
    if (g_str_has_suffix (*folder, ":"))
      return NULL;
    if (name == NULL)
      name = host_as_folder (known, *folder);
  }
  return NULL;
}
