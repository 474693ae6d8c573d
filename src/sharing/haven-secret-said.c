/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords said in other languages than English: "мой пароль Zaq12wsx", "la clave del wifi es casa2024",
 * "密码是abc12345". Where the words of a language are not read as well as English, only what no word looks
 * like is taken for one: letters with digits or signs among them. */
#include "sharing/haven-shared.h"

#include <string.h>

#define SHORTEST 5
#define LONGEST 64
#define MAX_BETWEEN 6 /* words between the one for a password and the password: "от моего вайфая теперь" */

typedef struct {
  const char *const *words; /* what a password is called */
  const char *const *is;    /* what stands right before one that is said */
  gboolean english;         /* an English word too, which much may follow that is no password */
} Tongue;

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const Tongue tongues[] = {
    {WORDS ("passwort", "kennwort", "zugangscode", "pw"),
     WORDS ("ist", "lautet", "wäre", "war", "jetzt", "heißt")},
    {WORDS ("passe", "mdp", "motdepasse"), WORDS ("est", "c'est", "sera")},
    {WORDS ("contraseña", "contrasena", "clave", "contrasenya"), WORDS ("es", "era", "será", "és")},
    {WORDS ("senha", "palavra-passe"), WORDS ("é", "e", "era", "eh")},
    {WORDS ("password", "parola", "pass", "pwd"),
     WORDS ("è", "e", "é", "este", "ist", "est", "es", "är", "er", "to", "je", "это"), TRUE},
    {WORDS ("wachtwoord", "ww"), WORDS ("is", "was", "wordt")},
    {WORDS ("hasło", "haslo", "hasłem"), WORDS ("to", "jest", "brzmi")},
    {WORDS ("heslo", "geslo", "lozinka", "šifra"), WORDS ("je", "bolo", "bylo")},
    {WORDS ("lösenord", "lösenordet", "losenord"), WORDS ("är", "ar")},
    {WORDS ("adgangskode", "adgangskoden", "kodeord", "kodeordet", "passord", "passordet"),
     WORDS ("er", "var")},
    {WORDS ("salasana", "salasanani", "salasanamme"), WORDS ("on", "oli")},
    {WORDS ("jelszó", "jelszavam", "jelszava", "jelszo"), WORDS ("az", "ez")},
    {WORDS ("şifre", "şifrem", "şifremiz", "şifresi", "sifre", "sifrem", "sifresi"), WORDS ("bu", "şu")},
    {WORDS ("пароль", "пароля", "паролем", "парола", "лозинка", "пасворд"),
     WORDS ("это", "такой", "теперь", "будет", "це", "е", "је")},
    {WORDS ("κωδικός", "κωδικος", "συνθηματικό"), WORDS ("είναι", "ειναι")},
    {WORDS ("السر", "المرور", "باسورد", "الباسورد"), WORDS ("هي", "هو")},
    {WORDS ("סיסמה", "הסיסמה", "סיסמא"), WORDS ("היא")},
    {WORDS ("khẩu"), WORDS ("là")},
    {WORDS ("sandi", "sandinya", "katasandi"), WORDS ("adalah", "nya", "itu")},
    {WORDS ("पासवर्ड"), WORDS ("है")},
    {WORDS ("parole", "parool", "slaptažodis", "slaptazodis"), WORDS ("ir", "on", "yra")},
};

/* In writing without spaces the word, what follows it and the password stand in one. */
static const char *const wide_words[] = {"密码", "密碼", "口令", "パスワード", "비밀번호", "비번", "암호"};

/* Words that stand within a token of Latin letters and digits, and are no passwords. */
static const char *const technical[] = {"windows", "win",     "ubuntu", "debian", "office", "iphone",
                                        "android", "sha",     "utf",    "ipv",    "ps",     "wpa",
                                        "ver",     "version", "v",      "mp",     "http",   "md"};

static gboolean
is_technical (const char *word, gsize length)
{
  gsize letters = 0;

  while (letters < length && g_ascii_isalpha (word[letters]))
    letters++;
  for (gsize i = letters; i < length; i++)
    if (!g_ascii_isdigit (word[i]) && word[i] != '.')
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (technical); i++)
    if (strlen (technical[i]) == letters && g_ascii_strncasecmp (word, technical[i], letters) == 0)
      return TRUE;
  return FALSE;
}

static gsize
chunk_end (const HavenReader *reader, gsize at)
{
  gsize end = at;

  while (end < reader->length && !g_ascii_isspace (reader->text[end]) && (guint8)reader->text[end] < 0x80 &&
         end - at <= LONGEST)
    end++;
  while (end > at && strchr (".,;:)\"'?", reader->text[end - 1]) != NULL)
    end--;
  return end;
}

