/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places as numbers: coordinates, plus codes, links to maps. */
#include "sharing/haven-shared.h"

#include <string.h>

/* Reads "[-]12.3456" at @at; returns its end, 0 when there is none; @places gets the digits after the point.
 */
static gsize
read_decimal (const HavenReader *reader, gsize at, double *value, guint *places)
{
  const char *text = reader->text;
  gsize start = at;
  gboolean minus = at < reader->length && text[at] == '-';
  double scale = 1;

  *value = 0;
  *places = 0;
  if (minus)
    start = ++at;
  while (at < reader->length && g_ascii_isdigit (text[at]) && at - start < 4)
    *value = *value * 10 + (text[at++] - '0');
  if (at == start || at - start > 3 || at >= reader->length || text[at] != '.')
    return 0;
  at++;
  while (at < reader->length && g_ascii_isdigit (text[at]) && *places < 20) {
    *value += (text[at++] - '0') / (scale *= 10);
    (*places)++;
  }
  if (minus)
    *value = -*value;
  return *places > 0 ? at : 0;
}

/* Skips signs of degrees and letters of the wind: "52.5200° N" */
static gsize
skip_sign (const HavenReader *reader, gsize at, const char *letters, gboolean *said)
{
  gsize from = at;

  if (at + 1 < reader->length && (guint8)reader->text[at] == 0xC2 && (guint8)reader->text[at + 1] == 0xB0)
    at += 2;
  while (at < reader->length && reader->text[at] == ' ')
    at++;
  if (at < reader->length && reader->text[at] != '\0' && strchr (letters, reader->text[at]) != NULL &&
      !g_ascii_isalpha (haven_reader_at (reader, (gssize)at + 1))) {
    *said = TRUE;
    return at + 1;
  }
  return from + 1 < reader->length && (guint8)reader->text[from] == 0xC2 ? from + 2 : from;
}

/* The bytes of the first of the signs that stands at @at; 0 when none does. */
static gsize
sign_at (const HavenReader *reader, gsize at, const char *const *signs)
{
  for (guint i = 0; signs[i] != NULL; i++) {
    gsize length = strlen (signs[i]);

    if (reader->length - at >= length && memcmp (reader->text + at, signs[i], length) == 0)
      return length;
  }
  return 0;
}

/* Takes "12", or "12.34", and the sign behind it; returns where it ends, 0 when it is something else. */
static gsize
read_signed (const HavenReader *reader, gsize at, guint most, const char *const *signs)
{
  gsize digits, sign;

  at += haven_reader_span (reader, at, " ");
  digits = haven_reader_span (reader, at, "0123456789");
  if (digits == 0 || digits > most)
    return 0;
  at += digits;
  if (haven_reader_at (reader, (gssize)at) == '.')
    at += 1 + haven_reader_span (reader, at + 1, "0123456789");
  at += haven_reader_span (reader, at, " ");
  sign = at < reader->length ? sign_at (reader, at, signs) : 0;
  return sign > 0 ? at + sign : 0;
}

static gboolean
is_wind (const HavenReader *reader, gsize at)
{
  char is = haven_reader_at (reader, (gssize)at);

  return is != '\0' && strchr ("NSEWO", is) != NULL &&
         !g_ascii_isalpha (haven_reader_at (reader, (gssize)at + 1));
}

/* 52°31'12"N or N 52° 31.2': the wind before it or after; returns where it ends, 0 when it is something else.
 */
static gsize
read_angle (const HavenReader *reader, gsize at)
{
  static const char *const degrees[] = {"°", "º", "˚", NULL};
  static const char *const minutes[] = {"'", "′", "’", NULL};
  static const char *const seconds[] = {"\"", "″", "”", "''", "’’", NULL};
  gboolean first = is_wind (reader, at);
  gsize end = read_signed (reader, at + first, 3, degrees), more;

  if (end == 0)
    return 0;
  more = read_signed (reader, end, 2, minutes);
  if (more == 0)
    return 0;
  end = more;
  more = read_signed (reader, end, 2, seconds);
  end = more > 0 ? more : end;
  if (first)
    return end;
  end += haven_reader_span (reader, end, " ");
  return is_wind (reader, end) ? end + 1 : 0;
}

