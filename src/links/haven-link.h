/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_LINK_SITE,   /* leads to a host: http, ftp, irc…, or a bare host */
  HAVEN_LINK_MAIL,   /* an e-mail address */
  HAVEN_LINK_SCRIPT, /* runs or holds what it shows: javascript:, vbscript:, data: */
  HAVEN_LINK_OTHER,  /* magnet:, xmpp:, matrix:, tel:, geo: */
} HavenLinkKind;

/**
 * HavenLink:
 * @kind: what it leads to
 * @start: its first byte in the text it was found in
 * @end: one past its last byte
 * @host_start: where the host stands in that text; @start when there is none
 * @host_end: one past the host's last byte
 * @rest: where the path, query or fragment begins in that text; @end when there is none
 * @url: the address as it was written, with a defanged form ("hxxp", "[.]") put right
 * @host: (nullable): the host in ASCII form and lower case, an IP address in its usual form
 * @domain: (nullable): the registrable domain, within @host; %NULL for an address or a local name
 * @scheme: whether a scheme was written
 * @user_info: whether a name or password stands before the host
 * @defanged: whether it was written so that nobody follows it by accident
 * @address: whether @host is an IP address
 */
typedef struct {
  HavenLinkKind kind;
  gsize start;
  gsize end;
  gsize host_start;
  gsize host_end;
  gsize rest;
  char *url;
  char *host;
  const char *domain;
  gboolean scheme;
  gboolean user_info;
  gboolean defanged;
  gboolean address;
} HavenLink;

GArray *haven_links_find (const char *text, gsize length);
gboolean haven_link_parse (const char *target, HavenLink *link);
void haven_link_clear (HavenLink *link);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenLink, haven_link_clear)

G_END_DECLS
