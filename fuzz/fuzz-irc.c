/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "rooms/haven-irc-line.h"
#include "rooms/haven-own-host.h"

/* Any bytes as what an IRC server sends, line by line: what is read of a line stands in it, and of the user's
 * own host nothing is kept that could not be shown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (HavenOwnHost) host = haven_own_host_new ();
  const char *seen;

  haven_own_host_ask (host);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (HavenIrcLine) line = {0};
    HavenRoomFacts facts = {0}, again;

    if (haven_irc_line_read (&line, lines[i])) {
      g_assert_true (strstr (lines[i], line.prefix) != NULL && strstr (lines[i], line.command) != NULL);
      for (guint j = 0; j < line.n_parameters; j++) {
        g_assert_nonnull (strstr (lines[i], line.parameters[j]));
        haven_room_facts_read_feature (&facts, line.parameters[j]);
        haven_room_facts_read_modes (&facts, line.parameters[j]);
      }
    }
    again = haven_room_facts_from_number (haven_room_facts_to_number (&facts));
    g_assert_cmpmem (&again, sizeof again, &facts, sizeof facts);
    haven_own_host_read (host, "moth", lines[i]);
  }
  haven_own_host_shows (host, &seen);
  g_assert_true (seen == NULL || (strlen (seen) < 256 && g_utf8_validate (seen, -1, NULL)));
  return 0;
}
