/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-finding.h"
#include "haven-verdict.h"

static void
test_ids_round_trip (void)
{
  for (guint i = HAVEN_KIND_CONTENT; i <= HAVEN_KIND_SHARING; i++) {
    HavenKind kind;

    g_assert_true (haven_kind_from_string (haven_kind_to_string (i), &kind));
    g_assert_cmpuint (kind, ==, i);
  }
  for (guint i = HAVEN_DEPTH_NONE; i <= HAVEN_DEPTH_GRAPHIC; i++) {
    HavenDepth depth;

    g_assert_true (haven_depth_from_string (haven_depth_to_string (i), &depth));
    g_assert_cmpuint (depth, ==, i);
  }
}

static void
test_unknown_ids (void)
{
  HavenKind kind;
  HavenDepth depth;

  g_assert_false (haven_kind_from_string ("Content", &kind));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/ids/round-trip", test_ids_round_trip);
  g_test_add_func ("/values/ids/unknown", test_unknown_ids);
  g_test_add_func ("/values/verdict/copy-shares-nothing", test_verdict_copy_shares_nothing);
  return g_test_run ();
}
