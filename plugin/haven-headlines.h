/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_headlines_connect (HavenPlugin *plugin);

G_END_DECLS
