/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-offer.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-again.h"
#include "haven-gtk-slot.h"
#include "haven-gtk-style.h"

/* The question about files: a strip above the entry, beside one about a text if there is one. */

typedef struct {
  HavenGtk *gtk;
  HavenOffer *offer; /* the core owns it */
  PidginConversation *gtkconv;
  GtkWidget *widget;
} Strip;

static void
strip_free (gpointer data)
{
  Strip *strip = data;

  if (strip->widget != NULL)
    gtk_widget_destroy (strip->widget);
  g_free (strip);
}

/**
 * haven_gtk_offers_new:
 *
 * Returns: (transfer full): an empty set of strips, by what they ask about
 */
GHashTable *
haven_gtk_offers_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, strip_free);
}

/* The strip is gone when this returns, except when the files could not be sent. */
static void
answer (const Strip *strip, HavenAnswer how)
{
  GtkWidget *entry = strip->gtkconv->entry;

  if (strip->gtk->api->answer_offer (strip->gtk->api->plugin, strip->offer, how))
    gtk_widget_grab_focus (entry);
}

static void
on_send (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_SEND);
}

static void
on_without (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_MASK);
}

static void
on_cancel (GtkButton *button, gpointer strip)
{
  answer (strip, HAVEN_ANSWER_CANCEL);
}

static void
on_again (GtkButton *button, gpointer user_data)
{
  const Strip *strip = user_data;

  haven_gtk_again_pop_up (strip->gtk, strip->offer->conversation, strip->offer->verdict, GTK_WIDGET (button));
}

static GtkWidget *
buttons (Strip *strip)
{
  const struct {
    const char *label;
    const char *name;
    GCallback clicked;
    gboolean shown;
  } answers[] = {
      {_ ("Se_nd"), "haven-offer-send", G_CALLBACK (on_send), TRUE},
      {_ ("Send _without it"), "haven-offer-without", G_CALLBACK (on_without), strip->offer->strips},
      {_ ("_Do not send"), "haven-offer-cancel", G_CALLBACK (on_cancel), TRUE},
      {_ ("not a_gain ▾"), "haven-offer-again", G_CALLBACK (on_again), TRUE},
  };
  GtkWidget *row = gtk_hbox_new (FALSE, 4);
  GtkWidget *button = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    if (!answers[i].shown)
      continue;
    button = haven_gtk_button (answers[i].label, answers[i].name, answers[i].clicked, strip);
    gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  }
  gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
  return row;
}

/**
 * haven_gtk_offer_ask:
 * @offer: files that wait for the user's word
 * @gtk: the Pidgin part
 *
 * Shows the question. Called again for the same offer it shows it anew.
 *
 * Returns: whether it is shown
 */
gboolean
haven_gtk_offer_ask (HavenOffer *offer, gpointer gtk)
{
  PidginConversation *gtkconv =
      PIDGIN_IS_PIDGIN_CONVERSATION (offer->conversation) ? PIDGIN_CONVERSATION (offer->conversation) : NULL;
  g_autofree char *headline = NULL;
  Strip *strip;

  if (gtkconv == NULL || gtkconv->win == NULL)
    return FALSE;
  headline = haven_gtk_slot_headline (offer->conversation, offer->audience);
  strip = g_new0 (Strip, 1);
  strip->gtk = gtk;
  strip->offer = offer;
  strip->gtkconv = gtkconv;
  strip->widget = haven_gtk_slot_ask (gtkconv, headline, offer->question, buttons (strip));
  gtk_widget_set_name (strip->widget, "haven-offer");
  g_signal_connect (strip->widget, "destroy", G_CALLBACK (gtk_widget_destroyed), &strip->widget);
  g_hash_table_replace (strip->gtk->offers, offer, strip);
  return TRUE;
}

/**
 * haven_gtk_offer_dismiss:
 * @offer: files that were decided about, or are gone
 * @gtk: the Pidgin part
 *
 * Takes their question off the screen.
 */
void
haven_gtk_offer_dismiss (HavenOffer *offer, gpointer gtk)
{
  g_hash_table_remove (((HavenGtk *)gtk)->offers, offer);
}

/**
 * haven_gtk_offer_escape:
 * @gtk: the Pidgin part
 * @gtkconv: the conversation in front
 *
 * Closes its question about files with nothing sent; the files lie where they lay.
 *
 * Returns: whether there was one
 */
gboolean
haven_gtk_offer_escape (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, gtk->offers);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (((Strip *)value)->gtkconv == gtkconv) {
      answer (value, HAVEN_ANSWER_CANCEL);
      return TRUE;
    }
  }
  return FALSE;
}
