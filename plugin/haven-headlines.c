/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-headlines.h"

#include <glib/gi18n-lib.h>

#include "haven-apply.h"
#include "haven-surfaces.h"

/*
 * What libpurple shows of XMPP in a window of its own, past every conversation (RFC 6121, 5.2.2): headlines,
 * and messages that say of themselves that one was not delivered. Anybody can write either. The stanza is
 * offered before it is read: a headline that may not be shown as it is comes as a message instead, which can
 * be opened, held and logged; of a failure that may not, what it brings along is covered, and that it failed
 * is still told.
 */

#define XHTML_IM "http://jabber.org/protocol/xhtml-im"
#define OUT_OF_BAND "jabber:x:oob"

static char *
child_text (const xmlnode *node, const char *name)
{
  xmlnode *child = xmlnode_get_child (node, name);

  return child != NULL ? xmlnode_get_data (child) : NULL;
}

static xmlnode *
find_formatted (const xmlnode *message)
{
  xmlnode *html = xmlnode_get_child_with_namespace (message, "html", XHTML_IM);

  return html != NULL ? xmlnode_get_child (html, "body") : NULL;
}

/* Takes @text. */
static void
append_line (GString *markup, char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (markup, "%s%s", markup->len > 0 ? "<br>" : "", escaped);
  g_free (text);
}

/* Where a message is formatted, libpurple shows that, and not the plain text beside it. */
static void
append_body (GString *markup, const xmlnode *message)
{
  xmlnode *body = find_formatted (message);
  g_autofree char *formatted = body != NULL ? xmlnode_to_str (body, NULL) : NULL;

  if (formatted == NULL)
    append_line (markup, child_text (message, "body"));
  else
    g_string_append_printf (markup, "%s%s", markup->len > 0 ? "<br>" : "", formatted);
}

static void
append_links (GString *markup, const xmlnode *message)
{
  for (xmlnode *link = xmlnode_get_child_with_namespace (message, "x", OUT_OF_BAND); link != NULL;
       link = xmlnode_get_next_twin (link)) {
    append_line (markup, child_text (link, "desc"));
    append_line (markup, child_text (link, "url"));
  }
}

/* All that a window would show of it. */
static char *
read_headline (const xmlnode *message)
{
  GString *markup = g_string_new (NULL);

  append_line (markup, child_text (message, "subject"));
  append_body (markup, message);
  append_links (markup, message);
  return g_string_free (markup, FALSE);
}

/* Returns: whether it has been dealt with, and no window shall show it */
static gboolean
take_headline (HavenPlugin *plugin, PurpleConnection *gc, const char *from, const xmlnode *message)
{
  PurpleAccount *account = purple_connection_get_account (gc);
  PurpleMessageFlags flags = PURPLE_MESSAGE_RECV;
  g_autofree char *markup = read_headline (message);
  g_autofree char *original = g_strdup (markup);

  if (haven_apply_receiving (plugin, account, from, &markup,
                             purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, from, account),
                             &flags, HAVEN_CONVERSATION_IM))
    return TRUE;
  if (g_str_equal (markup, original))
    return FALSE;
  serv_got_im (gc, from, markup, PURPLE_MESSAGE_RECV, time (NULL));
  return TRUE;
}

static char *
read_failure (const xmlnode *message)
{
  GString *markup = g_string_new (NULL);
  xmlnode *error = xmlnode_get_child (message, "error");

  if (error != NULL) {
    append_line (markup, xmlnode_get_data (error));
    append_line (markup, child_text (error, "text"));
  }
  append_body (markup, message);
  return g_string_free (markup, FALSE);
}

/* @words in the place of all that is shown; where there is no body nothing is. */
static void
put_instead (xmlnode *message, const char *words)
{
  static const char *const names[] = {"html", "error", "body"};
  gboolean has_body = xmlnode_get_child (message, "body") != NULL;
  const char *namespace = xmlnode_get_namespace (message);
  xmlnode *child;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    while ((child = xmlnode_get_child (message, names[i])) != NULL)
      xmlnode_free (child);
  if (!has_body)
    return;
  child = xmlnode_new_child (message, "body");
  xmlnode_set_namespace (child, namespace); /* libpurple reads no child without one */
  xmlnode_insert_data (child, words, -1);
}

/* What came back may be the user's own words, so that it counts against nobody. */
static void
cover_failure (HavenPlugin *plugin, PurpleConnection *gc, const char *from, xmlnode *message)
{
  PurpleAccount *account = purple_connection_get_account (gc);
  g_autofree char *markup = read_failure (message);
  g_autofree char *words = purple_markup_strip_html (markup);
  g_autofree char *label = haven_names_cover_words (plugin, account, NULL, words);
  g_autofree char *shown = NULL;

  if (label == NULL && haven_surfaces_is_kept_out (plugin, account, NULL, from))
    label = g_strdup (_ ("held"));
  if (label == NULL)
    return;
  shown = g_strdup_printf ("[%s]", label);
  put_instead (message, shown);
}

static gboolean
on_message (PurpleConnection *gc,
            const char *type,
            const char *id,
            const char *from,
            const char *to,
            xmlnode *message,
            gpointer plugin)
{
  if (from == NULL)
    return FALSE;
  if (g_strcmp0 (type, "headline") == 0)
    return take_headline (plugin, gc, from, message);
  if (g_strcmp0 (type, "error") == 0)
    cover_failure (plugin, gc, from, message);
  return FALSE;
}

/**
 * haven_headlines_connect:
 * @plugin: the plugin, whose signal it is
 *
 * Where there is no XMPP, there are none.
 */
void
haven_headlines_connect (HavenPlugin *plugin)
{
  PurplePlugin *jabber = purple_find_prpl ("prpl-jabber");

  if (jabber != NULL)
    purple_signal_connect_priority (jabber, "jabber-receiving-message", plugin->handle,
                                    PURPLE_CALLBACK (on_message), plugin, PURPLE_SIGNAL_PRIORITY_HIGHEST);
}
