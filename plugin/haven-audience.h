/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

char *haven_audience_describe (PurpleConversation *conversation);

G_END_DECLS
