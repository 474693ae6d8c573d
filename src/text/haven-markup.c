/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * libpurple markup and XHTML-IM as Pidgin shows them: it forgives everything, so does this. Every scan only
 * goes forward, and what was once found missing is not searched for again, so that reading stays linear.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_LINKS 1000
#define MAX_NAME 8
#define MAX_SPLICE 64
#define EACH_BYTE G_GUINT64_CONSTANT (0x0101010101010101)

/* A span that shows nothing, while it is being read. */
typedef struct {
  guint depth;    /* open elements inside it, itself included; 0 when there is none */
  gsize visible;  /* visible bytes before it */
  guint segments; /* segments before it */
  guint marks;
  char name[MAX_NAME];
} Hidden;

typedef struct {
  HavenText *text;
  const char *source;
  gsize length;
  gboolean no_close;         /* no '>' is left */
  gboolean no_quote;         /* no '"' is left */
  gboolean no_apostrophe;    /* no '\'' is left */
  gboolean no_comment_close; /* no "-->" is left */
  gboolean in_link;
  Hidden hidden;
} Reader;

typedef struct {
  gsize start; /* '<' */
  gsize name_end;
  gsize end; /* one past '>' */
  gboolean closes;
  char name[MAX_NAME]; /* in lower case, padded with zeros or cut */
} Tag;

typedef struct {
  gsize start;
  gsize end;
} Range;

/* In step with gtk_imhtml: what Pidgin shows as a character; it shows any other entity as it is written. */
static const struct {
  char name[7];
  guint8 length;
  gunichar c;
} entities[] = {
    {"&amp;", 5, '&'},   {"&lt;", 4, '<'},    {"&gt;", 4, '>'},    {"&quot;", 6, '"'},
    {"&apos;", 6, '\''}, {"&nbsp;", 6, 0xA0}, {"&copy;", 6, 0xA9}, {"&reg;", 5, 0xAE},
};

typedef enum {
  TAG_OTHER,
  TAG_BREAK,
  TAG_BLOCK,
  TAG_LINK,
  TAG_PICTURE,
  TAG_STYLED, /* it may have a style that hides */
  TAG_SILENT, /* what it holds is not for reading */
} TagKind;

/* Names of more than one letter; beyond eight they are cut. */
static const struct {
  char name[MAX_NAME];
  TagKind kind;
} tags[] = {
    {"font", TAG_STYLED},    {"span", TAG_STYLED},   {"br", TAG_BREAK},     {"img", TAG_PICTURE},
    {"div", TAG_BLOCK},      {"li", TAG_BLOCK},      {"ul", TAG_BLOCK},     {"ol", TAG_BLOCK},
    {"tr", TAG_BLOCK},       {"table", TAG_BLOCK},   {"pre", TAG_BLOCK},    {"h1", TAG_BLOCK},
    {"h2", TAG_BLOCK},       {"h3", TAG_BLOCK},      {"h4", TAG_BLOCK},     {"h5", TAG_BLOCK},
    {"h6", TAG_BLOCK},       {"hr", TAG_BLOCK},      {"dd", TAG_BLOCK},     {"dt", TAG_BLOCK},
    {"blockquo", TAG_BLOCK}, {"script", TAG_SILENT}, {"style", TAG_SILENT},
};

static TagKind
tag_kind (const char *name)
{
  if (name[1] == 0)
    return name[0] == 'a' ? TAG_LINK : name[0] == 'p' ? TAG_BLOCK : TAG_OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (memcmp (name, tags[i].name, MAX_NAME) == 0)
      return tags[i].kind;
  return TAG_OTHER;
}

/* Reads "&#233;" and "&#xE9;"; returns its length, 0 when it is none. */
static gsize
read_number (const char *at, gsize left, gunichar *c)
{
  gboolean hex = left > 2 && (at[2] == 'x' || at[2] == 'X');
  gsize i = hex ? 3 : 2;
  guint64 value = 0;
  gsize first = i;

  for (; i < left && i < 12; i++) {
    int digit = hex ? g_ascii_xdigit_value (at[i]) : g_ascii_digit_value (at[i]);

    if (digit < 0)
      break;
    value = value * (hex ? 16 : 10) + digit;
  }
  if (i == first || i >= left || at[i] != ';')
    return 0;
  *c = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0xFFFD : value;
  return i + 1;
}

