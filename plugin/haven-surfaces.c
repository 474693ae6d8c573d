/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-surfaces.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-conduct.h"
#include "haven-convert.h"
#include "haven-held-acts.h"
#include "haven-own-name.h"
#include "haven-say.h"
#include "haven-wrap.h"
#include "links/haven-deception.h"
#include "policy/haven-policy.h"

/* What a person can put before the user without sending a message: an invitation, a request to be authorised,
 * a file, a name. The same verdict, with the means that libpurple gives for each. */

#define TITLE_KEY "haven-title" /* of a conversation: the title that Haven gave it */

/* A verdict on something that @sender did, which counts for them; what is held is in the box afterwards. */
static HavenVerdict *
judge_event (
    HavenPlugin *plugin, HavenEvent event, PurpleAccount *account, const char *sender, const char *text)
{
  const HavenArrival arrival = {.account = account,
                                .kind = HAVEN_CONVERSATION_IM,
                                .sender = sender,
                                .markup = text,
                                .time = haven_plugin_now ()};
  g_auto (HavenConverted) converted = {0};
  HavenVerdict *verdict;

  haven_convert_incoming (&converted, plugin->addresses, &arrival);
  verdict = haven_engine_judge_event (haven_plugin_get_engine (plugin), event, &converted.message);
  if (verdict == NULL)
    return NULL;
  if (haven_action_keeps_aside (verdict->action)) {
    if (!haven_held_put (plugin, account, sender, &converted.message, verdict))
      verdict->action = HAVEN_ACTION_VEIL;
    else
      haven_held_changed (plugin, NULL);
  }
  return verdict;
}

static gboolean
is_held (const HavenVerdict *verdict)
{
  return verdict != NULL && haven_action_keeps_aside (verdict->action);
}

static const char *
label_of (const HavenVerdict *verdict)
{
  return verdict->label != NULL ? verdict->label : _ ("content note");
}

/* --- invitations --- */

typedef struct {
  HavenPlugin *plugin;
  PurpleAccount *account;
  GHashTable *components;
} Invitation;

static void
invitation_free (gpointer data)
{
  Invitation *invitation = data;

  purple_request_close_with_handle (invitation);
  g_hash_table_unref (invitation->components);
  g_free (invitation);
}

static void
invitation_drop (Invitation *invitation)
{
  g_ptr_array_remove (invitation->plugin->invitations, invitation);
}

static void
invitation_accept (Invitation *invitation)
{
  PurpleConnection *gc = purple_account_get_connection (invitation->account);

  if (gc != NULL)
    serv_join_chat (gc, invitation->components);
  invitation_drop (invitation);
}

/* What somebody is called that the user is asked about: their name, or what stands for it; NULL for the name.
 */
static char *
cover_inviter (HavenPlugin *plugin, PurpleAccount *account, const char *inviter)
{
  return purple_find_buddy (account, inviter) == NULL
             ? haven_names_cover_name (plugin, account, NULL, inviter)
             : NULL;
}

/* Asks as libpurple does, in words of Haven's. */
static void
ask_covered (HavenPlugin *plugin,
             PurpleAccount *account,
             const char *inviter,
             GHashTable *components,
             const char *words)
{
  Invitation *invitation = g_new0 (Invitation, 1);
  g_autofree char *name = cover_inviter (plugin, account, inviter);
  g_autofree char *text =
      g_strdup_printf (_ ("%s invites you to a room. [%s]"), name != NULL ? name : inviter, words);
  GHashTableIter iter;
  gpointer key, value;

  invitation->plugin = plugin;
  invitation->account = account;
  invitation->components = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, components);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (invitation->components, g_strdup (key), g_strdup (value));
  /* kept by the plugin, because a question that is closed without an answer calls nobody back */
  if (plugin->invitations == NULL)
    plugin->invitations = g_ptr_array_new_with_free_func (invitation_free);
  g_ptr_array_add (plugin->invitations, invitation);
  if (purple_request_accept_cancel (invitation, NULL, _ ("Accept this invitation?"), text,
                                    PURPLE_DEFAULT_ACTION_NONE, account, inviter, NULL, invitation,
                                    G_CALLBACK (invitation_accept), G_CALLBACK (invitation_drop)) == NULL)
    invitation_drop (invitation);
}

/**
 * haven_surfaces_invitation:
 * @plugin: the plugin
 * @account: who is invited
 * @inviter: by whom
 * @room: where to
 * @message: (nullable): in what words
 * @components: what it takes to join
 *
 * Where a protocol tells the inviter about a refusal, nothing can be taken out of the user's sight without
 * telling: there libpurple's own question is asked.
 *
 * Returns: what chat-invited wants: 0 to ask, below 0 to refuse
 */
