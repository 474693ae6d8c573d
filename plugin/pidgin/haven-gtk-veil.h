/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

/**
 * HavenGtkVeil:
 * @gtk: where it belongs
 * @id: unique in this process; the core's id where the core knows the veil
 * @veil: (nullable): the core's veil; NULL for a line of a log that was replayed
 * @imhtml: (nullable): the text it stands in; NULL once that is gone
 * @conversation: where it stands, to be asked for settings; only good while @imhtml is
 * @start: left of its first character
 * @end: right of its last one
 * @label: its words
 * @sender: (nullable): who wrote it
 * @original: the markup it covers
 * @verdict: (nullable): why
 * @time: when it came, microseconds since 1970 UTC; 0 for a line of a log
 * @is_name: whether it covers only the name in front of a line
 * @open: whether the text is shown
 * @focused: whether the keyboard is on it
 * @pictures: (element-type int): imgstore numbers that are held for it
 * @more: (nullable) (element-type HavenGtkVeil): later ones that stand in the same line
 * @head: (nullable): id of the one in whose line it stands
 * @idle: a change that waits for the event to be over
 * @steady: keeping it in view waits for the text to have its new size
 * @was_at_end: whether the text stood at its end before that change
 *
 * One covered line in one window. What stands in the text is the label only: copy, find, save and screen
 * readers meet nothing else until it is opened.
 */
typedef struct {
  HavenGtk *gtk;
  char *id;
  HavenVeil *veil;
  GtkIMHtml *imhtml;
  PurpleConversation *conversation;
  GtkTextMark *start;
  GtkTextMark *end;
  char *label;
  char *sender;
  char *original;
  HavenVerdict *verdict;
  gint64 time;
  gboolean is_name;
  gboolean open;
  gboolean focused;
  GArray *pictures;
  GPtrArray *more;
  char *head;
  guint idle;
  guint steady;
  gboolean was_at_end;
} HavenGtkVeil;

/* What stands in a line between displaying-* and displayed-*; a reader never sees it. */
#define HAVEN_GTK_MARKER "▒▒▒▒▒▒"

GHashTable *haven_gtk_veils_new (void);
char *haven_gtk_new_id (void);
HavenGtkVeil *haven_gtk_veil_of_core (HavenGtk *gtk, HavenVeil *core);
HavenGtkVeil *
haven_gtk_veil_of_line (HavenGtk *gtk, const char *sender, const char *original, const HavenVerdict *verdict);
HavenGtkVeil *haven_gtk_veil_of_name (HavenGtk *gtk, const char *name, const char *label);
void haven_gtk_veil_place (HavenGtkVeil *veil,
                           PurpleConversation *conversation,
                           GtkIMHtml *imhtml,
                           const GtkTextIter *start,
                           const GtkTextIter *end);
void haven_gtk_veil_draw (HavenGtkVeil *veil);
char *haven_gtk_veil_words (const HavenGtkVeil *veil);
gboolean haven_gtk_veil_is_message (const HavenGtkVeil *veil);
gboolean haven_gtk_veil_is_placed (const HavenGtkVeil *veil);
void haven_gtk_veil_set_open (HavenGtkVeil *veil, gboolean open);
void haven_gtk_veil_toggle (HavenGtkVeil *veil);
void haven_gtk_veil_toggle_later (HavenGtkVeil *veil);
GPtrArray *haven_gtk_veils_in (HavenGtk *gtk, GtkIMHtml *imhtml);
void haven_gtk_veils_move (HavenGtk *gtk, const PurpleConversation *from, PurpleConversation *to);
void haven_gtk_veils_set_all_open (HavenGtk *gtk, GtkIMHtml *imhtml, gboolean open);
gboolean haven_gtk_veils_any_open (HavenGtk *gtk, GtkIMHtml *imhtml);
void haven_gtk_veils_colour (HavenGtk *gtk, GtkIMHtml *imhtml);
void haven_gtk_veils_leave (HavenGtk *gtk, GtkIMHtml *imhtml);

G_END_DECLS
