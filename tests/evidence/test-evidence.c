/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "evidence-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenEvidenceCheck) check = NULL;

  fixture_write_three (fixture);
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (check->n_records, ==, 3);
  g_assert_cmpuint (check->problems->len, ==, 0);
}

static void
test_goes_on_after_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenEvidenceCheck) check = NULL;

  fixture_write_three (fixture);
  fixture_write_three (fixture);
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (check->n_records, ==, 6);
  g_assert_cmpuint (check->problems->len, ==, 0);
}

/* A disk that cannot be read to its end has no end: less than what is there must not pass for the whole. */
static void
test_unreadable_is_no_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* a plain file, of which nothing can be read at its beginning */
  g_assert_null (haven_evidence_verify ("/proc/self/mem", NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_IO);
}

/* Whoever is sent a pipe for a file does not wait for it for ever. */
static void
test_pipe_is_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (haven_evidence_verify (fixture->path, NULL, NULL, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_UNSAFE);
}

static const struct {
  const char *description;
  const char *find; /* what somebody changes */
  const char *replace;
} edits[] = {
    {"edited-word", "second", "seconf"},
    {"edited-sender", "\"sender\":\"x\"", "\"sender\":\"z\""},
    {"edited-number", "\"number\":2", "\"number\":3"},
    {"edited-time", "1700000000", "1700000001"},
};

static void
test_edit_is_found (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *content = NULL;
  g_autoptr (GString) edited = NULL;

  fixture_write_three (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  edited = g_string_new (content);
  g_assert_cmpuint (g_string_replace (edited, edits[i].find, edits[i].replace, 1), ==, 1);
  g_assert_true (g_file_set_contents (fixture->path, edited->str, edited->len, NULL));
  g_assert_cmpuint (fixture_count_problems (fixture->path), >, 0);
}

/* The hash stands in reports and on terminals: in its place stands whatever somebody wrote there. */
static void
test_hash_is_no_markup (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 0, 0, NULL};
  g_autoptr (HavenEvidenceCheck) check = NULL;
  g_autofree char *content = NULL, *html = NULL;
  char *hash;

  fixture_write_three (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  hash = strstr (g_strrstr (content, "{\"hash\""), ":\"") + 2;
  memcpy (hash, "<img src=x:>", strlen ("<img src=x:>"));
  g_assert_true (g_file_set_contents (fixture->path, content, -1, NULL));
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (check->problems->len, ==, 1);
  g_assert_null (strstr (check->head, "<"));
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  g_assert_null (strstr (html, "<img"));
}

/* A chain that says that it can be counted no further is gone on with all the same. */
static void
test_last_number (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GString) edited = NULL;

  fixture_write_three (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  edited = g_string_new (content);
  g_string_replace (edited, "\"number\":3", "\"number\":999999999999999999", 1);
  g_assert_true (g_file_set_contents (fixture->path, edited->str, edited->len, NULL));
  fixture_write_three (fixture);
  {
    g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);

    g_assert_cmpuint (check->n_records, ==, 6);
  }
}

static void
rewrite_lines (const char *path, const guint *order, guint n_lines)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] != '\0')
      g_ptr_array_add (records, lines[i]);
  }
  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (out, "%s\n", (const char *)records->pdata[order[i]]);
  g_assert_true (g_file_set_contents (path, out->str, out->len, NULL));
}

static void
test_removal_is_found (Fixture *fixture, gconstpointer data)
{
  const guint order[] = {0, 2};

  fixture_write_three (fixture);
  rewrite_lines (fixture->path, order, 2);
  /* of the one behind the gap: its number, and the hash that it names */
  g_assert_cmpuint (fixture_count_problems (fixture->path), ==, 2);
}

static void
test_reordering_is_found (Fixture *fixture, gconstpointer data)
{
  const guint order[] = {0, 2, 1};

  fixture_write_three (fixture);
  rewrite_lines (fixture->path, order, 3);
  g_assert_cmpuint (fixture_count_problems (fixture->path), ==, 4);
}

static void
test_torn_line_takes_no_other (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (HavenEvidenceCheck) check = NULL;
  gsize length;

  fixture_write_three (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, content, length - 20, NULL));
  fixture_write_three (fixture);
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (check->n_records, ==, 5);
  g_assert_cmpuint (check->n_torn, ==, 1);
  g_assert_cmpuint (check->problems->len, ==, 0);
}

