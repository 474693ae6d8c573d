/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

gboolean haven_fetch_list (HavenPlugin *plugin,
                           const HavenListSource *source,
                           HavenFetchDone done,
                           gpointer data,
                           GDestroyNotify free_data,
                           GError **error);
void haven_fetch_give_up (HavenPlugin *plugin, const char *why);
void haven_fetch_cancel (HavenPlugin *plugin);

G_END_DECLS
