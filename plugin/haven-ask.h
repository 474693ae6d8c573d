/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_ask_soon (HavenDraft *draft);
void haven_ask_now (HavenPlugin *plugin, HavenDraft *draft);

G_END_DECLS
