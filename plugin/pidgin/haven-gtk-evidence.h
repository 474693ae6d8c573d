/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_evidence_show (HavenGtk *gtk, PurpleConversation *conversation);

G_END_DECLS
