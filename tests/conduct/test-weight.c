/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-conduct-file.h"
#include "conduct/haven-conduct.h"
#include "haven-finding.h"

/* What one message weighs, on whom, and for how long it is theirs. */

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define ACCOUNT "prpl-jabber:me@example.org"
#define OTHER_ACCOUNT "prpl-jabber:other@example.net"

typedef struct {
  const char *category; /* NULL: none */
  guint severity;
  HavenAbout about;
} Seen;

static GPtrArray *
findings_of (const Seen *seen, guint n)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  for (guint i = 0; i < n && seen[i].category != NULL; i++) {
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, seen[i].category, "rule", "pack");

    finding->severity = seen[i].severity;
    finding->about = seen[i].about;
    g_ptr_array_add (findings, finding);
  }
  return findings;
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

static GPtrArray *
say (HavenConduct *conduct, const HavenMessage *message, Seen seen, guint64 fingerprint)
{
  GPtrArray *findings = findings_of (&seen, 1);

  haven_conduct_observe (conduct, message, fingerprint, findings);
  return findings;
}

static const HavenFinding *
find (const GPtrArray *findings, const char *category)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (g_str_equal (finding->category, category))
      return finding;
  }
  return NULL;
}

static const struct {
  const char *description;
  gboolean contact;
  Seen seen[2];
  double score;
  const char *cause;
} weights[] = {
    {"a-strangers-insult", FALSE, {{"insult", 2, HAVEN_ABOUT_YOU}}, 2.0, "insult"},
    {"a-contacts-insult", TRUE, {{"insult", 2, HAVEN_ABOUT_YOU}}, 0.4, "insult"},
    {"a-contacts-threat", TRUE, {{"threat", 3, HAVEN_ABOUT_YOU}}, 4.0, "threat"},
    {"at-somebody-else", FALSE, {{"threat", 3, HAVEN_ABOUT_THIRD}}, 0.8, "threat"},
    {"by-its-worst",
     FALSE,
     {{"insult", 2, HAVEN_ABOUT_YOU}, {"humiliation", 1, HAVEN_ABOUT_YOU}},
     2.0,
     "insult"},
    {"by-one-of-two-alike",
     FALSE,
     {{"insult", 2, HAVEN_ABOUT_YOU}, {"insult", 2, HAVEN_ABOUT_YOU}},
     2.0,
     "insult"},
    {"what-is-aimed-at-me-is-the-cause",
     FALSE,
     {{"threat", 3, HAVEN_ABOUT_THIRD}, {"insult", 1, HAVEN_ABOUT_YOU}},
     1.0,
     "insult"},
    {"graver-than-any", FALSE, {{"threat", 99, HAVEN_ABOUT_YOU}}, 4.0, "threat"},
};

static void
test_weight (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) findings = findings_of (weights[i].seen, G_N_ELEMENTS (weights[i].seen));
  HavenMessage message = message_from ("x@example.org", START);
  HavenStanding standing;

  message.contact = weights[i].contact;
  haven_conduct_observe (conduct, &message, 0, findings);
  standing = haven_conduct_get_standing (conduct, ACCOUNT, "x@example.org", START);
  g_assert_cmpfloat_with_epsilon (standing.score, weights[i].score, 1e-9);
  g_assert_cmpuint (haven_person_count_causes (standing.person), ==, 1);
  g_assert_cmpstr (haven_person_cause (standing.person, 0)->category, ==, weights[i].cause);
}

/* A nick is somebody else on another account; an address is the same person. */
static void
test_whose_it_is (void)
{
  static const struct {
    const char *sender;
    double elsewhere;
  } rows[] = {{"moth", 0.0}, {"moth@example.org", 2.0}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenConduct) conduct = haven_conduct_new ();
    const HavenMessage message = message_from (rows[i].sender, START);
    g_autoptr (GPtrArray) findings = say (conduct, &message, (Seen){"insult", 2, HAVEN_ABOUT_YOU}, 0);

    g_assert_cmpfloat_with_epsilon (
        haven_conduct_get_standing (conduct, OTHER_ACCOUNT, rows[i].sender, START).score, rows[i].elsewhere,
        1e-9);
  }
}

static void
tell_to_stop (HavenConduct *conduct, const HavenMessage *message)
{
  const Seen stop = {"contact-after-no", 0, HAVEN_ABOUT_ANY};
  g_autoptr (GPtrArray) findings = findings_of (&stop, 1);

  haven_conduct_observe_own (conduct, message, findings);
}

/* Who is remembered for another reason than what they did is not hostile again the first time. */
static void
test_first_is_not_again (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("x@example.org", START);
  g_autoptr (GPtrArray) findings = NULL;

  tell_to_stop (conduct, &message);
  message.time += G_TIME_SPAN_SECOND;
  findings = say (conduct, &message, (Seen){"insult", 2, HAVEN_ABOUT_YOU}, 0);
  g_assert_cmpfloat_with_epsilon (
      haven_conduct_get_standing (conduct, ACCOUNT, "x@example.org", message.time).score, 2.0, 1e-4);
}

