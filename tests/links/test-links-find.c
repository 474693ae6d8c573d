/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-link.h"

/* what: a description; text: what somebody wrote; links: what is found, parted by spaces */
typedef struct {
  const char *what;
  const char *text;
  const char *links;
} Case;

static const Case scheme_cases[] = {
    {"an address in a sentence", "look at https://haven.example/a?b=c, please",
     "https://haven.example/a?b=c"},
    {"a full stop ends the sentence", "it is at http://haven.example/a.", "http://haven.example/a"},
    {"in the quotation marks of French", "«https://haven.example/a»", "https://haven.example/a"},
    {"two with a comma between", "https://haven.example/a,https://other.example/b",
     "https://haven.example/a https://other.example/b"},
    {"two with a bar between", "https://haven.example/a|https://other.example/b",
     "https://haven.example/a https://other.example/b"},
    {"a comma that belongs to it", "https://haven.example/a,b;c=d", "https://haven.example/a,b;c=d"},
    {"an address in its query", "https://haven.example/?u=https://other.example/b",
     "https://haven.example/?u=https://other.example/b"},
    {"Markdown's lines", "_https://haven.example/a_", "https://haven.example/a"},
    {"a line that belongs to it", "https://haven.example/a_", "https://haven.example/a_"},
    {"upper case", "HTTPS://HAVEN.EXAMPLE/A", "HTTPS://HAVEN.EXAMPLE/A"},
    {"brackets that close within", "https://w.example/a_(b)", "https://w.example/a_(b)"},
    {"brackets around", "(https://w.example/a_(b))", "https://w.example/a_(b)"},
    {"square brackets around", "[https://w.example/a]", "https://w.example/a"},
    {"angle brackets", "<https://w.example/a>", "https://w.example/a"},
    {"quotation marks", "\"https://w.example/a\"", "https://w.example/a"},
    {"markdown", "[page](https://w.example/a)", "https://w.example/a"},
    {"emphasis", "**https://w.example/a**", "https://w.example/a"},
    {"a possessive", "https://w.example/a's colour", "https://w.example/a"},
    {"a port", "http://w.example:8080/a", "http://w.example:8080/a"},
    {"a port out of range", "http://w.example:70000/a", ""},
    {"user and password", "http://me:pw@w.example/", "http://me:pw@w.example/"},
    {"a host in the local network", "http://printer/status", "http://printer/status"},
    {"IPv4", "http://192.0.2.7/a", "http://192.0.2.7/a"},
    {"IPv6", "http://[2001:db8::7]:80/a", "http://[2001:db8::7]:80/a"},
    {"a number for a host", "http://3221225991/", "http://3221225991/"},
    {"an unknown scheme", "hptt://w.example/", ""},
    {"no host", "http:// and http://? and http://#", ""},
    {"a label that begins with a hyphen", "http://-w.example/", ""},
    {"an underscore in a registrable name", "http://my_site.com/", ""},
    {"an underscore below it", "http://my_box.site.com/", "http://my_box.site.com/"},
    {"after a word and a colon", "see:https://w.example/", "https://w.example/"},
    {"as a hashtag or a mention", "#http://w.example @http://w.example", ""},
    {"German letters", "http://bücher.example/ä", "http://bücher.example/ä"},
    {"Japanese after the host", "http://w.comです", "http://w.com"},
    {"Japanese after the path", "http://w.com/aです", "http://w.com/a"},
    {"a Japanese path", "https://w.com/文書 です", "https://w.com/文書"},
    {"a title in Japanese and Latin on a Japanese site", "https://ja.w.org/wiki/C言語",
     "https://ja.w.org/wiki/C言語"},
    {"a mark of direction ends it", "http://w.com/a\u202c b", "http://w.com/a"},
    {"an onion", "http://expyuzz4wqqyqhjn.onion/", "http://expyuzz4wqqyqhjn.onion/"},
    {"chat rooms", "ircs://irc.w.org/#help", "ircs://irc.w.org/#help"},
    {"a room of Matrix", "https://matrix.to/#/#room:w.org", "https://matrix.to/#/#room:w.org"},
    {"a magnet", "magnet:?xt=urn:btih:c0ffee", "magnet:?xt=urn:btih:c0ffee"},
    {"a script", "javascript:alert(1)", "javascript:alert(1)"},
    {"data", "data:text/html;base64,PGI+", "data:text/html;base64,PGI+"},
    {"the scheme of the page", "//w.com/a and ///w.com", "//w.com/a"},
    {"what looks like a slash within a host", "https://w.com⁄in.x.org/a", "https://w.com⁄in.x.org/a"},
    {"what looks like a slash before no host", "https://w.com⁄page", "https://w.com"},
};

