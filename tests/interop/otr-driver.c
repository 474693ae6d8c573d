/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "haven-plugin-api.h"
#include "loopback.h"

/* Runs inside a real Pidgin with the real pidgin-otr: two accounts of the loopback protocol talk, and what
 * was on the wire, what was announced and what was asked about is written down for test_otr.py. */

#define HEAVY "I cut myself again last night"
#define CARD "my card is 4111 1111 1111 1111 ok"

typedef enum {
  PHASE_CONNECT,
  PHASE_GREET,
  PHASE_IN,
  PHASE_OUT,
  PHASE_ANSWERED,
  PHASE_DONE,
} Phase;

typedef struct {
  PurplePlugin *loopback;
  PurpleAccount *ana;
  PurpleAccount *ben;
  GString *announced;
  Phase phase;
  guint ticks;
  guint n_sent;
} Driver;

/* One message on its way: delivered from the main loop, because two ends of OTR in one call stack do not
 * work. */
typedef struct {
  PurpleAccount *to;
  char *from;
  char *text;
} Late;

static void
note (const char *key, const char *value)
{
  FILE *file = fopen (g_getenv ("OTR_RESULT"), "a");

  fprintf (file, "%s\t%s\n", key, value);
  fclose (file);
}

static gboolean
deliver (gpointer data)
{
  Late *late = data;

  if (purple_account_is_connected (late->to))
    serv_got_im (purple_account_get_connection (late->to), late->from, late->text, 0, time (NULL));
  g_free (late->from);
  g_free (late->text);
  g_free (late);
  return FALSE;
}

static int
send_late (PurpleConnection *gc, const char *who, const char *message, PurpleMessageFlags flags)
{
  PurpleAccount *to = purple_accounts_find (who, LOOPBACK_ID);
  const char *from = purple_account_get_username (purple_connection_get_account (gc));
  Late *late = g_new0 (Late, 1);

  late->to = to;
  late->from = g_strdup (from);
  late->text = g_strdup (message);
  note (from, message);
  purple_timeout_add (1, deliver, late);
  return 1;
}

static void
on_received (PurpleAccount *account,
             char *sender,
             char *text,
             PurpleConversation *conv,
             PurpleMessageFlags flags,
             gpointer data)
{
  g_autofree char *key = g_strdup_printf ("announced-to-%s", purple_account_get_username (account));

  if (g_str_equal (purple_account_get_protocol_id (account), LOOPBACK_ID))
    note (key, text);
}

static PurpleConversation *
conversation (PurpleAccount *from, PurpleAccount *to)
{
  return purple_conversation_new (PURPLE_CONV_TYPE_IM, from, purple_account_get_username (to));
}

static void
say (PurpleAccount *from, PurpleAccount *to, const char *text)
{
  purple_conv_im_send (PURPLE_CONV_IM (conversation (from, to)), text);
}

static gboolean
is_private (void)
{
  g_autofree char *text = NULL;

  /* AAMD: protocol version 3, a data message, in base 64 */
  return g_file_get_contents (g_getenv ("OTR_RESULT"), &text, NULL, NULL) &&
         strstr (text, "ana\t?OTR:AAMD") != NULL;
}

static PurpleAccount *
make_account (const char *name)
{
  PurpleAccount *account = purple_account_new (name, LOOPBACK_ID);

  purple_accounts_add (account);
  purple_account_set_enabled (account, purple_core_get_ui (), TRUE);
  return account;
}

static void
answer (Driver *driver)
{
  const HavenPluginApi *api =
      purple_plugin_ipc_call (purple_plugins_find_with_id (HAVEN_PLUGIN_ID), HAVEN_PLUGIN_IPC, NULL);
  HavenDraft *draft = api->find_draft (api->plugin, conversation (driver->ana, driver->ben));

  note ("draft", draft != NULL ? draft->lines->pdata[0] : "none");
  if (draft != NULL)
    api->answer_draft (api->plugin, draft, HAVEN_ANSWER_SEND);
}

static gboolean
tick (gpointer data)
{
  Driver *driver = data;

  driver->ticks++;
  switch (driver->phase) {
  case PHASE_CONNECT:
    driver->loopback = loopback_register ();
    PURPLE_PLUGIN_PROTOCOL_INFO (driver->loopback)->send_im = send_late;
    driver->ana = make_account ("ana");
    driver->ben = make_account ("ben");
    driver->phase = PHASE_GREET;
    return TRUE;
  case PHASE_GREET:
    if (is_private ()) {
      note ("phase", "in");
      say (driver->ben, driver->ana, HEAVY);
      driver->phase = PHASE_IN;
      driver->ticks = 0;
    } else if (driver->ticks % 5 == 0 && purple_account_is_connected (driver->ana) &&
               purple_account_is_connected (driver->ben)) {
      say (driver->ana, driver->ben, "hello");
    }
    return TRUE;
  case PHASE_IN:
    if (driver->ticks < 5)
      return TRUE;
    note ("phase", "out");
    say (driver->ana, driver->ben, CARD);
    driver->phase = PHASE_OUT;
    driver->ticks = 0;
    return TRUE;
  case PHASE_OUT:
    if (driver->ticks < 5)
      return TRUE;
    note ("phase", "answer");
    answer (driver);
    driver->phase = PHASE_ANSWERED;
    driver->ticks = 0;
    return TRUE;
  case PHASE_ANSWERED:
    if (driver->ticks < 5)
      return TRUE;
    note ("phase", "done");
    driver->phase = PHASE_DONE;
    return TRUE;
  case PHASE_DONE:
    return FALSE;
  }
  return FALSE;
}

static gboolean
driver_load (PurplePlugin *plugin)
{
  Driver *driver = g_new0 (Driver, 1);

  plugin->extra = driver;
  purple_signal_connect (purple_conversations_get_handle (), "received-im-msg", plugin,
                         PURPLE_CALLBACK (on_received), NULL);
  purple_timeout_add (300, tick, driver);
  return TRUE;
}

static void
driver_init (PurplePlugin *plugin)
{
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 14,
    .type = PURPLE_PLUGIN_STANDARD,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *)"haven-otr-driver",
    .name = (char *)"OTR driver",
    .version = (char *)"1",
    .summary = (char *)"",
    .description = (char *)"",
    .author = (char *)"",
    .homepage = (char *)"",
    .load = driver_load,
};

PURPLE_INIT_PLUGIN (otr_driver, driver_init, info)
