/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-offers.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "haven-convert.h"
#include "haven-copies.h"
#include "haven-offered.h"
#include "haven-pictures.h"
#include "haven-say.h"
#include "sharing/haven-metadata.h"

/**
 * HavenOffers:
 *
 * Files that wait for the user's word before their transfer begins. What waits is the protocol's own first
 * step (ops.init), so that the transfer is the one that the user began, and stands in the UI's list, where it
 * can be stopped too. Nothing is ever lost with one: the file lies where it lay.
 */
struct _HavenOffers {
  HavenPlugin *plugin;
  HavenCopies *copies;
  GPtrArray *offers;   /* HavenOffered, the owner */
  gboolean passing;    /* what is offered right now the user has agreed to */
  const char *copying; /* nullable: and it is this copy */
};

/**
 * haven_offers_new:
 * @plugin: the plugin; its directory is known
 *
 * Returns: (transfer full): no file waits
 */
HavenOffers *
haven_offers_new (HavenPlugin *plugin)
{
  HavenOffers *offers = g_new0 (HavenOffers, 1);

  offers->plugin = plugin;
  offers->copies = haven_copies_new (plugin->directory);
  offers->offers = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_offered_free);
  return offers;
}

/**
 * haven_offers_free:
 * @offers: (nullable) (transfer full): offers; what waits is cancelled and said
 */
void
haven_offers_free (HavenOffers *offers)
{
  if (offers == NULL)
    return;
  /* one by one: each cancelled transfer may be looked for among those that are left */
  while (offers->offers->len > 0) {
    HavenOffered *offer = g_ptr_array_steal_index (offers->offers, 0);

    haven_offered_say_not_sent (offer);
    haven_offered_free (offer);
  }
  g_ptr_array_unref (offers->offers);
  haven_copies_free (offers->copies);
  g_free (offers);
}

/* The question needs a place that is still there when its dialog is not. Pidgin brings it to the front only
 * while the user's own click is being dealt with. */
static void
open_place (const HavenOffered *offer)
{
  purple_conversation_present (purple_conversation_new (PURPLE_CONV_TYPE_IM, offer->account, offer->who));
}

/**
 * haven_offers_ask:
 * @offers: offers
 * @offer: one that is undecided
 *
 * Asks the user, or asks again. Without a conversation one is opened.
 */
void
haven_offers_ask (HavenOffers *offers, HavenOffer *offer)
{
  HavenOffered *offered = (HavenOffered *)offer;
  const HavenUi *ui = offers->plugin->ui;

  purple_request_close_with_handle (offered);
  if (offer->conversation == NULL)
    offer->conversation =
        purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, offered->who, offered->account);
  if (offer->conversation == NULL)
    open_place (offered);
  if (offer->conversation == NULL || offered->waiting != 0)
    return; /* a new conversation brings the question along by itself */
  haven_offered_put_into_words (offered, offers->plugin);
  if (ui != NULL && ui->ask_offer != NULL && ui->ask_offer (offer, offers->plugin->ui_data))
    return;
  haven_offered_say_how_to_answer (offered);
  haven_offered_ask_with_buttons (offered, offers->plugin);
}

static gboolean
ask_idle (gpointer data)
{
  HavenOffered *offer = data;
  HavenPlugin *plugin = haven_plugin_get ();

  offer->waiting = 0;
  if (plugin != NULL)
    haven_offers_ask (plugin->offers, &offer->offer);
  return FALSE;
}

static void
ask_soon (HavenOffered *offer)
{
  if (offer->waiting == 0)
    offer->waiting = purple_timeout_add (0, ask_idle, offer);
}

static HavenOffered *
find_or_add (HavenOffers *offers, PurpleAccount *account, const char *who)
{
  HavenOffered *offer;

  for (guint i = 0; i < offers->offers->len; i++) {
    offer = offers->offers->pdata[i];
    if (offer->account == account && g_str_equal (offer->who, who))
      return offer;
  }
  offer = haven_offered_new (account, who);
  g_ptr_array_add (offers->offers, offer);
  return offer;
}

static void
hold (HavenOffers *offers, PurpleXfer *xfer, const HavenMessage *told, gboolean strips)
{
  HavenOffered *offer =
      find_or_add (offers, purple_xfer_get_account (xfer), purple_xfer_get_remote_user (xfer));

  haven_offered_add (offer, xfer, told, strips);
  ask_soon (offer);
}

/**
 * haven_offers_look:
 * @offers: offers
 * @xfer: a transfer that is about to begin
 *
 * Stops it when there is something to ask. What cannot be read goes as it is: libpurple says what is wrong.
 */
