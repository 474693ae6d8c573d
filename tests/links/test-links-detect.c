/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "detect/haven-detectors.h"
#include "links/haven-bait.h"
#include "links/haven-sites.h"

static HavenSites *
make_sites (void)
{
  HavenSites *sites = haven_sites_new ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  haven_sites_load_data (sites, g_getenv ("HAVEN_DATADIR"), errors);
  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", ((GError *)errors->pdata[i])->message);
  g_assert_cmpuint (errors->len, ==, 0);
  return sites;
}

static GPtrArray *
look (const HavenSites *sites, const char *source, HavenFormat format)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (HavenText) text = haven_text_new ();
  HavenMessage message = {.text = source, .length = strlen (source), .format = format};
  HavenSight sight = {.message = &message, .text = text, .sites = sites};

  haven_text_read (text, source, strlen (source), format);
  haven_detect_links (&sight, findings);
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    g_assert_cmpuint (finding->start, <, finding->end);
    g_assert_cmpuint (finding->end, <=, strlen (source));
    g_assert_nonnull (finding->note);
  }
  return findings;
}

static gboolean
has (const GPtrArray *findings, const char *category)
{
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((HavenFinding *)findings->pdata[i])->category, category) == 0)
      return TRUE;
  return FALSE;
}

/* tests/links/deception.tsv: at least 95 % of what deceives is seen, at most 1 % of what is honest */
static void
test_deception_table (void)
{
  g_autoptr (HavenSites) sites = make_sites ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "links", "deception.tsv", NULL);
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;
  guint deceiving = 0, caught = 0, honest = 0, accused = 0;

  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  lines = g_strsplit (data, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) fields = g_strsplit (*line, "\t", 3);
    g_autoptr (GPtrArray) findings = NULL;

    if (**line == '#' || g_strv_length (fields) != 3)
      continue;
    findings =
        look (sites, fields[2], strcmp (fields[1], "html") == 0 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN);
    if (strcmp (fields[0], "-") == 0) {
      honest++;
      accused += findings->len > 0;
      if (findings->len > 0)
        g_test_message ("accused: %s: %s", fields[2], ((HavenFinding *)findings->pdata[0])->note);
    } else {
      deceiving++;
      caught += has (findings, fields[0]);
      if (!has (findings, fields[0]))
        g_test_message ("missed (%s): %s", fields[0], fields[2]);
    }
  }
  g_test_message ("%u of %u deceiving links are seen, %u of %u honest ones accused", caught, deceiving,
                  accused, honest);
  g_assert_cmpuint (deceiving + honest, >=, 300);
  g_assert_cmpuint (caught * 100, >=, deceiving * 95);
  g_assert_cmpuint (accused * 100, <=, honest);
}

static void
test_honest_hosts (void)
{
  g_autoptr (HavenSites) sites = make_sites ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "links", "honest-hosts.txt", NULL);
  g_autofree char *data = NULL;
  g_auto (GStrv) hosts = NULL;
  guint n_hosts = 0, n_notes = 0;

  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  hosts = g_strsplit_set (data, " \n", -1);
  for (char **host = hosts; *host != NULL; host++) {
    g_autofree char *url = g_strdup_printf ("https://%s/a/page", *host);
    g_autofree char *www = g_strdup_printf ("https://www.%s/", *host);
    g_autoptr (GPtrArray) findings = NULL;
    g_autoptr (GPtrArray) more = NULL;

    if (**host == '\0')
      continue;
    findings = look (sites, url, HAVEN_FORMAT_PLAIN);
    more = look (sites, www, HAVEN_FORMAT_PLAIN);
    n_hosts++;
    n_notes += findings->len + more->len;
    if (findings->len > 0)
      g_test_message ("%s: %s", *host, ((HavenFinding *)findings->pdata[0])->note);
  }
  g_assert_cmpuint (n_hosts, >=, 1000);
  g_assert_cmpuint (n_notes, ==, 0);
}

