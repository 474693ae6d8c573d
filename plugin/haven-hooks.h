/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_hooks_connect (HavenPlugin *plugin);
void haven_hooks_disconnect (HavenPlugin *plugin);

G_END_DECLS
