/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "servers.h"
#include "settings/haven-settings.h"

/* Lists of sites that the user has fetched: a real server, real TLS, signatures made here as minisign makes
 * them. */

#define LINK "look at https://listed.example/page"
#define SETTINGS "{\"version\": 1, \"links\": {\"satire\": \"note\"}}"

static const HarnessOptions usual = {.settings = SETTINGS, .no_packs = TRUE};

typedef struct {
  unsigned char public[crypto_sign_PUBLICKEYBYTES];
  unsigned char secret[crypto_sign_SECRETKEYBYTES];
} Key;

typedef struct {
  Server *server;
  Key key;
  char *address;
  char *public_key;
  gboolean over;
  char *id;
  char *problem;
} Fetching;

static char *
encode (const char *algorithm, const unsigned char *bytes, gsize length)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *)algorithm, 2);
  g_byte_array_append (all, (const guint8 *)"ABCDEFGH", 8);
  g_byte_array_append (all, bytes, (guint)length);
  return g_base64_encode (all->data, all->len);
}

static char *
sign (const Key *key, const char *data)
{
  static const char comment[] = "made for a test";
  unsigned char signature[crypto_sign_BYTES], whole[crypto_sign_BYTES];
  g_autoptr (GByteArray) both = g_byte_array_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  crypto_sign_detached (signature, NULL, (const unsigned char *)data, strlen (data), key->secret);
  g_byte_array_append (both, signature, sizeof signature);
  g_byte_array_append (both, (const guint8 *)comment, strlen (comment));
  crypto_sign_detached (whole, NULL, both->data, both->len, key->secret);
  first = encode ("Ed", signature, sizeof signature);
  second = g_base64_encode (whole, sizeof whole);
  return g_strdup_printf ("untrusted comment: test\n%s\ntrusted comment: %s\n%s\n", first, comment, second);
}

