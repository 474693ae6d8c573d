/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match-fixture.h"

#include <string.h>

/* A pack with the given rules, a concept @bad and the language pack of this tree. */
char *
fixture_pack (const char *rules)
{
  return g_strdup_printf (
      "{\"haven\": 1, \"id\": \"t\", \"title\": \"t\", \"language\": \"en\", \"version\": \"1\","
      "\"kind\": \"harassment\", \"category\": \"insult\","
      "\"concepts\": {\"bad\": [\"idiot*\", \"moron\", \"piece of shit\", \"kys\", \"{dirt,scum}{, "
      "}{bag,ball}{,s}\"]},"
      "\"rules\": [%s]}",
      rules);
}

void
fixture_add_pack (GPtrArray *packs, const char *pack, const char *name)
{
  g_autoptr (GError) error = NULL;
  HavenPack *read = haven_pack_new_from_data (pack, strlen (pack), name, &error);

  g_assert_no_error (error);
  g_ptr_array_add (packs, read);
}

static void
add_language (GPtrArray *packs)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", "en", "language.json", NULL);
  g_autoptr (GError) error = NULL;
  HavenPack *language = haven_pack_new_from_file (path, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (packs, language);
}

/* The given packs, called 0.json, 1.json and so on, and the language pack of this tree. */
GPtrArray *
fixture_packs (const char *const *packs)
{
  GPtrArray *read = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);

  for (guint i = 0; packs[i] != NULL; i++) {
    g_autofree char *name = g_strdup_printf ("%u.json", i);

    fixture_add_pack (read, packs[i], name);
  }
  add_language (read);
  return read;
}

HavenMatcher *
fixture_matcher (const char *pack)
{
  g_autoptr (GPtrArray) packs = fixture_packs ((const char *const[]){pack, NULL});
  g_autoptr (GError) error = NULL;
  HavenMatcher *matcher = haven_matcher_new (packs, &error);

  g_assert_no_error (error);
  return matcher;
}

/* What a person is told of packs with a mistake, each called x.json; nothing when there is none. */
char *
fixture_error (const char *const *packs)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; packs[i] != NULL; i++) {
    HavenPack *pack = haven_pack_new_from_data (packs[i], strlen (packs[i]), "x.json", &error);

    if (pack == NULL)
      return g_strdup (error->message);
    g_ptr_array_add (read, pack);
  }
  add_language (read);
  matcher = haven_matcher_new (read, &error);
  return g_strdup (error != NULL ? error->message : "");
}

/* What met, as "rule[words] rule[words]". */
char *
fixture_match (HavenMatcher *matcher, const char *message, const HavenMatchScene *scene)
{
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  GString *found = g_string_new (NULL);
  const char *visible;

  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_matcher_match (matcher, text, scene, matches);
  visible = haven_text_get_visible (text, NULL);
  for (guint i = 0; i < matches->len; i++) {
    const HavenMatch *match = &g_array_index (matches, HavenMatch, i);

    g_string_append_printf (found, "%s%s[%.*s]", i > 0 ? " " : "", match->rule->id,
                            (int)(match->end - match->start), visible + match->start);
  }
  return g_string_free (found, FALSE);
}