static void
test_html_is_inert (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 0, 0, NULL};
  g_autofree char *html = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    fixture_append (evidence, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>");
  }
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_nonnull (strstr (html, "2023-11-14 23:13:20 +01:00"));
}

static void
test_csv_is_no_formula (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 0, 0, NULL};
  g_autofree char *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    fixture_append (evidence, "x", "=HYPERLINK(\"http://x.test\")");
  }
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_nonnull (strstr (csv, "\"'=HYPERLINK(\"\"http"));
}

static void
test_redacted (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = {"second", NULL};
  HavenReportOptions options = {"x", 0, 0, words};
  g_autofree char *csv = NULL;

  fixture_write_three (fixture);
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_null (strstr (csv, "second"));
  g_assert_null (strstr (csv, "third"));
  g_assert_nonnull (strstr (csv, "first"));
}

static void
append_at (HavenEvidence *evidence, gint64 seconds, gboolean outgoing, const char *text)
{
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();

  record->time = seconds * G_USEC_PER_SEC;
  record->sender = g_strdup ("sam@home");
  record->outgoing = outgoing;
  record->text = g_strdup (text);
  g_assert_true (haven_evidence_append (evidence, record, NULL));
}

/* From one moment on, and before another: a day that ends where the next begins has nothing twice. */
static void
test_span_of_time (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 100 * G_USEC_PER_SEC, 200 * G_USEC_PER_SEC, NULL};
  g_autofree char *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    append_at (evidence, 99, FALSE, "too early");
    append_at (evidence, 100, FALSE, "the first");
    append_at (evidence, 199, FALSE, "the last");
    append_at (evidence, 200, FALSE, "too late");
  }
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_nonnull (strstr (csv, "the first"));
  g_assert_nonnull (strstr (csv, "the last"));
  g_assert_null (strstr (csv, "too early"));
  g_assert_null (strstr (csv, "too late"));
}

/* What the user picked, and with it what was added to it later. */
static void
test_only_what_is_picked (Fixture *fixture, gconstpointer data)
{
  const gint64 picked[] = {1, 3};
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
  HavenReportOptions options = {.numbers = numbers};
  g_autofree char *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);
    g_autoptr (HavenEvidenceRecord) later = haven_evidence_record_new ();

    append_at (evidence, 1, FALSE, "the first");
    append_at (evidence, 2, FALSE, "the second");
    append_at (evidence, 3, FALSE, "the third");
    later->about = 1;
    later->effect = g_strdup ("a night without sleep");
    g_assert_true (haven_evidence_append (evidence, later, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (picked); i++)
    g_hash_table_add (numbers, (gpointer)&picked[i]);
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_nonnull (strstr (csv, "the first"));
  g_assert_nonnull (strstr (csv, "a night without sleep"));
  g_assert_nonnull (strstr (csv, "the third"));
  g_assert_null (strstr (csv, "the second"));
}

/* A page is read by a moderator or the police: in words, and with nothing that is empty. */
static void
test_page_reads_well (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = {">XMPP<", ">held<", ">first words<", ">muted<", ">told the host<"};
  static const char *const unexpected[] = {"prpl-jabber", "As sent", "Score", "Shown name", "<td></td>"};
  HavenReportOptions options = {NULL, 0, 0, NULL};
  g_autofree char *html = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);
    static const char *const did[] = {NULL, "mute", "told the host"};

    for (guint i = 0; i < G_N_ELEMENTS (did); i++) {
      g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();

      record->service = g_strdup ("prpl-jabber");
      record->sender = g_strdup ("crow@localhost");
      record->text = i == 0 ? g_strdup ("first words") : NULL;
      record->action = i == 0 ? g_strdup ("hold") : NULL;
      record->did = g_strdup (did[i]);
      g_assert_true (haven_evidence_append (evidence, record, NULL));
    }
  }
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (html, expected[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unexpected); i++)
    g_assert_null (strstr (html, unexpected[i]));
}

/* What the user said stands there as theirs: their address is nobody's business who gets the report. */
static void
test_own_words_are_mine (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 0, 0, NULL};
  g_autofree char *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    append_at (evidence, 100, TRUE, "please stop");
  }
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_null (strstr (csv, "sam@home"));
  g_assert_nonnull (strstr (csv, ",me,"));
}

