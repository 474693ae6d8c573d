/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one table of the items that are looked for, in the order of how surely they are known. */
#include "sharing/haven-shared.h"

#include "sharing/haven-person.h"

#include <string.h>

/* What a text must have for an item to be looked for, and the token it starts at. */
enum {
  AT_DIGITS = 1 << 0, /* a token with a digit */
  AT_WORD = 1 << 1,   /* a token that starts with a letter */
  AT_MIXED = 1 << 2,  /* a token of both */
  AT_SHORT = 1 << 3,  /* one of up to four letters and no digit, before a run of digits */
  AT_SIGNED = 1 << 4, /* one that is long, or goes on after a hyphen, underscore, full stop or colon */
  AT_JOINED = 1 << 5, /* one that stands right after a slash or an @ */
  AT_RUN = 1 << 7,    /* one from which at least six digits go on; most numbers of a chat are shorter */
  AT_NAMED = 1 << 6,  /* a word that may start an address: it has a capital, or is known as one that does */
  NEEDS_DIGIT = 1 << 8,
  NEEDS_AT = 1 << 9,    /* an @ */
  NEEDS_LINK = 1 << 10, /* an address of the web */
};

typedef struct {
  HavenSharedFind find;
  guint16 at;
  guint32 clues; /* one of these must be in the text; 0 for none */
  guint32 word;  /* the token itself must be one of these; 0 for any */
} Item;

#define PERSON_CLUES (HAVEN_CLUE_NAME | HAVEN_CLUE_KIN | HAVEN_CLUE_GIVEN)

static const Item items[] = {
    {haven_key_find, AT_SIGNED | NEEDS_DIGIT, 0, 0},
    {haven_key_find, AT_WORD, HAVEN_CLUE_ARMOUR, HAVEN_CLUE_ARMOUR},
    {haven_map_link_find, AT_SIGNED | NEEDS_LINK, 0, 0},
    {haven_three_words_find, AT_SIGNED | AT_JOINED, 0, 0},
    {haven_login_find, AT_JOINED | NEEDS_AT | NEEDS_LINK, 0, 0},
    {haven_email_find, AT_DIGITS | AT_WORD | NEEDS_AT, 0, 0},
    {haven_email_spelled_find, AT_WORD, HAVEN_CLUE_SPELLED, HAVEN_CLUE_SPELLED},
    {haven_iban_find, AT_MIXED, 0, 0},
    {haven_card_find, AT_RUN, 0, 0},
    {haven_ip_find, AT_SIGNED | NEEDS_DIGIT, 0, 0},
    {haven_birth_find, AT_DIGITS | NEEDS_DIGIT, HAVEN_CLUE_BORN, 0},
    {haven_birth_find, AT_WORD | NEEDS_DIGIT, HAVEN_CLUE_BORN, HAVEN_CLUE_MONTH},
    {haven_national_id_find, AT_RUN | AT_SHORT | NEEDS_DIGIT, 0, 0},
    {haven_document_find, AT_DIGITS, HAVEN_CLUE_IDENTITY, 0},
    {haven_coordinates_find, AT_SIGNED | AT_RUN | NEEDS_DIGIT, 0, 0},
    {haven_code_find, AT_DIGITS, HAVEN_CLUE_SECRET, 0},
    {haven_account_find, AT_DIGITS | AT_WORD, HAVEN_CLUE_ACCOUNT, 0},
    {haven_phone_find, AT_RUN, 0, 0},
    {haven_address_find, AT_DIGITS | AT_NAMED | NEEDS_DIGIT, 0, 0},
    {haven_address_find, AT_NAMED, HAVEN_CLUE_CROSSING | HAVEN_CLUE_PLACE, 0},
    {haven_password_find, AT_WORD, HAVEN_CLUE_SECRET, HAVEN_CLUE_SECRET},
    {haven_seed_find, AT_WORD, HAVEN_CLUE_SECRET, HAVEN_CLUE_SECRET},
    {haven_password_said_find, AT_WORD, HAVEN_CLUE_SECRET, HAVEN_CLUE_SECRET},
    {haven_login_find, AT_WORD | NEEDS_DIGIT, HAVEN_CLUE_SECRET | HAVEN_CLUE_USER,
     HAVEN_CLUE_SECRET | HAVEN_CLUE_USER},
    {haven_login_find, AT_WORD, HAVEN_CLUE_SECRET, HAVEN_CLUE_SECRET},
    {haven_login_told_find, AT_WORD, HAVEN_CLUE_SECRET | HAVEN_CLUE_SERVICE, 0},
    {haven_handle_find, AT_WORD, HAVEN_CLUE_SERVICE, HAVEN_CLUE_SERVICE},
    {haven_handle_find, AT_JOINED, 0, 0},
    {haven_person_find, AT_WORD, PERSON_CLUES, PERSON_CLUES},
};

