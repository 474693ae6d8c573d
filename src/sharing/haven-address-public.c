/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses that everybody knows: houses of films and of governments, and those of places that one may visit.
 * They find nobody. */
#include "sharing/haven-address.h"

#include <string.h>

/* "10 Downing Street" by itself: who gives such an address as their own, or with a town and a postcode, may
 * mean it. */
static gboolean
is_famous (const HavenReader *reader, guint first, guint last)
{
  static const char *const mine[] = {"i", "i'm", "im", "m", "me", "my", "mine", "we", "us", "our", NULL};
  static const struct {
    const char *number;
    const char *street;
  } houses[] = {
      {"10", "downing"}, {"11", "downing"},   {"221b", "baker"},    {"1600", "pennsylvania"},
      {"4", "privet"},   {"12", "grimmauld"}, {"742", "evergreen"}, {"124", "conch"},
      {"42", "wallaby"}, {"1", "infinite"},   {"350", "fifth"},     {"1313", "mockingbird"},
      {"112", "ocean"},  {"1428", "elm"},     {"308", "negra"},     {"32", "windsor"},
  };

  if (last > first + 2 || haven_reader_near_any (reader, first, first, 10, 0, mine))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (houses); i++)
    if (haven_reader_is (reader, first, houses[i].number) &&
        haven_reader_is (reader, first + 1, houses[i].street))
      return TRUE;
  return FALSE;
}

/* "the museum is at Kirchplatz 3", "gig at The Blue Anchor, 40 High Street" */
static gboolean
is_visited (const HavenReader *reader, guint first)
{
  static const char *const venues[] = {
      "museum",     "library",    "gig",      "concert",    "theatre",    "theater",     "cinema",
      "pub",        "restaurant", "shop",     "store",      "exhibition", "gallery",     "church",
      "stadium",    "embassy",    "venue",    "pharmacy",   "museo",      "restaurante", "kino",
      "bibliothek", "kirche",     "ministry", "courthouse", NULL};
  static const char *const people[] = {"i",     "i'm",  "im",    "me",    "my",    "mine", "we",
                                       "us",    "our",  "he",    "she",   "his",   "her",  "they",
                                       "their", "live", "lives", "work",  "works", "home", "flat",
                                       "above", "ich",  "mein",  "meine", NULL};

  return haven_reader_near_any (reader, first, first, 6, 0, venues) &&
         !haven_reader_near_any (reader, first, first, 10, 0, people);
}

/* "10 Main Street is a band from the 90s" */
static gboolean
is_title (const HavenReader *reader, guint last)
{
  static const char *const things[] = {"band", "song",   "movie", "film", "album",
                                       "show", "series", "novel", NULL};

  return (haven_reader_is (reader, last + 1, "is") || haven_reader_is (reader, last + 1, "was")) &&
         haven_reader_near_any (reader, last, last, 0, 4, things);
}

/**
 * haven_address_is_public:
 * @reader: a reader
 * @first: number of the first token of an address
 * @last: number of its last token
 *
 * Returns: whether everybody knows it, or it is that of a place for everybody, so that it finds nobody
 */
gboolean
haven_address_is_public (const HavenReader *reader, guint first, guint last)
{
  return is_famous (reader, first, last) || is_visited (reader, first) || is_title (reader, last);
}

/**
 * haven_address_is_after_flat:
 * @reader: a reader
 * @token: number of the token where an address may start
 *
 * Source: Australia Post and New Zealand Post: "5/27 George St" is the flat 5 of the house 27.
 *
 * Returns: whether the number of a flat and a slash stand before it
 */
gboolean
haven_address_is_after_flat (const HavenReader *reader, guint token)
{
  const HavenToken *flat = token > 0 ? &reader->tokens[token - 1] : NULL;
  char before;

  if (flat == NULL || !haven_reader_gap_is (reader, token - 1, "/"))
    return FALSE;
  before = haven_reader_at (reader, (gssize)flat->start - 1);
  return (before == '\0' || strchr (" \n(:,", before) != NULL) &&
         haven_reader_is_digits (reader, token - 1) && flat->end - flat->start <= 4 &&
         haven_reader_gap_is (reader, token, " ") && haven_reader_is_capital (reader, token + 1);
}
