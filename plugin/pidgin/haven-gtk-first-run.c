/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-first-run.h"

#include <glib/gi18n-lib.h>
#include <gdk/gdkkeysyms.h>
#include <gtkblist.h>
#include <string.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-sample.h"
#include "haven-gtk-style.h"
#include "haven-taxonomy.h"
#include "settings/haven-profile.h"
#include "settings/haven-settings.h"

#define LAST_CARD 3
#define TEXT_WIDTH 420
#define CATEGORY_KEY "haven-category"

/* The three questions. What is chosen stays in the buttons until the last card is left with "Done". */
typedef struct {
  HavenGtk *gtk;
  GtkWidget *window;
  GtkWidget *cards;
  GtkWidget *skip;
  GtkWidget *back;
  GtkWidget *next;
  GtkWidget *summary;
  GtkWidget *sample;
  const char *topic;    /* the one that was chosen last, for the sample to speak of; NULL for none */
  GSList *reasons;      /* radio buttons, the last one first */
  GSList *strictnesses; /* the same */
  GPtrArray *topics;    /* check buttons, borrowed */
} FirstRun;

static const struct {
  const char *title;
  const char *profile;
  guint attack_hours; /* "under attack" is for a time, and ends by itself */
} reasons[] = {
    {N_ ("a _support group, or talk about hard things"), "support-group", 0},
    {N_ ("someone is bothering _me"), "gentle", 24},
    {N_ ("_public rooms with people I do not know"), "public-room", 0},
    {N_ ("_just looking"), "gentle", 0},
};

static const char *const strictnesses[] = {
    N_ ("_light: only what is plain"),
    N_ ("b_alanced"),
    N_ ("_strict: also what only may be meant"),
};

static void
first_run_free (gpointer data)
{
  FirstRun *self = data;

  g_ptr_array_unref (self->topics);
  g_free (self);
}

/* The number of the chosen one, from 0 in the order they were added. */
static guint
chosen (GSList *group)
{
  guint index = g_slist_length (group);

  for (GSList *l = group; l != NULL; l = l->next) {
    index--;
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (l->data)))
      return index;
  }
  return 0;
}

static const char *
topic_of (GtkToggleButton *button)
{
  return g_object_get_data (G_OBJECT (button), CATEGORY_KEY);
}

static HavenSettings *
read_answers (const FirstRun *self)
{
  HavenSettings *settings = haven_settings_copy (haven_gtk_settings (self->gtk));
  guint reason = chosen (self->reasons);
  const char *profile = reasons[reason].profile;
  HavenDepth depth = haven_profile_find (profile)->chosen_depth;

  g_free (settings->profile);
  settings->profile = g_strdup (profile);
  settings->strictness = (HavenStrictness)chosen (self->strictnesses);
  if (reasons[reason].attack_hours > 0)
    settings->attack_until = g_get_real_time () + reasons[reason].attack_hours * G_TIME_SPAN_HOUR;
  for (guint i = 0; i < self->topics->len; i++) {
    GtkToggleButton *topic = self->topics->pdata[i];

    if (gtk_toggle_button_get_active (topic))
      haven_settings_set_topic (settings, topic_of (topic), depth, settings->strictness);
  }
  return settings;
}

static void
show_sample (FirstRun *self)
{
  g_autoptr (HavenSettings) settings = read_answers (self);

  haven_gtk_sample_show (self->sample, settings, self->topic);
}

static void
on_answer (GtkToggleButton *button, gpointer user_data)
{
  show_sample (user_data);
}

static void
on_topic (GtkToggleButton *button, gpointer user_data)
{
  FirstRun *self = user_data;

  self->topic = gtk_toggle_button_get_active (button) ? topic_of (button) : NULL;
  for (guint i = 0; self->topic == NULL && i < self->topics->len; i++)
    if (gtk_toggle_button_get_active (self->topics->pdata[i]))
      self->topic = topic_of (self->topics->pdata[i]);
  show_sample (self);
}

