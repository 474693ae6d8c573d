/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

static const HarnessOptions bare = {.bare = TRUE};
static const HarnessOptions not_yet = {.without = TRUE, .no_packs = TRUE};
static const HarnessOptions away = {.without = TRUE,
                                    .settings = "{\"version\": 1, \"topics\": {\"self-harm\": "
                                                "{\"depth\": \"mention\"}}}"};
static const HarnessOptions alone = {
    .without = TRUE,
    .no_packs = TRUE,
    .settings = "{\"version\": 1, \"topics\": {\"self-harm\": {\"depth\": \"mention\"}}}"};
static const HarnessOptions broken = {.settings = "{\"version\": 1, \"profile\": 7}"};

/* Other plugins of the same process must not see the library's functions. */
static void
test_one_symbol (gconstpointer name)
{
  g_autofree char *module = g_test_build_filename (G_TEST_BUILT, "plugin", name, NULL);
  const char *argv[] = {"nm", "-D", "--defined-only", "--format=posix", module, NULL};
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_file_test (module, G_FILE_TEST_EXISTS)) {
    g_test_skip ("built without Pidgin");
    return;
  }
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (out, "purple_init_plugin "));
  g_assert_true (strchr (out, '\n') == out + strlen (out) - 1);
}

static void
test_again_and_again (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  for (guint i = 0; i < 100; i++) {
    loopback_say (h->me, "sam", "I cut myself again last night");
    loopback_say_in (room, "kim", "moth: hello");
    harness_send (harness_im (h, "sam"), "my card is 4111 1111 1111 1111");
    if (i % 2 == 0)
      harness_spin (h);
    harness_unload (h);
    /* reading all packs takes a third of a second, and to compile them again after none were read a whole one
     */
    harness_use_data (h, i < 9 || i == 99);
    harness_load (h);
    g_assert_true (harness_command (room, "haven status"));
  }
}

static void
write_pack (Harness *h, const char *json)
{
  g_autofree char *packs = g_build_filename (h->directory, "haven", "packs", NULL);
  g_autofree char *path = g_build_filename (packs, "mine.json", NULL);

  g_mkdir_with_parents (packs, 0700);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
}

/* An expression whose every try doubles with each letter: it runs until it is stopped, on any machine. */
static void
test_slow_rule (Harness *h)
{
  const HavenPluginApi *api;
  g_autoptr (GString) message = g_string_new (NULL);

  write_pack (
      h, "{\"haven\": 1, \"id\": \"mine\", \"title\": \"Mine\", \"language\": \"en\", \"version\": \"1\","
         "\"kind\": \"content\", \"category\": \"custom\", \"rules\": [{\"id\": \"slow\", "
         "\"title\": \"Letters in a row\", \"depth\": \"discuss\", \"pattern\": \"(a+)+bcd\"}]}");
  harness_load (h);
  api = harness_get_api (h);
  while (message->len < 20000)
    g_string_append (message, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac bcd ");
  for (guint i = 0; i < 2; i++)
    loopback_say (h->me, "sam", message->str);
  g_assert_cmpuint (h->notices->len, ==, 0);
  g_assert_cmpuint (api->get_problems (api->plugin)->len, ==, 0);
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "*rule slow of pack mine*set aside*");
  loopback_say (h->me, "sam", message->str);
  g_test_assert_expected_messages ();
  loopback_say (h->me, "sam", message->str);
  g_assert_cmpuint (h->notices->len, ==, 1); /* once, however often it would have been tried */
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "“Letters in a row” of pack mine"));
  g_assert_cmpuint (api->get_problems (api->plugin)->len, ==, 1);
  g_assert_cmpuint (h->shown->len, ==, 4); /* a rule that cannot be tried loses no message */
}

/* An own pack that no cache can know of: all packs are compiled, as after an update. */
#define UNKNOWN_PACK                                                                                         \
  "{\"haven\": 1, \"id\": \"mine\", \"title\": \"Mine\", \"language\": \"en\", \"version\": \"1\","          \
  "\"kind\": \"content\", \"category\": \"self-harm\", \"rules\": [{\"id\": \"lake\", \"title\": \"The "     \
  "lake\","                                                                                                  \
  "\"depth\": \"discuss\", \"match\": \"the lake at night\"}]}"