/* Of what finds a person or says who they are; a name beside it tells whose it is. */
static const char *const identifying[] = {
    "card",     "iban",           "account-number", "phone",    "email",  "address",     "national-id",
    "passport", "driver-licence", "date-of-birth",  "password", "handle", "coordinates", NULL};

/**
 * haven_shared_take:
 * @found: (out caller-allocates): what was found
 * @item: which kind of thing
 * @reader: a reader
 * @first: number of its first token
 * @last: number of its last token
 *
 * Returns: TRUE, so that a finder can end with it
 */
gboolean
haven_shared_take (HavenShared *found, const char *item, const HavenReader *reader, guint first, guint last)
{
  found->item = item;
  found->start = reader->tokens[first].start;
  found->end = reader->tokens[last].end;
  found->last = last;
  return TRUE;
}

/**
 * haven_shared_take_bytes:
 * @found: (out caller-allocates): what was found
 * @item: which kind of thing
 * @reader: a reader
 * @start: its first byte
 * @end: one past its last, which need not belong to a token: a key may end with signs
 *
 * Returns: TRUE, so that a finder can end with it
 */
gboolean
haven_shared_take_bytes (
    HavenShared *found, const char *item, const HavenReader *reader, gsize start, gsize end)
{
  found->item = item;
  found->start = (guint32)start;
  found->end = (guint32)end;
  found->last = haven_reader_token_at (reader, end - 1);
  /* the token behind it was not read, and something else may start there */
  if (found->last > 0 && (found->last >= reader->n_tokens || reader->tokens[found->last].start >= end))
    found->last--;
  return TRUE;
}

/* Adds what was found, unless what was found before holds its place. They are found in the order of the text,
 * so that only the last can. */
static gboolean
add (GArray *found, const HavenShared *one)
{
  if (found->len > 0 && one->start < g_array_index (found, HavenShared, found->len - 1).end)
    return FALSE;
  g_array_append_val (found, *one);
  return TRUE;
}

#define N_PLACES 8
#define PLACES ((1u << N_PLACES) - 1)

/* The items whose needs a text meets: bit n of what starts at place p stands for item n of the table. */
typedef struct {
  guint32 starts[N_PLACES];
  guint places; /* where anything starts */
} Choice;

G_STATIC_ASSERT (G_N_ELEMENTS (items) <= 32);

static void
choose_items (const HavenReader *reader, Choice *choice)
{
  *choice = (Choice){0};
  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    if ((items[i].at & NEEDS_DIGIT && !(reader->flags & HAVEN_TOKEN_DIGITS)) ||
        (items[i].at & NEEDS_AT && !reader->at) ||
        (items[i].at & NEEDS_LINK && !(reader->flags & HAVEN_TOKEN_LINK)) ||
        (items[i].clues != 0 && !(items[i].clues & reader->clues)))
      continue;
    for (guint places = items[i].at & PLACES; places != 0; places &= places - 1)
      choice->starts[__builtin_ctz (places)] |= 1u << i;
    choice->places |= items[i].at & PLACES;
  }
}

/* Whether at least six digits, or letters among them, go on from a token, with no more than three bytes
 * between. */
static gboolean
is_run (const HavenReader *reader, guint token)
{
  guint n = 0;

  for (guint at = token; at < reader->n_tokens && at < token + 8 && n < 6; at++) {
    const HavenToken *of = &reader->tokens[at];

    if (!(of->flags & HAVEN_TOKEN_DIGITS) || (at > token && of->start - reader->tokens[at - 1].end > 3))
      return FALSE;
    n += of->end - of->start;
  }
  return n >= 6;
}

/* Most words of a chat are in small letters, and start no address. */
static gboolean
is_named (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  const guint starting = HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX | HAVEN_CLUE_STREET_BEFORE | HAVEN_CLUE_CROSSING;

  /* "p o box", "psc 12", "address: …" */
  return of->flags & (HAVEN_TOKEN_CAPITAL | HAVEN_TOKEN_HIGH) || of->clues & starting ||
         (of->end - of->start <= 2 && reader->text[of->start] == 'p') ||
         reader->clues & HAVEN_CLUE_MILITARY ||
         (token > 0 && reader->tokens[token - 1].clues & HAVEN_CLUE_PLACE);
}

