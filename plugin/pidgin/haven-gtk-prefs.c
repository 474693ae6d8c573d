/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-prefs.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-style.h"
#include "settings/haven-settings.h"

#define LIST "haven-list"

#define STORED_SETTINGS                                                                                      \
  N_ ("Stored: what you choose here, in haven/settings.json in Pidgin's folder, readable by you alone.")

#define STORED_SEALED                                                                                        \
  N_ ("Stored: in haven/settings.json, sealed, so that nobody who opens the file reads them by accident. "   \
      "That is no encryption.")

/* The list on the left. A new page is a row here and a file of its own. */
static const HavenGtkPage pages[] = {
    {N_ ("Start"), N_ ("How careful Haven is with what reaches you and what leaves you."), STORED_SETTINGS,
     haven_gtk_page_start},
    {N_ ("Topics"),
     N_ ("What you would rather not meet unprepared. Haven covers it with a short note; you open it when you "
         "want."),
     STORED_SETTINGS, haven_gtk_page_topics},
    {N_ ("Pictures"), N_ ("Which pictures are blurred until you open them, by a click or by Enter."),
     STORED_SETTINGS, haven_gtk_page_pictures},
    {N_ ("My words"),
     N_ ("Topics of your own, with your own words. A note shows the nickname, never the words."),
     STORED_SEALED, haven_gtk_page_own},
    {N_ ("My facts"),
     N_ ("What you never want to share: you are asked before one of them leaves, however it is written."),
     STORED_SEALED, haven_gtk_page_facts},
    {N_ ("People and rooms"), N_ ("What you chose for one person, one room or one rule. Each can be undone."),
     STORED_SETTINGS, haven_gtk_page_people},
    {N_ ("Links"),
     N_ ("A quiet note below a link, when a list you follow names its site or the link is not what it "
         "seems."),
     STORED_SETTINGS, haven_gtk_page_links},
    {N_ ("Reminders"), N_ ("A moment to look before something private leaves. You can always send it."),
     STORED_SETTINGS, haven_gtk_page_reminders},
    {N_ ("Held and evidence"),
     N_ ("Messages from people who turn on you are kept aside. They are told nothing."),
     N_ ("Stored: held messages and, if you want it, evidence, in Pidgin's folder under haven/, readable by "
         "you alone."),
     haven_gtk_page_held},
    {N_ ("Packs and lists"),
     N_ ("A pack is a set of rules about one subject. One that does more harm than good for you can be off."),
     STORED_SETTINGS, haven_gtk_page_packs},
    {N_ ("Help lines"), N_ ("People who can be called, where you live. Haven shows this only when you ask."),
     STORED_SETTINGS, haven_gtk_page_help},
    {N_ ("Backup and wipe"), N_ ("A copy of what you chose, and an end to all that is kept."),
     N_ ("Stored: nothing for this page. Chats that Pidgin itself logs are not Haven's, and stay."),
     haven_gtk_page_backup},
    {N_ ("About"), N_ ("Haven is yours: everything happens on this computer, and nothing is sent to anyone."),
     N_ ("Stored: nothing for this page."), haven_gtk_page_about},
};

/**
 * haven_gtk_settings:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer none): the settings in force, until they change
 */
const HavenSettings *
haven_gtk_settings (HavenGtk *gtk)
{
  return gtk->api->get_settings (gtk->api->plugin);
}

/**
 * haven_gtk_take_settings:
 * @gtk: the Pidgin part
 * @settings: (transfer full): what the user chose
 *
 * Puts them into force; nothing needs a restart.
 */
void
haven_gtk_take_settings (HavenGtk *gtk, HavenSettings *settings)
{
  gtk->api->set_settings (gtk->api->plugin, settings);
  haven_settings_free (settings);
}

/**
 * haven_gtk_combo:
 * @words: what can be chosen
 * @n_words: how many
 * @active: which one is chosen
 * @name: the widget's name
 *
 * Returns: (transfer floating): a combo box
 */
GtkWidget *
haven_gtk_combo (const char *const *words, gsize n_words, guint active, const char *name)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (gsize i = 0; i < n_words; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ (words[i]));
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), (int)active);
  gtk_widget_set_name (combo, name);
  return combo;
}

#define FOLLOWER "haven-follower"

typedef struct {
  HavenGtkRefresh refresh;
  gpointer data;
  gboolean stale; /* nobody sees it now: it waits until somebody does */
} Follower;

static void
on_follower_map (GtkWidget *widget, gpointer user_data)
{
  Follower *follower = user_data;

  if (follower->stale)
    follower->refresh (widget, follower->data);
  follower->stale = FALSE;
}

/**
 * haven_gtk_prefs_follow:
 * @widget: something on a page
 * @refresh: shows in it what is in force now, without choosing anything and without taking the keyboard away
 * @data: for @refresh, as long as @widget is there
 *
 * Settings change elsewhere too: in a conversation, by a copy that is taken, in the file itself.
 */
