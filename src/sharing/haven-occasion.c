/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a whole message is that is about to leave, beyond the items in it: a command that would be sent as
 * text, a password alone, what somebody else wrote, a name told with a story. All of it is for what the user
 * sends; what arrives is never judged so.
 */
#include "sharing/haven-occasion.h"
#include "sharing/haven-reader.h"

#include <string.h>

/* What the first word of a name may be known as besides. */
#define MAY_BE_NAME                                                                                          \
  (HAVEN_CLUE_STREET_BEFORE | HAVEN_CLUE_GIVEN | HAVEN_CLUE_GIVEN_WORD | HAVEN_CLUE_SURNAME |                \
   HAVEN_CLUE_SURNAME_WORD)

static void
trim (const char *text, gsize length, gsize *start, gsize *end)
{
  *start = 0;
  *end = length;
  while (*start < *end && g_ascii_isspace (text[*start]))
    (*start)++;
  while (*end > *start && g_ascii_isspace (text[*end - 1]))
    (*end)--;
}

/* "/jion", "/mgs": two neighbours of a command swapped. */
static gboolean
is_slip (const HavenReader *reader, guint token, const char *const *commands)
{
  const HavenToken *of = &reader->tokens[token];
  gsize length = of->end - of->start;
  char word[16];

  if (length < 3 || length >= sizeof word)
    return FALSE;
  for (gsize i = 1; i < length; i++) {
    for (gsize at = 0; at < length; at++)
      word[at] = g_ascii_tolower (reader->text[of->start + at]);
    word[length] = '\0';
    word[i - 1] = g_ascii_tolower (reader->text[of->start + i]);
    word[i] = g_ascii_tolower (reader->text[of->start + i - 1]);
    if (g_strv_contains (commands, word))
      return TRUE;
  }
  return FALSE;
}

/* "identify Hund3huette": the word that a service waits for and a password, alone. */
static gboolean
is_bare_act (const HavenReader *reader, const char *const *acts)
{
  const HavenToken *of = &reader->tokens[1];

  return reader->n_tokens == 2 && haven_reader_is_any (reader, 0, acts) &&
         haven_reader_gap_is (reader, 0, " ") && of->flags & HAVEN_TOKEN_DIGITS &&
         of->flags & HAVEN_TOKEN_LETTERS && of->end - of->start >= 8;
}

/**
 * haven_occasion_is_command:
 * @message: a message about to leave, read
 * @start: (out): where the command starts
 * @end: (out): one past its end
 *
 * A command with a slash has been tried before a message is sent; one that is still here failed, or a space
 * stood before it. A slip of the finger writes another sign or none: ".msg nickserv identify …", "nickserv
 * identify …".
 *
 * Returns: whether the message is a command that its readers would see
 */
gboolean
haven_occasion_is_command (const HavenText *message, gsize *start, gsize *end)
{
  gsize length;
  const char *text = haven_text_get_visible (message, &length);
  static const char *const commands[] = {"msg",      "query",    "join",       "part",   "nick",     "ns",
                                         "nickserv", "identify", "whois",      "kick",   "ban",      "invite",
                                         "topic",    "notice",   "away",       "quit",   "mode",     "oper",
                                         "cs",       "chanserv", "auth",       "login",  "register", "send",
                                         "haven",    "reveal",   "sendanyway", "ignore", NULL};
  static const char *const services[] = {"nickserv", "chanserv", "ns", "cs", "q", "authserv", NULL};
  static const char *const acts[] = {"identify", "register", "ghost", "auth", "login",
                                     "recover",  "release",  "id",    NULL};
  static const char *const bare[] = {"identify", "ghost", NULL};
  g_auto (HavenReader) reader;
  char sign;
  guint word = 0;

  haven_reader_init (&reader, message);
  trim (text, length, start, end);
  if (*end - *start < 3 || *end - *start > 400 || reader.n_tokens == 0)
    return FALSE;
  sign = text[*start];
  if (is_bare_act (&reader, bare) ||
      (sign == '/' && reader.tokens[0].start == *start + 1 && haven_reader_gap_has (&reader, 0, " ") &&
       !haven_reader_gap_has (&reader, 0, "/") && is_slip (&reader, 0, commands)))
    return TRUE;
  if (reader.tokens[0].start == *start + 1 && strchr ("/.!\\7", sign) != NULL &&
      haven_reader_is_any (&reader, 0, commands)) {
    char after = haven_reader_at (&reader, (gssize)reader.tokens[0].end);

    if (sign == '/' && (after == ' ' || after == '\0' || after == '\n'))
      return TRUE;
    word = haven_reader_is (&reader, 0, "msg") || haven_reader_is (&reader, 0, "query") ? 1 : 0;
  } else if (haven_reader_is (&reader, 0, "msg") && reader.tokens[0].start == *start) {
    word = 1;
  }
  return haven_reader_is_any (&reader, word, services) && haven_reader_is_any (&reader, word + 1, acts);
}

