/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Fancy writing: letters of any script and signs that are put for Latin ones by their shape alone, far from
 * alike as they are: ₭łⱠⱠ, 卄乇ㄚ, ᏗᏰፈ, fДggot. Whoever sees such letters among Latin ones, or a message of
 * nothing else from several scripts, reads on; so does this. A word in the script of one language is left
 * alone, and so is all that has no Latin letters in a message with one letter that is taken for none.
 */
#include "haven-spelling.h"

typedef struct {
  guint32 c;
  char letters[3];
} Shape;

/* In the order of their numbers, small letters for capitals. What looks Latin by UTS #39 is not among them.
 */
static const Shape shapes[] = {
    {0x00A1, "i"},  {0x00A7, "s"},  {0x00A9, "c"},  {0x00AE, "r"},  {0x00B0, "o"},  {0x00B6, "p"},
    {0x0142, "il"}, {0x014B, "n"},  {0x019A, "lt"}, {0x01DD, "e"},  {0x0250, "a"},  {0x0252, "a"},
    {0x0254, "c"},  {0x0258, "e"},  {0x0259, "e"},  {0x025B, "e"},  {0x025F, "f"},  {0x0265, "h"},
    {0x0267, "h"},  {0x0269, "il"}, {0x026E, "b"},  {0x0279, "r"},  {0x027F, "r"},  {0x0283, "s"},
    {0x0284, "f"},  {0x0286, "f"},  {0x0287, "ft"}, {0x0289, "u"},  {0x028A, "u"},  {0x028C, "av"},
    {0x028D, "mw"}, {0x028E, "y"},  {0x0292, "z"},  {0x029E, "k"},  {0x02E5, "l"},  {0x03A3, "e"},
    {0x03B4, "ad"}, {0x03B6, "z"},  {0x03BB, "a"},  {0x03BE, "e"},  {0x03C2, "cs"}, {0x03C6, "o"},
    {0x03C8, "w"},  {0x03C9, "o"},  {0x0431, "b"},  {0x0434, "ad"}, {0x0436, "x"},  {0x0437, "e"},
    {0x0438, "n"},  {0x0439, "n"},  {0x043B, "n"},  {0x0444, "o"},  {0x0446, "u"},  {0x0447, "y"},
    {0x0449, "w"},  {0x044A, "b"},  {0x044B, "bl"}, {0x044C, "b"},  {0x044D, "e"},  {0x044E, "o"},
    {0x0452, "h"},  {0x0454, "e"},  {0x045A, "h"},  {0x045F, "u"},  {0x0491, "r"},  {0x0493, "f"},
    {0x049B, "k"},  {0x049D, "k"},  {0x04A3, "h"},  {0x04B3, "x"},  {0x04C4, "k"},  {0x04CF, "il"},
    {0x04FD, "x"},  {0x04FF, "x"},  {0x0565, "t"},  {0x0567, "t"},  {0x056A, "d"},  {0x056B, "h"},
    {0x056C, "l"},  {0x0571, "d"},  {0x0572, "n"},  {0x0573, "d"},  {0x0574, "u"},  {0x0576, "u"},
    {0x0577, "z"},  {0x057B, "g"},  {0x057F, "s"},  {0x0580, "r"},  {0x0583, "q"},  {0x0584, "pf"},
    {0x0586, "s"},  {0x05D0, "x"},  {0x05D3, "t"},  {0x05D5, "il"}, {0x05D6, "t"},  {0x05D7, "n"},
    {0x05D8, "u"},  {0x05DB, "c"},  {0x05DF, "lj"}, {0x05E0, "j"},  {0x05E2, "y"},  {0x05E4, "g"},
    {0x05E5, "y"},  {0x05E7, "p"},  {0x05E8, "r"},  {0x05E9, "w"},  {0x05EA, "n"},  {0x0E04, "a"},
    {0x0E07, "v"},  {0x0E17, "n"},  {0x0E20, "n"},  {0x0E22, "u"},  {0x0E23, "s"},  {0x0E2C, "w"},
    {0x0E3F, "b"},  {0x0E40, "i"},  {0x0E45, "l"},  {0x0E4F, "o"},  {0x0E53, "m"},  {0x0E54, "d"},
    {0x10D0, "b"},  {0x10D8, "o"},  {0x10DD, "om"}, {0x10DE, "p"},  {0x10E1, "b"},  {0x10E3, "y"},
    {0x10E8, "d"},  {0x10EB, "d"},  {0x10EE, "b"},  {0x10F0, "h"},  {0x110A, "m"},  {0x1300, "x"},
    {0x1348, "c"},  {0x135A, "z"},  {0x13F8, "b"},  {0x144E, "n"},  {0x1455, "c"},  {0x146B, "q"},
    {0x1515, "s"},  {0x15E9, "a"},  {0x15EF, "w"},  {0x166D, "x"},  {0x166E, "x"},  {0x1D09, "i"},
    {0x1D0E, "n"},  {0x2020, "t"},  {0x20A1, "c"},  {0x20A3, "f"},  {0x20A5, "m"},  {0x20A6, "n"},
    {0x20A9, "w"},  {0x20AB, "d"},  {0x20AD, "k"},  {0x20AE, "t"},  {0x20B1, "p"},  {0x20B2, "g"},
    {0x20B3, "a"},  {0x20B4, "s"},  {0x20B5, "c"},  {0x212E, "e"},  {0x2200, "a"},  {0x2202, "d"},
    {0x2203, "e"},  {0x2206, "a"},  {0x2211, "e"},  {0x221A, "v"},  {0x221E, "o"},  {0x2229, "n"},
    {0x222B, "s"},  {0x2282, "c"},  {0x22C3, "u"},  {0x25CB, "o"},  {0x25EF, "o"},  {0x2640, "o"},
    {0x2B55, "o"},  {0x306E, "o"},  {0x3093, "h"},  {0x30A2, "p"},  {0x30A4, "t"},  {0x30AD, "f"},
    {0x30BA, "k"},  {0x30CE, "i"},  {0x30D2, "e"},  {0x30D5, "j"},  {0x30DB, "a"},  {0x30E0, "a"},
    {0x30E1, "x"},  {0x30E2, "e"},  {0x30EA, "y"},  {0x30EC, "l"},  {0x3108, "c"},  {0x310F, "f"},
    {0x3112, "t"},  {0x3115, "p"},  {0x3116, "o"},  {0x3117, "p"},  {0x3119, "a"},  {0x311A, "y"},
    {0x3125, "l"},  {0x3129, "u"},  {0x4E02, "s"},  {0x4E04, "t"},  {0x4E28, "i"},  {0x4E2B, "y"},
    {0x4E42, "x"},  {0x4E43, "b"},  {0x4E47, "e"},  {0x4E59, "z"},  {0x4E94, "s"},  {0x5182, "n"},
    {0x51E0, "n"},  {0x51F5, "u"},  {0x5200, "n"},  {0x5315, "t"},  {0x531A, "c"},  {0x5342, "a"},
    {0x5343, "f"},  {0x5344, "h"},  {0x5369, "p"},  {0x53E3, "o"},  {0x56DE, "o"},  {0x5C3A, "r"},
    {0x5C71, "w"},  {0x5DE5, "i"},  {0x5DF1, "s"},  {0x5EFE, "h"},  {0x5F13, "s"},  {0x722A, "m"},
    {0x738B, "e"},  {0x957F, "k"},  {0x95E9, "a"},  {0xA4F2, "il"}, {0xA645, "s"},  {0xA781, "j"},
    {0xAB74, "q"},  {0xAB76, "f"},  {0xAB77, "o"},  {0xAB7E, "p"},  {0xAB84, "d"},  {0xAB86, "g"},
    {0xAB91, "n"},  {0xAB96, "i"},  {0xAB97, "w"},  {0xAB99, "v"},  {0xAB9B, "e"},  {0xABA6, "t"},
    {0xABA7, "a"},  {0xABAD, "l"},  {0xABB0, "j"},  {0xABBC, "u"},  {0xFF71, "p"},  {0xFF72, "t"},
    {0xFF77, "f"},  {0xFF89, "i"},  {0xFF8C, "j"},  {0xFF91, "a"},  {0xFF92, "x"},  {0xFF98, "y"},
    {0xFF9A, "l"},  {0xFFB6, "m"},
};

