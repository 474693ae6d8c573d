/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "sharing/haven-metadata.h"

/* Files that are offered as files: looked at, asked about, sent once or not at all. */

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"public-room\"}",
                                     .no_packs = TRUE};
static const HarnessOptions veiling = {
    .settings = "{\"version\": 1, \"profile\": \"public-room\", \"topics\": {\"self-harm\": \"discuss\"}}"};
static const HarnessOptions of_people = {
    .settings = "{\"version\": 1, \"profile\": \"public-room\", \"reminders\": {\"third-person\": true}}",
    .no_packs = TRUE};
static const HarnessOptions gentle = {.no_packs = TRUE};
static const HarnessOptions bare = {
    .settings = "{\"version\": 1, \"profile\": \"public-room\"}", .no_packs = TRUE, .bare = TRUE};
static const HarnessOptions in_bitlbee = {.settings = "{\"version\": 1, \"profile\": \"public-room\"}",
                                          .no_packs = TRUE,
                                          .ui = "BitlBee",
                                          .direct_im = TRUE};
static const HarnessOptions later = {
    .settings = "{\"version\": 1, \"profile\": \"public-room\"}", .no_packs = TRUE, .without = TRUE};

/* A JPEG of nothing, whose Exif has a latitude. */
static const guint8 photo[] = {0xff, 0xd8, 0xff, 0xe1, 0, 52, 'E', 'x', 'i',  'f',  0,    0,    'M',  'M',
                               0,    42,   0,    0,    0, 8,  0,   1,   0x88, 0x25, 0,    4,    0,    0,
                               0,    1,    0,    0,    0, 26, 0,   0,   0,    0,    0,    1,    0,    1,
                               0,    2,    0,    0,    0, 2,  'N', 0,   0,    0,    0,    0,    0,    0,
                               0xff, 0xda, 0,    8,    1, 1,  0,   0,   63,   0,    0x12, 0x34, 0xff, 0xd9};

#define PDF_OF_SOMEBODY "%PDF-1.4\n1 0 obj << /Author (Ann Moth) /Producer (pdfTeX) >> endobj\n%%EOF\n"
#define PDF_OF_A_PROGRAM "%PDF-1.4\n1 0 obj << /Producer (pdfTeX) /CreationDate (D:2026) >> endobj\n%%EOF\n"

/* Writes a file that the user has; its path. */
static char *
have_file (Harness *h, const char *name, const void *data, gsize length)
{
  char *path = g_build_filename (h->directory, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
  return path;
}

static void
offer (Harness *h, const char *who, const char *name, const void *data, gsize length)
{
  g_autofree char *path = have_file (h, name, data, length);

  serv_send_file (purple_account_get_connection (h->me), who, path);
}

static void
offer_photo (Harness *h)
{
  offer (h, "sam", "lake.jpg", photo, sizeof photo);
  harness_spin (h);
}

static const LoopbackSent *
sent (Harness *h, guint index)
{
  g_assert_cmpuint (harness_count_sent (h), >, index);
  return loopback_get_sent (h->loopback)->pdata[index];
}

static guint
says (const LoopbackSent *file)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (file->file, &length);

  return haven_metadata_read (data, length);
}

static void
assert_whole (const LoopbackSent *file)
{
  g_autoptr (GBytes) whole = g_bytes_new_static (photo, sizeof photo);

  g_assert_cmpstr (file->text, ==, "lake.jpg");
  g_assert_true (g_bytes_equal (file->file, whole));
}

