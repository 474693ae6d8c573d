/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys and tokens that issuers give to programs, and private keys. */
#include "sharing/haven-shared.h"

#include <string.h>

typedef struct {
  const char *start;
  guint8 least; /* signs after the start */
  guint8 most;
  gboolean dots; /* a full stop and a slash may be among them */
} Issuer;

/*
 * Source: what the issuers document about their own tokens, so that scanners can find them (GitHub, GitLab,
 * Slack, AWS, Google, Stripe, OpenAI, Anthropic, Twilio, SendGrid, npm, PyPI, DigitalOcean, Discord,
 * Telegram, Shopify, Square, Mailgun, Hugging Face, Atlassian, HashiCorp, Docker, Linear, Notion, Postman,
 * Databricks, Grafana).
 */
static const Issuer issuers[] = {
    {"ghp_", 36, 255, FALSE},     {"gho_", 36, 255, FALSE},     {"ghu_", 36, 255, FALSE},
    {"ghs_", 36, 255, FALSE},     {"ghr_", 36, 255, FALSE},     {"github_pat_", 22, 255, FALSE},
    {"glpat-", 20, 64, TRUE},     {"gldt-", 20, 64, FALSE},     {"glrt-", 20, 64, TRUE},
    {"xoxb-", 20, 255, FALSE},    {"xoxp-", 20, 255, FALSE},    {"xoxa-", 20, 255, FALSE},
    {"xoxs-", 20, 255, FALSE},    {"xoxr-", 20, 255, FALSE},    {"xapp-", 20, 255, FALSE},
    {"AKIA", 16, 16, FALSE},      {"ASIA", 16, 16, FALSE},      {"AIza", 35, 35, FALSE},
    {"GOCSPX-", 28, 28, FALSE},   {"ya29.", 20, 255, TRUE},     {"sk_live_", 16, 255, FALSE},
    {"sk_test_", 16, 255, FALSE}, {"rk_live_", 16, 255, FALSE}, {"rk_test_", 16, 255, FALSE},
    {"pk_live_", 16, 255, FALSE}, {"whsec_", 24, 255, FALSE},   {"sk-ant-", 24, 255, FALSE},
    {"sk-proj-", 24, 255, FALSE}, {"sk-or-", 24, 255, FALSE},   {"sk-", 32, 255, FALSE},
    {"SG.", 40, 100, TRUE},       {"npm_", 36, 36, FALSE},      {"pypi-", 50, 255, FALSE},
    {"dop_v1_", 64, 64, FALSE},   {"doo_v1_", 64, 64, FALSE},   {"shpat_", 32, 32, FALSE},
    {"shpss_", 32, 32, FALSE},    {"shpca_", 32, 32, FALSE},    {"sq0atp-", 22, 22, FALSE},
    {"sq0csp-", 43, 43, FALSE},   {"EAAA", 60, 60, FALSE},      {"key-", 32, 32, FALSE},
    {"hf_", 30, 60, FALSE},       {"ATATT3", 60, 255, TRUE},    {"hvs.", 24, 255, TRUE},
    {"dckr_pat_", 20, 64, FALSE}, {"lin_api_", 32, 64, FALSE},  {"secret_", 40, 64, FALSE},
    {"ntn_", 40, 64, FALSE},      {"PMAK-", 50, 80, FALSE},     {"dapi", 32, 36, FALSE},
    {"glsa_", 32, 64, FALSE},     {"figd_", 30, 64, FALSE},     {"AGE-SECRET-KEY-1", 58, 58, FALSE},
    {"xkeysib-", 64, 100, FALSE}, {"sntrys_", 40, 255, TRUE},   {"r8_", 37, 37, FALSE},
    {"gsk_", 40, 64, FALSE},      {"tskey-", 20, 80, FALSE},
};

static gboolean
is_sign (char character, gboolean dots)
{
  return g_ascii_isalnum (character) || character == '_' || character == '-' ||
         (dots && (character == '.' || character == '/' || character == '=' || character == '+'));
}

static gsize
signs_end (const HavenReader *reader, gsize at, gboolean dots)
{
  while (at < reader->length && is_sign (reader->text[at], dots))
    at++;
  while (dots && at > 0 && (reader->text[at - 1] == '.' || reader->text[at - 1] == '/'))
    at--;
  return at;
}

/* A token mixes letters and digits; words joined by hyphens do not. */
static gboolean
is_random (const char *text, gsize length)
{
  guint digits = 0, letters = 0;

  for (gsize i = 0; i < length; i++) {
    digits += g_ascii_isdigit (text[i]);
    letters += g_ascii_isalpha (text[i]);
  }
  return digits >= 2 && letters >= 2;
}

static gsize
issued_end (const HavenReader *reader, gsize start)
{
  for (guint i = 0; i < G_N_ELEMENTS (issuers); i++) {
    gsize length = strlen (issuers[i].start), end;

    if (reader->text[start] != issuers[i].start[0] || reader->length - start < length + issuers[i].least ||
        memcmp (reader->text + start, issuers[i].start, length) != 0)
      continue;
    end = signs_end (reader, start + length, issuers[i].dots);
    if (end - start - length >= issuers[i].least && end - start - length <= issuers[i].most &&
        is_random (reader->text + start + length, end - start - length))
      return end;
  }
  return 0;
}

