/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

gboolean haven_gtk_line_displaying (PurpleAccount *account,
                                    const char *who,
                                    char **text,
                                    PurpleConversation *conversation,
                                    int flags,
                                    gpointer gtk);
void haven_gtk_line_displayed (PurpleAccount *account,
                               const char *who,
                               const char *text,
                               PurpleConversation *conversation,
                               int flags,
                               gpointer gtk);

G_END_DECLS
