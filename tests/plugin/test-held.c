/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clock.h"
#include "harness.h"

/* What is held, and what can be done about it. */

#define ABUSE "you are a worthless idiot and nobody likes you"

static const HarnessOptions usual = {.settings =
                                         "{\"version\": 1, \"profile\": \"gentle\", \"held-days\": 3}"};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};
static const HarnessOptions veiling = {
    .settings = "{\"version\": 1, \"profile\": \"under-attack\", \"topics\": {\"self-harm\": \"discuss\"}}"};
static const HarnessOptions unlogged = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}",
                                        .unlogged = TRUE};

static void
test_hold_is_silent (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) held = NULL;

  loopback_say (h->me, "crow", "hello there");
  g_assert_cmpuint (h->announced->len, ==, 0);
  g_assert_cmpuint (h->shown->len, ==, 0);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_null (purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, "crow", h->me));
  held = api->list_held (api->plugin);
  g_assert_cmpuint (held->len, ==, 1);
  g_assert_cmpstr (((HavenHeldItem *)held->pdata[0])->markup, ==, "hello there");
  g_assert_cmpstr (((HavenHeldItem *)held->pdata[0])->sender, ==, "crow");
}

static PurpleTypingState
state_when_typing (Harness *h, const char *who)
{
  PurpleConversation *conversation = harness_im (h, who);

  serv_got_typing (purple_account_get_connection (h->me), who, 0, PURPLE_TYPING);
  return purple_conv_im_get_typing_state (PURPLE_CONV_IM (conversation));
}

static void
test_hold_hides_typing (Harness *h)
{
  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  g_assert_cmpint (state_when_typing (h, "crow"), ==, PURPLE_NOT_TYPING);
  g_assert_cmpint (state_when_typing (h, "sam"), ==, PURPLE_TYPING);
}

/* What the box has no room for is not hidden: ten megabytes of words, whoever sends them. */
static void
test_hold_ends_at_its_size (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  const guint size = 1024 * 1024;
  g_autofree char *words = g_strnfill (size, '.');
  g_autoptr (GPtrArray) held = NULL;

  for (guint i = 0; i < 10; i++)
    loopback_say (h->me, "crow", words);
  g_assert_cmpuint (harness_count_held (h), ==, 10);
  g_assert_cmpuint (h->announced->len, ==, 0);
  loopback_say (h->me, "crow", "one more");
  g_assert_cmpuint (harness_count_held (h), ==, 10);
  g_assert_cmpuint (h->announced->len, ==, 1);
  held = api->list_held (api->plugin);
  g_assert_true (
      api->act_on_held (api->plugin, ((HavenHeldItem *)held->pdata[0])->id, HAVEN_HELD_DELETE, NULL));
  loopback_say (h->me, "crow", "and one more");
  g_assert_cmpuint (h->announced->len, ==, 1);
}

/* In JSON each of these is six bytes, and a deleted message stands in the file until that is written anew:
 * all of it must be there again at the next start. */
static void
test_hold_fits_its_file (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autofree char *words = g_strnfill (1024 * 1024, '\1');

  for (guint i = 0; i < 10; i++)
    loopback_say (h->me, "crow", words);
  for (guint64 id = 1; id <= 5; id++)
    g_assert_true (api->act_on_held (api->plugin, id, HAVEN_HELD_DELETE, NULL));
  for (guint i = 0; i < 5; i++)
    loopback_say (h->me, "crow", words);
  g_assert_cmpuint (harness_count_held (h), ==, 10);
  harness_unload (h);
  harness_load (h);
  g_assert_cmpuint (harness_count_held (h), ==, 10);
}

