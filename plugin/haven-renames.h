/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenRenames HavenRenames;

HavenRenames *haven_renames_new (void);
void haven_renames_free (HavenRenames *renames);

void haven_renames_saw (HavenRenames *renames, PurpleAccount *account, const char *before, const char *now);
const char *haven_renames_first (HavenRenames *renames, PurpleAccount *account, const char *name);
void haven_renames_forget (HavenRenames *renames, PurpleAccount *account, const char *name);
void haven_renames_forget_account (HavenRenames *renames, PurpleAccount *account);

G_END_DECLS
