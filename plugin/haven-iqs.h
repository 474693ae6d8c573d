/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenIqs HavenIqs;

/* @iq: (nullable): the answer, borrowed: its type is "result" or "error"; NULL when the connection ended
 * before. */
typedef void (*HavenIqFunc) (xmlnode *iq, gpointer data);

HavenIqs *haven_iqs_new (PurplePlugin *handle);
void haven_iqs_free (HavenIqs *iqs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenIqs, haven_iqs_free)

xmlnode *haven_iq_new (const char *type, const char *to, xmlnode *payload);
void haven_iqs_ask (HavenIqs *iqs,
                    PurpleConnection *gc,
                    xmlnode *iq,
                    HavenIqFunc func,
                    gpointer data,
                    GDestroyNotify destroy);
void haven_iqs_forget (HavenIqs *iqs, gconstpointer data);

G_END_DECLS
