/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * libpurple markup and XHTML-IM as Pidgin shows them: it forgives everything, so does this. Every scan only
 * goes forward, and what was once found missing is not searched for again, so that reading stays linear.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_LINKS 1000
#define MAX_NAME 16
#define MAX_SPLICE 64

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
  gboolean no_close;           /* no '>' is left */
  gboolean no_quote;           /* no '"' is left */
  gboolean no_apostrophe;      /* no '\'' is left */
  gboolean no_comment_close;   /* no "-->" is left */
  gboolean no_silent_close[3]; /* no end tag of a silent element is left */
  gboolean in_link;
  Hidden hidden;
} Reader;

typedef struct {
  gsize start; /* '<' */
  gsize name;
  gsize name_end;
  gsize end; /* one past '>' */
  gboolean closes;
  char lower[MAX_NAME]; /* the name in lower case, "" when it is longer */
} Tag;

typedef struct {
  gsize start;
  gsize end;
} Range;

/* In step with gtk_imhtml: what Pidgin shows as a character; it shows any other entity as it is written. */
static const struct {
  const char *name;
  gunichar c;
} entities[] = {
    {"&amp;", '&'},   {"&lt;", '<'},    {"&gt;", '>'},    {"&quot;", '"'},
    {"&apos;", '\''}, {"&nbsp;", 0xA0}, {"&copy;", 0xA9}, {"&reg;", 0xAE},
};

static const char *const block_tags[] = {"p",  "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre",
                                         "h1", "h2",  "h3", "h4", "h5", "h6", "hr",    "dd",         "dt"};
static const char *const silent_tags[3] = {"script", "style", "title"};

/* Where a name stands in a list; -1 when it does not. */
static int
position (const char *name, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (name, names[i]) == 0)
      return i;
  return -1;
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

static gsize
read_entity (const char *at, gsize left, gunichar *c)
{
  if (left > 3 && at[1] == '#')
    return read_number (at, left, c);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
    gsize length = strlen (entities[i].name);

    if (length <= left && g_ascii_strncasecmp (at, entities[i].name, length) == 0) {
      *c = entities[i].c;
      return length;
    }
  }
  return 0;
}