/* Whether a name stands there in any case: all of it but '&' and ';' is letters. */
static gboolean
is_entity (const char *at, const char *name, gsize length)
{
  for (gsize i = 1; i < length - 1; i++)
    if ((at[i] | 0x20) != name[i])
      return FALSE;
  return at[length - 1] == ';';
}

static gsize
read_entity (const char *at, gsize left, gunichar *c)
{
  if (left > 3 && at[1] == '#')
    return read_number (at, left, c);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
    if (entities[i].length <= left && is_entity (at, entities[i].name, entities[i].length)) {
      *c = entities[i].c;
      return entities[i].length;
    }
  }
  return 0;
}

/* An entity, or an ampersand by itself. Returns where text goes on. */
static gsize
append_entity (Reader *reader, gsize start, gsize end)
{
  gunichar c = '&';
  gsize length = read_entity (reader->source + start, end - start, &c);

  haven_visible_append_char (reader->text, c, start, MAX (length, 1));
  return start + MAX (length, 1);
}

/* The text of an alt: entities are read, everything else is shown. */
static void
append_text (Reader *reader, gsize start, gsize end)
{
  while (start < end) {
    start = haven_visible_append_run (reader->text, reader->source, start, end);
    if (start < end && reader->source[start] == '&')
      start = append_entity (reader, start, end);
    else if (start < end)
      start = haven_visible_append_one (reader->text, reader->source, start, end);
  }
}

/* The next byte c at or after a place, or the length; *missing remembers that there is none. */
static gsize
find_byte (const Reader *reader, gsize from, char c, gboolean *missing)
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
find_tag_end (Reader *reader, gsize start)
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
find_comment_end (Reader *reader, gsize start)
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

  return others != 0 ? (guint)__builtin_ctzll (others) / 8 : MAX_NAME;
}

/* No name goes on into the zeros behind the source. */
static void
read_name (const Reader *reader, gsize at, Tag *tag)
{
  const char *name = reader->source + at;
  guint64 letters;
  gsize n;

  memcpy (&letters, name, MAX_NAME);
  letters = GUINT64_FROM_LE (letters);
  n = count_name_chars (letters);
  letters |= EACH_BYTE * 0x20; /* which digits have already */
  letters = n < MAX_NAME ? letters & ((G_GUINT64_CONSTANT (1) << 8 * n) - 1) : letters;
  letters = GUINT64_TO_LE (letters);
  memcpy (tag->name, &letters, MAX_NAME);
  while (n >= MAX_NAME && is_name_char (name[n]))
    n++;
  tag->name_end = at + n;
}

/* One past the '>' of a tag whose name has been read; 0 when there is none. */
static inline gsize
find_end (Reader *reader, const Tag *tag)
{
  const char *behind = reader->source + tag->name_end;
  gsize length;

  if (*behind == '>')
    return tag->name_end + 1;
  length = reader->text->scanner.find_tag_end (behind);
  return length != 0 ? tag->name_end + length : find_tag_end (reader, tag->name_end);
}

/* Reads the tag that begins at start; FALSE when this '<' is only a sign, as in "a < b" and "<3". */
HAVEN_HOT static gboolean
read_tag (Reader *reader, gsize start, Tag *tag)
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

