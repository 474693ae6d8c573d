/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that says what two messages of one turn mean together. */

#include "haven-seam.h"

#include <string.h>

#include "haven-finding.h"
#include "match/haven-matcher.h"

static gboolean
same_thing (const HavenFinding *a, const HavenFinding *b)
{
  return a->kind == b->kind && g_str_equal (a->category, b->category) && g_strcmp0 (a->item, b->item) == 0;
}

/* Words of the message before alone have been judged with it. What is shared stands in the words behind the
 * seam, and the ones before it only tell what it is: "my password is", "hunter2". */
static gboolean
belongs (const HavenFinding *finding, gsize before)
{
  return finding->end > before && (finding->start < before || finding->kind == HAVEN_KIND_SHARING);
}

/* "nobody likes you" was judged when it came: it does not hang over the "good morning" that comes next. */
static gboolean
was_said_before (const GPtrArray *joined, const HavenFinding *finding, gsize before)
{
  for (guint i = 0; i < joined->len; i++) {
    const HavenFinding *other = joined->pdata[i];

    if (other->kind == finding->kind && other->end <= before && other->end > finding->start)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_known (const GPtrArray *findings, const HavenFinding *finding)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *known = findings->pdata[i];

    if (same_thing (known, finding) && known->depth >= finding->depth && known->severity >= finding->severity)
      return TRUE;
  }
  return FALSE;
}

static void
move_to_source (const HavenSeam *seam, gsize *start, gsize *end)
{
  haven_text_span_to_source (seam->text, *start > seam->before ? *start - seam->before : 0,
                             *end - seam->before, start, end);
}

/* "die" alone is said to the reader; behind "i want to" it is no harassment any more. */
static gboolean
is_part_of_more (const HavenFinding *finding, const GPtrArray *across)
{
  for (guint i = 0; finding->kind == HAVEN_KIND_HARASSMENT && i < across->len; i++) {
    const HavenFinding *longer = across->pdata[i];

    if (finding->start < longer->end && longer->start < finding->end)
      return TRUE;
  }
  return FALSE;
}

/* "he told me", "you are worthless": who tells what was done to them does not do it. */
static gboolean
is_told (const HavenSeam *seam, const HavenFinding *finding)
{
  for (guint i = 0; i < seam->reported->len; i++) {
    const HavenMatch *told = &g_array_index (seam->reported, HavenMatch, i);
    gsize start = told->start, end = told->end;

    if (start < seam->before || g_strcmp0 (told->rule->category, finding->category) != 0)
      continue;
    move_to_source (seam, &start, &end);
    if (finding->start < end && start < finding->end)
      return TRUE;
  }
  return FALSE;
}

/* Whether the message by itself says what both together do not. */
static gboolean
is_explained (const HavenSeam *seam, const HavenFinding *finding, const GPtrArray *across)
{
  if (haven_finding_is_conduct (finding) || (!is_part_of_more (finding, across) && !is_told (seam, finding)))
    return FALSE;
  for (guint i = 0; i < seam->joined->len; i++) {
    if (same_thing (finding, seam->joined->pdata[i]))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_seam_merge:
 * @seam: a message and what its writer said just before
 * @findings: (element-type HavenFinding): what was seen in the message by itself
 *
 * Adds what only both say together to @findings, as places in the message as given; and takes out what its
 * words say no longer once one knows how the sentence began.
 *
 * Returns: whether both say anything together
 */
gboolean
haven_seam_merge (const HavenSeam *seam, GPtrArray *findings)
{
  g_autoptr (GPtrArray) across = g_ptr_array_new ();

  for (guint i = 0; i < seam->joined->len; i++) {
    HavenFinding *finding = seam->joined->pdata[i];

    if (belongs (finding, seam->before) && !was_said_before (seam->joined, finding, seam->before) &&
        !is_known (findings, finding))
      g_ptr_array_add (across, finding);
  }
  for (guint i = 0; i < across->len; i++) {
    HavenFinding *finding = across->pdata[i];

    move_to_source (seam, &finding->start, &finding->end);
    finding->across = TRUE;
  }
  for (guint i = findings->len; i > 0; i--)
    if (is_explained (seam, findings->pdata[i - 1], across))
      g_ptr_array_remove_index (findings, i - 1);
  for (guint i = 0; i < across->len; i++)
    g_ptr_array_add (findings, haven_finding_copy (across->pdata[i]));
  return across->len > 0;
}