static const struct {
  const char *what;
  const char *text;
  HavenFormat format;
  const char *category; /* NULL for no finding */
  const char *note;     /* a part of it */
} cases[] = {
    {"a listed site", "https://naturalnews.com/a", HAVEN_FORMAT_PLAIN, "health-fraud",
     "listed by “Haven health starter” as health misinformation, November 2026"},
    {"a host under a listed site", "see www.infowars.com", HAVEN_FORMAT_PLAIN, "low-credibility:conspiracy",
     "Haven news starter"},
    {"with the reputable page", "https://naturalnews.com/", HAVEN_FORMAT_PLAIN, "health-fraud",
     "see: https://www.who.int/"},
    {"satire is called satire", "https://theonion.com/x", HAVEN_FORMAT_PLAIN, "satire", "as satire"},
    {"a short link", "https://bit.ly/abc", HAVEN_FORMAT_PLAIN, "shortener", "hidden"},
    {"the front page of a shortener", "https://bit.ly/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a listed site behind words", "<a href='https://naturalnews.com'>read</a>", HAVEN_FORMAT_HTML,
     "health-fraud", "listed by"},
    {"an unlisted site", "https://haven.example.org/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a name that only ends like a listed one", "https://notinfowars.com", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an address in other clothes", "http://0x7f.1/", HAVEN_FORMAT_PLAIN, "raw-ip", "number"},
    {"an address in letters of full width", "http://１８５.２２.１.９/a", HAVEN_FORMAT_PLAIN, "raw-ip",
     "number"},
    {"an address with full stops of East Asia", "http://185。22。1。9/a", HAVEN_FORMAT_PLAIN, "raw-ip",
     "number"},
    {"an address of one's own network", "http://[fd00::1]:3000/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an address behind a provider's gate", "http://100.101.2.3:8080/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a capital I for an l", "https://googIe.com/", HAVEN_FORMAT_PLAIN, "lookalike", "looks like google.com"},
    {"a capital I, and two slashes in the path", "https://googIe.com/a//b", HAVEN_FORMAT_PLAIN, "lookalike",
     "looks like google.com"},
    {"a capital I in a bare host, and two slashes in the path", "googIe.com/a//b", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like google.com"},
    {"what looks like a slash", "https://paypal.com⁄signin.example.org/a", HAVEN_FORMAT_PLAIN, "lookalike",
     "looks like paypal.com but is example.org"},
    {"what looks like a slash, without a scheme", "paypal.com∕signin.example.org", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like paypal.com but is example.org"},
    {"what looks like a slash behind an unknown site", "<a href='https://a.example.com⁄b.example.org'>x</a>",
     HAVEN_FORMAT_HTML, "lookalike", "looks like example.com but is example.org"},
    {"a letter that looks like a slash", "<a href='https://paypal.comノa.example.org/'>x</a>",
     HAVEN_FORMAT_HTML, "lookalike", "looks like paypal.com"},
    {"Latin beside an alphabet that looks like none", "https://cafeไทย.example.org/", HAVEN_FORMAT_PLAIN,
     NULL, NULL},
    {"one known site in words, another behind them", "<a href='https://google.com/x'>paypal.com</a>",
     HAVEN_FORMAT_HTML, "text-mismatch", "says paypal.com but leads to google.com"},
    {"a known site that carries the one in words along",
     "<a href='https://google.com/x?to=paypal.com'>paypal.com</a>", HAVEN_FORMAT_HTML, NULL, NULL},
    {"that letter in a name of its own", "https://サイトノート.example.org/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"what looks like a slash between words", "and⁄or example.org ⁄ example.com", HAVEN_FORMAT_PLAIN, NULL,
     NULL},
    {"a site behind a backslash", "https://haven.example.org\\@paypal.com/", HAVEN_FORMAT_PLAIN,
     "credentials-in-url", "leads to haven.example.org"},
    {"a site behind a backslash, in markup", "<a href='https://haven.example.org\\@paypal.com/'>x</a>",
     HAVEN_FORMAT_HTML, "credentials-in-url", "leads to haven.example.org"},
    {"a site behind an escape", "see https://haven.example.org%40paypal.com/a", HAVEN_FORMAT_PLAIN,
     "credentials-in-url", "leads to haven.example.org"},
    {"a backslash, and no site behind it", "<a href='https://haven.example.org\\@'>x</a>", HAVEN_FORMAT_HTML,
     NULL, NULL},
    {"a page to sign in behind a backslash", "https://haven.example.org\\paypal.com\\signin",
     HAVEN_FORMAT_PLAIN, "lookalike", "looks like paypal.com"},
    {"a short link behind a backslash", "https://bit.ly\\abc12", HAVEN_FORMAT_PLAIN, "shortener", "hidden"},
    {"backslashes all the way", "http:\\\\bit.ly\\abc12", HAVEN_FORMAT_PLAIN, "shortener", "hidden"},
    {"the end of a line in code", "puts \"https://bit.ly\\n\"", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"somebody's page on a server of many", "https://social.example.org/@paypal.com", HAVEN_FORMAT_PLAIN,
     NULL, NULL},
    {"a known name where anybody may have it", "https://metamask.pages.dev/", HAVEN_FORMAT_PLAIN, "lookalike",
     "looks like metamask.io"},
    {"a known name in front of such pages", "https://coinbase.pro.vercel.app/", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like coinbase.com"},
    {"somebody's own pages there", "https://spotify-clone.vercel.app/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an owner's pages for programs", "https://paypal.github.io/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an ordinary word with two baits", "https://kraken-support.help/", HAVEN_FORMAT_PLAIN, "lookalike",
     "looks like kraken.com"},
    {"a short ordinary word with two strong ones", "https://wise-verify-account.com/", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like wise.com"},
    {"a short ordinary word with one", "https://line-update.example.org/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"baits alone", "https://mail-login-secure.com/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a throw-away name that calls itself a gate", "https://paypal.com.proxy-login.top/", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like paypal.com"},
    {"a word of universities in front of one", "https://paypal.com.edu.signin.top/", HAVEN_FORMAT_PLAIN,
     "lookalike", "looks like paypal.com"},
    {"a library's gate", "https://www-jstor-org.ezproxy.example.org/paypal", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a university's gate", "https://amazon.com.lib.example.edu/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a capital I among other capitals", "https://GOOGIE.com/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a capital I where one belongs", "https://WIKI.example.org/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a page to sign in, repeated in a path", "https://evil.example.org/paypal.com/signin",
     HAVEN_FORMAT_PLAIN, "lookalike", "looks like paypal.com"},
    {"a site about sites", "https://whois.example.org/paypal.com", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an archive's copy of a page to sign in", "https://archive.example.org/2020/https://paypal.com/signin",
     HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"an authority's ending that goes on", "https://gov.uk-refund.online/", HAVEN_FORMAT_PLAIN, "lookalike",
     "looks like gov.uk"},
    {"an authority in front of somebody's site", "https://hmrc.gov.uk.claim.example.org/", HAVEN_FORMAT_PLAIN,
     "lookalike", "hmrc.gov.uk"},
    {"an authority", "https://www.antai.gouv.fr/", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a name in two words", "https://wells-fargo-alerts.com/", HAVEN_FORMAT_PLAIN, "lookalike",
     "wellsfargo.com"},
    {"baits in one word", "https://onedrive-sharedfile.com/", HAVEN_FORMAT_PLAIN, "lookalike",
     "onedrive.com"},
    {"a known site that sends on", "https://www.google.com/url?q=https://bad.example.org/a&sa=D",
     HAVEN_FORMAT_PLAIN, "text-mismatch", "passes through google.com and leads on to example.org"},
    {"one that sends on in Base64", "https://www.bing.com/ck/a?!&&u=a1aHR0cHM6Ly9iYWQuZXhhbXBsZS5vcmcv",
     HAVEN_FORMAT_PLAIN, "text-mismatch", "passes through bing.com"},
    {"a known site whose name stands in the host before",
     "https://my-google.com.google.com/url?q=https://bad.example.org/a", HAVEN_FORMAT_PLAIN, "text-mismatch",
     "passes through google.com and leads on to example.org"},
    {"one that sends on by its path", "https://google.com/amp/s/bad.example.org/a", HAVEN_FORMAT_PLAIN,
     "text-mismatch", "leads on to example.org"},
    {"one that sends on to a known site", "https://www.google.com/url?q=https://en.wikipedia.org/wiki/Cat",
     HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a result from a page of results",
     "https://www.google.com/url?sa=t&url=https%3A%2F%2Fblog.example.org%2F&ei=abc", HAVEN_FORMAT_PLAIN, NULL,
     NULL},
    {"words that name where it leads on to",
     "<a href='https://www.google.com/url?q=https://example.org/'>example.org</a>", HAVEN_FORMAT_HTML, NULL,
     NULL},
    {"a provider's check before an honest site",
     "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fblog.example.org%2F&data=x",
     HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a provider's check before one that deceives",
     "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaypa1.com%2F&data=x",
     HAVEN_FORMAT_PLAIN, "lookalike", "looks like paypal.com"},
    {"a short link that stays with its owner", "https://maps.app.goo.gl/AbC", HAVEN_FORMAT_PLAIN, NULL, NULL},
    {"a program asked for by name", "javascript:document.cookie", HAVEN_FORMAT_PLAIN, "data-or-script",
     "program"},
    {"a file with a dot that is spelled out", "https://example.net/photo%2Ejpg.exe", HAVEN_FORMAT_PLAIN,
     "file-disguise", "program"},
    {"words without a link", "I read about it yesterday.", HAVEN_FORMAT_PLAIN, NULL, NULL},
};

static void
test_findings (void)
{
  g_autoptr (HavenSites) sites = make_sites ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) findings = look (sites, cases[i].text, cases[i].format);

    g_test_message ("%s", cases[i].what);
    g_assert_cmpuint (findings->len, ==, cases[i].category != NULL ? 1 : 0);
    if (cases[i].category != NULL) {
      const HavenFinding *finding = findings->pdata[0];

      g_assert_cmpstr (finding->category, ==, cases[i].category);
      g_assert_nonnull (strstr (finding->note, cases[i].note));
    }
  }
}

static void
test_exceptions (void)
{
  g_autoptr (HavenSites) sites = make_sites ();
  static const char *const trusted[] = {"InfoWars.com", "paypa1.com", "my-circle.org", NULL};
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) lookalike = NULL;
  g_autoptr (GPtrArray) pretender = NULL;

  haven_sites_set_exceptions (sites, trusted);
  listed = look (sites, "https://www.infowars.com/", HAVEN_FORMAT_PLAIN);
  lookalike = look (sites, "https://paypa1.com/", HAVEN_FORMAT_PLAIN);
  pretender = look (sites, "https://my-circ1e.org/", HAVEN_FORMAT_PLAIN);
  g_assert_cmpuint (listed->len, ==, 0);
  g_assert_cmpuint (lookalike->len, ==, 0);
  g_assert_true (has (pretender, "lookalike"));
}

/* What the user trusts no more is again what it looks like. */
static void
test_exceptions_taken_back (void)
{
  g_autoptr (HavenSites) sites = make_sites ();
  static const char *const trusted[] = {"paypa1.com", "my-circle.org", NULL};
  g_autoptr (GPtrArray) lookalike = NULL;
  g_autoptr (GPtrArray) pretender = NULL;

  haven_sites_set_exceptions (sites, trusted);
  haven_sites_set_exceptions (sites, NULL);
  lookalike = look (sites, "https://paypa1.com/", HAVEN_FORMAT_PLAIN);
  pretender = look (sites, "https://my-circ1e.org/", HAVEN_FORMAT_PLAIN);
  g_assert_true (has (lookalike, "lookalike"));
  g_assert_cmpuint (pretender->len, ==, 0);
}

static HavenBaits *
make_baits (void)
{
  HavenBaits *baits = haven_baits_new ();
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "bait.json", NULL);
  g_autoptr (GError) error = NULL;

  haven_baits_load (baits, path, &error);
  g_assert_no_error (error);
  return baits;
}

static void
test_baits (void)
{
  static const struct {
    const char *word;
    HavenBait bait;
  } words[] = {
      {"abo", HAVEN_BAIT_WEAK},           {"accesso", HAVEN_BAIT_STRONG},
      {"konto", HAVEN_BAIT_MIDDLE},       {"login", HAVEN_BAIT_STRONG},
      {"www", HAVEN_BAIT_STRONG},         {"zustellung", HAVEN_BAIT_MIDDLE},
      {"garden", HAVEN_BAIT_NONE},        {"", HAVEN_BAIT_NONE},
      {"loginverify", HAVEN_BAIT_STRONG}, {"trackmyparcel", HAVEN_BAIT_MIDDLE},
      {"gardenlogin", HAVEN_BAIT_NONE},
  };
  static const struct {
    const char *ending;
    guint kinds;
  } endings[] = {
      {"ae.org", HAVEN_ENDING_CHEAP},
      {"zip", HAVEN_ENDING_CHEAP},
      {"co.uk", 0},
      {"org", 0},
      {"js.org", HAVEN_ENDING_REVIEWED},
      {"gov.uk", HAVEN_ENDING_OFFICIAL},
      {"", 0},
      {"web.app", HAVEN_ENDING_HOSTING},
  };
  g_autoptr (HavenBaits) baits = make_baits ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_test_message ("%s", words[i].word);
    g_assert_cmpint (haven_baits_of (baits, words[i].word), ==, words[i].bait);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_test_message ("%s", endings[i].ending);
    g_assert_cmpuint (haven_baits_ending (baits, endings[i].ending), ==, endings[i].kinds);
  }
}

static void
test_bait_errors (void)
{
  static const struct {
    const char *what;
    const char *json;
    const char *message; /* a part of it */
  } rows[] = {
      {"another document", "{\"haven-list\": 1}", "haven-list"},
      {"a version of the future", "{\"haven-bait\": 2}", "version 1"},
      {"a strength that there is not",
       "{\"haven-bait\": 1, \"words\": [{\"strength\": \"huge\", \"words\": []}]}", "words[0].strength"},
      {"two words in one", "{\"haven-bait\": 1, \"words\": [{\"strength\": \"weak\", \"words\": [\"a b\"]}]}",
       "words[0].words[0]"},
      {"a capital", "{\"haven-bait\": 1, \"words\": [{\"strength\": \"weak\", \"words\": [\"Login\"]}]}",
       "words[0].words[0]"},
      {"an ending with its dot", "{\"haven-bait\": 1, \"endings\": {\"cheap\": [\".xyz\"]}}",
       "endings.cheap[0]"},
      {"an unknown kind of ending", "{\"haven-bait\": 1, \"endings\": {\"dear\": []}}", "dear"},
      {"something wrong behind what is right",
       "{\"haven-bait\": 1, \"words\": [{\"strength\": \"strong\", \"words\": [\"zebra\"]}, 1]}", "words[1]"},
  };
  g_autoptr (HavenBaits) baits = haven_baits_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].what);
    g_assert_false (haven_baits_add_json (baits, rows[i].json, strlen (rows[i].json), &error));
    g_assert_nonnull (strstr (error->message, rows[i].message));
  }
  g_assert_cmpint (haven_baits_of (baits, "zebra"), ==, HAVEN_BAIT_NONE);
}

