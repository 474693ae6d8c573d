/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-bait.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"

#define DOCUMENT "haven-bait" /* the key that says what a document is */
#define VERSION 1
#define MAX_SIZE (1024 * 1024) /* bytes of a document */
#define MIN_WORD 2             /* letters */
#define MAX_WORD 63            /* letters, RFC 1035: no label has more */
#define MIN_PART 3             /* letters of a word within a compound: shorter ones end too many words */
#define MAX_PARTS 3            /* "trackmyparcel" */

static const HavenJsonLimits limits = {MAX_SIZE, 8, 50000};

struct _HavenBaits {
  GHashTable *words;   /* word → HavenBait; what was taken back is none */
  GHashTable *endings; /* ending → HavenEnding bits */
};

/**
 * haven_baits_new:
 *
 * Returns: (transfer full): no words yet
 */
HavenBaits *
haven_baits_new (void)
{
  HavenBaits *baits = g_new0 (HavenBaits, 1);

  baits->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  baits->endings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return baits;
}

/**
 * haven_baits_free:
 * @baits: (nullable) (transfer full): words
 */
void
haven_baits_free (HavenBaits *baits)
{
  if (baits == NULL)
    return;
  g_hash_table_unref (baits->words);
  g_hash_table_unref (baits->endings);
  g_free (baits);
}

/**
 * haven_baits_is_document:
 * @data: a file's bytes
 * @length: how many
 *
 * Returns: whether it says of itself that it holds such words, so that a directory may hold them beside lists
 */
gboolean
haven_baits_is_document (const char *data, gsize length)
{
  g_autoptr (HavenJson) json = NULL;
  HavenJsonValue root, version;

  if (length > MAX_SIZE || g_strstr_len (data, (gssize)length, "\"" DOCUMENT "\"") == NULL)
    return FALSE;
  json = haven_json_parse (data, length, &limits, NULL);
  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  return haven_json_is_object (&root) && haven_json_has (&root, DOCUMENT, &version);
}

/* A word is compared with a part of a host, which is in lower case. */
static gboolean
is_word (const char *word)
{
  gsize n_letters = 0;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_isalnum (c) || g_unichar_isupper (c))
      return FALSE;
    n_letters++;
  }
  return n_letters >= MIN_WORD && n_letters <= MAX_WORD;
}

