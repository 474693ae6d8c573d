/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "servers.h"

#include <arpa/inet.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Long enough for a loaded machine; a test that works never waits for it. */
#define PATIENCE (60 * G_USEC_PER_SEC)

static const char prosody_config[] = "run_as_root = true\n"
                                     "daemonize = false\n"
                                     "pidfile = \"%s/prosody.pid\"\n"
                                     "data_path = \"%s\"\n"
                                     "log = { warn = \"%s/prosody.log\" }\n"
                                     "modules_enabled = { \"roster\", \"saslauth\", \"disco\", \"pep\", "
                                     "\"presence\", \"message\", \"iq\", \"offline\","
                                     " \"groups\", \"blocklist\", \"ping\" }\n"
                                     "modules_disabled = { \"s2s\", \"tls\" }\n"
                                     "plugin_paths = { \"%s\" }\n"
                                     "groups_file = \"%s/groups.ini\"\n"
                                     "interfaces = { \"127.0.0.1\" }\n"
                                     "c2s_ports = { %u }\n"
                                     "s2s_ports = { }\n"
                                     "c2s_direct_tls_ports = { }\n"
                                     "http_ports = { }\n"
                                     "https_ports = { }\n"
                                     "c2s_require_encryption = false\n"
                                     "allow_unencrypted_plain_auth = true\n"
                                     "authentication = \"internal_plain\"\n"
                                     "storage = \"internal\"\n"
                                     "VirtualHost \"localhost\"\n"
                                     "  modules_enabled = { \"haven_pep_identity\" }\n"
                                     "Component \"rooms.localhost\" \"muc\"\n"
                                     "  muc_room_locking = false\n"
                                     "  muc_room_default_public = true\n";

/* OMEMO plugins look for this identity on the server before they encrypt. */
static const char prosody_identity[] = "module:add_identity(\"pubsub\", \"pep\")\n";

static const char prosody_groups[] =
    "[People]\nalice@localhost=alice\nbob@localhost=bob\ncarol@localhost=carol\n";

static const char ngircd_config[] = "[Global]\n"
                                    "Name = irc.localhost\n"
                                    "Info = test\n"
                                    "Listen = 127.0.0.1\n"
                                    "Ports = %u\n"
                                    "[Options]\n"
                                    "Ident = no\n"
                                    "PAM = no\n"
                                    "DNS = no\n"
                                    "%s"
                                    "[Limits]\n"
                                    "MaxConnectionsIP = 0\n"
                                    "MaxJoins = 0\n";

static const char https_program[] =
    "import functools, http.server, ssl, sys\n"
    "class Quiet(http.server.SimpleHTTPRequestHandler):\n"
    "    def log_message(self, *args): pass\n"
    "handler = functools.partial(Quiet, directory='www')\n"
    "server = http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), handler)\n"
    "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\n"
    "context.load_cert_chain('cert.pem', 'key.pem')\n"
    "server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)\n"
    "server.serve_forever()\n";

static gboolean
is_free (guint16 port)
{
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (port)};
  int fd = socket (AF_INET, SOCK_STREAM, 0);
  gboolean ok = bind (fd, (struct sockaddr *)&address, sizeof address) == 0;

  close (fd);
  return ok;
}

/* Not one that the kernel would give: until the server has it, any connection of another test might get the
 * same. Tests that run beside this one have other process ids, and so begin to look elsewhere. */
static guint16
free_port (void)
{
  const guint first = 10000, n = 22000;

  for (guint i = 0; i < n; i++) {
    guint16 port = (guint16)(first + ((guint)getpid () * 16 + i) % n);

    if (is_free (port))
      return port;
  }
  g_error ("there is no free port");
}

static void
put (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static gboolean
answers (gpointer data)
{
  const Server *server = data;
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (server->port)};
  int fd = socket (AF_INET, SOCK_STREAM, 0);
  gboolean ok = connect (fd, (struct sockaddr *)&address, sizeof address) == 0;

  close (fd);
  if (!ok)
    g_usleep (20000);
  return ok;
}

static Server *
server_new (void)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GError) error = NULL;

  server->directory = g_dir_make_tmp ("haven-server-XXXXXX", &error);
  g_assert_no_error (error);
  server->port = free_port ();
  return server;
}

