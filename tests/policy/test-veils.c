/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

/* What a veil, a hold and their label depend on, one thing at a time. */

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static HavenSettings *
settings_of (const char *profile)
{
  HavenSettings *settings = haven_settings_new ();

  g_free (settings->profile);
  settings->profile = g_strdup (profile);
  return settings;
}

static GPtrArray *
no_findings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
}

static HavenFinding *
add (GPtrArray *findings, HavenKind kind, const char *category)
{
  HavenFinding *finding = haven_finding_new (kind, category, "rule", "pack");

  g_ptr_array_add (findings, finding);
  return finding;
}

static HavenVerdict *
judge (const HavenSettings *settings, const HavenMessage *message, GPtrArray *findings)
{
  const HavenStanding nobody = {0};
  HavenStep step;

  return haven_policy_judge_incoming (settings, message, findings, &nobody, &step);
}

/* One depth earlier where the user is strict; what a rule is hardly sure of is left out where they are light.
 */
static const struct {
  const char *description;
  HavenStrictness strictness;
  HavenDepth chosen;
  HavenDepth depth;
  guint severity;
  gboolean veiled;
} depths[] = {
    {"as-deep-as-chosen", HAVEN_STRICTNESS_BALANCED, HAVEN_DEPTH_DISCUSS, HAVEN_DEPTH_DISCUSS, 0, TRUE},
    {"less-deep", HAVEN_STRICTNESS_BALANCED, HAVEN_DEPTH_DISCUSS, HAVEN_DEPTH_MENTION, 0, FALSE},
    {"strict-less-deep", HAVEN_STRICTNESS_STRICT, HAVEN_DEPTH_DISCUSS, HAVEN_DEPTH_MENTION, 0, TRUE},
    {"strict-two-less-deep", HAVEN_STRICTNESS_STRICT, HAVEN_DEPTH_GRAPHIC, HAVEN_DEPTH_MENTION, 0, FALSE},
    {"strict-at-the-lightest", HAVEN_STRICTNESS_STRICT, HAVEN_DEPTH_MENTION, HAVEN_DEPTH_MENTION, 0, TRUE},
    {"strict-and-switched-off", HAVEN_STRICTNESS_STRICT, HAVEN_DEPTH_NONE, HAVEN_DEPTH_GRAPHIC, 0, FALSE},
    {"of-no-depth", HAVEN_STRICTNESS_BALANCED, HAVEN_DEPTH_GRAPHIC, HAVEN_DEPTH_NONE, 0, TRUE},
    {"light-and-weak", HAVEN_STRICTNESS_LIGHT, HAVEN_DEPTH_MENTION, HAVEN_DEPTH_DISCUSS, 1, FALSE},
    {"light-and-sure", HAVEN_STRICTNESS_LIGHT, HAVEN_DEPTH_MENTION, HAVEN_DEPTH_DISCUSS, 2, TRUE},
    {"light-and-without-weight", HAVEN_STRICTNESS_LIGHT, HAVEN_DEPTH_MENTION, HAVEN_DEPTH_DISCUSS, 0, TRUE},
    {"balanced-and-weak", HAVEN_STRICTNESS_BALANCED, HAVEN_DEPTH_MENTION, HAVEN_DEPTH_DISCUSS, 1, TRUE},
};

static void
test_depth (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .contact = TRUE, .time = START};
  g_autoptr (HavenSettings) settings = settings_of ("gentle");
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenFinding *finding = add (findings, HAVEN_KIND_CONTENT, "eating");

  haven_settings_set_topic (settings, "eating", depths[i].chosen, depths[i].strictness);
  finding->depth = depths[i].depth;
  finding->severity = depths[i].severity;
  verdict = judge (settings, &message, findings);
  g_assert_cmpuint (verdict->action, ==, depths[i].veiled ? HAVEN_ACTION_VEIL : HAVEN_ACTION_SHOW);
}

