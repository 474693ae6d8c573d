/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "conduct/haven-conduct-file.h"
#include "haven-engine.h"
#include "links/haven-sites.h"
#include "match/haven-pack.h"
#include "settings/haven-settings.h"
#include "sharing/haven-mask.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define PARTS "\x1e" /* between messages; the byte before each says what kind of message it is */

static HavenEngine *engine;

/* Before the first input, which would be taken for a slow one. */
static void __attribute__ ((constructor)) make_engine (void)
{
  const char *data = g_getenv ("HAVEN_DATADIR");
  g_autofree char *directory = g_build_filename (data != NULL ? data : "data", "packs", NULL);
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenSites) sites = haven_sites_new ();

  engine = haven_engine_new ();
  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  g_ptr_array_add (settings->facts, g_strdup ("phone\t555 0100"));
  haven_engine_set_settings (engine, settings);
  g_assert_true (haven_engine_take_packs (engine, haven_packs_load_directory (directory, NULL, NULL), NULL));
  haven_sites_load_data (sites, data != NULL ? data : "data", NULL);
  haven_engine_take_sites (engine, g_steal_pointer (&sites));
}

static void
check_words (const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    g_assert_true (g_utf8_validate (words->pdata[i], -1, NULL));
}

/* What is found lies in the message, and what is said of it can be shown. */
static void
check (const HavenVerdict *verdict, const HavenMessage *message)
{
  g_autofree char *masked = haven_sharing_mask (message->text, message->length, verdict->findings);
  gboolean valid = g_utf8_validate (message->text, (gssize)message->length, NULL);

  g_assert_true (!valid || g_utf8_validate (masked, -1, NULL));
  g_assert_true (verdict->label == NULL || g_utf8_validate (verdict->label, -1, NULL));
  check_words (verdict->reasons);
  check_words (verdict->notes);
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    g_assert_cmpuint (finding->start, <=, finding->end);
    g_assert_cmpuint (finding->end, <=, message->length);
    g_assert_true (!valid || g_utf8_validate (message->text + finding->start,
                                              (gssize)(finding->end - finding->start), NULL));
  }
}

static void
judge (const char *part, gint64 time)
{
  static const char *const senders[] = {"x", "y", "nick\\\xff", "crow@example.org"};
  guint kind = (guchar)*part;
  const char *text = kind != 0 ? part + 1 : part;
  HavenMessage message = {
      .text = text,
      .length = strlen (text),
      .format = kind & 1 ? HAVEN_FORMAT_HTML : HAVEN_FORMAT_PLAIN,
      .direction = kind & 2 ? HAVEN_DIRECTION_OUTGOING : HAVEN_DIRECTION_INCOMING,
      .kind = kind & 4 ? HAVEN_CONVERSATION_CHAT : HAVEN_CONVERSATION_IM,
      .account = "prpl-irc:me@irc.example",
      .conversation = kind & 4 ? "#room" : senders[kind >> 3 & 3],
      .sender = senders[kind >> 3 & 3],
      .contact = (kind & 32) != 0,
      .time = time,
  };
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (engine, &message);

  check (verdict, &message);
}

/* Any bytes as messages that come and go, one after another; what is remembered of them can be read again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  g_auto (GStrv) parts = g_strsplit (text, PARTS, 64);
  g_autoptr (HavenConduct) again = haven_conduct_new ();
  g_autofree char *memory = NULL;
  gsize length;

  haven_conduct_clear (haven_engine_get_conduct (engine));
  for (guint i = 0; parts[i] != NULL; i++)
    judge (parts[i], NOW + i * G_TIME_SPAN_SECOND);
  memory = haven_conduct_to_json (haven_engine_get_conduct (engine), NOW, &length);
  g_assert_true (haven_conduct_from_json (again, memory, length, NULL));
  return 0;
}
