/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Which plain letters must stand in all that a regular expression finds. Whatever is not understood here
 * counts as anything at all, so that a literal is never claimed wrongly.
 */

#include "haven-literals.h"

#include <string.h>

#define MIN_LITERAL 2
#define MAX_LITERALS 64
#define MAX_DEPTH 32

typedef struct {
  const char *at;
  guint depth;
  gboolean extended; /* (?x): spaces mean nothing, which is not understood here */
} Reader;

/* One of these is in whatever was read so far; NULL when none need be. */
typedef GPtrArray Literals;

static Literals *read_choice (Reader *reader);

/* The set that is the better one to wait for: its shortest literal is longer. */
static Literals *
better (Literals *a, Literals *b)
{
  gsize shortest[2] = {G_MAXSIZE, G_MAXSIZE};
  Literals *both[2] = {a, b};

  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  for (guint i = 0; i < 2; i++) {
    for (guint j = 0; j < both[i]->len; j++)
      shortest[i] = MIN (shortest[i], strlen (both[i]->pdata[j]));
  }
  g_ptr_array_unref (shortest[0] >= shortest[1] ? b : a);
  return shortest[0] >= shortest[1] ? a : b;
}

/* Ends a run of letters; it counts when it is long enough. */
static Literals *
end_run (GString *run, Literals *best)
{
  Literals *literals = NULL;

  if (run->len >= MIN_LITERAL) {
    literals = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (literals, g_strdup (run->str));
  }
  g_string_truncate (run, 0);
  return better (best, literals);
}

static void
skip_class (Reader *reader)
{
  reader->at++;
  if (*reader->at == '^')
    reader->at++;
  if (*reader->at == ']')
    reader->at++;
  while (*reader->at != '\0' && *reader->at != ']') {
    if (g_str_has_prefix (reader->at, "[:") && strstr (reader->at + 2, ":]") != NULL)
      reader->at = strstr (reader->at + 2, ":]") + 1;
    else if (reader->at[0] == '\\' && reader->at[1] != '\0')
      reader->at++;
    reader->at++;
  }
  if (*reader->at == ']')
    reader->at++;
}

/* Reads a quantifier. Returns whether what it follows may be missing; *repeats tells whether one is there. */
static gboolean
read_quantifier (Reader *reader, gboolean *repeats)
{
  gboolean missing = FALSE;

  *repeats = TRUE;
  if (*reader->at == '?' || *reader->at == '*') {
    missing = TRUE;
    reader->at++;
  } else if (*reader->at == '+')
    reader->at++;
  else if (*reader->at == '{' && (g_ascii_isdigit (reader->at[1]) || reader->at[1] == ',')) {
    missing = reader->at[1] == ',' || g_ascii_strtoull (reader->at + 1, NULL, 10) == 0;
    while (*reader->at != '\0' && *reader->at != '}')
      reader->at++;
    if (*reader->at == '}')
      reader->at++;
  } else
    *repeats = FALSE;
  if (*repeats && (*reader->at == '?' || *reader->at == '+'))
    reader->at++;
  return missing;
}

/* What an escape stands for when it is one plain letter; else 0, as for \d, \x41, \Q or \k{name}. */
static char
read_escape (Reader *reader)
{
  char c = reader->at[1];

  reader->at += c != '\0' ? 2 : 1;
  if (*reader->at == '{' && strchr ("xopPkgN", c) != NULL) {
    while (*reader->at != '\0' && *reader->at != '}')
      reader->at++;
  }
  if (c == 'Q') {
    const char *end = strstr (reader->at, "\\E");

    reader->at = end != NULL ? end + 2 : reader->at + strlen (reader->at);
  }
  return g_ascii_ispunct (c) && c != '\0' ? c : 0;
}

