/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"
#include "sharing/haven-national-id.h"

#include <string.h>

/*
 * Numbers that the countries' own documents give as examples, or that were made to be right by their rule;
 * none is known to be a person's. One digit is changed for the second of each pair.
 */
static const struct {
  const char *country;
  const char *good;
  const char *bad;
} numbers[] = {
    {"US", "536-90-4399", "666-90-4399"},
    {"US", "900-70-1234", "900-01-1234"},
    {"GB", "AB123456C", "DB123456C"},
    {"GB", "943 476 5919", "943 476 5918"},
    {"DE", "36 574 261 809", "36 574 261 808"},
    {"FR", "2 95 10 99 126 111 93", "2 95 10 99 126 111 94"},
    {"FR", "295109912611193", "295109912611199"},
    {"ES", "54362315-K", "54362315-Z"},
    {"ES", "X2482300W", "X2482300A"},
    {"IT", "RCCMNL83S18D969H", "RCCMNL83S18D969D"},
    {"PL", "44051401359", "44051401358"},
    {"NL", "111222333", "111252333"},
    {"PT", "123456789", "123456780"},
    {"SE", "880320-0016", "880320-0018"},
    {"NO", "151086 95088", "151086 95077"},
    {"DK", "211062-5629", "511362-5629"},
    {"FI", "131052-308T", "131052-308U"},
    {"BE", "85.07.30-033.28", "85.07.30-033.29"},
    {"AT", "1237 010180", "2237 010180"},
    {"CH", "756.9217.0769.85", "756.9217.0769.84"},
    {"IE", "6433435F", "6433435E"},
    {"IE", "6433435OA", "6433435VH"},
    {"CZ", "710319/2745", "710319/2746"},
    {"RO", "1630615123457", "1630615123458"},
    {"BG", "7523169263", "7552010004"},
    {"HR", "33392005961", "33392005962"},
    {"SI", "0101006500006", "0101006500007"},
    {"EE", "36805280109", "36805280108"},
    {"LV", "161175-19997", "161375-19997"},
    {"GR", "01013099997", "01013099999"},
    {"HU", "111 111 110", "111 111 111"},
    {"IS", "120174-3399", "120174-3389"},
    {"RU", "112-233-445 95", "112-233-445 96"},
    {"CA", "123-456-782", "999-999-999"},
    {"AU", "123 456 782", "999 999 999"},
    {"AU", "2951 63877 1", "2951 63871 1"},
    {"NZ", "49-091-850", "136-410-133"},
    {"IN", "2341 2341 2346", "2341 2341 2347"},
    {"IN", "ACUPA7085R", "ACUDA7085R"},
    {"BR", "390.533.447-05", "231.002.999-00"},
    {"MX", "BOXW310820HNERXN09", "BOXW310820HNERXN08"},
    {"AR", "20-05536168-2", "20-05536168-3"},
    {"CL", "12.531.909-2", "76.086.428-2"},
    {"ZA", "750330 5044 08 9", "910230 5044 08 9"},
    {"TR", "17291716060", "17291716050"},
    {"CN", "11010519491231002X", "110105194912310025"},
    {"JP", "6214 9832 0257", "6214 9832 0258"},
    {"KR", "971013-9019902", NULL},
    {"HK", "A123456(3)", "A123456(2)"},
    {"SG", "S1234567D", "S1234567E"},
    {"TW", "A123456789", "A123456788"},
    {"IL", "039337423", "039337422"},
    {"TH", "1-2345-45678-78-1", "1-2345-45678-78-9"},
    {"MY", "770305-02-1234", "771305-02-1234"},
    {"PK", "42201-0397640-8", "92201-0397640-8"},
    {"UY", "1.234.567-2", "1.234.567-3"},
};

/* Whether a number is one of the kinds of this country. */
static gboolean
is_of (const char *country, const char *number)
{
  guint n_ids;
  const HavenNationalId *ids = haven_national_ids_get (&n_ids);

  for (guint i = 0; i < n_ids; i++) {
    for (guint way = 0; g_str_equal (ids[i].country, country) && ids[i].patterns[way] != NULL; way++) {
      const char *pattern = ids[i].patterns[way] + (ids[i].patterns[way][0] == '!');
      char id[32] = "";
      gsize n = 0, at;

      if (strlen (pattern) != strlen (number))
        continue;
      for (at = 0; pattern[at] != '\0'; at++) {
        gboolean kept = strchr ("9AX", pattern[at]) != NULL;

        if (pattern[at] == '9'   ? !g_ascii_isdigit (number[at])
            : pattern[at] == 'A' ? !g_ascii_isalpha (number[at])
                                 : pattern[at] != 'X' && pattern[at] != number[at])
          break;
        if (kept)
          id[n++] = number[at];
      }
      if (pattern[at] == '\0' && ids[i].is_right (id, n))
        return TRUE;
    }
  }
  return FALSE;
}

