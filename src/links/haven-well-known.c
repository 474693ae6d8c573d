/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-well-known.h"

#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"
#include "links/haven-bait.h"
#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "text/haven-fold.h"

#define MAX_SIZE (1024 * 1024) /* bytes of the data file */
#define MIN_TYPO 6   /* letters of a name from which on one slip is noticed; below, words are too near */
#define MIN_LOOSE 8  /* letters of a name from which on any slip is noticed */
#define MIN_OTHER 8  /* letters of an owner's further names from which on they are no ordinary words */
#define MIN_JOINED 4 /* letters of a name from which on "namelogin" is read as name and login */

static const HavenJsonLimits limits = {MAX_SIZE, 8, 20000};

/* A name that sites go by, "paypal" of paypal.com. */
typedef struct {
  char *name;     /* in ASCII */
  char *host;     /* the site it is taken for */
  gboolean plain; /* it is an ordinary word too: only what cannot be chance counts */
} Name;

/* A name that is long and rare enough for one slip in it to be noticed. */
typedef struct {
  guint32 letters; /* a bit for each letter it has */
  guint32 length;
  const Name *name;
} Slippery;

struct _HavenWellKnown {
  GHashTable *hosts;     /* registrable domain → number of the owner */
  GHashTable *names;     /* name → Name */
  GHashTable *skeletons; /* skeleton → Name */
  GPtrArray *all;        /* Name, owned */
  GHashTable *joined;    /* name with hyphens, written without → Name */
  GArray *slippery;      /* Slippery */
  GHashTable *honest;    /* names near a well-known one that somebody else has by right */
  guint n_owners;
};

static void
name_free (Name *name)
{
  g_free (name->name);
  g_free (name->host);
  g_free (name);
}

/**
 * haven_well_known_new:
 *
 * Returns: (transfer full): nothing well known yet
 */
HavenWellKnown *
haven_well_known_new (void)
{
  HavenWellKnown *known = g_new0 (HavenWellKnown, 1);

  known->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->names = g_hash_table_new (g_str_hash, g_str_equal);
  known->skeletons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->all = g_ptr_array_new_with_free_func ((GDestroyNotify)name_free);
  known->joined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->slippery = g_array_new (FALSE, FALSE, sizeof (Slippery));
  known->honest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return known;
}

/**
 * haven_well_known_free:
 * @known: (nullable) (transfer full): well-known sites
 */
void
haven_well_known_free (HavenWellKnown *known)
{
  if (known == NULL)
    return;
  g_hash_table_unref (known->hosts);
  g_hash_table_unref (known->names);
  g_hash_table_unref (known->skeletons);
  g_hash_table_unref (known->joined);
  g_array_unref (known->slippery);
  g_ptr_array_unref (known->all);
  g_hash_table_unref (known->honest);
  g_free (known);
}

/* Which letters a name has, as bits. */
static guint32
letters_of (const char *name)
{
  guint32 letters = 0;

  for (; *name != '\0'; name++)
    letters |= 1u << ((guchar)*name & 31);
  return letters;
}

/* What every link is compared with is made ready here. */
static void
index_name (HavenWellKnown *known, Name *name)
{
  Slippery slippery = {letters_of (name->name), strlen (name->name), name};

  g_ptr_array_add (known->all, name);
  g_hash_table_insert (known->names, name->name, name);
  g_hash_table_insert (known->skeletons, haven_fold_skeleton (name->name, -1), name);
  if (!name->plain && slippery.length >= MIN_TYPO)
    g_array_append_val (known->slippery, slippery);
  if (strchr (name->name, '-') != NULL) {
    g_auto (GStrv) parts = g_strsplit (name->name, "-", 0);
    g_autofree char *joined = g_strjoinv ("", parts);

    if (!g_hash_table_contains (known->joined, joined))
      g_hash_table_insert (known->joined, g_steal_pointer (&joined), name);
  }
}

