/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What is measured on, made from seeds so that every machine measures the same: chat in common words with
 * some markup, and terms from a dictionary, or from syllables where there is none.
 */
#include "bench-data.h"

#include <string.h>

#define DICTIONARY "/usr/share/dict/american-english-huge"

static const char *const common_words[] = {
    "the",    "you",     "I",      "to",    "a",       "and",       "it",      "that",   "is",      "of",
    "in",     "what",    "we",     "this",  "me",      "on",        "for",     "my",     "don't",   "have",
    "be",     "not",     "just",   "with",  "so",      "are",       "know",    "was",    "do",      "like",
    "but",    "your",    "all",    "I'm",   "get",     "they",      "about",   "can",    "here",    "if",
    "there",  "one",     "up",     "think", "go",      "right",     "now",     "out",    "really",  "how",
    "see",    "want",    "time",   "good",  "then",    "some",      "come",    "could",  "yes",     "no",
    "well",   "would",   "from",   "back",  "were",    "who",       "had",     "that's", "should",  "going",
    "them",   "why",     "people", "or",    "say",     "something", "work",    "let",    "when",    "been",
    "an",     "gonna",   "tell",   "at",    "did",     "much",      "never",   "make",   "because", "need",
    "thing",  "love",    "he",     "she",   "his",     "her",       "lol",     "ok",     "haha",    "thanks",
    "yeah",   "maybe",   "later",  "today", "tonight", "server",    "update",  "game",   "music",   "coffee",
    "school", "weekend", "friend", "house", "dinner",  "movie",     "picture", "phone",  "install", "problem",
};

static char *
syllable_word (GRand *random)
{
  static const char *const syllables[] = {"ba", "cor", "den", "fi", "gul", "ha",  "jin", "ka",  "lor", "mep",
                                          "nu", "pol", "qui", "ra", "sto", "tev", "un",  "vic", "wex", "zo"};
  GString *word = g_string_new (NULL);

  for (guint n = g_rand_int_range (random, 2, 5); n > 0; n--)
    g_string_append (word, syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
  return g_string_free (word, FALSE);
}

static gboolean
is_plain (const char *word)
{
  if (strlen (word) < 4)
    return FALSE;
  for (; *word; word++)
    if (!g_ascii_islower (*word))
      return FALSE;
  return TRUE;
}

/* Words of four letters and more that are not among the common ones, in an order of their own. */
static GPtrArray *
load_words (GRand *random)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) common = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *data = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (common_words); i++)
    g_hash_table_add (common, (gpointer)common_words[i]);
  if (g_file_get_contents (DICTIONARY, &data, NULL, NULL)) {
    g_auto (GStrv) lines = g_strsplit (data, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
      if (is_plain (lines[i]) && !g_hash_table_contains (common, lines[i]))
        g_ptr_array_add (words, g_strdup (lines[i]));
  }
  while (words->len < 200000)
    g_ptr_array_add (words, syllable_word (random));
  for (guint i = words->len - 1; i > 0; i--) {
    guint other = g_rand_int_range (random, 0, i + 1);
    gpointer word = words->pdata[i];

    words->pdata[i] = words->pdata[other];
    words->pdata[other] = word;
  }
  return words;
}

static char *
make_phrase (GRand *random, const GPtrArray *words, guint n)
{
  GString *phrase = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    gboolean rare = i == n - 1 || g_rand_int_range (random, 0, 2) == 0;

    if (i > 0)
      g_string_append_c (phrase, ' ');
    g_string_append (phrase, rare ? (char *)words->pdata[g_rand_int_range (random, 0, words->len)]
                                  : common_words[g_rand_int_range (random, 0, G_N_ELEMENTS (common_words))]);
  }
  return g_string_free (phrase, FALSE);
}

/**
 * bench_terms_new:
 * @n: how many
 *
 * Returns: (transfer full): terms: of ten, six are words, one has any ending, two have two words, one three
 */
BenchTerms *
bench_terms_new (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) words = load_words (random);
  BenchTerms *terms = g_new0 (BenchTerms, 1);

  terms->phrases = g_ptr_array_new_with_free_func (g_free);
  terms->prefixes = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < n; i++) {
    guint kind = i % 10;
    gboolean prefix = kind == 6;

    if (kind >= 7)
      g_ptr_array_add (terms->phrases, make_phrase (random, words, kind == 9 ? 3 : 2));
    else
      g_ptr_array_add (terms->phrases, g_strdup (words->pdata[i % words->len]));
    g_array_append_val (terms->prefixes, prefix);
  }
  return terms;
}

