/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-config.h"

/* The path of @name among what Haven brings along: where it is installed, or where HAVEN_DATADIR says, for
 * tests and for a Haven that is run from its source. %NULL for the folder itself. Free with g_free(). */
static inline char *
haven_data_path (const char *name)
{
  const char *override = g_getenv ("HAVEN_DATADIR");

  return g_build_filename (override != NULL ? override : HAVEN_DATADIR, name, NULL);
}
