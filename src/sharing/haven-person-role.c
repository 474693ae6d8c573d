/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names that stand beside what somebody is or has in a letter, a form or an errand: "Mrs Lee", "From: Ann
 * Lee", "signed by Ann Lee", "Ann Lee's account". Where the words need not be rare ("to", "from"), the name
 * is what is looked for, and the words before and behind it are asked; so only names that are known are found
 * there.
 */
#include "sharing/haven-person-role.h"
#include "sharing/haven-clues.h"
#include "sharing/haven-person-name.h"

#define LONG_TALK 60 /* tokens: in a longer text those who are named by their titles wrote books */

/* "Mr Robot", "Judge Judy": whom or what everybody knows by a title. */
static gboolean
is_famous (const HavenReader *reader, guint title, guint name)
{
  static const char *const words[] = {
      "rogers",     "judy",       "novell",   "spielberg",    "robinson",  "robot",     "bean",
      "spock",      "bond",       "big",      "darcy",        "hyde",      "potter",    "magoo",
      "miyagi",     "burns",      "krabs",    "stark",        "freeze",    "fantastic", "sandman",
      "trump",      "obama",      "biden",    "clinton",      "bush",      "putin",     "lincoln",
      "jefferson",  "president",  "who",      "dre",          "strange",   "phil",      "oz",
      "pepper",     "seuss",      "house",    "doolittle",    "evil",      "octopus",   "manhattan",
      "jekyll",     "king",       "martin",   "luther",       "fauci",     "zoidberg",  "doubtfire",
      "claus",      "dalloway",   "marvel",   "pacman",       "dos",       "piggy",     "universe",
      "america",    "marple",     "world",    "muscle",       "sinister",  "peanut",    "plow",
      "whippy",     "holmes",     "watson",   "frankenstein", "faust",     "no",        "faustus",
      "chips",      "merkel",     "macron",   "wonka",        "tumnus",    "weasley",   "malfoy",
      "dumbledore", "snape",      "lovett",   "bennet",       "rochester", "gatsby",    "scrooge",
      "brady",      "incredible", "garrison", "mackey",       "brown",     "right",     "nice",
      "miss",       NULL};

  return haven_reader_is_any (reader, name, words) || haven_reader_is (reader, title, "sir") ||
         (haven_reader_is (reader, title, "rev") && haven_reader_length (reader, name) < 3);
}

/* "Miss Universe", "Dr IT", "Maple Dr Boston": a title stands before many a thing that is no name. */
static gboolean
is_lone_name (const HavenReader *reader, guint title, guint name)
{
  static const char *const needy[] = {"judge", "sgt", "nurse", "sergeant", "inspector", "constable",
                                      "miss",  "dr",  "pan",   "pana",     "sr",        "st",
                                      "dona",  "sig", "mx",    "fru",      NULL};

  if (haven_reader_length (reader, name) < 3 ||
      !(reader->tokens[name].flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH)) ||
      haven_name_is_other_word (reader, name))
    return FALSE;
  return !haven_reader_is_any (reader, title, needy) || haven_name_is_surname (reader, name) ||
         haven_name_is_given (reader, name) || haven_reader_gap_is (reader, title, ". ");
}

/* "12 Maple Dr Boston": there it is a street's. */
static gboolean
is_in_address (const HavenReader *reader, guint title)
{
  return haven_reader_is (reader, title, "dr") && title > 0 && haven_reader_gap_is (reader, title - 1, " ") &&
         haven_reader_is_capital (reader, title - 1) &&
         !(haven_reader_clues (reader, title - 1) & HAVEN_CLUE_COMMON) &&
         reader->tokens[title - 1].flags & HAVEN_TOKEN_LOWER;
}

/* "Mrs", but not "MS"; in other languages also in small letters: "la señora Otero". */
static gboolean
is_written_as_title (const HavenReader *reader, guint token)
{
  static const char *const small[] = {"señor",        "señora",  "señorita", "mevrouw", "meneer",   "dottor",
                                      "dottoressa",   "doutor",  "doutora",  "dona",    "monsieur", "madame",
                                      "mademoiselle", "pani",    "pana",     "panu",    "signora",  "signor",
                                      "senhor",       "senhora", "docteur",  "doctora", "dra",      NULL};

  return haven_reader_is_capital (reader, token)
             ? (reader->tokens[token].flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH)) != 0
             : haven_reader_is_any (reader, token, small);
}

