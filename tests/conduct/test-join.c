/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "conduct/haven-conduct-join.h"
#include "conduct/haven-reminders.h"

/* Two programs began with one memory; what becomes of it when one of them takes up what the other learnt. */

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define ACCOUNT "prpl-jabber:me@example.org"
#define SOMEBODY "crow@example.org"

typedef enum { NOBODY, HELD, MUTED, RELEASED } Change;

static const struct {
  const char *name;
  Change base, ours, theirs; /* what each did to it, or NOBODY: nothing */
  HavenStep step;
} rows[] = {
    {"nobody-knows-anybody", NOBODY, NOBODY, NOBODY, HAVEN_STEP_NONE},
    {"who-is-muted-there-is-muted-here", NOBODY, NOBODY, MUTED, HAVEN_STEP_MUTE},
    {"who-is-muted-here-stays-muted", NOBODY, MUTED, NOBODY, HAVEN_STEP_MUTE},
    {"who-is-released-there-is-released-here", MUTED, NOBODY, RELEASED, HAVEN_STEP_NONE},
    {"who-is-released-here-stays-released", MUTED, RELEASED, NOBODY, HAVEN_STEP_NONE},
    {"who-was-muted-before-stays-muted", MUTED, NOBODY, NOBODY, HAVEN_STEP_MUTE},
    {"of-two-changes-there-the-sterner-holds", NOBODY, HELD, MUTED, HAVEN_STEP_MUTE},
    {"of-two-changes-here-the-sterner-holds", NOBODY, MUTED, HELD, HAVEN_STEP_MUTE},
    {"what-is-released-there-and-held-here-is-held", MUTED, HELD, RELEASED, HAVEN_STEP_HOLD_HOUR},
};

static void
change (HavenConduct *conduct, Change what)
{
  if (what == HELD)
    haven_conduct_set_step (conduct, ACCOUNT, SOMEBODY, HAVEN_STEP_HOLD_HOUR, NOW + G_TIME_SPAN_HOUR, NOW);
  else if (what == MUTED)
    haven_conduct_mute (conduct, ACCOUNT, SOMEBODY, NOW);
  else if (what == RELEASED)
    haven_conduct_forgive (conduct, ACCOUNT, SOMEBODY);
}

static HavenConduct *
changed (Change first, Change then)
{
  HavenConduct *conduct = haven_conduct_new ();

  change (conduct, first);
  change (conduct, then);
  return conduct;
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) base = changed (rows[i].base, NOBODY);
  g_autoptr (HavenConduct) ours = changed (rows[i].base, rows[i].ours);
  g_autoptr (HavenConduct) theirs = changed (rows[i].base, rows[i].theirs);

  haven_conduct_join (ours, base, theirs);
  g_assert_cmpint (haven_conduct_get_standing (ours, ACCOUNT, SOMEBODY, NOW).step, ==, rows[i].step);
}

static void
restore (HavenConduct *conduct, double score, gint64 scored_at, gint64 stopped_at)
{
  const HavenPerson person = {.score = score, .scored_at = scored_at, .stopped_at = stopped_at};
  g_autofree char *id = haven_conduct_person_id (ACCOUNT, SOMEBODY);

  haven_conduct_restore (conduct, id, &person);
}

/* What both learnt of one person comes to the higher score and the later "stop", whichever of them has it. */
static void
test_both_learnt (gconstpointer data)
{
  gboolean ours_more = GPOINTER_TO_INT (data);
  g_autoptr (HavenConduct) base = haven_conduct_new ();
  g_autoptr (HavenConduct) ours = haven_conduct_new ();
  g_autoptr (HavenConduct) theirs = haven_conduct_new ();
  HavenStanding standing;

  restore (ours_more ? ours : theirs, 5.0, NOW - 1, NOW - 1);
  restore (ours_more ? theirs : ours, 2.0, NOW, NOW - G_TIME_SPAN_DAY);
  haven_conduct_join (ours, base, theirs);
  standing = haven_conduct_get_standing (ours, ACCOUNT, SOMEBODY, NOW);
  g_assert_cmpfloat_with_epsilon (standing.score, 5.0, 1e-6);
  g_assert_cmpint (standing.person->stopped_at, ==, NOW - 1);
}

/* A hold that was made longer in one program is as long in the other. */
static void
test_longer_hold (void)
{
  for (guint theirs_longer = 0; theirs_longer < 2; theirs_longer++) {
    for (guint both = 0; both < 2; both++) {
      g_autoptr (HavenConduct) base = changed (HELD, NOBODY);
      g_autoptr (HavenConduct) ours = changed (HELD, NOBODY);
      g_autoptr (HavenConduct) theirs = changed (HELD, NOBODY);
      const gint64 late = NOW + G_TIME_SPAN_HOUR / 2, later = NOW + G_TIME_SPAN_HOUR - 1;

      if (both || !theirs_longer)
        haven_conduct_set_step (ours, ACCOUNT, SOMEBODY, HAVEN_STEP_HOLD_HOUR, theirs_longer ? late : later,
                                NOW);
      if (both || theirs_longer)
        haven_conduct_set_step (theirs, ACCOUNT, SOMEBODY, HAVEN_STEP_HOLD_HOUR, theirs_longer ? later : late,
                                NOW);
      haven_conduct_join (ours, base, theirs);
      g_assert_cmpint (haven_conduct_get_standing (ours, ACCOUNT, SOMEBODY, NOW).until, ==, later);
    }
  }
}

static void
answer (HavenReminders *reminders, guint times)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "contact", "a-rule", "a-pack"));
  for (guint i = 0; i < times; i++)
    haven_reminders_answered (reminders, "#a", findings, HAVEN_REMINDED_SENT, NOW);
}

static void
take_sent (const char *category, const guint *counts, gpointer sent)
{
  *(guint *)sent += counts[HAVEN_REMINDED_SENT];
}

static void
test_counts_of_both_are_counted_once (void)
{
  g_autoptr (HavenReminders) base = haven_reminders_new ();
  g_autoptr (HavenReminders) ours = haven_reminders_new ();
  g_autoptr (HavenReminders) theirs = haven_reminders_new ();
  guint sent = 0;

  answer (base, 3);
  answer (ours, 3 + 2);
  answer (theirs, 3 + 4);
  haven_reminders_mark (theirs, NULL, "eating");
  haven_reminders_join (ours, base, theirs);
  haven_reminders_foreach (ours, take_sent, &sent);
  g_assert_cmpuint (sent, ==, 3 + 2 + 4);
  g_assert_true (haven_reminders_is_marked (ours, NULL, "eating"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/join/%s", rows[i].name);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
  }
  g_test_add_data_func ("/join/both-learnt/more-here", GINT_TO_POINTER (TRUE), test_both_learnt);
  g_test_add_data_func ("/join/both-learnt/more-there", GINT_TO_POINTER (FALSE), test_both_learnt);
  g_test_add_func ("/join/longer-hold", test_longer_hold);
  g_test_add_func ("/join/counts-of-both-are-counted-once", test_counts_of_both_are_counted_once);
  return g_test_run ();
}