/* Letters with digits or signs among them. A number, a time, a date, a path, a file and an address are none.
 */
static gboolean
is_no_word (const HavenReader *reader, gsize start, gsize end)
{
  const char *text = reader->text;
  guint digits = 0, letters = 0, signs = 0, turns = 0;

  if (end - start < SHORTEST || end - start > LONGEST || is_technical (text + start, end - start))
    return FALSE;
  for (gsize i = start; i < end; i++) {
    if (strchr ("/\\<>@|(){}[]=", text[i]) != NULL)
      return FALSE;
    digits += g_ascii_isdigit (text[i]);
    letters += g_ascii_isalpha (text[i]);
    turns += i > start && g_ascii_isupper (text[i]) && g_ascii_islower (text[i - 1]);
    signs += strchr ("!#$%&*+~^?_", text[i]) != NULL && (i + 1 < end || digits > 0);
  }
  /* "WIKdNIyGM" has no word's capitals; "OpenOffice" and "McDonald" may */
  return letters >= 2 && (digits >= 1 || signs >= 2 || (turns >= 2 && letters >= 8));
}

static const Tongue *
tongue_of (const HavenReader *reader, guint token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tongues); i++)
    if (haven_reader_is_any (reader, token, tongues[i].words))
      return &tongues[i];
  return NULL;
}

/* A colon, an equals sign or a dash before the password, or nothing but a space after its word. */
static gboolean
leads_to (const HavenReader *reader, guint before)
{
  return haven_reader_gap_has (reader, before, ":=") || haven_reader_gap_is (reader, before, " - ") ||
         haven_reader_gap_is (reader, before, " \u2014 ") || haven_reader_gap_is (reader, before, " \u2013 ");
}

static gboolean
find_after (const HavenReader *reader, guint token, const Tongue *tongue, HavenShared *found)
{
  for (guint at = token + 1; at < reader->n_tokens && at - token <= MAX_BETWEEN; at++) {
    gsize start = reader->tokens[at].start;
    gboolean said = haven_reader_is_any (reader, at - 1, tongue->is) || leads_to (reader, at - 1) ||
                    (at == token + 1 && !tongue->english && haven_reader_gap_has (reader, token, " "));

    /* words and what is said of them stand apart; a row of signs without a space is read no further */
    if (!haven_reader_gap_has (reader, at - 1, " :=") || haven_reader_gap_has (reader, at - 1, "\n?!.;)"))
      return FALSE;
    /* marks before the first letter belong to it */
    while (start > reader->tokens[at - 1].end && strchr ("!#$%&*+~^_", reader->text[start - 1]) != NULL)
      start--;
    if (said && !(reader->tokens[at].flags & HAVEN_TOKEN_LINK) &&
        is_no_word (reader, start, chunk_end (reader, start)))
      return haven_shared_take_bytes (found, "password", reader, start, chunk_end (reader, start));
  }
  return FALSE;
}

static gboolean
find_wide (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize first = reader->tokens[token].start;
  gsize length = reader->tokens[token].end - first;

  for (gsize i = 0; i < G_N_ELEMENTS (wide_words); i++) {
    const char *word = g_strstr_len (reader->text + first, (gssize)length, wide_words[i]);
    gsize at, last;

    if (word == NULL)
      continue;
    at = (gsize)(word - reader->text) + strlen (wide_words[i]);
    last = MIN (reader->length, at + 24); /* "は", "는", "是：" and a space, not a sentence */
    while (at < last && !g_ascii_isalnum (reader->text[at]) && strchr ("?!.,\n", reader->text[at]) == NULL)
      at++;
    if (at < last && is_no_word (reader, at, chunk_end (reader, at)))
      return haven_shared_take_bytes (found, "password", reader, at, chunk_end (reader, at));
  }
  return FALSE;
}

/**
 * haven_password_said_find:
 * @reader: a reader
 * @token: number of the word that may say that a password follows
 * @found: (out caller-allocates): the password itself, without the words before it
 *
 * Returns: whether a password is said, in another language than English, after the word at @token
 */
gboolean
haven_password_said_find (const HavenReader *reader, guint token, HavenShared *found)
{
  const Tongue *tongue;

  if (!(reader->tokens[token].clues & HAVEN_CLUE_SECRET))
    return FALSE;
  if (reader->tokens[token].flags & HAVEN_TOKEN_WIDE)
    return find_wide (reader, token, found);
  tongue = tongue_of (reader, token);
  if (tongue == NULL)
    return FALSE;
  return find_after (reader, token, tongue, found);
}
