/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The smallest notification area: takes the selection of the System Tray Protocol on the first screen and
 * swallows each icon that asks to be docked, at the screen's lower left edge. It draws nothing of its own. */

#include <gdk/gdkx.h>
#include <gtk/gtk.h>

#define REQUEST_DOCK 0
#define SIZE 24

static GdkFilterReturn
on_event (GdkXEvent *xevent, GdkEvent *event, gpointer box)
{
  const XEvent *raw = xevent;
  GtkWidget *socket;

  if (raw->type != ClientMessage ||
      raw->xclient.message_type != gdk_x11_get_xatom_by_name ("_NET_SYSTEM_TRAY_OPCODE") ||
      raw->xclient.data.l[1] != REQUEST_DOCK)
    return GDK_FILTER_CONTINUE;
  socket = gtk_socket_new ();
  gtk_widget_set_size_request (socket, SIZE, SIZE);
  gtk_box_pack_start (box, socket, FALSE, FALSE, 0);
  gtk_widget_show (socket);
  gtk_socket_add_id (GTK_SOCKET (socket), (GdkNativeWindow)raw->xclient.data.l[2]);
  return GDK_FILTER_REMOVE;
}

/* Tells the icons that wait that there is a tray now. */
static void
announce (GdkDisplay *display, Atom selection, Window owner)
{
  Display *x = gdk_x11_display_get_xdisplay (display);
  XEvent message = {0};

  message.xclient.type = ClientMessage;
  message.xclient.window = DefaultRootWindow (x);
  message.xclient.message_type = gdk_x11_get_xatom_by_name ("MANAGER");
  message.xclient.format = 32;
  message.xclient.data.l[0] = CurrentTime;
  message.xclient.data.l[1] = (long)selection;
  message.xclient.data.l[2] = (long)owner;
  XSendEvent (x, DefaultRootWindow (x), False, StructureNotifyMask, &message);
}

int
main (int argc, char **argv)
{
  GtkWidget *window;
  GtkWidget *box;
  GdkDisplay *display;
  Atom selection;
  Window owner;

  gtk_init (&argc, &argv);
  window = gtk_window_new (GTK_WINDOW_POPUP);
  box = gtk_hbox_new (FALSE, 0);
  gtk_widget_set_size_request (box, SIZE, SIZE);
  gtk_container_add (GTK_CONTAINER (window), box);
  gtk_window_move (GTK_WINDOW (window), 0, gdk_screen_height () - SIZE);
  gtk_widget_show_all (window);
  display = gtk_widget_get_display (window);
  owner = GDK_WINDOW_XID (gtk_widget_get_window (window));
  selection = gdk_x11_get_xatom_by_name ("_NET_SYSTEM_TRAY_S0");
  gdk_window_add_filter (gtk_widget_get_window (window), on_event, box);
  XSetSelectionOwner (gdk_x11_display_get_xdisplay (display), selection, owner, CurrentTime);
  announce (display, selection, owner);
  gtk_main ();
  return 0;
}
