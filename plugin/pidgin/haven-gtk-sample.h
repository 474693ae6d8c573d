/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "settings/haven-settings.h"

G_BEGIN_DECLS

GtkWidget *haven_gtk_sample_new (void);
void haven_gtk_sample_show (GtkWidget *sample, const HavenSettings *settings, const char *topic);

G_END_DECLS
