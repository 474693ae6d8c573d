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
 */
typedef struct {
  const char *person;
  gint64 from;
  gint64 to;
  const char *const *redact;
} HavenReportOptions;

char *
haven_evidence_report_html (const char *path, const HavenReportOptions *options, gint64 now, GError **error);
char *haven_evidence_report_csv (const char *path, const HavenReportOptions *options, GError **error);

G_END_DECLS
