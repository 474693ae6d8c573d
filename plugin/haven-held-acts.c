/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-held-acts.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "conduct/haven-conduct.h"
#include "haven-convert.h"
#include "haven-error.h"
#include "haven-problem.h"
#include "haven-say.h"

/* What the user can do about held messages. Nothing of it tells the sender anything. */

/* Beside the settings: that something was explained is no choice of the user's. */
#define PREFS "/plugins/core/core-haven"
#define EXPLAINED PREFS "/held-explained"

/**
 * haven_held_put:
 * @plugin: the plugin
 * @account: the account that it came to
 * @sender: who did it, as the protocol names them
 * @message: what will not be shown
 * @verdict: why
 *
 * Puts it into the held box with all that a record of evidence would tell of it later.
 *
 * Returns: whether it is kept; if not it must not be hidden
 */
gboolean
haven_held_put (HavenPlugin *plugin,
                PurpleAccount *account,
                const char *sender,
                const HavenMessage *message,
                const HavenVerdict *verdict)
{
  HavenStanding standing = haven_conduct_get_standing (haven_engine_get_conduct (plugin->engine),
                                                       message->account, message->sender, message->time);
  PurpleBuddy *buddy = purple_find_buddy (account, sender);

  return haven_held_keep (plugin->held, message, verdict,
                          buddy != NULL ? purple_buddy_get_contact_alias (buddy) : sender, standing.score);
}

/* The nick that stands in front of a room's message: the sender's id there may be a room/nick address. */
static const char *
nick_of (const HavenHeldItem *item)
{
  const char *slash = strrchr (item->sender, '/');

  return slash != NULL && g_str_has_prefix (item->sender, item->conversation) ? slash + 1 : item->sender;
}

/* Where it belongs, opened where it can be; NULL with an error where it would not be shown. */
static PurpleConversation *
find_place (const HavenHeldItem *item, GError **error)
{
  PurpleAccount *account = haven_convert_find_account (item->account);
  PurpleConversation *conversation;

  if (account == NULL || !purple_account_is_connected (account)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("the account is not connected"));
    return NULL;
  }
  conversation = purple_find_conversation_with_account (PURPLE_CONV_TYPE_ANY, item->conversation, account);
  if (conversation == NULL && item->room) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("the room is not open"));
    return NULL;
  }
  if (conversation == NULL)
    return purple_conversation_new (PURPLE_CONV_TYPE_IM, account, item->conversation);
  if (haven_say_is_left (conversation)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("you have left the room"));
    return NULL;
  }
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT &&
      purple_conv_chat_is_user_ignored (PURPLE_CONV_CHAT (conversation), nick_of (item))) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("%s is ignored in the room"), nick_of (item));
    return NULL;
  }
  return conversation;
}

static gboolean
deliver (const HavenHeldItem *item, GError **error)
{
  PurpleMessageFlags flags = PURPLE_MESSAGE_RECV | PURPLE_MESSAGE_DELAYED;
  time_t when = (time_t)(item->time / G_USEC_PER_SEC);
  PurpleConversation *conversation = find_place (item, error);

  if (conversation == NULL)
    return FALSE;
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
    purple_conv_im_write (PURPLE_CONV_IM (conversation), item->sender, item->markup, flags, when);
  else
    purple_conv_chat_write (PURPLE_CONV_CHAT (conversation), nick_of (item), item->markup, flags, when);
  return TRUE;
}

/* One card, the first time anything is held, where no UI has a counter with a card of its own. */
static void
explain_once (HavenPlugin *plugin)
{
  if (haven_held_count (plugin->held, NULL, NULL) == 0 ||
      (purple_prefs_exists (EXPLAINED) && purple_prefs_get_bool (EXPLAINED)))
    return;
  purple_prefs_add_none ("/plugins/core");
  purple_prefs_add_none (PREFS);
  purple_prefs_add_bool (EXPLAINED, TRUE);
  purple_prefs_set_bool (EXPLAINED, TRUE);
  purple_notify_info (
      plugin->handle, _ ("Haven"), _ ("Haven holds a message for the first time."),
      _ ("It is kept aside because of how it was written to you. The person who sent it is told nothing. You "
         "need not read it. /haven held lists what is held, and lets a person through again."));
}

