/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "cli/haven-input-line.h"
#include "haven-engine.h"
#include "settings/haven-settings.h"

static HavenEngine *engine;

/* Without packs: what a line may hold is looked at here, what words may in fuzz-message.c. */
static void __attribute__ ((constructor)) make_engine (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  engine = haven_engine_new ();
  haven_engine_set_settings (engine, settings);
}

/* Any bytes as a line of JSON: it is answered by a line that can be read again, or refused with a reason. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const HavenJsonLimits limits = {G_MAXINT32, 32, G_MAXINT32};
  g_auto (HavenInputLine) line = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVerdict) verdict = NULL;
  g_autoptr (HavenJson) read = NULL;
  g_autofree char *answer = NULL;

  if (!haven_input_line_read (&line, (const char *)data, size, 1, 0, &error)) {
    g_assert_nonnull (error);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }
  g_assert_no_error (error);
  verdict = haven_engine_judge (engine, &line.message);
  haven_engine_forget (engine);
  answer = haven_input_line_answer (&line, verdict);
  g_assert_null (strchr (answer, '\n'));
  read = haven_json_parse (answer, strlen (answer), &limits, &error);
  g_assert_no_error (error);
  g_assert_nonnull (read);
  return 0;
}
