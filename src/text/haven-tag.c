/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Tags of libpurple markup and XHTML-IM, as Pidgin reads them, which forgives everything. */
#include "haven-tag.h"

#include <string.h>

#define EACH_BYTE G_GUINT64_CONSTANT (0x0101010101010101)

/* Names of more than one letter; beyond eight they are cut. */
static const struct {
  char name[HAVEN_TAG_NAME];
  HavenTagKind kind;
} tags[] = {
    {"font", HAVEN_TAG_STYLED},   {"span", HAVEN_TAG_STYLED},  {"br", HAVEN_TAG_BREAK},
    {"img", HAVEN_TAG_PICTURE},   {"div", HAVEN_TAG_BLOCK},    {"li", HAVEN_TAG_BLOCK},
    {"ul", HAVEN_TAG_BLOCK},      {"ol", HAVEN_TAG_BLOCK},     {"tr", HAVEN_TAG_BLOCK},
    {"table", HAVEN_TAG_BLOCK},   {"pre", HAVEN_TAG_BLOCK},    {"h1", HAVEN_TAG_BLOCK},
    {"h2", HAVEN_TAG_BLOCK},      {"h3", HAVEN_TAG_BLOCK},     {"h4", HAVEN_TAG_BLOCK},
    {"h5", HAVEN_TAG_BLOCK},      {"h6", HAVEN_TAG_BLOCK},     {"hr", HAVEN_TAG_BLOCK},
    {"dd", HAVEN_TAG_BLOCK},      {"dt", HAVEN_TAG_BLOCK},     {"blockquo", HAVEN_TAG_BLOCK},
    {"script", HAVEN_TAG_SILENT}, {"style", HAVEN_TAG_SILENT},
};

/**
 * haven_tag_get_kind:
 * @tag: a tag
 *
 * Returns: what it does to the text
 */
HavenTagKind
haven_tag_get_kind (const HavenTag *tag)
{
  const char *name = tag->name;

  if (name[1] == 0)
    return name[0] == 'a' ? HAVEN_TAG_LINK : name[0] == 'p' ? HAVEN_TAG_BLOCK : HAVEN_TAG_OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (memcmp (name, tags[i].name, HAVEN_TAG_NAME) == 0)
      return tags[i].kind;
  return HAVEN_TAG_OTHER;
}

/* The next byte c at or after a place, or the length; *missing remembers that there is none. */
static gsize
find_byte (const HavenTagReader *reader, gsize from, char c, gboolean *missing)
{
  const char *found = NULL;

  if (!*missing && from < reader->length)
    found = memchr (reader->source + from, c, reader->length - from);
  if (found == NULL) {
    *missing = TRUE;
    return reader->length;
  }
  return found - reader->source;
}

/* One past the '>' of the tag that begins at start; 0 when there is none. A '>' in a quoted value does not
 * close it. */
static gsize
find_tag_end (HavenTagReader *reader, gsize start)
{
  const char *source = reader->source;
  gsize close = find_byte (reader, start, '>', &reader->no_close);
  gsize at = start;

  while (close < reader->length) {
    const char *equals = memchr (source + at, '=', close - at);
    gsize quote;
    char c;

    if (equals == NULL)
      return close + 1;
    at = equals + 1 - source;
    c = source[at];
    if (c != '"' && c != '\'')
      continue;
    quote = find_byte (reader, at + 1, c, c == '"' ? &reader->no_quote : &reader->no_apostrophe);
    if (quote == reader->length)
      continue; /* an unterminated value: the first '>' it is */
    at = quote + 1;
    if (at > close)
      close = find_byte (reader, at, '>', &reader->no_close);
  }
  return 0;
}

/* "<!-- … -->": returns one past it, 0 when it never closes, and then Pidgin shows it. */
static gsize
find_comment_end (HavenTagReader *reader, gsize start)
{
  const char *close;

  if (reader->no_comment_close)
    return 0;
  close = g_strstr_len (reader->source + start + 4, reader->length - start - 4, "-->");
  if (close == NULL) {
    reader->no_comment_close = TRUE;
    return 0;
  }
  return close + 3 - reader->source;
}

static gboolean
is_letter (char c)
{
  return (guint8)((c | 0x20) - 'a') < 26;
}

static gboolean
is_name_char (char c)
{
  return is_letter (c) || (guint8)(c - '0') < 10;
}

/* The topmost bits of those of eight bytes, all of them ASCII, that are not less than c. */
static guint64
not_less (guint64 bytes, guint8 c)
{
  return bytes + EACH_BYTE * (0x80 - c);
}

/* How many of eight bytes belong to a name before the first one that does not. */
static guint
count_name_chars (guint64 bytes)
{
  guint64 ascii = bytes & EACH_BYTE * 0x7F, lower = ascii | EACH_BYTE * 0x20;
  guint64 letters = not_less (lower, 'a') & ~not_less (lower, 'z' + 1);
  guint64 digits = not_less (ascii, '0') & ~not_less (ascii, '9' + 1);
  guint64 others = ~((letters | digits) & ~bytes) & EACH_BYTE * 0x80;

  return others != 0 ? (guint)__builtin_ctzll (others) / 8 : HAVEN_TAG_NAME;
}