static void
fill_summary (FirstRun *self)
{
  g_autoptr (HavenSettings) settings = read_answers (self);
  g_autofree char *folder = g_build_filename (purple_user_dir (), "haven", NULL);
  guint n_topics = g_hash_table_size (settings->topics);
  g_autofree char *topics =
      n_topics == 0 ? g_strdup (_ ("No topic is covered; you can choose some at any time."))
                    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u topic is covered with a short note.",
                                                    "%u topics are covered with a short note.", n_topics),
                                       n_topics);
  const char *attack =
      settings->attack_until > g_get_real_time ()
          ? _ ("For 24 hours people who are not your contacts are held; the page People and rooms of the "
               "preferences ends it.\n\n")
          : "";
  g_autofree char *words = g_strdup_printf (
      _ ("%s\n\n%sThe profile is “%s”. It also covers what senders mark and pictures from "
         "strangers, notes links that deceive, and asks before a password or a card number "
         "leaves. Who turns on you is held and told nothing; how many are held stands in the "
         "menu bar.\n\nYou "
         "change all of it in the buddy list under Tools, Haven, Preferences.\n\n"
         "Everything stays on this computer, in %s."),
      topics, attack, _ (haven_profile_find (settings->profile)->title), folder);

  gtk_label_set_text (GTK_LABEL (self->summary), words);
}

static void
go_to (FirstRun *self, int card)
{
  gtk_notebook_set_current_page (GTK_NOTEBOOK (self->cards), card);
  gtk_widget_set_sensitive (self->back, card > 0);
  gtk_widget_set_sensitive (self->skip, card < LAST_CARD);
  gtk_button_set_label (GTK_BUTTON (self->next), card == LAST_CARD ? _ ("_Done") : _ ("_Next"));
  if (card == LAST_CARD) {
    fill_summary (self);
    gtk_widget_grab_focus (self->next); /* there is nothing to choose that the keyboard could be on */
  }
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  FirstRun *self = user_data;

  go_to (self, MAX (0, gtk_notebook_get_current_page (GTK_NOTEBOOK (self->cards)) - 1));
}

static void
take_answers (FirstRun *self)
{
  haven_gtk_take_settings (self->gtk, read_answers (self));
  gtk_widget_destroy (self->window);
}

static void
on_next (GtkButton *button, gpointer user_data)
{
  FirstRun *self = user_data;
  int card = gtk_notebook_get_current_page (GTK_NOTEBOOK (self->cards));

  if (card < LAST_CARD)
    go_to (self, card + 1);
  else
    take_answers (self);
}

/* Nothing is chosen, and it is not asked again: the settings are written as they are. */
static void
skip (FirstRun *self)
{
  haven_gtk_take_settings (self->gtk, haven_settings_copy (haven_gtk_settings (self->gtk)));
  gtk_widget_destroy (self->window);
}

static void
on_skip (GtkButton *button, gpointer user_data)
{
  skip (user_data);
}

/* Whoever answered everything and then closes the window counts on it: nobody would say that it came to
 * nothing, and nobody would ask again. */
static void
leave (FirstRun *self)
{
  if (gtk_notebook_get_current_page (GTK_NOTEBOOK (self->cards)) == LAST_CARD)
    take_answers (self);
  else
    skip (self);
}

static gboolean
on_delete (GtkWidget *window, GdkEvent *event, gpointer user_data)
{
  leave (user_data);
  return TRUE;
}

static gboolean
on_key (GtkWidget *window, GdkEventKey *event, gpointer user_data)
{
  if (event->keyval != GDK_KEY_Escape)
    return FALSE;
  leave (user_data);
  return TRUE;
}

