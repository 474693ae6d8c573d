/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-roster.h"

#include "haven-directory.h"
#include "haven-nicks.h"
#include "haven-own-name.h"
#include "haven-wrap.h"

/*
 * The names in the lists of a UI that has no part of Haven's, such as Finch: a room's people, the buddy list,
 * and the card beside it. No signal goes before any of them, so the operations by which a list gets its names
 * are wrapped, and a veiled name is another one for just as long as the list copies it: what libpurple
 * remembers, sends and logs stays as it is. What the user calls somebody is the user's own word and stays.
 */

/* A name that is another one for a while. */
typedef struct {
  char **place;
  char *name;
  char *shown;
} Swap;

static void
swap_back (gpointer data)
{
  Swap *swap = data;

  *swap->place = swap->name;
  g_free (swap->shown);
  g_free (swap);
}

static GPtrArray *
swaps_new (void)
{
  return g_ptr_array_new_with_free_func (swap_back);
}

/* Takes @shown. */
static void
swap (GPtrArray *swaps, char **place, char *shown)
{
  Swap *one;

  if (shown == NULL)
    return;
  one = g_new0 (Swap, 1);
  *one = (Swap){place, *place, shown};
  *place = shown;
  g_ptr_array_add (swaps, one);
}

/* NULL where the UI's own part covers names, or Haven is gone. */
static HavenPlugin *
get_acting (void)
{
  HavenPlugin *plugin = haven_plugin_get ();

  return plugin != NULL && (plugin->ui == NULL || plugin->ui->veil_changed == NULL) ? plugin : NULL;
}

/* --- a room's people --- */

/* Whose word a name is costs libpurple as much as a message to say, so it is asked last. */
static char *
cover_person (HavenPlugin *plugin, PurpleConversation *room, const char *name, const char *alias)
{
  PurpleAccount *account = purple_conversation_get_account (room);
  const char *shown = alias != NULL ? alias : name;
  g_autofree char *covered = name != NULL ? haven_names_cover_name (plugin, account, room, shown) : NULL;

  return covered != NULL && !haven_own_name_is (account, name, shown) ? g_steal_pointer (&covered) : NULL;
}

static void
add_people_covered (PurpleConversation *room, GList *people, gboolean new_arrivals)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (room);
  HavenPlugin *plugin = get_acting ();
  g_autoptr (GPtrArray) swaps = swaps_new ();

  for (GList *l = people; plugin != NULL && l != NULL; l = l->next) {
    PurpleConvChatBuddy *person = l->data;

    swap (swaps, &person->alias, cover_person (plugin, room, person->name, person->alias));
    swap (swaps, &person->name, haven_nicks_cover (room, person->name));
  }
  HAVEN_BEFORE (ops, chat_add_users, add_people_covered) (room, people, new_arrivals);
}

static void
rename_covered (PurpleConversation *room, const char *old_name, const char *name, const char *alias)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (room);
  HavenPlugin *plugin = get_acting ();
  g_autofree char *covered = plugin != NULL ? cover_person (plugin, room, name, alias) : NULL;

  /* libpurple has no signal for it */
  if (haven_plugin_get () != NULL)
    haven_addresses_renamed (haven_plugin_get ()->addresses, room, old_name, name);
  HAVEN_BEFORE (ops, chat_rename_user, rename_covered)
  (room, old_name, name, covered != NULL ? covered : alias);
}

/**
 * haven_roster_wrap_rooms:
 * @ops: the operations of some conversation
 */
void
haven_roster_wrap_rooms (PurpleConversationUiOps *ops)
{
  HAVEN_WRAP (ops, chat_add_users, add_people_covered);
  HAVEN_WRAP (ops, chat_rename_user, rename_covered);
}

/**
 * haven_roster_unwrap_rooms:
 * @ops: operations that were wrapped
 */
void
haven_roster_unwrap_rooms (PurpleConversationUiOps *ops)
{
  HAVEN_UNWRAP (ops, chat_add_users, add_people_covered);
  HAVEN_UNWRAP (ops, chat_rename_user, rename_covered);
}

/**
 * haven_roster_author:
 * @plugin: the plugin
 * @conversation: where a line is shown
 * @who: (nullable): who wrote it, as the UI says
 * @alias: (nullable): what they are called
 *
 * Returns: (transfer full) (nullable): what stands for a veiled name in front of the line; NULL where the
 * name may be shown
 */
char *
haven_roster_author (HavenPlugin *plugin,
                     PurpleConversation *conversation,
                     const char *who,
                     const char *alias)
{
  const char *peer = purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM
                         ? purple_conversation_get_name (conversation)
                         : who;

  return cover_person (plugin, conversation, peer, alias != NULL && *alias != '\0' ? alias : who);
}

/* --- the buddy list --- */

