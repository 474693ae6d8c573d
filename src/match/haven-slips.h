/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-program.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

#define HAVEN_SLIPS_CONCEPT "slips" /* of a pack: the words whose slips are read */
#define HAVEN_SLIPS_LEAST 5         /* letters of a word that may be a slip */
#define HAVEN_SLIPS_MOST 4          /* words that one may be a slip of */

void haven_slips_build (HavenProgramParts *parts, const GArray *symbols);
gboolean haven_slips_may_stand (const HavenProgram *program, const HavenText *text);
guint haven_slips_find (const HavenProgram *program,
                        const char *word,
                        gsize length,
                        guint32 found[HAVEN_SLIPS_MOST]);

G_END_DECLS
