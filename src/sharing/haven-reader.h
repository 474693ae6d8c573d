/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "sharing/haven-clues.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

/* What the characters of one token are. */
typedef enum {
  HAVEN_TOKEN_DIGITS = 1 << 0,  /* has a digit */
  HAVEN_TOKEN_LETTERS = 1 << 1, /* has a letter */
  HAVEN_TOKEN_CAPITAL = 1 << 2, /* starts with an upper-case letter */
  HAVEN_TOKEN_LOWER = 1 << 3,   /* has a lower-case ASCII letter */
  HAVEN_TOKEN_UPPER = 1 << 4,   /* has an upper-case ASCII letter */
  HAVEN_TOKEN_HIGH = 1 << 5,    /* has a letter outside ASCII */
  HAVEN_TOKEN_LINK = 1 << 6,    /* stands in a web address or a file path */
  HAVEN_TOKEN_WIDE = 1 << 7,    /* is Chinese, Japanese or Korean: may be many words */
} HavenTokenFlags;

/* A run of letters and digits. */
typedef struct {
  guint32 start;
  guint32 end;
  guint16 flags;
  guint32 clues; /* HavenClue bits: what the word is known as */
} HavenToken;

#define HAVEN_READER_TOKENS 512

/**
 * HavenReader:
 *
 * A text cut into runs of letters and digits, once, for all the items to look at. The text is borrowed; at
 * least eight zeros stand behind it.
 */
typedef struct {
  const char *text;
  gsize length;
  HavenToken *tokens;
  guint n_tokens;
  guint size;    /* tokens there is room for */
  guint16 flags; /* of all tokens together */
  guint32 clues; /* of all tokens together */
  gboolean at;   /* there is an @ */
  gsize chunk;   /* while it is read: where the chunk that was last looked at ends */
  HavenToken some[HAVEN_READER_TOKENS];
} HavenReader;

gboolean haven_reader_is_quiet (const HavenText *text);
void haven_reader_init (HavenReader *reader, const HavenText *text);
void haven_reader_clear (HavenReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenReader, haven_reader_clear)

guint haven_reader_length (const HavenReader *reader, guint token);
guint haven_reader_clues (const HavenReader *reader, guint token);
gboolean haven_reader_is_digits (const HavenReader *reader, guint token);
gboolean haven_reader_is_capital (const HavenReader *reader, guint token);
gboolean haven_reader_is (const HavenReader *reader, guint token, const char *word);
gboolean haven_reader_is_any (const HavenReader *reader, guint token, const char *const *words);
gboolean haven_reader_holds (const HavenReader *reader, guint token, const char *part);
gboolean haven_reader_starts (const HavenReader *reader, guint token, const char *start);
gboolean haven_reader_ends (const HavenReader *reader, guint token, const char *end);
gboolean haven_reader_gap_is (const HavenReader *reader, guint token, const char *gap);
gboolean haven_reader_gap_has (const HavenReader *reader, guint token, const char *characters);
gsize haven_reader_gap_length (const HavenReader *reader, guint token);
char haven_reader_at (const HavenReader *reader, gssize position);
gsize haven_reader_span (const HavenReader *reader, gsize position, const char *characters);
gboolean haven_reader_alone (const HavenReader *reader, gsize start, gsize end);
guint haven_reader_token_at (const HavenReader *reader, gsize position);
gboolean haven_reader_near (const HavenReader *reader, guint token, guint before, guint after, guint clues);
gboolean haven_reader_near_any (
    const HavenReader *reader, guint first, guint last, guint before, guint after, const char *const *words);

G_END_DECLS
