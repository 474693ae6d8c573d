/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

char *haven_witness_bar (const char *conversation);
char *haven_witness_spoken (const char *conversation);
char *haven_witness_found (const char *conversation);
char *haven_witness_rest (const char *name);
char *haven_witness_open (const char *what);

G_END_DECLS
