/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean haven_choices_spell_out (char ***entries, guint *bad, GError **error);

G_END_DECLS
