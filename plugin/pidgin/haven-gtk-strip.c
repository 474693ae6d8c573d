/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-again.h"
#include "haven-gtk-slot.h"
#include "haven-gtk-style.h"

/*
 * A reminder: a strip above the entry, or for credentials and money a dialog. Neither sends anything by
 * itself. Pidgin empties the entry once the send function is over; the draft is put back right after that,
 * so that typing goes on and Escape loses nothing.
 */

/**
 * HavenGtkStrip:
 * @gtk: where it belongs
 * @gtkconv: where it stands
 * @draft: what it asks about; the core owns it
 * @widget: the strip, or the dialog
 * @markup: the draft as it goes back into the entry
 * @placed: the entry's text right after it was put back; NULL as long as it is not
 * @idle: putting it back
 * @own: whether the entry is the draft's; otherwise the user was writing something else
 */
typedef struct {
  HavenGtk *gtk;
  PidginConversation *gtkconv;
  HavenDraft *draft;
  GtkWidget *widget;
  char *markup;
  char *placed;
  guint idle;
  gboolean own;
} HavenGtkStrip;

static void
strip_free (gpointer data)
{
  HavenGtkStrip *strip = data;

  if (strip->idle != 0)
    g_source_remove (strip->idle);
  if (strip->widget != NULL)
    gtk_widget_destroy (strip->widget);
  g_free (strip->markup);
  g_free (strip->placed);
  g_free (strip);
}

/**
 * haven_gtk_strips_new:
 *
 * Returns: (transfer full): an empty set of strips, by conversation
 */
GHashTable *
haven_gtk_strips_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, strip_free);
}

static char *
entry_text (PidginConversation *gtkconv)
{
  return gtk_imhtml_get_text (GTK_IMHTML (gtkconv->entry), NULL, NULL);
}

static char *
join_lines (const HavenDraft *draft)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < draft->lines->len; i++)
    g_string_append_printf (markup, "%s%s", i > 0 ? "<br>" : "", (const char *)draft->lines->pdata[i]);
  return g_string_free (markup, FALSE);
}

static gboolean
same_words (const char *one, const char *other)
{
  g_autofree char *left = purple_markup_strip_html (one);
  g_autofree char *right = purple_markup_strip_html (other);

  return purple_strequal (g_strstrip (left), g_strstrip (right));
}

/* The draft's lines have been through linkify; what the user typed stands in Pidgin's history of sent lines.
 */
static char *
as_typed (PidginConversation *gtkconv, const HavenDraft *draft)
{
  g_autofree char *joined = join_lines (draft);
  GList *latest = gtkconv->send_history != NULL ? gtkconv->send_history->next : NULL;

  if (latest != NULL && latest->data != NULL && same_words (latest->data, joined))
    return g_strdup (latest->data);
  return g_steal_pointer (&joined);
}

/* Pidgin empties the entry once the question stands, and keys that were pressed meanwhile come before this
 * does: what was typed on goes behind the draft, and is no part of what the question is about. */
static gboolean
put_back (gpointer user_data)
{
  HavenGtkStrip *strip = user_data;
  GtkIMHtml *entry = GTK_IMHTML (strip->gtkconv->entry);
  g_autofree char *now = entry_text (strip->gtkconv);
  GtkTextIter start;

  strip->idle = 0;
  g_free (strip->placed);
  strip->placed = NULL;
  if (*now != '\0' && !same_words (strip->markup, now)) {
    strip->placed = g_strdup ("");
    gtk_text_buffer_get_start_iter (entry->text_buffer, &start);
    gtk_imhtml_insert_html_at_iter (entry, strip->markup, 0, &start);
    return FALSE;
  }
  if (*now == '\0')
    gtk_imhtml_append_text (entry, strip->markup, 0);
  strip->placed = entry_text (strip->gtkconv);
  return FALSE;
}

static gboolean
was_edited (HavenGtkStrip *strip)
{
  g_autofree char *now = entry_text (strip->gtkconv);

  return strip->own && strip->placed != NULL && !purple_strequal (strip->placed, now);
}

static void
clear_entry (PidginConversation *gtkconv)
{
  gtk_imhtml_clear (GTK_IMHTML (gtkconv->entry));
}

/* The strip is gone when this returns, except when the draft could not be sent. */
static void
answer (HavenGtkStrip *strip, HavenAnswer how)
{
  const HavenPluginApi *api = strip->gtk->api;
  HavenGtk *gtk = strip->gtk;
  PidginConversation *gtkconv = strip->gtkconv;
  gboolean own = strip->own;
  gboolean sends = how != HAVEN_ANSWER_EDIT && how != HAVEN_ANSWER_CANCEL && how != HAVEN_ANSWER_FIRST;

  if (sends && was_edited (strip)) {
    /* it is another message now: drop the old one and have the new one looked at */
    api->answer_draft (api->plugin, strip->draft, HAVEN_ANSWER_CANCEL);
    haven_gtk_strip_forget (gtk, gtkconv);
    g_signal_emit_by_name (gtkconv->entry, "message_send");
    return;
  }
  if (!own && !sends && how != HAVEN_ANSWER_FIRST)
    haven_gtk_strip_restore (gtkconv->active_conv, strip->markup, gtk);
  if (!api->answer_draft (api->plugin, strip->draft, how))
    return;
  if (sends && own)
    clear_entry (gtkconv);
  haven_gtk_strip_forget (gtk, gtkconv);
  gtk_widget_grab_focus (gtkconv->entry);
}

