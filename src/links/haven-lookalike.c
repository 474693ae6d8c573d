/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-well-known.h"

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-known-names.h"
#include "links/haven-official.h"
#include "text/haven-fold.h"

#define MIN_LOOSE 8  /* letters of a name from which on any slip is noticed */
#define MIN_JOINED 4 /* letters of a name from which on "namelogin" is read as name and login */
#define MIN_OTHER 8  /* letters of a name from which on a number may stand behind it */
#define MIN_HOSTED 5 /* letters of a name that tell by themselves where anybody may have that name */
#define MIN_SUM 3    /* what baits beside an ordinary word come to, to tell */
#define MIN_SHORT 5  /* the same beside one of three or four letters */

static gboolean
both_in (char a, char b, const char *set)
{
  return strchr (set, a) != NULL && strchr (set, b) != NULL;
}

/* Two letters that one takes for each other, by eye or by ear. */
static gboolean
letters_near (char a, char b)
{
  return both_in (a, b, "aeiouy") || both_in (a, b, "mn") || both_in (a, b, "vwu") || both_in (a, b, "vy") ||
         both_in (a, b, "ckq") || both_in (a, b, "sz") || both_in (a, b, "ilj") || both_in (a, b, "gq") ||
         both_in (a, b, "bd");
}

/* Is b the name a with one slip: two neighbours swapped, a letter missing, doubled, too many, or taken for
 * another? Short names are near many honest ones, so there a slip must be one that the eye forgives. */
static gboolean
one_slip (const char *a, const char *b)
{
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);
  gsize head = 0;
  gboolean loose = n_a >= MIN_LOOSE;

  if (n_a + 1 < n_b || n_b + 1 < n_a || (!loose && a[0] != b[0]))
    return FALSE;
  while (a[head] != '\0' && a[head] == b[head])
    head++;
  if (n_a > n_b)
    return strcmp (a + head + 1, b + head) == 0;
  if (n_a < n_b)
    return strcmp (a + head, b + head + 1) == 0 && (loose || (head > 0 && b[head] == b[head - 1]));
  if (a[head] == '\0')
    return FALSE;
  if (strcmp (a + head + 1, b + head + 1) == 0)
    return loose || letters_near (a[head], b[head]);
  return a[head] == b[head + 1] && a[head + 1] == b[head] && strcmp (a + head + 2, b + head + 2) == 0;
}

static HavenBait
bait_of (const HavenWellKnown *known, const char *word)
{
  return haven_baits_of (known->baits, word);
}

/* Is what stands next to a name enough to tell? Ordinary words stand next to much, short names next to more;
 * and what is written in one word is often an owner's own site (reddithelp.com). */
static gboolean
is_enough (const HavenKnownName *name, HavenBait bait, gboolean one_word)
{
  if (name->plain)
    return bait >= HAVEN_BAIT_STRONG;
  return bait >= (one_word || strlen (name->name) < MIN_JOINED ? HAVEN_BAIT_MIDDLE : HAVEN_BAIT_WEAK);
}

/* All that stands beside a name. */
typedef struct {
  HavenBait most;
  guint sum;
} Lure;

static void
add_bait (Lure *lure, HavenBait bait)
{
  lure->most = MAX (lure->most, bait);
  lure->sum += bait;
}

/* The same for all of it together: one word of delivery stands beside oranges, a second makes it a parcel's.
 */
static gboolean
lures (const HavenKnownName *name, const Lure *lure, guint ending)
{
  gboolean cheap = (ending & HAVEN_ENDING_CHEAP) != 0;

  if (name->plain && strlen (name->name) < HAVEN_KNOWN_MIN_PLAIN)
    return lure->most >= HAVEN_BAIT_STRONG && lure->sum >= MIN_SHORT;
  if (name->plain)
    return lure->most >= (cheap ? HAVEN_BAIT_MIDDLE : HAVEN_BAIT_STRONG) ||
           (lure->most >= HAVEN_BAIT_MIDDLE && lure->sum >= MIN_SUM);
  return (cheap && strlen (name->name) >= HAVEN_KNOWN_MIN_TYPO) || is_enough (name, lure->most, FALSE);
}

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

/* "loginpaypal", "paypallogin" */
static const HavenKnownName *
joined_with_bait (const HavenWellKnown *known, const char *label, gboolean one_word)
{
  gsize length = strlen (label);

  for (gsize i = MIN_JOINED; i + 2 <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const HavenKnownName *name = g_hash_table_lookup (known->names, head);

    if (name != NULL && is_enough (name, bait_of (known, label + i), one_word))
      return name;
  }
  for (gsize i = 3; i + MIN_JOINED <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const HavenKnownName *name = g_hash_table_lookup (known->names, label + i);

    if (name != NULL && is_enough (name, bait_of (known, head), one_word))
      return name;
  }
  return NULL;
}

