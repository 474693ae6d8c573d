/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"

G_BEGIN_DECLS

/* In the order of how much they do; ASK is only for what is about to leave. */
typedef enum {
  HAVEN_ACTION_SHOW,
  HAVEN_ACTION_VEIL,
  HAVEN_ACTION_HOLD,
  HAVEN_ACTION_MUTE,
  HAVEN_ACTION_ASK,
} HavenAction;

/* How loud a link may be. */
typedef enum {
  HAVEN_LINK_SILENT,
  HAVEN_LINK_MARK,
  HAVEN_LINK_NOTE,
  HAVEN_LINK_ASK,
} HavenLinkLevel;

/**
 * HavenVerdict:
 * @action: what is to happen to the message
 * @label: (nullable): the veil's or the question's short calm label
 * @subject: (nullable): the topics that @label names, alone: for a sentence that speaks of several notes at
 * once
 * @until: for a hold, when it ends, in microseconds since 1970 UTC; 0 for no end
 * @cause: (nullable): for a hold or a mute, what it is for in a few words, to group what is held
 * @findings: (element-type HavenFinding): all that was seen
 * @before: (nullable): what its writer said just before, when it says something only together with that
 * @covered: (element-type HavenFinding) (nullable): those of @findings that the veil or the hold is for;
 * %NULL when it is for none of them, but for who sent it or for what came before
 * @reasons: (element-type utf8): sentences that say why, for "why" and for the held box
 * @notes: (element-type utf8): lines to stand under the message
 * @note_topic: (nullable): for what is about to leave, the topic that a content note is offered for
 * @link_level: how loud its loudest link is: from %HAVEN_LINK_MARK on it carries a mark, from
 * %HAVEN_LINK_NOTE on a note, and with %HAVEN_LINK_ASK it is asked about before it is opened
 *
 * What policy decided about one message, as plain data: whoever applies it needs nothing else.
 */
typedef struct {
  HavenAction action;
  char *label;
  char *subject;
  gint64 until;
  char *cause;
  GPtrArray *findings;
  char *before;
  GPtrArray *covered;
  GPtrArray *reasons;
  GPtrArray *notes;
  char *note_topic;
  HavenLinkLevel link_level;
} HavenVerdict;

HavenVerdict *haven_verdict_new (void);
HavenVerdict *haven_verdict_new_with (GPtrArray *findings);
HavenVerdict *haven_verdict_copy (const HavenVerdict *verdict);
void haven_verdict_free (HavenVerdict *verdict);
void haven_verdict_cover (HavenVerdict *verdict, HavenFinding *finding);
gboolean haven_verdict_covers (const HavenVerdict *verdict, const HavenFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVerdict, haven_verdict_free)

const char *haven_action_to_string (HavenAction action);
gboolean haven_action_keeps_aside (HavenAction action);
char *haven_verdict_list_rules (const HavenVerdict *verdict);

G_END_DECLS
