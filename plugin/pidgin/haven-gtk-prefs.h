/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

#define HAVEN_GTK_PREF_ROOT "/plugins/gtk/haven"
#define HAVEN_GTK_PREF_HELD_EXPLAINED HAVEN_GTK_PREF_ROOT "/held_explained"

/* What stands on a page. It is also how a page is told from the others. */
typedef GtkWidget *(*HavenGtkBuildPage) (HavenGtk *gtk);

/**
 * HavenGtkPage:
 * @title: what stands in the list on the left
 * @sentence: what the page is for, on top
 * @stored: what is kept of it and where, at the bottom
 * @build: (transfer floating): the controls between the two
 *
 * One page of the preferences.
 */
typedef struct {
  const char *title;
  const char *sentence;
  const char *stored;
  HavenGtkBuildPage build;
} HavenGtkPage;

typedef void (*HavenGtkRefresh) (GtkWidget *widget, gpointer data);

GtkWidget *haven_gtk_prefs_new (HavenGtk *gtk);
void haven_gtk_prefs_follow (GtkWidget *widget, HavenGtkRefresh refresh, gpointer data);
void haven_gtk_prefs_update (HavenGtk *gtk);
void haven_gtk_prefs_show (HavenGtk *gtk);
void haven_gtk_prefs_show_page (HavenGtk *gtk, HavenGtkBuildPage page);
const char *haven_gtk_prefs_name_page (HavenGtkBuildPage page);
const HavenSettings *haven_gtk_settings (HavenGtk *gtk);
void haven_gtk_take_settings (HavenGtk *gtk, HavenSettings *settings);
GtkWidget *haven_gtk_combo (const char *const *words, gsize n_words, guint active, const char *name);
GtkWidget *haven_gtk_field (const char *label, GtkWidget *control);
GtkWidget *haven_gtk_try_box (HavenGtk *gtk, gboolean outgoing);

/* One file each, named after the page. */
GtkWidget *haven_gtk_page_start (HavenGtk *gtk);
GtkWidget *haven_gtk_page_topics (HavenGtk *gtk);
GtkWidget *haven_gtk_page_pictures (HavenGtk *gtk);
GtkWidget *haven_gtk_page_own (HavenGtk *gtk);
GtkWidget *haven_gtk_page_facts (HavenGtk *gtk);
GtkWidget *haven_gtk_page_people (HavenGtk *gtk);
GtkWidget *haven_gtk_page_links (HavenGtk *gtk);
GtkWidget *haven_gtk_page_reminders (HavenGtk *gtk);
GtkWidget *haven_gtk_page_held (HavenGtk *gtk);
GtkWidget *haven_gtk_page_packs (HavenGtk *gtk);
GtkWidget *haven_gtk_page_help (HavenGtk *gtk);
GtkWidget *haven_gtk_page_backup (HavenGtk *gtk);
GtkWidget *haven_gtk_page_about (HavenGtk *gtk);

G_END_DECLS