static GtkWidget *
new_card (FirstRun *self, const char *title, const char *sentence)
{
  GtkWidget *card = gtk_vbox_new (FALSE, 6);
  GtkWidget *words = haven_gtk_sentence (sentence);
  GtkWidget *heading = haven_gtk_title (title);

  haven_gtk_set_width (words, TEXT_WIDTH);
  /* in large letters it is wider than what stands below it, and the window would be wider than a small screen
   */
  gtk_label_set_line_wrap (GTK_LABEL (heading), TRUE);
  haven_gtk_set_width (heading, TEXT_WIDTH);
  gtk_box_pack_start (GTK_BOX (card), heading, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (card), words, FALSE, FALSE, 4);
  gtk_notebook_append_page (GTK_NOTEBOOK (self->cards), card, NULL);
  return card;
}

static GSList *
add_radio (FirstRun *self, GtkWidget *card, GSList *group, const char *label, const char *name)
{
  GtkWidget *radio = gtk_radio_button_new_with_mnemonic (group, label);

  g_signal_connect (radio, "toggled", G_CALLBACK (on_answer), self);
  gtk_widget_set_name (radio, name);
  gtk_box_pack_start (GTK_BOX (card), radio, FALSE, FALSE, 0);
  return gtk_radio_button_get_group (GTK_RADIO_BUTTON (radio));
}

static void
add_reasons (FirstRun *self)
{
  GtkWidget *card = new_card (self, _ ("What brings you here?"),
                              _ ("Three short questions. You can skip them, and change every answer later."));

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    self->reasons = add_radio (self, card, self->reasons, _ (reasons[i].title), reasons[i].profile);
  /* the list begins with the last one, which chooses least */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reasons->data), TRUE);
}

static void
add_topics (FirstRun *self)
{
  GtkWidget *card =
      new_card (self, _ ("What would you rather not meet unprepared?"),
                _ ("Haven covers it with a short note that you open when you want. Choose none, or any."));
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *box = gtk_vbox_new (FALSE, 0);
  guint n = 0;
  const HavenCategory *categories = haven_taxonomy_get (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *topic;

    if (categories[i].kind != HAVEN_KIND_CONTENT || strchr (categories[i].id, '*') != NULL ||
        g_str_equal (categories[i].id, "declared"))
      continue;
    topic = gtk_check_button_new_with_label (_ (categories[i].title));
    gtk_widget_set_name (topic, categories[i].id);
    g_object_set_data (G_OBJECT (topic), CATEGORY_KEY, (gpointer)categories[i].id);
    g_signal_connect (topic, "toggled", G_CALLBACK (on_topic), self);
    g_ptr_array_add (self->topics, topic);
    gtk_box_pack_start (GTK_BOX (box), topic, FALSE, FALSE, 0);
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_container_set_focus_vadjustment (GTK_CONTAINER (box),
                                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)));
  gtk_widget_set_size_request (scroll, -1, haven_gtk_scaled (scroll, 190));
  gtk_box_pack_start (GTK_BOX (card), scroll, TRUE, TRUE, 0);
}

static void
add_strictness (FirstRun *self)
{
  GtkWidget *card = new_card (self, _ ("How careful shall Haven be?"),
                              _ ("Light leaves more as it is and may miss something; strict covers more, and "
                                 "sometimes too much."));

  for (gsize i = 0; i < G_N_ELEMENTS (strictnesses); i++)
    self->strictnesses =
        add_radio (self, card, self->strictnesses, _ (strictnesses[i]), "haven-first-strictness");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (g_slist_nth_data (self->strictnesses, HAVEN_STRICTNESS_BALANCED)), TRUE);
}

static void
add_summary (FirstRun *self)
{
  GtkWidget *card = new_card (self, _ ("That is all"), _ ("This is on as soon as the card is closed."));

  self->summary = haven_gtk_sentence ("");
  gtk_widget_set_name (self->summary, "haven-first-summary");
  haven_gtk_set_width (self->summary, TEXT_WIDTH);
  gtk_box_pack_start (GTK_BOX (card), self->summary, FALSE, FALSE, 0);
}

