/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link-scheme.h"

#include <string.h>

#define MAX_SCHEME 12

/* Schemes that an address in a chat may have; sorted by name. */
static const HavenScheme schemes[] = {
    {"data", FALSE, HAVEN_LINK_SCRIPT},  {"ed2k", TRUE, HAVEN_LINK_OTHER},
    {"file", TRUE, HAVEN_LINK_OTHER},    {"ftp", TRUE, HAVEN_LINK_SITE},
    {"ftps", TRUE, HAVEN_LINK_SITE},     {"gemini", TRUE, HAVEN_LINK_SITE},
    {"geo", FALSE, HAVEN_LINK_OTHER},    {"git", TRUE, HAVEN_LINK_SITE},
    {"gopher", TRUE, HAVEN_LINK_SITE},   {"http", TRUE, HAVEN_LINK_SITE},
    {"https", TRUE, HAVEN_LINK_SITE},    {"irc", TRUE, HAVEN_LINK_SITE},
    {"ircs", TRUE, HAVEN_LINK_SITE},     {"javascript", FALSE, HAVEN_LINK_SCRIPT},
    {"magnet", FALSE, HAVEN_LINK_OTHER}, {"mailto", FALSE, HAVEN_LINK_MAIL},
    {"matrix", FALSE, HAVEN_LINK_OTHER}, {"mms", TRUE, HAVEN_LINK_SITE},
    {"rtmp", TRUE, HAVEN_LINK_SITE},     {"rtsp", TRUE, HAVEN_LINK_SITE},
    {"sftp", TRUE, HAVEN_LINK_SITE},     {"sms", FALSE, HAVEN_LINK_OTHER},
    {"ssh", TRUE, HAVEN_LINK_SITE},      {"svn", TRUE, HAVEN_LINK_SITE},
    {"tel", FALSE, HAVEN_LINK_OTHER},    {"vbscript", FALSE, HAVEN_LINK_SCRIPT},
    {"ws", TRUE, HAVEN_LINK_SITE},       {"wss", TRUE, HAVEN_LINK_SITE},
    {"xmpp", FALSE, HAVEN_LINK_OTHER},
};

static int
compare (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, ((const HavenScheme *)entry)->name);
}

/**
 * haven_scheme_find:
 * @name: the name of a scheme, in any case
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the scheme
 */
const HavenScheme *
haven_scheme_find (const char *name, gsize length)
{
  char lower[MAX_SCHEME];

  if (length == 0 || length >= sizeof lower)
    return NULL;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (name[i]);
  lower[length] = '\0';
  return bsearch (lower, schemes, G_N_ELEMENTS (schemes), sizeof schemes[0], compare);
}

/* Schemes spelled so that nobody follows them: hxxp, hXXps, h**p */
static const HavenScheme *
find_defanged (const char *name, gsize length)
{
  if (length < 4 || length > 5 || g_ascii_tolower (name[0]) != 'h' || g_ascii_tolower (name[3]) != 'p')
    return NULL;
  if (length == 5 && g_ascii_tolower (name[4]) != 's')
    return NULL;
  if (g_ascii_strncasecmp (name + 1, "xx", 2) != 0 && strncmp (name + 1, "**", 2) != 0)
    return NULL;
  return haven_scheme_find (length == 5 ? "https" : "http", length);
}

/* Length of what parts the scheme from the rest at at, 0 when nothing does. */
static gsize
colon_at (const char *text, gsize length, gsize at, gboolean authority, gboolean *defanged)
{
  static const char *const odd[] = {"[:]//", "(:)//", "[://]", "(://)", "[:]\\\\", ":\\\\"};

  if (!authority)
    return at < length && text[at] == ':' ? 1 : 0;
  if (at + 3 <= length && memcmp (text + at, "://", 3) == 0)
    return 3;
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++) {
    gsize size = strlen (odd[i]);
    if (at + size <= length && memcmp (text + at, odd[i], size) == 0) {
      *defanged = TRUE;
      return size;
    }
  }
  return 0;
}

/**
 * haven_scheme_read:
 * @text: the text around it
 * @length: its length in bytes
 * @at: where a scheme may begin
 * @end: (out): one past the colon and the slashes
 * @defanged: (out): whether it was written so that nobody follows it
 *
 * Returns: (transfer none) (nullable): the scheme that begins at @at
 */
const HavenScheme *
haven_scheme_read (const char *text, gsize length, gsize at, gsize *end, gboolean *defanged)
{
  gsize name_end = at;
  gsize size;
  const HavenScheme *scheme;

  *defanged = FALSE;
  while (name_end < length && name_end - at < MAX_SCHEME &&
         (g_ascii_isalnum (text[name_end]) || text[name_end] == '*'))
    name_end++;
  if (name_end == at || name_end >= length || strchr (":[(", text[name_end]) == NULL)
    return NULL;
  scheme = haven_scheme_find (text + at, name_end - at);
  if (scheme == NULL) {
    scheme = find_defanged (text + at, name_end - at);
    *defanged = scheme != NULL;
  }
  if (scheme == NULL)
    return NULL;
  size = colon_at (text, length, name_end, scheme->authority, defanged);
  *end = name_end + size;
  return size > 0 ? scheme : NULL;
}
