/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-reply.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-slot.h"
#include "haven-gtk-style.h"
#include "policy/haven-reply.h"

/*
 * Who answers a marked message speaks of the same. So once a marked message is opened, the next text that is
 * begun here begins with its mark: it stands in the entry like any other words, can be changed, and one
 * button takes it out. It is offered once.
 */

#define REPLY "haven-reply"
#define SECONDS 900 /* later than this the text is hardly an answer any more */

/**
 * Reply:
 * @gtkconv: where
 * @mark: what an answer begins with
 * @sender: whose message it answers
 * @until: monotonic time after which it is not offered any more
 * @row: (nullable): the line that says so, once it is filled in
 * @idle: waits for the keystroke to be over
 */
typedef struct {
  PidginConversation *gtkconv;
  char *mark;
  char *sender;
  gint64 until;
  GtkWidget *row;
  guint idle;
} Reply;

static void on_changed (GtkTextBuffer *buffer, gpointer user_data);

static void
reply_free (gpointer data)
{
  Reply *reply = data;

  if (reply->idle != 0)
    g_source_remove (reply->idle);
  g_clear_pointer (&reply->row, gtk_widget_destroy);
  g_free (reply->mark);
  g_free (reply->sender);
  g_free (reply);
}

static void
forget (PidginConversation *gtkconv)
{
  Reply *reply = g_object_get_data (G_OBJECT (gtkconv->entry), REPLY);

  if (reply == NULL)
    return;
  g_signal_handlers_disconnect_by_func (gtkconv->entry_buffer, on_changed, reply);
  g_object_set_data (G_OBJECT (gtkconv->entry), REPLY, NULL);
}

static char *
read_entry (const Reply *reply)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (reply->gtkconv->entry_buffer, &start, &end);
  return gtk_text_buffer_get_text (reply->gtkconv->entry_buffer, &start, &end, TRUE);
}

static void
take_out (Reply *reply)
{
  GtkTextBuffer *buffer = reply->gtkconv->entry_buffer;
  g_autofree char *text = read_entry (reply);
  GtkTextIter start, end;

  if (!g_str_has_prefix (text, reply->mark))
    return;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)g_utf8_strlen (reply->mark, -1));
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  Reply *reply = user_data;
  PidginConversation *gtkconv = reply->gtkconv;

  g_signal_handlers_block_by_func (gtkconv->entry_buffer, on_changed, reply);
  take_out (reply);
  forget (gtkconv);
  gtk_widget_grab_focus (gtkconv->entry);
}

static void
say_so (Reply *reply)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *frame = haven_gtk_slot_frame (row, reply->gtkconv);
  GtkWidget *remove =
      haven_gtk_button (_ ("_Remove the mark"), "haven-reply-remove", G_CALLBACK (on_remove), reply);
  g_autofree char *words =
      g_strdup_printf (_ ("Your text carries the mark of %s, whom you answer."), reply->sender);
  GtkWidget *sentence = haven_gtk_sentence (words);

  gtk_label_set_line_wrap (GTK_LABEL (sentence), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (sentence), PANGO_ELLIPSIZE_END);
  gtk_misc_set_alignment (GTK_MISC (sentence), 0.0f, 0.5f);
  gtk_box_pack_start (GTK_BOX (row), sentence, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), remove, FALSE, FALSE, 0);
  gtk_widget_set_name (frame, "haven-reply");
  reply->row = frame;
  g_signal_connect (frame, "destroy", G_CALLBACK (gtk_widget_destroyed), &reply->row);
  haven_gtk_slot_put (reply->gtkconv, frame);
}

static gboolean
fill_in (gpointer user_data)
{
  Reply *reply = user_data;
  g_autofree char *text = read_entry (reply);
  GtkTextIter start;

  reply->idle = 0;
  if (!haven_reply_wants_mark (text))
    return FALSE;
  g_signal_handlers_block_by_func (reply->gtkconv->entry_buffer, on_changed, reply);
  gtk_text_buffer_get_start_iter (reply->gtkconv->entry_buffer, &start);
  gtk_text_buffer_insert (reply->gtkconv->entry_buffer, &start, reply->mark, -1);
  g_signal_handlers_unblock_by_func (reply->gtkconv->entry_buffer, on_changed, reply);
  say_so (reply);
  return FALSE;
}

static gboolean
forget_later (gpointer user_data)
{
  Reply *reply = user_data;

  reply->idle = 0;
  forget (reply->gtkconv);
  return FALSE;
}

static void
on_changed (GtkTextBuffer *buffer, gpointer user_data)
{
  Reply *reply = user_data;
  gboolean empty = gtk_text_buffer_get_char_count (buffer) == 0;

  if (reply->idle != 0)
    return;
  if (reply->row == NULL && !empty)
    reply->idle = g_idle_add (g_get_monotonic_time () < reply->until ? fill_in : forget_later, reply);
  else if (reply->row != NULL && empty)
    reply->idle = g_idle_add (forget_later, reply); /* sent, or given up */
}

/* Who is answered, as the user may see them; what they call themselves may be veiled. */
static char *
name_of (const HavenGtkVeil *veil)
{
  const HavenPluginApi *api = veil->gtk->api;
  PurpleAccount *account = purple_conversation_get_account (veil->conversation);
  char *covered = NULL;

  if (purple_find_buddy (account, veil->sender) == NULL)
    covered = api->cover_name (api->plugin, account, veil->conversation, veil->sender);
  return covered != NULL ? covered : g_strdup (veil->sender);
}

/**
 * haven_gtk_reply_opened:
 * @veil: a veil that its reader has just opened
 *
 * Where its sender marked the message, the next text in this conversation is offered the same mark. What is
 * half written already is left alone.
 */
void
haven_gtk_reply_opened (const HavenGtkVeil *veil)
{
  PidginConversation *gtkconv;
  g_autofree char *mark = haven_reply_mark (veil->verdict);
  Reply *reply;

  if (mark == NULL || veil->sender == NULL || !haven_gtk_veil_is_message (veil))
    return;
  gtkconv = PIDGIN_CONVERSATION (veil->conversation);
  forget (gtkconv);
  if (gtk_text_buffer_get_char_count (gtkconv->entry_buffer) > 0)
    return;
  reply = g_new0 (Reply, 1);
  reply->gtkconv = gtkconv;
  reply->mark = g_steal_pointer (&mark);
  reply->sender = name_of (veil);
  reply->until = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  g_object_set_data_full (G_OBJECT (gtkconv->entry), REPLY, reply, reply_free);
  g_signal_connect (gtkconv->entry_buffer, "changed", G_CALLBACK (on_changed), reply);
}

/**
 * haven_gtk_reply_leave:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * Nothing is offered there any more; what stands in the entry stays.
 */
void
haven_gtk_reply_leave (HavenGtk *gtk, PidginConversation *gtkconv)
{
  forget (gtkconv);
}