int
haven_surfaces_invitation (HavenPlugin *plugin,
                           PurpleAccount *account,
                           const char *inviter,
                           const char *room,
                           const char *message,
                           GHashTable *components)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
  g_autofree char *text = g_strconcat (room, message != NULL ? ": " : "", message, NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (HavenVerdict) verdict = judge_event (plugin, HAVEN_EVENT_INVITATION, account, inviter, escaped);

  if (verdict == NULL || protocol->reject_chat != NULL)
    return 0;
  if (verdict->action == HAVEN_ACTION_SHOW) {
    g_autofree char *name = cover_inviter (plugin, account, inviter);

    if (name == NULL)
      return 0;
    ask_covered (plugin, account, inviter, components, text);
  } else if (!is_held (verdict)) {
    ask_covered (plugin, account, inviter, components, label_of (verdict));
  }
  return -1;
}

/**
 * haven_surfaces_forget_account:
 * @plugin: the plugin
 * @account: an account that is being removed; nobody can join a room with it any more
 */
void
haven_surfaces_forget_account (HavenPlugin *plugin, PurpleAccount *account)
{
  for (guint i = plugin->invitations != NULL ? plugin->invitations->len : 0; i > 0; i--)
    if (((Invitation *)plugin->invitations->pdata[i - 1])->account == account)
      g_ptr_array_remove_index (plugin->invitations, i - 1);
}

/* --- authorisation --- */

/**
 * haven_surfaces_authorisation:
 * @plugin: the plugin
 * @account: who is asked
 * @who: who asks
 * @message: (nullable): in what words
 *
 * Returns: what account-authorization-requested-with-message wants: to ask, or to say nothing at all
 */
int
haven_surfaces_authorisation (HavenPlugin *plugin,
                              PurpleAccount *account,
                              const char *who,
                              const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message != NULL ? message : "", -1);
  g_autoptr (HavenVerdict) verdict = judge_event (plugin, HAVEN_EVENT_AUTHORISATION, account, who, escaped);

  return is_held (verdict) ? PURPLE_ACCOUNT_RESPONSE_IGNORE : PURPLE_ACCOUNT_RESPONSE_PASS;
}

/* What is said instead of the words, where they are veiled. */
static char *
cover_words (HavenPlugin *plugin, PurpleAccount *account, const char *words, gboolean is_name)
{
  g_autofree char *covered = is_name ? haven_names_cover_name (plugin, account, NULL, words)
                                     : haven_names_cover_words (plugin, account, NULL, words);

  return covered != NULL ? g_strdup_printf ("[%s]", covered) : g_strdup (words);
}

static void *
request_covered (PurpleAccount *account,
                 const char *remote_user,
                 const char *id,
                 const char *alias,
                 const char *message,
                 gboolean on_list,
                 PurpleAccountRequestAuthorizationCb authorize,
                 PurpleAccountRequestAuthorizationCb deny,
                 void *user_data)
{
  PurpleAccountUiOps *ops = purple_accounts_get_ui_ops ();
  HavenPlugin *plugin = haven_plugin_get ();
  g_autofree char *covered_alias =
      plugin != NULL ? cover_words (plugin, account, alias, TRUE) : g_strdup (alias);
  g_autofree char *covered =
      plugin != NULL ? cover_words (plugin, account, message, FALSE) : g_strdup (message);

  return HAVEN_BEFORE (ops, request_authorize, request_covered) (
      account, remote_user, id, covered_alias, covered, on_list, authorize, deny, user_data);
}

/**
 * haven_surfaces_wrap:
 *
 * The signal about a request cannot change its words, so the UI's operation that shows them is wrapped, as
 * write_conv is.
 */
void
haven_surfaces_wrap (void)
{
  PurpleAccountUiOps *ops = purple_accounts_get_ui_ops ();

  HAVEN_WRAP (ops, request_authorize, request_covered);
}

/**
 * haven_surfaces_unwrap:
 * @plugin: the plugin
 */
void
haven_surfaces_unwrap (HavenPlugin *plugin)
{
  PurpleAccountUiOps *ops = purple_accounts_get_ui_ops ();

  for (GList *l = purple_get_ims (); l != NULL; l = l->next)
    haven_surfaces_forget_title (l->data);
  g_clear_pointer (&plugin->invitations, g_ptr_array_unref);
  HAVEN_UNWRAP (ops, request_authorize, request_covered);
}