/* Finds the value of an attribute within a tag. */
static gboolean
find_attribute (const Reader *reader, const Tag *tag, const char *name, Range *value)
{
  const char *source = reader->source;
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

/* Copies an attribute's value with its entities read; returns where it stands among the targets. */
static guint32
add_target (Reader *reader, Range value)
{
  HavenBytes *targets = &reader->text->targets;
  guint32 start = targets->length;

  while (value.start < value.end) {
    gunichar c = 0;
    gsize length = 0;

    if (reader->source[value.start] == '&')
      length = read_entity (reader->source + value.start, value.end - value.start, &c);
    haven_bytes_reserve (targets, 5);
    if (length > 0)
      targets->length += haven_utf8_write (c, targets->data + targets->length);
    else if (reader->source[value.start] != 0)
      targets->data[targets->length++] = reader->source[value.start];
    value.start += MAX (length, 1);
  }
  haven_bytes_append (targets, "", 1);
  return start;
}

static void
end_link (Reader *reader)
{
  GArray *links = reader->text->open_links;

  if (!reader->in_link)
    return;
  /* pictures inside the link came after it: find the one that is still open */
  for (guint i = links->len; i > 0; i--) {
    HavenOpenLink *link = &g_array_index (links, HavenOpenLink, i - 1);

    if (link->end == G_MAXUINT32) {
      link->end = reader->text->visible.length;
      break;
    }
  }
  reader->in_link = FALSE;
}

static void
start_link (Reader *reader, const Tag *tag)
{
  HavenOpenLink link = {reader->text->visible.length, G_MAXUINT32, 0};
  Range href;

  end_link (reader);
  if (haven_text_get_open_links (reader->text)->len >= MAX_LINKS ||
      !find_attribute (reader, tag, "href", &href))
    return;
  link.target = add_target (reader, href);
  g_array_append_val (reader->text->open_links, link);
  reader->in_link = TRUE;
}

/* A picture shows its alt where it cannot be shown itself. */
static void
add_picture (Reader *reader, const Tag *tag)
{
  HavenText *text = reader->text;
  HavenOpenLink link = {text->visible.length, 0, 0};
  Range alt, src;

  if (find_attribute (reader, tag, "alt", &alt))
    append_text (reader, alt.start, alt.end);
  if (haven_text_get_open_links (text)->len >= MAX_LINKS || !find_attribute (reader, tag, "src", &src))
    return;
  link.end = text->visible.length;
  link.target = add_target (reader, src);
  g_array_append_val (text->open_links, link);
}

static void
append_break (Reader *reader, const Tag *tag, gboolean always)
{
  const HavenBytes *visible = &reader->text->visible;

  if (!always && (visible->length == 0 || visible->data[visible->length - 1] == '\n'))
    return;
  haven_visible_append_char (reader->text, '\n', tag->start, tag->end - tag->start);
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

static gboolean
ends_like_hiding (char c)
{
  return (c | 0x20) == 'y' || (c | 0x20) == 'e' || (c | 0x20) == 'd';
}

/* Whether there is more in a tag than a colour of ink, which is what most styles are. */
static gboolean
may_hide (const Reader *reader, const Tag *tag)
{
  const char *end = reader->source + tag->end;

  for (const char *at = reader->source + tag->name_end; (at = memchr (at, ':', end - at)) != NULL; at++) {
    const char *name = at;

    while (g_ascii_isspace (name[-1]))
      name--;
    if (ends_like_hiding (name[-1]) || (name - reader->source > 6 && name[-6] == '-'))
      return TRUE; /* display, visibility, opacity, font-size, background, background-color */
  }
  return FALSE;
}

/* Whether a style shows nothing: no display, no size, or ink the colour of its paper. */
static gboolean
has_hiding_style (const Reader *reader, const Tag *tag)
{
  char style[256], ink[32], paper[32];
  gsize n = 0;
  Range value;

  if (!may_hide (reader, tag) || !find_attribute (reader, tag, "style", &value))
    return FALSE;
  for (gsize i = value.start; i < value.end && n + 1 < sizeof style; i++)
    if (!g_ascii_isspace (reader->source[i]))
      style[n++] = g_ascii_tolower (reader->source[i]);
  style[n] = 0;
  if (style_has (style, "display", "none") || style_has (style, "visibility", "hidden") ||
      style_has (style, "font-size", "") || style_has (style, "opacity", ""))
    return TRUE;
  style_colour (style, "color", ink, sizeof ink);
  style_colour (style, "background-color", paper, sizeof paper);
  if (!*paper)
    style_colour (style, "background", paper, sizeof paper);
  return *ink && strcmp (ink, paper) == 0;
}

static gboolean
is_inside_word (const char *bytes, gsize at, gsize length)
{
  return at < length && (g_ascii_isalnum (bytes[at]) || (bytes[at] & 0x80));
}

/*
 * Pidgin shows what other clients hide, scripts and style sheets included, so hidden text is read as well,
 * with one exception: a few hidden letters in the middle of a word are there to break it, and are left out.
 */
static void
end_hidden (Reader *reader, gsize next)
{
  HavenText *text = reader->text;
  const Hidden *hidden = &reader->hidden;
  const char *inside = text->visible.data + hidden->visible;
  gsize length = text->visible.length - hidden->visible;

  if (length > MAX_SPLICE || memchr (inside, ' ', length) != NULL || memchr (inside, '\n', length) != NULL)
    return;
  if (hidden->visible == 0 || !is_inside_word (text->visible.data, hidden->visible - 1, hidden->visible))
    return;
  while (next < reader->length && reader->source[next] == '<') {
    Tag tag;

    if (!read_tag (reader, next, &tag))
      return;
    next = tag.end;
  }
  if (!is_inside_word (reader->source, next, reader->length))
    return;
  text->visible.length = hidden->visible;
  text->n_segments = hidden->segments;
  text->marks = hidden->marks;
}

static void
follow_hidden (Reader *reader, const Tag *tag, TagKind kind)
{
  Hidden *hidden = &reader->hidden;

  if (reader->source[tag->end - 2] == '/')
    return;
  if (hidden->depth > 0) {
    if (memcmp (tag->name, hidden->name, MAX_NAME) != 0)
      return;
    hidden->depth += tag->closes ? -1 : 1;
    if (hidden->depth == 0)
      end_hidden (reader, tag->end);
    return;
  }
  if (tag->closes || (kind != TAG_SILENT && (kind == TAG_OTHER || !has_hiding_style (reader, tag))))
    return;
  hidden->depth = 1;
  hidden->visible = reader->text->visible.length;
  hidden->segments = reader->text->n_segments;
  hidden->marks = reader->text->marks;
  memcpy (hidden->name, tag->name, MAX_NAME);
}

static void
apply_tag (Reader *reader, const Tag *tag)
{
  TagKind kind = tag_kind (tag->name);

  switch (kind) {
  case TAG_BREAK:
  case TAG_BLOCK:
    append_break (reader, tag, kind == TAG_BREAK);
    break;
  case TAG_PICTURE:
    if (!tag->closes)
      add_picture (reader, tag);
    break;
  case TAG_LINK:
    if (tag->closes)
      end_link (reader);
    else
      start_link (reader, tag);
    break;
  default:
    break;
  }
  if (kind != TAG_OTHER || reader->hidden.depth > 0)
    follow_hidden (reader, tag, kind);
}

/**
 * haven_markup_read:
 * @text: what is being read
 * @source: (array length=length): libpurple markup or XHTML-IM, with a block of zeros behind it
 * @length: bytes of @source
 *
 * Fills the visible text, its segments and its links.
 */
HAVEN_HOT void
haven_markup_read (HavenText *text, const char *source, gsize length)
{
  Reader reader = {text, source, length};
  gsize at = 0;

  for (;;) {
    Tag tag;

    /* tags stand in a row as often as not, and at the beginning */
    if (source[at] != '<' && source[at] != '&')
      at = haven_visible_append_run (text, source, at, length);
    if (at >= length)
      break;
    if (source[at] == '&') {
      at = append_entity (&reader, at, length);
    } else if (source[at] == '<' && read_tag (&reader, at, &tag)) {
      apply_tag (&reader, &tag);
      at = tag.end;
    } else {
      at = haven_visible_append_one (text, source, at, length);
    }
  }
  end_link (&reader);
}
