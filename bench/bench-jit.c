/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "bench-jit.h"

#include <pcre2.h>

struct _BenchJit {
  GPtrArray *codes; /* pcre2_code */
  pcre2_match_data *match;
};

static pcre2_code *
compile (const char *pattern)
{
  PCRE2_SIZE where;
  int error;
  pcre2_code *code = pcre2_compile ((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                    PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &error, &where, NULL);

  g_assert_nonnull (code);
  /* without a JIT the interpreter is what a plugin would have, too */
  pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
  return code;
}

/**
 * bench_jit_new_patterns:
 * @patterns: (element-type utf8): regular expressions
 *
 * Returns: (transfer full): each of them, compiled to machine code
 */
BenchJit *
bench_jit_new_patterns (const GPtrArray *patterns)
{
  BenchJit *jit = g_new0 (BenchJit, 1);

  jit->codes = g_ptr_array_new_with_free_func ((GDestroyNotify)pcre2_code_free);
  jit->match = pcre2_match_data_create (1, NULL);
  for (guint i = 0; i < patterns->len; i++)
    g_ptr_array_add (jit->codes, compile (patterns->pdata[i]));
  return jit;
}

/**
 * bench_jit_new:
 * @terms: the terms
 *
 * Returns: (transfer full): an expression a term, compiled to machine code
 */
BenchJit *
bench_jit_new (const BenchTerms *terms)
{
  g_autoptr (GPtrArray) patterns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < terms->phrases->len; i++)
    g_ptr_array_add (patterns, g_strdup_printf ("\\b\\Q%s\\E%s", (char *)terms->phrases->pdata[i],
                                                g_array_index (terms->prefixes, gboolean, i) ? "" : "\\b"));
  return bench_jit_new_patterns (patterns);
}

/**
 * bench_jit_free:
 * @jit: (nullable) (transfer full): expressions
 */
void
bench_jit_free (BenchJit *jit)
{
  if (jit == NULL)
    return;
  g_ptr_array_unref (jit->codes);
  pcre2_match_data_free (jit->match);
  g_free (jit);
}

/**
 * bench_jit_scan:
 * @jit: expressions
 * @text: any text, as it is
 * @length: its bytes
 *
 * Returns: how many of them match
 */
guint
bench_jit_scan (const BenchJit *jit, const char *text, gsize length)
{
  guint n = 0;

  for (guint i = 0; i < jit->codes->len; i++)
    n += pcre2_match (jit->codes->pdata[i], (PCRE2_SPTR)text, length, 0, 0, jit->match, NULL) >= 0;
  return n;
}
