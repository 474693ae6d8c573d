/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-apply.h"

#include <glib/gi18n-lib.h>

#include "conduct/haven-conduct.h"
#include "haven-attack.h"
#include "haven-convert.h"
#include "haven-replay.h"
#include "haven-replies.h"
#include "haven-held-acts.h"
#include "haven-problem.h"
#include "haven-say.h"
#include "policy/haven-policy.h"

static gboolean
names_me (PurpleConversation *conversation, const char *text)
{
  const char *nick = purple_conv_chat_get_nick (PURPLE_CONV_CHAT (conversation));

  return nick != NULL && purple_utf8_has_word (text, nick);
}

/* Puts a placeholder in the message's place. @verdict is taken. */
static void
cover (HavenPlugin *plugin,
       const HavenArrival *arrival,
       char **text,
       PurpleMessageFlags *flags,
       HavenVerdict *verdict)
{
  HavenVeil *veil = haven_veils_add (plugin->veils, arrival, verdict);

  if (veil == NULL) {
    g_warning ("no randomness: a message is shown as it came");
    return;
  }
  if (plugin->is_bitlbee) {
    /* nothing after this covers or restores there: the placeholder itself must say how to open it */
    g_free (veil->placeholder);
    veil->placeholder = haven_veil_cover (veil);
  }
  /* libpurple looks for the nick in the text as it is from here on, which no longer has it */
  if (arrival->kind == HAVEN_CONVERSATION_CHAT && names_me (arrival->conversation, *text))
    *flags |= PURPLE_MESSAGE_NICK;
  *flags &= ~PURPLE_MESSAGE_RAW; /* the placeholder is markup */
  g_free (*text);
  *text = g_strdup (veil->placeholder);
}

/* BitlBee shows what receiving-* leaves and nothing else: notes must stand in the message. */
static void
append_notes (char **text, const HavenVerdict *verdict)
{
  GString *with = g_string_new (*text);

  for (guint i = 0; i < verdict->notes->len; i++) {
    g_autofree char *words = g_markup_escape_text (verdict->notes->pdata[i], -1);

    g_string_append_printf (with, "<br>ⓘ %s", words);
  }
  g_free (*text);
  *text = g_string_free (with, FALSE);
}

/* Before anything is dropped or changed. */
static void
keep_evidence (HavenPlugin *plugin,
               const HavenMessage *message,
               const HavenVerdict *verdict,
               PurpleAccount *account,
               const char *sender)
{
  HavenStanding standing;
  PurpleBuddy *buddy;

  /* records are written by a thread: that one was lost is told with whatever comes next */
  if (haven_keeper_has_lost (plugin->keeper))
    haven_problem_tell (plugin);
  if (!haven_settings_store_get (plugin->store)->keep_evidence)
    return;
  standing = haven_conduct_get_standing (haven_engine_get_conduct (plugin->engine), message->account,
                                         message->sender, message->time);
  buddy = purple_find_buddy (account, sender);
  haven_keeper_incoming (plugin->keeper, message, verdict,
                         buddy != NULL ? purple_buddy_get_contact_alias (buddy) : sender, standing.score);
}

/* What a room sends again to everyone who enters: it was said once and counts once, so the sender's record
 * does not change; but who is held stays held. */
static HavenVerdict *
judge_history (HavenPlugin *plugin, const HavenMessage *message)
{
  HavenConduct *conduct = haven_engine_get_conduct (plugin->engine);
  HavenStanding standing =
      haven_conduct_get_standing (conduct, message->account, message->sender, message->time);
  HavenMessage line = *message;
  HavenVerdict *verdict;

  line.past = TRUE;
  verdict = haven_plugin_judge (plugin, &line);
  if (verdict != NULL)
    haven_policy_hold_again (haven_settings_store_get (plugin->store), verdict, message, &standing);
  return verdict;
}

/* An attention signal comes as a message of the protocol's words. */
static HavenVerdict *
judge_incoming (HavenPlugin *plugin, const HavenMessage *message, PurpleMessageFlags flags)
{
  if (message->kind == HAVEN_CONVERSATION_CHAT && (flags & PURPLE_MESSAGE_DELAYED) != 0)
    return judge_history (plugin, message);
  if ((flags & PURPLE_MESSAGE_NOTIFY) != 0)
    return haven_engine_judge_event (haven_plugin_get_engine (plugin), HAVEN_EVENT_NUDGE, message);
  return haven_plugin_judge (plugin, message);
}

