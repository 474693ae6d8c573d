/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-hosts.h"

#include <string.h>

#include "rooms/haven-own-host.h"

#define IRC "prpl-irc"

/**
 * HavenHosts:
 *
 * The user's own host on each IRC server: asks about it once after signing on, and listens to what the server
 * says.
 */
struct _HavenHosts {
  GHashTable *hosts; /* PurpleAccount → HavenOwnHost */
};

static void
host_free (gpointer host)
{
  haven_own_host_free (host);
}

static HavenOwnHost *
host_of (HavenHosts *hosts, PurpleAccount *account)
{
  HavenOwnHost *host = g_hash_table_lookup (hosts->hosts, account);

  if (host == NULL) {
    host = haven_own_host_new ();
    g_hash_table_insert (hosts->hosts, account, host);
  }
  return host;
}

static void
on_text (PurpleConnection *gc, char **text, gpointer data)
{
  const char *nick = purple_connection_get_display_name (gc);

  if (text == NULL || *text == NULL || nick == NULL || !haven_own_host_may_be_told (*text))
    return;
  /* the user did not ask, so nothing is printed: libpurple passes over a line that is empty */
  if (haven_own_host_read (host_of (data, purple_connection_get_account (gc)), nick, *text))
    **text = '\0';
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
  haven_own_host_ask (host_of (data, account));
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
  return haven_own_host_shows (g_hash_table_lookup (hosts->hosts, account), host);
}