static const struct {
  const char *description;
  const char *profile;
  gboolean contact;
  gboolean chosen;
  HavenDepth depth;
  gboolean veiled;
} pictures[] = {
    {"a-strangers", "gentle", FALSE, FALSE, HAVEN_DEPTH_NONE, TRUE},
    {"a-contacts", "gentle", TRUE, FALSE, HAVEN_DEPTH_NONE, FALSE},
    {"a-strangers-among-friends", "friends", FALSE, FALSE, HAVEN_DEPTH_NONE, FALSE},
    {"a-contacts-where-all-are-chosen", "friends", TRUE, TRUE, HAVEN_DEPTH_MENTION, TRUE},
    {"a-strangers-where-none-is-chosen", "gentle", FALSE, TRUE, HAVEN_DEPTH_NONE, FALSE},
};

static void
test_picture (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {
      .conversation = "#room", .sender = "jo", .contact = pictures[i].contact, .time = START};
  g_autoptr (HavenSettings) settings = settings_of (pictures[i].profile);
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autoptr (HavenVerdict) verdict = NULL;

  if (pictures[i].chosen)
    haven_settings_set_topic (settings, "picture", pictures[i].depth, HAVEN_STRICTNESS_BALANCED);
  add (findings, HAVEN_KIND_CONTENT, "picture");
  verdict = judge (settings, &message, findings);
  g_assert_cmpuint (verdict->action, ==, pictures[i].veiled ? HAVEN_ACTION_VEIL : HAVEN_ACTION_SHOW);
}

/* From a contact, who is never held, so that it is seen what is veiled. */
static const struct {
  const char *description;
  const char *profile;
  HavenStrictness strictness;
  gboolean attacked; /* for some hours */
  guint severity;
  HavenAbout about;
  gboolean veiled;
} aimed[] = {
    {"light", "gentle", HAVEN_STRICTNESS_LIGHT, FALSE, 2, HAVEN_ABOUT_YOU, FALSE},
    {"light-and-grave", "gentle", HAVEN_STRICTNESS_LIGHT, FALSE, 3, HAVEN_ABOUT_YOU, TRUE},
    {"balanced", "gentle", HAVEN_STRICTNESS_BALANCED, FALSE, 2, HAVEN_ABOUT_YOU, FALSE},
    {"strict", "gentle", HAVEN_STRICTNESS_STRICT, FALSE, 2, HAVEN_ABOUT_YOU, TRUE},
    {"strict-and-weak", "gentle", HAVEN_STRICTNESS_STRICT, FALSE, 1, HAVEN_ABOUT_YOU, FALSE},
    {"under-attack-for-some-hours", "gentle", HAVEN_STRICTNESS_BALANCED, TRUE, 1, HAVEN_ABOUT_YOU, TRUE},
    {"under-attack", "under-attack", HAVEN_STRICTNESS_BALANCED, FALSE, 1, HAVEN_ABOUT_YOU, TRUE},
    {"under-attack-at-others", "under-attack", HAVEN_STRICTNESS_BALANCED, TRUE, 3, HAVEN_ABOUT_THIRD, FALSE},
    {"everything-at-others", "everything", HAVEN_STRICTNESS_BALANCED, FALSE, 1, HAVEN_ABOUT_THIRD, TRUE},
};

static void
test_aimed (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .contact = TRUE, .time = START};
  g_autoptr (HavenSettings) settings = settings_of (aimed[i].profile);
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenFinding *finding = add (findings, HAVEN_KIND_HARASSMENT, "insult");

  settings->strictness = aimed[i].strictness;
  settings->attack_until = aimed[i].attacked ? START + 1 : 0;
  finding->severity = aimed[i].severity;
  finding->about = aimed[i].about;
  verdict = judge (settings, &message, findings);
  g_assert_cmpuint (verdict->action, ==, aimed[i].veiled ? HAVEN_ACTION_VEIL : HAVEN_ACTION_SHOW);
}

