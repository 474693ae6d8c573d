/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that makes a pack of a topic of the user's own. */

#include "haven-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"

/**
 * haven_pack_new_custom:
 * @topic_id: the topic, an id
 * @nickname: the neutral name that a veil shows
 * @words: (array zero-terminated=1): words and phrases, each as an entry of a concept
 * @error: #HAVEN_ERROR_INVALID when a name or a word cannot be used
 *
 * Returns: (transfer full) (nullable): a pack "custom-TOPIC" with one rule of category "custom", or %NULL
 */
HavenPack *
haven_pack_new_custom (const char *topic_id, const char *nickname, const char *const *words, GError **error)
{
  g_autoptr (HavenPack) pack = haven_pack_new_empty ("settings");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  HavenConcept *concept = g_new0 (HavenConcept, 1);
  HavenRule *rule = haven_rule_new ();
  HavenExpression *expression = haven_expression_parse ("@words", NULL);

  concept->name = g_strdup ("words");
  concept->where = g_strdup (topic_id);
  concept->entries = g_strdupv ((char **)words);
  g_ptr_array_add (pack->concepts, concept);
  g_hash_table_insert (pack->by_name, concept->name, concept);
  expression->where = g_strdup (topic_id);
  g_ptr_array_add (rule->expressions, expression);
  g_ptr_array_add (pack->rules, rule);
  if (!haven_pack_id_is_valid (topic_id) || *nickname == '\0' || *words == NULL) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s: a topic needs an id, a name and words"),
                 topic_id);
    return NULL;
  }
  rule->id = g_strdup (topic_id);
  rule->title = g_strdup (nickname);
  rule->category = g_strdup ("custom");
  rule->item = g_strdup (topic_id);
  rule->where = g_strdup (topic_id);
  rule->depth = HAVEN_DEPTH_DISCUSS;
  pack->is_custom = TRUE;
  pack->is_whole = TRUE;
  pack->has_rules = TRUE;
  pack->id = g_strconcat ("custom-", topic_id, NULL);
  pack->title = g_strdup (nickname);
  pack->version = g_strdup ("1");
  pack->language = g_strdup ("");
  g_checksum_update (checksum, (const guchar *)nickname, strlen (nickname) + 1);
  for (guint i = 0; words[i] != NULL; i++)
    g_checksum_update (checksum, (const guchar *)words[i], strlen (words[i]) + 1);
  pack->checksum = g_strdup (g_checksum_get_string (checksum));
  return g_steal_pointer (&pack);
}
