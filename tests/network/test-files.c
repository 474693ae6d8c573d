/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "scene.h"
#include "sharing/haven-metadata.h"

/* A picture as a file, from one account to the other, on a real server. */

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"public-room\"}",
                                     .no_packs = TRUE};

/* A JPEG of nothing, whose Exif has a latitude. */
static const guint8 photo[] = {0xff, 0xd8, 0xff, 0xe1, 0, 52, 'E', 'x', 'i',  'f',  0,    0,    'M',  'M',
                               0,    42,   0,    0,    0, 8,  0,   1,   0x88, 0x25, 0,    4,    0,    0,
                               0,    1,    0,    0,    0, 26, 0,   0,   0,    0,    0,    1,    0,    1,
                               0,    2,    0,    0,    0, 2,  'N', 0,   0,    0,    0,    0,    0,    0,
                               0xff, 0xda, 0,    8,    1, 1,  0,   0,   63,   0,    0x12, 0x34, 0xff, 0xd9};

typedef struct {
  char *path; /* where alice puts what she is sent */
  guint offered;
  guint arrived;
} Inbox;

static void
on_offered (PurpleXfer *xfer, gpointer data)
{
  Inbox *inbox = data;

  inbox->offered++;
  purple_xfer_request_accepted (xfer, inbox->path);
}

static void
on_arrived (PurpleXfer *xfer, gpointer data)
{
  ((Inbox *)data)->arrived++;
}

static void
open_inbox (Inbox *inbox, Harness *h)
{
  *inbox = (Inbox){.path = g_build_filename (h->directory, "arrived.jpg", NULL)};
  purple_signal_connect (purple_xfers_get_handle (), "file-recv-request", inbox, PURPLE_CALLBACK (on_offered),
                         inbox);
  purple_signal_connect (purple_xfers_get_handle (), "file-recv-complete", inbox,
                         PURPLE_CALLBACK (on_arrived), inbox);
}

static void
close_inbox (Inbox *inbox)
{
  purple_signals_disconnect_by_handle (inbox);
  g_free (inbox->path);
}

static gboolean
has_arrived (gpointer inbox)
{
  return ((Inbox *)inbox)->arrived > 0;
}

/* One account, and whose presence it waits for. */
typedef struct {
  PurpleAccount *account;
  const char *who;
} Friend;

static gboolean
is_online (gpointer data)
{
  const Friend *friend = data;
  PurpleBuddy *buddy = purple_find_buddy (friend->account, friend->who);

  return buddy != NULL && PURPLE_BUDDY_IS_ONLINE (buddy);
}

static void
wait_for (PurpleAccount *account, const char *who)
{
  Friend friend = {account, who};

  server_wait (is_online, &friend, "a presence");
}

/* Files go to those whose presence is known. */
static void
befriend (PurpleAccount *account, PurpleAccount *other, const char *me, const char *them)
{
  g_autofree char *ask = g_strdup_printf ("<presence to='%s' type='subscribe'/>", them);
  g_autofree char *grant = g_strdup_printf ("<presence to='%s' type='subscribed'/>", me);

  scene_send_stanza (account, ask);
  scene_send_stanza (other, grant);
  wait_for (account, them);
}

static void
offer (Harness *h, const Scene *scene)
{
  g_autofree char *path = g_build_filename (h->directory, "lake.jpg", NULL);

  g_assert_true (g_file_set_contents (path, (const char *)photo, sizeof photo, NULL));
  serv_send_file (purple_account_get_connection (scene->bob), "alice@localhost/test", path);
  for (guint i = 0; i < 20; i++) {
    g_usleep (10000);
    harness_spin (h);
  }
}

/* Two contacts, one of whom has just offered the other a photo; FALSE where there is no server. */
static gboolean
begin (Scene *scene, Inbox *inbox, Harness *h)
{
  if (!scene_start_xmpp (scene, h))
    return FALSE;
  befriend (scene->bob, scene->alice, "bob@localhost", "alice@localhost");
  befriend (scene->alice, scene->bob, "alice@localhost", "bob@localhost");
  open_inbox (inbox, h);
  offer (h, scene);
  return TRUE;
}

static void
test_sent_without_it (Harness *h)
{
  Scene scene;
  Inbox inbox;
  g_autofree char *data = NULL;
  gsize length;

  if (!begin (&scene, &inbox, h))
    return;
  g_assert_cmpuint (inbox.offered, ==, 0);
  harness_press (harness_last_question (h), "Send without it");
  server_wait (has_arrived, &inbox, "the file");
  g_assert_cmpuint (inbox.offered, ==, 1);
  g_assert_true (g_file_get_contents (inbox.path, &data, &length, NULL));
  g_assert_cmpuint (length, >, 10);
  g_assert_cmpuint (haven_metadata_kind ((const guint8 *)data, length), ==, HAVEN_FILE_JPEG);
  g_assert_cmpuint (haven_metadata_read ((const guint8 *)data, length), ==, 0);
  close_inbox (&inbox);
  scene_stop (&scene);
}

/* The connection goes while the question stands: nothing has left, and afterwards it leaves once. */
static void
test_connection_lost_meanwhile (Harness *h)
{
  Scene scene;
  Inbox inbox;
  g_autofree char *data = NULL;
  gsize length;

  if (!begin (&scene, &inbox, h))
    return;
  purple_account_disconnect (scene.bob);
  harness_spin (h);
  g_assert_cmpuint (inbox.offered, ==, 0);
  purple_account_connect (scene.bob);
  wait_for (scene.bob, "alice@localhost");
  g_assert_cmpuint (inbox.offered, ==, 0);
  harness_press (harness_last_question (h), "Send anyway");
  server_wait (has_arrived, &inbox, "the file");
  g_assert_cmpuint (inbox.offered, ==, 1);
  g_assert_true (g_file_get_contents (inbox.path, &data, &length, NULL));
  g_assert_cmpmem (data, length, photo, sizeof photo);
  close_inbox (&inbox);
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/files/xmpp/sent-without-it", &usual, test_sent_without_it);
  harness_add ("/files/xmpp/connection-lost-meanwhile", &usual, test_connection_lost_meanwhile);
  return g_test_run ();
}