static void
on_send (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_SEND);
}

static void
on_edit (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_EDIT);
}

static void
on_mask (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_MASK);
}

static void
on_note (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_NOTE);
}

static void
on_first (GtkButton *button, gpointer strip)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  answer (strip, HAVEN_ANSWER_FIRST);
}

static void
on_again (GtkButton *button, gpointer user_data)
{
  HavenGtkStrip *strip = user_data;

  if (strip->draft->conversation != NULL)
    haven_gtk_again_pop_up (strip->gtk, strip->draft->conversation, strip->draft->verdict,
                            GTK_WIDGET (button));
}

static const char *
mask_words (const HavenDraft *draft)
{
  return draft->maskable ? _ ("_Mask and send") : _ ("Send _without it");
}

static GtkWidget *
buttons (HavenGtkStrip *strip)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 4);
  GtkWidget *again = haven_gtk_button (_ ("not a_gain ▾"), "haven-again", G_CALLBACK (on_again), strip);

  gtk_button_set_relief (GTK_BUTTON (again), GTK_RELIEF_NONE);
  gtk_box_pack_start (GTK_BOX (row),
                      haven_gtk_button (_ ("Se_nd"), "haven-send", G_CALLBACK (on_send), strip), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (row),
                      haven_gtk_button (_ ("E_dit"), "haven-edit", G_CALLBACK (on_edit), strip), FALSE, FALSE,
                      0);
  if (strip->draft->maskable || strip->draft->strips)
    gtk_box_pack_start (
        GTK_BOX (row),
        haven_gtk_button (mask_words (strip->draft), "haven-mask", G_CALLBACK (on_mask), strip), FALSE, FALSE,
        0);
  if (strip->draft->note != NULL)
    gtk_box_pack_start (
        GTK_BOX (row),
        haven_gtk_button (_ ("Send with a content _note"), "haven-note", G_CALLBACK (on_note), strip), FALSE,
        FALSE, 0);
  if (strip->draft->heavy)
    gtk_box_pack_start (
        GTK_BOX (row),
        haven_gtk_button (_ ("Ask _first if now is good"), "haven-first", G_CALLBACK (on_first), strip),
        FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), again, FALSE, FALSE, 0);
  return row;
}

static void
show_strip (HavenGtkStrip *strip)
{
  g_autofree char *headline = haven_gtk_slot_headline (strip->draft->conversation, strip->draft->audience);

  strip->widget = haven_gtk_slot_ask (strip->gtkconv, headline, strip->draft->question, buttons (strip));
  gtk_widget_set_name (strip->widget, "haven-strip");
  g_signal_connect (strip->widget, "destroy", G_CALLBACK (gtk_widget_destroyed), &strip->widget);
}

static void
on_response (GtkDialog *dialog, int response, gpointer strip)
{
  if (response == HAVEN_ANSWER_SEND || response == HAVEN_ANSWER_MASK || response == HAVEN_ANSWER_EDIT)
    answer (strip, (HavenAnswer)response);
  else
    answer (strip, HAVEN_ANSWER_CANCEL);
}

static void
show_dialog (HavenGtkStrip *strip)
{
  GtkWidget *dialog = gtk_dialog_new ();
  GtkWidget *area = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  g_autofree char *headline = haven_gtk_slot_headline (strip->draft->conversation, strip->draft->audience);
  GtkWidget *audience = haven_gtk_slot_audience (headline);
  GtkWidget *question = haven_gtk_slot_question (strip->draft->question);
  GtkWidget *hint =
      haven_gtk_sentence (_ ("Nothing is sent yet. Escape closes this; your text stays in the entry."));

  strip->widget = dialog;
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Before this goes"));
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-before");
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (strip->gtkconv->win->window));
  gtk_window_set_position (GTK_WINDOW (dialog), GTK_WIN_POS_CENTER_ON_PARENT);
  gtk_container_set_border_width (GTK_CONTAINER (dialog), 8);
  gtk_box_set_spacing (GTK_BOX (area), 8);
  haven_gtk_set_width (audience, 430);
  haven_gtk_set_width (question, 430);
  haven_gtk_set_width (hint, 430);
  gtk_box_pack_start (GTK_BOX (area), question, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (area), audience, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (area), hint, FALSE, FALSE, 0);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("Se_nd"), HAVEN_ANSWER_SEND);
  if (strip->draft->maskable || strip->draft->strips)
    gtk_dialog_add_button (GTK_DIALOG (dialog), mask_words (strip->draft), HAVEN_ANSWER_MASK);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("E_dit"), HAVEN_ANSWER_EDIT);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), HAVEN_ANSWER_EDIT);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), strip);
  g_signal_connect (dialog, "destroy", G_CALLBACK (gtk_widget_destroyed), &strip->widget);
  gtk_widget_show_all (dialog);
}

