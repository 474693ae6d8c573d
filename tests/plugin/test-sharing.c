/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "sharing/haven-metadata.h"

static const HarnessOptions in_public = {.settings = "{\"version\": 1, \"profile\": \"public-room\"}"};
static const HarnessOptions all = {.settings = "{\"version\": 1, \"profile\": \"everything\"}"};
static const HarnessOptions all_later = {.settings = "{\"version\": 1, \"profile\": \"everything\"}",
                                         .without = TRUE};
static const HarnessOptions in_group = {.settings = "{\"version\": 1, \"profile\": \"support-group\"}"};

static const HarnessOptions afraid = {
    .settings =
        "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"phobia-spiders\": \"discuss\"}}"};

#define PRIVATE "I have not told my parents yet and I do not want to"

/* A JPEG of nothing, whose Exif has a latitude. */
static const guint8 photo[] = {0xff, 0xd8, 0xff, 0xe1, 0, 52, 'E', 'x', 'i',  'f',  0,    0,    'M',  'M',
                               0,    42,   0,    0,    0, 8,  0,   1,   0x88, 0x25, 0,    4,    0,    0,
                               0,    1,    0,    0,    0, 26, 0,   0,   0,    0,    0,    1,    0,    1,
                               0,    2,    0,    0,    0, 2,  'N', 0,   0,    0,    0,    0,    0,    0,
                               0xff, 0xda, 0,    8,    1, 1,  0,   0,   63,   0,    0x12, 0x34, 0xff, 0xd9};

static PurpleConversation *
send_photo (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  int id = purple_imgstore_add_with_id (g_memdup2 (photo, sizeof photo), sizeof photo, "a.jpg");
  g_autofree char *text = g_strdup_printf ("look <IMG ID=\"%d\"> here", id);

  purple_conv_im_send_with_flags (PURPLE_CONV_IM (conv), text, PURPLE_MESSAGE_IMAGES);
  purple_imgstore_unref_by_id (id);
  harness_spin (h);
  return conv;
}

static void
test_picture_says_where (Harness *h)
{
  send_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it was taken"));
}

/* Its words stand in what the user has just agreed to, and it does not. */
static void
test_picture_beside_agreed_words (Harness *h)
{
  harness_send (harness_im (h, "sam"), "my card is 4111 1111 1111 1111, look  here");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  send_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it was taken"));
}

/* What the peer's client would find in the picture that was sent. */
static guint sent_says;

static void
on_sending (PurpleAccount *account, const char *who, char **message, gpointer data)
{
  const char *at = *message != NULL ? strstr (*message, "ID=\"") : NULL;
  PurpleStoredImage *image = at != NULL ? purple_imgstore_find_by_id (atoi (at + 4)) : NULL;

  if (image != NULL)
    sent_says = haven_metadata_read (purple_imgstore_get_data (image), purple_imgstore_get_size (image));
}

static void
test_picture_sent_without_it (Harness *h)
{
  static int handle;

  sent_says = HAVEN_METADATA_PLACE;
  purple_signal_connect (purple_conversations_get_handle (), "sending-im-msg", &handle,
                         PURPLE_CALLBACK (on_sending), NULL);
  send_photo (h);
  harness_press (harness_last_question (h), "Send without it");
  purple_signals_disconnect_by_handle (&handle);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_sent (h), "look <IMG ID=\""));
  g_assert_nonnull (strstr (harness_last_sent (h), "\"> here"));
  g_assert_cmpuint (sent_says, ==, 0);
}

static void
hear (Harness *h, const char *who, const char *text)
{
  serv_got_im (purple_account_get_connection (h->me), who, text, 0, 1700000000);
  harness_spin (h);
}

static void
test_private_words_forwarded (Harness *h)
{
  hear (h, "sam", PRIVATE);
  harness_send (harness_im (h, "sam"), PRIVATE " - you said");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  harness_send (harness_im (h, "kim"), "sam wrote: " PRIVATE);
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "to you alone"));
}

static void
test_link_unread (Harness *h)
{
  hear (h, "sam", "look at https://news.test/story?id=a.");
  harness_send (harness_im (h, "kim"), "https://other.test/page");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  harness_send (harness_im (h, "kim"), "https://news.test/story?id=a");
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "not opened"));
}

static void *
open_uri (const char *uri)
{
  return NULL;
}