/* Who is released with trust is let through for good, whatever mode is on; until the user mutes them. */
static void
test_trust (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *settings = NULL;

  loopback_say (h->me, "crow", "hello there");
  g_assert_true (harness_command (conv, "haven held release crow"));
  loopback_say (h->me, "crow", "are you there?");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (harness_command (conv, "haven held trust crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "are you there?"));
  loopback_say (h->me, "crow", "it is Anna from school");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "it is Anna from school");
  g_assert_true (harness_command (conv, "haven mute crow"));
  loopback_say (h->me, "crow", "now what");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  harness_unload (h); /* waits until all is written */
  settings = harness_read_file (h, "settings.json");
  g_assert_nonnull (strstr (settings, "\"trusted\""));
}

/* As on a full disk. */
static void
allow_bytes (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* What there is no room for when it is held, or deleted, is written once there is; until then the user knows.
 */
static void
test_hold_on_full_disk (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) held = NULL;

  loopback_say (h->me, "crow", "one");
  loopback_say (h->me, "crow", "two");
  file = harness_read_file (h, "held.jsonl");
  g_ptr_array_set_size (h->notices, 0);
  allow_bytes (strlen (file));
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "held message 3 is kept in memory only*");
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "held message 1 is still on the disk*");
  loopback_say (h->me, "crow", "three");
  g_assert_true (api->act_on_held (api->plugin, 1, HAVEN_HELD_DELETE, NULL));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (h->notices->len, ==, 1);
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "as soon as there is room"));
  allow_bytes (RLIM_INFINITY);
  harness_unload (h);
  harness_load (h);
  api = harness_get_api (h);
  held = api->list_held (api->plugin);
  g_assert_cmpuint (held->len, ==, 2);
  g_assert_cmpstr (((HavenHeldItem *)held->pdata[0])->markup, ==, "two");
  g_assert_cmpstr (((HavenHeldItem *)held->pdata[1])->markup, ==, "three");
}

/* What is known of a sender from a moment ago does not outlive a change to the buddy list. */
static void
test_hold_follows_buddy_list (Harness *h)
{
  PurpleBuddy *crow = purple_buddy_new (h->me, "crow", NULL);

  loopback_say (h->me, "crow", "one");
  g_assert_cmpuint (h->shown->len, ==, 0);
  purple_blist_add_buddy (crow, NULL, NULL, NULL);
  loopback_say (h->me, "crow", "two");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "two");
  purple_blist_remove_buddy (crow);
  loopback_say (h->me, "crow", "three");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "two");
}

static void
test_hold_spares_contacts (Harness *h)
{
  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  loopback_say (h->me, "sam", "hello there");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "hello there");
}

static void
test_deliver (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GError) error = NULL;
  g_autofree char *logs = NULL;

  loopback_say (h->me, "crow", "hello there");
  g_assert_true (api->act_on_held (api->plugin, 1, HAVEN_HELD_DELIVER, &error));
  g_assert_no_error (error);
  g_assert_true (strstr (harness_last (h->shown)->text, "hello there") != NULL);
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 0);
  g_assert_cmpuint (h->announced->len, ==, 0);
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, "hello there"));
  g_assert_false (api->act_on_held (api->plugin, 99, HAVEN_HELD_DELETE, &error));
  g_assert_nonnull (error);
}

/* libpurple writes nothing of somebody who is ignored in the room: what would not be shown stays held. */
static void
test_deliver_of_who_is_ignored (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autoptr (GError) error = NULL;

  loopback_say_in (room, "crow", "hello there");
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 1);
  purple_conv_chat_ignore (PURPLE_CONV_CHAT (room), "crow");
  g_assert_false (api->act_on_held (api->plugin, 1, HAVEN_HELD_DELIVER, &error));
  g_assert_nonnull (strstr (error->message, "ignored"));
  g_assert_cmpuint (api->count_held (api->plugin, NULL), ==, 1);
  purple_conv_chat_unignore (PURPLE_CONV_CHAT (room), "crow");
  g_clear_error (&error);
  g_assert_true (api->act_on_held (api->plugin, 1, HAVEN_HELD_DELIVER, &error));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "hello there"));
}

static void
test_held_command (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  loopback_say (h->me, "crow", "hello there");
  g_assert_true (harness_command (conv, "haven held"));
  g_assert_true (strstr (harness_last (h->shown)->text, "crow") != NULL);
  g_assert_true (harness_command (conv, "haven held deliver 1"));
  g_assert_nonnull (harness_find (h->shown, "hello there"));
}

/* Grouped by reason and person. */
static void
test_list (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  const char *text;

  for (guint i = 0; i < 10; i++)
    loopback_say (h->me, "crow", "hello there");
  loopback_say (h->me, "rook", "hello there");
  g_assert_true (harness_command (conv, "haven held"));
  text = harness_last (h->shown)->text;
  g_assert_nonnull (strstr (text, "under attack · crow · 10 messages: 1, 2, 3, 4, 5, 6, 7, 8, …"));
  g_assert_nonnull (strstr (text, "under attack · rook · 1 message: 11"));
  g_assert_null (strstr (text, "hello there"));
}

