/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage: replay-TARGET DIRECTORY…: runs a target over every file in the directories, in an ordinary test run.
 */
#include "fuzz.h"

#include <glib.h>

static guint
replay_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint files = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autofree char *data = NULL;
    g_autofree uint8_t *exact = NULL;
    gsize size;

    if (!g_file_get_contents (file, &data, &size, NULL))
      continue;
    /* no byte behind its end, so that a sanitizer sees a read past it */
    exact = g_memdup2 (data, size);
    LLVMFuzzerTestOneInput (exact, size);
    files++;
  }
  return files;
}

int
main (int argc, char **argv)
{
  guint files = 0;

  for (int i = 1; i < argc; i++)
    files += replay_directory (argv[i]);
  g_print ("1..1\n%s 1 - %u files replayed\n", files > 0 ? "ok" : "not ok", files);
  return files > 0 ? 0 : 1;
}
