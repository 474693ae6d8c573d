/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The items of over-sharing against the same things as patterns in Vectorscan. The peer checks no digit and
 * knows no word around it; it is asked for where a match starts, or for less. Both sides run in turns, and
 * the median ratio counts. A text is read once for all that looks at it, rules and links too: the time
 * without that is the items' own.
 */
#include "bench-sharing.h"

#include "sharing/haven-national-id.h"
#include "sharing/haven-shared.h"

#include <hs/hs.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_TURNS 31
#define N_MESSAGES 4000

static const char *const patterns[] = {
    "\\b(?:\\d[ -]?){12,18}\\d\\b",
    "\\b[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\\b",
    "\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b",
    "\\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\\b",
    "\\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}\\b",
    "\\b[\\w.%+-]+@[\\w-]+(?:\\.[\\w-]+)+\\b",
    "\\+\\d{1,3}[ .(-]{0,2}\\d{1,5}(?:[ .)/-]{0,2}\\d{2,5}){1,4}\\b",
    "\\(?\\b\\d{3}\\)?[ .-]?\\d{3}[ .-]\\d{4}(?: ?x\\d{1,6})?\\b",
    "\\b0\\d{1,4}[ ./-]\\d{2,5}(?:[ -]?\\d{2,4}){1,3}\\b",
    "\\b(?:phone|tel|call|cell|mobile|fax|text|whatsapp|number)\\b.{0,30}\\b\\d[\\d .-]{5,14}\\d\\b",
    "\\b\\d{1,5}\\w? (?:[\\w'.-]{1,20} "
    "){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd|place|square|terrace|way|"
    "close)\\b",
    "\\b(?:rue|via|calle|avenida|rua|ulica|ul\\.|piazza|viale|travessa|strada|carretera) [\\w' .-]{2,40} "
    "\\d{1,5}\\b",
    "\\b\\w{3,30}(?:straße|strasse|straat|gatan|vej|veien|weg|gasse|platz|katu|utca|laan|plein) \\d{1,4}\\b",
    "\\b(?:apt|suite|unit|flat)\\.? \\d{1,5}\\b",
    "\\bp\\.? ?o\\.? box \\d{1,6}\\b",
    "\\b(?:zip|postcode|postal)\\b.{0,12}\\b\\d{4,6}\\b",
    "\\bthe corner of [\\w .]{3,40} and [\\w .]{3,40}\\b",
    "-?\\b\\d{1,2}\\.\\d{4,15}, ?-?\\d{1,3}\\.\\d{4,15}\\b",
    "\\b[23456789CFGHJMPQRVWX]{8}\\+[23456789CFGHJMPQRVWX]{2,3}\\b",
    "(?:maps\\.google\\.|google\\.com/maps|goo\\.gl/"
    "maps|maps\\.app\\.goo\\.gl|maps\\.apple\\.com|openstreetmap\\.org/#map|osm\\.org/go|w3w\\.co)",
    "\\b(?:born|birthday|dob|birth)\\b.{0,30}\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}\\b",
    "\\b(?:born|birthday|dob)\\b.{0,20}\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w{0,6}\\b",
    "\\b(?:my|his|her|the|our) .{0,16}(?:password|passwd|passphrase|pwd|pin|passcode)\\b.{0,12}(?:is|:|=) "
    "?\\S{4,64}",
    "\\b(?:code|otp)\\b.{0,20}\\b\\d{4,8}\\b",
    "\\bpassport\\b.{0,16}\\b[A-Z0-9]{6,9}\\b",
    "\\b(?:driver'?s?|driving) licen[cs]e\\b.{0,16}\\b[A-Z0-9]{5,20}\\b",
    "\\b(?:account|acct)\\b.{0,16}\\b\\d{6,18}\\b",
    "\\b(?:routing|aba|sort code)\\b.{0,16}\\b\\d[\\d-]{5,8}\\b",
    "\\b(?:bic|swift)\\b.{0,8}\\b[A-Z]{6}[A-Z0-9]{2,5}\\b",
    "\\bmy name is [A-Z]\\w+",
    "\\b(?:discord|telegram|insta|instagram|snap|skype|kik|steam)\\b.{0,12}(?:is|:) ?@?[\\w.#-]{3,40}",
    "gh[pousr]_\\w{36,}",
    "github_pat_\\w{22,}",
    "glpat-[\\w-]{20,}",
    "xox[bpasr]-[\\w-]{20,}",
    "A[KS]IA[A-Z0-9]{16}",
    "AIza[\\w-]{35}",
    "[sr]k_(?:live|test)_\\w{16,}",
    "sk-(?:ant-|proj-)?[\\w-]{24,}",
    "SG\\.[\\w.-]{40,}",
    "npm_\\w{36}",
    "pypi-[\\w-]{50,}",
    "eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}",
    "-----BEGIN [A-Z ]{0,20}PRIVATE KEY",
    "\\b(?:root|admin|administrator|guest|user|test|login) ?[/:] ?[a-z]{2,20}\\d\\w{0,40}",
    "\\b(?:user|username|login|account|network|wifi|host)\\b.{0,30}\\b(?:pw|pwd|pass|passwd|password)\\b.{0,"
    "3}\\S{4,64}",
    "\\bas (?:root|admin|administrator|guest|user) (?:with|using) \\S{5,64}",
    "\\b(?:HRKU|NRAK|PMAK|xkeysib|tskey|nvapi|pplx|xai)-[\\w-]{24,}",
    "\\b(?:hf|ntn|gsk|figd|sbp|nfp|phc|phx|glsa|shppa|rubygems|dckr_pat)_\\w{24,}",
    "\\b[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}\\b",
    "\\b\\d{8,10}:[\\w-]{35}\\b",
};

