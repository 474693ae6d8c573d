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
#define MAX_CLASS 12 /* letters of a class that are still tried one by one */
#define MAX_RUNS 24  /* ways to write one run of letters and classes */
#define MAX_TIMES 3  /* of a letter that must come several times */

typedef struct {
  const char *at;
  guint depth;
  gboolean extended; /* (?x): spaces mean nothing, which is not understood here */
} Reader;

/* One of these is in whatever was read so far; NULL when none need be. */
typedef GPtrArray Literals;

static Literals *read_choice (Reader *reader);

/**
 * haven_letter_frequency:
 * @c: a byte
 *
 * Returns: how often it comes in chat, of a thousand; very roughly, and never 0
 */
guint
haven_letter_frequency (char c)
{
  static const guint8 letters[26] = {65, 12, 22, 34, 100, 18, 16, 48, 58, 2,  6, 33, 20,
                                     57, 61, 15, 1,  48,  52, 75, 23, 8,  19, 2, 16, 1};

  if (g_ascii_isalpha (c))
    return letters[g_ascii_tolower (c) - 'a'];
  return c == ' ' ? 170 : 4; /* signs, digits, and bytes of other scripts */
}

/* How often one of some literals is met by chance. */
static double
chance (const Literals *literals)
{
  double sum = 0;

  for (guint i = 0; i < literals->len; i++) {
    double product = 1;

    for (const char *c = literals->pdata[i]; *c != '\0'; c++)
      product *= haven_letter_frequency (*c) / 1000.0;
    sum += product;
  }
  return sum;
}

/* The set that is the better one to wait for: it is met more rarely where the pattern is not. */
static Literals *
better (Literals *a, Literals *b)
{
  gboolean first;

  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  first = chance (a) <= chance (b);
  g_ptr_array_unref (first ? b : a);
  return first ? a : b;
}

/* A run of letters, in all the ways that the classes in it allow; at first there is one way, of no letters.
 */
static void
clear_run (GPtrArray *run)
{
  g_ptr_array_set_size (run, 0);
  g_ptr_array_add (run, g_strdup (""));
}

/* Ends a run; it counts when it is long enough. */
static Literals *
end_run (GPtrArray *run, Literals *best)
{
  Literals *literals = NULL;

  if (strlen (run->pdata[0]) >= MIN_LITERAL) {
    literals = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < run->len; i++)
      g_ptr_array_add (literals, g_strdup (run->pdata[i]));
  }
  clear_run (run);
  return better (best, literals);
}

