/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What a screen reader gets from Pidgin over the accessibility bus (AT-SPI), in the calls that one makes:
 *   reader tree      every object, a line each: role, name, description, text, separated by tabs
 *   reader listen    each text that appears, as it is told, until it is killed; begins with a line
 * "listening"
 */

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define TIMEOUT_MS 10000
#define MAX_DEPTH 64

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;
  const char *address = NULL;
  GDBusConnection *bus;

  if (session != NULL)
    reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                         "GetAddress", NULL, G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE,
                                         TIMEOUT_MS, NULL, &error);
  if (reply == NULL) {
    g_printerr ("no accessibility bus: %s\n", error->message);
    return NULL;
  }
  g_variant_get (reply, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  if (bus == NULL)
    g_printerr ("%s\n", error->message);
  return bus;
}

/* An object that goes away while it is asked answers nothing. */
static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *type)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, arguments, G_VARIANT_TYPE (type),
                                      G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, NULL);
}

static char *
get_property (GDBusConnection *bus, const char *name, const char *path, const char *property)
{
  g_autoptr (GVariant) reply = call (bus, name, path, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", "org.a11y.atspi.Accessible", property), "(v)");
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}

static char *
get_string (GDBusConnection *bus,
            const char *name,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *arguments)
{
  g_autoptr (GVariant) reply = call (bus, name, path, interface, method, arguments, "(s)");
  char *text = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(s)", &text);
  return text;
}

static void
print_field (const char *text, const char *end)
{
  g_autofree char *flat = g_strdup (text != NULL ? text : "");

  printf ("%s%s", g_strdelimit (flat, "\t\n", ' '), end);
  fflush (stdout);
}

static void
print_object (GDBusConnection *bus, const char *name, const char *path)
{
  g_autofree char *role = get_string (bus, name, path, "org.a11y.atspi.Accessible", "GetRoleName", NULL);
  g_autofree char *called = get_property (bus, name, path, "Name");
  g_autofree char *description = get_property (bus, name, path, "Description");
  g_autofree char *text =
      get_string (bus, name, path, "org.a11y.atspi.Text", "GetText", g_variant_new ("(ii)", 0, -1));

  print_field (role, "\t");
  print_field (called, "\t");
  print_field (description, "\t");
  print_field (text, "\n");
}

static void
walk (GDBusConnection *bus, const char *name, const char *path, guint depth)
{
  g_autoptr (GVariant) reply =
      depth < MAX_DEPTH ? call (bus, name, path, "org.a11y.atspi.Accessible", "GetChildren", NULL, "(a(so))")
                        : NULL;
  g_autoptr (GVariantIter) children = NULL;
  const char *child_name;
  const char *child_path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(a(so))", &children);
  while (g_variant_iter_loop (children, "(&s&o)", &child_name, &child_path)) {
    print_object (bus, child_name, child_path);
    walk (bus, child_name, child_path, depth + 1);
  }
}

static void
on_text (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal_name,
         GVariant *parameters,
         gpointer user_data)
{
  const char *what = NULL;
  g_autoptr (GVariant) text = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(siiva{sv})")))
    return;
  g_variant_get (parameters, "(&siiva{sv})", &what, NULL, NULL, &text, NULL);
  if (g_str_has_prefix (what, "insert") && g_variant_is_of_type (text, G_VARIANT_TYPE_STRING))
    print_field (g_variant_get_string (text, NULL), "\n");
}

static int
listen_to (GDBusConnection *bus)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GVariant) reply = NULL;

  g_dbus_connection_signal_subscribe (bus, NULL, "org.a11y.atspi.Event.Object", "TextChanged", NULL, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, on_text, NULL, NULL);
  /* programs tell only what somebody has asked for */
  reply = call (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry",
                "RegisterEvent", g_variant_new ("(sass)", "object:text-changed", NULL, ""), "()");
  if (reply == NULL)
    return 1;
  print_field ("listening", "\n");
  g_main_loop_run (loop);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GDBusConnection) bus = connect_to_bus ();

  if (bus == NULL || argc < 2)
    return 1;
  if (strcmp (argv[1], "listen") == 0)
    return listen_to (bus);
  walk (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", 0);
  return 0;
}
