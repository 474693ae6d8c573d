/* SPDX-License-Identifier: GPL-2.0-or-later */

/* libpurple markup and XHTML-IM as Pidgin shows them: it forgives everything, so does this. */
#include "haven-entity.h"
#include "haven-tag.h"
#include "haven-text-private.h"

#include <string.h>

#define MAX_LINKS 1000
#define MAX_SPLICE 64

/* A span that shows nothing, while it is being read. */
typedef struct {
  guint depth;    /* open elements inside it, itself included; 0 when there is none */
  gsize visible;  /* visible bytes before it */
  guint segments; /* segments before it */
  guint marks;
  HavenTagInk ink;
  gsize override; /* what ran from right to left before it, as in the text */
  char name[HAVEN_TAG_NAME];
} Hidden;

typedef struct {
  HavenText *text;
  const char *source;
  gsize length;
  HavenTagReader tags;
  gboolean in_link;
  Hidden hidden;
} Reader;

/* An entity, or an ampersand by itself. Returns where text goes on. */
static gsize
append_entity (Reader *reader, gsize start, gsize end)
{
  gunichar c = '&';
  gsize length = haven_entity_read (reader->source + start, end - start, &c);

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

/* Copies an attribute's value with its entities read; returns where it stands among the targets. */
static guint32
add_target (Reader *reader, HavenRange value)
{
  HavenBytes *targets = &reader->text->targets;
  guint32 start = targets->length;

  while (value.start < value.end) {
    gunichar c = 0;
    gsize length = 0;

    if (reader->source[value.start] == '&')
      length = haven_entity_read (reader->source + value.start, value.end - value.start, &c);
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
start_link (Reader *reader, const HavenTag *tag)
{
  HavenOpenLink link = {reader->text->visible.length, G_MAXUINT32, 0};
  HavenRange href;

  end_link (reader);
  if (haven_text_get_open_links (reader->text)->len >= MAX_LINKS ||
      !haven_tag_find_attribute (reader->source, tag, "href", &href))
    return;
  link.target = add_target (reader, href);
  g_array_append_val (reader->text->open_links, link);
  reader->in_link = TRUE;
}

/* A picture shows its alt where it cannot be shown itself. */
static void
add_picture (Reader *reader, const HavenTag *tag)
{
  HavenText *text = reader->text;
  HavenOpenLink link = {text->visible.length, 0, 0};
  HavenRange alt, src;

  if (haven_tag_find_attribute (reader->source, tag, "alt", &alt))
    append_text (reader, alt.start, alt.end);
  if (haven_text_get_open_links (text)->len >= MAX_LINKS ||
      !haven_tag_find_attribute (reader->source, tag, "src", &src))
    return;
  link.end = text->visible.length;
  link.target = add_target (reader, src);
  g_array_append_val (text->open_links, link);
}

static void
append_break (Reader *reader, const HavenTag *tag, gboolean always)
{
  const HavenBytes *visible = &reader->text->visible;

  if (!always && (visible->length == 0 || visible->data[visible->length - 1] == '\n'))
    return;
  haven_visible_append_char (reader->text, '\n', tag->start, tag->end - tag->start);
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
static gboolean
splice (Reader *reader, gsize next)
{
  HavenText *text = reader->text;
  const Hidden *hidden = &reader->hidden;
  const char *inside = text->visible.data + hidden->visible;
  gsize length = text->visible.length - hidden->visible;

  if (length > MAX_SPLICE || memchr (inside, ' ', length) != NULL || memchr (inside, '\n', length) != NULL)
    return FALSE;
  if (hidden->visible == 0 || !is_inside_word (text->visible.data, hidden->visible - 1, hidden->visible))
    return FALSE;
  /* what began before it was turned round in it: its letters are no longer behind the others */
  if (hidden->override != 0 && text->override != hidden->override)
    return FALSE;
  while (next < reader->length && reader->source[next] == '<') {
    HavenTag tag;

    if (!haven_tag_read (&reader->tags, next, &tag))
      return FALSE;
    next = tag.end;
  }
  if (!is_inside_word (reader->source, next, reader->length))
    return FALSE;
  text->visible.length = hidden->visible;
  text->n_segments = hidden->segments;
  text->marks = hidden->marks;
  text->override = hidden->override;
  return TRUE;
}

/* What nobody sees for its colour is left out of a word as well, and whole words in it are set apart. */
static void
end_hidden (Reader *reader, gsize next)
{
  HavenTagInk ink = reader->hidden.ink;

  if (ink != HAVEN_TAG_INK_PALE && splice (reader, next))
    return;
  if (ink == HAVEN_TAG_INK_PALE || ink == HAVEN_TAG_INK_SAME)
    haven_pale_note (reader->text, reader->hidden.visible);
}

static void
follow_hidden (Reader *reader, const HavenTag *tag, HavenTagKind kind)
{
  Hidden *hidden = &reader->hidden;

  if (reader->source[tag->end - 2] == '/')
    return;
  if (hidden->depth > 0) {
    if (memcmp (tag->name, hidden->name, HAVEN_TAG_NAME) != 0)
      return;
    hidden->depth += tag->closes ? -1 : 1;
    if (hidden->depth == 0)
      end_hidden (reader, tag->end);
    return;
  }
  if (tag->closes || kind == HAVEN_TAG_OTHER)
    return;
  hidden->ink = kind == HAVEN_TAG_SILENT ? HAVEN_TAG_INK_HIDDEN : haven_tag_get_ink (reader->source, tag);
  if (hidden->ink == HAVEN_TAG_INK_SEEN)
    return;
  hidden->depth = 1;
  hidden->visible = reader->text->visible.length;
  hidden->segments = reader->text->n_segments;
  hidden->marks = reader->text->marks;
  hidden->override = reader->text->override;
  memcpy (hidden->name, tag->name, HAVEN_TAG_NAME);
}

static void
apply_tag (Reader *reader, const HavenTag *tag)
{
  HavenTagKind kind = haven_tag_get_kind (tag);

  switch (kind) {
  case HAVEN_TAG_BREAK:
  case HAVEN_TAG_BLOCK:
    append_break (reader, tag, kind == HAVEN_TAG_BREAK);
    break;
  case HAVEN_TAG_PICTURE:
    if (!tag->closes)
      add_picture (reader, tag);
    break;
  case HAVEN_TAG_LINK:
    if (tag->closes)
      end_link (reader);
    else
      start_link (reader, tag);
    break;
  default:
    break;
  }
  if (kind != HAVEN_TAG_OTHER || reader->hidden.depth > 0)
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
  Reader reader = {text, source, length, .tags = {source, length, &text->scanner}};
  gsize at = 0;

  for (;;) {
    HavenTag tag;

    /* tags stand in a row as often as not, and at the beginning */
    if (source[at] != '<' && source[at] != '&')
      at = haven_visible_append_run (text, source, at, length);
    if (at >= length)
      break;
    if (source[at] == '&') {
      at = append_entity (&reader, at, length);
    } else if (source[at] == '<' && haven_tag_read (&reader.tags, at, &tag)) {
      apply_tag (&reader, &tag);
      at = tag.end;
    } else {
      at = haven_visible_append_one (text, source, at, length);
    }
  }
  if (reader.hidden.depth > 0 &&
      (reader.hidden.ink == HAVEN_TAG_INK_PALE || reader.hidden.ink == HAVEN_TAG_INK_SAME))
    haven_pale_note (text, reader.hidden.visible);
  end_link (&reader);
}
