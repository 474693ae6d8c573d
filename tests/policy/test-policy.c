/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

/* One finding from one sender under one profile, and what must come of it. */
static const struct {
  const char *description;
  const char *profile;
  HavenStrictness strictness;
  gboolean contact;
  HavenKind kind;
  const char *category;
  HavenDepth depth;
  guint severity;
  HavenAbout about;
  double score;
  HavenAction action;
  const char *label;
} cases[] = {
    {"nothing-chosen-nothing-veiled", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_CONTENT,
     "self-harm", HAVEN_DEPTH_GRAPHIC, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_SHOW, NULL},
    {"declared-is-veiled-from-the-start", "gentle", HAVEN_STRICTNESS_BALANCED, TRUE, HAVEN_KIND_CONTENT,
     "declared", HAVEN_DEPTH_MENTION, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_VEIL,
     "content note: marked by the sender"},
    {"method-detail-in-a-support-group", "support-group", HAVEN_STRICTNESS_BALANCED, TRUE, HAVEN_KIND_CONTENT,
     "method-detail", HAVEN_DEPTH_MENTION, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_VEIL,
     "content note: details of a method"},
    {"hate-in-public-rooms", "public-room", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_CONTENT, "hate-race",
     HAVEN_DEPTH_DISCUSS, 0, HAVEN_ABOUT_GROUP, 0, HAVEN_ACTION_VEIL, "content note: hate about race"},
    {"everything-veils-a-mention", "everything", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_CONTENT,
     "eating", HAVEN_DEPTH_MENTION, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_VEIL, "content note: eating"},
    {"insult-at-me-by-a-stranger", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_HARASSMENT,
     "insult", HAVEN_DEPTH_NONE, 2, HAVEN_ABOUT_YOU, 2, HAVEN_ACTION_VEIL, "content note: an insult"},
    {"teasing-by-a-contact", "gentle", HAVEN_STRICTNESS_BALANCED, TRUE, HAVEN_KIND_HARASSMENT, "insult",
     HAVEN_DEPTH_NONE, 2, HAVEN_ABOUT_YOU, 2, HAVEN_ACTION_SHOW, NULL},
    {"insult-at-somebody-else", "gentle", HAVEN_STRICTNESS_STRICT, FALSE, HAVEN_KIND_HARASSMENT, "insult",
     HAVEN_DEPTH_NONE, 3, HAVEN_ABOUT_THIRD, 1, HAVEN_ACTION_SHOW, NULL},
    {"stranger-is-held", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_HARASSMENT, "insult",
     HAVEN_DEPTH_NONE, 2, HAVEN_ABOUT_YOU, 6, HAVEN_ACTION_HOLD, "content note: an insult"},
    {"stranger-is-muted", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_HARASSMENT, "insult",
     HAVEN_DEPTH_NONE, 2, HAVEN_ABOUT_YOU, 16, HAVEN_ACTION_MUTE, "content note: an insult"},
    {"light-is-slower", "gentle", HAVEN_STRICTNESS_LIGHT, FALSE, HAVEN_KIND_HARASSMENT, "threat",
     HAVEN_DEPTH_NONE, 3, HAVEN_ABOUT_YOU, 8, HAVEN_ACTION_VEIL, "content note: a threat"},
    {"contact-is-only-veiled", "gentle", HAVEN_STRICTNESS_BALANCED, TRUE, HAVEN_KIND_HARASSMENT, "threat",
     HAVEN_DEPTH_NONE, 3, HAVEN_ABOUT_YOU, 100, HAVEN_ACTION_VEIL, "content note: a threat"},
    {"copies-in-a-room-are-shown", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_HARASSMENT,
     "pile-on", HAVEN_DEPTH_NONE, 2, HAVEN_ABOUT_ANY, 1, HAVEN_ACTION_SHOW, NULL},
    {"under-attack-holds-strangers", "under-attack", HAVEN_STRICTNESS_BALANCED, FALSE, HAVEN_KIND_SHARING,
     "contact", HAVEN_DEPTH_NONE, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_HOLD, NULL},
    {"under-attack-lets-contacts-pass", "under-attack", HAVEN_STRICTNESS_BALANCED, TRUE, HAVEN_KIND_SHARING,
     "contact", HAVEN_DEPTH_NONE, 0, HAVEN_ABOUT_ANY, 0, HAVEN_ACTION_SHOW, NULL},
};

