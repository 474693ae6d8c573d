/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

HavenOffers *haven_offers_new (HavenPlugin *plugin);
void haven_offers_free (HavenOffers *offers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOffers, haven_offers_free)

void haven_offers_look (HavenOffers *offers, PurpleXfer *xfer);
HavenOffer *haven_offers_find (HavenOffers *offers, PurpleConversation *conversation);
GPtrArray *haven_offers_list (HavenOffers *offers);
void haven_offers_ask (HavenOffers *offers, HavenOffer *offer);
gboolean haven_offers_answer (HavenPlugin *plugin, HavenOffer *offer, HavenAnswer answer);

void haven_offers_conversation_created (HavenOffers *offers, PurpleConversation *conversation);
void haven_offers_conversation_deleted (HavenOffers *offers, PurpleConversation *conversation);
void haven_offers_transfer_over (HavenOffers *offers, PurpleXfer *xfer);
void haven_offers_signing_off (HavenOffers *offers, PurpleConnection *connection);
void haven_offers_forget_account (HavenOffers *offers, PurpleAccount *account);

G_END_DECLS
