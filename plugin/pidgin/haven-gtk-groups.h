/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenGtkGroup:
 * @group: (nullable): what the selected row stands under, or is; NULL when nothing is selected
 * @member: (nullable): who is selected in it; NULL for all of them
 */
typedef struct {
  char *group;
  char *member;
} HavenGtkGroup;

void haven_gtk_group_clear (HavenGtkGroup *group);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenGtkGroup, haven_gtk_group_clear)

GtkWidget *
haven_gtk_groups_new (const char *name, const char *title, void (*changed) (gpointer data), gpointer data);
void haven_gtk_groups_begin (GtkWidget *groups);
void haven_gtk_groups_add (GtkWidget *groups, const char *group, const char *member, const char *markup);
void haven_gtk_groups_end (GtkWidget *groups, const char *otherwise);
gboolean haven_gtk_groups_select (GtkWidget *groups, const char *group, const char *member);
HavenGtkGroup haven_gtk_groups_get (GtkWidget *groups);

G_END_DECLS
