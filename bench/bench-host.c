/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What Haven adds to the client it lives in: libpurple without a window, the core plugin with all packs, ten
 * thousand terms more and every detector on incoming messages. The same messages come in with the plugin
 * loaded and without it, in turns.
 */
#include <glib/gstdio.h>
#include <gmodule.h>
#include <json-glib/json-glib.h>
#include <purple.h>
#include <string.h>
#include <time.h>

#include "bench-data.h"
#include "bench-peer.h"
#include "bench-run.h"
#include "haven-plugin-api.h"
#include "loopback.h"
#include "match/haven-index.h"

#define N_MESSAGES 1000
#define N_SENDERS 250
#define PAUSE (30 * G_USEC_PER_SEC) /* between two messages: see g_get_real_time() below */
#define N_TERMS 10000
#define N_TURNS 9

typedef struct {
  char *directory;
  PurplePlugin *plugin;
  PurpleAccount *account;
  BenchTerms *terms;
  GPtrArray *messages;
  const char *received; /* the message that comes in */
  guint n_shown;        /* of them, as they came */
  gint64 passed;        /* microseconds by which it is later than it is */
} Host;

/* libpurple's callbacks carry no data of their own */
static Host *
get_host (void)
{
  return g_dataset_get_data (g_intern_static_string ("haven-bench"), "host");
}

static void
show (PurpleConversation *conv,
      const char *who,
      const char *alias,
      const char *text,
      PurpleMessageFlags flags,
      time_t when)
{
  Host *host = get_host ();

  host->n_shown += g_strcmp0 (text, host->received) == 0;
}

/*
 * The clock that the plugin reads instead of GLib's own, since this program is asked before the library is.
 * Everyday talk is measured, in which each of many people writes four messages, half a minute apart: a
 * thousand within a second, of which some say the same, would be a flood and a pile-on, and what veils and
 * holding cost is no part of it.
 */
G_MODULE_EXPORT gint64
g_get_real_time (void)
{
  const Host *host = get_host ();
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + (host != NULL ? host->passed : 0);
}

static void
start_ui (void)
{
  static PurpleConversationUiOps ops = {.write_conv = show};

  purple_conversations_set_ui_ops (&ops);
}

static guint
watch_nothing (int fd, PurpleInputCondition condition, PurpleInputFunction function, gpointer data)
{
  return 0;
}

static void
add_words (JsonObject *concepts, const char *name, GHashTable *words)
{
  JsonArray *list = json_object_get_array_member (concepts, name);

  for (guint i = 0; i < json_array_get_length (list); i++) {
    const char *entry = json_array_get_string_element (list, i);

    if (*entry == '@')
      add_words (concepts, entry + 1, words);
    else
      g_hash_table_add (words, g_strdup (entry));
  }
}

/* Words that no rule may hang off, as the language pack lists them: a few of the dictionary are among them.
 */
static GHashTable *
read_function_words (void)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *concepts;

  g_assert_true (json_parser_load_from_file (parser, BENCH_DATA "/packs/en/language.json", NULL));
  concepts = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "concepts");
  add_words (concepts, "function", words);
  return words;
}

/*
 * Everyday talk. As no term is one of the common words that messages in any order are made of, so none is a
 * word of these: with "door" and "more" among the terms every fourth message would be veiled, and what was
 * measured would be veils.
 */
static void
add_talk (GHashTable *words)
{
  g_autoptr (GPtrArray) messages = bench_chat_new (N_MESSAGES, 330);

  for (guint i = 0; i < messages->len; i++) {
    g_autofree char *folded = g_utf8_casefold (messages->pdata[i], -1);
    g_auto (GStrv) parts = g_strsplit_set (folded, " ,.;:!?&<>=/\"'()#\n", -1);

    for (guint n = 0; parts[n] != NULL; n++)
      g_hash_table_add (words, g_strdup (parts[n]));
  }
}

/* Whether one of @words is @term, or begins with it. */
static gboolean
is_among (GHashTable *words, const char *term, gboolean prefix)
{
  g_autofree char *folded = g_utf8_casefold (term, -1);
  GHashTableIter iter;
  gpointer word;

  if (!prefix)
    return g_hash_table_contains (words, folded);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL)) {
    if (g_str_has_prefix (word, folded))
      return TRUE;
  }
  return FALSE;
}

