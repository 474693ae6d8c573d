/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "said.h"

#include <string.h>

static gboolean
count (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  Said *said = user_data;

  if (strstr (message, said->part) == NULL)
    return TRUE;
  g_atomic_int_inc (&said->n);
  return FALSE;
}

/**
 * said_expect:
 * @said: what is to come; it must outlive the test
 *
 * From here on it may be said, as often as it is.
 */
void
said_expect (Said *said)
{
  g_test_log_set_fatal_handler (count, said);
}

/**
 * said_wait:
 * @said: what was expected
 *
 * Waits until it is said.
 */
void
said_wait (Said *said)
{
  while (g_atomic_int_get (&said->n) == 0)
    g_usleep (1000);
}