/* A run of letters and signs without a space while it is read. */
typedef struct {
  HavenSpelling spelling;
  gboolean latin;   /* it has a Latin letter */
  gboolean other;   /* it has a letter that is read by its shape */
  gboolean strange; /* it has one that cannot be */
  gboolean motley;  /* of several scripts, or of one that nobody chats in */
  GUnicodeScript script;
} Cluster;

static const char *
find_shape (gunichar c)
{
  const Shape *row = haven_char_find (c, shapes, G_N_ELEMENTS (shapes), sizeof shapes[0]);

  return row != NULL ? row->letters : NULL;
}

/**
 * haven_shapes_get_letters:
 * @c: a character
 *
 * Returns: (nullable): the letters it may be put for by its shape, one or two; %NULL when there are none
 */
const char *
haven_shapes_get_letters (gunichar c)
{
  const char *letters = c >= shapes[0].c ? find_shape (c) : NULL;
  gunichar lower;

  if (letters != NULL || c < shapes[0].c)
    return letters;
  lower = g_unichar_tolower (c);
  return lower != c ? find_shape (lower) : NULL;
}

/* Whether a character is a Latin letter or a digit, whatever it looks like. */
static gboolean
is_latin (const HavenCharInfo *info, gunichar c)
{
  if (info->kind != HAVEN_CHAR_LETTER && info->kind != HAVEN_CHAR_DIGIT)
    return FALSE;
  return info->identity ? c < 128 : info->fold_length > 0 && (guint8)haven_char_info_get_fold (info)[0] < 128;
}

