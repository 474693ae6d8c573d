/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link.h"

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-link-chars.h"
#include "links/haven-link-host.h"
#include "links/haven-link-rest.h"
#include "links/haven-link-scheme.h"
#include "links/haven-link-words.h"

#define MAX_USER_INFO 256 /* bytes before the @ of an address */
#define MAX_LOCAL 64      /* bytes before the @ of an e-mail address, RFC 5321 */
#define MAX_LINKS 500     /* in one message; what follows is left alone */
#define PATH_LOOK 64      /* bytes in which a path shows itself */

/* Signs by which a word is an address of a kind. */
static const char signs[] = ",/@.(=;%'\"";

typedef struct {
  const char *text;
  gsize length;
  GArray *links;
  char *plain;                        /* nullable: the host that was read last, with plain dots */
  gsize word_end;                     /* where the word that is read ends, at a gap */
  gsize signs_of;                     /* the end of the word of which the next says something */
  gsize sign_ends[sizeof signs - 1u]; /* one past where each sign stands last in it, 0 for nowhere */
} Finder;

/**
 * haven_link_clear:
 * @link: (nullable): a link
 *
 * Frees what it owns.
 */
void
haven_link_clear (HavenLink *link)
{
  if (link == NULL)
    return;
  g_clear_pointer (&link->url, g_free);
  g_clear_pointer (&link->host, g_free);
  link->domain = NULL;
}

static char
byte_at (const Finder *finder, gsize at)
{
  return at < finder->length ? finder->text[at] : ' ';
}

static gboolean
gap_at (const Finder *finder, gsize at)
{
  gsize next;
  return at >= finder->length || haven_char_is_gap (haven_char_at (finder->text, finder->length, at, &next));
}

/* The port of an address at at: where it ends, at when there is none, G_MAXSIZE for one that cannot be. */
static gsize
port_end (const Finder *finder, gsize at)
{
  gsize end = at + 1;
  guint port = 0;

  if (byte_at (finder, at) != ':' || !g_ascii_isdigit (byte_at (finder, end)))
    return at;
  for (; g_ascii_isdigit (byte_at (finder, end)); end++) {
    port = port * 10 + (guint)(finder->text[end] - '0');
    if (port > G_MAXUINT16)
      return G_MAXSIZE;
  }
  if (port == 0 || g_ascii_isalpha (byte_at (finder, end)))
    return G_MAXSIZE;
  return end;
}

/* "user:password@" at at; returns where the host begins */
static gsize
user_info_end (const Finder *finder, gsize at)
{
  gsize end = at;

  while (end < finder->length && end - at < MAX_USER_INFO) {
    gsize next;
    gunichar c = haven_char_at (finder->text, finder->length, end, &next);

    if (c == '@' && end > at)
      return next;
    if (haven_char_is_gap (c) || (c < 0x80 && strchr ("/?#@[]()<>\"\\", (int)c) != NULL))
      return at;
    end = next;
  }
  return at;
}

/* The address as it is meant: scheme and dots put right where they were defanged. */
static char *
plain_url (const Finder *finder, const HavenLink *link, const HavenScheme *scheme, gsize scheme_end)
{
  GString *url = g_string_new (NULL);

  if (!link->defanged)
    return g_string_free (
        g_string_append_len (url, finder->text + link->start, (gssize)(link->end - link->start)), FALSE);
  if (scheme != NULL)
    g_string_append_printf (url, "%s%s", scheme->name, scheme->authority ? "://" : ":");
  else
    scheme_end = link->start;
  g_string_append_len (url, finder->text + scheme_end, (gssize)(link->host_start - scheme_end));
  if (finder->plain != NULL)
    g_string_append (url, finder->plain);
  else
    g_string_append_len (url, finder->text + link->host_start, (gssize)(link->host_end - link->host_start));
  g_string_append_len (url, finder->text + link->host_end, (gssize)(link->end - link->host_end));
  return g_string_free (url, FALSE);
}

static gsize
add (Finder *finder, HavenLink *link, const HavenScheme *scheme, gsize scheme_end)
{
  link->url = plain_url (finder, link, scheme, scheme_end);
  if (link->host != NULL && !link->address)
    link->domain = haven_domain_registrable (link->host);
  g_array_append_val (finder->links, *link);
  return link->end;
}

