/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-draft-commands.h"

#include <glib/gi18n-lib.h>

#include "haven-ask.h"
#include "haven-offers.h"
#include "haven-say.h"
#include "haven-send.h"

/* What can be typed about a text or a file that waits for the user's word. */

static HavenDraft *
require_draft (HavenPlugin *plugin, PurpleConversation *conversation)
{
  HavenDraft *draft = haven_drafts_find (plugin->drafts, conversation);

  if (draft == NULL)
    haven_say (conversation, _ ("No text is waiting here."));
  return draft;
}

/* One at a time: the text before the files. */
static void
answer (HavenPlugin *plugin, PurpleConversation *conversation, HavenAnswer how)
{
  HavenDraft *draft = haven_drafts_find (plugin->drafts, conversation);
  HavenOffer *offer = haven_offers_find (plugin->offers, conversation);

  if (draft != NULL)
    haven_send_answer (plugin, draft, how);
  else if (offer != NULL && how != HAVEN_ANSWER_NOTE && how != HAVEN_ANSWER_FIRST)
    haven_offers_answer (plugin, offer, how);
  else
    haven_say (conversation, _ ("Nothing is waiting here."));
}

/**
 * haven_draft_command_send:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven send: sends it as it is.
 */
void
haven_draft_command_send (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_SEND);
}

/**
 * haven_draft_command_mask:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven mask: covers what was found, then sends it.
 */
void
haven_draft_command_mask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_MASK);
}

/**
 * haven_draft_command_note:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven note: sends it with a content note before it.
 */
void
haven_draft_command_note (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_NOTE);
}

/**
 * haven_draft_command_first:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven first: asks whether now is a good time, and keeps it.
 */
void
haven_draft_command_first (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  answer (plugin, conversation, HAVEN_ANSWER_FIRST);
}

/**
 * haven_draft_command_show:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven draft: shows the text that waits, in the entry where the client has one.
 */
void
haven_draft_command_show (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  HavenDraft *draft = require_draft (plugin, conversation);
  g_autofree char *markup = NULL;

  if (draft == NULL)
    return;
  markup = haven_draft_to_markup (draft);
  if (plugin->ui != NULL && plugin->ui->restore != NULL &&
      plugin->ui->restore (conversation, markup, plugin->ui_data)) {
    haven_draft_set_in_entry (draft, TRUE);
    return;
  }
  haven_say (conversation, _ ("Your text, not sent:"));
  haven_say_markup (conversation, markup);
}

/**
 * haven_draft_command_cancel:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven cancel: drops it.
 */
void
haven_draft_command_cancel (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  gboolean some = haven_drafts_find (plugin->drafts, conversation) != NULL ||
                  haven_offers_find (plugin->offers, conversation) != NULL;

  answer (plugin, conversation, HAVEN_ANSWER_CANCEL);
  if (some)
    haven_say (conversation, _ ("Dropped. Nothing was sent."));
}

/**
 * haven_draft_command_ask:
 * @plugin: the plugin
 * @conversation: where something waits
 * @rest: not used
 *
 * /haven ask: asks about it again.
 */
void
haven_draft_command_ask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  HavenOffer *offer = haven_offers_find (plugin->offers, conversation);
  HavenDraft *draft =
      offer == NULL ? require_draft (plugin, conversation) : haven_drafts_find (plugin->drafts, conversation);

  if (draft != NULL)
    haven_ask_now (plugin, draft);
  if (offer != NULL)
    haven_offers_ask (plugin->offers, offer);
}