static HavenFinding *
make_finding (guint i)
{
  HavenFinding *finding = haven_finding_new (cases[i].kind, cases[i].category, "rule", "pack");

  finding->depth = cases[i].depth;
  finding->severity = cases[i].severity;
  finding->about = cases[i].about;
  return finding;
}

static void
test_incoming (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.conversation = "c", .sender = "s", .contact = cases[i].contact, .time = START};
  HavenStanding standing = {cases[i].score, HAVEN_STEP_NONE, 0};
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenStep step;

  g_free (settings->profile);
  settings->profile = g_strdup (cases[i].profile);
  settings->strictness = cases[i].strictness;
  g_ptr_array_add (findings, make_finding (i));
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpstr (haven_action_to_string (verdict->action), ==, haven_action_to_string (cases[i].action));
  g_assert_cmpstr (verdict->label, ==, cases[i].label);
}

/* What is held at once, without the steps of the ladder before. */
static const struct {
  const char *description;
  const char *profile;
  const char *category;
  guint severity;
  HavenAbout about;
  gboolean newcomer;
  gboolean contact;
  gboolean staff;
  HavenAction action;
} at_once[] = {
    {"a threat in a support group is held", "support-group", "threat", 3, HAVEN_ABOUT_YOU, FALSE, FALSE,
     FALSE, HAVEN_ACTION_HOLD},
    {"a contact's is only veiled", "support-group", "threat", 3, HAVEN_ABOUT_YOU, FALSE, TRUE, FALSE,
     HAVEN_ACTION_VEIL},
    {"a moderator's is only veiled", "support-group", "threat", 3, HAVEN_ABOUT_YOU, FALSE, FALSE, TRUE,
     HAVEN_ACTION_VEIL},
    {"one that is hardly one is shown", "support-group", "threat", 1, HAVEN_ABOUT_YOU, FALSE, FALSE, FALSE,
     HAVEN_ACTION_SHOW},
    {"one at somebody else is shown", "support-group", "threat", 3, HAVEN_ABOUT_THIRD, FALSE, FALSE, FALSE,
     HAVEN_ACTION_SHOW},
    {"an insult in a support group is veiled", "support-group", "insult", 2, HAVEN_ABOUT_YOU, TRUE, FALSE,
     FALSE, HAVEN_ACTION_VEIL},
    {"a flood of a support group's room is held", "support-group", "flood", 1, HAVEN_ABOUT_ANY, FALSE, FALSE,
     FALSE, HAVEN_ACTION_HOLD},
    {"a flood of another room is shown", "gentle", "flood", 1, HAVEN_ABOUT_ANY, FALSE, FALSE, FALSE,
     HAVEN_ACTION_SHOW},
    {"a threat elsewhere is veiled", "gentle", "threat", 3, HAVEN_ABOUT_YOU, FALSE, FALSE, FALSE,
     HAVEN_ACTION_VEIL},
    {"an insult by somebody new in a public room is held", "public-room", "insult", 2, HAVEN_ABOUT_YOU, TRUE,
     FALSE, FALSE, HAVEN_ACTION_HOLD},
    {"by somebody known there it is veiled", "public-room", "insult", 2, HAVEN_ABOUT_YOU, FALSE, FALSE, FALSE,
     HAVEN_ACTION_VEIL},
    {"by somebody new who is a contact it is shown", "public-room", "insult", 2, HAVEN_ABOUT_YOU, TRUE, TRUE,
     FALSE, HAVEN_ACTION_SHOW},
    {"what would be shown of others is shown of somebody new", "public-room", "insult", 1, HAVEN_ABOUT_YOU,
     TRUE, FALSE, FALSE, HAVEN_ACTION_SHOW},
    {"somebody new who insults somebody else is shown", "public-room", "insult", 3, HAVEN_ABOUT_THIRD, TRUE,
     FALSE, FALSE, HAVEN_ACTION_SHOW},
    {"somebody new elsewhere is veiled", "gentle", "insult", 2, HAVEN_ABOUT_YOU, TRUE, FALSE, FALSE,
     HAVEN_ACTION_VEIL},
};

