/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-slot.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-steady.h"
#include "haven-gtk-style.h"

#define SAID "haven-said"
#define CAN_UNDO "haven-can-undo"
#define NARROW 120 /* pixels, to which a sentence may be pressed */

/* The place above the entry, where a reminder or a short answer of Haven stands. It never takes the focus. */

static void
on_gone (GtkWidget *widget, gpointer imhtml)
{
  haven_gtk_steady_keep_place (imhtml);
}

/**
 * haven_gtk_slot_put:
 * @gtkconv: a conversation
 * @widget: what to show above its entry
 *
 * Packs and shows @widget; destroying it takes it away again. What is read above stays where it is.
 */
void
haven_gtk_slot_put (PidginConversation *gtkconv, GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (gtkconv->lower_hbox);
  GList *children = gtk_container_get_children (GTK_CONTAINER (parent));
  int place = g_list_index (children, gtkconv->lower_hbox);

  g_list_free (children);
  haven_gtk_steady_keep_place (GTK_IMHTML (gtkconv->imhtml));
  g_signal_connect_object (widget, "destroy", G_CALLBACK (on_gone), gtkconv->imhtml, 0);
  gtk_box_pack_start (GTK_BOX (parent), widget, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (parent), widget, MAX (0, place));
  gtk_widget_show_all (widget);
}

static void
paint_ground (GtkWidget *ground, PidginConversation *gtkconv)
{
  HavenGtkColours colours;

  haven_gtk_colours_read (&colours, gtkconv->imhtml);
  gtk_widget_modify_bg (ground, GTK_STATE_NORMAL, &colours.note_back);
}

/**
 * haven_gtk_slot_frame:
 * @content: (transfer floating): what stands in it
 * @gtkconv: the conversation it is for
 *
 * Returns: (transfer floating): @content on a quiet ground with a line around it: not the look of an error
 */
GtkWidget *
haven_gtk_slot_frame (GtkWidget *content, PidginConversation *gtkconv)
{
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *ground = gtk_event_box_new ();

  gtk_frame_set_shadow_type (GTK_FRAME (frame), GTK_SHADOW_ETCHED_IN);
  gtk_container_set_border_width (GTK_CONTAINER (content), 6);
  gtk_container_add (GTK_CONTAINER (ground), content);
  gtk_container_add (GTK_CONTAINER (frame), ground);
  paint_ground (ground, gtkconv);
  return frame;
}

/**
 * haven_gtk_slot_headline:
 * @conversation: where something is about to go
 * @audience: (nullable): who reads there, in words
 *
 * Returns: (transfer full): what a question about it begins with; plain text
 */
char *
haven_gtk_slot_headline (PurpleConversation *conversation, const char *audience)
{
  const char *title = purple_conversation_get_title (conversation);

  if (audience == NULL)
    return g_strdup_printf (_ ("Before this goes to %s"), title);
  return g_strdup_printf (_ ("Before this goes to %s — %s"), title, audience);
}

/**
 * haven_gtk_slot_audience:
 * @headline: what haven_gtk_slot_headline() gave
 *
 * Returns: (transfer floating): a label for it
 */
GtkWidget *
haven_gtk_slot_audience (const char *headline)
{
  g_autofree char *markup = g_markup_printf_escaped ("<small>%s</small>", headline);
  GtkWidget *label = haven_gtk_sentence (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_name (label, "haven-audience");
  return label;
}

/**
 * haven_gtk_slot_question:
 * @question: what was found; plain text
 *
 * Returns: (transfer floating): a label for it
 */
GtkWidget *
haven_gtk_slot_question (const char *question)
{
  GtkWidget *label = haven_gtk_sentence (question);

  gtk_widget_set_name (label, "haven-question");
  return label;
}

/* A label that wraps breaks its lines in GTK 2 at the width that was asked for: give it what there is. */
static void
on_allocated (GtkWidget *holder, GtkAllocation *area, gpointer label)
{
  int width = -1;

  gtk_widget_get_size_request (label, &width, NULL);
  if (width != area->width && area->width >= NARROW)
    gtk_widget_set_size_request (label, area->width, -1);
  /* a box adds to what the label asked for all that it has beyond what it asked for itself, which is less */
  gtk_widget_size_allocate (label, area);
}

/* That alone would keep the window from ever becoming narrower again. */
static void
on_requested (GtkWidget *holder, GtkRequisition *wanted, gpointer user_data)
{
  wanted->width = MIN (wanted->width, NARROW);
}

/* Returns: (transfer floating): @label, which wraps at the width that the strip has for it */
static GtkWidget *
wrapping (GtkWidget *label)
{
  GtkWidget *holder = gtk_hbox_new (FALSE, 0);

  gtk_box_pack_start (GTK_BOX (holder), label, TRUE, TRUE, 0);
  g_signal_connect (holder, "size-allocate", G_CALLBACK (on_allocated), label);
  g_signal_connect (holder, "size-request", G_CALLBACK (on_requested), NULL);
  return holder;
}

/**
 * haven_gtk_slot_ask:
 * @gtkconv: a conversation
 * @headline: where it goes and who reads there
 * @question: what was found
 * @buttons: (transfer floating): the answers
 *
 * Shows a question above the entry.
 *
 * Returns: (transfer none): the strip; destroying it takes it away
 */
GtkWidget *
haven_gtk_slot_ask (PidginConversation *gtkconv,
                    const char *headline,
                    const char *question,
                    GtkWidget *buttons)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 4);
  GtkWidget *audience = haven_gtk_slot_audience (headline);
  GtkWidget *words = haven_gtk_slot_question (question);
  GtkWidget *strip;
  AtkObject *accessible;

  gtk_box_pack_start (GTK_BOX (box), wrapping (audience), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), wrapping (words), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), buttons, FALSE, FALSE, 0);
  strip = haven_gtk_slot_frame (box, gtkconv);
  accessible = gtk_widget_get_accessible (strip);
  atk_object_set_role (accessible, ATK_ROLE_ALERT);
  atk_object_set_name (accessible, question);
  haven_gtk_slot_put (gtkconv, strip);
  return strip;
}

