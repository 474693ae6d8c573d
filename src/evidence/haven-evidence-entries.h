/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "evidence/haven-evidence.h"

G_BEGIN_DECLS

/**
 * HavenReportOptions:
 * @person: (nullable): only what this person wrote, or was written to them
 * @from: the first moment, in microseconds since 1970 UTC; 0 for no bound
 * @to: the moment after the last; 0 for no bound
 * @redact: (nullable) (array zero-terminated=1): words that are blacked out wherever they stand
 * @numbers: (nullable) (element-type gint64): only the records with these numbers: a set of pointers to them
 */
typedef struct {
  const char *person;
  gint64 from;
  gint64 to;
  const char *const *redact;
  GHashTable *numbers;
} HavenReportOptions;

/* What is told of a record, in this order. */
typedef enum {
  HAVEN_EVIDENCE_NUMBER,
  HAVEN_EVIDENCE_WHEN,
  HAVEN_EVIDENCE_SERVICE,
  HAVEN_EVIDENCE_ACCOUNT,
  HAVEN_EVIDENCE_WHERE,
  HAVEN_EVIDENCE_FROM,
  HAVEN_EVIDENCE_ALIAS,
  HAVEN_EVIDENCE_WORDS,
  HAVEN_EVIDENCE_AS_SENT,
  HAVEN_EVIDENCE_SEEN,
  HAVEN_EVIDENCE_ACT,
  HAVEN_EVIDENCE_SCORE,
  HAVEN_EVIDENCE_WHY,
  HAVEN_EVIDENCE_WITNESSES,
  HAVEN_EVIDENCE_EFFECT,
  HAVEN_EVIDENCE_REPORTED,
  HAVEN_EVIDENCE_DID,
  HAVEN_EVIDENCE_N_COLUMNS
} HavenEvidenceColumn;

/**
 * HavenEvidenceEntryFunc:
 * @record: the record
 * @cells: (array fixed-size=17): what it tells, with what was added to it later; "" where there is nothing
 * @data: as passed to haven_evidence_entries()
 */
typedef void (*HavenEvidenceEntryFunc) (const HavenEvidenceRecord *record,
                                        const char *const *cells,
                                        gpointer data);

const char *haven_evidence_column_title (HavenEvidenceColumn column);
HavenEvidenceCheck *haven_evidence_entries (const char *path,
                                            const HavenReportOptions *options,
                                            HavenEvidenceEntryFunc func,
                                            gpointer data,
                                            GError **error);

G_END_DECLS
