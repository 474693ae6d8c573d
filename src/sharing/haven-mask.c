/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was found, without it: the text for "Mask and send", and the few characters by which its writer knows
 * it. */
#include "sharing/haven-mask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static gint
by_start (gconstpointer a, gconstpointer b)
{
  const HavenFinding *one = *(HavenFinding *const *)a, *other = *(HavenFinding *const *)b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* Tags must stay whole: only what stands outside of them is replaced. */
static void
append_masked (GString *masked, const char *span, gsize length)
{
  gboolean tag = FALSE, last = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (span[i] == '<' && (i + 1 < length) && (g_ascii_isalpha (span[i + 1]) || span[i + 1] == '/'))
      tag = TRUE;
    if (tag) {
      g_string_append_c (masked, span[i]);
      last = FALSE;
      tag = span[i] != '>';
    } else if (!last) {
      g_string_append (masked, BULLET BULLET BULLET BULLET);
      last = TRUE;
    }
  }
}

/**
 * haven_sharing_mask:
 * @text: a message as given, plain or with markup
 * @length: bytes of it
 * @findings: (element-type HavenFinding): what was found in it; only sharing findings with a place count
 *
 * Puts four dots in the place of all that was found. Nothing of it, nor its length, is left. Findings may
 * overlap.
 *
 * Returns: (transfer full): the message without it
 */
char *
haven_sharing_mask (const char *text, gsize length, const GPtrArray *findings)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  GString *masked = g_string_sized_new (length);
  gsize at = 0;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_SHARING && finding->start < finding->end && finding->end <= length)
      g_ptr_array_add (ordered, (gpointer)finding);
  }
  g_ptr_array_sort (ordered, by_start);
  for (guint i = 0; i < ordered->len; i++) {
    const HavenFinding *finding = ordered->pdata[i];

    if (finding->end <= at)
      continue;
    if (finding->start > at)
      g_string_append_len (masked, text + at, (gssize)(finding->start - at));
    append_masked (masked, text + MAX (finding->start, at), finding->end - MAX (finding->start, at));
    at = finding->end;
  }
  g_string_append_len (masked, text + at, (gssize)(length - at));
  return g_string_free (masked, FALSE);
}
