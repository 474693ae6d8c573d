/* SPDX-License-Identifier: GPL-2.0-or-later */
/* National numbers of persons: one row for each kind; its check is in haven-national-europe.c or -world.c. */
#include "sharing/haven-national-id.h"
#include "sharing/haven-national-check.h"
#include "sharing/haven-shared.h"

#include <string.h>

#define WAYS(...)                                                                                            \
  (const char *const[])                                                                                      \
  {                                                                                                          \
    __VA_ARGS__, NULL                                                                                        \
  }
#define WORDS(...)                                                                                           \
  (const char *const[])                                                                                      \
  {                                                                                                          \
    __VA_ARGS__, NULL                                                                                        \
  }

/*
 * A bare run of digits needs a word near it, whatever its check digit: chat is full of numbers. The customary
 * punctuation, or letters in their places, speak for themselves where the check is strong.
 */
static const HavenNationalId ids[] = {
    {"US", "Social Security number", WAYS ("999-99-9999", "!999 99 9999", "!999.99.9999", "!999999999"),
     haven_check_us_ssn, WORDS ("ssn", "social", "ss", "socials", "ssns")},
    {"US", "individual taxpayer number", WAYS ("999-99-9999", "!999999999"), haven_check_us_itin,
     WORDS ("itin", "taxpayer")},
    {"GB", "National Insurance number",
     WAYS ("AA999999A", "AA 99 99 99 A", "AA-99-99-99-A", "AA 999999 A", "AA999999 A"), haven_check_gb_nino,
     WORDS ("nino", "insurance", "ni")},
    {"GB", "NHS number", WAYS ("!999 999 9999", "!9999999999", "!999-999-9999"), haven_check_gb_nhs,
     WORDS ("nhs")},
    {"DE", "Steuer-Identifikationsnummer", WAYS ("!99 999 999 999", "!99999999999", "!99/999/999/999"),
     haven_check_de_tax,
     WORDS ("steuer",
            "idnr",
            "steuerid",
            "identifikationsnummer",
            "steueridentifikationsnummer",
            "idnummer",
            "steuernummer",
            "tin",
            "tax")},
    {"FR", "numéro de sécurité sociale",
     WAYS ("9 99 99 99 999 999 99",
           "9 99 99 9X 999 999 99",
           "999999999999999",
           "99999A999999999",
           "9 99 99 99 999 999  99"),
     haven_check_fr_nir, WORDS ("nir", "sécurité", "securite", "sécu", "secu", "insee")},
    {"FR", "carte nationale d’identité", WAYS ("!999999999999"), haven_check_fr_card,
     WORDS ("identité", "cni")},
    {"ES", "DNI",
     WAYS ("!99999999A",
           "99999999-A",
           "99.999.999-A",
           "!99999999 A",
           "99.999.999A",
           "A9999999A",
           "A-9999999-A",
           "A9999999-A"),
     haven_check_es_dni, WORDS ("dni", "nie", "nif", "identidad", "documento")},
    {"IT", "codice fiscale",
     WAYS ("AAAAAA99A99A999A", "AAA AAA 99A99 A999A", "AAA AAA 99A99A999A", "AAAAAAXXAXXAXXXA"),
     haven_check_it_fiscal, WORDS ("codice", "fiscale", "cf")},
    {"PL", "PESEL", WAYS ("!99999999999"), haven_check_pl_pesel, WORDS ("pesel", "peselu")},
    {"NL", "burgerservicenummer", WAYS ("!999999999", "!9999.99.999", "!999.999.999", "!9999 99 999"),
     haven_check_nl_bsn, WORDS ("bsn", "burgerservicenummer", "sofinummer", "sofi")},
    {"PT", "NIF", WAYS ("!999999999", "!999 999 999"), haven_check_pt_nif,
     WORDS ("nif", "contribuinte", "fiscal")},
    {"SE", "personnummer",
     WAYS ("999999-9999", "99999999-9999", "999999+9999", "!9999999999", "!999999999999"),
     haven_check_se_person,
     WORDS ("personnummer", "personnumret", "pnr", "samordningsnummer", "personal", "swedish")},
    {"NO", "fødselsnummer", WAYS ("999999 99999", "!99999999999"), haven_check_no_birth,
     WORDS ("fødselsnummer", "fodselsnummer", "personnummer", "fnr", "fødselsnr", "norwegian")},
    {"DK", "CPR-nummer", WAYS ("!999999-9999", "!9999999999"), haven_check_dk_cpr,
     WORDS ("cpr", "cprnummer", "danish", "personnummer")},
    {"FI", "henkilötunnus", WAYS ("999999-999X", "999999A999X", "999999+999X"), haven_check_fi_hetu,
     WORDS ("hetu", "henkilötunnus")},
    {"BE", "rijksregisternummer",
     WAYS ("99.99.99-999.99", "!99999999999", "99 99 99 999 99", "99.99.99.999.99"), haven_check_be_register,
     WORDS ("rijksregister", "rijksregisternummer", "registre", "insz", "niss", "rrn", "national")},
    {"AT", "Sozialversicherungsnummer", WAYS ("!9999 999999", "!9999999999", "!9999-999999", "!9999/999999"),
     haven_check_at_svnr, WORDS ("svnr", "sozialversicherungsnummer", "versicherungsnummer", "sv")},
    {"CH", "AHV-Nummer", WAYS ("999.9999.9999.99", "!9999999999999", "999 9999 9999 99"), haven_check_ch_ahv,
     WORDS ("ahv", "avs", "oasi", "ahvn")},
    {"IE", "PPS number", WAYS ("!9999999A", "!9999999AA", "!9999999 A", "!9999999 AA"), haven_check_ie_pps,
     WORDS ("pps", "ppsn")},
    {"CZ", "rodné číslo", WAYS ("999999/9999", "!9999999999"), haven_check_cz_birth,
     WORDS ("rodné", "rodne", "rč", "číslo")},
    {"RO", "cod numeric personal", WAYS ("!9999999999999"), haven_check_ro_cnp, WORDS ("cnp", "numeric")},
    {"BG", "ЕГН", WAYS ("!9999999999"), haven_check_bg_egn, WORDS ("egn", "егн", "ЕГН")},
    {"HR", "OIB", WAYS ("!99999999999"), haven_check_hr_oib, WORDS ("oib")},
    {"SI", "EMŠO or JMBG", WAYS ("!9999999999999"), haven_check_jmbg, WORDS ("emso", "emšo", "jmbg", "emŠo")},
    {"EE", "isikukood", WAYS ("!99999999999"), haven_check_baltic,
     WORDS ("isikukood", "asmens", "isikukoodi", "ik")},
    {"LV", "personas kods", WAYS ("999999-99999"), haven_check_lv_person, WORDS ("personas", "kods")},
    {"GR", "ΑΜΚΑ", WAYS ("!99999999999"), haven_check_gr_amka, WORDS ("amka", "ΑΜΚΑ", "αμκα")},
    {"HU", "TAJ", WAYS ("!999 999 999", "!999999999", "!999-999-999"), haven_check_hu_taj,
     WORDS ("taj", "tajszám")},
    {"IS", "kennitala", WAYS ("999999-9999", "!9999999999", "!999999 9999"), haven_check_is_person,
     WORDS ("kennitala", "kt", "kennitalan")},
    {"RU", "СНИЛС", WAYS ("999-999-999 99", "!99999999999"), haven_check_ru_snils,
     WORDS ("snils", "снилс", "СНИЛС")},
    {"CA", "social insurance number", WAYS ("!999-999-999", "!999 999 999", "!999999999"), haven_check_ca_sin,
     WORDS ("sin", "social insurance", "insurance", "nas")},
    {"AU", "tax file number", WAYS ("!999 999 999", "!999999999", "!999-999-999"), haven_check_au_tfn,
     WORDS ("tfn", "tax file")},
    {"AU", "Medicare number", WAYS ("!9999 99999 9", "!9999999999", "!99999999999", "!9999-99999-9"),
     haven_check_au_medicare, WORDS ("medicare")},
    {"NZ", "IRD number", WAYS ("!999-999-999", "!99-999-999", "!999999999", "!99999999", "!999 999 999"),
     haven_check_nz_ird, WORDS ("ird", "inland")},
    {"IN", "Aadhaar", WAYS ("9999 9999 9999", "9999-9999-9999", "!999999999999"), haven_check_in_aadhaar,
     WORDS ("aadhaar", "aadhar", "adhar", "adhaar", "uidai", "uid")},
    {"IN", "PAN", WAYS ("!AAAAA9999A"), haven_check_in_pan, WORDS ("pan", "permanent", "pancard", "tax")},
    {"BR", "CPF", WAYS ("999.999.999-99", "999999999-99", "!99999999999", "!999 999 999 99"),
     haven_check_br_cpf, WORDS ("cpf")},
    {"MX", "CURP", WAYS ("AAAA999999AAAAAAX9"), haven_check_mx_curp, WORDS ("curp")},
    {"AR", "CUIL", WAYS ("99-99999999-9", "!99999999999", "99 99999999 9"), haven_check_ar_cuil,
     WORDS ("cuil", "cuit")},
    {"CL", "RUT", WAYS ("99.999.999-X", "9.999.999-X", "!99999999-X", "!9999999-X"), haven_check_cl_rut,
     WORDS ("rut", "run", "cédula", "cedula")},
    {"ZA", "identity number", WAYS ("999999 9999 999", "999999 9999 99 9", "!9999999999999"),
     haven_check_za_id, WORDS ("id", "identity", "rsa")},
    {"TR", "T.C. kimlik numarası", WAYS ("!99999999999"), haven_check_tr_tckn,
     WORDS ("tc", "tckn", "kimlik", "t.c")},
    {"CN", "resident identity number", WAYS ("99999999999999999X"), haven_check_cn_resident,
     WORDS ("身份证", "resident", "id")},
    {"JP", "My Number", WAYS ("!9999 9999 9999", "!999999999999", "!9999-9999-9999"), haven_check_jp_number,
     WORDS ("mynumber", "my number", "マイナンバー", "individual")},
    {"KR", "resident registration number", WAYS ("999999-9999999", "!9999999999999"), haven_check_kr_rrn,
     WORDS ("rrn", "주민등록번호", "resident", "jumin")},
    {"HK", "identity card", WAYS ("A999999(X)", "AA999999(X)", "!A999999X"), haven_check_hk_id,
     WORDS ("hkid", "hong")},
    {"SG", "NRIC", WAYS ("A9999999A"), haven_check_sg_nric, WORDS ("nric", "fin")},
    {"TW", "identification card", WAYS ("!A999999999"), haven_check_tw_id,
     WORDS ("身分證", "taiwan", "national", "id")},
    {"IL", "identity number", WAYS ("!999999999", "!99999999-9"), haven_check_il_id,
     WORDS ("teudat", "zehut", "זהות", "ז")},
    {"TH", "identification number", WAYS ("9-9999-99999-99-9", "9 9999 99999 99 9", "!9999999999999"),
     haven_check_th_id, WORDS ("thai", "บัตรประชาชน", "national")},
    {"MY", "MyKad", WAYS ("999999-99-9999", "!999999999999"), haven_check_my_nric,
     WORDS ("nric", "mykad", "ic")},
    {"PK", "CNIC", WAYS ("99999-9999999-9", "!9999999999999"), haven_check_pk_cnic, WORDS ("cnic", "nadra")},
    {"UY", "cédula de identidad", WAYS ("9.999.999-9", "!99999999"), haven_check_uy_ci,
     WORDS ("cédula", "cedula", "ci")},
};

