/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-settings-migration.h"

#include <glib/gi18n-lib.h>

#include "haven-error.h"

/* Settings that an older Haven wrote, brought to the form of this one before they are read: the reader knows
 * one form only. */

static gboolean
read_version (const HavenJsonValue *root, int newest, gint64 *version, GError **error)
{
  HavenJsonValue value;

  if (!haven_json_read_object (root, NULL, error) || !haven_json_get (root, "version", &value, error) ||
      !haven_json_read_int (&value, 1, G_MAXINT, version, error))
    return FALSE;
  if (*version <= newest)
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION,
               _ ("version: these settings are of a newer Haven (version %d); this one reads up to %d"),
               (int)*version, newest);
  return FALSE;
}

static HavenJson *
take_step (
    const HavenJson *json, HavenSettingsStep step, int version, const HavenJsonLimits *limits, GError **error)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  HavenJsonValue root = haven_json_root (json);
  g_autofree char *next = NULL;
  gsize length;

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "version", version);
  step (&root, writer);
  haven_json_writer_end_object (writer);
  next = haven_json_writer_finish (writer, FALSE, &length);
  return haven_json_parse (next, length, limits, error);
}

/**
 * haven_settings_migrate:
 * @json: (transfer full): settings of any version
 * @steps: (array): @version - 1 steps, the first of which leads from version 1 to version 2; %NULL where a
 * version only added
 * @version: the newest version
 * @limits: the bounds of a settings file
 * @error: #HAVEN_ERROR_INVALID where no version is said, #HAVEN_ERROR_VERSION where it is newer than @version
 *
 * Returns: (transfer full) (nullable): the same settings in the form of @version
 */
HavenJson *
haven_settings_migrate (HavenJson *json,
                        const HavenSettingsStep *steps,
                        int version,
                        const HavenJsonLimits *limits,
                        GError **error)
{
  g_autoptr (HavenJson) now = json;
  HavenJsonValue root = haven_json_root (now);
  gint64 from;

  if (!read_version (&root, version, &from, error))
    return NULL;
  for (int at = (int)from; at < version; at++) {
    HavenJson *next;

    if (steps[at - 1] == NULL)
      continue;
    next = take_step (now, steps[at - 1], at + 1, limits, error);
    if (next == NULL)
      return NULL;
    haven_json_free (now);
    now = next;
  }
  return g_steal_pointer (&now);
}