static gboolean
is_unseen (const HavenCharInfo *info)
{
  return info->kind == HAVEN_CHAR_MARK || info->kind == HAVEN_CHAR_KEPT_MARK ||
         info->kind == HAVEN_CHAR_INVISIBLE || info->kind == HAVEN_CHAR_JOINER;
}

static void
append_latin (Cluster *cluster, const HavenCharInfo *info, gunichar c)
{
  const char *fold = haven_char_info_get_fold (info);

  cluster->latin |= info->kind == HAVEN_CHAR_LETTER;
  cluster->spelling.letters |= cluster->latin;
  if (info->identity)
    haven_spelling_append (&cluster->spelling, c);
  for (guint i = 0; i < info->fold_length && !info->identity; i++)
    haven_spelling_append (&cluster->spelling, fold[i]);
}

/* Whether a script is hardly met but for its shapes. */
static gboolean
is_seldom (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_LISU || script == G_UNICODE_SCRIPT_CHEROKEE ||
         script == G_UNICODE_SCRIPT_CANADIAN_ABORIGINAL || script == G_UNICODE_SCRIPT_COPTIC ||
         script == G_UNICODE_SCRIPT_DESERET || script == G_UNICODE_SCRIPT_COMMON;
}

static void
see_script (Cluster *cluster, gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  cluster->motley |= is_seldom (script) || (cluster->other && script != cluster->script);
  cluster->script = script;
  cluster->other = TRUE;
}