/**
 * haven_held_changed:
 * @plugin: the plugin
 * @conversation: (nullable): where the number of held messages changed
 */
void
haven_held_changed (HavenPlugin *plugin, PurpleConversation *conversation)
{
  haven_problem_tell (plugin);
  if (plugin->ui != NULL && plugin->ui->held_changed != NULL)
    plugin->ui->held_changed (conversation, plugin->ui_data);
  else
    explain_once (plugin);
}

/* Everything from the same person; what cannot be delivered now stays in the box. */
static gboolean
release (HavenPlugin *plugin, const HavenHeldItem *item, GError **error)
{
  g_autoptr (GPtrArray) items = haven_held_list (plugin->held);
  gboolean all = TRUE;

  haven_conduct_forgive (haven_engine_get_conduct (plugin->engine), item->account, item->sender);
  for (guint i = 0; i < items->len; i++) {
    const HavenHeldItem *other = items->pdata[i];

    if (!g_str_equal (other->account, item->account) || g_strcmp0 (other->sender, item->sender) != 0)
      continue;
    if (deliver (other, all ? error : NULL))
      haven_held_remove (plugin->held, other->id);
    else
      all = FALSE;
  }
  haven_memory_save (plugin->memory);
  return all;
}

/* By who they are: contacts are never held, whoever is none may be by a mode or a mistake again and again. */
static void
trust (HavenPlugin *plugin, const HavenHeldItem *item)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  haven_settings_person (settings, item->sender)->trusted = TRUE;
  haven_settings_store_set (plugin->store, settings);
}

/**
 * haven_held_act:
 * @plugin: the plugin
 * @id: the number of a held message
 * @action: what to do about it
 * @error: why it could not be done
 *
 * Returns: whether it was done
 */
gboolean
haven_held_act (HavenPlugin *plugin, guint64 id, HavenHeldAction action, GError **error)
{
  /* what evidence says that the user did; to keep evidence is none of it */
  static const char *const did[] = {
      [HAVEN_HELD_DELIVER] = "deliver", [HAVEN_HELD_RELEASE] = "release", [HAVEN_HELD_TRUST] = "release",
      [HAVEN_HELD_MUTE] = "mute",       [HAVEN_HELD_DELETE] = "delete",   [HAVEN_HELD_EVIDENCE] = NULL};
  g_autoptr (HavenHeldItem) item = haven_held_find (plugin->held, id);
  gboolean ok = TRUE;

  if (item == NULL) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("nothing held has the number %" PRIu64), id);
    return FALSE;
  }
  switch (action) {
  case HAVEN_HELD_DELIVER:
    ok = deliver (item, error) && haven_held_remove (plugin->held, id);
    break;
  case HAVEN_HELD_TRUST:
    trust (plugin, item);
    ok = release (plugin, item, error);
    break;
  case HAVEN_HELD_RELEASE:
    ok = release (plugin, item, error);
    break;
  case HAVEN_HELD_MUTE:
    haven_conduct_mute (haven_engine_get_conduct (plugin->engine), item->account, item->sender,
                        haven_plugin_now ());
    haven_memory_save (plugin->memory);
    break;
  case HAVEN_HELD_DELETE:
    haven_held_remove (plugin->held, id);
    break;
  case HAVEN_HELD_EVIDENCE:
    haven_keeper_held (plugin->keeper, item);
    break;
  }
  if (ok && did[action] != NULL)
    haven_keeper_did (plugin->keeper, item->account, item->conversation, item->sender, did[action]);
  haven_held_changed (plugin, NULL);
  return ok;
}

/**
 * haven_held_count_in:
 * @plugin: the plugin
 * @conversation: (nullable): a conversation
 *
 * Returns: how many messages are held there; in all for NULL
 */
guint
haven_held_count_in (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autofree char *account = NULL;
  g_autofree char *id = NULL;

  if (conversation == NULL)
    return haven_held_count (plugin->held, NULL, NULL);
  account = haven_convert_account_id (purple_conversation_get_account (conversation));
  id = haven_convert_conversation_id (conversation);
  return haven_held_count (plugin->held, account, id);
}
