/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "clock.h"
#include "wire.h"

/* The shapes of tests/engine/campaigns.py through real servers: plain sockets write, a libpurple with Haven
 * reads. What the senders were told is read to the last byte: nothing may come from the one they wrote to. */

#define ME "moth"

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};

enum { SHAPE, BOUND, KIND, CONTACT, SENDER, SECONDS, TEXT, N_FIELDS };

typedef struct {
  Harness *h;
  const WireKind *kind;
  Server *server;
  PurpleAccount *me;
  PurpleConversation *room;
  GHashTable *senders; /* name → Wire */
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

static Wire *
sender_of (Stage *stage, const char *name)
{
  Wire *wire = g_hash_table_lookup (stage->senders, name);

  if (wire != NULL)
    return wire;
  wire = wire_open (stage->kind, stage->server, name);
  g_hash_table_insert (stage->senders, g_strdup (name), wire);
  return wire;
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
  Wire *wire = sender_of (stage, fields[SENDER]);
  guint before = stage->n_came;

  if (in_room && !is_there (&wish)) {
    stage->kind->join (wire);
    server_wait (is_there, &wish, "a sender in the room");
  }
  stage->kind->say (wire, in_room, ME, fields[TEXT]);
  wait_came (stage, before + 1);
}

static void
come_and_go (Stage *stage, char **fields)
{
  Wish wish = {.room = stage->room, .nick = fields[SENDER]};
  Wire *wire = sender_of (stage, fields[SENDER]);

  stage->kind->join (wire);
  server_wait (is_there, &wish, "a join");
  stage->kind->part (wire);
  server_wait (is_gone, &wish, "a part");
}

static void
invite (Stage *stage, char **fields)
{
  guint before = stage->n_came;
  HarnessQuestion *question;

  stage->kind->invite (sender_of (stage, fields[SENDER]), ME);
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
stage_open (Stage *stage, Harness *h, const WireKind *kind)
{
  *stage = (Stage){.h = h, .kind = kind, .server = kind->start ()};
  if (stage->server == NULL)
    return FALSE;
  server_add_xmpp (stage->server, ME);
  stage->senders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)wire_close);
  stage->me = kind->connect (stage->server, h, ME);
  stage->room = server_join (h, stage->me, kind->room);
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

/* No receipt, no error, no presence, no answer of any kind. */
static void
assert_silence (Stage *stage)
{
  GHashTableIter iter;
  gpointer wire;

  g_hash_table_iter_init (&iter, stage->senders);
  while (g_hash_table_iter_next (&iter, NULL, &wire)) {
    const char *heard = wire_hear_all (wire, stage->kind);

    g_assert_false (stage->kind->tells (heard, ME));
  }
}

static void
befriend (Stage *stage, const char *name)
{
  g_autofree char *address = stage->kind->address (name);

  if (purple_find_buddy (stage->me, address) == NULL)
    purple_blist_add_buddy (purple_buddy_new (stage->me, address, NULL), NULL, NULL, NULL);
}

static char *
path_of (const WireKind *kind, const char *shape)
{
  g_autofree char *name = g_strdelimit (g_strdup (shape), " ", '-');

  return g_strdup_printf ("/campaign/%s/%s", kind->name, name);
}

/* What became of one campaign. */
typedef struct {
  guint n;
  guint n_held;
  guint first; /* which was held first; 0 for none */
  guint bound;
  gboolean is_joins;
} Outcome;

static void
play_all (Stage *stage, const GPtrArray *lines, Outcome *outcome)
{
  gint64 start = test_clock_get ();

  for (guint i = 0; i < lines->len; i++) {
    char **fields = lines->pdata[i];
    g_autofree char *path = path_of (stage->kind, fields[SHAPE]);

    if (!g_str_equal (path, g_test_get_path ()))
      continue;
    outcome->bound = (guint)g_ascii_strtoull (fields[BOUND], NULL, 10);
    outcome->is_joins = g_str_equal (fields[KIND], "join");
    test_clock_set (start + (gint64)g_ascii_strtoull (fields[SECONDS], NULL, 10) * G_USEC_PER_SEC);
    if (g_str_equal (fields[CONTACT], "1"))
      befriend (stage, fields[SENDER]);
    outcome->n++;
    if (!play (stage, fields))
      continue;
    outcome->n_held++;
    if (outcome->first == 0)
      outcome->first = outcome->n;
  }
}

static guint
count_veiled (Stage *stage)
{
  const HavenPluginApi *api = harness_get_api (stage->h);
  g_autoptr (GPtrArray) veils = api->list_veils (api->plugin, NULL);

  return veils->len;
}

/* Returns: how many are kept, the newest of them on the campaign's clock, not on the machine's */
static guint
assert_clock (const HavenPluginApi *api)
{
  g_autoptr (GPtrArray) held = api->list_held (api->plugin);

  if (held->len > 0)
    g_assert_cmpint (((HavenHeldItem *)held->pdata[held->len - 1])->time, <=, test_clock_get ());
  return held->len;
}

static void
test_shape (Harness *h)
{
  const WireKind *kind = g_str_has_prefix (g_test_get_path (), "/campaign/irc/") ? &wire_irc : &wire_xmpp;
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) lines = read_campaigns (g_getenv ("HAVEN_TEST_CAMPAIGNS"));
  Outcome outcome = {0};
  guint kept, veiled;
  Stage stage;

  if (!stage_open (&stage, h, kind))
    return;
  play_all (&stage, lines, &outcome);
  kept = assert_clock (api);
  veiled = count_veiled (&stage);
  /* the one stream that a test's own process shares with its parent */
  g_printerr ("| %s | %u | %u | %u | %u | %u | %u | %u |\n", g_test_get_path (), outcome.n,
              outcome.n - veiled - outcome.n_held, veiled, outcome.n_held, kept, outcome.first,
              outcome.bound);
  assert_silence (&stage);
  stage_close (&stage);
  g_assert_cmpuint (outcome.n, >, 0);
  g_assert_cmpuint (outcome.first, <=, outcome.bound);
  g_assert_true ((outcome.first > 0) == (outcome.bound > 0));
  /* nobody says anything with a join: there the line is left out, and nothing is lost */
  g_assert_cmpuint (kept, ==, outcome.is_joins ? 0 : outcome.n_held);
}

static void
add_shapes (const WireKind *kind, const GPtrArray *lines)
{
  const char *before = "";

  for (guint i = 0; i < lines->len; i++) {
    const char *shape = ((char **)lines->pdata[i])[SHAPE];
    g_autofree char *path = path_of (kind, shape);

    if (!g_str_equal (shape, before))
      harness_add (path, &usual, test_shape);
    before = shape;
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  /* each test runs in a process of its own, which gets no arguments */
  if (argc == 2)
    g_setenv ("HAVEN_TEST_CAMPAIGNS", argv[1], TRUE);
  lines = read_campaigns (g_getenv ("HAVEN_TEST_CAMPAIGNS"));
  add_shapes (&wire_irc, lines);
  add_shapes (&wire_xmpp, lines);
  return g_test_run ();
}
