/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-conduct-file.h"
#include "conduct/haven-conduct.h"
#include "haven-finding.h"

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define ACCOUNT "prpl-jabber:me@example.org"

static GPtrArray *
no_findings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
}

static HavenMessage
message_from (const char *sender, gint64 time)
{
  return (HavenMessage){.text = "",
                        .account = ACCOUNT,
                        .conversation = sender,
                        .sender = sender,
                        .kind = HAVEN_CONVERSATION_IM,
                        .time = time};
}

/* One message with one finding; returns whether the category stands among the findings afterwards. */
static gboolean
observe (HavenConduct *conduct,
         const HavenMessage *message,
         const char *seen,
         guint severity,
         HavenAbout about,
         guint64 fingerprint,
         const char *wanted)
{
  g_autoptr (GPtrArray) findings = no_findings ();
  gboolean found = FALSE;

  if (seen != NULL) {
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, seen, "rule", "pack");

    finding->severity = severity;
    finding->about = about;
    g_ptr_array_add (findings, finding);
  }
  haven_conduct_observe (conduct, message, fingerprint, findings);
  for (guint i = 0; i < findings->len; i++)
    found = found || g_strcmp0 (((HavenFinding *)findings->pdata[i])->category, wanted) == 0;
  return found;
}

static double
score_of (HavenConduct *conduct, const char *sender, gint64 now)
{
  return haven_conduct_get_standing (conduct, ACCOUNT, sender, now).score;
}

/* Whoever has written in a room for less than an hour, as far as anybody remembers. */
static void
test_newcomer (void)
{
  static const struct {
    const char *description;
    HavenConversationKind kind;
    guint n_before;       /* lines written before this one */
    gint64 first_minutes; /* how long ago the first of them was */
    gboolean newcomer;
  } rows[] = {
      {"the first line in a room is somebody new's", HAVEN_CONVERSATION_CHAT, 0, 0, TRUE},
      {"a second one half an hour later, too", HAVEN_CONVERSATION_CHAT, 1, 30, TRUE},
      {"whoever wrote before the last hour is known", HAVEN_CONVERSATION_CHAT, 1, 61, FALSE},
      {"so is whoever wrote a lot", HAVEN_CONVERSATION_CHAT, 16, 30, FALSE},
      {"between two nobody is new", HAVEN_CONVERSATION_IM, 0, 0, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenConduct) conduct = haven_conduct_new ();
    HavenMessage message = message_from ("jo", START - rows[i].first_minutes * G_TIME_SPAN_MINUTE);

    g_test_message ("%s", rows[i].description);
    message.kind = rows[i].kind;
    message.conversation = "#room";
    for (guint n = 0; n < rows[i].n_before; n++) {
      observe (conduct, &message, NULL, 0, HAVEN_ABOUT_ANY, 0, NULL);
      message.time += G_TIME_SPAN_MINUTE;
    }
    message.time = START;
    observe (conduct, &message, NULL, 0, HAVEN_ABOUT_ANY, 0, NULL);
    g_assert_cmpint (haven_conduct_is_newcomer (conduct, &message), ==, rows[i].newcomer);
  }
}

static void
test_score_halves (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);

  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "x@example.org", START), 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "x@example.org", START + HAVEN_CONDUCT_HALF_LIFE), 1.0,
                                  1e-9);
}

static void
test_teasing_among_friends_counts_little (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("friend@example.org", START);

  message.contact = TRUE;
  for (guint i = 0; i < 10; i++)
    observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  g_assert_cmpfloat (score_of (conduct, "friend@example.org", START), <, 6.0);
}

static void
test_again_weighs_more (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);

  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "x@example.org", START), 4.5, 1e-9);
}

static void
test_swearing_at_the_world_counts_little (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);

  for (guint i = 0; i < 10; i++) {
    message.time += G_TIME_SPAN_MINUTE;
    observe (conduct, &message, "insult", 1, HAVEN_ABOUT_THIRD, 0, NULL);
  }
  g_assert_cmpfloat (score_of (conduct, "x@example.org", message.time), <, 2.1);
}

static void
test_clock_set_back (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  gint64 earlier = START - 300 * G_TIME_SPAN_DAY;
  HavenStanding standing;

  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  haven_conduct_set_step (conduct, ACCOUNT, "x@example.org", HAVEN_STEP_HOLD_HOUR, START + G_TIME_SPAN_HOUR,
                          START);
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "x@example.org", earlier), 2.0, 1e-9);
  standing = haven_conduct_get_standing (conduct, ACCOUNT, "x@example.org", earlier);
  g_assert_cmpint (standing.until - earlier, <=, G_TIME_SPAN_HOUR);
}

