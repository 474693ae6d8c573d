/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the author of words that bait should know before anybody else uses them. haven-bait.c reads them, and
 * its errors come first: here it is known that a document has the right form. */

#include "links/haven-bait-lint.h"

#include <glib/gi18n-lib.h>

#include "haven-json.h"
#include "links/haven-link.h"

static const HavenJsonLimits limits = {1024 * 1024, 8, 50000};

typedef struct {
  const char *path;
  HavenWellKnown *known;
  GPtrArray *errors;
  GPtrArray *advice;
  GHashTable *seen; /* words that were read, borrowed from the document */
} Linter;

static void G_GNUC_PRINTF (4, 5)
    say (const Linter *linter, GPtrArray *notes, const HavenJsonValue *where, const char *format, ...)
{
  g_autofree char *place = haven_json_path (where);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (notes, g_strdup_printf ("%s: %s: %s", linter->path, place, what));
}

static void
lint_word (const Linter *linter, const HavenJsonValue *element)
{
  const char *word = NULL;

  haven_json_read_string (element, &word, NULL);
  if (!g_hash_table_add (linter->seen, (gpointer)word))
    say (linter, linter->errors, element, _ ("“%s” stands here twice"), word);
  if (haven_well_known_has_name (linter->known, word))
    say (linter, linter->advice, element, _ ("“%s” is itself a name that others pretend to be"), word);
}

static void
lint_words (const Linter *linter, const HavenJsonValue *root)
{
  HavenJsonValue groups;
  guint n_groups = 0;

  if (!haven_json_has (root, "words", &groups) || !haven_json_read_array (&groups, &n_groups, NULL))
    return;
  for (guint i = 0; i < n_groups; i++) {
    HavenJsonValue group = haven_json_element (&groups, i);
    HavenJsonValue words;
    guint n_words = 0;

    if (!haven_json_get (&group, "words", &words, NULL) || !haven_json_read_array (&words, &n_words, NULL))
      continue;
    for (guint j = 0; j < n_words; j++) {
      HavenJsonValue element = haven_json_element (&words, j);

      lint_word (linter, &element);
    }
  }
}

/* Whether @link is as an example of its kind must be, once the words are known. */
static void
try_example (const Linter *linter, const HavenJsonValue *element, gboolean wanted)
{
  const char *example = NULL, *site = NULL;
  g_auto (HavenLink) link = {0};

  haven_json_read_string (element, &example, NULL);
  if (!haven_link_parse (example, &link) || link.kind != HAVEN_LINK_SITE || link.domain == NULL) {
    say (linter, linter->errors, element, _ ("is no link to a site, as https://example.org/"));
    return;
  }
  site = haven_well_known_lookalike (linter->known, link.host, link.domain);
  if (wanted && site == NULL)
    say (linter, linter->errors, element, _ ("looks like no well-known site to Haven"));
  if (!wanted && site != NULL)
    say (linter, linter->errors, element, _ ("looks like %s to Haven"), site);
}

static void
lint_examples (const Linter *linter, const HavenJsonValue *root, const char *kind, gboolean wanted)
{
  HavenJsonValue examples, links;
  guint n_links = 0;

  if (haven_json_has (root, "examples", &examples) && haven_json_has (&examples, kind, &links))
    haven_json_read_array (&links, &n_links, NULL);
  if (n_links == 0)
    say (linter, linter->errors, root, _ ("has no examples “%s”"), kind);
  for (guint i = 0; i < n_links; i++) {
    HavenJsonValue element = haven_json_element (&links, i);

    try_example (linter, &element, wanted);
  }
}

/**
 * haven_bait_lint:
 * @path: what the document is called in what is said of it
 * @data: a document of which haven_baits_is_document() is so
 * @length: its size in bytes
 * @known: well-known sites, and the words that are known already; those of the document are added
 * @errors: (element-type utf8): where what is wrong is added, a sentence each
 * @advice: (element-type utf8): where what could be better is added
 *
 * Tries the document's examples. Without examples of both kinds it does not pass.
 *
 * Returns: whether nothing is wrong
 */
gboolean
haven_bait_lint (const char *path,
                 const char *data,
                 gsize length,
                 HavenWellKnown *known,
                 GPtrArray *errors,
                 GPtrArray *advice)
{
  g_autoptr (HavenJson) json = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  Linter linter = {path, known, errors, advice, seen};
  guint before = errors->len;
  HavenJsonValue root;

  if (!haven_baits_add_json (haven_well_known_get_baits (known), data, length, &error)) {
    g_ptr_array_add (errors, g_strdup_printf ("%s: %s", path, error->message));
    return FALSE;
  }
  json = haven_json_parse (data, length, &limits, NULL);
  root = haven_json_root (json);
  lint_words (&linter, &root);
  lint_examples (&linter, &root, "yes", TRUE);
  lint_examples (&linter, &root, "no", FALSE);
  return errors->len == before;
}