/* Returns: whether it is in the held box and must go no further */
static gboolean
hold (HavenPlugin *plugin,
      const HavenArrival *arrival,
      const HavenMessage *message,
      const HavenVerdict *verdict)
{
  if (!haven_action_keeps_aside (verdict->action))
    return FALSE;
  if ((arrival->flags & PURPLE_MESSAGE_DELAYED) != 0 && haven_held_has (plugin->held, message))
    return TRUE; /* a room's history brings it again */
  if (!haven_held_put (plugin, arrival->account, arrival->sender, message, verdict))
    return FALSE;
  haven_held_changed (plugin, arrival->conversation);
  haven_attack_held (plugin->attack, arrival->conversation, message->time);
  return TRUE;
}

static gboolean
is_placeholder (HavenPlugin *plugin, const char *text)
{
  const HavenVeil *veil = haven_veils_find (plugin->veils, text);

  return veil != NULL && g_str_equal (veil->placeholder, text);
}

/**
 * haven_apply_receiving:
 * @plugin: the plugin
 * @account: the account that received it
 * @sender: who sent it
 * @text: (inout): the message's markup
 * @conversation: (nullable): NULL for a sender's first IM
 * @flags: (inout): the message's flags
 * @kind: IM or chat
 *
 * Called behind every other handler of receiving-*, so that what was encrypted is not any more.
 *
 * Returns: whether the message has been kept and must go no further
 */
gboolean
haven_apply_receiving (HavenPlugin *plugin,
                       PurpleAccount *account,
                       const char *sender,
                       char **text,
                       PurpleConversation *conversation,
                       PurpleMessageFlags *flags,
                       HavenConversationKind kind)
{
  const HavenArrival arrival = {account, conversation, kind, sender, *text, *flags, haven_plugin_now ()};
  g_auto (HavenConverted) converted = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  g_autofree char *declared = haven_spoiler_take (plugin->spoiler, account, conversation, sender);
  gboolean held;

  if (is_placeholder (plugin, *text))
    return FALSE; /* it was judged where it came in, and goes on as a message (haven-headlines.c) */
  haven_convert_incoming (&converted, plugin->addresses, &arrival);
  converted.message.declared = declared;
  verdict = judge_incoming (plugin, &converted.message, *flags);
  if (verdict == NULL)
    return FALSE;
  keep_evidence (plugin, &converted.message, verdict, account, sender);
  held = hold (plugin, &arrival, &converted.message, verdict);
  if ((*flags & PURPLE_MESSAGE_NOTIFY) != 0)
    haven_nudges_came (plugin->nudges, account, sender, held);
  if (held)
    return TRUE;
  /* what cannot be kept must not be hidden: a hold that was not possible is a veil */
  if (verdict->action != HAVEN_ACTION_SHOW && verdict->action != HAVEN_ACTION_ASK)
    cover (plugin, &arrival, text, flags, g_steal_pointer (&verdict));
  else if (plugin->is_bitlbee)
    append_notes (text, verdict);
  else
    haven_lines_received (plugin->lines, account, *text, g_steal_pointer (&verdict));
  return FALSE;
}

/* A line that no receiving-* announced: a topic, a join, a file offer; or a message that a protocol writes
 * by itself, such as a room's history. */
static void
judge_written (HavenPlugin *plugin, const HavenArrival *arrival)
{
  PurpleConversation *conversation = arrival->conversation;
  g_autoptr (HavenVerdict) verdict = haven_apply_judge_told (plugin, conversation, arrival->markup);
  HavenVeil *veil;

  if (verdict == NULL)
    return;
  if (verdict->action == HAVEN_ACTION_SHOW || verdict->action == HAVEN_ACTION_ASK) {
    haven_lines_announce (plugin->lines, conversation, NULL, g_steal_pointer (&verdict));
    return;
  }
  veil = haven_veils_find_line (plugin->veils, conversation, arrival->markup);
  if (veil == NULL) {
    veil = haven_veils_add (plugin->veils, arrival, g_steal_pointer (&verdict));
    if (veil != NULL)
      veil->system = TRUE;
  }
  haven_lines_announce (plugin->lines, conversation, veil, NULL);
}

