/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean haven_signature_supported (void);
gboolean haven_signature_verify (const char *data,
                                 gsize length,
                                 const char *signature,
                                 const char *public_key,
                                 char **trusted_comment,
                                 GError **error);

G_END_DECLS
