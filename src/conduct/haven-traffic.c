/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The last minutes: who wrote how fast, what came again, and how many strangers came at once. It keeps
 * times and fingerprints, never words, in a fixed number of places; the one used longest ago makes room.
 */

#include "conduct/haven-traffic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-fingerprint.h"
#include "haven-finding.h"

#define MAX_STREAMS 2048
#define RECENT 16

/*
 * Bounds, from the replay of busy technical rooms: with time compressed tenfold a fast typist there writes
 * seven lines in ten seconds, and a question that nobody answered is asked again a few times. In an IM nobody
 * else's talk pulls a fast answer, and each line makes a sound.
 */
#define FLOOD_SPAN_IM (10 * G_TIME_SPAN_SECOND)
#define FLOOD_SPAN_CHAT (5 * G_TIME_SPAN_SECOND)
#define FLOOD_IM 10
#define FLOOD_CHAT RECENT
#define REPEAT_SPAN_IM (30 * G_TIME_SPAN_MINUTE)
#define REPEAT_SPAN_CHAT (5 * G_TIME_SPAN_MINUTE)
#define REPEATS_IM 3
#define REPEATS_CHAT 6
#define EVENT_SPAN G_TIME_SPAN_HOUR
#define EVENTS 4
#define PILE_SPAN (10 * G_TIME_SPAN_MINUTE)
#define PILE_PEOPLE 4
#define COPY_PEOPLE 4
#define N_BLOWS 64
#define NEW_SPAN G_TIME_SPAN_HOUR
#define NEED_SPAN G_TIME_SPAN_HOUR
#define PART_SPAN (30 * G_TIME_SPAN_MINUTE)

/* What one person wrote in one conversation, or one person's requests: rings, which begin with nothing at no
 * time. */
typedef struct {
  gint64 times[RECENT];
  guint64 fingerprints[RECENT];
  guint n_seen;
  gint64 answered_at; /* when the user last wrote there */
  gint64 need_at;     /* when they last told that they want to die or to hurt themselves */
  char *account;
  char *where;
  char *sender;
} Stream;

typedef struct {
  gint64 time;
  guint sender; /* hash of the sender's id: enough to count different people */
  gboolean hostile;
} Blow;

struct _HavenTraffic {
  GHashTable *streams; /* a set: each is its own key */
  Blow blows[N_BLOWS]; /* a ring of what strangers wrote, in the user's conversations */
  guint64 blow_fingerprints[N_BLOWS];
  guint n_blows;
};

static guint
hash_stream (gconstpointer data)
{
  const Stream *stream = data;

  return (g_str_hash (stream->account) * 31 + g_str_hash (stream->where)) * 31 + g_str_hash (stream->sender);
}

static gboolean
same_stream (gconstpointer a, gconstpointer b)
{
  const Stream *one = a, *other = b;

  return g_str_equal (one->sender, other->sender) && g_str_equal (one->where, other->where) &&
         g_str_equal (one->account, other->account);
}

static void
free_stream (gpointer data)
{
  Stream *stream = data;

  g_free (stream->account);
  g_free (stream->where);
  g_free (stream->sender);
  g_free (stream);
}

/**
 * haven_traffic_new:
 *
 * Returns: (transfer full): a memory of the last minutes, empty
 */
HavenTraffic *
haven_traffic_new (void)
{
  HavenTraffic *traffic = g_new0 (HavenTraffic, 1);

  traffic->streams = g_hash_table_new_full (hash_stream, same_stream, free_stream, NULL);
  return traffic;
}

/**
 * haven_traffic_free:
 * @traffic: (nullable) (transfer full): a memory
 */
void
haven_traffic_free (HavenTraffic *traffic)
{
  if (traffic == NULL)
    return;
  g_hash_table_unref (traffic->streams);
  g_free (traffic);
}

