/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Check digits of Europe's national numbers. */
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

/**
 * haven_check_day:
 * @day: two digits
 * @month: two digits
 * @month_offset: what may have been added to the month
 *
 * Returns: whether they are a day of a month
 */
gboolean
haven_check_day (const char *day, const char *month, guint month_offset)
{
  static const guint8 days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  guint m = two (month), d = two (day);

  if (m <= month_offset || m > month_offset + 12)
    return FALSE;
  return d >= 1 && d <= days[m - month_offset - 1];
}

/**
 * haven_check_gb_nino:
 *
 * Source: HMRC, NIM39110: D F I Q U V never, O never second, some pairs never; the suffix is A to D.
 */
gboolean
haven_check_gb_nino (const char *id, gsize n)
{
  static const char *const never[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

  for (guint i = 0; i < G_N_ELEMENTS (never); i++) {
    if (strncmp (id, never[i], 2) == 0)
      return FALSE;
  }
  return n == 9 && !strchr ("DFIQUV", id[0]) && !strchr ("DFIQUVO", id[1]) && strchr ("ABCD", id[8]);
}

/**
 * haven_check_gb_nhs:
 *
 * Source: NHS data dictionary, NHS number: weights 10 to 2, modulus 11.
 */
gboolean
haven_check_gb_nhs (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "A98765432") % 11;

  return n == 10 && check != 10 && digit (id[9]) == check % 11;
}

/**
 * haven_check_de_tax:
 *
 * Source: Bundeszentralamt für Steuern, structure of the Identifikationsnummer: ISO 7064 MOD 11,10; of the
 * first ten digits one stands twice or thrice, and no other repeats.
 */
gboolean
haven_check_de_tax (const char *id, gsize n)
{
  guint seen[10] = {0}, repeated = 0, most = 0;

  if (id[0] == '0')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    seen[digit (id[i])]++;
  for (guint i = 0; i < 10; i++) {
    repeated += seen[i] > 1;
    most = MAX (most, seen[i]);
  }
  return repeated == 1 && most <= 3 && haven_check_mod11_10 (id, n);
}

/**
 * haven_check_fr_nir:
 *
 * Source: INSEE, numéro d'inscription au répertoire: 97 less the rest modulo 97; 2A and 2B count as 19
 * and 18.
 */
gboolean
haven_check_fr_nir (const char *id, gsize n)
{
  char number[16];
  guint64 value;

  memcpy (number, id, 15);
  number[15] = '\0';
  if (number[5] == '2' && (number[6] == 'A' || number[6] == 'B'))
    memcpy (number + 5, number[6] == 'A' ? "19" : "18", 2);
  if (n != 15 || strspn (number, "0123456789") != 15 || !strchr ("12", number[0]))
    return FALSE;
  if (!(two (number + 3) >= 1 && two (number + 3) <= 12) && two (number + 3) < 20)
    return FALSE;
  value = g_ascii_strtoull (number, NULL, 10);
  return 97 - value / 100 % 97 == value % 100;
}

/**
 * haven_check_fr_card:
 *
 * Source: Décret 55-1397, cards before 2021: year and month of the issue, three digits of the place, a
 * serial.
 */
gboolean
haven_check_fr_card (const char *id, gsize n)
{
  guint month = digit (id[2]) * 10 + digit (id[3]);

  return n == 12 && month >= 1 && month <= 12;
}

/**
 * haven_check_es_dni:
 *
 * Source: Ministerio del Interior, cálculo del dígito de control del NIF/NIE: modulus 23; X, Y, Z are 0,
 * 1, 2.
 */
gboolean
haven_check_es_dni (const char *id, gsize n)
{
  guint number = id[0] >= 'X' ? (guint)(id[0] - 'X') : digit (id[0]);

  if (id[0] > '9' && id[0] < 'X')
    return FALSE;
  for (guint i = 1; i < 8; i++)
    number = number * 10 + digit (id[i]);
  return n == 9 && id[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
}

/**
 * haven_check_it_fiscal:
 *
 * Source: Decreto ministeriale 12 marzo 1974 (codice fiscale); letters for digits where two would be alike.
 */
gboolean
haven_check_it_fiscal (const char *id, gsize n)
{
  static const guint8 odd[] = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                               20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  static const char digits_at[] = {6, 7, 9, 10, 12, 13, 14};
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (digits_at); i++) {
    if (!strchr ("0123456789LMNPQRSTUV", id[(int)digits_at[i]]))
      return FALSE;
  }
  if (n != 16 || strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") < 6 || !strchr ("ABCDEHLMPRST", id[8]) ||
      !g_ascii_isalpha (id[11]) || !g_ascii_isalpha (id[15]))
    return FALSE;
  for (guint i = 0; i < 15; i++) {
    guint value = (guint)(g_ascii_isdigit (id[i]) ? id[i] - '0' : id[i] - 'A');

    sum += i % 2 == 0 ? odd[value] : value;
  }
  return (guint)(id[15] - 'A') == sum % 26;
}

/**
 * haven_check_pl_pesel:
 *
 * Source: Ustawa o ewidencji ludności; weights 1 3 7 9; the century is added to the month by twenties.
 */
