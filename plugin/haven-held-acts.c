/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-held-acts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-conduct.h"
#include "haven-apply.h"
#include "haven-convert.h"
#include "haven-error.h"

/* What the user can do about held messages. Nothing of it tells the sender anything. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHeldItem, haven_held_item_free)

/* The nick that stands in front of a room's message: the sender's id there may be a room/nick address. */
static const char *
nick_of (const HavenHeldItem *item)
{
  const char *slash = strrchr (item->sender, '/');

  return slash != NULL && g_str_has_prefix (item->sender, item->conversation) ? slash + 1 : item->sender;
}

static gboolean
deliver (HavenPlugin *plugin, const HavenHeldItem *item, GError **error)
{
  PurpleAccount *account = haven_convert_find_account (item->account);
  PurpleMessageFlags flags = PURPLE_MESSAGE_RECV | PURPLE_MESSAGE_DELAYED;
  time_t when = (time_t)(item->time / G_USEC_PER_SEC);
  PurpleConversation *conversation;

  if (account == NULL || !purple_account_is_connected (account)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("the account is not connected"));
    return FALSE;
  }
  conversation = purple_find_conversation_with_account (PURPLE_CONV_TYPE_ANY, item->conversation, account);
  if (conversation == NULL && !g_str_equal (item->conversation, item->sender)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("the room is not open"));
    return FALSE;
  }
  if (conversation == NULL)
    conversation = purple_conversation_new (PURPLE_CONV_TYPE_IM, account, item->conversation);
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
    purple_conv_im_write (PURPLE_CONV_IM (conversation), item->sender, item->markup, flags, when);
  else
    purple_conv_chat_write (PURPLE_CONV_CHAT (conversation), nick_of (item), item->markup, flags, when);
  return TRUE;
}

static void
say_changed (HavenPlugin *plugin)
{
  if (plugin->ui != NULL && plugin->ui->held_changed != NULL)
    plugin->ui->held_changed (NULL, plugin->ui_data);
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
    if (deliver (plugin, other, all ? error : NULL))
      haven_held_remove (plugin->held, other->id);
    else
      all = FALSE;
  }
  return all;
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
  g_autoptr (HavenHeldItem) item = haven_held_find (plugin->held, id);
  gboolean ok = TRUE;

  if (item == NULL) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                 _ ("nothing held has the number %" G_GUINT64_FORMAT), id);
    return FALSE;
  }
  switch (action) {
  case HAVEN_HELD_DELIVER:
    ok = deliver (plugin, item, error) && haven_held_remove (plugin->held, id);
    break;
  case HAVEN_HELD_RELEASE:
    ok = release (plugin, item, error);
    break;
  case HAVEN_HELD_MUTE:
    haven_conduct_set_step (haven_engine_get_conduct (plugin->engine), item->account, item->sender,
                            HAVEN_STEP_MUTE, 0);
    break;
  case HAVEN_HELD_DELETE:
    haven_held_remove (plugin->held, id);
    break;
  case HAVEN_HELD_EVIDENCE:
    haven_keeper_held (plugin->keeper, item);
    break;
  }
  say_changed (plugin);
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

static void
list_held (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autoptr (GPtrArray) items = haven_held_list (plugin->held);
  g_autoptr (GString) text = g_string_new (_ ("Held, and not shown. Nobody was told:"));

  if (items->len == 0) {
    haven_say (conversation, _ ("Nothing is held."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const HavenHeldItem *item = items->pdata[i];
    g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (item->time / G_USEC_PER_SEC);
    g_autofree char *stamp = g_date_time_format (when, "%F %R");

    g_string_append_printf (text, "\n%" G_GUINT64_FORMAT " · %s · %s · %s", item->id, stamp, item->sender,
                            item->reason != NULL ? item->reason : "");
  }
  g_string_append_printf (text, "\n%s", _ ("/haven held deliver|release|mute|delete|evidence N"));
  haven_say (conversation, "%s", text->str);
}

/**
 * haven_held_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: what stands behind "/haven held"
 */
void
haven_held_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  static const struct {
    const char *word;
    HavenHeldAction action;
  } words[] = {{"deliver", HAVEN_HELD_DELIVER},
               {"release", HAVEN_HELD_RELEASE},
               {"mute", HAVEN_HELD_MUTE},
               {"delete", HAVEN_HELD_DELETE},
               {"evidence", HAVEN_HELD_EVIDENCE}};
  gsize length = strcspn (rest, " ");
  g_autoptr (GError) error = NULL;

  if (length == 0) {
    list_held (plugin, conversation);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strlen (words[i].word) != length || strncmp (rest, words[i].word, length) != 0)
      continue;
    if (haven_held_act (plugin, g_ascii_strtoull (rest + length, NULL, 10), words[i].action, &error))
      haven_say (conversation, _ ("Done. Nobody was told."));
    else
      haven_say (conversation, _ ("That was not possible: %s."), error->message);
    return;
  }
  haven_say (conversation, "%s", _ ("/haven held deliver|release|mute|delete|evidence N"));
}
