/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "haven-error.h"
#include "links/haven-list-import.h"
#include "links/haven-signature.h"

/* made with minisign 0.11 for this test, with a key that is kept nowhere */
#define KEY "RWQxFf1VJJ3sthjbNbSZqRduKdAegRb5HxfmNkF97Iu7z1c1sRlz2/Uq"
#define SIGNED "{\"haven-list\": 1}\n"
#define SIGNATURE                                                                                            \
  "untrusted comment: signature from minisign secret key\n"                                                  \
  "RUQxFf1VJJ3stpDMT/+fPRCy82n61R8Xgbxpn6cV61ZTwjrM4kGpPnECb1udquPc1u2Ja4X6Q37nT4Zh6tCzaw2aVxd0Hd1aAAU=\n"   \
  "trusted comment: haven test list\n"                                                                       \
  "0Dgl48NDbpS0/fLu9ts61jkpfeDRNjm1Rr+YiUesl8jYkTMS7PA8koA7NPvJU5PDsbSFnv9GbbriKRrA8EeOAQ==\n"
#define OLD_SIGNATURE                                                                                        \
  "untrusted comment: signature from minisign secret key\n"                                                  \
  "RWQxFf1VJJ3strg8fsXFeJrWKojnqG7TIPQMUY94u3u8Hks/G45O4gbMcRb37PKvQ2ntpW48Yymcxnu7oZv2KJT1V9ZiT2dm0g0=\n"   \
  "trusted comment: old\n"                                                                                   \
  "Nj/vUBblv39xYzba3i6vUZRNIq1VcaBpznSFE7ScrAGPErLCHxhcr/xRojNfhoJ7CQbe6rrpWpaz5qyDVHBhCA==\n"

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
#define LONG_LINE "0.0.0.0 b.example.com #" THOUSAND THOUSAND THOUSAND THOUSAND HUNDRED

/* entries: "host/path(category)" parted by spaces, a taken back one with a minus before it */
static const struct {
  const char *what;
  const char *data;
  HavenListFormat format;
  const char *entries;
  guint n_skipped;
} cases[] = {
    {"a hosts file",
     "# ads\n127.0.0.1 localhost\n::1 localhost\n0.0.0.0 ads.example.com track.example.net # "
     "two\n0.0.0.0\tC.Example.ORG\n",
     HAVEN_LIST_HOSTS, "ads.example.com track.example.net c.example.org", 0},
    {"names that the machine has itself", "127.0.0.1 localhost.localdomain a.example.com\n0.0.0.0 0.0.0.0\n",
     HAVEN_LIST_HOSTS, "a.example.com", 0},
    {"a line that is longer than any rule", "0.0.0.0 a.example.com\n" LONG_LINE "\n0.0.0.0 c.example.com\n",
     HAVEN_LIST_HOSTS, "a.example.com c.example.com", 1},
    {"domains", "example.com\n# remark\n.example.net\n*.example.org\n\nco.uk\nnot a host\nexample.com\n",
     HAVEN_LIST_DOMAINS, "example.com example.net example.org", 2},
    {"a domain block of Mastodon",
     "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n"
     "bad.example.com,suspend,false,false,\"hate, spam\",false\nodd.example.net,noop,false,false,,false\n"
     "hid***.example.org,silence,false,false,,true\n",
     HAVEN_LIST_MASTODON, "bad.example.com", 2},
    {"Adblock rules",
     "[Adblock Plus 2.0]\n! Title: "
     "Mine\n||bad.example.com^\n||bad.example.net/path^$document\n##.ad\n||cdn.example.org^$image\n"
     "@@||good.example.com^\n/ads/*\n",
     HAVEN_LIST_ADBLOCK, "bad.example.com bad.example.net/path -good.example.com", 3},
    {"Adblock rules that hold for whole sites on certain conditions",
     "||a.example.com^$third-party\n||b.example.com^$3p\n||c.example.com^$important\n||d.example.com^$all\n"
     "||e.example.com^$script\n",
     HAVEN_LIST_ADBLOCK, "a.example.com b.example.com c.example.com d.example.com", 1},
    {"uBlacklist patterns",
     "---\nname: "
     "Mine\n---\n*://*.bad.example.com/*\n*://bad.example.net/blog/*\n@*://good.example.org/*\n/"
     "example\\.(net|org)/\n",
     HAVEN_LIST_UBLACKLIST, "bad.example.com bad.example.net/blog -good.example.org", 1},
    {"ratings by label",
     "Domain,Type,Notes\r\nfake.example.com,Fake News,\"says, "
     "so\"\r\njoke.example.com,satire,\r\ngood.example.com,reliable source,\r\n",
     HAVEN_LIST_RATINGS, "fake.example.com(low-credibility:fabricated) joke.example.com(satire)", 1},
    {"ratings by score", "url,score\nhttps://a.example.com/,12\nb.example.com,55\nc.example.com,92.5\n",
     HAVEN_LIST_RATINGS, "a.example.com(low-credibility:unreliable) b.example.com(low-credibility:mixed)", 1},
    {"scores at their bounds", "url,score\na.example.com,39.5\nb.example.com,40\nc.example.com,60\n",
     HAVEN_LIST_RATINGS, "a.example.com(low-credibility:unreliable) b.example.com(low-credibility:mixed)", 1},
};