/* A group's own words and sites, in the directory of its lists: what they add, and what they take back. */
static void
test_own_words (void)
{
  static const char words[] =
      "{\"haven-bait\": 1, \"words\": [{\"language\": \"eo\", \"strength\": \"strong\", \"words\": "
      "[\"ensalutu\"]}, {\"strength\": \"none\", \"words\": [\"zoll\"]}]}";
  static const char list[] =
      "{\"haven-list\": 1, \"id\": \"ours\", \"title\": \"Ours\", \"maintainer\": \"m\", \"date\": "
      "\"2026-03-31\", \"licence\": \"CC0\", \"basis\": \"b\", \"category\": \"well-known\", \"entries\": "
      "[{\"host\": \"our-quiet-forum.org\"}]}";
  static const struct {
    const char *what;
    const char *link;
    gboolean noted;
  } rows[] = {
      {"a word of theirs", "https://paypal-ensalutu.com/", TRUE},
      {"a word that they took back", "https://dhl-zoll.com/", FALSE},
      {"a word that they left", "https://dhl-paket.com/", TRUE},
      {"a site of theirs", "https://our-quiet-forum.org/", FALSE},
      {"what looks like it", "https://our-qu1et-forum.org/", TRUE},
  };
  g_autofree char *directory = g_dir_make_tmp ("haven-words-XXXXXX", NULL);
  g_autofree char *words_path = g_build_filename (directory, "words.json", NULL);
  g_autofree char *list_path = g_build_filename (directory, "ours.json", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (HavenSites) sites = make_sites ();

  g_assert_true (g_file_set_contents (words_path, words, -1, NULL));
  g_assert_true (g_file_set_contents (list_path, list, -1, NULL));
  haven_sites_load_directory (sites, directory, directory, errors);
  g_assert_cmpuint (errors->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) findings = look (sites, rows[i].link, HAVEN_FORMAT_PLAIN);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpint (has (findings, "lookalike"), ==, rows[i].noted);
  }
  g_unlink (words_path);
  g_unlink (list_path);
  g_rmdir (directory);
}