/**
 * bench_terms_free:
 * @terms: (nullable) (transfer full): terms
 */
void
bench_terms_free (BenchTerms *terms)
{
  if (terms == NULL)
    return;
  g_ptr_array_unref (terms->phrases);
  g_array_unref (terms->prefixes);
  g_free (terms);
}

/*
 * What people say to each other, as whole sentences. A letter after @ is one of a few: a person, a time, a
 * place, something to eat, something that breaks, something to watch or play.
 */
static const char *const sentences[] = {
    "hey @p, how was your weekend",
    "did you get home all right",
    "I'll be there around @t",
    "can we move it to @t, I'm stuck in @l",
    "no worries, take your time",
    "haha yes exactly",
    "that's what I told @p yesterday",
    "have you tried turning it off and on again",
    "the @b keeps crashing after the update",
    "I just pushed a fix for the @b, can you test it",
    "we are having @f tonight if you want to come",
    "ok see you @t then",
    "sorry I missed your call, I was in @l",
    "do you know if @p is coming",
    "my sister started her new job last week and she loves it",
    "it rained the whole day here",
    "I still have to finish that report before @t",
    "what are you doing later",
    "@p and I watched @g last night, it was really good",
    "you should see the new one, it's better than the first",
    "thanks for the help with the @b",
    "is the server down or is it just me",
    "I can't open the file you sent me",
    "which version are you on",
    "works for me now, no idea what changed",
    "let's talk about it on monday",
    "I made @f and there is far too much of it",
    "the train is late again so don't wait for me",
    "happy birthday @p",
    "how do I install this without root",
    "brb, somebody is at the door",
    "I think we should ask @p first",
    "good morning",
    "lol same here",
    "good night, talk to you tomorrow",
    "we need milk and bread, and something for breakfast",
    "the kids are finally asleep",
    "did you read the page I sent you about the @b",
    "not yet, I'll have a look after lunch",
    "it was 30 degrees in @l and everybody went to the lake",
    "I'm so tired today",
    "my phone is nearly empty so I may be gone soon",
    "are we still playing @g at @t",
    "I need ten more minutes",
    "that makes sense",
    "could you send me the address of the place",
    "the meeting was fine but far too long",
    "I have no idea how that happened",
    "@p says hi by the way",
    "the dog ate half of the @f while nobody looked",
    "I've been looking for my keys since this morning",
    "maybe it's easier if I just call you",
    "she said she would bring the tickets",
    "we could go to @l on saturday if the weather is nice",
    "that picture of you and @p is lovely",
    "I'm learning to play the guitar and my neighbours hate it",
    "does anybody here know how to mount a drive at boot",
    "the new chairs came and one leg is missing",
    "I'd rather stay in tonight",
    "we won two to one in the last minute",
    "what did the doctor say",
    "all fine, I only have to drink more water",
    "you were right about the @b",
    "wait, I have to restart the @b",
    "nice, congratulations",
    "ok, and then what happened",
    "there is a sale on until @t and I want that lamp",
    "he's been working on it for weeks now",
    "I'll write it down so that we don't forget",
    "don't forget to lock the back door",
};

static const struct {
  char mark;
  const char *const words[8];
} slots[] = {
    {'p', {"Anna", "sam", "Marek", "mum", "jo", "Lena", "the others", "my brother"}},
    {'t',
     {"six", "half past eight", "noon", "tomorrow", "friday", "9:30", "next week", "the end of the month"}},
    {'l', {"town", "Leeds", "the office", "the library", "traffic", "the garden", "Porto", "the gym"}},
    {'f', {"soup", "pizza", "pancakes", "curry", "apple pie", "noodles", "salad", "tacos"}},
    {'b', {"printer", "router", "database", "app", "browser", "sound card", "build", "heating"}},
    {'g',
     {"chess", "that series about the lighthouse", "the match", "a film about bees", "cards",
      "the second season", "Tetris", "football"}},
};

static void
append_sentence (GString *message, GRand *random)
{
  const char *at = sentences[g_rand_int_range (random, 0, G_N_ELEMENTS (sentences))];

  for (; *at != '\0'; at++) {
    guint slot = 0;

    if (*at != '@') {
      g_string_append_c (message, *at);
      continue;
    }
    at++;
    while (slots[slot].mark != *at)
      slot++;
    g_string_append (message, slots[slot].words[g_rand_int_range (random, 0, 8)]);
  }
}