/**
 * haven_apply_writing:
 * @plugin: the plugin
 * @account: the account
 * @who: whose line it is, as the UI says: Pidgin gives the id, Finch the alias
 * @text: (inout): the line
 * @conversation: where it is written
 * @flags: its flags
 *
 * Called before every other handler of writing-*: from here on the text is the original again, for the log
 * and for everybody who keeps it; what the user sees is covered behind the log.
 */
void
haven_apply_writing (HavenPlugin *plugin,
                     PurpleAccount *account,
                     const char *who,
                     char **text,
                     PurpleConversation *conversation,
                     PurpleMessageFlags flags)
{
  HavenVerdict *verdict = NULL;
  HavenVeil *veil;

  haven_lines_announce (plugin->lines, conversation, NULL, NULL);
  if (haven_say_is_own (flags) || (flags & (PURPLE_MESSAGE_SEND | PURPLE_MESSAGE_ERROR)) != 0)
    return;
  veil = haven_veils_find (plugin->veils, *text);
  if (veil != NULL) {
    char *original = haven_veil_restore (veil, *text);

    g_free (*text);
    *text = original;
    haven_veils_bind (plugin->veils, veil, conversation);
    haven_lines_announce (plugin->lines, conversation, veil, NULL);
  } else if (haven_lines_take_received (plugin->lines, account, *text, &verdict)) {
    haven_lines_announce (plugin->lines, conversation, NULL, verdict);
  } else if (haven_replay_is (plugin, *text, flags)) {
    char *covered = haven_replay_cover (plugin, conversation, *text);

    g_free (*text);
    *text = covered;
  } else if ((flags & (PURPLE_MESSAGE_RECV | PURPLE_MESSAGE_SYSTEM)) != 0) {
    const HavenArrival line = {account, conversation,       haven_convert_kind (conversation), who, *text,
                               flags,   haven_plugin_now ()};

    judge_written (plugin, &line);
  }
}

/**
 * haven_apply_judge_line:
 * @plugin: the plugin
 * @conversation: (nullable): where the line stands
 * @sender: (nullable): who wrote it; only whether they are a contact counts
 * @markup: the line
 *
 * Returns: (transfer full) (nullable): a verdict that counts against nobody: never a hold or a mute
 */
HavenVerdict *
haven_apply_judge_line (HavenPlugin *plugin,
                        PurpleConversation *conversation,
                        const char *sender,
                        const char *markup)
{
  g_auto (HavenConverted) converted = {0};
  PurpleAccount *account = conversation != NULL ? purple_conversation_get_account (conversation) : NULL;
  HavenVerdict *verdict;

  if (account == NULL)
    return NULL;
  haven_convert_line (&converted, plugin->addresses, account, markup, conversation, haven_plugin_now ());
  if (sender != NULL)
    converted.message.contact = purple_find_buddy (account, sender) != NULL;
  verdict = haven_plugin_judge (plugin, &converted.message);
  if (verdict != NULL)
    haven_policy_veil_at_most (verdict);
  return verdict;
}

/**
 * haven_apply_judge_logged:
 * @plugin: the plugin
 * @conversation: whose log it is
 * @author: (nullable): the name under which the line stands there
 * @second: of the day, when it was written; -1 when that is not known
 * @markup: the line's words
 *
 * A sentence in pieces is one in a log too.
 *
 * Returns: (transfer full) (nullable): a verdict that counts against nobody: never a hold or a mute
 */
HavenVerdict *
haven_apply_judge_logged (
    HavenPlugin *plugin, PurpleConversation *conversation, const char *author, int second, const char *markup)
{
  g_auto (HavenConverted) converted = {0};
  PurpleAccount *account = purple_conversation_get_account (conversation);
  HavenVerdict *verdict;

  if (account == NULL)
    return NULL;
  haven_convert_line (&converted, plugin->addresses, account, markup, conversation, haven_plugin_now ());
  converted.message.past = TRUE;
  converted.message.author = second >= 0 ? author : NULL;
  converted.message.said = (second + 1) * G_TIME_SPAN_SECOND; /* no time of day is 0 */
  verdict = haven_plugin_judge (plugin, &converted.message);
  if (verdict != NULL)
    haven_policy_veil_at_most (verdict);
  return verdict;
}

