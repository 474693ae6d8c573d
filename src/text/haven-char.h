/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a code point is to a reader. In step with scripts/gen-confusables.c. */
typedef enum {
  HAVEN_CHAR_OTHER, /* punctuation and symbols */
  HAVEN_CHAR_SPACE,
  HAVEN_CHAR_NEWLINE,
  HAVEN_CHAR_LETTER,
  HAVEN_CHAR_DIGIT,
  HAVEN_CHAR_IDEOGRAPH, /* a letter of a script written without spaces */
  HAVEN_CHAR_EMOJI,
  HAVEN_CHAR_REGIONAL,  /* half a flag */
  HAVEN_CHAR_MARK,      /* decorates a letter, and folding drops it */
  HAVEN_CHAR_KEPT_MARK, /* belongs to its letter, as a vowel sign does */
  HAVEN_CHAR_INVISIBLE,
  HAVEN_CHAR_JOINER, /* zero-width joiner and non-joiner: invisible, but some scripts need them */
} HavenCharKind;

typedef enum {
  HAVEN_SCRIPT_COMMON,
  HAVEN_SCRIPT_LATIN,
  HAVEN_SCRIPT_GREEK,
  HAVEN_SCRIPT_CYRILLIC,
  HAVEN_SCRIPT_FOREIGN,
} HavenCharScript;

/**
 * HavenCharInfo:
 * @fold: where its fold begins in the table of folds
 * @fold_length: bytes of its fold; 0 when @identity, or when it folds to nothing
 * @kind: a HavenCharKind
 * @script: a HavenCharScript
 * @lookalike: the ASCII letter it looks like though it is not one, or 0
 * @identity: whether it folds to itself
 */
typedef struct {
  guint16 fold;
  guint8 fold_length;
  guint8 kind;
  guint8 script;
  char lookalike;
  guint8 identity;
} HavenCharInfo;

const HavenCharInfo *haven_char_info (gunichar c);
const char *haven_char_info_get_fold (const HavenCharInfo *info);
const char *haven_char_get_unicode_version (void);

/**
 * haven_lower_eight:
 * @bytes: eight bytes of UTF-8
 *
 * Returns: them, with capital letters of ASCII made small
 */
static inline guint64
haven_lower_eight (guint64 bytes)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), high = ones * 0x80;
  guint64 rest = bytes & ~high;
  /* the high bit of each byte: whether it is not below 'A', and not above 'Z' */
  guint64 capital = (rest + ones * (0x80 - 'A')) & ~(rest + ones * (0x7f - 'Z')) & ~bytes & high;

  return bytes | capital >> 2;
}

/**
 * haven_char_is_leet_sign:
 * @c: a character
 *
 * Returns: whether it is a sign of ASCII that stands for a letter in k!ll, $hit or f*ck; see haven-spelling.c
 */
static inline gboolean
haven_char_is_leet_sign (gunichar c)
{
  const guint64 lower = G_GUINT64_CONSTANT (1) << '!' | G_GUINT64_CONSTANT (1) << '#' |
                        G_GUINT64_CONSTANT (1) << '$' | G_GUINT64_CONSTANT (1) << '%' |
                        G_GUINT64_CONSTANT (1) << '(' | G_GUINT64_CONSTANT (1) << '*' |
                        G_GUINT64_CONSTANT (1) << '+';

  return c < 64 ? lower >> c & 1 : c == '@' || c == '|';
}

/**
 * haven_char_get_letters_of_sign:
 * @c: a character
 *
 * Returns: (nullable): which letters a sign beyond ASCII may stand for within a word, one or two; %NULL when
 *   it stands for none
 */
static inline const char *
haven_char_get_letters_of_sign (gunichar c)
{
  switch (c) {
  case 0x00A2: /* ¢ */
    return "c";
  case 0x00A3: /* £ */
    return "le";
  case 0x00A5: /* ¥ */
    return "y";
  case 0x20AC: /* € */
    return "e";
  case 0x271D: /* ✝ */
    return "t";
  case 0x2757: /* ❗ */
    return "il";
  case 0x1F4B2: /* 💲 */
    return "s";
  default:
    return NULL;
  }
}

/**
 * haven_char_covers_letter:
 * @c: a character
 *
 * Returns: whether it is a star, a bullet or a block that any letter may be under within a word: f●ck
 */
static inline gboolean
haven_char_covers_letter (gunichar c)
{
  switch (c) {
  case 0x00B7: /* · */
  case 0x2022: /* • */
  case 0x2217: /* ∗ */
  case 0x2219: /* ∙ */
  case 0x2588: /* █ */
  case 0x2591: /* ░ */
  case 0x2592: /* ▒ */
  case 0x2593: /* ▓ */
  case 0x25A0: /* ■ */
  case 0x25A1: /* □ */
  case 0x25CF: /* ● */
  case 0x26AB: /* ⚫ */
  case 0x2606: /* ☆ */
  case 0x2605: /* ★ */
  case 0x2731: /* ✱ */
  case 0x2732: /* ✲ */
  case 0x2733: /* ✳ */
  case 0x273B: /* ✻ */
  case 0xFF0A: /* ＊ */
    return TRUE;
  default:
    return FALSE;
  }
}

/* Whether a sign, of ASCII or not, may stand for a letter. */
static inline gboolean
haven_char_stands_for_letter (gunichar c)
{
  return haven_char_is_leet_sign (c) ||
         (c > 127 && (haven_char_get_letters_of_sign (c) != NULL || haven_char_covers_letter (c)));
}

gconstpointer haven_char_find (gunichar c, gconstpointer rows, gsize n_rows, gsize row_size);
guint haven_utf8_read (const guint8 *bytes, const guint8 *end, gunichar *c);
guint haven_utf8_write (gunichar c, char *bytes);

G_END_DECLS
