/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Email addresses, and handles on other services. */
#include "sharing/haven-shared.h"

#include <string.h>

#define LONGEST_DOMAIN 253 /* bytes; RFC 1035, 2.3.4 */
#define LONGEST_MATRIX 255 /* bytes; the Matrix specification, user identifiers */
#define LONGEST_HANDLE 40  /* bytes */

/* Domains of the writing on forms; what stands at example.com may be somebody's in an example, and is asked
 * about. */
static const char *const example_domains[] = {"domain.com", "localhost.localdomain", "test.com"};

static gboolean
is_local (char character)
{
  return g_ascii_isalnum (character) || (guint8)character >= 0x80 ||
         (character != '\0' && strchr ("._%+-!#$&'*/=?^`{|}~", character) != NULL);
}

/* The end of a domain with at least one dot and a last label of two letters or more; 0 when there is none. */
static gsize
domain_end (const HavenReader *reader, gsize from)
{
  gsize at = from, end = 0, label = from;

  /* what goes on and on is read no further than it can count */
  while (at < reader->length && at - from <= LONGEST_DOMAIN + 1) {
    char is = reader->text[at];

    if (g_ascii_isalnum (is) || (guint8)is >= 0x80 || (is == '-' && at > label)) {
      at++;
      continue;
    }
    if (is != '.' || at == label)
      break;
    label = ++at;
  }
  /* a full stop or hyphen at the end belongs to the sentence */
  end = at;
  while (end > from && strchr (".-", reader->text[end - 1]) != NULL)
    end--;
  label = end;
  while (label > from && reader->text[label - 1] != '.')
    label--;
  if (label == from || end - label < 2 || end - label > 24 || g_ascii_isdigit (reader->text[label]) ||
      end - from > LONGEST_DOMAIN)
    return 0;
  return end;
}

