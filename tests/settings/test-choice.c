/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-choice.h"
#include "settings/haven-settings-file.h"

/* What a reader says about a veil, and that taking it back takes back nothing else. */

typedef struct {
  const char *description;
  HavenKind kind;
  const char *category;
  const char *item;
  HavenChoice choice;
  const char *place;
  gboolean possible;
} Case;

static const Case cases[] = {
    {"topic", HAVEN_KIND_CONTENT, "self-harm", NULL, HAVEN_CHOICE_TOPIC, NULL, TRUE},
    {"own-topic", HAVEN_KIND_CONTENT, "custom", "custom:1", HAVEN_CHOICE_TOPIC, NULL, TRUE},
    {"topic-here", HAVEN_KIND_CONTENT, "self-harm", NULL, HAVEN_CHOICE_NOT_HERE, "room", TRUE},
    {"reclaimed-here", HAVEN_KIND_HARASSMENT, "insult", NULL, HAVEN_CHOICE_NOT_HERE, "room", TRUE},
    {"person", HAVEN_KIND_CONTENT, "self-harm", NULL, HAVEN_CHOICE_PERSON, "jo", TRUE},
    {"room", HAVEN_KIND_CONTENT, "self-harm", NULL, HAVEN_CHOICE_ROOM, "room", TRUE},
    {"wrong", HAVEN_KIND_CONTENT, "self-harm", NULL, HAVEN_CHOICE_WRONG, NULL, TRUE},
    {"wrong-insult", HAVEN_KIND_HARASSMENT, "insult", NULL, HAVEN_CHOICE_WRONG, NULL, TRUE},
    {"words-of-ones-own-are-no-rule", HAVEN_KIND_CONTENT, "custom", "custom:1", HAVEN_CHOICE_WRONG, NULL,
     FALSE},
    {"an-insult-is-no-topic", HAVEN_KIND_HARASSMENT, "insult", NULL, HAVEN_CHOICE_TOPIC, NULL, FALSE},
    {"a-link-is-no-topic", HAVEN_KIND_LINK, "satire", NULL, HAVEN_CHOICE_WRONG, NULL, FALSE},
};

static HavenVerdict *
verdict_about (const Case *row)
{
  HavenVerdict *verdict = haven_verdict_new ();
  HavenFinding *finding = haven_finding_new (row->kind, row->category, "a-rule", "a-pack");

  finding->item = g_strdup (row->item);
  g_ptr_array_add (verdict->findings, finding);
  return verdict;
}

static gboolean
is_silent (const HavenSettings *settings, const Case *row, const char *conversation)
{
  const char *topic = row->item != NULL ? row->item : row->category;

  return haven_settings_is_excepted (settings, "a-pack", "a-rule", conversation) ||
         haven_settings_always_open (settings, conversation, "jo") ||
         (haven_settings_chooses (settings, conversation, "jo", topic) &&
          haven_settings_topic (settings, conversation, "jo", topic).depth == HAVEN_DEPTH_NONE);
}

static void
test_choice (gconstpointer data)
{
  static const char *const words[] = {"word", NULL};
  const Case *row = data;
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_about (row);
  g_autoptr (HavenChoiceUndo) undo = NULL;

  haven_settings_add_custom (settings, "river", words);
  g_assert_cmpint (haven_choice_is_possible (settings, verdict, row->choice), ==, row->possible);
  if (!row->possible)
    return;
  undo = haven_choice_make (settings, verdict, row->choice, row->place);
  g_assert_true (is_silent (settings, row, "room"));
  if (row->place != NULL && g_str_equal (row->place, "room"))
    g_assert_false (is_silent (settings, row, "another room"));
  haven_settings_set_reminder (settings, "place", TRUE); /* something else changes in between */
  haven_choice_undo (settings, undo);
  g_assert_false (is_silent (settings, row, "room"));
  g_assert_true (haven_settings_reminder (settings, "place"));
}

static void
test_undo_restores_what_was_chosen (void)
{
  static const Case row = {"", HAVEN_KIND_CONTENT, "eating", NULL, HAVEN_CHOICE_TOPIC, NULL, TRUE};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_about (&row);
  g_autoptr (HavenChoiceUndo) undo = NULL;

  haven_settings_set_topic (settings, "eating", HAVEN_DEPTH_GRAPHIC, HAVEN_STRICTNESS_STRICT);
  undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_TOPIC, NULL);
  haven_choice_undo (settings, undo);
  g_assert_cmpint (haven_settings_topic (settings, NULL, NULL, "eating").depth, ==, HAVEN_DEPTH_GRAPHIC);
}

static void
test_exception_of_before_stays (void)
{
  static const Case row = {"", HAVEN_KIND_CONTENT, "eating", NULL, HAVEN_CHOICE_WRONG, NULL, TRUE};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_about (&row);
  g_autoptr (HavenChoiceUndo) undo = NULL;

  haven_settings_add_exception (settings, "a-pack", "a-rule", NULL);
  undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_WRONG, NULL);
  haven_choice_undo (settings, undo);
  g_assert_true (haven_settings_is_excepted (settings, "a-pack", "a-rule", NULL));
}

/* A topic that nobody chose and the same message again were met as well, and covered nothing. */
static HavenVerdict *
verdict_of_three (void)
{
  static const Case chosen = {"", HAVEN_KIND_CONTENT, "eating", NULL, HAVEN_CHOICE_WRONG, NULL, TRUE};
  HavenVerdict *verdict = verdict_about (&chosen);

  g_ptr_array_add (verdict->findings,
                   haven_finding_new (HAVEN_KIND_CONTENT, "child-abuse", "another-rule", "a-pack"));
  g_ptr_array_add (verdict->findings, haven_finding_new (HAVEN_KIND_HARASSMENT, "repeat", "repeat", "haven"));
  haven_verdict_cover (verdict, verdict->findings->pdata[0]);
  return verdict;
}

