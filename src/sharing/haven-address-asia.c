/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Postal addresses in the customs of Japan, China and Korea, in their own letters, where they go from the
 * large to the small and numbers stand among the words, and as they are written in Latin letters.
 */
#include "sharing/haven-address.h"
#include "sharing/haven-shared.h"

#include <string.h>

#define MOST_TOKENS 24

/* Endings of the names of provinces, cities, wards and villages. */
static const char *const areas[] = {"省", "市", "区", "區", "县", "縣", "镇", "鎮",     "郡",
                                    "府", "都", "道", "町", "村", "州", "旗", "특별시", "광역시",
                                    "시", "도", "구", "군", "읍", "면", "동", NULL};
/* What stands before a house's number. */
static const char *const streets[] = {"路", "街", "道", "巷", "弄", "段", "里", "胡同", "大街",
                                      "로", "길", "동", "리", "가", "町", "村", NULL};
/* What stands after a number in an address. */
static const char *const parts[] = {"号",   "號", "丁目", "番",   "番地", "弄", "巷", "室",
                                    "栋",   "幢", "棟",   "楼",   "樓",   "层", "層", "单元",
                                    "單元", "座", "期",   "번지", "호",   "동", "층", NULL};

static gboolean
is_wide (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens && reader->tokens[token].flags & HAVEN_TOKEN_WIDE;
}

