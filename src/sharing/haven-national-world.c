/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Check digits of the national numbers of America, Asia, Africa and Oceania. */
#include "sharing/haven-digits.h"
#include "sharing/haven-national-check.h"

#include <string.h>

static guint
two (const char *digits)
{
  return (guint)(digits[0] - '0') * 10 + (guint)(digits[1] - '0');
}

static guint
digit (char character)
{
  return (guint)(character - '0');
}

static gboolean
is_one_digit (const char *id, gsize n)
{
  for (gsize i = 1; i < n; i++) {
    if (id[i] != id[0])
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_check_us_ssn:
 *
 * Source: Social Security Administration, POMS RM 10201.035: no area 000, 666 or 900 to 999, no group 00, no
 * serial 0000; and the two numbers that advertisements made unusable.
 */
gboolean
haven_check_us_ssn (const char *id, gsize n)
{
  return n == 9 && id[0] != '9' && strncmp (id, "000", 3) != 0 && strncmp (id, "666", 3) != 0 &&
         strncmp (id + 3, "00", 2) != 0 && strncmp (id + 5, "0000", 4) != 0 &&
         strncmp (id, "078051120", 9) != 0 && strncmp (id, "219099999", 9) != 0;
}

/**
 * haven_check_us_itin:
 *
 * Source: Internal Revenue Service: 9, and 50 to 65, 70 to 88, 90 to 92 or 94 to 99 in the middle.
 */
gboolean
haven_check_us_itin (const char *id, gsize n)
{
  guint middle = two (id + 3);

  return n == 9 && id[0] == '9' && ((middle >= 50 && middle <= 65) || (middle >= 70 && middle <= 99)) &&
         middle != 89 && middle != 93;
}

/**
 * haven_check_ca_sin:
 *
 * Source: Employment and Social Development Canada: Luhn; none starts with 0 or 8.
 */
gboolean
haven_check_ca_sin (const char *id, gsize n)
{
  return n == 9 && id[0] != '0' && id[0] != '8' && haven_check_luhn (id, n);
}

/**
 * haven_check_au_tfn:
 *
 * Source: Australian Taxation Office: weights 1 4 3 7 5 8 6 9 10, modulus 11.
 */
gboolean
haven_check_au_tfn (const char *id, gsize n)
{
  return n == 9 && haven_check_weighted (id, "14375869A") % 11 == 0 && !is_one_digit (id, n);
}

/**
 * haven_check_au_medicare:
 *
 * Source: Services Australia: the first digit is 2 to 6, weights 1 3 7 9 1 3 7 9, the ninth checks.
 */
gboolean
haven_check_au_medicare (const char *id, gsize n)
{
  return (n == 10 || n == 11) && id[0] >= '2' && id[0] <= '6' &&
         haven_check_weighted (id, "13791379") % 10 == digit (id[8]);
}

/**
 * haven_check_nz_ird:
 *
 * Source: Inland Revenue, IRD number validation: 10,000,000 to 150,000,000; two rounds of weights,
 * modulus 11.
 */
gboolean
haven_check_nz_ird (const char *id, gsize n)
{
  char nine[9] = "000000000";
  guint rest, value = 0;

  if (n != 8 && n != 9)
    return FALSE;
  memcpy (nine + 9 - n, id, n);
  for (guint i = 0; i < 9; i++)
    value = value * 10 + digit (nine[i]);
  rest = haven_check_weighted (nine, "32765432") % 11;
  if (rest != 0 && 11 - rest == 10)
    rest = haven_check_weighted (nine, "74325276") % 11;
  return value >= 10000000 && value <= 150000000 && digit (nine[8]) == (rest == 0 ? 0 : 11 - rest);
}

/**
 * haven_check_in_aadhaar:
 *
 * Source: UIDAI: Verhoeff; none starts with 0 or 1.
 */
gboolean
haven_check_in_aadhaar (const char *id, gsize n)
{
  return n == 12 && id[0] >= '2' && haven_check_verhoeff (id, n);
}

/**
 * haven_check_in_pan:
 *
 * Source: Income Tax Department of India: the fourth letter says what kind of holder.
 */
gboolean
haven_check_in_pan (const char *id, gsize n)
{
  return n == 10 && strchr ("PCHFATBLJG", id[3]);
}

/**
 * haven_check_br_cpf:
 *
 * Source: Receita Federal: two check digits modulo 11.
 */
gboolean
haven_check_br_cpf (const char *id, gsize n)
{
  guint first = haven_check_weighted (id, "A98765432") * 10 % 11 % 10;
  guint second = haven_check_weighted (id, "BA98765432") * 10 % 11 % 10;

  return n == 11 && !is_one_digit (id, n) && digit (id[9]) == first && digit (id[10]) == second;
}

/**
 * haven_check_mx_curp:
 *
 * Source: RENAPO, Instructivo normativo para la asignación de la CURP: a date, H, M or X, a state,
 * consonants, and a check digit over 37 signs.
 */
gboolean
haven_check_mx_curp (const char *id, gsize n)
{
  static const char signs[] = "0123456789ABCDEFGHIJKLMN?OPQRSTUVWXYZ"; /* Ñ stands at ? */
  guint sum = 0;

  if (n != 18 || !strchr ("HMX", id[10]) || !haven_check_day (id + 8, id + 6, 0))
    return FALSE;
  for (guint i = 0; i < 17; i++)
    sum += (guint)(strchr (signs, id[i]) - signs) * (18 - i);
  return digit (id[17]) == (10 - sum % 10) % 10;
}

/**
 * haven_check_ar_cuil:
 *
 * Source: ANSES: weights 5 4 3 2 7 6 5 4 3 2, modulus 11, and the prefixes of persons.
 */
gboolean
haven_check_ar_cuil (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "5432765432") % 11;
  guint kind = two (id);

  return n == 11 && (kind == 20 || kind == 23 || kind == 24 || kind == 27) && check != 10 &&
         digit (id[10]) == check % 11;
}

/**
 * haven_check_cl_rut:
 *
 * Source: Servicio de Registro Civil: weights 2 to 7 from the right, modulus 11, K for 10.
 */
gboolean
haven_check_cl_rut (const char *id, gsize n)
{
  guint sum = 0, weight = 2;

  if (n != 8 && n != 9)
    return FALSE;
  for (gsize i = n - 1; i > 0; i--) {
    sum += digit (id[i - 1]) * weight;
    weight = weight == 7 ? 2 : weight + 1;
  }
  return id[n - 1] == "0123456789K0"[11 - sum % 11] && !is_one_digit (id, n - 1);
}

/**
 * haven_check_za_id:
 *
 * Source: Department of Home Affairs: a date, a digit of citizenship 0 to 2, Luhn.
 */
gboolean
haven_check_za_id (const char *id, gsize n)
{
  return n == 13 && haven_check_day (id + 4, id + 2, 0) && id[10] <= '2' && haven_check_luhn (id, n);
}

/**
 * haven_check_tr_tckn:
 *
 * Source: Nüfus ve Vatandaşlık İşleri: seven times the odd places less the even ones; then the sum of ten.
 */
gboolean
haven_check_tr_tckn (const char *id, gsize n)
{
  guint odd = haven_check_weighted (id, "101010101"), even = haven_check_weighted (id, "01010101");

  return n == 11 && id[0] != '0' && (odd * 7 + 100 - even) % 10 == digit (id[9]) &&
         haven_check_weighted (id, "1111111111") % 10 == digit (id[10]);
}

/**
 * haven_check_cn_resident:
 *
 * Source: GB 11643-1999: a date, ISO 7064 MOD 11-2 with X for 10.
 */
gboolean
haven_check_cn_resident (const char *id, gsize n)
{
  guint sum = haven_check_weighted (id, "79A5842163"
                                        "79A5842");

  return n == 18 && id[0] >= '1' && id[0] <= '8' &&
         (strncmp (id + 6, "19", 2) == 0 || strncmp (id + 6, "20", 2) == 0) &&
         haven_check_day (id + 12, id + 10, 0) && id[17] == "10X98765432"[sum % 11];
}

/**
 * haven_check_jp_number:
 *
 * Source: 総務省令 第八十五号 (2014): weights 2 to 7, then 2 to 6 from the right, modulus 11.
 */
gboolean
haven_check_jp_number (const char *id, gsize n)
{
  guint rest = haven_check_weighted (id, "65432765432") % 11;

  return n == 12 && digit (id[11]) == (rest <= 1 ? 0 : 11 - rest);
}

/**
 * haven_check_kr_rrn:
 *
 * Source: 주민등록법 시행규칙: a date, a digit of sex and century; weights 2 to 9, 2 to 5, modulus 11.
 * Numbers given since October 2020 have no check digit, so this one is asked only where no word says what it
 * is.
 */
gboolean
haven_check_kr_rrn (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "234567892345") % 11;

  return n == 13 && haven_check_day (id + 4, id + 2, 0) && id[6] >= '1' && id[6] <= '8' &&
         digit (id[12]) == check % 10;
}

