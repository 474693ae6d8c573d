/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telephone numbers of the world, in the ways people write them. The numbering plans are in
 * haven-phone-table.h, made by scripts/gen-phones.
 */
#include "sharing/haven-shared.h"

#include <string.h>

typedef struct {
  guint8 length;
  guint16 from; /* first three digits */
  guint16 to;
} Range;

typedef struct {
  guint16 code;
  char trunk[4];
  guint16 first_range;
  guint16 n_ranges;
  guint16 first_shape;
  guint16 n_shapes;
} Plan;

#include "sharing/haven-phone-table.h"

#define GROUPS 10

/* Digits as they may make a telephone number. */
typedef struct {
  char digits[24];
  guint n;
  guint8 groups[GROUPS];
  char gaps[GROUPS]; /* after each group: one of " -./", ')' or 'm' for several */
  guint n_groups;
  guint ends[GROUPS]; /* token of each group */
  guint first;
  guint last;
  guint32 start;
  guint32 end;
  gboolean plus;
  gboolean parens; /* the first group, or the second after a country code, is in parentheses */
  gboolean extension;
} Number;

static const char *const strong_words[] = {
    "phone",     "tel",      "telephone", "cell",      "cellphone",   "mobile",        "mob",      "fax",
    "whatsapp",  "sms",      "text",      "ring",      "dial",        "landline",      "handy",    "telefon",
    "telefono",  "teléfono", "telefone",  "téléphone", "handynummer", "telefonnummer", "móvil",    "celular",
    "cellulare", "puhelin",  "phones",    "hotline",   "call me",     "call him",      "call her", "call us",
    "reach me",  "reach us", "my number", "number is", "mobil",       "answering",     "tél",      "llámame",
    "llámeme",   "chiamami", "zadzwoń",   "zap",       "komórka",     "rufnummer",     "mobiel",   NULL,
};
static const char *const not_words[] = {
    "bug",        "order",      "ticket",  "launchpad", "id",       "isbn",    "error",   "model",
    "part",       "sku",        "version", "serial",    "lottery",  "lotto",   "winning", "tracking",
    "invoice",    "issue",      "pid",     "paste",     "score",    "won",     "win",     "room",
    "bestellung", "rechnung",   "pedido",  "factura",   "commande", "facture", "ordine",  "fattura",
    "bestelling", "zamówienia", "faktury", "encomenda", "arxiv",    "doi",     NULL};

static const char *const link_words[] = {"is", "at", "on", "to", "are", "s",  "it's", "es",   "ist", "est",
                                         "è",  "é",  "al", "au", "le",  "me", "mnie", "para", NULL};

static gboolean
plan_has (const Plan *plan, const char *national, gsize n)
{
  guint first;

  if (n < 4)
    return FALSE;
  first = (guint)(national[0] - '0') * 100 + (guint)(national[1] - '0') * 10 + (guint)(national[2] - '0');
  for (guint i = 0; i < plan->n_ranges; i++) {
    const Range *range = &ranges[plan->first_range + i];

    if (range->length == n && first >= range->from && first <= range->to)
      return TRUE;
  }
  return FALSE;
}

static gboolean
plan_has_length (const Plan *plan, gsize n)
{
  for (guint i = 0; i < plan->n_ranges; i++) {
    if (ranges[plan->first_range + i].length == n)
      return TRUE;
  }
  return FALSE;
}

static const Plan *
plan_of (const char *digits, gsize n, guint *code_length)
{
  guint code = 0;

  for (guint length = 1; length <= 3 && length < n; length++) {
    code = code * 10 + (guint)(digits[length - 1] - '0');
    for (guint i = 0; i < G_N_ELEMENTS (plans); i++) {
      if (plans[i].code == code) {
        *code_length = length;
        return &plans[i];
      }
    }
  }
  return NULL;
}

/* Whether a country's numbering plan has such a number, of its calling code and a national number: digits
 * only. */
static gboolean
is_international (const char *digits, gsize n)
{
  guint code;
  const Plan *plan = n <= 15 ? plan_of (digits, n, &code) : NULL;

  return plan != NULL && plan_has (plan, digits + code, n - code);
}