/**
 * haven_occasion_is_bare_secret:
 * @message: a message about to leave, read
 * @start: (out): where the word starts
 * @end: (out): one past its end
 *
 * A password typed into the wrong window stands alone: one word of 8 to 64 signs that mixes letters, digits
 * and punctuation as no word, address, file or smiley does.
 *
 * Returns: whether the message may be nothing but a password
 */
gboolean
haven_occasion_is_bare_secret (const HavenText *message, gsize *start, gsize *end)
{
  gsize length;
  const char *text = haven_text_get_visible (message, &length);
  guint lower = 0, upper = 0, digits = 0, signs = 0, turns = 0, last = 0;

  trim (text, length, start, end);
  if (*end - *start < 8 || *end - *start > 64)
    return FALSE;
  for (gsize i = *start; i < *end; i++) {
    char is = text[i];
    guint kind = g_ascii_islower (is) ? 1 : g_ascii_isupper (is) ? 2 : g_ascii_isdigit (is) ? 3 : 4;

    if (g_ascii_isspace (is) || (guint8)is >= 0x80 || (strchr ("/\\:<>()[]{}|,;'\"`~", is) != NULL))
      return FALSE;
    lower += kind == 1;
    upper += kind == 2;
    digits += kind == 3;
    signs += kind == 4;
    turns += i > *start && kind != last;
    last = kind;
  }
  /* a full stop or a hyphen makes a name of a file, a machine or a version; a last mark ends a sentence */
  if (memchr (text + *start, '.', *end - *start - 1) != NULL ||
      memchr (text + *start, '-', *end - *start) != NULL ||
      memchr (text + *start, '=', *end - *start) != NULL || text[*start] == '@' || text[*start] == '#' ||
      text[*start] == '!')
    return FALSE;
  if (strchr ("!?.", text[*end - 1]) != NULL)
    signs--;
  return digits > 0 && lower + upper > 2 && ((lower > 0 && upper > 0) || signs > 0) && turns >= 3 &&
         digits < 9 && memchr (text + *start, '_', *end - *start) == NULL;
}

/* "(20:22:49) sam: …", "[20:22] <sam> …", "<sam> …", "> …": a line as another window shows it. */
static gboolean
is_pasted_line (const char *line, gsize length)
{
  gsize at = 0;
  gboolean time = FALSE;

  while (at < length && (line[at] == ' ' || line[at] == '(' || line[at] == '['))
    at++;
  if (at > 0 || (length > 4 && g_ascii_isdigit (line[0]) && memchr (line, ':', MIN (length, 6)) != NULL)) {
    gsize digits = 0;

    while (at < length && (g_ascii_isdigit (line[at]) || strchr (":/-., APMapm", line[at]) != NULL)) {
      digits += g_ascii_isdigit (line[at]);
      at++;
    }
    time = digits >= 3;
    while (at < length && (line[at] == ')' || line[at] == ']' || line[at] == ' '))
      at++;
  }
  if (at < length && line[at] == '<')
    return memchr (line + at, '>', MIN (length - at, 40)) != NULL;
  if (at == 0 && length > 2 && line[0] == '>' && line[1] == ' ')
    return TRUE;
  return time && memchr (line + at, ':', MIN (length - at, 40)) != NULL;
}

/**
 * haven_occasion_is_paste:
 * @message: a message about to leave, read
 * @start: (out): where the paste starts
 * @end: (out): one past its end
 *
 * Returns: whether it holds three lines or more of another conversation, or a forwarded mail
 */