static void
add_host (HavenWellKnown *known, const char *host, guint owner, gboolean plain)
{
  const char *domain = haven_domain_registrable (host);
  g_autofree char *label = NULL;
  Name *name;

  if (domain == NULL || g_hash_table_contains (known->hosts, domain))
    return;
  g_hash_table_insert (known->hosts, g_strdup (domain), GUINT_TO_POINTER (owner));
  /* a short word stands in too many honest names */
  if (plain && strcspn (domain, ".") < 5)
    return;
  label = g_strndup (domain, strcspn (domain, "."));
  if (g_hash_table_contains (known->names, label))
    return;
  name = g_new0 (Name, 1);
  name->name = g_steal_pointer (&label);
  name->host = g_strdup (domain);
  name->plain = plain;
  index_name (known, name);
}

/**
 * haven_well_known_add_host:
 * @known: well-known sites
 * @host: a host that the user knows
 */
void
haven_well_known_add_host (HavenWellKnown *known, const char *host)
{
  g_autofree char *ascii = haven_host_to_ascii (host, strlen (host));

  if (ascii != NULL && !haven_host_is_address (ascii))
    add_host (known, ascii, ++known->n_owners, TRUE);
}

static gboolean
add_site (HavenWellKnown *known, const HavenJsonValue *site, GError **error)
{
  static const char *const keys[] = {"name", "hosts", "word", NULL};
  g_auto (GStrv) hosts = NULL;
  gboolean plain = FALSE;

  if (!haven_json_read_object (site, keys, error) || !haven_json_get_strings (site, "hosts", &hosts, error) ||
      !haven_json_get_boolean (site, "word", &plain, error))
    return FALSE;
  if (hosts == NULL || hosts[0] == NULL) {
    haven_json_set_error (site, error, "names no hosts");
    return FALSE;
  }
  known->n_owners++;
  for (char **host = hosts; *host != NULL; host++)
    add_host (known, *host, known->n_owners, host == hosts ? plain : strcspn (*host, ".") < MIN_OTHER);
  return TRUE;
}

/**
 * haven_well_known_add_json:
 * @known: well-known sites
 * @data: a document as in data/links/well-known.json
 * @length: its size in bytes
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_well_known_add_json (HavenWellKnown *known, const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"haven-well-known", "date", "basis", "sites", "honest", NULL};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_auto (GStrv) honest = NULL;
  HavenJsonValue root, sites;
  guint n_sites = 0;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!haven_json_read_object (&root, keys, error) || !haven_json_get (&root, "sites", &sites, error) ||
      !haven_json_read_array (&sites, &n_sites, error) ||
      !haven_json_get_strings (&root, "honest", &honest, error))
    return FALSE;
  for (guint i = 0; i < n_sites; i++) {
    HavenJsonValue site = haven_json_element (&sites, i);

    if (!add_site (known, &site, error))
      return FALSE;
  }
  for (char **name = honest; name != NULL && *name != NULL; name++)
    g_hash_table_add (known->honest, g_strdup (*name));
  return TRUE;
}

/**
 * haven_well_known_load:
 * @known: well-known sites
 * @path: a file as data/links/well-known.json
 * @error: as haven_well_known_add_json(), with the file's name
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_well_known_load (HavenWellKnown *known, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_SIZE, &length, error);

  if (data == NULL)
    return FALSE;
  if (haven_well_known_add_json (known, data, length, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/**
 * haven_well_known_has:
 * @known: well-known sites
 * @domain: a registrable domain
 *
 * Returns: whether it is one of them
 */
gboolean
haven_well_known_has (const HavenWellKnown *known, const char *domain)
{
  return g_hash_table_contains (known->hosts, domain);
}

/**
 * haven_well_known_same:
 * @known: well-known sites
 * @domain: a registrable domain
 * @other: another
 *
 * Returns: whether both belong to one owner, as youtube.com and youtu.be do
 */