/* Returns: (transfer none): what a UI asks, while packs are being compiled */
static const HavenPluginApi *
load_after_an_update (Harness *h)
{
  const HavenPluginApi *api;

  write_pack (h, UNKNOWN_PACK);
  harness_load (h);
  api = harness_get_api (h);
  g_assert_true (api->is_slow (api->plugin));
  return api;
}

static void
test_first_after_an_update (Harness *h)
{
  const HavenPluginApi *api = load_after_an_update (h);

  loopback_say (h->me, "sam", "I cut myself again last night");
  g_assert_null (strstr (harness_last (h->shown)->text, "cut myself"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "content note: self-harm"));
  g_assert_false (api->is_slow (api->plugin));
}

/* What is read beside everything else is waited for, and nothing of it is left behind. */
static void
test_unloaded_while_reading (Harness *h)
{
  load_after_an_update (h);
  harness_unload (h);
}

/* Until another pack is in force, which takes a turn of the main loop at least, those from before are:
 * nothing is compiled while the user waits, and nothing is shown unjudged. */
static void
test_switching_a_pack (Harness *h)
{
  const HavenPluginApi *api;
  g_autoptr (HavenSettings) settings = NULL;

  write_pack (h, UNKNOWN_PACK);
  harness_load (h);
  api = harness_get_api (h);
  loopback_say (h->me, "sam", "the lake at night");
  g_assert_null (strstr (harness_last (h->shown)->text, "lake"));
  settings = haven_settings_copy (api->get_settings (api->plugin));
  g_ptr_array_add (settings->packs_off, g_strdup ("mine"));
  api->set_settings (api->plugin, settings);
  loopback_say (h->me, "sam", "the lake at night");
  g_assert_null (strstr (harness_last (h->shown)->text, "lake"));
  while (strstr (harness_last (h->shown)->text, "lake") == NULL) { /* or the test runs out of time */
    g_main_context_iteration (NULL, TRUE);
    loopback_say (h->me, "sam", "the lake at night");
  }
  g_ptr_array_set_size (settings->packs_off, 0);
  api->set_settings (api->plugin, settings);
  g_ptr_array_add (settings->packs_off, g_strdup ("mine"));
  api->set_settings (api->plugin, settings);
  g_ptr_array_set_size (settings->packs_off, 0);
  api->set_settings (api->plugin, settings); /* the last word holds, however quickly it follows */
  while (strstr (harness_last (h->shown)->text, "lake") != NULL) {
    g_main_context_iteration (NULL, TRUE);
    loopback_say (h->me, "sam", "the lake at night");
  }
}

/* With everything in the air that can be. The process ends here: what libpurple and its protocols leave
 * behind when they quit is theirs. */
static void
test_quit (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  loopback_say_in (room, "kim", "moth: I cut myself again last night");
  loopback_say (h->me, "sam", "I cut myself again last night");
  harness_send (harness_im (h, "sam"), "my card is 4111 1111 1111 1111");
  harness_spin (h);
  g_assert_nonnull (harness_last_question (h));
  harness_send (room, "my card is 4111 1111 1111 1111");
  purple_core_quit ();
  harness_remove_tree (h->directory);
  _exit (0);
}

static void
test_without_ui (Harness *h)
{
  loopback_say (h->me, "sam", "hello");
  harness_send (harness_im (h, "sam"), "hello back");
  g_assert_cmpstr (harness_last_sent (h), ==, "hello back");
}

static PurplePluginPref *
find_pref (GList *prefs, const char *label)
{
  for (GList *l = prefs; l != NULL; l = l->next)
    if (g_strcmp0 (purple_plugin_pref_get_label (l->data), label) == 0)
      return l->data;
  return NULL;
}

static void
test_preferences (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurplePluginPrefFrame *frame = h->plugin->info->prefs_info->get_plugin_pref_frame (h->plugin);
  GList *prefs = purple_plugin_pref_frame_get_prefs (frame);
  const char *topic = purple_plugin_pref_get_name (find_pref (prefs, "self-harm"));
  const char *profile = purple_plugin_pref_get_name (find_pref (prefs, "Profile"));
  const HavenTopicChoice *choice;

  g_assert_null (strstr (topic, "self-harm"));
  purple_prefs_set_string (topic, "graphic");
  purple_prefs_set_string (profile, "support-group");
  choice = g_hash_table_lookup (api->get_settings (api->plugin)->topics, "self-harm");
  g_assert_nonnull (choice);
  g_assert_cmpint (choice->depth, ==, HAVEN_DEPTH_GRAPHIC);
  g_assert_cmpstr (api->get_settings (api->plugin)->profile, ==, "support-group");
  purple_prefs_set_string (topic, "profile");
  g_assert_null (g_hash_table_lookup (api->get_settings (api->plugin)->topics, "self-harm"));
  purple_plugin_pref_frame_destroy (frame);
  harness_unload (h);
  g_assert_false (purple_prefs_exists ("/plugins/core/haven"));
}

