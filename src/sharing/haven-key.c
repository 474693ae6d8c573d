/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys and tokens that issuers give to programs, and private keys. */
#include "sharing/haven-shared.h"

#include <string.h>

/* Which signs stand after the start. */
typedef enum {
  ANY,  /* letters, digits, hyphens and underscores */
  DOTS, /* a full stop, a slash, a plus and an equals sign too */
  HEX,  /* hexadecimal digits in lower case, and nothing else */
} Signs;

typedef struct {
  const char *start;
  guint8 least; /* signs after the start */
  guint8 most;
  Signs signs;
} Issuer;

/*
 * Source: what the issuers document about their own tokens, so that scanners can find them (GitHub, GitLab,
 * Slack, AWS, Google, Stripe, OpenAI, Anthropic, Twilio, SendGrid, npm, PyPI, DigitalOcean, Discord,
 * Telegram, Shopify, Square, Mailgun, Hugging Face, Atlassian, HashiCorp, Docker, Linear, Notion, Postman,
 * Databricks, Grafana, Heroku, New Relic, Sentry, Fly, Supabase, Netlify, Render, PlanetScale, Alibaba,
 * Tencent). What only has a length is found by its words instead: "Discord token: …", an AWS secret.
 */
static const Issuer issuers[] = {
    {"ghp_", 36, 255, ANY},        {"gho_", 36, 255, ANY},        {"ghu_", 36, 255, ANY},
    {"ghs_", 36, 255, ANY},        {"ghr_", 36, 255, ANY},        {"github_pat_", 22, 255, ANY},
    {"glpat-", 20, 64, DOTS},      {"gldt-", 20, 64, ANY},        {"glrt-", 20, 64, DOTS},
    {"glptt-", 20, 64, ANY},       {"glcbt-", 20, 80, ANY},       {"glagent-", 20, 80, ANY},
    {"glsoat-", 20, 64, ANY},      {"glimt-", 20, 64, ANY},       {"gloas-", 20, 80, ANY},
    {"xoxb-", 20, 255, ANY},       {"xoxp-", 20, 255, ANY},       {"xoxa-", 20, 255, ANY},
    {"xoxs-", 20, 255, ANY},       {"xoxr-", 20, 255, ANY},       {"xoxe-", 20, 255, ANY},
    {"xoxe.", 20, 255, DOTS},      {"xoxc-", 20, 255, ANY},       {"xoxd-", 20, 255, ANY},
    {"xapp-", 20, 255, ANY},       {"AKIA", 16, 16, ANY},         {"ASIA", 16, 16, ANY},
    {"ABIA", 16, 16, ANY},         {"ACCA", 16, 16, ANY},         {"AIza", 35, 35, ANY},
    {"GOCSPX-", 28, 28, ANY},      {"ya29.", 20, 255, DOTS},      {"sk_live_", 16, 255, ANY},
    {"sk_test_", 16, 255, ANY},    {"rk_live_", 16, 255, ANY},    {"rk_test_", 16, 255, ANY},
    {"pk_live_", 16, 255, ANY},    {"pk_test_", 16, 255, ANY},    {"whsec_", 24, 255, ANY},
    {"sk_", 24, 255, ANY},         {"pk_", 24, 255, ANY},         {"sk-ant-", 24, 255, ANY},
    {"sk-proj-", 24, 255, ANY},    {"sk-svcacct-", 24, 255, ANY}, {"sk-admin-", 24, 255, ANY},
    {"sk-or-", 24, 255, ANY},      {"sk-lf-", 24, 255, ANY},      {"sk-", 32, 255, ANY},
    {"SG.", 40, 100, DOTS},        {"npm_", 36, 36, ANY},         {"pypi-", 50, 255, ANY},
    {"dop_v1_", 64, 64, ANY},      {"doo_v1_", 64, 64, ANY},      {"dor_v1_", 64, 64, ANY},
    {"shpat_", 32, 32, ANY},       {"shpss_", 32, 32, ANY},       {"shpca_", 32, 32, ANY},
    {"shppa_", 32, 32, ANY},       {"shptka_", 32, 32, ANY},      {"sq0atp-", 22, 22, ANY},
    {"sq0csp-", 43, 43, ANY},      {"sq0idp-", 22, 22, ANY},      {"EAAA", 60, 60, ANY},
    {"key-", 32, 32, ANY},         {"pubkey-", 32, 32, ANY},      {"hf_", 30, 60, ANY},
    {"ATATT3", 60, 255, DOTS},     {"ATBB", 24, 48, ANY},         {"ATCTT3", 60, 255, DOTS},
    {"hvs.", 24, 255, DOTS},       {"hvb.", 24, 255, DOTS},       {"dckr_pat_", 20, 64, ANY},
    {"lin_api_", 32, 64, ANY},     {"secret_", 40, 64, ANY},      {"ntn_", 40, 64, ANY},
    {"PMAK-", 50, 80, ANY},        {"dapi", 32, 36, ANY},         {"glsa_", 32, 64, ANY},
    {"glc_", 32, 255, ANY},        {"figd_", 30, 64, ANY},        {"AGE-SECRET-KEY-1", 58, 58, ANY},
    {"AGE-PLUGIN-", 40, 255, ANY}, {"xkeysib-", 64, 100, ANY},    {"sntrys_", 40, 255, DOTS},
    {"sntryu_", 40, 80, ANY},      {"r8_", 37, 37, ANY},          {"gsk_", 40, 64, ANY},
    {"tskey-", 20, 80, ANY},       {"xai-", 60, 120, ANY},        {"pplx-", 40, 64, ANY},
    {"HRKU-AA", 40, 80, ANY},      {"HRKU-", 36, 80, ANY},        {"rnd_", 28, 64, ANY},
    {"nfp_", 36, 64, ANY},         {"sbp_", 40, 64, ANY},         {"NRAK-", 27, 27, ANY},
    {"NRAL", 32, 40, ANY},         {"phc_", 40, 64, ANY},         {"phx_", 40, 64, ANY},
    {"SK", 32, 32, HEX},           {"mfa.", 84, 84, ANY},         {"rubygems_", 48, 48, ANY},
    {"EZAK", 50, 60, ANY},         {"EZTK", 50, 60, ANY},         {"shippo_live_", 40, 40, ANY},
    {"shippo_test_", 40, 40, ANY}, {"dt0c01.", 80, 110, DOTS},    {"doppler.", 20, 20, ANY},
    {"amzn.mws.", 36, 36, ANY},    {"LTAI", 12, 30, ANY},         {"AKID", 32, 32, ANY},
    {"sl.", 100, 160, DOTS},       {"pscale_tkn_", 32, 64, ANY},  {"pscale_pw_", 32, 64, ANY},
    {"lsv2_pt_", 40, 60, ANY},     {"nvapi-", 60, 80, ANY},       {"jina_", 40, 80, ANY},
    {"tvly-", 24, 48, ANY},        {"patv1.", 60, 90, DOTS},
};

