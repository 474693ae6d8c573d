/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-send.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-reminders.h"
#include "haven-ask.h"
#include "haven-commands.h"
#include "haven-convert.h"
#include "haven-mark.h"
#include "haven-pictures.h"
#include "haven-replies.h"
#include "haven-say.h"
#include "sharing/haven-mask.h"
#include "text/haven-picture-tags.h"

/* The only place that decides whether something leaves. */

static gboolean
asks (const HavenVerdict *verdict)
{
  return verdict != NULL && verdict->action == HAVEN_ACTION_ASK;
}

static HavenVerdict *
judge (HavenPlugin *plugin, PurpleConversation *conversation, const char *text)
{
  g_auto (HavenConverted) converted = {0};

  haven_convert_outgoing (&converted, plugin->addresses, conversation, text, haven_plugin_now ());
  haven_pictures_describe (text, &converted.message);
  return haven_plugin_judge (plugin, &converted.message);
}

static void
keep_evidence (HavenPlugin *plugin, PurpleConversation *conversation, const char *text)
{
  g_auto (HavenConverted) converted = {0};

  if (!haven_settings_store_get (plugin->store)->keep_evidence)
    return;
  haven_convert_outgoing (&converted, plugin->addresses, conversation, text, haven_plugin_now ());
  haven_keeper_outgoing (plugin->keeper, &converted.message);
}

static void
drop (HavenPlugin *plugin, HavenDraft *draft)
{
  if (plugin->ui != NULL && plugin->ui->dismiss != NULL)
    plugin->ui->dismiss (draft, plugin->ui_data);
  haven_drafts_drop (plugin->drafts, draft);
}

/**
 * haven_send_filter:
 * @plugin: the plugin
 * @conversation: where it goes
 * @text: (inout): the markup; set to NULL when it must not leave now
 *
 * Called before every other handler of sending-*, so that what will be encrypted is not yet.
 */
void
haven_send_filter (HavenPlugin *plugin, PurpleConversation *conversation, char **text)
{
  g_autoptr (HavenVerdict) verdict = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *label = NULL;
  HavenDraft *draft;

  if (plugin->passing == conversation) {
    plugin->passing = NULL;
    return;
  }
  if (haven_commands_catch (plugin, conversation, *text)) {
    g_clear_pointer (text, g_free);
    return;
  }
  draft = haven_drafts_find (plugin->drafts, conversation);
  verdict = judge (plugin, conversation, *text);
  if (haven_approvals_cover (plugin->approvals, conversation, *text, haven_plugin_now ())) {
    /* a short answer may stand in what was agreed to as well, and is no piece of it */
    if (!asks (verdict))
      keep_evidence (plugin, conversation, *text);
    return;
  }
  if (draft != NULL && haven_draft_is_waiting (draft)) {
    /* the next line of the same send: it waits with the others, or it would arrive before them */
    haven_drafts_add_line (draft, g_steal_pointer (text), g_steal_pointer (&verdict));
    return;
  }
  if (draft != NULL && haven_draft_is_in_entry (draft)) {
    /* what the user sends now is what stood in the entry, edited or not */
    drop (plugin, draft);
    draft = NULL;
  }
  mark = haven_replies_take (plugin->replies, conversation, *text, haven_plugin_now (), &label);
  if (!asks (verdict) && mark == NULL) {
    keep_evidence (plugin, conversation, *text);
    return;
  }
  if (draft == NULL)
    draft = haven_drafts_add (plugin->drafts, conversation, haven_plugin_now ());
  haven_drafts_add_line (draft, g_steal_pointer (text), g_steal_pointer (&verdict));
  if (mark != NULL)
    haven_drafts_offer_mark (draft, g_steal_pointer (&mark), label);
  haven_ask_soon (draft);
}

/* Masks until nothing is found any more: a number may be found only once its neighbour is gone. */
static char *
mask_fully (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup)
{
  char *masked = g_strdup (markup);

  for (guint round = 0; round < 3; round++) {
    g_autoptr (HavenVerdict) verdict = judge (plugin, conversation, masked);
    char *more;

    if (verdict == NULL)
      break;
    more = haven_sharing_mask (masked, strlen (masked), verdict->findings);
    if (g_str_equal (more, masked)) {
      g_free (more);
      break;
    }
    g_free (masked);
    masked = more;
  }
  return masked;
}

/* The draft's conversation, opened again when it was closed in between; NULL when that is not possible. */
static PurpleConversation *
find_place (HavenDraft *draft)
{
  PurpleAccount *account = haven_draft_get_account (draft);

  if (!purple_account_is_connected (account))
    return NULL;
  if (draft->conversation == NULL && haven_draft_get_kind (draft) == PURPLE_CONV_TYPE_IM)
    return purple_conversation_new (PURPLE_CONV_TYPE_IM, account, haven_draft_get_name (draft));
  if (draft->conversation != NULL && haven_draft_get_kind (draft) == PURPLE_CONV_TYPE_CHAT &&
      purple_conv_chat_has_left (PURPLE_CONV_CHAT (draft->conversation)))
    return NULL;
  return draft->conversation;
}

static void
say_not_connected (const HavenDraft *draft)
{
  if (draft->conversation != NULL)
    haven_say (draft->conversation, _ ("Not sent: this conversation is not connected. Your text is kept."));
}