/* "he played Dr. Ross": who has a title in a film or a book is nobody's neighbour. */
static gboolean
is_of_a_show (const HavenReader *reader, guint title)
{
  static const char *const words[] = {"played",    "plays",     "show",   "movie",    "film",    "character",
                                      "book",      "books",     "novel",  "series",   "actor",   "actress",
                                      "scientist", "author",    "legend", "episode",  "watched", "watch",
                                      "song",      "band",      "singer", "album",    "season",  "theory",
                                      "won",       "president", "wrote",  "starring", NULL};

  return haven_reader_near_any (reader, title, title, 14, 14, words);
}

/* "I recommend the book by Dr. Burns" in a long text, but not the letter's first line and its last. */
static gboolean
is_cited (const HavenReader *reader, guint title)
{
  return reader->n_tokens > LONG_TALK && title > 2 && title + 6 < reader->n_tokens &&
         !haven_reader_gap_has (reader, title - 1, "\n:");
}

/* "this is Dr. Lee", "I'm Dr. Lee": who writes says who they are, and is found as such. */
static gboolean
is_own (const HavenReader *reader, guint title, guint name)
{
  static const char *const am[] = {"is", "m", "am", NULL};
  static const char *const who[] = {"this", "i", NULL};

  return title > 1 && haven_name_is_given (reader, name) && haven_reader_is_any (reader, title - 1, am) &&
         haven_reader_is_any (reader, title - 2, who);
}

/**
 * haven_person_role_after_title:
 * @reader: a reader
 * @token: number of a token that may be a title
 *
 * Returns: the token where the name of somebody who has a title starts ("Mrs Lee called"), 0 when there is
 * none
 */
guint
haven_person_role_after_title (const HavenReader *reader, guint token)
{
  guint at = token + 1, n;

  if (!haven_name_is_title (reader, token) || !is_written_as_title (reader, token) ||
      (token > 0 && haven_name_is_title (reader, token - 1)) || is_in_address (reader, token) ||
      is_cited (reader, token) || is_of_a_show (reader, token))
    return 0;
  at = haven_name_skip_titles (reader, token);
  if (haven_reader_is (reader, at, "ra") && haven_reader_gap_is (reader, at - 1, ".")) /* "Sig.ra" */
    at++;
  if (!haven_reader_gap_is (reader, at - 1, " ") && !haven_reader_gap_is (reader, at - 1, ". "))
    return 0;
  n = haven_name_read (reader, at);
  if (n == 0 || is_own (reader, token, at) || is_famous (reader, at - 1, at) ||
      haven_name_is_firm (reader, at, n))
    return 0;
  if (n == 1 ? !is_lone_name (reader, at - 1, at)
             : haven_reader_length (reader, at) > 1 && !is_lone_name (reader, at - 1, at) &&
                   !is_lone_name (reader, at - 1, at + 1))
    return 0;
  return at;
}

/* clang-format off: a row of words, not one a line */
static const char *const labels[] = {"from",
                                     "to",
                                     "cc",
                                     "bcc",
                                     "attn",
                                     "fao",
                                     "owner",
                                     "witness",
                                     "buyer",
                                     "seller",
                                     "keeper",
                                     "caller",
                                     "driver",
                                     "renter",
                                     "lessee",
                                     "payee",
                                     "payer",
                                     "insured",
                                     "claimant",
                                     "contact",
                                     "person",
                                     "kin",
                                     "signed",
                                     "signature",
                                     "author",
                                     "reporter",
                                     "assignee",
                                     "requester",
                                     "member",
                                     "user",
                                     "candidate",
                                     "interviewer",
                                     "billed",
                                     "bill",
                                     "invoice",
                                     "sold",
                                     "ship",
                                     "deliver",
                                     "delivery",
                                     "on",
                                     "name",
                                     "cardholder",
                                     "von",
                                     "an",
                                     "absender",
                                     "empfänger",
                                     "ansprechpartner",
                                     "nachname",
                                     "kontoinhaber",
                                     "inhaber",
                                     "patientin",
                                     "kunde",
                                     "kundin",
                                     "mieter",
                                     "vorname",
                                     "de",
                                     "à",
                                     "para",
                                     "expéditeur",
                                     "destinataire",
                                     "titulaire",
                                     "compte",
                                     "nom",
                                     "prénom",
                                     "paciente",
                                     "titular",
                                     "cliente",
                                     "remitente",
                                     "destinatario",
                                     "nombre",
                                     "apellidos",
                                     "da",
                                     "a",
                                     "mittente",
                                     "intestatario",
                                     "titolare",
                                     "paziente",
                                     "nome",
                                     "cognome",
                                     "naam",
                                     "afzender",
                                     "ontvanger",
                                     "patiënt",
                                     "klant",
                                     "remetente",
                                     "destinatário",
                                     "utente",
                                     "pacjent",
                                     "pacjentka",
                                     "nazwisko",
                                     "nadawca",
                                     "odbiorca",
                                     "od",
                                     "do",
                                     "imię",
                                     "patient",
                                     "client",
                                     "customer",
                                     "guest",
                                     "passenger",
                                     "tenant",
                                     "recipient",
                                     "student",
                                     "applicant",
                                     "employee",
                                     "beneficiary",
                                     "account",
                                     "who",
                                     "spouse",
                                     "guarantor",
                                     "referral",
                                     "referee",
                                     "parent",
                                     "nurse",
                                     "agent",
                                     "sender",
                                     NULL};
