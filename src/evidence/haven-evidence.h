/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenEvidenceRecord:
 * @number: place in the chain, from 1
 * @time: microseconds since 1970 UTC
 * @zone: the user's time zone at that moment, "+01:00"
 * @service: protocol, such as "prpl-jabber"
 * @account: the user's account
 * @conversation: id of the peer or room
 * @room: whether it was in a room
 * @outgoing: whether the user wrote it
 * @sender: the full id of who wrote it
 * @alias: (nullable): the name that was shown
 * @text: the exact text and markup, as it came
 * @rules: (nullable): what was seen in it: "pack/rule category" joined by "; "
 * @action: what Haven did: "show", "veil", "hold", "mute"
 * @score: how the sender stood, in thousandths
 * @note: (nullable): why it was kept
 * @cause: (nullable): what its sender was held for, in a few words, where the held box tells
 * @about: the number of the record that this one adds to; 0 for a record of its own
 * @witnesses: (nullable): who else saw it, in the user's words
 * @effect: (nullable): what it did to them, in the user's words
 * @reported: (nullable): whom they told, and when, in the user's words
 * @did: (nullable): what the user did: "mute", "release", "block"…, or their words
 *
 * One thing that happened, as documentation guides for harassment ask for it: date and time, platform, full
 * identity, exact words, witnesses, effect, reported to whom.
 */
typedef struct {
  gint64 number;
  gint64 time;
  char *zone;
  char *service;
  char *account;
  char *conversation;
  gboolean room;
  gboolean outgoing;
  char *sender;
  char *alias;
  char *text;
  char *rules;
  char *action;
  gint64 score;
  char *note;
  char *cause;
  gint64 about;
  char *witnesses;
  char *effect;
  char *reported;
  char *did;
} HavenEvidenceRecord;

HavenEvidenceRecord *haven_evidence_record_new (void);
void haven_evidence_record_free (HavenEvidenceRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEvidenceRecord, haven_evidence_record_free)

/* Writing: one at a time, in the order of the calls. */
typedef struct _HavenEvidence HavenEvidence;

HavenEvidence *haven_evidence_open (const char *path, GError **error);
void haven_evidence_close (HavenEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEvidence, haven_evidence_close)
gboolean haven_evidence_append (HavenEvidence *evidence, const HavenEvidenceRecord *record, GError **error);

/* Reading */
typedef struct {
  guint n_records;
  guint n_torn;        /* lines that were not finished when the program was stopped */
  GPtrArray *problems; /* (element-type utf8): sentences; empty when the chain is whole */
  char *head;          /* the last hash, to be noted elsewhere */
} HavenEvidenceCheck;

typedef void (*HavenEvidenceFunc) (const HavenEvidenceRecord *record, gpointer data);

HavenEvidenceCheck *
haven_evidence_verify (const char *path, HavenEvidenceFunc func, gpointer data, GError **error);
void haven_evidence_check_free (HavenEvidenceCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEvidenceCheck, haven_evidence_check_free)

G_END_DECLS