static gboolean
is_sign (char character, Signs signs)
{
  if (signs == HEX)
    return g_ascii_isdigit (character) || (character >= 'a' && character <= 'f');
  return g_ascii_isalnum (character) || character == '_' || character == '-' ||
         (signs == DOTS && (character == '.' || character == '/' || character == '=' || character == '+'));
}

#define MANY G_MAXSIZE
#define END_MARKS 16 /* full stops and slashes behind a key that are none of its signs */

/* Where a row of signs ends; one that is longer than @most is read no further than to see it. */
static gsize
signs_end (const HavenReader *reader, gsize at, Signs signs, gsize most)
{
  gsize end = most < reader->length - at ? MIN (at + most + END_MARKS, reader->length) : reader->length;

  while (at < end && is_sign (reader->text[at], signs))
    at++;
  while (signs == DOTS && at > 0 && (reader->text[at - 1] == '.' || reader->text[at - 1] == '/'))
    at--;
  return at;
}

/* A token mixes letters and digits; words joined by hyphens do not. One of twenty signs in six has no more
 * than one digit, so that capitals among small letters beside it count too, and AWS writes capitals alone. */
static gboolean
is_random (const char *text, gsize length)
{
  guint digits = 0, upper = 0, lower = 0, changes = 0;

  for (gsize i = 0; i < length; i++) {
    digits += g_ascii_isdigit (text[i]);
    upper += g_ascii_isupper (text[i]);
    lower += g_ascii_islower (text[i]);
    changes += i > 0 && g_ascii_isupper (text[i]) && g_ascii_islower (text[i - 1]);
  }
  return (digits >= 2 && upper + lower >= 2) || (digits >= 1 && changes >= 3) ||
         (digits >= 1 && upper + digits == length);
}

