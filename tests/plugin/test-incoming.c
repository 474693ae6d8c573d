/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

#define SETTINGS "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define HEAVY "I cut myself again last night"

static const HarnessOptions usual = {.settings = SETTINGS};
static const HarnessOptions attacked = {
    .settings = "{\"version\": 1, \"profile\": \"under-attack\", \"topics\": {\"suicide\": \"mention\"}}"};
static const HarnessOptions in_bitlbee = {.settings = SETTINGS, .ui = "BitlBee", .direct_im = TRUE};

static gboolean
shows (const HarnessLine *line, const char *part)
{
  return strstr (line->text, part) != NULL;
}

/* What nobody may read of HEAVY before it is opened. */
static void
assert_covered (const HarnessLine *line)
{
  g_assert_false (shows (line, "cut myself"));
  g_assert_true (shows (line, "content note: self-harm"));
}

static void
test_plain_passes (Harness *h)
{
  loopback_say (h->me, "sam", "the kettle is <b>on</b>");
  g_assert_cmpstr (harness_last (h->announced)->text, ==, "the kettle is <b>on</b>");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "the kettle is <b>on</b>");
}

/* A link note stands under the line, and is not part of what was said. */
static void
test_note (Harness *h)
{
  g_autofree char *logs = NULL;

  loopback_say (h->me, "kim", "try https://thetruthaboutcancer.com/a");
  g_assert_cmpstr (harness_last (h->announced)->text, ==, "try https://thetruthaboutcancer.com/a");
  g_assert_nonnull (harness_find (h->shown, "try https://"));
  g_assert_true (g_str_has_prefix (harness_last (h->shown)->text, "ⓘ "));
  logs = harness_read_logs (h);
  g_assert_null (strstr (logs, "ⓘ"));
}

static void
test_listeners (Harness *h)
{
  loopback_say (h->me, "sam", HEAVY);
  assert_covered (harness_last (h->announced));
}

/* However careful the settings are: a contact in need is announced as anybody is, with their name. */
static void
test_crisis_of_a_contact (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);

  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  loopback_say (h->me, "sam", "I want to kill myself tonight");
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 0);
  g_assert_cmpstr (harness_last (h->announced)->who, ==, "sam");
  g_assert_true (shows (harness_last (h->announced), "content note: suicide"));
  g_assert_false (shows (harness_last (h->announced), "kill myself"));
  g_assert_cmpint (harness_last (h->announced)->flags & PURPLE_MESSAGE_RECV, ==, PURPLE_MESSAGE_RECV);
  g_assert_cmpstr (harness_last (h->shown)->who, ==, "sam");
}

static void
test_log (Harness *h)
{
  g_autofree char *logs = NULL;

  loopback_say (h->me, "sam", HEAVY);
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, HEAVY));
  g_assert_null (strstr (logs, "content note"));
}

static void
test_screen (Harness *h)
{
  harness_im (h, "sam");
  loopback_say (h->me, "sam", HEAVY);
  assert_covered (harness_last (h->shown));
  g_assert_true (shows (harness_last (h->shown), "/haven open 1"));
  g_assert_cmpstr (harness_last (h->shown)->who, ==, "sam");
}

static void
test_first_message (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) veils = NULL;

  g_assert_null (purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, "sam", h->me));
  loopback_say (h->me, "sam", HEAVY);
  assert_covered (harness_last (h->shown));
  veils = api->list_veils (api->plugin, harness_im (h, "sam"));
  g_assert_cmpuint (veils->len, ==, 1);
  g_assert_cmpstr (((HavenVeil *)veils->pdata[0])->original, ==, HEAVY);
}

static void
test_me_action (Harness *h)
{
  loopback_say (h->me, "sam", "/me said: " HEAVY);
  g_assert_true (g_str_has_prefix (harness_last (h->announced)->text, "/me "));
  g_assert_true (g_str_has_prefix (harness_last (h->shown)->text, "/me "));
  assert_covered (harness_last (h->announced));
}

static void
test_html_body (Harness *h)
{
  g_autofree char *logs = NULL;

  loopback_say (h->me, "sam", "<html><body><p>I <b>cut</b> myself again</p></body></html>");
  assert_covered (harness_last (h->announced));
  assert_covered (harness_last (h->shown));
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, "myself again"));
}

