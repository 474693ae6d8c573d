/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-engine.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *answer;
  gboolean outgoing;
} Try;

static const char *
in_words (HavenAction action)
{
  switch (action) {
  case HAVEN_ACTION_SHOW:
    return _ ("Shown as it is.");
  case HAVEN_ACTION_VEIL:
    return _ ("Covered: ");
  case HAVEN_ACTION_HOLD:
    return _ ("Held: ");
  case HAVEN_ACTION_MUTE:
    return _ ("Kept aside: ");
  case HAVEN_ACTION_ASK:
    return _ ("You would be asked: ");
  }
  return "";
}

static void
on_changed (GtkEntry *entry, gpointer user_data)
{
  Try *self = user_data;
  const char *text = gtk_entry_get_text (entry);
  HavenMessage message = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  g_autofree char *words = NULL;

  if (*text == '\0') {
    gtk_label_set_text (GTK_LABEL (self->answer), "");
    return;
  }
  message.text = text;
  message.length = strlen (text);
  message.format = HAVEN_FORMAT_PLAIN;
  message.direction = self->outgoing ? HAVEN_DIRECTION_OUTGOING : HAVEN_DIRECTION_INCOMING;
  message.time = g_get_real_time ();
  verdict = haven_engine_judge (self->gtk->api->get_engine (self->gtk->api->plugin), &message);
  words = g_strconcat (in_words (verdict->action),
                       verdict->action != HAVEN_ACTION_SHOW && verdict->label != NULL ? verdict->label : "",
                       NULL);
  gtk_label_set_text (GTK_LABEL (self->answer), words);
}

static void
refresh (GtkWidget *entry, gpointer self)
{
  on_changed (GTK_ENTRY (entry), self);
}

/**
 * haven_gtk_try_box:
 * @gtk: the Pidgin part
 * @outgoing: whether the sentence is one that leaves
 *
 * The sentence is judged as one from nobody, anywhere: it is counted against no one and kept nowhere.
 *
 * Returns: (transfer floating): a box to try a sentence in
 */
GtkWidget *
haven_gtk_try_box (HavenGtk *gtk, gboolean outgoing)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 2);
  GtkWidget *entry = gtk_entry_new ();
  Try *self = g_new0 (Try, 1);

  self->gtk = gtk;
  self->outgoing = outgoing;
  self->answer = haven_gtk_sentence ("");
  gtk_widget_set_name (entry, outgoing ? "haven-try-out" : "haven-try-in");
  gtk_widget_set_name (self->answer, outgoing ? "haven-try-out-answer" : "haven-try-in-answer");
  haven_gtk_set_width (entry, 300);
  g_object_set_data_full (G_OBJECT (entry), "haven-try", self, g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), self);
  haven_gtk_prefs_follow (entry, refresh, self);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("T_ry a sentence"), entry), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->answer, FALSE, FALSE, 0);
  return box;
}
