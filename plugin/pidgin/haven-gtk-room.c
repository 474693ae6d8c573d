/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-room.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-file.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-question.h"
#include "haven-gtk-room-pass.h"
#include "haven-gtk-style.h"
#include "settings/haven-room-card.h"
#include "settings/haven-room-pass.h"

/* The card of a room: what it says of itself on the left, what the user knows of it on the right, never
 * mixed. */

#define SAID_WIDTH 190
#define NOTE_WIDTH 230
#define STATUS_WIDTH 640
#define BESIDE 105 /* title, status and buttons */

/* What the card needs while it is open; the room may be left meanwhile. */
typedef struct {
  HavenGtk *gtk;
  char *id;
  char *name; /* as its server knows it */
  GtkWidget *notes[HAVEN_N_ROOM_NOTES];
  GtkWidget *share;
  GtkWidget *again;
  GtkWidget *status;
  char *before; /* what stood on it when it was opened */
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_free (card->id);
  g_free (card->name);
  g_free (card->before);
  g_free (card);
}

/* The notes that stand in the entries now. */
static HavenRoomCard *
typed_notes (const Card *card)
{
  HavenRoomCard *typed = haven_room_card_new ();

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    haven_room_card_set_note (typed, (HavenRoomNote)i, gtk_entry_get_text (GTK_ENTRY (card->notes[i])));
  return typed;
}

/* All that stands on the card now, to see whether it changed. */
static char *
all_words (const Card *card)
{
  g_autoptr (GString) words = g_string_new (gtk_entry_get_text (GTK_ENTRY (card->again)));

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++)
    g_string_append_printf (words, "\n%s", gtk_entry_get_text (GTK_ENTRY (card->notes[i])));
  g_string_append_printf (words, "\n%d", gtk_combo_box_get_active (GTK_COMBO_BOX (card->share)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_changed (const Card *card)
{
  g_autofree char *now = all_words (card);

  return !g_str_equal (now, card->before);
}

/* FALSE when what was typed cannot be kept; then the card says why and stays. */
static gboolean
keep (const Card *card)
{
  const HavenPluginApi *api = card->gtk->api;
  HavenSettings *settings;
  g_autoptr (HavenRoomCard) known = typed_notes (card);
  g_autoptr (GError) error = NULL;

  known->share = (HavenRoomShare)gtk_combo_box_get_active (GTK_COMBO_BOX (card->share));
  if (!haven_room_card_set_ask_again (known, gtk_entry_get_text (GTK_ENTRY (card->again)), &error)) {
    gtk_label_set_text (GTK_LABEL (card->status), error->message);
    gtk_widget_grab_focus (card->again);
    return FALSE;
  }
  settings = haven_settings_copy (api->get_settings (api->plugin));
  haven_settings_set_room_card (settings, card->id, known);
  haven_gtk_take_settings (card->gtk, settings);
  return TRUE;
}

static void
on_pass (GtkButton *button, gpointer user_data)
{
  const Card *card = user_data;
  g_autoptr (HavenRoomCard) typed = typed_notes (card);

  if (haven_room_pass_has_notes (typed))
    haven_gtk_room_pass_ask (GTK_WINDOW (card->gtk->room), typed, card->name);
  else
    gtk_label_set_text (GTK_LABEL (card->status), _ ("Nothing is noted on this card yet."));
}

/* NULL when it was left meanwhile. */
static PurpleConversation *
find_room (const Card *card)
{
  const HavenPluginApi *api = card->gtk->api;

  for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
    g_autofree char *id = api->get_conversation_id (api->plugin, l->data);

    if (g_str_equal (id, card->id))
      return l->data;
  }
  return NULL;
}

static char *
take_in (const Card *card, const char *path)
{
  const HavenPluginApi *api = card->gtk->api;
  g_autoptr (HavenRoomCard) joined = typed_notes (card);
  PurpleConversation *room = find_room (card);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (room == NULL)
    return g_strdup (_ ("The room is not open any more; come in again to take in a card of it."));
  said = api->take_room_card (api->plugin, room, path, joined, &error);
  if (said == NULL)
    return g_strdup_printf (_ ("Not taken in, and nothing was changed: %s"), error->message);
  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    if (joined->notes[i] == NULL)
      continue;
    gtk_entry_set_text (GTK_ENTRY (card->notes[i]), joined->notes[i]);
    gtk_widget_set_tooltip_text (card->notes[i], joined->notes[i]); /* it may be longer than its entry */
  }
  return g_strdup_printf ("%s %s", said, _ ("Look them through: nothing is kept before you press Keep."));
}