/**
 * haven_national_ids_get:
 * @n_ids: (out): how many
 *
 * Returns: (array length=n_ids) (transfer none): every kind of national number that is known
 */
const HavenNationalId *
haven_national_ids_get (guint *n_ids)
{
  *n_ids = G_N_ELEMENTS (ids);
  return ids;
}

#define LONGEST 32

/* A text in the letters of patterns: 9 for a digit, A for a letter, anything else as it is. */
typedef struct {
  char signs[LONGEST];
  gsize length;
  gsize n_digits; /* that it begins with */
} Shape;

static void
read_shape (const char *text, gsize length, Shape *shape)
{
  shape->length = MIN (length, LONGEST);
  for (gsize i = 0; i < shape->length; i++)
    shape->signs[i] = g_ascii_isdigit (text[i]) ? '9' : g_ascii_isalpha (text[i]) ? 'A' : text[i];
  shape->n_digits = 0;
  while (shape->n_digits < shape->length && shape->signs[shape->n_digits] == '9')
    shape->n_digits++;
}

/* Whether the text begins as a pattern says; returns how many bytes it took, 0 when it is something else. */
static inline gsize
fits (const Shape *shape, const char *pattern)
{
  gsize i, length = strlen (pattern);

  /* most are told apart by how many digits come first; a digit more would go on after a shorter one */
  if (length < shape->n_digits || (length > shape->n_digits && pattern[shape->n_digits] == '9'))
    return 0;
  for (i = 0; i < length; i++) {
    char is = i < shape->length ? shape->signs[i] : '\0';

    if (pattern[i] != is && !(pattern[i] == 'X' && (is == '9' || is == 'A')))
      return 0;
  }
  return i;
}

