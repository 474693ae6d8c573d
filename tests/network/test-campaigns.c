/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "servers.h"

/* The shapes of tests/engine/campaigns.py through a real server: plain sockets write, a libpurple with Haven
 * reads. "Slow needling over weeks" needs weeks; it is left to the engine's test, which has a clock of its
 * own. */

#define ROOM "#room"
#define ME "moth"

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};

enum { SHAPE, BOUND, KIND, CONTACT, SENDER, TEXT, N_FIELDS };

typedef struct {
  Harness *h;
  Server *server;
  PurpleAccount *me;
  PurpleConversation *room;
  GHashTable *senders; /* nick → GSocketConnection */
  guint n_came;        /* what reached libpurple */
} Stage;

static GPtrArray *
read_campaigns (const char *script)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  const char *argv[] = {"python3", script, NULL};
  g_autofree char *output = NULL;
  g_auto (GStrv) split = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  split = g_strsplit (output, "\n", -1);
  for (guint i = 0; split[i] != NULL; i++) {
    GStrv fields = g_strsplit (split[i], "\t", N_FIELDS);

    if (g_strv_length (fields) == N_FIELDS)
      g_ptr_array_add (lines, fields);
    else
      g_strfreev (fields);
  }
  return lines;
}

static void
write_line (GSocketConnection *socket, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *ended = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  ended = g_strconcat (line, "\r\n", NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (socket)), ended, strlen (ended),
                             NULL, NULL, &error);
  g_assert_no_error (error);
}

/* RFC 2812, 3.1: registered when the server says 001. */
static GSocketConnection *
enter_server (Server *server, const char *nick)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);
  GSocketConnection *socket =
      g_socket_client_connect_to_host (client, "127.0.0.1", server->port, NULL, &error);

  g_assert_no_error (error);
  write_line (socket, "NICK %s\r\nUSER %s 0 * :%s", nick, nick, nick);
  while (strstr (heard->str, " 001 ") == NULL) {
    char part[512];
    gssize n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (socket)), part, sizeof part,
                                    NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (n, >, 0);
    g_string_append_len (heard, part, n);
  }
  return socket;
}

static GSocketConnection *
sender_of (Stage *stage, const char *nick)
{
  GSocketConnection *socket = g_hash_table_lookup (stage->senders, nick);

  if (socket != NULL)
    return socket;
  socket = enter_server (stage->server, nick);
  g_hash_table_insert (stage->senders, g_strdup (nick), socket);
  return socket;
}

typedef struct {
  PurpleConversation *room;
  const char *nick;
  guint *n_came;
  guint wanted;
} Wish;

static gboolean
is_there (gpointer data)
{
  const Wish *wish = data;

  return purple_conv_chat_find_user (PURPLE_CONV_CHAT (wish->room), wish->nick);
}

static gboolean
is_gone (gpointer data)
{
  return !is_there (data);
}

static gboolean
has_come (gpointer data)
{
  const Wish *wish = data;

  return *wish->n_came >= wish->wanted;
}

static void
wait_came (Stage *stage, guint wanted)
{
  Wish wish = {.n_came = &stage->n_came, .wanted = wanted};

  server_wait (has_come, &wish, "a message");
}

static gboolean
on_receiving (PurpleAccount *account,
              char **sender,
              char **text,
              PurpleConversation *conversation,
              PurpleMessageFlags *flags,
              gpointer data)
{
  ((Stage *)data)->n_came++;
  return FALSE;
}

static int
on_invited (PurpleAccount *account,
            const char *inviter,
            const char *room,
            const char *message,
            GHashTable *components,
            gpointer data)
{
  ((Stage *)data)->n_came++;
  return 0;
}

/* In a room a sender must stand, too. */
static void
say (Stage *stage, char **fields)
{
  gboolean in_room = g_str_equal (fields[KIND], "chat");
  Wish wish = {.room = stage->room, .nick = fields[SENDER]};
  GSocketConnection *socket = sender_of (stage, fields[SENDER]);
  guint before = stage->n_came;

  if (in_room && !is_there (&wish)) {
    write_line (socket, "JOIN " ROOM);
    server_wait (is_there, &wish, "a sender in the room");
  }
  write_line (socket, "PRIVMSG %s :%s", in_room ? ROOM : ME, fields[TEXT]);
  wait_came (stage, before + 1);
}

static void
come_and_go (Stage *stage, char **fields)
{
  Wish wish = {.room = stage->room, .nick = fields[SENDER]};
  GSocketConnection *socket = sender_of (stage, fields[SENDER]);

  write_line (socket, "JOIN " ROOM);
  server_wait (is_there, &wish, "a join");
  write_line (socket, "PART " ROOM);
  server_wait (is_gone, &wish, "a part");
}

