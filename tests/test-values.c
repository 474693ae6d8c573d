/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-finding.h"
#include "haven-verdict.h"

static void
test_ids_round_trip (void)
{
  for (guint i = HAVEN_DEPTH_NONE; i <= HAVEN_DEPTH_GRAPHIC; i++) {
    HavenDepth depth;

    g_assert_true (haven_depth_from_string (haven_depth_to_string (i), &depth));
    g_assert_cmpuint (depth, ==, i);
  }
}

static void
test_unknown_ids (void)
{
  HavenDepth depth;

  g_assert_false (haven_depth_from_string ("", &depth));
}

static void
test_verdict_copy_shares_nothing (void)
{
  g_autoptr (HavenVerdict) verdict = haven_verdict_new ();
  g_autoptr (HavenVerdict) copy = NULL;

  g_ptr_array_add (verdict->findings,
                   haven_finding_new (HAVEN_KIND_CONTENT, "self-harm", "urge", "en-self-harm"));
  g_ptr_array_add (verdict->notes, g_strdup ("a note"));
  verdict->label = g_strdup ("self-harm");
  copy = haven_verdict_copy (verdict);
  g_clear_pointer (&verdict, haven_verdict_free);

  g_assert_cmpstr (copy->label, ==, "self-harm");
  g_assert_cmpuint (copy->findings->len, ==, 1);
  g_assert_cmpstr (copy->notes->pdata[0], ==, "a note");
}

static HavenFinding *
make_finding (void)
{
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_LINK, "lookalike", "a-rule", "a-pack");

  finding->item = g_strdup ("an item");
  finding->depth = HAVEN_DEPTH_DISCUSS;
  finding->severity = 2;
  finding->about = HAVEN_ABOUT_YOU;
  finding->title = g_strdup ("a title");
  finding->note = g_strdup ("a note");
  finding->detail = g_strdup ("a detail");
  finding->site = g_strdup ("a.example");
  finding->start = 3;
  finding->end = 7;
  return finding;
}

static void
append_verdict (GString *text, const HavenVerdict *verdict)
{
  const HavenFinding *finding = verdict->findings->pdata[0];

  g_string_append_printf (text, "%d %s %s %d %s %s %s %d %s %s\n", verdict->action, verdict->label,
                          verdict->subject, (int)verdict->until, verdict->cause,
                          (char *)verdict->reasons->pdata[0], (char *)verdict->notes->pdata[0],
                          verdict->link_level, verdict->note_topic, finding->item);
  g_string_append_printf (text, "%d %s %s %s %d %u %d %s %s %s %s %u %u", finding->kind, finding->category,
                          finding->rule, finding->pack, finding->depth, finding->severity, finding->about,
                          finding->title, finding->note, finding->detail, finding->site,
                          (guint)finding->start, (guint)finding->end);
}

/* Whoever keeps a copy has all of it: what stands in neither is what would be missed last. */
static void
test_verdict_copy_is_whole (void)
{
  g_autoptr (HavenVerdict) verdict = haven_verdict_new ();
  g_autoptr (HavenVerdict) copy = NULL;
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);

  verdict->action = HAVEN_ACTION_HOLD;
  verdict->label = g_strdup ("a label");
  verdict->subject = g_strdup ("a subject");
  verdict->until = 99;
  verdict->cause = g_strdup ("a cause");
  verdict->note_topic = g_strdup ("a topic");
  verdict->link_level = HAVEN_LINK_ASK;
  g_ptr_array_add (verdict->findings, make_finding ());
  g_ptr_array_add (verdict->reasons, g_strdup ("a reason"));
  g_ptr_array_add (verdict->notes, g_strdup ("a line"));
  copy = haven_verdict_copy (verdict);
  append_verdict (first, verdict);
  append_verdict (second, copy);
  g_assert_cmpstr (second->str, ==, first->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/ids/round-trip", test_ids_round_trip);
  g_test_add_func ("/values/ids/unknown", test_unknown_ids);
  g_test_add_func ("/values/verdict/copy-shares-nothing", test_verdict_copy_shares_nothing);
  g_test_add_func ("/values/verdict/copy-is-whole", test_verdict_copy_is_whole);
  return g_test_run ();
}