/* Host and port from @at on. Returns FALSE when no address stands there. */
static gboolean
read_place (Finder *finder, gsize at, HavenHostPlace place, HavenLink *link)
{
  HavenHostRead read;
  gsize port;

  g_clear_pointer (&finder->plain, g_free);
  link->host_start = at;
  if (!haven_link_host_read (finder->text, finder->length, at, place, &read)) {
    g_free (read.ascii);
    g_free (read.plain);
    return FALSE;
  }
  finder->plain = read.plain;
  link->host = read.ascii;
  link->host_end = read.end;
  link->address = read.address;
  link->defanged |= read.defanged;
  if (byte_at (finder, read.end) == '_')
    return FALSE;
  port = port_end (finder, read.end);
  if (port == G_MAXSIZE)
    return FALSE;
  link->rest = link->end = port;
  return TRUE;
}

/* The rest, which may be long: it is read when all else says that an address stands there, so that no text is
 * read over and over for addresses that are none. */
static gboolean
read_rest (const Finder *finder, HavenLink *link)
{
  link->end = haven_link_rest_end (finder->text, finder->length, link->start, link->rest, link->host);
  return link->end != G_MAXSIZE;
}

/* Whether a path, query or fragment follows the host. */
static gboolean
has_rest (const Finder *finder, const HavenLink *link)
{
  gsize length = MIN (finder->length, link->rest + PATH_LOOK);
  char sign = byte_at (finder, link->rest);

  /* what ends a sentence may be a mark of interrogation, but no slash */
  if (sign != '?')
    return sign == '/' || sign == '#';
  return haven_link_rest_end (finder->text, length, link->start, link->rest, link->host) != link->rest;
}

/* Something is written before a scheme: what of it makes it no address. */
/* "_https://example.com_": in Markdown the lines under it are no part of the address */
static gboolean
is_emphasis (const Finder *finder, gsize at)
{
  const char *text = finder->text;
  gsize end = at;

  if (at > 1 && !haven_char_is_gap (haven_char_before (text, at - 1)))
    return FALSE;
  while (end < finder->length && !g_ascii_isspace (text[end]))
    end++;
  while (end > at && strchr (".,!?", text[end - 1]) != NULL)
    end--;
  return g_ascii_strncasecmp (text + at, "http", 4) == 0 && text[end - 1] == '_';
}

static gboolean
scheme_may_start (const Finder *finder, gsize at)
{
  gunichar before = haven_char_before (finder->text, at);

  if (before == '_')
    return is_emphasis (finder, at);
  if (before == '$')
    return FALSE;
  if (before == '@' || before == '#')
    return at > 1 && haven_char_is_word (haven_char_before (finder->text, at - 1));
  return !haven_char_is_word (before) || haven_char_is_unspaced (before);
}

/* mailto:name@host, or any host that the scheme makes plain */
static gsize
try_mail_scheme (Finder *finder, gsize start, gsize at, const HavenScheme *scheme)
{
  g_auto (HavenLink) link = {.kind = HAVEN_LINK_MAIL, .start = start, .scheme = TRUE};
  gsize host = user_info_end (finder, at);

  if (host == at || !read_place (finder, host, HAVEN_HOST_SCHEME, &link) || !read_rest (finder, &link))
    return 0;
  at = add (finder, &link, scheme, at);
  memset (&link, 0, sizeof link);
  return at;
}

/* Whether one of some signs stands in the word from @at on. A word may be nothing but "geo:": it is read
 * once. */