static void
test_forged (Harness *h)
{
  static const char forged[] = "<span id=\"haven-0123456789abcdef0123456789abcdef\">hello</span>";

  loopback_say (h->me, "sam", forged);
  g_assert_cmpstr (harness_last (h->shown)->text, ==, forged);
}

static void
test_delayed (Harness *h)
{
  serv_got_im (purple_account_get_connection (h->me), "sam", HEAVY, PURPLE_MESSAGE_DELAYED, 1000000);
  assert_covered (harness_last (h->shown));
  g_assert_cmpint (harness_last (h->shown)->flags & PURPLE_MESSAGE_DELAYED, !=, 0);
}

static void
test_raw (Harness *h)
{
  serv_got_im (purple_account_get_connection (h->me), "sam", HEAVY, PURPLE_MESSAGE_RAW, time (NULL));
  assert_covered (harness_last (h->announced));
  g_assert_cmpint (harness_last (h->announced)->flags & PURPLE_MESSAGE_RAW, ==, 0);
}

static void
test_nick_highlight (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  loopback_say_in (room, "sam", "moth: " HEAVY);
  assert_covered (harness_last (h->announced));
  g_assert_cmpint (harness_last (h->shown)->flags & PURPLE_MESSAGE_NICK, !=, 0);
  loopback_say_in (room, "sam", HEAVY);
  g_assert_cmpint (harness_last (h->shown)->flags & PURPLE_MESSAGE_NICK, ==, 0);
}

static void
test_own_echo (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  loopback_say_in (room, "moth", HEAVY);
  g_assert_cmpstr (harness_last (h->shown)->text, ==, HEAVY);
}

static void
test_topic_line (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autofree char *logs = NULL;

  purple_conv_chat_write (PURPLE_CONV_CHAT (room), "sam", "sam has set the topic: " HEAVY,
                          PURPLE_MESSAGE_SYSTEM, time (NULL));
  assert_covered (harness_last (h->shown));
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, HEAVY));
  g_assert_true (harness_command (room, "haven open"));
  g_assert_true (shows (harness_last (h->shown), HEAVY));
}

static void
test_written_by_protocol (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_conv_im_write (PURPLE_CONV_IM (conv), "sam", HEAVY, PURPLE_MESSAGE_RECV, time (NULL));
  assert_covered (harness_last (h->shown));
}

/* A UI that cannot change its lines shows the text as often as it is asked for, and says why it covers none.
 */
static void
test_open_again (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  guint from;

  loopback_say (h->me, "sam", HEAVY);
  g_assert_true (harness_command (conv, "haven open 1"));
  g_assert_true (harness_command (conv, "haven close 1"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "cannot be covered again"));
  from = h->shown->len;
  g_assert_true (harness_command (conv, "haven open 1"));
  g_assert_cmpuint (h->shown->len, ==, from + 1);
  g_assert_true (shows (harness_last (h->shown), HEAVY));
}

static void
test_helpline_asks_for_country (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  g_assert_true (harness_command (conv, "haven helpline"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "For which country?"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "findahelpline.com"));
  g_assert_true (harness_command (conv, "haven helpline nz"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "New Zealand"));
}

static void
test_open (Harness *h)
{
  g_autofree char *logs = NULL;
  const char *first;

  loopback_say (h->me, "sam", HEAVY);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven open 1"));
  g_assert_cmpstr (harness_last (h->shown)->text, ==, HEAVY);
  g_assert_cmpstr (harness_last (h->shown)->who, ==, "sam");
  logs = harness_read_logs (h);
  first = strstr (logs, HEAVY);
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, HEAVY));
}

static void
test_open_all (Harness *h)
{
  guint before;

  loopback_say (h->me, "sam", HEAVY " one");
  loopback_say (h->me, "sam", HEAVY " two");
  before = h->shown->len;
  g_assert_true (harness_command (harness_im (h, "sam"), "haven open all"));
  g_assert_cmpuint (h->shown->len, ==, before + 2);
  g_assert_true (shows (h->shown->pdata[before], "one"));
  g_assert_true (shows (h->shown->pdata[before + 1], "two"));
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* A number that would be another one in fewer bits, and one with something behind it, are no veil's. */
static void
test_open_no_number (Harness *h)
{
  static const char *const typed[] = {"4294967297", "1x", "-1", "0"};

  loopback_say (h->me, "sam", HEAVY);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autofree char *command = g_strconcat ("haven open ", typed[i], NULL);

    g_assert_true (harness_command (harness_im (h, "sam"), command));
    g_assert_nonnull (strstr (harness_last (h->shown)->text, "There is no veil"));
  }
}

