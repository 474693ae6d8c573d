/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenReview HavenReview;
typedef struct _HavenReminders HavenReminders;

HavenReview *haven_review_new (HavenReminders *reminders, const char *path, gboolean saves);
void haven_review_take_over (HavenReview *review);
void haven_review_free (HavenReview *review);
void haven_review_answered (HavenReview *review,
                            const char *conversation,
                            const HavenVerdict *verdict,
                            HavenAnswer answer,
                            gint64 now);
char *haven_review_describe (HavenReview *review);

G_END_DECLS
