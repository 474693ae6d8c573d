/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_open_wrap (HavenPlugin *plugin);
void haven_open_unwrap (HavenPlugin *plugin);

G_END_DECLS
