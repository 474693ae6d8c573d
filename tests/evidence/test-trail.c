/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "evidence/haven-trail.h"

static void
test_follows (void)
{
  g_autoptr (HavenTrail) trail = haven_trail_new ();

  haven_trail_follow (trail, "xmpp:me", "crow");
  g_assert_true (haven_trail_follows (trail, "xmpp:me", "crow"));
  g_assert_false (haven_trail_follows (trail, "xmpp:me", "wren"));
  g_assert_false (haven_trail_follows (trail, "irc:me", "crow"));
}

/* Somebody under a thousand names does not make it grow without end, nor push out where something goes on. */
static void
test_forgets_the_quietest (void)
{
  g_autoptr (HavenTrail) trail = haven_trail_new ();

  haven_trail_follow (trail, "xmpp:me", "quiet");
  haven_trail_follow (trail, "xmpp:me", "loud");
  for (guint i = 0; i < 2 * HAVEN_TRAIL_MOST; i++) {
    g_autofree char *name = g_strdup_printf ("crow%u", i);

    haven_trail_follow (trail, "xmpp:me", name);
    haven_trail_follow (trail, "xmpp:me", "loud");
  }
  g_assert_false (haven_trail_follows (trail, "xmpp:me", "quiet"));
  g_assert_false (haven_trail_follows (trail, "xmpp:me", "crow0"));
  g_assert_true (haven_trail_follows (trail, "xmpp:me", "loud"));
  g_assert_true (haven_trail_follows (trail, "xmpp:me", "crow1999"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trail/follows", test_follows);
  g_test_add_func ("/trail/forgets-the-quietest", test_forgets_the_quietest);
  return g_test_run ();
}