static gint64
last_time (const Stream *stream)
{
  return stream->n_seen > 0 ? stream->times[(stream->n_seen - 1) % RECENT] : stream->answered_at;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

static gboolean
is_older (gpointer stream, gpointer value, gpointer cutoff)
{
  return last_time (stream) <= *(gint64 *)cutoff;
}

/* Forgets the older half at once, so that a flood of new names costs each of them little. */
static void
make_room (HavenTraffic *traffic)
{
  g_autoptr (GArray) times = NULL;
  GHashTableIter iter;
  gpointer stream;

  if (g_hash_table_size (traffic->streams) < MAX_STREAMS)
    return;
  times = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX_STREAMS);
  g_hash_table_iter_init (&iter, traffic->streams);
  while (g_hash_table_iter_next (&iter, &stream, NULL)) {
    gint64 time = last_time (stream);

    g_array_append_val (times, time);
  }
  g_array_sort (times, compare_times);
  g_hash_table_foreach_remove (traffic->streams, is_older, &g_array_index (times, gint64, times->len / 2));
}

/* Everything that comes asks for its stream: no key is made for that, a stream that only has names will do.
 */
static Stream *
look_up_stream (const HavenTraffic *traffic, const char *account, const char *where, const char *sender)
{
  const Stream names = {.account = (char *)(account != NULL ? account : ""),
                        .where = (char *)(where != NULL ? where : ""),
                        .sender = (char *)(sender != NULL ? sender : "")};

  return g_hash_table_lookup (traffic->streams, &names);
}

static Stream *
find_stream (HavenTraffic *traffic, const char *account, const char *where, const char *sender)
{
  Stream *stream = look_up_stream (traffic, account, where, sender);

  if (stream == NULL) {
    make_room (traffic);
    stream = g_new0 (Stream, 1);
    stream->account = g_strdup (account != NULL ? account : "");
    stream->where = g_strdup (where != NULL ? where : "");
    stream->sender = g_strdup (sender != NULL ? sender : "");
    g_hash_table_add (traffic->streams, stream);
  }
  return stream;
}

static void
remember (Stream *stream, gint64 now, guint64 fingerprint)
{
  stream->times[stream->n_seen % RECENT] = now;
  stream->fingerprints[stream->n_seen++ % RECENT] = fingerprint;
}

/* What seems to be later than now was seen before the clock was set back: it is none of the last minutes'. */
typedef struct {
  gint64 since;
  gint64 now;
} Span;

static gboolean
is_within (const Span *span, gint64 time)
{
  return time >= span->since && time <= span->now;
}

static guint
count_within (const Stream *stream, Span span)
{
  guint count = 0;

  for (guint i = 0; i < MIN (stream->n_seen, RECENT); i++)
    count += is_within (&span, stream->times[i]);
  return count;
}

static guint
count_alike (const Stream *stream, guint64 fingerprint, Span span)
{
  guint64 alike = haven_fingerprint_find_alike (stream->fingerprints, RECENT, fingerprint);
  guint count = 0;

  for (; alike != 0; alike &= alike - 1)
    count += is_within (&span, stream->times[__builtin_ctzll (alike)]);
  return count;
}

/* Different people, counted without asking for memory: this runs for every message of every stranger. */
typedef struct {
  guint senders[N_BLOWS];
  guint n;
} People;

static void
add_person (People *people, guint sender)
{
  for (guint i = 0; i < people->n; i++) {
    if (people->senders[i] == sender)
      return;
  }
  people->senders[people->n++] = sender;
}

static guint
count_hostile (const HavenTraffic *traffic, Span span)
{
  People people = {.n = 0};

  for (guint i = 0; i < MIN (traffic->n_blows, N_BLOWS); i++) {
    if (traffic->blows[i].hostile && is_within (&span, traffic->blows[i].time))
      add_person (&people, traffic->blows[i].sender);
  }
  return people.n;
}

/* How many people wrote the same, one of them just now. */
static guint
count_copying (const HavenTraffic *traffic, guint64 fingerprint, guint sender, Span span)
{
  guint64 alike = haven_fingerprint_find_alike (traffic->blow_fingerprints, N_BLOWS, fingerprint);
  People people = {.n = 0};

  add_person (&people, sender);
  for (; alike != 0; alike &= alike - 1) {
    const Blow *blow = &traffic->blows[__builtin_ctzll (alike)];

    if (is_within (&span, blow->time))
      add_person (&people, blow->sender);
  }
  return people.n;
}

