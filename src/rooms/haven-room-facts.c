/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows what servers call the kinds of rooms. */

#include "rooms/haven-room-facts.h"

#define BITS 2 /* of one answer */

/**
 * haven_room_facts_read_feature:
 * @facts: (inout): what is known of a room
 * @feature: one of the features that an XMPP server names (XEP-0045, section 6.4); others change nothing
 */
void
haven_room_facts_read_feature (HavenRoomFacts *facts, const char *feature)
{
  if (g_str_equal (feature, "muc_open"))
    facts->open = facts->open == HAVEN_ROOM_UNKNOWN ? HAVEN_ROOM_YES : facts->open;
  else if (g_str_equal (feature, "muc_membersonly") || g_str_equal (feature, "muc_passwordprotected"))
    facts->open = HAVEN_ROOM_NO;
  else if (g_str_equal (feature, "muc_public"))
    facts->listed = HAVEN_ROOM_YES;
  else if (g_str_equal (feature, "muc_hidden"))
    facts->listed = HAVEN_ROOM_NO;
  else if (g_str_equal (feature, "muc_moderated"))
    facts->moderated = HAVEN_ROOM_YES;
  else if (g_str_equal (feature, "muc_unmoderated"))
    facts->moderated = HAVEN_ROOM_NO;
  else if (g_str_equal (feature, "muc_nonanonymous"))
    facts->real_address_shows = HAVEN_ROOM_YES;
  else if (g_str_equal (feature, "muc_semianonymous"))
    facts->real_address_shows = HAVEN_ROOM_NO;
  else if (g_str_has_prefix (feature, "urn:xmpp:mam:"))
    facts->archived = HAVEN_ROOM_YES;
}

/**
 * haven_room_facts_read_modes:
 * @facts: (inout): what is known of a room
 * @modes: the modes that an IRC server says a channel has, "+ntk" (RFC 2811, section 4)
 *
 * What no mode says is not so: a channel without one is open, listed and not moderated.
 */
void
haven_room_facts_read_modes (HavenRoomFacts *facts, const char *modes)
{
  facts->open = HAVEN_ROOM_YES;
  facts->listed = HAVEN_ROOM_YES;
  facts->moderated = HAVEN_ROOM_NO;
  for (; *modes != '\0' && *modes != ' '; modes++) {
    if (*modes == 'i' || *modes == 'k')
      facts->open = HAVEN_ROOM_NO;
    else if (*modes == 's' || *modes == 'p')
      facts->listed = HAVEN_ROOM_NO;
    else if (*modes == 'm')
      facts->moderated = HAVEN_ROOM_YES;
  }
}

/**
 * haven_room_facts_to_number:
 * @facts: what is known of a room
 *
 * Returns: the same as a number, 0 when nothing is known; where a pointer is kept this needs nobody to free
 * it
 */
guint
haven_room_facts_to_number (const HavenRoomFacts *facts)
{
  return (guint)facts->open | (guint)facts->listed << BITS | (guint)facts->moderated << 2 * BITS |
         (guint)facts->real_address_shows << 3 * BITS | (guint)facts->archived << 4 * BITS;
}

static HavenRoomAnswer
answer_of (guint number, guint index)
{
  return (HavenRoomAnswer)(number >> index * BITS & ((1u << BITS) - 1));
}

/**
 * haven_room_facts_from_number:
 * @number: what haven_room_facts_to_number() gave
 *
 * Returns: what is known of the room
 */
HavenRoomFacts
haven_room_facts_from_number (guint number)
{
  return (HavenRoomFacts){answer_of (number, 0), answer_of (number, 1), answer_of (number, 2),
                          answer_of (number, 3), answer_of (number, 4)};
}
