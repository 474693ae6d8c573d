/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_HOST_SCHEME,   /* after http:// and the like: any name */
  HAVEN_HOST_RELATIVE, /* after // */
  HAVEN_HOST_BARE,     /* on its own */
  HAVEN_HOST_MAIL,     /* after the @ of an e-mail address */
} HavenHostPlace;

/**
 * HavenHostRead:
 * @end: one past its last byte in the text
 * @ascii: its ASCII form, or the usual form of an address
 * @plain: (nullable): where @defanged, the host as it was written but with plain dots
 * @address: whether it is an IP address
 * @defanged: whether its dots were written so that nobody follows it
 */
typedef struct {
  gsize end;
  char *ascii;
  char *plain;
  gboolean address;
  gboolean defanged;
} HavenHostRead;

gboolean
haven_link_host_read (const char *text, gsize length, gsize at, HavenHostPlace place, HavenHostRead *read);

G_END_DECLS
