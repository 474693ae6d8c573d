/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "harness.h"
#include "said.h"

/* What is kept of who is held, as evidence, and what a wipe leaves of either. */

#define ABUSE "you are a worthless idiot and nobody likes you"

static const HarnessOptions usual = {.settings =
                                         "{\"version\": 1, \"profile\": \"gentle\", \"held-days\": 3}"};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};

static char *
read_evidence (Harness *h)
{
  harness_unload (h); /* waits until all is written */
  return harness_read_file (h, "evidence/evidence.jsonl");
}

/* Both sides, what the user did about it, and what they add. */
static void
test_evidence (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "crow");
  g_autofree char *text = NULL;

  g_assert_true (harness_command (conv, "haven evidence on"));
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  harness_send (conv, "leave me alone, please");
  g_assert_true (harness_command (conv, "haven held mute crow"));
  g_assert_true (harness_command (conv, "haven evidence witnesses Jo and Kim"));
  g_assert_true (harness_command (conv, "haven evidence nonsense words"));
  text = read_evidence (h);
  g_assert_nonnull (strstr (text, ABUSE));
  g_assert_nonnull (strstr (text, "leave me alone"));
  g_assert_nonnull (strstr (text, "\"action\":\"hold\""));
  g_assert_nonnull (strstr (text, "\"did\":\"mute\""));
  g_assert_nonnull (strstr (text, "\"witnesses\":\"Jo and Kim\""));
  g_assert_null (strstr (text, "nonsense"));
}

/* What is picked among held messages tells as much as what was kept when it came; picked twice, or kept
 * already, it stands there once. */
static void
test_evidence_of_what_is_held (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "crow");
  g_autofree char *text = NULL;
  const char *record;

  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  loopback_say (h->me, "crow", "are you there?");
  g_assert_true (harness_command (conv, "haven held mute crow"));
  loopback_say (h->me, "crow", "nobody answers");
  g_assert_true (harness_command (conv, "haven held evidence crow"));
  g_assert_true (harness_command (conv, "haven held evidence crow"));
  text = read_evidence (h);
  record = strstr (text, ABUSE);
  g_assert_nonnull (record);
  g_assert_null (strstr (record + 1, ABUSE));
  g_assert_nonnull (strstr (text, "\"alias\":\"crow\""));
  g_assert_nonnull (strstr (record, " insult"));
  g_assert_nonnull (strstr (record, "\"action\":\"hold\""));
  g_assert_null (strstr (text, "\"score\":0"));
  g_assert_nonnull (strstr (text, "rule ")); /* why, in sentences */
  record = strstr (text, "are you there?");
  g_assert_nonnull (record);
  g_assert_nonnull (strstr (record, "\"cause\":\""));
  g_assert_nonnull (strstr (record, "for what came before"));
  record = strstr (text, "nobody answers");
  g_assert_nonnull (record);
  g_assert_nonnull (strstr (record, "\"action\":\"mute\""));
  g_assert_nonnull (strstr (record, "\"cause\":\"muted by you\""));
}

/* What is agreed to may be sent again in pieces, which are not asked about; but whatever the user says after
 * it is theirs as before. */
static void
test_evidence_of_a_short_answer (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "crow");
  g_autofree char *text = NULL;

  g_assert_true (harness_command (conv, "haven evidence on"));
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  harness_send (conv, "my card is 4111 1111 1111 1111, now stop");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
  harness_send (conv, "now stop");
  g_assert_cmpstr (harness_last_sent (h), ==, "now stop");
  text = read_evidence (h);
  g_assert_nonnull (strstr (text, "\"now stop\""));
}

/* The last piece of a sentence says nothing to whoever reads it later without the first. */
static void
test_evidence_of_a_sentence_in_pieces (Harness *h)
{
  g_autofree char *text = NULL;

  g_assert_true (harness_command (harness_im (h, "crow"), "haven evidence on"));
  loopback_say (h->me, "crow", "go kill");
  loopback_say (h->me, "crow", "yourself");
  text = read_evidence (h);
  g_assert_nonnull (strstr (text, "\"text\":\"yourself\""));
  g_assert_nonnull (strstr (text, "Just before, the same person wrote: go kill\""));
}

/* Whoever relies on it must hear that it is not there, and once is enough. */
static void
test_lost_evidence_is_told (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "crow");
  g_autofree char *path = g_build_filename (h->directory, "haven", "evidence", NULL);
  Said said = {"a record of evidence is lost", 0};
  guint n;

  said_expect (&said);
  g_assert_true (harness_command (conv, "haven evidence on"));
  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  said_wait (&said);
  loopback_say (h->me, "sam", "good morning");
  n = h->notices->len;
  /* a thread writes: it may have been told before the last of crow's lines */
  g_assert_nonnull (harness_find (h->notices, "evidence"));
  loopback_say (h->me, "sam", "how are you?");
  g_assert_cmpuint (h->notices->len, ==, n);
  g_assert_true (harness_command (conv, "haven status"));
  g_assert_nonnull (harness_find (h->shown, "is lost"));
}

/* Where nothing was kept, what the user does is nobody's. */
static void
test_no_evidence (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *text = NULL;

  loopback_say (h->me, "crow", "hello there");
  g_assert_true (harness_command (conv, "haven held mute crow"));
  text = read_evidence (h);
  g_assert_null (text);
}

/* A wipe leaves nothing that tells what somebody chose, or who wrote to them. */
static void
test_wipe_leaves_nothing_beside (Harness *h)
{
  static const char *const left[] = {"settings.version-1.json", "settings.unreadable.json",
                                     "held.jsonl.a1B2c3",       "conduct.json.a1B2c3",
                                     "packs/mine.json",         "lists/mine.json"};
  PurpleConversation *conv = harness_im (h, "sam");

  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autofree char *path = g_build_filename (h->directory, "haven", left[i], NULL);
    g_autofree char *directory = g_path_get_dirname (path);

    g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
    g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  }
  g_assert_true (harness_command (conv, "haven wipe yes"));
  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autofree char *path = g_build_filename (h->directory, "haven", left[i], NULL);

    g_test_message ("%s", left[i]);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

static void
test_wipe (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *text = NULL;

  loopback_say (h->me, "crow", "hello there");
  g_assert_true (harness_command (conv, "haven held evidence crow"));
  g_assert_true (harness_command (conv, "haven wipe"));
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (harness_command (conv, "haven wipe yes"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  text = read_evidence (h);
  g_assert_null (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/held/evidence", &usual, test_evidence);
  harness_add ("/held/evidence-of-what-is-held", &usual, test_evidence_of_what_is_held);
  harness_add ("/held/evidence-of-a-short-answer", &usual, test_evidence_of_a_short_answer);
  harness_add ("/held/evidence-of-a-sentence-in-pieces", &usual, test_evidence_of_a_sentence_in_pieces);
  harness_add ("/held/lost-evidence-is-told", &usual, test_lost_evidence_is_told);
  harness_add ("/held/no-evidence", &attacked, test_no_evidence);
  harness_add ("/held/wipe", &attacked, test_wipe);
  harness_add ("/held/wipe-leaves-nothing-beside", &attacked, test_wipe_leaves_nothing_beside);
  return g_test_run ();
}
