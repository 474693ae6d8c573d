/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_SUFFIX_NAME = 1 << 0,   /* the name itself is a suffix */
  HAVEN_SUFFIX_UNDER = 1 << 1,  /* so is every name right under it */
  HAVEN_SUFFIX_EXCEPT = 1 << 2, /* but not this one */
} HavenSuffixRules;

guint haven_suffixes_lookup (const char *name);

G_END_DECLS
