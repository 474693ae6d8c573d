/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-evidence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "evidence/haven-evidence-report.h"
#include "haven-file.h"
#include "haven-gtk-file.h"
#include "haven-gtk-held-people.h"
#include "haven-gtk-reader.h"
#include "haven-gtk-style.h"

#define BESIDE 130 /* tabs, status and a button */

/*
 * The window of what was kept. One page to read it, pick from it, and make a page or a table of it for a
 * moderator or the police; one for what its user adds in their own words: who else saw it, what it did to
 * them, whom they told, what they did.
 */

/* One place that evidence is, or may be, about. */
typedef struct {
  char *account;
  char *conversation;
} Place;

typedef struct {
  HavenGtk *gtk;
  GtkWidget *window;
  GtkWidget *pages;
  GtkWidget *reader;
  GtkWidget *about;
  GtkWidget *kind;
  GtkWidget *words;
  GtkWidget *black; /* words that a report leaves out */
  GtkWidget *status;
  GPtrArray *places;     /* Place, as @about lists them */
  GFileMonitor *monitor; /* (nullable): more may be kept while it is read */
} Evidence;

static const struct {
  const char *id;
  const char *title;
} kinds[] = {
    {"witnesses", N_ ("who else saw it")},
    {"effect", N_ ("what it did to me")},
    {"reported", N_ ("whom I told, and when")},
    {"did", N_ ("what I did")},
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->account);
  g_free (place->conversation);
  g_free (place);
}

static void
evidence_free (gpointer data)
{
  Evidence *evidence = data;

  g_ptr_array_unref (evidence->places);
  g_clear_object (&evidence->monitor);
  g_free (evidence);
}

static char *
path_of_evidence (void)
{
  return g_build_filename (purple_user_dir (), "haven", "evidence", "evidence.jsonl", NULL);
}

static void
say (Evidence *evidence, const char *words)
{
  gtk_label_set_text (GTK_LABEL (evidence->status), words);
}

/* --- what it may be about --- */

/* Returns: its number; -1 where it is not there */
static int
find_place (const Evidence *evidence, const char *account, const char *conversation)
{
  for (guint i = 0; i < evidence->places->len; i++) {
    const Place *place = evidence->places->pdata[i];

    if (g_str_equal (place->account, account) && g_str_equal (place->conversation, conversation))
      return (int)i;
  }
  return -1;
}

static void
add_place (Evidence *evidence, const char *account, const char *conversation)
{
  const HavenPluginApi *api = evidence->gtk->api;
  g_autofree char *shown = NULL;
  Place *place;

  if (find_place (evidence, account, conversation) >= 0)
    return;
  place = g_new0 (Place, 1);
  place->account = g_strdup (account);
  place->conversation = g_strdup (conversation);
  shown = api->show_name (api->plugin, account, conversation);
  g_ptr_array_add (evidence->places, place);
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (evidence->about), shown);
}

