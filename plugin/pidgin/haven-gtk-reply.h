/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

void haven_gtk_reply_opened (const HavenGtkVeil *veil);
void haven_gtk_reply_leave (HavenGtk *gtk, PidginConversation *gtkconv);

G_END_DECLS
