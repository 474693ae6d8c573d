/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The only place that knows how senders mark their own messages. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/haven-detectors.h"
#include "haven-mark.h"
#include "links/haven-link.h"

/* How people cover text within a message: as Discord writes it, and as Reddit does. */
static const struct {
  const char *open;
  const char *close;
  const char *rule;
} covers[] = {
    {"||", "||", "bars"},
    {">!", "!<", "spoiler-tag"},
};

/* Something stands directly inside of both marks: "a || b || c" is code. */
static const char *
find_covered (const char *from, const char *end, guint cover, const char **close)
{
  gsize length = strlen (covers[cover].open);

  for (const char *open = from; (open = g_strstr_len (open, end - open, covers[cover].open)) != NULL;
       open += length) {
    const char *inside = open + length;

    if (inside >= end || g_ascii_isspace (*inside) || *inside == '|' ||
        (open > from && !g_ascii_isspace (open[-1]) && !g_ascii_ispunct (open[-1])))
      continue;
    *close = g_strstr_len (inside, end - inside, covers[cover].close);
    if (*close == NULL)
      return NULL;
    if (!g_ascii_isspace ((*close)[-1]))
      return open;
  }
  return NULL;
}

static void
add_covered (const HavenSight *sight, guint cover, GPtrArray *findings)
{
  gsize length;
  const char *visible = haven_text_get_visible (sight->text, &length);
  const char *close = NULL;
  /* the common case, without looking for the second letter */
  const char *open = memchr (visible, *covers[cover].open, length);
  HavenFinding *finding;

  open = open != NULL ? find_covered (visible, visible + length, cover, &close) : NULL;
  if (open == NULL)
    return;
  finding = haven_finding_add (findings, HAVEN_KIND_CONTENT, "declared", covers[cover].rule,
                               _ ("Covered by its sender"));
  finding->depth = HAVEN_DEPTH_MENTION;
  haven_text_span_to_source (sight->text, open - visible, close + strlen (covers[cover].close) - visible,
                             &finding->start, &finding->end);
}

/* A mark that came beside the text, and covers all of it. */
static void
add_marked (const HavenSight *sight, GPtrArray *findings)
{
  HavenFinding *finding;

  if (sight->message->declared == NULL)
    return;
  finding = haven_finding_add (findings, HAVEN_KIND_CONTENT, "declared", "mark", _ ("Covered by its sender"));
  finding->depth = HAVEN_DEPTH_MENTION;
  finding->note = g_strdup (sight->declared);
  finding->end = sight->message->length;
}

static gboolean
is_harmless (const HavenSight *sight, gsize start, gsize end)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenMatch *match = &sight->matches[i];

    if (g_strcmp0 (match->rule->category, "declared") != 0 && match->start < end && match->end > start)
      return FALSE;
  }
  return TRUE;
}

/* A link in a veiled message stays veiled; a label that ends at its first dot would show half of it. */
static gboolean
holds_link (const char *text, gsize length, gsize label_length)
{
  g_autoptr (GArray) links = haven_links_find (text, length);

  return links->len > 0 && g_array_index (links, HavenLink, 0).start < label_length;
}

/* The sender's own words for what follows ("CW: exam stress. …"), when nothing in them needs a veil itself.
 */
static char *
read_label (const HavenSight *sight, const HavenMatch *match)
{
  gsize length, end;
  const char *visible = haven_text_get_visible (sight->text, &length);
  gsize start = match->end;

  while (start > match->start && g_ascii_isspace (visible[start - 1]))
    start--;
  if (start == match->start || strchr (":;/|~-", visible[start - 1]) == NULL)
    return NULL;
  end = start + strcspn (visible + start, "\n.!?)]}|");
  if (end - start > HAVEN_MARK_LABEL_MAX || !is_harmless (sight, start, end) ||
      holds_link (visible + start, strcspn (visible + start, "\n"), end - start))
    return NULL;
  return g_strstrip (g_strndup (visible + start, end - start));
}

/**
 * haven_detect_declared:
 * @sight: what may be seen
 * @findings: (element-type HavenFinding): where findings are added
 *
 * What a sender marked: by a note that packs know ("CW: …"), between bars, or beside the text. The words of a
 * note are kept in the finding's note only when they are short and no rule meets them; else they would show
 * what the veil covers.
 */
void
haven_detect_declared (const HavenSight *sight, GPtrArray *findings)
{
  for (guint i = 0; i < sight->n_matches; i++) {
    const HavenMatch *match = &sight->matches[i];
    HavenFinding *finding;

    if (match->rule->kind != HAVEN_KIND_CONTENT || g_strcmp0 (match->rule->category, "declared") != 0)
      continue;
    finding = haven_finding_new_from_match (sight, match);
    finding->note = read_label (sight, match);
    if (finding->note != NULL && *finding->note == '\0')
      g_clear_pointer (&finding->note, g_free);
    g_ptr_array_add (findings, finding);
  }
  for (guint i = 0; i < G_N_ELEMENTS (covers); i++)
    add_covered (sight, i, findings);
  add_marked (sight, findings);
}
