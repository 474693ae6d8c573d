/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "conduct/haven-conduct-file.h"
#include "conduct/haven-conduct-join.h"
#include "conduct/haven-reminders.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

/* Whatever could be read of it, what is written is read again and is the same; another client's part in it is
 * taken up as well. */
static void
remember_people (const char *data, gsize size)
{
  g_autoptr (HavenConduct) conduct = haven_conduct_new (), again = haven_conduct_new (),
                           base = haven_conduct_new ();
  g_autofree char *first = NULL, *second = NULL, *joined = NULL;
  gsize length;

  haven_conduct_from_json (conduct, data, size, NULL);
  first = haven_conduct_to_json (conduct, NOW, &length);
  g_assert_true (haven_conduct_from_json (again, first, length, NULL));
  second = haven_conduct_to_json (again, NOW, &length);
  g_assert_cmpstr (first, ==, second);
  haven_conduct_join (conduct, base, again);
  joined = haven_conduct_to_json (conduct, NOW, &length);
  g_assert_true (haven_conduct_from_json (base, joined, length, NULL));
}

static void
remember_answers (const char *data, gsize size)
{
  g_autoptr (HavenReminders) reminders = haven_reminders_new (), again = haven_reminders_new ();
  g_autoptr (HavenReminders) base = haven_reminders_new ();
  g_autofree char *first = NULL, *second = NULL;
  gsize length;

  haven_reminders_from_json (reminders, data, size, NULL);
  first = haven_reminders_to_json (reminders, &length);
  g_assert_true (haven_reminders_from_json (again, first, length, NULL));
  second = haven_reminders_to_json (again, &length);
  g_assert_cmpstr (first, ==, second);
  haven_reminders_join (reminders, base, again);
}

/* Any bytes as what is remembered: of people, and of what the user answered. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  remember_people ((const char *)data, size);
  remember_answers ((const char *)data, size);
  return 0;
}