void
haven_offers_look (HavenOffers *offers, PurpleXfer *xfer)
{
  const char *path = purple_xfer_get_local_filename (xfer);
  const PurpleXferUiOps *ui = purple_xfer_get_ui_ops (xfer);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HavenVerdict) verdict = NULL;
  HavenMessage told = {0};
  gboolean whole = FALSE;
  gsize length;
  gconstpointer data;

  if (offers->passing) {
    if (offers->copying != NULL)
      haven_copies_give (offers->copies, offers->copying, xfer);
    return;
  }
  /* a UI that reads by itself gives a name that may be no file's */
  bytes = path != NULL && ui->ui_read == NULL ? haven_metadata_load (path, &whole, NULL) : NULL;
  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &length);
  haven_pictures_add (data, length, &told);
  if (told.pictures_say == 0 && told.files_say == 0 && told.n_photos == 0)
    return;
  verdict = haven_offered_judge (offers->plugin, purple_xfer_get_account (xfer),
                                 purple_xfer_get_remote_user (xfer), &told);
  if (verdict != NULL && verdict->action == HAVEN_ACTION_ASK)
    hold (offers, xfer, &told, whole && haven_metadata_can_strip (haven_metadata_kind (data, length)));
}

/* --- the answer --- */

/* Begins the transfer that waits, or another one where its connection has gone meanwhile. */
static void
begin (HavenOffers *offers, const HavenOffered *offer, HavenOfferedFile *file, const char *copy)
{
  PurpleXfer *xfer = haven_offered_let_go (file);

  if (xfer == NULL) {
    offers->passing = TRUE;
    offers->copying = copy;
    serv_send_file (purple_account_get_connection (offer->account), offer->who,
                    copy != NULL ? copy : file->path);
    offers->passing = FALSE;
    offers->copying = NULL;
    return;
  }
  if (copy != NULL) {
    GStatBuf status;

    purple_xfer_set_local_filename (xfer, copy);
    if (g_stat (copy, &status) == 0)
      purple_xfer_set_size (xfer, (size_t)status.st_size);
    haven_copies_give (offers->copies, copy, xfer);
  }
  xfer->ops.init (xfer);
  purple_xfer_unref (xfer);
}

/* Returns: (element-type utf8) (nullable): a copy, or NULL for a file that says nothing, for each file */
static GPtrArray *
make_copies (HavenOffers *offers, const HavenOffered *offer)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < offer->files->len; i++) {
    const HavenOfferedFile *file = offer->files->pdata[i];
    g_autoptr (GError) error = NULL;
    char *copy =
        haven_offered_says_something (file) ? haven_copies_make (offers->copies, file->path, &error) : NULL;

    if (error != NULL) {
      haven_say (offer->offer.conversation, _ ("Not sent: a picture could not be rewritten (%s)."),
                 error->message);
      for (guint j = 0; j < paths->len; j++)
        haven_copies_remove (paths->pdata[j]);
      return NULL;
    }
    g_ptr_array_add (paths, copy);
  }
  return g_steal_pointer (&paths);
}

static void
dismiss (const HavenOffers *offers, HavenOffered *offer)
{
  const HavenUi *ui = offers->plugin->ui;

  purple_request_close_with_handle (offer);
  if (ui != NULL && ui->dismiss_offer != NULL)
    ui->dismiss_offer (&offer->offer, offers->plugin->ui_data);
}

static void
withdraw (HavenOffers *offers, HavenOffered *offer)
{
  guint index;

  dismiss (offers, offer);
  if (g_ptr_array_find (offers->offers, offer, &index))
    g_ptr_array_steal_index (offers->offers, index);
}

static gboolean
send_files (HavenOffers *offers, HavenOffered *offer, gboolean without)
{
  g_autoptr (GPtrArray) copies = NULL;

  if (!purple_account_is_connected (offer->account)) {
    if (offer->offer.conversation != NULL)
      haven_say (offer->offer.conversation, _ ("Not sent: this conversation is not connected."));
    return FALSE;
  }
  copies = without ? make_copies (offers, offer) : NULL;
  if (without && copies == NULL)
    return FALSE;
  /* a transfer may run anybody's code, and be over at once */
  withdraw (offers, offer);
  for (guint i = 0; i < offer->files->len; i++)
    begin (offers, offer, offer->files->pdata[i], without ? copies->pdata[i] : NULL);
  return TRUE;
}

/**
 * haven_offers_answer:
 * @plugin: the plugin
 * @offer: files that wait
 * @answer: what the user decided: to send, to send without what they say (%HAVEN_ANSWER_MASK), or not to send
 *
 * Returns: whether it is decided and gone; if not it is kept
 */
gboolean
haven_offers_answer (HavenPlugin *plugin, HavenOffer *offer, HavenAnswer answer)
{
  HavenOffers *offers = plugin->offers;
  HavenOffered *offered = (HavenOffered *)offer;
  g_autofree char *place = haven_convert_sender_id (offered->account, NULL, offered->who);

  if (answer != HAVEN_ANSWER_SEND && answer != HAVEN_ANSWER_MASK)
    withdraw (offers, offered);
  else if (!send_files (offers, offered, answer == HAVEN_ANSWER_MASK))
    return FALSE;
  haven_review_answered (plugin->review, place, offer->verdict, answer, haven_plugin_now ());
  haven_offered_free (offered);
  return TRUE;
}