static void
send_line (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup)
{
  /* nobody says any more whether the entry held pictures: look */
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);
  PurpleMessageFlags flags = haven_picture_tags_next (&pictures) ? PURPLE_MESSAGE_IMAGES : 0;

  haven_approvals_add (plugin->approvals, conversation, markup, haven_plugin_now ());
  keep_evidence (plugin, conversation, markup);
  plugin->passing = conversation;
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
    purple_conv_im_send_with_flags (PURPLE_CONV_IM (conversation), markup, flags);
  else
    purple_conv_chat_send_with_flags (PURPLE_CONV_CHAT (conversation), markup, flags);
  plugin->passing = NULL;
}

/* A line as it is to leave; NULL when it cannot be made so. */
static char *
prepare (HavenPlugin *plugin,
         PurpleConversation *conversation,
         const HavenDraft *draft,
         guint line,
         HavenAnswer how,
         GArray *images)
{
  const char *markup = draft->lines->pdata[line];
  g_autofree char *masked = NULL;
  g_autoptr (GError) error = NULL;
  char *stripped;

  if (how == HAVEN_ANSWER_NOTE && line == 0 && draft->note != NULL) {
    g_autofree char *note = g_markup_escape_text (draft->note, -1);
    g_autofree char *mark = haven_mark_write (note);

    return g_strconcat (mark, markup, NULL);
  }
  if (how != HAVEN_ANSWER_MASK)
    return g_strdup (markup);
  masked = mask_fully (plugin, conversation, markup);
  if (!draft->strips)
    return g_steal_pointer (&masked);
  stripped = haven_pictures_strip (masked, images, &error);
  if (stripped == NULL)
    haven_say (conversation, _ ("Not sent: a picture could not be rewritten (%s). Your text is kept."),
               error->message);
  return stripped;
}

static void
send_lines (HavenPlugin *plugin, PurpleConversation *conversation, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len && g_list_find (purple_get_conversations (), conversation) != NULL; i++)
    send_line (plugin, conversation, lines->pdata[i]);
}

static void
unref_image (gpointer id)
{
  purple_imgstore_unref_by_id (*(int *)id);
}

static gboolean
send_draft (HavenPlugin *plugin, HavenDraft *draft, HavenAnswer how)
{
  PurpleConversation *conversation = find_place (draft);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) images = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_set_clear_func (images, unref_image);
  if (conversation == NULL) {
    say_not_connected (draft);
    return FALSE;
  }
  /* sending may run anybody's code: the draft must be gone from the registry, its pictures must not */
  for (guint i = 0; i < draft->lines->len; i++) {
    char *line = prepare (plugin, conversation, draft, i, how, images);

    if (line == NULL)
      return FALSE;
    g_ptr_array_add (lines, line);
  }
  haven_drafts_withdraw (plugin->drafts, draft);
  if (plugin->ui != NULL && plugin->ui->dismiss != NULL)
    plugin->ui->dismiss (draft, plugin->ui_data);
  send_lines (plugin, conversation, lines);
  haven_draft_release (draft);
  return TRUE;
}

/* The question before something heavy; what is heavy waits where it is. */
static gboolean
ask_reader_first (HavenPlugin *plugin, HavenDraft *draft)
{
  PurpleConversation *conversation = find_place (draft);

  if (conversation != NULL)
    send_line (plugin, conversation, _ ("Is now a good time to talk about something heavy?"));
  else
    say_not_connected (draft);
  return FALSE;
}

static gboolean
edit_draft (HavenPlugin *plugin, HavenDraft *draft)
{
  g_autofree char *markup = haven_draft_to_markup (draft);

  if (draft->conversation == NULL)
    return FALSE;
  if (haven_draft_is_in_entry (draft) ||
      (plugin->ui != NULL && plugin->ui->restore != NULL &&
       plugin->ui->restore (draft->conversation, markup, plugin->ui_data))) {
    drop (plugin, draft);
    return TRUE;
  }
  haven_say (draft->conversation, _ ("Not sent. /haven draft shows your text; /haven cancel drops it."));
  return FALSE;
}

static gboolean
decide (HavenPlugin *plugin, HavenDraft *draft, HavenAnswer answer)
{
  switch (answer) {
  case HAVEN_ANSWER_SEND:
  case HAVEN_ANSWER_MASK:
  case HAVEN_ANSWER_NOTE:
    return send_draft (plugin, draft, answer);
  case HAVEN_ANSWER_FIRST:
    return ask_reader_first (plugin, draft);
  case HAVEN_ANSWER_EDIT:
    return edit_draft (plugin, draft);
  case HAVEN_ANSWER_CANCEL:
    drop (plugin, draft);
    return TRUE;
  }
  return FALSE;
}

/**
 * haven_send_answer:
 * @plugin: the plugin
 * @draft: a draft
 * @answer: what the user decided
 *
 * Returns: whether the draft is decided and gone; if not it is kept
 */
gboolean
haven_send_answer (HavenPlugin *plugin, HavenDraft *draft, HavenAnswer answer)
{
  /* the draft is gone once it is decided */
  g_autoptr (HavenVerdict) verdict = haven_verdict_copy (draft->verdict);
  g_autofree char *conversation =
      haven_convert_sender_id (haven_draft_get_account (draft), NULL, haven_draft_get_name (draft));

  if (!decide (plugin, draft, answer))
    return FALSE;
  if (answer == HAVEN_ANSWER_NOTE && verdict->note_topic != NULL)
    haven_reminders_mark (haven_engine_get_reminders (plugin->engine), NULL, verdict->note_topic);
  haven_review_answered (plugin->review, conversation, verdict, answer, haven_plugin_now ());
  return TRUE;
}
