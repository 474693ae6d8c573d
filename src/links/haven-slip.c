/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-slip.h"

#include <string.h>

#include "links/haven-known-names.h"

/* The only place that says which word is a well-known name with a slip in it. */

#define MIN_LOOSE 8 /* letters of a name from which on any slip is noticed */

static gboolean
both_in (char a, char b, const char *set)
{
  return strchr (set, a) != NULL && strchr (set, b) != NULL;
}

/* Two letters that one takes for each other, by eye or by ear. */
static gboolean
letters_near (char a, char b)
{
  return both_in (a, b, "aeiouy") || both_in (a, b, "mn") || both_in (a, b, "vwu") || both_in (a, b, "vy") ||
         both_in (a, b, "ckq") || both_in (a, b, "sz") || both_in (a, b, "ilj") || both_in (a, b, "gq") ||
         both_in (a, b, "bd");
}

/* Is b the name a with one slip: two neighbours swapped, a letter missing, doubled, too many, or taken for
 * another? Short names are near many honest ones, so there a slip must be one that the eye forgives. */
static gboolean
one_slip (const char *a, const char *b)
{
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);
  gsize head = 0;
  gboolean loose = n_a >= MIN_LOOSE;

  if (n_a + 1 < n_b || n_b + 1 < n_a || (!loose && a[0] != b[0]))
    return FALSE;
  while (a[head] != '\0' && a[head] == b[head])
    head++;
  if (n_a > n_b)
    return strcmp (a + head + 1, b + head) == 0;
  if (n_a < n_b)
    return strcmp (a + head, b + head + 1) == 0 && (loose || (head > 0 && b[head] == b[head - 1]));
  if (a[head] == '\0')
    return FALSE;
  if (strcmp (a + head + 1, b + head + 1) == 0)
    return loose || letters_near (a[head], b[head]);
  return a[head] == b[head + 1] && a[head + 1] == b[head] && strcmp (a + head + 2, b + head + 2) == 0;
}

/* "discorcl": c and l that stand close are taken for a d. */
static const HavenKnownName *
close_letters (const HavenWellKnown *known, const char *label)
{
  g_autoptr (GString) joined = NULL;
  const HavenKnownName *name;

  if (strstr (label, "cl") == NULL)
    return NULL;
  joined = g_string_new (label);
  g_string_replace (joined, "cl", "d", 0);
  name = g_hash_table_lookup (known->names, joined->str);
  return name != NULL && !name->plain && joined->len >= HAVEN_KNOWN_MIN_TYPO ? name : NULL;
}

/* One slip brings a letter, takes one away, or does both: names that differ in more letters are not compared.
 */
static const HavenKnownName *
with_one_slip (const HavenWellKnown *known, const char *label)
{
  guint32 letters = haven_known_letters (label), length = strlen (label);

  for (guint i = 0; i < known->slippery->len; i++) {
    const HavenSlipperyName *one = &g_array_index (known->slippery, HavenSlipperyName, i);
    guint32 other = one->letters ^ letters;

    other &= other - 1;
    if ((other & (other - 1)) == 0 && one->length + 1 >= length && length + 1 >= one->length &&
        one_slip (one->name->name, label))
      return one->name;
  }
  return NULL;
}

/* "gmaill", "yahooo", "gmial": a letter more that its neighbour is, or two neighbours swapped, in a name of
 * five letters, which other slips would make a word of. */
static const HavenKnownName *
with_small_slip (const HavenWellKnown *known, const char *label)
{
  gsize length = strlen (label);

  if (length < HAVEN_KNOWN_MIN_PLAIN || length > HAVEN_KNOWN_MIN_TYPO + 2 || !g_str_is_ascii (label))
    return NULL;
  for (gsize i = 1; i < length; i++) {
    g_autoptr (GString) other = g_string_new (label);
    const HavenKnownName *name;

    if (label[i] == label[i - 1])
      g_string_erase (other, (gssize)i, 1);
    else if (length == HAVEN_KNOWN_MIN_PLAIN && i > 1) {
      other->str[i - 1] = label[i];
      other->str[i] = label[i - 1];
    } else
      continue;
    name = g_hash_table_lookup (known->names, other->str);
    /* a word too only by what no word has: "yahooo" */
    if (name != NULL && strlen (name->name) >= HAVEN_KNOWN_MIN_PLAIN &&
        (!name->plain || (i > 1 && label[i] == label[i - 1] && label[i] == label[i - 2])))
      return name;
  }
  return NULL;
}

/**
 * haven_slip_find:
 * @known: well-known sites
 * @ascii: a name as it is registered
 * @label: the same as it is shown
 * @skeleton: what it looks like
 *
 * Returns: (transfer none) (nullable): the well-known name that it is with a slip
 */
const HavenKnownName *
haven_slip_find (const HavenWellKnown *known, const char *ascii, const char *label, const char *skeleton)
{
  const HavenKnownName *name = close_letters (known, ascii);

  if (name == NULL)
    name = with_one_slip (known, label);
  if (name == NULL)
    name = with_small_slip (known, label);
  if (name == NULL && strcmp (skeleton, label) != 0)
    name = with_one_slip (known, skeleton);
  return name;
}
