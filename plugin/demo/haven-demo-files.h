/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

PurpleXfer *haven_demo_new_xfer (PurpleConnection *gc, const char *who);
void haven_demo_send_file (PurpleConnection *gc, const char *who, const char *path);
void haven_demo_keep_pictures (const char *message);

G_END_DECLS