static void
test_numbers (void)
{
  guint failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (numbers[i].good != NULL && !g_str_equal (numbers[i].country, "KR") &&
        !is_of (numbers[i].country, numbers[i].good)) {
      g_test_message ("%s: %s should be right", numbers[i].country, numbers[i].good);
      failed++;
    }
    if (numbers[i].bad != NULL && is_of (numbers[i].country, numbers[i].bad)) {
      g_test_message ("%s: %s should be wrong", numbers[i].country, numbers[i].bad);
      failed++;
    }
  }
  g_assert_cmpuint (failed, ==, 0);
}

static void
test_countries (void)
{
  g_autoptr (GHashTable) countries = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_ids;
  const HavenNationalId *ids = haven_national_ids_get (&n_ids);

  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (countries, (gpointer)ids[i].country);
  g_assert_cmpuint (g_hash_table_size (countries), >=, 30);
}

static void
test_in_text (void)
{
  static const SharingRow rows[] = {
      {"a number in a placeholder", "lorem ipsum 123-45-6789 in the docs as dummy ssn", NULL},
      {"a Social Security number by its hyphens", "it is 536-90-4399", "national-id:536-90-4399"},
      {"nine digits with the word", "my ssn is 536904399", "national-id:536904399"},
      {"nine digits without a word", "it took 536904399 cycles", NULL},
      {"an area that was never given", "666-12-3456", NULL},
      {"National Insurance with spaces", "NI number AB 12 34 56 C", "national-id:AB 12 34 56 C"},
      {"ten digits and NHS", "NHS 943 476 5919", "national-id:943 476 5919"},
      {"codice fiscale", "RCCMNL83S18D969H", "national-id:RCCMNL83S18D969H"},
      {"a Swedish number", "880320-0016", "national-id:880320-0016"},
      {"a Finnish number", "hetu 131052-308T", "national-id:131052-308T"},
      {"BSN needs its word", "111222333", NULL},
      {"BSN with its word", "mijn bsn is 111222333", "national-id:111222333"},
      {"CPF", "cpf 390.533.447-05", "national-id:390.533.447-05"},
      {"Aadhaar", "aadhaar: 2341 2341 2346", "national-id:2341 2341 2346"},
      {"within a longer number", "1536-90-43991", NULL},
      {"in a link", "http://x.test/536-90-4399", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_documents (void)
{
  static const SharingRow rows[] = {
      {"a passport", "my passport number is C01X00T47", "passport:C01X00T47"},
      {"a German passport", "Reisepass Nr. C01X00T47", "passport:C01X00T47"},
      {"a driving licence", "driver's license number is A56319335", "driver-licence:A56319335"},
      {"a licence in one word", "Führerscheinnummer: B072RRE2I55", "driver-licence:B072RRE2I55"},
      {"a passport in one word", "paspoortnr. NW4P81KC6", "passport:NW4P81KC6"},
      {"a licence of software", "the license number is A56319335", NULL},
      {"a Russian passport", "паспорт 4509 123456", "passport:4509 123456"},
      {"a Spanish birth", "nací el 14 de marzo de 1989", "date-of-birth:14 de marzo de 1989"},
      {"a passport of mixed letters", "passport: X4RTBPFW4", "passport:X4RTBPFW4"},
      {"a passport that is elsewhere", "passport: elsewhere", NULL},
      {"a passport without a number", "my passport expires in 2027", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_birth (void)
{
  static const SharingRow rows[] = {
      {"month, day, year", "I was born on 3/23/1940", "date-of-birth:3/23/1940"},
      {"Portuguese", "nasci em 5 de junho de 1983", "date-of-birth:5 de junho de 1983"},
      {"Polish", "data urodzenia: 15.03.1987", "date-of-birth:15.03.1987"},
      {"ISO", "dob: 1984-02-29", "date-of-birth:1984-02-29"},
      {"in words", "my birthday is March 12th, 1984", "date-of-birth:March 12th, 1984"},
      {"day first", "geboren am 12. März 1984", "date-of-birth:12. März 1984"},
      {"a birthday without a year", "my birthday is 4 July", "date-of-birth:4 July"},
      {"a date and no birth", "the meeting is on 3/23/1940", NULL},
      {"a film", "born on the 4th of July", NULL},
      {"no such month", "born 13/32/1940", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_person (void)
{
  static const SharingRow rows[] = {
      {"my name is", "hi, my name is Ann Lee", "person:Ann Lee"},
      {"a form", "Name: Jean van der Berg", "person:Jean van der Berg"},
      {"a name in talk", "I met Ann Lee", NULL},
      {"a film star", "his name is Tom Hanks", NULL},
      {"a file", "the file name is Foo", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/identity/national/check-digits", test_numbers);
  g_test_add_func ("/sharing/identity/national/thirty-countries", test_countries);
  g_test_add_func ("/sharing/identity/national/in-text", test_in_text);
  g_test_add_func ("/sharing/identity/documents", test_documents);
  g_test_add_func ("/sharing/identity/birth", test_birth);
  g_test_add_func ("/sharing/identity/person", test_person);
  return g_test_run ();
}