static void
publish (const Fetching *fetching, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fetching->server->directory, "www", name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
list_of (const char *date, const char *host)
{
  return g_strdup_printf (
      "{\"haven-list\": 1, \"id\": \"theirs\", \"title\": \"Theirs\", \"maintainer\": \"they\", "
      "\"date\": \"%s\", \"licence\": \"CC0-1.0\", \"basis\": \"a test\", \"category\": \"satire\", "
      "\"entries\": [{\"host\": \"%s\", \"reason\": \"says so itself\"}]}",
      date, host);
}

static void
publish_list (const Fetching *fetching, const char *date, const char *host)
{
  g_autofree char *list = list_of (date, host);
  g_autofree char *signature = sign (&fetching->key, list);

  publish (fetching, "theirs.json", list);
  publish (fetching, "theirs.json.minisig", signature);
}

static gboolean
start (Fetching *fetching, Harness *harness)
{
  if (sodium_init () < 0 || !purple_ssl_is_supported ()) {
    g_test_skip ("this client has no TLS");
    return FALSE;
  }
  fetching->server = server_start_https (harness);
  if (fetching->server == NULL)
    return FALSE;
  crypto_sign_keypair (fetching->key.public, fetching->key.secret);
  fetching->public_key = encode ("Ed", fetching->key.public, sizeof fetching->key.public);
  fetching->address = g_strdup_printf ("https://localhost:%u/theirs.json", fetching->server->port);
  return TRUE;
}

static void
stop (Fetching *fetching)
{
  server_stop (fetching->server);
  g_free (fetching->address);
  g_free (fetching->public_key);
  g_free (fetching->id);
  g_free (fetching->problem);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetching, stop)

static void
on_done (const char *id, const GError *error, gpointer data)
{
  Fetching *fetching = data;

  fetching->over = TRUE;
  g_free (fetching->id);
  fetching->id = g_strdup (id);
  g_free (fetching->problem);
  fetching->problem = error != NULL ? g_strdup (error->message) : NULL;
}

static gboolean
is_over (gpointer data)
{
  return ((Fetching *)data)->over;
}

static void
fetch (Fetching *fetching, Harness *harness, const char *id)
{
  const HavenPluginApi *api = harness_get_api (harness);
  const HavenListSource source = {id, fetching->address, fetching->public_key};
  g_autoptr (GError) error = NULL;

  fetching->over = FALSE;
  g_assert_true (api->fetch_list (api->plugin, &source, on_done, fetching, NULL, &error));
  g_assert_no_error (error);
  server_wait (is_over, fetching, "a list to be fetched");
}

static guint
count_notes (Harness *harness)
{
  const HavenPluginApi *api = harness_get_api (harness);
  g_autoptr (HavenVerdict) verdict = api->judge_line (api->plugin, harness_im (harness, "sam"), NULL, LINK);

  return verdict->notes->len;
}

static void
test_taken_and_in_force (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  const HavenPluginApi *api = harness_get_api (harness);
  const HavenFollowed *followed;

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  g_assert_cmpuint (count_notes (harness), ==, 0);
  fetch (&fetching, harness, NULL);
  g_assert_cmpstr (fetching.problem, ==, NULL);
  g_assert_cmpstr (fetching.id, ==, "theirs");
  g_assert_cmpuint (count_notes (harness), ==, 1);
  followed = haven_settings_find_list (api->get_settings (api->plugin), "theirs");
  g_assert_cmpstr (followed->address, ==, fetching.address);
}

static void
test_changed_list_is_refused (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  g_autofree char *other = list_of ("2026-03-01", "other.example");

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  publish (&fetching, "theirs.json", other);
  fetch (&fetching, harness, NULL);
  g_assert_nonnull (strstr (fetching.problem, "is not as it was signed"));
  g_assert_cmpuint (count_notes (harness), ==, 0);
}

static void
test_old_list_does_not_come_back (Harness *harness)
{
  g_auto (Fetching) fetching = {0};

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  fetch (&fetching, harness, NULL);
  publish_list (&fetching, "2026-02-01", "other.example");
  fetch (&fetching, harness, "theirs");
  g_assert_nonnull (strstr (fetching.problem, "older than the list of 2026-03-01"));
  g_assert_cmpuint (count_notes (harness), ==, 1);
}

static void
test_without_signature (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  g_autofree char *list = list_of ("2026-03-01", "listed.example");

  if (!start (&fetching, harness))
    return;
  publish (&fetching, "theirs.json", list);
  fetch (&fetching, harness, NULL);
  g_assert_nonnull (fetching.problem);
  g_assert_cmpuint (count_notes (harness), ==, 0);
}

static void
test_only_over_tls (Harness *harness)
{
  static const HavenListSource source = {.address = "http://localhost/theirs.json", .key = "RWQkey"};
  const HavenPluginApi *api = harness_get_api (harness);
  Fetching fetching = {0};
  g_autoptr (GError) error = NULL;

  g_assert_false (api->fetch_list (api->plugin, &source, on_done, &fetching, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (fetching.over);
}

static gboolean
is_asked (gpointer data)
{
  return harness_last_question (data) != NULL;
}

/* The address answers, but not with a certificate that anybody vouches for: libpurple asks, and the user says
 * no. */
static void
test_unknown_certificate (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  HavenListSource source;
  const HavenPluginApi *api = harness_get_api (harness);
  g_autofree char *peer =
      g_build_filename (harness->directory, "certificates", "x509", "tls_peers", "localhost", NULL);

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  g_unlink (peer);
  source = (HavenListSource){.address = fetching.address, .key = fetching.public_key};
  g_assert_true (api->fetch_list (api->plugin, &source, on_done, &fetching, NULL, NULL));
  server_wait (is_asked, harness, "the question about a certificate");
  g_assert_false (fetching.over);
  harness_press (harness_last_question (harness), harness_last_question (harness)->labels->pdata[1]);
  server_wait (is_over, &fetching, "the fetch to be given up");
  g_assert_nonnull (fetching.problem);
  g_assert_cmpuint (count_notes (harness), ==, 0);
}

static void
test_unload_lets_go (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  HavenListSource source;
  const HavenPluginApi *api = harness_get_api (harness);

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  source = (HavenListSource){.address = fetching.address, .key = fetching.public_key};
  g_assert_true (api->fetch_list (api->plugin, &source, on_done, &fetching, NULL, NULL));
  harness_unload (harness);
  harness_spin (harness);
  g_assert_false (fetching.over);
}

/* What was on its way when everything was wiped does not come in afterwards. */
static void
test_wiped_meanwhile (Harness *harness)
{
  g_auto (Fetching) fetching = {0};
  const HavenPluginApi *api = harness_get_api (harness);
  HavenListSource source;
  g_autofree char *text = NULL;

  if (!start (&fetching, harness))
    return;
  publish_list (&fetching, "2026-03-01", "listed.example");
  source = (HavenListSource){.address = fetching.address, .key = fetching.public_key};
  g_assert_true (api->fetch_list (api->plugin, &source, on_done, &fetching, NULL, NULL));
  g_assert_true (api->wipe (api->plugin));
  g_assert_true (fetching.over);
  g_assert_nonnull (strstr (fetching.problem, "wiped"));
  for (guint i = 0; i < 20; i++) {
    harness_spin (harness);
    g_usleep (50 * 1000);
  }
  text = harness_read_file (harness, "lists/theirs.json");
  g_assert_null (text);
  g_assert_cmpuint (count_notes (harness), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/lists/fetch/taken-and-in-force", &usual, test_taken_and_in_force);
  harness_add ("/lists/fetch/changed-list-is-refused", &usual, test_changed_list_is_refused);
  harness_add ("/lists/fetch/old-list-does-not-come-back", &usual, test_old_list_does_not_come_back);
  harness_add ("/lists/fetch/without-signature", &usual, test_without_signature);
  harness_add ("/lists/fetch/only-over-tls", &usual, test_only_over_tls);
  harness_add ("/lists/fetch/unknown-certificate", &usual, test_unknown_certificate);
  harness_add ("/lists/fetch/wiped-meanwhile", &usual, test_wiped_meanwhile);
  harness_add ("/lists/fetch/unload-lets-go", &usual, test_unload_lets_go);
  return g_test_run ();
}