/* Skips to the bracket that closes the one that was opened. */
static void
skip_group (Reader *reader)
{
  guint open = 1;

  while (*reader->at != '\0' && open > 0) {
    if (*reader->at == '\\' && reader->at[1] != '\0')
      reader->at += 2;
    else if (*reader->at == '[')
      skip_class (reader);
    else {
      open += *reader->at == '(';
      open -= *reader->at == ')';
      reader->at++;
    }
  }
}

static Literals *
read_group (Reader *reader)
{
  Literals *literals = NULL;

  reader->at++;
  /* a plain or a non-capturing group is understood; (?=…), (?i), (*VERB) and the rest are not */
  if (reader->at[0] == '?' && (reader->at[1] == ':' || reader->at[1] == '>'))
    reader->at += 2;
  else if (reader->at[0] == '?' || reader->at[0] == '*' || reader->depth >= MAX_DEPTH) {
    gsize options = strspn (reader->at + 1, "^-imnsxJU");

    reader->extended |= memchr (reader->at + 1, 'x', options) != NULL;
    skip_group (reader);
    return NULL;
  }
  reader->depth++;
  literals = read_choice (reader);
  reader->depth--;
  if (*reader->at == ')')
    reader->at++;
  return literals;
}

static gboolean
is_zero_width (const char *at)
{
  return *at == '^' || *at == '$' || (*at == '\\' && at[1] != '\0' && strchr ("bBAzZG", at[1]) != NULL);
}

/* Reads one thing and its quantifier; a letter joins the run, everything else ends it. */
static Literals *
read_item (Reader *reader, GString *run, Literals *best)
{
  Literals *literals = NULL;
  gboolean repeats;
  char c = 0;

  if (is_zero_width (reader->at)) {
    reader->at += *reader->at == '\\' ? 2 : 1;
    return best;
  }
  if (*reader->at == '(')
    literals = read_group (reader);
  else if (*reader->at == '[')
    skip_class (reader);
  else if (*reader->at == '\\')
    c = read_escape (reader);
  else {
    c = *reader->at == '.' || (*reader->at & 0x80) != 0 ? 0 : g_ascii_tolower (*reader->at);
    reader->at++;
  }
  if (read_quantifier (reader, &repeats)) {
    if (literals != NULL)
      g_ptr_array_unref (literals);
    return end_run (run, best);
  }
  if (c == 0)
    return better (end_run (run, best), literals);
  g_string_append_c (run, c);
  return repeats ? end_run (run, best) : best;
}

static Literals *
read_sequence (Reader *reader)
{
  g_autoptr (GString) run = g_string_new (NULL);
  Literals *best = NULL;

  while (*reader->at != '\0' && *reader->at != '|' && *reader->at != ')')
    best = read_item (reader, run, best);
  return end_run (run, best);
}

static Literals *
read_choice (Reader *reader)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  gboolean known = TRUE;

  for (;;) {
    g_autoptr (GPtrArray) literals = read_sequence (reader);

    known = known && literals != NULL && all->len + literals->len <= MAX_LITERALS;
    for (guint i = 0; known && i < literals->len; i++)
      g_ptr_array_add (all, g_strdup (literals->pdata[i]));
    if (*reader->at != '|')
      break;
    reader->at++;
  }
  return known ? g_steal_pointer (&all) : NULL;
}

/**
 * haven_literals_of_pattern:
 * @source: a regular expression of PCRE2
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): strings of two or more ASCII characters in
 *   small letters, one of which, in either case, is part of all that @source finds; %NULL when none need be
 */
char **
haven_literals_of_pattern (const char *source)
{
  Reader reader = {source, 0, FALSE};
  Literals *literals = NULL;

  if (strstr (source, "(*") == NULL)
    literals = read_choice (&reader);
  if (literals == NULL || *reader.at != '\0' || reader.extended) {
    if (literals != NULL)
      g_ptr_array_unref (literals);
    return NULL;
  }
  g_ptr_array_add (literals, NULL);
  return (char **)g_ptr_array_free (literals, FALSE);
}
