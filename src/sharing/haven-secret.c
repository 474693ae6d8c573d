/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords said in words, PINs and one-time codes. */
#include "sharing/haven-shared.h"

#include <string.h>

static const char *const password_words[] = {
    "password", "passwd",     "passphrase", "pw",       "pwd",        "passwort",  "kennwort", "contraseña",
    "passcode", "pass",       "pin",        "p/w",      "senha",      "passwords", "hasło",    "heslo",
    "jelszó",   "lösenord",   "kodeord",    "salasana", "wachtwoord", "mdp",       "şifre",    "parola",
    "пароль",   "パスワード", "密码",       "비밀번호", NULL};
static const char *const between_words[] = {
    "is",  "it's",     "its",    "was",    "s",    "now",    "für",     "ist",     "es",
    "=",   "code",     "number", "to",     "for",  "the",    "my",      "account", "wifi",
    "wi",  "fi",       "email",  "login",  "were", "are",    "used",    "be",      "on",
    "это", "を",       "は",     "是",     "ipad", "iphone", "phone",   "laptop",  "tablet",
    "pc",  "computer", "mac",    "router", "box",  "server", "machine", NULL};
static const char *const never_words[] = {
    "protected", "reset",     "wrong",      "incorrect", "expired",
    "changed",   "prompt",    "field",      "manager",   "required",
    "needed",    "set",       "blank",      "empty",     "correct",
    "same",      "stored",    "saved",      "hash",      "hashed",
    "encrypted", "secure",    "weak",       "strong",    "good",
    "bad",       "safe",      "asked",      "like",      "invalid",
    "accepted",  "different", "working",    "wanted",    "root",
    "user",      "sudo",      "something",  "nothing",   "anything",
    "usually",   "always",    "never",      "none",      "long",
    "short",     "default",   "fine",       "hard",      "easy",
    "locked",    "disabled",  "enabled",    "case",      "being",
    "getting",   "ok",        "okay",       "stupid",    "secret",
    "unknown",   "hidden",    "entered",    "typed",     "visible",
    "simple",    "plain",     "random",     "probably",  "password",
    "not",       "too",       "broken",     "awful",     "terrible",
    "leaked",    "stolen",    "impossible", "insane",    "ridiculous",
    "public",    "rubbish",   "garbage",    "useless",   "dumb",
    "somewhere", "here",      "there",      "written",   "literally",
    "basically", "actually",  "still",      "supposed",  "case-sensitive",
    "below",     "above",     "attached",   "missing",   "optional",
    "forgotten", "tomorrow",  "today",      "correct",   "important",
    "gone",      "ready",     "file",       "auth",      "authentication",
    "login",     NULL};

static const char *const code_words[] = {
    "code",   "otp",     "passcode",    "tan",      "pin",         "2fa",         "mfa",
    "puk",    "combo",   "combination", "lockbox",  "keybox",      "keysafe",     "keypad",
    "código", "codigo",  "codice",      "kod",      "kód",         "код",         "koden",
    "koodi",  "türcode", "alarmcode",   "digicode", "zugangscode", "haustürcode", NULL};

#define LONGEST 64     /* bytes of a secret */
#define LONGEST_END 16 /* marks behind it that end a sentence */

/* Where the word that starts at @at ends: up to white space or a closing quotation mark, or where it is too
 * long to be a secret. */
static gsize
secret_end (const HavenReader *reader, gsize at, char quote)
{
  gsize end = at;

  while (end < reader->length && end - at <= LONGEST + LONGEST_END && !g_ascii_isspace (reader->text[end]) &&
         reader->text[end] != '<' && !(quote != '\0' && reader->text[end] == quote))
    end++;
  while (quote == '\0' && end > at && strchr (".,;)\"'", reader->text[end - 1]) != NULL)
    end--;
  return end;
}

