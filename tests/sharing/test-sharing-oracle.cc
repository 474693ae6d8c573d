/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libphonenumber as an oracle: its example numbers of every country, in the forms in which it writes them, are found. */
#include <phonenumbers/phonenumberutil.h>

#include <set>
#include <string>

extern "C" {
#include "sharing/haven-shared.h"
}

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

typedef struct {
  const char *what;
  PhoneNumberUtil::PhoneNumberFormat format;
  const char *sentence; /* one %s */
  gsize shortest;       /* digits; some islands have numbers that are no longer than a house's */
} Form;

static const Form forms[] = {
    {"E.164", PhoneNumberUtil::E164, "%s", 7},
    {"E.164 in a sentence", PhoneNumberUtil::E164, "text me at %s if you like", 7},
    {"international", PhoneNumberUtil::INTERNATIONAL, "%s", 7},
    {"international in a sentence", PhoneNumberUtil::INTERNATIONAL, "my number is %s, call me", 7},
    {"national in a sentence", PhoneNumberUtil::NATIONAL, "my phone number is %s", 7},
};

static gboolean
is_found (HavenText *text, const char *sentence, const char *number)
{
  g_autofree char *words = g_strdup_printf (sentence, number);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HavenShared));
  gsize start = (gsize)(strstr (words, number) - words), end = start + strlen (number);

  haven_text_read (text, words, strlen (words), HAVEN_FORMAT_PLAIN);
  haven_shared_look (text, found);
  for (guint i = 0; i < found->len; i++) {
    const HavenShared *one = &g_array_index (found, HavenShared, i);

    /* the first sign may be a parenthesis */
    if (g_str_equal (one->item, "phone") && one->start <= start + 1 && one->end == end)
      return TRUE;
  }
  return FALSE;
}

static gsize
count_digits (const std::string &written)
{
  gsize n = 0;

  for (char is : written)
    n += g_ascii_isdigit (is);
  return n;
}

static void
test_form (gconstpointer data)
{
  static const PhoneNumberUtil::PhoneNumberType types[] = {PhoneNumberUtil::FIXED_LINE, PhoneNumberUtil::MOBILE};
  const Form *form = (const Form *)data;
  const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance ();
  g_autoptr (HavenText) text = haven_text_new ();
  std::set<std::string> regions;
  guint n = 0, missed = 0;

  util->GetSupportedRegions (&regions);
  for (const std::string &region : regions) {
    for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
      PhoneNumber number;
      std::string written;

      if (!util->GetExampleNumberForType (region, types[i], &number))
        continue;
      util->Format (number, form->format, &written);
      if (count_digits (written) < form->shortest)
        continue;
      n++;
      if (is_found (text, form->sentence, written.c_str ()))
        continue;
      g_test_message ("%s: not found: %s", region.c_str (), written.c_str ());
      missed++;
    }
  }
  g_test_message ("%u numbers of %u regions", n, (guint)regions.size ());
  g_assert_cmpuint (n, >, 400);
  g_assert_cmpuint (missed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *path = g_strconcat ("/sharing/oracle/", forms[i].what, NULL);

    g_test_add_data_func (path, &forms[i], test_form);
  }
  return g_test_run ();
}
