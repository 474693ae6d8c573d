/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenApprovals HavenApprovals;

HavenApprovals *haven_approvals_new (void);
void haven_approvals_free (HavenApprovals *approvals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenApprovals, haven_approvals_free)

void haven_approvals_add (HavenApprovals *approvals,
                          PurpleConversation *conversation,
                          const char *markup,
                          gint64 now);
gboolean haven_approvals_cover (HavenApprovals *approvals,
                                PurpleConversation *conversation,
                                const char *markup,
                                gint64 now);
void haven_approvals_forget (HavenApprovals *approvals, PurpleConversation *conversation);

G_END_DECLS
