/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was found, without it: the text for "Mask and send", and the few characters by which its writer knows
 * it. */
#include "sharing/haven-mask.h"

#include <string.h>

#include "text/haven-tag.h"

#define BULLET "\u2022"
#define MOST_BULLETS 12

/**
 * haven_sharing_shows_end:
 * @item: (nullable): which kind of thing was found
 *
 * Returns: whether haven_sharing_preview() keeps its separators and its last two characters, as a printed
 * card does
 */
gboolean
haven_sharing_shows_end (const char *item)
{
  static const char *const items[] = {"phone",       "card",     "iban",           "account-number",
                                      "national-id", "passport", "driver-licence", NULL};

  return item != NULL && g_strv_contains (items, item);
}

/**
 * haven_sharing_preview:
 * @item: (nullable): which kind of thing it is
 * @span: what was found
 * @length: bytes of it
 *
 * Numbers keep their last two characters, "•••• ••21"; an email address keeps its first letter and its
 * domain's end; everything else, and above all a secret, shows nothing.
 *
 * Returns: (transfer full): the masked form
 */
char *
haven_sharing_preview (const char *item, const char *span, gsize length)
{
  GString *masked = g_string_new (NULL);
  const char *at = span, *end = span + length;
  glong left = 0, shown = 0;

  if (!g_utf8_validate (span, (gssize)length, NULL) || !haven_sharing_shows_end (item)) {
    if (g_strcmp0 (item, "email") == 0 && length > 3 && memchr (span, '@', length) != NULL) {
      g_string_append_printf (masked, "%c" BULLET BULLET BULLET "@" BULLET BULLET BULLET, span[0]);
      return g_string_free (masked, FALSE);
    }
    for (guint i = 0; i < 6; i++)
      g_string_append (masked, BULLET);
    return g_string_free (masked, FALSE);
  }
  for (const char *c = at; c < end; c = g_utf8_next_char (c))
    left += g_unichar_isalnum (g_utf8_get_char (c));
  /* only the end of a long number is printed, in the grouping it had */
  shown = left >= 6 ? 2 : 0;
  for (; at < end; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    if (!g_unichar_isalnum (character)) {
      if (masked->len > 0)
        g_string_append_unichar (masked, g_unichar_isspace (character) ? ' ' : character);
      continue;
    }
    if (left <= shown)
      g_string_append_unichar (masked, character);
    else if (left <= MOST_BULLETS)
      g_string_append (masked, BULLET);
    left--;
  }
  return g_string_free (masked, FALSE);
}

/**
 * haven_sharing_can_mask:
 * @finding: what was found in a message that leaves
 *
 * A number can be covered; a story, a paste or a message in the wrong place would be nothing but the cover.
 *
 * Returns: whether haven_sharing_mask() covers it
 */
gboolean
haven_sharing_can_mask (const HavenFinding *finding)
{
  static const char *const categories[] = {"credential", "finance",     "contact",       "place",
                                           "identity",   "work-school", "persona-cross", NULL};

  return finding->kind == HAVEN_KIND_SHARING && finding->item != NULL && finding->end > finding->start &&
         g_strv_contains (categories, finding->category);
}

static gint
by_start (gconstpointer a, gconstpointer b)
{
  const HavenRange *one = a, *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* What is to be covered: stretches in order, apart from each other. */
static GArray *
collect_covered (gsize length, const GPtrArray *findings)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (HavenRange));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    const HavenRange range = {finding->start, finding->end};

    if (haven_sharing_can_mask (finding) && finding->end <= length)
      g_array_append_val (ranges, range);
  }
  g_array_sort (ranges, by_start);
  for (guint i = 0; i < ranges->len; i++) {
    const HavenRange range = g_array_index (ranges, HavenRange, i);
    HavenRange *last = n > 0 ? &g_array_index (ranges, HavenRange, n - 1) : NULL;

    if (last != NULL && range.start <= last->end)
      last->end = MAX (last->end, range.end);
    else
      g_array_index (ranges, HavenRange, n++) = range;
  }
  return g_array_set_size (ranges, n);
}

static GArray *
collect_tags (const char *markup, gsize length)
{
  GArray *tags = g_array_new (FALSE, FALSE, sizeof (HavenTag));
  HavenTagReader reader = {markup, length, haven_scanner_get_best ()};
  const char *sign = markup;
  HavenTag tag;

  while ((sign = memchr (sign, '<', (gsize)(markup + length - sign))) != NULL) {
    gboolean is_tag = haven_tag_read (&reader, (gsize)(sign - markup), &tag);

    if (is_tag)
      g_array_append_val (tags, tag);
    sign = is_tag ? markup + tag.end : sign + 1;
  }
  return tags;
}

