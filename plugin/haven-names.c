/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-convert.h"
#include "haven-plugin.h"

/* A list of people is drawn again and again, so what was found is remembered; whoever fills a room with names
 * fills no more than this. */
#define MAX_KNOWN 4096
/* bytes: longer words are known by their checksum, so that what is remembered is bounded */
#define MAX_KEY 256

/**
 * HavenNames:
 *
 * The names and statuses that people give themselves. They are seen in lists, titles and tooltips, where a
 * line cannot be opened: what is veiled has a stand-in with a number there, so that two people stay two.
 */
struct _HavenNames {
  GHashTable *known;   /* Known */
  GHashTable *numbers; /* name → its number */
};

/* Words in their place, and what stands for them. */
typedef struct {
  const PurpleAccount *account;
  const PurpleConversation *conversation; /* nullable */
  gboolean is_name;
  char *words;   /* or their checksum */
  char *covered; /* nullable: they may be shown */
} Known;

static guint
known_hash (gconstpointer key)
{
  const Known *known = key;

  return g_str_hash (known->words) ^ g_direct_hash (known->conversation);
}

static gboolean
known_equal (gconstpointer a, gconstpointer b)
{
  const Known *one = a, *other = b;

  return one->account == other->account && one->conversation == other->conversation &&
         one->is_name == other->is_name && g_str_equal (one->words, other->words);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->words);
  g_free (known->covered);
  g_free (known);
}

/**
 * haven_names_new:
 *
 * Returns: (transfer full): names, none known yet
 */
HavenNames *
haven_names_new (void)
{
  HavenNames *names = g_new0 (HavenNames, 1);

  names->known = g_hash_table_new_full (known_hash, known_equal, known_free, NULL);
  names->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return names;
}

/**
 * haven_names_free:
 * @names: (nullable) (transfer full): names
 */
void
haven_names_free (HavenNames *names)
{
  if (names == NULL)
    return;
  g_hash_table_unref (names->known);
  g_hash_table_unref (names->numbers);
  g_free (names);
}

/**
 * haven_names_forget:
 * @names: names
 *
 * The user chose anew what is veiled, or an account is gone: all is judged again.
 */
void
haven_names_forget (HavenNames *names)
{
  g_hash_table_remove_all (names->known);
}

static gboolean
is_known_in (gpointer known, gpointer value, gpointer conversation)
{
  return ((const Known *)known)->conversation == conversation;
}

/**
 * haven_names_forget_conversation:
 * @names: names
 * @conversation: a conversation that is being deleted; another one may come to stand where it stood
 */
void
haven_names_forget_conversation (HavenNames *names, PurpleConversation *conversation)
{
  g_hash_table_foreach_remove (names->known, is_known_in, conversation);
}

/* The topics by which the words are veiled; NULL when they are not. */
static char *
judge (HavenPlugin *plugin,
       PurpleAccount *account,
       PurpleConversation *conversation,
       const char *words,
       char **label)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *escaped = g_markup_escape_text (valid, -1);
  g_auto (HavenConverted) converted = {0};
  g_autoptr (HavenVerdict) verdict = NULL;

  haven_convert_line (&converted, plugin->addresses, account, escaped, conversation, haven_plugin_now ());
  verdict = haven_plugin_judge (plugin, &converted.message);
  if (verdict == NULL || verdict->action == HAVEN_ACTION_SHOW || verdict->label == NULL)
    return NULL;
  *label = g_strdup (verdict->label);
  return g_strdup (verdict->subject != NULL ? verdict->subject : verdict->label);
}

static guint
number_of (HavenNames *names, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (names->numbers, name));

  if (number != 0)
    return number;
  if (g_hash_table_size (names->numbers) >= MAX_KNOWN)
    return MAX_KNOWN;
  number = g_hash_table_size (names->numbers) + 1;
  g_hash_table_insert (names->numbers, g_strdup (name), GUINT_TO_POINTER (number));
  return number;
}

/* Whoever shows a line asks this for its author, so that nothing is made for a name that is known. */
static char *
cover (HavenPlugin *plugin,
       PurpleAccount *account,
       PurpleConversation *conversation,
       const char *words,
       gboolean is_name)
{
  HavenNames *names = plugin->names;
  g_autofree char *sum =
      strlen (words) > MAX_KEY ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1) : NULL;
  Known wanted = {account, conversation, is_name, sum != NULL ? sum : (char *)words, NULL};
  Known *known = g_hash_table_lookup (names->known, &wanted);
  g_autofree char *label = NULL;
  g_autofree char *subject = NULL;

  if (known != NULL)
    return g_strdup (known->covered);
  subject = judge (plugin, account, conversation, words, &label);
  if (g_hash_table_size (names->known) >= MAX_KNOWN)
    g_hash_table_remove_all (names->known);
  known = g_memdup2 (&wanted, sizeof wanted);
  known->words = g_strdup (wanted.words);
  if (subject != NULL)
    /* Translators: in the place of somebody's name; which one, and what it is about, such as "name 2: eating"
     */
    known->covered = is_name ? g_strdup_printf (_ ("name %u: %s"), number_of (names, words), subject)
                             : g_steal_pointer (&label);
  g_hash_table_add (names->known, known);
  return g_strdup (known->covered);
}

/**
 * haven_names_cover_words:
 * @plugin: the plugin
 * @account: the account that sees them
 * @conversation: (nullable): where they stand
 * @words: somebody's status, or the topic of a room; plain text
 *
 * Returns: (transfer full) (nullable): the label that stands in their place; NULL where they may be shown
 */
char *
haven_names_cover_words (HavenPlugin *plugin,
                         PurpleAccount *account,
                         PurpleConversation *conversation,
                         const char *words)
{
  return words != NULL && *words != '\0' ? cover (plugin, account, conversation, words, FALSE) : NULL;
}

/**
 * haven_names_cover_name:
 * @plugin: the plugin
 * @account: the account that sees it
 * @conversation: (nullable): where it stands
 * @name: a name that somebody gave themselves; plain text
 *
 * Returns: (transfer full) (nullable): what stands in its place; NULL where it may be shown
 */
char *
haven_names_cover_name (HavenPlugin *plugin,
                        PurpleAccount *account,
                        PurpleConversation *conversation,
                        const char *name)
{
  return name != NULL && *name != '\0' ? cover (plugin, account, conversation, name, TRUE) : NULL;
}

/**
 * haven_names_show:
 * @plugin: the plugin
 * @account: (nullable): the id of the account that sees it, which the user may not have any more; NULL where
 * that is not known
 * @name: a person or room, as it is remembered
 *
 * Returns: (transfer full): the name, or what stands in its place
 */
char *
haven_names_show (HavenPlugin *plugin, const char *account, const char *name)
{
  PurpleAccount *own = account != NULL ? haven_convert_find_account (account) : NULL;
  g_autoptr (GList) all = haven_convert_accounts ();
  char *covered;

  if (own == NULL && all != NULL)
    own = all->data; /* what a name says it says to all of them */
  covered = own != NULL ? haven_names_cover_name (plugin, own, NULL, name) : NULL;

  return covered != NULL ? covered : g_strdup (name);
}

/**
 * haven_names_of_number:
 * @names: names
 * @number: what stands in "name 2: eating"
 *
 * Returns: (transfer none) (nullable): the name that it stands for
 */
const char *
haven_names_of_number (HavenNames *names, guint number)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, names->numbers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (GPOINTER_TO_UINT (value) == number)
      return name;
  return NULL;
}