/**
 * haven_apply_judge_told:
 * @plugin: the plugin
 * @conversation: (nullable): where the line stands
 * @markup: a line of libpurple's own: a topic, who comes and who leaves
 *
 * What somebody said is told of in it. To the rules that is said of somebody else, so the words are judged by
 * themselves as well.
 *
 * Returns: (transfer full) (nullable): a verdict that counts against nobody
 */
HavenVerdict *
haven_apply_judge_told (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup)
{
  g_autofree char *words = haven_lines_take_heard (plugin->lines, conversation, markup);
  g_autoptr (HavenVerdict) whole = haven_apply_judge_line (plugin, conversation, NULL, markup);
  g_autoptr (HavenVerdict) said = NULL;

  if (words == NULL || (whole != NULL && whole->action == HAVEN_ACTION_VEIL))
    return g_steal_pointer (&whole);
  said = haven_apply_judge_line (plugin, conversation, NULL, words);
  return said != NULL && said->action == HAVEN_ACTION_VEIL ? g_steal_pointer (&said)
                                                           : g_steal_pointer (&whole);
}

/* A line of Haven's own, which says whose words these are: Pidgin writes what is not logged without a name,
 * and libpurple writes nobody's where the room was left. */
static void
deliver_named (HavenPlugin *plugin, const HavenVeil *veil)
{
  gboolean in_room = purple_conversation_get_type (veil->conversation) == PURPLE_CONV_TYPE_CHAT;
  const char *name = in_room ? veil->sender : purple_conversation_get_title (veil->conversation);
  g_autofree char *covered = haven_names_cover_name (plugin, veil->account, veil->conversation, name);
  g_autofree char *who = g_markup_escape_text (covered != NULL ? covered : name != NULL ? name : "", -1);
  time_t when = (time_t)(veil->time / G_USEC_PER_SEC);
  g_autofree char *line =
      g_strdup_printf ("(%s) %s: %s", purple_time_format (localtime (&when)), who, veil->original);

  haven_say_markup (veil->conversation, line);
}

/* Writes the original of an opened veil as a line of its own, for UIs that cannot change a line that stands.
 * It is not logged again. */
static void
deliver (HavenPlugin *plugin, const HavenVeil *veil)
{
  PurpleMessageFlags flags = PURPLE_MESSAGE_RECV | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED;
  time_t when = (time_t)(veil->time / G_USEC_PER_SEC);
  PurpleConversation *conversation = veil->conversation;

  if (conversation == NULL)
    return;
  if ((veil->flags & PURPLE_MESSAGE_SYSTEM) != 0) {
    haven_say_markup (conversation, veil->original);
    return;
  }
  if (haven_say_is_left (conversation)) {
    deliver_named (plugin, veil);
    return;
  }
  /* not judged again: it is what the user asked to see */
  haven_lines_received (plugin->lines, veil->account, veil->original, NULL);
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
    purple_conv_im_write (PURPLE_CONV_IM (conversation), veil->sender, veil->original, flags, when);
  else
    purple_conv_chat_write (PURPLE_CONV_CHAT (conversation), veil->sender, veil->original, flags, when);
}

/**
 * haven_apply_open:
 * @plugin: the plugin
 * @veil: a veil
 * @open: whether to open or to close it
 */
void
haven_apply_open (HavenPlugin *plugin, HavenVeil *veil, gboolean open)
{
  if (veil->open == open)
    return;
  veil->open = open;
  if (plugin->ui == NULL || plugin->ui->veil_changed == NULL) {
    if (open) {
      deliver (plugin, veil);
      haven_replies_opened (plugin, veil);
    }
  } else if (!plugin->ui->veil_changed (veil, plugin->ui_data) && open && veil->conversation != NULL) {
    deliver_named (plugin, veil);
  }
}