static const Case bare_cases[] = {
    {"a host", "try haven.org now", "haven.org"},
    {"a suffix of two labels", "at www.shop.co.uk.", "www.shop.co.uk"},
    {"a path", "w.com/a?b", "w.com/a?b"},
    {"several", "w.com, x.net; y.org!", "w.com x.net y.org"},
    {"an unknown ending", "w.nosuchtld", ""},
    {"in the middle of Japanese", "これはw.comです", "w.com"},
    {"an ending in Japanese", "w.みんなです", "w.みんな"},
    {"a host in Japanese, standing apart", "「日本語.jp」", "日本語.jp"},
    {"a host in Cyrillic", "сайт президент.рф есть", "президент.рф"},
    {"four numbers by themselves", "203.0.113.9", "203.0.113.9"},
    {"five numbers", "203.0.113.9.1", ""},
    {"a version", "kernel 2.6.15.6 and v10.1.2.3", ""},
    {"a network", "10.0.0.0/8", ""},
    {"a mask", "255.255.255.0", ""},
    {"a port that cannot be", "w.com:99999", ""},
    {"a mention, a hashtag, a price", "@w.com #w.com $w.com", ""},
    {"a path of a file", "/usr/share/w.com", ""},
    {"names of files",
     "readme.md main.rs script.sh node.js archive.zip config.py Makefile.in lib.so a.tar.gz", ""},
    {"a file and its line", "at main.rs:12", ""},
    {"sites whose names look like files", "docs.rs bun.sh allegro.pl t.me/haven",
     "docs.rs bun.sh allegro.pl t.me/haven"},
    {"code", "std::io foo.bar() os.path.join(a) obj.name = 1 this.id com.w.app", ""},
    {"abbreviations", "e.g. this, i.e. that, at 10.30 a.m. in the U.S.", ""},
    {"a forgotten space", "I know it.It works. thanks.so what", ""},
    {"technologies", "ASP.NET and VB.NET", ""},
};

static const Case mail_cases[] = {
    {"an address", "write to me@w.com.", "me@w.com"},
    {"with a plus", "me+chat@w.co.uk", "me+chat@w.co.uk"},
    {"with a scheme", "mailto:me@w.com?subject=hi", "mailto:me@w.com?subject=hi"},
    {"no host", "me@home", ""},
    {"a host in its name", "john.doe.gov@w.com", "john.doe.gov@w.com"},
};

static const Case defanged_cases[] = {
    {"hxxp", "hxxp://bad.com/a", "http://bad.com/a"},
    {"hxxps and brackets", "hXXps[:]//bad[.]example[.]com/a.b", "https://bad.example.com/a.b"},
    {"a bare host in brackets", "bad[.]com", "bad.com"},
    {"the word dot", "bad(dot)com", "bad.com"},
    {"an address in brackets of its own", "hxxp://[2001:db8::7]:80/a", "http://[2001:db8::7]:80/a"},
    {"a bracket that does not close, and one that does", "hxxp://a[.bad[.]com/", "http://a.bad.com/"},
};

static char *
found (const char *text, gboolean urls)
{
  g_autoptr (GArray) links = haven_links_find (text, strlen (text));
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++) {
    const HavenLink *link = &g_array_index (links, HavenLink, i);

    g_assert_cmpuint (link->start, <, link->end);
    g_assert_cmpuint (link->end, <=, strlen (text));
    if (i > 0)
      g_string_append_c (all, ' ');
    if (urls)
      g_string_append (all, link->url);
    else
      g_string_append_len (all, text + link->start, (gssize)(link->end - link->start));
  }
  return g_string_free (all, FALSE);
}

