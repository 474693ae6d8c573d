/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_FORMAT_PLAIN,
  HAVEN_FORMAT_HTML, /* libpurple markup or XHTML-IM */
} HavenFormat;

typedef enum {
  HAVEN_DIRECTION_INCOMING,
  HAVEN_DIRECTION_OUTGOING,
} HavenDirection;

typedef enum {
  HAVEN_CONVERSATION_IM,
  HAVEN_CONVERSATION_CHAT,
} HavenConversationKind;

/* What can come from a person besides messages. */
typedef enum {
  HAVEN_EVENT_INVITATION,
  HAVEN_EVENT_AUTHORISATION,
  HAVEN_EVENT_FILE,
  HAVEN_EVENT_NUDGE,
  HAVEN_EVENT_JOIN,
} HavenEvent;

/**
 * HavenMessage:
 * @text: (nullable): the message as it was received or typed; any bytes at all
 * @length: how many bytes of @text count
 * @format: how @text is written
 * @direction: who sends it
 * @kind: IM or chat
 * @account: (nullable): id of the user's account, "protocol:username"
 * @conversation: (nullable): id of the peer or room, stable between sessions; NULL stands for one of its own
 * @sender: (nullable): id of the sender within @account; NULL stands for one of its own
 * @author: (nullable): of a line of a log, the name under which it stands there; no id of anybody
 * @past: whether it was said before and is shown again: it counts against nobody
 * @said: of such a line, when it was said, by any clock that its neighbours go by as well, in microseconds; 0
 *   for @time
 * @my_names: (nullable): NULL-terminated: the names the user goes by here (nick, screen name, alias)
 * @audience: (nullable): what is known about who reads this, in words, for a reminder
 * @contact: whether the sender is on the user's buddy list
 * @staff: whether the sender keeps order in this room (founder, operator, half-operator)
 * @unlogged: whether the client keeps no log here (an encrypted conversation): nothing may reach the disk
 * @declared: (nullable): what the sender marked the message with beside its text (XEP-0382), plain text as it
 *   came, "" for a mark without words; NULL for no mark
 * @reader_names: (nullable): NULL-terminated: the names of those who read an outgoing message, as the user
 * knows them
 * @pictures_say: of the pictures in an outgoing message: HavenMetadataSeen bits of all of them
 * @files_say: of the files that are offered with it, but for pictures: likewise
 * @n_photos: how many pictures in it, or offered with it, were made by a camera
 * @moving: whether a picture in it moves
 * @time: microseconds since 1970-01-01 UTC
 * @focused: when this conversation got the focus, as @time; 0 when unknown
 *
 * One message as plain data. It borrows everything it points to; a conversion fills it on the stack
 * and it lives as long as the call it is passed to.
 */
typedef struct {
  const char *text;
  gsize length;
  HavenFormat format;
  HavenDirection direction;
  HavenConversationKind kind;
  const char *account;
  const char *conversation;
  const char *sender;
  const char *author;
  gboolean past;
  gint64 said;
  const char *const *my_names;
  const char *audience;
  gboolean contact;
  gboolean staff;
  gboolean unlogged;
  const char *declared;
  const char *const *reader_names;
  guint pictures_say;
  guint files_say;
  guint n_photos;
  gboolean moving;
  gint64 time;
  gint64 focused;
} HavenMessage;

G_END_DECLS