/* Whether the groups are a way in which a country groups its numbers, the trunk prefix before the first. */
static gboolean
plan_groups (const Plan *plan, const Number *number)
{
  guint trunk = (guint)strlen (plan->trunk);
  gboolean apart = number->groups[0] == trunk; /* "8 912 345-67-89" */
  guint skip = apart ? 1 : 0;

  for (guint i = 0; i < plan->n_shapes; i++) {
    const char *shape = shapes[plan->first_shape + i];
    guint g;

    if (strlen (shape) != number->n_groups - skip)
      continue;
    for (g = 0; shape[g] != '\0'; g++) {
      guint wanted = (guint)(shape[g] - '0') + (g == 0 && !apart ? trunk : 0);

      if (number->groups[g + skip] != wanted)
        break;
    }
    if (shape[g] == '\0')
      return TRUE;
  }
  return FALSE;
}

/* A number as dialled within a country: its trunk prefix, its first digits, its groups. */
static gboolean
is_national (const Number *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++) {
    gsize trunk = strlen (plans[i].trunk);

    if (trunk > 0 && number->n > trunk && plans[i].code != 1 &&
        strncmp (number->digits, plans[i].trunk, trunk) == 0 &&
        plan_has (&plans[i], number->digits + trunk, number->n - trunk) && plan_groups (&plans[i], number))
      return TRUE;
  }
  return FALSE;
}

/* What stands between two groups; NUL when they do not belong together. */
static char
gap_between (const HavenReader *reader, guint token)
{
  const char *gap = reader->text + reader->tokens[token].end;
  gsize length = haven_reader_gap_length (reader, token);

  if (length == 1)
    return strchr (" -./", gap[0]) != NULL ? gap[0] : gap[0] == ')' || gap[0] == '(' ? ')' : '\0';
  if (length == 2 && (guint8)gap[0] == 0xC2)
    return (guint8)gap[1] == 0xA0 ? ' ' : '\0';
  if (length == 2 || length == 3) {
    if ((guint8)gap[0] == 0xE2 && (guint8)gap[1] == 0x80)
      return '-';
    if (strchr ("() -", gap[0]) != NULL && strchr ("() -", gap[1]) != NULL &&
        (length == 2 || strchr ("() -", gap[2]) != NULL))
      return memchr (gap, ')', length) != NULL || memchr (gap, '(', length) != NULL ? ')' : 'm';
  }
  return '\0';
}

static gboolean
add_group (Number *number, const char *digits, guint length, guint token)
{
  if (number->n + length > 17 || number->n_groups == GROUPS)
    return FALSE;
  memcpy (number->digits + number->n, digits, length);
  number->n += length;
  number->ends[number->n_groups] = token;
  number->groups[number->n_groups] = (guint8)length;
  number->gaps[number->n_groups++] = '\0';
  number->last = token;
  return TRUE;
}

/* "9740x11144": the last group with an extension; returns the digits before the x. */
static guint
split_extension (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  const char *text = reader->text + of->start;
  guint length = of->end - of->start;
  guint n = (guint)MIN (haven_reader_span (reader, of->start, "0123456789"), length);

  if (n >= 2 && n <= 12 && n + 2 <= length && length - n <= 7 && (text[n] == 'x' || text[n] == 'X') &&
      haven_reader_span (reader, of->start + n + 1, "0123456789") >= length - n - 1)
    return n;
  return 0;
}

/* "555-1234 ext. 12": takes the extension after the last group. */
static void
take_extension (const HavenReader *reader, Number *number)
{
  guint next = number->last + 1;

  if ((haven_reader_is (reader, next, "ext") || haven_reader_is (reader, next, "x") ||
       haven_reader_is (reader, next, "extension")) &&
      haven_reader_is_digits (reader, next + 1) && haven_reader_gap_length (reader, number->last) <= 2 &&
      haven_reader_gap_length (reader, next) <= 2 &&
      reader->tokens[next + 1].end - reader->tokens[next + 1].start <= 6) {
    number->last = next + 1;
    number->end = reader->tokens[next + 1].end;
    number->extension = TRUE;
  } else if (next < reader->n_tokens && haven_reader_gap_length (reader, number->last) <= 1 &&
             (haven_reader_starts (reader, next, "x") || haven_reader_starts (reader, next, "ext")) &&
             reader->tokens[next].flags & HAVEN_TOKEN_DIGITS) {
    number->last = next;
    number->end = reader->tokens[next].end;
    number->extension = TRUE;
  }
}

