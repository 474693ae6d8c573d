/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void haven_witness_json (GString *out, const char *text);
char *haven_witness_text (const char *conversation);
char *haven_witness_tags (const char *conversation);
char *haven_witness_markup (const char *conversation);
char *haven_witness_entry (const char *conversation);
char *haven_witness_attach (const char *conversation, const char *path);
char *haven_witness_close (const char *conversation);
char *haven_witness_topic (const char *conversation);
char *haven_witness_present (const char *conversation);
char *haven_witness_where (const char *conversation, const char *needle);
char *haven_witness_smiley (const char *conversation, const char *word);
char *haven_witness_in_view (const char *conversation);
char *haven_witness_picture (const char *conversation);
char *haven_witness_widgets (void);

G_END_DECLS
