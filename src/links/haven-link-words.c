/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link-words.h"

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-link-chars.h"

/*
 * Many top-level domains are also endings of files (.md, .rs, .sh), words of a language (.it, .so, .is)
 * or names in code (.name, .id). Without a scheme, whoever wrote such a word meant a site only sometimes.
 * All tables here are sorted by byte.
 */

/* endings of files: a site only when it is a known one or a path follows */
static const char *const file_endings[] = {
    "ac",  "ad",  "am",  "app", "as",   "bar", "bz", "cab", "cc", "cf", "cfd", "dev", "dot", "foo",
    "gdn", "inc", "ink", "la",  "link", "map", "md", "mk",  "ml", "mm", "mov", "nc",  "pm",  "properties",
    "ps",  "pub", "py",  "qa",  "rs",   "sc",  "sh", "sql", "st", "tf", "vi",  "zip",
};

/* those of them under which enough people have their sites that only a name like a file's counts as one */
static const char *const mild_file_endings[] = {
    "ac", "ad", "am", "app", "as", "bz", "cab", "cc", "cf", "dev",
    "la", "mk", "ml", "nc",  "qa", "sc", "st",  "tf", "vi",
};

/* country codes that are words where a space is easily forgotten after a full stop, or endings of files */
static const char *const word_endings[] = {
    "ad", "am", "an", "as", "at", "be", "by", "de", "do", "es", "et", "hm", "id", "im", "in", "is",
    "it", "la", "ma", "me", "my", "no", "pa", "pl", "pm", "re", "se", "si", "so", "to", "us",
};

/* generic endings that are ordinary words or names in code */
static const char *const common_endings[] = {
    "baby",     "best",    "bible",      "bid",      "bio",      "boo",    "book",     "box",      "build",
    "business", "buy",     "call",       "cam",      "camp",     "car",    "care",     "case",     "channel",
    "cheap",    "click",   "contact",    "cool",     "date",     "day",    "deal",     "delivery", "direct",
    "drive",    "email",   "events",     "exchange", "expert",   "fail",   "family",   "fan",      "fast",
    "fit",      "fly",     "food",       "free",     "fun",      "fyi",    "game",     "games",    "gift",
    "gives",    "got",     "green",      "guide",    "help",     "here",   "host",     "hot",      "how",
    "id",       "kids",    "kind",       "land",     "lat",      "life",   "limited",  "link",     "loan",
    "locker",   "lol",     "love",       "man",      "map",      "meet",   "men",      "menu",     "mobile",
    "mom",      "money",   "music",      "name",     "network",  "new",    "next",     "now",      "off",
    "one",      "ong",     "onl",        "open",     "page",     "parts",  "party",    "pay",      "phone",
    "photo",    "pics",    "pid",        "pin",      "pink",     "place",  "play",     "plus",     "poker",
    "post",     "prime",   "properties", "pub",      "read",     "red",    "rent",     "reply",    "report",
    "rest",     "review",  "rich",       "rip",      "room",     "run",    "safe",     "sale",     "save",
    "scan",     "school",  "search",     "secure",   "security", "select", "services", "show",     "silk",
    "smile",    "sold",    "solutions",  "song",     "spot",     "style",  "support",  "surf",     "swiss",
    "system",   "systems", "talk",       "tel",      "tips",     "today",  "toggle",   "tools",    "top",
    "total",    "trade",   "training",   "trust",    "view",     "vip",    "voice",    "vote",     "wait",
    "watch",    "weather", "website",    "work",     "works",    "world",  "wow",      "yes",      "you",
    "zero",     "zone",
};

/* sites under the endings above that people write without a scheme */
static const char *const known_sites[] = {
    "1.1.1.1",       "999.md",      "about.me",
    "agora.md",      "allegro.pl",  "amazon.de",
    "amazon.es",     "amazon.in",   "amazon.it",
    "amzn.to",       "ansa.it",     "apple.news",
    "archive.is",    "archive.ph",  "b92.rs",
    "blic.rs",       "brew.sh",     "bun.sh",
    "carrd.co",      "corriere.it", "cppreference.com",
    "crt.sh",        "danas.rs",    "dev.to",
    "docs.rs",       "draw.io",     "ebay.de",
    "esm.sh",        "fb.me",       "gazeta.pl",
    "godbolt.org",   "google.de",   "google.es",
    "google.it",     "heise.de",    "hey.com",
    "index.hr",      "interia.pl",  "is.gd",
    "kurir.rs",      "lib.rs",      "libero.it",
    "m.me",          "matrix.to",   "mbl.is",
    "me.me",         "n1info.rs",   "notion.so",
    "nova.rs",       "nrk.no",      "o2.pl",
    "ohmyz.sh",      "onet.pl",     "paypal.me",
    "pkg.go.dev",    "pm.me",       "point.md",
    "proton.me",     "pypi.org",    "react.dev",
    "repubblica.it", "rts.rs",      "rustup.rs",
    "ruv.is",        "signal.me",   "spiegel.de",
    "stiri.md",      "svt.se",      "t.me",
    "telegram.me",   "transfer.sh", "vg.no",
    "visir.is",      "wa.me",       "web.dev",
    "who.is",        "wp.pl",       "youtu.be",
};