/* To come into a room where the user is, is not to write to them; to send a file is. */
static void
test_join_after_no (void)
{
  static const struct {
    HavenEvent event;
    gboolean found;
  } rows[] = {{HAVEN_EVENT_JOIN, FALSE}, {HAVEN_EVENT_FILE, TRUE}, {HAVEN_EVENT_INVITATION, TRUE}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenConduct) conduct = haven_conduct_new ();
    g_autoptr (GPtrArray) findings = findings_of (NULL, 0);
    HavenMessage message = message_from ("x@example.org", START);

    tell_to_stop (conduct, &message);
    message.time += G_TIME_SPAN_HOUR;
    haven_conduct_observe_event (conduct, rows[i].event, &message, findings);
    g_assert_cmpint (find (findings, "contact-after-no") != NULL, ==, rows[i].found);
  }
}

/* What a released person wrote is nobody's mark any more. */
static void
test_released_is_not_evaded (void)
{
  for (guint released = 0; released < 2; released++) {
    g_autoptr (HavenConduct) conduct = haven_conduct_new ();
    const HavenMessage first = message_from ("troll", START);
    const HavenMessage second = message_from ("troll2", START + G_TIME_SPAN_HOUR);
    g_autoptr (GPtrArray) one = say (conduct, &first, (Seen){"insult", 2, HAVEN_ABOUT_YOU}, 78);
    g_autoptr (GPtrArray) other = NULL;

    haven_conduct_set_step (conduct, ACCOUNT, "troll", HAVEN_STEP_MUTE, 0, START);
    if (released)
      haven_conduct_forgive (conduct, ACCOUNT, "troll");
    other = say (conduct, &second, (Seen){"insult", 2, HAVEN_ABOUT_YOU}, 78);
    g_assert_cmpint (find (other, "evasion") != NULL, ==, !released);
  }
}

/* What policy decides later is not the user's own word any more. */
static void
test_by_user (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  haven_conduct_mute (conduct, ACCOUNT, "x", START);
  g_assert_true (haven_conduct_get_standing (conduct, ACCOUNT, "x", START).by_user);
  haven_conduct_set_step (conduct, ACCOUNT, "x", HAVEN_STEP_HOLD_DAY, START + G_TIME_SPAN_DAY, START);
  g_assert_false (haven_conduct_get_standing (conduct, ACCOUNT, "x", START).by_user);
}

/* In a room everybody meets everybody; in an IM a borrowed name is aimed at the user. */
static void
test_borrowed_name (void)
{
  const char *const contacts[] = {"mothwing@example.net", NULL};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_from ("m0thwing", START);

  haven_conduct_set_contacts (conduct, contacts);
  for (guint in_room = 0; in_room < 2; in_room++) {
    g_autoptr (GPtrArray) findings = NULL;

    message.kind = in_room ? HAVEN_CONVERSATION_CHAT : HAVEN_CONVERSATION_IM;
    findings = say (conduct, &message, (Seen){0}, 0);
    g_assert_cmpuint (find (findings, "impersonation")->severity, ==, in_room ? 1 : 2);
  }
}

/* However many others are muted by policy, whom the user muted is not forgotten for them. */
static void
test_users_mute_is_never_pushed_out (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  haven_conduct_mute (conduct, ACCOUNT, "crow", START);
  for (guint i = 0; i < HAVEN_CONDUCT_MAX_PEOPLE; i++) {
    g_autofree char *name = g_strdup_printf ("troll%u", i);
    const HavenMessage message = message_from (name, START);
    g_autoptr (GPtrArray) findings = say (conduct, &message, (Seen){"threat", 3, HAVEN_ABOUT_YOU}, 0);

    haven_conduct_set_step (conduct, ACCOUNT, name, HAVEN_STEP_MUTE, 0, START);
  }
  haven_conduct_prune (conduct, START);
  g_assert_cmpuint (haven_conduct_get_standing (conduct, ACCOUNT, "crow", START).step, ==, HAVEN_STEP_MUTE);
  g_assert_cmpuint (haven_conduct_get_standing (conduct, ACCOUNT, "troll0", START).step, ==, HAVEN_STEP_NONE);
}

/* An answer from before a clock was set back excuses no flood of today. */
static void
test_answer_of_another_clock (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GPtrArray) none = findings_of (NULL, 0);
  HavenMessage message = message_from ("x@example.org", START + G_TIME_SPAN_DAY);
  guint n_floods = 0;

  haven_conduct_observe_own (conduct, &message, none);
  for (guint i = 0; i < 12; i++) {
    g_autoptr (GPtrArray) findings = NULL;

    message.time = START + i * G_TIME_SPAN_SECOND / 2;
    findings = say (conduct, &message, (Seen){0}, 0);
    n_floods += find (findings, "flood") != NULL;
  }
  g_assert_cmpuint (n_floods, ==, 3);
}