static char *
entries_of (const HavenList *list)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];

    g_string_append_printf (all, "%s%s%s%s", i > 0 ? " " : "", entry->retracted ? "-" : "", entry->host,
                            entry->path != NULL ? entry->path : "");
    if (entry->category != NULL)
      g_string_append_printf (all, "(%s)", entry->category);
  }
  return g_string_free (all, FALSE);
}

static void
test_formats (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    HavenImportReport report;
    g_autoptr (HavenList) list =
        haven_list_import (cases[i].data, strlen (cases[i].data), cases[i].format, &report, &error);
    g_autofree char *entries = NULL;

    g_test_message ("%s", cases[i].what);
    g_assert_no_error (error);
    entries = entries_of (list);
    g_assert_cmpstr (entries, ==, cases[i].entries);
    g_assert_cmpuint (report.n_skipped, ==, cases[i].n_skipped);
    g_assert_cmpint (haven_list_guess_format (cases[i].data, strlen (cases[i].data)), ==, cases[i].format);
  }
}

static void
test_heads (void)
{
  static const char *const titled[] = {"! Title: Mine\n||a.com^\n", "name: Mine\n*://a.com/*\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (titled); i++) {
    HavenImportReport report;
    g_autoptr (HavenList) list =
        haven_list_import (titled[i], strlen (titled[i]), HAVEN_LIST_GUESS, &report, NULL);

    g_assert_cmpstr (list->title, ==, "Mine");
  }
}

static void
test_errors (void)
{
  static const struct {
    const char *data;
    HavenListFormat format;
  } broken[] = {
      {"a,b\n1,2\n", HAVEN_LIST_RATINGS},
      {"host\na.com\n", HAVEN_LIST_MASTODON},
      {"{\"haven-list\": 1}", HAVEN_LIST_HAVEN},
      {"", HAVEN_LIST_RATINGS},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GError) error = NULL;
    HavenImportReport report;

    g_assert_null (
        haven_list_import (broken[i].data, strlen (broken[i].data), broken[i].format, &report, &error));
    g_assert_nonnull (error);
  }
}

static void
assert_names_hosts (const HavenList *list)
{
  for (guint i = 0; i < list->entries->len; i++) {
    const char *host = ((HavenListEntry *)list->entries->pdata[i])->host;

    g_assert_true (host != NULL && strchr (host, '.') != NULL && g_str_is_ascii (host));
  }
}

/* Whatever it is, it is a list of hosts, or there is a reason why not; never both. */
static void
test_any_bytes (void)
{
  static const char pieces[] = "||*://@@,\"\n\r.#!-a.comb.org/$0 \xff\xc3\0{";
  g_autoptr (GRand) random = g_rand_new_with_seed (9);

  for (guint round = 0; round < 4000; round++) {
    g_autoptr (GString) data = g_string_new (NULL);
    HavenImportReport report;
    g_autoptr (HavenList) list = NULL;
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < 80; i++)
      g_string_append_c (data, pieces[g_rand_int_range (random, 0, sizeof pieces - 1)]);
    list = haven_list_import (data->str, data->len, round % 8, &report, &error);
    g_assert_true ((list != NULL) == (error == NULL));
    if (list != NULL)
      assert_names_hosts (list);
    g_assert_true ((report.n_skipped > 0) == (report.first_skipped > 0));
  }
}

