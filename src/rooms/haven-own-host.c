/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that knows how an IRC server tells the user's own host. It tells both hosts when the user
 * asks it about themselves (WHOIS): 311 has what others see, 378 whence the connection comes. A server that
 * hides it later says so (396), and what stands before the user's own JOIN is what others see from then on.
 */

#include "rooms/haven-own-host.h"

#include <gio/gio.h>
#include <string.h>

#include "rooms/haven-irc-line.h"

#define LONGEST_HOST 255 /* bytes; RFC 1035 knows none that is longer */

struct _HavenOwnHost {
  char *seen;      /* nullable: what others see */
  char *real;      /* nullable: whence the connection comes, as the server says */
  gboolean hidden; /* the server said that it hides it */
  gboolean asking; /* an answer to our own question is on its way */
};

/**
 * haven_own_host_new:
 *
 * Returns: (transfer full): a host of which nothing is known yet
 */
HavenOwnHost *
haven_own_host_new (void)
{
  return g_new0 (HavenOwnHost, 1);
}

/**
 * haven_own_host_free:
 * @host: (nullable) (transfer full): a host
 */
void
haven_own_host_free (HavenOwnHost *host)
{
  if (host == NULL)
    return;
  g_free (host->seen);
  g_free (host->real);
  g_free (host);
}

/**
 * haven_own_host_ask:
 * @host: the user's host
 *
 * The server is asked now with "WHOIS nick": its next answers about that nick are to us.
 */
void
haven_own_host_ask (HavenOwnHost *host)
{
  host->asking = TRUE;
}

/* It is shown to the user, so what no host can be is left. */
static void
set_host (char **where, const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > LONGEST_HOST)
    return;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isgraph (name[i]))
      return;
  }
  g_free (*where);
  *where = g_strdup (name);
}

/* "nick!user@host" joins, and it is the user who does. */
static void
read_own_join (HavenOwnHost *host, const char *prefix, const char *nick)
{
  gsize length = strlen (nick);
  const char *at = strrchr (prefix, '@');

  if (at != NULL && g_ascii_strncasecmp (prefix, nick, length) == 0 && prefix[length] == '!')
    set_host (&host->seen, at + 1);
}

/* What is left of "is connecting from *@host 192.0.2.1" behind its last @ or space: the address itself. */
static void
read_connection (HavenOwnHost *host, const char *words)
{
  const char *space = strrchr (words, ' ');
  const char *last = space != NULL ? space + 1 : words;
  const char *at = strrchr (last, '@');

  set_host (&host->real, at != NULL ? at + 1 : last);
}

static gboolean
is_number (const char *word)
{
  return strlen (word) == 3 && g_ascii_isdigit (word[0]) && g_ascii_isdigit (word[1]) &&
         g_ascii_isdigit (word[2]);
}

/* Of an answer to WHOIS about the user: ":server NUMBER nick nick …". */
static void
read_whois (HavenOwnHost *host, const HavenIrcLine *line)
{
  if (g_str_equal (line->command, "311") && line->n_parameters > 3)
    set_host (&host->seen, line->parameters[3]);
  else if (g_str_equal (line->command, "378") && line->n_parameters > 2)
    read_connection (host, line->parameters[2]);
  host->asking = !g_str_equal (line->command, "318");
}

/**
 * haven_own_host_may_be_told:
 * @text: a line from a server
 *
 * Every line of every room comes by: this is a first look, which costs little.
 *
 * Returns: whether haven_own_host_read() may find something in it
 */
gboolean
haven_own_host_may_be_told (const char *text)
{
  return strstr (text, " JOIN ") != NULL || strstr (text, " 3") != NULL || strstr (text, " 671 ") != NULL;
}

/**
 * haven_own_host_read:
 * @host: the user's host
 * @nick: the user's nick there
 * @text: a line from the server, any bytes at all
 *
 * Returns: whether it answers our own question, so that the user, who did not ask, need not read it
 */
gboolean
haven_own_host_read (HavenOwnHost *host, const char *nick, const char *text)
{
  g_auto (HavenIrcLine) line = {0};

  if (!haven_irc_line_read (&line, text))
    return FALSE;
  if (g_str_equal (line.command, "JOIN")) {
    read_own_join (host, line.prefix, nick);
    return FALSE;
  }
  if (g_str_equal (line.command, "396") && line.n_parameters > 1) {
    host->hidden = TRUE;
    set_host (&host->seen, line.parameters[1]);
    return FALSE;
  }
  if (!host->asking || !is_number (line.command) || line.n_parameters < 2 ||
      g_ascii_strcasecmp (line.parameters[1], nick) != 0)
    return FALSE;
  read_whois (host, &line);
  return TRUE;
}

/* Names of hosts that no machine on the internet has: "user/moth", "gateway/web/…". */
static gboolean
is_made_up (const char *host)
{
  return strchr (host, '/') != NULL || strchr (host, '.') == NULL;
}

/**
 * haven_own_host_shows:
 * @host: (nullable): the user's host
 * @seen: (out) (nullable) (transfer none): what others see, as far as is known
 *
 * Returns: whether others see where the user really is
 */
HavenRoomAnswer
haven_own_host_shows (const HavenOwnHost *host, const char **seen)
{
  *seen = host != NULL ? host->seen : NULL;
  if (*seen == NULL)
    return HAVEN_ROOM_UNKNOWN;
  if (g_hostname_is_ip_address (host->seen) || g_strcmp0 (host->seen, host->real) == 0)
    return HAVEN_ROOM_YES;
  if (host->hidden || host->real != NULL || is_made_up (host->seen))
    return HAVEN_ROOM_NO;
  return HAVEN_ROOM_UNKNOWN;
}
