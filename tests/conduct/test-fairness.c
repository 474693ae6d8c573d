/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-conduct.h"
#include "haven-finding.h"

/* What the talk around a message takes from the weight of its words. */

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define ACCOUNT "prpl-irc:me@irc.example.org"

static const char *const my_names[] = {"moth", NULL};

static HavenMessage
message_in (HavenConversationKind kind, const char *sender, const char *text, gint64 minutes)
{
  return (HavenMessage){.text = text,
                        .length = strlen (text),
                        .account = ACCOUNT,
                        .conversation = kind == HAVEN_CONVERSATION_CHAT ? "#garden" : sender,
                        .sender = sender,
                        .kind = kind,
                        .my_names = my_names,
                        .time = START + minutes * G_TIME_SPAN_MINUTE};
}

static HavenFinding *
add (GPtrArray *findings, HavenKind kind, const char *category, guint severity, HavenAbout about)
{
  HavenFinding *finding = haven_finding_new (kind, category, "rule", "pack");

  finding->severity = severity;
  finding->about = about;
  g_ptr_array_add (findings, finding);
  return finding;
}

static GPtrArray *
nothing (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
}

/* One message after another, in which nothing was seen. */
static void
write_some (HavenConduct *conduct, HavenConversationKind kind, const char *sender)
{
  const HavenMessage message = message_in (kind, sender, "hello", 0);
  g_autoptr (GPtrArray) findings = nothing ();

  haven_conduct_observe (conduct, &message, 0, findings);
}

static const struct {
  const char *description;
  const char *text;
  const char *hostile; /* the part of it that a rule met */
  HavenAbout about;
  guint severity; /* 0: not grave */
} calls[] = {
    {"somebody-is-called-first", "tilly you clown", "you clown", HAVEN_ABOUT_THIRD},
    {"with-a-comma", "tilly, you clown", "you clown", HAVEN_ABOUT_THIRD},
    {"somebody-is-called-last", "you're so slow tilly!", "you're so slow", HAVEN_ABOUT_THIRD},
    {"somebody-is-called-to-die", "nobody will miss you tilly", "nobody will miss you", HAVEN_ABOUT_YOU, 3},
    {"nobody-is-called", "you clown", "you clown", HAVEN_ABOUT_YOU},
    {"somebody-who-is-not-here", "brandon you clown", "you clown", HAVEN_ABOUT_YOU},
    {"the-reader-is-called-too", "tilly and Moth you clowns", "you clowns", HAVEN_ABOUT_YOU},
    {"somebody-who-is-called-in-passing", "you clown tilly left", "you clown", HAVEN_ABOUT_YOU},
    {"a-hostile-word-as-a-name", "you clown", "clown", HAVEN_ABOUT_YOU},
    {"the-writers-own-name", "crow says you clown", "you clown", HAVEN_ABOUT_YOU},
};

static void
test_call (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  HavenMessage message = message_in (HAVEN_CONVERSATION_CHAT, "crow", calls[i].text, 1);
  g_autoptr (GPtrArray) findings = nothing ();
  HavenFinding *finding =
      add (findings, HAVEN_KIND_HARASSMENT, "insult", MAX (calls[i].severity, 2), HAVEN_ABOUT_YOU);

  finding->start = (gsize)(strstr (calls[i].text, calls[i].hostile) - calls[i].text);
  finding->end = finding->start + strlen (calls[i].hostile);
  write_some (conduct, HAVEN_CONVERSATION_CHAT, "tilly");
  write_some (conduct, HAVEN_CONVERSATION_CHAT, "crow");
  haven_conduct_observe (conduct, &message, 0, findings);
  g_assert_cmpint (finding->about, ==, calls[i].about);
}

/* A nick that is a hostile word takes the edge off nothing but itself. */
static void
test_hostile_name (void)
{
  static const char text[] = "wretch you wretch";
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const HavenMessage message = message_in (HAVEN_CONVERSATION_CHAT, "crow", text, 1);
  g_autoptr (GPtrArray) findings = nothing ();
  HavenFinding *finding = add (findings, HAVEN_KIND_HARASSMENT, "insult", 2, HAVEN_ABOUT_YOU);

  finding->end = strlen (text);
  write_some (conduct, HAVEN_CONVERSATION_CHAT, "wretch");
  haven_conduct_observe (conduct, &message, 0, findings);
  g_assert_cmpint (finding->about, ==, HAVEN_ABOUT_YOU);
}

static const struct {
  const char *description;
  HavenConversationKind kind;
  const char *text;
  gint64 own; /* minutes ago that the reader wrote there; 0: never */
  double score;
} shares[] = {
    {"a-room-where-the-reader-listens", HAVEN_CONVERSATION_CHAT, "you clown", 0, 0.5},
    {"a-room-where-the-reader-talks", HAVEN_CONVERSATION_CHAT, "you clown", 5, 2.0},
    {"a-room-where-the-reader-talked-long-ago", HAVEN_CONVERSATION_CHAT, "you clown", 45, 0.5},
    {"the-reader-is-named", HAVEN_CONVERSATION_CHAT, "Moth: you clown", 0, 2.0},
    {"between-two", HAVEN_CONVERSATION_IM, "you clown", 0, 2.0},
};

