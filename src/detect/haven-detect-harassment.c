/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

/**
 * haven_detect_harassment:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * What one message says, by the rules of packs; what shows only over time is conduct's.
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
}