/* The letters and digits of a number, put together in upper case; returns how many. */
static gsize
put_together (const char *text, gsize length, char *id)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isalnum (text[i]))
      id[n++] = g_ascii_toupper (text[i]);
  }
  id[n] = '\0';
  return n;
}

/* How much of the text is this number as written in one of its ways; strong is set when no word is needed. A
 * number that is called so in so many words need not be right: @checked is FALSE then. */
static gsize
read_id (
    const HavenNationalId *kind, const char *text, const Shape *shape, gboolean checked, gboolean *strong)
{
  for (guint i = 0; kind->patterns[i] != NULL; i++) {
    const char *pattern = kind->patterns[i];
    gboolean weak = pattern[0] == '!';
    gsize taken = fits (shape, pattern + weak), n;
    char id[LONGEST + 1];

    /* nothing may go on after it */
    if (taken == 0 || (taken < shape->length && (shape->signs[taken] == '9' || shape->signs[taken] == 'A')))
      continue;
    n = put_together (text, taken, id);
    if (!checked || kind->is_right (id, n)) {
      *strong = !weak && checked;
      return taken;
    }
  }
  return 0;
}

/* Letters within a number must not be an ordinary word's: "ab123456c" may be anything. */
static gboolean
is_shouted (const HavenReader *reader, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++) {
    if (g_ascii_islower (reader->text[i]))
      return FALSE;
  }
  return TRUE;
}