static void
on_take (GtkButton *button, gpointer user_data)
{
  Card *card = user_data;
  HavenGtk *gtk = card->gtk;
  /* it may be closed while a file is chosen, and @card would end with it */
  g_autoptr (GObject) window = g_object_ref (G_OBJECT (gtk->room));
  g_autofree char *path = haven_gtk_choose_file (GTK_WIDGET (window), _ ("Take in a room card"));
  g_autofree char *said = NULL;

  if (path == NULL || gtk->room != GTK_WIDGET (window))
    return;
  said = take_in (card, path);
  gtk_label_set_text (GTK_LABEL (card->status), said);
}

/* Left of what ends the card: neither of them does. */
static void
add_handing_on (Card *card, GtkDialog *dialog)
{
  GtkWidget *area = gtk_dialog_get_action_area (dialog);
  const struct {
    const char *label;
    const char *name;
    const char *tip;
    GCallback clicked;
  } buttons[] = {
      {_ ("_Pass on…"), "haven-room-pass", _ ("Save your notes in a file that you can give to somebody"),
       G_CALLBACK (on_pass)},
      {_ ("_Take in…"), "haven-room-take",
       _ ("Add the notes of somebody who passed on their card of this room"), G_CALLBACK (on_take)},
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++) {
    GtkWidget *button = haven_gtk_button (buttons[i].label, buttons[i].name, buttons[i].clicked, card);

    gtk_widget_set_tooltip_text (button, buttons[i].tip);
    gtk_box_pack_start (GTK_BOX (area), button, FALSE, FALSE, 0);
    gtk_button_box_set_child_secondary (GTK_BUTTON_BOX (area), button, TRUE);
  }
}

static void
leave (gpointer gtk)
{
  g_clear_pointer (&((HavenGtk *)gtk)->room, gtk_widget_destroy);
}

/* Escape is pressed quickly, and what was typed is nowhere else. */
static void
ask_to_leave (Card *card)
{
  const HavenGtkQuestion question = {_ ("Haven: leave the card"),
                                     "haven-room-leave",
                                     _ ("What you changed on this card is not kept yet."),
                                     _ ("_Leave without it"),
                                     leave,
                                     NULL};

  haven_gtk_question_ask (GTK_WINDOW (card->gtk->room), &question, card->gtk);
}

static void
on_response (GtkDialog *dialog, int response, gpointer user_data)
{
  Card *card = user_data;

  if (response != GTK_RESPONSE_OK && is_changed (card))
    ask_to_leave (card);
  else if (response != GTK_RESPONSE_OK || keep (card))
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
attach (GtkWidget *table, guint row, GtkWidget *label, GtkWidget *widget)
{
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.5f);
  haven_gtk_wrap_wide (label);
  gtk_table_attach (GTK_TABLE (table), label, 0, 1, row, row + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (GTK_TABLE (table), widget, 1, 2, row, row + 1, GTK_EXPAND | GTK_FILL, GTK_FILL, 0, 0);
}

static GtkWidget *
table_new (guint n_rows)
{
  GtkWidget *table = gtk_table_new (n_rows, 2, FALSE);

  gtk_table_set_row_spacings (GTK_TABLE (table), 6);
  gtk_table_set_col_spacings (GTK_TABLE (table), 10);
  gtk_container_set_border_width (GTK_CONTAINER (table), 8);
  return table;
}

static GtkWidget *
said_column (HavenGtk *gtk, PurpleConversation *room)
{
  g_autoptr (GPtrArray) lines = gtk->api->describe_room (gtk->api->plugin, room);
  GtkWidget *frame = gtk_frame_new (_ ("What the room says"));
  GtkWidget *table = table_new (lines->len);

  for (guint i = 0; i < lines->len; i++) {
    const HavenRoomLine *line = lines->pdata[i];
    GtkWidget *words = haven_gtk_sentence (line->words);

    haven_gtk_set_width_beside (words, SAID_WIDTH);
    attach (table, i, gtk_label_new (line->title), words);
  }
  gtk_widget_set_name (frame, "haven-room-says");
  gtk_container_add (GTK_CONTAINER (frame), table);
  return frame;
}

static GtkWidget *
entry_new (const char *words, const char *name, const char *tooltip)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_text (GTK_ENTRY (entry), words != NULL ? words : "");
  haven_gtk_set_width_beside (entry, NOTE_WIDTH);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_tooltip_text (entry, tooltip);
  gtk_widget_set_name (entry, name);
  return entry;
}

