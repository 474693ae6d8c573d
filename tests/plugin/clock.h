/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 test_clock_get (void);
void test_clock_set (gint64 now);
void test_clock_pass (gint64 time);

G_END_DECLS
