/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_topic_attach (HavenGtk *gtk, PidginConversation *gtkconv);
void haven_gtk_topics_update (HavenGtk *gtk);
void haven_gtk_topic_detach (HavenGtk *gtk, PidginConversation *gtkconv);

G_END_DECLS
