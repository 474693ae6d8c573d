/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GHashTable *haven_gtk_offers_new (void);
gboolean haven_gtk_offer_ask (HavenOffer *offer, gpointer gtk);
void haven_gtk_offer_dismiss (HavenOffer *offer, gpointer gtk);
gboolean haven_gtk_offer_escape (HavenGtk *gtk, PidginConversation *gtkconv);

G_END_DECLS
