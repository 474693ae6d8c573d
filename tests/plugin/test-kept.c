/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "clock.h"
#include "harness.h"

/* What is kept stays so when its file cannot be opened for a while, and when a clock is set wrong. */

#define ABUSE "you are a worthless idiot and nobody likes you"
#define YEARS (5 * 365 * G_TIME_SPAN_DAY)

static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};
static const HarnessOptions usual = {.settings =
                                         "{\"version\": 1, \"profile\": \"gentle\", \"held-days\": 3}"};

static void
let_pass (Harness *h, gint64 time)
{
  for (gint64 passed = 0; passed < time; passed += 6 * G_TIME_SPAN_HOUR) {
    test_clock_pass (6 * G_TIME_SPAN_HOUR);
    harness_pass_hour (h);
  }
}

static void
start_anew (Harness *h)
{
  harness_unload (h);
  harness_load (h);
}

/* --- a file that cannot be opened --- */

static void
load_warned (Harness *h)
{
  harness_load_warned (h, "what is held is kept in memory only");
}

static guint
count_told (Harness *h, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < h->notices->len; i++)
    n += strstr (((HarnessLine *)h->notices->pdata[i])->text, words) != NULL;
  return n;
}

static void
test_opens_later (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "held.jsonl", NULL);
  g_autofree char *away = g_strconcat (path, "-away", NULL);
  g_autofree char *text = NULL;
  const HavenPluginApi *api;
  g_autoptr (GPtrArray) held = NULL;

  loopback_say (h->me, "crow", "from before");
  harness_unload (h);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  load_warned (h);
  loopback_say (h->me, "crow", "meanwhile one");
  loopback_say (h->me, "crow", "meanwhile two");
  g_assert_cmpuint (count_told (h, "What was held before is not shown"), ==, 1);
  g_assert_cmpuint (harness_count_held (h), ==, 2);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven held"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "What was held before is not shown"));
  g_assert_null (strstr (harness_last (h->shown)->text, "without a log"));
  api = harness_get_api (h);
  held = api->list_held (api->plugin);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  harness_pass_hour (h);
  g_assert_cmpuint (harness_count_held (h), ==, 3);
  /* the number that the user read still means the same */
  g_assert_true (
      api->act_on_held (api->plugin, ((HavenHeldItem *)held->pdata[0])->id, HAVEN_HELD_DELETE, NULL));
  text = harness_read_file (h, "held.jsonl");
  g_assert_nonnull (strstr (text, "from before"));
  g_assert_nonnull (strstr (text, "meanwhile two"));
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_null (strstr (harness_last (h->shown)->text, "not shown for now"));
  start_anew (h);
  g_assert_cmpuint (harness_count_held (h), ==, 2);
}

/* There is no later: what stands in the way is kept beside. */
static void
test_never_opens (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "held.jsonl", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);

  harness_unload (h);
  g_remove (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  load_warned (h);
  loopback_say (h->me, "crow", "hello there");
  start_anew (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (g_file_test (beside, G_FILE_TEST_IS_DIR));
}

/* --- a clock that is set wrong --- */

static void
test_held_while_years_ahead (Harness *h)
{
  loopback_say (h->me, "crow", "hello there");
  let_pass (h, 3 * G_TIME_SPAN_DAY);
  test_clock_pass (YEARS);
  harness_pass_hour (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  start_anew (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  test_clock_pass (-YEARS);
  harness_pass_hour (h);
  start_anew (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

/* What came on a clock that an empty battery had set back is not old when the network sets it. */
static void
test_held_on_a_clock_behind (Harness *h)
{
  let_pass (h, 3 * G_TIME_SPAN_DAY);
  test_clock_pass (-YEARS);
  loopback_say (h->me, "crow", "hello there");
  test_clock_pass (YEARS);
  harness_pass_hour (h);
  start_anew (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

static void
test_old_is_forgotten_at_a_start (Harness *h)
{
  loopback_say (h->me, "crow", "hello there");
  let_pass (h, 3 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  harness_unload (h);
  test_clock_pass (40 * G_TIME_SPAN_DAY); /* nobody was there */
  harness_load (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  let_pass (h, 3 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (harness_count_held (h), ==, 0);
}

/* Who was held for an hour is so still, when the clock is right again within that hour. */
static void
test_people_while_years_off (Harness *h)
{
  static const gint64 leaps[] = {YEARS, -YEARS};

  let_pass (h, 3 * G_TIME_SPAN_DAY);
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  for (guint i = 0; i < G_N_ELEMENTS (leaps); i++) {
    guint before = harness_count_held (h);

    test_clock_pass (leaps[i]);
    harness_pass_hour (h);
    start_anew (h);
    test_clock_pass (-leaps[i]);
    harness_pass_hour (h);
    loopback_say (h->me, "crow", "good morning");
    g_assert_cmpuint (harness_count_held (h), ==, before + 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/kept/opens-later", &attacked, test_opens_later);
  harness_add ("/kept/never-opens", &attacked, test_never_opens);
  harness_add ("/kept/clock/held-while-years-ahead", &attacked, test_held_while_years_ahead);
  harness_add ("/kept/clock/held-on-a-clock-behind", &attacked, test_held_on_a_clock_behind);
  harness_add ("/kept/clock/old-is-forgotten-at-a-start", &attacked, test_old_is_forgotten_at_a_start);
  harness_add ("/kept/clock/people-while-years-off", &usual, test_people_while_years_off);
  return g_test_run ();
}
