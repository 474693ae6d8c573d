/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"

#include <string.h>

static char *
found_in (HavenText *read, const char *text)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  GString *line = g_string_new (NULL);

  haven_text_read (read, text, strlen (text), HAVEN_FORMAT_PLAIN);
  haven_shared_look (read, found);
  for (guint i = 0; i < found->len; i++) {
    const HavenShared *one = &g_array_index (found, HavenShared, i);

    g_string_append_printf (line, "%s%s:%.*s", i > 0 ? "|" : "", one->item, (int)(one->end - one->start),
                            text + one->start);
  }
  return g_string_free (line, FALSE);
}

void
sharing_rows_check (const SharingRow *rows, gsize n_rows)
{
  g_autoptr (HavenText) read = haven_text_new ();
  guint failed = 0;

  for (gsize i = 0; i < n_rows; i++) {
    g_autofree char *found = found_in (read, rows[i].text);

    if (g_strcmp0 (found, rows[i].found != NULL ? rows[i].found : "") != 0) {
      g_test_message ("%s: found “%s”, wanted “%s”", rows[i].what, found, rows[i].found);
      failed++;
    }
  }
  g_assert_cmpuint (failed, ==, 0);
}
