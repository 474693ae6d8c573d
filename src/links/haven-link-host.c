/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link-host.h"

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-link-chars.h"

#define MAX_LABELS 40
#define MAX_RUN 1024  /* bytes of a host as written */
#define MAX_ENDING 12 /* characters of a top-level domain in an unspaced script */

/* A run of characters that may be a host, its dots made plain. */
typedef struct {
  GString *name;
  guint n_labels;
  gsize in_text[MAX_LABELS]; /* where each label begins in the text */
  gsize in_name[MAX_LABELS]; /* where it begins in the name */
  gsize end;
  gboolean defanged;
  gboolean slashes; /* what is like a slash counts as a part of it */
} Run;

/* Length of a dot written so that nobody follows it: [.] (.) {.} [dot] (dot) {dot} */
static gsize
defanged_dot (const char *text, gsize length, gsize at)
{
  static const char *const dots[] = {"[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "[."};

  if (strchr ("[({", text[at]) == NULL)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (dots); i++) {
    gsize size = strlen (dots[i]);
    if (at + size < length && g_ascii_strncasecmp (text + at, dots[i], size) == 0)
      return size;
  }
  return 0;
}

static gboolean
host_char_at (const char *text, gsize length, gsize at)
{
  gsize next;
  return at < length && haven_char_is_host (haven_char_at (text, length, at, &next));
}

/* Length of a separator of labels at at, 0 for none. It only separates when a label follows. */
static gsize
separator_at (const char *text, gsize length, gsize at, HavenHostPlace place, gboolean *defanged)
{
  gsize size = 0;
  gsize next;
  gunichar c = haven_char_at (text, length, at, &next);

  if (c == '.')
    size = 1;
  else if (c == '[' || c == '(' || c == '{') {
    size = defanged_dot (text, length, at);
    *defanged |= size != 0;
  } else if (c == 0x3002 || c == 0xFF0E || c == 0xFF61) {
    /* full stops of East Asia part the labels of a host (RFC 3490), and also end sentences */
    if (place == HAVEN_HOST_SCHEME && g_ascii_isalnum (text[at - 1]) && next < length &&
        g_ascii_isalnum (text[next]))
      size = next - at;
  }
  return size > 0 && host_char_at (text, length, at + size) ? size : 0;
}

static gboolean
read_run (const char *text, gsize length, gsize at, HavenHostPlace place, gboolean unspaced, Run *run)
{
  gsize limit = MIN (length, at + MAX_RUN);

  g_string_truncate (run->name, 0);
  run->defanged = FALSE;
  run->n_labels = 1;
  run->in_text[0] = at;
  run->in_name[0] = 0;
  while (at < limit) {
    gsize next;
    gsize size;
    gunichar c = haven_char_at (text, length, at, &next);
    gboolean defanged = FALSE;

    if (run->slashes && haven_char_is_slash_like (c) && run->name->len > 0 &&
        host_char_at (text, length, next)) {
      g_string_append_len (run->name, text + at, (gssize)(next - at));
      at = next;
      continue;
    }
    if (haven_char_is_host (c) && (unspaced || !haven_char_is_unspaced (c))) {
      g_string_append_len (run->name, text + at, (gssize)(next - at));
      at = next;
      continue;
    }
    if (haven_char_is_invisible (c) && run->name->len > 0 && host_char_at (text, length, next)) {
      at = next;
      continue;
    }
    size = run->name->len > 0 ? separator_at (text, length, at, place, &defanged) : 0;
    if (size == 0 || run->n_labels == MAX_LABELS)
      break;
    if (!unspaced && haven_char_is_unspaced (haven_char_at (text, limit, at + size, &next)))
      break;
    run->defanged |= defanged;
    g_string_append_c (run->name, '.');
    at += size;
    run->in_text[run->n_labels] = at;
    run->in_name[run->n_labels++] = run->name->len;
  }
  run->end = at;
  return run->name->len > 0 && at - run->in_text[0] < MAX_RUN;
}

static const char *
label (const Run *run, guint index, gsize *length)
{
  gsize start = run->in_name[index];
  gsize end = index + 1 < run->n_labels ? run->in_name[index + 1] - 1 : run->name->len;

  *length = end - start;
  return run->name->str + start;
}

static gboolean
ending_known (const char *name, gsize length)
{
  g_autofree char *ascii = haven_host_to_ascii (name, length);
  return ascii != NULL && haven_domain_tld_known (ascii);
}

/* Cuts the run so that label index ends after length bytes of it. */
static void
cut (Run *run, guint index, gsize length)
{
  run->n_labels = index + 1;
  g_string_truncate (run->name, run->in_name[index] + length);
  run->end = run->in_text[index] + length;
}

/* How many bytes of a label, from its start, are the letters of an unspaced script, at most MAX_ENDING
 * characters, that together are a top-level domain; 0 for none. The longest wins. */
static gsize
unspaced_ending (const char *text, gsize length)
{
  gsize best = 0;
  gsize at = 0;

  for (guint i = 0; i < MAX_ENDING && at < length; i++) {
    gunichar c = haven_char_at (text, length, at, &at);

    if (!haven_char_is_unspaced (c) && c != 0x30FC)
      break;
    if (ending_known (text, at))
      best = at;
  }
  return best;
}

/* "example.comです": when the whole is no known name, the host ends where a known ending meets letters
 * of an unspaced script. */
static gboolean
cut_at_sentence (Run *run)
{
  for (guint i = 1; i < run->n_labels; i++) {
    gsize length;
    gsize ascii = 0;
    gsize ending;
    const char *name = label (run, i, &length);

    while (ascii < length && g_ascii_isalnum (name[ascii]))
      ascii++;
    if (ascii > 1 && ascii < length && (guchar)name[ascii] >= 0x80 && ending_known (name, ascii)) {
      cut (run, i, ascii);
      return TRUE;
    }
    ending = unspaced_ending (name, length);
    if (ending > 0 && ending < length) {
      cut (run, i, ending);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
labels_sound (const Run *run)
{
  for (guint i = 0; i < run->n_labels; i++) {
    gsize length;
    const char *name = label (run, i, &length);

    if (length == 0 || strchr ("-_", name[0]) != NULL || strchr ("-_", name[length - 1]) != NULL)
      return FALSE;
    /* names of machines may hold an underscore, names that one can register may not */
    if (i + 2 >= run->n_labels && run->n_labels > 1 && memchr (name, '_', length) != NULL)
      return FALSE;
    if (length >= 4 && g_ascii_strncasecmp (name, "xn--", 4) == 0)
      for (gsize j = 0; j < length; j++)
        if ((guchar)name[j] >= 0x80)
          return FALSE;
  }
  return TRUE;
}

static gboolean
all_digits (const char *name, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (name[i]))
      return FALSE;
  return TRUE;
}

/* May the last label end a host after a scheme? Unknown endings do: people run networks of their own. */
static gboolean
free_ending (const Run *run)
{
  gsize length;
  const char *name = label (run, run->n_labels - 1, &length);

  if (run->n_labels == 1)
    return TRUE;
  if (all_digits (name, length))
    return TRUE;
  return g_utf8_strlen (name, (gssize)length) >= 2 && memchr (name, '-', length) == NULL;
}

static gboolean
settle_scheme (Run *run)
{
  gsize length;
  const char *name = label (run, run->n_labels - 1, &length);

  if (run->n_labels > 1 && ending_known (name, length))
    return TRUE;
  return cut_at_sentence (run) || free_ending (run);
}

static gboolean
settle_relative (Run *run)
{
  gsize length;
  const char *name = label (run, run->n_labels - 1, &length);

  if (run->n_labels == 1)
    return length == 9 && g_ascii_strncasecmp (name, "localhost", length) == 0;
  return ending_known (name, length) || (all_digits (name, length) && !all_digits (run->name->str, 1)) ||
         cut_at_sentence (run);
}

/* A label is of one kind: letters of an unspaced script, or none of them. */
static gboolean
labels_pure (const Run *run)
{
  for (guint i = 0; i < run->n_labels; i++) {
    gsize length;
    const char *name = label (run, i, &length);
    gsize at = 0;
    guint unspaced = 0;
    guint other = 0;

    while (at < length) {
      gunichar c = haven_char_at (name, length, at, &at);
      if (haven_char_is_unspaced (c) || c == 0x30FC)
        unspaced++;
      else
        other++;
    }
    if (unspaced > 0 && other > 0)
      return FALSE;
  }
  return TRUE;
}

/* A bare host in letters of an unspaced script is one when it stands apart: 日本語.jp */
static gboolean
settle_unspaced (const char *text, gsize length, gsize start, Run *run)
{
  gsize name_length;
  const char *name = label (run, run->n_labels - 1, &name_length);
  gunichar before = haven_char_before (text, start);

  return run->n_labels > 1 && !haven_char_is_word (before) && labels_pure (run) &&
         ending_known (name, name_length);
}

static gboolean
settle_bare (const char *text, gsize length, Run *run)
{
  gsize name_length;
  const char *name = label (run, run->n_labels - 1, &name_length);

  if (run->end + 1 < length && text[run->end] == '.') {
    /* the run stopped at letters of an unspaced script: they may begin with an ending (みんな) */
    gsize ending = unspaced_ending (text + run->end + 1, length - run->end - 1);

    if (ending > 0 && run->n_labels < MAX_LABELS) {
      run->in_text[run->n_labels] = run->end + 1;
      run->in_name[run->n_labels++] = run->name->len + 1;
      g_string_append_c (run->name, '.');
      g_string_append_len (run->name, text + run->end + 1, (gssize)ending);
      run->end += 1 + ending;
      return TRUE;
    }
  }
  return run->n_labels > 1 && ending_known (name, name_length);
}

/* 2001:db8::1 stands in brackets in a link. */
static gboolean
read_ipv6 (const char *text, gsize length, gsize at, HavenHostRead *read)
{
  const char *close = memchr (text + at, ']', MIN (length - at, 48));

  if (close == NULL)
    return FALSE;
  read->end = (gsize)(close - text) + 1;
  read->ascii = haven_host_parse_address (text + at, read->end - at);
  read->address = TRUE;
  return read->ascii != NULL;
}

/* Numbers are addresses: bare only as four decimal parts, after a scheme in every notation. */
static gboolean
read_number (Run *run, HavenHostPlace place, HavenHostRead *read)
{
  if (place == HAVEN_HOST_SCHEME || haven_host_is_plain_ipv4 (run->name->str, run->name->len))
    read->ascii = haven_host_parse_address (run->name->str, run->name->len);
  read->address = read->ascii != NULL;
  return read->address;
}

static gboolean
settle (const char *text, gsize length, gsize at, HavenHostPlace place, gboolean unspaced, Run *run)
{
  switch (place) {
  case HAVEN_HOST_SCHEME:
    return settle_scheme (run);
  case HAVEN_HOST_RELATIVE:
    return settle_relative (run);
  default:
    return unspaced ? settle_unspaced (text, length, at, run) : settle_bare (text, length, run);
  }
}

/* Reads a name or a number; returns whether there is one. What it holds is put into @read. */
static gboolean
read_name (const char *text, gsize length, gsize at, HavenHostPlace place, Run *run, HavenHostRead *read)
{
  gboolean unspaced = place == HAVEN_HOST_SCHEME || place == HAVEN_HOST_RELATIVE;
  GString *name = run->name;
  gsize next;

  unspaced |= haven_char_is_unspaced (haven_char_at (text, length, at, &next));
  if (!read_run (text, length, at, place, unspaced, run))
    return FALSE;
  if (name->str[name->len - 1] == '-' && !host_char_at (text, length, run->end)) {
    g_string_truncate (name, name->len - 1);
    run->end--;
  }
  if (name->len == 0 || !labels_sound (run))
    return FALSE;
  if (!read_number (run, place, read)) {
    if (!settle (text, length, at, place, unspaced, run))
      return FALSE;
    read->ascii = haven_host_to_ascii (name->str, name->len);
  }
  read->end = run->end;
  read->defanged = run->defanged;
  read->plain = run->defanged ? g_strdup (name->str) : NULL;
  return read->ascii != NULL;
}

/* "paypal.com⁄signin.example.org" leads to example.org: what looks like a slash after the host that was read,
 * and goes on to an ending that is known, is a part of the host. */
static void
read_over_slash (const char *text, gsize length, gsize at, HavenHostPlace place, HavenHostRead *read)
{
  g_autoptr (GString) name = NULL;
  HavenHostRead longer = {0};
  Run run = {.slashes = TRUE};
  gsize next, last;
  const char *start;

  if (read->end >= length || read->address ||
      !haven_char_is_slash_like (haven_char_at (text, length, read->end, &next)))
    return;
  run.name = name = g_string_sized_new (64);
  if (read_name (text, length, at, place, &run, &longer) && longer.end > next) {
    start = label (&run, run.n_labels - 1, &last);
    if (ending_known (start, last)) {
      g_free (read->ascii);
      g_free (read->plain);
      *read = longer;
      return;
    }
  }
  g_free (longer.ascii);
  g_free (longer.plain);
}

/**
 * haven_link_host_read:
 * @text: the text around the host
 * @length: its length in bytes
 * @at: where the host begins
 * @place: what stands before it
 * @read: (out caller-allocates): the host; free its @ascii and @plain
 *
 * Reads a host as a person means it: which letters belong to it and which to the sentence that follows
 * without a space, and whether it can be the name of a host at all.
 *
 * Returns: whether a host stands there
 */
gboolean
haven_link_host_read (const char *text, gsize length, gsize at, HavenHostPlace place, HavenHostRead *read)
{
  g_autoptr (GString) name = NULL;
  Run run = {0};

  memset (read, 0, sizeof *read);
  if (at >= length)
    return FALSE;
  if (text[at] == '[' && (place == HAVEN_HOST_SCHEME || place == HAVEN_HOST_RELATIVE))
    return read_ipv6 (text, length, at, read);
  run.name = name = g_string_sized_new (64);
  if (!read_name (text, length, at, place, &run, read))
    return FALSE;
  read_over_slash (text, length, at, place, read);
  return TRUE;
}
