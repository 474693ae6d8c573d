/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-well-known.h"

#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"
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

struct _HavenWellKnown {
  GHashTable *hosts;     /* registrable domain → number of the owner */
  GHashTable *names;     /* name → Name */
  GHashTable *skeletons; /* skeleton → Name */
  GPtrArray *all;        /* Name, owned */
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
  g_ptr_array_unref (known->all);
  g_hash_table_unref (known->honest);
  g_free (known);
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
  g_ptr_array_add (known->all, name);
  g_hash_table_insert (known->names, name->name, name);
  g_hash_table_insert (known->skeletons, haven_fold_skeleton (name->name, -1), name);
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
         both_in (a, b, "sz") || both_in (a, b, "ilj") || both_in (a, b, "gq");
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

/* what is added to a name by those who want a password or a payment */
static const char *const baits[] = {
    "access",       "account",    "accounts", "alert",    "alerts",       "app",       "auth",
    "authenticate", "bank",       "banking",  "billing",  "bonus",        "cancel",    "card",
    "center",       "check",      "claim",    "confirm",  "confirmation", "connect",   "coupon",
    "customer",     "delivery",   "desk",     "dispute",  "document",     "free",      "gift",
    "giftcard",     "giveaway",   "help",     "helpdesk", "id",           "identity",  "info",
    "invoice",      "limited",    "locked",   "login",    "logon",        "mail",      "member",
    "myaccount",    "notice",     "official", "online",   "pay",          "payment",   "payments",
    "portal",       "prize",      "promo",    "recover",  "recovery",     "refund",    "renew",
    "reset",        "resolution", "restore",  "reward",   "rewards",      "safe",      "safety",
    "secure",       "secured",    "security", "service",  "services",     "sign",      "signin",
    "signon",       "ssl",        "store",    "support",  "suspend",      "suspended", "team",
    "unlock",       "update",     "updates",  "user",     "verification", "verified",  "verify",
    "wallet",       "warning",    "web",      "webmail",  "winner",       "www",
};

/* those of them that an honest site about something would hardly use */
static const char *const strong_baits[] = {
    "account",      "accounts", "alert",        "auth",     "authenticate", "billing", "claim",  "confirm",
    "confirmation", "delivery", "giftcard",     "giveaway", "locked",       "login",   "logon",  "myaccount",
    "recover",      "recovery", "refund",       "secure",   "secured",      "signin",  "signon", "suspended",
    "unlock",       "update",   "verification", "verify",   "wallet",       "www",
};

static int
compare (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, *(const char *const *)entry);
}

#define IN(word, table) (bsearch (word, table, G_N_ELEMENTS (table), sizeof *(table), compare) != NULL)

/* "loginpaypal", "paypallogin" */
static const Name *
joined_with_bait (const HavenWellKnown *known, const char *label)
{
  gsize length = strlen (label);

  for (gsize i = MIN_JOINED; i + 2 <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const Name *name = g_hash_table_lookup (known->names, head);

    if (name != NULL && (name->plain ? IN (label + i, strong_baits) : IN (label + i, baits)))
      return name;
  }
  for (gsize i = 3; i + MIN_JOINED <= length; i++) {
    g_autofree char *head = g_strndup (label, i);
    const Name *name = g_hash_table_lookup (known->names, label + i);

    if (name != NULL && (name->plain ? IN (head, strong_baits) : IN (head, baits)))
      return name;
  }
  return NULL;
}

static const Name *
find_token (const HavenWellKnown *known, const char *token)
{
  g_autofree char *skeleton = NULL;
  const Name *name = g_hash_table_lookup (known->names, token);

  if (name != NULL || strlen (token) < MIN_JOINED)
    return name;
  skeleton = haven_fold_skeleton (token, -1);
  name = g_hash_table_lookup (known->skeletons, skeleton);
  return name != NULL && !g_hash_table_contains (known->honest, token) ? name : NULL;
}

/* "paypal-login", "secure-paypal-update", "paypa1-support" */
static const Name *
hyphened_with_bait (const HavenWellKnown *known, const char *label)
{
  g_auto (GStrv) tokens = NULL;
  const Name *name = NULL;
  gboolean bait = FALSE;
  gboolean strong = FALSE;

  if (strchr (label, '-') == NULL)
    return NULL;
  tokens = g_strsplit (label, "-", 16);
  for (char **token = tokens; *token != NULL; token++) {
    const Name *found = find_token (known, *token);

    if (found != NULL && strlen (found->name) >= 3)
      name = found;
    else if (IN (*token, baits)) {
      bait = TRUE;
      strong |= IN (*token, strong_baits);
    }
  }
  return name != NULL && (name->plain || strlen (name->name) < MIN_JOINED ? strong : bait) ? name : NULL;
}

/* endings where a name costs next to nothing, so that a well-known name there is hardly its owner's */
static const char *const cheap_endings[] = {
    "bar",      "buzz",    "cam", "cf",  "click", "cm",    "country", "cyou", "date",
    "download", "fit",     "ga",  "gq",  "icu",   "kim",   "link",    "loan", "men",
    "ml",       "monster", "mov", "om",  "pw",    "quest", "rest",    "sbs",  "stream",
    "support",  "surf",    "tk",  "top", "vip",   "win",   "work",    "xyz",  "zip",
};

/* What the registered name itself looks like. */
static const Name *
name_lookalike (const HavenWellKnown *known, const char *domain)
{
  g_autofree char *ascii = g_strndup (domain, strcspn (domain, "."));
  g_autofree char *label = haven_host_to_display (ascii);
  g_autofree char *skeleton = haven_fold_skeleton (label, -1);
  const char *ending = strrchr (domain, '.') + 1;
  const Name *name = g_hash_table_lookup (known->names, ascii);

  if (g_hash_table_contains (known->honest, ascii))
    return NULL;
  if (name != NULL) /* the same name elsewhere: owners have their names in many countries */
    return !name->plain && strlen (name->name) >= 5 && IN (ending, cheap_endings) ? name : NULL;
  name = g_hash_table_lookup (known->skeletons, skeleton);
  if (name != NULL && strlen (name->name) >= 4 && (!name->plain || strlen (name->name) >= 5))
    return name;
  name = hyphened_with_bait (known, label);
  if (name == NULL)
    name = joined_with_bait (known, ascii);
  for (guint i = 0; name == NULL && i < known->all->len; i++) {
    const Name *one = known->all->pdata[i];

    if (!one->plain && strlen (one->name) >= MIN_TYPO &&
        (one_slip (one->name, label) || one_slip (one->name, skeleton)))
      name = one;
  }
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
      name = hyphened_with_bait (known, label);
    if (name == NULL && g_str_has_suffix (label, "-com")) {
      label[strlen (label) - 4] = '\0';
      name = g_hash_table_lookup (known->names, label);
    }
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
