/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Haven against its peers. Both sides of a ratio are measured in turns within one run, and what is reported
 * is the median of the turns' ratios: on a busy machine that is the only number that keeps.
 */
#include "bench-data.h"
#include "bench-ignorance.h"
#include "bench-jit.h"
#include "bench-peer.h"
#include "bench-run.h"
#include "bench-sharing.h"
#include "match/haven-cache-file.h"
#include "match/haven-index.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define N_MESSAGES 2000
#define N_TURNS BENCH_TURNS
#define N_LOOP_MESSAGES 100
#define N_FEW_MESSAGES 10
#define N_COLD 400
#define COLD_BYTES (24u << 20)

typedef struct {
  BenchTerms *terms;
  BenchPeer *peer;
  BenchJit *jit; /* while it is measured */
  BenchIgnorance *ignorance;
  HavenIndex *index;
  double build_time;
  HavenText *text;
  GArray *hits;
  GPtrArray *messages;
} Bench;

/* One side of a comparison, over one message. */
typedef guint (*Side) (Bench *bench, const char *message, gsize length);

typedef struct {
  double ours; /* nanoseconds a message */
  double theirs;
  double ratio;
} Result;

static BenchReport *all;
static volatile guint sink;

static guint
haven_side (Bench *bench, const char *message, gsize length)
{
  bench->hits->len = 0;
  haven_text_read (bench->text, message, length, HAVEN_FORMAT_HTML);
  haven_index_find (bench->index, bench->text, bench->hits);
  return bench->hits->len;
}

static guint
raw_side (Bench *bench, const char *message, gsize length)
{
  return bench_peer_scan (bench->peer, message, length);
}

static guint
jit_side (Bench *bench, const char *message, gsize length)
{
  return bench_jit_scan (bench->jit, message, length);
}

static guint
ignorance_side (Bench *bench, const char *message, gsize length)
{
  return bench_ignorance_scan (bench->ignorance, message, length);
}

static guint
normalised_side (Bench *bench, const char *message, gsize length)
{
  return bench_peer_scan_normalised (bench->peer, message);
}

static double
time_side (Bench *bench, Side side)
{
  double start = bench_seconds ();

  for (guint i = 0; i < bench->messages->len; i++) {
    const char *message = bench->messages->pdata[i];

    sink += side (bench, message, strlen (message));
  }
  return (bench_seconds () - start) / bench->messages->len * 1e9;
}

static Result
compare (Bench *bench, Side ours, Side theirs)
{
  double our_times[N_TURNS], their_times[N_TURNS], ratios[N_TURNS];

  for (guint turn = 0; turn < N_TURNS; turn++) {
    /* who goes first changes from turn to turn */
    if (turn % 2)
      our_times[turn] = time_side (bench, ours);
    their_times[turn] = time_side (bench, theirs);
    if (turn % 2 == 0)
      our_times[turn] = time_side (bench, ours);
    ratios[turn] = our_times[turn] / their_times[turn];
  }
  return (Result){bench_median (our_times, N_TURNS), bench_median (their_times, N_TURNS),
                  bench_median (ratios, N_TURNS)};
}

/* Each message after the caches were filled with something else. */
static double
time_cold (Bench *bench, Side side, guint8 *other, guint number)
{
  const char *message = bench->messages->pdata[number % bench->messages->len];
  double start;

  for (gsize i = 0; i < COLD_BYTES; i += 64)
    other[i]++;
  /* the clock is not what is measured: when first asked it is cold itself */
  bench_wall_seconds ();
  start = bench_wall_seconds ();
  sink += side (bench, message, strlen (message));
  return (bench_wall_seconds () - start) * 1e9;
}