/**
 * haven_check_hk_id:
 *
 * Source: Immigration Department of Hong Kong: letters from 10, weights 9 to 1, modulus 11, A for 10.
 */
gboolean
haven_check_hk_id (const char *id, gsize n)
{
  guint sum = 36 * 9, weight = 8;

  if (n == 9)
    sum = (guint)(*id++ - 'A' + 10) * 9;
  sum += (guint)(id[0] - 'A' + 10) * weight--;
  for (guint i = 1; i < 7; i++)
    sum += digit (id[i]) * weight--;
  sum += id[7] == 'A' ? 10 : digit (id[7]);
  return (n == 8 || n == 9) && (g_ascii_isdigit (id[7]) || id[7] == 'A') && sum % 11 == 0;
}

/**
 * haven_check_sg_nric:
 *
 * Source: Singapore's NRIC and FIN: weights 2 7 6 5 4 3 2, an offset for T, G and M, a letter modulo 11.
 */
gboolean
haven_check_sg_nric (const char *id, gsize n)
{
  guint sum = haven_check_weighted (id + 1, "2765432");

  if (n != 9)
    return FALSE;
  switch (id[0]) {
  case 'S':
    return id[8] == "JZIHGFEDCBA"[sum % 11];
  case 'T':
    return id[8] == "JZIHGFEDCBA"[(sum + 4) % 11];
  case 'F':
    return id[8] == "XWUTRQPNMLK"[sum % 11];
  case 'G':
    return id[8] == "XWUTRQPNMLK"[(sum + 4) % 11];
  case 'M':
    return id[8] == "XWUTRQPNJLK"[(sum + 3) % 11];
  default:
    return FALSE;
  }
}

