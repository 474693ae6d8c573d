/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-detectors.h"

/* Every detector there is. A new one: its file, its row here, its test. */
static const HavenDetector detectors[] = {
    {"content", haven_detect_content, TRUE},
    {"declared", haven_detect_declared, TRUE},
    {"harassment", haven_detect_harassment, TRUE},
    {"links", haven_detect_links, TRUE},
    {"pictures", haven_detect_pictures, TRUE},
    {"sharing", haven_detect_sharing, FALSE}, /* what others tell about themselves is theirs */
};

/**
 * haven_detectors_get:
 * @n_detectors: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_detectors): all detectors, in the order in which they look
 */
const HavenDetector *
haven_detectors_get (guint *n_detectors)
{
  *n_detectors = G_N_ELEMENTS (detectors);
  return detectors;
}

/**
 * haven_finding_new_from_match:
 * @sight: what a detector sees
 * @match: where a rule met the message
 *
 * Returns: (transfer full): that match as a finding, its place in bytes of the message as given
 */
HavenFinding *
haven_finding_new_from_match (const HavenSight *sight, const HavenMatch *match)
{
  const HavenRuleInfo *rule = match->rule;
  HavenFinding *finding = haven_finding_new (rule->kind, rule->category, rule->id, rule->pack);

  finding->item = g_strdup (rule->item);
  finding->title = g_strdup (rule->title);
  finding->depth = rule->depth;
  finding->severity = rule->severity;
  finding->about = match->about;
  haven_text_span_to_source (sight->text, match->start, match->end, &finding->start, &finding->end);
  return finding;
}