static guint
count_copies (Harness *h)
{
  g_autofree char *haven = g_build_filename (h->directory, "haven", NULL);
  g_autoptr (GDir) directory = g_dir_open (haven, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    n += g_str_has_prefix (name, "outgoing-");
  return n;
}

static void
test_says_nothing (Harness *h)
{
  offer (h, "sam", "notes.txt", "soup\n", 5);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpstr (sent (h, 0)->text, ==, "notes.txt");
  harness_spin (h);
  g_assert_null (harness_last_question (h));
}

static void
test_not_asked_for (Harness *h)
{
  offer_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  assert_whole (sent (h, 0));
}

static void
test_asked (Harness *h)
{
  offer_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "lake.jpg"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it was taken"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "one person"));
  g_assert_nonnull (harness_find (h->shown, "Not sent yet"));
}

static void
test_sent_anyway (Harness *h)
{
  offer_photo (h);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  assert_whole (sent (h, 0));
  g_assert_null (harness_last_question (h));
  g_assert_null (purple_xfers_get_all ());
}

static void
test_sent_without_it (Harness *h)
{
  g_autofree char *path = NULL;
  g_autofree char *still = NULL;
  gsize length;

  offer_photo (h);
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpstr (sent (h, 0)->text, ==, "lake.jpg");
  g_assert_cmpuint (says (sent (h, 0)), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (sent (h, 0)->file), >, 10);
  g_assert_cmpuint (count_copies (h), ==, 0);
  path = g_build_filename (h->directory, "lake.jpg", NULL);
  g_assert_true (g_file_get_contents (path, &still, &length, NULL));
  g_assert_cmpmem (still, length, photo, sizeof photo);
}

static void
test_not_sent (Harness *h)
{
  offer_photo (h);
  harness_press (harness_last_question (h), "Do not send");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_null (purple_xfers_get_all ());
  g_assert_null (harness_last_question (h));
}

/* The answer counts for the day, as with any other class. */
/* Only the beginning of a file that is longer than 64 MiB is read, and a picture of that alone is none. */
static void
test_too_large_to_strip (Harness *h)
{
  g_autofree char *path = have_file (h, "lake.jpg", photo, sizeof photo);

  g_assert_cmpint (truncate (path, 65 << 20), ==, 0);
  serv_send_file (purple_account_get_connection (h->me), "sam", path);
  harness_spin (h);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it was taken"));
  g_assert_cmpuint (harness_last_question (h)->labels->len, ==, 2);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven mask"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "too large"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  harness_press (harness_last_question (h), "Do not send");
}

static void
test_fades (Harness *h)
{
  offer_photo (h);
  harness_press (harness_last_question (h), "Send without it");
  offer_photo (h);
  harness_press (harness_last_question (h), "Send anyway");
  offer_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 3);
}

static void
test_several_asked_once (Harness *h)
{
  offer (h, "sam", "one.jpg", photo, sizeof photo);
  offer (h, "sam", "two.jpg", photo, sizeof photo);
  offer (h, "kim", "three.jpg", photo, sizeof photo);
  harness_spin (h);
  g_assert_cmpuint (h->questions->len, ==, 2);
  g_assert_nonnull (strstr (((HarnessQuestion *)h->questions->pdata[0])->secondary, "one.jpg, two.jpg"));
  harness_press (h->questions->pdata[0], "Send without it");
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  g_assert_cmpstr (sent (h, 0)->text, ==, "one.jpg");
  g_assert_cmpstr (sent (h, 1)->text, ==, "two.jpg");
  g_assert_cmpuint (says (sent (h, 0)) | says (sent (h, 1)), ==, 0);
}

static void
test_document (Harness *h)
{
  offer (h, "sam", "letter.pdf", PDF_OF_A_PROGRAM, strlen (PDF_OF_A_PROGRAM));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  offer (h, "sam", "letter.pdf", PDF_OF_SOMEBODY, strlen (PDF_OF_SOMEBODY));
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "a file that says by whom"));
  g_assert_cmpuint (harness_last_question (h)->labels->len, ==, 2);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
}

static void
test_escape (Harness *h)
{
  PurpleConversation *conv;

  offer_photo (h);
  harness_escape (harness_last_question (h));
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  conv = harness_im (h, "sam");
  g_assert_true (harness_command (conv, "haven ask"));
  g_assert_nonnull (harness_last_question (h));
  g_assert_true (harness_command (conv, "haven mask"));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpuint (says (sent (h, 0)), ==, 0);
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
}