/* clang-format on */

/* "From: Ann Lee", "Witness: Ann Lee" */
static gboolean
is_in_form (const HavenReader *reader, guint name)
{
  guint label = name - 1;

  return (haven_reader_gap_is (reader, label, ": ") || haven_reader_gap_is (reader, label, " : ") ||
          haven_reader_gap_is (reader, label, ":\n") || haven_reader_gap_is (reader, label, ":") ||
          haven_reader_gap_is (reader, label, ":\t")) &&
         haven_reader_is_any (reader, label, labels);
}

/* "patient Ann Lee", "passenger Ann Lee": what they are, right before it */
static gboolean
is_after_role (const HavenReader *reader, guint name)
{
  static const char *const roles[] = {
      "patient",   "passenger", "caller",    "customer", "client",    "tenant",    "applicant", "cardholder",
      "claimant",  "resident",  "employee",  "nurse",    "officer",   "judge",     "sergeant",  "sgt",
      "pc",        "detective", "guest",     "member",   "student",   "pupil",     "payee",     "beneficiary",
      "contact",   "attn",      "recipient", "referral", "paciente",  "patientin", "paziente",  "pacjent",
      "pacjentka", "kunde",     "kundin",    "user",     "avvocato",  "ingegnere", "abogado",   "abogada",
      "doctor",    "doctora",   "maître",    "collega",  "koleżanka", "kolega",    NULL};
  guint role = name - 1;

  if (haven_reader_is (reader, role, "signed"))
    return haven_reader_gap_is (reader, role, ", ");
  return haven_reader_is_any (reader, role, roles) &&
         (haven_reader_gap_is (reader, role, " ") ||
          (haven_reader_gap_is (reader, role, ", ") && haven_reader_is (reader, role, "patient")));
}

/* "signed by Ann Lee", "deliver it to Ann Lee", "the booking is under Ann Lee": an errand's verb, and the
 * small word that leads on */
static gboolean
is_in_errand (const HavenReader *reader, guint name)
{
  static const char *const leads[] = {"to", "for", "by",  "under", "of", "a",   "à",
                                      "an", "na",  "aan", "de",    "di", "aos", NULL};
  static const char *const errands[] = {
      "signed",    "deliver",  "delivered",   "ship",         "shipped",   "prescribed",  "bill",
      "billed",    "invoice",  "invoiced",    "addressed",    "issued",    "registered",  "payable",
      "referred",  "transfer", "transferred", "prescription", "booking",   "booked",      "reservation",
      "reserved",  "account",  "parcel",      "package",      "sold",      "refund",      "refunded",
      "cheque",    "check",    "payment",     "belongs",      "assigned",  "appointment", "order",
      "lieferung", "liefern",  "livrer",      "enviar",       "spedire",   "entregar",    "wysłać",
      "versturen", "bezorgen", "consegnare",  "intestato",    "intestata", "order",       NULL};
  guint lead = name - 1, first = name > 5 ? name - 5 : 0;

  if (!haven_reader_is_any (reader, lead, leads) || !haven_reader_gap_is (reader, lead, " "))
    return FALSE;
  for (guint at = lead; at-- > first;) {
    if (haven_reader_gap_has (reader, at, ".!?\n;"))
      return FALSE;
    if (haven_reader_is_any (reader, at, errands))
      return !haven_reader_is (reader, at, "order") || haven_reader_is (reader, lead, "for");
  }
  return FALSE;
}

/* "contact Ann Lee", "speak to Ann Lee": who is to be turned to */
static gboolean
is_turned_to (const HavenReader *reader, guint name)
{
  static const char *const turns[] = {"contact", "reach", "attn", "fao", "ask", NULL};
  static const char *const speaks[] = {"speak", "speaking", "ask", "asking", "rsvp", "attention", NULL};
  static const char *const leads[] = {"to", "for", "with", "of", NULL};

  if (!haven_reader_gap_is (reader, name - 1, " "))
    return FALSE;
  if (haven_reader_is_any (reader, name - 1, leads) && name > 1)
    return haven_reader_is_any (reader, name - 2, speaks);
  return haven_reader_is_any (reader, name - 1, turns) &&
         (name == 1 || !haven_reader_is (reader, name - 2, "i"));
}

