/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"

G_BEGIN_DECLS

/* What the user did with a reminder. */
typedef enum {
  HAVEN_REMINDED_SENT,
  HAVEN_REMINDED_MASKED,
  HAVEN_REMINDED_EDITED,
  HAVEN_REMINDED_CANCELLED,
  HAVEN_REMINDED_N_ANSWERS,
} HavenReminded;

typedef struct _HavenReminders HavenReminders;

/* Called for each class that was ever asked about: counts by HavenReminded. */
typedef void (*HavenRemindersFunc) (const char *category, const guint *counts, gpointer data);

HavenReminders *haven_reminders_new (void);
void haven_reminders_free (HavenReminders *reminders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenReminders, haven_reminders_free)

void haven_reminders_clear (HavenReminders *reminders);
gboolean haven_reminders_is_quiet (const HavenReminders *reminders,
                                   const char *conversation,
                                   const HavenFinding *finding,
                                   gint64 now);
void haven_reminders_answered (HavenReminders *reminders,
                               const char *conversation,
                               const GPtrArray *findings,
                               HavenReminded answer,
                               gint64 now);
void haven_reminders_mark (HavenReminders *reminders, const char *conversation, const char *topic);
void haven_reminders_mark_declared (HavenReminders *reminders,
                                    const char *conversation,
                                    gboolean own,
                                    const GPtrArray *findings);
gboolean
haven_reminders_is_marked (const HavenReminders *reminders, const char *conversation, const char *topic);
void haven_reminders_foreach (const HavenReminders *reminders, HavenRemindersFunc func, gpointer data);
char *haven_reminders_to_json (const HavenReminders *reminders, gsize *length);
gboolean
haven_reminders_from_json (HavenReminders *reminders, const char *data, gsize length, GError **error);
gboolean haven_reminders_load (HavenReminders *reminders, const char *path, GError **error);
void haven_reminders_join (HavenReminders *ours, const HavenReminders *base, const HavenReminders *theirs);

G_END_DECLS
