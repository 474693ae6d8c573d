/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_api_offer (HavenPlugin *plugin);
void haven_api_withdraw (HavenPlugin *plugin);

G_END_DECLS