static gsize
issued_end (const HavenReader *reader, gsize start)
{
  for (guint i = 0; i < G_N_ELEMENTS (issuers); i++) {
    gsize length, end;

    if (reader->text[start] != issuers[i].start[0])
      continue;
    length = strlen (issuers[i].start);
    if (reader->length - start < length + issuers[i].least ||
        memcmp (reader->text + start, issuers[i].start, length) != 0)
      continue;
    end = signs_end (reader, start + length, issuers[i].signs, issuers[i].most);
    if (end - start - length >= issuers[i].least && end - start - length <= issuers[i].most &&
        is_random (reader->text + start + length, end - start - length))
      return end;
  }
  return 0;
}

/* Source: RFC 7519: three parts of base64url, the first two JSON objects, so they start with eyJ. They may be
 * long, so that none is looked for in the middle of a row of signs: each row is read a few times and not once
 * a token. */
static gsize
jwt_end (const HavenReader *reader, gsize start)
{
  gsize first, second, third;

  if (reader->length - start < 40 || memcmp (reader->text + start, "eyJ", 3) != 0 ||
      is_sign (haven_reader_at (reader, (gssize)start - 1), ANY))
    return 0;
  first = signs_end (reader, start, ANY, MANY);
  if (haven_reader_at (reader, (gssize)first) != '.' || reader->length - first < 5 ||
      memcmp (reader->text + first, ".eyJ", 4) != 0)
    return 0;
  second = signs_end (reader, first + 1, ANY, MANY);
  if (haven_reader_at (reader, (gssize)second) != '.')
    return 0;
  third = signs_end (reader, second + 1, ANY, MANY);
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
  end = signs_end (reader, of->end + 1, ANY, 35);
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
  return haven_shared_take_bytes (found, "private-key", reader, start - 5, end);
}

/* Source: Discord's reference of its bots: the number of the user, a time and a signature, in base64url. */
static gsize
discord_end (const HavenReader *reader, gsize start)
{
  gsize first, second, third;

  if (reader->length - start < 58 || strchr ("MNO", reader->text[start]) == NULL)
    return 0;
  first = signs_end (reader, start, ANY, 28);
  if (first - start < 24 || first - start > 28 || haven_reader_at (reader, (gssize)first) != '.')
    return 0;
  second = signs_end (reader, first + 1, ANY, 6);
  if (second - first - 1 != 6 || haven_reader_at (reader, (gssize)second) != '.')
    return 0;
  third = signs_end (reader, second + 1, ANY, 40);
  return third - second - 1 >= 27 && third - second - 1 <= 40 ? third : 0;
}

/*
 * "my api key is …", "token: …", "aws_secret_access_key=…", "AccountKey=…": a long random word that the words
 * before call a key. Returns where it ends.
 */
