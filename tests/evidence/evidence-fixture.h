/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "evidence/haven-evidence-report.h"

/* A folder of its own for each test, and the evidence in it. */
typedef struct {
  char *directory;
  char *path;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_append (HavenEvidence *evidence, const char *sender, const char *text);
void fixture_write_three (Fixture *fixture);
guint fixture_count_problems (const char *path);