static void
read_start (const HavenReader *reader, guint token, Number *number)
{
  gssize at = (gssize)reader->tokens[token].start;

  number->first = token;
  if (haven_reader_at (reader, at - 1) == '(') {
    number->parens = TRUE;
    at--;
    if (haven_reader_at (reader, at - 1) == '+')
      at--;
  }
  if (haven_reader_at (reader, at - 1) == '+')
    at--;
  number->plus = haven_reader_at (reader, at) == '+' || haven_reader_at (reader, at + 1) == '+';
  number->start = (guint32)at;
}

static gboolean
read_number (const HavenReader *reader, guint token, Number *number)
{
  memset (number, 0, sizeof *number);
  read_start (reader, token, number);
  for (;; token++) {
    const char *text = reader->text + reader->tokens[token].start;
    guint length = reader->tokens[token].end - reader->tokens[token].start;
    char gap;

    if (!haven_reader_is_digits (reader, token)) {
      guint before = split_extension (reader, token);

      if (before == 0 || !add_group (number, text, before, token))
        break;
      number->extension = TRUE;
      break;
    }
    /* the nought in "+44 (0)20" is not dialled from abroad */
    if (!(number->n > 0 && number->plus && length == 1 && text[0] == '0' &&
          haven_reader_at (reader, text - reader->text - 1) == '(' &&
          haven_reader_at (reader, text - reader->text + 1) == ')') &&
        !add_group (number, text, length, token))
      break;
    gap = token + 1 < reader->n_tokens ? gap_between (reader, token) : '\0';
    if (gap == '\0' ||
        (haven_reader_is_digits (reader, token + 1) ? 0 : split_extension (reader, token + 1) == 0))
      break;
    if (number->n_groups > 0)
      number->gaps[number->n_groups - 1] = gap;
    number->parens |= gap == ')' && number->n_groups <= 2;
  }
  if (number->n_groups == 0)
    return FALSE;
  number->gaps[number->n_groups - 1] = '\0';
  number->end = reader->tokens[number->last].end;
  if (!number->extension)
    take_extension (reader, number);
  return TRUE;
}

