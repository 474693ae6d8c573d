/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-mark.h"

#include <string.h>

static void
test_topic (void)
{
  static const struct {
    const char *what;
    const char *text;
    const char *topic; /* NULL: none; "-": too long for one */
  } rows[] = {
      {"up to its sentence's end", "CW: exam stress. I failed", "exam stress"},
      {"letters of either case", "tw: spiders! there", "spiders"},
      {"in words", "Content warning : hospital\nI was there", "hospital"},
      {"a dash between words", "cn: loss — my dog", "loss"},
      {"a hyphen within a word", "cw: self-harm", "self-harm"},
      {"nothing said", "CW:", ""},
      {"a mark alone", "cw", NULL},
      {"morse", "CW is fun", NULL},
      {"not in front", "my CW: exams", NULL},
      {"nothing", "", NULL},
      {"the message itself",
       "CW: what he did to me when we were still living together in that house by the lake", "-"},
      {"as many bytes as a hint may have",
       "CW: 12345678901234567890123456789012345678901234567890123456789012. x",
       "12345678901234567890123456789012345678901234567890123456789012"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *found = haven_mark_find_topic (rows[i].text);
    g_autofree char *topic = found != NULL ? haven_mark_cut_topic (found) : NULL;

    g_test_message ("%s", rows[i].what);
    g_assert_cmpint (found == NULL, ==, rows[i].topic == NULL);
    if (found != NULL)
      g_assert_cmpstr (topic != NULL ? topic : "-", ==, rows[i].topic);
  }
}

static void
test_written_can_be_read (void)
{
  g_autofree char *mark = haven_mark_write ("exam stress");
  g_autofree char *text = g_strconcat (mark, "I failed. Again.", NULL);
  g_autofree char *topic = haven_mark_cut_topic (haven_mark_find_topic (text));

  g_assert_cmpstr (topic, ==, "exam stress");
  g_assert_true (haven_mark_may_begin (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark/topic", test_topic);
  g_test_add_func ("/mark/written-can-be-read", test_written_can_be_read);
  return g_test_run ();
}