/* A name as it is, with a number behind ("microsoft365"), with a bait in one word ("whatsappweb"), or by
 * letters that look like it; @lure grows by what that tells. */
static const HavenKnownName *
find_token (const HavenWellKnown *known, const char *token, Lure *lure)
{
  gsize length = strlen (token);
  g_autofree char *bare = NULL;
  g_autofree char *skeleton = NULL;
  const HavenKnownName *name = g_hash_table_lookup (known->names, token);

  if (name != NULL || length < MIN_JOINED)
    return name;
  while (length > 0 && g_ascii_isdigit (token[length - 1]))
    length--;
  bare = g_strndup (token, length);
  if (token[length] != '\0' && length >= MIN_OTHER)
    name = g_hash_table_lookup (known->names, bare);
  if (name != NULL)
    return name;
  name = joined_with_bait (known, token, FALSE);
  /* "whatsappweb" is an owner's own; what else stands there tells */
  if (name != NULL && joined_with_bait (known, token, TRUE) == NULL)
    return name;
  if (name == NULL && !g_hash_table_contains (known->honest, token)) {
    skeleton = haven_fold_skeleton (token, -1);
    name = g_hash_table_lookup (known->skeletons, skeleton);
  }
  /* who writes rnicrosoft-teams, or whatsappweb-site, needs no further word */
  if (name != NULL && strlen (name->name) > MIN_JOINED)
    add_bait (lure, HAVEN_BAIT_STRONG);
  return name;
}

/* "deutsche-bank-konto": a name that has a hyphen itself */
static const HavenKnownName *
find_hyphened (const HavenWellKnown *known, const char *label)
{
  for (guint i = 0; i < known->hyphened->len; i++) {
    const HavenKnownName *name = known->hyphened->pdata[i];
    gsize length = strlen (name->name);
    const char *at = strstr (label, name->name);

    if (at != NULL && (at == label || at[-1] == '-') && at[length] == '-')
      return name;
  }
  return NULL;
}

/* "wells-fargo-alerts", "drop-box-files": a name of one word written in two, or in three */
static const HavenKnownName *
find_divided (const HavenWellKnown *known, char **tokens, guint *n_tokens)
{
  g_autoptr (GString) joined = g_string_new (tokens[0]);

  for (guint i = 1; i < 3 && tokens[i] != NULL; i++) {
    const HavenKnownName *name;

    g_string_append (joined, tokens[i]);
    name = g_hash_table_lookup (known->names, joined->str);
    if (name != NULL && !name->plain && joined->len >= MIN_OTHER) {
      *n_tokens = i + 1;
      return name;
    }
  }
  return NULL;
}

/* The well-known name among the words of a label, and what else stands there. */
static const HavenKnownName *
find_among (const HavenWellKnown *known, char **tokens, Lure *lure)
{
  const HavenKnownName *name = NULL;

  for (char **token = tokens; *token != NULL; token++) {
    guint n_tokens = 1;
    const HavenKnownName *found = name == NULL ? find_divided (known, token, &n_tokens) : NULL;

    if (found == NULL)
      found = find_token (known, *token, lure);
    /* outlook-office365: two names of one owner, neither of which the owner would write like that */
    if (found != NULL && name != NULL && found != name && !(found->plain && name->plain) &&
        haven_well_known_same (known, found->host, name->host))
      add_bait (lure, HAVEN_BAIT_STRONG);
    if (found != NULL && strlen (found->name) >= 3)
      name = found;
    else
      add_bait (lure, bait_of (known, *token));
    token += n_tokens - 1;
  }
  /* "wise-verify-account": a word that is no bait itself, as "mail" is */
  for (char **token = tokens; *token != NULL && name == NULL; token++)
    if (bait_of (known, *token) == HAVEN_BAIT_NONE)
      name = g_hash_table_lookup (known->shorts, *token);
  return name;
}

/* "paypal-login", "secure-paypal-update", "paypa1-support"; under an ending that costs nothing a name and any
 * word. @ending is what follows, "" for what stands before a registered name. */
static const HavenKnownName *
hyphened_with_bait (const HavenWellKnown *known, const char *label, const char *ending)
{
  g_auto (GStrv) tokens = NULL;
  const HavenKnownName *name = NULL;
  Lure lure = {HAVEN_BAIT_NONE, 0};

  if (strchr (label, '-') == NULL)
    return NULL;
  tokens = g_strsplit (label, "-", 16);
  name = find_among (known, tokens, &lure);
  if (name == NULL && lure.most != HAVEN_BAIT_NONE)
    name = find_hyphened (known, label);
  /* kraken-support.help: what one reads as a word of it */
  if (lure.most != HAVEN_BAIT_NONE)
    add_bait (&lure, bait_of (known, ending));
  return name != NULL && lures (name, &lure, haven_baits_ending (known->baits, ending)) ? name : NULL;
}