/* what files are called */
static const char *const file_stems[] = {
    "app",      "archive",   "args",    "backup",    "bar",      "base",    "bench",     "bigfile",
    "boot",     "bootstrap", "build",   "changelog", "check",    "class",   "cli",       "client",
    "cmake",    "code",      "common",  "compile",   "conf",     "config",  "configure", "contributing",
    "core",     "data",      "debug",   "demo",      "deploy",   "doc",     "docs",      "document",
    "download", "dump",      "env",     "error",     "example",  "faq",     "file",      "filename",
    "files",    "fix",       "foo",     "forms",     "func",     "hello",   "helper",    "helpers",
    "history",  "howto",     "image",   "images",    "import",   "index",   "init",      "input",
    "install",  "io",        "item",    "job",       "lib",      "license", "list",      "load",
    "loader",   "log",       "logs",    "loop",      "macros",   "main",    "make",      "makefile",
    "manual",   "menu",      "mod",     "model",     "models",   "module",  "modules",   "my",
    "myfile",   "net",       "news",    "node",      "notes",    "obj",     "object",    "out",
    "output",   "parser",    "patch",   "path",      "plugin",   "plugins", "post",      "print",
    "prog",     "program",   "project", "readme",    "release",  "req",     "request",   "res",
    "result",   "root",      "run",     "sample",    "script",   "scripts", "self",      "server",
    "service",  "settings",  "setup",   "shell",     "sources",  "start",   "startup",   "state",
    "stop",     "sync",      "system",  "task",      "terminal", "test",    "tests",     "this",
    "thread",   "todo",      "tools",   "tutorial",  "types",    "update",  "upgrade",   "user",
    "users",    "util",      "utils",   "value",     "version",  "view",    "views",     "wrapper",
    "x",        "y",         "z",
};

/* what goes before a full stop more often than before a dot */
static const char *const last_words[] = {
    "about",  "again", "all",     "already",   "also",   "and",    "any",    "anyway", "back",      "bad",
    "better", "but",   "bye",     "call",      "cool",   "day",    "did",    "do",     "does",      "done",
    "down",   "easy",  "email",   "ever",      "fine",   "first",  "for",    "fun",    "go",        "good",
    "got",    "great", "guys",    "haha",      "he",     "hello",  "help",   "her",    "here",      "hey",
    "hi",     "him",   "home",    "how",       "i",      "idk",    "if",     "in",     "is",        "it",
    "job",    "just",  "know",    "later",     "life",   "lol",    "long",   "lot",    "love",      "man",
    "me",     "mind",  "mine",    "more",      "much",   "my",     "name",   "new",    "nice",      "night",
    "no",     "not",   "nothing", "now",       "of",     "off",    "ok",     "okay",   "on",        "one",
    "or",     "out",   "over",    "people",    "please", "really", "right",  "said",   "same",      "say",
    "see",    "she",   "so",      "something", "sorry",  "still",  "stuff",  "sure",   "tell",      "thanks",
    "that",   "them",  "then",    "there",     "they",   "thing",  "things", "think",  "this",      "though",
    "time",   "to",    "today",   "too",       "true",   "u",      "up",     "us",     "use",       "very",
    "was",    "way",   "we",      "well",      "what",   "when",   "where",  "who",    "why",       "with",
    "work",   "works", "wow",     "wrong",     "ya",     "yeah",   "year",   "yes",    "yesterday", "yet",
    "you",    "your",
};

/* technologies whose names have the form of a host */
static const char *const technologies[] = {"ado.net",    "asp.net", "ml.net",
                                           "system.net", "vb.net",  "winforms.net"};