/* Whether what stands there can be meant as a secret, and not go on as a sentence. */
static gboolean
is_secret (const HavenReader *reader, guint token, gsize start, gsize end, gboolean said, gboolean quoted)
{
  const HavenToken *of = &reader->tokens[token];
  gboolean digit = FALSE, sign = FALSE, upper = FALSE;

  if (end - start < 4 || end - start > LONGEST ||
      (!quoted && haven_reader_is_any (reader, token, never_words)))
    return FALSE;
  for (gsize i = start; i < end; i++) {
    digit |= g_ascii_isdigit (reader->text[i]);
    sign |= g_ascii_ispunct (reader->text[i]) && reader->text[i] != '\'' && reader->text[i] != '-' &&
            reader->text[i] != '/';
    upper |= i > start && g_ascii_isupper (reader->text[i]);
  }
  if (reader->text[start] == '/' || reader->text[start] == '<' || reader->text[start] == '(' ||
      of->flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (digit || (sign && end < reader->length && said) || (upper && said))
    return end - start >= 4;
  if (quoted)
    return said && haven_reader_at (reader, (gssize)end) == haven_reader_at (reader, (gssize)start - 1);
  /* a plain word only when it ends the sentence: "my password is swordfish" */
  return said && end - start >= 5 && !(of->clues & HAVEN_CLUE_COMMON) &&
         (of->end == reader->length || haven_reader_gap_has (reader, token, ".\n") ||
          token + 1 == reader->n_tokens) &&
         !haven_reader_ends (reader, token, "ed") && !haven_reader_ends (reader, token, "ing");
}

/* Eight letters and digits among one another: "password is Winter2019winter" needs no owner. */
static gboolean
is_mixed (const HavenReader *reader, gsize start, gsize end)
{
  guint digits = 0, letters = 0;

  for (gsize i = start; i < end; i++) {
    digits += g_ascii_isdigit (reader->text[i]);
    letters += g_ascii_isalpha (reader->text[i]);
  }
  return digits >= 2 && letters >= 3 && digits + letters >= 8;
}

/* "my password", "the wifi password", "his pin": whose it is must be said, or a colon must follow. */
static gboolean
is_someones (const HavenReader *reader, guint token, guint last)
{
  static const char *const owners[] = {"my",  "our",  "his", "her", "their", "your",
                                       "the", "mein", "mi",  "mon", "minha", NULL};
  guint first = token > 3 ? token - 3 : 0;

  for (guint i = first; i < last; i++) {
    if (i != token && haven_reader_is_any (reader, i, owners))
      return TRUE;
  }
  return FALSE;
}

/* "username is bob and the password is …" */
static gboolean
is_beside_user (const HavenReader *reader, guint token)
{
  static const char *const users[] = {"user", "username", "login", "email", "account", NULL};
  static const char *const users_is[] = {"is", "s", NULL};

  for (guint i = token > 10 ? token - 10 : 0; i + 2 < token; i++) {
    if (haven_reader_is_any (reader, i, users) &&
        (haven_reader_is_any (reader, i + 1, users_is) || haven_reader_gap_has (reader, i, ":=")))
      return TRUE;
  }
  return FALSE;
}

/* "wifi password: …", "netflix pw: …": what it opens stands right before it. */
static gboolean
is_of_service (const HavenReader *reader, guint token)
{
  static const char *const services[] = {"wifi",   "fi",       "wlan",   "router", "netflix",  "spotify",
                                         "disney", "icloud",   "gmail",  "email",  "steam",    "zip",
                                         "vpn",    "laptop",   "hulu",   "insta",  "facebook", "amazon",
                                         "tablet", "computer", "iphone", NULL};

  return token > 0 && haven_reader_is_any (reader, token - 1, services) &&
         !haven_reader_gap_has (reader, token - 1, ".,;:?!\n");
}

/* What is said between the word and the password: "password for the zip is …" */
typedef struct {
  guint at;       /* the token that may be the password */
  guint nouns;    /* words of whatever it is for, which only what is no word can follow */
  gboolean is;    /* somebody says what it is */
  gboolean colon; /* or a colon stands right before it */
} Lead;

static gboolean
read_lead (const HavenReader *reader, guint token, Lead *lead)
{
  static const char *const articles[] = {"the", "my", "our", "his", "her", "this", "for", "to", "on", NULL};
  static const char *const is_words[] = {"is", "its", "was", "were", "be", "s", "ist", "es", NULL};

  *lead = (Lead){.at = token + 1, .colon = haven_reader_gap_has (reader, token, ":=")};
  for (; !lead->colon && lead->at < reader->n_tokens && lead->at - token < 6; lead->at++) {
    if (!haven_reader_is_any (reader, lead->at, between_words)) {
      if (lead->nouns == 2 || lead->at < token + 2 ||
          !haven_reader_is_any (reader, lead->at - 1 - lead->nouns, articles))
        break;
      lead->nouns++;
    }
    lead->is |= haven_reader_is_any (reader, lead->at, is_words);
    lead->colon = haven_reader_gap_has (reader, lead->at, ":=");
  }
  return lead->at < reader->n_tokens && (lead->is || lead->colon) &&
         !haven_reader_gap_has (reader, lead->at - 1, lead->colon ? "\n?!)" : "\n?!).,");
}

/* Marks before the first letter belong to a password; quotation marks do not. */
static gsize
secret_start (const HavenReader *reader, guint token)
{
  gsize start = reader->tokens[token].start;

  while (start > reader->tokens[token - 1].end && !g_ascii_isspace (reader->text[start - 1]) &&
         strchr (":=\"'`", reader->text[start - 1]) == NULL)
    start--;
  return start;
}

static char
quote_before (const HavenReader *reader, gsize start)
{
  return start > 0 && strchr ("\"'`", reader->text[start - 1]) != NULL ? reader->text[start - 1] : '\0';
}

/* "el pin es 4821" */
static gboolean
is_someones_abroad (const HavenReader *reader, guint token, guint at)
{
  static const char *const articles[] = {"el", "la", "le", "der", "das", "il", "de", "o", "a", NULL};

  return token > 0 && haven_reader_is_any (reader, token - 1, articles) &&
         reader->tokens[at].flags & HAVEN_TOKEN_DIGITS;
}

/**
 * haven_password_find:
 * @reader: a reader
 * @token: number of the word that may say that a password follows
 * @found: (out caller-allocates): the password itself, without the words before it
 *
 * Returns: whether a password or PIN is said after the word at @token
 */
gboolean
haven_password_find (const HavenReader *reader, guint token, HavenShared *found)
{
  Lead lead;
  gsize start, end;
  char quote;
  gboolean someones, plain;

  if (!(reader->tokens[token].clues & HAVEN_CLUE_SECRET) ||
      !haven_reader_is_any (reader, token, password_words) || !read_lead (reader, token, &lead))
    return FALSE;
  start = secret_start (reader, lead.at);
  quote = quote_before (reader, start);
  end = secret_end (reader, start, quote);
  someones = is_someones (reader, token, lead.at) || (lead.is && is_beside_user (reader, token));
  /* then a plain word may be one too */
  plain = (lead.is && someones && lead.nouns == 0) ||
          (lead.colon && lead.at == token + 1 && is_of_service (reader, token));
  if (!is_secret (reader, lead.at, start, end, plain, quote != '\0'))
    return FALSE;
  if (!someones && !(lead.is && is_someones_abroad (reader, token, lead.at)) &&
      !(lead.is && is_mixed (reader, start, end)) &&
      !(lead.is && lead.at == token + 2 && haven_reader_gap_is (reader, token, "'") &&
        reader->tokens[lead.at].flags & HAVEN_TOKEN_DIGITS) &&
      !(lead.colon && haven_reader_at (reader, (gssize)reader->tokens[token].end) == ':'))
    return FALSE;
  return haven_shared_take_bytes (found, "password", reader, start, end);
}

/* "PIN 7291 for my debit card" */
static gboolean
is_card_pin (const HavenReader *reader, guint token)
{
  static const char *const pins[] = {"pin", "pincode", "geheimzahl", NULL};
  static const char *const cards[] = {"card",       "debit", "atm",    "sim",  "girocard", "karte",  "visa",
                                      "mastercard", "phone", "iphone", "ipad", "tablet",   "laptop", NULL};

  return haven_reader_near_any (reader, token, token, 5, 3, pins) &&
         haven_reader_near_any (reader, token, token, 6, 8, cards);
}

/* The three or four digits on the back of a card: "cvv is 392". */
static gboolean
find_card_code (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const words[] = {"cvv", "cvc", "cvv2", "cvc2", "csc", NULL};
  guint digits = reader->tokens[token].end - reader->tokens[token].start;

  return (digits == 3 || digits == 4) && haven_reader_near_any (reader, token, token, 3, 0, words) &&
         haven_reader_alone (reader, reader->tokens[token].start, reader->tokens[token].end) &&
         haven_shared_take (found, "card", reader, token, token);
}

/* "safe combination is 22-8-31", "combo is 34 12 8": three numbers that a lock is turned to */
static gboolean
find_combination (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const words[] = {"combo", "combination", NULL};
  static const char *const locks[] = {"safe",     "lock",  "locker", "padlock", "bike",
                                      "suitcase", "vault", "gate",   NULL};

  for (guint i = token; i < token + 3; i++) {
    if (!haven_reader_is_digits (reader, i) || reader->tokens[i].end - reader->tokens[i].start > 2 ||
        (i > token && !haven_reader_gap_is (reader, i - 1, "-") && !haven_reader_gap_is (reader, i - 1, " ")))
      return FALSE;
  }
  return haven_reader_near_any (reader, token, token, 4, 0, words) &&
         haven_reader_near_any (reader, token, token, 6, 4, locks) &&
         haven_reader_alone (reader, reader->tokens[token].start, reader->tokens[token + 2].end) &&
         haven_shared_take (found, "password", reader, token, token + 2);
}

/* "digicode 45B12", "steam guard code 7KX2P": capitals among the digits */
static gboolean
find_mixed_code (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const guards[] = {"steam", NULL};
  const HavenToken *of = &reader->tokens[token];
  gboolean lock;

  if (of->flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH) || of->end - of->start < 4 ||
      of->end - of->start > 6 || !haven_reader_near_any (reader, token, token, 5, 0, code_words) ||
      !haven_reader_alone (reader, of->start, of->end))
    return FALSE;
  lock = haven_reader_near (reader, token, 6, 0, HAVEN_CLUE_LOCK);
  return (lock || haven_reader_near (reader, token, 6, 0, HAVEN_CLUE_ONCE) ||
          haven_reader_near_any (reader, token, token, 6, 0, guards)) &&
         haven_shared_take (found, lock ? "password" : "one-time-code", reader, token, token);
}

