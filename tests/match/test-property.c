/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The matcher against a reference that is written to be obviously right and slow: it tries every expression
 * from every word, one way after the other.
 */

#include <string.h>

#include "match-fixture.h"
#include "match/haven-expression.h"

#define ROUNDS 400
#define MESSAGES 12

static const char *const words[] = {"zarg", "blick", "frome", "quanx", "drile", "mowt"};
static const char *const concept[] = {"zarg", "mowt", "frome blick", NULL};

typedef struct {
  char **words;
  const gboolean *starts; /* where sentences start */
  guint n;
} Message;

static gboolean
same_sentence (const Message *message, guint start, guint at)
{
  for (guint i = start + 1; i <= at && i < message->n; i++) {
    if (message->starts[i])
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_word (const Message *message, guint start, guint at, const char *word)
{
  return at < message->n && same_sentence (message, start, at) && g_str_equal (message->words[at], word);
}

static void ends_of (const Message *message, const HavenNode *node, guint start, guint at, gboolean *ends);

static void
ends_of_sequence (
    const Message *message, const HavenNode *node, guint child, guint start, guint at, gboolean *ends)
{
  gboolean after[64] = {FALSE};

  if (child == node->children->len) {
    ends[at] = TRUE;
    return;
  }
  ends_of (message, node->children->pdata[child], start, at, after);
  for (guint i = at; i <= message->n; i++) {
    if (after[i])
      ends_of_sequence (message, node, child + 1, start, i, ends);
  }
}

static void
ends_of_concept (const Message *message, guint start, guint at, gboolean *ends)
{
  for (guint i = 0; concept[i] != NULL; i++) {
    g_auto (GStrv) phrase = g_strsplit (concept[i], " ", -1);
    guint n = 0;

    while (phrase[n] != NULL && is_word (message, start, at + n, phrase[n]))
      n++;
    if (phrase[n] == NULL)
      ends[at + n] = TRUE;
  }
}

static void
ends_of (const Message *message, const HavenNode *node, guint start, guint at, gboolean *ends)
{
  if (node->optional)
    ends[at] = TRUE;
  if (node->kind == HAVEN_NODE_WORD && is_word (message, start, at, node->text))
    ends[at + 1] = TRUE;
  if (node->kind == HAVEN_NODE_CONCEPT)
    ends_of_concept (message, start, at, ends);
  for (guint i = 0; node->kind == HAVEN_NODE_GAP && i <= node->gap && at + i <= message->n; i++) {
    if (i == 0 || same_sentence (message, start, at + i - 1))
      ends[at + i] = TRUE;
  }
  if (node->kind == HAVEN_NODE_SEQUENCE)
    ends_of_sequence (message, node, 0, start, at, ends);
  for (guint i = 0; node->kind == HAVEN_NODE_CHOICE && i < node->children->len; i++)
    ends_of (message, node->children->pdata[i], start, at, ends);
}

static gboolean
reference_meets (const HavenExpression *expression, const Message *message)
{
  for (guint start = 0; start < message->n; start++) {
    gboolean ends[64] = {FALSE};

    ends_of (message, expression->root, start, start, ends);
    for (guint i = start + 1; i <= message->n; i++) {
      if (ends[i])
        return TRUE;
    }
  }
  return FALSE;
}

static const char *
random_word (GRand *random)
{
  return words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
}

static void
append_random (GRand *random, GString *source, guint depth)
{
  gint n = g_rand_int_range (random, 1, 4);

  for (gint i = 0; i < n; i++) {
    gint kind = g_rand_int_range (random, 0, depth > 1 ? 7 : 10);

    if (source->len > 0 && strchr ("( ", source->str[source->len - 1]) == NULL)
      g_string_append_c (source, ' ');
    if (kind < 4)
      g_string_append (source, random_word (random));
    else if (kind < 5)
      g_string_append (source, "@set");
    else if (kind < 7)
      g_string_append_printf (source, "..%d", g_rand_int_range (random, 1, 4));
    else {
      g_string_append_c (source, '(');
      append_random (random, source, depth + 1);
      g_string_append (source, " | ");
      append_random (random, source, depth + 1);
      g_string_append_c (source, ')');
    }
    if (source->str[source->len - 1] != '.' && !g_ascii_isdigit (source->str[source->len - 1]) &&
        g_rand_int_range (random, 0, 5) == 0)
      g_string_append_c (source, '?');
  }
}

static HavenMatcher *
matcher_for (const char *source)
{
  g_autofree char *data = g_strdup_printf (
      "{\"haven\": 1, \"id\": \"t\", \"title\": \"t\", \"language\": \"xx\", \"version\": \"1\", \"kind\": "
      "\"harassment\","
      "\"category\": \"insult\", \"concepts\": {\"set\": [\"zarg\", \"mowt\", \"frome blick\"]},"
      "\"rules\": [{\"id\": \"r\", \"title\": \"t\", \"match\": \"%s\"}]}",
      source);
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);

  g_ptr_array_add (packs, haven_pack_new_from_data (data, strlen (data), "t.json", NULL));
  g_assert_nonnull (packs->pdata[0]);
  return haven_matcher_new (packs, NULL);
}

static void
check_message (GRand *random, HavenMatcher *matcher, const HavenExpression *expression)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  gboolean starts[32] = {TRUE};
  gint n = g_rand_int_range (random, 1, 12);
  Message message;
  g_autofree char *found = NULL;

  for (gint i = 0; i < n; i++) {
    starts[i] = i == 0 || g_rand_int_range (random, 0, 6) == 0;
    g_ptr_array_add (said, (gpointer)random_word (random));
    /* a sentence ends at the end of a line */
    g_string_append_printf (text, "%s%s", i == 0 ? "" : starts[i] ? ". " : " ", (char *)said->pdata[i]);
  }
  message = (Message){(char **)said->pdata, starts, n};
  found = fixture_match (matcher, text->str, NULL);
  if ((*found != '\0') == reference_meets (expression, &message))
    return;
  g_test_message ("%s on: %s", expression->source, text->str);
  g_test_fail ();
}

static void
test_reference (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  guint n_checked = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (GString) source = g_string_new (NULL);
    g_autoptr (HavenExpression) expression = NULL;
    g_autoptr (HavenMatcher) matcher = NULL;

    append_random (random, source, 0);
    expression = haven_expression_parse (source->str, NULL);
    g_assert_nonnull (expression);
    matcher = matcher_for (source->str);
    for (guint i = 0; matcher != NULL && i < MESSAGES; i++) {
      check_message (random, matcher, expression);
      n_checked++;
    }
  }
  /* an expression all of which may be missing is refused; most are not */
  g_assert_cmpuint (n_checked, >, ROUNDS * MESSAGES / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/property/reference", test_reference);
  return g_test_run ();
}
