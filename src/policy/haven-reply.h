/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-verdict.h"

G_BEGIN_DECLS

char *haven_reply_mark (const HavenVerdict *verdict);

G_END_DECLS
