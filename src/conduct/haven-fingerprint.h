/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "text/haven-text.h"

G_BEGIN_DECLS

#define HAVEN_FINGERPRINT_NONE 0

guint64 haven_fingerprint (const HavenText *text);
gboolean haven_fingerprint_alike (guint64 a, guint64 b);
guint64 haven_fingerprint_find_alike (const guint64 *fingerprints, guint n, guint64 fingerprint);

G_END_DECLS
