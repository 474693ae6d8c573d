/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Visible text to words and their folds, in one pass. A word is a run of letters, digits and their marks;
 * an apostrophe between two letters belongs to it. An emoji is a word, and so is each character of a script
 * that is written without spaces.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_WORD 4096
#define TYPOGRAPHIC_APOSTROPHE 0x2019

/* A word while it is being read. */
typedef struct {
  HavenWord word;
  guint letters;
  gboolean latin;  /* it has a Latin letter */
  gboolean other;  /* it has a letter of another script */
  gboolean unlike; /* it has one that looks like no Latin letter */
  gboolean motley; /* of several other scripts, or of one that is not told from the rest */
  guint script;    /* of its last letter that is not Latin */
  gboolean digits;
} Open;

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == '`' || c == TYPOGRAPHIC_APOSTROPHE || c == 0x2018 || c == 0x02BC || c == 0x00B4 ||
         c == 0xFF07;
}

static const HavenCharInfo *
read_char (const guint8 *at, const guint8 *end, gunichar *c, guint *length)
{
  *length = haven_utf8_read (at, end, c);
  return haven_char_info (*c);
}

/* Whether the next thing to see is a letter. */
static gboolean
is_letter_at (const guint8 *at, const guint8 *end)
{
  while (at < end) {
    gunichar c;
    guint length;
    const HavenCharInfo *info = read_char (at, end, &c, &length);

    if (info->kind != HAVEN_CHAR_MARK && info->kind != HAVEN_CHAR_INVISIBLE &&
        info->kind != HAVEN_CHAR_JOINER)
      return info->kind == HAVEN_CHAR_LETTER;
    at += length;
  }
  return FALSE;
}

static void
append_fold (HavenText *text, const guint8 *at, guint length, const HavenCharInfo *info)
{
  if (info->identity)
    haven_bytes_append (&text->folded, (const char *)at, length);
  else
    haven_bytes_append (&text->folded, haven_char_info_get_fold (info), info->fold_length);
}

/*
 * Letters of other scripts that look Latin are read as Latin only in a word that also has Latin letters, and
 * no letter that gives the other script away: a Russian word stays Russian.
 */
static void
fold_lookalikes (HavenText *text, const guint8 *visible, const HavenWord *word)
{
  const guint8 *at = visible + word->start, *end = visible + word->end;

  text->folded.length = word->fold;
  while (at < end) {
    gunichar c;
    guint length;
    const HavenCharInfo *info = read_char (at, end, &c, &length);

    if (is_apostrophe (c))
      haven_bytes_append (&text->folded, "'", 1);
    else if (info->lookalike)
      haven_bytes_append (&text->folded, &info->lookalike, 1);
    else
      append_fold (text, at, length, info);
    at += length;
  }
}

static void
add_word (HavenText *text, HavenWord *word)
{
  word->fold_length = text->folded.length - word->fold;
  word->loose = word->fold;
  g_array_append_vals (text->words, word, 1);
}

/* Adds one character to a word; FALSE when it does not belong to it. */
static gboolean
extend_word (HavenText *text, Open *open, const guint8 *at, const guint8 *end, guint *length)
{
  gunichar c;
  const HavenCharInfo *info = read_char (at, end, &c, length);

  if (text->folded.length - open->word.fold >= MAX_WORD)
    return FALSE;
  if (is_apostrophe (c) && open->letters > 0 && is_letter_at (at + *length, end)) {
    haven_bytes_append (&text->folded, "'", 1);
    text->readable = TRUE;
    return TRUE;
  }
  switch (info->kind) {
  case HAVEN_CHAR_LETTER:
    open->letters++;
    text->readable |= c == 'I' && open->letters > 1; /* it may be an l */
    if (info->script == HAVEN_SCRIPT_LATIN) {
      open->latin = TRUE;
      text->disguised |= info->identity && c >= 0x180; /* ɐ, ɛ: letters of no common language */
    } else {
      open->motley |= info->script == HAVEN_SCRIPT_FOREIGN || (open->other && info->script != open->script);
      open->script = info->script;
      open->other = TRUE;
      open->unlike |= !info->lookalike;
    }
    break;
  case HAVEN_CHAR_DIGIT:
    open->digits = TRUE;
    break;
  case HAVEN_CHAR_MARK:
  case HAVEN_CHAR_INVISIBLE:
  case HAVEN_CHAR_JOINER:
    return TRUE;
  case HAVEN_CHAR_KEPT_MARK:
    if (open->latin && !open->other) /* no letter of Latin has a vowel sign of another script */
      return TRUE;
    break;
  default:
    return FALSE;
  }
  append_fold (text, at, *length, info);
  return TRUE;
}

