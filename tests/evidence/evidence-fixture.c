/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "evidence-fixture.h"

#include <glib/gstdio.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("haven-evidence-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "log.jsonl", NULL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

void
fixture_append (HavenEvidence *evidence, const char *sender, const char *text)
{
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();

  record->time = G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC;
  record->zone = g_strdup ("+01:00");
  record->sender = g_strdup (sender);
  record->text = g_strdup (text);
  g_assert_true (haven_evidence_append (evidence, record, NULL));
}

void
fixture_write_three (Fixture *fixture)
{
  g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

  fixture_append (evidence, "x", "first");
  fixture_append (evidence, "x", "second");
  fixture_append (evidence, "y", "third");
}

guint
fixture_count_problems (const char *path)
{
  g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (path, NULL, NULL, NULL);

  return check->problems->len;
}