static gsize
called_end (const HavenReader *reader, guint token)
{
  static const char *const words[] = {"key",    "apikey",  "token",        "secret",          "accountkey",
                                      "bearer", "api_key", "access_token", "sharedaccesskey", "seed",
                                      NULL};
  /* what says so twice may be shorter: "client secret …" */
  static const char *const kinds[] = {"client", "secret", "totp", "api", "access", "2fa", NULL};
  const HavenToken *of = &reader->tokens[token];
  guint i = token;
  gsize end, least;

  if (i > 0 && haven_reader_is (reader, i - 1, "is"))
    i--;
  /* the words first: a text of nothing but signs must not be read to its end for each of its tokens */
  if (i == 0 || of->flags & (HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LINK) ||
      !haven_reader_is_any (reader, i - 1, words) ||
      (i == token && !haven_reader_gap_has (reader, i - 1, ":= ")))
    return 0;
  least = i > 1 && haven_reader_is_any (reader, i - 2, kinds) ? 16 : 20;
  end = signs_end (reader, of->start, DOTS, 128);
  return end - of->start >= least && end - of->start <= 128 &&
                 is_random (reader->text + of->start, end - of->start)
             ? end
             : 0;
}

/* Source: Slack, "incoming webhooks"; Discord, "execute webhook": whoever knows the address writes as its
 * owner. */
static gsize
webhook_end (const HavenReader *reader, gsize start)
{
  static const char *const hooks[] = {"hooks.slack.com/services/", "discord.com/api/webhooks/",
                                      "discordapp.com/api/webhooks/", "hooks.zapier.com/hooks/catch/"};

  for (gsize i = 0; i < G_N_ELEMENTS (hooks); i++) {
    gsize length = strlen (hooks[i]), end;

    if (reader->length - start <= length + 20 || memcmp (reader->text + start, hooks[i], length) != 0)
      continue;
    end = signs_end (reader, start + length, DOTS, 200);
    if (end - start - length >= 20 && is_random (reader->text + start + length, end - start - length))
      return end;
  }
  return 0;
}

/* All of them are long, or go on after a sign. */
static gboolean
may_be_key (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  char after = haven_reader_at (reader, (gssize)of->end);

  return of->end - of->start >= 16 || after == '-' || after == '_' || after == '/' || after == '+' ||
         (after == '.' && of->end - of->start <= 4) ||
         (after == ':' && of->end - of->start >= 8 && !(of->flags & HAVEN_TOKEN_LETTERS));
}

/* Source: Microsoft, BitLocker: a recovery key is eight groups of six digits, with hyphens between. */
static gboolean
is_recovery_key (const HavenReader *reader, guint token)
{
  for (guint i = token; i < token + 8; i++) {
    if (!haven_reader_is_digits (reader, i) || reader->tokens[i].end - reader->tokens[i].start != 6 ||
        (i < token + 7 && !haven_reader_gap_is (reader, i, "-")))
      return FALSE;
  }
  return haven_reader_alone (reader, reader->tokens[token].start, reader->tokens[token + 7].end);
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
  if (!(reader->flags & HAVEN_TOKEN_DIGITS))
    return FALSE;
  if (reader->tokens[token].flags & HAVEN_TOKEN_LINK &&
      (reader->text[start] == 'h' || reader->text[start] == 'd')) {
    end = webhook_end (reader, start);
    if (end > 0) {
      haven_shared_take_bytes (found, "api-key", reader, start, end);
      /* the address as a whole is what opens it */
      if (start >= 8 && memcmp (reader->text + start - 8, "https://", 8) == 0)
        found->start -= 8;
      return TRUE;
    }
  }
  if (is_recovery_key (reader, token))
    return haven_shared_take (found, "api-key", reader, token, token + 7);
  if (!may_be_key (reader, token))
    return FALSE;
  if (g_ascii_isalnum (before) || before == '_')
    return FALSE;
  if (reader->length - start < 20) {
    end = called_end (reader, token);
    return end > 0 && haven_shared_take_bytes (found, "api-key", reader, start, end);
  }
  /* all that issuers give out starts with a letter, but for the keys of one */
  end = g_ascii_isdigit (reader->text[start]) ? bot_end (reader, token) : issued_end (reader, start);
  if (end == 0)
    end = jwt_end (reader, start);
  if (end == 0)
    end = discord_end (reader, start);
  if (end == 0)
    end = called_end (reader, token);
  if (end == 0)
    return FALSE;
  return haven_shared_take_bytes (found, "api-key", reader, start, end);
}
