/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how a line of IRC is written. */

#include "rooms/haven-irc-line.h"

#include <string.h>

/* The word that @at stands at, ended; @at goes on to the next. */
static char *
take_word (char **at)
{
  char *word = *at;
  gsize length = strcspn (word, " ");

  *at = word + length;
  if (**at == ' ') {
    **at = '\0';
    (*at)++;
    *at += strspn (*at, " ");
  }
  return word;
}

/**
 * haven_irc_line_read:
 * @line: (out caller-allocates): what stands in it; to be cleared whether or not it could be read
 * @text: what a server sent, any bytes at all, with or without its end
 *
 * Returns: whether it is a line: it has a command
 */
gboolean
haven_irc_line_read (HavenIrcLine *line, const char *text)
{
  char *at;

  *line = (HavenIrcLine){.prefix = "", .copy = g_strndup (text, strcspn (text, "\r\n"))};
  at = line->copy;
  if (*at == ':')
    line->prefix = take_word (&at) + 1;
  line->command = take_word (&at);
  while (*at != '\0') {
    gboolean last = *at == ':' || line->n_parameters == HAVEN_IRC_PARAMETERS - 1;

    line->parameters[line->n_parameters++] = last ? at + (*at == ':') : take_word (&at);
    if (last)
      break;
  }
  return *line->command != '\0';
}

/**
 * haven_irc_line_clear:
 * @line: a line, of which nothing is good afterwards
 */
void
haven_irc_line_clear (HavenIrcLine *line)
{
  g_clear_pointer (&line->copy, g_free);
}