/* Strangers who only greet are no pile, though one among them is hostile. */
static void
test_greetings_are_no_pile (void)
{
  static const char *const people[] = {"a", "b", "c", "d"};
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    const gboolean hostile = i == G_N_ELEMENTS (people) - 1;
    const HavenMessage message = message_from (people[i], START + i * G_TIME_SPAN_MINUTE);
    g_autoptr (GPtrArray) findings =
        say (conduct, &message, (Seen){hostile ? "insult" : NULL, 2, HAVEN_ABOUT_YOU},
             G_GUINT64_CONSTANT (0x0123456789abcdef) << (16 * i));

    g_assert_null (find (findings, "pile-on"));
  }
  g_assert_false (haven_conduct_is_pile_on (conduct, START + 4 * G_TIME_SPAN_MINUTE));
}

/* A detector that is wrong about where something stands is not followed there. */
static void
test_place_beyond_the_text (void)
{
  static const gsize places[][2] = {{2, 1}, {0, 100}, {50, 100}};
  static const char text[] = "hi there";

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const Seen seen = {"insult", 2, HAVEN_ABOUT_YOU};
    g_autofree char *copy = g_strdup (text);
    g_autoptr (HavenConduct) conduct = haven_conduct_new ();
    g_autoptr (GPtrArray) findings = findings_of (&seen, 1);
    HavenMessage message = message_from ("x", START);

    message.kind = HAVEN_CONVERSATION_CHAT;
    message.text = copy;
    message.length = strlen (copy);
    ((HavenFinding *)findings->pdata[0])->start = places[i][0];
    ((HavenFinding *)findings->pdata[0])->end = places[i][1];
    haven_conduct_observe (conduct, &message, 0, findings);
    g_assert_cmpuint (findings->len, ==, 1);
  }
}

/* Nothing a person did lies in the future: a clock that was set back lets no score grow, and no "stop" last.
 */
static void
test_clock_set_back (void)
{
  HavenPerson person = {.score = 2.0, .scored_at = START, .stopped_at = START};
  const gint64 earlier = START - 300 * G_TIME_SPAN_DAY;

  g_assert_cmpfloat_with_epsilon (haven_person_score (&person, earlier), 2.0, 1e-9);
  haven_person_add (&person, 1.0, earlier);
  g_assert_cmpfloat_with_epsilon (person.score, 3.0, 1e-9);
  haven_person_fit_clock (&person, earlier);
  g_assert_cmpint (person.scored_at, ==, earlier);
  g_assert_cmpint (person.stopped_at, ==, earlier);
  person.score = 0;
  g_assert_true (haven_person_is_forgotten (&person, earlier + HAVEN_PERSON_STOP_SPAN));
}

/* A cause of a Haven that knew more kinds has no title here, and is left out; the rest is remembered. */
static void
test_unknown_cause (void)
{
  static const char json[] =
      "{\"version\": 1, \"people\": [{\"id\": \"prpl-jabber:me x\", \"step\": \"mute\", \"causes\": ["
      "{\"time\": 1, \"category\": \"glaring\", \"rule\": \"a/b\"}, "
      "{\"time\": 1, \"category\": \"insult\", \"rule\": \"a/b\"}]}]}";
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autoptr (GError) error = NULL;
  HavenStanding standing;

  g_assert_true (haven_conduct_from_json (conduct, json, strlen (json), &error));
  g_assert_no_error (error);
  standing = haven_conduct_get_standing (conduct, "prpl-jabber:me", "x", START);
  g_assert_cmpuint (standing.step, ==, HAVEN_STEP_MUTE);
  g_assert_cmpuint (haven_person_count_causes (standing.person), ==, 1);
  g_assert_cmpstr (haven_person_cause (standing.person, 0)->category, ==, "insult");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    g_autofree char *path = g_strconcat ("/weight/", weights[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_weight);
  }
  g_test_add_func ("/weight/clock-set-back", test_clock_set_back);
  g_test_add_func ("/weight/unknown-cause", test_unknown_cause);
  g_test_add_func ("/weight/whose-it-is", test_whose_it_is);
  g_test_add_func ("/weight/first-is-not-again", test_first_is_not_again);
  g_test_add_func ("/weight/join-after-no", test_join_after_no);
  g_test_add_func ("/weight/released-is-not-evaded", test_released_is_not_evaded);
  g_test_add_func ("/weight/by-user", test_by_user);
  g_test_add_func ("/weight/borrowed-name", test_borrowed_name);
  g_test_add_func ("/weight/users-mute-is-never-pushed-out", test_users_mute_is_never_pushed_out);
  g_test_add_func ("/weight/answer-of-another-clock", test_answer_of_another_clock);
  g_test_add_func ("/weight/greetings-are-no-pile", test_greetings_are_no_pile);
  g_test_add_func ("/weight/place-beyond-the-text", test_place_beyond_the_text);
  return g_test_run ();
}