static void
test_held_at_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (at_once); i++) {
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, at_once[i].category, "rule", "pack");
    const HavenMessage message = {.conversation = "#room",
                                  .sender = "jo",
                                  .contact = at_once[i].contact,
                                  .staff = at_once[i].staff,
                                  .time = START};
    const HavenStanding standing = {.newcomer = at_once[i].newcomer};
    HavenStep step;

    g_test_message ("%s", at_once[i].description);
    g_free (settings->profile);
    settings->profile = g_strdup (at_once[i].profile);
    finding->severity = at_once[i].severity;
    finding->about = at_once[i].about;
    g_ptr_array_add (findings, finding);
    verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
    g_assert_cmpstr (haven_action_to_string (verdict->action), ==,
                     haven_action_to_string (at_once[i].action));
    g_assert_cmpint (verdict->cause != NULL, ==, at_once[i].action == HAVEN_ACTION_HOLD);
    g_assert_cmpuint (step, ==, HAVEN_STEP_NONE);
  }
}

static HavenVerdict *
judge_chosen (HavenSettings *settings, HavenDepth depth)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_CONTENT, "suicide", "rule", "pack");
  HavenStanding standing = {0};
  HavenStep step;

  finding->depth = depth;
  g_ptr_array_add (findings, finding);
  return haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
}

static void
test_chosen_depth (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) mention = NULL;
  g_autoptr (HavenVerdict) discuss = NULL;

  haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  mention = judge_chosen (settings, HAVEN_DEPTH_MENTION);
  discuss = judge_chosen (settings, HAVEN_DEPTH_DISCUSS);
  g_assert_cmpuint (mention->action, ==, HAVEN_ACTION_SHOW);
  g_assert_cmpuint (discuss->action, ==, HAVEN_ACTION_VEIL);
  g_assert_cmpuint (discuss->reasons->len, ==, 1);
}

static void
test_exception_silences_one_rule (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = NULL;

  haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
  haven_settings_add_exception (settings, "pack", "rule", "#room");
  verdict = judge_chosen (settings, HAVEN_DEPTH_GRAPHIC);
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_SHOW);
}

static void
test_under_attack_ends_by_itself (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) during = NULL;
  g_autoptr (HavenVerdict) after = NULL;

  settings->attack_until = START + 1;
  during = judge_chosen (settings, HAVEN_DEPTH_MENTION);
  settings->attack_until = START;
  after = judge_chosen (settings, HAVEN_DEPTH_MENTION);
  g_assert_cmpuint (during->action, ==, HAVEN_ACTION_HOLD);
  g_assert_cmpuint (after->action, ==, HAVEN_ACTION_SHOW);
}

/* Whoever the user trusts is held by no mode, no score and no first hour, and covered as others are; a mute
 * on the user's own word holds all the same. */
static void
test_trusted_is_not_held (void)
{
  static const struct {
    const char *description;
    const char *profile;
    double score;
    gboolean newcomer;
    HavenStep step;
    gboolean by_user;
    HavenAction untrusted;
    HavenAction trusted;
  } rows[] = {
      {"mode", "under-attack", 0, FALSE, HAVEN_STEP_NONE, FALSE, HAVEN_ACTION_HOLD, HAVEN_ACTION_VEIL},
      {"score", "gentle", 7, FALSE, HAVEN_STEP_NONE, FALSE, HAVEN_ACTION_HOLD, HAVEN_ACTION_VEIL},
      {"first-hour", "public-room", 0, TRUE, HAVEN_STEP_NONE, FALSE, HAVEN_ACTION_HOLD, HAVEN_ACTION_VEIL},
      {"mute", "gentle", 0, FALSE, HAVEN_STEP_MUTE, TRUE, HAVEN_ACTION_MUTE, HAVEN_ACTION_MUTE},
  };
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    const gboolean trusts = i % 2 != 0;
    const HavenStanding standing = {.score = rows[i / 2].score,
                                    .newcomer = rows[i / 2].newcomer,
                                    .step = rows[i / 2].step,
                                    .by_user = rows[i / 2].by_user};
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, "insult", "rule", "pack");
    HavenStep step;

    g_test_message ("%s", rows[i / 2].description);
    finding->severity = 2;
    finding->about = HAVEN_ABOUT_YOU;
    g_ptr_array_add (findings, finding);
    g_free (settings->profile);
    settings->profile = g_strdup (rows[i / 2].profile);
    haven_settings_person (settings, "jo")->trusted = trusts;
    verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
    g_assert_cmpuint (verdict->action, ==, trusts ? rows[i / 2].trusted : rows[i / 2].untrusted);
  }
}

