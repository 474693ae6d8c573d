/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "clock.h"
#include "harness.h"

/* What the user agreed to send may come again in pieces, as a plugin that splits long messages sends it, and
 * is not asked about again: for a minute, and there. */

#define NUMBER "4111 1111 1111 1111"

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};

static const struct {
  const char *description;
  const char *who;
  const char *text;
  gint64 later;
  gboolean asked;
} pieces[] = {
    {"a-piece-passes", "sam", NUMBER, 59 * G_TIME_SPAN_SECOND, FALSE},
    {"after-a-minute-it-is-asked-about", "sam", NUMBER, G_TIME_SPAN_MINUTE, TRUE},
    {"elsewhere-it-is-asked-about", "wren", NUMBER, G_TIME_SPAN_SECOND, TRUE},
    {"more-than-a-piece-is-asked-about", "sam", NUMBER " and more", G_TIME_SPAN_SECOND, TRUE},
    {"on-a-clock-that-was-set-back-it-is-asked-about", "sam", NUMBER, -G_TIME_SPAN_DAY, TRUE},
};

/* Sends something to be asked about; returns whether it was. */
static gboolean
is_asked (Harness *h, const char *who, const char *text)
{
  harness_send (harness_im (h, who), text);
  harness_spin (h);
  return harness_last_question (h) != NULL;
}

static void
test_pieces (Harness *h)
{
  guint n_sent = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_test_message ("%s", pieces[i].description);
    g_assert_true (is_asked (h, "sam", "my card is " NUMBER " ok"));
    harness_press (harness_last_question (h), "Send anyway");
    test_clock_pass (pieces[i].later);
    g_assert_cmpint (is_asked (h, pieces[i].who, pieces[i].text), ==, pieces[i].asked);
    n_sent += pieces[i].asked ? 1 : 2;
    g_assert_cmpuint (harness_count_sent (h), ==, n_sent);
    if (pieces[i].asked)
      harness_press (harness_last_question (h), "Cancel");
    test_clock_pass (G_TIME_SPAN_HOUR); /* what was agreed to is over */
  }
}

static void
agree (Harness *h, const char *who, const char *text)
{
  g_assert_true (is_asked (h, who, text));
  harness_press (harness_last_question (h), "Send anyway");
}

/* One word does not end the one before it. */
static void
test_several (Harness *h)
{
  agree (h, "sam", "my card is " NUMBER " ok");
  agree (h, "wren", "it is " NUMBER);
  g_assert_false (is_asked (h, "sam", NUMBER));
  g_assert_false (is_asked (h, "wren", NUMBER));
  g_assert_cmpuint (harness_count_sent (h), ==, 4);
}

/* It ends with the window: the next one may come to stand in the same place of memory. */
static void
test_closed (Harness *h)
{
  for (guint i = 0; i < 10; i++) {
    agree (h, "sam", "my card is " NUMBER " ok");
    purple_conversation_destroy (harness_im (h, "sam"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/approvals/pieces", &usual, test_pieces);
  harness_add ("/approvals/several", &usual, test_several);
  harness_add ("/approvals/closed", &usual, test_closed);
  return g_test_run ();
}
