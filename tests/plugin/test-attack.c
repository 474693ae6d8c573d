/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "clock.h"
#include "harness.h"

/* "Under attack", as it is begun, ends by itself, and is taken back. */

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};

static void
test_command (Harness *h)
{
  static const struct {
    const char *typed;
    const char *said;
  } rows[] = {
      {"haven attack", "For 2 hours people"},         {"haven attack 1", "For 1 hour people"},
      {"haven attack 0", "how many hours"},           {"haven attack 2 days", "how many hours"},
      {"haven attack -5", "how many hours"},          {"haven attack 73", "how many hours"},
      {"haven attack off", "“Under attack” is off."},
  };
  PurpleConversation *conv = harness_im (h, "sam");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].typed);
    g_assert_true (harness_command (conv, rows[i].typed));
    g_assert_nonnull (strstr (harness_last (h->shown)->text, rows[i].said));
  }
}

static void
pass (Harness *h, gint64 time)
{
  test_clock_pass (time);
  harness_pass_hour (h);
}

static void
test_ends_by_itself (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  g_assert_true (harness_command (conv, "haven attack 1"));
  loopback_say (h->me, "crow", "hello there");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  pass (h, G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND);
  g_assert_nonnull (harness_find (h->notices, "has ended by itself. 1 message was held meanwhile"));
  loopback_say (h->me, "crow", "hello again");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (harness_command (conv, "haven status"));
  g_assert_null (strstr (harness_last (h->shown)->text, "“Under attack” is on"));
}

/* What was held before it began is none of it. */
static void
test_counts_its_own (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  g_assert_true (harness_command (conv, "haven attack 1"));
  loopback_say (h->me, "crow", "hello there");
  g_assert_true (harness_command (conv, "haven attack off"));
  g_assert_true (harness_command (conv, "haven attack 1"));
  loopback_say (h->me, "crow", "hello again");
  loopback_say (h->me, "crow", "hello");
  pass (h, G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND);
  g_assert_nonnull (harness_find (h->notices, "2 messages were held meanwhile"));
}

/* Its timer runs out, and the clock on the wall was set back meanwhile: while people are held it is not said
 * to be over. */
static void
test_goes_by_the_clock (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven attack 1"));
  pass (h, -G_TIME_SPAN_DAY);
  g_assert_null (harness_find (h->notices, "has ended by itself"));
  loopback_say (h->me, "crow", "hello there");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  pass (h, G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND);
  g_assert_nonnull (harness_find (h->notices, "has ended by itself"));
}

/* What the last session began goes on in this one. */
static void
test_goes_on_after_a_start (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven attack 2"));
  harness_unload (h);
  test_clock_pass (G_TIME_SPAN_HOUR);
  harness_load (h);
  loopback_say (h->me, "crow", "hello there");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  pass (h, G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND);
  g_assert_nonnull (harness_find (h->notices, "has ended by itself"));
}

static guint
count_suggested (Harness *h)
{
  guint n = 0;

  for (guint i = 0; i < h->notices->len; i++)
    n += strstr (((const HarnessLine *)h->notices->pdata[i])->text, "Several people") != NULL;
  return n;
}

static void
come_at_once (Harness *h, const char *names)
{
  for (guint i = 0; i < 5; i++) {
    g_autofree char *who = g_strdup_printf ("%s-%u", names, i);

    for (guint n = 0; n < 3; n++)
      loopback_say (h->me, who, "you are a worthless idiot and nobody likes you");
  }
}

/* Once for each time, not for each message; and a clock that was set back is no reason to say nothing. */
static void
test_suggested (Harness *h)
{
  static const struct {
    const char *names;
    gint64 later;
    guint suggested;
  } rows[] = {
      {"crow", 0, 1},
      {"rook", 5 * G_TIME_SPAN_HOUR, 1},
      {"jay", 2 * G_TIME_SPAN_HOUR, 2},
      {"daw", -2 * G_TIME_SPAN_DAY, 3},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].names);
    test_clock_pass (rows[i].later);
    come_at_once (h, rows[i].names);
    g_assert_cmpuint (count_suggested (h), ==, rows[i].suggested);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/attack/command", &usual, test_command);
  harness_add ("/attack/ends-by-itself", &usual, test_ends_by_itself);
  harness_add ("/attack/counts-its-own", &usual, test_counts_its_own);
  harness_add ("/attack/goes-by-the-clock", &usual, test_goes_by_the_clock);
  harness_add ("/attack/goes-on-after-a-start", &usual, test_goes_on_after_a_start);
  harness_add ("/attack/suggested", &usual, test_suggested);
  return g_test_run ();
}