void
haven_gtk_prefs_follow (GtkWidget *widget, HavenGtkRefresh refresh, gpointer data)
{
  Follower *follower = g_new0 (Follower, 1);

  *follower = (Follower){refresh, data, FALSE};
  g_object_set_data_full (G_OBJECT (widget), FOLLOWER, follower, g_free);
  g_signal_connect (widget, "map", G_CALLBACK (on_follower_map), follower);
}

/* From the outside in: what a list is made of anew does not follow any more. What is put into a page that is
 * not on the screen would get no room there, so that has to wait. */
static void
update_within (GtkWidget *widget, gpointer unused)
{
  Follower *follower = g_object_get_data (G_OBJECT (widget), FOLLOWER);

  if (follower != NULL && gtk_widget_get_mapped (widget))
    follower->refresh (widget, follower->data);
  else if (follower != NULL)
    follower->stale = TRUE;
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), update_within, NULL);
}

/**
 * haven_gtk_prefs_update:
 * @gtk: the Pidgin part
 *
 * Shows on every page what is in force now, where the preferences are open.
 */
void
haven_gtk_prefs_update (HavenGtk *gtk)
{
  if (gtk->prefs != NULL)
    update_within (gtk->prefs, NULL);
}

/* Not narrower than that, and as wide as words need that are long in some language. */
static void
be_at_least (GtkWidget *widget, int width)
{
  GtkRequisition natural;

  gtk_widget_size_request (widget, &natural);
  gtk_widget_set_size_request (widget, MAX (natural.width, width), -1);
}

/**
 * haven_gtk_field:
 * @label: what the control is, with a mnemonic
 * @control: (transfer floating): the control
 *
 * Returns: (transfer floating): both in a row, the label leading to the control
 */
GtkWidget *
haven_gtk_field (const char *label, GtkWidget *control)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_misc_set_alignment (GTK_MISC (words), 0.0f, 0.5f);
  /* the keyboard belongs to what scrolls, not to its frame */
  gtk_label_set_mnemonic_widget (
      GTK_LABEL (words), GTK_IS_SCROLLED_WINDOW (control) ? gtk_bin_get_child (GTK_BIN (control)) : control);
  be_at_least (words, haven_gtk_scaled (words, 150));
  gtk_box_pack_start (GTK_BOX (row), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), control, FALSE, FALSE, 0);
  return row;
}

/* What a page may take of the screen's width, beside the list of pages and the frames. */
static int
page_width (GtkWidget *page)
{
  return gdk_screen_get_width (gtk_widget_get_screen (page)) - haven_gtk_scaled (page, 170) - 110;
}

/* With large letters a page is longer than the window, and may be wider than a small screen: it moves, and
 * follows the keyboard. */
static GtkWidget *
build_scrolled (GtkWidget *content)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *viewport;
  GtkRequisition need;
  gboolean wide;

  gtk_widget_show_all (content);
  gtk_widget_size_request (content, &need);
  wide = need.width > page_width (content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  wide ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  if (wide)
    gtk_widget_set_size_request (scrolled, page_width (content), -1);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scrolled), content);
  viewport = gtk_bin_get_child (GTK_BIN (scrolled));
  gtk_viewport_set_shadow_type (GTK_VIEWPORT (viewport), GTK_SHADOW_NONE);
  gtk_container_set_focus_hadjustment (GTK_CONTAINER (content),
                                       gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  gtk_container_set_focus_vadjustment (GTK_CONTAINER (content),
                                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  return scrolled;
}

static GtkWidget *
build_page (HavenGtk *gtk, const HavenGtkPage *page)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 10);
  GtkWidget *sentence = haven_gtk_sentence (_ (page->sentence));
  GtkWidget *stored = haven_gtk_sentence (NULL);
  g_autofree char *small = g_markup_printf_escaped ("<small>%s</small>", _ (page->stored));

  gtk_label_set_markup (GTK_LABEL (stored), small);
  haven_gtk_set_width (sentence, 430);
  haven_gtk_set_width (stored, 430);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_title (_ (page->title)), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), sentence, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), build_scrolled (page->build (gtk)), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (box), stored, FALSE, FALSE, 0);
  return box;
}

static void
on_page (GtkTreeSelection *selection, gpointer notebook)
{
  GtkTreeModel *model = NULL;
  GtkTreeIter iter;
  GtkTreePath *path;

  if (!gtk_tree_selection_get_selected (selection, &model, &iter))
    return;
  path = gtk_tree_model_get_path (model, &iter);
  gtk_notebook_set_current_page (GTK_NOTEBOOK (notebook), gtk_tree_path_get_indices (path)[0]);
  gtk_tree_path_free (path);
}