/* Made up: how ordinary chat reads when no file is given. */
static const char *const lines[] = {
    "did you see the match last night? what a finish",
    "ok I'll be there around 7, save me a seat please",
    "the build fails on line 214 of parser.c, any idea why?",
    "lol no way, she really said that in front of everyone",
    "I think version 2.6.15 had the same problem, try upgrading first and then run it again with the flag "
    "that bob told you about",
    "thanks!",
    "can someone send me the link to the page about the summer trip",
    "my cat has learned how to open the fridge and I don't know what to do any more, it took her about 3 "
    "days",
    "does anyone remember the name of the film with the two brothers and the lighthouse? it came out in 1998 "
    "or so",
    "brb",
    "yes, and then we walked home along the river, it was so quiet that we could hear the owls on the other "
    "side",
    "error: connection refused (111), I have restarted it twice now",
};

typedef struct {
  hs_database_t *database;
  hs_scratch_t *scratch;
  guint n_patterns;
} Peer;

/* A way in which a national number is written, as a pattern. */
static char *
pattern_of_way (const char *way)
{
  GString *pattern = g_string_new ("\\b");

  for (way += *way == '!'; *way != '\0'; way++) {
    if (*way == '9')
      g_string_append (pattern, "\\d");
    else if (*way == 'A')
      g_string_append (pattern, "[A-Z]");
    else if (*way == 'X')
      g_string_append (pattern, "[A-Z0-9]");
    else
      g_string_append_printf (pattern, "\\%c", *way);
  }
  if (g_str_has_suffix (pattern->str, ")") == FALSE)
    g_string_append (pattern, "\\b");
  return g_string_free (pattern, FALSE);
}

static GPtrArray *
all_patterns (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) ways = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_ids;
  const HavenNationalId *ids = haven_national_ids_get (&n_ids);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_ptr_array_add (all, g_strdup (patterns[i]));
  for (guint i = 0; i < n_ids; i++) {
    for (guint way = 0; ids[i].patterns[way] != NULL; way++) {
      const char *text = ids[i].patterns[way] + (ids[i].patterns[way][0] == '!');

      if (g_hash_table_add (ways, (gpointer)text))
        g_ptr_array_add (all, pattern_of_way (text));
    }
  }
  return all;
}

static void
peer_init (Peer *peer, unsigned extra)
{
  g_autoptr (GPtrArray) all = all_patterns ();
  g_autofree unsigned *flags = g_new (unsigned, all->len);
  g_autofree unsigned *ids = g_new (unsigned, all->len);
  hs_compile_error_t *error = NULL;

  for (guint i = 0; i < all->len; i++) {
    flags[i] = extra | HS_FLAG_CASELESS | HS_FLAG_DOTALL;
    ids[i] = i;
  }
  peer->scratch = NULL;
  peer->n_patterns = all->len;
  /* a pattern that is too large with its start is asked for its end only */
  while (hs_compile_multi ((const char *const *)all->pdata, flags, ids, all->len, HS_MODE_BLOCK, NULL,
                           &peer->database, &error) != HS_SUCCESS) {
    if (error->expression < 0 || !(flags[error->expression] & HS_FLAG_SOM_LEFTMOST))
      g_error ("Vectorscan: %s: %s", (const char *)all->pdata[MAX (error->expression, 0)], error->message);
    flags[error->expression] &= ~(unsigned)HS_FLAG_SOM_LEFTMOST;
    hs_free_compile_error (error);
  }
  g_assert_cmpint (hs_alloc_scratch (peer->database, &peer->scratch), ==, HS_SUCCESS);
}