static Result
compare_cold (Bench *bench, Side ours, Side theirs)
{
  g_autofree guint8 *other = g_malloc0 (COLD_BYTES);
  g_autofree double *our_times = g_new (double, N_COLD);
  g_autofree double *their_times = g_new (double, N_COLD);
  Result result;

  for (guint i = 0; i < N_COLD; i++) {
    our_times[i] = time_cold (bench, ours, other, i);
    their_times[i] = time_cold (bench, theirs, other, i);
  }
  result.ours = bench_median (our_times, N_COLD);
  result.theirs = bench_median (their_times, N_COLD);
  result.ratio = result.ours / result.theirs;
  return result;
}

static void
report_result (const char *name, Result result, double must, double goal)
{
  g_autofree char *detail = g_strdup_printf ("%.0f ns against %.0f ns", result.ours, result.theirs);

  bench_report_add (all, name, result.ratio, must, goal, detail);
}

/* Haven against one way to use Vectorscan. */
static void
measure_peer (Bench *bench, const char *name, Side theirs, double must, double goal)
{
  if (bench->peer == NULL)
    bench_report_absent (all, name, BENCH_PEER);
  else
    report_result (name, compare (bench, haven_side, theirs), must, goal);
}

static HavenIndex *
build_index (const BenchTerms *terms)
{
  g_autoptr (HavenIndexBuilder) builder = haven_index_builder_new ();

  for (guint i = 0; i < terms->phrases->len; i++)
    haven_index_builder_add (builder, terms->phrases->pdata[i],
                             g_array_index (terms->prefixes, gboolean, i) ? HAVEN_INDEX_PREFIX : 0);
  return haven_index_build (builder, NULL);
}

static void
open_bench (Bench *bench, guint n_terms)
{
  double start;

  bench->terms = bench_terms_new (n_terms);
  bench->peer = bench_peer_new (bench->terms);
  start = bench_seconds ();
  bench->index = build_index (bench->terms);
  bench->build_time = bench_seconds () - start;
  bench->text = haven_text_new ();
  bench->hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));
  bench->messages = bench_messages_new (N_MESSAGES, 86);
}

static void
close_bench (Bench *bench)
{
  bench_terms_free (bench->terms);
  bench_peer_free (bench->peer);
  haven_index_unref (bench->index);
  haven_text_free (bench->text);
  g_array_unref (bench->hits);
  g_ptr_array_unref (bench->messages);
}

/* Longer messages, as of somebody who writes a paragraph. */
static void
measure_long (Bench *bench)
{
  GPtrArray *short_messages = bench->messages;

  bench->messages = bench_messages_new (N_MESSAGES / 4, 330);
  measure_peer (bench, "raw-330-10k", raw_side, .35, .25);
  measure_peer (bench, "normalised-330-10k", normalised_side, 1.0 / 8, 1.0 / 15);
  g_ptr_array_unref (bench->messages);
  bench->messages = short_messages;
}

/* Against a peer that is so slow that a few messages are enough. There is no bound that it could help to set:
 * it is named to be seen. */
static void
measure_slow_peer (Bench *bench, const char *name, Side theirs, guint n_messages)
{
  GPtrArray *messages = bench->messages;

  bench->messages = bench_messages_new (n_messages, 86);
  report_result (name, compare (bench, haven_side, theirs), 1, 1);
  g_ptr_array_unref (bench->messages);
  bench->messages = messages;
}

/* What plugins do that go through their rules one by one. */
static void
measure_loops (Bench *bench)
{
  bench->jit = bench_jit_new (bench->terms);
  measure_slow_peer (bench, "jit-loop-86-200", jit_side, N_LOOP_MESSAGES);
  g_clear_pointer (&bench->jit, bench_jit_free);
  bench->ignorance = bench_ignorance_new (bench->terms, FALSE);
  measure_slow_peer (bench, "ignorance-text-86-200", ignorance_side, N_LOOP_MESSAGES);
  bench_ignorance_free (bench->ignorance);
  bench->ignorance = bench_ignorance_new (bench->terms, TRUE);
  measure_slow_peer (bench, "ignorance-regex-86-200", ignorance_side, N_FEW_MESSAGES);
  g_clear_pointer (&bench->ignorance, bench_ignorance_free);
}