static gboolean
is_example (const char *domain, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (example_domains); i++) {
    if (strlen (example_domains[i]) == length &&
        g_ascii_strncasecmp (domain, example_domains[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What stands before an @ in technical chat without being a person's address: ssh user@host, n=user@host. */
static gboolean
is_machine (const HavenReader *reader, gsize start, gsize at, gsize end)
{
  static const char *const commands[] = {"ssh", "scp", "sftp", "rsync", "x", "joined", "left", "quit", NULL};
  static const char *const nobody[] = {
      "root",      "noreply",    "no-reply",  "donotreply", "postmaster", "webmaster",     "hostmaster",
      "ftpmaster", "abuse",      "user",      "username",   "name",       "someone",       "somebody",
      "some",      "you",        "yourname",  "foo",        "email",      "mailer-daemon", "me",
      "bar",       "test",       "admin",     "example",    "info",       "support",       "your",
      "youremail", "press",      "contact",   "office",     "sales",      "service",       "careers",
      "helpdesk",  "newsletter", "marketing", "feedback",   "privacy",    "security",      "legal",
      "redaktion", "kontakt",    "enquiries", "presse",     "billing",    "orders",        "bookings"};
  guint first = haven_reader_token_at (reader, start);

  if (haven_reader_at (reader, (gssize)end) == ':' && haven_reader_at (reader, (gssize)end + 1) != ' ' &&
      haven_reader_at (reader, (gssize)end + 1) != '\0' && haven_reader_at (reader, (gssize)end + 1) != '\n')
    return TRUE; /* git@host:path, user@host:/path */
  for (guint i = 0; i < G_N_ELEMENTS (nobody); i++) {
    if (strlen (nobody[i]) == at - start &&
        g_ascii_strncasecmp (reader->text + start, nobody[i], at - start) == 0)
      return TRUE;
  }
  /* n=name@host and i=name@host: how servers of IRC write a user without ident */
  if (memchr (reader->text + start, '=', at - start) != NULL ||
      (haven_reader_at (reader, (gssize)start - 1) == '=' &&
       !g_ascii_isalnum (haven_reader_at (reader, (gssize)start - 3))))
    return TRUE;
  if (memchr (reader->text + start, '/', at - start) != NULL ||
      haven_reader_at (reader, (gssize)start - 1) == '/')
    return TRUE;
  return first > 0 && haven_reader_near_any (reader, first, first, 2, 0, commands);
}

/**
 * haven_email_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address
 *
 * Source: RFC 5321, 4.1.2, dot-string and domain, as mail providers give them out; RFC 6531 for letters
 * outside ASCII. Example domains (RFC 2606) and the targets of commands are none.
 *
 * Returns: whether an email address starts at @token
 */
gboolean
haven_email_find (const HavenReader *reader, guint token, HavenShared *found)
{
  const char *text = reader->text;
  gsize start = reader->tokens[token].start, at = start, end;

  if (!reader->at)
    return FALSE;
  while (at < reader->length && is_local (text[at]) && at - start <= 64)
    at++;
  if (at >= reader->length || text[at] != '@' || at - start > 64 || text[at - 1] == '.')
    return FALSE;
  /* marks before the first letter belong to the sentence, save a few: _name@… */
  while (start > 0 && strchr ("_+-", text[start - 1]) != NULL &&
         (start < 2 || strchr (" \n\t<(\"':", text[start - 2])))
    start--;
  if (start > 0 && (text[start - 1] == '@' || is_local (text[start - 1])) &&
      !strchr ("'`*{/|=", text[start - 1]))
    return FALSE;
  end = domain_end (reader, at + 1);
  if (end == 0 || is_example (text + at + 1, end - at - 1) || is_machine (reader, start, at, end))
    return FALSE;
  /* the same form names somebody on XMPP */
  return haven_shared_take_bytes (
      found,
      haven_reader_near_any (reader, token, token, 3, 0, (const char *const[]){"xmpp", "jabber", "jid", NULL})
          ? "handle"
          : "email",
      reader, start, end);
}

/* Where a handle that starts at @at ends; one that is longer than @most is read no further than to see it. */
static gsize
handle_end (const HavenReader *reader, gsize at, gsize most)
{
  gsize end = at;

  while (end < reader->length && end - at <= most &&
         (g_ascii_isalnum (reader->text[end]) || strchr ("._-#", reader->text[end]) != NULL) &&
         reader->text[end] != '\0')
    end++;
  while (end > at && strchr ("._-#", reader->text[end - 1]) != NULL)
    end--;
  return end;
}

/* "@moth", but not "user@host" */
static gboolean
is_signed (const HavenReader *reader, guint token)
{
  gssize start = (gssize)reader->tokens[token].start;
  char before = haven_reader_at (reader, start - 2);

  return haven_reader_at (reader, start - 1) == '@' && !g_ascii_isalnum (before) && (guint8)before < 0x80;
}

/* A digit, an underscore or a full stop within it: no word that goes on in a sentence. */
static gboolean
is_odd (const HavenReader *reader, guint token)
{
  gsize start = reader->tokens[token].start, end = handle_end (reader, start, LONGEST_HANDLE);

  for (gsize i = start; i < end; i++) {
    if (strchr ("._", reader->text[i]) != NULL || g_ascii_isdigit (reader->text[i]))
      return TRUE;
  }
  return FALSE;
}

/* "my discord is", "add me on snap:", "on insta @…": the words that give a handle on another service. */
static gboolean
is_given (const HavenReader *reader, guint token)
{
  static const char *const links[] = {"is",  "handle", "username", "user", "name", "id", "tag",
                                      "its", "at",     "me",       "u",    "s",    NULL};
  static const char *const odd_links[] = {"as", "up", NULL};
  static const char *const owners[] = {"my",   "add", "his", "her", "their", "follow",
                                       "find", "me",  "im",  "m",   NULL};
  gboolean linked = FALSE, sign = is_signed (reader, token);
  guint i = token;

  while (i > 0 && token - i < 4) {
    i--;
    if (reader->tokens[i].clues & HAVEN_CLUE_SERVICE)
      return (sign && reader->tokens[i].clues == HAVEN_CLUE_SERVICE) ||
             ((linked || haven_reader_gap_has (reader, i, ":@")) && i > 0 &&
              haven_reader_near_any (reader, i, i, 3, 0, owners));
    if (!haven_reader_is_any (reader, i, links) &&
        !(haven_reader_is_any (reader, i, odd_links) && is_odd (reader, token)))
      return FALSE;
    linked = TRUE;
  }
  return FALSE;
}

/* "username: marko_p", "\"login\": \"marko\"", "my username is marko_p" */
static gboolean
is_labelled (const HavenReader *reader, guint token)
{
  static const char *const labels[] = {"username",     "handle",  "screenname", "userid",
                                       "benutzername", "usuario", NULL};
  static const char *const my[] = {"my", "mein", "mi", NULL};

  if (token == 0)
    return FALSE;
  if (haven_reader_is_any (reader, token - 1, labels))
    return haven_reader_gap_has (reader, token - 1, ":") && !haven_reader_gap_has (reader, token - 1, "/\n");
  return token > 2 && haven_reader_is (reader, token - 1, "is") &&
         haven_reader_is_any (reader, token - 2, labels) && haven_reader_is_any (reader, token - 3, my);
}

/* "twitch.tv/…", "t.me/…", "u/…" beside reddit: an address of the web that is a person's page. */
static gboolean
is_page (const HavenReader *reader, guint token)
{
  static const char *const hosts[] = {"t.me/",
                                      "twitch.tv/",
                                      "instagram.com/",
                                      "twitter.com/",
                                      "x.com/",
                                      "facebook.com/",
                                      "fb.com/",
                                      "tiktok.com/@",
                                      "linkedin.com/in/",
                                      "snapchat.com/add/",
                                      "reddit.com/u/",
                                      "reddit.com/user/",
                                      "youtube.com/@",
                                      "threads.net/@",
                                      "steamcommunity.com/id/",
                                      "onlyfans.com/",
                                      NULL};
  gsize start = reader->tokens[token].start;

  for (guint i = 0; hosts[i] != NULL; i++) {
    gsize length = strlen (hosts[i]);

    if (start >= length && g_ascii_strncasecmp (reader->text + start - length, hosts[i], length) == 0)
      return start == length || !g_ascii_isalnum (reader->text[start - length - 1]);
  }
  return token > 0 && haven_reader_is (reader, token - 1, "u") &&
         haven_reader_gap_is (reader, token - 1, "/") &&
         haven_reader_near (reader, token, 5, 0, HAVEN_CLUE_SERVICE);
}

/* Source: Matrix specification, user identifiers: @name:server. @end is where the name ends, then where all
 * does. */
static gboolean
is_matrix (const HavenReader *reader, gsize *end)
{
  gsize domain = haven_reader_at (reader, (gssize)*end) == ':' ? domain_end (reader, *end + 1) : 0;

  if (domain == 0)
    return FALSE;
  *end = domain;
  return TRUE;
}

/* "grindlewort#4821": a form that only one service has; another service is named before it here. */
static gboolean
is_numbered (const HavenReader *reader, gsize start, gsize end)
{
  const char *sign = memchr (reader->text + start, '#', end - start);

  return sign != NULL && end - (gsize)(sign - reader->text) == 5 && strspn (sign + 1, "0123456789") >= 4;
}

/* "DM me at @kestrel_oddjobs", "my insta's @moss.and.marrow", "or @pascoe_says_yes": a name that is no word,
 * within a sentence that gives it. At the start of a message it is who is spoken to. */
static gboolean
is_offered (const HavenReader *reader, guint token, gsize start, gsize end)
{
  static const char *const words[] = {"dm", "me", "my",      "follow", "add",  "find", "reach",
                                      "or", "on", "message", "user",   "name", NULL};

  gsize last = start; /* of the part behind the last full stop: "@last.fm" is a site */
  gboolean odd = FALSE;

  if (token == 0 || end - start < 5)
    return FALSE;
  for (gsize i = start; i < end; i++) {
    odd |= reader->text[i] == '_' || g_ascii_isdigit (reader->text[i]);
    last = reader->text[i] == '.' ? i + 1 : last;
  }
  return (odd || (last > start && end - last >= 4)) &&
         haven_reader_near_any (reader, token, token, 4, 0, words);
}

/* "snapchat: annie.b02", "snap: moss_girl9": the name of a service as a label, and what is no word and no
 * name of a file behind it. */
static gboolean
is_under_service (const HavenReader *reader, guint token, gsize start, gsize end)
{
  static const char *const services[] = {"snapchat", "snap",   "insta",    "instagram", "ig",     "discord",
                                         "telegram", "skype",  "kik",      "tiktok",    "twitch", "psn",
                                         "gamertag", "reddit", "facebook", "fb",        "wechat", NULL};
  guint letters = 0, odd = 0;

  if (token == 0 || !haven_reader_is_any (reader, token - 1, services) ||
      !haven_reader_gap_is (reader, token - 1, ": ") || end - start < 4 ||
      (token > 1 && haven_reader_gap_length (reader, token - 2) == 1 &&
       haven_reader_gap_has (reader, token - 2, "./@_-")))
    return FALSE;
  for (gsize i = start; i < end; i++) {
    letters += g_ascii_isalpha (reader->text[i]) != 0;
    odd += g_ascii_isdigit (reader->text[i]) || reader->text[i] == '_';
  }
  /* "discord: v0.0.41 is out" */
  return odd > 0 && letters >= 3 && reader->text[start] != 'v' && !g_ascii_isdigit (reader->text[start]);
}

/* Source: Microsoft: a Skype name that it gave out itself is "live:" and a name, or "live:.cid." and digits.
 */
static gboolean
find_skype (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, at = reader->tokens[token].end + 1, end;

  if (!haven_reader_is (reader, token, "live") || haven_reader_at (reader, (gssize)at - 1) != ':' ||
      g_ascii_isspace (haven_reader_at (reader, (gssize)at)))
    return FALSE;
  end = handle_end (reader, at, LONGEST_HANDLE);
  return end - at >= 3 && end - at <= LONGEST_HANDLE && g_ascii_isalnum (reader->text[end - 1]) &&
         haven_shared_take_bytes (found, "handle", reader, start, end);
}

/* What stands where a handle would, and is a word of the sentence, a number, or half of something else. */
static gboolean
is_no_handle (const HavenReader *reader, guint token, gsize end, gboolean sign)
{
  static const char *const never[] = {"a",  "the", "not", "down", "so",  "very", "better",
                                      "my", "in",  "on",  "for",  "and", NULL};
  /* what is said of an account */
  static const char *const said[] = {"private", "public",    "hilarious", "great",  "lovely", "locked",
                                     "banned",  "suspended", "deleted",   "broken", "empty",  "full",
                                     "dead",    "gone",      "weird",     "funny",  "boring", "toxic",
                                     "active",  "awful",     "amazing",   "hacked", "new",    NULL};
  const HavenToken *of = &reader->tokens[token];

  if (!sign && (haven_reader_is_any (reader, token, said) ||
                (end == of->end && haven_reader_is_digits (reader, token))))
    return TRUE;
  return of->flags & HAVEN_TOKEN_LINK || of->clues & HAVEN_CLUE_COMMON ||
         haven_reader_is_any (reader, token, never) || haven_reader_at (reader, (gssize)end) == '@' ||
         !haven_reader_near (reader, token, 4, 0, HAVEN_CLUE_SERVICE);
}

/* What somebody wrote at an address is quoted by its number, and is as often somebody else's. */
static gboolean
is_own_page (const HavenReader *reader, guint token, gsize end)
{
  return is_page (reader, token) && !(reader->tokens[token].clues & HAVEN_CLUE_COMMON) &&
         !(haven_reader_at (reader, (gssize)end) == '/' &&
           g_ascii_isalnum (haven_reader_at (reader, (gssize)end + 1)));
}

/* A word of letters only may go on as a sentence: "my discord is acting up" */
static gboolean
may_go_on (const HavenReader *reader, guint token, gsize end)
{
  const HavenToken *of = &reader->tokens[token];

  return end == of->end && !(of->flags & HAVEN_TOKEN_DIGITS) && token + 1 < reader->n_tokens &&
         !haven_reader_gap_has (reader, token, ".,;!\n");
}

/* Whether a handle stands at a token. */
static gboolean
find_handle_at (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, end;
  char before = haven_reader_at (reader, (gssize)start - 1);
  gboolean sign = before == '@' && is_signed (reader, token);

  if (!sign && before != '/' && before != '@' && !haven_reader_near (reader, token, 4, 0, HAVEN_CLUE_SERVICE))
    return FALSE;
  if (find_skype (reader, token, found))
    return TRUE;
  end = handle_end (reader, start, sign ? LONGEST_MATRIX : LONGEST_HANDLE + 1);
  if (sign && is_matrix (reader, &end))
    return haven_shared_take_bytes (found, "handle", reader, start - 1, end);
  if (end - start < 3 || end - start > LONGEST_HANDLE)
    return FALSE;
  if (is_own_page (reader, token, end))
    return haven_shared_take_bytes (found, "handle", reader, start, end);
  if (sign && is_offered (reader, token, start, end))
    return haven_shared_take_bytes (found, "handle", reader, start - 1, end);
  if (is_no_handle (reader, token, end, sign))
    return FALSE;
  if (is_labelled (reader, token) || is_numbered (reader, start, end) ||
      is_under_service (reader, token, start, end))
    return haven_shared_take_bytes (found, "handle", reader, start, end);
  if (!is_given (reader, token) || (!sign && may_go_on (reader, token, end)))
    return FALSE;
  return haven_shared_take_bytes (found, "handle", reader, sign ? start - 1 : start, end);
}

/**
 * haven_handle_find:
 * @reader: a reader
 * @token: number of the token where it may start, or of the name of a service before it
 * @found: (out caller-allocates): the handle
 *
 * Only a handle that the words give as a person's on another service counts ("my discord is moth#1234"), and
 * the form name#1234 that only one service has; an @name alone is how people are spoken to.
 *
 * Returns: whether a handle starts at @token
 */
gboolean
haven_handle_find (const HavenReader *reader, guint token, HavenShared *found)
{
  char before = haven_reader_at (reader, (gssize)reader->tokens[token].start - 1);

  if ((before == '/' || before == '@') && find_handle_at (reader, token, found))
    return TRUE;
  if (!(reader->tokens[token].clues & HAVEN_CLUE_SERVICE))
    return FALSE;
  for (guint at = token + 1; at <= token + 4 && at < reader->n_tokens; at++) {
    if (find_handle_at (reader, at, found))
      return TRUE;
  }
  return FALSE;
}
