/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-collapse.h"

#include <glib/gi18n-lib.h>
#include <time.h>

/*
 * "3 notes on eating from one person": when the user wants it, what one person sends in a row about the same
 * stands in the line of the first. Nothing is left out: opened, each has a line again, with its time.
 */

#define LAST "haven-last-veil" /* of a text: the id of the veil that was placed last */
#define MAX_MORE 200

static HavenGtkVeil *
find_last (const HavenGtkVeil *veil, GtkIMHtml *imhtml)
{
  const char *id = g_object_get_data (G_OBJECT (imhtml), LAST);

  return id != NULL ? g_hash_table_lookup (veil->gtk->veils, id) : NULL;
}

static gboolean
are_alike (const HavenGtkVeil *one, const HavenGtkVeil *other)
{
  return haven_gtk_veil_is_message (one) && haven_gtk_veil_is_message (other) && one->sender != NULL &&
         purple_strequal (one->sender, other->sender) && purple_strequal (one->label, other->label) &&
         one->verdict != NULL && one->verdict->subject != NULL && one->pictures->len == 0 &&
         other->pictures->len == 0;
}

/* Whether nothing stands between the veil and the line that came now; Pidgin ends a line with a space. */
static gboolean
ends_at (const HavenGtkVeil *head, GtkTextMark *from)
{
  GtkTextBuffer *buffer = head->imhtml->text_buffer;
  g_autofree char *between = NULL;
  GtkTextIter end;
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, head->end);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, from);
  between = gtk_text_buffer_get_slice (buffer, &end, &start, TRUE);
  return *g_strstrip (between) == '\0';
}

static gboolean
is_known (const HavenVerdict *verdict, const HavenFinding *finding)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *other = verdict->findings->pdata[i];

    if (purple_strequal (other->pack, finding->pack) && purple_strequal (other->rule, finding->rule) &&
        haven_verdict_covers (verdict, other))
      return TRUE;
  }
  return FALSE;
}

/* What is said about the one line ("why", "this was wrong") is said about all of it. */
static void
take_findings (HavenVerdict *verdict, const HavenVerdict *more)
{
  for (guint i = 0; more != NULL && i < more->findings->len; i++) {
    const HavenFinding *finding = more->findings->pdata[i];

    if (haven_verdict_covers (more, finding) && !is_known (verdict, finding)) {
      HavenFinding *copy = haven_finding_copy (finding);

      g_ptr_array_add (verdict->findings, copy);
      if (verdict->covered != NULL)
        haven_verdict_cover (verdict, copy);
    }
  }
}

/**
 * haven_gtk_collapse_take:
 * @veil: a veil that is not placed yet
 * @imhtml: the text whose last line it would stand in
 * @from: where that line begins
 *
 * Where the line above is a closed veil of the same kind, from the same person, @veil joins it and its own
 * line goes.
 *
 * Returns: whether it did
 */
gboolean
haven_gtk_collapse_take (HavenGtkVeil *veil, GtkIMHtml *imhtml, GtkTextMark *from)
{
  const HavenPluginApi *api = veil->gtk->api;
  HavenGtkVeil *head = find_last (veil, imhtml);
  GtkTextIter start;
  GtkTextIter end;

  if (!api->get_settings (api->plugin)->collapse_notes || head == NULL || head == veil || head->open ||
      veil->open || head->imhtml != imhtml || !haven_gtk_veil_is_placed (head) || !are_alike (head, veil) ||
      !ends_at (head, from) || (head->more != NULL && head->more->len >= MAX_MORE))
    return FALSE;
  if (head->more == NULL)
    head->more = g_ptr_array_new ();
  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &start, from);
  gtk_text_buffer_get_end_iter (imhtml->text_buffer, &end);
  gtk_imhtml_delete (imhtml, &start, &end);
  g_ptr_array_add (head->more, veil);
  veil->head = g_strdup (head->id);
  take_findings (head->verdict, veil->verdict);
  haven_gtk_veil_draw (head);
  return TRUE;
}

/**
 * haven_gtk_collapse_remember:
 * @veil: a veil that was placed just now, in the last line of its text
 */
void
haven_gtk_collapse_remember (HavenGtkVeil *veil)
{
  if (veil->imhtml != NULL)
    g_object_set_data_full (G_OBJECT (veil->imhtml), LAST, g_strdup (veil->id), g_free);
}

/**
 * haven_gtk_collapse_holds:
 * @veil: a veil
 *
 * Returns: whether it stands in the line of another one that is still there
 */
gboolean
haven_gtk_collapse_holds (const HavenGtkVeil *veil)
{
  const HavenGtkVeil *head = veil->head != NULL ? g_hash_table_lookup (veil->gtk->veils, veil->head) : NULL;

  return head != NULL && haven_gtk_veil_is_placed (head);
}

/**
 * haven_gtk_collapse_time:
 * @veil: a veil of a message
 *
 * Returns: (transfer full): the time when it came, as Pidgin writes times
 */
char *
haven_gtk_collapse_time (const HavenGtkVeil *veil)
{
  time_t when = (time_t)(veil->time / G_USEC_PER_SEC);

  return g_strdup (purple_time_format (localtime (&when)));
}

/**
 * haven_gtk_collapse_words:
 * @head: a veil in whose line others stand
 *
 * Returns: (transfer full): what stands on it
 */
char *
haven_gtk_collapse_words (const HavenGtkVeil *head)
{
  guint n = head->more->len + 1;
  g_autofree char *when = haven_gtk_collapse_time (head->more->pdata[head->more->len - 1]);

  /* Translators: how many, on what ("eating"), and when the last of them came */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u note on %s from one person, until %s",
                                       "%u notes on %s from one person, until %s", n),
                          n, head->verdict->subject, when);
}