/* The transfer stands in the UI's list, and can be stopped there. */
static void
test_stopped_in_the_list (Harness *h)
{
  offer_photo (h);
  purple_xfer_cancel_local (purple_xfers_get_all ()->data);
  g_assert_null (harness_last_question (h));
  g_assert_true (harness_command (harness_im (h, "sam"), "haven send"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_null (purple_xfers_get_all ());
}

static PurpleXfer *
find_transfer (const char *name)
{
  for (GList *l = purple_xfers_get_all (); l != NULL; l = l->next)
    if (g_strcmp0 (purple_xfer_get_filename (l->data), name) == 0)
      return l->data;
  return NULL;
}

/* The question is about what is left. */
static void
test_one_of_two_stopped (Harness *h)
{
  offer (h, "sam", "lake.jpg", photo, sizeof photo);
  offer (h, "sam", "letter.pdf", PDF_OF_SOMEBODY, strlen (PDF_OF_SOMEBODY));
  harness_spin (h);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it was taken"));
  purple_xfer_cancel_local (find_transfer ("lake.jpg"));
  harness_spin (h);
  g_assert_null (strstr (harness_last_question (h)->secondary, "lake.jpg"));
  g_assert_null (strstr (harness_last_question (h)->secondary, "where it was taken"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "by whom"));
}

/* A window that was closed is opened again by the user alone. */
static void
test_one_of_two_stopped_later (Harness *h)
{
  offer (h, "sam", "lake.jpg", photo, sizeof photo);
  offer (h, "sam", "letter.pdf", PDF_OF_SOMEBODY, strlen (PDF_OF_SOMEBODY));
  harness_spin (h);
  purple_conversation_destroy (harness_im (h, "sam"));
  purple_xfer_cancel_local (find_transfer ("lake.jpg"));
  harness_spin (h);
  g_assert_null (purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, "sam", h->me));
  harness_im (h, "sam");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
}

/* The name of who gets it may be what the user chose not to meet. */
static void
test_name_covered (Harness *h)
{
  offer (h, "cut myself again", "lake.jpg", photo, sizeof photo);
  harness_spin (h);
  g_assert_null (strstr (harness_last_question (h)->primary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->primary, "name 1: self-harm"));
}

static void
test_closed (Harness *h)
{
  offer_photo (h);
  purple_conversation_destroy (harness_im (h, "sam"));
  g_assert_null (harness_last_question (h));
  harness_im (h, "sam");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
}

static void
test_disconnected (Harness *h)
{
  PurpleConversation *conv;

  offer_photo (h);
  purple_account_disconnect (h->me);
  harness_spin (h);
  g_assert_null (purple_xfers_get_all ());
  conv = harness_im (h, "sam");
  g_assert_true (harness_command (conv, "haven send"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  purple_account_connect (h->me);
  harness_spin (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (conv, "haven mask"));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpuint (says (sent (h, 0)), ==, 0);
  g_assert_cmpuint (count_copies (h), ==, 0);
}

static void
test_unloaded (Harness *h)
{
  offer_photo (h);
  harness_unload (h);
  harness_spin (h);
  g_assert_null (harness_last_question (h));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_null (purple_xfers_get_all ());
  g_assert_nonnull (harness_find (h->shown, "offer it again"));
  harness_load (h);
  offer_photo (h);
  harness_press (harness_last_question (h), "Send anyway");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
}

/* Until the peer has taken it the copy must be there, also when Haven goes meanwhile. */
static void
test_copy_lives_as_long_as_the_transfer (Harness *h)
{
  purple_account_set_bool (h->me, "slow-files", TRUE);
  offer_photo (h);
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpuint (count_copies (h), ==, 1);
  harness_unload (h);
  g_assert_cmpuint (count_copies (h), ==, 1);
  harness_load (h);
  g_assert_cmpuint (count_copies (h), ==, 1);
  loopback_accept_files ();
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpuint (says (sent (h, 0)), ==, 0);
  harness_unload (h);
  g_assert_cmpuint (count_copies (h), ==, 0);
  harness_load (h);
}

static void
test_copy_goes_with_a_cancelled_transfer (Harness *h)
{
  purple_account_set_bool (h->me, "slow-files", TRUE);
  offer_photo (h);
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpuint (count_copies (h), ==, 1);
  purple_xfer_cancel_local (purple_xfers_get_all ()->data);
  g_assert_cmpuint (count_copies (h), ==, 0);
}

/* Asked to, it is not sent, that is said, and no copy is left. */
static void
cannot_send_without_it (Harness *h)
{
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "could not be rewritten"));
  g_assert_cmpuint (count_copies (h), ==, 0);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven cancel"));
}

/* One that needs no copy beside one that cannot be copied. */
static void
test_one_of_two_broken (Harness *h)
{
  g_autofree guint8 *plain = g_malloc0 (50000);

  memcpy (plain, "\xff\xd8\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00", 12);
  memcpy (plain + 49998, "\xff\xd9", 2);
  offer (h, "sam", "plain.jpg", plain, 50000);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  offer_photo (h);
  g_free (have_file (h, "lake.jpg", "\xff\xd8\xff\xe1", 4));
  cannot_send_without_it (h);
}

/* The first could be rewritten, and nothing of that is left. */
static void
test_second_of_two_broken (Harness *h)
{
  g_autofree char *other = NULL;

  offer_photo (h);
  offer (h, "sam", "hill.jpg", photo, sizeof photo);
  harness_spin (h);
  other = have_file (h, "hill.jpg", "\xff\xd8\xff\xe1", 4);
  cannot_send_without_it (h);
}

/* What waits goes with its account, and does not come up in the next one. */
static void
test_account_removed (Harness *h)
{
  offer_photo (h);
  g_assert_nonnull (harness_last_question (h));
  purple_accounts_remove (h->me);
  g_assert_null (harness_last_question (h));
  purple_accounts_add (h->me);
  g_assert_null (purple_xfers_get_all ());
  offer (h, "sam", "hill.jpg", photo, sizeof photo);
  harness_spin (h);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "hill.jpg"));
  g_assert_null (strstr (harness_last_question (h)->secondary, "lake.jpg"));
  g_assert_true (harness_command (harness_im (h, "sam"), "haven cancel"));
}