/* What a token is to the table. */
static guint
places_of (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  guint at = 0, length = of->end - of->start;
  char before = of->start > 0 ? reader->text[of->start - 1] : '\0';
  char after = of->end < reader->length ? reader->text[of->end] : '\0';

  if (of->flags & HAVEN_TOKEN_DIGITS)
    at |= AT_DIGITS | (of->flags & HAVEN_TOKEN_LETTERS ? AT_WORD | AT_MIXED : 0) |
          (is_run (reader, token) ? AT_RUN : 0);
  else
    at |= AT_WORD | (is_named (reader, token) ? AT_NAMED : 0);
  if (length <= 4 && at & AT_WORD && is_run (reader, token + 1))
    at |= AT_SHORT;
  if (length >= 16 || after == '-' || after == '_' || after == '.' || after == ':' || after == '+' ||
      (after == '/' && length >= 8) || (guint8)after >= 0x80)
    at |= AT_SIGNED;
  return before == '/' || before == '@' ? at | AT_JOINED : at;
}

/*
 * The first of the chosen items that starts at a token. An address is the longest of all to read: one that
 * reads on and on and is none says, in @rested, before which token no other need be tried.
 *
 * Returns the number of the token to go on with.
 */
static guint
look_at (
    const HavenReader *reader, const Choice *choice, guint token, guint places, guint *rested, GArray *found)
{
  guint clues = reader->tokens[token].clues;
  guint32 candidates = 0;

  for (; places != 0; places &= places - 1)
    candidates |= choice->starts[__builtin_ctz (places)];
  for (; candidates != 0; candidates &= candidates - 1) {
    const Item *item = &items[__builtin_ctz (candidates)];
    HavenShared one = {.last = token};

    if ((item->word != 0 && !(item->word & clues)) || (item->find == haven_address_find && token < *rested))
      continue;
    if (item->find (reader, token, &one) && add (found, &one))
      return MAX (token, one.last) + 1;
    if (item->find == haven_address_find)
      *rested = one.last;
  }
  return token + 1;
}

static gboolean
identifies (const GArray *found)
{
  for (guint i = 0; i < found->len; i++) {
    if (g_strv_contains (identifying, g_array_index (found, HavenShared, i).item))
      return TRUE;
  }
  return FALSE;
}

static int
by_start (gconstpointer one, gconstpointer other)
{
  const HavenShared *left = one, *right = other;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* The names between the things that were found. */
static void
look_beside (const HavenReader *reader, GArray *found)
{
  guint n = found->len, next = 0, token = 0;

  while (token < reader->n_tokens) {
    HavenShared one;

    while (next < n && g_array_index (found, HavenShared, next).end <= reader->tokens[token].start)
      next++;
    if (next < n && g_array_index (found, HavenShared, next).start < reader->tokens[token].end) {
      token++;
      continue;
    }
    if (haven_person_find_beside (reader, token, &one) &&
        (next == n || one.end <= g_array_index (found, HavenShared, next).start)) {
      g_array_append_val (found, one);
      token = one.last + 1;
      continue;
    }
    token++;
  }
  g_array_sort (found, by_start);
}

/* Dates right behind the names that were found: "Ann Lee, 2 May 1971, 12 Oak Road". */
static void
look_for_births (const HavenReader *reader, GArray *found)
{
  guint n = found->len;

  for (guint i = 0; i < n; i++) {
    const HavenShared *name = &g_array_index (found, HavenShared, i);
    guint32 until = i + 1 < n ? g_array_index (found, HavenShared, i + 1).start : G_MAXUINT32;
    HavenShared date;

    if (!g_str_equal (name->item, "someone") && !g_str_equal (name->item, "person"))
      continue;
    if ((haven_reader_gap_is (reader, name->last, ", ") || haven_reader_gap_is (reader, name->last, " (")) &&
        haven_birth_find_beside (reader, name->last + 1, &date) && date.end <= until)
      g_array_append_val (found, date);
  }
  if (found->len > n)
    g_array_sort (found, by_start);
}

static void
look_closely (const HavenText *text, GArray *found)
{
  g_auto (HavenReader) reader;
  Choice choice;
  guint token = 0, rested = 0;

  haven_reader_init (&reader, text);
  choose_items (&reader, &choice);
  if (choice.places == 0)
    return;
  while (token < reader.n_tokens) {
    guint places = places_of (&reader, token) & choice.places;

    token = places != 0 ? look_at (&reader, &choice, token, places, &rested, found) : token + 1;
  }
  if (identifies (found)) {
    look_beside (&reader, found);
    look_for_births (&reader, found);
  }
}

/**
 * haven_shared_look:
 * @text: a text that has read a message
 * @found: (element-type HavenShared): where to add what is found, in the order of the text
 *
 * Looks for every item once. It keeps nothing, and its cost grows with the length of the text only.
 */
void
haven_shared_look (const HavenText *text, GArray *found)
{
  if (!haven_reader_is_quiet (text))
    look_closely (text, found);
}