/* No name goes on into the zeros behind the source. */
static void
read_name (const HavenTagReader *reader, gsize at, HavenTag *tag)
{
  const char *name = reader->source + at;
  guint64 letters;
  gsize n;

  memcpy (&letters, name, HAVEN_TAG_NAME);
  letters = GUINT64_FROM_LE (letters);
  n = count_name_chars (letters);
  letters |= EACH_BYTE * 0x20; /* which digits have already */
  letters = n < HAVEN_TAG_NAME ? letters & ((G_GUINT64_CONSTANT (1) << 8 * n) - 1) : letters;
  letters = GUINT64_TO_LE (letters);
  memcpy (tag->name, &letters, HAVEN_TAG_NAME);
  while (n >= HAVEN_TAG_NAME && is_name_char (name[n]))
    n++;
  tag->name_end = at + n;
}

/* One past the '>' of a tag whose name has been read; 0 when there is none. */
static inline gsize
find_end (HavenTagReader *reader, const HavenTag *tag)
{
  const char *behind = reader->source + tag->name_end;
  gsize length;

  if (*behind == '>')
    return tag->name_end + 1;
  length = reader->scanner->find_tag_end (behind);
  return length != 0 ? tag->name_end + length : find_tag_end (reader, tag->name_end);
}

/**
 * haven_tag_read:
 * @reader: a reader that has come to an '<'
 * @start: where that is
 * @tag: (out): the tag that begins there
 *
 * Returns: %FALSE when this '<' is only a sign, as in "a < b" and "<3"
 */
HAVEN_HOT gboolean
haven_tag_read (HavenTagReader *reader, gsize start, HavenTag *tag)
{
  const char *source = reader->source;
  gsize at = start + 1;

  tag->start = start;
  tag->closes = source[at] == '/';
  at += tag->closes;
  if (at >= reader->length)
    return FALSE;
  read_name (reader, at, tag);
  if (G_LIKELY (is_letter (source[at])))
    tag->end = find_end (reader, tag);
  else if (memcmp (source + start, "<!--", 4) == 0)
    tag->end = find_comment_end (reader, start);
  else if (source[at] == '!' || source[at] == '?')
    tag->end = find_tag_end (reader, at);
  else
    return FALSE;
  return tag->end != 0;
}

/**
 * haven_tag_find_attribute:
 * @source: the markup
 * @tag: a tag of it
 * @name: an attribute, in ASCII of either case
 * @value: (out): where its value stands, without quotes; not for use when there is none
 *
 * Returns: whether @tag has it
 */
