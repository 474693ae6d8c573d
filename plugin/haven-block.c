/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-convert.h"
#include "haven-error.h"
#include "haven-say.h"

/* Blocks that stand outside of Haven: on the user's server, or in libpurple's privacy list. Haven never makes
 * one by itself: a server tells the other side, and what is refused cannot be kept for the day it is needed.
 * So what will be noticed is said first, each time. The lists are the server's and libpurple's; nothing of
 * them is stored here. */

#define NS_BLOCKING "urn:xmpp:blocking"

typedef enum {
  MEANS_XMPP,     /* XEP-0191: the server confirms */
  MEANS_PROTOCOL, /* the protocol has a list of its own on its server, and confirms nothing */
  MEANS_LOCAL,    /* libpurple drops what comes */
} Means;

/* What the server was asked. */
typedef struct {
  HavenPlugin *plugin;
  PurpleConversation *conversation; /* (nullable): where to say what came of it, while that is open */
  char *who;
  gboolean blocked;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->who);
  g_free (request);
}

static Means
means_of (PurpleAccount *account)
{
  PurplePlugin *prpl = purple_find_prpl (purple_account_get_protocol_id (account));
  PurplePluginProtocolInfo *protocol = prpl != NULL ? PURPLE_PLUGIN_PROTOCOL_INFO (prpl) : NULL;

  if (g_str_equal (purple_account_get_protocol_id (account), "prpl-jabber"))
    return MEANS_XMPP;
  return protocol != NULL && protocol->add_deny != NULL ? MEANS_PROTOCOL : MEANS_LOCAL;
}

/* Behind a nick in a room there may be no address that is known. A server that refuses what a room hands on
 * makes many rooms take the user for gone, so a room's address is no target. */
static gboolean
is_plain_address (const char *who)
{
  return strchr (who, '@') != NULL && strpbrk (who, "/ \t\n") == NULL;
}

static PurpleAccount *
find_target (const char *account_id, const char *who, char **normal, GError **error)
{
  PurpleAccount *account = haven_convert_find_account (account_id);

  if (account == NULL || !purple_account_is_connected (account)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("the account is not connected"));
    return NULL;
  }
  if (means_of (account) == MEANS_XMPP && !is_plain_address (who)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("\"%s\" is no address like name@server. Where a room shows only a nick no server can "
                    "block it; a mute holds them, and tells them nothing"),
                 who);
    return NULL;
  }
  *normal = g_strdup (purple_normalize (account, who));
  if (g_str_equal (*normal, purple_normalize (account, purple_account_get_username (account)))) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("\"%s\" is you"), who);
    return NULL;
  }
  return account;
}

static const char *
words_for (Means means)
{
  switch (means) {
  case MEANS_XMPP:
    /* Translators: %s is an address */
    return _ ("Blocking %s asks your server to refuse them.\n"
              "They may notice: what they send comes back as not delivered, and you look offline to them.\n"
              "It holds in every program that uses this account, until you take it back.");
  case MEANS_PROTOCOL:
    return _ ("Blocking %s asks the service to refuse them.\n"
              "They may notice: services differ, and many show you as offline or send back what they write.\n"
              "It holds in every program that uses this account, until you take it back.");
  case MEANS_LOCAL:
    return _ ("This service offers no block. Blocking %s drops their private messages on this computer.\n"
              "They are told nothing, and in rooms they can still be read.\n"
              "It holds in this program, until you take it back.");
  }
  return "%s";
}

/**
 * haven_block_describe:
 * @account: "protocol:username"
 * @who: somebody on it
 * @error: why they cannot be blocked
 *
 * Returns: (transfer full) (nullable): what a block would do and what the other side will notice, as plain
 *   text, for the user to read before they say yes
 */
