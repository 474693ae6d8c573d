/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

#define CARD "my card is 4111 1111 1111 1111 ok"

static const HarnessOptions one_line = {.one_line = TRUE};
static const HarnessOptions quick = {.no_packs = TRUE};
static const HarnessOptions bare = {.bare = TRUE};
static const HarnessOptions in_bitlbee = {.ui = "BitlBee", .direct_im = TRUE};

static const HarnessOptions in_public = {.settings = "{\"version\": 1, \"profile\": \"public-room\"}"};

static HavenDraft *
find_draft (Harness *h, PurpleConversation *conv)
{
  const HavenPluginApi *api = harness_get_api (h);

  return api->find_draft (api->plugin, conv);
}

/* Sends a card number, and waits for the question. */
static PurpleConversation *
send_card (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_send (conv, CARD);
  harness_spin (h);
  return conv;
}

/* To drop a text is no reason to open the window that was closed over it. */
static void
test_cancel_after_close (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = send_card (h);
  HavenDraft *draft = find_draft (h, conv);

  purple_conversation_destroy (conv);
  g_assert_true (api->answer_draft (api->plugin, draft, HAVEN_ANSWER_CANCEL));
  g_assert_null (purple_find_conversation_with_account (PURPLE_CONV_TYPE_ANY, "sam", h->me));
}

static void
test_plain_passes (Harness *h)
{
  harness_send (harness_im (h, "sam"), "see you at <b>three</b>");
  g_assert_cmpstr (harness_last_sent (h), ==, "see you at <b>three</b>");
  g_assert_null (harness_last_question (h));
}

static void
test_held (Harness *h)
{
  PurpleConversation *conv = send_card (h);
  HarnessQuestion *question = harness_last_question (h);

  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (question);
  g_assert_null (strstr (question->secondary, "4111"));
  g_assert_nonnull (strstr (question->secondary, "card number"));
  g_assert_true (find_draft (h, conv)->grave);
}

static void
test_send (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_null (find_draft (h, conv));
  g_assert_nonnull (harness_find (h->shown, CARD));
}

static void
test_mask (Harness *h)
{
  send_card (h);
  harness_press (harness_last_question (h), "Mask and send");
  g_assert_cmpstr (harness_last_sent (h), ==, "my card is ••• ok");
}

/* A number right behind another is known for one only when that is masked. */
static void
test_mask_neighbour (Harness *h)
{
  harness_send (harness_im (h, "sam"), "it is 4111 1111 1111 1111 (212) 555-0147 ok");
  harness_spin (h);
  harness_press (harness_last_question (h), "Mask and send");
  g_assert_cmpstr (harness_last_sent (h), ==, "it is ••• ••• ok");
}

static void
test_cancel (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  harness_press (harness_last_question (h), "Cancel");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_null (find_draft (h, conv));
}

