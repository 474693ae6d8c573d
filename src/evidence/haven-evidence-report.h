/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "evidence/haven-evidence-entries.h"

G_BEGIN_DECLS

char *
haven_evidence_report_html (const char *path, const HavenReportOptions *options, gint64 now, GError **error);
char *haven_evidence_report_csv (const char *path, const HavenReportOptions *options, GError **error);

G_END_DECLS
