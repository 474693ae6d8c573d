/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-groups.h"

/* The list on the left of a window of messages: what they belong to, and people under it. What is selected
 * stays so when the list is filled anew. */

enum { COLUMN_WORDS, COLUMN_GROUP, COLUMN_MEMBER, N_COLUMNS };

#define KEY "haven-groups"

typedef struct {
  void (*changed) (gpointer data);
  gpointer data;
  gboolean filling; /* what is selected goes and comes back */
  HavenGtkGroup before;
} Groups;

/**
 * haven_gtk_group_clear:
 * @group: what was selected
 */
void
haven_gtk_group_clear (HavenGtkGroup *group)
{
  g_free (group->group);
  g_free (group->member);
  *group = (HavenGtkGroup){NULL, NULL};
}

static void
groups_free (gpointer data)
{
  Groups *own = data;

  haven_gtk_group_clear (&own->before);
  g_free (own);
}

static Groups *
get_own (GtkWidget *groups)
{
  return g_object_get_data (G_OBJECT (groups), KEY);
}

static GtkTreeStore *
get_store (GtkWidget *groups)
{
  return GTK_TREE_STORE (gtk_tree_view_get_model (GTK_TREE_VIEW (groups)));
}

static void
on_selected (GtkTreeSelection *selection, gpointer data)
{
  const Groups *own = data;

  if (!own->filling)
    own->changed (own->data);
}

/**
 * haven_gtk_groups_new:
 * @name: the widget's name, for style files and tests
 * @title: what a screen reader calls it
 * @changed: called with @data when something else was selected
 * @data: for @changed
 *
 * Returns: (transfer floating): a list without rows
 */
GtkWidget *
haven_gtk_groups_new (const char *name, const char *title, void (*changed) (gpointer data), gpointer data)
{
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *column =
      gtk_tree_view_column_new_with_attributes (title, cell, "markup", COLUMN_WORDS, NULL);
  GtkTreeStore *store = gtk_tree_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  GtkWidget *groups = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
  Groups *own = g_new0 (Groups, 1);

  *own = (Groups){changed, data, FALSE, {NULL, NULL}};
  g_object_unref (store); /* the view keeps it */
  g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, "ypad", 4, NULL);
  gtk_widget_set_name (groups, name);
  atk_object_set_name (gtk_widget_get_accessible (groups), title);
  gtk_tree_view_append_column (GTK_TREE_VIEW (groups), column);
  gtk_tree_view_set_headers_visible (GTK_TREE_VIEW (groups), FALSE);
  g_object_set_data_full (G_OBJECT (groups), KEY, own, groups_free);
  g_signal_connect (gtk_tree_view_get_selection (GTK_TREE_VIEW (groups)), "changed", G_CALLBACK (on_selected),
                    own);
  return groups;
}

/**
 * haven_gtk_groups_get:
 * @groups: a list
 *
 * Returns: what is selected
 */
HavenGtkGroup
haven_gtk_groups_get (GtkWidget *groups)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (groups));
  HavenGtkGroup chosen = {NULL, NULL};
  GtkTreeModel *model = NULL;
  GtkTreeIter iter;

  if (gtk_tree_selection_get_selected (selection, &model, &iter))
    gtk_tree_model_get (model, &iter, COLUMN_GROUP, &chosen.group, COLUMN_MEMBER, &chosen.member, -1);
  return chosen;
}

/**
 * haven_gtk_groups_begin:
 * @groups: a list, which is emptied; haven_gtk_groups_end() selects again what is selected now
 */
void
haven_gtk_groups_begin (GtkWidget *groups)
{
  Groups *own = get_own (groups);

  haven_gtk_group_clear (&own->before);
  own->before = haven_gtk_groups_get (groups);
  own->filling = TRUE;
  gtk_tree_store_clear (get_store (groups));
}

static gboolean
find_group (GtkTreeModel *model, const char *group, GtkTreeIter *iter)
{
  for (gboolean more = gtk_tree_model_get_iter_first (model, iter); more;
       more = gtk_tree_model_iter_next (model, iter)) {
    g_autofree char *other = NULL;

    gtk_tree_model_get (model, iter, COLUMN_GROUP, &other, -1);
    if (g_str_equal (other, group))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_gtk_groups_add:
 * @groups: a list that is being filled
 * @group: what the row stands under, or is; a @member's must be there already
 * @member: (nullable): who in it
 * @markup: what the row says
 */
void
haven_gtk_groups_add (GtkWidget *groups, const char *group, const char *member, const char *markup)
{
  GtkTreeStore *store = get_store (groups);
  GtkTreeIter parent, iter;
  gboolean below = member != NULL && find_group (GTK_TREE_MODEL (store), group, &parent);

  gtk_tree_store_append (store, &iter, below ? &parent : NULL);
  gtk_tree_store_set (store, &iter, COLUMN_GROUP, group, COLUMN_MEMBER, member, COLUMN_WORDS, markup, -1);
}

typedef struct {
  GtkWidget *groups;
  const char *group; /* (nullable): NULL for wherever @member is */
  const char *member;
  gboolean found;
} Search;

static gboolean
select_row (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer data)
{
  Search *search = data;
  g_auto (HavenGtkGroup) row = {NULL, NULL};

  gtk_tree_model_get (model, iter, COLUMN_GROUP, &row.group, COLUMN_MEMBER, &row.member, -1);
  search->found =
      search->group == NULL
          ? row.member != NULL && (search->member == NULL || g_str_equal (row.member, search->member))
          : g_str_equal (row.group, search->group) && g_strcmp0 (row.member, search->member) == 0;
  if (search->found)
    gtk_tree_view_set_cursor (GTK_TREE_VIEW (search->groups), path, NULL,
                              FALSE); /* the keyboard goes on from there */
  return search->found;
}

/**
 * haven_gtk_groups_select:
 * @groups: a list
 * @group: (nullable): what is to be selected; NULL for wherever @member is
 * @member: (nullable): who in it; without @group NULL means the first person
 *
 * Returns: whether it is there
 */
gboolean
haven_gtk_groups_select (GtkWidget *groups, const char *group, const char *member)
{
  Search search = {groups, group, member, FALSE};

  gtk_tree_view_expand_all (GTK_TREE_VIEW (groups));
  gtk_tree_model_foreach (gtk_tree_view_get_model (GTK_TREE_VIEW (groups)), select_row, &search);
  return search.found;
}

/**
 * haven_gtk_groups_end:
 * @groups: a list that is filled
 * @otherwise: (nullable): what is selected where what was selected before is gone; NULL for the first person
 *
 * Selects what was selected before. Does not call what was passed for changes.
 */
void
haven_gtk_groups_end (GtkWidget *groups, const char *otherwise)
{
  Groups *own = get_own (groups);

  gboolean found =
      own->before.group != NULL && haven_gtk_groups_select (groups, own->before.group, own->before.member);

  /* a person may stand under something else now */
  if (!found && own->before.member != NULL)
    found = haven_gtk_groups_select (groups, NULL, own->before.member);
  if (!found)
    haven_gtk_groups_select (groups, otherwise, NULL);
  own->filling = FALSE;
}
