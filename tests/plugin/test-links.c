/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* What happens to links between a click and the browser: the UI's operation that opens them is the test's. */

#define SETTINGS "{\"version\": 1, \"links\": {\"shortener\": \"ask\", \"punycode\": \"note\"}}"
#define SHORT "https://bit.ly/3abcdef"
#define PLAIN "https://example.org/garden"
#define NOTED "http://xn--zwxq-r4d.example/" /* its letters are of two alphabets */

static const HarnessOptions asking = {.settings = SETTINGS, .without = TRUE};

static GPtrArray *opened; /* utf8: what reached the browser; each test has a process of its own */

static void *
open_uri (const char *uri)
{
  g_ptr_array_add (opened, g_strdup (uri));
  return NULL;
}

static PurpleNotifyUiOps notify_ops = {.notify_uri = open_uri};

static void
load (Harness *h)
{
  opened = g_ptr_array_new_with_free_func (g_free);
  purple_notify_set_ui_ops (&notify_ops);
  harness_load (h);
}

static void
unload (Harness *h)
{
  harness_unload (h);
  purple_notify_set_ui_ops (NULL);
  g_ptr_array_unref (opened);
}

static void
test_plain_link_opens_at_once (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, PLAIN);
  g_assert_cmpuint (opened->len, ==, 1);
  g_assert_cmpuint (h->questions->len, ==, 0);
  unload (h);
}

/* A note is there to be read below the message, and asks nothing. */
static void
test_noted_link_opens_at_once (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, NOTED);
  g_assert_cmpuint (opened->len, ==, 1);
  g_assert_cmpuint (h->questions->len, ==, 0);
  unload (h);
}

/* No list speaks of what is longer than any address that somebody means. */
static void
test_endless_link_opens_at_once (Harness *h)
{
  g_autofree char *rest = g_strnfill (20000, 'a');
  g_autofree char *endless = g_strconcat (SHORT, rest, NULL);

  load (h);
  purple_notify_uri (NULL, endless);
  g_assert_cmpuint (opened->len, ==, 1);
  g_assert_cmpuint (h->questions->len, ==, 0);
  unload (h);
}

static void
test_asked_and_left (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, SHORT);
  g_assert_cmpuint (opened->len, ==, 0);
  g_assert_cmpstr (harness_last_question (h)->primary, ==, "Open bit.ly?");
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "where it leads is hidden"));
  harness_press (harness_last_question (h), "Do not open");
  g_assert_cmpuint (opened->len, ==, 0);
  unload (h);
}

static void
test_asked_and_opened (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, SHORT);
  harness_press (harness_last_question (h), "Open");
  g_assert_cmpstr (opened->pdata[0], ==, SHORT);
  purple_notify_uri (NULL, SHORT);
  g_assert_cmpuint (h->questions->len, ==, 2);
  harness_press (harness_last_question (h), "Do not open");
  unload (h);
}

static void
test_trusted_from_now_on (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, SHORT);
  harness_press (harness_last_question (h), "Always open this site");
  purple_notify_uri (NULL, SHORT);
  g_assert_cmpuint (opened->len, ==, 2);
  g_assert_cmpuint (h->questions->len, ==, 1);
  unload (h);
}

/* Escape calls nobody back, and the plugin may go while the question stands. */
static void
test_left_open_at_unload (Harness *h)
{
  load (h);
  purple_notify_uri (NULL, SHORT);
  purple_notify_uri (NULL, SHORT);
  harness_escape (harness_last_question (h));
  harness_unload (h);
  g_assert_cmpuint (opened->len, ==, 0);
  g_assert_true (notify_ops.notify_uri == open_uri);
  purple_notify_set_ui_ops (NULL);
  g_ptr_array_unref (opened);
}

/* --- lists of the user's own --- */

#define LISTED "see https://quack.example/cure"

static const HarnessOptions listing = {.settings =
                                           "{\"version\": 1, \"links\": {\"health-fraud\": \"note\"}}"};

static void
put (Harness *h, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (h->directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static guint
count_notes (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (HavenVerdict) verdict = api->judge_line (api->plugin, harness_im (h, "sam"), NULL, LISTED);

  return verdict->notes->len;
}

static void
test_list_from_a_file (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");
  g_autofree char *path = g_build_filename (h->directory, "some sites.txt", NULL);
  g_autofree char *without = g_strdup_printf ("haven lists take '%s'", path);
  g_autofree char *command = g_strdup_printf ("haven lists take '%s' health-fraud", path);

  put (h, "some sites.txt", "0.0.0.0 quack.example\n0.0.0.0 other.example\n");
  g_assert_true (harness_command (conv, without));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "does not say what its sites are listed for"));
  g_assert_cmpuint (count_notes (h), ==, 0);
  g_assert_true (harness_command (conv, command));
  g_assert_cmpuint (count_notes (h), ==, 1);
  g_assert_true (harness_command (conv, "haven lists"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "2 sites, your own"));
  g_assert_true (harness_command (conv, "haven lists drop 'some sites.txt'"));
  g_assert_cmpuint (count_notes (h), ==, 0);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

static gboolean
wait_for_notes (Harness *h, guint n)
{
  for (guint i = 0; i < 600 && count_notes (h) != n; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (20000);
  }
  return count_notes (h) == n;
}

static void
test_list_put_there_by_hand (Harness *h)
{
  put (h, "haven/lists/own.json",
       "{\"haven-list\": 1, \"id\": \"own\", \"title\": \"Own\", \"maintainer\": \"me\", \"date\": "
       "\"2026-03-01\", "
       "\"licence\": \"none\", \"basis\": \"mine\", \"category\": \"health-fraud\", "
       "\"entries\": [{\"host\": \"quack.example\"}]}");
  g_assert_true (wait_for_notes (h, 1));
}

static void
test_broken_list_is_told (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);

  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "*broken.json*");
  put (h, "haven/lists/broken.json", "{\"haven-list\": 1");
  for (guint i = 0; i < 600 && api->get_problems (api->plugin)->len == 0; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (20000);
  }
  g_test_assert_expected_messages ();
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "broken.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/links/open/plain-link-opens-at-once", &asking, test_plain_link_opens_at_once);
  harness_add ("/links/endless-opens-at-once", &asking, test_endless_link_opens_at_once);
  harness_add ("/links/open/noted-link-opens-at-once", &asking, test_noted_link_opens_at_once);
  harness_add ("/links/open/asked-and-left", &asking, test_asked_and_left);
  harness_add ("/links/open/asked-and-opened", &asking, test_asked_and_opened);
  harness_add ("/links/open/trusted-from-now-on", &asking, test_trusted_from_now_on);
  harness_add ("/links/open/left-open-at-unload", &asking, test_left_open_at_unload);
  harness_add ("/links/lists/from-a-file", &listing, test_list_from_a_file);
  harness_add ("/links/lists/put-there-by-hand", &listing, test_list_put_there_by_hand);
  harness_add ("/links/lists/broken-list-is-told", &listing, test_broken_list_is_told);
  return g_test_run ();
}