static gboolean
gaps_are (const Number *number, const char *allowed)
{
  for (guint i = 0; i + 1 < number->n_groups; i++) {
    if (strchr (allowed, number->gaps[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
groups_are (const Number *number, guint skip, const char *groups)
{
  if (number->n_groups != strlen (groups) + skip)
    return FALSE;
  for (guint i = 0; groups[i] != '\0'; i++) {
    if (number->groups[i + skip] != groups[i] - '0')
      return FALSE;
  }
  return TRUE;
}

/* Whether the first two groups can be a day and a month, in either order. */
static gboolean
is_day (const Number *number)
{
  guint parts[2] = {0};

  for (guint i = 0; i < number->groups[0] + (guint)number->groups[1]; i++) {
    guint *part = &parts[i >= number->groups[0]];

    *part = *part * 10 + (guint)(number->digits[i] - '0');
  }
  return MIN (parts[0], parts[1]) <= 12 && MAX (parts[0], parts[1]) <= 31;
}

/* 2012-05-06, 6/5/2012, 06.05.12, and what follows a date: a day is no telephone number. */
static gboolean
is_date (const Number *number)
{
  const guint8 *g = number->groups;

  if (number->n_groups < 3 || number->plus)
    return FALSE;
  if (g[0] == 4 && g[1] <= 2 && g[2] <= 2 &&
      (strncmp (number->digits, "19", 2) == 0 || strncmp (number->digits, "20", 2) == 0))
    return TRUE;
  if (g[0] <= 2 && g[1] <= 2 && g[2] == 4 && number->gaps[0] == number->gaps[1] && is_day (number))
    return number->digits[g[0] + g[1]] == '1' || number->digits[g[0] + g[1]] == '2';
  return g[0] == 2 && g[1] == 2 && g[2] == 2 && number->n_groups == 3 && number->digits[0] <= '3' &&
         number->digits[2] <= '3';
}

static gboolean
is_north_american (const Number *number)
{
  guint skip = number->n_groups == 4 && number->groups[0] == 1 && number->digits[0] == '1';
  const char *area = number->digits + skip;

  if (groups_are (number, skip, "334")) {
    if (!gaps_are (number, " "))
      return gaps_are (number, " -.)/") &&
             (number->gaps[skip] == number->gaps[skip + 1] || number->parens || gaps_are (number, " -"));
    return area[0] >= '2' && area[3] >= '2';
  }
  return number->parens && groups_are (number, 0, "37") && number->gaps[0] == ')';
}

/* Source: Ofcom, national telephone numbering plan: mobile numbers are 071 to 075 and 077 to 079, with eleven
 * digits. They are written in one piece, and nothing else begins so. */
static gboolean
is_british_mobile (const Number *number)
{
  return number->n_groups == 1 && number->n == 11 && number->digits[0] == '0' && number->digits[1] == '7' &&
         number->digits[2] != '0' && number->digits[2] != '6';
}

/* What needs no word near it. */
static gboolean
is_plain (const Number *number)
{
  guint code;

  if (number->plus) {
    const Plan *plan = plan_of (number->digits, number->n, &code);

    if (plan == NULL || number->n - code < 4 || number->n > 15)
      return FALSE;
    return plan_has (plan, number->digits + code, number->n - code) ||
           (number->n_groups > 2 && (plan_has_length (plan, number->n - code) || number->extension));
  }
  if (is_north_american (number) || is_british_mobile (number))
    return TRUE;
  if (strncmp (number->digits, "00", 2) == 0 && number->n >= 10 && number->n_groups > 1)
    return groups_are (number, 1, "334") || is_international (number->digits + 2, number->n - 2);
  if (number->n_groups > 1 && number->n >= 9 && gaps_are (number, " -.)/m") && number->digits[0] == '0' &&
      (number->gaps[0] != '.' || number->n_groups > 3))
    return is_national (number);
  if (number->n_groups > 2 && number->digits[0] == '8' && number->n == 11 && gaps_are (number, " -)"))
    return is_national (number) && (number->parens || number->gaps[number->n_groups - 2] == '-');
  if (groups_are (number, 0, "344") && number->digits[0] == '1' && number->digits[1] >= '3')
    return gaps_are (number, " ") || gaps_are (number, "-"); /* China's mobile numbers have no trunk prefix */
  return number->parens && number->gaps[0] == ')' && number->groups[0] >= 2 && number->groups[0] <= 5 &&
         number->n_groups >= 3 && number->n >= 8 && number->n <= 12 && gaps_are (number, ")- ");
}

/* "92 34 70 office", "50-98-28-96-Fax", "Phone: 785 8949", "you can call 33 93 31": the word stands beside
 * it. */
static gboolean
is_labelled (const HavenReader *reader, const Number *number)
{
  guint next = number->last + 1, before = number->first;

  if (next < reader->n_tokens && haven_reader_gap_length (reader, number->last) <= 2 &&
      reader->tokens[next].clues & HAVEN_CLUE_PHONE && !haven_reader_gap_has (reader, number->last, "\n.;!?"))
    return TRUE;
  if (before > 1 && haven_reader_is_any (reader, before - 1, link_words))
    before--;
  return before > 0 && reader->tokens[before - 1].clues & HAVEN_CLUE_PHONE &&
         !haven_reader_gap_has (reader, before - 1, "\n;!?");
}

/* What a word near it says to be a telephone number. */
static gboolean
is_called_phone (const HavenReader *reader, const Number *number)
{
  gboolean strong, labelled = is_labelled (reader, number);

  if (number->n < (labelled && number->n_groups > 1 ? 6 : 7) || number->n > 15 ||
      !gaps_are (number, " -.)/m") ||
      haven_reader_near_any (reader, number->first, number->last, 4, 0, not_words) ||
      !haven_reader_near (reader, number->first, 7, 3 + number->last - number->first, HAVEN_CLUE_PHONE))
    return FALSE;
  strong = haven_reader_near_any (reader, number->first, number->last, 7, 2, strong_words) ||
           (labelled && number->n_groups > 1);
  for (guint i = 0; i < number->n_groups; i++) {
    if (number->groups[i] == 1 && !(i == 0 && number->n_groups > 2) && number->n_groups > 1 &&
        !(labelled && i + 1 < number->n_groups))
      return FALSE;
  }
  if (number->n_groups == 1)
    return strong && number->n <= 13;
  return strong || number->n_groups > 2 || number->groups[0] > 2;
}

/* A message that is nothing but a number is the answer to "what is your number?". */
static gboolean
is_alone_in_text (const HavenReader *reader, const Number *number)
{
  return number->first == 0 && number->last + 1 == reader->n_tokens && reader->length - number->end <= 2 &&
         number->start <= 1 && number->n_groups == 1 && number->digits[0] == '0' &&
         number->digits[1] != '0' && (number->n == 10 || number->n == 11);
}

static const char *const public_words[] = {"hotline",   "lifeline",   "helpline", "crisis",  "line",
                                           "national",  "toll",       "suicide",  "support", "prevention",
                                           "freephone", "samaritans", "service",  NULL};
/* what has a number that everybody may know */
static const char *const places[] = {"pizza", "pizzeria",  "restaurant", "ministry", "museum",  "flyer",
                                     "taxi",  "reception", "embassy",    "library",  "council", NULL};

/* Source: the European Commission's decision 2007/116/EC: 116 and three digits belong to services of social
 * value. */
static gboolean
is_social (const Number *number)
{
  return number->n == 6 && strncmp (number->digits, "116", 3) == 0;
}

/* The number of a song, which is sung about. */
static gboolean
is_of_a_song (const Number *number)
{
  return number->n_groups == 2 && strcmp (number->digits, "8675309") == 0;
}

/* "placeholder 01632 960123", "(555) 555-0117 in the mockup": what stands for a number */
static gboolean
is_made_up (const HavenReader *reader, const Number *number)
{
  static const char *const words[] = {"placeholder", "mockup", "dummy", "lorem", "sample", "fake", NULL};
  static const char *const tests[] = {"test", "sandbox", NULL};

  return haven_reader_near_any (reader, number->first, number->last, 4, 5, words) ||
         haven_reader_near_any (reader, number->first, number->first, 2, 0, tests);
}

/* "a number like 555-0123" */
static gboolean
is_likeness (const HavenReader *reader, const Number *number)
{
  return number->first > 0 && !number->plus &&
         (haven_reader_is (reader, number->first - 1, "like") ||
          (number->first > 1 && haven_reader_is (reader, number->first - 2, "like") &&
           haven_reader_is (reader, number->first - 1, "a")));
}

/* "the pizza place is 020 7946 0000", and nobody of whose it is */
static gboolean
is_of_a_place (const HavenReader *reader, const Number *number)
{
  static const char *const whose[] = {"my",  "me",  "mine",  "i",     "our", "us",
                                      "his", "her", "mum's", "mom's", NULL};

  return haven_reader_near_any (reader, number->first, number->last, 6, 4, places) &&
         !haven_reader_near_any (reader, number->first, number->last, 8, 4, whose);
}

static gboolean
has_public_word (const HavenReader *reader, const Number *number)
{
  return haven_reader_near_any (reader, number->first, number->last, 10, 10, public_words);
}

/* Source: national numbering plans (Ofcom, BNetzA, Arcep and others): 800 behind the trunk prefix or the
 * calling code is free of charge for the caller, and no person's. The other ranges of services are mobile
 * numbers elsewhere, so that words must say what they are. */
static gboolean
is_service (const HavenReader *reader, const Number *number)
{
  static const char *const starts[] = {"0808", "0300", "0303", "0330", "0333", "0343", "0344", "0345",
                                       "0370", "0845", "0870", "0871", "0180", "0900", "0901"};
  guint code = 0;

  if (number->plus && number->n > 6)
    return plan_of (number->digits, number->n, &code) != NULL &&
           strncmp (number->digits + code, "800", 3) == 0;
  if (number->n >= 8 && strncmp (number->digits, "0800", 4) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (strncmp (number->digits, starts[i], 4) == 0)
      return has_public_word (reader, number);
  return FALSE;
}

/* Source: NANPA: area codes whose calls are free belong to firms, helplines and hotlines. */
static gboolean
is_public (const HavenReader *reader, const Number *number)
{
  static const char *const free_codes[] = {"800", "888", "877", "866", "855", "844", "833"};
  guint skip = number->n == 11 && number->digits[0] == '1';

  if (is_service (reader, number) || is_social (number) || is_of_a_place (reader, number) ||
      is_of_a_song (number) || is_likeness (reader, number) || is_made_up (reader, number))
    return TRUE;
  if (number->n - skip != 10 || number->extension)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (free_codes); i++) {
    if (strncmp (number->digits + skip, free_codes[i], 3) == 0)
      return skip > 0 || has_public_word (reader, number);
  }
  return FALSE;
}

static gboolean
is_phone (const HavenReader *reader, const Number *number)
{
  char before = haven_reader_at (reader, (gssize)number->start - 1);
  char after = haven_reader_at (reader, (gssize)number->end);

  if (number->n < 6 || is_date (number) || before == '$' || before == '#' || after == '%' ||
      (number->n_groups == 4 && gaps_are (number, ".") && !number->plus && number->n <= 12 &&
       number->groups[3] < 4))
    return FALSE;
  if (!haven_reader_alone (reader, number->start, number->end) &&
      !(after == '-' && is_labelled (reader, number) &&
        haven_reader_alone (reader, number->start, reader->length)))
    return FALSE;
  if (number->n < 7 && number->n_groups < 3 && number->gaps[0] != '-' && number->gaps[0] != ' ')
    return FALSE;
  if (is_public (reader, number))
    return FALSE;
  return is_plain (number) || is_called_phone (reader, number) || is_alone_in_text (reader, number);
}

/* Whether a row of numbers is under way: it was read from its start already. */
static gboolean
goes_on (const HavenReader *reader, guint token)
{
  return token > 1 && haven_reader_is_digits (reader, token - 1) &&
         haven_reader_is_digits (reader, token - 2) && gap_between (reader, token - 1) != '\0' &&
         gap_between (reader, token - 2) != '\0';
}

/* Whether the group before belongs to a number that everybody may know, of which this is the rest. */
static gboolean
is_rest_of_public (const HavenReader *reader, guint token)
{
  Number whole;

  return token > 0 && haven_reader_is_digits (reader, token - 1) && gap_between (reader, token - 1) != '\0' &&
         read_number (reader, token - 1, &whole) && is_public (reader, &whole);
}

/**
 * haven_phone_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the number
 *
 * A number is one by itself with a + and a plan that has it, in the grouping of North America, with the trunk
 * prefix, digits and grouping of a country, or with an area code in parentheses. Else a word near it must say
 * so.
 *
 * Returns: whether a telephone number starts at @token
 */
gboolean
haven_phone_find (const HavenReader *reader, guint token, HavenShared *found)
{
  Number number;

  if (reader->tokens[token].flags & HAVEN_TOKEN_LINK || goes_on (reader, token) ||
      !read_number (reader, token, &number) || number.n < 6 || is_public (reader, &number) ||
      is_rest_of_public (reader, token))
    return FALSE;
  while (!is_phone (reader, &number)) {
    /* "call 089 726341 5 times": what follows a space may be another number */
    if (number.n_groups < 2 || number.extension || number.gaps[number.n_groups - 2] != ' ')
      return FALSE;
    if (number.n_groups == 2 && number.n - number.groups[1] < 6)
      return FALSE;
    number.n -= number.groups[--number.n_groups];
    number.gaps[number.n_groups - 1] = '\0';
    number.last = number.ends[number.n_groups - 1];
    number.end = reader->tokens[number.last].end;
  }
  found->item = "phone";
  found->start = number.start;
  found->end = number.end;
  /* "(252-548-8228)": brackets around the whole are none of it */
  if (reader->text[found->start] == '(' &&
      memchr (reader->text + found->start, ')', found->end - found->start) == NULL)
    found->start++;
  found->last = number.last;
  return TRUE;
}
