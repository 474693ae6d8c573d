/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-demo-pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* In clients that have no witness (Finch) the tests write to a named pipe what others do: "where TAB who TAB
 * text" a line. */

struct _HavenDemoPipe {
  int fd;
  guint watch;
  GString *pending;
  HavenDemoSay say;
};

static void
take_lines (HavenDemoPipe *pipe)
{
  char *end;

  while ((end = strchr (pipe->pending->str, '\n')) != NULL) {
    g_autofree char *line = g_strndup (pipe->pending->str, (gsize)(end - pipe->pending->str));
    g_auto (GStrv) words = g_strsplit (line, "\t", 3);

    g_string_erase (pipe->pending, 0, end + 1 - pipe->pending->str);
    if (g_strv_length (words) == 3)
      pipe->say (words[0], words[1], words[2]);
  }
}

static void
on_readable (gpointer data, gint fd, PurpleInputCondition condition)
{
  HavenDemoPipe *pipe = data;
  char buffer[4096];
  ssize_t n = read (fd, buffer, sizeof buffer);

  if (n > 0)
    g_string_append_len (pipe->pending, buffer, n);
  take_lines (pipe);
}

/**
 * haven_demo_pipe_new:
 * @path: a named pipe
 * @say: does what a line says
 *
 * Returns: (transfer full) (nullable): listens there until it is freed; NULL when there is no such pipe
 */
HavenDemoPipe *
haven_demo_pipe_new (const char *path, HavenDemoSay say)
{
  /* open for writing too, so that it does not end when a writer goes */
  int fd = open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  HavenDemoPipe *pipe;

  if (fd < 0)
    return NULL;
  pipe = g_new0 (HavenDemoPipe, 1);
  pipe->fd = fd;
  pipe->say = say;
  pipe->pending = g_string_new (NULL);
  pipe->watch = purple_input_add (fd, PURPLE_INPUT_READ, on_readable, pipe);
  return pipe;
}

/**
 * haven_demo_pipe_free:
 * @pipe: (nullable) (transfer full): a pipe
 */
void
haven_demo_pipe_free (HavenDemoPipe *pipe)
{
  if (pipe == NULL)
    return;
  purple_input_remove (pipe->watch);
  close (pipe->fd);
  g_string_free (pipe->pending, TRUE);
  g_free (pipe);
}
