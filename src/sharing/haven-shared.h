/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "sharing/haven-reader.h"

G_BEGIN_DECLS

/**
 * HavenShared:
 * @item: which kind of thing it is: "card", "phone"…
 * @start: its first byte in the text that was read
 * @end: one past its last byte
 * @last: number of the last token that belongs to it
 *
 * One thing in a text that says something about a person.
 */
typedef struct {
  const char *item;
  guint32 start;
  guint32 end;
  guint last;
} HavenShared;

/* Looks for one kind of thing that begins at a token of the text. */
typedef gboolean (*HavenSharedFind) (const HavenReader *reader, guint token, HavenShared *found);

gboolean haven_card_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_iban_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_account_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_national_id_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_document_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_phone_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_email_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_email_spelled_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_handle_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_coordinates_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_three_words_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_map_link_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_ip_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_birth_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_password_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_seed_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_password_said_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_code_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_key_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_login_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_login_told_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_person_find (const HavenReader *reader, guint token, HavenShared *found);

gboolean
haven_shared_take (HavenShared *found, const char *item, const HavenReader *reader, guint first, guint last);
gboolean haven_shared_take_bytes (
    HavenShared *found, const char *item, const HavenReader *reader, gsize start, gsize end);
void haven_shared_look (const HavenText *text, GArray *found);

G_END_DECLS
