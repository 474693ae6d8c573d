/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_IRC_PARAMETERS 15 /* RFC 2812, 2.3 */

/**
 * HavenIrcLine:
 * @prefix: who sends it, "nick!user@host" or a server, without its colon; "" where it does not say
 * @command: a word, or three digits for an answer
 * @parameters: (array length=n_parameters): what it says; the last one may have spaces in it
 * @n_parameters: how many
 *
 * A line as an IRC server sends it. Other fields are private.
 */
typedef struct {
  const char *prefix;
  const char *command;
  const char *parameters[HAVEN_IRC_PARAMETERS];
  guint n_parameters;
  char *copy;
} HavenIrcLine;

gboolean haven_irc_line_read (HavenIrcLine *line, const char *text);
void haven_irc_line_clear (HavenIrcLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenIrcLine, haven_irc_line_clear)

G_END_DECLS
