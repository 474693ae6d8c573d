/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "detect/haven-detectors.h"
#include "sharing/haven-facts.h"

/* What the user listed as theirs alone, in somebody else's mouth. */

#define ROOM HAVEN_CONVERSATION_CHAT
#define IM HAVEN_CONVERSATION_IM

static const struct {
  const char *description;
  const char *message;
  HavenConversationKind kind;
  gboolean contact;
  guint severity; /* 0: nothing is seen */
} cases[] = {
    {"phone-in-a-room", "her number is 020 7946 0018, call her", ROOM, FALSE, 3},
    {"phone-in-a-room-by-a-contact", "her number is 020 7946 0018, call her", ROOM, TRUE, 2},
    {"phone-by-a-stranger", "I have your number, 020 7946 0018", IM, FALSE, 2},
    {"phone-by-a-contact", "is 020 7946 0018 still right?", IM, TRUE, 0},
    {"name-in-a-room", "moth is really Ada Lindqvist", ROOM, FALSE, 2},
    {"name-by-a-stranger", "hello Ada Lindqvist", IM, FALSE, 1},
    {"name-by-a-contact", "hello Ada Lindqvist", IM, TRUE, 0},
    {"another-number", "the hall's number is 020 7946 0555", ROOM, FALSE, 0},
    {"nothing", "see you all tomorrow", ROOM, FALSE, 0},
};

static guint
look (const HavenFacts *facts, guint i, HavenDirection direction)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (HavenText) text = haven_text_new ();
  HavenMessage message = {.text = cases[i].message,
                          .length = strlen (cases[i].message),
                          .direction = direction,
                          .kind = cases[i].kind,
                          .contact = cases[i].contact};
  HavenSight sight = {.message = &message, .text = text, .facts = facts};

  haven_text_read (text, message.text, message.length, HAVEN_FORMAT_PLAIN);
  haven_detect_harassment (&sight, findings);
  g_assert_cmpuint (findings->len, <=, 1);
  if (findings->len == 0)
    return 0;
  g_assert_cmpstr (((HavenFinding *)findings->pdata[0])->category, ==, "doxxing");
  return ((HavenFinding *)findings->pdata[0])->severity;
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (HavenFacts) facts = NULL;

  g_ptr_array_add (lines, (gpointer) "phone\t020 7946 0018");
  g_ptr_array_add (lines, (gpointer) "name\tAda Lindqvist");
  facts = haven_facts_new (lines);
  g_assert_cmpuint (look (facts, i, HAVEN_DIRECTION_INCOMING), ==, cases[i].severity);
  g_assert_cmpuint (look (facts, i, HAVEN_DIRECTION_OUTGOING), ==, 0);
  g_assert_cmpuint (look (NULL, i, HAVEN_DIRECTION_INCOMING), ==, 0);
}

/* "stop" is the user's to say: from somebody else it is a boundary, and no harassment. */
static void
test_boundary (void)
{
  static const HavenDirection directions[] = {HAVEN_DIRECTION_INCOMING, HAVEN_DIRECTION_OUTGOING};
  static const HavenRuleInfo rule = {.id = "stop",
                                     .pack = "test",
                                     .title = "stop",
                                     .kind = HAVEN_KIND_HARASSMENT,
                                     .category = "contact-after-no"};

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++) {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
    g_autoptr (HavenText) text = haven_text_new ();
    HavenMessage message = {.text = "leave me alone", .length = 14, .direction = directions[i], .kind = IM};
    HavenMatch match = {.rule = &rule, .end = 14};
    HavenSight sight = {.message = &message, .text = text, .matches = &match, .n_matches = 1};

    haven_text_read (text, message.text, message.length, HAVEN_FORMAT_PLAIN);
    haven_detect_harassment (&sight, findings);
    g_assert_cmpuint (findings->len, ==, directions[i] == HAVEN_DIRECTION_OUTGOING ? 1 : 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/detect/harassment/my-facts/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/detect/harassment/a-boundary-is-no-harassment", test_boundary);
  return g_test_run ();
}
