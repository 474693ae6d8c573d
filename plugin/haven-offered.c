/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-offered.h"

#include <glib/gi18n-lib.h>

#include "haven-audience.h"
#include "haven-convert.h"
#include "haven-offers.h"
#include "haven-say.h"

/* One offer that waits: its files, and the question about them. What waits is the protocol's own first step
 * (ops.init), so that the transfer is the one that the user began. */

static void
wait_for_answer (PurpleXfer *xfer)
{
}

/**
 * haven_offered_let_go:
 * @file: a file that waits
 *
 * Gives its transfer back to the protocol.
 *
 * Returns: (transfer full) (nullable): the transfer, NULL when its connection has gone
 */
PurpleXfer *
haven_offered_let_go (HavenOfferedFile *file)
{
  PurpleXfer *xfer = g_steal_pointer (&file->xfer);

  if (xfer != NULL)
    xfer->ops.init = file->init;
  return xfer;
}

/**
 * haven_offered_cancel:
 * @file: a file; its transfer, if it still has one, ends here
 */
void
haven_offered_cancel (HavenOfferedFile *file)
{
  PurpleXfer *xfer = haven_offered_let_go (file);

  if (xfer == NULL)
    return;
  purple_xfer_cancel_local (xfer);
  purple_xfer_unref (xfer);
}

static void
file_free (gpointer data)
{
  HavenOfferedFile *file = data;

  haven_offered_cancel (file);
  g_free (file->path);
  g_free (file);
}

/**
 * haven_offered_new:
 * @account: who sends
 * @who: to whom
 *
 * Returns: (transfer full): an offer of no file yet
 */
HavenOffered *
haven_offered_new (PurpleAccount *account, const char *who)
{
  HavenOffered *offered = g_new0 (HavenOffered, 1);

  offered->account = account;
  offered->who = g_strdup (who);
  offered->files = g_ptr_array_new_with_free_func (file_free);
  offered->offer.names = g_ptr_array_new_with_free_func (g_free);
  offered->offer.verdict = haven_verdict_new ();
  offered->offer.conversation = purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, who, account);
  return offered;
}

/**
 * haven_offered_free:
 * @offered: (transfer full): an offer; what still waits of it is cancelled
 */
void
haven_offered_free (HavenOffered *offered)
{
  if (offered->waiting != 0)
    purple_timeout_remove (offered->waiting);
  purple_request_close_with_handle (offered);
  g_ptr_array_unref (offered->files);
  g_ptr_array_unref (offered->offer.names);
  haven_verdict_free (offered->offer.verdict);
  g_free (offered->offer.question);
  g_free (offered->offer.audience);
  g_free (offered->who);
  g_free (offered);
}

/**
 * haven_offered_add:
 * @offered: an offer
 * @xfer: a transfer that is about to begin; it waits from here on
 * @told: what its file says; no strings in it
 * @strips: whether it can be sent without that
 */
void
haven_offered_add (HavenOffered *offered, PurpleXfer *xfer, const HavenMessage *told, gboolean strips)
{
  HavenOfferedFile *file = g_new0 (HavenOfferedFile, 1);

  purple_xfer_ref (xfer);
  file->xfer = xfer;
  file->init = xfer->ops.init;
  file->path = g_strdup (purple_xfer_get_local_filename (xfer));
  file->told = *told;
  file->strips = strips;
  xfer->ops.init = wait_for_answer;
  g_ptr_array_add (offered->files, file);
  g_ptr_array_add (offered->offer.names, g_strdup (purple_xfer_get_filename (xfer)));
}

static char *
join_names (const HavenOffered *offered)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < offered->offer.names->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (char *)offered->offer.names->pdata[i]);
  return g_string_free (names, FALSE);
}

/**
 * haven_offered_say_not_sent:
 * @offered: an offer that Haven lets go of before the user has decided
 */
void
haven_offered_say_not_sent (const HavenOffered *offered)
{
  g_autofree char *names = join_names (offered);

  if (offered->offer.conversation != NULL)
    haven_say (offered->offer.conversation,
               _ ("Not sent: %s. Haven is switched off before you answered; offer it again to send it."),
               names);
}

/**
 * haven_offered_judge:
 * @plugin: the plugin
 * @account: who sends
 * @who: to whom
 * @told: what the files say
 *
 * Returns: (transfer full) (nullable): whether that is to be asked about
 */
HavenVerdict *
haven_offered_judge (HavenPlugin *plugin, PurpleAccount *account, const char *who, const HavenMessage *told)
{
  g_autofree char *id = haven_convert_account_id (account);
  g_autofree char *place = haven_convert_sender_id (account, NULL, who);
  HavenMessage message = *told;

  message.text = "";
  message.direction = HAVEN_DIRECTION_OUTGOING;
  message.account = id;
  message.conversation = place;
  message.contact = purple_find_buddy (account, who) != NULL;
  message.time = haven_plugin_now ();
  return haven_plugin_judge (plugin, &message);
}

