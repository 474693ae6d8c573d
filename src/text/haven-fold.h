/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_fold_string (const char *text, gssize length);
char *haven_fold_skeleton (const char *name, gssize length);

G_END_DECLS