static gboolean
ends (const HavenReader *reader, guint token, const char *const *with)
{
  const HavenToken *of = &reader->tokens[token];

  for (guint i = 0; with[i] != NULL; i++) {
    gsize length = strlen (with[i]);

    if (of->end - of->start >= length && memcmp (reader->text + of->end - length, with[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
starts (const HavenReader *reader, guint token, const char *const *with)
{
  const HavenToken *of = &reader->tokens[token];

  for (guint i = 0; with[i] != NULL; i++) {
    gsize length = strlen (with[i]);

    if (of->end - of->start >= length && memcmp (reader->text + of->start, with[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
holds_area (const HavenReader *reader, guint token)
{
  for (guint i = 0; areas[i] != NULL; i++) {
    if (haven_reader_holds (reader, token, areas[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_number (const HavenReader *reader, guint token)
{
  return haven_reader_is_digits (reader, token) &&
         reader->tokens[token].end - reader->tokens[token].start <= 5;
}

/* Whether two tokens can follow one another in an address: nothing, a space, a hyphen, a comma. */
static gboolean
goes_on (const HavenReader *reader, guint token)
{
  gsize length = haven_reader_gap_length (reader, token);

  return token + 1 < reader->n_tokens &&
         (length == 0 || (length == 1 && haven_reader_gap_has (reader, token, " -,")) ||
          haven_reader_gap_is (reader, token, ", ") || haven_reader_gap_is (reader, token, "　") ||
          haven_reader_gap_is (reader, token, "，") || haven_reader_gap_is (reader, token, "−") ||
          haven_reader_gap_is (reader, token, "－") || haven_reader_gap_is (reader, token, "‐"));
}

/* 北京市朝阳区建国路88号3单元502室, 東京都世田谷区桜丘3丁目14-7, 서울특별시 강남구 테헤란로 123 */
static gboolean
find_wide (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at = token, last = token, n_areas = 0, numbers = 0, placed = 0;

  while (at < reader->n_tokens && at - token < MOST_TOKENS) {
    if (is_wide (reader, at)) {
      n_areas += holds_area (reader, at);
      /* after the number only its unit, or a building's name, goes on */
      if (numbers > 0 && !starts (reader, at, parts) && placed == 0)
        break;
    } else if (is_number (reader, at)) {
      numbers++;
      placed += (at > token && is_wide (reader, at - 1) && ends (reader, at - 1, streets)) ||
                (is_wide (reader, at + 1) && starts (reader, at + 1, parts)) ||
                (haven_reader_gap_length (reader, at) > 0 && is_number (reader, at + 1) &&
                 !haven_reader_gap_is (reader, at, " "));
      last = at;
    } else {
      break;
    }
    if (is_wide (reader, at) && numbers > 0 && starts (reader, at, parts))
      last = at;
    if (!goes_on (reader, at))
      break;
    at++;
  }
  return n_areas > 0 && numbers > 0 && placed > 0 &&
         haven_shared_take (found, "address", reader, token, last);
}

/* "Setagaya-ku", "Teheran-ro", "Kita-machi": a part of a name after a hyphen. */
static gboolean
is_suffix (const HavenReader *reader, guint token)
{
  static const char *const suffixes[] = {"ku", "shi", "cho",  "machi", "chome", "gun",   "ken",
                                         "fu", "to",  "mura", "ro",    "gil",   "daero", "dong",
                                         "gu", "si",  "do",   "eup",   "myeon", NULL};

  return token > 0 && haven_reader_gap_is (reader, token - 1, "-") &&
         haven_reader_is_any (reader, token, suffixes) && haven_reader_is_capital (reader, token - 1);
}

/* "3-14-7 Sakuragaoka, Setagaya-ku, Tokyo 154-0023", "152 Teheran-ro, Gangnam-gu, Seoul 06236" */
static gboolean
find_latin (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at = token, last, suffixes = 0;

  if (!is_number (reader, token) || (token > 0 && haven_reader_gap_has (reader, token - 1, "-/.")))
    return FALSE;
  while (haven_reader_gap_is (reader, at, "-") && is_number (reader, at + 1) && at - token < 3)
    at++;
  last = at++;
  while (at < reader->n_tokens && at - token < MOST_TOKENS && haven_reader_gap_length (reader, at - 1) <= 2 &&
         haven_reader_gap_has (reader, at - 1, " ,-\n")) {
    gboolean suffix = is_suffix (reader, at);

    suffixes += suffix;
    if (!suffix && !haven_reader_is_capital (reader, at) &&
        !(is_number (reader, at) && (suffixes > 0 || haven_reader_gap_is (reader, at - 1, "-"))))
      break;
    last = at++;
  }
  return suffixes > 0 && haven_shared_take (found, "address", reader, token, last);
}

/**
 * haven_address_asia_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address
 *
 * Returns: whether an address as it is written in Japan, China or Korea starts at @token
 */
gboolean
haven_address_asia_find (const HavenReader *reader, guint token, HavenShared *found)
{
  if (is_wide (reader, token))
    return find_wide (reader, token, found);
  return find_latin (reader, token, found);
}

/**
 * haven_address_after_label:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address
 *
 * "Address: …": what a form calls so is one in whatever custom, when it has a number: to the end of its line,
 * or to where the next label stands.
 *
 * Returns: whether a label before @token makes an address of what follows
 */
gboolean
haven_address_after_label (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const labels[] = {
      "address", "adresse",   "anschrift", "dirección", "direccion", "indirizzo", "endereço", "morada",
      "adres",   "adresi",    "adresim",   "adress",    "osoite",    "adresa",    "alamat",   "адрес",
      "адреса",  "διεύθυνση", "住所",      "地址",      "주소",      NULL};
  guint last = token, numbers = 0, letters = 0;

  if (token == 0 || !(reader->tokens[token - 1].clues & HAVEN_CLUE_PLACE) ||
      !(haven_reader_gap_has (reader, token - 1, ":") || haven_reader_gap_is (reader, token - 1, "：")) ||
      haven_reader_gap_has (reader, token - 1, "/") || !haven_reader_is_any (reader, token - 1, labels))
    return FALSE;
  for (guint at = token; at < reader->n_tokens && at - token < MOST_TOKENS; at++) {
    const HavenToken *of = &reader->tokens[at];

    if (of->flags & HAVEN_TOKEN_LINK || haven_reader_at (reader, (gssize)of->end) == '@' ||
        (haven_reader_gap_has (reader, at, ":") && !haven_reader_is (reader, at, "no")))
      break;
    numbers += (of->flags & HAVEN_TOKEN_DIGITS) != 0;
    letters += (of->flags & HAVEN_TOKEN_LETTERS) && of->end - of->start > 2;
    last = at;
    if (haven_reader_gap_has (reader, at, "\n;|\"") || haven_reader_gap_is (reader, at, ". "))
      break;
  }
  return numbers > 0 && letters > 0 && last > token &&
         haven_shared_take (found, "address", reader, token, last);
}
