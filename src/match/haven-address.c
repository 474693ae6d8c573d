/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that tells who something is about and to whom it is said. */

#include "haven-moment.h"

#include <string.h>

#include "text/haven-fold.h"

#define MAX_LOOK_BACK 12
#define MAX_NICK 64
#define MAX_NAMES 16
#define ADVICE_WORDS 50 /* a message of fewer is a line of talk, whoever it speaks of */
#define ADVICE_READ 600 /* so many words tell */
#define ADVICE_YOU 3
#define ADVICE_SHARE 2 /* how many times "you" there are for each "I" */

/**
 * haven_moment_get_subject:
 * @moment: something that was met
 *
 * The person who was named last before the end of it decides: "I think you are an idiot" is about you,
 * "you make me feel like an idiot" about me.
 *
 * Returns: who it is about; %HAVEN_ABOUT_ANY when nobody is named
 */
HavenAbout
haven_moment_get_subject (const HavenMoment *moment)
{
  guint32 first = haven_moment_sentence_start (moment, moment->start);

  for (guint32 at = moment->end; at-- > first && moment->end - at <= MAX_LOOK_BACK;) {
    if (HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_YOU, HAVEN_WORDS_YOUR))
      return HAVEN_ABOUT_YOU;
    if (HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_I, HAVEN_WORDS_ME, HAVEN_WORDS_WE, HAVEN_WORDS_MY))
      return HAVEN_ABOUT_ME;
    if (HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_HE, HAVEN_WORDS_SHE, HAVEN_WORDS_THEY,
                             HAVEN_WORDS_HIS_HER, HAVEN_WORDS_SOMEONE))
      return HAVEN_ABOUT_THIRD;
    /* "my brother", "the teacher": the noun decides, not the word before it */
    if (at < moment->end - 1 && HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_KIN, HAVEN_WORDS_ROLE))
      return HAVEN_ABOUT_THIRD;
  }
  return HAVEN_ABOUT_ANY;
}

static gboolean
is_name_at (const HavenText *text, const char *name, guint word)
{
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const char *folded = haven_text_get_folded (text, NULL);

  while (*name != '\0') {
    gsize length = strcspn (name, " ");

    if (word >= n_words || words[word].fold_length != length ||
        memcmp (folded + words[word].fold, name, length) != 0)
      return FALSE;
    name += length + strspn (name + length, " ");
    word++;
  }
  return TRUE;
}

static gboolean
names_me (const HavenText *text, const char *const *my_names)
{
  guint n_words;

  haven_text_get_words (text, &n_words);
  for (guint i = 0; my_names != NULL && my_names[i] != NULL && i < MAX_NAMES; i++) {
    g_autofree char *name = haven_fold_string (my_names[i], -1);

    for (guint word = 0; *name != '\0' && word < n_words; word++) {
      if (is_name_at (text, name, word))
        return TRUE;
    }
  }
  return FALSE;
}

/* "bob: you …" as people write in rooms; not "note: …" in words the language knows well, nor "https://…". */
static gboolean
begins_with_nick (const HavenProgram *program, const HavenText *text)
{
  gsize length, end = 0;
  const char *visible = haven_text_get_visible (text, &length);
  const char *folded = haven_text_get_folded (text, NULL);
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);

  if (n_words < 2)
    return FALSE;
  if ((words[0].flags & HAVEN_WORD_MENTION) != 0)
    return TRUE;
  while (end < length && end < MAX_NICK && !g_ascii_isspace (visible[end]))
    end++;
  return end >= 2 && end < length && visible[end - 1] == ':' && (words[0].flags & HAVEN_WORD_LINK) == 0 &&
         program->symbols[haven_program_find (program, folded + words[0].fold, words[0].fold_length)]
                 .common == HAVEN_COMMON_RARE;
}

/**
 * haven_address_read:
 * @program: a program, for the words of its languages
 * @text: a message
 * @scene: (nullable): what else is known of it
 *
 * Between two, whoever is not named is the reader all the same.
 *
 * Returns: to whom the message is said
 */
HavenAddress
haven_address_read (const HavenProgram *program, const HavenText *text, const HavenMatchScene *scene)
{
  if (scene != NULL && names_me (text, scene->my_names))
    return HAVEN_ADDRESS_ME;
  if (scene == NULL || scene->im)
    return HAVEN_ADDRESS_OPEN;
  return begins_with_nick (program, text) ? HAVEN_ADDRESS_OTHER : HAVEN_ADDRESS_OPEN;
}

/**
 * haven_moment_is_to_you:
 * @moment: something that was met
 *
 * Returns: whether the sentence has a second person or the message one of the reader's names
 */
gboolean
haven_moment_is_to_you (const HavenMoment *moment)
{
  guint32 end = haven_moment_sentence_end (moment, moment->start);

  for (guint32 at = haven_moment_sentence_start (moment, moment->start); at < end; at++) {
    if (HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_YOU, HAVEN_WORDS_YOUR))
      return TRUE;
  }
  return moment->address == HAVEN_ADDRESS_ME;
}

static gboolean
is_one_of (const HavenMoment *moment, HavenContextWords words, guint32 symbol)
{
  const HavenProgram *program = moment->search->program;
  guint32 concept = moment->language->concepts[words];

  return concept != 0 && haven_program_contains (program->members + program->concepts[concept - 1].member,
                                                 program->concepts[concept - 1].n_members, symbol);
}

/* The first of the words that a word stands for: "you" for "you're" and for "u". */
static guint32
read_first (const HavenMoment *moment, const char *word, gsize length)
{
  const HavenProgram *program = moment->search->program;
  guint32 symbol = haven_program_find (program, word, length);

  return program->symbols[symbol].n_reading > 0 ? program->sequences[program->symbols[symbol].reading]
                                                : symbol;
}

/**
 * haven_moment_is_advising:
 * @moment: something that was met
 *
 * Who asks for help speaks of themselves; who gives it, at length, speaks of "you". It is the whole message
 * that tells, not the words around what was met.
 *
 * Returns: whether the message is long and speaks to a second person much more than of its writer
 */
gboolean
haven_moment_is_advising (const HavenMoment *moment)
{
  guint n_words, n_you = 0, n_i = 0;
  const HavenText *text = moment->search->tokens->text;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const char *folded = haven_text_get_folded (text, NULL);

  if (n_words < ADVICE_WORDS)
    return FALSE;
  for (guint i = 0; i < MIN (n_words, ADVICE_READ); i++) {
    guint32 symbol = read_first (moment, folded + words[i].fold, words[i].fold_length);

    n_you += is_one_of (moment, HAVEN_WORDS_YOU, symbol) || is_one_of (moment, HAVEN_WORDS_YOUR, symbol);
    n_i += is_one_of (moment, HAVEN_WORDS_I, symbol) || is_one_of (moment, HAVEN_WORDS_ME, symbol) ||
           is_one_of (moment, HAVEN_WORDS_MY, symbol);
  }
  return n_you >= ADVICE_YOU && n_you >= ADVICE_SHARE * n_i;
}