static void
check_cases (const Case *cases, gsize n_cases, gboolean urls)
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *links = found (cases[i].text, urls);

    g_test_message ("%s", cases[i].what);
    g_assert_cmpstr (links, ==, cases[i].links);
  }
}

static void
test_scheme (void)
{
  check_cases (scheme_cases, G_N_ELEMENTS (scheme_cases), FALSE);
}

static void
test_bare (void)
{
  check_cases (bare_cases, G_N_ELEMENTS (bare_cases), FALSE);
}

static void
test_mail (void)
{
  check_cases (mail_cases, G_N_ELEMENTS (mail_cases), FALSE);
}

static void
test_defanged (void)
{
  check_cases (defanged_cases, G_N_ELEMENTS (defanged_cases), TRUE);
}

static void
test_any_bytes (void)
{
  static const char bytes[] =
      "http://\xff\xfe.com a\xc3.com \xe2\x80 http://w.com/\xf0\x9f \n\n @@@...///:::";
  static const char splice[] = "http://a@b[.](dot)c:/?#'\"()[]{}<>\xe3\x81\xaa\xe3\x80\x82-_.com1 ";
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GString) text = g_string_new (NULL);
  G_GNUC_UNUSED g_autoptr (GArray) links = haven_links_find (bytes, sizeof bytes - 1);

  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GArray) some = NULL;

    g_string_truncate (text, 0);
    for (guint i = 0; i < 60; i++)
      g_string_append_c (text, splice[g_rand_int_range (random, 0, sizeof splice - 1)]);
    some = haven_links_find (text->str, text->len);
    for (guint i = 0; i < some->len; i++)
      g_assert_cmpuint (g_array_index (some, HavenLink, i).end, <=, text->len);
  }
}

/* a megabyte of what tempts the finder to look far ahead must not take it quadratic time */
static void
test_long (void)
{
  static const char *const pieces[] = {"a!",   "a.",  "http://a@", "([{",   "a@",
                                       "//a.", "な.", "-_",        "http:", "[.]"};

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GArray) links = NULL;

    while (text->len < 200000)
      g_string_append (text, pieces[i]);
    links = haven_links_find (text->str, text->len);
    g_assert_cmpuint (links->len, <=, 500);
  }
}