#define MOST_LETTERS 3 /* in a row, among digits: four are a word beside a number */

/* Whether a word goes on here, and none of the letters that a number may have. */
static gboolean
is_within_word (const HavenReader *reader, gsize at)
{
  gsize end = at;

  while (end < reader->length && end - at <= MOST_LETTERS && g_ascii_isalpha (reader->text[end]))
    end++;
  return end - at > MOST_LETTERS;
}

/*
 * Whether at least eight letters and digits go on from here, as the shortest of all has; six of the first
 * eight are digits, but in the tax numbers of Italy, Mexico and India, which are one long word.
 */
static gboolean
is_long_enough (const HavenReader *reader, const HavenToken *start)
{
  guint kept = 0, digits = 0;

  if (start->end - start->start >= 10 && start->flags & HAVEN_TOKEN_LETTERS)
    return TRUE;
  for (gsize at = start->start; at < reader->length && at < start->start + 16 && kept < 8; at++) {
    char is = reader->text[at];

    if (g_ascii_isalnum (is)) {
      if (is_within_word (reader, at))
        return FALSE;
      kept++;
      digits += g_ascii_isdigit (is);
    } else if (is != ' ' && is != '-' && is != '.' && is != '/' && is != '(') {
      return FALSE;
    }
  }
  return kept == 8 && digits >= 6;
}

/* Whether a token is a part of a decimal number: no number of a person has four digits behind a point that no
 * more than two stand before, and none starts behind a point. */
