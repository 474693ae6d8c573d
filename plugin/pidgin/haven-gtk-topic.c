/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-topic.h"

#include <gdk/gdkkeysyms.h>

/*
 * A room's topic stands in an entry above the text, and from there in the bar with the room's name. Pidgin
 * writes it anew at every occasion, so the entry is watched instead of the topic.
 */

#define CONVERSATION "haven-topic-conversation"
#define LABEL "haven-topic-label"   /* what covers it now; unset while it is open */
#define OPENED "haven-topic-opened" /* the topic that its reader opened */

static PidginChatPane *
pane_of (PidginConversation *gtkconv)
{
  if (purple_conversation_get_type (gtkconv->active_conv) != PURPLE_CONV_TYPE_CHAT)
    return NULL;
  return gtkconv->u.chat != NULL && gtkconv->u.chat->topic_text != NULL ? gtkconv->u.chat : NULL;
}

static gboolean
can_be_set (PurpleConversation *conversation)
{
  PurpleConnection *gc = purple_conversation_get_gc (conversation);

  return gc != NULL && PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc))->set_chat_topic != NULL;
}

/* Pidgin sets the tooltip after the text. */
static gboolean
cover_tooltip (gpointer entry)
{
  const char *label = g_object_get_data (G_OBJECT (entry), LABEL);

  if (label != NULL)
    gtk_widget_set_tooltip_text (entry, label);
  g_object_unref (entry);
  return FALSE;
}

static void
cover (GtkEntry *entry, PurpleConversation *conversation, const char *label)
{
  g_autofree char *words = g_strdup_printf ("▒▒ %s ▒▒", label);

  g_object_set_data_full (G_OBJECT (entry), LABEL, g_strdup (label), g_free);
  gtk_editable_set_editable (GTK_EDITABLE (entry), FALSE); /* else Enter would make the label the topic */
  gtk_entry_set_text (entry, words);
  g_idle_add (cover_tooltip, g_object_ref (entry));
  purple_conversation_update (conversation, PURPLE_CONV_UPDATE_TITLE);
}

static void
uncover (GtkEntry *entry, PurpleConversation *conversation, const char *topic)
{
  g_object_set_data (G_OBJECT (entry), LABEL, NULL);
  gtk_entry_set_text (entry, topic);
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry), topic);
  gtk_editable_set_editable (GTK_EDITABLE (entry), can_be_set (conversation));
}

/* (nullable): what stands in its place */
static char *
label_for (HavenGtk *gtk, PurpleConversation *conversation, const char *topic)
{
  g_autofree char *markup = g_markup_escape_text (topic, -1);
  g_autoptr (HavenVerdict) verdict = gtk->api->judge_line (gtk->api->plugin, conversation, NULL, markup);

  return verdict != NULL && verdict->action != HAVEN_ACTION_SHOW ? g_strdup (verdict->label) : NULL;
}

static void
on_changed (GtkEntry *entry, gpointer gtk)
{
  PurpleConversation *conversation = g_object_get_data (G_OBJECT (entry), CONVERSATION);
  const char *topic = purple_conv_chat_get_topic (PURPLE_CONV_CHAT (conversation));
  g_autofree char *label = NULL;

  if (topic == NULL || !purple_strequal (topic, gtk_entry_get_text (entry)) ||
      purple_strequal (topic, g_object_get_data (G_OBJECT (entry), OPENED)))
    return;
  label = label_for (gtk, conversation, topic);
  if (label != NULL) {
    cover (entry, conversation, label);
    return;
  }
  g_object_set_data (G_OBJECT (entry), LABEL, NULL);
  gtk_editable_set_editable (GTK_EDITABLE (entry), can_be_set (conversation));
}

/* Returns whether it was covered. */
static gboolean
open_topic (GtkWidget *entry)
{
  PurpleConversation *conversation = g_object_get_data (G_OBJECT (entry), CONVERSATION);
  const char *topic = purple_conv_chat_get_topic (PURPLE_CONV_CHAT (conversation));

  if (g_object_get_data (G_OBJECT (entry), LABEL) == NULL || topic == NULL)
    return FALSE;
  g_object_set_data_full (G_OBJECT (entry), OPENED, g_strdup (topic), g_free);
  uncover (GTK_ENTRY (entry), conversation, topic);
  return TRUE;
}

/* One that is covered now is not written out to be looked at: a screen reader would tell it. */
static void
judge_anew (HavenGtk *gtk, GtkEntry *entry)
{
  PurpleConversation *conversation = g_object_get_data (G_OBJECT (entry), CONVERSATION);
  const char *topic = purple_conv_chat_get_topic (PURPLE_CONV_CHAT (conversation));
  const char *before = g_object_get_data (G_OBJECT (entry), LABEL);
  g_autofree char *label = NULL;

  if (before == NULL || topic == NULL) {
    on_changed (entry, gtk);
    return;
  }
  label = label_for (gtk, conversation, topic);
  if (label == NULL)
    uncover (entry, conversation, topic);
  else if (!g_str_equal (label, before))
    cover (entry, conversation, label);
}

static gboolean
on_press (GtkWidget *entry, GdkEventButton *event, gpointer gtk)
{
  return event->button == 1 && open_topic (entry);
}

static gboolean
on_key (GtkWidget *entry, GdkEventKey *event, gpointer gtk)
{
  return (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter) && open_topic (entry);
}

/**
 * haven_gtk_topic_attach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation that is shown
 *
 * Covers a room's topic where its words call for it, until it is clicked or Enter is pressed on it. Doing it
 * twice does it once.
 */
void
haven_gtk_topic_attach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  PidginChatPane *pane = pane_of (gtkconv);

  if (pane == NULL || g_object_get_data (G_OBJECT (pane->topic_text), CONVERSATION) != NULL)
    return;
  g_object_set_data (G_OBJECT (pane->topic_text), CONVERSATION, gtkconv->active_conv);
  g_signal_connect (pane->topic_text, "changed", G_CALLBACK (on_changed), gtk);
  g_signal_connect (pane->topic_text, "button-press-event", G_CALLBACK (on_press), gtk);
  g_signal_connect (pane->topic_text, "key-press-event", G_CALLBACK (on_key), gtk);
  on_changed (GTK_ENTRY (pane->topic_text), gtk);
}

/**
 * haven_gtk_topics_update:
 * @gtk: the Pidgin part
 *
 * The user chose anew what is veiled: the topics are covered that call for it, and those that do not any more
 * are not.
 */
void
haven_gtk_topics_update (HavenGtk *gtk)
{
  for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
    PidginConversation *gtkconv =
        PIDGIN_IS_PIDGIN_CONVERSATION (l->data) ? PIDGIN_CONVERSATION ((PurpleConversation *)l->data) : NULL;
    PidginChatPane *pane = gtkconv != NULL ? pane_of (gtkconv) : NULL;

    if (pane != NULL && g_object_get_data (G_OBJECT (pane->topic_text), CONVERSATION) != NULL)
      judge_anew (gtk, GTK_ENTRY (pane->topic_text));
  }
}

/**
 * haven_gtk_topic_detach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * Leaves its topic as it stands.
 */
void
haven_gtk_topic_detach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  PidginChatPane *pane = pane_of (gtkconv);

  if (pane == NULL)
    return;
  g_signal_handlers_disconnect_by_data (pane->topic_text, gtk);
  g_object_set_data (G_OBJECT (pane->topic_text), CONVERSATION, NULL);
}
