/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-finding.h"

static const char *const kind_ids[] = {"content", "harassment", "link", "sharing"};
static const char *const depth_ids[] = {"none", "mention", "discuss", "graphic"};
static const char *const about_ids[] = {"any", "me", "you", "third", "group"};

static gboolean
index_of (const char *const *ids, guint n_ids, const char *id, guint *index)
{
  g_return_val_if_fail (id != NULL, FALSE);
  for (guint i = 0; i < n_ids; i++) {
    if (g_str_equal (ids[i], id)) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * haven_finding_new:
 * @kind: what kind of thing was seen
 * @category: its id in the taxonomy
 * @rule: id of the rule or detector that saw it
 * @pack: id of the pack or list the rule is from
 *
 * Returns: (transfer full): a finding at 0..0 with no item, depth, title or note
 */
HavenFinding *
haven_finding_new (HavenKind kind, const char *category, const char *rule, const char *pack)
{
  HavenFinding *finding = g_new0 (HavenFinding, 1);

  finding->kind = kind;
  finding->category = g_strdup (category);
  finding->rule = g_strdup (rule);
  finding->pack = g_strdup (pack);
  return finding;
}

/**
 * haven_finding_add:
 * @findings: (element-type HavenFinding): to what it is added
 * @kind: what kind of thing was seen
 * @category: its id in the taxonomy
 * @rule: id of the detector that saw it
 * @title: (nullable): what it is, in a few calm words, in the user's language
 *
 * For what is built in and no pack's.
 *
 * Returns: (transfer none): a new finding at 0..0, of @findings, for the rest to be said of it
 */
HavenFinding *
haven_finding_add (
    GPtrArray *findings, HavenKind kind, const char *category, const char *rule, const char *title)
{
  HavenFinding *finding = haven_finding_new (kind, category, rule, "haven");

  finding->title = g_strdup (title);
  g_ptr_array_add (findings, finding);
  return finding;
}

/**
 * haven_finding_add_conduct:
 * @findings: (element-type HavenFinding): to what it is added
 * @category: a kind of harassment
 * @title: what somebody did, in a few calm words, in the user's language
 * @severity: 1 (light) to 3 (grave)
 * @about: at whom it is aimed
 *
 * For what shows in how somebody behaves and not in their words: it has no place in a message, and its
 * category is its rule.
 */
void
haven_finding_add_conduct (
    GPtrArray *findings, const char *category, const char *title, guint severity, HavenAbout about)
{
  HavenFinding *finding = haven_finding_add (findings, HAVEN_KIND_HARASSMENT, category, category, title);

  finding->severity = severity;
  finding->about = about;
}

/**
 * haven_finding_is_conduct:
 * @finding: a finding
 *
 * Returns: whether it shows in how somebody behaves, and not in their words
 */
gboolean
haven_finding_is_conduct (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_HARASSMENT && g_strcmp0 (finding->pack, "haven") == 0 &&
         g_strcmp0 (finding->rule, finding->category) == 0;
}

/**
 * haven_finding_copy:
 * @finding: a finding
 *
 * Returns: (transfer full): a copy that shares nothing with @finding
 */
HavenFinding *
haven_finding_copy (const HavenFinding *finding)
{
  HavenFinding *copy = haven_finding_new (finding->kind, finding->category, finding->rule, finding->pack);

  copy->item = g_strdup (finding->item);
  copy->depth = finding->depth;
  copy->severity = finding->severity;
  copy->about = finding->about;
  copy->title = g_strdup (finding->title);
  copy->note = g_strdup (finding->note);
  copy->detail = g_strdup (finding->detail);
  copy->site = g_strdup (finding->site);
  copy->across = finding->across;
  copy->start = finding->start;
  copy->end = finding->end;
  return copy;
}

/**
 * haven_finding_free:
 * @finding: (nullable) (transfer full): a finding
 */
void
haven_finding_free (HavenFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->category);
  g_free (finding->item);
  g_free (finding->rule);
  g_free (finding->pack);
  g_free (finding->title);
  g_free (finding->note);
  g_free (finding->detail);
  g_free (finding->site);
  g_free (finding);
}

/**
 * haven_kind_to_string:
 * @kind: a kind
 *
 * Returns: its id in packs, settings and output
 */
const char *
haven_kind_to_string (HavenKind kind)
{
  return kind_ids[kind];
}

/**
 * haven_depth_to_string:
 * @depth: a depth
 *
 * Returns: its id in packs, settings and output
 */
const char *
haven_depth_to_string (HavenDepth depth)
{
  return depth_ids[depth];
}

/**
 * haven_depth_from_string:
 * @id: an id
 * @depth: (out): the depth of that id
 *
 * Returns: whether there is such a depth
 */
gboolean
haven_depth_from_string (const char *id, HavenDepth *depth)
{
  guint index;

  if (!index_of (depth_ids, G_N_ELEMENTS (depth_ids), id, &index))
    return FALSE;
  *depth = index;
  return TRUE;
}

/**
 * haven_about_to_string:
 * @about: who a finding is about
 *
 * Returns: its id in packs and output
 */
const char *
haven_about_to_string (HavenAbout about)
{
  return about_ids[about];
}
