/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "cli/haven-input-line.h"
#include "haven-engine.h"

typedef void (*HavenInputFunc) (const HavenInputLine *line, gpointer data);

/**
 * HavenEngineWish:
 * @settings: (nullable): a settings file; %NULL for those of a first run
 * @profile: (nullable): a profile to use in place of the settings' own
 * @packs: (nullable): a directory of packs; %NULL for the installed ones
 * @cache: (nullable): a directory to keep compiled packs in from one call to the next; %NULL for none
 */
typedef struct {
  const char *settings;
  const char *profile;
  const char *packs;
  const char *cache;
} HavenEngineWish;

gboolean haven_command_read_lines (int input, HavenInputFunc func, gpointer data);
HavenEngine *haven_command_make_engine (const HavenEngineWish *wish, gboolean *packs_ok);
gboolean haven_command_parse (const char *command, GOptionContext *context, int *argc, char ***argv);
char *haven_command_data_directory (void);