gboolean
haven_check_pl_pesel (const char *id, gsize n)
{
  guint month = two (id + 2);

  return n == 11 && haven_check_day (id + 4, id + 2, month / 20 * 20) &&
         haven_check_weighted (id, "13791379131") % 10 == 0;
}

/**
 * haven_check_nl_bsn:
 *
 * Source: Rijksdienst voor Identiteitsgegevens: the elfproef with -1 for the last digit.
 */
gboolean
haven_check_nl_bsn (const char *id, gsize n)
{
  return n == 9 && strncmp (id, "000000000", 9) != 0 &&
         (haven_check_weighted (id, "98765432") + 11 - digit (id[8])) % 11 == 0;
}

/**
 * haven_check_pt_nif:
 *
 * Source: Decreto-Lei 14/2013: weights 9 to 2, modulus 11; the first digit is that of a person.
 */
gboolean
haven_check_pt_nif (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "98765432") % 11;

  return n == 9 && strchr ("1234", id[0]) && digit (id[8]) == (check > 9 ? 0 : check);
}

/**
 * haven_check_se_person:
 *
 * Source: Skatteverket, SKV 704: Luhn over ten digits; 60 is added to the day of a samordningsnummer.
 */
gboolean
haven_check_se_person (const char *id, gsize n)
{
  const char *ten = n == 12 ? id + 2 : id;
  char day[2] = {ten[4], ten[5]};

  if (day[0] >= '6')
    day[0] -= 6;
  if (n == 12 && strncmp (id, "19", 2) != 0 && strncmp (id, "20", 2) != 0)
    return FALSE;
  return haven_check_day (day, ten + 2, 0) && haven_check_luhn (ten, 10);
}

/**
 * haven_check_no_birth:
 *
 * Source: Skatteetaten, fødselsnummer: two check digits modulo 11; 40 is added to the day of a D-number.
 */
gboolean
haven_check_no_birth (const char *id, gsize n)
{
  char day[2] = {id[0], id[1]};

  if (day[0] >= '4')
    day[0] -= 4;
  return n == 11 && haven_check_day (day, id + 2, 0) && haven_check_weighted (id, "3761894521") % 11 == 0 &&
         haven_check_weighted (id, "54327654321") % 11 == 0;
}

/**
 * haven_check_dk_cpr:
 *
 * Source: CPR-kontoret: since 2007 numbers are given that do not meet modulus 11, so only the date is
 * certain.
 */
gboolean
haven_check_dk_cpr (const char *id, gsize n)
{
  return n == 10 && haven_check_day (id, id + 2, 0);
}

/**
 * haven_check_fi_hetu:
 *
 * Source: Digi- ja väestötietovirasto, henkilötunnus: nine digits modulo 31 choose a sign. The sign of the
 * century has been taken out.
 */
gboolean
haven_check_fi_hetu (const char *id, gsize n)
{
  guint rest;

  if (n == 11) { /* a letter for the century: 131052A308T */
    char ten[10];

    if (!strchr ("ABCDEFUVWXY", id[6]))
      return FALSE;
    memcpy (ten, id, 6);
    memcpy (ten + 6, id + 7, 4);
    return haven_check_fi_hetu (ten, 10);
  }
  rest = (guint)(g_ascii_strtoull ((char[]){id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], 0},
                                   NULL, 10) %
                 31);
  return n == 10 && haven_check_day (id, id + 2, 0) && id[9] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest];
}

/**
 * haven_check_be_register:
 *
 * Source: Rijksregister, KB 3 april 1984: 97 less the rest modulo 97; a 2 before the number from 2000 on.
 */
gboolean
haven_check_be_register (const char *id, gsize n)
{
  guint check = two (id + 9);
  char later[10];

  if (n != 11 || two (id + 2) % 20 > 12)
    return FALSE;
  later[0] = '2';
  memcpy (later + 1, id, 9);
  return check == 97 - haven_check_mod97 (id, 9) || check == 97 - haven_check_mod97 (later, 10);
}

/**
 * haven_check_at_svnr:
 *
 * Source: Dachverband der Sozialversicherungsträger: weights 3 7 9 and 5 8 4 2 1 6; the check digit is the
 * fourth.
 */
gboolean
haven_check_at_svnr (const char *id, gsize n)
{
  return n == 10 && id[0] != '0' && two (id + 4) >= 1 && two (id + 4) <= 31 &&
         haven_check_weighted (id, "3790584216") % 11 == digit (id[3]);
}

/**
 * haven_check_ch_ahv:
 *
 * Source: Zentrale Ausgleichsstelle: country 756, the check digit of EAN-13.
 */
gboolean
haven_check_ch_ahv (const char *id, gsize n)
{
  return n == 13 && strncmp (id, "756", 3) == 0 && haven_check_weighted (id, "1313131313131") % 10 == 0;
}

/**
 * haven_check_ie_pps:
 *
 * Source: Department of Social Protection: weights 8 to 2, the second letter times 9, modulus 23.
 */
