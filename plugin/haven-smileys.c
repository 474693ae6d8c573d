/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-smileys.h"

#include "detect/haven-moving.h"
#include "haven-convert.h"
#include "haven-wrap.h"

/*
 * Smileys of their own that people send (XMPP, MSN): a word of theirs, and the picture that is drawn in its
 * place wherever the word stands. The word is judged with the message that it stands in. The picture is one
 * from a person like any other: where such pictures are veiled none is asked for, and the word stands as a
 * word. Only once it has come is it known whether it moves, so it is passed on whole, or not at all.
 */

/* A smiley is small; of one that is not, nothing is kept. */
#define MAX_BYTES (512 * 1024)
#define COMING_KEY "haven-smileys" /* of a conversation: word → GByteArray, what has come of its picture */

static gboolean
is_veiled (HavenPlugin *plugin, PurpleConversation *conversation, gboolean moves)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_auto (HavenConverted) converted = {0};
  g_autoptr (HavenVerdict) verdict = NULL;

  haven_convert_line (&converted, plugin->addresses, account, "<img id=\"0\">", conversation,
                      haven_plugin_now ());
  /* in a room nobody says whose it is */
  converted.message.contact =
      purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM &&
      purple_find_buddy (account, purple_conversation_get_name (conversation)) != NULL;
  converted.message.moving = moves;
  verdict = haven_plugin_judge (plugin, &converted.message);
  return verdict != NULL && verdict->action != HAVEN_ACTION_SHOW && verdict->action != HAVEN_ACTION_ASK;
}

/* NULL when nothing of it is kept back, also after Haven has gone. */
static GByteArray *
find_coming (PurpleConversation *conversation, const char *word)
{
  GHashTable *coming = purple_conversation_get_data (conversation, COMING_KEY);

  return coming != NULL ? g_hash_table_lookup (coming, word) : NULL;
}

static GHashTable *
coming_of (PurpleConversation *conversation)
{
  GHashTable *coming = purple_conversation_get_data (conversation, COMING_KEY);

  if (coming == NULL) {
    coming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_byte_array_unref);
    purple_conversation_set_data (conversation, COMING_KEY, coming);
  }
  return coming;
}

static gboolean
add_judged (PurpleConversation *conversation, const char *word, gboolean remote)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);
  HavenPlugin *plugin = haven_plugin_get ();

  if (remote && plugin != NULL && is_veiled (plugin, conversation, FALSE))
    return FALSE;
  if (!HAVEN_BEFORE (ops, custom_smiley_add, add_judged) (conversation, word, remote))
    return FALSE;
  if (remote && plugin != NULL)
    g_hash_table_replace (coming_of (conversation), g_strdup (word), g_byte_array_new ());
  return TRUE;
}

static void
write_later (PurpleConversation *conversation, const char *word, const guchar *data, gsize size)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);
  GByteArray *bytes = find_coming (conversation, word);

  if (bytes == NULL)
    HAVEN_BEFORE (ops, custom_smiley_write, write_later) (conversation, word, data, size);
  else if (size <= MAX_BYTES && bytes->len + size <= MAX_BYTES)
    g_byte_array_append (bytes, data, (guint)size);
  else
    g_byte_array_set_size (bytes, 0);
}

static void
close_judged (PurpleConversation *conversation, const char *word)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);
  HavenPlugin *plugin = haven_plugin_get ();
  const GByteArray *bytes = find_coming (conversation, word);
  gboolean veiled = bytes != NULL && bytes->len > 0 && plugin != NULL &&
                    haven_picture_moves (bytes->data, bytes->len) && is_veiled (plugin, conversation, TRUE);

  if (bytes != NULL && bytes->len > 0 && !veiled)
    HAVEN_BEFORE (ops, custom_smiley_write, write_later) (conversation, word, bytes->data, bytes->len);
  if (bytes != NULL)
    g_hash_table_remove (coming_of (conversation), word);
  HAVEN_BEFORE (ops, custom_smiley_close, close_judged) (conversation, word);
}

/**
 * haven_smileys_wrap:
 * @ops: the operations of some conversation
 *
 * No signal goes before a smiley is drawn, so the operations that bring it are wrapped.
 */
void
haven_smileys_wrap (PurpleConversationUiOps *ops)
{
  if (ops->custom_smiley_add == NULL || ops->custom_smiley_write == NULL || ops->custom_smiley_close == NULL)
    return;
  HAVEN_WRAP (ops, custom_smiley_add, add_judged);
  HAVEN_WRAP (ops, custom_smiley_write, write_later);
  HAVEN_WRAP (ops, custom_smiley_close, close_judged);
}

/**
 * haven_smileys_unwrap:
 * @ops: operations that were wrapped
 */
void
haven_smileys_unwrap (PurpleConversationUiOps *ops)
{
  HAVEN_UNWRAP (ops, custom_smiley_add, add_judged);
  HAVEN_UNWRAP (ops, custom_smiley_write, write_later);
  HAVEN_UNWRAP (ops, custom_smiley_close, close_judged);
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
    haven_smileys_forget (l->data);
}

/**
 * haven_smileys_forget:
 * @conversation: a conversation that is being deleted, or left to itself
 */
void
haven_smileys_forget (PurpleConversation *conversation)
{
  GHashTable *coming = purple_conversation_get_data (conversation, COMING_KEY);

  purple_conversation_set_data (conversation, COMING_KEY, NULL);
  g_clear_pointer (&coming, g_hash_table_unref);
}