static gboolean
find_degrees (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, end;

  if (token > 0 && is_wind (reader, reader->tokens[token - 1].start) &&
      haven_reader_gap_is (reader, token - 1, " "))
    start = reader->tokens[token - 1].start;
  end = read_angle (reader, start);
  if (end == 0)
    return FALSE;
  end = read_angle (reader, end + haven_reader_span (reader, end, " ,;/"));
  if (end == 0)
    return FALSE;
  found->item = "coordinates";
  found->start = (guint32)start;
  found->end = (guint32)end;
  found->last = MIN (haven_reader_token_at (reader, end - 1), reader->n_tokens - 1);
  return TRUE;
}

/* Skips what stands between two numbers: ", ", "; ", " lng=" */
static gsize
skip_between (const HavenReader *reader, gsize at)
{
  static const char *const words[] = {"longitude", "long", "lng", "lon", NULL};

  at += haven_reader_span (reader, at, " ,;/");
  for (guint i = 0; words[i] != NULL; i++) {
    gsize length = strlen (words[i]);

    if (reader->length - at > length && g_ascii_strncasecmp (reader->text + at, words[i], length) == 0)
      return at + length + haven_reader_span (reader, at + length, " =:");
  }
  return at;
}

#define MOST_BESIDE 8 /* words of the same sentence */

/* Whether words near two decimals, or nothing beside them, say that they are a place; two numbers alone may
 * be temperatures, times or results. */
static gboolean
is_place_said (const HavenReader *reader, guint token, gsize start, gsize end)
{
  static const char *const words[] = {
      "i",       "im",          "i'm",        "me",       "my",       "we",        "us",        "our",
      "he",      "she",         "they",       "his",      "her",      "their",     "you",       "your",
      "here",    "home",        "house",      "live",     "lives",    "living",    "meet",      "meeting",
      "coords",  "coord",       "gps",        "location", "position", "located",   "lat",       "latitude",
      "pin",     "parked",      "camp",       "camping",  "tent",     "find",      "come",      "exact",
      "address", "coordinates", "coordinate", "standort", "position", "ubicación", "ubicacion", NULL};

  guint last = haven_reader_token_at (reader, end - 1), at;

  if (start <= 1 && reader->length - end <= 2)
    return TRUE;
  for (at = token; at > 0 && token - at < MOST_BESIDE && !haven_reader_gap_has (reader, at - 1, ".!?\n");
       at--) {
    if (!haven_reader_is_digits (reader, at - 1) && haven_reader_is_any (reader, at - 1, words))
      return TRUE;
  }
  for (at = last;
       at + 1 < reader->n_tokens && at - last < MOST_BESIDE && !haven_reader_gap_has (reader, at, ".!?\n");
       at++) {
    if (!haven_reader_is_digits (reader, at + 1) && haven_reader_is_any (reader, at + 1, words))
      return TRUE;
  }
  return FALSE;
}

/* What two numbers are that are none, however exact. */
static gboolean
is_measured (const HavenReader *reader, guint token)
{
  static const char *const words[] = {"loss",  "accuracy", "vector", "score",     "scores",       "weights",
                                      "mean",  "price",    "prices", "translate", "rotation",     "values",
                                      "temps", "tensor",   "std",    "median",    "coefficients", NULL};

  return haven_reader_near_any (reader, token, token, 5, 0, words);
}

/* A full plus code, as in "8FVC9G8F+6W" (Open Location Code) */
static gboolean
find_plus_code (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char alphabet[] = "23456789CFGHJMPQRVWX";
  const HavenToken *area = &reader->tokens[token], *rest = area + 1;

  if (area->end - area->start != 8 || haven_reader_at (reader, (gssize)area->end) != '+' ||
      token + 1 >= reader->n_tokens || haven_reader_gap_length (reader, token) != 1)
    return FALSE;
  return rest->end - rest->start >= 2 && rest->end - rest->start <= 4 &&
         haven_reader_span (reader, area->start, alphabet) >= 8 &&
         haven_reader_span (reader, rest->start, alphabet) >= rest->end - rest->start &&
         haven_reader_alone (reader, area->start, rest->end) &&
         haven_shared_take (found, "coordinates", reader, token, token + 1);
}

/* Two decimal degrees as they are written. */
typedef struct {
  double latitude, longitude;
  guint places;    /* decimal places of the latitude */
  guint more;      /* and of the longitude */
  gboolean winded; /* the winds are said */
  gsize start, end;
} Pair;

static gboolean
read_latitude (const HavenReader *reader, Pair *pair)
{
  char before;

  if (haven_reader_at (reader, (gssize)pair->start - 1) == '-')
    pair->start--;
  before = haven_reader_at (reader, (gssize)pair->start - 1);
  pair->end = read_decimal (reader, pair->start, &pair->latitude, &pair->places);
  return pair->end != 0 && ABS (pair->latitude) <= 90 && !g_ascii_isalnum (before) && before != '.';
}