gboolean
haven_check_ie_pps (const char *id, gsize n)
{
  guint sum = haven_check_weighted (id, "8765432");

  if (n == 9 && id[8] != 'W')
    sum += (guint)(id[8] - 'A' + 1) * 9;
  return (n == 8 || n == 9) && id[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
}

/**
 * haven_check_cz_birth:
 *
 * Source: zákon 133/2000 Sb. (Czechia), zákon 301/1995 Z. z. (Slovakia): ten digits divide by 11; 50 is added
 * to the month of a woman, 20 when a day ran out of numbers.
 */
gboolean
haven_check_cz_birth (const char *id, gsize n)
{
  guint month = two (id + 2) % 50 % 20;

  return n == 10 && month >= 1 && month <= 12 && two (id + 4) >= 1 && two (id + 4) <= 31 &&
         g_ascii_strtoull ((char[]){id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], 0},
                           NULL, 10) %
                 11 ==
             0;
}

/**
 * haven_check_ro_cnp:
 *
 * Source: Legea 105/1996, cod numeric personal: weights 279146358279, modulus 11, 10 as 1.
 */
gboolean
haven_check_ro_cnp (const char *id, gsize n)
{
  guint rest = haven_check_weighted (id, "279146358279") % 11;

  return n == 13 && id[0] != '0' && haven_check_day (id + 5, id + 3, 0) &&
         digit (id[12]) == (rest == 10 ? 1 : rest);
}

/**
 * haven_check_bg_egn:
 *
 * Source: ГРАО, единен граждански номер: weights 2 4 8 5 10 9 7 3 6; 20 or 40 is added to the month.
 */
gboolean
haven_check_bg_egn (const char *id, gsize n)
{
  return n == 10 && haven_check_day (id + 4, id + 2, two (id + 2) / 20 * 20) &&
         haven_check_weighted (id, "2485A9736") % 11 % 10 == digit (id[9]);
}

/**
 * haven_check_hr_oib:
 *
 * Source: Zakon o osobnom identifikacijskom broju: ISO 7064 MOD 11,10.
 */
gboolean
haven_check_hr_oib (const char *id, gsize n)
{
  return n == 11 && haven_check_mod11_10 (id, n);
}

/**
 * haven_check_jmbg:
 *
 * Source: the unique number of Yugoslavia's successors (JMBG, EMŠO): weights 7 to 2 twice, modulus 11.
 */
gboolean
haven_check_jmbg (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "765432765432") % 11;

  return n == 13 && haven_check_day (id, id + 2, 0) && (id[4] == '9' || id[4] == '0') && check != 10 &&
         digit (id[12]) == check % 11;
}

/**
 * haven_check_baltic:
 *
 * Source: EVS 585:2007 (Estonia, isikukood); Lithuania's asmens kodas is made alike: two rounds of weights.
 */
gboolean
haven_check_baltic (const char *id, gsize n)
{
  guint rest = haven_check_weighted (id, "1234567891") % 11;

  if (rest == 10)
    rest = haven_check_weighted (id, "3456789123") % 11 % 10;
  return n == 11 && strchr ("123456", id[0]) && haven_check_day (id + 5, id + 3, 0) && digit (id[10]) == rest;
}

/**
 * haven_check_lv_person:
 *
 * Source: Latvia's personas kods before 2017: weights 1 6 3 7 9 10 5 8 4 2 from 1101, modulus 11.
 */
gboolean
haven_check_lv_person (const char *id, gsize n)
{
  return n == 11 && haven_check_day (id, id + 2, 0) &&
         (1101 - haven_check_weighted (id, "16379A5842")) % 11 == digit (id[10]);
}

/**
 * haven_check_gr_amka:
 *
 * Source: ΗΔΙΚΑ, Αριθμός Μητρώου Κοινωνικής Ασφάλισης: a date and Luhn.
 */
gboolean
haven_check_gr_amka (const char *id, gsize n)
{
  return n == 11 && haven_check_day (id, id + 2, 0) && haven_check_luhn (id, n);
}

/**
 * haven_check_hu_taj:
 *
 * Source: 1996. évi XX. törvény: weights 3 and 7, modulus 10.
 */
gboolean
haven_check_hu_taj (const char *id, gsize n)
{
  return n == 9 && haven_check_weighted (id, "37373737") % 10 == digit (id[8]);
}

/**
 * haven_check_is_person:
 *
 * Source: Þjóðskrá, kennitala: weights 3 2 7 6 5 4 3 2, modulus 11; the last digit is the century.
 */
gboolean
haven_check_is_person (const char *id, gsize n)
{
  guint check = 11 - haven_check_weighted (id, "32765432") % 11;

  return n == 10 && (id[9] == '9' || id[9] == '0') && haven_check_day (id, id + 2, 0) && check != 10 &&
         digit (id[8]) == check % 11;
}

/**
 * haven_check_ru_snils:
 *
 * Source: ПФР, страховой номер: weights 9 to 1, modulus 101.
 */
gboolean
haven_check_ru_snils (const char *id, gsize n)
{
  return n == 11 && two (id + 9) == haven_check_weighted (id, "987654321") % 101 % 100;
}