typedef struct {
  void (*act) (gpointer user_data);
  gpointer user_data;
  GDestroyNotify free_data;
  GtkWidget *widget;
} Answer;

static void
answer_free (gpointer data, GClosure *closure)
{
  Answer *answer = data;

  if (answer->free_data != NULL)
    answer->free_data (answer->user_data);
  g_free (answer);
}

/* As tall as a button is, however many lines the sentence beside it has. */
static GtkWidget *
centred (GtkWidget *button)
{
  GtkWidget *holder = gtk_vbox_new (FALSE, 0);

  gtk_box_pack_start (GTK_BOX (holder), button, TRUE, FALSE, 0);
  return holder;
}

static void
on_act (GtkButton *button, gpointer user_data)
{
  Answer *answer = user_data;

  answer->act (answer->user_data);
  gtk_widget_destroy (answer->widget);
}

static void
on_close (GtkButton *button, gpointer widget)
{
  gtk_widget_destroy (widget);
}

static GtkWidget *
tell (PidginConversation *gtkconv,
      const char *text,
      const char *action,
      void (*act) (gpointer user_data),
      gpointer user_data,
      GDestroyNotify free_data)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *frame = haven_gtk_slot_frame (row, gtkconv);
  Answer *answer = g_new0 (Answer, 1);
  GtkWidget *undo = gtk_button_new_with_mnemonic (action);
  GtkWidget *close = haven_gtk_button (_ ("C_lose"), "haven-tell-close", G_CALLBACK (on_close), frame);

  *answer = (Answer){act, user_data, free_data, frame};
  gtk_widget_set_name (undo, "haven-tell-act");
  g_signal_connect_data (undo, "clicked", G_CALLBACK (on_act), answer, answer_free, 0);
  gtk_button_set_relief (GTK_BUTTON (close), GTK_RELIEF_NONE);
  gtk_box_pack_start (GTK_BOX (row), wrapping (haven_gtk_sentence (text)), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), centred (close), FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), centred (undo), FALSE, FALSE, 0);
  gtk_widget_set_name (frame, SAID);
  haven_gtk_slot_put (gtkconv, frame);
  return frame;
}

static void
destroy_if_undo (GtkWidget *widget, gpointer user_data)
{
  if (g_object_get_data (G_OBJECT (widget), CAN_UNDO) != NULL)
    gtk_widget_destroy (widget);
}

/**
 * haven_gtk_slot_tell_undo:
 * @gtkconv: a conversation
 * @text: what its reader chose, and where that is undone later; plain text
 * @undo: (scope notified): undoes it
 * @user_data: data for @undo
 * @free_data: (nullable): frees @user_data
 *
 * Says what was chosen, with one way to undo it, until it is closed or something else is chosen: several of
 * them would leave no room to read in.
 */
void
haven_gtk_slot_tell_undo (PidginConversation *gtkconv,
                          const char *text,
                          void (*undo) (gpointer user_data),
                          gpointer user_data,
                          GDestroyNotify free_data)
{
  GtkWidget *frame;

  gtk_container_foreach (GTK_CONTAINER (gtk_widget_get_parent (gtkconv->lower_hbox)), destroy_if_undo, NULL);
  frame = tell (gtkconv, text, _ ("_Undo"), undo, user_data, free_data);
  g_object_set_data (G_OBJECT (frame), CAN_UNDO, frame);
}

/**
 * haven_gtk_slot_tell:
 * @gtkconv: a conversation
 * @text: a sentence; plain text
 * @action: what the button beside it says, with a mnemonic
 * @act: (scope notified): what the button does
 * @user_data: data for @act
 * @free_data: (nullable): frees @user_data
 *
 * Says something, with one thing that can be done about it, until it is closed.
 */
void
haven_gtk_slot_tell (PidginConversation *gtkconv,
                     const char *text,
                     const char *action,
                     void (*act) (gpointer user_data),
                     gpointer user_data,
                     GDestroyNotify free_data)
{
  tell (gtkconv, text, action, act, user_data, free_data);
}

static void
destroy_if_said (GtkWidget *widget, gpointer user_data)
{
  if (purple_strequal (gtk_widget_get_name (widget), SAID))
    gtk_widget_destroy (widget);
}

/**
 * haven_gtk_slot_clear:
 * @gtkconv: a conversation
 *
 * Takes away what was said there.
 */
void
haven_gtk_slot_clear (PidginConversation *gtkconv)
{
  gtk_container_foreach (GTK_CONTAINER (gtk_widget_get_parent (gtkconv->lower_hbox)), destroy_if_said, NULL);
}
