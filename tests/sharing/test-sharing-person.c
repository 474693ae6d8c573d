/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing-rows.h"

static void
test_own (void)
{
  static const SharingRow rows[] = {
      {"by name, here", "Henrik Berger here, diagnosed bipolar last week", "person:Henrik Berger"},
      {"somebody else's words", "\"my name is Inigo Montoya, you killed my father\"", NULL},
      {"in other marks", "he said 'my name is Luka' and sang", NULL},
      {"of a film", "my name is Bond, James Bond lol", NULL},
      {"of another", "my name is Inigo Montoya, prepare to die", NULL},
      {"a family's first", "my name is Lee, Ann Lee", "person:Lee"},
      {"said", "my name is Ann Lee", "person:Ann Lee"},
      {"in German", "mein Name ist Jonas Wiedemann", "person:Jonas Wiedemann"},
      {"in French", "je m'appelle Camille Rousselet", "person:Camille Rousselet"},
      {"before a marriage", "my maiden name was Okonkwo", "person:Okonkwo"},
      {"a form", "Name: Ann Lee", "person:Ann Lee"},
      {"a form's other name", "Customer name: Ann Lee", "person:Ann Lee"},
      {"JSON", "{\"first_name\": \"Ann\", \"last_name\": \"Lee\"}", "person:Ann|person:Lee"},
      {"introduced", "Hello, I'm Maria Kowalski from the shop", "person:Maria Kowalski"},
      {"on the telephone", "Hi, this is Dr. Maria Kowalski", "person:Maria Kowalski"},
      {"what to be called", "everybody can call me Maria", "person:Maria"},
      {"a feeling", "I'm Tired Of This", NULL},
      {"a file", "the name: field is empty", NULL},
      {"a thing", "this is Ubuntu Linux", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_somebody (void)
{
  static const SharingRow rows[] = {
      {"a letter's first line", "Dear Ms. Kowalski,\nthank you", "someone:Kowalski"},
      {"a letter's last line", "See you then.\nBest regards,\nAnn Lee", "someone:Ann Lee"},
      {"kin", "I went with my sister Maria yesterday", "someone:Maria"},
      {"kin of somebody known", "Venus and her sister Serena played", NULL},
      {"a form", "Patient: Maria Kowalski", "someone:Maria Kowalski"},
      {"nobody", "Dear Sir or Madam,\nthank you", NULL},
      {"small letters", "dear all, regards from here", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

static void
test_beside (void)
{
  static const SharingRow rows[] = {
      {"beside a telephone number", "call Maria at 212-555-0187", "someone:Maria|phone:212-555-0187"},
      {"two names beside one", "Maria Kowalski, 212-555-0187", "someone:Maria Kowalski|phone:212-555-0187"},
      {"the family first", "Zhang Mei, 212-555-0187", "phone:212-555-0187"},
      {"a family that is known", "ask Mrs. Brzeczek, 212-555-0187", "someone:Brzeczek|phone:212-555-0187"},
      {"an initial", "John F. Kowalski 212-555-0187", "someone:John F. Kowalski|phone:212-555-0187"},
      {"a row of a table", "Maria,Kowalski,212-555-0187",
       "someone:Maria|someone:Kowalski|phone:212-555-0187"},
      {"small letters", "maria kowalski 212-555-0187", "someone:maria kowalski|phone:212-555-0187"},
      {"a firm", "Maria Kowalski Ltd, 212-555-0187", "phone:212-555-0187"},
      {"a word that is a name too", "Will call 212-555-0187 in May", "phone:212-555-0187"},
      {"players and singers", "did you see Michael Jordan play, or Tom Hanks act?", NULL},
      {"a number that finds nobody", "Maria Kowalski has 212 fans", NULL},
  };

  sharing_rows_check (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/person/own", test_own);
  g_test_add_func ("/sharing/person/somebody", test_somebody);
  g_test_add_func ("/sharing/person/beside", test_beside);
  return g_test_run ();
}
