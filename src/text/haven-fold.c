/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-fold.h"
#include "haven-text-private.h"

#include <string.h>

/**
 * haven_fold_string:
 * @text: plain text, any bytes at all
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * Folds a term or a name as messages are folded: its words, one space between two of them. What is folded
 * already stays as it is.
 *
 * Returns: (transfer full): the folded words, "" when there is none
 */
char *
haven_fold_string (const char *text, gssize length)
{
  g_autoptr (HavenText) read = haven_text_new ();
  GString *folded = g_string_new (NULL);
  const HavenWord *words;
  const char *fold;
  guint n_words;

  haven_text_read (read, text, length < 0 ? strlen (text) : (gsize)length, HAVEN_FORMAT_PLAIN);
  words = haven_text_peek_words (read, &n_words);
  fold = haven_text_get_folded (read, NULL);
  for (guint i = 0; i < n_words; i++) {
    if (i > 0)
      g_string_append_c (folded, ' ');
    g_string_append_len (folded, fold + words[i].fold, words[i].fold_length);
  }
  return g_string_free (folded, FALSE);
}

/* Digits and letters that a glance does not tell apart share the first of them. */
static char
glance (char c)
{
  switch (c) {
  case '0':
    return 'o';
  case '1':
  case 'i':
  case '|':
  case '!':
    return 'l';
  case '3':
    return 'e';
  case '4':
  case '@':
    return 'a';
  case '5':
  case '$':
    return 's';
  case '7':
    return 't';
  case '8':
    return 'b';
  case '9':
    return 'g';
  default:
    return c;
  }
}

/* A sign that may pass unseen between letters of a name. */
static gboolean
is_filler (gunichar c)
{
  return c < 128 && strchr (" _-.'`", c) != NULL;
}

static void
append_glance (GString *skeleton, const char *bytes, guint length)
{
  for (guint i = 0; i < length; i++) {
    char c = glance (bytes[i]);

    /* rn reads as m, vv as w */
    if (skeleton->len > 0 && ((c == 'n' && skeleton->str[skeleton->len - 1] == 'r') ||
                              (c == 'v' && skeleton->str[skeleton->len - 1] == 'v')))
      skeleton->str[skeleton->len - 1] = c == 'n' ? 'm' : 'w';
    else
      g_string_append_c (skeleton, c);
  }
}

/**
 * haven_fold_skeleton:
 * @name: a nick or another short name, any bytes at all
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * What is left of a name at a glance: two names with equal skeletons can be taken for one another. Case,
 * marks, look-alikes of other scripts, digits for letters, rn for m, and separators make no difference.
 * Only for comparison, never to be shown or matched against words.
 *
 * Returns: (transfer full): the skeleton, "" when nothing can be seen
 */
char *
haven_fold_skeleton (const char *name, gssize length)
{
  const guint8 *at = (const guint8 *)name;
  const guint8 *end = at + (length < 0 ? strlen (name) : (gsize)length);
  GString *skeleton = g_string_new (NULL);

  while (at < end) {
    gunichar c = 0xFFFD;
    guint bytes = haven_utf8_read (at, end, &c);
    const HavenCharInfo *info = haven_char_info (c);

    if (bytes > 0 && info->lookalike)
      append_glance (skeleton, &info->lookalike, 1);
    else if (bytes > 0 && info->fold_length > 0)
      append_glance (skeleton, haven_char_info_get_fold (info), info->fold_length);
    else if (bytes > 0 && !is_filler (c) && info->kind != HAVEN_CHAR_MARK &&
             info->kind != HAVEN_CHAR_INVISIBLE && info->kind != HAVEN_CHAR_JOINER &&
             info->kind != HAVEN_CHAR_SPACE)
      append_glance (skeleton, (const char *)at, bytes);
    at += MAX (bytes, 1);
  }
  return g_string_free (skeleton, FALSE);
}