static void
test_hold_ends (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  haven_conduct_set_step (conduct, ACCOUNT, "x", HAVEN_STEP_HOLD_HOUR, START + G_TIME_SPAN_HOUR, START);
  g_assert_cmpuint (haven_conduct_get_standing (conduct, ACCOUNT, "x", START).step, ==, HAVEN_STEP_HOLD_HOUR);
  g_assert_cmpuint (haven_conduct_get_standing (conduct, ACCOUNT, "x", START + 2 * G_TIME_SPAN_HOUR).step, ==,
                    HAVEN_STEP_NONE);
}

static void
test_same_address_on_two_accounts (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);

  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  message.account = "prpl-jabber:other@example.net";
  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  g_assert_cmpfloat (score_of (conduct, "x@example.org", START), >=, 4.0);
}

static void
test_after_no (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) own = no_findings ();
  HavenMessage message = message_from ("x@example.org", START);

  g_assert_false (observe (conduct, &message, NULL, 0, 0, 0, "contact-after-no"));
  g_ptr_array_add (own, haven_finding_new (HAVEN_KIND_HARASSMENT, "contact-after-no", "stop", "pack"));
  haven_conduct_observe_own (conduct, &message, own);
  message.time = START + 10 * G_TIME_SPAN_SECOND;
  g_assert_false (observe (conduct, &message, NULL, 0, 0, 0, "contact-after-no"));
  message.time = START + G_TIME_SPAN_HOUR;
  g_assert_true (observe (conduct, &message, NULL, 0, 0, 0, "contact-after-no"));
  /* it weighs half as much again as it would have before */
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "x@example.org", message.time), 3.0, 1e-9);
  message.time = START + 30 * G_TIME_SPAN_DAY;
  g_assert_false (observe (conduct, &message, NULL, 0, 0, 0, "contact-after-no"));
}

static void
test_flood (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  guint n_floods = 0;

  for (guint i = 0; i < 12; i++) {
    message.time += G_TIME_SPAN_SECOND / 2;
    n_floods += observe (conduct, &message, NULL, 0, 0, 0, "flood");
  }
  g_assert_cmpuint (n_floods, ==, 3);
}

static void
test_answered_is_no_flood (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) own = no_findings ();
  HavenMessage message = message_from ("x@example.org", START);

  for (guint i = 0; i < 20; i++) {
    message.time += G_TIME_SPAN_SECOND / 2;
    g_assert_false (observe (conduct, &message, NULL, 0, 0, 0, "flood"));
    haven_conduct_observe_own (conduct, &message, own);
  }
}

static void
test_pile_on (void)
{
  static const char *const people[] = {"a", "b", "c", "d"};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    HavenMessage message = message_from (people[i], START + i * G_TIME_SPAN_MINUTE);

    g_assert_false (found);
    found = observe (conduct, &message, "insult", 1, HAVEN_ABOUT_YOU, 0, "pile-on");
  }
  g_assert_true (found);
  g_assert_true (haven_conduct_is_pile_on (conduct, START + 3 * G_TIME_SPAN_MINUTE));
  g_assert_false (haven_conduct_is_pile_on (conduct, START + G_TIME_SPAN_DAY));
}

/* Nor are those who keep order in a room, who may have to speak up all at once. */
static void
test_contacts_are_no_pile (gconstpointer staff)
{
  static const char *const people[] = {"a", "b", "c", "d", "e"};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    HavenMessage message = message_from (people[i], START + i * G_TIME_SPAN_MINUTE);

    message.contact = staff == NULL;
    message.staff = staff != NULL;
    g_assert_false (observe (conduct, &message, "insult", 1, HAVEN_ABOUT_YOU, 0, "pile-on"));
  }
}

static void
test_evasion (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  guint64 fingerprint = 78;
  HavenMessage first = message_from ("troll", START);
  HavenMessage second = message_from ("troll2", START + G_TIME_SPAN_HOUR);
  HavenMessage friendly = message_from ("jo", START + G_TIME_SPAN_HOUR);

  observe (conduct, &first, "insult", 2, HAVEN_ABOUT_YOU, fingerprint, NULL);
  haven_conduct_set_step (conduct, ACCOUNT, "troll", HAVEN_STEP_MUTE, 0, START);
  g_assert_false (observe (conduct, &friendly, NULL, 0, 0, fingerprint, "evasion"));
  g_assert_true (observe (conduct, &second, "insult", 2, HAVEN_ABOUT_YOU, fingerprint, "evasion"));
}

