/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-lines.h"

#include <string.h>

/**
 * HavenLines:
 *
 * What is between two signals right now. libpurple hands a message from receiving-* to writing-* to the UI to
 * wrote-* within one call, but says nowhere that two of them are about the same message, and a listener in
 * between may well write another line. So:
 *
 * - what receiving-* judged and let through waits in a short ring until writing-* brings the same text;
 * - what writing-* found out at its first handler is announced, and pushed by the last handler, because any
 *   handler in between may drop the line and then wrote-* never comes;
 * - what somebody chose as a topic, or said as they left, waits until libpurple puts it into a line of its
 * own;
 * - the top of the stack is the line that is being displayed; wrote-* pops it.
 */
struct _HavenLines {
  struct {
    PurpleAccount *account;
    char *text;
    HavenVerdict *verdict;
  } received[8];
  guint next_received;
  struct {
    PurpleConversation *conversation; /* only compared */
    char *words;
  } heard;
  HavenLine announced;
  GArray *stack; /* HavenLine */
};

static void
line_clear (gpointer data)
{
  HavenLine *line = data;

  haven_verdict_free (line->verdict);
  line->conversation = NULL;
  line->veil = NULL;
  line->verdict = NULL;
}

/**
 * haven_lines_new:
 *
 * Returns: (transfer full): with nothing on its way
 */
HavenLines *
haven_lines_new (void)
{
  HavenLines *lines = g_new0 (HavenLines, 1);

  lines->stack = g_array_new (FALSE, TRUE, sizeof (HavenLine));
  g_array_set_clear_func (lines->stack, line_clear);
  return lines;
}

static void
received_clear (HavenLines *lines, guint i)
{
  g_clear_pointer (&lines->received[i].text, g_free);
  g_clear_pointer (&lines->received[i].verdict, haven_verdict_free);
  lines->received[i].account = NULL;
}

/**
 * haven_lines_free:
 * @lines: (nullable) (transfer full): lines
 */
void
haven_lines_free (HavenLines *lines)
{
  if (lines == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (lines->received); i++)
    received_clear (lines, i);
  g_free (lines->heard.words);
  line_clear (&lines->announced);
  g_array_unref (lines->stack);
  g_free (lines);
}

/**
 * haven_lines_received:
 * @lines: lines
 * @account: the account that received @text
 * @text: a message that was judged and goes on as it is
 * @verdict: (transfer full): what was found
 */
void
haven_lines_received (HavenLines *lines, PurpleAccount *account, const char *text, HavenVerdict *verdict)
{
  guint i = lines->next_received;

  received_clear (lines, i);
  lines->received[i].account = account;
  lines->received[i].text = g_strdup (text);
  lines->received[i].verdict = verdict;
  lines->next_received = (i + 1) % G_N_ELEMENTS (lines->received);
}

/**
 * haven_lines_take_received:
 * @lines: lines
 * @account: an account
 * @text: a text that is about to be written
 * @verdict: (out) (transfer full): what was found when it was received
 *
 * Returns: whether @text has been judged at receiving-*
 */
gboolean
haven_lines_take_received (HavenLines *lines,
                           PurpleAccount *account,
                           const char *text,
                           HavenVerdict **verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines->received); i++) {
    if (lines->received[i].account != account || g_strcmp0 (lines->received[i].text, text) != 0)
      continue;
    *verdict = g_steal_pointer (&lines->received[i].verdict);
    received_clear (lines, i);
    return TRUE;
  }
  return FALSE;
}

/**
 * haven_lines_heard:
 * @lines: lines
 * @conversation: a room
 * @words: (nullable): somebody's, as plain text, which are about to stand in a line of libpurple's
 */
void
haven_lines_heard (HavenLines *lines, PurpleConversation *conversation, const char *words)
{
  g_free (lines->heard.words);
  lines->heard.words = g_strdup (words);
  lines->heard.conversation = conversation;
}

