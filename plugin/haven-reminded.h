/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-message.h"
#include "haven-verdict.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

typedef struct _HavenReminded HavenReminded;

HavenReminded *haven_reminded_new (void);
void haven_reminded_free (HavenReminded *reminded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenReminded, haven_reminded_free)

gboolean haven_reminded_lately (HavenReminded *reminded,
                                const HavenSettings *settings,
                                const char *place,
                                const HavenVerdict *verdict,
                                gint64 now);
void
haven_reminded_note (HavenReminded *reminded, const char *place, const HavenVerdict *verdict, gint64 now);

G_END_DECLS