static void
test_escape (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  harness_escape (harness_last_question (h));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (find_draft (h, conv));
  g_assert_true (harness_command (conv, "haven draft"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, CARD));
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

static void
test_close (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  purple_conversation_destroy (conv);
  g_assert_null (harness_last_question (h));
  conv = harness_im (h, "sam");
  g_assert_nonnull (find_draft (h, conv));
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

/* A room may be called as a person is: what was meant for one of them does not come up in the other. */
static void
test_close_is_no_room (Harness *h)
{
  PurpleConversation *conv = send_card (h);
  PurpleConversation *room;

  purple_conversation_destroy (conv);
  room = loopback_join (h->me, "sam");
  g_assert_null (find_draft (h, room));
  g_assert_true (harness_command (room, "haven send"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (find_draft (h, harness_im (h, "sam")));
}

/* What was to leave from one account does not come up in another that knows the same person. */
static void
test_close_is_no_other_account (Harness *h)
{
  PurpleAccount *other = purple_account_new ("mouse", LOOPBACK_ID);

  purple_accounts_add (other);
  purple_account_set_enabled (other, purple_core_get_ui (), TRUE);
  purple_conversation_destroy (send_card (h));
  g_assert_null (find_draft (h, purple_conversation_new (PURPLE_CONV_TYPE_IM, other, "sam")));
  g_assert_nonnull (find_draft (h, harness_im (h, "sam")));
}

static void
test_account_removed (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  purple_accounts_remove (h->me);
  g_assert_null (harness_last_question (h));
  g_assert_null (find_draft (h, conv));
  purple_accounts_add (h->me);
}

static void
send_another (PurpleAccount *account, const char *receiver, char **text, gpointer conversation)
{
  if (*text != NULL && strstr (*text, CARD) != NULL)
    purple_conv_im_send (PURPLE_CONV_IM (conversation), "and that of 5500 0000 0000 0004");
}

/* The user's word is for what they were asked about, and not for what somebody sends on that occasion. */
static void
test_send_passes_once (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  purple_signal_connect (purple_conversations_get_handle (), "sending-im-msg", h,
                         PURPLE_CALLBACK (send_another), conv);
  harness_press (harness_last_question (h), "Send anyway");
  purple_signals_disconnect_by_handle (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
  g_assert_nonnull (find_draft (h, conv));
}

static void
test_disconnect (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  purple_account_disconnect (h->me);
  harness_spin (h);
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (find_draft (h, conv));
  purple_account_connect (h->me);
  harness_spin (h);
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

static void
test_unload (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  harness_unload (h);
  g_assert_null (harness_last_question (h));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  harness_load (h);
  g_assert_nonnull (find_draft (h, conv));
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

static void
test_unload_before_question (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_send (conv, CARD);
  harness_unload (h);
  harness_spin (h);
  harness_load (h);
  g_assert_nonnull (find_draft (h, conv));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

static void
test_lines (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_send (conv, "before");
  harness_send (conv, CARD);
  harness_send (conv, "after");
  harness_spin (h);
  g_assert_cmpuint (h->questions->len, ==, 1);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 3);
  g_assert_cmpstr (harness_last_sent (h), ==, "after");
}

static gboolean
split_piece (gpointer data)
{
  purple_conv_im_send (PURPLE_CONV_IM (data), "card is 4111 1111 1111 1111");
  return FALSE;
}

/* As the splitter plugin does: swallow the message, send its pieces from a timer. */
static void
split (PurpleAccount *account, const char *who, char **text, gpointer data)
{
  Harness *h = data;

  if (*text == NULL || strstr (*text, "my card") == NULL)
    return;
  g_clear_pointer (text, g_free);
  purple_timeout_add (0, split_piece, harness_im (h, "sam"));
}

static void
test_splitter (Harness *h)
{
  purple_signal_connect (purple_conversations_get_handle (), "sending-im-msg", h, PURPLE_CALLBACK (split), h);
  send_card (h);
  harness_press (harness_last_question (h), "Send anyway");
  harness_spin (h);
  purple_signal_disconnect (purple_conversations_get_handle (), "sending-im-msg", h, PURPLE_CALLBACK (split));
  g_assert_cmpuint (h->questions->len, ==, 1);
  g_assert_cmpstr (harness_last_sent (h), ==, "card is 4111 1111 1111 1111");
}

/* An encrypting plugin: what it gets is what we judged, what it makes of it we do not see. */
static void
encrypt (PurpleAccount *account, const char *who, char **text, gpointer data)
{
  if (*text == NULL)
    return;
  g_free (*text);
  *text = g_strdup ("?OTR:secret");
}

static void
test_before_encryption (Harness *h)
{
  purple_signal_connect (purple_conversations_get_handle (), "sending-im-msg", h, PURPLE_CALLBACK (encrypt),
                         h);
  send_card (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  harness_press (harness_last_question (h), "Send anyway");
  purple_signal_disconnect (purple_conversations_get_handle (), "sending-im-msg", h,
                            PURPLE_CALLBACK (encrypt));
  g_assert_cmpstr (harness_last_sent (h), ==, "?OTR:secret");
}

static void
test_picture (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  int id = purple_imgstore_add_with_id (g_strdup ("GIF89a"), 6, "a.gif");
  g_autofree char *text = g_strdup_printf (CARD " <img id=\"%d\">", id);

  purple_conv_im_send_with_flags (PURPLE_CONV_IM (conv), text, PURPLE_MESSAGE_IMAGES);
  purple_imgstore_unref_by_id (id); /* as Pidgin does when it empties the entry */
  harness_spin (h);
  g_assert_nonnull (purple_imgstore_find_by_id (id));
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_nonnull (strstr (harness_last_sent (h), "<img"));
  g_assert_cmpint (((LoopbackSent *)loopback_get_sent (h->loopback)->pdata[0])->flags & PURPLE_MESSAGE_IMAGES,
                   !=, 0);
  g_assert_null (purple_imgstore_find_by_id (id));
}

/* Once decided about in one place, a kind of thing is not asked about there again that day; money is. */
static void
test_fades (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_send (conv, "write to me at moth.lamp@mail.example.org");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
  harness_send (conv, "or at other.lamp@mail.example.org");
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  harness_send (harness_im (h, "kim"), "write to me at moth.lamp@mail.example.org");
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *text = g_strdup_printf ("%s, try %u", CARD, i);

    harness_send (conv, text);
    harness_spin (h);
    g_assert_cmpuint (harness_count_sent (h), ==, 2 + i);
    harness_press (harness_last_question (h), "Send anyway");
  }
}

static void
test_chat (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  harness_send (room, CARD);
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "1 person"));
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

/* libpurple passes over what is said in a room that was left: it would be lost. */
static void
test_left_room (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  harness_send (room, CARD);
  harness_spin (h);
  purple_conv_chat_left (PURPLE_CONV_CHAT (room));
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (find_draft (h, room));
}

/* --- a UI with a part of its own --- */

typedef struct {
  HavenDraft *asked;
  guint dismissed;
} Strip;

static gboolean
strip_ask (HavenDraft *draft, gboolean *in_entry, gpointer data)
{
  ((Strip *)data)->asked = draft;
  *in_entry = TRUE;
  return TRUE;
}

static void
strip_dismiss (HavenDraft *draft, gpointer data)
{
  ((Strip *)data)->dismissed++;
}

static void
test_ui (Harness *h)
{
  static const HavenUi ui = {.ask = strip_ask, .dismiss = strip_dismiss};
  const HavenPluginApi *api = harness_get_api (h);
  Strip strip = {0};
  PurpleConversation *conv;

  api->set_ui (api->plugin, &ui, &strip);
  conv = send_card (h);
  g_assert_true (strip.asked == find_draft (h, conv));
  g_assert_cmpuint (h->questions->len, ==, 0);
  /* Enter again, with the same text: asked again, not sent */
  harness_send (conv, CARD);
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_cmpuint (strip.dismissed, ==, 1);
  g_assert_cmpuint (find_draft (h, conv)->lines->len, ==, 1);
  /* and with an edited text: sent, and nothing is left of the draft */
  harness_send (conv, "I will tell you on the phone");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_null (find_draft (h, conv));
  api->set_ui (api->plugin, NULL, NULL);
}

/* It stood in the entry of a window that was closed: there it is no longer. */
static void
test_ui_closed_and_unloaded (Harness *h)
{
  static const HavenUi ui = {.ask = strip_ask, .dismiss = strip_dismiss};
  const HavenPluginApi *api = harness_get_api (h);
  Strip strip = {0};

  api->set_ui (api->plugin, &ui, &strip);
  purple_conversation_destroy (send_card (h));
  api->set_ui (api->plugin, NULL, NULL);
  harness_unload (h);
  harness_load (h);
  g_assert_nonnull (find_draft (h, harness_im (h, "sam")));
}

static void
test_without_dialogs (Harness *h)
{
  PurpleConversation *conv = send_card (h);

  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (find_draft (h, conv));
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

static void
test_command_never_leaves (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  static const char *const commands[] = {"/haven", "/haven open 3", "<b>/haven</b> open all", "/HAVEN held",
                                         NULL};

  for (guint i = 0; commands[i] != NULL; i++)
    harness_send (conv, commands[i]);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  harness_send (conv, "/havenly weather");
  g_assert_cmpstr (harness_last_sent (h), ==, "/havenly weather");
}

static void
test_bitlbee_labels (Harness *h)
{
  HarnessQuestion *question;

  harness_spin (h);
  send_card (h);
  question = harness_last_question (h);
  g_assert_cmpuint (question->labels->len, ==, 2);
  g_assert_nonnull (strstr (question->labels->pdata[0], "OK"));
  g_assert_nonnull (strstr (question->labels->pdata[1], "Cancel"));
  harness_press (question, question->labels->pdata[0]);
  g_assert_cmpstr (harness_last_sent (h), ==, CARD);
}

static void
disturb (Harness *h, GRand *rand)
{
  PurpleConversation *conv = purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, "sam", h->me);
  HarnessQuestion *question = harness_last_question (h);

  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    purple_account_disconnect (h->me);
    if (g_rand_boolean (rand))
      harness_spin (h);
    purple_account_connect (h->me);
    break;
  case 1:
    if (conv != NULL)
      purple_conversation_destroy (conv);
    break;
  case 2:
    harness_unload (h);
    if (g_rand_boolean (rand))
      harness_spin (h);
    harness_load (h);
    break;
  default:
    if (question != NULL)
      harness_escape (question);
  }
  if (g_rand_boolean (rand))
    harness_spin (h);
}

/* Nothing of it in a log, and in no file of Haven's. */
static void
assert_nothing_leaked (Harness *h)
{
  static const char *const names[] = {"held.jsonl", "conduct.json", "reminders.json", "settings.json"};
  g_autofree char *logs = harness_read_logs (h);

  g_assert_null (strstr (logs, "4111"));
  g_assert_null (harness_find (h->shown, "4111"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (h->directory, "haven", names[i], NULL);
    g_autofree char *text = NULL;

    if (g_file_get_contents (path, &text, NULL, NULL))
      g_assert_null (strstr (text, "4111"));
  }
}

/* Whatever happens during a question at whatever moment, once or several times over, to one line or to more:
 * the text leaves only when the user says so, and is still there as long as they have not said so. */
static void
test_nothing_is_lost (Harness *h)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < 1000; i++) {
    PurpleConversation *conv = harness_im (h, "sam");
    guint sent = harness_count_sent (h);
    guint n_lines = (guint)g_rand_int_range (rand, 1, 4);

    for (guint line = 0; line < n_lines; line++)
      harness_send (conv, CARD);
    if (g_rand_boolean (rand))
      harness_spin (h);
    for (guint times = (guint)g_rand_int_range (rand, 1, 4); times > 0; times--)
      disturb (h, rand);
    conv = harness_im (h, "sam");
    g_assert_cmpuint (harness_count_sent (h), ==, sent);
    g_assert_nonnull (find_draft (h, conv));
    g_assert_cmpuint (find_draft (h, conv)->lines->len, ==, n_lines);
    g_assert_cmpstr (find_draft (h, conv)->lines->pdata[n_lines - 1], ==, CARD);
    g_assert_true (harness_command (conv, "haven cancel"));
    g_assert_null (find_draft (h, conv));
  }
  assert_nothing_leaked (h);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/outgoing/plain-passes", NULL, test_plain_passes);
  harness_add ("/outgoing/ask/held", NULL, test_held);
  harness_add ("/outgoing/ask/send", NULL, test_send);
  harness_add ("/outgoing/ask/mask", NULL, test_mask);
  harness_add ("/outgoing/ask/mask-neighbour", NULL, test_mask_neighbour);
  harness_add ("/outgoing/ask/cancel", NULL, test_cancel);
  harness_add ("/outgoing/ask/fades", &in_public, test_fades);
  harness_add ("/outgoing/ask/chat", NULL, test_chat);
  harness_add ("/outgoing/draft/left-room", NULL, test_left_room);
  harness_add ("/outgoing/draft/escape", NULL, test_escape);
  harness_add ("/outgoing/draft/close", NULL, test_close);
  harness_add ("/outgoing/draft/close-is-no-room", &quick, test_close_is_no_room);
  harness_add ("/outgoing/draft/close-is-no-other-account", &quick, test_close_is_no_other_account);
  harness_add ("/outgoing/draft/account-removed", &quick, test_account_removed);
  harness_add ("/outgoing/draft/closed-and-unloaded", &quick, test_ui_closed_and_unloaded);
  harness_add ("/outgoing/send-passes-once", &quick, test_send_passes_once);
  harness_add ("/outgoing/draft/cancel-after-close", NULL, test_cancel_after_close);
  harness_add ("/outgoing/draft/disconnect", NULL, test_disconnect);
  harness_add ("/outgoing/draft/unload", NULL, test_unload);
  harness_add ("/outgoing/draft/unload-before-question", NULL, test_unload_before_question);
  harness_add ("/outgoing/draft/picture", NULL, test_picture);
  harness_add ("/outgoing/draft/nothing-is-lost", &quick, test_nothing_is_lost);
  harness_add ("/outgoing/lines", &one_line, test_lines);
  harness_add ("/outgoing/splitter", NULL, test_splitter);
  harness_add ("/outgoing/before-encryption", NULL, test_before_encryption);
  harness_add ("/outgoing/ui", NULL, test_ui);
  harness_add ("/outgoing/without-dialogs", &bare, test_without_dialogs);
  harness_add ("/outgoing/command-never-leaves", NULL, test_command_never_leaves);
  harness_add ("/outgoing/bitlbee-labels", &in_bitlbee, test_bitlbee_labels);
  return g_test_run ();
}