/* A rule that met twice is one reason. */
static void
test_reason_is_said_once (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  const HavenStanding standing = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenStep step;

  for (guint i = 0; i < 2; i++) {
    haven_finding_add_conduct (findings, "pile-on", "Several people within minutes", 2, HAVEN_ABOUT_YOU);
  }
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_HOLD);
  g_assert_cmpuint (verdict->reasons->len, ==, 1);
}

static void
test_own_topic_is_called_by_its_nickname (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_CONTENT, "custom", "custom:1", "custom-custom:1");
  HavenStanding standing = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenStep step;

  finding->item = g_strdup ("custom:1");
  finding->title = g_strdup ("river");
  finding->depth = HAVEN_DEPTH_DISCUSS;
  g_ptr_array_add (findings, finding);
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpstr (verdict->label, ==, "content note: river");
}

static void
test_senders_words_stand_in_the_label (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_CONTENT, "declared", "prefix", "en-declared");
  HavenStanding standing = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenStep step;

  finding->note = g_strdup ("exam stress");
  finding->depth = HAVEN_DEPTH_DISCUSS;
  g_ptr_array_add (findings, finding);
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpstr (verdict->label, ==, "content note from the sender: “exam stress”");
}

static void
test_open_person_is_open (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = NULL;

  haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
  haven_settings_person (settings, "jo")->always_open = TRUE;
  verdict = judge_chosen (settings, HAVEN_DEPTH_GRAPHIC);
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_SHOW);
}

/* Somebody marked it, and wrote it twice: it is covered for the mark alone. */
static void
test_covered_is_what_it_is_covered_for (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenMessage message = {.conversation = "c", .sender = "s", .contact = TRUE, .time = START};
  HavenStanding standing = {0};
  HavenStep step;

  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_HARASSMENT, "repeat", "repeat", "haven"));
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_CONTENT, "eating", "a-rule", "a-pack"));
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_CONTENT, "declared", "short-mark", "en-declared"));
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_VEIL);
  g_assert_false (haven_verdict_covers (verdict, findings->pdata[0]));
  g_assert_false (haven_verdict_covers (verdict, findings->pdata[1]));
  g_assert_true (haven_verdict_covers (verdict, findings->pdata[2]));
}

/* How loud a link is decides on its mark, its note, and whether it is asked about before it opens. */
static void
test_link_level (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  HavenMessage message = {.direction = HAVEN_DIRECTION_INCOMING, .conversation = "#room", .sender = "jo"};
  HavenStanding nobody = {0};

  for (guint level = HAVEN_LINK_SILENT; level <= HAVEN_LINK_ASK; level++) {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenStep step;

    haven_settings_set_link (settings, "satire", level);
    g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_LINK, "satire", "listed-host", "a-list"));
    verdict = haven_policy_judge_incoming (settings, &message, findings, &nobody, &step);
    g_assert_cmpuint (verdict->link_level, ==, level);
    g_assert_cmpuint (verdict->notes->len, ==, level >= HAVEN_LINK_NOTE ? 1 : 0);
    g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_SHOW);
  }
}

static void
test_reminder_names_items_once (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING, .conversation = "#room"};
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  static const char *const items[] = {"card", "card", "password"};
  g_autoptr (HavenVerdict) verdict = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    HavenFinding *finding =
        haven_finding_new (HAVEN_KIND_SHARING, i < 2 ? "finance" : "credential", items[i], "haven");

    finding->item = g_strdup (items[i]);
    g_ptr_array_add (findings, finding);
  }
  verdict = haven_policy_judge_outgoing (settings, reminders, &message, findings);
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_ASK);
  g_assert_cmpstr (verdict->label, ==, "It may contain a card number and a password.");
}

