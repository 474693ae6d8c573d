/* SPDX-License-Identifier: GPL-2.0-or-later */

/* ICU as the oracle of the table of characters: only in tests, and only where it is installed. */
#include "text/haven-char.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

/* Whether this ICU knows the same Unicode as the table; another version knows other characters. */
static gboolean
is_same_unicode (void)
{
  UVersionInfo version;
  char text[U_MAX_VERSION_STRING_LENGTH];

  u_getUnicodeVersion (version);
  u_versionToString (version, text);
  return g_strcmp0 (text, haven_char_get_unicode_version ()) == 0;
}

/* Whoever is a look-alike of a letter is confusable with it, in one case or the other, marks aside. */
static void
test_lookalikes (void)
{
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *spoof = uspoof_open (&status);
  const UNormalizer2 *nfd = unorm2_getNFDInstance (&status);
  guint n = 0;

  if (!is_same_unicode ()) {
    g_test_skip ("another version of Unicode");
    uspoof_close (spoof);
    return;
  }
  for (UChar32 c = 0x80; c <= 0x10FFFF; c++) {
    char letter = haven_char_info (c)->lookalike;
    UChar text[4], raw[64], skeleton[64], lower[8], upper[8];
    UChar small = letter, large = letter - 32;
    int length = 0, out = 0;

    if (letter == 0)
      continue;
    U16_APPEND_UNSAFE (text, length, c);
    length = uspoof_getSkeleton (spoof, 0, text, length, raw, 64, &status);
    length = unorm2_normalize (nfd, raw, length, skeleton, 64, &status);
    for (int i = 0; i < length; i++)
      if (!(U_GET_GC_MASK (skeleton[i]) & U_GC_M_MASK))
        skeleton[out++] = skeleton[i];
    skeleton[out] = 0;
    lower[uspoof_getSkeleton (spoof, 0, &small, 1, lower, 7, &status)] = 0;
    upper[uspoof_getSkeleton (spoof, 0, &large, 1, upper, 7, &status)] = 0;
    if (u_strcmp (skeleton, lower) != 0 && u_strcmp (skeleton, upper) != 0)
      g_test_message ("U+%04X is no %c", (guint)c, letter);
    g_assert_true (u_strcmp (skeleton, lower) == 0 || u_strcmp (skeleton, upper) == 0);
    n++;
  }
  g_assert_true (U_SUCCESS (status));
  g_assert_cmpuint (n, >, 500);
  uspoof_close (spoof);
}

static char *
fold_of (gunichar c)
{
  const HavenCharInfo *info = haven_char_info (c);
  char self[5] = {0};

  haven_utf8_write (c, self);
  return info->identity ? g_strdup (self) : g_strndup (haven_char_info_get_fold (info), info->fold_length);
}

/* A letter and its capital fold alike. */
static void
test_case (void)
{
  if (!is_same_unicode ()) {
    g_test_skip ("another version of Unicode");
    return;
  }
  for (UChar32 c = 0; c <= 0x10FFFF; c++) {
    UChar32 lower = u_tolower (c);
    g_autofree char *one = NULL, *other = NULL;

    if (lower == c || haven_char_info (c)->kind != HAVEN_CHAR_LETTER || u_toupper (lower) != c)
      continue;
    one = fold_of (c);
    other = fold_of (lower);
    if (g_strcmp0 (one, other) != 0)
      g_test_message ("U+%04X and U+%04X", (guint)c, (guint)lower);
    g_assert_cmpstr (one, ==, other);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icu/lookalikes", test_lookalikes);
  g_test_add_func ("/icu/case", test_case);
  return g_test_run ();
}