static void
answer (gpointer offer, HavenAnswer how)
{
  HavenPlugin *plugin = haven_plugin_get ();

  if (plugin != NULL)
    haven_offers_answer (plugin, offer, how);
}

static void
answer_send (gpointer offer, int button)
{
  answer (offer, HAVEN_ANSWER_SEND);
}

static void
answer_without (gpointer offer, int button)
{
  answer (offer, HAVEN_ANSWER_MASK);
}

static void
answer_cancel (gpointer offer, int button)
{
  answer (offer, HAVEN_ANSWER_CANCEL);
}

/**
 * haven_offered_ask_with_buttons:
 * @offered: an offer that was put into words
 * @plugin: the plugin
 *
 * Asks by libpurple's own dialog.
 */
void
haven_offered_ask_with_buttons (HavenOffered *offered, const HavenPlugin *plugin)
{
  /* the title, not the address: it may be a name that is veiled */
  g_autofree char *primary = g_strdup_printf (_ ("Before this goes to %s"),
                                              purple_conversation_get_title (offered->offer.conversation));
  g_autofree char *secondary = g_strdup_printf ("%s\n%s", offered->offer.question, offered->offer.audience);
  PurpleConversation *conversation = offered->offer.conversation;

  if (plugin->is_bitlbee)
    purple_request_action (offered, _ ("Reminder"), primary, secondary, 1, offered->account, offered->who,
                           conversation, offered, 2, _ ("OK, send it"), G_CALLBACK (answer_send),
                           _ ("Cancel"), G_CALLBACK (answer_cancel));
  else if (offered->offer.strips)
    purple_request_action (offered, _ ("Reminder"), primary, secondary, 2, offered->account, offered->who,
                           conversation, offered, 3, _ ("Send anyway"), G_CALLBACK (answer_send),
                           _ ("Send without it"), G_CALLBACK (answer_without), _ ("Do not send"),
                           G_CALLBACK (answer_cancel));
  else
    purple_request_action (offered, _ ("Reminder"), primary, secondary, 1, offered->account, offered->who,
                           conversation, offered, 2, _ ("Send anyway"), G_CALLBACK (answer_send),
                           _ ("Do not send"), G_CALLBACK (answer_cancel));
}

/**
 * haven_offered_say_how_to_answer:
 * @offered: an offer that was put into words
 *
 * Says it in a line that stays when a dialog is gone: Escape tells nobody.
 */
void
haven_offered_say_how_to_answer (const HavenOffered *offered)
{
  haven_say (offered->offer.conversation, _ ("Not sent yet. %s\nWho gets it: %s\n%s"),
             offered->offer.question, offered->offer.audience,
             offered->offer.strips
                 ? _ ("/haven send · /haven mask (sends it without what it says) · /haven cancel")
                 : _ ("/haven send · /haven cancel"));
}

/**
 * haven_offered_says_something:
 * @file: a file
 *
 * Returns: whether it says more than it shows
 */
gboolean
haven_offered_says_something (const HavenOfferedFile *file)
{
  return (file->told.pictures_say | file->told.files_say) != 0;
}

/* What is told of all that waits now. */
static void
tell (const HavenOffered *offered, HavenMessage *message)
{
  for (guint i = 0; i < offered->files->len; i++) {
    const HavenOfferedFile *file = offered->files->pdata[i];

    message->pictures_say |= file->told.pictures_say;
    message->files_say |= file->told.files_say;
    message->n_photos += file->told.n_photos;
  }
}

/* "Send without it" is offered where each file that says something can be sent without. */
static gboolean
can_strip (const HavenOffered *offered)
{
  gboolean some = FALSE;

  for (guint i = 0; i < offered->files->len; i++) {
    const HavenOfferedFile *file = offered->files->pdata[i];

    if (haven_offered_says_something (file) && !file->strips)
      return FALSE;
    some |= haven_offered_says_something (file);
  }
  return some;
}

/**
 * haven_offered_put_into_words:
 * @offered: an offer in a conversation
 * @plugin: the plugin
 *
 * Makes the question of all that waits now.
 */
void
haven_offered_put_into_words (HavenOffered *offered, HavenPlugin *plugin)
{
  HavenOffer *offer = &offered->offer;
  g_autofree char *names = join_names (offered);
  HavenMessage message = {0};
  HavenVerdict *verdict;

  tell (offered, &message);
  verdict = haven_offered_judge (plugin, offered->account, offered->who, &message);
  if (verdict != NULL) {
    haven_verdict_free (offer->verdict);
    offer->verdict = verdict;
  }
  g_free (offer->question);
  g_free (offer->audience);
  offer->question =
      g_strdup_printf ("%s: %s", names, offer->verdict->label != NULL ? offer->verdict->label : "");
  offer->audience = haven_audience_describe (offer->conversation);
  offer->strips = can_strip (offered);
}