/* What is judged about to leave, in a room; the finding is the verdict's. */
static HavenVerdict *
judge_leaving (const HavenSettings *settings,
               const HavenReminders *reminders,
               const char *conversation,
               gint64 time,
               HavenFinding *finding)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {
      .direction = HAVEN_DIRECTION_OUTGOING, .conversation = (char *)conversation, .time = time};

  g_ptr_array_add (findings, finding);
  return haven_policy_judge_outgoing (settings, reminders, &message, findings);
}

static void
test_leaving_link (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();

  for (guint level = HAVEN_LINK_SILENT; level <= HAVEN_LINK_ASK; level++) {
    g_autoptr (HavenVerdict) verdict = NULL;

    haven_settings_set_link (settings, "satire", level);
    verdict = judge_leaving (settings, reminders, "#room", 0,
                             haven_finding_new (HAVEN_KIND_LINK, "satire", "listed-host", "a-list"));
    g_assert_cmpuint (verdict->action, ==, level >= HAVEN_LINK_NOTE ? HAVEN_ACTION_ASK : HAVEN_ACTION_SHOW);
  }
}

static void
test_own_insult_is_not_judged (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenVerdict) verdict = NULL;

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  verdict = judge_leaving (settings, reminders, "#room", 0,
                           haven_finding_new (HAVEN_KIND_HARASSMENT, "insult", "a-rule", "a-pack"));
  g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_SHOW);
}

static void
test_exception_holds_for_what_leaves (void)
{
  static const char *const rooms[] = {"#room", "#other"};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();

  haven_settings_add_exception (settings, "haven", "password", "#room");
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++) {
    g_autoptr (HavenVerdict) verdict =
        judge_leaving (settings, reminders, rooms[i], 0,
                       haven_finding_new (HAVEN_KIND_SHARING, "credential", "password", "haven"));

    g_assert_cmpuint (verdict->action, ==, i == 0 ? HAVEN_ACTION_SHOW : HAVEN_ACTION_ASK);
  }
}

/* What was sent once is not asked about again that day in that room, but for what does harm each time. */
static void
test_answered_is_quiet_for_a_day (void)
{
  static const struct {
    const char *category;
    const char *conversation;
    gint64 days;
    HavenAction action;
  } later[] = {
      {"place", "#room", 0, HAVEN_ACTION_SHOW},
      {"place", "#room", 1, HAVEN_ACTION_ASK},
      {"place", "#other", 0, HAVEN_ACTION_ASK},
      {"credential", "#room", 0, HAVEN_ACTION_ASK},
  };
  const gint64 noon = G_GINT64_CONSTANT (1795867200) * G_USEC_PER_SEC; /* 2026-11-28, 12:00 UTC */

  for (guint i = 0; i < G_N_ELEMENTS (later); i++) {
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (HavenReminders) reminders = haven_reminders_new ();
    g_autoptr (HavenVerdict) first = NULL, again = NULL;

    haven_settings_set_reminder (settings, later[i].category, TRUE);
    first = judge_leaving (settings, reminders, "#room", noon,
                           haven_finding_new (HAVEN_KIND_SHARING, later[i].category, "a-rule", "haven"));
    g_assert_cmpuint (first->action, ==, HAVEN_ACTION_ASK);
    haven_reminders_answered (reminders, "#room", first->findings, HAVEN_REMINDED_SENT, noon);
    again = judge_leaving (settings, reminders, later[i].conversation, noon + later[i].days * G_TIME_SPAN_DAY,
                           haven_finding_new (HAVEN_KIND_SHARING, later[i].category, "a-rule", "haven"));
    g_assert_cmpuint (again->action, ==, later[i].action);
  }
}

/* A number is shown by its end, and what a detector has to say about it comes along; a message of which only
 * facts are known has no text to show. */
static void
test_number_is_shown_by_its_end (void)
{
  static const char text[] = "4111 1111 1111 1111";
  static const char *const labels[] = {"It may contain a card number (•••• •••• ••11).",
                                       "It may contain a card number."};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING,
                            .conversation = "#room",
                            .text = i == 0 ? text : NULL,
                            .length = sizeof text - 1};
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_SHARING, "finance", "card", "haven");
    g_autoptr (HavenVerdict) verdict = NULL;

    finding->item = g_strdup ("card");
    finding->end = sizeof text - 1;
    finding->note = g_strdup ("of a bank");
    g_ptr_array_add (findings, finding);
    verdict = haven_policy_judge_outgoing (settings, reminders, &message, findings);
    g_assert_cmpstr (verdict->label, ==, labels[i]);
    g_assert_cmpuint (verdict->notes->len, ==, 1);
    g_assert_cmpstr (verdict->notes->pdata[0], ==, "of a bank");
  }
}

