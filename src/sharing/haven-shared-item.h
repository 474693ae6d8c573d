/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenSharedItem:
 * @id: its id in findings
 * @category: the category of the taxonomy it belongs to
 * @severity: 1 to 3
 * @title: what it is, in a few calm words; for gettext
 *
 * What is said of one kind of thing that may be shared.
 */
typedef struct {
  const char *id;
  const char *category;
  guint severity;
  const char *title;
} HavenSharedItem;

const HavenSharedItem *haven_shared_item_get (const char *id);

G_END_DECLS
