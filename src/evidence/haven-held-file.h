/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenHeldRecord:
 * @id: its number in the held box
 * @account: "protocol:username"
 * @conversation: the peer or room
 * @room: whether it came in a room
 * @sender: who wrote it
 * @markup: what they wrote
 * @cause: (nullable): what it was held for, in a few words; "" for NULL when it is read again
 * @reason: (nullable): in sentences, why it was held; likewise
 * @time: when it came, in microseconds since 1970 UTC
 * @since: when its age began, by a clock that may have been set wrong when it came; 0 for @time
 * @rules: (nullable): what was seen in it, as in #HavenEvidenceRecord
 * @action: (nullable): "hold" or "mute"
 * @alias: (nullable): the name that their sender had in the client
 * @score: how the sender stood, in thousandths
 *
 * One message in the held box, borrowed by whoever gets it.
 */
typedef struct {
  guint64 id;
  const char *account;
  const char *conversation;
  gboolean room;
  const char *sender;
  const char *markup;
  const char *cause;
  const char *reason;
  gint64 time;
  const char *rules;
  const char *action;
  const char *alias;
  gint64 score;
  gint64 since;
} HavenHeldRecord;

typedef void (*HavenHeldFunc) (const HavenHeldRecord *record, gpointer data);

typedef struct _HavenHeldFile HavenHeldFile;

HavenHeldFile *
haven_held_file_open (const char *path, gint64 keep_from, HavenHeldFunc func, gpointer data, GError **error);
void haven_held_file_close (HavenHeldFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHeldFile, haven_held_file_close)
gboolean haven_held_file_is_stale (const HavenHeldFile *file);
gboolean haven_held_file_add (HavenHeldFile *file, const HavenHeldRecord *record, GError **error);
gboolean haven_held_file_remove (HavenHeldFile *file, guint64 id, GError **error);

G_END_DECLS