/* "discorcl": c and l that stand close are taken for a d. */
static const HavenKnownName *
close_letters (const HavenWellKnown *known, const char *label)
{
  g_autoptr (GString) joined = NULL;
  const HavenKnownName *name;

  if (strstr (label, "cl") == NULL)
    return NULL;
  joined = g_string_new (label);
  g_string_replace (joined, "cl", "d", 0);
  name = g_hash_table_lookup (known->names, joined->str);
  return name != NULL && !name->plain && joined->len >= HAVEN_KNOWN_MIN_TYPO ? name : NULL;
}

/* One slip brings a letter, takes one away, or does both: names that differ in more letters are not compared.
 */
static const HavenKnownName *
with_one_slip (const HavenWellKnown *known, const char *label)
{
  guint32 letters = haven_known_letters (label), length = strlen (label);

  for (guint i = 0; i < known->slippery->len; i++) {
    const HavenSlipperyName *one = &g_array_index (known->slippery, HavenSlipperyName, i);
    guint32 other = one->letters ^ letters;

    other &= other - 1;
    if ((other & (other - 1)) == 0 && one->length + 1 >= length && length + 1 >= one->length &&
        one_slip (one->name->name, label))
      return one->name;
  }
  return NULL;
}

/* "gmaill", "yahooo", "gmial": a letter more that its neighbour is, or two neighbours swapped, in a name of
 * five letters, which other slips would make a word of. */
static const HavenKnownName *
with_small_slip (const HavenWellKnown *known, const char *label)
{
  gsize length = strlen (label);

  if (length < HAVEN_KNOWN_MIN_PLAIN || length > HAVEN_KNOWN_MIN_TYPO + 2 || !g_str_is_ascii (label))
    return NULL;
  for (gsize i = 1; i < length; i++) {
    g_autoptr (GString) other = g_string_new (label);
    const HavenKnownName *name;

    if (label[i] == label[i - 1])
      g_string_erase (other, (gssize)i, 1);
    else if (length == HAVEN_KNOWN_MIN_PLAIN && i > 1) {
      other->str[i - 1] = label[i];
      other->str[i] = label[i - 1];
    } else
      continue;
    name = g_hash_table_lookup (known->names, other->str);
    /* a word too only by what no word has: "yahooo" */
    if (name != NULL && strlen (name->name) >= HAVEN_KNOWN_MIN_PLAIN &&
        (!name->plain || (i > 1 && label[i] == label[i - 1] && label[i] == label[i - 2])))
      return name;
  }
  return NULL;
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
    name = hyphened_with_bait (known, page, "");
    if (name == NULL)
      name = joined_with_bait (known, page, TRUE);
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
  name = hyphened_with_bait (known, label, ending);
  if (name == NULL)
    name = address_as_name (known, ascii, ending);
  if (name == NULL)
    name = joined_with_bait (known, ascii, TRUE);
  if (name == NULL)
    name = close_letters (known, ascii);
  if (name == NULL)
    name = with_one_slip (known, label);
  if (name == NULL)
    name = with_small_slip (known, label);
  if (name == NULL && strcmp (skeleton, label) != 0)
    name = with_one_slip (known, skeleton);
  return name;
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

/* "usps.com-parcel.top": at that point an address that goes on where it should end */
static const HavenKnownName *
address_goes_on (const HavenWellKnown *known, const char *at, const char *label)
{
  const HavenKnownName *name = g_hash_table_lookup (known->names, label);

  if (name == NULL)
    name = g_hash_table_lookup (known->shorts, label);
  return name != NULL && g_str_has_prefix (at, name->host) && at[strlen (name->host)] == '-' ? name : NULL;
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
    if (bait_of (known, *token) == HAVEN_BAIT_NONE)
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
    HavenBait bait = bait_of (known, between);

    if (bait == HAVEN_BAIT_NONE)
      return NULL;
    most = MAX (most, bait);
  }
  /* where anybody may have a name, the registered one is a bait itself */
  if (hosting) {
    g_autofree char *own = g_strndup (domain, strcspn (domain, "."));

    most = MAX (most, bait_of (known, own));
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
      name = hyphened_with_bait (known, label, "");
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

    if (name != NULL && bait_of (known, word) == HAVEN_BAIT_STRONG)
      return name->host;
    /* an archive has whole addresses in its own: /web/2020/https://www.paypal.com/signin */
    if (g_str_has_suffix (*folder, ":"))
      return NULL;
    if (name == NULL)
      name = host_as_folder (known, *folder);
  }
  return NULL;
}