/* The longest that any hostile message of 64 KiB takes, as a share of what it may: from text to hits. */
static void
measure_worst (Bench *bench)
{
  static const char *const shapes[] = {"k y s ",
                                       "k.y.s.",
                                       "a",
                                       "k1ll ",
                                       "k!ll ",
                                       "f*ck f**k ",
                                       "<b>k</b>",
                                       "&#107;",
                                       "<a href='",
                                       "aab",
                                       "\u0456\u0441 ",
                                       "e\u0301\u0301\u0301",
                                       "\U0001F52A",
                                       "\u81EA\u6BBA",
                                       "don't ",
                                       "@$$ ",
                                       "\xFF",
                                       "\xE2\x80",
                                       "1l1l1l1l",
                                       "1l1l1l1l ",
                                       "<span style='display:none'>x",
                                       "k\U0001F52Ay\U0001F52As\U0001F52A",
                                       "\u044C\u0131t\u0441h \u0250 ",
                                       "\u5344\u4E47\u311A "};
  double worst = 0;
  const char *slowest = "";

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autoptr (GString) message = g_string_new (NULL);
    double best = G_MAXDOUBLE;

    while (message->len < 64 * 1024)
      g_string_append (message, shapes[i]);
    for (guint turn = 0; turn < BENCH_TURNS; turn++) {
      double start = bench_seconds ();

      sink += haven_side (bench, message->str, message->len);
      best = MIN (best, bench_seconds () - start);
    }
    slowest = best > worst ? shapes[i] : slowest;
    worst = MAX (worst, best);
  }
  {
    g_autofree char *detail =
        g_strdup_printf ("%.2f ms of 2.2 ms, for \"%s\" again and again", worst * 1e3, slowest);

    bench_report_add (all, "worst-64k", worst / 2.2e-3, 1, .5, detail);
  }
}

static void
measure_near_miss (Bench *bench)
{
  g_ptr_array_set_size (bench->messages, 0);
  g_ptr_array_add (bench->messages, bench_near_miss_new (bench->terms, 64 * 1024));
  measure_peer (bench, "near-miss-64k-10k", raw_side, .50, .30);
}

/* Where an index lies in a file, ready to be searched. */
static double
time_mapping (const char *path)
{
  double start = bench_seconds ();

  for (guint i = 0; i < 100; i++) {
    g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
    g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
    g_autoptr (HavenIndex) mapped = haven_index_new_from_bytes (bytes, NULL);

    g_assert_nonnull (mapped);
  }
  return (bench_seconds () - start) / 100;
}

/* The same as a start does it, which adds up all of the file first. */
static double
time_checked_mapping (const char *path)
{
  double start = bench_seconds ();

  for (guint i = 0; i < 100; i++) {
    g_autoptr (GBytes) bytes = haven_cache_file_map (path, "bench", NULL);
    g_autoptr (HavenIndex) mapped = haven_index_new_from_bytes (bytes, NULL);

    g_assert_nonnull (mapped);
  }
  return (bench_seconds () - start) / 100;
}

static double
time_deserialising (const char *data, gsize length)
{
  double start = bench_seconds ();

  for (guint i = 0; i < 10; i++)
    bench_peer_deserialise (data, length);
  return (bench_seconds () - start) / 10;
}

/* What is the same whether there is a peer or not. */
static void
measure_size (Bench *bench)
{
  g_autoptr (GBytes) bytes = haven_index_to_bytes (bench->index);

  bench_report_add (all, "bytes-a-term-100k", (double)g_bytes_get_size (bytes) / bench->terms->phrases->len,
                    60, 40, "");
}