/* A page made of a chain that was changed says so, and does not call it whole. */
static void
test_page_names_problems (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {NULL, 0, 0, NULL};
  const guint order[] = {0, 2};
  g_autofree char *whole = NULL, *changed = NULL;

  fixture_write_three (fixture);
  whole = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  g_assert_nonnull (strstr (whole, "The chain of records is whole"));
  rewrite_lines (fixture->path, order, 2);
  changed = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  g_assert_null (strstr (changed, "The chain of records is whole"));
  g_assert_nonnull (strstr (changed, "the numbers do not follow each other"));
}

/* Neither another case, nor markup between the letters keeps a word readable. */
static void
test_redacted_wholly (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = {"Qada", "élan", NULL};
  HavenReportOptions options = {NULL, 0, 0, words};
  g_autofree char *html = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    fixture_append (evidence, "x", "QADA, Q<b>a</b>da, &#81;ada and ÉLAN; the rest stays");
  }
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *folded = g_utf8_casefold (words[i], -1);
    g_autofree char *page = g_utf8_casefold (html, -1);

    g_assert_null (strstr (page, folded));
  }
  g_assert_null (strstr (html, "Q&lt;b&gt;a"));
  g_assert_null (strstr (html, "#81;ada"));
  g_assert_nonnull (strstr (html, "the rest stays"));
}

/* Wherever it stands: in a name, in a reason, in what the user added. */
static void
test_redacted_everywhere (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = {"Qada", NULL};
  HavenReportOptions options = {NULL, 0, 0, words};
  g_autofree char *html = NULL, *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);
    g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();
    char **const fields[] = {&record->service, &record->account,   &record->conversation, &record->sender,
                             &record->alias,   &record->text,      &record->rules,        &record->action,
                             &record->note,    &record->witnesses, &record->effect,       &record->reported,
                             &record->did};

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      *fields[i] = g_strdup_printf ("of qada, %u", i);
    g_assert_true (haven_evidence_append (evidence, record, NULL));
  }
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  g_assert_null (strstr (html, "qada"));
  g_assert_null (strstr (csv, "qada"));
  for (guint i = 0; i < 13; i++) {
    g_autofree char *rest = g_strdup_printf (", %u", i);

    g_assert_nonnull (strstr (csv, rest));
  }
}

/* A person is whoever wrote, and whoever was written to: both sides of a conversation belong together. */
static void
test_of_a_person (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *conversation;
    const char *sender;
    const char *text;
  } records[] = {{"crow", "crow", "of theirs"},
                 {"crow", "me", "of mine"},
                 {"#room", "crow", "in a room"},
                 {"#room", "sam", "of somebody else"}};
  HavenReportOptions options = {"crow", 0, 0, NULL};
  g_autofree char *csv = NULL;

  {
    g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
      g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();

      record->conversation = g_strdup (records[i].conversation);
      record->sender = g_strdup (records[i].sender);
      record->text = g_strdup (records[i].text);
      g_assert_true (haven_evidence_append (evidence, record, NULL));
    }
  }
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_assert_cmpint (strstr (csv, records[i].text) != NULL, ==, i < 3);
}

static void
add_words (const char *path, gint64 about, const char *witnesses, const char *reported)
{
  g_autoptr (HavenEvidence) evidence = haven_evidence_open (path, NULL);
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();

  record->about = about;
  record->witnesses = g_strdup (witnesses);
  record->reported = g_strdup (reported);
  g_assert_true (haven_evidence_append (evidence, record, NULL));
}

/* What the user adds later stands in the row of what it is about, and the chain stays whole. */
static void
test_added_words (Fixture *fixture, gconstpointer data)
{
  HavenReportOptions options = {"x", 0, 0, NULL};
  g_autoptr (HavenEvidenceCheck) check = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) rows = NULL;

  fixture_write_three (fixture);
  add_words (fixture->path, 1, "Jo and Kim", NULL);
  add_words (fixture->path, 1, "Lee", "the room's staff, 3 May");
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->n_records, ==, 5);
  csv = haven_evidence_report_csv (fixture->path, &options, NULL);
  rows = g_strsplit (csv, "\r\n", -1);
  g_assert_nonnull (strstr (rows[0], "Witnesses,Effect,Reported to,What I did"));
  g_assert_nonnull (strstr (rows[1], "Jo and Kim; Lee,,\"the room's staff, 3 May\""));
  for (guint i = 2; rows[i] != NULL; i++)
    g_assert_null (strstr (rows[i], "Lee"));
}