static void
test_own_country (void)
{
  g_autoptr (HavenSites) sites = make_sites ();
  g_autoptr (GPtrArray) findings = NULL;

  haven_sites_set_country (sites, "GB");
  findings = look (sites, "https://naturalnews.com", HAVEN_FORMAT_PLAIN);
  g_assert_nonnull (strstr (((HavenFinding *)findings->pdata[0])->note, "nhs.uk"));
}

/* Who lives in France and meets claims against vaccines is offered the French page on vaccines, not one on
 * health. */
static void
test_own_topic (void)
{
  static const struct {
    const char *description;
    const char *country;
    const char *link;
    const char *offered;
  } topics[] = {
      {"vaccines, in France", "fr", "https://www.nvic.org/a", "see: https://vaccination-info-service.fr/"},
      {"no topic of its own, in France", "fr", "https://naturalnews.com/", "see: https://www.ameli.fr/"},
      {"cancer, in Germany", "de", "https://germanische-heilkunde.at/",
       "see: https://www.krebsinformationsdienst.de/"},
      {"a topic without a page in that country", "jp", "https://virusmyth.com/",
       "see: https://www.unaids.org/"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++) {
    g_autoptr (HavenSites) sites = make_sites ();
    g_autoptr (GPtrArray) findings = NULL;

    g_test_message ("%s", topics[i].description);
    haven_sites_set_country (sites, topics[i].country);
    findings = look (sites, topics[i].link, HAVEN_FORMAT_PLAIN);
    g_assert_cmpuint (findings->len, >=, 1);
    g_assert_nonnull (strstr (((HavenFinding *)findings->pdata[0])->note, topics[i].offered));
  }
}

static void
test_known_to_the_user (void)
{
  g_autoptr (HavenWellKnown) known = haven_well_known_new ();
  static const char *const own[] = {"forum.my-support-circle.org", NULL};

  haven_well_known_set_own (known, own);
  g_assert_cmpstr (haven_well_known_lookalike (known, "my-supp0rt-circle.org", "my-supp0rt-circle.org"), ==,
                   "my-support-circle.org");
  g_assert_null (haven_well_known_lookalike (known, "my-support-circle.org", "my-support-circle.org"));
  g_assert_null (haven_well_known_lookalike (known, "another-circle.org", "another-circle.org"));
}

static void
test_without_lists (void)
{
  g_autoptr (GPtrArray) findings = look (NULL, "http://a.org@198.51.100.7/x.pdf.exe", HAVEN_FORMAT_PLAIN);

  g_assert_true (has (findings, "credentials-in-url"));
  g_assert_true (has (findings, "raw-ip"));
  g_assert_true (has (findings, "file-disguise"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/links/detect/deception-table", test_deception_table);
  g_test_add_func ("/links/detect/honest-hosts", test_honest_hosts);
  g_test_add_func ("/links/detect/findings", test_findings);
  g_test_add_func ("/links/detect/exceptions-win", test_exceptions);
  g_test_add_func ("/links/detect/exceptions-taken-back", test_exceptions_taken_back);
  g_test_add_func ("/links/detect/baits", test_baits);
  g_test_add_func ("/links/detect/bait-errors", test_bait_errors);
  g_test_add_func ("/links/detect/own-words", test_own_words);
  g_test_add_func ("/links/detect/own-country", test_own_country);
  g_test_add_func ("/links/detect/own-topic", test_own_topic);
  g_test_add_func ("/links/detect/known-to-the-user", test_known_to_the_user);
  g_test_add_func ("/links/detect/without-lists", test_without_lists);
  return g_test_run ();
}
