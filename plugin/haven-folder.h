/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_folder_open (HavenPlugin *plugin);
void haven_folder_close (HavenPlugin *plugin);
void haven_folder_open_files (HavenPlugin *plugin);
void haven_folder_close_files (HavenPlugin *plugin);

G_END_DECLS