/* Servers put quotes around what somebody leaves with, and nobody else is quoted by it. */
static char *
without_quotes (const char *words)
{
  const char *first = strchr (words, '"');
  const char *last = strrchr (words, '"');

  return first != last && last[1] == '\0' ? g_strndup (first + 1, (gsize)(last - first - 1))
                                          : g_strdup (words);
}

/**
 * haven_lines_take_heard:
 * @lines: lines
 * @conversation: where a line is about to be written
 * @line: libpurple's, as markup
 *
 * Returns: (transfer full) (nullable): the words that somebody said in it, as markup
 */
char *
haven_lines_take_heard (HavenLines *lines, PurpleConversation *conversation, const char *line)
{
  g_autofree char *words = g_steal_pointer (&lines->heard.words);
  g_autofree char *visible = NULL;
  g_autofree char *said = NULL;

  if (words == NULL || *words == '\0' || lines->heard.conversation != conversation)
    return NULL;
  visible = purple_markup_strip_html (line);
  if (strstr (visible, words) == NULL)
    return NULL;
  said = without_quotes (words);
  return g_markup_escape_text (said, -1);
}

/**
 * haven_lines_announce:
 * @lines: lines
 * @conversation: where a line is about to be written
 * @veil: (nullable): its veil
 * @verdict: (nullable) (transfer full): what was found, when there is no veil
 *
 * Called by the first handler of writing-*.
 */
void
haven_lines_announce (HavenLines *lines,
                      PurpleConversation *conversation,
                      HavenVeil *veil,
                      HavenVerdict *verdict)
{
  line_clear (&lines->announced);
  lines->announced.conversation = conversation;
  lines->announced.veil = veil;
  lines->announced.verdict = verdict;
}

/**
 * haven_lines_enter:
 * @lines: lines
 * @conversation: where a line is written now
 *
 * Called by the last handler of writing-*: from here on wrote-* is certain to come.
 */
void
haven_lines_enter (HavenLines *lines, PurpleConversation *conversation)
{
  HavenLine line = {.conversation = conversation};

  if (lines->announced.conversation == conversation) {
    line = lines->announced;
    lines->announced = (HavenLine){0};
  }
  g_array_append_val (lines->stack, line);
}

/**
 * haven_lines_leave:
 * @lines: lines
 * @conversation: where a line has been written
 */
void
haven_lines_leave (HavenLines *lines, PurpleConversation *conversation)
{
  for (guint i = lines->stack->len; i > 0; i--)
    if (g_array_index (lines->stack, HavenLine, i - 1).conversation == conversation) {
      g_array_set_size (lines->stack, i - 1);
      return;
    }
}

/**
 * haven_lines_current:
 * @lines: lines
 * @conversation: a conversation
 *
 * Returns: (transfer none) (nullable): the line that is being displayed in @conversation at this moment
 */
const HavenLine *
haven_lines_current (HavenLines *lines, PurpleConversation *conversation)
{
  const HavenLine *line;

  if (lines->stack->len == 0)
    return NULL;
  line = &g_array_index (lines->stack, HavenLine, lines->stack->len - 1);
  return line->conversation == conversation ? line : NULL;
}

/**
 * haven_lines_forget_veil:
 * @lines: lines
 * @veil: a veil that is about to be freed
 */
void
haven_lines_forget_veil (HavenLines *lines, HavenVeil *veil)
{
  if (lines->announced.veil == veil)
    lines->announced.veil = NULL;
  for (guint i = 0; i < lines->stack->len; i++)
    if (g_array_index (lines->stack, HavenLine, i).veil == veil)
      g_array_index (lines->stack, HavenLine, i).veil = NULL;
}

/**
 * haven_lines_forget_conversation:
 * @lines: lines
 * @conversation: a conversation that is being deleted
 */
void
haven_lines_forget_conversation (HavenLines *lines, PurpleConversation *conversation)
{
  if (lines->announced.conversation == conversation)
    line_clear (&lines->announced);
  for (guint i = lines->stack->len; i > 0; i--)
    if (g_array_index (lines->stack, HavenLine, i - 1).conversation == conversation)
      g_array_remove_index (lines->stack, i - 1);
}
