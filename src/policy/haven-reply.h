/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-verdict.h"

G_BEGIN_DECLS

char *haven_reply_topic (const HavenVerdict *verdict);
char *haven_reply_mark (const HavenVerdict *verdict);
gboolean haven_reply_wants_mark (const char *text);

G_END_DECLS
