/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-reminders.h"
#include "haven-finding.h"

#define START (G_GINT64_CONSTANT (20000) * G_TIME_SPAN_DAY)

static GPtrArray *
findings_of (const char *category)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, category, "rule", "haven"));
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, category, "other", "haven"));
  return findings;
}

static const struct {
  const char *description;
  const char *asked;
  HavenReminded answer;
  const char *room; /* where the next one goes */
  const char *category;
  gint64 later;
  gboolean quiet;
} cases[] = {
    {"sent-today-here", "contact", HAVEN_REMINDED_SENT, "#a", "contact", G_TIME_SPAN_HOUR, TRUE},
    {"another-room-asks", "contact", HAVEN_REMINDED_SENT, "#b", "contact", G_TIME_SPAN_HOUR, FALSE},
    {"another-class-asks", "contact", HAVEN_REMINDED_SENT, "#a", "place", G_TIME_SPAN_HOUR, FALSE},
    {"another-day-asks", "contact", HAVEN_REMINDED_SENT, "#a", "contact", G_TIME_SPAN_DAY, FALSE},
    {"cancelled-asks-again", "contact", HAVEN_REMINDED_CANCELLED, "#a", "contact", G_TIME_SPAN_HOUR, FALSE},
    {"masked-asks-again", "contact", HAVEN_REMINDED_MASKED, "#a", "contact", G_TIME_SPAN_HOUR, FALSE},
    {"a-password-asks-always", "credential", HAVEN_REMINDED_SENT, "#a", "credential", G_TIME_SPAN_HOUR,
     FALSE},
};

static void
test_fades (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GPtrArray) findings = findings_of (cases[i].asked);
  g_autoptr (GPtrArray) next = findings_of (cases[i].category);

  haven_reminders_answered (reminders, "#a", findings, cases[i].answer, START);
  g_assert_cmpint (
      haven_reminders_is_quiet (reminders, cases[i].room, next->pdata[0], START + cases[i].later), ==,
      cases[i].quiet);
}

static const struct {
  const char *description;
  const char *site; /* the next one */
  const char *room;
  gint64 later;
  gboolean quiet;
} sites[] = {
    {"a-site-is-quiet-in-every-room", "listed.example", "#b", G_TIME_SPAN_HOUR, TRUE},
    {"another-site-asks", "other.example", "#a", G_TIME_SPAN_HOUR, FALSE},
    {"the-same-site-asks-on-another-day", "listed.example", "#a", G_TIME_SPAN_DAY, FALSE},
};

static GPtrArray *
link_to (const char *site)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_LINK, "health-fraud", "listed-host", "a-list");

  finding->site = g_strdup (site);
  g_ptr_array_add (findings, finding);
  return findings;
}

static void
test_site (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GPtrArray) first = link_to ("listed.example");
  g_autoptr (GPtrArray) next = link_to (sites[i].site);

  haven_reminders_answered (reminders, "#a", first, HAVEN_REMINDED_SENT, START);
  g_assert_cmpint (
      haven_reminders_is_quiet (reminders, sites[i].room, next->pdata[0], START + sites[i].later), ==,
      sites[i].quiet);
}

static void
test_counts_survive (void)
{
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenReminders) again = haven_reminders_new ();
  g_autoptr (GPtrArray) findings = findings_of ("contact");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize length;

  haven_reminders_answered (reminders, "#secret-room", findings, HAVEN_REMINDED_SENT, START);
  haven_reminders_answered (reminders, "#secret-room", findings, HAVEN_REMINDED_EDITED, START);
  first = haven_reminders_to_json (reminders, &length);
  g_assert_null (strstr (first, "secret"));
  g_assert_true (haven_reminders_from_json (again, first, length, NULL));
  second = haven_reminders_to_json (again, &length);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "\"sent\" : 1"));
}

static const struct {
  const char *description;
  const char *json;
  const char *error; /* a part of what is said */
} unread[] = {
    {"of-a-newer-haven", "{\"version\": 2, \"counts\": {\"contact\": {\"sent\": 1}}}", "version: "},
    {"without-a-version", "{\"counts\": {\"contact\": {\"sent\": 1}}}", "version"},
    {"a-mistake-at-the-end",
     "{\"version\": 1, \"counts\": {\"contact\": {\"sent\": 1}, \"place\": {\"sent\": -1}}}",
     "counts.place.sent: "},
    {"a-count-of-too-much", "{\"version\": 1, \"counts\": {\"contact\": {\"sent\": 2147483648}}}",
     "counts.contact.sent: "},
    {"marks-that-are-none", "{\"version\": 1, \"counts\": {\"contact\": {\"sent\": 1}}, \"marked\": [1]}",
     "marked[0]: "},
    {"no-json", "once upon a time", "line 1"},
};

/* All of it or nothing: what is half read would be counted again when the whole of it can be. */
static void
test_unread (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gsize length;

  g_assert_false (haven_reminders_from_json (reminders, unread[i].json, strlen (unread[i].json), &error));
  g_assert_nonnull (strstr (error->message, unread[i].error));
  json = haven_reminders_to_json (reminders, &length);
  g_assert_null (strstr (json, "contact"));
}