/* --- files --- */

/* A neutral name that keeps the ending, so that the file still opens with what it should. */
static char *
neutral_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  gboolean plain = dot != NULL && strlen (dot) <= 6;

  for (const char *at = dot; plain && at[1] != '\0'; at++)
    plain = g_ascii_isalnum (at[1]);
  /* Translators: the name of a file whose own name is veiled; its ending follows */
  return g_strconcat (_ ("file"), plain ? dot : "", NULL);
}

/* Marks of direction that show "exe.gpj" as "jpg.exe"; without them a name reads as it is. */
static char *
straight_name (const char *name)
{
  GString *straight = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069))
      g_string_append_unichar (straight, c);
  }
  return g_string_free (straight, FALSE);
}

/* Says so where the offer stands; without a conversation, beside libpurple's question. */
static void
note_disguise (HavenPlugin *plugin, PurpleXfer *xfer)
{
  PurpleAccount *account = purple_xfer_get_account (xfer);
  const char *sender = purple_xfer_get_remote_user (xfer);
  const char *name = purple_xfer_get_filename (xfer);
  PurpleConversation *conversation =
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, sender, account);
  g_autofree char *straight = NULL;
  /* Translators: about a file that somebody offers */
  const char *words = _ ("This file is a program whose name looks like a document's.");

  if (name == NULL || !g_utf8_validate (name, -1, NULL) || !haven_deception_file_name (name, strlen (name)) ||
      haven_settings_link (haven_settings_store_get (plugin->store), "file-disguise", NULL) < HAVEN_LINK_NOTE)
    return;
  if (conversation != NULL)
    haven_say (conversation, "%s", words);
  else
    purple_notify_warning (plugin->handle, _ ("Haven"), words, NULL);
  straight = straight_name (name);
  purple_xfer_set_filename (xfer, straight);
}

/**
 * haven_surfaces_file:
 * @plugin: the plugin
 * @xfer: a file that somebody offers
 */
void
haven_surfaces_file (HavenPlugin *plugin, PurpleXfer *xfer)
{
  PurpleAccount *account = purple_xfer_get_account (xfer);
  const char *sender = purple_xfer_get_remote_user (xfer);
  const char *name = purple_xfer_get_filename (xfer) != NULL ? purple_xfer_get_filename (xfer) : "";
  g_autofree char *text = g_strconcat (name, xfer->message != NULL ? " " : "", xfer->message, NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (HavenVerdict) verdict = judge_event (plugin, HAVEN_EVENT_FILE, account, sender, escaped);

  if (is_held (verdict)) {
    /* refused without a word: the protocol is not told, so nobody is */
    purple_xfer_set_cancel_recv_fnc (xfer, NULL);
    purple_xfer_set_request_denied_fnc (xfer, NULL);
    xfer->status = PURPLE_XFER_STATUS_CANCEL_LOCAL; /* libpurple does not export its function for this */
    return;
  }
  note_disguise (plugin, xfer);
  name = purple_xfer_get_filename (xfer) != NULL ? purple_xfer_get_filename (xfer) : "";
  if (verdict != NULL && verdict->action == HAVEN_ACTION_VEIL && *name != '\0') {
    g_autofree char *neutral = neutral_name (name);

    purple_xfer_set_filename (xfer, neutral);
    g_clear_pointer (&xfer->message, g_free);
  }
  /* a stranger's picture is shown by nobody but the user */
  if (purple_find_buddy (account, sender) == NULL)
    purple_xfer_set_thumbnail (xfer, NULL, 0, NULL);
}

/* --- joins --- */

/**
 * haven_surfaces_joined:
 * @plugin: the plugin
 * @room: a room
 * @who: somebody who has just come in
 *
 * Coming in again and again is a way to shout. It counts against whoever does it; nothing is kept of it.
 */
void
haven_surfaces_joined (HavenPlugin *plugin, PurpleConversation *room, const char *who)
{
  const HavenArrival arrival = {.account = purple_conversation_get_account (room),
                                .conversation = room,
                                .kind = HAVEN_CONVERSATION_CHAT,
                                .sender = who,
                                .markup = "",
                                .time = haven_plugin_now ()};
  g_auto (HavenConverted) converted = {0};

  haven_convert_incoming (&converted, plugin->addresses, &arrival);
  haven_verdict_free (
      haven_engine_judge_event (haven_plugin_get_engine (plugin), HAVEN_EVENT_JOIN, &converted.message));
}

/**
 * haven_surfaces_is_kept_out:
 * @plugin: the plugin
 * @account: an account
 * @conversation: (nullable): where somebody shows themselves, if that exists
 * @who: they, as the protocol says
 *
 * Returns: whether what they wrote there now would be held
 */
gboolean
haven_surfaces_is_kept_out (HavenPlugin *plugin,
                            PurpleAccount *account,
                            PurpleConversation *conversation,
                            const char *who)
{
  const HavenArrival arrival = {.account = account,
                                .conversation = conversation,
                                .kind = haven_convert_kind (conversation),
                                .sender = who,
                                .markup = "",
                                .time = haven_plugin_now ()};
  g_auto (HavenConverted) converted = {0};
  HavenStanding standing;

  haven_convert_incoming (&converted, plugin->addresses, &arrival);
  standing = haven_conduct_get_standing (haven_engine_get_conduct (plugin->engine), converted.account,
                                         converted.sender, converted.message.time);
  return haven_policy_is_held (haven_settings_store_get (plugin->store), &converted.message, &standing);
}

/**
 * haven_surfaces_hides_coming:
 * @plugin: the plugin
 * @room: a room
 * @who: somebody who comes in or leaves
 *
 * Returns: whether the line about it is left out, because that person is held
 */
gboolean
haven_surfaces_hides_coming (HavenPlugin *plugin, PurpleConversation *room, const char *who)
{
  return haven_surfaces_is_kept_out (plugin, purple_conversation_get_account (room), room, who);
}

/**
 * haven_surfaces_typing:
 * @plugin: the plugin
 * @account: to whom
 * @who: somebody who types
 *
 * "crow is typing" would say that somebody who is held is there. libpurple's signal cannot be stopped, so the
 * state is taken back before anything is drawn.
 */
void
haven_surfaces_typing (HavenPlugin *plugin, PurpleAccount *account, const char *who)
{
  PurpleConversation *conversation =
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, who, account);

  if (conversation != NULL &&
      purple_conv_im_get_typing_state (PURPLE_CONV_IM (conversation)) != PURPLE_NOT_TYPING &&
      haven_surfaces_is_kept_out (plugin, account, conversation, who)) {
    purple_conv_im_set_typing_state (PURPLE_CONV_IM (conversation), PURPLE_NOT_TYPING);
    purple_conv_im_stop_typing_timeout (PURPLE_CONV_IM (conversation));
  }
}

