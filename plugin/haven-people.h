/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenPeople HavenPeople;

HavenPeople *haven_people_new (HavenEngine *engine);
void haven_people_free (HavenPeople *people);

G_END_DECLS