/**
 * haven_check_tw_id:
 *
 * Source: Taiwan's national identification card: the letter is a place from 10 to 35, weights 1 9 8 … 1 1.
 */
gboolean
haven_check_tw_id (const char *id, gsize n)
{
  static const guint8 places[] = {10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
                                  22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};
  guint place = places[id[0] - 'A'];

  return n == 10 && strchr ("1289", id[1]) &&
         (place / 10 + place % 10 * 9 + haven_check_weighted (id + 1, "876543211")) % 10 == 0;
}

/**
 * haven_check_il_id:
 *
 * Source: Israel's Population Registry, מספר זהות: Luhn over nine digits.
 */
gboolean
haven_check_il_id (const char *id, gsize n)
{
  return n == 9 && !is_one_digit (id, n) && haven_check_luhn (id, n);
}

/**
 * haven_check_th_id:
 *
 * Source: Department of Provincial Administration of Thailand: weights 13 to 2, modulus 11.
 */
gboolean
haven_check_th_id (const char *id, gsize n)
{
  return n == 13 && id[0] != '0' &&
         (11 - haven_check_weighted (id, "DCBA98765432") % 11) % 10 == digit (id[12]);
}

/**
 * haven_check_my_nric:
 *
 * Source: National Registration Department of Malaysia, MyKad: a date and a place of birth.
 */
gboolean
haven_check_my_nric (const char *id, gsize n)
{
  guint place = two (id + 6);

  return n == 12 && haven_check_day (id + 4, id + 2, 0) && place != 0 && (place < 17 || place > 20) &&
         place != 69 && place != 70 && place != 73 && place != 80 && place != 81 &&
         (place < 94 || place > 97);
}

/**
 * haven_check_pk_cnic:
 *
 * Source: NADRA: the first digit is a province, 1 to 7.
 */
gboolean
haven_check_pk_cnic (const char *id, gsize n)
{
  return n == 13 && id[0] >= '1' && id[0] <= '7';
}

/**
 * haven_check_uy_ci:
 *
 * Source: Dirección Nacional de Identificación Civil: weights 2 9 8 7 6 3 4, modulus 10.
 */
gboolean
haven_check_uy_ci (const char *id, gsize n)
{
  return n == 8 && (10 - haven_check_weighted (id, "2987634") % 10) % 10 == digit (id[7]);
}