/* Source: RFC 7519: three parts of base64url, the first two JSON objects, so they start with eyJ. */
static gsize
jwt_end (const HavenReader *reader, gsize start)
{
  gsize first, second, third;

  if (reader->length - start < 40 || memcmp (reader->text + start, "eyJ", 3) != 0)
    return 0;
  first = signs_end (reader, start, FALSE);
  if (haven_reader_at (reader, (gssize)first) != '.' || reader->length - first < 5 ||
      memcmp (reader->text + first, ".eyJ", 4) != 0)
    return 0;
  second = signs_end (reader, first + 1, FALSE);
  if (haven_reader_at (reader, (gssize)second) != '.')
    return 0;
  third = signs_end (reader, second + 1, FALSE);
  return third - second > 10 ? third : 0;
}

/* Source: the Telegram Bot API: digits, a colon, 35 signs. */
static gsize
bot_end (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  gsize end;

  if (!haven_reader_is_digits (reader, token) || of->end - of->start < 8 || of->end - of->start > 10 ||
      haven_reader_at (reader, (gssize)of->end) != ':')
    return 0;
  end = signs_end (reader, of->end + 1, FALSE);
  return end - of->end - 1 == 35 && is_random (reader->text + of->end + 1, 35) ? end : 0;
}

/* Source: RFC 7468 and the armour of OpenPGP (RFC 9580) and OpenSSH. */
static gboolean
find_private_key (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, end;
  const char *close;
  gssize left = (gssize)(reader->length - start);
  g_autofree char *line = NULL;

  if (!haven_reader_is (reader, token, "begin") || start < 5 ||
      memcmp (reader->text + start - 5, "-----", 5) != 0)
    return FALSE;
  line = g_strndup (reader->text + start, MIN ((gsize)left, 60));
  close = strstr (line, "-----");
  if (close == NULL || g_strstr_len (line, close - line, "PRIVATE KEY") == NULL)
    return FALSE;
  end = start + (gsize)(close - line) + 5;
  close = g_strstr_len (reader->text + end, (gssize)(reader->length - end), "-----END ");
  if (close != NULL) {
    const char *last =
        g_strstr_len (close + 9, (gssize)(reader->length - (gsize)(close + 9 - reader->text)), "-----");

    end = last != NULL ? (gsize)(last - reader->text) + 5 : reader->length;
  } else {
    end = reader->length;
  }
  found->item = "private-key";
  found->start = (guint32)start - 5;
  found->end = (guint32)end;
  found->last = haven_reader_token_at (reader, end - 1);
  if (found->last >= reader->n_tokens || reader->tokens[found->last].start >= end)
    found->last--;
  return TRUE;
}

/* "my api key is …", "token: …": a long random word that the words before call a key. */
static gboolean
is_called_key (const HavenReader *reader, guint token)
{
  static const char *const words[] = {"key",    "apikey",  "token",        "secret",
                                      "bearer", "api_key", "access_token", NULL};
  const HavenToken *of = &reader->tokens[token];
  guint length = of->end - of->start, i = token;

  if (length < 20 || length > 128 || of->flags & HAVEN_TOKEN_HIGH || !(of->flags & HAVEN_TOKEN_DIGITS) ||
      !is_random (reader->text + of->start, length))
    return FALSE;
  if (i > 0 && haven_reader_is (reader, i - 1, "is"))
    i--;
  return i > 0 && haven_reader_is_any (reader, i - 1, words) &&
         (i < token || haven_reader_gap_has (reader, i - 1, ":= "));
}

/* All of them are long, or go on after a sign. */
static gboolean
may_be_key (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  char after = haven_reader_at (reader, (gssize)of->end);

  return of->end - of->start >= 16 || after == '-' || after == '_' ||
         (after == '.' && of->end - of->start <= 4) ||
         (after == ':' && of->end - of->start >= 8 && !(of->flags & HAVEN_TOKEN_LETTERS));
}

/**
 * haven_key_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the key
 *
 * Returns: whether a key or token of a well-known issuer, a JSON web token or a private key starts at @token
 */
gboolean
haven_key_find (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, end;
  char before = haven_reader_at (reader, (gssize)start - 1);

  if (reader->tokens[token].clues & HAVEN_CLUE_ARMOUR && find_private_key (reader, token, found))
    return TRUE;
  if (!(reader->flags & HAVEN_TOKEN_DIGITS) || !may_be_key (reader, token))
    return FALSE;
  if (reader->length - start < 20 || g_ascii_isalnum (before) || before == '_')
    return FALSE;
  end = issued_end (reader, start);
  if (end == 0)
    end = jwt_end (reader, start);
  if (end == 0)
    end = bot_end (reader, token);
  if (end == 0 && is_called_key (reader, token))
    end = reader->tokens[token].end;
  if (end == 0)
    return FALSE;
  found->item = "api-key";
  found->start = (guint32)start;
  found->end = (guint32)end;
  found->last = haven_reader_token_at (reader, end - 1);
  return TRUE;
}