static GtkWidget *
share_combo (HavenRoomShare share)
{
  const HavenRoomShareInfo *shares = haven_room_shares_get ();
  const char *words[HAVEN_N_ROOM_SHARES];

  for (guint i = 0; i < HAVEN_N_ROOM_SHARES; i++)
    words[i] = shares[i].title;
  return haven_gtk_combo (words, HAVEN_N_ROOM_SHARES, share, "haven-room-share");
}

static GtkWidget *
label_for (const char *title, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  return label;
}

static GtkWidget *
known_column (Card *card, const HavenRoomCard *known)
{
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  GtkWidget *frame = gtk_frame_new (_ ("What I know"));
  GtkWidget *table = table_new (HAVEN_N_ROOM_NOTES + 2);

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    card->notes[i] = entry_new (known != NULL ? known->notes[i] : NULL, notes[i].id, _ (notes[i].question));
    attach (table, i, label_for (_ (notes[i].title), card->notes[i]), card->notes[i]);
  }
  card->share = share_combo (known != NULL ? known->share : HAVEN_ROOM_SHARE_UNSAID);
  attach (table, HAVEN_N_ROOM_NOTES, label_for (_ ("Would I _share here"), card->share), card->share);
  card->again =
      entry_new (known != NULL ? known->ask_again : NULL, "again", _ ("a day as in 2027-03-31, or nothing"));
  attach (table, HAVEN_N_ROOM_NOTES + 1, label_for (_ ("Look _again on"), card->again), card->again);
  gtk_container_add (GTK_CONTAINER (frame), table);
  return frame;
}

static GtkWidget *
columns (Card *card, PurpleConversation *room)
{
  const HavenSettings *settings = card->gtk->api->get_settings (card->gtk->api->plugin);
  GtkWidget *row = gtk_hbox_new (FALSE, 12);

  gtk_box_pack_start (GTK_BOX (row), said_column (card->gtk, room), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), known_column (card, haven_settings_find_room_card (settings, card->id)),
                      TRUE, TRUE, 0);
  return row;
}

/* Then it is shown, and says why no other one is. */
static gboolean
is_being_changed (HavenGtk *gtk)
{
  const Card *card = gtk->room != NULL ? g_object_get_data (G_OBJECT (gtk->room), "haven-room") : NULL;

  if (card == NULL || !is_changed (card))
    return FALSE;
  gtk_label_set_text (GTK_LABEL (card->status),
                      _ ("What you changed here is not kept yet. Keep it or leave this card before you open "
                         "another one."));
  gtk_window_present (GTK_WINDOW (gtk->room));
  return TRUE;
}

/**
 * haven_gtk_room_show:
 * @room: a chat
 * @user_data: the #HavenGtk
 *
 * Opens the room's card. There is one card; a new one takes the old one's place, unless something was changed
 * there that is not kept yet.
 */
void
haven_gtk_room_show (PurpleConversation *room, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  Card *card;
  GtkWidget *dialog, *box;

  if (is_being_changed (gtk))
    return;
  g_clear_pointer (&gtk->room, gtk_widget_destroy);
  card = g_new0 (Card, 1);
  dialog = gtk_dialog_new ();
  box = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  gtk->room = dialog;
  card->gtk = gtk;
  card->id = gtk->api->get_conversation_id (gtk->api->plugin, room);
  card->name = g_strdup (purple_conversation_get_name (room));
  card->status = haven_gtk_sentence (
      _ ("Empty is allowed. What you note stays on this computer; the room is not told."));
  haven_gtk_set_width_wide (card->status, STATUS_WIDTH);
  g_object_set_data_full (G_OBJECT (dialog), "haven-room", card, card_free);
  g_signal_connect (dialog, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->room);
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Haven: room card"));
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-room");
  gtk_container_set_border_width (GTK_CONTAINER (dialog), 8);
  gtk_box_set_spacing (GTK_BOX (box), 8);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_title (purple_conversation_get_title (room)), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_fit_screen (columns (card, room), BESIDE), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), card->status, FALSE, FALSE, 0);
  add_handing_on (card, GTK_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Keep"), GTK_RESPONSE_OK);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), card);
  g_signal_connect (dialog, "delete-event", G_CALLBACK (gtk_true),
                    NULL); /* the response says what becomes of it */
  card->before = all_words (card);
  gtk_widget_show_all (dialog);
}
