/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

/**
 * haven_detect_content:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * Content notes are what rules of packs say; what senders mark themselves is haven_detect_declared()'s.
 */
void
haven_detect_content (const HavenSight *sight, GPtrArray *findings)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenRuleInfo *rule = sight->matches[i].rule;

    if (rule->kind == HAVEN_KIND_CONTENT && g_strcmp0 (rule->category, "declared") != 0)
      g_ptr_array_add (findings, haven_finding_new_from_match (sight, &sight->matches[i]));
  }
}
