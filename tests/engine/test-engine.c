/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What an engine looks for in a message, and what it spares itself. */

#include <string.h>

#include "haven-engine.h"
#include "settings/haven-settings.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static gboolean
tells_what_is_shared (const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_SHARING)
      return TRUE;
  }
  return FALSE;
}

static void
test_brief (void)
{
  static const struct {
    const char *description;
    gboolean brief;
    HavenDirection direction;
    gboolean attack;
    HavenAction action;
    gboolean expected;
  } rows[] = {
      {"everything is told", FALSE, HAVEN_DIRECTION_INCOMING, FALSE, HAVEN_ACTION_SHOW, TRUE},
      {"brief: of what is shown, what decides nothing is spared", TRUE, HAVEN_DIRECTION_INCOMING, FALSE,
       HAVEN_ACTION_SHOW, FALSE},
      {"brief: what is held is evidence, and told whole", TRUE, HAVEN_DIRECTION_INCOMING, TRUE, HAVEN_ACTION_HOLD,
       TRUE},
      {"brief: what the user is about to share is told", TRUE, HAVEN_DIRECTION_OUTGOING, FALSE, HAVEN_ACTION_ASK,
       TRUE},
  };
  static const char text[] = "my number is +44 20 7946 0958";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (HavenVerdict) verdict = NULL;
    const HavenMessage message = {.text = text,
                                  .length = strlen (text),
                                  .direction = rows[i].direction,
                                  .kind = HAVEN_CONVERSATION_IM,
                                  .account = "demo:moth",
                                  .conversation = "lamp",
                                  .sender = "lamp",
                                  .time = NOW};

    g_free (settings->profile);
    settings->profile = g_strdup ("everything");
    settings->attack_until = rows[i].attack ? NOW + G_TIME_SPAN_HOUR : 0;
    haven_engine_set_settings (engine, settings);
    haven_engine_set_brief (engine, rows[i].brief);
    verdict = haven_engine_judge (engine, &message);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpint (verdict->action, ==, rows[i].action);
    g_assert_cmpint (tells_what_is_shared (verdict), ==, rows[i].expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/brief", test_brief);
  return g_test_run ();
}
