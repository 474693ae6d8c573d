/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenGtkClosedRow:
 * @id: which message it is
 * @title: what is seen of it while it is closed
 * @tip: (nullable): a tooltip of its title
 * @words: what is seen of it when it is open
 */
typedef struct {
  gint64 id;
  char *title;
  char *tip;
  char *words;
} HavenGtkClosedRow;

void haven_gtk_closed_row_free (HavenGtkClosedRow *row);

/**
 * HavenGtkClosedRows:
 * @name: the rows' name, for style files and tests
 * @control: (nullable): makes what stands in front of a row
 * @data: for @control
 */
typedef struct {
  const char *name;
  GtkWidget *(*control) (const HavenGtkClosedRow *row, gpointer data);
  gpointer data;
} HavenGtkClosedRows;

void haven_gtk_closed_rows_show (GtkWidget *box, const GPtrArray *rows, const HavenGtkClosedRows *look);
GtkWidget *haven_gtk_closed_rows_scrolled (GtkWidget *child, int width);
char *haven_gtk_closed_rows_time (gint64 microseconds);

G_END_DECLS