/* Text between tags, or in an alt: entities are read, everything else is shown. */
static void
append_text (Reader *reader, gsize start, gsize end)
{
  while (start < end) {
    const char *amp = memchr (reader->source + start, '&', end - start);
    gsize at = amp != NULL ? (gsize)(amp - reader->source) : end;
    gunichar c;
    gsize length;

    haven_visible_append (reader->text, reader->source, start, at);
    if (at == end)
      return;
    length = read_entity (amp, end - at, &c);
    if (length > 0)
      haven_visible_append_char (reader->text, c, at, length);
    else
      haven_visible_append (reader->text, reader->source, at, at + 1);
    start = at + MAX (length, 1);
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
  gsize close = find_byte (reader, start, '>', &reader->no_close);
  gsize at = start;

  if (close == reader->length)
    return 0;
  while (at < close) {
    char c = reader->source[at++];
    gsize quote;

    if ((c != '"' && c != '\'') || reader->source[at - 2] != '=')
      continue;
    quote = find_byte (reader, at, c, c == '"' ? &reader->no_quote : &reader->no_apostrophe);
    if (quote == reader->length)
      continue; /* an unterminated value: the first '>' it is */
    at = quote + 1;
    if (at > close)
      close = find_byte (reader, at, '>', &reader->no_close);
    if (close == reader->length)
      return 0;
  }
  return close + 1;
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

/* Reads the tag that begins at start; FALSE when this '<' is only a sign, as in "a < b" and "<3". */
static gboolean
read_tag (Reader *reader, gsize start, Tag *tag)
{
  const char *source = reader->source;
  gsize at = start + 1;

  tag->start = start;
  tag->lower[0] = 0;
  tag->closes = at < reader->length && source[at] == '/';
  at += tag->closes;
  tag->name = tag->name_end = at;
  if (at >= reader->length)
    return FALSE;
  if (reader->length - start >= 4 && memcmp (source + start, "<!--", 4) == 0)
    return (tag->end = find_comment_end (reader, start)) != 0;
  if (!g_ascii_isalpha (source[at]) && source[at] != '!' && source[at] != '?')
    return FALSE;
  tag->end = find_tag_end (reader, at);
  if (tag->end == 0)
    return FALSE;
  while (tag->name_end < tag->end && g_ascii_isalnum (source[tag->name_end]))
    tag->name_end++;
  for (gsize i = tag->name; i < tag->name_end && tag->name_end - tag->name < MAX_NAME; i++) {
    tag->lower[i - tag->name] = g_ascii_tolower (source[i]);
    tag->lower[i - tag->name + 1] = 0;
  }
  return TRUE;
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
  if (reader->text->open_links->len >= MAX_LINKS || !find_attribute (reader, tag, "href", &href))
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
  if (text->open_links->len >= MAX_LINKS || !find_attribute (reader, tag, "src", &src))
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

/* Whether a style shows nothing: no display, no size, or ink the colour of its paper. */
static gboolean
is_hiding (const Reader *reader, const Tag *tag)
{
  char style[256], ink[32], paper[32];
  gsize n = 0;
  Range value;

  if (!find_attribute (reader, tag, "style", &value))
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
 * Pidgin shows what other clients hide, so hidden text is read as well, with one exception: a few hidden
 * letters in the middle of a word are there to break it, and are left out.
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
  g_array_set_size (text->segments, hidden->segments);
  text->marks = hidden->marks;
}

static void
follow_hidden (Reader *reader, const Tag *tag)
{
  Hidden *hidden = &reader->hidden;

  if (hidden->depth > 0) {
    if (strcmp (tag->lower, hidden->name) != 0 || reader->source[tag->end - 2] == '/')
      return;
    hidden->depth += tag->closes ? -1 : 1;
    if (hidden->depth == 0)
      end_hidden (reader, tag->end);
    return;
  }
  if (tag->closes || !*tag->lower || reader->source[tag->end - 2] == '/' || !is_hiding (reader, tag))
    return;
  hidden->depth = 1;
  hidden->visible = reader->text->visible.length;
  hidden->segments = reader->text->segments->len;
  hidden->marks = reader->text->marks;
  strcpy (hidden->name, tag->lower);
}

/* One past the end tag of an element whose content is never shown; the start tag's own end when it never
 * closes. */
static gsize
skip_silent (Reader *reader, const Tag *tag, int silent)
{
  gsize at = tag->end;

  while (at < reader->length && !reader->no_silent_close[silent]) {
    const char *next = memchr (reader->source + at, '<', reader->length - at);
    Tag close;

    if (next == NULL)
      break;
    at = next - reader->source;
    if (at + 1 < reader->length && reader->source[at + 1] == '/' && read_tag (reader, at, &close) &&
        strcmp (close.lower, tag->lower) == 0)
      return close.end;
    at++;
  }
  reader->no_silent_close[silent] = TRUE;
  return tag->end;
}

/* Acts on a tag; returns where reading goes on. */
static gsize
apply_tag (Reader *reader, const Tag *tag)
{
  const char *name = tag->lower;
  int silent = position (name, silent_tags, G_N_ELEMENTS (silent_tags));

  if (!tag->closes && silent >= 0)
    return skip_silent (reader, tag, silent);
  if (strcmp (name, "br") == 0)
    append_break (reader, tag, TRUE);
  else if (position (name, block_tags, G_N_ELEMENTS (block_tags)) >= 0)
    append_break (reader, tag, FALSE);
  else if (strcmp (name, "img") == 0 && !tag->closes)
    add_picture (reader, tag);
  else if (strcmp (name, "a") == 0 && tag->closes)
    end_link (reader);
  else if (strcmp (name, "a") == 0)
    start_link (reader, tag);
  follow_hidden (reader, tag);
  return tag->end;
}

/**
 * haven_markup_read:
 * @text: what is being read
 * @source: (array length=length): libpurple markup or XHTML-IM
 * @length: bytes of @source
 *
 * Fills the visible text, its segments and its links.
 */
void
haven_markup_read (HavenText *text, const char *source, gsize length)
{
  Reader reader = {text, source, length};
  gsize at = 0;

  while (at < length) {
    const char *next = memchr (source + at, '<', length - at);
    gsize stop = next != NULL ? (gsize)(next - source) : length;
    Tag tag;

    append_text (&reader, at, stop);
    if (stop == length)
      break;
    if (read_tag (&reader, stop, &tag)) {
      at = apply_tag (&reader, &tag);
    } else {
      haven_visible_append (text, source, stop, stop + 1);
      at = stop + 1;
    }
  }
  end_link (&reader);
}