static void
invite (Stage *stage, char **fields)
{
  guint before = stage->n_came;
  HarnessQuestion *question;

  write_line (sender_of (stage, fields[SENDER]), "INVITE " ME " #elsewhere");
  wait_came (stage, before + 1);
  question = harness_last_question (stage->h);
  if (question != NULL)
    harness_press (question, question->labels->pdata[1]);
}

/* Whether this one was held: it is in the box; or its two lines, of a join and a part, are not there. */
static gboolean
play (Stage *stage, char **fields)
{
  const HavenPluginApi *api = harness_get_api (stage->h);
  guint held = api->count_held (api->plugin, NULL);
  guint shown = stage->h->shown->len;

  if (g_str_equal (fields[KIND], "join")) {
    come_and_go (stage, fields);
    return stage->h->shown->len == shown;
  }
  if (g_str_equal (fields[KIND], "invitation"))
    invite (stage, fields);
  else
    say (stage, fields);
  return api->count_held (api->plugin, NULL) > held;
}

static gboolean
stage_open (Stage *stage, Harness *h)
{
  *stage = (Stage){.h = h, .server = server_start_ngircd ()};
  if (stage->server == NULL)
    return FALSE;
  stage->senders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  stage->me = server_connect_irc (stage->server, h, ME);
  stage->room = server_join (h, stage->me, ROOM);
  purple_signal_connect_priority (purple_conversations_get_handle (), "receiving-im-msg", h,
                                  PURPLE_CALLBACK (on_receiving), stage, PURPLE_SIGNAL_PRIORITY_LOWEST);
  purple_signal_connect_priority (purple_conversations_get_handle (), "receiving-chat-msg", h,
                                  PURPLE_CALLBACK (on_receiving), stage, PURPLE_SIGNAL_PRIORITY_LOWEST);
  purple_signal_connect_priority (purple_conversations_get_handle (), "chat-invited", h,
                                  PURPLE_CALLBACK (on_invited), stage, PURPLE_SIGNAL_PRIORITY_LOWEST);
  return TRUE;
}

static void
stage_close (Stage *stage)
{
  purple_signals_disconnect_by_handle (stage->h);
  purple_account_disconnect (stage->me);
  g_hash_table_unref (stage->senders);
  server_stop (stage->server);
}

static char *
path_of (const char *shape)
{
  g_autofree char *name = g_strdelimit (g_strdup (shape), " ", '-');

  return g_strconcat ("/campaign/", name, NULL);
}

static void
test_shape (Harness *h)
{
  g_autoptr (GPtrArray) lines = read_campaigns (g_getenv ("HAVEN_TEST_CAMPAIGNS"));
  guint n = 0, n_held = 0, first = 0, bound = 0;
  Stage stage;

  if (!stage_open (&stage, h))
    return;
  for (guint i = 0; i < lines->len; i++) {
    char **fields = lines->pdata[i];
    g_autofree char *path = path_of (fields[SHAPE]);

    if (!g_str_equal (path, g_test_get_path ()))
      continue;
    bound = (guint)g_ascii_strtoull (fields[BOUND], NULL, 10);
    if (g_str_equal (fields[CONTACT], "1") && purple_find_buddy (stage.me, fields[SENDER]) == NULL)
      purple_blist_add_buddy (purple_buddy_new (stage.me, fields[SENDER], NULL), NULL, NULL, NULL);
    n++;
    if (!play (&stage, fields))
      continue;
    n_held++;
    if (first == 0)
      first = n;
  }
  /* the one stream that a test's own process shares with its parent */
  g_printerr ("| %s | %u | %u shown or veiled | %u held | first held %u, allowed %u |\n", g_test_get_path (),
              n, n - n_held, n_held, first, bound);
  stage_close (&stage);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (first, <=, bound);
  g_assert_true ((first > 0) == (bound > 0));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) lines = NULL;
  const char *before = "";

  g_test_init (&argc, &argv, NULL);
  /* each test runs in a process of its own, which gets no arguments */
  if (argc == 2)
    g_setenv ("HAVEN_TEST_CAMPAIGNS", argv[1], TRUE);
  lines = read_campaigns (g_getenv ("HAVEN_TEST_CAMPAIGNS"));
  for (guint i = 0; i < lines->len; i++) {
    const char *shape = ((char **)lines->pdata[i])[SHAPE];
    g_autofree char *path = path_of (shape);

    if (!g_str_equal (shape, before) && !g_str_has_prefix (shape, "slow needling"))
      harness_add (path, &usual, test_shape);
    before = shape;
  }
  return g_test_run ();
}