static void
test_why (Harness *h)
{
  const HarnessLine *said;

  loopback_say (h->me, "sam", HEAVY);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven why 1"));
  said = harness_last (h->shown);
  g_assert_true (shows (said, "self-harm"));
  g_assert_false (shows (said, "cut myself"));
  g_test_message ("each rule is named once, and then what can be done about it");
  g_assert_cmpuint (count (said->text, "rule cut-myself"), ==, 1);
  g_assert_true (shows (said, "/haven always topic (or person) · /haven wrong"));
}

/* Weeks later, when "/haven undo" knows of nothing, where there is no page to look at. */
static void
test_choices_are_listed_and_taken_back (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = NULL;

  loopback_say (h->me, "sam", HEAVY);
  conv = harness_im (h, "sam");
  g_assert_true (harness_command (conv, "haven choices"));
  g_assert_true (shows (harness_last (h->shown), "Nothing is chosen"));
  g_assert_true (harness_command (conv, "haven always person"));
  g_assert_true (harness_command (conv, "haven wrong 1"));
  g_assert_true (harness_command (conv, "haven choices"));
  g_assert_true (shows (harness_last (h->shown), "1: sam: everything is open"));
  g_assert_true (shows (harness_last (h->shown), "2: “"));
  g_assert_true (shows (harness_last (h->shown), "is silent everywhere (pack “Self-harm”)"));
  g_assert_true (harness_command (conv, "haven choices 99"));
  g_assert_true (shows (harness_last (h->shown), "No choice has that number"));
  g_assert_true (harness_command (conv, "haven choices 1"));
  g_assert_true (shows (harness_last (h->shown), "Taken back: sam: everything is open"));
  while (api->get_settings (api->plugin)->exceptions->len > 0)
    g_assert_true (harness_command (conv, "haven choices 1"));
  loopback_say (h->me, "sam", HEAVY);
  g_assert_false (shows (harness_last (h->shown), "cut myself"));
}

/* Pidgin replays message_history into a window that is made later. */
static void
test_history (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, "sam");
  PurpleConvMessage *message;
  HavenVeil *veil;

  loopback_say (h->me, "sam", HEAVY);
  message = purple_conversation_get_message_history (conv)->data;
  g_assert_null (strstr (purple_conversation_message_get_message (message), "cut myself"));
  veil = api->find_veil (api->plugin, conv, purple_conversation_message_get_message (message));
  g_assert_nonnull (veil);
  g_assert_cmpstr (veil->original, ==, HEAVY);
  g_assert_null (
      api->find_veil (api->plugin, harness_im (h, "kim"), purple_conversation_message_get_message (message)));
}

/* In what a UI with a part of its own, such as gtk-haven, may ask while a line is displayed. */
static void
on_wrote (PurpleAccount *account,
          const char *who,
          const char *text,
          PurpleConversation *conv,
          int flags,
          gpointer data)
{
  Harness *h = data;
  const HavenPluginApi *api = harness_get_api (h);
  HavenVeil *veil = api->current_veil (api->plugin, conv);

  g_assert_nonnull (veil);
  g_assert_cmpstr (text, ==, HEAVY);
  g_assert_cmpstr (veil->original, ==, HEAVY);
  g_assert_true (api->current_verdict (api->plugin, conv) == veil->verdict);
}

static void
test_current (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, "sam");

  purple_signal_connect_priority (purple_conversations_get_handle (), "wrote-im-msg", h,
                                  PURPLE_CALLBACK (on_wrote), h, PURPLE_SIGNAL_PRIORITY_LOWEST);
  loopback_say (h->me, "sam", HEAVY);
  purple_signals_disconnect_by_handle (h);
  g_assert_null (api->current_veil (api->plugin, conv));
}

static void
test_close_forgets (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) veils = NULL;

  loopback_say (h->me, "sam", HEAVY);
  purple_conversation_destroy (harness_im (h, "sam"));
  veils = api->list_veils (api->plugin, NULL);
  g_assert_cmpuint (veils->len, ==, 0);
}

/* Its conversations stay, but nothing may lead to the account any more. */
static void
test_account_removed (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) veils = NULL;

  loopback_say (h->me, "sam", HEAVY);
  purple_accounts_remove (h->me);
  veils = api->list_veils (api->plugin, NULL);
  g_assert_cmpuint (veils->len, ==, 0);
  purple_accounts_add (h->me);
}