/* Where somebody stands, what they do now, and where they stand then. */
static const struct {
  const char *description;
  HavenStep before;
  gint64 until; /* from now */
  double score;
  gboolean hostile; /* now */
  gboolean staff;
  HavenAction action;
  HavenStep after;
  gint64 until_then;
} steps[] = {
    {"nobody-climbs-by-what-was", HAVEN_STEP_NONE, 0, 100, FALSE, FALSE, HAVEN_ACTION_SHOW, HAVEN_STEP_NONE,
     0},
    {"climbs-by-what-they-do", HAVEN_STEP_NONE, 0, 6, TRUE, FALSE, HAVEN_ACTION_HOLD, HAVEN_STEP_HOLD_HOUR,
     G_TIME_SPAN_HOUR},
    {"climbs-on", HAVEN_STEP_HOLD_HOUR, 10, 10, TRUE, FALSE, HAVEN_ACTION_HOLD, HAVEN_STEP_HOLD_DAY,
     G_TIME_SPAN_DAY},
    {"does-not-climb-down", HAVEN_STEP_HOLD_DAY, 10, 1, TRUE, FALSE, HAVEN_ACTION_HOLD, HAVEN_STEP_HOLD_DAY,
     10},
    {"is-not-held-longer-for-the-same", HAVEN_STEP_HOLD_HOUR, 10, 6, TRUE, FALSE, HAVEN_ACTION_HOLD,
     HAVEN_STEP_HOLD_HOUR, 10},
    {"is-held-whatever-they-say", HAVEN_STEP_HOLD_HOUR, 10, 0, FALSE, FALSE, HAVEN_ACTION_HOLD,
     HAVEN_STEP_HOLD_HOUR, 10},
    {"stays-muted", HAVEN_STEP_MUTE, -START, 1, TRUE, FALSE, HAVEN_ACTION_MUTE, HAVEN_STEP_MUTE, -START},
    {"who-keeps-order-is-veiled", HAVEN_STEP_NONE, 0, 100, TRUE, TRUE, HAVEN_ACTION_VEIL, HAVEN_STEP_MUTE, 0},
};

static void
test_step (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {
      .conversation = "#room", .sender = "jo", .staff = steps[i].staff, .time = START};
  const HavenStanding standing = {steps[i].score, steps[i].before,
                                  steps[i].before != HAVEN_STEP_NONE ? START + steps[i].until : 0};
  g_autoptr (HavenSettings) settings = settings_of ("gentle");
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenStep step;

  if (steps[i].hostile)
    add (findings, HAVEN_KIND_HARASSMENT, "insult")->severity = 1;
  verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
  g_assert_cmpuint (verdict->action, ==, steps[i].action);
  g_assert_cmpuint (step, ==, steps[i].after);
  if (haven_action_keeps_aside (verdict->action))
    g_assert_cmpint (verdict->until, ==, START + steps[i].until_then);
}

/* What the user said was no reason is none for a hold either. */
static void
test_excepted_is_no_step (void)
{
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  const HavenStanding standing = {.score = 6};

  for (guint excepted = 0; excepted < 2; excepted++) {
    g_autoptr (HavenSettings) settings = settings_of ("gentle");
    g_autoptr (GPtrArray) findings = no_findings ();
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenFinding *finding = add (findings, HAVEN_KIND_HARASSMENT, "insult");
    HavenStep step;

    if (excepted)
      haven_settings_add_exception (settings, finding->pack, finding->rule, NULL);
    verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
    g_assert_cmpuint (step, ==, excepted ? HAVEN_STEP_NONE : HAVEN_STEP_HOLD_HOUR);
  }
}

/* Who is held already is held for what came before, whatever they say now. */
static void
test_cause_of_a_hold_stays (void)
{
  static const struct {
    HavenStep step;
    const char *cause;
  } rows[] = {{HAVEN_STEP_NONE, "a threat"}, {HAVEN_STEP_HOLD_HOUR, "held"}};
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const HavenStanding standing = {.step = rows[i].step, .until = START + G_TIME_SPAN_HOUR};
    g_autoptr (HavenSettings) settings = settings_of ("support-group");
    g_autoptr (GPtrArray) findings = no_findings ();
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenFinding *finding = add (findings, HAVEN_KIND_HARASSMENT, "threat");
    HavenStep step;

    finding->severity = 3;
    finding->about = HAVEN_ABOUT_YOU;
    verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
    g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_HOLD);
    g_assert_cmpstr (verdict->cause, ==, rows[i].cause);
  }
}

