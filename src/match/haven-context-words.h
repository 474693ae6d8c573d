/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The concepts of a language pack that contexts are understood by. A language whose pack lacks one
 * simply never sees what depends on it. Kept in step with data/packs/LANGUAGE/language.json.
 */
/* clang-format off */
#define HAVEN_CONTEXT_WORDS(word)                                                                            \
  word (I, "i") word (ME, "me") word (MY, "my") word (YOU, "you") word (YOUR, "your") word (WE, "we")        \
  word (HE, "he") word (SHE, "she") word (THEY, "they") word (HIS_HER, "his-her") word (KIN, "kin")          \
  word (ROLE, "role") word (SOMEONE, "someone") word (EVERYONE, "everyone") word (WHO, "who")                \
  word (BE, "be") word (GET, "get") word (NOT, "not") word (NO, "no") word (NONE, "none")                    \
  word (HARDLY, "hardly") word (NOT_ONLY, "not-only") word (BUT, "but") word (IF, "if") word (A, "a")        \
  word (FILLER, "filler") word (MODAL, "modal") word (TO, "to") word (SAY, "say") word (SAID, "said")        \
  word (CALL, "call") word (HEAR_TOLD, "hear-told") word (REPORTED, "reported-speech") word (ASK, "ask")     \
  word (LAUGH, "laugh") word (JOKE, "joke") word (QUOTE_NOUN, "quote-noun") word (MEAN, "mean")              \
  word (USE_WORD, "use-word") word (WRONG, "wrong") word (OPPOSE, "oppose") word (AGAINST, "against")        \
  word (THINK_WRONG, "think-wrong") word (CONSUME, "consume") word (WORK_NOUN, "work-noun")                  \
  word (PAST, "past") word (GREETING, "greeting") word (FUNCTION, "function") word (COMMON, "common")        \
  word (AUXILIARY, "auxiliary") word (QUESTION_WORD, "question-word") word (OWN_SAYING, "own-saying")        \
  word (FALSE_FRIEND, "false-friend") word (OTHER_TONGUE, "other-tongue") word (THE, "the")                  \
  word (NO_NAME, "no-name") word (BEFORE_NAME, "before-name") word (CONCORD, "concord")                      \
  word (NOT_BEHIND, "not-behind") word (SAID_AFTER, "said-after") word (JOINS, "joins")
/* clang-format on */

typedef enum {
#define HAVEN_CONTEXT_WORD(id, name) HAVEN_WORDS_##id,
  HAVEN_CONTEXT_WORDS (HAVEN_CONTEXT_WORD)
#undef HAVEN_CONTEXT_WORD
      HAVEN_N_CONTEXT_WORDS,
} HavenContextWords;