static void
test_unload (Harness *h)
{
  loopback_say (h->me, "sam", HEAVY);
  harness_unload (h);
  loopback_say (h->me, "sam", HEAVY);
  g_assert_cmpstr (harness_last (h->shown)->text, ==, HEAVY);
  harness_load (h);
  loopback_say (h->me, "sam", HEAVY);
  assert_covered (harness_last (h->shown));
}

/* A handler that another plugin put between ours may drop the line after the original was put back. */
static gboolean
drop_line (
    PurpleAccount *account, const char *who, char **text, PurpleConversation *conv, int flags, gpointer data)
{
  return TRUE;
}

static void
test_dropped_by_other (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, "sam");
  int handle;

  purple_signal_connect (purple_conversations_get_handle (), "writing-im-msg", &handle,
                         PURPLE_CALLBACK (drop_line), NULL);
  loopback_say (h->me, "sam", HEAVY);
  purple_signals_disconnect_by_handle (&handle);
  g_assert_cmpuint (h->shown->len, ==, 0);
  g_assert_null (api->current_veil (api->plugin, conv));
  loopback_say (h->me, "sam", "tea?");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "tea?");
}

/* A room sends its history to everyone who enters; it counts once, however often one enters. */
static void
test_history_counts_once (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *room = loopback_join (h->me, "corner");
  int id = purple_conv_chat_get_id (PURPLE_CONV_CHAT (room));

  for (guint i = 0; i < 200; i++)
    serv_got_chat_in (purple_account_get_connection (h->me), id, "crow", PURPLE_MESSAGE_DELAYED,
                      "moth: you are a worthless idiot", 1000000);
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 0);
  for (guint i = 0; i < 200 && api->count_held (api->plugin, NULL) == 0; i++)
    loopback_say_in (room, "crow", "moth: you are a worthless idiot");
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 1);
  for (guint i = 0; i < 3; i++)
    serv_got_chat_in (purple_account_get_connection (h->me), id, "crow", PURPLE_MESSAGE_DELAYED,
                      "moth: you are a worthless idiot", 1000000);
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 1);
}

/* What is veiled as it comes is veiled when the room sends it again. */
static void
test_history_of_a_sentence_in_pieces (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  int id = purple_conv_chat_get_id (PURPLE_CONV_CHAT (room));

  serv_got_chat_in (purple_account_get_connection (h->me), id, "sam", PURPLE_MESSAGE_DELAYED,
                    "last night i cut", 1000000);
  serv_got_chat_in (purple_account_get_connection (h->me), id, "sam", PURPLE_MESSAGE_DELAYED, "myself again",
                    1000005);
  g_assert_nonnull (harness_find (h->shown, "last night i cut"));
  g_assert_null (harness_find (h->shown, "myself again"));
}

/* What somebody wrote while the user was away they wrote once, and to them: it counts as if it came just now.
 */
static void
test_offline_counts (Harness *h)
{
  for (guint i = 0; i < 200 && harness_count_held (h) == 0; i++)
    serv_got_im (purple_account_get_connection (h->me), "crow", "you are a worthless idiot",
                 PURPLE_MESSAGE_DELAYED, 1000000);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

/* A window may stay open for months: of very many veils the oldest are forgotten, and their lines stay
 * covered. */
static void
test_very_many (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, "sam");
  g_autoptr (GPtrArray) veils = NULL;

  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  for (guint i = 0; i < 5010; i++)
    loopback_say (h->me, "sam", HEAVY);
  veils = api->list_veils (api->plugin, conv);
  g_assert_cmpuint (veils->len, ==, 5000);
  g_assert_true (harness_command (conv, "haven open 10"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "There is no veil 10 here."));
  g_assert_true (harness_command (conv, "haven open 11"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, HEAVY));
}

static void
test_bitlbee_placeholder (Harness *h)
{
  g_autofree char *words = NULL;

  harness_spin (h);
  loopback_say (h->me, "sam", HEAVY);
  words = purple_markup_strip_html (harness_last (h->shown)->text);
  g_assert_cmpstr (words, ==, "[content note: self-harm · /haven open 1]");
}

static void
test_bitlbee_open (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_spin (h);
  loopback_say (h->me, "sam", HEAVY);
  harness_send (conv, "/haven open 1");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, HEAVY);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

