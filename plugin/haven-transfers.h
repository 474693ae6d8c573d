/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_transfers_wrap (void);
void haven_transfers_unwrap (void);

G_END_DECLS
