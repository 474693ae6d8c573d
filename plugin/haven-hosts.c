/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-hosts.h"

#include <gio/gio.h>
#include <string.h>

#define IRC "prpl-irc"

/**
 * HavenHosts:
 *
 * By which host others see the user on IRC, and whether that is where they are. The server tells both when
 * the user asks it about themselves (WHOIS): 311 has what others see, 378 whence the connection comes. A
 * server that hides it later says so (396), and what stands before the user's own JOIN is what others see
 * from then on.
 */
struct _HavenHosts {
  GHashTable *hosts; /* PurpleAccount → Host */
};

typedef struct {
  char *seen;      /* nullable: what others see */
  char *real;      /* nullable: whence the connection comes, as the server says */
  gboolean hidden; /* the server said that it hides it */
  gboolean asking; /* an answer to our own question is on its way */
} Host;

static void
host_free (gpointer data)
{
  Host *host = data;

  g_free (host->seen);
  g_free (host->real);
  g_free (host);
}

static Host *
host_of (HavenHosts *hosts, PurpleAccount *account)
{
  Host *host = g_hash_table_lookup (hosts->hosts, account);

  if (host == NULL) {
    host = g_new0 (Host, 1);
    g_hash_table_insert (hosts->hosts, account, host);
  }
  return host;
}

static void
set (char **where, const char *what)
{
  char *copy = g_strdup (what);

  g_free (*where);
  *where = copy;
}

/* ":nick!user@host JOIN :#room", and it is the user who joins. */
static void
read_own_join (Host *host, const char *prefix, const char *nick)
{
  const char *at = strchr (prefix, '@');
  gsize length = strlen (nick);

  if (*prefix == ':' && at != NULL && g_ascii_strncasecmp (prefix + 1, nick, length) == 0 &&
      prefix[length + 1] == '!')
    set (&host->seen, at + 1);
}

/* What is left of "… is connecting from *@host 192.0.2.1" behind its last @ or space: the address itself. */
static void
read_connection (Host *host, const char *text)
{
  const char *last = strrchr (text, ' ');

  set (&host->real, last != NULL ? last + 1 : text);
  if (strchr (host->real, '@') != NULL)
    set (&host->real, strrchr (host->real, '@') + 1);
}

/* Of an answer to WHOIS about the user: ":server NUMBER nick nick …". */
static void
read_whois (Host *host, const char *number, char **words)
{
  if (g_str_equal (number, "311") && words[4] != NULL && words[5] != NULL)
    set (&host->seen, words[5]);
  else if (g_str_equal (number, "378") && words[4] != NULL) {
    g_autofree char *rest = g_strjoinv (" ", words + 4);

    read_connection (host, g_strchomp (rest));
  }
}

static gboolean
is_number (const char *word)
{
  return strlen (word) == 3 && g_ascii_isdigit (word[0]) && g_ascii_isdigit (word[1]) &&
         g_ascii_isdigit (word[2]);
}

static void
on_text (PurpleConnection *gc, char **text, gpointer data)
{
  HavenHosts *hosts = data;
  const char *nick = purple_connection_get_display_name (gc);
  g_auto (GStrv) words = NULL;
  Host *host;

  if (text == NULL || *text == NULL || nick == NULL ||
      (strstr (*text, " JOIN ") == NULL && strstr (*text, " 3") == NULL && strstr (*text, " 671 ") == NULL))
    return;
  words = g_strsplit (*text, " ", 12);
  if (g_strv_length (words) < 3)
    return;
  host = host_of (hosts, purple_connection_get_account (gc));
  if (g_str_equal (words[1], "JOIN")) {
    read_own_join (host, words[0], nick);
  } else if (g_str_equal (words[1], "396") && words[3] != NULL) {
    host->hidden = TRUE;
    set (&host->seen, words[3]);
  } else if (host->asking && is_number (words[1]) && words[3] != NULL &&
             g_ascii_strcasecmp (words[3], nick) == 0) {
    read_whois (host, words[1], words);
    host->asking = !g_str_equal (words[1], "318");
    /* the user did not ask, so nothing is printed: libpurple passes over a line that is empty */
    **text = '\0';
  }
}

static void
on_signed_on (PurpleConnection *gc, gpointer data)
{
  PurpleAccount *account = purple_connection_get_account (gc);
  const char *nick = purple_connection_get_display_name (gc);
  PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
  g_autofree char *line = NULL;

  if (!g_str_equal (purple_account_get_protocol_id (account), IRC) || nick == NULL ||
      strpbrk (nick, " \r\n") != NULL || protocol->send_raw == NULL)
    return;
  /* that its host is hidden the server may have said already */
  host_of (data, account)->asking = TRUE;
  line = g_strdup_printf ("WHOIS %s\r\n", nick);
  protocol->send_raw (gc, line, (int)strlen (line));
}

static void
on_signed_off (PurpleConnection *gc, gpointer data)
{
  g_hash_table_remove (((HavenHosts *)data)->hosts, purple_connection_get_account (gc));
}

/**
 * haven_hosts_new:
 * @handle: the plugin, whose signals these are
 *
 * Returns: (transfer full): hosts, none known yet
 */
HavenHosts *
haven_hosts_new (PurplePlugin *handle)
{
  HavenHosts *hosts = g_new0 (HavenHosts, 1);
  PurplePlugin *irc = purple_find_prpl (IRC);

  hosts->hosts = g_hash_table_new_full (NULL, NULL, NULL, host_free);
  if (irc == NULL)
    return hosts;
  purple_signal_connect (irc, "irc-receiving-text", handle, PURPLE_CALLBACK (on_text), hosts);
  purple_signal_connect (purple_connections_get_handle (), "signed-on", handle,
                         PURPLE_CALLBACK (on_signed_on), hosts);
  purple_signal_connect (purple_connections_get_handle (), "signed-off", handle,
                         PURPLE_CALLBACK (on_signed_off), hosts);
  for (GList *l = purple_connections_get_all (); l != NULL; l = l->next)
    if (purple_connection_get_state (l->data) == PURPLE_CONNECTED)
      on_signed_on (l->data, hosts);
  return hosts;
}

/**
 * haven_hosts_free:
 * @hosts: (nullable) (transfer full): hosts; the plugin's signals must be disconnected first
 */
void
haven_hosts_free (HavenHosts *hosts)
{
  if (hosts == NULL)
    return;
  g_hash_table_unref (hosts->hosts);
  g_free (hosts);
}

/* Names of hosts that no machine on the internet has: "user/moth", "gateway/web/…". */
static gboolean
is_made_up (const char *host)
{
  return strchr (host, '/') != NULL || strchr (host, '.') == NULL;
}

/**
 * haven_hosts_show:
 * @hosts: hosts
 * @account: an account on IRC
 * @host: (out) (nullable) (transfer none): what others see, as far as is known
 *
 * Returns: whether others see where the user really is
 */
HavenRoomAnswer
haven_hosts_show (HavenHosts *hosts, PurpleAccount *account, const char **host)
{
  const Host *own = g_hash_table_lookup (hosts->hosts, account);

  *host = own != NULL ? own->seen : NULL;
  if (own == NULL || own->seen == NULL)
    return HAVEN_ROOM_UNKNOWN;
  if (g_hostname_is_ip_address (own->seen) || g_strcmp0 (own->seen, own->real) == 0)
    return HAVEN_ROOM_YES;
  if (own->hidden || own->real != NULL || is_made_up (own->seen))
    return HAVEN_ROOM_NO;
  return HAVEN_ROOM_UNKNOWN;
}
