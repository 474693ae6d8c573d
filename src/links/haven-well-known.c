/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-well-known.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"
#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-known-names.h"
#include "text/haven-fold.h"

#define MAX_SIZE (1024 * 1024) /* bytes of the data file */
#define MIN_SHORT 3            /* letters of an ordinary word that is compared with at all */
#define MIN_OTHER 8 /* letters of an owner's further names from which on they are no ordinary words */

static const HavenJsonLimits limits = {MAX_SIZE, 8, 20000};

static void
name_free (HavenKnownName *name)
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

  known->baits = haven_baits_new ();
  known->own_hosts = g_ptr_array_new ();
  known->hyphened = g_ptr_array_new ();
  known->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->names = g_hash_table_new (g_str_hash, g_str_equal);
  known->shorts = g_hash_table_new (g_str_hash, g_str_equal);
  known->skeletons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->all = g_ptr_array_new_with_free_func ((GDestroyNotify)name_free);
  known->joined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->slippery = g_array_new (FALSE, FALSE, sizeof (HavenSlipperyName));
  known->honest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->singles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  haven_baits_free (known->baits);
  g_ptr_array_unref (known->own_hosts);
  g_ptr_array_unref (known->hyphened);
  g_hash_table_unref (known->hosts);
  g_hash_table_unref (known->names);
  g_hash_table_unref (known->shorts);
  g_hash_table_unref (known->skeletons);
  g_hash_table_unref (known->joined);
  g_array_unref (known->slippery);
  g_ptr_array_unref (known->all);
  g_hash_table_unref (known->honest);
  g_hash_table_unref (known->singles);
  g_free (known);
}

/**
 * haven_known_letters:
 * @name: a name
 *
 * Returns: which letters it has, a bit for each
 */
guint32
haven_known_letters (const char *name)
{
  guint32 letters = 0;

  for (; *name != '\0'; name++)
    letters |= 1u << ((guchar)*name & 31);
  return letters;
}

/* What every link is compared with is made ready here. */
static void
index_name (HavenWellKnown *known, HavenKnownName *name)
{
  HavenSlipperyName slippery = {haven_known_letters (name->name), strlen (name->name), name};

  if (name->plain && slippery.length < HAVEN_KNOWN_MIN_PLAIN) {
    g_hash_table_insert (known->shorts, name->name, name);
    return;
  }
  g_hash_table_insert (known->names, name->name, name);
  g_hash_table_insert (known->skeletons, haven_fold_skeleton (name->name, -1), name);
  if (!name->plain && slippery.length >= HAVEN_KNOWN_MIN_TYPO)
    g_array_append_val (known->slippery, slippery);
  if (strchr (name->name, '-') != NULL) {
    g_auto (GStrv) parts = g_strsplit (name->name, "-", 0);
    g_autofree char *joined = g_strjoinv ("", parts);

    g_ptr_array_add (known->hyphened, name);
    if (!g_hash_table_contains (known->joined, joined))
      g_hash_table_insert (known->joined, g_steal_pointer (&joined), name);
  }
}

static void
add_name (HavenWellKnown *known, const char *label, const char *host, gboolean plain, gboolean own)
{
  HavenKnownName *name;

  if (g_hash_table_contains (known->names, label) || g_hash_table_contains (known->shorts, label) ||
      (plain && strlen (label) < MIN_SHORT))
    return;
  name = g_new0 (HavenKnownName, 1);
  name->name = g_strdup (label);
  name->host = g_strdup (host);
  name->plain = plain;
  name->own = own;
  g_ptr_array_add (known->all, name);
  index_name (known, name);
}

/* Returns: (transfer none) (nullable): the registrable domain, as it is kept; %NULL when nothing was added */
static const char *
add_host (HavenWellKnown *known, const char *host, guint owner, gboolean plain, gboolean own)
{
  const char *domain = haven_domain_registrable (host);
  g_autofree char *label = NULL;
  char *kept;

  if (domain == NULL || g_hash_table_contains (known->hosts, domain))
    return NULL;
  kept = g_strdup (domain);
  g_hash_table_insert (known->hosts, kept, GUINT_TO_POINTER (owner));
  label = g_strndup (domain, strcspn (domain, "."));
  add_name (known, label, domain, plain, own);
  return kept;
}

/* Returns: as add_host() */
static const char *
add_written (HavenWellKnown *known, const char *host, gboolean own)
{
  g_autofree char *ascii = haven_host_to_ascii (host, strlen (host));

  if (ascii == NULL || haven_host_is_address (ascii))
    return NULL;
  return add_host (known, ascii, ++known->n_owners, TRUE, own);
}

/**
 * haven_well_known_add_host:
 * @known: well-known sites
 * @host: one more, of an owner of its own, as a list of the user's may name it
 */
void
haven_well_known_add_host (HavenWellKnown *known, const char *host)
{
  add_written (known, host, FALSE);
}

