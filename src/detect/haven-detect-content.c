/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

/**
 * haven_detect_content:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * Content notes are what rules of packs say.
 */
void
haven_detect_content (const HavenSight *sight, GPtrArray *findings)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    if (sight->matches[i].rule->kind == HAVEN_KIND_CONTENT)
      g_ptr_array_add (findings, haven_finding_new_from_match (sight, &sight->matches[i]));
  }
}
