/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenDisplay HavenDisplay;

HavenDisplay *haven_display_new (void);
void haven_display_free (HavenDisplay *display);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDisplay, haven_display_free)

void haven_display_wrap (HavenDisplay *display, PurpleConversation *conversation);

G_END_DECLS