static gboolean
is_ending (const char *ending)
{
  return *ending != '\0' && *ending != '.' &&
         strspn (ending, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (ending);
}

/* One element of "words": a language, how much its words tell, and the words. */
static gboolean
add_words (HavenBaits *baits, const HavenJsonValue *group, GError **error)
{
  static const char *const keys[] = {"language", "strength", "words", NULL};
  static const char *const strengths[] = {"none", "weak", "middle", "strong", NULL};
  HavenJsonValue strength, words;
  const char *language = NULL;
  guint choice = 0, n_words = 0;

  if (!haven_json_read_object (group, keys, error) ||
      !haven_json_get_string (group, "language", &language, error) ||
      !haven_json_get (group, "strength", &strength, error) ||
      !haven_json_read_choice (&strength, strengths, &choice, error) ||
      !haven_json_get (group, "words", &words, error) || !haven_json_read_array (&words, &n_words, error))
    return FALSE;
  for (guint i = 0; i < n_words; i++) {
    HavenJsonValue element = haven_json_element (&words, i);
    const char *word = NULL;

    if (!haven_json_read_string (&element, &word, error))
      return FALSE;
    if (!is_word (word)) {
      haven_json_set_error (&element, error, _ ("must be one word of letters and digits, in lower case"));
      return FALSE;
    }
    g_hash_table_insert (baits->words, g_strdup (word), GUINT_TO_POINTER (choice));
  }
  return TRUE;
}

static gboolean
add_endings (
    HavenBaits *baits, const HavenJsonValue *object, const char *key, HavenEnding kind, GError **error)
{
  HavenJsonValue array;
  guint n_endings = 0;

  if (!haven_json_has (object, key, &array))
    return TRUE;
  if (!haven_json_read_array (&array, &n_endings, error))
    return FALSE;
  for (guint i = 0; i < n_endings; i++) {
    HavenJsonValue element = haven_json_element (&array, i);
    const char *ending = NULL;
    guint kinds;

    if (!haven_json_read_string (&element, &ending, error))
      return FALSE;
    if (!is_ending (ending)) {
      haven_json_set_error (&element, error, _ ("must be an ending like xyz or com.de, in lower case"));
      return FALSE;
    }
    kinds = haven_baits_ending (baits, ending) | kind;
    g_hash_table_insert (baits->endings, g_strdup (ending), GUINT_TO_POINTER (kinds));
  }
  return TRUE;
}

static gboolean
add_all_endings (HavenBaits *baits, const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {"cheap", "hosting", "reviewed", "official", NULL};
  HavenJsonValue endings;

  if (!haven_json_has (root, "endings", &endings))
    return TRUE;
  if (!haven_json_read_object (&endings, keys, error))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (!add_endings (baits, &endings, keys[i], 1 << i, error))
      return FALSE;
  return TRUE;
}

/* Examples are for haven-bait-lint.c; here they only must have the right form. */
static gboolean
check_examples (const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {"yes", "no", NULL};
  HavenJsonValue examples;

  if (!haven_json_has (root, "examples", &examples))
    return TRUE;
  if (!haven_json_read_object (&examples, keys, error))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++) {
    g_auto (GStrv) links = NULL;

    if (!haven_json_get_strings (&examples, keys[i], &links, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_head (const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {DOCUMENT,     "$schema", "title",    "date",    "basis", "licence",
                                     "maintainer", "words",   "examples", "endings", NULL};
  HavenJsonValue has_version;
  gint64 version = 0;

  if (!haven_json_read_object (root, keys, error) || !haven_json_get (root, DOCUMENT, &has_version, error) ||
      !haven_json_get_int (root, DOCUMENT, 0, G_MAXINT, &version, error))
    return FALSE;
  if (version == VERSION)
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION, _ ("%s: this Haven reads version %d"), DOCUMENT,
               VERSION);
  return FALSE;
}

static gboolean
read_document (HavenBaits *baits, const HavenJsonValue *root, GError **error)
{
  HavenJsonValue words;
  guint n_groups = 0;

  if (!check_head (root, error) || !check_examples (root, error) || !add_all_endings (baits, root, error))
    return FALSE;
  if (haven_json_has (root, "words", &words) && !haven_json_read_array (&words, &n_groups, error))
    return FALSE;
  for (guint i = 0; i < n_groups; i++) {
    HavenJsonValue group = haven_json_element (&words, i);

    if (!add_words (baits, &group, error))
      return FALSE;
  }
  return TRUE;
}

static void
take_all (HavenBaits *baits, const HavenBaits *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from->words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (baits->words, g_strdup (key), value);
  g_hash_table_iter_init (&iter, from->endings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (baits->endings, g_strdup (key),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (value) | haven_baits_ending (baits, key)));
}

/**
 * haven_baits_add_json:
 * @baits: words
 * @data: a document as data/schema/bait.schema.json has it
 * @length: its size in bytes
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong, #HAVEN_ERROR_VERSION, #HAVEN_ERROR_TOO_LARGE
 *
 * Adds its words to those that are there. One that is there already takes the new strength, which may be
 * none.
 *
 * Returns: whether all of it could be read; otherwise nothing of it is added
 */
gboolean
haven_baits_add_json (HavenBaits *baits, const char *data, gsize length, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenBaits) read = haven_baits_new ();
  HavenJsonValue root;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!read_document (read, &root, error))
    return FALSE;
  take_all (baits, read);
  return TRUE;
}

static gboolean
take_up (gpointer baits, const char *data, gsize length, GError **error)
{
  return haven_baits_add_json (baits, data, length, error);
}

/**
 * haven_baits_load:
 * @baits: words
 * @path: a file as data/bait.json
 * @error: as haven_baits_add_json(), with the file's name
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_baits_load (HavenBaits *baits, const char *path, GError **error)
{
  return haven_file_read_into (path, MAX_SIZE, take_up, baits, error);
}

static HavenBait
bait_of_simple (const HavenBaits *baits, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (baits->words, word));
}

/* "sharedfile", "loginverify": made of nothing but baits */
static HavenBait
bait_of_parts (const HavenBaits *baits, const char *word, guint n_parts)
{
  HavenBait whole = bait_of_simple (baits, word);

  for (gsize i = MIN_PART; n_parts > 1 && whole == HAVEN_BAIT_NONE && i + MIN_PART <= strlen (word); i++) {
    g_autofree char *head = g_strndup (word, i);
    HavenBait first = bait_of_simple (baits, head);
    HavenBait others =
        first != HAVEN_BAIT_NONE ? bait_of_parts (baits, word + i, n_parts - 1) : HAVEN_BAIT_NONE;

    if (others != HAVEN_BAIT_NONE)
      whole = MAX (first, others);
  }
  return whole;
}

/**
 * haven_baits_of:
 * @baits: words
 * @word: a word in lower case, or some in one
 *
 * Returns: what it tells next to a well-known name
 */
HavenBait
haven_baits_of (const HavenBaits *baits, const char *word)
{
  return bait_of_parts (baits, word, MAX_PARTS);
}

/**
 * haven_baits_ending:
 * @baits: words
 * @ending: what follows the first label of a registrable domain, "xyz" or "com.de"
 *
 * Returns: the #HavenEnding bits of it, 0 for an ending of which nothing is known
 */
guint
haven_baits_ending (const HavenBaits *baits, const char *ending)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (baits->endings, ending));
}

/**
 * haven_baits_name_ending:
 * @baits: words
 * @ending: an ending
 *
 * Returns: (transfer none) (nullable): @ending as it is kept here; %NULL when nothing is known of it
 */
const char *
haven_baits_name_ending (const HavenBaits *baits, const char *ending)
{
  gpointer kept = NULL;

  return g_hash_table_lookup_extended (baits->endings, ending, &kept, NULL) ? kept : NULL;
}
