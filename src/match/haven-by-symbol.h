/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void haven_sort_by_symbol (GArray *array);

G_END_DECLS
