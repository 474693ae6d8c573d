/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-mute.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-slot.h"

/* Somebody is muted from a conversation, on the user's word, and let through again. */

typedef struct {
  HavenGtk *gtk;
  char *id;
} Muted;

static void
muted_free (gpointer data)
{
  Muted *muted = data;

  g_free (muted->id);
  g_free (muted);
}

static void
undo_now (gpointer data)
{
  const Muted *muted = data;

  muted->gtk->api->release_person (muted->gtk->api->plugin, muted->id, NULL);
}

static gboolean
is_contact (PurpleConversation *conversation, const char *sender)
{
  return purple_find_buddy (purple_conversation_get_account (conversation), sender) != NULL;
}

/**
 * haven_gtk_mute:
 * @gtk: the Pidgin part
 * @conversation: a conversation that stands in a window
 * @sender: somebody in it, as the protocol says
 *
 * Mutes them, and says what that means with one way to undo it.
 */
void
haven_gtk_mute (HavenGtk *gtk, PurpleConversation *conversation, const char *sender)
{
  const HavenPluginApi *api = gtk->api;
  g_autofree char *name = api->show_name (api->plugin, NULL, sender);
  g_autofree char *said = NULL;
  Muted *muted = g_new0 (Muted, 1);

  muted->gtk = gtk;
  muted->id = api->mute_person (api->plugin, conversation, sender);
  said = is_contact (conversation, sender)
             ? g_strdup_printf (_ ("%s is a contact of yours: what they send is covered, not held, and they "
                                   "are told nothing. Undo it here, or later in Haven's preferences, page "
                                   "Held and evidence."),
                                name)
             : g_strdup_printf (_ ("Muted: what %s sends is held until further notice, and they are told "
                                   "nothing. Undo it here, or later in Haven's preferences, page Held and "
                                   "evidence."),
                                name);
  haven_gtk_slot_tell_undo (PIDGIN_CONVERSATION (conversation), said, undo_now, muted, muted_free);
}

/**
 * haven_gtk_mute_end:
 * @gtk: the Pidgin part
 * @conversation: a conversation
 * @sender: somebody in it, as the protocol says, who is held or muted
 *
 * Lets them through again, with all that was held of them, which is seen where it arrives.
 */
void
haven_gtk_mute_end (HavenGtk *gtk, PurpleConversation *conversation, const char *sender)
{
  const HavenPluginApi *api = gtk->api;
  g_autofree char *id = api->find_aside (api->plugin, conversation, sender);

  if (id != NULL)
    api->release_person (api->plugin, id, NULL);
}