/* Adds a character to a cluster; FALSE when it ends there. */
static gboolean
extend (Cluster *cluster, gunichar c)
{
  const HavenCharInfo *info = haven_char_info (c);
  /* most of Russian: what looks Latin to everybody is not among the shapes */
  gboolean plain = info->script == HAVEN_SCRIPT_CYRILLIC && info->lookalike != 0;
  const char *letters = c > 127 && !plain ? haven_shapes_get_letters (c) : NULL;

  if (is_unseen (info))
    return TRUE;
  if (letters != NULL || (c > 127 && haven_char_get_letters_of_sign (c) != NULL)) {
    if (!is_latin (info, c))
      see_script (cluster, c);
    cluster->spelling.letters |= info->kind == HAVEN_CHAR_LETTER || info->kind == HAVEN_CHAR_IDEOGRAPH;
    haven_spelling_append (&cluster->spelling, c);
  } else if (is_latin (info, c)) {
    append_latin (cluster, info, c);
  } else if (info->kind == HAVEN_CHAR_LETTER && info->lookalike) {
    see_script (cluster, c);
    cluster->spelling.letters = TRUE;
    /* which of them is meant only the word tells */
    haven_spelling_append (&cluster->spelling, strchr ("il", info->lookalike) ? '|' : info->lookalike);
  } else if (info->kind == HAVEN_CHAR_LETTER || info->kind == HAVEN_CHAR_IDEOGRAPH) {
    cluster->strange = TRUE;
  } else {
    return FALSE;
  }
  return TRUE;
}

/* Reads the cluster that begins at a place, if one does. Returns where to go on. */
static const guint8 *
read_cluster (const guint8 *at, const guint8 *end, Cluster *cluster)
{
  const guint8 *start = at;
  gunichar c;

  cluster->latin = cluster->other = cluster->strange = cluster->motley = FALSE;
  haven_spelling_begin (&cluster->spelling, 0);
  while (at < end) {
    guint length = haven_utf8_read (at, end, &c);

    if (!extend (cluster, c))
      return at == start ? at + length : at;
    at += length;
  }
  return at;
}

/* Which words a stretch of the visible text has letters of; FALSE when there are none. */
static gboolean
find_words (const HavenText *text, gsize start, gsize end, guint *first, guint *last)
{
  while (*first < text->words->len && haven_text_word_at (text, *first)->end <= start)
    *first += 1;
  *last = *first;
  if (*first == text->words->len || haven_text_word_at (text, *first)->start >= end)
    return FALSE;
  while (*last + 1 < text->words->len && haven_text_word_at (text, *last + 1)->start < end)
    *last += 1;
  return TRUE;
}

static void
add_reading (HavenText *text, Cluster *cluster, guint first, guint last)
{
  cluster->spelling.first_word = first;
  cluster->spelling.last_word = last;
  cluster->spelling.changed = cluster->spelling.shapes = TRUE;
  haven_spelling_add_readings (text, &cluster->spelling, 0);
}

/* Which clusters there are in a message. */
typedef struct {
  gboolean strange; /* one without Latin letters that has a letter put for none */
  gboolean mixed;   /* one with Latin letters among others */
} Mixture;

/* Reads the clusters of a text; those without a Latin letter only when they are of several scripts, and asked
 * for. */
static Mixture
read_clusters (HavenText *text, gboolean with_motley)
{
  const guint8 *visible = (const guint8 *)text->visible.data, *end = visible + text->visible.length;
  Mixture mixture = {FALSE, FALSE};
  guint first = 0, last;
  Cluster cluster;

  for (const guint8 *at = visible, *next; at < end; at = next) {
    next = read_cluster (at, end, &cluster);
    mixture.strange |= cluster.strange && !cluster.latin;
    mixture.mixed |= cluster.latin && cluster.other && !cluster.strange;
    if (cluster.other && !cluster.strange && (cluster.latin || (with_motley && cluster.motley)) &&
        find_words (text, at - visible, next - visible, &first, &last))
      add_reading (text, &cluster, first, last);
  }
  return mixture;
}

/**
 * haven_shapes_read:
 * @text: a text whose words have been made
 *
 * Adds what its words are when letters are read by their shapes as readings, in no order.
 */
void
haven_shapes_read (HavenText *text)
{
  guint n_before = text->readings->len;
  Mixture mixture = read_clusters (text, TRUE);

  if (!mixture.strange)
    return;
  /* seldom: in a message with such letters only what stands among Latin ones is read */
  g_array_set_size (text->readings, n_before);
  if (mixture.mixed)
    read_clusters (text, FALSE);
}