/* "under the name Ann Lee", "a nombre de Ann Lee", "t.n.v. Ann Lee": whose it is on paper */
static gboolean
is_on_paper (const HavenReader *reader, guint name)
{
  static const char *const joins[] = {"of", "de", "von", "is", "s", NULL};
  static const char *const names[] = {"name", "nombre", "nome", "nom", "namen", "naam", NULL};
  static const char *const before[] = {"the", "a", "em", "au", "im", "auf", "op", "in", "booking", NULL};
  guint at = name - 1;

  if (haven_reader_is (reader, at, "v") && haven_reader_gap_is (reader, at, ". ") && at > 1)
    return haven_reader_is (reader, at - 1, "n") && haven_reader_is (reader, at - 2, "t");
  if (!haven_reader_gap_is (reader, at, " "))
    return FALSE;
  if (at > 0 && haven_reader_is_any (reader, at, joins))
    at--;
  return haven_reader_is_any (reader, at, names) && at > 0 && haven_reader_is_any (reader, at - 1, before) &&
         (at == 1 ||
          haven_reader_near_any (reader, at - 1, at - 1, 3, 0,
                                 (const char *const[]){"under", "in", "reservation", "booking", "booked",
                                                       "iban", "account", "konto", "cuenta", "conta", NULL}));
}

/* "my therapist is Ann Lee", "the contact person is Ann Lee", "lawyer is Ann Lee, …" */
static gboolean
is_of_mine (const HavenReader *reader, guint name)
{
  static const char *const is_words[] = {"is", "s", "ist", "est", "es", "è", "é", "to", NULL};
  static const char *const roles[] = {"lawyer",     "solicitor", "attorney",     "dentist",      "accountant",
                                      "supervisor", "manager",   "contact",      "person",       "nurse",
                                      "carer",      "tutor",     "psychiatrist", "psychologist", "counsellor",
                                      "gp",         "midwife",   "plumber",      "agent",        "owner",
                                      "landlady",   NULL};
  static const char *const mine[] = {"my",  "our",  "mein",    "meine", "mi",  "mon", "ma",   "mia",
                                     "mio", "mijn", "contact", "minha", "meu", "mój", "moja", NULL};
  guint role = name - 1;

  if (role > 0 && haven_reader_is_any (reader, role, is_words) && haven_reader_gap_is (reader, role, " "))
    role--;
  else if (!haven_reader_gap_is (reader, role, " ") && !haven_reader_gap_is (reader, role, ", "))
    return FALSE;
  if (!(haven_reader_clues (reader, role) & HAVEN_CLUE_KIN) && !haven_reader_is_any (reader, role, roles))
    return FALSE;
  return role > 0 ? haven_reader_is_any (reader, role - 1, mine) ||
                        (role > 1 && haven_reader_is_any (reader, role - 2, mine) &&
                         haven_reader_gap_is (reader, role - 1, " "))
                  : role + 1 < name && haven_reader_is_any (reader, role, roles);
}

/* "Hello Ann Lee, your card …", "Welcome back, Ann Lee." at the start of a line */
static gboolean
is_greeted (const HavenReader *reader, guint name, guint n)
{
  static const char *const greetings[] = {
      "hello",   "hi",        "hey",        "welcome", "back",  "thanks", "thank",
      "dear",    "hola",      "hallo",      "bonjour", "ciao",  "olá",    "cześć",
      "you",     "guten",     "buongiorno", "tag",     "dzień", "dobry",  "congratulations",
      "morning", "afternoon", "evening",    "good",    "liebe", "lieber", "beste",
      "cher",    "chère",     "querido",    "querida", "caro",  "cara",   "drogi",
      "droga",   "salut",     "hej",        NULL};
  guint first = name;

  while (first > 0 && name - first < 3 && haven_reader_is_any (reader, first - 1, greetings) &&
         (haven_reader_gap_is (reader, first - 1, " ") || haven_reader_gap_is (reader, first - 1, ", ")))
    first--;
  return first < name && (first == 0 || haven_reader_gap_has (reader, first - 1, "\n")) &&
         (name + n == reader->n_tokens || haven_reader_gap_has (reader, name + n - 1, ",.!:\n"));
}

