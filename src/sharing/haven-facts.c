/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the user listed never to share, and the names they go by elsewhere. The only place that looks for them
 * in a text. They are kept sealed by settings; here they live in memory only, and stand in no message and no
 * log.
 *
 * A fact is compared without what stands between its letters and digits, so "Ann-Lee", "ann lee" and "ＡＮＮ
 * ＬＥＥ" are one, and a telephone number is the same in every grouping. It must start and end where words
 * do.
 */
#include "sharing/haven-facts.h"

#include <string.h>

#define MOST_FACTS 1000
#define SHORTEST 3       /* characters without separators; a shorter fact would be met everywhere */
#define SHORTEST_PHONE 7 /* digits; longer ones are also met without calling code or trunk prefix */

typedef struct {
  char *item;
  char *account; /* nullable: the persona it belongs to */
  GString *plain;
  gboolean digits;
} Fact;

struct _HavenFacts {
  GPtrArray *facts;
};

static void
fact_free (Fact *fact)
{
  g_free (fact->item);
  g_free (fact->account);
  g_string_free (fact->plain, TRUE);
  g_free (fact);
}

/* Adds a folded word without its punctuation. */
static void
add_plain (GString *plain, const char *fold, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if ((guint8)fold[i] >= 0x80 || g_ascii_isalnum (fold[i]))
      g_string_append_c (plain, fold[i]);
  }
}

/* A value as it is compared: its words folded, one after the other. */
static GString *
plain_of (const char *value, HavenText *text)
{
  GString *plain = g_string_new (NULL);
  const char *folded;
  const HavenWord *words;
  guint n_words;

  haven_text_read (text, value, strlen (value), HAVEN_FORMAT_PLAIN);
  folded = haven_text_get_folded (text, NULL);
  words = haven_text_get_words (text, &n_words);
  for (guint i = 0; i < n_words; i++)
    add_plain (plain, folded + words[i].fold, words[i].fold_length);
  return plain;
}

/**
 * haven_facts_new:
 * @lines: (element-type utf8): "item\tvalue", or "item@account\tvalue" for a persona's
 *
 * A line without a tab, and a value too short to be told from common words, is left out. At most 1,000 are
 * read.
 *
 * Returns: (transfer full): the facts
 */
HavenFacts *
haven_facts_new (const GPtrArray *lines)
{
  HavenFacts *facts = g_new0 (HavenFacts, 1);
  g_autoptr (HavenText) text = haven_text_new ();

  facts->facts = g_ptr_array_new_with_free_func ((GDestroyNotify)fact_free);
  for (guint i = 0; i < lines->len && i < MOST_FACTS; i++) {
    const char *line = lines->pdata[i], *tab = strchr (line, '\t'), *at;
    Fact *fact;

    if (tab == NULL)
      continue;
    fact = g_new0 (Fact, 1);
    at = memchr (line, '@', (gsize)(tab - line));
    fact->item = g_strndup (line, (gsize)((at != NULL ? at : tab) - line));
    fact->account = at != NULL ? g_strndup (at + 1, (gsize)(tab - at - 1)) : NULL;
    fact->plain = plain_of (tab + 1, text);
    fact->digits = fact->plain->len > 0 && strspn (fact->plain->str, "0123456789") == fact->plain->len;
    if (g_utf8_strlen (fact->plain->str, -1) >= SHORTEST)
      g_ptr_array_add (facts->facts, fact);
    else
      fact_free (fact);
  }
  return facts;
}

/**
 * haven_facts_free:
 * @facts: (nullable) (transfer full): facts
 */
void
haven_facts_free (HavenFacts *facts)
{
  if (facts == NULL)
    return;
  g_ptr_array_unref (facts->facts);
  g_free (facts);
}

/**
 * haven_facts_count:
 * @facts: facts
 *
 * Returns: how many can be looked for
 */
guint
haven_facts_count (const HavenFacts *facts)
{
  return facts->facts->len;
}

/* Whether digits are the fact's number, with or without what is dialled before it at home or from abroad. */
static gboolean
is_same_number (const GString *fact, const char *digits, gsize n)
{
  gsize shared = MIN (fact->len, n);
  gsize common = 0;

  while (common < shared && fact->str[fact->len - 1 - common] == digits[n - 1 - common])
    common++;
  /* what is left over on either side is a calling code or a trunk prefix, at most four digits */
  return common >= SHORTEST_PHONE && fact->len - common <= 4 && n - common <= 4;
}

/* The words from first on that are the fact, put together; returns the number of the last, or -1. */
static int
match_at (
    const Fact *fact, const char *folded, const HavenWord *words, guint n_words, guint first, GString *plain)
{
  g_string_truncate (plain, 0);
  for (guint i = first; i < n_words && i < first + 16; i++) {
    gsize before = plain->len;

    add_plain (plain, folded + words[i].fold, words[i].fold_length);
    if (fact->digits && fact->plain->len >= SHORTEST_PHONE) {
      gboolean on = i + 1 < n_words && words[i + 1].start <= words[i].end + 3 &&
                    g_ascii_isdigit (folded[words[i + 1].fold]);

      if (plain->len > 20 || strspn (plain->str + before, "0123456789") != plain->len - before)
        return -1;
      if (is_same_number (fact->plain, plain->str, plain->len) && (!on || plain->len >= fact->plain->len))
        return (int)i;
      continue;
    }
    if (plain->len > fact->plain->len || strncmp (plain->str, fact->plain->str, plain->len) != 0)
      return -1;
    if (plain->len == fact->plain->len)
      return (int)i;
  }
  return -1;
}

/* A name the user goes by in this very place is no secret here. */
static gboolean
is_mine_here (const Fact *fact, const char *const *my_names, HavenText *text)
{
  for (guint i = 0; my_names != NULL && my_names[i] != NULL; i++) {
    GString *plain = plain_of (my_names[i], text);
    gboolean same = g_string_equal (plain, fact->plain);

    g_string_free (plain, TRUE);
    if (same)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_facts_find:
 * @facts: facts
 * @text: a text, read
 * @account: (nullable): the account that the text goes through
 * @my_names: (nullable) (array zero-terminated=1): the names the user goes by there
 * @seen: (element-type HavenFactSeen): where to add what is seen; it borrows from @facts
 *
 * Looks for every fact. One that belongs to the persona of @account is none there; one of another persona is
 * seen with @persona set.
 */
void
haven_facts_find (const HavenFacts *facts,
                  const HavenText *text,
                  const char *account,
                  const char *const *my_names,
                  GArray *seen)
{
  const char *folded = haven_text_get_folded (text, NULL);
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  g_autoptr (HavenText) names = my_names != NULL ? haven_text_new () : NULL;
  GString *plain = g_string_new (NULL);

  for (guint f = 0; f < facts->facts->len; f++) {
    const Fact *fact = facts->facts->pdata[f];

    if (fact->account != NULL && g_strcmp0 (fact->account, account) == 0)
      continue;
    for (guint i = 0; i < n_words; i++) {
      int last;

      if (!fact->digits && words[i].fold_length > 0 && folded[words[i].fold] != fact->plain->str[0])
        continue;
      last = match_at (fact, folded, words, n_words, i, plain);
      if (last < 0)
        continue;
      if (!is_mine_here (fact, my_names, names)) {
        HavenFactSeen one = {fact->item, fact->account != NULL, words[i].start, words[last].end};

        g_array_append_val (seen, one);
      }
      i = (guint)last;
    }
  }
  g_string_free (plain, TRUE);
}
