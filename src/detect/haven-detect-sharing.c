/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a message tells about a person, as facts in either direction; whether to ask is policy's choice. The
 * items are looked for in src/sharing; rules of packs add what words decide.
 */
#include "detect/haven-detectors.h"
#include "sharing/haven-shared-item.h"
#include "sharing/haven-shared.h"

#include <glib/gi18n-lib.h>

static void
add_finding (const HavenSight *sight, GPtrArray *findings, const char *id, gsize start, gsize end)
{
  const HavenSharedItem *item = haven_shared_item_get (id);
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_SHARING, item->category, id, "haven");

  finding->item = g_strdup (id);
  finding->title = g_strdup (_ (item->title));
  finding->severity = item->severity;
  haven_text_span_to_source (sight->text, start, end, &finding->start, &finding->end);
  g_ptr_array_add (findings, finding);
}

static void
add_items (const HavenSight *sight, GPtrArray *findings)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  gsize length;
  const char *visible = haven_text_get_visible (sight->text, &length);

  haven_shared_look (visible, length, found);
  for (guint i = 0; i < found->len; i++) {
    const HavenShared *one = &g_array_index (found, HavenShared, i);

    add_finding (sight, findings, one->item, one->start, one->end);
  }
}

/**
 * haven_detect_sharing:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * Reports what a message shares: numbers that name a person, secrets, places, and what rules of packs say.
 */
void
haven_detect_sharing (const HavenSight *sight, GPtrArray *findings)
{
  add_items (sight, findings);
  for (guint i = 0; i < sight->n_matches; i++) {
    if (sight->matches[i].rule->kind == HAVEN_KIND_SHARING)
      g_ptr_array_add (findings, haven_finding_new_from_match (sight, &sight->matches[i]));
  }
}
