/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing/haven-facts.h"

#include <string.h>

/* What of these facts is seen in a text sent through account "prpl-a:me" as "moth": "item:span|…", * for a
 * persona's. */
static char *
seen_in (const char *const *lines, const char *source)
{
  static const char *const my_names[] = {"moth", NULL};
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (HavenFactSeen));
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (HavenFacts) facts = NULL;
  GString *out = g_string_new (NULL);
  const char *visible;

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer)lines[i]);
  facts = haven_facts_new (list);
  haven_text_read (text, source, strlen (source), HAVEN_FORMAT_PLAIN);
  visible = haven_text_get_visible (text, NULL);
  haven_facts_find (facts, text, "prpl-a:me", my_names, seen);
  for (guint i = 0; i < seen->len; i++) {
    const HavenFactSeen *one = &g_array_index (seen, HavenFactSeen, i);

    g_string_append_printf (out, "%s%s%s:%.*s", i > 0 ? "|" : "", one->persona ? "*" : "", one->item,
                            (int)(one->end - one->start), visible + one->start);
  }
  return g_string_free (out, FALSE);
}

static void
test_rows (void)
{
  static const struct {
    const char *what;
    const char *fact;
    const char *text;
    const char *seen;
  } rows[] = {
      {"a name", "name\tAnn Lee", "I am Ann Lee.", "name:Ann Lee"},
      {"another case", "name\tAnn Lee", "i am ANN LEE", "name:ANN LEE"},
      {"a hyphen between", "name\tAnn Lee", "ann-lee", "name:ann-lee"},
      {"wide letters", "name\tAnn Lee", "Ａｎｎ Ｌｅｅ", "name:Ａｎｎ Ｌｅｅ"},
      {"only a part of it", "name\tAnn Lee", "Ann left", ""},
      {"within a longer word", "name\tAnn", "annual", ""},
      {"a telephone number in another grouping", "phone\t+44 20 7946 0958", "ring 020 79460958",
       "phone:020 79460958"},
      {"a telephone number of the same digits throughout, to its end", "phone\t555 555 5555",
       "ring 555 5555 555", "phone:555 5555 555"},
      {"another telephone number", "phone\t+44 20 7946 0958", "ring 020 79460957", ""},
      {"an employer with a sign", "employer\tO'Hara & Sons", "I work at OHara Sons", "employer:OHara Sons"},
      {"a name that I use here", "handle\tmoth", "I am moth", ""},
      {"a name of another account", "handle@prpl-b:other\tlantern", "on there I am lantern",
       "*handle:lantern"},
      {"a name of this account", "handle@prpl-a:me\tlantern", "I am lantern", ""},
      {"too short to be looked for", "name\tJo", "Jo", ""},
      {"a line without a value", "name", "name", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *seen = seen_in ((const char *const[]){rows[i].fact, NULL}, rows[i].text);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (seen, ==, rows[i].seen);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/facts/seen", test_rows);
  return g_test_run ();
}