/**
 * haven_gtk_strip_ask:
 * @draft: what waits for the user's word
 * @in_entry: (out): whether the draft's text goes back into the entry
 * @gtk: the Pidgin part
 *
 * Shows the question. Called again for the same draft it shows it anew.
 *
 * Returns: whether it is shown
 */
gboolean
haven_gtk_strip_ask (HavenDraft *draft, gboolean *in_entry, gpointer gtk)
{
  HavenGtk *self = gtk;
  PidginConversation *gtkconv =
      draft->conversation != NULL && PIDGIN_IS_PIDGIN_CONVERSATION (draft->conversation)
          ? PIDGIN_CONVERSATION (draft->conversation)
          : NULL;
  g_autofree char *now = NULL;
  HavenGtkStrip *strip;

  if (gtkconv == NULL || gtkconv->win == NULL)
    return FALSE;
  strip = g_new0 (HavenGtkStrip, 1);
  strip->gtk = self;
  strip->gtkconv = gtkconv;
  strip->draft = draft;
  strip->markup = as_typed (gtkconv, draft);
  now = entry_text (gtkconv);
  strip->own = *now == '\0' || same_words (strip->markup, now) || draft->lines->len > 1;
  g_hash_table_replace (self->strips, gtkconv, strip);
  if (strip->own)
    strip->idle = g_idle_add (put_back, strip);
  if (in_entry != NULL)
    *in_entry = strip->own;
  if (draft->grave)
    show_dialog (strip);
  else
    show_strip (strip);
  return TRUE;
}

/**
 * haven_gtk_strip_dismiss:
 * @draft: a draft that was decided elsewhere, or is gone
 * @gtk: the Pidgin part
 *
 * Takes its question off the screen.
 */
void
haven_gtk_strip_dismiss (HavenDraft *draft, gpointer gtk)
{
  HavenGtk *self = gtk;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->strips);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (((HavenGtkStrip *)value)->draft == draft) {
      g_hash_table_iter_remove (&iter);
      return;
    }
  }
}

/**
 * haven_gtk_strip_restore:
 * @conversation: a conversation
 * @markup: a draft
 * @gtk: the Pidgin part
 *
 * Puts a draft back into the entry, behind what stands there already, unless it is there.
 *
 * Returns: whether it stands there now
 */
gboolean
haven_gtk_strip_restore (PurpleConversation *conversation, const char *markup, gpointer gtk)
{
  PidginConversation *gtkconv =
      PIDGIN_IS_PIDGIN_CONVERSATION (conversation) ? PIDGIN_CONVERSATION (conversation) : NULL;
  g_autofree char *now = NULL;

  if (gtkconv == NULL)
    return FALSE;
  now = entry_text (gtkconv);
  if (g_hash_table_contains (((HavenGtk *)gtk)->strips, gtkconv) && *now != '\0') {
    const HavenGtkStrip *strip = g_hash_table_lookup (((HavenGtk *)gtk)->strips, gtkconv);

    if (strip->own)
      return TRUE;
  }
  if (same_words (markup, now))
    return TRUE;
  if (*now != '\0')
    gtk_imhtml_append_text (GTK_IMHTML (gtkconv->entry), "<br>", 0);
  gtk_imhtml_append_text (GTK_IMHTML (gtkconv->entry), markup, 0);
  return TRUE;
}

/**
 * haven_gtk_strip_escape:
 * @gtk: the Pidgin part
 * @gtkconv: the conversation in front
 *
 * Closes its strip with nothing sent; the draft stays in the entry.
 *
 * Returns: whether there was one
 */
gboolean
haven_gtk_strip_escape (HavenGtk *gtk, PidginConversation *gtkconv)
{
  HavenGtkStrip *strip = g_hash_table_lookup (gtk->strips, gtkconv);

  if (strip == NULL)
    return FALSE;
  if (strip->idle != 0) {
    g_source_remove (strip->idle);
    put_back (strip);
  }
  answer (strip, HAVEN_ANSWER_CANCEL);
  return TRUE;
}

/**
 * haven_gtk_strip_forget:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * Takes its strip off the screen, if there is one.
 */
void
haven_gtk_strip_forget (HavenGtk *gtk, PidginConversation *gtkconv)
{
  g_hash_table_remove (gtk->strips, gtkconv);
}
