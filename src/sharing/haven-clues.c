/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known about the words that stand around numbers, and about names; the lists are in clues.txt and
 * names.txt. */
#include "sharing/haven-clues.h"

#include <string.h>

typedef struct {
  guint64 key; /* its first eight bytes */
  guint32 clues;
  guint16 start; /* of its other bytes, in rests */
  guint8 length;
} Clue;

#include "sharing/haven-clues-table.h"

#define LOWER G_GUINT64_CONSTANT (0x2020202020202020)

/* The first bytes of a word, letters in lower case; others have no two forms that differ in that bit. */
static inline guint64
key_of (const char *word, gsize length)
{
  guint64 key;

  memcpy (&key, word, sizeof key);
  key = GUINT64_FROM_LE (key) | LOWER;
  return length >= 8 ? key : key & ((G_GUINT64_CONSTANT (1) << (8 * length)) - 1);
}

/* scripts/gen-clues has the same. */
static inline guint
hash_of (guint64 key, gsize length)
{
  return (guint)((key + length) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> (64 - FILTER_BITS));
}

static gboolean
is_rest (const char *rest, const char *wanted, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if ((rest[i] | 0x20) != wanted[i])
      return FALSE;
  }
  return TRUE;
}

static guint
look_up (const char *word, gsize length, guint64 key, guint hash)
{
  for (guint i = hash >> (FILTER_BITS - CLUES_BITS); clues[i].length != 0; i = (i + 1) % N_CLUES) {
    if (clues[i].key == key && clues[i].length == length &&
        (length <= 8 || is_rest (word + 8, rests + clues[i].start, length - 8)))
      return clues[i].clues;
  }
  return 0;
}

/**
 * haven_clues_get:
 * @word: a word in any case, of which eight bytes can be read; not NUL-terminated
 * @length: bytes of @word
 *
 * Returns: the HavenClue bits of the word, 0 when nothing is known of it
 */
guint
haven_clues_get (const char *word, gsize length)
{
  guint64 key = key_of (word, length);
  guint hash = hash_of (key, length);

  if (length > HAVEN_CLUES_LONGEST || !(known[hash / 64] >> (hash % 64) & 1))
    return 0;
  return look_up (word, length, key, hash);
}

/* Words of scripts that are written without spaces. */
static const struct {
  const char *word;
  guint clues;
} wide[] = {
    {"电话", HAVEN_CLUE_PHONE},
    {"電話", HAVEN_CLUE_PHONE},
    {"手机", HAVEN_CLUE_PHONE},
    {"手機", HAVEN_CLUE_PHONE},
    {"携帯", HAVEN_CLUE_PHONE},
    {"전화", HAVEN_CLUE_PHONE},
    {"휴대폰", HAVEN_CLUE_PHONE},
    {"핸드폰", HAVEN_CLUE_PHONE},
    {"연락처", HAVEN_CLUE_PHONE},
    {"番号", HAVEN_CLUE_PHONE},
    {"地址", HAVEN_CLUE_PLACE},
    {"住址", HAVEN_CLUE_PLACE},
    {"住所", HAVEN_CLUE_PLACE},
    {"주소", HAVEN_CLUE_PLACE},
    {"住在", HAVEN_CLUE_PLACE},
    {"身份证", HAVEN_CLUE_IDENTITY},
    {"身分證", HAVEN_CLUE_IDENTITY},
    {"护照", HAVEN_CLUE_IDENTITY},
    {"護照", HAVEN_CLUE_IDENTITY},
    {"パスポート", HAVEN_CLUE_IDENTITY},
    {"旅券", HAVEN_CLUE_IDENTITY},
    {"여권", HAVEN_CLUE_IDENTITY},
    {"マイナンバー", HAVEN_CLUE_IDENTITY},
    {"個人番号", HAVEN_CLUE_IDENTITY},
    {"주민등록번호", HAVEN_CLUE_IDENTITY},
    {"驾照", HAVEN_CLUE_IDENTITY},
    {"免許", HAVEN_CLUE_IDENTITY},
    {"운전면허", HAVEN_CLUE_IDENTITY},
    {"出生", HAVEN_CLUE_BORN},
    {"生年月日", HAVEN_CLUE_BORN},
    {"生日", HAVEN_CLUE_BORN},
    {"誕生日", HAVEN_CLUE_BORN},
    {"생년월일", HAVEN_CLUE_BORN},
    {"생일", HAVEN_CLUE_BORN},
    {"密码", HAVEN_CLUE_SECRET},
    {"密碼", HAVEN_CLUE_SECRET},
    {"パスワード", HAVEN_CLUE_SECRET},
    {"비밀번호", HAVEN_CLUE_SECRET},
    {"비번", HAVEN_CLUE_SECRET},
    {"암호", HAVEN_CLUE_SECRET},
    {"口令", HAVEN_CLUE_SECRET},
    {"银行卡", HAVEN_CLUE_CARD},
    {"信用卡", HAVEN_CLUE_CARD},
    {"カード", HAVEN_CLUE_CARD},
    {"카드", HAVEN_CLUE_CARD},
    {"账号", HAVEN_CLUE_ACCOUNT},
    {"口座", HAVEN_CLUE_ACCOUNT},
    {"계좌", HAVEN_CLUE_ACCOUNT},
};

/**
 * haven_clues_get_wide:
 * @word: Chinese, Japanese or Korean letters, in which words follow one another without a space
 * @length: bytes of @word
 *
 * Returns: the HavenClue bits of all the words in it that are known
 */
guint
haven_clues_get_wide (const char *word, gsize length)
{
  guint all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++) {
    if (g_strstr_len (word, (gssize)length, wide[i].word) != NULL)
      all |= wide[i].clues;
  }
  return all;
}

/**
 * haven_clues_get_telling:
 * @text: a text with eight bytes to be read behind it
 * @bounds: where words begin and end in it
 * @n_bounds: how many bounds
 * @has_numbers: whether there is a digit in it
 *
 * Returns: the HavenClue bits of those words that can make something of a text without a sign, or with
 * nothing but short numbers
 */
guint
haven_clues_get_telling (const char *text, const guint32 *bounds, guint n_bounds, gboolean has_numbers)
{
  const guint64 *filter = has_numbers ? numbered : telling;
  const guint wanted = has_numbers ? NUMBERED : TELLING;
  guint all = 0;

  for (guint i = 0; i + 1 < n_bounds; i += 2) {
    gsize length = bounds[i + 1] - bounds[i];
    guint64 key = key_of (text + bounds[i], length);
    guint hash = hash_of (key, length);

    if (filter[hash / 64] >> (hash % 64) & 1)
      all |= look_up (text + bounds[i], length, key, hash) & wanted;
  }
  return all;
}
