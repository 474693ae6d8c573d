/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

/* One line on its way to the screen. */
typedef struct {
  PurpleConversation *conversation;
  HavenVeil *veil;       /* (nullable) */
  HavenVerdict *verdict; /* (nullable): owned; a veil has its own */
} HavenLine;

typedef struct _HavenLines HavenLines;

HavenLines *haven_lines_new (void);
void haven_lines_free (HavenLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenLines, haven_lines_free)

void
haven_lines_received (HavenLines *lines, PurpleAccount *account, const char *text, HavenVerdict *verdict);
gboolean haven_lines_take_received (HavenLines *lines,
                                    PurpleAccount *account,
                                    const char *text,
                                    HavenVerdict **verdict);

void haven_lines_heard (HavenLines *lines, PurpleConversation *conversation, const char *words);
char *haven_lines_take_heard (HavenLines *lines, PurpleConversation *conversation, const char *line);

void haven_lines_announce (HavenLines *lines,
                           PurpleConversation *conversation,
                           HavenVeil *veil,
                           HavenVerdict *verdict);
void haven_lines_enter (HavenLines *lines, PurpleConversation *conversation);
void haven_lines_leave (HavenLines *lines, PurpleConversation *conversation);
const HavenLine *haven_lines_current (HavenLines *lines, PurpleConversation *conversation);

void haven_lines_forget_veil (HavenLines *lines, HavenVeil *veil);
void haven_lines_forget_conversation (HavenLines *lines, PurpleConversation *conversation);

G_END_DECLS