/* "the sms says 449281", "authenticator says 220 918": what is read out as it came */
static gboolean
is_read_out (const HavenReader *reader, guint token, guint digits)
{
  static const char *const says[] = {"says", "say", "saying", "shows", "said", "is", NULL};
  static const char *const from[] = {"authenticator", "sms", "2fa", "otp", "mfa", NULL};

  return digits == 6 && token > 1 && haven_reader_is_any (reader, token - 1, says) &&
         haven_reader_near_any (reader, token, token, 5, 0, from);
}

/* "recovery codes: 8f3k-22md 9sk2-11aa": all that follow, each of letters and digits in groups */
static gboolean
find_recovery (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const codes[] = {"codes", "code", NULL};
  static const char *const kinds[] = {"recovery", "backup", "scratch", NULL};
  static const char *const links[] = {"are", "is", NULL};
  guint label = token > 1 && haven_reader_is_any (reader, token - 1, links) ? token - 2 : token - 1;
  guint last = token, groups = 0;

  if (token < 2 || label == 0 || !haven_reader_is_any (reader, label, codes) ||
      !haven_reader_is_any (reader, label - 1, kinds))
    return FALSE;
  for (guint i = token; i < reader->n_tokens && i < token + 40; i++) {
    const HavenToken *group = &reader->tokens[i];

    if (!(group->flags & HAVEN_TOKEN_DIGITS) || group->end - group->start < 4 ||
        group->end - group->start > 12 ||
        (i > token &&
         (haven_reader_gap_length (reader, i - 1) > 2 || !haven_reader_gap_has (reader, i - 1, " -,\n"))))
      break;
    last = i;
    groups++;
  }
  return groups >= 2 && haven_shared_take (found, "one-time-code", reader, token, last);
}