/* Who is veiled for who they are: the label says for what. */
static void
test_veiled_for_who_they_are (void)
{
  static const char *const labels[] = {"content note: repeated messages", "content note: muted by you"};
  const HavenMessage message = {.conversation = "sam", .sender = "sam", .contact = TRUE, .time = START};
  g_autoptr (HavenSettings) settings = settings_of ("gentle");

  for (guint by_user = 0; by_user < 2; by_user++) {
    const HavenStanding standing = {.step = HAVEN_STEP_MUTE, .by_user = by_user};
    g_autoptr (GPtrArray) findings = no_findings ();
    g_autoptr (HavenVerdict) verdict = NULL;
    HavenStep step;

    verdict = haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
    g_assert_cmpuint (verdict->action, ==, HAVEN_ACTION_VEIL);
    g_assert_cmpstr (verdict->label, ==, labels[by_user]);
  }
}

/* That several came at once is held at once; that one says of many what they think is an insult like others.
 */
static void
test_crowd (void)
{
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};
  g_autoptr (HavenSettings) settings = settings_of ("gentle");

  for (guint counted = 0; counted < 2; counted++) {
    g_autoptr (GPtrArray) findings = no_findings ();
    g_autoptr (HavenVerdict) verdict = NULL;

    if (counted) {
      haven_finding_add_conduct (findings, "pile-on", "Several people", 2, HAVEN_ABOUT_YOU);
    } else {
      HavenFinding *said = add (findings, HAVEN_KIND_HARASSMENT, "pile-on");

      said->severity = 2;
      said->about = HAVEN_ABOUT_YOU;
    }
    verdict = judge (settings, &message, findings);
    g_assert_cmpuint (verdict->action, ==, counted ? HAVEN_ACTION_HOLD : HAVEN_ACTION_VEIL);
    g_assert_cmpstr (verdict->label, ==, "content note: several people at once");
  }
}

/* The loudest of several links counts, wherever it stands. */
static void
test_loudest_link (void)
{
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .time = START};

  for (guint first = 0; first < 2; first++) {
    g_autoptr (HavenSettings) settings = settings_of ("gentle");
    g_autoptr (GPtrArray) findings = no_findings ();
    g_autoptr (HavenVerdict) verdict = NULL;

    haven_settings_set_link (settings, "satire", HAVEN_LINK_MARK);
    haven_settings_set_link (settings, "pro-harm", HAVEN_LINK_ASK);
    add (findings, HAVEN_KIND_LINK, first == 0 ? "satire" : "pro-harm");
    add (findings, HAVEN_KIND_LINK, first == 0 ? "pro-harm" : "satire");
    verdict = judge (settings, &message, findings);
    g_assert_cmpuint (verdict->link_level, ==, HAVEN_LINK_ASK);
    g_assert_cmpuint (verdict->notes->len, ==, 1);
  }
}

/* What a label names: each topic once, two of them at most, and the sender's own words only where nothing
 * else is covered. */
static const struct {
  const char *description;
  const char *topics[4];
  const char *words; /* of the sender's mark */
  const char *label;
  guint n_reasons;
} labels[] = {
    {"one-topic", {"eating"}, NULL, "content note: eating", 1},
    {"one-topic-seen-twice", {"eating", "eating"}, NULL, "content note: eating", 1},
    {"two-topics", {"eating", "suicide"}, NULL, "content note: eating, suicide", 2},
    {"no-more-than-two", {"eating", "suicide", "violence"}, NULL, "content note: eating, suicide", 3},
    {"one-again-behind-another", {"eating", "suicide", "eating"}, NULL, "content note: eating, suicide", 2},
    {"the-senders-words", {NULL}, "exam stress", "content note from the sender: “exam stress”", 1},
    {"the-senders-words-and-more",
     {"eating"},
     "exam stress",
     "content note: marked by the sender, eating",
     2},
};