/* Copies of one text count from anyone; otherwise only what was hostile to the user does. */
static void
notice_pile_on (HavenTraffic *traffic,
                const HavenMessage *message,
                guint64 fingerprint,
                gboolean hostile,
                GPtrArray *findings)
{
  Span span = {message->time - PILE_SPAN, message->time};
  guint sender;

  if (message->contact || message->staff || (!hostile && fingerprint == HAVEN_FINGERPRINT_NONE))
    return;
  sender = g_str_hash (message->sender != NULL ? message->sender : "");
  traffic->blows[traffic->n_blows % N_BLOWS] = (Blow){message->time, sender, hostile};
  traffic->blow_fingerprints[traffic->n_blows++ % N_BLOWS] = fingerprint;
  if (hostile && count_hostile (traffic, span) >= PILE_PEOPLE)
    haven_finding_add_conduct (findings, "pile-on", _ ("Several people within minutes"), 2, HAVEN_ABOUT_YOU);
  else if (count_copying (traffic, fingerprint, sender, span) >= COPY_PEOPLE)
    haven_finding_add_conduct (findings, "pile-on", _ ("One message from several people"), 2,
                               message->kind == HAVEN_CONVERSATION_IM ? HAVEN_ABOUT_YOU : HAVEN_ABOUT_ANY);
}

/**
 * haven_traffic_observe:
 * @traffic: a memory
 * @message: an incoming message
 * @fingerprint: its fingerprint
 * @hostile: whether something hostile to the user was seen in it
 * @findings: (element-type HavenFinding): where what is seen only over time is added
 */
void
haven_traffic_observe (HavenTraffic *traffic,
                       const HavenMessage *message,
                       guint64 fingerprint,
                       gboolean hostile,
                       GPtrArray *findings)
{
  Stream *stream = find_stream (traffic, message->account, message->conversation, message->sender);
  gboolean im = message->kind == HAVEN_CONVERSATION_IM;
  HavenAbout about = im ? HAVEN_ABOUT_YOU : HAVEN_ABOUT_ANY;
  gint64 answered_at = stream->answered_at <= message->time ? stream->answered_at : 0;
  Span flood = {MAX (message->time - (im ? FLOOD_SPAN_IM : FLOOD_SPAN_CHAT), answered_at), message->time};
  Span repeat = {message->time - (im ? REPEAT_SPAN_IM : REPEAT_SPAN_CHAT), message->time};

  remember (stream, message->time, fingerprint);
  if (count_within (stream, flood) >= (im ? FLOOD_IM : FLOOD_CHAT))
    haven_finding_add_conduct (findings, "flood", _ ("Very many messages at once"), im ? 2 : 1, about);
  if (count_alike (stream, fingerprint, repeat) >= (im ? REPEATS_IM : REPEATS_CHAT))
    haven_finding_add_conduct (findings, "repeat", _ ("Nearly the same message again"), im ? 2 : 1, about);
  notice_pile_on (traffic, message, fingerprint, hostile, findings);
}

/**
 * haven_traffic_observe_event:
 * @traffic: a memory
 * @event: what came
 * @account: (nullable): the user's account
 * @sender: (nullable): from whom
 * @now: microseconds since 1970 UTC
 * @findings: (element-type HavenFinding): where what is seen only over time is added
 */
void
haven_traffic_observe_event (HavenTraffic *traffic,
                             HavenEvent event,
                             const char *account,
                             const char *sender,
                             gint64 now,
                             GPtrArray *findings)
{
  Stream *stream =
      find_stream (traffic, account, event == HAVEN_EVENT_JOIN ? "\x1ejoins" : "\x1erequests", sender);
  /* a bad connection joins and parts all day */
  guint bound = event == HAVEN_EVENT_JOIN ? RECENT : EVENTS;
  gint64 span = event == HAVEN_EVENT_JOIN ? G_TIME_SPAN_MINUTE : EVENT_SPAN;

  remember (stream, now, HAVEN_FINGERPRINT_NONE);
  if (count_within (stream, (Span){now - span, now}) >= bound)
    haven_finding_add_conduct (findings, event == HAVEN_EVENT_JOIN ? "flood" : "contact-bombing",
                               event == HAVEN_EVENT_JOIN ? _ ("Joins again and again")
                                                         : _ ("Asks again and again"),
                               2, HAVEN_ABOUT_YOU);
}