static int
compare (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, *(const char *const *)entry);
}

#define IN(word, table) (bsearch (word, table, G_N_ELEMENTS (table), sizeof *(table), compare) != NULL)

/* words before an address in numbers that make it a version */
static gboolean
version_before (const HavenBareHost *bare)
{
  static const char *const words[] = {"build", "driver", "firmware", "kernel", "release",
                                      "rev",   "ver",    "version",  "v"};
  gsize end = bare->start;

  while (end > 0 && (bare->text[end - 1] == ' ' || bare->text[end - 1] == ':' || bare->text[end - 1] == '='))
    end--;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize size = strlen (words[i]);
    if (end >= size && g_ascii_strncasecmp (bare->text + end - size, words[i], size) == 0 &&
        !haven_char_is_word (haven_char_before (bare->text, end - size)))
      return TRUE;
  }
  return FALSE;
}

/* Four small numbers are more often a version, a mask or "any address" than a site. */
static gboolean
number_is_site (const HavenBareHost *bare)
{
  const char *text = bare->text;
  gboolean alone = bare->start == 0 && (bare->end == bare->length || text[bare->end] == '\n');
  char first = bare->ascii[0];

  if (g_str_has_prefix (bare->ascii, "255.") || g_str_has_prefix (bare->ascii, "0."))
    return FALSE;
  if (bare->port || bare->path || alone || bare->ascii[1] != '.')
    return TRUE;
  /* addresses that people know by heart repeat one digit */
  for (const char *at = bare->ascii; *at != '\0'; at++)
    if (*at != '.' && *at != first)
      return strcmp (bare->ascii, "1.0.0.1") == 0 || strcmp (bare->ascii, "4.2.2.2") == 0;
  return TRUE;
}

/* 10.0.0.0/8 names a network */
static gboolean
is_network (const HavenBareHost *bare)
{
  gsize at = bare->end + 1;
  guint digits = 0;

  if (bare->end >= bare->length || bare->text[bare->end] != '/')
    return FALSE;
  for (; at < bare->length && g_ascii_isdigit (bare->text[at]); at++)
    digits++;
  return digits > 0 && digits <= 2 &&
         (at == bare->length || (!g_ascii_isalnum (bare->text[at]) && bare->text[at] != '/'));
}

static gboolean
is_plain_word (const char *text, gsize start, gsize end)
{
  if (start == end)
    return FALSE;
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isalpha (text[i]) && text[i] != '\'')
      return FALSE;
  return TRUE;
}

/* Does the sentence go on after it with a plain word? "I like it.so what" */
static gboolean
word_after (const HavenBareHost *bare)
{
  gsize start = bare->end;
  gsize end;

  if (start < bare->length && strchr (",;", bare->text[start]) != NULL)
    start++;
  if (start >= bare->length || bare->text[start] != ' ')
    return FALSE;
  end = ++start;
  while (end < bare->length && strchr (" \t\r\n.,;:!?)", bare->text[end]) == NULL)
    end++;
  if (end + 1 < bare->length && strchr (".:", bare->text[end]) != NULL && bare->text[end + 1] != ' ')
    return FALSE;
  return is_plain_word (bare->text, start, end);
}

static gboolean
word_before (const HavenBareHost *bare)
{
  gsize end = bare->start;
  gsize start;

  while (end > 0 && bare->text[end - 1] == ' ')
    end--;
  if (end == bare->start)
    return FALSE;
  if (end > 0 && bare->text[end - 1] == ',')
    end--;
  for (start = end; start > 0 && strchr (" \t\r\n", bare->text[start - 1]) == NULL;)
    start--;
  return is_plain_word (bare->text, start, end);
}

/* Signs of code around it: foo.id(, obj.name = , $x->foo.id, a.next[0], main.rs:12, `x.so` */
static gboolean
in_code (const HavenBareHost *bare)
{
  const char *text = bare->text;
  char after = bare->end < bare->length ? text[bare->end] : ' ';
  char before = bare->start > 0 ? text[bare->start - 1] : ' ';

  if (strchr ("([=:\\{", after) != NULL || strchr ("=:>{&", before) != NULL)
    return TRUE;
  if (before == '`' && after == '`')
    return TRUE;
  if (before == '(' && bare->start > 1 && g_ascii_isalnum (text[bare->start - 2]))
    return TRUE;
  if (after == '-' && bare->end + 1 < bare->length && text[bare->end + 1] == '>')
    return TRUE;
  return after == ' ' && bare->end + 2 < bare->length && strchr ("=+", text[bare->end + 1]) != NULL;
}

