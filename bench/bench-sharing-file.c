/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Usage: haven-bench-sharing [FILE]: the items of over-sharing on the messages of a file, and on the worst
 * texts. */
#include <hs/hs.h>
#include <time.h>

#include "bench-sharing.h"
#include "sharing/haven-shared.h"

#define WORST_LENGTH 8192

static void
compare (const GPtrArray *messages, const char *name, unsigned flags)
{
  BenchSharingResult result;

  bench_sharing_compare (messages, flags, &result);
  g_print ("%u messages, Haven %.0f ns and %.0f ns for reading, Vectorscan with %u patterns, %s, %.0f ns, "
           "ratio %.2f, "
           "with reading %.2f\n",
           messages->len, result.own, result.ours - result.own, result.n_patterns, name, result.theirs,
           result.own_ratio, result.ratio);
}

/* One text that is nothing but @words. */
static void
time_worst (const char *words)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GString) all = g_string_new (NULL);
  struct timespec from, to;

  while (all->len < WORST_LENGTH)
    g_string_append (all, words);
  haven_text_read (text, all->str, all->len, HAVEN_FORMAT_PLAIN);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &from);
  haven_shared_look (text, found);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &to);
  g_print ("8 KiB of “%s”: %.2f ms\n", words,
           (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6);
}

int
main (int argc, char **argv)
{
  static const char *const worst[] = {"12 Street ", "Apt 5 ",      "東京市1 ", "1 ",
                                      "192.168.",   "call 12 34 ", "12 Ann, "};
  g_autoptr (GPtrArray) messages = bench_sharing_read (argc > 1 ? argv[1] : NULL);

  compare (messages, "spans", HS_FLAG_SOM_LEFTMOST);
  compare (messages, "ends only", 0);
  for (guint i = 0; i < G_N_ELEMENTS (worst); i++)
    time_worst (worst[i]);
  return 0;
}
