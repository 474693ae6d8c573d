/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bench-ignorance.h"

#include <regex.h>

struct _BenchIgnorance {
  GPtrArray *rules; /* char */
  gboolean regex;
};

/**
 * bench_ignorance_new:
 * @terms: the terms
 * @regex: whether rules are regular expressions; else they are simple texts
 *
 * Returns: (transfer full): a rule a term
 */
BenchIgnorance *
bench_ignorance_new (const BenchTerms *terms, gboolean regex)
{
  BenchIgnorance *ignorance = g_new0 (BenchIgnorance, 1);

  ignorance->rules = g_ptr_array_new_with_free_func (g_free);
  ignorance->regex = regex;
  for (guint i = 0; i < terms->phrases->len; i++)
    g_ptr_array_add (ignorance->rules, g_strdup (terms->phrases->pdata[i]));
  return ignorance;
}

/**
 * bench_ignorance_free:
 * @ignorance: (nullable) (transfer full): rules
 */
void
bench_ignorance_free (BenchIgnorance *ignorance)
{
  if (ignorance == NULL)
    return;
  g_ptr_array_unref (ignorance->rules);
  g_free (ignorance);
}

static gboolean
meets_regex (const char *rule, const char *text)
{
  regex_t compiled;
  gboolean met;

  if (regcomp (&compiled, rule, REG_EXTENDED | REG_NOSUB) != 0)
    return FALSE;
  met = regexec (&compiled, text, 0, NULL, 0) == 0;
  regfree (&compiled);
  return met;
}

/**
 * bench_ignorance_scan:
 * @ignorance: rules
 * @text: any text, as it is
 * @length: its bytes
 *
 * Returns: how many rules it meets
 */
guint
bench_ignorance_scan (const BenchIgnorance *ignorance, const char *text, gsize length)
{
  guint n = 0;

  for (guint i = 0; i < ignorance->rules->len; i++) {
    const char *rule = ignorance->rules->pdata[i];

    n += ignorance->regex ? meets_regex (rule, text) : g_strstr_len (text, length, rule) != NULL;
  }
  return n;
}