gboolean
haven_tag_find_attribute (const char *source, const HavenTag *tag, const char *name, HavenRange *value)
{
  gsize at = tag->name_end, end = tag->end - 1;

  while (at < end) {
    gsize start, name_end;
    char quote;

    while (at < end && (g_ascii_isspace (source[at]) || source[at] == '/'))
      at++;
    start = at;
    while (at < end && !g_ascii_isspace (source[at]) && source[at] != '=')
      at++;
    name_end = at;
    while (at < end && g_ascii_isspace (source[at]))
      at++;
    if (at >= end || source[at] != '=') {
      at = MAX (at, start + 1);
      continue;
    }
    at++;
    while (at < end && g_ascii_isspace (source[at]))
      at++;
    quote = at < end && (source[at] == '"' || source[at] == '\'') ? source[at++] : 0;
    value->start = at;
    while (at < end && (quote ? source[at] != quote : !g_ascii_isspace (source[at])))
      at++;
    value->end = at;
    at += quote != 0;
    if (name_end - start == strlen (name) &&
        g_ascii_strncasecmp (source + start, name, name_end - start) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether a CSS declaration list holds "name: value", spaces aside; value "" asks for a zero. */
static gboolean
style_has (const char *style, const char *name, const char *value)
{
  const char *at = strstr (style, name);

  if (at == NULL || at[strlen (name)] != ':')
    return FALSE;
  at += strlen (name) + 1;
  if (*value)
    return g_str_has_prefix (at, value) && !g_ascii_isalnum (at[strlen (value)]);
  /* 0, 0px, 0.0em, but not 0.5em */
  return *at == '0' && g_ascii_strtod (at, NULL) == 0;
}

/* The colour of a declaration, "" when there is none. */
static void
style_colour (const char *style, const char *name, char *colour, gsize size)
{
  gsize name_length = strlen (name), n = 0;

  for (const char *at = strstr (style, name); at != NULL; at = strstr (at + 1, name)) {
    if (at[name_length] != ':' || (at > style && at[-1] != ';'))
      continue;
    for (at += name_length + 1; *at && *at != ';' && n + 1 < size; at++)
      colour[n++] = *at;
    break;
  }
  colour[n] = 0;
}

static int
read_hex (char c)
{
  return g_ascii_isxdigit (c) ? g_ascii_xdigit_value (c) : -1;
}

/* Whether ink is as good as white: on most paper it is not seen. */
static gboolean
is_pale (const char *colour)
{
  static const char *const names[] = {"white", "snow", "ivory", "ghostwhite", "whitesmoke", "floralwhite"};
  gsize length = strlen (colour);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (colour, names[i]) == 0)
      return TRUE;
  if (*colour != '#' || (length != 4 && length != 7))
    return strcmp (colour, "rgb(255,255,255)") == 0;
  for (gsize i = 1; i < length; i += length == 4 ? 1 : 2)
    if (read_hex (colour[i]) < 14)
      return FALSE;
  return TRUE;
}

/* The value of an attribute in small letters, "" when there is none. */
static void
get_colour (const char *source, const HavenTag *tag, const char *name, char *colour, gsize size)
{
  HavenRange value;
  gsize n = 0;

  if (haven_tag_find_attribute (source, tag, name, &value))
    while (value.start < value.end && n + 1 < size)
      colour[n++] = g_ascii_tolower (source[value.start++]);
  colour[n] = 0;
}

/* <font color back>, as Pidgin knows it */
static HavenTagInk
get_font_ink (const char *source, const HavenTag *tag)
{
  char ink[32], paper[32];

  get_colour (source, tag, "color", ink, sizeof ink);
  get_colour (source, tag, "back", paper, sizeof paper);
  if (*ink && strcmp (ink, paper) == 0)
    return HAVEN_TAG_INK_SAME;
  return !*paper && is_pale (ink) ? HAVEN_TAG_INK_PALE : HAVEN_TAG_INK_SEEN;
}

static gboolean
ends_like_hiding (char c)
{
  return (c | 0x20) == 'y' || (c | 0x20) == 'e' || (c | 0x20) == 'd';
}

/* Whether there is more in a tag than a colour of ink, which is what most styles are. */
static gboolean
may_hide (const char *source, const HavenTag *tag)
{
  const char *end = source + tag->end;

  for (const char *at = source + tag->name_end; (at = memchr (at, ':', end - at)) != NULL; at++) {
    const char *name = at;

    while (g_ascii_isspace (name[-1]))
      name--;
    if (ends_like_hiding (name[-1]) || (name - source > 6 && name[-6] == '-'))
      return TRUE; /* display, visibility, opacity, font-size, background, background-color */
  }
  return FALSE;
}

/* Whether a colour in a tag may be as good as white; most are numbers, and of these most are not. */
static gboolean
may_be_pale (const char *source, const HavenTag *tag)
{
  const char *at = source + tag->name_end, *hash = memchr (at, '#', tag->end - tag->name_end);

  if (hash != NULL)
    return (hash[1] | 0x20) == 'f' || (hash[1] | 0x20) == 'e';
  return memchr (at, 'w', tag->end - tag->name_end) != NULL ||
         memchr (at, 'v', tag->end - tag->name_end) != NULL ||
         memchr (at, '(', tag->end - tag->name_end) != NULL;
}

/* Whether a font tag has paper of its own. */
static gboolean
has_paper (const char *source, const HavenTag *tag)
{
  const char *end = source + tag->end;

  for (const char *at = source + tag->name_end; (at = memchr (at, '=', end - at)) != NULL; at++)
    if ((at[-1] | 0x20) == 'k')
      return TRUE;
  return FALSE;
}

/**
 * haven_tag_get_ink:
 * @source: the markup
 * @tag: a tag of it that may have a style
 *
 * Returns: whether its style shows nothing: no display, no size, or ink the colour of its paper; or ink that
 *   is seen on dark paper alone
 */
HavenTagInk
haven_tag_get_ink (const char *source, const HavenTag *tag)
{
  char style[256], ink[32], paper[32];
  gsize n = 0;
  HavenRange value;

  if (tag->name[0] == 'f')
    return has_paper (source, tag) || may_be_pale (source, tag) ? get_font_ink (source, tag)
                                                                : HAVEN_TAG_INK_SEEN;
  if ((!may_hide (source, tag) && !may_be_pale (source, tag)) ||
      !haven_tag_find_attribute (source, tag, "style", &value))
    return HAVEN_TAG_INK_SEEN;
  for (gsize i = value.start; i < value.end && n + 1 < sizeof style; i++)
    if (!g_ascii_isspace (source[i]))
      style[n++] = g_ascii_tolower (source[i]);
  style[n] = 0;
  if (style_has (style, "display", "none") || style_has (style, "visibility", "hidden") ||
      style_has (style, "font-size", "") || style_has (style, "opacity", ""))
    return HAVEN_TAG_INK_HIDDEN;
  style_colour (style, "color", ink, sizeof ink);
  style_colour (style, "background-color", paper, sizeof paper);
  if (!*paper)
    style_colour (style, "background", paper, sizeof paper);
  if (*ink && strcmp (ink, paper) == 0)
    return HAVEN_TAG_INK_SAME;
  return !*paper && is_pale (ink) ? HAVEN_TAG_INK_PALE : HAVEN_TAG_INK_SEEN;
}
