/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <libintl.h>

#include "haven-config.h"

#define HAVEN_TITLES_PACKAGE "purple-haven-titles"

/* Where the translations of Haven's texts are found: where they are installed, or where HAVEN_LOCALEDIR says,
 * for tests and for a Haven that is run from its build. GTK and libpurple want UTF-8 whatever the user's
 * terminal has. */
static inline void
haven_locale_bind (void)
{
  const char *override = g_getenv ("HAVEN_LOCALEDIR");
  g_autofree char *titles = override != NULL ? g_build_filename (override, "titles", NULL) : NULL;

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : HAVEN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bindtextdomain (HAVEN_TITLES_PACKAGE, titles != NULL ? titles : HAVEN_LOCALEDIR);
  bind_textdomain_codeset (HAVEN_TITLES_PACKAGE, "UTF-8");
}

/* The title of a pack, a rule or a list in the user's language, where there is one. It is looked up when it
 * is shown, so that no start waits for it, and what is kept or handed on has the title that the pack has.
 * NULL and nothing stay what they are: gettext would answer nothing with the head of its file. */
static inline const char *
haven_locale_title (const char *title)
{
  return title != NULL && *title != '\0' ? g_dgettext (HAVEN_TITLES_PACKAGE, title) : title;
}