gboolean
haven_occasion_is_paste (const HavenText *message, gsize *start, gsize *end)
{
  gsize length;
  const char *text = haven_text_get_visible (message, &length);
  static const char *const heads[] = {"-----Original Message-----", "---------- Forwarded message",
                                      "Begin forwarded message:"};
  gsize at = 0;
  guint lines = 0;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    const char *head = g_strstr_len (text, (gssize)length, heads[i]);

    if (head != NULL) {
      *start = (gsize)(head - text);
      *end = length;
      return TRUE;
    }
  }
  while (at < length) {
    const char *stop = memchr (text + at, '\n', length - at);
    gsize line = stop != NULL ? (gsize)(stop - text) - at : length - at;

    if (is_pasted_line (text + at, line)) {
      if (lines++ == 0)
        *start = at;
      *end = at + line;
    }
    at += line + 1;
  }
  return lines >= 3;
}

/**
 * haven_occasion_asks_first:
 * @message: a message, read
 *
 * Returns: whether it asks if now is a good time, or says what is to come, as a heavy message may
 */
gboolean
haven_occasion_asks_first (const HavenText *message)
{
  gsize length;
  const char *text = haven_text_get_visible (message, &length);
  static const char *const words[] = {"is now a good time",
                                      "good time to talk",
                                      "can i vent",
                                      "ok to vent",
                                      "okay to vent",
                                      "mind if i vent",
                                      "do you have the space",
                                      "do you have space",
                                      "do you have room for",
                                      "content note",
                                      "content warning",
                                      "trigger warning",
                                      "heavy stuff ahead",
                                      "is it ok if i",
                                      "is it okay if i",
                                      "can i talk about something heavy",
                                      "can i share something"};
  g_autofree char *lower = g_ascii_strdown (text, (gssize)length);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  }
  return g_ascii_strncasecmp (lower, "cw:", MIN (length, 3)) == 0 ||
         g_ascii_strncasecmp (lower, "tw:", MIN (length, 3)) == 0;
}

/* "my friend Sam", "Sam told me": the words that make a capital word somebody's name. */
static gboolean
is_named (const HavenReader *reader, guint token)
{
  static const char *const kin[] = {"friend",    "sister",   "brother",    "mother",    "mom",      "mum",
                                    "father",    "dad",      "cousin",     "aunt",      "uncle",    "wife",
                                    "husband",   "partner",  "girlfriend", "boyfriend", "daughter", "son",
                                    "neighbour", "neighbor", "colleague",  "roommate",  "coworker", "boss",
                                    "teacher",   "ex",       "bestie",     "named",     "called",   "niece",
                                    "nephew",    "flatmate", NULL};
  static const char *const tells[] = {"told",  "said",     "was",  "got", "has", "had",  "is",        "tried",
                                      "wants", "confided", "just", "who", "did", "been", "attempted", NULL};

  if (token > 0 && haven_reader_is_any (reader, token - 1, kin))
    return TRUE;
  if (token > 0 && !haven_reader_gap_is (reader, token - 1, " "))
    return FALSE;
  return token > 0 && haven_reader_is_any (reader, token + 1, tells);
}

/**
 * haven_occasion_find_name:
 * @message: a message, read
 * @start: (out): where the name starts
 * @end: (out): one past its end
 *
 * Returns: whether a person is spoken of by name
 */
gboolean
haven_occasion_find_name (const HavenText *message, gsize *start, gsize *end)
{
  g_auto (HavenReader) reader;

  haven_reader_init (&reader, message);
  for (guint i = 0; i < reader.n_tokens; i++) {
    guint last = i;

    if (!haven_reader_is_capital (&reader, i) || !(reader.tokens[i].flags & HAVEN_TOKEN_LOWER) ||
        reader.tokens[i].clues & ~(guint)MAY_BE_NAME || reader.tokens[i].end - reader.tokens[i].start < 3 ||
        !is_named (&reader, i))
      continue;
    while (haven_reader_is_capital (&reader, last + 1) && haven_reader_gap_is (&reader, last, " ") &&
           last < i + 2)
      last++;
    *start = reader.tokens[i].start;
    *end = reader.tokens[last].end;
    return TRUE;
  }
  return FALSE;
}