/* Returns: whether what is kept could be read; it is no error that nothing is */
static gboolean
fill_reader (Evidence *evidence)
{
  g_autofree char *path = path_of_evidence ();
  g_autoptr (GError) error = NULL;

  if (haven_gtk_reader_fill (evidence->reader, path, &error) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  say (evidence, error->message);
  return FALSE;
}

static void
on_more (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer evidence)
{
  fill_reader (evidence);
}

/* The keeper writes beside everything else, so what was added a moment ago is read when it is there. */
static void
follow_file (Evidence *evidence)
{
  g_autofree char *path = path_of_evidence ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  evidence->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (evidence->monitor != NULL)
    g_signal_connect (evidence->monitor, "changed", G_CALLBACK (on_more), evidence);
}

static void
add_recorded (const HavenEvidenceRecord *record, gpointer evidence)
{
  g_autofree char *account = g_strdup_printf ("%s:%s", record->service, record->account);

  if (record->conversation != NULL)
    add_place (evidence, account, record->conversation);
}

static void
say_how_many (Evidence *evidence, guint n_records)
{
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u record is kept.", "%u records are kept.", n_records), n_records);

  say (evidence, n_records > 0
                     ? words
                     : _ ("Nothing is kept yet: what you pick among held messages will be, and what "
                          "you add in your own words."));
}

/* Where there is evidence or something held already, and what is open; not what its user keeps out of every
 * log. */
static void
list_places (Evidence *evidence)
{
  const HavenPluginApi *api = evidence->gtk->api;
  g_autofree char *path = path_of_evidence ();
  g_autoptr (GPtrArray) held = api->list_held (api->plugin);
  g_autoptr (HavenEvidenceCheck) check = NULL;

  check = haven_evidence_verify (path, add_recorded, evidence, NULL);
  for (guint i = 0; i < held->len; i++) {
    const HavenHeldItem *item = held->pdata[i];

    if (item->kept)
      add_place (evidence, item->account, item->conversation);
  }
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
    g_autofree char *conversation = api->get_conversation_id (api->plugin, l->data);
    g_autofree char *account = haven_gtk_account_of (l->data);

    if (purple_conversation_is_logging (l->data))
      add_place (evidence, account, conversation);
  }
}

/* The one from which the window was opened; the first where that is none, or has no log. */
static void
choose_place (Evidence *evidence, PurpleConversation *conversation)
{
  const HavenPluginApi *api = evidence->gtk->api;
  g_autofree char *id = NULL;
  g_autofree char *account = NULL;
  int n = -1;

  if (conversation != NULL) {
    id = api->get_conversation_id (api->plugin, conversation);
    account = haven_gtk_account_of (conversation);
    n = find_place (evidence, account, id);
    haven_gtk_reader_select (evidence->reader, account, id);
  }
  gtk_combo_box_set_active (GTK_COMBO_BOX (evidence->about), MAX (n, 0));
}

static const Place *
chosen_place (const Evidence *evidence)
{
  int n = gtk_combo_box_get_active (GTK_COMBO_BOX (evidence->about));

  return n >= 0 ? evidence->places->pdata[n] : NULL;
}

/* --- what its user does --- */

static void
on_add (GtkButton *button, gpointer user_data)
{
  Evidence *evidence = user_data;
  const HavenPluginApi *api = evidence->gtk->api;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (evidence->words));
  const Place *place = chosen_place (evidence);
  int kind = gtk_combo_box_get_active (GTK_COMBO_BOX (evidence->kind));
  g_autofree char *words = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (place == NULL || kind < 0 || *words == '\0') {
    say (evidence, _ ("Choose what it is about, and write a few words."));
    return;
  }
  api->note_evidence (api->plugin, place->account, place->conversation, kinds[kind].id, words);
  gtk_text_buffer_set_text (buffer, "", -1);
  say (evidence, _ ("Added to the evidence. Nobody was told."));
}

/* Words between commas. */
static GStrv
words_to_black_out (const Evidence *evidence)
{
  GStrv words = g_strsplit (gtk_entry_get_text (GTK_ENTRY (evidence->black)), ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);
  return words;
}

/* That no file is there yet is nothing that went wrong. */
static gboolean
is_nothing_there (Evidence *evidence, guint n_wanted, const GError *error)
{
  if (n_wanted > 0 || (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)))
    return FALSE;
  say_how_many (evidence, haven_gtk_reader_count (evidence->reader));
  return TRUE;
}

