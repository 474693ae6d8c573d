/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing/haven-recent.h"

#include <string.h>

#define WORDS "I have not told my parents yet and I do not want to"

static void
hear (HavenRecent *recent,
      HavenText *text,
      HavenConversationKind kind,
      const char *conversation,
      const char *words)
{
  HavenMessage message = {.kind = kind, .conversation = conversation};

  haven_text_read (text, words, strlen (words), HAVEN_FORMAT_PLAIN);
  haven_recent_heard (recent, &message, text);
}

/* What of a message is passed on, or NULL. */
static char *
find (const HavenRecent *recent, HavenText *text, const char *conversation, const char *words)
{
  gsize start, end;

  haven_text_read (text, words, strlen (words), HAVEN_FORMAT_PLAIN);
  if (!haven_recent_find_words (recent, conversation, text, &start, &end))
    return NULL;
  return g_strndup (words + start, end - start);
}

static void
test_words (void)
{
  static const struct {
    const char *what;
    HavenConversationKind kind;
    const char *heard;
    const char *where;
    const char *sent;
    const char *found;
  } rows[] = {
      {"to somebody else", HAVEN_CONVERSATION_IM, WORDS, "kim", WORDS, WORDS},
      {"within other words", HAVEN_CONVERSATION_IM, WORDS, "kim", "sam said: " WORDS " (yesterday)", WORDS},
      {"in other letters", HAVEN_CONVERSATION_IM, WORDS, "kim", "i HAVE not told my parents yet, sam says",
       "i HAVE not told my parents yet"},
      {"with an accent", HAVEN_CONVERSATION_IM, "my fiancé has not told his parents about it", "kim",
       "my fiancé has not told his parents about it", "my fiancé has not told his parents about it"},
      {"back to the one who wrote it", HAVEN_CONVERSATION_IM, WORDS, "sam", WORDS, NULL},
      {"what stood in a room", HAVEN_CONVERSATION_CHAT, WORDS, "kim", WORDS, NULL},
      {"what anybody says", HAVEN_CONVERSATION_IM, "see you at three", "kim", "see you at three", NULL},
      {"short words", HAVEN_CONVERSATION_IM, "a b c d e f g h", "kim", "a b c d e f g h", NULL},
      {"something else", HAVEN_CONVERSATION_IM, WORDS, "kim", "I have not told my brother yet and we wait",
       NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenRecent) recent = haven_recent_new ();
    g_autoptr (HavenText) text = haven_text_new ();
    g_autofree char *found = NULL;

    g_test_message ("%s", rows[i].what);
    hear (recent, text, rows[i].kind, "sam", rows[i].heard);
    found = find (recent, text, rows[i].where, rows[i].sent);
    g_assert_cmpstr (found, ==, rows[i].found);
  }
}

static void
test_oldest_goes_first (void)
{
  g_autoptr (HavenRecent) recent = haven_recent_new ();
  g_autoptr (HavenText) text = haven_text_new ();
  g_autofree char *found = NULL;

  hear (recent, text, HAVEN_CONVERSATION_IM, "sam", WORDS);
  for (guint i = 0; i < 2000; i++) {
    g_autofree char *other = g_strdup_printf (
        "number%u one%u two%u three%u four%u five%u six%u seven%u nine%u", i, i, i, i, i, i, i, i, i);

    hear (recent, text, HAVEN_CONVERSATION_IM, "sam", other);
  }
  found = find (recent, text, "kim", WORDS);
  g_assert_null (found);
}

static void
test_cleared (void)
{
  g_autoptr (HavenRecent) recent = haven_recent_new ();
  g_autoptr (HavenText) text = haven_text_new ();
  g_autofree char *found = NULL;

  hear (recent, text, HAVEN_CONVERSATION_IM, "sam", WORDS);
  haven_recent_clear (recent);
  found = find (recent, text, "kim", WORDS);
  g_assert_null (found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/recent/words", test_words);
  g_test_add_func ("/sharing/recent/oldest-goes-first", test_oldest_goes_first);
  g_test_add_func ("/sharing/recent/cleared", test_cleared);
  return g_test_run ();
}
