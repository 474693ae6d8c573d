/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

typedef gboolean (*HavenDemoSay) (const char *where, const char *who, const char *text);

typedef struct _HavenDemoPipe HavenDemoPipe;

HavenDemoPipe *haven_demo_pipe_new (const char *path, HavenDemoSay say);
void haven_demo_pipe_free (HavenDemoPipe *pipe);