/* --- names --- */

/**
 * haven_surfaces_title:
 * @plugin: the plugin
 * @conversation: a conversation that has just been made, or has another title now
 *
 * What somebody calls themselves stands in the title, the tab and the tray. Pidgin sets it anew whenever the
 * conversation comes to the front.
 */
void
haven_surfaces_title (HavenPlugin *plugin, PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  const char *title = purple_conversation_get_title (conversation);
  g_autofree char *covered = NULL;

  /* the stand-in names the topic, and would be covered itself */
  if (purple_conversation_get_type (conversation) != PURPLE_CONV_TYPE_IM || title == NULL ||
      purple_strequal (title, purple_conversation_get_data (conversation, TITLE_KEY)) ||
      haven_own_name_is (account, purple_conversation_get_name (conversation), title))
    return;
  covered = cover_words (plugin, account, title, TRUE);
  if (g_str_equal (covered, title))
    return;
  g_free (purple_conversation_get_data (conversation, TITLE_KEY));
  purple_conversation_set_data (conversation, TITLE_KEY, g_strdup (covered));
  purple_conversation_set_title (conversation, covered);
}

/**
 * haven_surfaces_titles_anew:
 * @plugin: the plugin
 *
 * The user chose anew what is veiled: every title is the one that libpurple gives, or what stands for it now.
 */
void
haven_surfaces_titles_anew (HavenPlugin *plugin)
{
  if (plugin->names == NULL)
    return; /* still loading */
  for (GList *l = purple_get_ims (); l != NULL; l = l->next) {
    gboolean covered = purple_conversation_get_data (l->data, TITLE_KEY) != NULL;

    haven_surfaces_forget_title (l->data);
    if (covered)
      purple_conversation_autoset_title (l->data); /* which tells of it */
    else
      haven_surfaces_title (plugin, l->data);
  }
}

/**
 * haven_surfaces_forget_title:
 * @conversation: a conversation that is being deleted, or left to itself
 */
void
haven_surfaces_forget_title (PurpleConversation *conversation)
{
  g_free (purple_conversation_get_data (conversation, TITLE_KEY));
  purple_conversation_set_data (conversation, TITLE_KEY, NULL);
}
