/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenLintNote:
 * @is_error: whether the pack does not pass; else it is advice
 * @text: where and what, in one line: "packs/x.json: rules[3] (name): …"
 */
typedef struct {
  gboolean is_error;
  char *text;
} HavenLintNote;

/* (element-type HavenPack) packs and others, (element-type HavenLintNote) notes */
GPtrArray *haven_lint_packs (GPtrArray *packs, GPtrArray *others);

G_END_DECLS