/* Who asked for no notes is offered none, also where a topic would want one. */
static void
test_note_only_where_it_is_wanted (void)
{
  for (guint wanted = 0; wanted < 2; wanted++) {
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    HavenFinding *story = haven_finding_new (HAVEN_KIND_CONTENT, "eating", "a-rule", "a-pack");
    HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING, .conversation = "#room"};
    g_autoptr (HavenReminders) reminders = haven_reminders_new ();
    g_autoptr (HavenVerdict) verdict = NULL;

    g_free (settings->profile);
    settings->profile = g_strdup (wanted ? "support-group" : "public-room");
    story->depth = HAVEN_DEPTH_GRAPHIC;
    story->about = HAVEN_ABOUT_THIRD;
    g_ptr_array_add (findings, story);
    g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "heavy", "unmarked", "haven"));
    verdict = haven_policy_judge_outgoing (settings, reminders, &message, findings);
    g_assert_cmpuint (verdict->action, ==, wanted ? HAVEN_ACTION_ASK : HAVEN_ACTION_SHOW);
  }
}

/* For which topics a content note is offered, in a room where the user marks them and in one where not. */
static const struct {
  const char *description;
  const char *topic;
  HavenDepth depth;
  HavenAbout about;
  gboolean marked;
  gboolean offered;
  gboolean veiled; /* the user is not to meet it unprepared either */
} notes[] = {
    {"my-own-distress", "suicide", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_ME, FALSE, FALSE},
    {"my-own-distress-also-where-it-is-marked", "suicide", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_ME, TRUE, FALSE},
    {"somebody-elses-distress", "suicide", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_THIRD, FALSE, TRUE},
    {"a-word-in-passing", "suicide", HAVEN_DEPTH_MENTION, HAVEN_ABOUT_THIRD, FALSE, FALSE},
    {"my-own-story", "eating", HAVEN_DEPTH_DISCUSS, HAVEN_ABOUT_ME, FALSE, FALSE},
    {"my-own-story-where-it-is-marked", "eating", HAVEN_DEPTH_DISCUSS, HAVEN_ABOUT_ME, TRUE, TRUE},
    {"somebody-elses-story", "eating", HAVEN_DEPTH_DISCUSS, HAVEN_ABOUT_THIRD, FALSE, TRUE},
    {"states-of-mind", "mental-states", HAVEN_DEPTH_DISCUSS, HAVEN_ABOUT_THIRD, FALSE, FALSE},
    {"what-is-nobodys-own", "phobia-spiders", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_ANY, FALSE, FALSE},
    {"what-i-veil-myself", "phobia-spiders", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_ANY, FALSE, TRUE, TRUE},
    {"a-topic-of-my-own", "custom:0", HAVEN_DEPTH_GRAPHIC, HAVEN_ABOUT_ANY, TRUE, FALSE},
};

static void
test_note (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenFinding *story = haven_finding_new (HAVEN_KIND_CONTENT, notes[i].topic, "a-rule", "a-pack");
  HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING, .conversation = "#room"};
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenVerdict) verdict = NULL;

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  story->depth = notes[i].depth;
  story->about = notes[i].about;
  g_ptr_array_add (findings, story);
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "heavy", "unmarked", "haven"));
  if (notes[i].veiled)
    haven_settings_set_topic (settings, notes[i].topic, HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
  if (notes[i].marked)
    haven_reminders_mark (reminders, "#room", notes[i].topic);
  verdict = haven_policy_judge_outgoing (settings, reminders, &message, findings);
  g_assert_cmpuint (verdict->action, ==, notes[i].offered ? HAVEN_ACTION_ASK : HAVEN_ACTION_SHOW);
  g_assert_cmpstr (verdict->note_topic, ==, notes[i].offered ? notes[i].topic : NULL);
}

/* One sentence of somebody's own distress is enough: whatever else is in it, no question stands in its way.
 */
