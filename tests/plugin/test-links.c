/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* What happens to links between a click and the browser: the UI's operation that opens them is the test's. */

#define SETTINGS "{\"version\": 1, \"links\": {\"shortener\": \"ask\", \"punycode\": \"note\"}}"
#define SHORT "https://bit.ly/3abcdef"
#define PLAIN "https://example.org/garden"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/links/open/plain-link-opens-at-once", &asking, test_plain_link_opens_at_once);
  harness_add ("/links/open/asked-and-left", &asking, test_asked_and_left);
  harness_add ("/links/open/asked-and-opened", &asking, test_asked_and_opened);
  harness_add ("/links/open/trusted-from-now-on", &asking, test_trusted_from_now_on);
  harness_add ("/links/open/left-open-at-unload", &asking, test_left_open_at_unload);
  return g_test_run ();
}