/* Mapping a file against what a serialised peer takes. */
static void
measure_map (Bench *bench, const char *name, double (*time_ours) (const char *path), double must, double goal)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "index", NULL);
  g_autoptr (GBytes) bytes = haven_index_to_bytes (bench->index);
  g_autofree char *data = NULL;
  g_autofree char *detail = NULL;
  double ours[N_TURNS], theirs[N_TURNS], ratios[N_TURNS];
  gsize length, size;
  gconstpointer index = g_bytes_get_data (bytes, &size);

  if (time_ours == time_checked_mapping)
    g_assert_true (haven_cache_file_write (path, "bench", bytes, NULL));
  else
    g_assert_true (g_file_set_contents (path, index, (gssize)size, NULL));
  data = bench_peer_serialise (bench->peer, &length);
  for (guint turn = 0; turn < N_TURNS; turn++) {
    ours[turn] = time_ours (path);
    theirs[turn] = time_deserialising (data, length);
    ratios[turn] = ours[turn] / theirs[turn];
  }
  detail = g_strdup_printf ("%.0f us against %.0f us", bench_median (ours, N_TURNS) * 1e6,
                            bench_median (theirs, N_TURNS) * 1e6);
  bench_report_add (all, name, bench_median (ratios, N_TURNS), must, goal, detail);
  g_unlink (path);
  g_rmdir (directory);
}

static void
measure_storage (Bench *bench)
{
  g_autofree char *detail = g_strdup_printf ("%.1f ms against %.1f s", bench->build_time * 1e3,
                                             bench_peer_get_compile_time (bench->peer));

  bench_report_add (all, "build-100k", bench->build_time / bench_peer_get_compile_time (bench->peer), .01,
                    .004, detail);
  measure_map (bench, "map-100k", time_mapping, .1, .04);
  measure_map (bench, "map-checked-100k", time_checked_mapping, 1, 1);
}

/* Growth is measured with the indexes taking turns, like everything else. */
static void
measure_growth (Bench *benches)
{
  double ten[N_TURNS], hundred[N_TURNS];

  for (guint turn = 0; turn < N_TURNS; turn++) {
    double few = time_side (&benches[0], haven_side);
    double some = time_side (&benches[1], haven_side);
    double many = time_side (&benches[2], haven_side);

    ten[turn] = some / few;
    hundred[turn] = many / few;
  }
  bench_report_add (all, "growth-200-to-10k", bench_median (ten, N_TURNS), 1.4, 1.25, "");
  bench_report_add (all, "growth-200-to-100k", bench_median (hundred, N_TURNS), 3, 2, "");
}

/* A thousand regular expressions, each a rule: against Vectorscan that reads them all at once, and against a
 * loop that tries each. */
typedef struct {
  GPtrArray *messages;
  HavenMatcher *matcher;
  HavenText *text;
  GArray *matches;
  BenchPeer *peer;
  BenchJit *jit;
} Patterns;

static void
patterns_by_haven (gpointer data)
{
  Patterns *patterns = data;

  for (guint i = 0; i < patterns->messages->len; i++) {
    const char *message = patterns->messages->pdata[i];

    g_array_set_size (patterns->matches, 0);
    haven_text_read (patterns->text, message, strlen (message), HAVEN_FORMAT_HTML);
    sink += haven_matcher_match (patterns->matcher, patterns->text, NULL, patterns->matches);
  }
}

static void
patterns_by_peer (gpointer data)
{
  Patterns *patterns = data;

  for (guint i = 0; i < patterns->messages->len; i++) {
    const char *message = patterns->messages->pdata[i];

    sink += bench_peer_scan (patterns->peer, message, strlen (message));
  }
}

static void
patterns_by_loop (gpointer data)
{
  Patterns *patterns = data;

  for (guint i = 0; i < patterns->messages->len; i++) {
    const char *message = patterns->messages->pdata[i];

    sink += bench_jit_scan (patterns->jit, message, strlen (message));
  }
}

