/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that says what two messages of one turn mean together. */

#include "haven-seam.h"

#include <string.h>

#include "haven-finding.h"

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

/* "die" alone is said to the reader; behind "i want to" it is no harassment any more. */
static gboolean
is_explained (const HavenFinding *finding, const GPtrArray *across, const GPtrArray *joined)
{
  gboolean covered = FALSE;

  if (finding->kind != HAVEN_KIND_HARASSMENT || haven_finding_is_conduct (finding))
    return FALSE;
  for (guint i = 0; i < across->len; i++) {
    const HavenFinding *longer = across->pdata[i];

    covered |= finding->start < longer->end && longer->start < finding->end;
  }
  for (guint i = 0; covered && i < joined->len; i++)
    covered = !same_thing (finding, joined->pdata[i]);
  return covered;
}

static void
move_to_source (HavenFinding *finding, gsize before, const HavenText *text)
{
  haven_text_span_to_source (text, finding->start > before ? finding->start - before : 0,
                             finding->end - before, &finding->start, &finding->end);
  finding->across = TRUE;
}

/**
 * haven_seam_merge:
 * @findings: (element-type HavenFinding): what was seen in a message by itself
 * @joined: (element-type HavenFinding): what was seen in it together with what its writer said just before
 * @before: where it begins there, in bytes
 * @text: the message by itself
 *
 * Adds what only both say together to @findings, as places in the message as given; and takes out what its
 * words say no longer once one knows how the sentence began.
 *
 * Returns: whether both say anything together
 */
gboolean
haven_seam_merge (GPtrArray *findings, GPtrArray *joined, gsize before, const HavenText *text)
{
  g_autoptr (GPtrArray) across = g_ptr_array_new ();

  for (guint i = 0; i < joined->len; i++) {
    HavenFinding *finding = joined->pdata[i];

    if (belongs (finding, before) && !was_said_before (joined, finding, before) &&
        !is_known (findings, finding))
      g_ptr_array_add (across, finding);
  }
  for (guint i = 0; i < across->len; i++)
    move_to_source (across->pdata[i], before, text);
  for (guint i = findings->len; i > 0; i--)
    if (is_explained (findings->pdata[i - 1], across, joined))
      g_ptr_array_remove_index (findings, i - 1);
  for (guint i = 0; i < across->len; i++)
    g_ptr_array_add (findings, haven_finding_copy (across->pdata[i]));
  return across->len > 0;
}