/* "What's your name? Ann Lee", "may I have your name?\nCustomer: Ann Lee" */
static gboolean
is_answer (const HavenReader *reader, guint name)
{
  static const char *const words[] = {"name", "nombre", "nome", "nom", "naam", "nazwisko", NULL};
  guint at = name;

  for (; at > 0 && name - at < 5; at--) {
    if (haven_reader_gap_has (reader, at - 1, "?"))
      return haven_reader_near_any (reader, at, at, 5, 0, words);
    if (name - at >= 1 && !haven_reader_gap_has (reader, at - 1, ":\n"))
      return FALSE;
  }
  return FALSE;
}

/* A letter's last line, below what ends with a comma: "Best,\nAnn" */
static gboolean
is_signature (const HavenReader *reader, guint name, guint n)
{
  guint words = 0, at = name;

  if (name == 0 || !haven_reader_gap_has (reader, name - 1, "\n") ||
      !(haven_reader_gap_has (reader, name - 1, ",!.") || haven_reader_gap_is (reader, name - 1, "\n\n")))
    return FALSE;
  if (name + n < reader->n_tokens && !haven_reader_gap_has (reader, name + n - 1, "\n"))
    return FALSE;
  if (name + n + 12 < reader->n_tokens)
    return FALSE;
  while (at > 0 && words < 6) {
    at--;
    words++;
    if (at == 0 || haven_reader_gap_has (reader, at - 1, "\n.!?"))
      break;
  }
  return words < 5 && haven_reader_gap_has (reader, name - 1, ",");
}

/* "Ann Lee's phone number", "Ann Lee's account was locked": what has somebody's name on it */
static gboolean
has_papers (const HavenReader *reader, guint name, guint n)
{
  static const char *const things[] = {
      "account",  "address",  "phone",   "number",     "email",       "mail",         "birthday",
      "passport", "card",     "flat",    "apartment",  "appointment", "prescription", "payslip",
      "salary",   "password", "login",   "medication", "diagnosis",   "surgery",      "file",
      "records",  "details",  "iban",    "mobile",     "cell",        "licence",      "license",
      "ssn",      "dob",      "invoice", "order",      "parcel",      "booking",      "reservation",
      "ticket",   "claim",    "mailbox", "extension",  "landline",    "inbox",        NULL};
  guint last = name + n - 1;

  return (haven_reader_gap_is (reader, last, "'") || haven_reader_gap_is (reader, last, "’")) &&
         haven_reader_is (reader, last + 1, "s") &&
         haven_reader_near_any (reader, last + 1, last + 1, 0, 2, things);
}

/* "add Ann Lee as a beneficiary", "follow up with Ann Lee", "it's under Ann Lee" */
static gboolean
is_on_file (const HavenReader *reader, guint name, guint n)
{
  static const char *const adds[] = {"add", "remove", "list", "named", "name", "put", "register", NULL};
  static const char *const is_words[] = {"s",      "is",         "it",    "was", "booked",
                                         "listed", "registered", "filed", NULL};

  if (!haven_reader_gap_is (reader, name - 1, " "))
    return FALSE;
  if (haven_reader_is_any (reader, name - 1, adds))
    return haven_reader_is (reader, name + n, "as");
  if (name < 2)
    return FALSE;
  return (haven_reader_is (reader, name - 1, "under") && haven_reader_is_any (reader, name - 2, is_words)) ||
         (haven_reader_is (reader, name - 1, "with") && haven_reader_is (reader, name - 2, "up") &&
          name > 2 && haven_reader_is (reader, name - 3, "follow"));
}

/**
 * haven_person_role_read:
 * @reader: a reader
 * @token: number of the token where a name that is known may start
 *
 * Returns: of how many tokens the name is that stands beside what somebody is or has, 0 when it does not
 */
guint
haven_person_role_read (const HavenReader *reader, guint token)
{
  guint n, before = token;

  if (!haven_name_is_given (reader, token) || !haven_reader_is_capital (reader, token))
    return 0;
  n = haven_name_read_full (reader, token);
  if (n == 0) /* one name alone is how people sign and are written to */
    return haven_name_read (reader, token) == 1 &&
                   (is_signature (reader, token, 1) ||
                    (haven_reader_gap_is (reader, token, ",\n") && is_greeted (reader, token, 1)))
               ? 1
               : 0;
  while (before > 0 && haven_name_is_title (reader, before - 1))
    before--;
  if (is_signature (reader, token, n) || has_papers (reader, token, n) ||
      is_greeted (reader, before, token + n - before))
    return n;
  if (before == 0)
    return 0;
  return is_in_form (reader, before) || is_after_role (reader, before) || is_in_errand (reader, before) ||
                 is_turned_to (reader, before) || is_on_paper (reader, before) ||
                 is_of_mine (reader, before) || is_on_file (reader, token, n) || is_answer (reader, before)
             ? n
             : 0;
}