static HavenMatcher *
make_matcher (const GPtrArray *sources)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GString) json = g_string_new (
      "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\","
      "\"kind\": \"content\", \"category\": \"custom\", \"rules\": [");

  for (guint i = 0; i < sources->len; i++) {
    g_autofree char *escaped = g_strescape (sources->pdata[i], NULL);

    g_string_append_printf (
        json, "%s{\"id\": \"r%u\", \"title\": \"t\", \"depth\": \"discuss\", \"pattern\": \"%s\"}",
        i > 0 ? "," : "", i, escaped);
  }
  g_string_append (json, "]}");
  g_ptr_array_add (packs, haven_pack_new_from_data (json->str, json->len, "x", NULL));
  return haven_matcher_new (packs, NULL);
}

static void
report_patterns (const char *name, Patterns *patterns, BenchSide theirs, double must, double goal)
{
  BenchResult result = bench_compare (patterns_by_haven, theirs, patterns, N_TURNS);
  double one = 1e9 / patterns->messages->len;
  g_autofree char *detail =
      g_strdup_printf ("%.0f ns against %.0f ns", result.ours * one, result.theirs * one);

  bench_report_add (all, name, result.ratio, must, goal, detail);
}

static void
measure_patterns (void)
{
  g_autoptr (GPtrArray) sources = bench_patterns_new (1000);
  Patterns patterns = {bench_messages_new (N_MESSAGES, 86),
                       make_matcher (sources),
                       haven_text_new (),
                       g_array_new (FALSE, FALSE, sizeof (HavenMatch)),
                       bench_peer_new_patterns (sources),
                       bench_jit_new_patterns (sources)};

  if (patterns.peer == NULL)
    bench_report_absent (all, "regex-1000", BENCH_PEER);
  else
    report_patterns ("regex-1000", &patterns, patterns_by_peer, .60, .40);
  g_ptr_array_set_size (patterns.messages, N_LOOP_MESSAGES);
  report_patterns ("regex-loop-1000", &patterns, patterns_by_loop, 1, 1);
  g_ptr_array_unref (patterns.messages);
  haven_matcher_free (patterns.matcher);
  haven_text_free (patterns.text);
  g_array_unref (patterns.matches);
  bench_peer_free (patterns.peer);
  bench_jit_free (patterns.jit);
}

static void
measure (void)
{
  static const struct {
    guint n_terms;
    const char *name;
    double must;
    double goal;
  } rows[3] = {
      {200, "raw-86-200", .75, .55}, {10000, "raw-86-10k", .35, .25}, {100000, "raw-86-100k", .20, .12}};
  Bench benches[3] = {0};

  for (guint i = 0; i < 3; i++) {
    open_bench (&benches[i], rows[i].n_terms);
    measure_peer (&benches[i], rows[i].name, raw_side, rows[i].must, rows[i].goal);
  }
  measure_peer (&benches[1], "normalised-86-10k", normalised_side, 1.0 / 8, 1.0 / 15);
  measure_loops (&benches[0]);
  measure_growth (benches);
  if (benches[1].peer != NULL)
    report_result ("cold-86-10k", compare_cold (&benches[1], haven_side, raw_side), .40, .20);
  else
    bench_report_absent (all, "cold-86-10k", BENCH_PEER);
  measure_long (&benches[1]);
  measure_worst (&benches[1]);
  measure_near_miss (&benches[1]);
  measure_size (&benches[2]);
  if (benches[2].peer != NULL) {
    measure_storage (&benches[2]);
  } else {
    bench_report_absent (all, "build-100k", BENCH_PEER);
    bench_report_absent (all, "map-100k", BENCH_PEER);
  }
  bench_sharing_add (all);
  measure_patterns ();
  for (guint i = 0; i < 3; i++)
    close_bench (&benches[i]);
}

int
main (int argc, char **argv)
{
  const char *path = argc == 3 && strcmp (argv[1], "--json") == 0 ? argv[2] : NULL;
  g_autoptr (GError) error = NULL;

  if (argc > 1 && path == NULL) {
    g_printerr ("usage: haven-bench [--json FILE]\n");
    return 2;
  }
  all = bench_report_new ();
  measure ();
  if (bench_report_finish (all, path, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
