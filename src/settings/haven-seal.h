/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_seal (const char *text);
char *haven_unseal (const char *sealed);

G_END_DECLS