/* Adds one of some letters to a run; one that would become too many ways is ended before. */
static Literals *
extend_run (GPtrArray *run, const char *letters, Literals *best)
{
  g_autoptr (GPtrArray) longer = g_ptr_array_new ();

  if (run->len * strlen (letters) > MAX_RUNS)
    best = end_run (run, best);
  for (guint i = 0; i < run->len; i++) {
    for (const char *letter = letters; *letter != '\0'; letter++)
      g_ptr_array_add (longer, g_strdup_printf ("%s%c", (char *)run->pdata[i], g_ascii_tolower (*letter)));
  }
  g_ptr_array_set_size (run, 0);
  for (guint i = 0; i < longer->len; i++)
    g_ptr_array_add (run, longer->pdata[i]);
  return best;
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

/* The first byte of a sign such as ’ stands for it; a letter may be met in another case, which begins
 * otherwise. */
static gboolean
is_sign (const char *at)
{
  gunichar c = g_utf8_get_char_validated (at, -1);

  return (gint32)c > 0 && !g_unichar_isalpha (c) && g_unichar_tolower (c) == c && g_unichar_toupper (c) == c;
}

/*
 * The letters of a class such as [*#u.]: a few plain ones, no ranges; "" for any other class. Of a sign
 * beyond ASCII, as in ['’], it is the first byte.
 */
static char *
read_class (Reader *reader)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  const char *start = reader->at + 1;
  gsize length = strcspn (start, "]");

  skip_class (reader);
  if (length == 0 || length > MAX_CLASS || reader->at != start + length + 1 || *start == '^' ||
      memchr (start, '\\', length) != NULL || memchr (start, '[', length) != NULL)
    return g_strdup ("");
  for (const char *at = start; at < start + length; at = g_utf8_next_char (at)) {
    if (((*at & 0x80) != 0 && !is_sign (at)) || (*at == '-' && at > start && at + 1 < start + length))
      return g_strdup ("");
    if (strchr (letters->str, *at) == NULL)
      g_string_append_c (letters, *at);
  }
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static gboolean
is_ascii (const char *letters)
{
  while (*letters != '\0' && (*letters & 0x80) == 0)
    letters++;
  return *letters == '\0';
}

/* Bytes of a quantifier in braces; 0 where they hold anything else, and then are plain letters to PCRE2. */
static gsize
count_braces (const char *at)
{
  gsize length = *at == '{' ? 1 + strspn (at + 1, "0123456789, ") : 0;

  return length > 1 && at[length] == '}' ? length + 1 : 0;
}

/* Reads a quantifier. Returns how often at least what it follows must be there; *repeats tells whether there
 * may be more of it. */
static guint
read_quantifier (Reader *reader, gboolean *repeats)
{
  gsize braces = count_braces (reader->at);
  guint least = 1;

  *repeats = TRUE;
  if (*reader->at == '?' || *reader->at == '*') {
    least = 0;
    reader->at++;
  } else if (*reader->at == '+')
    reader->at++;
  else if (braces > 0) {
    /* "{,3}" and "{ 3 }" are plain letters to PCRE2 before 10.43: of them nothing is asked either way */
    least = memchr (reader->at, ' ', braces) == NULL && reader->at[1] != ','
                ? (guint)MIN (g_ascii_strtoull (reader->at + 1, NULL, 10), G_MAXINT)
                : 0;
    reader->at += braces;
  } else
    *repeats = FALSE;
  if (*repeats && (*reader->at == '?' || *reader->at == '+'))
    reader->at++;
  return least;
}

/* What an escape stands for when it is one plain letter; else 0, as for \d, \x41 or \k{name}. */
static char
read_escape (Reader *reader)
{
  char c = reader->at[1];

  reader->at += c != '\0' ? 2 : 1;
  if (*reader->at == '{' && strchr ("xopPkgN", c) != NULL) {
    while (*reader->at != '\0' && *reader->at != '}')
      reader->at++;
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
    gsize options = reader->at[0] == '?' ? strspn (reader->at + 1, "^-imnsxJU") : 0;

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

/* What must stand here when it is one of a few letters; "" for everything else. A group has literals of its
 * own. */
static char *
read_letters (Reader *reader, Literals **literals)
{
  char letter[2] = "";

  if (*reader->at == '[')
    return read_class (reader);
  if (*reader->at == '(')
    *literals = read_group (reader);
  else if (*reader->at == '\\')
    letter[0] = read_escape (reader);
  else {
    letter[0] = *reader->at == '.' || (*reader->at & 0x80) != 0 ? 0 : *reader->at;
    reader->at++;
  }
  return g_strdup (letter);
}

/* One letter that must come several times, or may, ends one run and begins the next: of "ab{2,}c" there must
 * be "abb", and "bbc". */
static Literals *
repeat_letter (GPtrArray *run, const char *letter, guint least, Literals *best)
{
  for (guint i = 0; i < MIN (least, MAX_TIMES); i++)
    best = extend_run (run, letter, best);
  best = end_run (run, best);
  for (guint i = 0; i < MIN (least, MAX_TIMES); i++)
    best = extend_run (run, letter, best);
  return best;
}

/* Reads one thing and its quantifier; letters join the run, everything else ends it. */
static Literals *
read_item (Reader *reader, GPtrArray *run, Literals *best)
{
  g_autofree char *letters = NULL;
  Literals *literals = NULL;
  gboolean repeats;
  guint least;

  if (is_zero_width (reader->at)) {
    reader->at += *reader->at == '\\' ? 2 : 1;
    return best;
  }
  letters = read_letters (reader, &literals);
  least = read_quantifier (reader, &repeats);
  if (least == 0) {
    if (literals != NULL)
      g_ptr_array_unref (literals);
    return end_run (run, best);
  }
  if (*letters == '\0')
    return better (end_run (run, best), literals);
  if (!is_ascii (letters))
    return end_run (run, extend_run (run, letters, best)); /* of a longer sign the rest would come next */
  if (repeats && letters[1] == '\0')
    return repeat_letter (run, letters, least, best);
  best = extend_run (run, letters, best);
  return repeats ? end_run (run, best) : best;
}

static Literals *
read_sequence (Reader *reader)
{
  g_autoptr (GPtrArray) run = g_ptr_array_new_with_free_func (g_free);
  Literals *best = NULL;

  clear_run (run);
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

/* Verbs, comments, callouts and quoted stretches, in which a bracket is no bracket: nothing is promised of
 * them. */
static gboolean
is_understood (const char *source)
{
  static const char *const strange[] = {"(*", "(?#", "(?C", "\\Q"};

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    if (strstr (source, strange[i]) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * haven_literals_of_pattern:
 * @source: a regular expression of PCRE2
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): strings of two or more bytes, letters of
 * ASCII in lower case, the last perhaps the first byte of another sign: one of them, in either case, is part
 * of all that
 *   @source finds; %NULL when none need be
 */
char **
haven_literals_of_pattern (const char *source)
{
  Reader reader = {source, 0, FALSE};
  Literals *literals = NULL;

  if (is_understood (source))
    literals = read_choice (&reader);
  if (literals == NULL || *reader.at != '\0' || reader.extended) {
    if (literals != NULL)
      g_ptr_array_unref (literals);
    return NULL;
  }
  g_ptr_array_add (literals, NULL);
  return (char **)g_ptr_array_free (literals, FALSE);
}
