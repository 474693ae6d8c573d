/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-attack.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-held.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-slot.h"

/* "Under attack" where the user is when it comes up: one line above the entry, with one button. A window of
 * its own would take the keyboard from whoever is writing. */

#define HOURS 2

/* The one that is asked for, or else the one in front; NULL where no window is open. */
static PidginConversation *
find_place (PurpleConversation *conversation)
{
  GList *windows = pidgin_conv_windows_get_list ();

  if (conversation == NULL && windows != NULL)
    conversation = pidgin_conv_window_get_active_conversation (windows->data);
  return conversation != NULL && PIDGIN_IS_PIDGIN_CONVERSATION (conversation)
             ? PIDGIN_CONVERSATION (conversation)
             : NULL;
}

static void
set_until (HavenGtk *gtk, gint64 until)
{
  HavenSettings *settings = haven_settings_copy (gtk->api->get_settings (gtk->api->plugin));

  settings->attack_until = until;
  haven_gtk_take_settings (gtk, settings);
}

static void
end_now (gpointer gtk)
{
  set_until (gtk, 0);
}

static void
begin (gpointer data)
{
  HavenGtk *gtk = data;
  PidginConversation *gtkconv = find_place (NULL);
  g_autofree char *words = NULL;

  set_until (gtk, g_get_real_time () + HOURS * G_TIME_SPAN_HOUR);
  if (gtkconv == NULL)
    return;
  words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "For %d hour people who are not your contacts are held, and are told "
                                    "nothing. It ends by itself.",
                                    "For %d hours people who are not your contacts are held, and are told "
                                    "nothing. It ends by itself.",
                                    HOURS),
                       HOURS);
  haven_gtk_slot_tell (gtkconv, words, _ ("_End it now"), end_now, gtk, NULL);
}

static void
show_held (gpointer gtk)
{
  haven_gtk_held_show (gtk);
}

/**
 * haven_gtk_attack_suggest:
 * @conversation: (nullable): where several strangers wrote
 * @gtk: the Pidgin part
 *
 * Returns: whether it is said
 */
gboolean
haven_gtk_attack_suggest (PurpleConversation *conversation, gpointer gtk)
{
  PidginConversation *gtkconv = find_place (conversation);

  if (gtkconv == NULL)
    return FALSE;
  haven_gtk_slot_tell (gtkconv,
                       _ ("Several people you do not know wrote within minutes. For two hours Haven can hold "
                          "whoever is not a contact, and tell them nothing."),
                       _ ("_Hold them"), begin, gtk, NULL);
  return TRUE;
}

/**
 * haven_gtk_attack_ended:
 * @n_held: how many messages were held meanwhile
 * @gtk: the Pidgin part
 *
 * Returns: whether it is said
 */
gboolean
haven_gtk_attack_ended (guint n_held, gpointer gtk)
{
  PidginConversation *gtkconv = find_place (NULL);
  g_autofree char *words = NULL;

  if (gtkconv == NULL)
    return FALSE;
  words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "“Under attack” has ended by itself. %u message was held meanwhile.",
                   "“Under attack” has ended by itself. %u messages were held meanwhile.", n_held),
      n_held);
  haven_gtk_slot_tell (gtkconv, words, _ ("_Held messages…"), show_held, gtk, NULL);
  return TRUE;
}