static gboolean
has_double (const char *fold, guint length)
{
  for (guint i = 1; i < length; i++)
    if (fold[i] == fold[i - 1])
      return TRUE;
  return FALSE;
}

static const guint8 *
read_word (HavenText *text, const guint8 *visible, const guint8 *at, const guint8 *end)
{
  Open open = {{.start = at - visible, .fold = text->folded.length}};
  guint length;

  while (at < end && extend_word (text, &open, at, end, &length))
    at += length;
  open.word.end = at - visible;
  if (open.latin && open.other && !open.unlike)
    fold_lookalikes (text, visible, &open.word);
  text->disguised |= open.motley || (open.latin && open.other); /* a word all in Cyrillic is Russian */
  if (text->folded.length == open.word.fold)
    return at;
  add_word (text, &open.word);
  text->readable |= (open.digits && open.letters > 0) || (open.other && !open.unlike) || open.letters == 1 ||
                    has_double (text->folded.data + open.word.fold, text->folded.length - open.word.fold);
  return at;
}

/* An emoji or a character that is a word by itself, with the marks that follow it. */
static const guint8 *
read_single (HavenText *text,
             const guint8 *visible,
             const guint8 *at,
             const guint8 *end,
             const HavenCharInfo *info,
             guint length)
{
  HavenWord word = {.start = at - visible, .fold = text->folded.length};
  gboolean ideograph = info->kind == HAVEN_CHAR_IDEOGRAPH;
  gboolean flag = info->kind == HAVEN_CHAR_REGIONAL;

  text->readable |= flag; /* it may show a letter */
  word.flags = ideograph ? HAVEN_WORD_IDEOGRAPH : HAVEN_WORD_EMOJI;
  append_fold (text, at, length, info);
  at += length;
  while (at < end) {
    gunichar c;

    info = read_char (at, end, &c, &length);
    if (flag && info->kind == HAVEN_CHAR_REGIONAL)
      flag = FALSE;
    else if (!(ideograph && info->kind == HAVEN_CHAR_KEPT_MARK))
      break;
    append_fold (text, at, length, info);
    at += length;
  }
  word.end = at - visible;
  if (text->folded.length > word.fold)
    add_word (text, &word);
  return at;
}

/**
 * haven_words_read:
 * @text: a text whose visible part has been read
 *
 * Fills the folded text and the words, without the flags that haven_word_flags_add() finds out.
 */
void
haven_words_read (HavenText *text)
{
  const guint8 *visible = (const guint8 *)text->visible.data;
  const guint8 *end = visible + text->visible.length;
  const guint8 *at = visible;

  haven_bytes_reserve (&text->folded, text->visible.length);
  while (at < end) {
    gunichar c;
    guint length;
    const HavenCharInfo *info = read_char (at, end, &c, &length);

    switch (info->kind) {
    case HAVEN_CHAR_LETTER:
    case HAVEN_CHAR_DIGIT:
    case HAVEN_CHAR_KEPT_MARK:
      at = read_word (text, visible, at, end);
      break;
    case HAVEN_CHAR_IDEOGRAPH:
    case HAVEN_CHAR_EMOJI:
    case HAVEN_CHAR_REGIONAL:
      text->readable |= haven_char_stands_for_letter (c) ||
                        (info->kind == HAVEN_CHAR_EMOJI && is_letter_at (at + length, end));
      text->disguised |= haven_shapes_get_letters (c) != NULL;
      at = read_single (text, visible, at, end, info, length);
      break;
    case HAVEN_CHAR_MARK:
    case HAVEN_CHAR_INVISIBLE:
    case HAVEN_CHAR_JOINER:
      at += length;
      break;
    default:
      text->readable |= haven_char_stands_for_letter (c);
      text->disguised |=
          c > 127 && (haven_shapes_get_letters (c) != NULL || haven_char_get_letters_of_sign (c) != NULL);
      haven_bytes_append (&text->folded, (const char *)at, length);
      at += length;
    }
  }
  text->readable |= text->disguised;
}
