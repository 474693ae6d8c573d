/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_again_pop_up (HavenGtk *gtk,
                             PurpleConversation *conversation,
                             const HavenVerdict *verdict,
                             GtkWidget *button);

G_END_DECLS
