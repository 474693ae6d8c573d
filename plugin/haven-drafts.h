/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenDrafts HavenDrafts;

HavenDrafts *haven_drafts_new (void);
void haven_drafts_free (HavenDrafts *drafts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDrafts, haven_drafts_free)

HavenDraft *haven_drafts_find (HavenDrafts *drafts, PurpleConversation *conversation);
GPtrArray *haven_drafts_list (HavenDrafts *drafts);
HavenDraft *haven_drafts_add (HavenDrafts *drafts, PurpleConversation *conversation, gint64 now);
void haven_drafts_add_line (HavenDraft *draft, char *markup, HavenVerdict *verdict);
void haven_drafts_offer_mark (HavenDraft *draft, char *topic, const char *label);
void haven_drafts_drop (HavenDrafts *drafts, HavenDraft *draft);
void haven_drafts_withdraw (HavenDrafts *drafts, HavenDraft *draft);
void haven_draft_release (HavenDraft *draft);

void haven_drafts_leave_conversation (HavenDrafts *drafts, PurpleConversation *conversation);
void haven_drafts_join_conversation (HavenDrafts *drafts, PurpleConversation *conversation);
void haven_drafts_forget_account (HavenDrafts *drafts, PurpleAccount *account);

char *haven_draft_to_markup (const HavenDraft *draft);
PurpleAccount *haven_draft_get_account (const HavenDraft *draft);
const char *haven_draft_get_name (const HavenDraft *draft);
PurpleConversationType haven_draft_get_kind (const HavenDraft *draft);

/* How its question stands. */
gboolean haven_draft_is_waiting (const HavenDraft *draft);
void haven_draft_set_waiting (HavenDraft *draft, guint source);
gboolean haven_draft_is_in_entry (const HavenDraft *draft);
void haven_draft_set_in_entry (HavenDraft *draft, gboolean in_entry);

G_END_DECLS