static void
test_help (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, ">open"));
  g_assert_true (harness_command (harness_im (h, "sam"), "haven nonsense"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "nonsense"));
}

/* What Haven says is between it and the user. */
static void
test_own_lines_are_not_logged (Harness *h)
{
  g_autofree char *logs = NULL;

  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  logs = harness_read_logs (h);
  g_assert_null (strstr (logs, "Haven"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

/* Protection goes on, and the user can see that something is wrong. */
static void
test_broken_settings (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "profile"));
  g_assert_nonnull (harness_find (h->shown, "could not be read"));
}

/* Nobody asks for a status who does not know that something is wrong. */
static void
test_broken_settings_are_told (Harness *h)
{
  g_assert_cmpuint (h->notices->len, ==, 1);
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "could not be read"));
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "profile"));
  harness_spin (h);
  g_assert_cmpuint (h->notices->len, ==, 1);
}

static void
test_settings_that_cannot_be_saved (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (HavenSettings) settings = haven_settings_copy (api->get_settings (api->plugin));

  g_assert_cmpuint (h->notices->len, ==, 0);
  g_ptr_array_add (settings->facts, g_strnfill (2 * 1024 * 1024, 'x'));
  for (guint i = 0; i < 2; i++)
    api->set_settings (api->plugin, settings);
  g_assert_cmpuint (h->notices->len, ==, 1);
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "could not be saved"));
}

/* What has a page elsewhere can be chosen by words where there is none. */
static void
test_preferences_by_words (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  const HavenPluginApi *api = harness_get_api (h);
  static const struct {
    const char *typed;
    const char *said;
  } rows[] = {
      {"haven set", "topics · "},
      {"haven set start", "profile · "},
      {"haven set nothing", "topics · "},
      {"haven set held keep-evidence", "can be:"},
      {"haven set held keep-evidence on", "keep-evidence is now: on."},
      {"haven set held keep-evidence perhaps", "can be:"},
      {"haven set held held-days 7", "held-days is now: 7."},
      {"haven set held held-days 0", "1 … "},
      {"haven set topics self-harm graphic", "self-harm is now: "},
      {"haven set reminders contact off", "contact is now: off."},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_true (harness_command (conv, rows[i].typed));
    if (strstr (harness_last (h->shown)->text, rows[i].said) == NULL)
      g_error ("%s: %s", rows[i].typed, harness_last (h->shown)->text);
  }
  g_assert_cmpuint (api->get_settings (api->plugin)->held_days, ==, 7);
  g_assert_true (api->get_settings (api->plugin)->keep_evidence);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/load/one-symbol/core", "core-haven." G_MODULE_SUFFIX, test_one_symbol);
  g_test_add_data_func ("/load/one-symbol/pidgin", "pidgin/gtk-haven." G_MODULE_SUFFIX, test_one_symbol);
  harness_add ("/load/again-and-again", NULL, test_again_and_again);
  harness_add ("/load/slow-rule", &not_yet, test_slow_rule);
  harness_add ("/load/first-after-an-update", &away, test_first_after_an_update);
  harness_add ("/load/unloaded-while-reading", &away, test_unloaded_while_reading);
  harness_add ("/load/switching-a-pack", &alone, test_switching_a_pack);
  harness_add ("/load/quit", NULL, test_quit);
  harness_add ("/load/without-ui", &bare, test_without_ui);
  harness_add ("/load/preferences", NULL, test_preferences);
  harness_add ("/load/help", NULL, test_help);
  harness_add ("/load/own-lines-are-not-logged", NULL, test_own_lines_are_not_logged);
  harness_add ("/load/broken-settings", &broken, test_broken_settings);
  harness_add ("/load/broken-settings-are-told", &broken, test_broken_settings_are_told);
  harness_add ("/load/settings-that-cannot-be-saved", NULL, test_settings_that_cannot_be_saved);
  harness_add ("/load/preferences-by-words", NULL, test_preferences_by_words);
  return g_test_run ();
}
