/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link.h"

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-link-scheme.h"

#define MAX_TARGET 65536 /* bytes of an address in markup */

/* Where a browser looks for the end of a host: a backslash counts as a slash (URL Standard). */
static gsize
authority_end (const char *url, gsize at)
{
  return at + strcspn (url + at, "/\\?#");
}

/* Reads "user@host:port" between at and end. */
static void
read_authority (HavenLink *link, gsize at, gsize end)
{
  const char *url = link->url;
  gsize host = at;
  gsize host_end;

  for (gsize i = at; i < end; i++)
    if (url[i] == '@')
      host = i + 1;
  link->user_info = host > at;
  host_end = host;
  if (host < end && url[host] == '[') {
    const char *close = memchr (url + host, ']', end - host);
    host_end = close != NULL ? (gsize)(close - url) + 1 : end;
  } else
    while (host_end < end && url[host_end] != ':')
      host_end++;
  link->host_start = host;
  link->host_end = host_end;
  link->rest = end;
  link->host = haven_host_parse_address (url + host, host_end - host);
  link->address = link->host != NULL;
  if (link->host == NULL) {
    gsize length = host_end - host;
    g_autofree char *plain = g_uri_unescape_segment (url + host, url + host_end, NULL);

    while (plain != NULL && (length = strlen (plain)) > 0 && plain[length - 1] == '.')
      plain[length - 1] = '\0';
    link->host = plain != NULL ? haven_host_to_ascii (plain, length) : NULL;
  }
  if (link->host != NULL && !link->address)
    link->domain = haven_domain_registrable (link->host);
}

/* Drops what a browser drops: control characters and spaces around, tabs and line ends within. */
static char *
strip_target (const char *target)
{
  GString *url = g_string_new (NULL);
  gsize length;

  while (*target != '\0' && (guchar)*target <= 0x20)
    target++;
  length = strnlen (target, MAX_TARGET);
  while (length > 0 && (guchar)target[length - 1] <= 0x20)
    length--;
  for (gsize i = 0; i < length; i++)
    if (strchr ("\t\r\n", target[i]) == NULL)
      g_string_append_c (url, target[i]);
  return g_string_free (url, FALSE);
}

/**
 * haven_link_parse:
 * @target: an address as markup holds it
 * @link: (out caller-allocates): what it leads to; @link->url is @target as a browser reads it, and the
 *   positions count in that; haven_link_clear() frees it
 *
 * Reads the address as a browser would, so that what hides from the eye does not hide from Haven.
 *
 * Returns: whether @target has a scheme that leads anywhere, or is a protocol-relative address
 */
gboolean
haven_link_parse (const char *target, HavenLink *link)
{
  const HavenScheme *scheme = NULL;
  gsize at;

  memset (link, 0, sizeof *link);
  link->url = strip_target (target);
  link->end = link->rest = strlen (link->url);
  at = strcspn (link->url, ":/\\?#");
  if (link->url[at] == ':') {
    scheme = haven_scheme_find (link->url, at);
    if (scheme == NULL)
      return FALSE;
    link->kind = scheme->kind;
    link->scheme = TRUE;
    at++;
  } else if (at != 0 || strchr ("/\\", link->url[0]) == NULL || link->url[0] == '\0' ||
             strchr ("/\\", link->url[1]) == NULL || link->url[1] == '\0')
    return FALSE;
  if (link->kind == HAVEN_LINK_MAIL) {
    read_authority (link, at, at + strcspn (link->url + at, "?"));
    return link->user_info;
  }
  if (link->kind != HAVEN_LINK_SITE)
    return TRUE;
  at += strspn (link->url + at, "/\\");
  read_authority (link, at, authority_end (link->url, at));
  return link->host != NULL;
}
