/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *haven_domain_registrable (const char *host);
const char *haven_domain_registrable_embedded (const char *host);
const char *haven_domain_parent (const char *host);
gboolean haven_domain_is_suffix (const char *host);
gboolean haven_domain_tld_known (const char *tld);
gboolean haven_domain_tld_known_embedded (const char *tld);

G_END_DECLS