gboolean
haven_well_known_same (const HavenWellKnown *known, const char *domain, const char *other)
{
  guint owner = GPOINTER_TO_UINT (g_hash_table_lookup (known->hosts, domain));

  return owner != 0 && owner == GPOINTER_TO_UINT (g_hash_table_lookup (known->hosts, other));
}

static gboolean
both_in (char a, char b, const char *set)
{
  return strchr (set, a) != NULL && strchr (set, b) != NULL;
}

/* Two letters that one takes for each other, by eye or by ear. */
static gboolean
letters_near (char a, char b)
{
  return both_in (a, b, "aeiouy") || both_in (a, b, "mn") || both_in (a, b, "vwu") || both_in (a, b, "ckq") ||
         both_in (a, b, "sz") || both_in (a, b, "ilj") || both_in (a, b, "gq") || both_in (a, b, "bd");
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

/* Is what stands next to a name enough to tell? Ordinary words stand next to much, short names next to more;
 * and what is written in one word is often an owner's own site (reddithelp.com). */
static gboolean
is_enough (const Name *name, HavenBait bait, gboolean one_word)
{
  if (name->plain)
    return bait >= HAVEN_BAIT_STRONG;
  return bait >= (one_word || strlen (name->name) < MIN_JOINED ? HAVEN_BAIT_MIDDLE : HAVEN_BAIT_WEAK);
}

/* "loginpaypal", "paypallogin" */
static const Name *
joined_with_bait (const HavenWellKnown *known, const char *label)
{
  gsize length = strlen (label);

  for (gsize i = MIN_JOINED; i + 2 <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const Name *name = g_hash_table_lookup (known->names, head);

    if (name != NULL && is_enough (name, haven_bait_of (label + i), TRUE))
      return name;
  }
  for (gsize i = 3; i + MIN_JOINED <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const Name *name = g_hash_table_lookup (known->names, label + i);

    if (name != NULL && is_enough (name, haven_bait_of (head), TRUE))
      return name;
  }
  return NULL;
}

/* A name as it is, with a number behind ("microsoft365"), with a bait in one word ("whatsappweb"), or by
 * letters that look like it; @bait grows by what that tells. */
static const Name *
find_token (const HavenWellKnown *known, const char *token, HavenBait *bait)
{
  gsize length = strlen (token);
  g_autofree char *bare = NULL;
  g_autofree char *skeleton = NULL;
  const Name *name = g_hash_table_lookup (known->names, token);

  if (name != NULL || length < MIN_JOINED)
    return name;
  while (length > 0 && g_ascii_isdigit (token[length - 1]))
    length--;
  bare = g_strndup (token, length);
  if (token[length] != '\0' && length >= MIN_OTHER)
    name = g_hash_table_lookup (known->names, bare);
  if (name != NULL)
    return name;
  name = joined_with_bait (known, token);
  if (name == NULL && !g_hash_table_contains (known->honest, token)) {
    skeleton = haven_fold_skeleton (token, -1);
    name = g_hash_table_lookup (known->skeletons, skeleton);
  }
  /* who writes rnicrosoft-teams, or whatsappweb-site, needs no further word */
  if (name != NULL && strlen (name->name) > MIN_JOINED)
    *bait = HAVEN_BAIT_STRONG;
  return name;
}

/* "deutsche-bank-konto": a name that has a hyphen itself */
static const Name *
find_hyphened (const HavenWellKnown *known, const char *label)
{
  for (guint i = 0; i < known->all->len; i++) {
    const Name *name = known->all->pdata[i];
    gsize length = strlen (name->name);
    const char *at = strchr (name->name, '-') != NULL ? strstr (label, name->name) : NULL;

    if (at != NULL && (at == label || at[-1] == '-') && at[length] == '-')
      return name;
  }
  return NULL;
}

/* "paypal-login", "secure-paypal-update", "paypa1-support"; under an ending that costs nothing a name and any
 * word */
static const Name *
hyphened_with_bait (const HavenWellKnown *known, const char *label, gboolean cheap)
{
  g_auto (GStrv) tokens = NULL;
  const Name *name = NULL;
  HavenBait bait = HAVEN_BAIT_NONE;

  if (strchr (label, '-') == NULL)
    return NULL;
  tokens = g_strsplit (label, "-", 16);
  for (char **token = tokens; *token != NULL; token++) {
    const Name *found = find_token (known, *token, &bait);

    /* outlook-office365: two names of one owner, neither of which the owner would write like that */
    if (found != NULL && name != NULL && found != name && !(found->plain && name->plain) &&
        haven_well_known_same (known, found->host, name->host))
      bait = HAVEN_BAIT_STRONG;
    if (found != NULL && strlen (found->name) >= 3)
      name = found;
    else
      bait = MAX (bait, haven_bait_of (*token));
  }
  if (name == NULL && bait != HAVEN_BAIT_NONE)
    name = find_hyphened (known, label);
  if (name == NULL)
    return NULL;
  return is_enough (name, bait, FALSE) || (cheap && !name->plain && strlen (name->name) >= MIN_TYPO) ? name
                                                                                                     : NULL;
}

/* "discorcl": c and l that stand close are taken for a d. */
static const Name *
close_letters (const HavenWellKnown *known, const char *label)
{
  g_autoptr (GString) joined = NULL;
  const Name *name;

  if (strstr (label, "cl") == NULL)
    return NULL;
  joined = g_string_new (label);
  g_string_replace (joined, "cl", "d", 0);
  name = g_hash_table_lookup (known->names, joined->str);
  return name != NULL && !name->plain && joined->len >= MIN_TYPO ? name : NULL;
}

/* One slip brings a letter, takes one away, or does both: names that differ in more letters are not compared.
 */
static const Name *
with_one_slip (const HavenWellKnown *known, const char *label)
{
  guint32 letters = letters_of (label), length = strlen (label);

  for (guint i = 0; i < known->slippery->len; i++) {
    const Slippery *one = &g_array_index (known->slippery, Slippery, i);
    guint32 other = one->letters ^ letters;

    other &= other - 1;
    if ((other & (other - 1)) == 0 && one->length + 1 >= length && length + 1 >= one->length &&
        one_slip (one->name->name, label))
      return one->name;
  }
  return NULL;
}

/* What the registered name itself looks like. */
static const Name *
name_lookalike (const HavenWellKnown *known, const char *domain)
{
  g_autofree char *ascii = g_strndup (domain, strcspn (domain, "."));
  g_autofree char *label = haven_host_to_display (ascii);
  g_autofree char *skeleton = haven_fold_skeleton (label, -1);
  const char *ending = strchr (domain, '.') + 1;
  const Name *name = g_hash_table_lookup (known->names, ascii);

  if (g_hash_table_contains (known->honest, ascii) || haven_bait_is_reviewed_ending (ending))
    return NULL;
  /* "deutschebank" is the name of deutsche-bank.de written in one word, and no slip */
  if (name == NULL)
    name = g_hash_table_lookup (known->joined, ascii);
  if (name != NULL) /* the same name elsewhere: owners have their names in many countries */
    return !name->plain && strlen (name->name) >= 5 && haven_bait_is_cheap_ending (ending) ? name : NULL;
  name = g_hash_table_lookup (known->skeletons, skeleton);
  if (name != NULL && strlen (name->name) >= 4 && (!name->plain || strlen (name->name) >= 5))
    return name;
  name = hyphened_with_bait (known, label, haven_bait_is_cheap_ending (ending));
  if (name == NULL)
    name = joined_with_bait (known, ascii);
  if (name == NULL)
    name = close_letters (known, ascii);
  if (name == NULL)
    name = with_one_slip (known, label);
  if (name == NULL && strcmp (skeleton, label) != 0)
    name = with_one_slip (known, skeleton);
  return name;
}

/* A library's gate puts the names of others in front of its own. */
static gboolean
is_gate (const char *host)
{
  return strstr (host, "proxy") != NULL || g_str_has_suffix (host, ".edu") ||
         strstr (host, ".edu.") != NULL || strstr (host, ".ac.") != NULL ||
         g_str_has_suffix (host, ".translate.goog") || g_str_has_suffix (host, ".edgekey.net") ||
         g_str_has_suffix (host, ".edgesuite.net") || g_str_has_suffix (host, ".akadns.net") ||
         g_str_has_suffix (host, ".akamaized.net") || g_str_has_suffix (host, ".cdn.cloudflare.net");
}

/* Does a whole well-known host begin at at, before the registered domain: "paypal.com.example.org"? */
static const Name *
host_in_front (const HavenWellKnown *known, const char *at, const char *domain)
{
  const char *end = strchr (at, '.') + 1;

  for (guint labels = 2; labels <= 3 && end < domain; labels++) {
    g_autofree char *host = NULL;
    g_autofree char *label = g_strndup (at, strcspn (at, "."));

    end = strchr (end, '.') + 1;
    host = g_strndup (at, (gsize)(end - 1 - at));
    if (g_hash_table_contains (known->hosts, host))
      return g_hash_table_lookup (known->names, label);
  }
  return NULL;
}

/* "paypal-com", "irs-gov": an address with a hyphen for its dot */
static const Name *
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
static const Name *
address_goes_on (const HavenWellKnown *known, const char *at, const char *label)
{
  const Name *name = g_hash_table_lookup (known->names, label);

  return name != NULL && g_str_has_prefix (at, name->host) && at[strlen (name->host)] == '-' ? name : NULL;
}

/* "paypal.verify-secure.net", "paypal-jobs.verify-secure.net": a site whose name is nothing but baits */
static const Name *
before_baits (const HavenWellKnown *known, const char *label, const char *domain)
{
  g_autofree char *registered = g_strndup (domain, strcspn (domain, "."));
  g_autofree char *first = g_strndup (label, strcspn (label, "-"));
  g_auto (GStrv) tokens = g_strsplit (registered, "-", 16);
  const Name *name = g_hash_table_lookup (known->names, first);

  if (name == NULL || name->plain || g_strv_length (tokens) < 2)
    return NULL;
  for (char **token = tokens; *token != NULL; token++)
    if (haven_bait_of (*token) == HAVEN_BAIT_NONE)
      return NULL;
  return name;
}

/* "arnazon.example.org": a name by letters that look like it, which nobody writes by chance */
static const Name *
misspelt (const HavenWellKnown *known, const char *label)
{
  g_autofree char *skeleton = haven_fold_skeleton (label, -1);
  const Name *name = g_hash_table_lookup (known->skeletons, skeleton);

  if (name == NULL || name->plain || strlen (name->name) < MIN_TYPO || strcmp (name->name, label) == 0)
    return NULL;
  return g_hash_table_contains (known->honest, label) ? NULL : name;
}

/* "paypal.com.example.org", "paypal-login.example.org", "paypal-com.example.org" */
static const Name *
front_lookalike (const HavenWellKnown *known, const char *host, const char *domain)
{
  const Name *name = NULL;

  if (is_gate (host))
    return NULL;
  for (const char *at = host; at < domain && name == NULL; at = strchr (at, '.') + 1) {
    g_autofree char *label = g_strndup (at, strcspn (at, "."));

    name = host_in_front (known, at, domain);
    if (name == NULL)
      name = hyphened_with_bait (known, label, FALSE);
    if (name == NULL)
      name = address_in_label (known, label);
    if (name == NULL)
      name = address_goes_on (known, at, label);
    if (name == NULL)
      name = before_baits (known, label, domain);
    if (name == NULL)
      name = misspelt (known, label);
  }
  return name;
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
  const Name *name;

  if (haven_well_known_has (known, domain))
    return NULL;
  name = name_lookalike (known, domain);
  if (name == NULL)
    name = front_lookalike (known, host, domain);
  return name != NULL ? name->host : NULL;
}