/* --- what happens meanwhile --- */

/**
 * haven_offers_find:
 * @offers: offers
 * @conversation: a conversation
 *
 * Returns: (transfer none) (nullable): the files that wait there
 */
HavenOffer *
haven_offers_find (HavenOffers *offers, PurpleConversation *conversation)
{
  for (guint i = 0; i < offers->offers->len; i++) {
    HavenOffer *offer = offers->offers->pdata[i];

    if (offer->conversation == conversation)
      return offer;
  }
  return NULL;
}

/**
 * haven_offers_list:
 * @offers: offers
 *
 * Returns: (transfer container) (element-type HavenOffer): all that waits
 */
GPtrArray *
haven_offers_list (HavenOffers *offers)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < offers->offers->len; i++)
    g_ptr_array_add (list, offers->offers->pdata[i]);
  return list;
}

/**
 * haven_offers_conversation_created:
 * @offers: offers
 * @conversation: a conversation that has just been made; what waits for it is asked about there
 */
void
haven_offers_conversation_created (HavenOffers *offers, PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *name = NULL;

  if (offers->offers->len == 0 || purple_conversation_get_type (conversation) != PURPLE_CONV_TYPE_IM)
    return;
  name = g_strdup (purple_normalize (account, purple_conversation_get_name (conversation)));
  for (guint i = 0; i < offers->offers->len; i++) {
    HavenOffered *offer = offers->offers->pdata[i];

    if (offer->offer.conversation == NULL && offer->account == account &&
        g_str_equal (purple_normalize (account, offer->who), name)) {
      offer->offer.conversation = conversation;
      ask_soon (offer);
    }
  }
}

/**
 * haven_offers_conversation_deleted:
 * @offers: offers
 * @conversation: a conversation that is going; what waits there waits until it is opened again
 */
void
haven_offers_conversation_deleted (HavenOffers *offers, PurpleConversation *conversation)
{
  for (guint i = 0; i < offers->offers->len; i++) {
    HavenOffered *offer = offers->offers->pdata[i];

    if (offer->offer.conversation == conversation) {
      dismiss (offers, offer);
      offer->offer.conversation = NULL;
    }
  }
}

/* Takes one file out, whose transfer somebody else has ended. */
static void
drop_file (HavenOffers *offers, HavenOffered *offer, guint index)
{
  HavenOfferedFile *file = offer->files->pdata[index];
  PurpleXfer *xfer = haven_offered_let_go (file);

  g_ptr_array_remove_index (offer->files, index);
  g_ptr_array_remove_index (offer->offer.names, index);
  purple_xfer_unref (xfer);
  if (offer->files->len > 0) {
    /* a window that the user closed is not opened for this */
    if (offer->offer.conversation != NULL)
      ask_soon (offer);
    return;
  }
  withdraw (offers, offer);
  haven_offered_free (offer);
}

/**
 * haven_offers_transfer_over:
 * @offers: offers
 * @xfer: a transfer that is complete, cancelled or being destroyed
 */
void
haven_offers_transfer_over (HavenOffers *offers, PurpleXfer *xfer)
{
  haven_copies_forget (offers->copies, xfer);
  for (guint i = 0; i < offers->offers->len; i++) {
    HavenOffered *offer = offers->offers->pdata[i];

    for (guint j = 0; j < offer->files->len; j++) {
      if (((HavenOfferedFile *)offer->files->pdata[j])->xfer == xfer) {
        drop_file (offers, offer, j);
        return;
      }
    }
  }
}

/**
 * haven_offers_signing_off:
 * @offers: offers
 * @connection: a connection that is about to end
 *
 * The protocol's own part of a transfer goes with it; the question stays, and a new transfer is begun when
 * the user says so and is connected again.
 */
void
haven_offers_signing_off (HavenOffers *offers, PurpleConnection *connection)
{
  PurpleAccount *account = purple_connection_get_account (connection);

  for (guint i = 0; i < offers->offers->len; i++) {
    HavenOffered *offer = offers->offers->pdata[i];

    for (guint j = 0; offer->account == account && j < offer->files->len; j++)
      haven_offered_cancel (offer->files->pdata[j]);
  }
}

/**
 * haven_offers_forget_account:
 * @offers: offers
 * @account: an account that is being removed
 */
void
haven_offers_forget_account (HavenOffers *offers, PurpleAccount *account)
{
  for (guint i = offers->offers->len; i > 0; i--) {
    HavenOffered *offer = offers->offers->pdata[i - 1];

    if (offer->account == account) {
      withdraw (offers, offer);
      haven_offered_free (offer);
    }
  }
}