/* What is taken in is written in Haven's own format, and must be read again from there. */
static const struct {
  const char *what;
  const char *data;
} foreign[] = {
    {"a reason that is no UTF-8", "domain,category,reason\nbad.example.com,satire,caf\xe9\n"},
    {"a reason of three thousand letters",
     "domain,category,reason\nbad.example.com,satire," THOUSAND THOUSAND THOUSAND "\n"},
    {"sources that are no UTF-8", "domain,category,sources\nbad.example.com,satire,caf\xe9; bar\n"},
    {"a comment that is no UTF-8", "#domain,#severity,#public_comment\nbad.example.com,suspend,caf\xe9\n"},
    {"a title that is no UTF-8", "! Title: caf\xe9\n||bad.example.com^\n||worse.example.com^\n"},
    {"a title of three thousand letters", "! Title: " THOUSAND THOUSAND THOUSAND "\n||bad.example.com^\n"},
    {"a name that is no UTF-8", "name: caf\xe9\n*://bad.example.com/*\n"},
    {"a path that is no UTF-8", "||bad.example.com^\n||worse.example.com/caf\xe9^\n"},
    {"a path of three thousand letters",
     "||bad.example.com^\n||worse.example.com/" THOUSAND THOUSAND THOUSAND "^\n"},
};

static void
test_foreign_is_read_again (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++) {
    HavenImportReport report;
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenList) list =
        haven_list_import (foreign[i].data, strlen (foreign[i].data), HAVEN_LIST_GUESS, &report, &error);
    g_autoptr (HavenList) again = NULL;
    g_autofree char *json = NULL;
    gsize length;

    g_test_message ("%s", foreign[i].what);
    g_assert_no_error (error);
    list->id = g_strdup ("test");
    list->title = list->title != NULL ? list->title : g_strdup ("Test");
    list->maintainer = g_strdup ("nobody");
    list->date = g_strdup ("2026-11-28");
    list->licence = g_strdup ("none");
    list->basis = g_strdup ("none");
    list->category = g_strdup ("satire");
    json = haven_list_to_json (list, &length);
    again = haven_list_from_json (json, length, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (again->entries->len, >=, 1);
  }
}

static void
test_signature (void)
{
  static const struct {
    const char *what;
    const char *data;
    const char *signature;
    const char *key;
    gboolean holds;
  } signatures[] = {
      {"as it was signed", SIGNED, SIGNATURE, KEY, TRUE},
      {"in the older form", SIGNED, OLD_SIGNATURE, KEY, TRUE},
      {"the key's file", SIGNED, SIGNATURE, "untrusted comment: minisign public key\n" KEY "\n", TRUE},
      {"a changed list", "{\"haven-list\": 2}\n", SIGNATURE, KEY, FALSE},
      {"no signature", SIGNED, "untrusted comment: x\nAAAA\ntrusted comment: x\nAAAA\n", KEY, FALSE},
      {"nothing", SIGNED, "", KEY, FALSE},
      {"no key", SIGNED, SIGNATURE, "RWQ=", FALSE},
  };
  g_autofree char *changed = NULL;

  if (!haven_signature_supported ()) {
    g_test_skip ("this build is without libsodium");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++) {
    g_autofree char *comment = NULL;
    g_autoptr (GError) error = NULL;
    gboolean holds = haven_signature_verify (signatures[i].data, strlen (signatures[i].data),
                                             signatures[i].signature, signatures[i].key, &comment, &error);

    g_test_message ("%s", signatures[i].what);
    g_assert_cmpint (holds, ==, signatures[i].holds);
    g_assert_cmpint (error == NULL, ==, holds);
  }
  changed = g_strdup (SIGNATURE);
  memcpy (strstr (changed, "test list"), "TEST", 4);
  g_assert_false (haven_signature_verify (SIGNED, strlen (SIGNED), changed, KEY, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/links/import/formats", test_formats);
  g_test_add_func ("/links/import/heads", test_heads);
  g_test_add_func ("/links/import/errors", test_errors);
  g_test_add_func ("/links/import/any-bytes", test_any_bytes);
  g_test_add_func ("/links/import/foreign-is-read-again", test_foreign_is_read_again);
  g_test_add_func ("/links/signature/minisign", test_signature);
  return g_test_run ();
}