static void
test_label (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {.conversation = "#room", .sender = "jo", .contact = TRUE, .time = START};
  g_autoptr (HavenSettings) settings = settings_of ("everything");
  g_autoptr (GPtrArray) findings = no_findings ();
  g_autoptr (HavenVerdict) verdict = NULL;

  if (labels[i].words != NULL)
    add (findings, HAVEN_KIND_CONTENT, "declared")->note = g_strdup (labels[i].words);
  for (guint j = 0; labels[i].topics[j] != NULL; j++)
    add (findings, HAVEN_KIND_CONTENT, labels[i].topics[j]);
  verdict = judge (settings, &message, findings);
  g_assert_cmpstr (verdict->label, ==, labels[i].label);
  g_assert_cmpuint (verdict->reasons->len, ==, labels[i].n_reasons);
}

/* What a room sends again to who enters: who is held stays held, but for those who are never held. */
static const struct {
  const char *description;
  HavenStep step;
  gboolean contact;
  gboolean staff;
  gboolean trusted;
  gboolean by_user;
  HavenAction action;
} again[] = {
    {"who-is-held", HAVEN_STEP_HOLD_HOUR, FALSE, FALSE, FALSE, FALSE, HAVEN_ACTION_HOLD},
    {"who-is-muted", HAVEN_STEP_MUTE, FALSE, FALSE, FALSE, FALSE, HAVEN_ACTION_MUTE},
    {"who-is-not", HAVEN_STEP_VEIL, FALSE, FALSE, FALSE, FALSE, HAVEN_ACTION_SHOW},
    {"a-contact", HAVEN_STEP_MUTE, TRUE, FALSE, FALSE, FALSE, HAVEN_ACTION_SHOW},
    {"who-keeps-order", HAVEN_STEP_MUTE, FALSE, TRUE, FALSE, FALSE, HAVEN_ACTION_SHOW},
    {"who-is-trusted", HAVEN_STEP_HOLD_DAY, FALSE, FALSE, TRUE, FALSE, HAVEN_ACTION_SHOW},
    {"who-is-trusted-and-muted-by-the-user", HAVEN_STEP_MUTE, FALSE, FALSE, TRUE, TRUE, HAVEN_ACTION_MUTE},
};

static void
test_again (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenMessage message = {
      .sender = "jo", .contact = again[i].contact, .staff = again[i].staff, .time = START};
  const HavenStanding standing = {.step = again[i].step, .by_user = again[i].by_user};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = haven_verdict_new ();

  haven_settings_person (settings, "jo")->trusted = again[i].trusted;
  haven_policy_hold_again (settings, verdict, &message, &standing);
  g_assert_cmpuint (verdict->action, ==, again[i].action);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_ALL(area, rows, func)                                                                            \
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {                                                          \
    g_autofree char *path = g_strconcat ("/veils/" area "/", rows[i].description, NULL);                     \
                                                                                                             \
    g_test_add_data_func (path, GUINT_TO_POINTER (i), func);                                                 \
  }
  ADD_ALL ("depth", depths, test_depth);
  ADD_ALL ("picture", pictures, test_picture);
  ADD_ALL ("aimed-by-a-contact", aimed, test_aimed);
  ADD_ALL ("step", steps, test_step);
  ADD_ALL ("label", labels, test_label);
  ADD_ALL ("history", again, test_again);
#undef ADD_ALL
  g_test_add_func ("/veils/for-who-they-are", test_veiled_for_who_they_are);
  g_test_add_func ("/veils/excepted-is-no-step", test_excepted_is_no_step);
  g_test_add_func ("/veils/cause-of-a-hold-stays", test_cause_of_a_hold_stays);
  g_test_add_func ("/veils/crowd", test_crowd);
  g_test_add_func ("/veils/loudest-link", test_loudest_link);
  return g_test_run ();
}