static void
test_wrong_is_what_covered_and_nothing_else (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) made = verdict_of_three ();
  g_autoptr (HavenVerdict) verdict = haven_verdict_copy (made);
  g_autoptr (HavenChoiceUndo) undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_WRONG, NULL);

  g_assert_true (haven_settings_is_excepted (settings, "a-pack", "a-rule", NULL));
  g_assert_false (haven_settings_is_excepted (settings, "a-pack", "another-rule", NULL));
  g_assert_false (haven_settings_is_excepted (settings, "haven", "repeat", NULL));
}

static void
test_topic_that_is_opened_is_what_was_covered (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_of_three ();
  g_autoptr (HavenChoiceUndo) undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_TOPIC, NULL);

  g_assert_true (haven_settings_chooses (settings, NULL, NULL, "eating"));
  g_assert_false (haven_settings_chooses (settings, NULL, NULL, "child-abuse"));
}

typedef struct {
  const char *description;
  guint removed;         /* which of the topics "river", "boat" and "gate", from 0 */
  HavenDepth boat_after; /* boat was chosen at graphic, and opened before one of them was removed */
  HavenDepth gate_after; /* gate was chosen at discuss */
} Removal;

static const Removal removals[] = {
    {"after-a-topic-before-it-is-gone", 0, HAVEN_DEPTH_GRAPHIC, HAVEN_DEPTH_DISCUSS},
    {"after-the-topic-itself-is-gone", 1, HAVEN_DEPTH_NONE, HAVEN_DEPTH_DISCUSS},
    {"after-a-topic-behind-it-is-gone", 2, HAVEN_DEPTH_GRAPHIC, HAVEN_DEPTH_NONE},
};

static HavenDepth
depth_of (const HavenSettings *settings, const char *nickname)
{
  for (guint i = 0; i < settings->custom->len; i++) {
    const HavenCustomTopic *topic = settings->custom->pdata[i];

    if (g_str_equal (topic->nickname, nickname))
      return haven_settings_topic (settings, NULL, NULL, topic->id).depth;
  }
  return HAVEN_DEPTH_NONE;
}

/* Taken back after another topic was removed, or the very one. */
static void
test_undo_after_a_topic_is_gone (gconstpointer data)
{
  static const char *const words[] = {"word", NULL};
  static const Case boat = {"", HAVEN_KIND_CONTENT, "custom", "custom:2", HAVEN_CHOICE_TOPIC, NULL, TRUE};
  const Removal *row = data;
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_about (&boat);
  g_autoptr (HavenChoiceUndo) undo = NULL;

  haven_settings_add_custom (settings, "river", words);
  haven_settings_add_custom (settings, "boat", words);
  haven_settings_add_custom (settings, "gate", words);
  haven_settings_set_topic (settings, "custom:2", HAVEN_DEPTH_GRAPHIC, HAVEN_STRICTNESS_BALANCED);
  haven_settings_set_topic (settings, "custom:3", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_TOPIC, NULL);
  g_assert_cmpint (depth_of (settings, "boat"), ==, HAVEN_DEPTH_NONE);
  haven_settings_remove_custom (settings, row->removed);
  haven_choice_undo (settings, undo);
  g_assert_cmpint (depth_of (settings, "boat"), ==, row->boat_after);
  g_assert_cmpint (depth_of (settings, "gate"), ==, row->gate_after);
  haven_settings_add_custom (settings, "ferry", words);
  g_assert_cmpint (depth_of (settings, "ferry"), ==, HAVEN_DEPTH_MENTION);
}

/* A veil that is still on the screen opens the topic that it was about, and no other. */
static void
test_choice_about_a_topic_that_is_gone (void)
{
  static const char *const words[] = {"word", NULL};
  static const Case river = {"", HAVEN_KIND_CONTENT, "custom", "custom:1", HAVEN_CHOICE_TOPIC, NULL, TRUE};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = verdict_about (&river);
  g_autoptr (HavenChoiceUndo) undo = NULL;

  haven_settings_add_custom (settings, "river", words);
  haven_settings_add_custom (settings, "boat", words);
  haven_settings_remove_custom (settings, 0);
  haven_settings_add_custom (settings, "gate", words);
  undo = haven_choice_make (settings, verdict, HAVEN_CHOICE_TOPIC, NULL);
  g_assert_cmpint (depth_of (settings, "boat"), ==, HAVEN_DEPTH_MENTION);
  g_assert_cmpint (depth_of (settings, "gate"), ==, HAVEN_DEPTH_MENTION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/settings/choice/", cases[i].description, NULL);

    g_test_add_data_func (path, &cases[i], test_choice);
  }
  g_test_add_func ("/settings/choice/undo-restores-what-was-chosen", test_undo_restores_what_was_chosen);
  g_test_add_func ("/settings/choice/an-exception-of-before-stays", test_exception_of_before_stays);
  for (guint i = 0; i < G_N_ELEMENTS (removals); i++) {
    g_autofree char *path = g_strconcat ("/settings/choice/undo/", removals[i].description, NULL);

    g_test_add_data_func (path, &removals[i], test_undo_after_a_topic_is_gone);
  }
  g_test_add_func ("/settings/choice/about-a-topic-that-is-gone", test_choice_about_a_topic_that_is_gone);
  g_test_add_func ("/settings/choice/wrong-is-what-covered-and-nothing-else",
                   test_wrong_is_what_covered_and_nothing_else);
  g_test_add_func ("/settings/choice/topic-that-is-opened-is-what-was-covered",
                   test_topic_that_is_opened_is_what_was_covered);
  return g_test_run ();
}
