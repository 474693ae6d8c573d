/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "settings/haven-settings-file.h"

/* Any bytes as settings: they are refused with an error, or what is written of them is read again and is the
 * same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSettings) settings = haven_settings_from_json ((const char *)data, size, &error);
  g_autoptr (HavenSettings) again = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gsize length;

  g_assert_true ((settings == NULL) == (error != NULL));
  if (settings == NULL)
    return 0;
  first = haven_settings_to_json (settings, &length);
  again = haven_settings_from_json (first, length, NULL);
  g_assert_nonnull (again);
  second = haven_settings_to_json (again, &length);
  g_assert_cmpstr (first, ==, second);
  return 0;
}
