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

static char *
fold_of (gunichar c)
{
  const HavenCharInfo *info = haven_char_info (c);
  char self[5] = {0};

  haven_utf8_write (c, self);
  return info->identity ? g_strdup (self) : g_strndup (haven_char_info_get_fold (info), info->fold_length);
}

/* The skeleton of a character without marks. */
static void
skeleton_of (USpoofChecker *spoof, UChar32 c, UChar skeleton[64])
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[4], raw[64], decomposed[64];
  int length = 0, out = 0;

  U16_APPEND_UNSAFE (text, length, c);
  length = uspoof_getSkeleton (spoof, 0, text, length, raw, 64, &status);
  length = unorm2_normalize (unorm2_getNFDInstance (&status), raw, length, decomposed, 64, &status);
  g_assert_true (U_SUCCESS (status));
  for (int i = 0; i < length; i++)
    if (!(U_GET_GC_MASK (decomposed[i]) & U_GC_M_MASK))
      skeleton[out++] = decomposed[i];
  skeleton[out] = 0;
}

static gboolean
looks_like (USpoofChecker *spoof, UChar32 c, char letter)
{
  UChar one[64], small[64], large[64];

  skeleton_of (spoof, c, one);
  skeleton_of (spoof, letter, small);
  skeleton_of (spoof, letter - 32, large);
  return u_strcmp (one, small) == 0 || u_strcmp (one, large) == 0;
}

/* These are taken for Latin by their shape: UTS #39 holds them to be different enough. */
static gboolean
is_shaped_like (UChar32 c, char letter)
{
  static const char *const shapes[] = {"βb", "εe", "ηn", "κk", "μu", "µu", "πn", "τt", "χx", "ωw",
                                       "вb", "гr", "кk", "мm", "нh", "пn", "тt", "шw", "яr", "Яr"};

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_utf8_get_char (shapes[i]) == (gunichar)c && g_str_has_suffix (shapes[i], (char[]){letter, 0}))
      return TRUE;
  return FALSE;
}

/* Whoever is a look-alike of a letter is confusable with it, or what it folds to is, or it has its shape. */
static void
test_lookalikes (void)
{
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *spoof = uspoof_open (&status);
  guint n = 0;

  for (UChar32 c = 0x80; c <= 0x10FFFF && is_same_unicode (); c++) {
    char letter = haven_char_info (c)->lookalike;
    g_autofree char *folded = letter != 0 ? fold_of (c) : NULL;

    if (letter == 0)
      continue;
    if (!looks_like (spoof, c, letter) && !looks_like (spoof, g_utf8_get_char (folded), letter) &&
        !is_shaped_like (c, letter) && !is_shaped_like (g_utf8_get_char (folded), letter))
      g_error ("U+%04X is no %c", (guint)c, letter);
    n++;
  }
  if (n == 0)
    g_test_skip ("another version of Unicode");
  else
    g_assert_cmpuint (n, >, 500);
  uspoof_close (spoof);
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