/* @list: (out): the list itself, within its frame */
static GtkWidget *
build_list (GtkWidget *notebook, GtkWidget **list)
{
  GtkListStore *store = gtk_list_store_new (1, G_TYPE_STRING);
  GtkWidget *tree = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  GtkTreeIter first;

  g_object_unref (store); /* the view keeps it */
  g_object_set (cell, "ypad", 4, "xpad", 6, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, _ (pages[i].title), -1);
  gtk_tree_view_append_column (GTK_TREE_VIEW (tree),
                               gtk_tree_view_column_new_with_attributes (NULL, cell, "text", 0, NULL));
  gtk_tree_view_set_headers_visible (GTK_TREE_VIEW (tree), FALSE);
  gtk_widget_set_name (tree, "haven-pages");
  atk_object_set_name (gtk_widget_get_accessible (tree), _ ("Pages"));
  g_signal_connect (gtk_tree_view_get_selection (GTK_TREE_VIEW (tree)), "changed", G_CALLBACK (on_page),
                    notebook);
  if (gtk_tree_model_get_iter_first (GTK_TREE_MODEL (store), &first))
    gtk_tree_selection_select_iter (gtk_tree_view_get_selection (GTK_TREE_VIEW (tree)), &first);
  /* with large letters on a small screen there are more pages than room */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scrolled), tree);
  gtk_frame_set_shadow_type (GTK_FRAME (frame), GTK_SHADOW_IN);
  gtk_container_add (GTK_CONTAINER (frame), scrolled);
  gtk_widget_show_all (frame);
  be_at_least (frame, 150);
  *list = tree;
  return frame;
}

/* What a screen has beside the frame of a window and a bar of the desktop's. */
static int
room_on_screen (GtkWidget *widget)
{
  return gdk_screen_get_height (gtk_widget_get_screen (widget)) - 80;
}

/* Pidgin shows a plugin's page in a small scrolled window; make that large enough for it. */
static void
on_map (GtkWidget *page, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_toplevel (page);
  int height = MAX (600, haven_gtk_scaled (page, 600));
  GtkRequisition natural;

  gtk_widget_size_request (page, &natural);
  if (GTK_IS_WINDOW (window))
    gtk_window_resize (
        GTK_WINDOW (window),
        MIN (MAX (730, natural.width + 70), gdk_screen_get_width (gtk_widget_get_screen (page)) - 16),
        MIN (room_on_screen (page), height));
}

/**
 * haven_gtk_prefs_new:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): Haven's preferences: a list of pages on the left, one of them on the right
 */
GtkWidget *
haven_gtk_prefs_new (HavenGtk *gtk)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *notebook = gtk_notebook_new ();
  GtkWidget *list;

  gtk_notebook_set_show_tabs (GTK_NOTEBOOK (notebook), FALSE);
  gtk_notebook_set_show_border (GTK_NOTEBOOK (notebook), FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_notebook_append_page (GTK_NOTEBOOK (notebook), build_page (gtk, &pages[i]), NULL);
  gtk_box_pack_start (GTK_BOX (row), build_list (notebook, &list), FALSE, FALSE, 0);
  g_object_set_data (G_OBJECT (row), LIST, list);
  gtk_box_pack_start (GTK_BOX (row), notebook, TRUE, TRUE, 0);
  gtk_container_set_border_width (GTK_CONTAINER (row), 12);
  gtk_widget_show_all (row);
  gtk_widget_set_size_request (row, -1, MIN (480, room_on_screen (row) - 100));
  g_signal_connect (row, "map", G_CALLBACK (on_map), NULL);
  if (gtk->prefs != NULL)
    g_signal_handlers_disconnect_by_func (gtk->prefs, gtk_widget_destroyed, &gtk->prefs);
  gtk->prefs = row;
  g_signal_connect (row, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->prefs);
  return row;
}

/**
 * haven_gtk_prefs_show:
 * @gtk: the Pidgin part
 *
 * Opens the preferences in a window of their own, or brings the one to the front that is open.
 */
void
haven_gtk_prefs_show (HavenGtk *gtk)
{
  GtkWidget *dialog, *box;

  if (gtk->prefs != NULL) {
    gtk_window_present (GTK_WINDOW (gtk_widget_get_toplevel (gtk->prefs)));
    return;
  }
  dialog = gtk_dialog_new ();
  box = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Haven: preferences"));
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-preferences");
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_prefs_new (gtk), TRUE, TRUE, 0);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Close"), GTK_RESPONSE_CLOSE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_widget_show_all (dialog);
}

static gsize
find_page (HavenGtkBuildPage page)
{
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (pages) && pages[i].build != page)
    i++;
  return i;
}

/**
 * haven_gtk_prefs_name_page:
 * @page: a page
 *
 * Returns: (transfer none): what it is called in the list on the left
 */
const char *
haven_gtk_prefs_name_page (HavenGtkBuildPage page)
{
  return _ (pages[find_page (page)].title);
}

/**
 * haven_gtk_prefs_show_page:
 * @gtk: the Pidgin part
 * @page: a page
 *
 * Opens the preferences there.
 */
void
haven_gtk_prefs_show_page (HavenGtk *gtk, HavenGtkBuildPage page)
{
  GtkTreePath *path = gtk_tree_path_new_from_indices ((int)find_page (page), -1);

  haven_gtk_prefs_show (gtk);
  gtk_tree_view_set_cursor (g_object_get_data (G_OBJECT (gtk->prefs), LIST), path, NULL, FALSE);
  gtk_tree_path_free (path);
}
