/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * A start with what was kept and one without say the same of real lines: the examples of all packs there are,
 * or each line of the file that HAVEN_TEST_TEXT names.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "haven-engine.h"
#include "match/haven-heads.h"
#include "match/haven-matcher.h"
#include "match/haven-pack-private.h"
#include "settings/haven-settings.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static GPtrArray *
load (const char *cache)
{
  g_autofree char *directory = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", NULL);
  g_autoptr (HavenHeads) heads = haven_heads_new (cache);
  GPtrArray *packs = haven_packs_load_directory (directory, heads, NULL);

  haven_heads_save (heads);
  g_assert_cmpuint (packs->len, >, 50);
  return packs;
}

/* Returns: an engine as a start makes it; *@n_whole is how many packs were read to their end for it */
static HavenEngine *
start (const char *cache, guint *n_whole)
{
  g_autoptr (GPtrArray) packs = load (cache);
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  HavenEngine *engine = haven_engine_new ();
  g_autoptr (GError) error = NULL;
  HavenMatcher *matcher;

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  haven_engine_set_settings (engine, settings);
  matcher =
      cache != NULL ? haven_matcher_new_cached (packs, cache, &error) : haven_matcher_new (packs, &error);
  g_assert_no_error (error);
  g_assert_true (haven_engine_take_matcher (engine, matcher, haven_packs_get_languages (packs), &error));
  *n_whole = 0;
  for (guint i = 0; i < packs->len; i++)
    *n_whole += ((const HavenPack *)packs->pdata[i])->is_whole;
  return engine;
}

static char *
judge (HavenEngine *engine, const char *line)
{
  const HavenMessage message = {.text = line,
                                .length = strlen (line),
                                .kind = HAVEN_CONVERSATION_IM,
                                .account = "demo:moth",
                                .conversation = "lamp",
                                .sender = "lamp",
                                .time = NOW};
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (engine, &message);
  GString *said = g_string_new (haven_action_to_string (verdict->action));

  g_string_append_printf (said, " “%s”", verdict->label != NULL ? verdict->label : "");
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    g_string_append_printf (said, " %s/%s %s “%s” %u %u", finding->pack, finding->rule, finding->category,
                            finding->title, (guint)finding->start, (guint)finding->end);
  }
  haven_engine_forget (engine);
  return g_string_free (said, FALSE);
}

static void
take_examples (const GPtrArray *examples, GPtrArray *lines)
{
  for (guint i = 0; i < examples->len; i++)
    g_ptr_array_add (lines, g_strdup (((const HavenExample *)examples->pdata[i])->text));
}

static GPtrArray *
read_lines (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *named = g_getenv ("HAVEN_TEST_TEXT");
  g_autoptr (GPtrArray) packs = load (NULL);

  if (named != NULL) {
    g_autofree char *text = NULL;
    g_auto (GStrv) split = NULL;

    g_assert_true (g_file_get_contents (named, &text, NULL, NULL));
    split = g_strsplit (text, "\n", -1);
    for (guint i = 0; split[i] != NULL; i++)
      g_ptr_array_add (lines, g_strdup (split[i]));
    return lines;
  }
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    for (guint j = 0; j < pack->rules->len; j++) {
      take_examples (((const HavenRule *)pack->rules->pdata[j])->yes, lines);
      take_examples (((const HavenRule *)pack->rules->pdata[j])->no, lines);
    }
  }
  return lines;
}

static void
empty (const char *cache)
{
  static const char *const names[] = {"packs.bin", "heads.bin"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (cache, names[i], NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
}

/* Returns: what the compiled packs are kept as */
static GBytes *
read_kept (const char *cache)
{
  g_autofree char *path = g_build_filename (cache, "packs.bin", NULL);
  char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

/* Returns: how many languages have packs */
static guint
count_languages (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", NULL);
  g_autoptr (GDir) packs = g_dir_open (path, 0, NULL);
  const char *language;
  guint n = 0;

  while ((language = g_dir_read_name (packs)) != NULL) {
    g_autofree char *words = g_build_filename (path, language, "language.json", NULL);

    n += g_file_test (words, G_FILE_TEST_IS_REGULAR) ? 1 : 0;
  }
  return n;
}

static void
test_say_the_same (void)
{
  g_autofree char *cache = g_dir_make_tmp ("haven-start-XXXXXX", NULL);
  g_autoptr (GPtrArray) lines = read_lines ();
  guint n_anew, n_kept;
  g_autoptr (HavenEngine) anew = start (NULL, &n_anew);
  g_autoptr (HavenEngine) first = start (cache, &n_kept);
  g_autoptr (HavenEngine) kept = start (cache, &n_kept);

  g_test_message ("with what was kept only the words of the languages are read");
  g_assert_cmpuint (n_kept, ==, count_languages ());
  g_test_message ("%u packs and %u lines", n_anew, lines->len);
  for (guint i = 0; i < lines->len; i++) {
    g_autofree char *expected = judge (anew, lines->pdata[i]);
    g_autofree char *said = judge (kept, lines->pdata[i]);

    g_assert_cmpstr (said, ==, expected);
  }
  empty (cache);
  g_assert_cmpint (g_rmdir (cache), ==, 0);
}

/* Whatever is known of packs, without the compiled ones they are read all the same. */
static void
test_compile_the_same (void)
{
  g_autofree char *cache = g_dir_make_tmp ("haven-start-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (cache, "packs.bin", NULL);
  guint n_first, n_again;
  g_autoptr (HavenEngine) first = start (cache, &n_first);
  g_autoptr (GBytes) expected = read_kept (cache);
  g_autoptr (HavenEngine) again = NULL;
  g_autoptr (GBytes) found = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  again = start (cache, &n_again);
  found = read_kept (cache);
  g_assert_cmpuint (n_again, ==, n_first);
  g_assert_true (g_bytes_equal (found, expected));
  empty (cache);
  g_assert_cmpint (g_rmdir (cache), ==, 0);
}

static char *
ids_of (GPtrArray *packs)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    g_string_append_printf (ids, "%s %s %s %s %d\n", pack->id, haven_pack_get_whole (pack), pack->title,
                            pack->version, haven_pack_has_rules (pack));
  }
  return g_string_free (ids, FALSE);
}

/* Which packs go with one that is switched off is known from their heads alone. */
static void
test_switch_off_the_same (void)
{
  g_autofree char *cache = g_dir_make_tmp ("haven-start-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (cache, "heads.bin", NULL);
  g_autoptr (GPtrArray) all = load (cache);

  for (guint i = 0; i < 7; i++) {
    g_autoptr (GPtrArray) whole = load (NULL);
    g_autoptr (GPtrArray) heads = load (cache);
    g_autoptr (GPtrArray) off = g_ptr_array_new ();
    g_autofree char *expected = NULL;
    g_autofree char *found = NULL;

    for (guint j = i; j < all->len; j += 7)
      g_ptr_array_add (off, (char *)haven_pack_get_id (all->pdata[j]));
    haven_packs_switch_off (whole, off);
    haven_packs_switch_off (heads, off);
    expected = ids_of (whole);
    found = ids_of (heads);
    g_assert_cmpstr (found, ==, expected);
  }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (cache), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/start/kept-and-anew-say-the-same", test_say_the_same);
  g_test_add_func ("/start/compiled-from-heads", test_compile_the_same);
  g_test_add_func ("/start/kept-and-anew-switch-off-the-same", test_switch_off_the_same);
  return g_test_run ();
}
