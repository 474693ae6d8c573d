/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-icon.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-picture.h"

/*
 * The picture that somebody has of themselves stands above a conversation with them. Where their pictures are
 * veiled it is blurred there, and stands still, until it is clicked, and again when it is clicked once more.
 * Pidgin makes the widget anew whenever the picture or its size changes, so the box that it stands in is
 * watched.
 */

#define BOX "haven-icon-box"
#define OPEN "haven-icon-open" /* of a conversation */

/* As a picture in a message from the same person would be. */
static gboolean
is_veiled (HavenGtk *gtk, PurpleConversation *conversation)
{
  g_autoptr (HavenVerdict) verdict = gtk->api->judge_line (
      gtk->api->plugin, conversation, purple_conversation_get_name (conversation), "<img id=\"0\">");

  return verdict != NULL && verdict->action == HAVEN_ACTION_VEIL;
}

static gboolean
is_open (PurpleConversation *conversation)
{
  return purple_conversation_get_data (conversation, OPEN) != NULL;
}

static gboolean
on_event (GtkWidget *box, GdkEvent *event, gpointer user_data)
{
  PidginConversation *gtkconv = user_data;

  if (event->type != GDK_BUTTON_PRESS || event->button.button != 1)
    return FALSE;
  purple_conversation_set_data (gtkconv->active_conv, OPEN,
                                GINT_TO_POINTER (!is_open (gtkconv->active_conv)));
  pidgin_conv_update_buddy_icon (gtkconv->active_conv);
  return TRUE;
}

static void
blur (PidginConversation *gtkconv)
{
  PurpleBuddyIcon *icon = purple_conv_im_get_icon (PURPLE_CONV_IM (gtkconv->active_conv));
  GdkPixbuf *shown = gtk_image_get_pixbuf (GTK_IMAGE (gtkconv->u.im->icon));
  g_autoptr (GdkPixbuf) blurred = NULL;
  g_autoptr (GdkPixbuf) fitting = NULL;
  gconstpointer data = NULL;
  gsize length = 0;

  if (gtkconv->u.im->icon_timer != 0) {
    g_source_remove (gtkconv->u.im->icon_timer);
    gtkconv->u.im->icon_timer = 0;
  }
  data = icon != NULL ? purple_buddy_icon_get_data (icon, &length) : "";
  blurred = haven_gtk_picture_blur (data, length);
  fitting = gdk_pixbuf_scale_simple (blurred, shown != NULL ? gdk_pixbuf_get_width (shown) : 32,
                                     shown != NULL ? gdk_pixbuf_get_height (shown) : 32, GDK_INTERP_BILINEAR);
  gtk_image_set_from_pixbuf (GTK_IMAGE (gtkconv->u.im->icon), fitting);
}

static gboolean
cover_now (gpointer user_data)
{
  GtkWidget *box = user_data;
  HavenGtk *gtk = g_object_get_data (G_OBJECT (box), "haven-gtk");
  PidginConversation *gtkconv = g_object_get_data (G_OBJECT (box), BOX);
  GtkWidget *click =
      gtkconv != NULL && gtkconv->u.im->icon != NULL ? gtk_widget_get_parent (gtkconv->u.im->icon) : NULL;

  if (gtk != NULL && click != NULL && is_veiled (gtk, gtkconv->active_conv)) {
    gboolean open = is_open (gtkconv->active_conv);

    if (!open)
      blur (gtkconv);
    gtk_widget_set_name (click, open ? "haven-icon-open" : "haven-icon");
    gtk_widget_set_tooltip_text (click, open ? _ ("click to blur it again")
                                             : _ ("content note: a picture · click to open"));
    atk_object_set_name (gtk_widget_get_accessible (click),
                         open ? _ ("content note: a picture, open, button")
                              : _ ("content note: a picture, closed, button"));
    g_signal_handlers_disconnect_by_func (click, on_event, gtkconv);
    g_signal_connect (click, "event", G_CALLBACK (on_event), gtkconv);
  }
  g_object_unref (box);
  return FALSE;
}

/* The picture is not in its widget yet; what is put off to here happens before anything is drawn. */
static void
on_add (GtkContainer *box, GtkWidget *child, gpointer gtk)
{
  g_idle_add_full (GTK_PRIORITY_RESIZE - 10, cover_now, g_object_ref (box), NULL);
}

static GtkWidget *
box_of (PidginConversation *gtkconv)
{
  return purple_conversation_get_type (gtkconv->active_conv) == PURPLE_CONV_TYPE_IM && gtkconv->u.im != NULL
             ? gtkconv->u.im->icon_container
             : NULL;
}

/**
 * haven_gtk_icon_attach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation that is shown
 *
 * Blurs the picture above it where that person's pictures are veiled. Doing it twice does it once.
 */
void
haven_gtk_icon_attach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkWidget *box = box_of (gtkconv);

  if (box == NULL || g_object_get_data (G_OBJECT (box), BOX) != NULL)
    return;
  g_object_set_data (G_OBJECT (box), BOX, gtkconv);
  g_object_set_data (G_OBJECT (box), "haven-gtk", gtk);
  g_signal_connect (box, "add", G_CALLBACK (on_add), gtk);
  on_add (GTK_CONTAINER (box), NULL, gtk);
}

/**
 * haven_gtk_icon_detach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * What is blurred stays so until Pidgin draws it anew.
 */
void
haven_gtk_icon_detach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkWidget *box = box_of (gtkconv);
  GtkWidget *click =
      box != NULL && gtkconv->u.im->icon != NULL ? gtk_widget_get_parent (gtkconv->u.im->icon) : NULL;

  if (box == NULL)
    return;
  g_signal_handlers_disconnect_by_func (box, on_add, gtk);
  g_object_set_data (G_OBJECT (box), BOX, NULL);
  if (click != NULL)
    g_signal_handlers_disconnect_by_func (click, on_event, gtkconv);
}