static void
test_link_opened (Harness *h)
{
  static PurpleNotifyUiOps notify_ops = {.notify_uri = open_uri};

  purple_notify_set_ui_ops (&notify_ops);
  harness_load (h);
  hear (h, "sam", "look at https://news.test/story?id=a");
  purple_notify_uri (NULL, "https://news.test/story?id=a");
  harness_send (harness_im (h, "kim"), "https://news.test/story?id=a");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  harness_unload (h);
  purple_notify_set_ui_ops (NULL);
}

static void
test_contact_named (Harness *h)
{
  PurpleBuddy *buddy = purple_buddy_new (h->me, "tom@rooms.test", "Tom Larkin");

  purple_blist_add_buddy (buddy, NULL, NULL, NULL);
  g_usleep (600 * 1000); /* the buddy list is read once it is quiet */
  harness_spin (h);
  harness_send (harness_im (h, "tom@rooms.test"), "hello Tom Larkin");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  harness_send (harness_im (h, "kim"), "ask Tom Larkin about it");
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "another contact"));
}

static PurpleConversation *
join_room (Harness *h)
{
  return loopback_join (h->me, "circle");
}

static void
test_content_note (Harness *h)
{
  PurpleConversation *room = join_room (h);

  harness_send (room, "they stabbed him and he bled out on the floor");
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (room, "haven note"));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_true (g_str_has_prefix (harness_last_sent (h), "CW: violence. "));
  g_assert_true (g_str_has_suffix (harness_last_sent (h), "they stabbed him and he bled out on the floor"));
}

#define SPIDER "there is a huge hairy spider crawling over my bed right now"

static void
send_in (Harness *h, PurpleConversation *room, const char *text)
{
  harness_send (room, text);
  harness_spin (h);
}

/* Nobody asked for a note on spiders, until the user marked them once. */
static void
test_topic_marked_before (Harness *h)
{
  PurpleConversation *room = join_room (h);

  send_in (h, room, SPIDER);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  send_in (h, room, "CW: spiders. " SPIDER " and another");
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  send_in (h, room, SPIDER " and a third");
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "content note"));
  g_assert_true (harness_command (room, "haven note"));
  g_assert_true (g_str_has_prefix (harness_last_sent (h), "CW: spiders. there is"));
}

/* Where others mark a topic, the user is offered the same; elsewhere not. */
static void
test_topic_marked_in_the_room (Harness *h)
{
  PurpleConversation *room = join_room (h);
  PurpleConversation *other = loopback_join (h->me, "elsewhere");

  loopback_say_in (room, "kim", "CW: spiders. look at this huge hairy spider crawling over my arm");
  harness_spin (h);
  send_in (h, other, SPIDER);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  send_in (h, room, SPIDER);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "content note"));
}

/* Whoever does not want to meet it is one of those who read there. */
static void
test_topic_the_user_veils (Harness *h)
{
  send_in (h, join_room (h), SPIDER);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "content note"));
}

/* Whoever speaks of their own distress is not asked anything. */
static void
test_own_distress_passes (Harness *h)
{
  PurpleConversation *room = join_room (h);

  send_in (h, room, "I want to die and I can not stop cutting myself");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  send_in (h, room, "CW: self-harm. I cut myself again last night");
  send_in (h, room, "I cut myself again and I can not stop");
  g_assert_cmpuint (harness_count_sent (h), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/sharing/picture/says-where", &in_public, test_picture_says_where);
  harness_add ("/sharing/picture/beside-agreed-words", &in_public, test_picture_beside_agreed_words);
  harness_add ("/sharing/picture/sent-without-it", &in_public, test_picture_sent_without_it);
  harness_add ("/sharing/others/private-words-forwarded", &all, test_private_words_forwarded);
  harness_add ("/sharing/others/contact-named", &all, test_contact_named);
  harness_add ("/sharing/link/unread", &all, test_link_unread);
  harness_add ("/sharing/link/opened", &all_later, test_link_opened);
  harness_add ("/sharing/note/offered", &in_group, test_content_note);
  harness_add ("/sharing/note/topic/marked-before", &in_group, test_topic_marked_before);
  harness_add ("/sharing/note/topic/marked-in-the-room", &in_group, test_topic_marked_in_the_room);
  harness_add ("/sharing/note/topic/the-user-veils", &afraid, test_topic_the_user_veils);
  harness_add ("/sharing/note/own-distress-passes", &in_group, test_own_distress_passes);
  return g_test_run ();
}