static void
write_terms (const Host *host)
{
  g_autoptr (GHashTable) words = read_function_words ();
  g_autofree char *packs = g_build_filename (host->directory, "haven", "packs", NULL);
  g_autofree char *path = g_build_filename (packs, "bench-terms.json", NULL);
  g_autofree char *settings = g_build_filename (host->directory, "haven", "settings.json", NULL);
  GString *json = g_string_new (
      "{\"haven\": 1, \"id\": \"bench-terms\", \"title\": \"Terms\", \"language\": \"en\", \"version\": "
      "\"1\","
      "\"kind\": \"content\", \"category\": \"custom\", \"rules\": [{\"id\": \"term\", \"title\": \"A term\","
      "\"depth\": \"discuss\", \"match\": \"@terms\"}], \"concepts\": {\"terms\": [");

  add_talk (words);
  for (guint i = 0; i < host->terms->phrases->len; i++) {
    gboolean prefix = g_array_index (host->terms->prefixes, gboolean, i);

    if (!is_among (words, host->terms->phrases->pdata[i], prefix))
      g_string_append_printf (json, "\"%s%s\", ", (char *)host->terms->phrases->pdata[i], prefix ? "*" : "");
  }
  g_string_append (json, "\"last of them\"]}}");
  g_mkdir_with_parents (packs, 0700);
  g_assert_true (g_file_set_contents (path, json->str, json->len, NULL));
  g_assert_true (g_file_set_contents (settings, "{\"version\": 1, \"profile\": \"everything\"}", -1, NULL));
  g_string_free (json, TRUE);
}