/* "Use 449281 to sign in", "dein Code lautet 449281", "o código é 449 281": six digits that are said to be a
 * code. */
static gboolean
is_said_code (const HavenReader *reader, guint token, guint last, guint digits)
{
  static const char *const is_words[] = {"is", "ist", "lautet", "es", "est", "è",
                                         "é",  "to",  "er",     "är", "on",  NULL};
  static const char *const codes[] = {"code", "código", "codigo", "codice", "kod",
                                      "kód",  "koden",  "koodi",  "otp",    NULL};
  static const char *const whose[] = {
      "dein", "ihr",  "euer", "mein", "el",  "tu",  "su",    "mi",   "il",       "tuo",      "suo",
      "mio",  "o",    "seu",  "teu",  "meu", "ton", "votre", "mon",  "mijn",     "je",       "jouw",
      "uw",   "twój", "mój",  "din",  "min", "le",  "der",   "reçu", "ricevuto", "recibido", NULL};
  static const char *const uses[] = {"sign", "log", "verify", "confirm", "login", NULL};
  guint code = token > 0 ? token - 1 : 0;

  if (digits != 6 || token == 0)
    return FALSE;
  if (haven_reader_is (reader, code, "g") && haven_reader_gap_is (reader, code, "-") && code > 0)
    code--;
  if (haven_reader_is (reader, token - 1, "use") || haven_reader_is (reader, token - 1, "enter"))
    return haven_reader_is (reader, last + 1, "to") && haven_reader_is_any (reader, last + 2, uses);
  if (haven_reader_is_any (reader, code, is_words) && code > 0)
    code--;
  else if (!haven_reader_gap_has (reader, code, ":"))
    return FALSE;
  if (!haven_reader_is_any (reader, code, codes) && !haven_reader_is_any (reader, code, whose))
    return FALSE;
  return haven_reader_near_any (reader, code, code, 3, 0, whose) ||
         (code == 0 && !haven_reader_is (reader, code, "code") && haven_reader_gap_has (reader, code, ":"));
}