static void
forget_own (HavenWellKnown *known)
{
  guint kept = 0;

  if (known->own_hosts->len == 0)
    return;
  g_hash_table_remove_all (known->names);
  g_hash_table_remove_all (known->shorts);
  g_hash_table_remove_all (known->skeletons);
  g_hash_table_remove_all (known->joined);
  g_array_set_size (known->slippery, 0);
  g_ptr_array_set_size (known->hyphened, 0);
  for (guint i = 0; i < known->own_hosts->len; i++)
    g_hash_table_remove (known->hosts, known->own_hosts->pdata[i]);
  g_ptr_array_set_size (known->own_hosts, 0);
  /* names that stay change places with those that go, which then stand at the end */
  for (guint i = 0; i < known->all->len; i++) {
    HavenKnownName *name = known->all->pdata[i];

    if (name->own)
      continue;
    known->all->pdata[i] = known->all->pdata[kept];
    known->all->pdata[kept++] = name;
    index_name (known, name);
  }
  g_ptr_array_set_size (known->all, (gint)kept);
}

/**
 * haven_well_known_set_own:
 * @known: well-known sites
 * @hosts: (nullable): hosts that the user knows and trusts, in place of those from before
 *
 * What looks like one of them is a look-alike, and they themselves are none.
 */
void
haven_well_known_set_own (HavenWellKnown *known, const char *const *hosts)
{
  forget_own (known);
  for (; hosts != NULL && *hosts != NULL; hosts++) {
    const char *kept = add_written (known, *hosts, TRUE);

    if (kept != NULL)
      g_ptr_array_add (known->own_hosts, (gpointer)kept);
  }
}

/**
 * haven_well_known_get_baits:
 * @known: well-known sites
 *
 * Returns: (transfer none): the words that others add to their names
 */
HavenBaits *
haven_well_known_get_baits (HavenWellKnown *known)
{
  return known->baits;
}

/* The host of an owner's that a name belongs to: onedrive.com among Microsoft's, else the first. */
static const char *
host_named (char **hosts, const char *name)
{
  gsize length = strlen (name);

  for (char **host = hosts; *host != NULL; host++)
    if (g_str_has_prefix (*host, name) && (*host)[length] == '.')
      return *host;
  return hosts[0];
}

static gboolean
add_site (HavenWellKnown *known, const HavenJsonValue *site, GError **error)
{
  static const char *const keys[] = {"name", "hosts", "names", "words", "word", "single", NULL};
  g_auto (GStrv) hosts = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) words = NULL;
  gboolean plain = FALSE, single = FALSE;

  if (!haven_json_read_object (site, keys, error) ||
      !haven_json_get_boolean (site, "single", &single, error) ||
      !haven_json_get_strings (site, "hosts", &hosts, error) ||
      !haven_json_get_strings (site, "names", &names, error) ||
      !haven_json_get_strings (site, "words", &words, error) ||
      !haven_json_get_boolean (site, "word", &plain, error))
    return FALSE;
  if (hosts == NULL || hosts[0] == NULL) {
    haven_json_set_error (site, error, _ ("names no hosts"));
    return FALSE;
  }
  known->n_owners++;
  for (char **name = names; name != NULL && *name != NULL; name++)
    add_name (known, *name, host_named (hosts, *name), FALSE, FALSE);
  for (char **word = words; word != NULL && *word != NULL; word++)
    add_name (known, *word, host_named (hosts, *word), TRUE, FALSE);
  for (char **host = hosts; single && *host != NULL; host++)
    g_hash_table_add (known->singles, g_strndup (*host, strcspn (*host, ".")));
  for (char **host = hosts; *host != NULL; host++)
    add_host (known, *host, known->n_owners, host == hosts ? plain : strcspn (*host, ".") < MIN_OTHER, FALSE);
  return TRUE;
}

static gboolean
add_json (gpointer to, const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"haven-well-known", "date", "basis", "sites", "honest", NULL};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_auto (GStrv) honest = NULL;
  HavenWellKnown *known = to;
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
 * @path: a file as data/well-known.json
 * @error: as haven_file_read() says, or #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_well_known_load (HavenWellKnown *known, const char *path, GError **error)
{
  return haven_file_read_into (path, MAX_SIZE, add_json, known, error);
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
 * haven_well_known_has_name:
 * @known: well-known sites
 * @name: a word in lower case
 *
 * Returns: whether a site goes by it
 */
gboolean
haven_well_known_has_name (const HavenWellKnown *known, const char *name)
{
  return g_hash_table_contains (known->names, name);
}

/**
 * haven_well_known_host:
 * @known: well-known sites
 * @domain: a registrable domain
 *
 * Returns: (transfer none) (nullable): @domain as the well-known sites hold it, %NULL when it is none of them
 */
const char *
haven_well_known_host (const HavenWellKnown *known, const char *domain)
{
  gpointer host = NULL;

  return g_hash_table_lookup_extended (known->hosts, domain, &host, NULL) ? host : NULL;
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
