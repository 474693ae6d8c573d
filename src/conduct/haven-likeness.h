/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HavenLikeness HavenLikeness;

HavenLikeness *haven_likeness_new (const char *const *names);
void haven_likeness_free (HavenLikeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenLikeness, haven_likeness_free)

const char *haven_likeness_find (const HavenLikeness *likeness, const char *name);

G_END_DECLS
