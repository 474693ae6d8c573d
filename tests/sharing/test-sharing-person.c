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
      {"a title", "Mrs Featherstone from next door has our spare key", "someone:Featherstone"},
      {"a title in another language", "La señora Otero vive arriba", "someone:Otero"},
      {"a title of two parts", "Gentile Sig.ra Caruso,\nle scrivo", "someone:Caruso"},
      {"a title and a small word", "Herr von Reden vom Amt", "someone:von Reden"},
      {"a program of MS", "ask MS to port MS Word", NULL},
      {"a title in a film", "he played Dr. Ross in that show", NULL},
      {"everybody's", "Mr Robot and Judge Judy", NULL},
      {"a letter's head", "From: Ann Lee\nSent: Tuesday", "someone:Ann Lee"},
      {"a form in Polish", "Pacjent: Łukasz Woźniak", "someone:Łukasz Woźniak"},
      {"a patient", "the patient, Ann Lee, was discharged", "someone:Ann Lee"},
      {"an errand", "the parcel was signed for by Ann Lee", "someone:Ann Lee"},
      {"no errand", "the Packers signed Ann Lee again", NULL},
      {"on paper", "reservation under the name Ann Lee", "someone:Ann Lee"},
      {"no paper", "a player by the name of Ann Lee", NULL},
      {"what is somebody's", "Ann Lee's account was locked again", "someone:Ann Lee"},
      {"somebody's song", "Ann Lee's new song is out", NULL},
      {"turned to", "please contact Ann Lee about it", "someone:Ann Lee"},
      {"to be added", "I want to add Ann Lee as a beneficiary", "someone:Ann Lee"},
      {"greeted", "Hello Ann Lee, your card was used", "someone:Ann Lee"},
      {"an answer", "What's your name? Ann Lee", "someone:Ann Lee"},
      {"signed below", "See you then.\nThanks,\nImogen", "someone:Imogen"},
      {"a doctor of mine", "my therapist is Ann Lee", "someone:Ann Lee"},
      {"a name that is another's", "his real name is Ann Lee", NULL},
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