/* "220 918": six digits may stand in two groups; returns the last. */
static guint
last_of_six (const HavenReader *reader, guint token)
{
  const HavenToken *first = &reader->tokens[token], *second = first + 1;

  return first->end - first->start == 3 && haven_reader_is_digits (reader, token + 1) &&
                 second->end - second->start == 3 &&
                 (haven_reader_gap_is (reader, token, "-") || haven_reader_gap_is (reader, token, " "))
             ? token + 1
             : token;
}

/* One group of a longer number is no code. */
static gboolean
is_in_longer_number (const HavenReader *reader, guint first, guint last)
{
  return (first > 0 && haven_reader_is_digits (reader, first - 1) &&
          haven_reader_gap_length (reader, first - 1) == 1) ||
         (haven_reader_is_digits (reader, last + 1) && haven_reader_gap_length (reader, last) == 1);
}

/* "G-449281", as Google writes its codes */
static gsize
code_start (const HavenReader *reader, guint token)
{
  gsize start = reader->tokens[token].start;

  return start >= 2 && reader->text[start - 1] == '-' && (reader->text[start - 2] | 0x20) == 'g' ? start - 2
                                                                                                 : start;
}

/* A number that opens something: a lock for as long as nobody changes it, or an account once. */
static gboolean
find_digits_code (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const kinds[] = {"2fa", "whats app", "steam", NULL};
  guint last = last_of_six (reader, token);
  guint digits = last > token ? 6 : reader->tokens[token].end - reader->tokens[token].start;
  gsize start = code_start (reader, token);
  gboolean once, lock;

  if (is_in_longer_number (reader, token, last))
    return FALSE;
  once = is_read_out (reader, token, digits) || is_said_code (reader, token, last, digits);
  if (!once && (digits < 4 || digits > 8 || !haven_reader_near_any (reader, token, last, 7, 5, code_words)))
    return FALSE;
  once |= haven_reader_near (reader, token, 9, 6 + last - token, HAVEN_CLUE_ONCE) ||
          haven_reader_near_any (reader, token, last, 9, 6, kinds);
  lock =
      haven_reader_near (reader, token, 6, 4 + last - token, HAVEN_CLUE_LOCK) || is_card_pin (reader, token);
  if ((!once && !lock) || !haven_reader_alone (reader, start, reader->tokens[last].end))
    return FALSE;
  haven_shared_take (found, lock ? "password" : "one-time-code", reader, token, last);
  found->start = (guint32)start;
  return TRUE;
}