static int
on_match (unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *count)
{
  (*(guint *)count)++;
  return 0;
}

/* Processor time, so that a busy machine does not count. */
static double
now (void)
{
  struct timespec at;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &at);
  return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* With @found what is looked for, else only the reading. */
static double
run_ours (const GPtrArray *messages, HavenText *text, GArray *found)
{
  double start = now ();

  for (guint i = 0; i < messages->len; i++) {
    haven_text_read (text, messages->pdata[i], strlen (messages->pdata[i]), HAVEN_FORMAT_PLAIN);
    if (found == NULL)
      continue;
    g_array_set_size (found, 0);
    haven_shared_look (text, found);
  }
  return (now () - start) / messages->len;
}

static double
run_peer (const GPtrArray *messages, Peer *peer, guint *count)
{
  double start = now ();

  for (guint i = 0; i < messages->len; i++)
    hs_scan (peer->database, messages->pdata[i], (unsigned)strlen (messages->pdata[i]), 0, peer->scratch,
             on_match, count);
  return (now () - start) / messages->len;
}

static int
by_value (const void *a, const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

/**
 * bench_sharing_read:
 * @path: (nullable): a file with a message a line; NULL for made-up chat
 *
 * Returns: (transfer full) (element-type utf8): at most 4,000 messages
 */
GPtrArray *
bench_sharing_read (const char *path)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *data = NULL;
  g_auto (GStrv) read = NULL;

  if (path != NULL && g_file_get_contents (path, &data, NULL, NULL))
    read = g_strsplit (data, "\n", -1);
  for (guint i = 0; messages->len < N_MESSAGES && (read == NULL || read[i] != NULL); i++)
    g_ptr_array_add (messages, g_strdup (read != NULL ? read[i] : lines[i % G_N_ELEMENTS (lines)]));
  return messages;
}

static double
median (double *values)
{
  qsort (values, N_TURNS, sizeof (double), by_value);
  return values[N_TURNS / 2];
}

/**
 * bench_sharing_compare:
 * @messages: (element-type utf8): messages
 * @flags: what more the peer is asked for: HS_FLAG_SOM_LEFTMOST for where a match starts
 * @result: (out caller-allocates): medians of nanoseconds a message and of ratios
 */
void
bench_sharing_compare (const GPtrArray *messages, unsigned flags, BenchSharingResult *result)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  g_autoptr (HavenText) text = haven_text_new ();
  double ours[N_TURNS], own[N_TURNS], theirs[N_TURNS], ratios[N_TURNS], own_ratios[N_TURNS];
  guint count = 0;
  Peer peer;

  peer_init (&peer, flags);
  for (guint i = 0; i < N_TURNS; i++) {
    ours[i] = run_ours (messages, text, found);
    own[i] = MAX (ours[i] - run_ours (messages, text, NULL), 0);
    theirs[i] = run_peer (messages, &peer, &count);
    ratios[i] = ours[i] / theirs[i];
    own_ratios[i] = own[i] / theirs[i];
  }
  *result = (BenchSharingResult){peer.n_patterns, median (ours),   median (own),
                                 median (theirs), median (ratios), median (own_ratios)};
  hs_free_scratch (peer.scratch);
  hs_free_database (peer.database);
}

/**
 * bench_sharing_add:
 * @report: where the row is added
 *
 * Compares all items with the peer on made-up chat.
 */
void
bench_sharing_add (BenchReport *report)
{
  g_autoptr (GPtrArray) messages = bench_sharing_read (NULL);
  g_autofree char *detail = NULL;
  BenchSharingResult result;

  bench_sharing_compare (messages, HS_FLAG_SOM_LEFTMOST, &result);
  detail = g_strdup_printf ("%.0f ns against %.0f ns; %.2f with reading the text", result.own, result.theirs,
                            result.ratio);
  bench_report_add (report, "sharing-all", result.own_ratio, .5, .35, detail);
}