/* The most that is read counts on without becoming unreadable. */
static void
test_count_is_bounded (void)
{
  static const char most[] = "{\"version\": 1, \"counts\": {\"contact\": {\"sent\": 2147483647}}}";
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenReminders) again = haven_reminders_new ();
  g_autoptr (GPtrArray) findings = findings_of ("contact");
  g_autofree char *json = NULL;
  gsize length;

  g_assert_true (haven_reminders_from_json (reminders, most, strlen (most), NULL));
  haven_reminders_answered (reminders, "#a", findings, HAVEN_REMINDED_SENT, START);
  json = haven_reminders_to_json (reminders, &length);
  g_assert_true (haven_reminders_from_json (again, json, length, NULL));
}

static GPtrArray *
marked (const char *topic, const char *words)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  HavenFinding *declared = haven_finding_new (HAVEN_KIND_CONTENT, "declared", "note", "haven");

  declared->note = g_strdup (words);
  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_CONTENT, topic, "a-rule", "a-pack"));
  g_ptr_array_add (findings, declared);
  return findings;
}

/* The user's own habit goes with them and survives; a room's stays there and does not. */
static void
test_marks (void)
{
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (HavenReminders) again = haven_reminders_new ();
  g_autoptr (GPtrArray) own = marked ("eating", NULL);
  g_autoptr (GPtrArray) others = marked ("violence", "suicide");
  g_autofree char *json = NULL;
  gsize length;

  haven_reminders_mark_declared (reminders, "#a", TRUE, own);
  haven_reminders_mark_declared (reminders, "#a", FALSE, others);
  g_assert_true (haven_reminders_is_marked (reminders, "#b", "eating"));
  g_assert_true (haven_reminders_is_marked (reminders, "#a", "violence"));
  g_assert_true (haven_reminders_is_marked (reminders, "#a", "suicide"));
  g_assert_false (haven_reminders_is_marked (reminders, "#b", "violence"));
  json = haven_reminders_to_json (reminders, &length);
  g_assert_null (strstr (json, "#a"));
  g_assert_null (strstr (json, "violence"));
  g_assert_true (haven_reminders_from_json (again, json, length, NULL));
  g_assert_true (haven_reminders_is_marked (again, "#b", "eating"));
  haven_reminders_clear (again);
  g_assert_false (haven_reminders_is_marked (again, "#b", "eating"));
}

/* What nobody marked, and what cannot be named to others, is no habit. */
static void
test_no_marks (void)
{
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GPtrArray) unmarked = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autoptr (GPtrArray) custom = marked ("custom:1", NULL);

  g_ptr_array_add (unmarked, haven_finding_new (HAVEN_KIND_CONTENT, "eating", "a-rule", "a-pack"));
  haven_reminders_mark_declared (reminders, "#a", TRUE, unmarked);
  haven_reminders_mark_declared (reminders, "#a", TRUE, custom);
  g_assert_false (haven_reminders_is_marked (reminders, "#a", "eating"));
  g_assert_false (haven_reminders_is_marked (reminders, "#a", "custom:1"));
}

static const struct {
  const char *description;
  const char *words; /* of the mark */
  const char *topic;
  gboolean marked;
} titles[] = {
    {"a-title", "violence", "violence", TRUE},
    {"a-title-among-others", "Blood or Injuries, eating", "eating", TRUE},
    {"a-title-within-a-word", "cheating", "eating", FALSE},
    {"the-end-of-a-word", "nonviolence", "violence", FALSE},
    {"the-beginning-of-a-word", "suicides in the news", "suicide", FALSE},
    {"what-cannot-be-named", "a picture", "picture", FALSE},
};

static void
test_title (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GPtrArray) findings = marked ("substances", titles[i].words);

  haven_reminders_mark_declared (reminders, "#a", TRUE, findings);
  g_assert_cmpint (haven_reminders_is_marked (reminders, "#a", titles[i].topic), ==, titles[i].marked);
}

/* However many rooms there are, what is remembered of them is bounded: then a class is asked about again, and
 * a room learns no more. */
static void
test_bounded (void)
{
  g_autoptr (HavenReminders) reminders = haven_reminders_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  g_ptr_array_add (findings, haven_finding_new (HAVEN_KIND_SHARING, "contact", "a-rule", "a-pack"));
  for (guint i = 0; i <= 5000; i++) {
    g_autofree char *room = g_strdup_printf ("#%u", i);

    haven_reminders_answered (reminders, room, findings, HAVEN_REMINDED_SENT, START);
    haven_reminders_mark (reminders, room, "eating");
  }
  g_assert_false (haven_reminders_is_quiet (reminders, "#0", findings->pdata[0], START));
  g_assert_true (haven_reminders_is_quiet (reminders, "#5000", findings->pdata[0], START));
  g_assert_true (haven_reminders_is_marked (reminders, "#0", "eating"));
  g_assert_false (haven_reminders_is_marked (reminders, "#5000", "eating"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++) {
    g_autofree char *path = g_strconcat ("/reminders/site/", sites[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_site);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/reminders/fade/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fades);
  }
  g_test_add_func ("/reminders/bounded", test_bounded);
  g_test_add_func ("/reminders/marks/of-user-and-room", test_marks);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *path = g_strconcat ("/reminders/marks/by-title/", titles[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_title);
  }
  g_test_add_func ("/reminders/marks/none", test_no_marks);
  g_test_add_func ("/reminders/counts-survive", test_counts_survive);
  g_test_add_func ("/reminders/count-is-bounded", test_count_is_bounded);
  for (guint i = 0; i < G_N_ELEMENTS (unread); i++) {
    g_autofree char *path = g_strconcat ("/reminders/unread/", unread[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_unread);
  }
  return g_test_run ();
}
