/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_block_ask (
    HavenGtk *gtk, GtkWindow *parent, const char *account, const char *who, const char *words);

G_END_DECLS
