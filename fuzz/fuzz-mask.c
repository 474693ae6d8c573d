/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "sharing/haven-mask.h"
#include "text/haven-picture-tags.h"
#include "text/haven-text.h"

#define SECRET '5'

/* Each secret sign that can be read in a message, or that one of its links leads to. */
static GPtrArray *
find_secrets (const char *markup)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (HavenText) text = haven_text_new ();
  const char *visible, *at;
  gsize length;

  haven_text_read (text, markup, strlen (markup), HAVEN_FORMAT_HTML);
  at = visible = haven_text_get_visible (text, &length);
  while ((at = memchr (at, SECRET, (gsize)(visible + length - at))) != NULL) {
    HavenFinding *finding = haven_finding_new (HAVEN_KIND_SHARING, "contact", "phone", "haven");

    finding->item = g_strdup ("phone");
    haven_text_span_to_source (text, (gsize)(at - visible), (gsize)(at - visible) + 1, &finding->start,
                               &finding->end);
    g_ptr_array_add (findings, finding);
    at++;
  }
  return findings;
}

static void
check_pictures (const char *markup)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);
  gsize end = 0;

  while (haven_picture_tags_next (&pictures)) {
    g_assert_cmpuint (pictures.digits.start, >, end);
    end = pictures.digits.end;
    g_assert_cmpuint (end, <, strlen (markup));
    g_assert_cmpint (pictures.id, ==, g_ascii_strtoll (markup + pictures.digits.start, NULL, 10));
  }
}

/* Any bytes as a message that leaves: masked until nothing is found, as it is before it is sent, nothing of
 * what was found is left, and what was text remains text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *markup = g_strndup (size > 0 ? (const char *)data : "", size);
  gboolean valid = g_utf8_validate (markup, -1, NULL);
  guint n_left = 1;

  check_pictures (markup);
  for (guint round = 0; n_left > 0; round++) {
    g_autoptr (GPtrArray) findings = find_secrets (markup);
    char *masked = haven_sharing_mask (markup, strlen (markup), findings);

    g_assert_true (!valid || g_utf8_validate (masked, -1, NULL));
    n_left = findings->len;
    g_assert_cmpuint (round, <, 4);
    g_free (markup);
    markup = masked;
  }
  g_free (markup);
  return 0;
}