/* Is the ending written as the first word of a sentence: "done.It works" */
static gboolean
ending_capital (const HavenBareHost *bare, gsize ending_length)
{
  const char *written = bare->text + bare->end - ending_length;

  if (ending_length >= bare->end - bare->start)
    return FALSE;
  return g_ascii_isupper (written[0]) && g_ascii_islower (written[1]);
}

static gboolean
plain_letters (const char *word)
{
  for (; *word != '\0'; word++)
    if (!g_ascii_isalpha (*word))
      return FALSE;
  return TRUE;
}

/* "3.me", "10.30.am", "this.is.me", "com.example.app": numbers, words and names of programs */
static gboolean
labels_are_no_name (const char *stem)
{
  g_auto (GStrv) labels = g_strsplit (stem, ".", -1);
  guint last = g_strv_length (labels) - 1;

  if (strspn (labels[last], "0123456789") == strlen (labels[last]))
    return TRUE;
  if (last > 0 && IN (labels[0], last_words) && IN (labels[last], last_words))
    return TRUE;
  return last > 0 &&
         (strcmp (labels[0], "com") == 0 || strcmp (labels[0], "org") == 0 || strcmp (labels[0], "net") == 0);
}

/* A host of two labels under an ending that is also a word or a file's. */
static gboolean
settle_doubtful (const HavenBareHost *bare, const char *stem, const char *ending)
{
  gboolean file = IN (ending, file_endings);
  gboolean mild = IN (ending, mild_file_endings);
  gboolean word = IN (ending, word_endings);

  if (in_code (bare) || labels_are_no_name (stem))
    return FALSE;
  if ((file || word) && (IN (stem, file_stems) || g_str_has_prefix (stem, "lib")))
    return FALSE;
  /* shared objects: mplayer-plugin.so */
  if (strcmp (ending, "so") == 0 && strchr (stem, '-') != NULL)
    return FALSE;
  if ((file && !mild) || IN (ending, common_endings))
    return bare->path && !file;
  if (word && plain_letters (stem)) {
    /* in a running sentence it is a forgotten space; by itself it is a site */
    if (IN (stem, last_words))
      return !word_after (bare) && !word_before (bare);
    return !word_after (bare) || bare->path;
  }
  return TRUE;
}

/**
 * haven_link_words_is_host:
 * @bare: something with the form of a host and a known ending
 *
 * Decides as a person would whether a word such as "main.rs", "ASP.NET", "done.It" or "allegro.pl" is a
 * host.
 *
 * Returns: whether it is meant as one
 */
gboolean
haven_link_words_is_host (const HavenBareHost *bare)
{
  const char *ending = strrchr (bare->ascii, '.') + 1;
  const char *domain;
  g_autofree char *stem = NULL;
  gboolean generic;

  if (g_ascii_isdigit (ending[0]))
    return number_is_site (bare) && !version_before (bare) && !is_network (bare);
  if (g_str_has_prefix (bare->ascii, "www.") || bare->port)
    return !IN (ending, file_endings) || !in_code (bare);
  if (IN (bare->ascii, technologies))
    return FALSE;
  generic = strcmp (ending, "com") == 0 || strcmp (ending, "org") == 0 || strcmp (ending, "net") == 0;
  if (!generic && ending_capital (bare, strlen (ending)))
    return FALSE;
  domain = haven_domain_registrable (bare->ascii);
  if (domain == NULL)
    return FALSE;
  if (IN (domain, known_sites))
    return TRUE;
  if (bare->end < bare->length && bare->text[bare->end] == '(' &&
      (!generic || bare->text[MIN (bare->end + 1, bare->length - 1)] == ')'))
    return FALSE;
  if (!IN (ending, file_endings) && !IN (ending, word_endings) && !IN (ending, common_endings))
    return generic || haven_char_before (bare->text, bare->start) == ':' || !in_code (bare);
  /* under a suffix of two labels, such as com.py, somebody registered it */
  if (strcmp (strchr (domain, '.') + 1, ending) != 0)
    return TRUE;
  if (bare->path && !IN (ending, file_endings))
    return TRUE;
  stem = g_strndup (bare->ascii, (gsize)(ending - 1 - bare->ascii));
  return settle_doubtful (bare, stem, ending);
}