static void
save_report (Evidence *evidence, gboolean table)
{
  g_auto (GStrv) black = words_to_black_out (evidence);
  g_autoptr (GHashTable) numbers = haven_gtk_reader_get_wanted (evidence->reader);
  HavenReportOptions options = {.numbers = numbers, .redact = (const char *const *)black};
  g_autofree char *path = path_of_evidence ();
  g_autoptr (GError) error = NULL;
  g_autofree char *report = table ? haven_evidence_report_csv (path, &options, &error)
                                  : haven_evidence_report_html (path, &options, g_get_real_time (), &error);
  g_autofree char *target = NULL;
  /* it may be closed while a file is chosen, and @evidence would end with it */
  g_autoptr (GObject) window = g_object_ref (G_OBJECT (evidence->window));

  if (is_nothing_there (evidence, g_hash_table_size (numbers), error))
    return;
  if (report == NULL) {
    say (evidence, error->message);
    return;
  }
  target = haven_gtk_choose_new_file (GTK_WIDGET (window), _ ("Save the report"),
                                      table ? "evidence.csv" : "evidence.html");
  if (target == NULL)
    return;
  haven_file_write (target, report, strlen (report), &error);
  if (evidence->gtk->evidence != GTK_WIDGET (window))
    return;
  say (evidence, error != NULL
                     ? error->message
                     : _ ("Saved. It holds what was written to you: whoever gets it can read that."));
}

static void
on_page (GtkButton *button, gpointer evidence)
{
  save_report (evidence, FALSE);
}

static void
on_table (GtkButton *button, gpointer evidence)
{
  save_report (evidence, TRUE);
}

static void
on_check (GtkButton *button, gpointer evidence)
{
  g_autofree char *path = path_of_evidence ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (path, NULL, NULL, &error);
  g_autofree char *words = NULL;

  if (check == NULL) {
    if (!is_nothing_there (evidence, 0, error))
      say (evidence, error->message);
    return;
  }
  if (check->problems->len > 0)
    words = g_strdup (check->problems->pdata[0]);
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record, and the chain is whole.",
                                          "%u records, and the chain is whole.", check->n_records),
                             check->n_records);
  say (evidence, words);
}

/* --- the window --- */

static GtkWidget *
field (const char *label, GtkWidget *control, GtkSizeGroup *labels)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_misc_set_alignment (GTK_MISC (words), 0.0f, GTK_IS_SCROLLED_WINDOW (control) ? 0.0f : 0.5f);
  gtk_label_set_mnemonic_widget (
      GTK_LABEL (words), GTK_IS_SCROLLED_WINDOW (control) ? gtk_bin_get_child (GTK_BIN (control)) : control);
  gtk_size_group_add_widget (labels, words);
  gtk_box_pack_start (GTK_BOX (row), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), control, TRUE, TRUE, 0);
  return row;
}

static GtkWidget *
new_words (Evidence *evidence)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  evidence->words = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (evidence->words), FALSE); /* Tab goes on to the button */
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (evidence->words), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_name (evidence->words, "haven-evidence-words");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_IN);
  gtk_container_add (GTK_CONTAINER (scrolled), evidence->words);
  gtk_widget_set_size_request (scrolled, haven_gtk_scaled (scrolled, 320), haven_gtk_scaled (scrolled, 90));
  return scrolled;
}

static GtkWidget *
new_combo (const char *name)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  gtk_widget_set_name (combo, name);
  return combo;
}

static GtkWidget *
new_notes (Evidence *evidence)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkSizeGroup *labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  evidence->about = new_combo ("haven-evidence-about");
  evidence->kind = new_combo ("haven-evidence-kind");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (evidence->kind), _ (kinds[i].title));
  gtk_combo_box_set_active (GTK_COMBO_BOX (evidence->kind), 0);
  gtk_box_pack_start (GTK_BOX (box), field (_ ("A_bout"), evidence->about, labels), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), field (_ ("W_hat"), evidence->kind, labels), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), field (_ ("_In my words"), new_words (evidence), labels), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row),
                    haven_gtk_button (_ ("_Add"), "haven-evidence-add", G_CALLBACK (on_add), evidence), FALSE,
                    FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  g_object_unref (labels); /* its widgets keep it */
  return box;
}

static GtkWidget *
new_report (Evidence *evidence)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  const struct {
    const char *label;
    const char *name;
    GCallback clicked;
  } buttons[] = {
      {_ ("Save a _page…"), "haven-evidence-page", G_CALLBACK (on_page)},
      {_ ("Save a _table…"), "haven-evidence-table", G_CALLBACK (on_table)},
      {_ ("Is it _whole?"), "haven-evidence-check", G_CALLBACK (on_check)},
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_box_pack_start (GTK_BOX (row),
                        haven_gtk_button (buttons[i].label, buttons[i].name, buttons[i].clicked, evidence),
                        FALSE, FALSE, 0);
  return row;
}

