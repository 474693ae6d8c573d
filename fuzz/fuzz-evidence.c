/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "evidence/haven-evidence-report.h"
#include "evidence/haven-held-file.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static void
count_held (const HavenHeldRecord *record, gpointer data)
{
  (*(guint *)data)++;
}

/* What is kept once is kept as it is from then on, and what is added comes behind it. */
static void
hold (const char *path)
{
  HavenHeldRecord record = {G_MAXUINT32, "prpl-irc:me", "#a", TRUE, "x", "words", "insult", "why", NOW};
  guint first = 0, second = 0;
  g_autoptr (HavenHeldFile) again = NULL;
  HavenHeldFile *held = haven_held_file_open (path, 0, count_held, &first, NULL);

  g_assert_nonnull (held);
  g_assert_true (haven_held_file_add (held, &record, NULL));
  haven_held_file_close (held);
  again = haven_held_file_open (path, 0, count_held, &second, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (second, >=, first);
  g_assert_cmpuint (second, <=, first + 1);
}

/* Whatever stands before it, a record that is added can be read, and does no harm to the chain. */
static void
keep (const char *path)
{
  static const char *const hidden[] = {"words", NULL};
  HavenReportOptions options = {.redact = hidden};
  HavenEvidenceRecord record = {
      .service = (char *)"prpl-irc", .sender = (char *)"x", .text = (char *)"words", .time = NOW};
  g_autoptr (HavenEvidenceCheck) before = haven_evidence_verify (path, NULL, NULL, NULL);
  g_autoptr (HavenEvidenceCheck) after = NULL;
  g_autofree char *html = haven_evidence_report_html (path, &options, NOW, NULL);
  g_autofree char *csv = haven_evidence_report_csv (path, &options, NULL);
  HavenEvidence *evidence = haven_evidence_open (path, NULL);

  g_assert_nonnull (before);
  g_assert_true (html == NULL || (g_utf8_validate (html, -1, NULL) && strstr (html, "<script") == NULL));
  g_assert_true (csv == NULL || g_utf8_validate (csv, -1, NULL));
  g_assert_nonnull (evidence);
  g_assert_true (haven_evidence_append (evidence, &record, NULL));
  haven_evidence_close (evidence);
  after = haven_evidence_verify (path, NULL, NULL, NULL);
  g_assert_nonnull (after);
  g_assert_cmpuint (after->n_records, ==, before->n_records + 1);
  g_assert_cmpuint (after->n_torn, ==, before->n_torn);
  g_assert_cmpuint (after->problems->len, ==, before->problems->len);
}

/* Any bytes as the held box, and as a file of evidence. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "file", NULL);

  g_assert_true (g_file_set_contents (path, (const char *)data, (gssize)size, NULL));
  keep (path);
  g_assert_true (g_file_set_contents (path, (const char *)data, (gssize)size, NULL));
  hold (path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
  return 0;
}
