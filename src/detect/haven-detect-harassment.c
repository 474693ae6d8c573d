/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

#include <glib/gi18n-lib.h>

#include "sharing/haven-facts.h"

/* How much it weighs that somebody says what the user listed as theirs alone: in a room for all to read, or
 * to their face by somebody they do not know. Those who know one may write one's address and name. */
static guint
weigh_fact (const HavenMessage *message, const HavenFactSeen *fact)
{
  gboolean name = fact->persona || g_str_equal (fact->item, "person") || g_str_equal (fact->item, "name");

  if (message->kind == HAVEN_CONVERSATION_CHAT)
    return name || message->contact ? 2 : 3;
  if (message->contact)
    return 0;
  return name ? 1 : 2;
}

static void
add_facts (const HavenSight *sight, GPtrArray *findings)
{
  g_autoptr (GArray) seen = NULL;

  if (sight->facts == NULL || sight->message->direction != HAVEN_DIRECTION_INCOMING ||
      haven_facts_count (sight->facts) == 0)
    return;
  seen = g_array_new (FALSE, FALSE, sizeof (HavenFactSeen));
  haven_facts_find (sight->facts, sight->text, sight->message->account, sight->message->my_names, seen);
  for (guint i = 0; i < seen->len; i++) {
    const HavenFactSeen *fact = &g_array_index (seen, HavenFactSeen, i);
    guint severity = weigh_fact (sight->message, fact);
    HavenFinding *finding;

    if (severity == 0)
      continue;
    finding = haven_finding_add (findings, HAVEN_KIND_HARASSMENT, "doxxing", "my-facts",
                                 _ ("Something that you listed as yours alone"));
    finding->severity = severity;
    finding->about = HAVEN_ABOUT_YOU;
    haven_text_span_to_source (sight->text, fact->start, fact->end, &finding->start, &finding->end);
  }
}

/**
 * haven_detect_harassment:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * What one message says, by the rules of packs and by the user's own facts; what shows only over time is
 * conduct's.
 */
void
haven_detect_harassment (const HavenSight *sight, GPtrArray *findings)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenMatch *match = &sight->matches[i];
    HavenFinding *finding;

    if (match->rule->kind != HAVEN_KIND_HARASSMENT)
      continue;
    /* "stop" is the user's to say; from others it is a boundary, not harassment */
    if (g_str_equal (match->rule->category, "contact-after-no") &&
        sight->message->direction == HAVEN_DIRECTION_INCOMING)
      continue;
    finding = haven_finding_new_from_match (sight, match);
    if (match->at_you && match->about != HAVEN_ABOUT_ME)
      finding->about = HAVEN_ABOUT_YOU;
    g_ptr_array_add (findings, finding);
  }
  add_facts (sight, findings);
}