static gboolean
read_longitude (const HavenReader *reader, Pair *pair)
{
  char next;

  pair->end = read_decimal (reader, pair->end, &pair->longitude, &pair->more);
  if (pair->end == 0)
    return FALSE;
  next = haven_reader_at (reader, (gssize)pair->end);
  return ABS (pair->longitude) <= 180 && !g_ascii_isalnum (next) &&
         !(next == '.' && g_ascii_isdigit (haven_reader_at (reader, (gssize)pair->end + 1)));
}

static gboolean
read_pair (const HavenReader *reader, Pair *pair)
{
  char between;

  if (!read_latitude (reader, pair))
    return FALSE;
  pair->end = skip_sign (reader, pair->end, "NS", &pair->winded);
  between = haven_reader_at (reader, (gssize)pair->end);
  if (between != ',' && between != ' ' && between != ';')
    return FALSE;
  pair->end = skip_between (reader, pair->end);
  if (!read_longitude (reader, pair))
    return FALSE;
  pair->end = skip_sign (reader, pair->end, "EWO", &pair->winded);
  return TRUE;
}

/* Four places of a degree are some ten metres, five are one: so many are copied from a map. */
#define FEW_PLACES 4
#define MANY_PLACES 5
#define MOST_PLACES 15

static gboolean
is_exact (const HavenReader *reader, guint token, const Pair *pair)
{
  guint places = MIN (pair->places, pair->more);

  if (pair->winded && places >= 2)
    return TRUE;
  if (places < FEW_PLACES || pair->places > MOST_PLACES ||
      (ABS (pair->latitude) < 1 && ABS (pair->longitude) < 1))
    return FALSE;
  return (places >= MANY_PLACES || is_place_said (reader, token, pair->start, pair->end)) &&
         !is_measured (reader, token);
}

/**
 * haven_coordinates_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the coordinates
 *
 * Two decimal degrees with at least five places each, with four when words say that they are a place, or with
 * fewer when the winds are said; degrees, minutes and seconds; a full plus code (Open Location Code: 20
 * letters and digits, a + after eight).
 *
 * Returns: whether coordinates start at @token
 */
