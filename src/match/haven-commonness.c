/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * How common words are, by how many phrases they stand in. Each word is counted in two places, and the
 * smaller count is taken: a rare word would otherwise now and then be taken for a common one that it shares a
 * place with.
 */
#include "haven-commonness.h"

#include "haven-index-private.h"

#define MIN_COMMON 4 /* fewer phrases do not tell how common a word of theirs is */
#define MIN_COUNTS 4096

struct _HavenCommonness {
  guint32 *counts;
  guint32 mask;
};

/*
 * What any talk is full of. An index of few phrases does not tell that these are common, and then messages
 * would pass the screen for the sake of the wrong half of a phrase.
 */
static const char everyday[] =
    "a able about actually after again all almost also always am an and another any anyone anything are "
    "around "
    "as ask at away back bad be because been before being best better big but by call came can come could "
    "day "
    "days did didn't do does doesn't doing don't done down each else even ever every everyone everything "
    "feel "
    "few find fine first for friend friends from fun gave get getting give go going good got great guy guys "
    "had happened happy hard has have haven't having he hello help her here hey hi him his hope home hour "
    "house "
    "how i i'll i'm i've if in into is isn't it it's job just keep kind knew know last later least left less "
    "let "
    "let's life like little live long look looking lot love made make man many may maybe me mean meet mind "
    "minutes money month more morning most much must my myself name need never new next nice night no not "
    "nothing now of off oh ok okay old on once one only or other our out over own part people person place "
    "play "
    "please point pretty probably problem put question read ready really right room said same saw say school "
    "see seen she should show since so some someone something soon sorry sort still stop stuff such sure "
    "take "
    "talk tell than thank thanks that that's the their them then there they thing things think this those "
    "thought three time to today together told tomorrow tonight too try trying two until up us use used very "
    "wait want was wasn't way we week weekend well went were what what's when where which while who why will "
    "wish with without won't word work working world would yeah year years yes yesterday yet you your"
    "\0\0\0\0\0\0\0"; /* whoever hashes a word may load eight bytes from where it begins */

static void
count_words (HavenCommonness *common, const char *phrase, guint length, guint times)
{
  const char *end = phrase + length;

  while (phrase < end) {
    const char *space = memchr (phrase, ' ', end - phrase);
    guint word = (space != NULL ? space : end) - phrase;
    guint64 hash = haven_index_hash_word (phrase, word);

    common->counts[hash & common->mask] += times;
    common->counts[hash >> 32 & common->mask] += times;
    phrase += word + 1;
  }
}

/**
 * haven_commonness_new:
 * @n_phrases: how many will be counted, or more
 *
 * Returns: (transfer full): what is known of words before there are phrases
 */
HavenCommonness *
haven_commonness_new (guint n_phrases)
{
  HavenCommonness *common = g_new0 (HavenCommonness, 1);

  common->mask = MIN_COUNTS - 1;
  while (common->mask / 4 < n_phrases)
    common->mask = common->mask * 2 + 1;
  common->counts = g_new0 (guint32, common->mask + 1);
  count_words (common, everyday, strlen (everyday), MIN_COMMON);
  return common;
}

/**
 * haven_commonness_free:
 * @common: (nullable) (transfer full): what is known of words
 */
void
haven_commonness_free (HavenCommonness *common)
{
  if (common == NULL)
    return;
  g_free (common->counts);
  g_free (common);
}

/**
 * haven_commonness_count:
 * @common: what is known of words
 * @phrase: (array length=length): folded words with a space between, and eight readable bytes behind
 * @length: its bytes
 *
 * Counts the words of a phrase.
 */
void
haven_commonness_count (HavenCommonness *common, const char *phrase, guint length)
{
  count_words (common, phrase, length, 1);
}

/**
 * haven_commonness_get:
 * @common: what is known of words
 * @word: (array length=length): a folded word, and eight readable bytes behind its first
 * @length: its bytes
 *
 * Returns: 0 for a word of which nothing is known, and more the more common it is
 */
guint
haven_commonness_get (const HavenCommonness *common, const char *word, guint length)
{
  guint64 hash = haven_index_hash_word (word, length);
  guint count = MIN (common->counts[hash & common->mask], common->counts[hash >> 32 & common->mask]);

  return count >= MIN_COMMON ? count : 0;
}