static void
test_own_distress_is_not_asked_about (void)
{
  static const struct {
    const char *description;
    const char *topics[2];
  } rows[] = {{"after somebody else's story", {"eating", "suicide"}},
              {"before somebody else's story", {"suicide", "eating"}}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING, .conversation = "#room"};
    g_autoptr (HavenReminders) reminders = haven_reminders_new ();
    g_autoptr (HavenVerdict) verdict = NULL;

    g_free (settings->profile);
    settings->profile = g_strdup ("everything");
    for (guint j = 0; j < 2; j++) {
      const char *topic = rows[i].topics[j];
      HavenFinding *said = haven_finding_new (HAVEN_KIND_CONTENT, topic, "a-rule", "a-pack");

      said->depth = HAVEN_DEPTH_DISCUSS;
      said->about = g_str_equal (topic, "suicide") ? HAVEN_ABOUT_ME : HAVEN_ABOUT_THIRD;
      g_ptr_array_add (findings, said);
    }
    g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "heavy", "unmarked", "haven"));
    verdict = haven_policy_judge_outgoing (settings, reminders, &message, findings);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_SHOW);
    g_assert_null (verdict->note_topic);
  }
}

static void
test_somebodys_name_is_not_asked_about (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenMessage message = {.direction = HAVEN_DIRECTION_OUTGOING, .conversation = "#room"};
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenVerdict) alone = NULL, story = NULL;

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "third-person", "someone", "haven"));
  alone = haven_policy_judge_outgoing (settings, reminders, &message, findings);
  g_assert_cmpuint (alone->action, ==, HAVEN_ACTION_SHOW);
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "third-person", "story", "haven"));
  story = haven_policy_judge_outgoing (settings, reminders, &message, findings);
  g_assert_cmpuint (story->action, ==, HAVEN_ACTION_ASK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/policy/incoming/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_incoming);
  }
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++) {
    g_autofree char *path = g_strconcat ("/policy/outgoing/note/", notes[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_note);
  }
  g_test_add_func ("/policy/incoming/held-at-once", test_held_at_once);
  g_test_add_func ("/policy/incoming/chosen-depth", test_chosen_depth);
  g_test_add_func ("/policy/incoming/exception-silences-one-rule", test_exception_silences_one_rule);
  g_test_add_func ("/policy/incoming/under-attack-ends-by-itself", test_under_attack_ends_by_itself);
  g_test_add_func ("/policy/incoming/trusted-is-not-held", test_trusted_is_not_held);
  g_test_add_func ("/policy/incoming/reason-is-said-once", test_reason_is_said_once);
  g_test_add_func ("/policy/incoming/own-topic-is-called-by-its-nickname",
                   test_own_topic_is_called_by_its_nickname);
  g_test_add_func ("/policy/incoming/senders-words-stand-in-the-label",
                   test_senders_words_stand_in_the_label);
  g_test_add_func ("/policy/incoming/open-person-is-open", test_open_person_is_open);
  g_test_add_func ("/policy/incoming/link-level", test_link_level);
  g_test_add_func ("/policy/incoming/covered-is-what-it-is-covered-for",
                   test_covered_is_what_it_is_covered_for);
  g_test_add_func ("/policy/outgoing/names-items-once", test_reminder_names_items_once);
  g_test_add_func ("/policy/outgoing/number-is-shown-by-its-end", test_number_is_shown_by_its_end);
  g_test_add_func ("/policy/outgoing/link-level", test_leaving_link);
  g_test_add_func ("/policy/outgoing/own-insult-is-not-judged", test_own_insult_is_not_judged);
  g_test_add_func ("/policy/outgoing/exception", test_exception_holds_for_what_leaves);
  g_test_add_func ("/policy/outgoing/answered-is-quiet-for-a-day", test_answered_is_quiet_for_a_day);
  g_test_add_func ("/policy/outgoing/note-only-where-it-is-wanted", test_note_only_where_it_is_wanted);
  g_test_add_func ("/policy/outgoing/own-distress-beside-others", test_own_distress_is_not_asked_about);
  g_test_add_func ("/policy/outgoing/somebodys-name", test_somebodys_name_is_not_asked_about);
  return g_test_run ();
}