/* What was kept, and what can be made of it. */
static GtkWidget *
new_reading (Evidence *evidence)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkSizeGroup *labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  evidence->reader = haven_gtk_reader_new (evidence->gtk->api);
  evidence->black = gtk_entry_new ();
  gtk_widget_set_name (evidence->black, "haven-evidence-black");
  gtk_widget_set_tooltip_text (evidence->black,
                               _ ("Words, with commas between them, that are black in a page or "
                                  "a table. What is kept stays as it is."));
  gtk_box_pack_start (GTK_BOX (box), evidence->reader, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), field (_ ("Black o_ut"), evidence->black, labels), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_report (evidence), FALSE, FALSE, 0);
  g_object_unref (labels); /* its widgets keep it */
  return box;
}

static void
add_page (Evidence *evidence, const char *label, const char *sentence, GtkWidget *content)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (sentence);

  haven_gtk_set_width_wide (words, 520);
  gtk_container_set_border_width (GTK_CONTAINER (box), 8);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), content, TRUE, TRUE, 0);
  gtk_notebook_append_page (GTK_NOTEBOOK (evidence->pages), haven_gtk_fit_screen (box, BESIDE),
                            gtk_label_new_with_mnemonic (label));
}

static void
build (Evidence *evidence)
{
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (evidence->window));

  gtk_container_set_border_width (GTK_CONTAINER (evidence->window), 8);
  gtk_box_set_spacing (GTK_BOX (box), 8);
  evidence->pages = gtk_notebook_new ();
  add_page (evidence, _ ("_Kept"),
            _ ("Each record stays closed until you open it. A report holds those that you pick, or else all "
               "that is chosen on the left."),
            new_reading (evidence));
  add_page (evidence, _ ("In my _own words"),
            _ ("What you add is kept with the time, beside what was written to you. A later change would be "
               "seen. It stays on this computer until you give it to somebody."),
            new_notes (evidence));
  evidence->status = haven_gtk_sentence ("");
  gtk_widget_set_name (evidence->status, "haven-evidence-status");
  haven_gtk_set_width_wide (evidence->status, 520);
  gtk_box_pack_start (GTK_BOX (box), evidence->pages, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), evidence->status, FALSE, FALSE, 0);
  gtk_dialog_add_button (GTK_DIALOG (evidence->window), _ ("_Close"), GTK_RESPONSE_CLOSE);
}

/**
 * haven_gtk_evidence_show:
 * @gtk: the Pidgin part
 * @conversation: (nullable): from where it was opened
 *
 * Opens the window of what was kept. There is one; a new one takes the old one's place.
 */
void
haven_gtk_evidence_show (HavenGtk *gtk, PurpleConversation *conversation)
{
  Evidence *evidence = g_new0 (Evidence, 1);
  GtkWidget *window = gtk_dialog_new ();

  g_clear_pointer (&gtk->evidence, gtk_widget_destroy);
  gtk->evidence = window;
  g_signal_connect (window, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->evidence);
  g_signal_connect (window, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  evidence->gtk = gtk;
  evidence->window = window;
  evidence->places = g_ptr_array_new_with_free_func (place_free);
  g_object_set_data_full (G_OBJECT (window), "haven-evidence", evidence, evidence_free);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Haven: evidence"));
  gtk_window_set_role (GTK_WINDOW (window), "haven-evidence");
  gtk_window_set_position (GTK_WINDOW (window), GTK_WIN_POS_CENTER);
  build (evidence);
  if (fill_reader (evidence))
    say_how_many (evidence, haven_gtk_reader_count (evidence->reader));
  list_places (evidence);
  choose_place (evidence, conversation);
  follow_file (evidence);
  gtk_widget_show_all (window);
  haven_gtk_reader_focus (evidence->reader);
}