/* What one person is held for is told together. */
static void
test_list_names_everyone_once (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  const char *text, *first;

  for (guint i = 0; i < 20 && harness_count_held (h) < 2; i++)
    loopback_say (h->me, "crow", ABUSE);
  g_assert_true (harness_command (conv, "haven held mute crow"));
  loopback_say (h->me, "crow", "good morning");
  g_assert_true (harness_command (conv, "haven held"));
  text = harness_last (h->shown)->text;
  first = strstr (text, "· crow ·");
  g_assert_nonnull (first);
  g_assert_null (strstr (first + 1, "· crow ·"));
  g_assert_nonnull (strstr (text, ", muted by you · crow · 3 messages: 1, 2, 3"));
}

static void
test_read (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  loopback_say (h->me, "crow", "hello &amp; <b>there</b>");
  g_assert_true (harness_command (conv, "haven held read 1"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "hello &amp; there"));
  g_assert_true (harness_command (conv, "haven held read 7"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "has the number 7"));
  g_assert_true (harness_command (conv, "haven held read 1st"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "has the number 1st"));
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

/* A name can be what somebody did not want to meet, here as anywhere. */
static void
test_name_covered (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  loopback_say (h->me, "cut myself again", "hello there");
  g_assert_true (harness_command (conv, "haven held"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "name 1: self-harm · 1 message: 1"));
  g_assert_null (strstr (harness_last (h->shown)->text, "cut myself"));
  g_assert_true (harness_command (conv, "haven held read 1"));
  g_assert_null (strstr (harness_last (h->shown)->text, "cut myself"));
  g_assert_true (harness_command (conv, "haven held delete name 1: self-harm"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
}

/* On some services people are called by numbers: one that is no held message's is somebody's. */
static void
test_named_by_a_number (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  loopback_say (h->me, "10042", "hello there");
  loopback_say (h->me, "10042", "hello again");
  g_assert_true (harness_command (conv, "haven held delete 10042"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_true (harness_command (conv, "haven held delete 10042"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "Nothing of &quot;10042&quot; is held."));
}

static char *
say_aside (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) list = api->list_aside (api->plugin);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    const HavenAside *aside = list->pdata[i];

    g_string_append_printf (text, "%s%s ", aside->name, aside->muted ? " muted" : " held");
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who is muted is named, and let through again, also when nothing of theirs is held any more. */
static void
test_mute_without_messages (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *before = NULL, *after = NULL;

  for (guint i = 0; i < 8; i++)
    loopback_say (h->me, "crow", ABUSE);
  g_assert_true (harness_command (conv, "haven held mute crow"));
  g_assert_true (harness_command (conv, "haven held delete crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  before = say_aside (h);
  g_assert_cmpstr (before, ==, "crow muted ");
  g_assert_true (harness_command (conv, "haven mute"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "crow · muted until you release them"));
  g_assert_true (harness_command (conv, "haven held release crow"));
  after = say_aside (h);
  g_assert_cmpstr (after, ==, "");
  loopback_say (h->me, "crow", "sorry about that");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "sorry about that");
}

/* On the user's word alone, before Haven noticed anything. */
static void
test_mute_somebody_new (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  g_assert_true (harness_command (conv, "haven mute crow"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "Muted: what crow sends is held"));
  loopback_say (h->me, "crow", "it is me again");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_null (harness_find (h->shown, "it is me again"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (conv, "haven release crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "it is me again"));
  g_assert_true (harness_command (conv, "haven release crow"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "neither held nor muted"));
  g_assert_true (harness_command (conv, "haven mute moth"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "is you"));
}

/* A name that was mistyped looks like a mute that works; it is said. */
static void
test_mute_nobody (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "crow", NULL, PURPLE_CBFLAGS_NONE, FALSE);
  g_assert_true (harness_command (room, "haven mute crwo"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "Nobody of that name has written here"));
  g_assert_true (harness_command (room, "haven mute crow"));
  g_assert_null (strstr (harness_last (h->shown)->text, "Nobody of that name"));
}

/* A contact stays visible, whatever was said of them. */
static void
test_mute_a_contact (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  g_assert_true (harness_command (conv, "haven mute sam"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "is covered, not held"));
  loopback_say (h->me, "sam", "are you there");
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "content note: muted by you"));
  g_assert_null (strstr (harness_last (h->shown)->text, "are you there"));
}

/* Waits for what a thread writes, or the test runs out of time. */
static void
wait_for_memory (Harness *h, const char *name, gboolean present)
{
  g_autofree char *text = harness_read_file (h, "conduct.json");

  while ((text != NULL && strstr (text, name) != NULL) != present) {
    g_usleep (1000);
    g_free (text);
    text = harness_read_file (h, "conduct.json");
  }
}

/* A client that ends hard has no last word: what the user said is on the disk soon, not at the end. */
static void
test_mute_is_kept_at_once (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven mute crow"));
  wait_for_memory (h, "crow", TRUE);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven release crow"));
  wait_for_memory (h, "crow", FALSE);
}

static void
test_by_name (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  for (guint i = 0; i < 3; i++)
    loopback_say (h->me, "crow", "hello there");
  loopback_say (h->me, "rook", "hello there");
  g_assert_true (harness_command (conv, "haven held delete crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (harness_command (conv, "haven held delete jay"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "jay"));
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

/* Why somebody is held names the rules and the times that led there, also when they write something kind.
 * Times are those of the reader's own zone. */
static void
test_reason (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (test_clock_get () / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autoptr (GPtrArray) held = NULL;
  const HavenHeldItem *item;

  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  loopback_say (h->me, "crow", "good morning");
  held = api->list_held (api->plugin);
  item = held->pdata[held->len - 1];
  g_assert_cmpstr (item->markup, ==, "good morning");
  g_assert_cmpstr (item->cause, !=, "held");
  g_assert_nonnull (strstr (item->reason, day));
  g_assert_nonnull (strstr (item->reason, "for what came before: "));
  g_assert_true (g_regex_match_simple ("\\([a-z0-9-]+/[a-z0-9-]+\\)", item->reason, 0, 0));
  g_assert_null (strstr (item->reason, "worthless"));
}

/* What a room says again of somebody who was muted since says why it is held, and is there after a restart.
 */
static void
test_history_is_kept (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autoptr (GPtrArray) held = NULL;
  const HavenHeldItem *item;

  for (guint i = 0; i < 200 && harness_count_held (h) == 0; i++)
    loopback_say_in (room, "crow", "moth: you are a worthless idiot");
  g_assert_true (harness_command (room, "haven held mute crow"));
  serv_got_chat_in (purple_account_get_connection (h->me), purple_conv_chat_get_id (PURPLE_CONV_CHAT (room)),
                    "crow", PURPLE_MESSAGE_DELAYED, "said long before", time (NULL));
  g_assert_cmpuint (harness_count_held (h), ==, 2);
  harness_unload (h);
  harness_load (h);
  api = harness_get_api (h);
  held = api->list_held (api->plugin);
  g_assert_cmpuint (held->len, ==, 2);
  item = held->pdata[1];
  g_assert_cmpstr (item->markup, ==, "said long before");
  g_assert_true (item->room);
  g_assert_cmpstr (item->cause, ==, "muted by you");
  g_assert_nonnull (strstr (item->reason, "Muted by you"));
}

/* Release undoes every step, and what was held comes late. */
static void
test_release (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  g_assert_true (harness_command (conv, "haven held release crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  loopback_say (h->me, "crow", "good morning");
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "good morning"));
}

/* As in BitlBee, which never adds its accounts to libpurple's list. */
static void
test_release_of_unlisted_account (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_accounts_remove (h->me);
  g_assert_true (harness_command (conv, "haven mute crow"));
  loopback_say (h->me, "crow", "good morning");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_true (harness_command (conv, "haven mute"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "crow · muted until you release them"));
  g_assert_true (harness_command (conv, "haven release crow"));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "good morning"));
  purple_accounts_add (h->me);
}

static void
test_mute_by_user (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, "sam");
  g_autoptr (GPtrArray) held = NULL;

  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  g_assert_true (harness_command (conv, "haven held mute crow"));
  test_clock_pass (60 * G_TIME_SPAN_DAY);
  loopback_say (h->me, "crow", "good morning");
  held = api->list_held (api->plugin);
  g_assert_cmpstr (((HavenHeldItem *)held->pdata[held->len - 1])->cause, ==, "muted by you");
}

static void
test_explained_once (Harness *h)
{
  loopback_say (h->me, "crow", "hello there");
  loopback_say (h->me, "crow", "hello again");
  g_assert_cmpuint (h->notices->len, ==, 1);
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "/haven held"));
  harness_unload (h);
  harness_load (h);
  loopback_say (h->me, "crow", "hello once more");
  g_assert_cmpuint (h->notices->len, ==, 1);
}

static void
test_forgotten_in_time (Harness *h)
{
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  harness_pass_hour (h);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  for (guint i = 0; i <= 6; i++) { /* three days, and half a day */
    g_assert_cmpuint (harness_count_held (h), ==, 1);
    test_clock_pass (G_TIME_SPAN_DAY / 2);
    harness_pass_hour (h);
  }
  g_assert_cmpuint (harness_count_held (h), ==, 0);
}

/* What the user deleted is off the disk within the hour, and the rest stands. */
static void
test_deleted_leaves_the_disk (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *text = NULL;

  loopback_say (h->me, "crow", "one secret");
  loopback_say (h->me, "crow", "two others");
  g_assert_true (harness_command (conv, "haven held delete 1"));
  harness_pass_hour (h);
  text = harness_read_file (h, "held.jsonl");
  g_assert_null (strstr (text, "secret"));
  g_assert_nonnull (strstr (text, "two others"));
  loopback_say (h->me, "crow", "three");
  harness_unload (h);
  harness_load (h);
  g_assert_cmpuint (harness_count_held (h), ==, 2);
}

static void
test_unlogged_is_in_memory (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *text = NULL;

  loopback_say (h->me, "crow", "one secret");
  g_assert_true (harness_command (conv, "haven held"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "in memory only"));
  text = harness_read_file (h, "held.jsonl");
  g_assert_true (text == NULL || strstr (text, "secret") == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/held/silent", &attacked, test_hold_is_silent);
  harness_add ("/held/ends-at-its-size", &attacked, test_hold_ends_at_its_size);
  harness_add ("/held/on-full-disk", &attacked, test_hold_on_full_disk);
  harness_add ("/held/fits-its-file", &attacked, test_hold_fits_its_file);
  harness_add ("/held/follows-buddy-list", &attacked, test_hold_follows_buddy_list);
  harness_add ("/held/spares-contacts", &attacked, test_hold_spares_contacts);
  harness_add ("/held/hides-typing", &attacked, test_hold_hides_typing);
  harness_add ("/held/trust", &attacked, test_trust);
  harness_add ("/held/deliver", &attacked, test_deliver);
  harness_add ("/held/deliver-of-who-is-ignored", &attacked, test_deliver_of_who_is_ignored);
  harness_add ("/held/command", &attacked, test_held_command);
  harness_add ("/held/list", &attacked, test_list);
  harness_add ("/held/list-names-everyone-once", &usual, test_list_names_everyone_once);
  harness_add ("/held/read", &attacked, test_read);
  harness_add ("/held/name-covered", &veiling, test_name_covered);
  harness_add ("/held/by-name", &attacked, test_by_name);
  harness_add ("/held/named-by-a-number", &attacked, test_named_by_a_number);
  harness_add ("/held/reason", &usual, test_reason);
  harness_add ("/held/history", &usual, test_history_is_kept);
  harness_add ("/held/release", &usual, test_release);
  harness_add ("/held/unlisted-account", &usual, test_release_of_unlisted_account);
  harness_add ("/held/mute-by-user", &usual, test_mute_by_user);
  harness_add ("/held/mute/without-messages", &usual, test_mute_without_messages);
  harness_add ("/held/mute/somebody-new", &usual, test_mute_somebody_new);
  harness_add ("/held/mute/nobody", &usual, test_mute_nobody);
  harness_add ("/held/mute/a-contact", &usual, test_mute_a_contact);
  harness_add ("/held/mute/is-kept-at-once", &usual, test_mute_is_kept_at_once);
  harness_add ("/held/explained-once", &attacked, test_explained_once);
  harness_add ("/held/forgotten-in-time", &usual, test_forgotten_in_time);
  harness_add ("/held/deleted-leaves-the-disk", &attacked, test_deleted_leaves_the_disk);
  harness_add ("/held/unlogged-is-in-memory", &unlogged, test_unlogged_is_in_memory);
  return g_test_run ();
}
