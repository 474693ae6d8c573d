/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-anchor.h"
#include "haven-program.h"

G_BEGIN_DECLS

/* Which expressions hang off which words, while a program is being built. */
typedef struct _HavenHanging HavenHanging;

HavenHanging *haven_hanging_new (HavenProgramParts *parts);
void haven_hanging_free (HavenHanging *hanging);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHanging, haven_hanging_free)

void haven_hanging_add (HavenHanging *hanging, guint32 expression, const HavenHook *hook);
void haven_hanging_store (HavenHanging *hanging);

G_END_DECLS
