/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_directory_wrap (void);
void haven_directory_unwrap (void);
void haven_directory_user_info (HavenPlugin *plugin, PurpleAccount *account, PurpleNotifyUserInfo *info);

G_END_DECLS