/* The server dies with the test, however that ends. */
static void
before_exec (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
spawn (Server *server, const char *const *argv)
{
  g_autoptr (GError) error = NULL;

  g_spawn_async (server->directory, (char **)argv, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 before_exec, NULL, &server->pid, &error);
  g_assert_no_error (error);
  server_wait (answers, server, "the server to answer");
}

/**
 * server_add_xmpp:
 * @server: prosody; it may run already
 * @name: a new account's name; the password is %SERVER_XMPP_PASSWORD
 */
void
server_add_xmpp (Server *server, const char *name)
{
  g_autofree char *file = g_strdup_printf ("localhost/accounts/%s.dat", name);

  put (server->directory, file, "return { [\"password\"] = \"" SERVER_XMPP_PASSWORD "\"; };\n");
}

/**
 * server_start_prosody:
 *
 * Accounts alice, bob and carol at localhost, who are all in each other's roster; rooms at rooms.localhost.
 *
 * Returns: (nullable): the server; NULL with the test skipped when there is no prosody
 */
Server *
server_start_prosody (void)
{
  static const char *const people[] = {"alice", "bob", "carol"};
  g_autofree char *program = g_find_program_in_path ("prosody");
  g_autofree char *config = NULL;
  g_autofree char *path = NULL;
  Server *server;

  if (program == NULL) {
    g_test_skip ("prosody is not installed");
    return NULL;
  }
  server = server_new ();
  config = g_strdup_printf (prosody_config, server->directory, server->directory, server->directory,
                            server->directory, server->directory, server->port);
  put (server->directory, "prosody.cfg.lua", config);
  put (server->directory, "groups.ini", prosody_groups);
  put (server->directory, "mod_haven_pep_identity.lua", prosody_identity);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    server_add_xmpp (server, people[i]);
  path = g_build_filename (server->directory, "prosody.cfg.lua", NULL);
  spawn (server, (const char *const[]){"prosody", "-F", "--config", path, NULL});
  return server;
}

/**
 * server_start_ngircd_with:
 * @option: another line of its options, or ""
 *
 * Returns: (nullable): the server; NULL with the test skipped when there is no ngircd
 */
Server *
server_start_ngircd_with (const char *option)
{
  g_autofree char *program = g_find_program_in_path ("ngircd");
  g_autofree char *config = NULL;
  g_autofree char *path = NULL;
  Server *server;

  if (program == NULL) {
    g_test_skip ("ngircd is not installed");
    return NULL;
  }
  server = server_new ();
  config = g_strdup_printf (ngircd_config, server->port, option);
  put (server->directory, "ngircd.conf", config);
  path = g_build_filename (server->directory, "ngircd.conf", NULL);
  spawn (server, (const char *const[]){"ngircd", "-n", "-f", path, NULL});
  return server;
}

Server *
server_start_ngircd (void)
{
  return server_start_ngircd_with ("");
}

/* libpurple takes a certificate that its user has accepted before. */
static void
trust_certificate (const Server *server, const Harness *harness)
{
  g_autofree char *from = g_build_filename (server->directory, "cert.pem", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &text, NULL, &error);
  g_assert_no_error (error);
  put (harness->directory, "certificates/x509/tls_peers/localhost", text);
}

static void
make_certificate (const Server *server)
{
  static const char *const argv[] = {"openssl",  "req",           "-x509",   "-newkey",
                                     "rsa:2048", "-nodes",        "-keyout", "key.pem",
                                     "-out",     "cert.pem",      "-days",   "30",
                                     "-subj",    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                                     NULL};
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (server->directory, (char **)argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/**
 * server_start_https:
 * @harness: whose libpurple is to trust the server's certificate, which is made for this test
 *
 * Serves what is put into "www" in its directory.
 *
 * Returns: (nullable): a server named localhost; NULL with the test skipped when openssl is missing
 */
Server *
server_start_https (const Harness *harness)
{
  g_autofree char *program = g_find_program_in_path ("openssl");
  g_autofree char *port = NULL;
  Server *server;

  if (program == NULL) {
    g_test_skip ("openssl is not installed");
    return NULL;
  }
  server = server_new ();
  port = g_strdup_printf ("%u", server->port);
  put (server->directory, "www/index.html", "");
  put (server->directory, "https.py", https_program);
  make_certificate (server);
  trust_certificate (server, harness);
  spawn (server, (const char *const[]){"python3", "https.py", port, NULL});
  return server;
}

void
server_stop (Server *server)
{
  if (server == NULL)
    return;
  /* one that is asked to go writes down what it keeps, into the folder that is being removed */
  kill (server->pid, SIGKILL);
  waitpid (server->pid, NULL, 0);
  g_spawn_close_pid (server->pid);
  harness_remove_tree (server->directory);
  g_free (server->directory);
  g_free (server);
}

/* Lets the main loop run until @done. */
void
server_wait (ServerDone done, gpointer data, const char *what)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!done (data)) {
    if (g_get_monotonic_time () > until)
      g_error ("waited too long for %s", what);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  }
}

static gboolean
is_connected (gpointer account)
{
  return purple_account_is_connected (account);
}

/*
 * libpurple forks to look a name up. Under AddressSanitizer the child waits for ever when another thread was
 * asking for memory just then, and holds the pipes that the test's result is read from.
 */
static void
wait_for_packs (Harness *harness)
{
  if (harness->plugin != NULL && purple_plugin_is_loaded (harness->plugin)) {
    const HavenPluginApi *api = harness_get_api (harness);

    api->get_problems (api->plugin); /* are known once everything is compiled */
  }
}

static PurpleAccount *
connect_account (Harness *harness, PurpleAccount *account)
{
  wait_for_packs (harness);
  purple_accounts_add (account);
  purple_account_set_enabled (account, purple_core_get_ui (), TRUE);
  server_wait (is_connected, account, "an account to connect");
  return account;
}

PurpleAccount *
server_connect_xmpp (Server *server, Harness *harness, const char *name)
{
  g_autofree char *username = g_strdup_printf ("%s@localhost/test", name);
  PurpleAccount *account = purple_account_new (username, "prpl-jabber");

  purple_account_set_password (account, SERVER_XMPP_PASSWORD);
  purple_account_set_remember_password (account, TRUE); /* a disconnect forgets it otherwise */
  purple_account_set_int (account, "port", server->port);
  purple_account_set_string (account, "connect_server", "127.0.0.1");
  purple_account_set_string (account, "connection_security", "opportunistic_tls");
  purple_account_set_bool (account, "auth_plain_in_clear", TRUE);
  return connect_account (harness, account);
}

PurpleAccount *
server_connect_irc (Server *server, Harness *harness, const char *nick)
{
  g_autofree char *username = g_strdup_printf ("%s@127.0.0.1", nick);
  PurpleAccount *account = purple_account_new (username, "prpl-irc");

  purple_account_set_int (account, "port", server->port);
  return connect_account (harness, account);
}

typedef struct {
  PurpleAccount *account;
  const char *room;
  PurpleConversation *conversation;
} Joining;

static gboolean
has_joined (gpointer data)
{
  Joining *joining = data;

  joining->conversation =
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, joining->room, joining->account);
  return joining->conversation != NULL &&
         purple_conv_chat_get_users (PURPLE_CONV_CHAT (joining->conversation)) != NULL;
}

/* Joins @room, "name@service" or "#channel"; returns when its people are known. */
PurpleConversation *
server_join (Harness *harness, PurpleAccount *account, const char *room)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
  g_autoptr (GHashTable) components = protocol->chat_info_defaults (gc, room);
  Joining joining = {account, room, NULL};

  serv_join_chat (gc, components);
  server_wait (has_joined, &joining, "a room to open");
  return joining.conversation;
}

typedef struct {
  GPtrArray *lines;
  guint from;
  const char *part;
  const HarnessLine *found;
} Waiting;

static gboolean
has_line (gpointer data)
{
  Waiting *waiting = data;

  for (guint i = waiting->from; i < waiting->lines->len && waiting->found == NULL; i++) {
    const HarnessLine *line = waiting->lines->pdata[i];

    if (strstr (line->text, waiting->part) != NULL)
      waiting->found = line;
  }
  return waiting->found != NULL;
}

/* Returns: (transfer none): the first line from number @from on that contains @part, when it has come */
const HarnessLine *
server_wait_line (GPtrArray *lines, guint from, const char *part)
{
  Waiting waiting = {lines, from, part, NULL};

  server_wait (has_line, &waiting, part);
  return waiting.found;
}
