/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenBareHost:
 * @text: the text around it
 * @length: its length in bytes
 * @start: where the host begins
 * @end: where it ends
 * @ascii: its ASCII form
 * @port: whether a port follows
 * @path: whether a path, query or fragment follows
 *
 * Something that has the form of a host, without a scheme.
 */
typedef struct {
  const char *text;
  gsize length;
  gsize start;
  gsize end;
  const char *ascii;
  gboolean port;
  gboolean path;
} HavenBareHost;

gboolean haven_link_words_is_host (const HavenBareHost *bare);

G_END_DECLS
