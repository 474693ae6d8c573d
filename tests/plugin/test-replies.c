/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* An answer to a marked message, where the entry cannot be reached. */

#define SETTINGS                                                                                             \
  "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"declared\": \"mention\", \"self-harm\": " \
  "\"discuss\"}}"
#define MARKED "CW: exam stress. three papers tomorrow"
#define CARD "my card is 4111 1111 1111 1111 ok"

static const HarnessOptions usual = {.settings = SETTINGS};
static const HarnessOptions bare = {.settings = SETTINGS, .bare = TRUE};
static const HarnessOptions in_bitlbee = {.settings = SETTINGS, .ui = "BitlBee", .direct_im = TRUE};

static PurpleConversation *
open_marked (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "jo");

  loopback_say (h->me, "jo", MARKED);
  if (!harness_command (conv, "haven open"))
    harness_send (conv, "/haven open");
  return conv;
}

static void
answer (PurpleConversation *conv, Harness *h, const char *text)
{
  harness_send (conv, text);
  harness_spin (h);
}

static void
test_filled_in (Harness *h)
{
  answer (open_marked (h), h, "well done");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "CW: exam stress"));
  harness_press (harness_last_question (h), "Send with the mark");
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: exam stress. well done");
}

static void
test_removed (Harness *h)
{
  answer (open_marked (h), h, "well done");
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpstr (harness_last_sent (h), ==, "well done");
}

static void
test_once (Harness *h)
{
  PurpleConversation *conv = open_marked (h);

  answer (conv, h, "well done");
  harness_press (harness_last_question (h), "Send without it");
  answer (conv, h, "and then?");
  g_assert_cmpstr (harness_last_sent (h), ==, "and then?");
}

static void
test_own_mark (Harness *h)
{
  answer (open_marked (h), h, "CW: school. well done");
  g_assert_null (harness_last_question (h));
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: school. well done");
}

static void
test_closed (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "jo");

  loopback_say (h->me, "jo", MARKED);
  answer (conv, h, "hello");
  g_assert_cmpstr (harness_last_sent (h), ==, "hello");
}

static void
test_elsewhere (Harness *h)
{
  open_marked (h);
  answer (harness_im (h, "sam"), h, "hello");
  g_assert_cmpstr (harness_last_sent (h), ==, "hello");
}

/* What must be asked about is asked about, and the mark is offered beside it. */
static void
test_with_reminder (Harness *h)
{
  PurpleConversation *conv = open_marked (h);

  answer (conv, h, CARD);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "card number"));
  g_assert_true (harness_command (conv, "haven note"));
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: exam stress. " CARD);
}

static void
test_commands (Harness *h)
{
  PurpleConversation *conv = open_marked (h);

  answer (conv, h, "well done");
  g_assert_nonnull (harness_find (h->shown, "/haven note"));
  g_assert_true (harness_command (conv, "haven note"));
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: exam stress. well done");
}

static void
test_without_ui (Harness *h)
{
  PurpleConversation *conv = open_marked (h);

  answer (conv, h, "well done");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (conv, "haven note"));
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: exam stress. well done");
}

static void
test_bitlbee (Harness *h)
{
  answer (open_marked (h), h, "well done");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  harness_press (harness_last_question (h), "OK, send it with the mark");
  g_assert_cmpstr (harness_last_sent (h), ==, "CW: exam stress. well done");
}

/* Whoever is answered may call themselves what the user chose not to meet. */
static void
test_name_covered (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  loopback_say_in (room, "cut myself again", MARKED);
  g_assert_true (harness_command (room, "haven open"));
  answer (room, h, "well done");
  g_assert_null (strstr (harness_last_question (h)->secondary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "name 1: self-harm"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/replies/filled-in", &usual, test_filled_in);
  harness_add ("/replies/name-covered", &usual, test_name_covered);
  harness_add ("/replies/removed", &usual, test_removed);
  harness_add ("/replies/offered-once", &usual, test_once);
  harness_add ("/replies/own-mark", &usual, test_own_mark);
  harness_add ("/replies/not-opened", &usual, test_closed);
  harness_add ("/replies/elsewhere", &usual, test_elsewhere);
  harness_add ("/replies/with-a-reminder", &usual, test_with_reminder);
  harness_add ("/replies/by-command", &usual, test_commands);
  harness_add ("/replies/without-ui", &bare, test_without_ui);
  harness_add ("/replies/bitlbee", &in_bitlbee, test_bitlbee);
  return g_test_run ();
}
