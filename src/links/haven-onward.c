/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-onward.h"

#include <string.h>

/* This is the only place that knows which pages of well-known sites send their visitors on to another site
 * that stands in the link itself. */

#define MAX_REST 8192 /* bytes of a path and query that are read */

typedef enum {
  FORM_QUERY,  /* parameter=https%3A%2F%2F… */
  FORM_PATH,   /* what follows the path, with or without a scheme */
  FORM_BASE64, /* parameter=a1aHR0cHM6…, as Bing has it */
} Form;

/* @host stands for itself and what is under it; a host that ends with a dot for every country's. */
static const struct {
  const char *host;
  const char *path;
  const char *parameter;
  Form form;
  HavenOnward onward;
} services[] = {
    {"google.", "/url", "q", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"google.", "/url", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"google.", "/amp/s/", NULL, FORM_PATH, HAVEN_ONWARD_HIDDEN},
    {"google.", "/translate", "u", FORM_QUERY, HAVEN_ONWARD_SAID},
    {"doubleclick.net", "/", "adurl", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"googleadservices.com", "/", "adurl", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"youtube.com", "/redirect", "q", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"bing.com", "/ck/a", "u", FORM_BASE64, HAVEN_ONWARD_HIDDEN},
    {"facebook.com", "/l.php", "u", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"facebook.com", "/flx/warn/", "u", FORM_QUERY, HAVEN_ONWARD_SAID},
    {"instagram.com", "/", "u", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"messenger.com", "/l.php", "u", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"linkedin.com", "/redir/redirect", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"linkedin.com", "/safety/go", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"steamcommunity.com", "/linkfilter/", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"steamcommunity.com", "/linkfilter/", "u", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"vk.com", "/away.php", "to", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"slack-redir.net", "/link", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"t.umblr.com", "/redirect", "z", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"out.reddit.com", "/", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"duckduckgo.com", "/l/", "uddg", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"medium.com", "/r/", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"disq.us", "/url", "url", FORM_QUERY, HAVEN_ONWARD_HIDDEN},
    {"safelinks.protection.outlook.com", "/", "url", FORM_QUERY, HAVEN_ONWARD_SAID},
    {"statics.teams.cdn.office.net", "/", "url", FORM_QUERY, HAVEN_ONWARD_SAID},
    {"urldefense.com", "/v3/__", NULL, FORM_PATH, HAVEN_ONWARD_SAID},
    {"deref-gmx.net", "/", "redirectUrl", FORM_QUERY, HAVEN_ONWARD_SAID},
    {"deref-web.de", "/", "redirectUrl", FORM_QUERY, HAVEN_ONWARD_SAID},
};

/* "co.uk" and "de" follow a name that has a site in every country; "example.org" does not. */
static gboolean
is_country (const char *ending)
{
  return strcmp (ending, "com") == 0 || strlen (ending) == 2 ||
         (strlen (ending) <= 6 && (g_str_has_prefix (ending, "com.") || g_str_has_prefix (ending, "co.")));
}

/* A service begins where a label of the host does. */
static gboolean
host_is (const char *host, const char *service)
{
  gboolean any_country = g_str_has_suffix (service, ".");
  gsize length = strlen (service);

  for (const char *at = host; at != NULL; at = strchr (at, '.')) {
    at += at != host; /* behind the dot */
    if (strncmp (at, service, length) == 0 && (any_country ? is_country (at + length) : at[length] == '\0'))
      return TRUE;
  }
  return FALSE;
}

static gboolean
leads_anywhere (const char *target)
{
  return g_ascii_strncasecmp (target, "http://", 7) == 0 ||
         g_ascii_strncasecmp (target, "https://", 8) == 0 || g_str_has_prefix (target, "//");
}

/* "a1" and the address in the alphabet of Base64 that addresses may hold */
static char *
decode_base64 (const char *value)
{
  g_autoptr (GString) plain = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  if (!g_str_has_prefix (value, "a1"))
    return NULL;
  plain = g_string_new (value + 2);
  for (gsize i = 0; i < plain->len; i++)
    plain->str[i] = plain->str[i] == '-' ? '+' : plain->str[i] == '_' ? '/' : plain->str[i];
  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');
  bytes = g_base64_decode (plain->str, &length);
  return bytes != NULL && g_utf8_validate ((const char *)bytes, (gssize)length, NULL) &&
                 memchr (bytes, '\0', length) == NULL
             ? g_strndup ((const char *)bytes, length)
             : NULL;
}

static char *
read_parameter (const char *rest, const char *parameter)
{
  const char *query = strchr (rest, '?');
  gsize length = strlen (parameter);

  for (const char *at = query; at != NULL; at = strpbrk (at, "&#")) {
    at += *at == '#' ? 0 : 1;
    if (g_str_has_prefix (at, "amp;"))
      at += strlen ("amp;");
    if (*at == '#')
      return NULL;
    if (strncmp (at, parameter, length) == 0 && at[length] == '=') {
      const char *value = at + length + 1;
      return g_uri_unescape_segment (value, value + strcspn (value, "&#"), NULL);
    }
  }
  return NULL;
}

static char *
read_target (gsize service, const char *rest)
{
  g_autofree char *value = NULL;

  if (services[service].form == FORM_PATH) {
    const char *at = rest + strlen (services[service].path);
    return leads_anywhere (at) ? g_strndup (at, strcspn (at, "?#")) : g_strconcat ("https://", at, NULL);
  }
  value = read_parameter (rest, services[service].parameter);
  if (value != NULL && services[service].form == FORM_BASE64)
    return decode_base64 (value);
  return g_steal_pointer (&value);
}

/* A result that was copied from a page of results carries where it stood on it. */
static gboolean
is_search_result (const char *rest)
{
  return strstr (rest, "sa=t") != NULL && (strstr (rest, "&ei=") != NULL || strstr (rest, "&ved=") != NULL);
}

/**
 * haven_onward_read:
 * @host: the host of a link in ASCII form
 * @rest: its path, query and fragment
 * @target: (out) (transfer full) (nullable): the address it leads on to
 *
 * Returns: in which way the link leads on to another address that stands in it
 */
HavenOnward
haven_onward_read (const char *host, const char *rest, char **target)
{
  *target = NULL;
  if (*rest != '/' || strnlen (rest, MAX_REST) == MAX_REST)
    return HAVEN_ONWARD_NOWHERE;
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++) {
    g_autofree char *found = NULL;

    if (!host_is (host, services[i].host) || !g_str_has_prefix (rest, services[i].path))
      continue;
    found = read_target (i, rest);
    if (found == NULL || !leads_anywhere (found))
      continue;
    *target = g_steal_pointer (&found);
    return is_search_result (rest) ? HAVEN_ONWARD_SAID : services[i].onward;
  }
  return HAVEN_ONWARD_NOWHERE;
}

/**
 * haven_onward_stays_home:
 * @host: the host of a short link in ASCII form
 * @rest: its path, query and fragment
 *
 * Returns: whether this part of a service that shortens links leads to nothing but its owner's own pages
 */
gboolean
haven_onward_stays_home (const char *host, const char *rest)
{
  return strcmp (host, "maps.app.goo.gl") == 0 || strcmp (host, "photos.app.goo.gl") == 0 ||
         (strcmp (host, "goo.gl") == 0 &&
          (g_str_has_prefix (rest, "/maps/") || g_str_has_prefix (rest, "/photos/") ||
           g_str_has_prefix (rest, "/forms/")));
}
