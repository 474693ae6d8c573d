/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

char *haven_problem_describe (HavenPlugin *plugin);
char *haven_problem_describe_held (HavenPlugin *plugin);
void haven_problem_tell (HavenPlugin *plugin);

G_END_DECLS
