/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <libintl.h>

#include "haven-config.h"

/* Where the translations of Haven's texts are found: where they are installed, or where HAVEN_LOCALEDIR says,
 * for tests and for a Haven that is run from its build. GTK and libpurple want UTF-8 whatever the user's
 * terminal has. */
static inline void
haven_locale_bind (void)
{
  const char *override = g_getenv ("HAVEN_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : HAVEN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