char *
haven_block_describe (const char *account, const char *who, GError **error)
{
  g_autofree char *normal = NULL;
  PurpleAccount *own = find_target (account, who, &normal, error);
  g_autoptr (GString) text = NULL;

  if (own == NULL)
    return NULL;
  text = g_string_new (words_for (means_of (own)));
  g_string_replace (text, "%s", normal, 1);
  g_string_append_printf (
      text, "\n%s",
      _ ("Haven does not see what is refused, so nothing of it is held or kept as evidence. A mute keeps it, "
         "and tells them nothing."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* On XMPP libpurple copies the server's list into its own, whatever its own privacy is set to. */
static gboolean
is_blocked (PurpleAccount *account, const char *who)
{
  g_autofree char *normal = g_strdup (purple_normalize (account, who));

  if (means_of (account) != MEANS_XMPP)
    return !purple_privacy_check (account, normal);
  for (GSList *l = account->deny; l != NULL; l = l->next)
    if (g_str_equal (purple_normalize (account, l->data), normal))
      return TRUE;
  return FALSE;
}

/**
 * haven_block_is:
 * @account: "protocol:username"
 * @who: somebody on it
 *
 * Returns: whether the server, or libpurple, refuses them
 */
gboolean
haven_block_is (const char *account, const char *who)
{
  PurpleAccount *own = haven_convert_find_account (account);

  return own != NULL && is_blocked (own, who);
}

static void
say (HavenPlugin *plugin, PurpleConversation *conversation, const char *text)
{
  if (g_list_find (purple_get_conversations (), conversation) != NULL)
    haven_say (conversation, "%s", text);
  else
    purple_notify_info (plugin->handle, _ ("Haven"), text, NULL);
}

static void
say_done (HavenPlugin *plugin, PurpleConversation *conversation, const char *who, gboolean blocked)
{
  g_autofree char *text =
      blocked ? g_strdup_printf (_ ("%s is blocked. /haven block off %s takes it back."), who, who)
              : g_strdup_printf (_ ("%s is not blocked any more."), who);

  say (plugin, conversation, text);
}

static void
on_answer (xmlnode *iq, gpointer data)
{
  const Request *request = data;
  g_autofree char *text = NULL;

  if (iq == NULL) {
    text =
        g_strdup_printf (_ ("The connection ended before the server answered: whether %s is blocked is not "
                            "known. Once you are connected again, /haven block lists who is."),
                         request->who);
    say (request->plugin, request->conversation, text);
    return;
  }
  if (g_strcmp0 (xmlnode_get_attrib (iq, "type"), "result") == 0) {
    say_done (request->plugin, request->conversation, request->who, request->blocked);
    return;
  }
  text = g_strdup_printf (_ ("Nothing was changed for %s: the server refused, or offers no blocking."),
                          request->who);
  say (request->plugin, request->conversation, text);
}

/* XEP-0191, 3.3 and 3.4. libpurple's own call shows an error of its own where a server has no blocking, and
 * never says when it is done; its list follows the server's push all the same. */
static void
ask_server (HavenPlugin *plugin,
            PurpleConversation *conversation,
            PurpleAccount *account,
            const char *who,
            gboolean blocked)
{
  xmlnode *payload = xmlnode_new (blocked ? "block" : "unblock");
  xmlnode *item = xmlnode_new_child (payload, "item");
  Request *request = g_new0 (Request, 1);

  xmlnode_set_namespace (payload, NS_BLOCKING);
  xmlnode_set_attrib (item, "jid", who);
  request->plugin = plugin;
  request->conversation = conversation;
  request->who = g_strdup (who);
  request->blocked = blocked;
  haven_iqs_ask (plugin->iqs, purple_account_get_connection (account), haven_iq_new ("set", NULL, payload),
                 on_answer, request, request_free);
}

static gboolean
change (HavenPlugin *plugin,
        PurpleConversation *conversation,
        const char *account,
        const char *who,
        gboolean blocked,
        GError **error)
{
  g_autofree char *normal = NULL;
  PurpleAccount *own = find_target (account, who, &normal, error);
  gboolean local;

  if (own == NULL)
    return FALSE;
  haven_keeper_did (plugin->keeper, account, normal, normal, blocked ? "block" : "unblock");
  if (means_of (own) == MEANS_XMPP) {
    ask_server (plugin, conversation, own, normal, blocked);
    return TRUE;
  }
  local = means_of (own) == MEANS_LOCAL;
  /* as Pidgin's own menu does */
  if (blocked)
    purple_privacy_deny (own, normal, local, FALSE);
  else
    purple_privacy_allow (own, normal, local, FALSE);
  say_done (plugin, conversation, normal, blocked);
  return TRUE;
}

/**
 * haven_block_set:
 * @plugin: the plugin
 * @account: "protocol:username"
 * @who: somebody on it
 * @blocked: whether to block them, or to take that back
 * @error: why it could not be asked
 *
 * Only on the user's word, after haven_block_describe(). The user is told when it is done.
 *
 * Returns: whether it was asked for
 */
gboolean
haven_block_set (HavenPlugin *plugin, const char *account, const char *who, gboolean blocked, GError **error)
{
  return change (plugin, NULL, account, who, blocked, error);
}

static void
list_blocked (PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GSList *l = account->deny; l != NULL; l = l->next)
    if (is_blocked (account, l->data))
      g_string_append_printf (text, "%s\n", (const char *)l->data);
  if (text->len > 0)
    g_string_prepend (text, _ ("Blocked for this account, outside of Haven:\n"));
  else
    g_string_append (text, _ ("Nobody is blocked for this account.\n"));
  g_string_append (text, _ ("/haven block WHO says what a block would do, and does nothing yet; "
                            "/haven block off WHO takes one back."));
  haven_say (conversation, "%s", text->str);
}

static void
explain (PurpleConversation *conversation, const char *account, const char *who)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = haven_block_describe (account, who, &error);

  if (text == NULL)
    haven_say (conversation, _ ("That was not possible: %s."), error->message);
  else
    haven_say (conversation, _ ("%s\nNothing is done yet. To go on: /haven block yes %s"), text, who);
}

/**
 * haven_block_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: "", "WHO", "yes WHO" or "off WHO"
 */
void
haven_block_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_autofree char *account = haven_convert_account_id (purple_conversation_get_account (conversation));
  gboolean yes = g_str_has_prefix (rest, "yes "), off = g_str_has_prefix (rest, "off ");
  g_autofree char *typed = g_strstrip (g_strdup (yes || off ? rest + 4 : rest));
  g_autofree char *who = NULL;
  g_autoptr (GError) error = NULL;

  if (*typed == '\0') {
    list_blocked (conversation);
    return;
  }
  who = haven_convert_typed_person (conversation, typed);
  if (!yes && !off)
    explain (conversation, account, who);
  else if (!change (plugin, conversation, account, who, yes, &error))
    haven_say (conversation, _ ("That was not possible: %s."), error->message);
}