static void
test_share (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const HavenMessage message = message_in (shares[i].kind, "crow", shares[i].text, 60);
  const HavenMessage own = message_in (shares[i].kind, "moth", "morning", 60 - shares[i].own);
  g_autoptr (GPtrArray) findings = nothing ();
  g_autoptr (GPtrArray) none = nothing ();

  if (shares[i].own > 0)
    haven_conduct_observe_own (conduct, &own, none);
  add (findings, HAVEN_KIND_HARASSMENT, "insult", 2, HAVEN_ABOUT_YOU);
  haven_conduct_observe (conduct, &message, 0, findings);
  g_assert_cmpfloat_with_epsilon (haven_conduct_get_standing (conduct, ACCOUNT, "crow", message.time).score,
                                  shares[i].score, 1e-9);
}

static const struct {
  const char *description;
  const char *told; /* category that was seen in what they wrote first; NULL: nothing */
  HavenAbout of;
  gint64 minutes; /* until they wrote again */
  guint severity; /* of the urging that was seen then */
  guint left;     /* what is left of it */
} needs[] = {
    {"told-of-their-own-wish-to-die", "suicide", HAVEN_ABOUT_ME, 1, 2, 1},
    {"told-of-hurting-themselves", "self-harm", HAVEN_ABOUT_ME, 50, 2, 1},
    {"told-of-it-long-ago", "suicide", HAVEN_ABOUT_ME, 61, 2, 2},
    {"told-nothing", NULL, HAVEN_ABOUT_ME, 1, 2, 2},
    {"told-of-somebody-else", "suicide", HAVEN_ABOUT_THIRD, 1, 2, 2},
    {"told-you-that-nobody-would-care", "suicide", HAVEN_ABOUT_YOU, 1, 2, 2},
    {"told-and-then-urged-plainly", "suicide", HAVEN_ABOUT_ME, 1, 3, 3},
};

static void
test_need (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const HavenMessage first = message_in (HAVEN_CONVERSATION_IM, "wren", "told", 0);
  const HavenMessage then = message_in (HAVEN_CONVERSATION_IM, "wren", "jump", needs[i].minutes);
  g_autoptr (GPtrArray) before = nothing ();
  g_autoptr (GPtrArray) findings = nothing ();
  const HavenFinding *urging =
      add (findings, HAVEN_KIND_HARASSMENT, "urging-self-harm", needs[i].severity, HAVEN_ABOUT_YOU);

  if (needs[i].told != NULL)
    add (before, HAVEN_KIND_CONTENT, needs[i].told, 0, needs[i].of);
  haven_conduct_observe (conduct, &first, 0, before);
  haven_conduct_observe (conduct, &then, 0, findings);
  g_assert_cmpuint (urging->severity, ==, needs[i].left);
}

static const struct {
  const char *description;
  guint severity;
  gboolean told; /* that they want to die, just before */
  double score;
} lashes[] = {
    {"an-insult-of-somebody-in-need", 2, TRUE, 1.0},
    {"an-insult-of-anybody", 2, FALSE, 2.0},
    {"a-threat-of-somebody-in-need", 3, TRUE, 4.0},
};

static void
test_lash (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const HavenMessage first = message_in (HAVEN_CONVERSATION_IM, "wren", "told", 0);
  const HavenMessage then = message_in (HAVEN_CONVERSATION_IM, "wren", "then", 1);
  g_autoptr (GPtrArray) before = nothing ();
  g_autoptr (GPtrArray) findings = nothing ();

  if (lashes[i].told)
    add (before, HAVEN_KIND_CONTENT, "suicide", 0, HAVEN_ABOUT_ME);
  add (findings, HAVEN_KIND_HARASSMENT, "threat", lashes[i].severity, HAVEN_ABOUT_YOU);
  haven_conduct_observe (conduct, &first, 0, before);
  haven_conduct_observe (conduct, &then, 0, findings);
  g_assert_cmpfloat_with_epsilon (haven_conduct_get_standing (conduct, ACCOUNT, "wren", then.time).score,
                                  lashes[i].score, 1e-9);
}

/* Whoever cannot breathe writes the same three letters ten times; it is light, not nothing. */
static void
test_fast_in_need (void)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  const HavenMessage message = message_in (HAVEN_CONVERSATION_IM, "wren", "help", 0);
  g_autoptr (GPtrArray) findings = nothing ();
  guint n_light = 0;

  add (findings, HAVEN_KIND_CONTENT, "suicide", 0, HAVEN_ABOUT_ME);
  haven_conduct_observe (conduct, &message, 1, findings);
  for (guint i = 0; i < 12; i++) {
    g_autoptr (GPtrArray) again = nothing ();

    haven_conduct_observe (conduct, &message, 1, again);
    for (guint k = 0; k < again->len; k++) {
      const HavenFinding *finding = again->pdata[k];

      g_assert_cmpuint (finding->severity, ==, 1);
      n_light++;
    }
  }
  g_assert_cmpuint (n_light, >, 0);
}

static void
add_row (const char *what, const char *description, GTestDataFunc test, guint row)
{
  g_autofree char *path = g_strconcat ("/fairness/", what, "/", description, NULL);

  g_test_add_data_func (path, GUINT_TO_POINTER (row), test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    add_row ("call", calls[i].description, test_call, i);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    add_row ("share", shares[i].description, test_share, i);
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    add_row ("need", needs[i].description, test_need, i);
  for (guint i = 0; i < G_N_ELEMENTS (lashes); i++)
    add_row ("lash", lashes[i].description, test_lash, i);
  g_test_add_func ("/fairness/hostile-name", test_hostile_name);
  g_test_add_func ("/fairness/fast-in-need", test_fast_in_need);
  return g_test_run ();
}