gboolean
haven_coordinates_find (const HavenReader *reader, guint token, HavenShared *found)
{
  /* what one looks at from afar */
  static const char *const sights[] = {"tower",  "bridge",  "pole",     "crater", "epicenter", "epicentre",
                                       "summit", "volcano", "monument", "quake",  NULL};
  const HavenToken *of = &reader->tokens[token];
  Pair pair = {.start = of->start};

  if (!(of->flags & HAVEN_TOKEN_DIGITS) || of->flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (find_plus_code (reader, token, found))
    return TRUE;
  if (reader->flags & HAVEN_TOKEN_DIGITS && (guint8)haven_reader_at (reader, (gssize)of->end) >= 0x80 &&
      find_degrees (reader, token, found))
    return TRUE;
  return read_pair (reader, &pair) && is_exact (reader, token, &pair) &&
         !haven_reader_near_any (reader, token, token, 5, 0, sights) &&
         haven_shared_take_bytes (found, "coordinates", reader, pair.start, pair.end);
}

/* Hosts and the start of a path that show a place; from the services' own documents on sharing a place. */
static const char *const map_links[] = {
    "maps.google.",
    "google.com/maps",
    "goo.gl/maps/",
    "maps.app.goo.gl/",
    "maps.apple.com/",
    "maps.apple/",
    "openstreetmap.org/#map=",
    "openstreetmap.org/?mlat",
    "osm.org/go/",
    "bing.com/maps",
    "w3w.co/",
    "what3words.com/",
    "waze.com/ul",
    "waze.com/live-map",
    "plus.codes/",
    "here.com/l/",
    "share.here.com/",
    "yandex.ru/maps",
    "mapy.cz/s/",
    "find-my.apple.com",
};

/* Whether the address of the web that starts at a token is one of those. */
static gboolean
shows_place (const HavenReader *reader, guint token)
{
  gsize at = reader->tokens[token].start;

  if (haven_reader_is (reader, token, "http") || haven_reader_is (reader, token, "https"))
    at = MIN (reader->tokens[token].end + 3, reader->length);
  if (reader->length - at > 4 && g_ascii_strncasecmp (reader->text + at, "www.", 4) == 0)
    at += 4;
  for (guint i = 0; i < G_N_ELEMENTS (map_links); i++) {
    gsize length = strlen (map_links[i]);

    /* none of them has a space, so that what is like one stands in one chunk; something follows it */
    if (reader->length - at > length && g_ascii_strncasecmp (reader->text + at, map_links[i], length) == 0 &&
        !g_ascii_isspace (reader->text[at + length]) && strchr ("<>\"", reader->text[at + length]) == NULL)
      return TRUE;
  }
  return FALSE;
}

#define NEAR_ZOOM 13 /* of maps of the web: below, a picture shows a town or more */

/* "#map=5/51.5/10.0", "/@51.5,10.0,5z": a map of a whole country shows nobody's place. */
static gboolean
is_far (const HavenReader *reader, gsize start, gsize end)
{
  const char *text = reader->text;
  const char *zoom = g_strstr_len (text + start, (gssize)(end - start), "#map=");
  gsize at = end;

  if (zoom != NULL)
    return g_ascii_strtoull (zoom + strlen ("#map="), NULL, 10) < NEAR_ZOOM;
  if (text[end - 1] != 'z' || memchr (text + start, '@', end - start) == NULL)
    return FALSE;
  for (at = end - 1; at > start && (g_ascii_isdigit (text[at - 1]) || text[at - 1] == '.'); at--)
    ;
  return at > start && text[at - 1] == ',' && at + 1 < end &&
         g_ascii_strtoull (text + at, NULL, 10) < NEAR_ZOOM;
}

/* "?q=Hyde+Park": a name that is looked for, without a number, is a place that everybody knows. */
static gboolean
is_search (const HavenReader *reader, gsize start, gsize end)
{
  const char *query = g_strstr_len (reader->text + start, (gssize)(end - start), "?q=");

  if (query == NULL)
    return FALSE;
  for (; query < reader->text + end; query++) {
    if (g_ascii_isdigit (*query))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_three_words_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the place
 *
 * Source: what3words: three words with full stops between, after "///", name a square of three metres.
 * Without that sign words must say what they are: a site and a program have that form too.
 *
 * Returns: whether a place in three words starts at @token
 */
gboolean
haven_three_words_find (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const names[] = {"what3words", "w3w", NULL};
  gsize start = reader->tokens[token].start;
  gboolean signed_place = start >= 3 && memcmp (reader->text + start - 3, "///", 3) == 0;

  if (token + 2 >= reader->n_tokens || !haven_reader_gap_is (reader, token, ".") ||
      !haven_reader_gap_is (reader, token + 1, ".") ||
      g_ascii_isalnum (haven_reader_at (reader, (gssize)reader->tokens[token + 2].end + 1)))
    return FALSE;
  for (guint i = token; i < token + 3; i++) {
    const HavenToken *word = &reader->tokens[i];

    if (word->flags & (HAVEN_TOKEN_DIGITS | HAVEN_TOKEN_WIDE) || word->end - word->start < 3)
      return FALSE;
  }
  if (signed_place)
    signed_place = start == 3 || g_ascii_isspace (reader->text[start - 4]);
  return (signed_place || haven_reader_near_any (reader, token, token, 4, 0, names)) &&
         haven_shared_take (found, "coordinates", reader, token, token + 2);
}

/**
 * haven_map_link_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the link
 *
 * Returns: whether a link to a place on a map, or a geo: address (RFC 5870), starts at @token
 */
gboolean
haven_map_link_find (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize start = reader->tokens[token].start, end = start;
  char after = haven_reader_at (reader, (gssize)reader->tokens[token].end);

  if (!(reader->flags & HAVEN_TOKEN_LINK) || (after != '.' && after != ':'))
    return FALSE;
  /* the host first: a text that is one long chunk must not be read to its end for each of its tokens */
  if (!(haven_reader_is (reader, token, "geo") && haven_reader_gap_is (reader, token, ":") &&
        haven_reader_is_digits (reader, token + 1)) &&
      (!(reader->tokens[token].flags & HAVEN_TOKEN_LETTERS) ||
       (start > 0 && strchr ("./@", reader->text[start - 1]) != NULL) || !shows_place (reader, token)))
    return FALSE;
  while (end < reader->length && !g_ascii_isspace (reader->text[end]) &&
         strchr ("<>\"", reader->text[end]) == NULL)
    end++;
  while (end > start && strchr (".,;:!?)'", reader->text[end - 1]) != NULL)
    end--;
  if (end - start < 10 || is_far (reader, start, end) || is_search (reader, start, end))
    return FALSE;
  return haven_shared_take_bytes (found, "map-link", reader, start, end);
}
