/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scene.h"

#include <string.h>

/* Returns: whether there is one; if not the test is skipped */
gboolean
scene_start_xmpp (Scene *scene, Harness *harness)
{
  *scene = (Scene){.server = server_start_prosody ()};
  if (scene->server == NULL)
    return FALSE;
  scene->alice = server_connect_xmpp (scene->server, harness, "alice");
  scene->bob = server_connect_xmpp (scene->server, harness, "bob");
  return TRUE;
}

/* Returns: whether there is one; if not the test is skipped */
gboolean
scene_start_irc (Scene *scene, Harness *harness)
{
  *scene = (Scene){.server = server_start_ngircd ()};
  if (scene->server == NULL)
    return FALSE;
  scene->alice = server_connect_irc (scene->server, harness, "alice");
  scene->bob = server_connect_irc (scene->server, harness, "bob");
  return TRUE;
}

void
scene_stop (Scene *scene)
{
  purple_account_disconnect (scene->alice);
  purple_account_disconnect (scene->bob);
  server_stop (scene->server);
}

/* Past the hooks of the sender, as somebody without Haven would. */
void
scene_say (PurpleAccount *from, const char *to, const char *text)
{
  if (purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, to, from) == NULL)
    purple_conversation_new (PURPLE_CONV_TYPE_IM, from, to);
  serv_send_im (purple_account_get_connection (from), to, text, PURPLE_MESSAGE_SEND);
}

/* As another client would write it. */
void
scene_send_stanza (PurpleAccount *from, const char *stanza)
{
  PurpleConnection *gc = purple_account_get_connection (from);
  xmlnode *node = xmlnode_from_str (stanza, -1);

  g_assert_nonnull (node);
  purple_signal_emit (purple_connection_get_prpl (gc), "jabber-sending-xmlnode", gc, &node);
  xmlnode_free (node);
}

void
scene_assert_covered (const HarnessLine *line)
{
  g_assert_null (strstr (line->text, "cut myself"));
  g_assert_nonnull (strstr (line->text, "content note: self-harm"));
}

typedef struct {
  const HavenPluginApi *api;
  guint n;
} Held;

static gboolean
is_held (gpointer data)
{
  const Held *held = data;

  return held->api->count_held (held->api->plugin, NULL) >= held->n;
}

void
scene_wait_held (Harness *harness, guint n)
{
  Held held = {harness_get_api (harness), n};

  server_wait (is_held, &held, "messages to be held");
}