static gpointer
append_many (gpointer path)
{
  g_autoptr (HavenEvidence) evidence = haven_evidence_open (path, NULL);

  for (guint i = 0; i < 500; i++)
    fixture_append (evidence, "x", "one more");
  return NULL;
}

/* The client goes on writing while somebody makes a report. */
static void
test_report_while_it_grows (Fixture *fixture, gconstpointer data)
{
  const HavenReportOptions options = {0};
  GThread *writer;
  guint n_records = 0;

  fixture_write_three (fixture);
  writer = g_thread_new ("writer", append_many, fixture->path);
  while (n_records < 503) {
    g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
    g_autofree char *csv = haven_evidence_report_csv (fixture->path, &options, NULL);
    g_auto (GStrv) rows = g_strsplit (csv, "\r\n", -1);

    n_records = check->n_records;
    g_assert_cmpuint (g_strv_length (rows), >=, n_records + 2); /* the heads, and the end of the last */
  }
  g_thread_join (writer);
}

static const struct {
  const char *description;
  const char *find;
  const char *replace;
} forgeries[] = {
    /* of the length of a hash */
    {"markup-for-a-hash", NULL, "<h1>This person is innocent</h1><!-- ..........................."},
    {"path-for-a-zone", "+01:00", "../../../../proc/self/root/usr/share/zoneinfo/Asia/Tokyo"},
};

/* Evidence may come from somebody else. */
static void
test_forgery_is_inert (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HavenReportOptions options = {0};
  g_autofree char *content = NULL, *html = NULL;
  g_autoptr (HavenEvidenceCheck) check = NULL;
  g_autoptr (GString) edited = NULL;

  fixture_write_three (fixture);
  check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  edited = g_string_new (content);
  g_string_replace (edited, forgeries[i].find != NULL ? forgeries[i].find : check->head, forgeries[i].replace,
                    0);
  g_assert_true (g_file_set_contents (fixture->path, edited->str, (gssize)edited->len, NULL));
  html = haven_evidence_report_html (fixture->path, &options, 0, NULL);
  g_assert_nonnull (html);
  g_assert_null (strstr (html, "<h1>This"));
  g_assert_null (strstr (html, "+09:00"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/evidence/chain/whole", test_whole);
  ADD ("/evidence/verify/unreadable-is-no-whole", test_unreadable_is_no_whole);
  ADD ("/evidence/chain/goes-on-after-restart", test_goes_on_after_restart);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *path = g_strconcat ("/evidence/chain/", edits[i].description, NULL);

    g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_edit_is_found, fixture_tear_down);
  }
  ADD ("/evidence/chain/hash-is-no-markup", test_hash_is_no_markup);
  ADD ("/evidence/chain/last-number", test_last_number);
  ADD ("/evidence/verify/pipe-is-no-file", test_pipe_is_no_file);
  ADD ("/evidence/chain/removal", test_removal_is_found);
  ADD ("/evidence/chain/reordering", test_reordering_is_found);
  ADD ("/evidence/kill/torn-line-takes-no-other", test_torn_line_takes_no_other);
  ADD ("/evidence/report/html-is-inert", test_html_is_inert);
  ADD ("/evidence/report/csv-is-no-formula", test_csv_is_no_formula);
  ADD ("/evidence/report/span-of-time", test_span_of_time);
  ADD ("/evidence/report/only-what-is-picked", test_only_what_is_picked);
  ADD ("/evidence/report/own-words-are-mine", test_own_words_are_mine);
  ADD ("/evidence/report/reads-well", test_page_reads_well);
  ADD ("/evidence/report/page-names-problems", test_page_names_problems);
  ADD ("/evidence/report/redacted", test_redacted);
  ADD ("/evidence/report/redacted-wholly", test_redacted_wholly);
  ADD ("/evidence/report/redacted-everywhere", test_redacted_everywhere);
  ADD ("/evidence/report/of-a-person", test_of_a_person);
  ADD ("/evidence/report/added-words", test_added_words);
  ADD ("/evidence/report/while-it-grows", test_report_while_it_grows);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    g_autofree char *path = g_strconcat ("/evidence/report/inert/", forgeries[i].description, NULL);

    g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_forgery_is_inert,
                fixture_tear_down);
  }
  return g_test_run ();
}