/* What was changed between the question and the answer is looked at as it is now. */
static void
test_changed_meanwhile (Harness *h)
{
  offer_photo (h);
  g_free (have_file (h, "lake.jpg", "\xff\xd8\xff\xe1", 4));
  harness_press (harness_last_question (h), "Send without it");
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "could not be rewritten"));
  g_assert_true (harness_command (harness_im (h, "sam"), "haven cancel"));
  g_assert_null (purple_xfers_get_all ());
}

static void
test_without_dialogs (Harness *h)
{
  offer_photo (h);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven mask"));
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
  g_assert_cmpuint (says (sent (h, 0)), ==, 0);
}

static void
test_bitlbee (Harness *h)
{
  harness_spin (h);
  offer_photo (h);
  g_assert_cmpuint (harness_last_question (h)->labels->len, ==, 2);
  harness_press (harness_last_question (h), "OK, send it");
  g_assert_cmpuint (harness_count_sent (h), ==, 1);
}

static guint n_added;

static void
add_to_list (PurpleXfer *xfer)
{
  n_added++;
}

/* A UI with a list of transfers of its own goes on getting them, before and after. */
static void
test_list_of_the_ui (Harness *h)
{
  static PurpleXferUiOps ops = {.add_xfer = add_to_list};

  purple_xfers_set_ui_ops (&ops);
  harness_load (h);
  offer_photo (h);
  g_assert_cmpuint (n_added, ==, 1);
  harness_press (harness_last_question (h), "Send anyway");
  harness_unload (h);
  g_assert_true (ops.add_xfer == add_to_list);
  g_assert_null (ops.destroy);
  offer_photo (h);
  g_assert_cmpuint (n_added, ==, 2);
  g_assert_cmpuint (harness_count_sent (h), ==, 2);
  purple_xfers_set_ui_ops (NULL);
}

static void (*destroy_before) (PurpleXfer *xfer);

static void
destroy_wrapped (PurpleXfer *xfer)
{
  destroy_before (xfer);
}

/* Somebody wrapped what Haven wrapped: Haven's functions go on being called while it goes. */
static void
test_wrapped_in_turn (Harness *h)
{
  PurpleXferUiOps *ops = purple_xfers_get_ui_ops ();

  destroy_before = ops->destroy;
  ops->destroy = destroy_wrapped;
  offer_photo (h);
  offer (h, "kim", "lake.jpg", photo, sizeof photo);
  harness_spin (h);
  harness_unload (h);
  g_assert_null (purple_xfers_get_all ());
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  ops->destroy = destroy_before;
  harness_load (h);
}