static void
test_address_notations (void)
{
  static const struct {
    const char *written;
    const char *address;
  } cases[] = {
      {"192.0.2.7", "192.0.2.7"},
      {"0300.0.2.7", "192.0.2.7"},
      {"0xC0.0x0.0x2.0x7", "192.0.2.7"},
      {"0xC0000207", "192.0.2.7"},
      {"3221225991", "192.0.2.7"},
      {"030000001007", "192.0.2.7"},
      {"127.1", "127.0.0.1"},
      {"[::ffff:1.2.3.4]", "::ffff:1.2.3.4"},
      {"[2001:DB8::7]", "2001:db8::7"},
      {"256.1.1.1", NULL},
      {"1.2.3.4.5", NULL},
      {"0x1.com", NULL},
      {"4294967296", NULL},
      {"[::g]", NULL},
      {"099", NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *address = haven_host_parse_address (cases[i].written, strlen (cases[i].written));
    g_assert_cmpstr (address, ==, cases[i].address);
  }
}

static void
test_ascii_form (void)
{
  g_autofree char *idn = haven_host_to_ascii ("BÜCHER.example", strlen ("BÜCHER.example"));
  g_autofree char *full_width = haven_host_to_ascii ("ｈａｖｅｎ.org", strlen ("ｈａｖｅｎ.org"));
  g_autofree char *shown = haven_host_to_display ("xn--bcher-kva.example");
  g_autofree char *empty_label = haven_host_to_ascii ("a..b", 4);

  g_assert_cmpstr (idn, ==, "xn--bcher-kva.example");
  g_assert_cmpstr (full_width, ==, "haven.org");
  g_assert_cmpstr (shown, ==, "bücher.example");
  g_assert_null (empty_label);
}

static void
test_registrable (void)
{
  static const struct {
    const char *host;
    const char *domain;
  } cases[] = {
      {"a.b.example.com", "example.com"},
      {"www.shop.co.uk", "shop.co.uk"},
      {"somebody.blogspot.com", "somebody.blogspot.com"},
      {"deep.somebody.github.io", "somebody.github.io"},
      {"x.y.kawasaki.jp", "x.y.kawasaki.jp"},
      {"city.kawasaki.jp", "city.kawasaki.jp"},
      {"a.nosuchtld", "a.nosuchtld"},
      {"co.uk", NULL},
      {"com", NULL},
      {"www.ck", "www.ck"},
      {"xn--d1abbgf6aiiy.xn--p1ai", "xn--d1abbgf6aiiy.xn--p1ai"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpstr (haven_domain_registrable (cases[i].host), ==, cases[i].domain);
    g_assert_cmpstr (haven_domain_registrable_embedded (cases[i].host), ==, cases[i].domain);
  }
  g_assert_true (haven_domain_tld_known ("com"));
  g_assert_true (haven_domain_tld_known ("ck"));
  g_assert_true (haven_domain_tld_known_embedded ("xn--p1ai"));
  g_assert_false (haven_domain_tld_known ("nosuchtld"));
  g_assert_false (haven_domain_tld_known ("co.uk"));
}

static void
test_parse_target (void)
{
  static const struct {
    const char *what;
    const char *target;
    const char *host;
    HavenLinkKind kind;
  } cases[] = {
      {"plain", "https://a.example.com/x", "a.example.com", HAVEN_LINK_SITE},
      {"spaces and line ends", " \nhtt\nps://a.exa\tmple.com", "a.example.com", HAVEN_LINK_SITE},
      {"backslashes", "http:\\\\a.com\\@b.com", "a.com", HAVEN_LINK_SITE},
      {"too many slashes", "http:////a.com/", "a.com", HAVEN_LINK_SITE},
      {"two at signs", "http://a.com@b.com@c.com/", "c.com", HAVEN_LINK_SITE},
      {"percent", "http://%61.com/", "a.com", HAVEN_LINK_SITE},
      {"a trailing dot", "http://a.com./", "a.com", HAVEN_LINK_SITE},
      {"a script", "JavaScript:alert(1)", NULL, HAVEN_LINK_SCRIPT},
      {"mail", "mailto:me@a.com?subject=x", "a.com", HAVEN_LINK_MAIL},
      {"relative to the page", "//a.com/x", "a.com", HAVEN_LINK_SITE},
      {"hexadecimal", "http://0x7f.1", "127.0.0.1", HAVEN_LINK_SITE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (HavenLink) link = {0};

    g_test_message ("%s", cases[i].what);
    g_assert_true (haven_link_parse (cases[i].target, &link));
    g_assert_cmpstr (link.host, ==, cases[i].host);
    g_assert_cmpint (link.kind, ==, cases[i].kind);
  }
}

/* No browser follows these (URL Standard, "forbidden host code point"); what stands for a host in them is
 * text that its sender chose, and would stand in a note. */
static void
test_parse_nowhere (void)
{
  static const char *const none[] = {"page.html",
                                     "",
                                     "unknown:thing",
                                     "http://a.com, listed by nobody/",
                                     "http://a%20b.com/",
                                     "http://a%0Ab.com/",
                                     "http://a|b.com/",
                                     "http://<b>.com/",
                                     "http://a.com\xEF\xBC\x8F"
                                     "b.com/"};

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++) {
    g_auto (HavenLink) link = {0};

    g_test_message ("%s", none[i]);
    g_assert_false (haven_link_parse (none[i], &link));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/links/find/with-scheme", test_scheme);
  g_test_add_func ("/links/find/bare", test_bare);
  g_test_add_func ("/links/find/mail", test_mail);
  g_test_add_func ("/links/find/defanged", test_defanged);
  g_test_add_func ("/links/find/any-bytes", test_any_bytes);
  g_test_add_func ("/links/find/long-text", test_long);
  g_test_add_func ("/links/host/address-notations", test_address_notations);
  g_test_add_func ("/links/host/ascii-form", test_ascii_form);
  g_test_add_func ("/links/domain/registrable", test_registrable);
  g_test_add_func ("/links/target/parse", test_parse_target);
  g_test_add_func ("/links/target/parse-nowhere", test_parse_nowhere);
  return g_test_run ();
}