/* What somebody wrote days ago anybody may write today. */
static void
test_evasion_is_forgotten (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage first = message_from ("troll", START);
  HavenMessage later = message_from ("troll2", START + 3 * G_TIME_SPAN_DAY);

  observe (conduct, &first, "insult", 2, HAVEN_ABOUT_YOU, 78, NULL);
  haven_conduct_set_step (conduct, ACCOUNT, "troll", HAVEN_STEP_MUTE, 0, START);
  g_assert_false (observe (conduct, &later, "insult", 2, HAVEN_ABOUT_YOU, 78, "evasion"));
}

static const struct {
  const char *description;
  const char *sender;
  gboolean found;
} lookalikes[] = {
    {"cyrillic-letter", "m\xd0\xbethwing@example.org", TRUE},
    {"digit-for-letter", "m0thwing", TRUE},
    {"the-contact", "mothwing@example.org", FALSE},
    {"upper-case-is-the-same-name", "MothWing", FALSE},
    {"tail-of-a-client", "mothwing_", FALSE},
    {"another-tail-of-a-client", "mothwing`", FALSE},
    {"lookalike-with-a-tail", "m0thwing`_", TRUE},
    {"another-name", "mothering", FALSE},
    {"too-short-to-tell", "j0", FALSE},
};

static void
test_impersonation (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const contacts[] = {"mothwing@example.net", "jo", NULL};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from (lookalikes[i].sender, START);

  haven_conduct_set_contacts (conduct, contacts);
  g_assert_cmpint (observe (conduct, &message, NULL, 0, 0, 0, "impersonation"), ==, lookalikes[i].found);
}

static void
test_a_name_is_no_insult (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) findings = no_findings ();
  HavenMessage named = {.text = "hi",
                        .length = 2,
                        .kind = HAVEN_CONVERSATION_CHAT,
                        .conversation = "#a",
                        .sender = "jackass",
                        .time = START};
  HavenMessage message = named;
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, "insult", "bare", "pack");

  observe (conduct, &named, NULL, 0, 0, 0, NULL);
  message.sender = "jo";
  message.text = "jackass, read the documentation";
  message.length = strlen (message.text);
  finding->end = strlen ("jackass");
  finding->about = HAVEN_ABOUT_YOU;
  g_ptr_array_add (findings, finding);
  haven_conduct_observe (conduct, &message, 0, findings);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_contact_bombing (gconstpointer data)
{
  HavenEvent event = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) findings = no_findings ();
  HavenMessage message = message_from ("x", START);

  message.contact = event == HAVEN_EVENT_FILE; /* or each file would be one that nobody asked for */
  for (guint i = 0; i < 4; i++) {
    g_assert_cmpuint (findings->len, ==, 0);
    message.time = START + i * G_TIME_SPAN_MINUTE;
    haven_conduct_observe_event (conduct, event, &message, findings);
  }
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((HavenFinding *)findings->pdata[0])->category, ==, "contact-bombing");
}

/* Four different ways to knock are four knocks. */
static void
test_contact_bombing_mixed (void)
{
  static const HavenEvent events[] = {HAVEN_EVENT_INVITATION, HAVEN_EVENT_AUTHORISATION, HAVEN_EVENT_NUDGE,
                                      HAVEN_EVENT_INVITATION};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) findings = no_findings ();
  HavenMessage message = message_from ("x", START);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    haven_conduct_observe_event (conduct, events[i], &message, findings);
  g_assert_cmpuint (findings->len, ==, 1);
}

static gboolean
sends_picture (HavenConduct *conduct, const HavenMessage *message)
{
  g_autoptr (GPtrArray) findings = no_findings ();

  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_CONTENT, "picture", "picture", "haven"));
  haven_conduct_observe (conduct, message, 0, findings);
  return findings->len == 2;
}

