/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only user of PCRE2. A pattern is a stranger's program: its match limit counts anew at each place it
 * is tried from, so the text is tried slice by slice under an offset limit, with a look at the clock between.
 */

#include "haven-pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <glib/gi18n-lib.h>
#include <pcre2.h>
#include <string.h>

#include "haven-error.h"
#include "haven-literals.h"

#define MATCH_LIMIT 3000 /* from one place: 64 of them are a slice, and together less than a millisecond */
#define DEPTH_LIMIT 500
#define HEAP_LIMIT_KIB 1024
#define MAX_NESTING 32
#define FIRST_SLICE 64
#define LARGEST_SLICE 8192
#define QUICK 50 /* microseconds: a slice that took less may be followed by a larger one */

struct _HavenPattern {
  pcre2_code *code;
  pcre2_match_context *context;
  pcre2_match_data *data;
  char **literals;
  gint64 spent; /* on the clock it was given, since somebody asked */
};

/**
 * haven_pattern_free:
 * @pattern: (nullable) (transfer full): a pattern
 */
void
haven_pattern_free (HavenPattern *pattern)
{
  if (pattern == NULL)
    return;
  pcre2_code_free (pattern->code);
  pcre2_match_context_free (pattern->context);
  pcre2_match_data_free (pattern->data);
  g_strfreev (pattern->literals);
  g_free (pattern);
}

static pcre2_code *
compile (const char *source, GError **error)
{
  pcre2_compile_context *context = pcre2_compile_context_create (NULL);
  PCRE2_SIZE offset;
  pcre2_code *code;
  int status;

  pcre2_set_parens_nest_limit (context, MAX_NESTING);
  code = pcre2_compile ((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED,
                        PCRE2_UTF | PCRE2_CASELESS | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C |
                            PCRE2_DOLLAR_ENDONLY,
                        &status, &offset, context);
  pcre2_compile_context_free (context);
  if (code == NULL) {
    PCRE2_UCHAR message[160] = {0};

    pcre2_get_error_message (status, message, sizeof message);
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s, after %u bytes"), (const char *)message,
                 (guint)offset);
    return NULL;
  }
  /* without a compiler for this machine it is interpreted, which the clock bounds as well */
  pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
  return code;
}

/**
 * haven_pattern_new:
 * @source: a regular expression, read without regard to case, UTF-8
 * @error: #HAVEN_ERROR_INVALID when it is none, or when nothing fixed must stand in what it finds
 *
 * Returns: (transfer full) (nullable): the pattern, or %NULL
 */
HavenPattern *
haven_pattern_new (const char *source, GError **error)
{
  g_autoptr (HavenPattern) pattern = g_new0 (HavenPattern, 1);
  guint32 empty;

  pattern->literals = haven_literals_of_pattern (source);
  if (pattern->literals == NULL) {
    g_set_error_literal (
        error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
        _ ("every way to meet it must contain two plain letters or digits in a row, so that most "
           "messages need not be searched"));
    return NULL;
  }
  pattern->code = compile (source, error);
  if (pattern->code == NULL)
    return NULL;
  if (pcre2_pattern_info (pattern->code, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("it can be met by nothing at all"));
    return NULL;
  }
  pattern->data = pcre2_match_data_create (1, NULL);
  pattern->context = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (pattern->context, MATCH_LIMIT);
  pcre2_set_depth_limit (pattern->context, DEPTH_LIMIT);
  pcre2_set_heap_limit (pattern->context, HEAP_LIMIT_KIB);
  return g_steal_pointer (&pattern);
}

/**
 * haven_pattern_get_literals:
 * @pattern: a pattern
 *
 * Returns: (array zero-terminated=1): small letters and digits, one of which is in all that it finds
 */
const char *const *
haven_pattern_get_literals (const HavenPattern *pattern)
{
  return (const char *const *)pattern->literals;
}

/**
 * haven_pattern_take_spent:
 * @pattern: a pattern
 *
 * Returns: how much time it took since this was asked last, on the clock that it was given
 */
gint64
haven_pattern_take_spent (HavenPattern *pattern)
{
  gint64 spent = pattern->spent;

  pattern->spent = 0;
  return spent;
}

static gsize
next_char (const char *text, gsize length, gsize at)
{
  do
    at++;
  while (at < length && ((guchar)text[at] & 0xC0) == 0x80);
  return at;
}

static gsize
char_start (const char *text, gsize length, gsize at)
{
  while (at < length && ((guchar)text[at] & 0xC0) == 0x80)
    at++;
  return at;
}

/**
 * haven_pattern_find:
 * @pattern: a pattern
 * @text: (array length=length): UTF-8, known to be valid
 * @length: its bytes
 * @clock: tells the time
 * @deadline: when to give up, on that clock
 * @found: (inout): where to begin, and then what was found
 *
 * Returns: what came of it; but for %HAVEN_PATTERN_FOUND @found is as it was
 */
HavenPatternResult
haven_pattern_find (HavenPattern *pattern,
                    const char *text,
                    gsize length,
                    const HavenClock *clock,
                    gint64 deadline,
                    HavenPatternSpan *found)
{
  gint64 now = haven_clock_read (clock);
  gsize slice = FIRST_SLICE, from = found->start;

  while (from < length) {
    gint64 before = now;
    int status;

    if (now >= deadline)
      return HAVEN_PATTERN_LATE;
    pcre2_set_offset_limit (pattern->context, from + slice - 1);
    status = pcre2_match (pattern->code, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, pattern->data,
                          pattern->context);
    now = haven_clock_read (clock);
    pattern->spent += now - before;
    if (status >= 0) {
      const PCRE2_SIZE *ends = pcre2_get_ovector_pointer (pattern->data);

      /* \K may put its start behind its end */
      *found = (HavenPatternSpan){MIN (ends[0], ends[1]), MAX (ends[0], ends[1])};
      return HAVEN_PATTERN_FOUND;
    }
    if (status != PCRE2_ERROR_NOMATCH && slice > 1) {
      slice = 1;
      continue;
    }
    from = slice == 1 ? next_char (text, length, from) : char_start (text, length, from + slice);
    slice = now - before < QUICK ? MIN (slice * 2, LARGEST_SLICE) : MAX (slice / 2, 1);
  }
  return HAVEN_PATTERN_NONE;
}
