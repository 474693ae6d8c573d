/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

/* By which somebody is found: a name as one account sees it. First member of what stands in such a table. */
typedef struct {
  PurpleAccount *account; /* only compared */
  char *name;             /* nullable */
} HavenAccountName;

guint haven_account_name_hash (gconstpointer key);
gboolean haven_account_name_equal (gconstpointer a, gconstpointer b);
gboolean haven_account_name_is_of (gpointer key, gpointer value, gpointer account);

G_END_DECLS