/**
 * haven_traffic_observe_own:
 * @traffic: a memory
 * @message: what the user wrote
 *
 * Whoever is answered does not flood: a lively talk is one.
 */
void
haven_traffic_observe_own (HavenTraffic *traffic, const HavenMessage *message)
{
  find_stream (traffic, message->account, message->conversation, message->conversation)->answered_at =
      message->time;
}

/**
 * haven_traffic_takes_part:
 * @traffic: a memory
 * @message: a message in a room
 *
 * Returns: whether the user wrote in that room within the last half hour
 */
gboolean
haven_traffic_takes_part (const HavenTraffic *traffic, const HavenMessage *message)
{
  const Stream *stream =
      look_up_stream (traffic, message->account, message->conversation, message->conversation);
  const Span lately = {MAX (message->time - PART_SPAN, 1), message->time};

  return stream != NULL && is_within (&lately, stream->answered_at);
}

/**
 * haven_traffic_note_need:
 * @traffic: a memory
 * @message: a message whose writer tells that they want to die or to hurt themselves
 */
void
haven_traffic_note_need (HavenTraffic *traffic, const HavenMessage *message)
{
  find_stream (traffic, message->account, message->conversation, message->sender)->need_at = message->time;
}

/**
 * haven_traffic_is_in_need:
 * @traffic: a memory
 * @message: a message
 *
 * Returns: whether its writer told so in the same conversation within the last hour
 */
gboolean
haven_traffic_is_in_need (const HavenTraffic *traffic, const HavenMessage *message)
{
  const Stream *stream = look_up_stream (traffic, message->account, message->conversation, message->sender);
  const Span lately = {MAX (message->time - NEED_SPAN, 1), message->time};

  return stream != NULL && is_within (&lately, stream->need_at);
}

/**
 * haven_traffic_is_answered:
 * @traffic: a memory
 * @message: an IM
 *
 * Returns: whether the user wrote to its sender lately
 */
gboolean
haven_traffic_is_answered (const HavenTraffic *traffic, const HavenMessage *message)
{
  const Stream *stream =
      look_up_stream (traffic, message->account, message->conversation, message->conversation);

  return stream != NULL && stream->answered_at != 0;
}

/**
 * haven_traffic_knows:
 * @traffic: a memory
 * @message: a message
 * @name: a name, as it was written in @message
 *
 * Returns: whether somebody of that name wrote in the same conversation lately
 */
gboolean
haven_traffic_knows (const HavenTraffic *traffic, const HavenMessage *message, const char *name)
{
  return look_up_stream (traffic, message->account, message->conversation, name) != NULL;
}

/**
 * haven_traffic_is_new:
 * @traffic: a memory
 * @message: a message that was observed
 *
 * Returns: whether its sender wrote little in that conversation, and nothing that is remembered from before
 * the last hour
 */
gboolean
haven_traffic_is_new (const HavenTraffic *traffic, const HavenMessage *message)
{
  const Stream *stream = look_up_stream (traffic, message->account, message->conversation, message->sender);
  const Span lately = {message->time - NEW_SPAN, message->time};

  return stream == NULL || count_within (stream, lately) == stream->n_seen;
}

/**
 * haven_traffic_is_pile_on:
 * @traffic: a memory
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether several strangers were hostile to the user within the last minutes
 */
gboolean
haven_traffic_is_pile_on (const HavenTraffic *traffic, gint64 now)
{
  return count_hostile (traffic, (Span){now - PILE_SPAN, now}) >= PILE_PEOPLE;
}