static void
start_host (Host *host)
{
  static PurpleCoreUiOps core_ops = {.ui_init = start_ui};
  static PurpleEventLoopUiOps loop_ops = {.timeout_add = g_timeout_add,
                                          .timeout_remove = g_source_remove,
                                          .input_add = watch_nothing,
                                          .input_remove = g_source_remove,
                                          .timeout_add_seconds = g_timeout_add_seconds};

  host->directory = g_dir_make_tmp ("haven-bench-XXXXXX", NULL);
  host->terms = bench_terms_new (N_TERMS);
  write_terms (host);
  g_dataset_set_data (g_intern_static_string ("haven-bench"), "host", host);
  g_setenv ("HAVEN_DATADIR", BENCH_DATA, TRUE);
  purple_util_set_user_dir (host->directory);
  purple_debug_set_enabled (FALSE);
  purple_core_set_ui_ops (&core_ops);
  purple_eventloop_set_ui_ops (&loop_ops);
  purple_plugins_add_search_path (BENCH_PLUGINS);
  g_assert_true (purple_core_init ("haven-bench"));
  purple_set_blist (purple_blist_new ());
  purple_prefs_set_string ("/purple/logging/format", "txt");
  loopback_register ();
  host->account = purple_account_new ("moth", LOOPBACK_ID);
  purple_accounts_add (host->account);
  purple_account_set_enabled (host->account, "haven-bench", TRUE);
  purple_savedstatus_activate (purple_savedstatus_new (NULL, PURPLE_STATUS_AVAILABLE));
  g_assert_true (purple_account_is_connected (host->account));
  purple_plugins_probe (G_MODULE_SUFFIX);
  host->plugin = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);
  g_assert_nonnull (host->plugin);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      remove_tree (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
receive (Host *host)
{
  PurpleConnection *gc = purple_account_get_connection (host->account);

  for (guint i = 0; i < host->messages->len; i++) {
    char who[16];

    g_snprintf (who, sizeof who, "peer%u", i * N_SENDERS / host->messages->len);
    host->received = host->messages->pdata[i];
    host->passed += PAUSE;
    serv_got_im (gc, who, host->received, 0, g_get_real_time () / G_USEC_PER_SEC);
  }
}

/*
 * What stands in the windows grows with every message, and is no part of what is measured. Whether a window
 * is logged is settled when it opens, so that each time begins with new ones.
 */
static void
close_windows (void)
{
  while (purple_get_conversations () != NULL)
    purple_conversation_destroy (purple_get_conversations ()->data);
}

static double
time_receiving (Host *host)
{
  double start;

  receive (host); /* once without looking at the clock: files are opened, caches filled */
  start = bench_seconds ();
  receive (host);
  start = bench_seconds () - start;
  close_windows ();
  return start;
}

/* Packs are read, and compiled the first time, in a thread: the first message, which is not timed, waits for
 * it. */
static double
time_loading (Host *host)
{
  double start = bench_seconds ();

  g_assert_true (purple_plugin_load (host->plugin));
  return bench_seconds () - start;
}

/* @messages is taken. */
static void
measure_cost (Host *host,
              BenchReport *report,
              const char *name,
              GPtrArray *messages,
              gboolean logged,
              double must,
              double goal)
{
  double plain[N_TURNS], with[N_TURNS], ratios[N_TURNS], loads[N_TURNS], first;
  g_autofree char *detail = NULL;

  host->messages = messages;
  purple_prefs_set_bool ("/purple/logging/log_ims", logged);
  for (guint turn = 0; turn < N_TURNS; turn++) {
    plain[turn] = time_receiving (host);
    loads[turn] = time_loading (host);
    with[turn] = time_receiving (host);
    g_assert_true (purple_plugin_unload (host->plugin));
    ratios[turn] = (with[turn] - plain[turn]) / plain[turn];
  }
  first = loads[0];
  g_print ("loading the plugin takes the main loop %.0f ms at first, %.0f ms later\n", first * 1e3,
           bench_median (loads, N_TURNS) * 1e3);
  detail = g_strdup_printf ("%.0f ns on top of %.0f ns",
                            (bench_median (with, N_TURNS) - bench_median (plain, N_TURNS)) / N_MESSAGES * 1e9,
                            bench_median (plain, N_TURNS) / N_MESSAGES * 1e9);
  bench_report_add (report, name, bench_median (ratios, N_TURNS), must, goal, detail);
  g_ptr_array_unref (host->messages);
  /* words in any order make a sentence now and then */
  g_assert_cmpuint (host->n_shown, >=, N_TURNS * 4 * N_MESSAGES * 99 / 100);
  host->n_shown = 0;
}

/* Terms found by Haven, and by what a careful plugin would do with what libpurple and GLib give it. */
typedef struct {
  GPtrArray *messages;
  HavenIndex *index;
  HavenText *text;
  GArray *hits;
  BenchPeer *peer;
} Finding;

static void
find_by_haven (gpointer data)
{
  Finding *finding = data;

  for (guint i = 0; i < finding->messages->len; i++) {
    const char *message = finding->messages->pdata[i];

    g_array_set_size (finding->hits, 0);
    haven_text_read (finding->text, message, strlen (message), HAVEN_FORMAT_HTML);
    haven_index_find (finding->index, finding->text, finding->hits);
  }
}

static void
find_by_peer (gpointer data)
{
  Finding *finding = data;

  for (guint i = 0; i < finding->messages->len; i++)
    bench_peer_scan_normalised (finding->peer, finding->messages->pdata[i]);
}

static void
measure_terms (Host *host, BenchReport *report)
{
  g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();
  Finding finding = {bench_messages_new (N_MESSAGES, 86), NULL, haven_text_new (),
                     g_array_new (FALSE, FALSE, sizeof (HavenHit)), bench_peer_new (host->terms)};

  for (guint i = 0; i < host->terms->phrases->len; i++)
    haven_index_builder_add (builder, host->terms->phrases->pdata[i],
                             g_array_index (host->terms->prefixes, gboolean, i) ? HAVEN_INDEX_PREFIX : 0);
  finding.index = haven_index_build (builder, NULL);
  if (finding.peer == NULL) {
    bench_report_absent (report, "host-normalised-86-10k", BENCH_PEER);
  } else {
    BenchResult result = bench_compare (find_by_haven, find_by_peer, &finding, BENCH_TURNS);
    g_autofree char *detail = g_strdup_printf ("%.0f ns against %.0f ns", result.ours / N_MESSAGES * 1e9,
                                               result.theirs / N_MESSAGES * 1e9);

    bench_report_add (report, "host-normalised-86-10k", result.ratio, 1.0 / 8, 1.0 / 15, detail);
  }
  g_ptr_array_unref (finding.messages);
  haven_index_unref (finding.index);
  haven_text_free (finding.text);
  g_array_unref (finding.hits);
  bench_peer_free (finding.peer);
}

int
main (int argc, char **argv)
{
  const char *path = argc == 3 && strcmp (argv[1], "--json") == 0 ? argv[2] : NULL;
  BenchReport *report = bench_report_new ();
  g_autoptr (GError) error = NULL;
  Host host = {0};

  if (argc > 1 && path == NULL) {
    g_printerr ("usage: haven-bench-host [--json FILE]\n");
    return 2;
  }
  start_host (&host);
  measure_cost (&host, report, "host-86-nolog", bench_chat_new (N_MESSAGES, 86), FALSE, 1.0, .15);
  measure_cost (&host, report, "host-330-log", bench_chat_new (N_MESSAGES, 330), TRUE, .60, .10);
  /* and the worst there is */
  measure_cost (&host, report, "host-86-salad", bench_messages_new (N_MESSAGES, 86), FALSE, 1.0, .15);
  measure_cost (&host, report, "host-330-salad", bench_messages_new (N_MESSAGES, 330), TRUE, .60, .10);
  measure_terms (&host, report);
  bench_terms_free (host.terms);
  remove_tree (host.directory);
  g_free (host.directory);
  if (bench_report_finish (report, path, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
