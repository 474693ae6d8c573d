/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-turns.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define LONG "this one is so long that nobody would go on with it in a message of its own"
#define FORTY "nearly forty letters, so one may go on"

typedef struct {
  const char *words; /* NULL: no more of them */
  const char *sender;
  const char *conversation;
  int at; /* seconds */
  HavenDirection direction;
} Piece;

/* What the last of some messages is read together with. */
static const struct {
  const char *description;
  Piece pieces[6];
  const char *expected; /* NULL: it stands alone */
} rows[] = {
    {"two-pieces", {{"go kill", "a", "r", 0}, {"yourself", "a", "r", 5}}, "go kill yourself"},
    {"alone", {{"yourself", "a", "r", 5}}, NULL},
    {"three-pieces", {{"k", "a", "r", 0}, {"y", "a", "r", 50}, {"s", "a", "r", 100}}, "k y s"},
    {"markup-is-read",
     {{"<b>go</b> kill", "a", "r", 0}, {"<i>your</i>self", "a", "r", 5}},
     "go kill yourself"},
    {"dots-are-a-pause", {{"i want to...", "a", "r", 0}, {"die", "a", "r", 5}}, "i want to die"},
    {"space-at-the-end", {{"i want to ", "a", "r", 0}, {"die", "a", "r", 5}}, "i want to die"},
    {"another-spoke-between", {{"go", "a", "r", 0}, {"hi", "b", "r", 1}, {"away", "a", "r", 5}}, "go away"},
    {"a-minute-later", {{"go kill", "a", "r", 0}, {"yourself", "a", "r", 60}}, "go kill yourself"},
    {"more-than-a-minute-later", {{"go kill", "a", "r", 0}, {"yourself", "a", "r", 61}}, NULL},
    {"clock-set-back", {{"go kill", "a", "r", 5}, {"yourself", "a", "r", 0}}, NULL},
    {"somebody-else", {{"go kill", "a", "r", 0}, {"yourself", "b", "r", 5}}, NULL},
    {"another-room", {{"go kill", "a", "r", 0}, {"yourself", "a", "q", 5}}, NULL},
    {"ids-do-not-run-together", {{"go", "b", "ra", 0}, {"away", "ab", "r", 5}}, NULL},
    {"what-i-say-is-not-theirs",
     {{"go", "a", "r", 0}, {"away", "a", "r", 5, HAVEN_DIRECTION_OUTGOING}},
     NULL},
    {"what-i-say-myself",
     {{"my pin is", "a", "r", 0, HAVEN_DIRECTION_OUTGOING}, {"4711", "a", "r", 5, HAVEN_DIRECTION_OUTGOING}},
     "my pin is 4711"},
    {"sentence-over", {{"go home.", "a", "r", 0}, {"yourself", "a", "r", 5}}, NULL},
    {"asked", {{"who did it?", "a", "r", 0}, {"yourself", "a", "r", 5}}, NULL},
    {"over-after-two", {{"go", "a", "r", 0}, {"home!", "a", "r", 3}, {"yourself", "a", "r", 5}}, NULL},
    {"turned-to-somebody-else", {{"go kill", "a", "r", 0}, {"moth: it works", "a", "r", 5}}, NULL},
    {"smiley", {{"seems to b", "a", "r", 0}, {":p", "a", "r", 5}}, NULL},
    {"order-to-a-program", {{"he's gone", "a", "r", 0}, {"!terminal size", "a", "r", 5}}, NULL},
    {"too-long-to-go-on", {{LONG, "a", "r", 0}, {"yourself", "a", "r", 5}}, NULL},
    {"nothing-visible", {{"go", "a", "r", 0}, {"<img id=\"1\">", "a", "r", 5}}, NULL},
    {"last-words-of-many",
     {{FORTY, "a", "r", 0},
      {FORTY, "a", "r", 1},
      {FORTY, "a", "r", 2},
      {FORTY, "a", "r", 3},
      {"x", "a", "r", 4}},
     "on " FORTY " " FORTY " " FORTY " x"},
    {"first-words-of-a-long-one",
     {{"go", "a", "r", 0}, {LONG " " LONG, "a", "r", 1}},
     "go " LONG " this one is so long that"},
};

static void
test_join (gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);
  g_autoptr (HavenTurns) turns = haven_turns_new ();
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GString) joined = NULL;
  gsize before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows[row].pieces) && rows[row].pieces[i].words != NULL; i++) {
    const Piece *piece = &rows[row].pieces[i];
    const HavenMessage message = {.account = "demo:me",
                                  .conversation = piece->conversation,
                                  .sender = piece->sender,
                                  .direction = piece->direction,
                                  .time = NOW + piece->at * G_USEC_PER_SEC};

    haven_text_read (text, piece->words, strlen (piece->words), HAVEN_FORMAT_HTML);
    if (joined != NULL)
      g_string_free (joined, TRUE);
    joined = haven_turns_join (turns, &message, text, &before);
    haven_turns_said (turns, &message, text);
  }
  g_assert_cmpstr (joined != NULL ? joined->str : NULL, ==, rows[row].expected);
  if (joined != NULL)
    g_assert_cmpint (joined->str[before - 1], ==, ' ');
}

static void
test_clear (void)
{
  g_autoptr (HavenTurns) turns = haven_turns_new ();
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GString) joined = NULL;
  const HavenMessage message = {.account = "demo:me", .conversation = "r", .sender = "a", .time = NOW};
  gsize before;

  haven_text_read (text, "go", 2, HAVEN_FORMAT_PLAIN);
  haven_turns_said (turns, &message, text);
  joined = haven_turns_join (turns, &message, text, &before);
  g_assert_nonnull (joined);
  haven_turns_clear (turns);
  g_assert_null (haven_turns_join (turns, &message, text, &before));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/turns/", rows[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_join);
  }
  g_test_add_func ("/turns/clear", test_clear);
  return g_test_run ();
}
