/* SPDX-License-Identifier: GPL-2.0-or-later */

/* `haven links`: which links a message holds, one JSON line for each message. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/haven-command-input.h"
#include "cli/haven-command.h"
#include "haven-json-writer.h"
#include "links/haven-link.h"
#include "text/haven-text.h"

static void
write_link (HavenJsonWriter *writer, const HavenLink *link, gsize start, gsize end)
{
  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "start", (gint64)start);
  haven_json_writer_int (writer, "end", (gint64)end);
  haven_json_writer_string (writer, "url", link->url);
  haven_json_writer_string (writer, "host", link->host);
  haven_json_writer_string (writer, "domain", link->domain);
  haven_json_writer_end_object (writer);
}

/* The words of an anchor that leads somewhere are shown with where they lead. */
static gboolean
inside_anchor (const HavenText *text, const HavenLink *link)
{
  guint n_anchors;
  const HavenTextLink *anchors = haven_text_get_links (text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++) {
    g_auto (HavenLink) target = {0};

    if (link->start < anchors[i].end && anchors[i].start < link->end &&
        haven_link_parse (anchors[i].target, &target))
      return TRUE;
  }
  return FALSE;
}

static void
write_found (HavenJsonWriter *writer, const char *text, gsize length, const HavenText *source)
{
  g_autoptr (GArray) links = haven_links_find (text, length);

  for (guint i = 0; i < links->len; i++) {
    const HavenLink *link = &g_array_index (links, HavenLink, i);
    gsize start = link->start;
    gsize end = link->end;

    if (source != NULL && inside_anchor (source, link))
      continue;
    if (source != NULL)
      haven_text_span_to_source (source, link->start, link->end, &start, &end);
    write_link (writer, link, start, end);
  }
}

/* What the markup itself links to stands at the words that one clicks. */
static void
write_anchors (HavenJsonWriter *writer, const HavenText *text)
{
  guint n_anchors;
  const HavenTextLink *anchors = haven_text_get_links (text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++) {
    g_auto (HavenLink) link = {0};
    gsize start, end;

    if (!haven_link_parse (anchors[i].target, &link))
      continue;
    haven_text_span_to_source (text, anchors[i].start, anchors[i].end, &start, &end);
    write_link (writer, &link, start, end);
  }
}

static void
show_line (const HavenInputLine *line, gpointer data)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autofree char *json = NULL;

  haven_json_writer_begin_object (writer, NULL);
  haven_input_line_write_id (line, writer);
  haven_json_writer_begin_array (writer, "links");
  if (line->message.format == HAVEN_FORMAT_HTML) {
    g_autoptr (HavenText) text = haven_text_new ();
    const char *visible;
    gsize length;

    haven_text_read (text, line->message.text, line->message.length, HAVEN_FORMAT_HTML);
    visible = haven_text_get_visible (text, &length);
    write_found (writer, visible, length, text);
    write_anchors (writer, text);
  } else
    write_found (writer, line->message.text, line->message.length, NULL);
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
  json = haven_json_writer_finish (writer, FALSE, NULL);
  puts (json);
}

/**
 * haven_command_links:
 * @argc: how many words
 * @argv: "links"
 *
 * Answers each message on standard input with the links in it.
 *
 * Returns: 0 when all is well, 1 when something in the input was wrong, 2 when the call itself was
 */
int
haven_command_links (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                _ ("Finds links: JSON lines on standard input, one line out for each."));
  if (!haven_command_parse ("links", context, &argc, &argv))
    return 2;
  return haven_command_read_lines (STDIN_FILENO, show_line, NULL) ? 0 : 1;
}