static GtkWidget *
build_buttons (FirstRun *self)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 6);

  self->skip = haven_gtk_button (_ ("S_kip"), "haven-first-skip", G_CALLBACK (on_skip), self);
  self->back = haven_gtk_button (_ ("_Back"), "haven-first-back", G_CALLBACK (on_back), self);
  self->next = haven_gtk_button (_ ("_Next"), "haven-first-next", G_CALLBACK (on_next), self);
  gtk_widget_set_can_default (self->next, TRUE); /* Enter on an answer goes on */
  gtk_box_pack_start (GTK_BOX (row), self->skip, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->next, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->back, FALSE, FALSE, 0);
  return row;
}

/* A window of its own that asks for nothing: whoever is typing goes on typing. */
static void
show (HavenGtk *gtk)
{
  FirstRun *self = g_new0 (FirstRun, 1);
  GtkWidget *box = gtk_vbox_new (FALSE, 10);
  GtkWidget *row = gtk_hbox_new (FALSE, 14);

  self->gtk = gtk;
  self->topics = g_ptr_array_new ();
  self->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  self->cards = gtk_notebook_new ();
  self->sample = haven_gtk_sample_new ();
  gtk->first_run = self->window;
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Haven: welcome"));
  gtk_window_set_role (GTK_WINDOW (self->window), "haven-first-run");
  gtk_window_set_focus_on_map (GTK_WINDOW (self->window), FALSE);
  gtk_notebook_set_show_tabs (GTK_NOTEBOOK (self->cards), FALSE);
  gtk_notebook_set_show_border (GTK_NOTEBOOK (self->cards), FALSE);
  g_object_set_data_full (G_OBJECT (self->window), "haven-first-run", self, first_run_free);
  g_signal_connect (self->window, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->first_run);
  g_signal_connect (self->window, "delete-event", G_CALLBACK (on_delete), self);
  g_signal_connect (self->window, "key-press-event", G_CALLBACK (on_key), self);
  add_reasons (self);
  add_topics (self);
  add_strictness (self);
  add_summary (self);
  gtk_container_set_border_width (GTK_CONTAINER (self->window), 14);
  gtk_box_pack_start (GTK_BOX (row), self->cards, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->sample, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), build_buttons (self), FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (self->window), box);
  gtk_widget_grab_default (self->next);
  gtk_widget_show_all (box);
  go_to (self, 0);
  show_sample (self);
  gtk_widget_show (self->window);
}

static gboolean
on_time (gpointer data)
{
  HavenGtk *gtk = data;
  PidginBuddyList *list = pidgin_blist_get_default_gtk_blist ();

  if (list == NULL || list->window == NULL)
    return TRUE; /* the user is still in front of their accounts */
  gtk->first_run_timer = 0;
  if (haven_settings_store_is_first_run (gtk->api->get_store (gtk->api->plugin)))
    show (gtk);
  return FALSE;
}

/**
 * haven_gtk_first_run_start:
 * @gtk: the Pidgin part
 *
 * Shows three questions once the buddy list is there, if there never were settings; otherwise nothing.
 */
void
haven_gtk_first_run_start (HavenGtk *gtk)
{
  if (haven_settings_store_is_first_run (gtk->api->get_store (gtk->api->plugin)))
    gtk->first_run_timer = purple_timeout_add_seconds (2, on_time, gtk);
}

/**
 * haven_gtk_first_run_stop:
 * @gtk: the Pidgin part
 *
 * Takes the window away without an answer; it comes back at the next start.
 */
void
haven_gtk_first_run_stop (HavenGtk *gtk)
{
  if (gtk->first_run_timer != 0)
    purple_timeout_remove (gtk->first_run_timer);
  gtk->first_run_timer = 0;
  g_clear_pointer (&gtk->first_run, gtk_widget_destroy);
}
