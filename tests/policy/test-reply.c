/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-reply.h"

/* What an answer to a marked message begins with. */

static const struct {
  const char *description;
  const char *categories[4];
  const char *note; /* of the first */
  const char *mark; /* NULL: none */
} cases[] = {
    {"their-words", {"declared"}, "exam stress", "CW: exam stress. "},
    {"their-words-before-topics", {"declared", "self-harm"}, "hard news", "CW: hard news. "},
    {"topics-where-words-are-not-harmless", {"declared", "self-harm"}, NULL, "CW: self-harm. "},
    {"topics-where-words-are-empty", {"declared", "self-harm"}, "", "CW: self-harm. "},
    {"two-topics", {"declared", "self-harm", "eating"}, NULL, "CW: self-harm, eating. "},
    {"no-more-than-two-topics",
     {"declared", "self-harm", "eating", "mental-states"},
     NULL,
     "CW: self-harm, eating. "},
    {"a-topic-once", {"declared", "self-harm", "self-harm"}, NULL, "CW: self-harm. "},
    {"nothing-said", {"declared"}, NULL, "CW: spoiler. "},
    {"never-my-own-topic", {"declared", "custom"}, NULL, "CW: spoiler. "},
    {"not-marked", {"self-harm"}, NULL, NULL},
    {"nothing-found", {NULL}, NULL, NULL},
};

static void
test_reply (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenVerdict) verdict = haven_verdict_new ();
  g_autofree char *mark = NULL;

  for (guint j = 0; j < G_N_ELEMENTS (cases[i].categories) && cases[i].categories[j] != NULL; j++) {
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_CONTENT, cases[i].categories[j], "rule", "pack");

    if (j == 0)
      finding->note = g_strdup (cases[i].note);
    g_ptr_array_add (verdict->findings, finding);
  }
  mark = haven_reply_mark (verdict);
  g_assert_cmpstr (mark, ==, cases[i].mark);
}

/* A command is no answer, and a mark of the user's own, or what may become one, is left alone. */
static void
test_wants_mark (void)
{
  static const struct {
    const char *text;
    gboolean wants;
  } beginnings[] = {
      {"hello", TRUE},      {"Cwtch is a Welsh word", TRUE},
      {"twice", TRUE},      {"/me waves", FALSE},
      {"CW: exams", FALSE}, {"tw exams", FALSE},
      {"cn", FALSE},        {"c", FALSE},
      {"", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++) {
    g_test_message ("%s", beginnings[i].text);
    g_assert_cmpint (haven_reply_wants_mark (beginnings[i].text), ==, beginnings[i].wants);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/policy/reply/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_reply);
  }
  g_test_add_func ("/policy/reply-wants-mark", test_wants_mark);
  return g_test_run ();
}