/* There is no place for lines of Haven's own but a message that says whose it is. */
static void
test_bitlbee_answers (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  harness_spin (h);
  harness_send (conv, "!haven held");
  g_assert_true (g_str_has_prefix (harness_last (h->shown)->text, "[Haven] "));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

static void (*show_before) (PurpleConversation *conv,
                            const char *who,
                            const char *alias,
                            const char *text,
                            PurpleMessageFlags flags,
                            time_t when);

/* A UI that writes more lines while it shows one, as many deep as there are bars in the text. */
static void
show_more (PurpleConversation *conv,
           const char *who,
           const char *alias,
           const char *text,
           PurpleMessageFlags flags,
           time_t when)
{
  if (*text == '|')
    purple_conversation_write (conv, NULL, text + 1, PURPLE_MESSAGE_RAW, when);
  show_before (conv, who, alias, text, flags, when);
}

/* The line that is being shown stays the same one, however many come in between. */
static void
test_line_in_a_line (Harness *h)
{
  show_before = h->conversation_ops.write_conv;
  h->conversation_ops.write_conv = show_more;
  loopback_say (h->me, "kim", "||||||||||||||||try https://thetruthaboutcancer.com/a");
  g_assert_true (g_str_has_prefix (harness_last (h->shown)->text, "ⓘ "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/incoming/plain-passes", &usual, test_plain_passes);
  harness_add ("/incoming/note", &usual, test_note);
  harness_add ("/incoming/line-in-a-line", &usual, test_line_in_a_line);
  harness_add ("/incoming/veil/listeners", &usual, test_listeners);
  harness_add ("/incoming/veil/crisis-of-a-contact", &attacked, test_crisis_of_a_contact);
  harness_add ("/incoming/veil/log", &usual, test_log);
  harness_add ("/incoming/veil/screen", &usual, test_screen);
  harness_add ("/incoming/veil/first-message", &usual, test_first_message);
  harness_add ("/incoming/veil/me-action", &usual, test_me_action);
  harness_add ("/incoming/veil/html-body", &usual, test_html_body);
  harness_add ("/incoming/veil/forged", &usual, test_forged);
  harness_add ("/incoming/veil/delayed", &usual, test_delayed);
  harness_add ("/incoming/veil/raw", &usual, test_raw);
  harness_add ("/incoming/veil/dropped-by-other", &usual, test_dropped_by_other);
  harness_add ("/incoming/chat/nick-highlight", &usual, test_nick_highlight);
  harness_add ("/incoming/chat/own-echo", &usual, test_own_echo);
  harness_add ("/incoming/chat/topic-line", &usual, test_topic_line);
  harness_add ("/incoming/written-by-protocol", &usual, test_written_by_protocol);
  harness_add ("/incoming/open/one", &usual, test_open);
  harness_add ("/incoming/open/again", &usual, test_open_again);
  harness_add ("/incoming/helpline/asks-for-country", &usual, test_helpline_asks_for_country);
  harness_add ("/incoming/open/all", &usual, test_open_all);
  harness_add ("/incoming/open/no-number", &usual, test_open_no_number);
  harness_add ("/incoming/open/why", &usual, test_why);
  harness_add ("/incoming/open/choices", &usual, test_choices_are_listed_and_taken_back);
  harness_add ("/incoming/history", &usual, test_history);
  harness_add ("/incoming/current", &usual, test_current);
  harness_add ("/incoming/close-forgets", &usual, test_close_forgets);
  harness_add ("/incoming/account-removed-forgets", &usual, test_account_removed);
  harness_add ("/incoming/unload", &usual, test_unload);
  harness_add ("/incoming/offline-counts", &usual, test_offline_counts);
  harness_add ("/incoming/veil/very-many", &usual, test_very_many);
  harness_add ("/incoming/chat/history-counts-once", &usual, test_history_counts_once);
  harness_add ("/incoming/chat/history-of-a-sentence-in-pieces", &usual,
               test_history_of_a_sentence_in_pieces);
  harness_add ("/incoming/bitlbee/placeholder", &in_bitlbee, test_bitlbee_placeholder);
  harness_add ("/incoming/bitlbee/answers", &in_bitlbee, test_bitlbee_answers);
  harness_add ("/incoming/bitlbee/open", &in_bitlbee, test_bitlbee_open);
  return g_test_run ();
}