static void
swap_buddy (HavenPlugin *plugin, GPtrArray *swaps, PurpleBuddy *buddy)
{
  if (buddy->server_alias != NULL && purple_buddy_get_local_buddy_alias (buddy) == NULL)
    swap (swaps, &buddy->server_alias,
          haven_names_cover_name (plugin, purple_buddy_get_account (buddy), NULL, buddy->server_alias));
}

/* A contact's row bears the name of one of its buddies. */
static PurpleBlistNode *
contact_of (PurpleBlistNode *node)
{
  if (node != NULL && PURPLE_BLIST_NODE_IS_BUDDY (node))
    return purple_blist_node_get_parent (node);
  return node != NULL && PURPLE_BLIST_NODE_IS_CONTACT (node) ? node : NULL;
}

static void
update_covered (PurpleBuddyList *list, PurpleBlistNode *node)
{
  HavenPlugin *plugin = get_acting ();
  PurpleBlistNode *contact = plugin != NULL ? contact_of (node) : NULL;
  g_autoptr (GPtrArray) swaps = swaps_new ();

  if (contact != NULL)
    for (PurpleBlistNode *n = purple_blist_node_get_first_child (contact); n != NULL;
         n = purple_blist_node_get_sibling_next (n))
      swap_buddy (plugin, swaps, PURPLE_BUDDY (n));
  HAVEN_BEFORE (purple_blist_get_ui_ops (), update, update_covered) (list, node);
}

/* Beside a buddy's row stands what the protocol says of them, and what they say of themselves. */
static void
describe_covered (PurpleBuddy *buddy, PurpleNotifyUserInfo *info, gboolean full)
{
  PurpleAccount *account = purple_buddy_get_account (buddy);
  PurplePlugin *protocol = purple_find_prpl (purple_account_get_protocol_id (account));
  HavenPlugin *plugin = get_acting ();
  void (*before) (PurpleBuddy *, PurpleNotifyUserInfo *, gboolean) =
      HAVEN_BEFORE_OF (protocol, PURPLE_PLUGIN_PROTOCOL_INFO (protocol), tooltip_text);

  if (before != NULL)
    before (buddy, info, full);
  if (plugin != NULL)
    haven_directory_user_info (plugin, account, info);
}

/**
 * haven_roster_update:
 * @buddy: somebody whose row the UI has just drawn by itself
 */
void
haven_roster_update (PurpleBuddy *buddy)
{
  PurpleBlistUiOps *ops = purple_blist_get_ui_ops ();

  if (get_acting () != NULL && ops != NULL && ops->update != NULL && buddy->server_alias != NULL)
    ops->update (purple_get_blist (), PURPLE_BLIST_NODE (buddy));
}

/**
 * haven_roster_update_all:
 *
 * The user chose anew what is veiled: every row is written again.
 */
void
haven_roster_update_all (void)
{
  for (PurpleBlistNode *node = purple_blist_get_root (); node != NULL;
       node = purple_blist_node_next (node, TRUE))
    if (PURPLE_BLIST_NODE_IS_BUDDY (node))
      haven_roster_update (PURPLE_BUDDY (node));
}

static gboolean
on_time_to_update (gpointer plugin)
{
  ((HavenPlugin *)plugin)->redrawing = 0;
  haven_roster_update_all ();
  return G_SOURCE_REMOVE;
}

/**
 * haven_roster_update_soon:
 * @plugin: the plugin
 *
 * The UI is about to write all rows by itself: they are written again before they come to the screen, which
 * waits for the main loop as well and does not hurry.
 */
void
haven_roster_update_soon (HavenPlugin *plugin)
{
  if (plugin->redrawing == 0)
    plugin->redrawing = g_timeout_add_full (G_PRIORITY_HIGH, 0, on_time_to_update, plugin, NULL);
}

/**
 * haven_roster_wrap:
 */
void
haven_roster_wrap (void)
{
  PurpleBlistUiOps *list = purple_blist_get_ui_ops ();

  HAVEN_WRAP (list, update, update_covered);
  for (GList *l = purple_plugins_get_protocols (); l != NULL; l = l->next) {
    PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO ((PurplePlugin *)l->data);

    HAVEN_WRAP_OF (l->data, protocol, tooltip_text, describe_covered);
  }
}

/**
 * haven_roster_unwrap:
 * @plugin: the plugin
 */
void
haven_roster_unwrap (HavenPlugin *plugin)
{
  PurpleBlistUiOps *list = purple_blist_get_ui_ops ();

  if (plugin->redrawing != 0)
    g_source_remove (plugin->redrawing);
  HAVEN_UNWRAP (list, update, update_covered);
  haven_roster_update_all ();
  for (GList *l = purple_plugins_get_protocols (); l != NULL; l = l->next) {
    PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO ((PurplePlugin *)l->data);

    HAVEN_UNWRAP_OF (l->data, protocol, tooltip_text, describe_covered);
  }
}