/**
 * Masking:
 * @markup: what is masked, with a block of zeros behind it
 * @length: its bytes
 * @ranges: (element-type HavenRange): what is to be covered, in order and apart
 * @range: the first of @ranges that does not end before what is looked at
 * @tags: (element-type HavenTag): its tags, in order
 * @unlinked: up to here links lose their tags
 * @out: what is left of it
 * @in_mask: @out ends with the dots
 */
typedef struct {
  const char *markup;
  gsize length;
  const GArray *ranges;
  guint range;
  const GArray *tags;
  gsize unlinked;
  GString *out;
  gboolean in_mask;
} Masking;

/* Whether a stretch has something in it that is to be covered; asked from the beginning to the end. */
static gboolean
is_touched (Masking *masking, gsize start, gsize end)
{
  while (masking->range < masking->ranges->len &&
         g_array_index (masking->ranges, HavenRange, masking->range).end <= start)
    masking->range++;
  return masking->range < masking->ranges->len &&
         g_array_index (masking->ranges, HavenRange, masking->range).start < end;
}

static void
append_dots (Masking *masking)
{
  if (!masking->in_mask)
    g_string_append (masking->out, BULLET BULLET BULLET);
  masking->in_mask = TRUE;
}

/* Words between two tags. */
static void
append_words (Masking *masking, gsize at, gsize end)
{
  while (at < end) {
    gsize stop = end;

    if (is_touched (masking, at, end)) {
      const HavenRange *range = &g_array_index (masking->ranges, HavenRange, masking->range);

      if (range->start <= at) {
        append_dots (masking);
        at = MIN (range->end, end);
        continue;
      }
      stop = range->start;
    }
    g_string_append_len (masking->out, masking->markup + at, (gssize)(stop - at));
    masking->in_mask = FALSE;
    at = stop;
  }
}

/* A link ends where another tag of a link stands, or with the message. */
static gsize
find_link_end (const Masking *masking, guint number)
{
  for (guint i = number + 1; i < masking->tags->len; i++) {
    const HavenTag *tag = &g_array_index (masking->tags, HavenTag, i);

    if (haven_tag_get_kind (tag) == HAVEN_TAG_LINK)
      return tag->closes ? tag->end : tag->start;
  }
  return masking->length;
}

/* Tags stay, so that what is bold remains so; but the address of a link says once more what is covered in it,
 * and a picture's words may be what is covered. */
static void
append_tag (Masking *masking, guint number)
{
  const HavenTag *tag = &g_array_index (masking->tags, HavenTag, number);
  gboolean is_link = haven_tag_get_kind (tag) == HAVEN_TAG_LINK;
  gboolean touched = is_touched (masking, tag->start, tag->end);
  HavenRange words;

  if (is_link && !tag->closes) {
    gsize end = find_link_end (masking, number);

    if (is_touched (masking, tag->start, end))
      masking->unlinked = end;
  }
  if (is_link && tag->start < masking->unlinked)
    return;
  if (touched && haven_tag_find_attribute (masking->markup, tag, "alt", &words))
    append_dots (masking);
  else
    g_string_append_len (masking->out, masking->markup + tag->start, (gssize)(tag->end - tag->start));
}

/**
 * haven_sharing_mask:
 * @markup: a message that is about to leave, libpurple markup; any bytes at all
 * @length: bytes of it
 * @findings: (element-type HavenFinding): what was found in it; only what can be masked counts
 *
 * Puts three dots in the place of all that was found. Nothing of it, nor its length, is left, and no link
 * around it: its address would say the same once more. Findings may overlap.
 *
 * Returns: (transfer full): the message without it
 */
char *
haven_sharing_mask (const char *markup, gsize length, const GPtrArray *findings)
{
  g_autofree char *padded = g_malloc0 (length + HAVEN_SCAN_PADDING);
  g_autoptr (GArray) ranges = collect_covered (length, findings);
  g_autoptr (GArray) tags = NULL;
  Masking masking = {.markup = padded, .length = length, .ranges = ranges};
  gsize at = 0;

  memcpy (padded, markup, length);
  masking.tags = tags = collect_tags (padded, length);
  masking.out = g_string_sized_new (length);
  for (guint i = 0; i < tags->len; i++) {
    const HavenTag *tag = &g_array_index (tags, HavenTag, i);

    append_words (&masking, at, tag->start);
    append_tag (&masking, i);
    at = tag->end;
  }
  append_words (&masking, at, length);
  return g_string_free (masking.out, FALSE);
}
