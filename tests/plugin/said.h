/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Said:
 * @part: of what is expected in the log
 * @n: atomic: how often it was said
 *
 * What is said in the log by a thread that writes, where g_test_expect_message() does not hear it in time.
 */
typedef struct {
  const char *part;
  gint n;
} Said;

void said_expect (Said *said);
void said_wait (Said *said);

G_END_DECLS
