/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "harness.h"

G_BEGIN_DECLS

void harness_packs_borrow (Harness *harness);
void harness_packs_lend (Harness *harness);

G_END_DECLS