/**
 * haven_code_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the code
 *
 * Four to eight digits, also as 123-456 or G-123456, that the words call a verification, login or one-time
 * code, or the code of a door, a gate, an alarm: that one is a password, since it stays good.
 *
 * Returns: whether a code starts at @token
 */
gboolean
haven_code_find (const HavenReader *reader, guint token, HavenShared *found)
{
  if (!(reader->clues & HAVEN_CLUE_SECRET) || reader->tokens[token].flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (find_recovery (reader, token, found) || find_combination (reader, token, found))
    return TRUE;
  if (!haven_reader_is_digits (reader, token))
    return find_mixed_code (reader, token, found);
  return find_card_code (reader, token, found) || find_digits_code (reader, token, found);
}

#define SEED_WORDS 12   /* the least a wallet gives (BIP 39) */
#define SEED_LONGEST 24 /* the most */

/* Source: BIP 39: words of three to eight letters, among which are no articles and no "you". */
static gboolean
is_seed_word (const HavenReader *reader, guint token)
{
  static const char *const never[] = {"the", "and", "you", "your", "for",  "with", "not", "but",
                                      "are", "was", "our", "all",  "from", "have", NULL};
  const HavenToken *of = &reader->tokens[token];

  return of->end - of->start >= 3 && of->end - of->start <= 8 &&
         !(of->flags & (HAVEN_TOKEN_DIGITS | HAVEN_TOKEN_HIGH | HAVEN_TOKEN_UPPER | HAVEN_TOKEN_LINK)) &&
         !haven_reader_is_any (reader, token, never);
}

/* "my 24 words:", "the twelve words are:" */
static gboolean
is_counted (const HavenReader *reader, guint token)
{
  static const char *const counts[] = {"12", "24", "twelve", NULL};

  return token > 0 && haven_reader_is_any (reader, token - 1, counts) &&
         (haven_reader_gap_has (reader, token, ":") || haven_reader_gap_has (reader, token + 1, ":"));
}

/**
 * haven_seed_find:
 * @reader: a reader
 * @token: number of the word that may say that the words of a wallet follow
 * @found: (out caller-allocates): the words
 *
 * Returns: whether twelve words or more follow that open a wallet
 */
gboolean
haven_seed_find (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const words[] = {"phrase", "mnemonic", "seed", "words", NULL};
  static const char *const kinds[] = {"seed",     "recovery", "secret", "backup", "mnemonic",
                                      "wallet's", "wallet",   "phrase", NULL};
  static const char *const leads[] = {"is", "are", "phrase", "words", "starts", "goes", "with", NULL};
  guint first = token + 1, last;

  if (!haven_reader_is_any (reader, token, words) ||
      (!haven_reader_near_any (reader, token, token, 2, 1, kinds) && !is_counted (reader, token)))
    return FALSE;
  while (first < reader->n_tokens && first - token < 4 && haven_reader_is_any (reader, first, leads))
    first++;
  for (last = first; last < reader->n_tokens && last - first < SEED_LONGEST && is_seed_word (reader, last);
       last++)
    if (last > first && haven_reader_gap_has (reader, last - 1, ".;!?()"))
      break;
  return last - first >= SEED_WORDS && haven_shared_take (found, "private-key", reader, first, last - 1);
}
