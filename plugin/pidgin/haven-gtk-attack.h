/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

gboolean haven_gtk_attack_suggest (PurpleConversation *conversation, gpointer gtk);
gboolean haven_gtk_attack_ended (guint n_held, gpointer gtk);

G_END_DECLS