static void
test_unsolicited_media (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) none = no_findings ();
  HavenMessage message = message_from ("x", START);

  g_assert_true (sends_picture (conduct, &message));
  haven_conduct_observe_event (conduct, HAVEN_EVENT_FILE, &message, none);
  g_assert_cmpuint (none->len, ==, 1);
  g_ptr_array_set_size (none, 0);
  message.contact = TRUE;
  g_assert_false (sends_picture (conduct, &message));
  message.contact = FALSE;
  message.kind = HAVEN_CONVERSATION_CHAT;
  g_assert_false (sends_picture (conduct, &message));
  message.kind = HAVEN_CONVERSATION_IM;
  haven_conduct_observe_own (conduct, &message, none);
  g_assert_false (sends_picture (conduct, &message));
}

static void
count_person (const char *id, const HavenPerson *person, gpointer data)
{
  (*(guint *)data)++;
}

/* A raid of a million names, each of them muted at once, and some of them long. */
static void
test_million (void)
{
  const guint n_senders = 1000000;
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autofree char *filler = g_strnfill (3000, 'a');
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, "insult", "rule", "pack");
  HavenMessage message = message_from ("x", START);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  guint n_people = 0;
  gsize length;

  finding->severity = 3;
  finding->about = HAVEN_ABOUT_YOU;
  haven_conduct_mute (conduct, ACCOUNT, "muted", START);
  for (guint i = 0; i < n_senders; i++) {
    g_autofree char *sender = g_strdup_printf ("sender-%u-%s", i, i % 100 != 0 ? "" : filler);

    message.sender = message.conversation = sender;
    message.time += G_TIME_SPAN_SECOND / 100;
    g_ptr_array_set_size (findings, 0);
    g_ptr_array_add (findings, haven_finding_copy (finding));
    haven_conduct_observe (conduct, &message, i + 1, findings);
    haven_conduct_set_step (conduct, ACCOUNT, sender, HAVEN_STEP_MUTE, 0, message.time);
  }
  haven_finding_free (finding);
  haven_conduct_foreach (conduct, count_person, &n_people);
  g_assert_cmpuint (n_people, <=, HAVEN_CONDUCT_MAX_PEOPLE);
  json = haven_conduct_to_json (conduct, message.time, &length);
  g_assert_cmpuint (length, <, 16 * 1024 * 1024);
  g_assert_true (haven_conduct_from_json (again, json, length, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (haven_conduct_get_standing (again, ACCOUNT, "muted", message.time).step, ==,
                    HAVEN_STEP_MUTE);
}

static void
restore (HavenConduct *conduct, const char *sender, double score)
{
  g_autofree char *id = haven_conduct_person_id (ACCOUNT, sender);
  HavenPerson person = {.score = score, .scored_at = START};

  haven_conduct_restore (conduct, id, &person);
}

/* A memory that is full makes room for one more; the clock by which the others fade stays as it is. */
static void
test_full_memory_keeps_scores (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  restore (conduct, "hostile", 20.0);
  for (guint i = 1; i < HAVEN_CONDUCT_MAX_PEOPLE; i++) {
    g_autofree char *sender = g_strdup_printf ("sender-%u", i);

    restore (conduct, sender, 1.0);
  }
  haven_conduct_set_step (conduct, ACCOUNT, "new", HAVEN_STEP_MUTE, 0, START);
  g_assert_cmpfloat_with_epsilon (score_of (conduct, "hostile", START), 20.0, 1e-3);
}

static void
test_bounded (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x", START);
  guint n_people = 0;

  haven_conduct_set_step (conduct, ACCOUNT, "muted", HAVEN_STEP_MUTE, 0, START);
  for (guint i = 0; i < 5 * HAVEN_CONDUCT_MAX_PEOPLE; i++) {
    g_autofree char *sender = g_strdup_printf ("sender-%u", i);

    message.sender = message.conversation = sender;
    message.time += G_TIME_SPAN_SECOND;
    observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  }
  haven_conduct_foreach (conduct, count_person, &n_people);
  g_assert_cmpuint (n_people, <=, HAVEN_CONDUCT_MAX_PEOPLE);
  g_assert_cmpuint (haven_conduct_get_standing (conduct, ACCOUNT, "muted", message.time).step, ==,
                    HAVEN_STEP_MUTE);
}

/* The clock was wrong by a year and is put right: nothing of what was is counted as of these minutes, and
 * what was written down fades from now on. */
static void
test_clock_set_back_again (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  gint64 earlier = START - 365 * G_TIME_SPAN_DAY;

  for (guint i = 0; i < 9; i++) {
    message.time = START + i * G_TIME_SPAN_HOUR;
    observe (conduct, &message, "insult", 1, HAVEN_ABOUT_YOU, 77, NULL);
  }
  for (guint i = 0; i < 2; i++) {
    message.time = earlier + i * G_TIME_SPAN_MINUTE;
    g_assert_false (observe (conduct, &message, NULL, 0, 0, 0, "flood"));
  }
  message.time = earlier + G_TIME_SPAN_HOUR;
  g_assert_false (observe (conduct, &message, NULL, 0, 0, 77, "repeat"));
  haven_conduct_prune (conduct, earlier);
  g_assert_cmpfloat (score_of (conduct, "x@example.org", earlier + 3 * HAVEN_CONDUCT_HALF_LIFE), <, 2.0);
}

static void
test_causes (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  g_autofree char *json = NULL;
  const HavenPerson *person;
  gsize length;

  for (guint i = 0; i < HAVEN_PERSON_CAUSES + 2; i++) {
    message.time = START + i * G_TIME_SPAN_MINUTE;
    observe (conduct, &message, i == 2 ? "threat" : "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  }
  json = haven_conduct_to_json (conduct, message.time, &length);
  g_assert_true (haven_conduct_from_json (again, json, length, NULL));
  person = haven_conduct_get_standing (again, ACCOUNT, "x@example.org", message.time).person;
  g_assert_cmpuint (haven_person_count_causes (person), ==, HAVEN_PERSON_CAUSES);
  g_assert_cmpstr (haven_person_cause (person, 0)->category, ==, "threat");
  g_assert_cmpstr (haven_person_cause (person, 0)->rule, ==, "pack/rule");
  g_assert_cmpint (haven_person_cause (person, HAVEN_PERSON_CAUSES - 1)->time, ==, message.time);
}

static void
test_forgets_quiet_people (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x", START);
  guint n_people = 0;

  observe (conduct, &message, "insult", 2, HAVEN_ABOUT_YOU, 0, NULL);
  haven_conduct_prune (conduct, START + 60 * G_TIME_SPAN_DAY);
  haven_conduct_foreach (conduct, count_person, &n_people);
  g_assert_cmpuint (n_people, ==, 0);
}

static void
test_file_round_trip (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gsize length;

  observe (conduct, &message, "threat", 3, HAVEN_ABOUT_YOU, 0, NULL);
  haven_conduct_set_step (conduct, ACCOUNT, "x@example.org", HAVEN_STEP_HOLD_DAY, START + G_TIME_SPAN_DAY,
                          START);
  json = haven_conduct_to_json (conduct, START, &length);
  g_assert_true (haven_conduct_from_json (again, json, length, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (score_of (again, "x@example.org", START), 4.0, 1e-3);
  g_assert_cmpuint (haven_conduct_get_standing (again, ACCOUNT, "x@example.org", START).step, ==,
                    HAVEN_STEP_HOLD_DAY);
}

/* As many people as are remembered, with names as long as they may be, of signs that JSON makes longest. */
static void
test_file_full (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  HavenPerson person = {.step = HAVEN_STEP_MUTE, .by_user = TRUE, .scored_at = START};
  guint n_people = 0;
  gsize length;

  for (guint i = 0; i < HAVEN_PERSON_CAUSES; i++)
    haven_person_blame (&person, START, "insult",
                        "a-pack-with-a-long-name/and-a-rule-of-it-with-a-longer-one");
  for (guint i = 0; i < HAVEN_CONDUCT_MAX_PEOPLE; i++) {
    g_autofree char *name = g_strnfill (200, '\1');
    g_autofree char *numbered = g_strdup_printf ("%06u%s", i, name);
    g_autofree char *id = haven_conduct_person_id (ACCOUNT, numbered);

    haven_conduct_restore (conduct, id, &person);
  }
  json = haven_conduct_to_json (conduct, START, &length);
  haven_conduct_from_json (again, json, length, &error);
  g_assert_no_error (error);
  haven_conduct_foreach (again, count_person, &n_people);
  g_assert_cmpuint (n_people, ==, HAVEN_CONDUCT_MAX_PEOPLE);
}

/* Somebody who goes on for days, and somebody whose name is no text: whoever is in the file with them is
 * remembered. */
static void
test_file_reads_what_it_wrote (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  HavenMessage message = message_from ("flood@example.org", START);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gsize length;

  for (guint i = 0; i < 300000; i++)
    observe (conduct, &message, "threat", 3, HAVEN_ABOUT_YOU, 0, NULL);
  haven_conduct_mute (conduct, ACCOUNT, "bytes-\xff\xfe", START);
  haven_conduct_mute (conduct, ACCOUNT, "muted", START);
  json = haven_conduct_to_json (conduct, START, &length);
  haven_conduct_from_json (again, json, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (haven_conduct_get_standing (again, ACCOUNT, "bytes-\xff\xfe", START).step, ==,
                    HAVEN_STEP_MUTE);
  g_assert_cmpuint (haven_conduct_get_standing (again, ACCOUNT, "muted", START).step, ==, HAVEN_STEP_MUTE);
}

static void
test_file_malformed (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const char *json = "{\"version\": 1, \"people\": [{\"id\": \"x\", \"step\": \"banned\"}]}";
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_conduct_from_json (conduct, json, strlen (json), &error));
  g_assert_cmpstr (error->message, ==,
                   "people[0].step: must be one of: none, veil, hold-hour, hold-day, mute");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conduct/newcomer", test_newcomer);
  g_test_add_func ("/conduct/score/halves", test_score_halves);
  g_test_add_func ("/conduct/score/teasing-among-friends-counts-little",
                   test_teasing_among_friends_counts_little);
  g_test_add_func ("/conduct/score/again-weighs-more", test_again_weighs_more);
  g_test_add_func ("/conduct/score/swearing-at-the-world-counts-little",
                   test_swearing_at_the_world_counts_little);
  g_test_add_func ("/conduct/score/clock-set-back", test_clock_set_back);
  g_test_add_func ("/conduct/score/clock-set-back-again", test_clock_set_back_again);
  g_test_add_func ("/conduct/score/same-address-on-two-accounts", test_same_address_on_two_accounts);
  g_test_add_func ("/conduct/step/hold-ends", test_hold_ends);
  g_test_add_func ("/conduct/after-no", test_after_no);
  g_test_add_func ("/conduct/flood/fast-strangers", test_flood);
  g_test_add_func ("/conduct/flood/answered-is-none", test_answered_is_no_flood);
  g_test_add_func ("/conduct/pile-on/four-strangers", test_pile_on);
  g_test_add_data_func ("/conduct/pile-on/contacts-are-none", NULL, test_contacts_are_no_pile);
  g_test_add_data_func ("/conduct/pile-on/staff-is-none", "staff", test_contacts_are_no_pile);
  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++) {
    g_autofree char *path = g_strconcat ("/conduct/impersonation/", lookalikes[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_impersonation);
  }
  g_test_add_func ("/conduct/evasion", test_evasion);
  g_test_add_func ("/conduct/evasion-is-forgotten", test_evasion_is_forgotten);
  g_test_add_func ("/conduct/a-name-is-no-insult", test_a_name_is_no_insult);
  g_test_add_data_func ("/conduct/contact-bombing/invitations", GUINT_TO_POINTER (HAVEN_EVENT_INVITATION),
                        test_contact_bombing);
  g_test_add_data_func ("/conduct/contact-bombing/requests", GUINT_TO_POINTER (HAVEN_EVENT_AUTHORISATION),
                        test_contact_bombing);
  g_test_add_data_func ("/conduct/contact-bombing/files", GUINT_TO_POINTER (HAVEN_EVENT_FILE),
                        test_contact_bombing);
  g_test_add_data_func ("/conduct/contact-bombing/nudges", GUINT_TO_POINTER (HAVEN_EVENT_NUDGE),
                        test_contact_bombing);
  g_test_add_func ("/conduct/contact-bombing/mixed", test_contact_bombing_mixed);
  g_test_add_func ("/conduct/unsolicited-media", test_unsolicited_media);
  g_test_add_func ("/conduct/bounded", test_bounded);
  g_test_add_func ("/conduct/full-memory-keeps-scores", test_full_memory_keeps_scores);
  g_test_add_func ("/conduct/million", test_million);
  g_test_add_func ("/conduct/causes", test_causes);
  g_test_add_func ("/conduct/forgets-quiet-people", test_forgets_quiet_people);
  g_test_add_func ("/conduct/file/round-trip", test_file_round_trip);
  g_test_add_func ("/conduct/file/full", test_file_full);
  g_test_add_func ("/conduct/file/reads-what-it-wrote", test_file_reads_what_it_wrote);
  g_test_add_func ("/conduct/file/malformed", test_file_malformed);
  return g_test_run ();
}