/* At a random moment, one of all that may come between the question and its answer. */
static gboolean
disturb (Harness *h, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    purple_account_disconnect (h->me);
    purple_account_connect (h->me);
    return TRUE;
  case 1:
    purple_conversation_destroy (harness_im (h, "sam"));
    return TRUE;
  case 2:
    harness_unload (h);
    harness_load (h);
    return FALSE;
  default:
    if (harness_last_question (h) != NULL)
      harness_escape (harness_last_question (h));
    return TRUE;
  }
}

/* Whatever happens: the file leaves once when the user says so, not at all when they do not, and never
 * before. */
static void
test_nothing_leaves_unasked (Harness *h)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261128);

  for (guint i = 0; i < 300; i++) {
    guint before = harness_count_sent (h);
    gboolean waits;

    offer (h, "sam", "lake.jpg", photo, sizeof photo);
    if (g_rand_boolean (rand))
      harness_spin (h);
    waits = disturb (h, rand);
    if (g_rand_boolean (rand))
      harness_spin (h);
    g_assert_cmpuint (harness_count_sent (h), ==, before);
    g_assert_true (
        harness_command (harness_im (h, "sam"), g_rand_boolean (rand) ? "haven mask" : "haven cancel"));
    g_assert_cmpuint (harness_count_sent (h), <=, before + waits);
    if (harness_count_sent (h) > before)
      g_assert_cmpuint (says (sent (h, before)), ==, 0);
    g_assert_null (purple_xfers_get_all ());
    g_assert_cmpuint (count_copies (h), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/files/says-nothing", &usual, test_says_nothing);
  harness_add ("/files/not-asked-for", &gentle, test_not_asked_for);
  harness_add ("/files/asked", &usual, test_asked);
  harness_add ("/files/sent-anyway", &usual, test_sent_anyway);
  harness_add ("/files/sent-without-it", &usual, test_sent_without_it);
  harness_add ("/files/not-sent", &usual, test_not_sent);
  harness_add ("/files/too-large-to-strip", &usual, test_too_large_to_strip);
  harness_add ("/files/fades", &usual, test_fades);
  harness_add ("/files/several-asked-once", &usual, test_several_asked_once);
  harness_add ("/files/document", &usual, test_document);
  harness_add ("/files/escape", &usual, test_escape);
  harness_add ("/files/stopped-in-the-list", &usual, test_stopped_in_the_list);
  harness_add ("/files/one-of-two-stopped", &usual, test_one_of_two_stopped);
  harness_add ("/files/one-of-two-stopped-later", &usual, test_one_of_two_stopped_later);
  harness_add ("/files/one-of-two-broken", &of_people, test_one_of_two_broken);
  harness_add ("/files/second-of-two-broken", &usual, test_second_of_two_broken);
  harness_add ("/files/account-removed", &usual, test_account_removed);
  harness_add ("/files/name-covered", &veiling, test_name_covered);
  harness_add ("/files/closed", &usual, test_closed);
  harness_add ("/files/disconnected", &usual, test_disconnected);
  harness_add ("/files/unloaded", &usual, test_unloaded);
  harness_add ("/files/copy/lives-as-long-as-the-transfer", &usual, test_copy_lives_as_long_as_the_transfer);
  harness_add ("/files/copy/goes-with-a-cancelled-transfer", &usual,
               test_copy_goes_with_a_cancelled_transfer);
  harness_add ("/files/changed-meanwhile", &usual, test_changed_meanwhile);
  harness_add ("/files/without-dialogs", &bare, test_without_dialogs);
  harness_add ("/files/bitlbee", &in_bitlbee, test_bitlbee);
  harness_add ("/files/list-of-the-ui", &later, test_list_of_the_ui);
  harness_add ("/files/wrapped-in-turn", &usual, test_wrapped_in_turn);
  harness_add ("/files/nothing-leaves-unasked", &usual, test_nothing_leaves_unasked);
  return g_test_run ();
}