/* Sentences up to a length, at least one. */
static void
append_chat (GString *message, GRand *random, gsize goal)
{
  static const char *const between[] = {". ", ", ", "\n", "! ", " :) ", "... "};
  gsize start = message->len;

  do {
    if (message->len > start)
      g_string_append (message, between[g_rand_int_range (random, 0, G_N_ELEMENTS (between))]);
    append_sentence (message, random);
  } while (message->len + 20 < goal);
}

/* Common words in any order up to a length. */
static void
append_words (GString *message, GRand *random, gsize goal)
{
  gsize start = message->len;

  while (message->len + 4 < goal) {
    if (message->len > start)
      g_string_append (message, g_rand_int_range (random, 0, 12) == 0 ? ", " : " ");
    g_string_append (message, common_words[g_rand_int_range (random, 0, G_N_ELEMENTS (common_words))]);
  }
}

typedef void (*AppendFunc) (GString *message, GRand *random, gsize goal);

/* Some text in the markup that clients send. */
static char *
make_message (GRand *random, gsize bytes, AppendFunc append)
{
  static const char *const dressed[][2] = {
      {"", ""},
      {"", ""},
      {"", ""},
      {"<b>", "</b>"},
      {"", " &lt;3"},
      {"<font color=\"#204a87\">", "</font>"},
      {"<span style='color: #204a87'>", "</span>"},
      {"well &amp; good, ", ""},
  };
  guint dress = g_rand_int_range (random, 0, G_N_ELEMENTS (dressed));
  gsize goal = bytes * g_rand_double_range (random, 0.5, 1.5);
  gsize close = strlen (dressed[dress][1]);
  GString *message = g_string_new (dressed[dress][0]);

  append (message, random, goal > close ? goal - close : 0);
  g_string_append (message, g_rand_int_range (random, 0, 3) == 0 ? "?" : "");
  g_string_append (message, dressed[dress][1]);
  return g_string_free (message, FALSE);
}

/**
 * bench_patterns_new:
 * @n: how many
 *
 * Returns: (transfer full) (element-type utf8): regular expressions as people write them for words that come
 * in many spellings, alone and beside others
 */
GPtrArray *
bench_patterns_new (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) words = load_words (random);
  GPtrArray *patterns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    const char *word = words->pdata[i], *other = words->pdata[i + n];
    const char *common = common_words[g_rand_int_range (random, 0, G_N_ELEMENTS (common_words))];

    switch (i % 4) {
    case 0:
      g_ptr_array_add (patterns, g_strdup_printf ("\\b%s(?:s|ed|ing)?\\b", word));
      break;
    case 1:
      g_ptr_array_add (patterns, g_strdup_printf ("\\b%s\\s+(?:\\w+\\s+){0,3}%s\\b", common, word));
      break;
    case 2:
      g_ptr_array_add (patterns, g_strdup_printf ("(?:%s|%s)\\d{1,4}", word, other));
      break;
    default:
      g_ptr_array_add (patterns, g_strdup_printf ("%s[!?.]{2,}", word));
    }
  }
  return patterns;
}

static GPtrArray *
make_messages (guint n, gsize bytes, AppendFunc append)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (messages, make_message (random, bytes, append));
  return messages;
}

/**
 * bench_messages_new:
 * @n: how many
 * @bytes: how long on average, markup included
 *
 * Returns: (transfer full) (element-type utf8): common words in any order, in libpurple markup: for a scanner
 * no harder than chat, for rules the worst there is, since every second word is one that some rule looks for
 */
GPtrArray *
bench_messages_new (guint n, gsize bytes)
{
  return make_messages (n, bytes, append_words);
}

/**
 * bench_chat_new:
 * @n: how many
 * @bytes: how long on average, markup included
 *
 * Returns: (transfer full) (element-type utf8): everyday talk in whole sentences, in libpurple markup
 */
GPtrArray *
bench_chat_new (guint n, gsize bytes)
{
  return make_messages (n, bytes, append_chat);
}

/**
 * bench_near_miss_new:
 * @terms: the terms to miss
 * @bytes: how long
 *
 * Returns: (transfer full): a message made of terms that are wrong in one letter, and of phrases that break
 * off
 */
char *
bench_near_miss_new (const BenchTerms *terms, gsize bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);
  GString *message = g_string_new (NULL);

  while (message->len < bytes) {
    gsize start = message->len, at;

    g_string_append (message, terms->phrases->pdata[g_rand_int_range (random, 0, terms->phrases->len)]);
    at = start + g_rand_int_range (random, 0, message->len - start);
    if (message->str[at] != ' ')
      message->str[at] = message->str[at] == 'q' ? 'j' : 'q';
    g_string_append_c (message, ' ');
  }
  g_string_truncate (message, bytes);
  return g_string_free (message, FALSE);
}
