/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-link.h"

G_BEGIN_DECLS

/**
 * HavenOnward:
 * @HAVEN_ONWARD_NOWHERE: the link leads where it says
 * @HAVEN_ONWARD_SAID: it passes through a service that says itself that it leads on: a mail provider's check,
 * a translation, a page of results
 * @HAVEN_ONWARD_HIDDEN: it passes through a site that people know and ends at another
 */
typedef enum {
  HAVEN_ONWARD_NOWHERE,
  HAVEN_ONWARD_SAID,
  HAVEN_ONWARD_HIDDEN,
} HavenOnward;

HavenOnward haven_onward_read (const char *host, const char *rest, char **target);
gboolean haven_onward_stays_home (const char *host, const char *rest);

G_END_DECLS