static gboolean
sign_follows (Finder *finder, gsize at, const char *some)
{
  if (finder->signs_of != finder->word_end) {
    memset (finder->sign_ends, 0, sizeof finder->sign_ends);
    finder->signs_of = finder->word_end;
    for (gsize i = at; i < finder->word_end; i++) {
      const char *sign = memchr (signs, finder->text[i], sizeof signs - 1);

      if (sign != NULL)
        finder->sign_ends[sign - signs] = i + 1;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (finder->sign_ends); i++)
    if (finder->sign_ends[i] > at && strchr (some, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "javascript:document.cookie": what a page gives to programs by name */
static gboolean
object_follows (Finder *finder, gsize at)
{
  static const char *const objects[] = {"document.", "location.", "window."};

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    if (at + strlen (objects[i]) < finder->word_end &&
        strncmp (finder->text + at, objects[i], strlen (objects[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Does what follows "javascript:" or "data:" look like a program or like data? */
static gboolean
script_follows (Finder *finder, const HavenScheme *scheme, gsize at)
{
  if (at >= finder->word_end)
    return FALSE;
  if (strcmp (scheme->name, "data") == 0)
    return sign_follows (finder, at, ",") && (sign_follows (finder, at, "/") || finder->text[at] == ',');
  return sign_follows (finder, at, "(=;%'\"") || object_follows (finder, at);
}

static gboolean
other_follows (Finder *finder, const HavenScheme *scheme, gsize at)
{
  const char *text = finder->text;
  gsize end = finder->word_end;

  if (strcmp (scheme->name, "magnet") == 0)
    return byte_at (finder, at) == '?' && end > at + 2;
  if (strcmp (scheme->name, "tel") == 0 || strcmp (scheme->name, "sms") == 0)
    return end > at + 2 && (text[at] == '+' || g_ascii_isdigit (text[at]));
  if (strcmp (scheme->name, "geo") == 0)
    return end > at + 2 && (text[at] == '-' || g_ascii_isdigit (text[at])) && sign_follows (finder, at, ",");
  if (strcmp (scheme->name, "xmpp") == 0)
    return end > at + 2 && sign_follows (finder, at, "@.");
  return end > at + 2 && (g_ascii_isalnum (text[at]) || text[at] == '/');
}

/* Addresses that are one word after their scheme: data:…, magnet:…, xmpp:… */
static gsize
try_opaque (Finder *finder, gsize start, gsize at, const HavenScheme *scheme)
{
  HavenLink link = {
      .kind = scheme->kind, .start = start, .host_start = start, .host_end = start, .scheme = TRUE};
  gsize end = at;

  if (scheme->kind == HAVEN_LINK_SCRIPT ? !script_follows (finder, scheme, at)
                                        : !other_follows (finder, scheme, at))
    return 0;
  while (!gap_at (finder, end) && strchr ("<>", finder->text[end]) == NULL)
    end++;
  while (end > at &&
         strchr (scheme->kind == HAVEN_LINK_SCRIPT ? ".,!?" : ".,;:!?)]}'\"", finder->text[end - 1]) != NULL)
    end--;
  link.rest = link.end = end;
  return end > at ? add (finder, &link, scheme, at) : 0;
}

static gsize
try_scheme (Finder *finder, gsize at)
{
  g_auto (HavenLink) link = {.kind = HAVEN_LINK_SITE, .start = at, .scheme = TRUE};
  gsize after;
  gsize end;
  const HavenScheme *scheme;

  if (!scheme_may_start (finder, at))
    return 0;
  scheme = haven_scheme_read (finder->text, finder->length, at, &after, &link.defanged);
  if (scheme == NULL)
    return 0;
  if (scheme->kind == HAVEN_LINK_MAIL)
    return try_mail_scheme (finder, at, after, scheme);
  if (scheme->kind != HAVEN_LINK_SITE)
    return try_opaque (finder, at, after, scheme);
  link.host_start = user_info_end (finder, after);
  link.user_info = link.host_start != after;
  if (!read_place (finder, link.host_start, HAVEN_HOST_SCHEME, &link) || !read_rest (finder, &link))
    return 0;
  end = add (finder, &link, scheme, after);
  memset (&link, 0, sizeof link);
  return end;
}

/* //example.com takes the scheme of the page it stands on */
static gsize
try_relative (Finder *finder, gsize at)
{
  g_auto (HavenLink) link = {.kind = HAVEN_LINK_SITE, .start = at};
  HavenBareHost bare = {.text = finder->text, .length = finder->length};
  gunichar before = haven_char_before (finder->text, at);
  gsize end;

  if (byte_at (finder, at + 1) != '/' || haven_char_is_word (before) ||
      (before < 0x80 && before != 0 && strchr (":/_\\@#$.-", (int)before) != NULL))
    return 0;
  if (!read_place (finder, at + 2, HAVEN_HOST_RELATIVE, &link))
    return 0;
  bare.start = link.host_start;
  bare.end = link.host_end;
  bare.ascii = link.host;
  bare.port = link.rest > link.host_end;
  bare.path = has_rest (finder, &link);
  if (link.domain == NULL && strchr (link.host, '.') != NULL && !link.address &&
      haven_domain_tld_known (strrchr (link.host, '.') + 1) && !haven_link_words_is_host (&bare))
    return 0;
  if (!read_rest (finder, &link))
    return 0;
  end = add (finder, &link, NULL, at + 2);
  memset (&link, 0, sizeof link);
  return end;
}

static gboolean
local_char (gunichar c)
{
  return haven_char_is_word (c) || (c < 0x80 && c != 0 && strchr (".!#$%&'*+-/=?^_{|}~\"", (int)c) != NULL);
}

/* name@host.tld */
static gsize
try_mail (Finder *finder, gsize at)
{
  g_auto (HavenLink) link = {.kind = HAVEN_LINK_MAIL, .start = at};
  gunichar before = haven_char_before (finder->text, at);
  gsize local = at;
  gsize end;

  if (before == '@' || before == '/' || before == ':')
    return 0;
  while (local < finder->length && local - at <= MAX_LOCAL) {
    gsize next;
    if (!local_char (haven_char_at (finder->text, finder->length, local, &next)))
      break;
    local = next;
  }
  if (local == at || local - at > MAX_LOCAL || byte_at (finder, local) != '@' ||
      finder->text[local - 1] == '.')
    return 0;
  if (!read_place (finder, local + 1, HAVEN_HOST_MAIL, &link) || link.address)
    return 0;
  if (byte_at (finder, link.host_end) == '@')
    return 0;
  link.end = link.rest = link.host_end;
  end = add (finder, &link, NULL, at);
  memset (&link, 0, sizeof link);
  return end;
}

/* After "[.]" or "(dot)" a host goes on, as it does after a dot: its labels are not tried one by one. */
static gboolean
is_after_dot (const char *text, gsize at)
{
  if (at < 3 || strchr ("])}", text[at - 1]) == NULL)
    return FALSE;
  return (text[at - 2] == '.' && strchr ("[({", text[at - 3]) != NULL) ||
         (at > 4 && g_ascii_strncasecmp (text + at - 4, "dot", 3) == 0 &&
          strchr ("[({", text[at - 5]) != NULL);
}

static gboolean
bare_may_start (const Finder *finder, gsize at, gunichar before)
{
  if (before == 0)
    return TRUE;
  if (is_after_dot (finder->text, at))
    return FALSE;
  if (before < 0x80)
    return !g_ascii_isalnum ((char)before) && strchr ("./-_@#$\\~%", (int)before) == NULL;
  return haven_char_is_unspaced (before) || !haven_char_is_host (before);
}

/* example.com, 192.0.2.1 */
static gsize
try_bare (Finder *finder, gsize at)
{
  g_auto (HavenLink) link = {.kind = HAVEN_LINK_SITE, .start = at};
  HavenBareHost bare = {.text = finder->text, .length = finder->length, .start = at};
  gsize end;
  char after;

  if (!read_place (finder, at, HAVEN_HOST_BARE, &link))
    return 0;
  after = byte_at (finder, link.host_end);
  if (after == '@' || after == '\\' || (after == ':' && byte_at (finder, link.host_end + 1) == ':'))
    return 0;
  if (link.address &&
      (after == '.' ? g_ascii_isdigit (byte_at (finder, link.host_end + 1)) : g_ascii_isalnum (after)))
    return 0;
  bare.end = link.host_end;
  bare.ascii = link.host;
  bare.port = link.rest > link.host_end;
  bare.path = has_rest (finder, &link);
  if ((!link.defanged && !haven_link_words_is_host (&bare)) || !read_rest (finder, &link))
    return 0;
  end = add (finder, &link, NULL, at);
  memset (&link, 0, sizeof link);
  return end;
}

/* Symbols are in a host only when a path or the ending of hosts with symbols follows: ➡.ws/… */
static gboolean
symbol_host (const Finder *finder, gsize at, gunichar c)
{
  gsize next;

  if (c < 0x80 || haven_char_is_word (c) || !haven_char_is_host (c))
    return TRUE;
  haven_char_at (finder->text, finder->length, at, &next);
  return finder->length - next >= 3 && memcmp (finder->text + next, ".ws", 3) == 0;
}

/* Tries what may begin at at. Returns where the link ends, 0 for none. */
static gsize
try_all (Finder *finder, gsize at, gsize word_end, gunichar c)
{
  const char *text = finder->text;
  gunichar before = haven_char_before (text, at);
  gsize end = 0;

  if (c == '/')
    return try_relative (finder, at);
  if (!haven_char_is_host (c))
    return 0;
  if (haven_char_is_word (before) && !haven_char_is_unspaced (before) && !haven_char_is_unspaced (c))
    return before == '_' ? try_scheme (finder, at) : 0;
  if (g_ascii_isalpha ((char)(c < 0x80 ? c : 0)))
    end = try_scheme (finder, at);
  if (end == 0 && memchr (text + at, '@', MIN (word_end - at, MAX_LOCAL + 1)) != NULL &&
      (!haven_char_is_unspaced (c)))
    end = try_mail (finder, at);
  /* in letters of an unspaced script a bare host stands apart: it is not tried from each of them */
  if (end == 0 && bare_may_start (finder, at, before) && symbol_host (finder, at, c) &&
      !(haven_char_is_unspaced (c) && haven_char_is_word (before)))
    end = try_bare (finder, at);
  return end;
}

/* What a byte says before anything is decoded: most words of most messages are done with by it. */
enum { PLAIN, CLOSER, SIGN, SPACE, HIGH };

static const guint8 byte_kinds[256] = {
    [0x00 ... 0x20] = SPACE,
    [0x7F] = SPACE,
    ['.'] = SIGN,
    [':'] = SIGN,
    ['/'] = SIGN,
    ['['] = SIGN,
    ['('] = SIGN,
    ['{'] = SIGN,
    [0x80 ... 0xFF] = HIGH,
    ['!'] = CLOSER,
    ['?'] = CLOSER,
    [','] = CLOSER,
    [';'] = CLOSER,
    [')'] = CLOSER,
    [']'] = CLOSER,
    ['}'] = CLOSER,
    ['\''] = CLOSER,
    ['"'] = CLOSER,
    ['*'] = CLOSER,
    ['_'] = CLOSER,
};

/*
 * Where the word at @at ends, and whether it could hold an address at all: a sign with something before it
 * and something other than signs and closing marks after it, as no sentence's full stop and no "name:" has.
 */
static gsize
read_word (const Finder *finder, gsize at, gboolean *worth_reading)
{
  gsize end = at, sign = 0, start = at;

  *worth_reading = FALSE;
  while (end < finder->length && byte_kinds[(guchar)finder->text[end]] == PLAIN)
    end++;
  while (end < finder->length) {
    guint8 kind = byte_kinds[(guchar)finder->text[end]];
    gsize next = end + 1;

    if (G_UNLIKELY (kind == HIGH) &&
        haven_char_is_gap (haven_char_at (finder->text, finder->length, end, &next)))
      break;
    if (kind == SPACE)
      break;
    if (kind == SIGN)
      sign = end - start;
    else if (sign > 0 && kind != CLOSER)
      *worth_reading = TRUE;
    end = next;
  }
  *worth_reading = *worth_reading && end - start > 3;
  return end;
}

/*
 * Where to go on reading from @at: the start of the next word with a sign and something behind it, or of what
 * seems one word by its ASCII. Without one no word is worth reading, as read_word() says it; most messages
 * are done with by this look.
 */
static gsize
skip_quiet (const Finder *finder, gsize at)
{
  gsize start = at;

  for (gsize i = at; i + 1 < finder->length; i++) {
    guint8 kind = byte_kinds[(guchar)finder->text[i]];

    if (G_LIKELY (kind == PLAIN))
      continue;
    if (kind == SPACE)
      start = i + 1;
    else if (kind == SIGN && byte_kinds[(guchar)finder->text[i + 1]] != SPACE)
      return start;
  }
  return finder->length;
}

/**
 * haven_links_find:
 * @text: visible text, any bytes
 * @length: how many
 *
 * Finds the links in a text as a person means them. docs/links.md says which cases have no one answer
 * and how they are read.
 *
 * Returns: (transfer full) (element-type HavenLink): the links in order; they do not overlap
 */
GArray *
haven_links_find (const char *text, gsize length)
{
  Finder finder = {.text = text, .length = length};
  gsize at = 0;

  finder.links = g_array_new (FALSE, FALSE, sizeof (HavenLink));
  g_array_set_clear_func (finder.links, (GDestroyNotify)haven_link_clear);
  while (at < length && finder.links->len < MAX_LINKS) {
    gboolean worth_reading;
    gsize word_end, next;

    at = skip_quiet (&finder, at);
    word_end = read_word (&finder, at, &worth_reading);
    if (word_end == at && at < length) {
      haven_char_at (text, length, at, &at);
      continue;
    }
    if (!worth_reading)
      at = word_end;
    finder.word_end = word_end;
    while (at < word_end && finder.links->len < MAX_LINKS) {
      gunichar c = haven_char_at (text, length, at, &next);
      gsize end = try_all (&finder, at, word_end, c);

      at = end > at ? end : next;
    }
  }
  g_free (finder.plain);
  return finder.links;
}
