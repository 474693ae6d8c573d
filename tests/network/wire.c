/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire.h"

#include <string.h>

static void wire_write (Wire *wire, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
wire_write (Wire *wire, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (wire->socket)), text, strlen (text),
                             NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Reads until @word has come after byte @from. */
static void
wire_read_until (Wire *wire, gsize from, const char *word)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (wire->socket));
  g_autoptr (GError) error = NULL;

  while (strstr (wire->heard->str + from, word) == NULL) {
    char part[4096];
    gssize n = g_input_stream_read (in, part, sizeof part, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (n, >, 0);
    g_string_append_len (wire->heard, part, n);
  }
}

Wire *
wire_open (const WireKind *kind, Server *server, const char *name)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  Wire *wire = g_new0 (Wire, 1);

  wire->socket = g_socket_client_connect_to_host (client, "127.0.0.1", server->port, NULL, &error);
  g_assert_no_error (error);
  wire->name = g_strdup (name);
  wire->heard = g_string_new (NULL);
  kind->enter (wire, server);
  return wire;
}

void
wire_close (Wire *wire)
{
  g_object_unref (wire->socket);
  g_free (wire->name);
  g_string_free (wire->heard, TRUE);
  g_free (wire);
}

/* Returns: all that the server has told so far: it answers a last question after everything that was due */
const char *
wire_hear_all (Wire *wire, const WireKind *kind)
{
  gsize from = wire->heard->len;

  kind->ping (wire, "the-end");
  wire_read_until (wire, from, "the-end");
  return wire->heard->str;
}

/* --- IRC: RFC 2812 --- */

#define CHANNEL "#room"

static void
irc_enter (Wire *wire, Server *server)
{
  wire_write (wire, "NICK %s\r\nUSER %s 0 * :%s\r\n", wire->name, wire->name, wire->name);
  wire_read_until (wire, 0, " 001 ");
}

static void
irc_join (Wire *wire)
{
  wire_write (wire, "JOIN " CHANNEL "\r\n");
}

static void
irc_part (Wire *wire)
{
  wire_write (wire, "PART " CHANNEL "\r\n");
}

static void
irc_say (Wire *wire, gboolean in_room, const char *to, const char *text)
{
  wire_write (wire, "PRIVMSG %s :%s\r\n", in_room ? CHANNEL : to, text);
}

static void
irc_invite (Wire *wire, const char *to)
{
  wire_write (wire, "INVITE %s #elsewhere\r\n", to);
}

static void
irc_ping (Wire *wire, const char *word)
{
  wire_write (wire, "PING %s\r\n", word);
}

static char *
irc_address (const char *name)
{
  return g_strdup (name);
}

/* Every line of somebody's begins with their nick. So does 341, which is the server's own word that an
 * invitation was handed on. */
static gboolean
irc_tells (const char *heard, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^:%s!\\S+ (?!341 )", name);

  return g_regex_match_simple (pattern, heard, G_REGEX_MULTILINE, 0);
}

const WireKind wire_irc = {
    .name = "irc",
    .room = CHANNEL,
    .start = server_start_ngircd,
    .connect = server_connect_irc,
    .enter = irc_enter,
    .join = irc_join,
    .part = irc_part,
    .say = irc_say,
    .invite = irc_invite,
    .ping = irc_ping,
    .address = irc_address,
    .tells = irc_tells,
};

/* --- XMPP: RFC 6120, XEP-0045, XEP-0249 --- */

#define ROOM "room@rooms.localhost"
#define STREAM                                                                                               \
  "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' "                                \
  "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"

/* What asks the other side's program to answer by itself: XEP-0184, XEP-0333, XEP-0085. */
#define ASKING                                                                                               \
  "<request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/>"                          \
  "<active xmlns='http://jabber.org/protocol/chatstates'/>"

static void
xmpp_stream (Wire *wire)
{
  gsize from = wire->heard->len;

  wire_write (wire, STREAM);
  wire_read_until (wire, from, "</stream:features>");
}

static void
xmpp_enter (Wire *wire, Server *server)
{
  g_autofree char *plain = g_strdup_printf ("_%s_" SERVER_XMPP_PASSWORD, wire->name);
  gsize length = strlen (plain), from;
  g_autofree char *encoded = NULL;

  server_add_xmpp (server, wire->name);
  plain[0] = plain[1 + strlen (wire->name)] = '\0'; /* RFC 4616: NUL name NUL password */
  encoded = g_base64_encode ((const guchar *)plain, length);
  xmpp_stream (wire);
  wire_write (wire, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>", encoded);
  wire_read_until (wire, 0, "<success");
  xmpp_stream (wire);
  from = wire->heard->len;
  wire_write (wire, "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
  wire_read_until (wire, from, "</iq>");
  wire_write (wire, "<presence/>");
}

static void
xmpp_join (Wire *wire)
{
  wire_write (wire,
              "<presence to='" ROOM "/%s'><x xmlns='http://jabber.org/protocol/muc'>"
              "<history maxstanzas='0'/></x></presence>",
              wire->name);
}

static void
xmpp_part (Wire *wire)
{
  wire_write (wire, "<presence type='unavailable' to='" ROOM "/%s'/>", wire->name);
}

static void
xmpp_say (Wire *wire, gboolean in_room, const char *to, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (in_room)
    wire_write (wire, "<message type='groupchat' to='" ROOM "'><body>%s</body></message>", escaped);
  else
    wire_write (wire, "<message type='chat' id='m' to='%s@localhost'><body>%s</body>" ASKING "</message>", to,
                escaped);
}

static void
xmpp_invite (Wire *wire, const char *to)
{
  wire_write (wire,
              "<message to='%s@localhost'><x xmlns='jabber:x:conference' jid='elsewhere@rooms.localhost'/>"
              "</message>",
              to);
}

static void
xmpp_ping (Wire *wire, const char *word)
{
  wire_write (wire, "<iq type='get' id='%s' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>", word);
}

static char *
xmpp_address (const char *name)
{
  return g_strconcat (name, "@localhost", NULL);
}

static gboolean
xmpp_tells (const char *heard, const char *name)
{
  g_autofree char *mark = g_strdup_printf ("from='%s@localhost", name);

  return strstr (heard, mark) != NULL || strstr (heard, "type='error'") != NULL ||
         strstr (heard, "<received") != NULL;
}

const WireKind wire_xmpp = {
    .name = "xmpp",
    .room = ROOM,
    .start = server_start_prosody,
    .connect = server_connect_xmpp,
    .enter = xmpp_enter,
    .join = xmpp_join,
    .part = xmpp_part,
    .say = xmpp_say,
    .invite = xmpp_invite,
    .ping = xmpp_ping,
    .address = xmpp_address,
    .tells = xmpp_tells,
};