static gboolean
is_decimal (const HavenReader *reader, const HavenToken *start)
{
  if (haven_reader_at (reader, (gssize)start->start - 1) == '.' &&
      g_ascii_isdigit (haven_reader_at (reader, (gssize)start->start - 2)))
    return TRUE;
  return start->end - start->start <= 2 && haven_reader_at (reader, (gssize)start->end) == '.' &&
         haven_reader_span (reader, start->end + 1, "0123456789") >= 4;
}

/* Whether a row of numbers is under way: it was looked at from its start already. */
static gboolean
is_in_row (const HavenReader *reader, guint token)
{
  return token > 1 && haven_reader_is_digits (reader, token - 1) &&
         haven_reader_is_digits (reader, token - 2) && haven_reader_gap_length (reader, token - 1) == 1 &&
         haven_reader_gap_length (reader, token - 2) == 1;
}

/* Whether the number of one kind starts at a token. */
static gboolean
find_kind (const HavenReader *reader,
           guint token,
           const HavenNationalId *kind,
           const Shape *shape,
           gboolean checked,
           HavenShared *found)
{
  gsize start = reader->tokens[token].start, taken;
  const char *text = reader->text + start;
  static const char *const made_up[] = {"dummy", "placeholder", "lorem", "sample", NULL};
  static const char *const of_things[] = {"part", "parts", "sku", "model", "serial", "item", "spare", NULL};
  gboolean strong = FALSE;
  guint last;

  taken = read_id (kind, text, shape, checked, &strong);
  if (taken == 0 || !haven_reader_alone (reader, start, start + taken))
    return FALSE;
  last = haven_reader_token_at (reader, start + taken - (text[taken - 1] == ')' ? 2 : 1));
  if ((!strong || !is_shouted (reader, start, start + taken)) &&
      !haven_reader_near_any (reader, token, last, checked ? 7 : 3, checked ? 4 : 0, kind->words))
    return FALSE;
  if (haven_reader_near_any (reader, token, last, 6, 6, made_up) ||
      haven_reader_near_any (reader, token, last, 3, 0, of_things))
    return FALSE;
  haven_shared_take (found, "national-id", reader, token, last);
  found->end = (guint32)(start + taken);
  return TRUE;
}

/* "SSN: 000-12-3456": somebody means their number, mistyped or made up, when its own name stands before it.
 */
static gboolean
find_called (const HavenReader *reader, guint token, const Shape *shape, HavenShared *found)
{
  static const char *const names[] = {
      "ssn",   "nino", "insurance", "nhs",     "dni",    "nie",          "pesel",     "bsn",
      "cpf",   "curp", "cuil",      "aadhaar", "aadhar", "tfn",          "cnp",       "egn",
      "oib",   "hetu", "jmbg",      "amka",    "ppsn",   "tckn",         "snils",     "nric",
      "mykad", "hkid", "cnic",      "rrn",     "social", "personnummer", "kennitala", "burgerservicenummer",
      NULL};

  if (!(reader->clues & HAVEN_CLUE_IDENTITY) || !haven_reader_near_any (reader, token, token, 3, 0, names))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    if (haven_reader_near_any (reader, token, token, 3, 0, ids[i].words) &&
        find_kind (reader, token, &ids[i], shape, FALSE, found))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_national_id_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the number
 *
 * Returns: whether a national number of a person starts at @token
 */
gboolean
haven_national_id_find (const HavenReader *reader, guint token, HavenShared *found)
{
  const HavenToken *start = &reader->tokens[token];
  Shape shape;

  /* the shortest start of any way is one letter or digit, and a digit stands within two tokens */
  if (start->flags & (HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LINK) || start->end - start->start > 18 ||
      (!(start->flags & HAVEN_TOKEN_DIGITS) &&
       (start->end - start->start > 3 || token + 1 >= reader->n_tokens ||
        !(reader->tokens[token + 1].flags & HAVEN_TOKEN_DIGITS))) ||
      !is_long_enough (reader, start) || is_in_row (reader, token) || is_decimal (reader, start))
    return FALSE;
  read_shape (reader->text + start->start, reader->length - start->start, &shape);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    if (find_kind (reader, token, &ids[i], &shape, TRUE, found))
      return TRUE;
  }
  return find_called (reader, token, &shape, found);
}
