/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What an engine looks for in a message, and what it spares itself. */

#include <glib/gstdio.h>
#include <string.h>

#include "conduct/haven-conduct.h"
#include "conduct/haven-reminders.h"
#include "haven-engine.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"
#include "settings/haven-settings.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static gboolean
tells_what_is_shared (const HavenVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_SHARING)
      return TRUE;
  }
  return FALSE;
}

#define SHARED                                                                                               \
  "{\"haven\": 1, \"id\": \"s\", \"title\": \"s\", \"language\": \"en\", \"version\": \"1\", \"kind\": "     \
  "\"sharing\", \"category\": \"credential\", \"rules\": [{\"id\": \"r\", \"title\": \"t\", "                \
  "\"severity\": 2, \"pattern\": \"locker code \\\\d+\"}]}"

static void
take_one (HavenEngine *engine, const char *data)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (packs, haven_pack_new_from_data (data, strlen (data), "s.json", &error));
  g_assert_no_error (error);
  haven_engine_take_packs (engine, g_steal_pointer (&packs), &error);
  g_assert_no_error (error);
}

/* By detectors that know it, and by rules of packs. */
static void
test_brief (void)
{
  static const struct {
    const char *description;
    gboolean brief;
    HavenDirection direction;
    gboolean attack;
    HavenAction action;
    gboolean expected;
  } rows[] = {
      {"everything is told", FALSE, HAVEN_DIRECTION_INCOMING, FALSE, HAVEN_ACTION_SHOW, TRUE},
      {"brief: of what is shown, what decides nothing is spared", TRUE, HAVEN_DIRECTION_INCOMING, FALSE,
       HAVEN_ACTION_SHOW, FALSE},
      {"brief: what is held is evidence, and told whole", TRUE, HAVEN_DIRECTION_INCOMING, TRUE,
       HAVEN_ACTION_HOLD, TRUE},
      {"brief: what the user is about to share is told", TRUE, HAVEN_DIRECTION_OUTGOING, FALSE,
       HAVEN_ACTION_ASK, TRUE},
  };
  static const char *const texts[] = {"my number is +44 20 7946 0958", "locker code 12"};

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    const guint row = i / 2;
    const char *text = texts[i % 2];
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autoptr (HavenVerdict) verdict = NULL;
    const HavenMessage message = {.text = text,
                                  .length = strlen (text),
                                  .direction = rows[row].direction,
                                  .kind = HAVEN_CONVERSATION_IM,
                                  .account = "demo:moth",
                                  .conversation = "lamp",
                                  .sender = "lamp",
                                  .time = NOW};

    g_free (settings->profile);
    settings->profile = g_strdup ("everything");
    settings->attack_until = rows[row].attack ? NOW + G_TIME_SPAN_HOUR : 0;
    haven_engine_set_settings (engine, settings);
    take_one (engine, SHARED);
    haven_engine_set_brief (engine, rows[row].brief);
    verdict = haven_engine_judge (engine, &message);
    g_test_message ("%s: %s", rows[row].description, text);
    g_assert_cmpint (verdict->action, ==, rows[row].action);
    g_assert_cmpint (tells_what_is_shared (verdict), ==, rows[row].expected);
  }
}

#define PACK                                                                                                 \
  "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\", \"kind\": "     \
  "\"content\","                                                                                             \
  "\"category\": \"eating\", \"rules\": [{\"id\": \"r\", \"title\": \"t\", \"depth\": \"mention\", "         \
  "\"match\": \"supper\"}]}"

#define LANGUAGE                                                                                             \
  "{\"haven\": 1, \"id\": \"l\", \"title\": \"l\", \"language\": \"en\", \"version\": \"1\","                \
  "\"readings\": {\"you're\": \"you are\", \"dont\": \"do not\"}}"

/* Returns: whether topics of the user's own are read too */
static gboolean
take_pack (HavenEngine *engine, const char *cache)
{
  static const struct {
    const char *name;
    const char *data;
  } files[] = {{"x.json", PACK}, {"language.json", LANGUAGE}};
  g_autoptr (GPtrArray) packs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  HavenMatcher *matcher;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_ptr_array_add (packs,
                     haven_pack_new_from_data (files[i].data, strlen (files[i].data), files[i].name, &error));
    g_assert_no_error (error);
  }
  g_ptr_array_set_free_func (packs, (GDestroyNotify)haven_pack_unref);
  matcher =
      cache != NULL ? haven_matcher_new_cached (packs, cache, &error) : haven_matcher_new (packs, &error);
  g_assert_no_error (error);
  return haven_engine_take_matcher (engine, matcher, haven_packs_get_languages (packs), NULL);
}

static void
set_own_words (HavenEngine *engine, const char *const *words)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  g_free (settings->profile);
  settings->profile = g_strdup ("everything");
  if (words != NULL)
    haven_settings_add_custom (settings, "topic one", words);
  haven_engine_set_settings (engine, settings);
}

/* The rules on content that met it, in their order. */
static char *
judge_rules (HavenEngine *engine, const char *text)
{
  const HavenMessage message = {.text = text,
                                .length = strlen (text),
                                .kind = HAVEN_CONVERSATION_IM,
                                .account = "demo:moth",
                                .conversation = "lamp",
                                .sender = "lamp",
                                .time = NOW};
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (engine, &message);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT)
      g_string_append_printf (rules, "%s ", finding->rule);
  }
  return g_string_free (rules, FALSE);
}

static void
test_own_words (void)
{
  static const struct {
    const char *description;
    const char *words[3];
    const char *expected;
  } rows[] = {
      {"none are chosen", {NULL}, "r "},
      {"they are met in the order of the text", {"blue door", NULL}, "custom:1 r "},
      {"others take their place", {"green gate", NULL}, "r custom:1 "},
      {"and are forgotten again", {NULL}, "r "},
  };
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autofree char *directory = g_dir_make_tmp ("haven-engine-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "packs.bin", NULL);

  set_own_words (engine, rows[1].words);
  g_assert_true (take_pack (engine, directory));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = NULL;

    set_own_words (engine, rows[i].words[0] != NULL ? rows[i].words : NULL);
    found = judge_rules (engine, "by the blue door: supper, then the green gate");
    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static gboolean
holds (const char *data, gsize length, const char *words)
{
  for (gsize i = 0; i + strlen (words) <= length; i++)
    if (memcmp (data + i, words, strlen (words)) == 0)
      return TRUE;
  return FALSE;
}

/* The language's words are known whether packs or settings come first. */
static void
test_own_words_shortened (void)
{
  static const struct {
    const char *description;
    const char *words[2];
    const char *text;
    gboolean settings_first;
    const char *expected;
  } rows[] = {
      {"what is shortened in the text", {"you are late", NULL}, "you're late", TRUE, "custom:1 "},
      {"the same with the packs there before", {"you are late", NULL}, "you're late", FALSE, "custom:1 "},
      {"what is shortened in the topic", {"dont call", NULL}, "please do not call", TRUE, "custom:1 "},
      {"other words", {"you are late", NULL}, "you're early", TRUE, ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    g_autofree char *found = NULL;

    if (rows[i].settings_first)
      set_own_words (engine, rows[i].words);
    g_assert_true (take_pack (engine, NULL));
    if (!rows[i].settings_first)
      set_own_words (engine, rows[i].words);
    found = judge_rules (engine, rows[i].text);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

/* A topic keeps its words and gets another nickname: a veil says the new one. */
static void
test_own_words_renamed (void)
{
  static const char *const words[] = {"blue door", NULL};
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) verdict = NULL;
  const HavenMessage message = {.text = words[0], .length = strlen (words[0]), .time = NOW};

  haven_settings_add_custom (settings, "river", words);
  haven_engine_set_settings (engine, settings);
  g_free (((HavenCustomTopic *)settings->custom->pdata[0])->nickname);
  ((HavenCustomTopic *)settings->custom->pdata[0])->nickname = g_strdup ("lake");
  haven_engine_set_settings (engine, settings);
  verdict = haven_engine_judge (engine, &message);
  g_assert_cmpstr (verdict->label, ==, "content note: lake");
}

/* What the user wrote down last week must not leave them without any protection today. */
static void
test_own_words_unreadable (void)
{
  static const char *const words[] = {"?!", NULL};
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autofree char *found = NULL;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*cannot be read");
  set_own_words (engine, words);
  g_test_assert_expected_messages ();
  g_assert_false (take_pack (engine, NULL));
  found = judge_rules (engine, "supper");
  g_assert_cmpstr (found, ==, "r ");
}

static void
test_own_words_in_cache (void)
{
  static const char *const words[] = {"zugzwang", NULL};
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autofree char *directory = g_dir_make_tmp ("haven-engine-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "packs.bin", NULL);
  g_autofree char *data = NULL;
  gsize length = 0;

  set_own_words (engine, words);
  g_assert_true (take_pack (engine, directory));
  g_test_message ("packs are kept for the next start, with words of the user's own or without");
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_test_message ("and those words do not lie beside them");
  g_assert_true (holds (data, length, "supper"));
  g_assert_false (holds (data, length, words[0]));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

#define STOP                                                                                                 \
  "{\"haven\": 1, \"id\": \"s\", \"title\": \"s\", \"language\": \"en\", \"version\": \"1\", \"kind\": "     \
  "\"harassment\","                                                                                          \
  "\"category\": \"contact-after-no\", \"rules\": [{\"id\": \"s\", \"title\": \"t\", \"severity\": 1, "      \
  "\"match\": \"enough now\"}]}"

static void
count_person (const char *id, const HavenPerson *person, gpointer n)
{
  ++*(guint *)n;
}

/* A sentence that is tried in the preferences goes to nobody: it tells nobody to stop, and is no habit. */
static void
test_tried_sentence (void)
{
  static const char text[] = "||supper|| enough now";
  static const struct {
    const char *description;
    const char *conversation;
    gboolean remembered;
  } rows[] = {{"tried", NULL, FALSE}, {"about to be sent", "lamp", TRUE}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenVerdict) verdict = NULL;
    const HavenMessage message = {.text = text,
                                  .length = strlen (text),
                                  .direction = HAVEN_DIRECTION_OUTGOING,
                                  .account = "demo:moth",
                                  .conversation = rows[i].conversation,
                                  .time = NOW};
    guint n_people = 0;

    g_ptr_array_add (packs, haven_pack_new_from_data (STOP, strlen (STOP), "s", &error));
    g_ptr_array_add (packs, haven_pack_new_from_data (PACK, strlen (PACK), "x", &error));
    g_assert_no_error (error);
    g_assert_true (haven_engine_take_packs (engine, packs, &error));
    verdict = haven_engine_judge (engine, &message);
    haven_conduct_foreach (haven_engine_get_conduct (engine), count_person, &n_people);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpuint (n_people, ==, rows[i].remembered);
    g_assert_cmpint (haven_reminders_is_marked (haven_engine_get_reminders (engine), "lamp", "eating"), ==,
                     rows[i].remembered);
  }
}

/* A mark that comes beside a message is foreign text like any other. */
static void
test_mark_beside (void)
{
  static const struct {
    const char *description;
    const char *declared;
    gboolean shown;
  } rows[] = {
      {"short words stand in the label", "exam stress", TRUE},
      {"as many as there is room for", "exam stress exam stress exam stress exam stress!", TRUE},
      {"one more, and they are the message itself", "exam stress exam stress exam stress exam stress!!",
       FALSE},
      {"a topic that is veiled", "late supper", FALSE},
      {"a link", "see example.com", FALSE},
      {"two lines", "exam\nstress", FALSE},
      {"markup", "exam <b>stress", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    g_autoptr (HavenVerdict) verdict = NULL;
    const HavenMessage message = {.text = "what nobody should meet unprepared",
                                  .length = strlen ("what nobody should meet unprepared"),
                                  .account = "demo:moth",
                                  .conversation = "lamp",
                                  .sender = "lamp",
                                  .declared = rows[i].declared,
                                  .time = NOW};

    set_own_words (engine, NULL);
    g_assert_true (take_pack (engine, NULL));
    verdict = haven_engine_judge (engine, &message);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpint (verdict->action, ==, HAVEN_ACTION_VEIL);
    g_assert_cmpint (strstr (verdict->label, rows[i].declared) != NULL, ==, rows[i].shown);
  }
}

/* What is marked in a room is how people there have it; one person's mark tells nothing of a room. */
static void
test_marks_of_a_room (void)
{
  static const struct {
    const char *description;
    HavenConversationKind kind;
    gboolean expected;
  } rows[] = {{"somebody marks it in a room", HAVEN_CONVERSATION_CHAT, TRUE},
              {"somebody marks it to the user alone", HAVEN_CONVERSATION_IM, FALSE}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenEngine) engine = haven_engine_new ();
    g_autoptr (HavenVerdict) verdict = NULL;
    const HavenMessage message = {.text = "||supper||",
                                  .length = strlen ("||supper||"),
                                  .kind = rows[i].kind,
                                  .account = "demo:moth",
                                  .conversation = "lamp",
                                  .sender = "jo",
                                  .time = NOW};

    g_assert_true (take_pack (engine, NULL));
    verdict = haven_engine_judge (engine, &message);
    g_test_message ("%s", rows[i].description);
    g_assert_cmpint (haven_reminders_is_marked (haven_engine_get_reminders (engine), "lamp", "eating"), ==,
                     rows[i].expected);
  }
}

static gboolean
passes_on (HavenEngine *engine, const char *words)
{
  const HavenMessage message = {.text = words,
                                .length = strlen (words),
                                .direction = HAVEN_DIRECTION_OUTGOING,
                                .account = "demo:moth",
                                .conversation = "kim",
                                .time = NOW};
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (engine, &message);

  for (guint i = 0; i < verdict->findings->len; i++)
    if (g_str_equal (((const HavenFinding *)verdict->findings->pdata[i])->rule, "forwarded"))
      return TRUE;
  return FALSE;
}

/* After a wipe nothing tells any more that something was ever said. */
static void
test_forgets (void)
{
  static const char words[] = "I have not told my parents yet and I do not want to";
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  HavenReminders *reminders = haven_engine_get_reminders (engine);
  g_autoptr (HavenVerdict) verdict = NULL;
  const HavenMessage message = {.text = words,
                                .length = strlen (words),
                                .kind = HAVEN_CONVERSATION_IM,
                                .account = "demo:moth",
                                .conversation = "sam",
                                .sender = "sam",
                                .time = NOW};

  g_assert_true (take_pack (engine, NULL));
  verdict = haven_engine_judge (engine, &message);
  g_assert_true (passes_on (engine, words));
  g_assert_false (passes_on (engine, "||supper||"));
  g_assert_true (haven_reminders_is_marked (reminders, NULL, "eating"));
  haven_engine_forget (engine);
  g_assert_false (haven_reminders_is_marked (reminders, NULL, "eating"));
  g_assert_false (passes_on (engine, words));
}

#define HOSTILE                                                                                              \
  "{\"haven\": 1, \"id\": \"h\", \"title\": \"h\", \"language\": \"en\", \"version\": \"1\", \"kind\": "     \
  "\"harassment\", \"category\": \"insult\", \"rules\": [{\"id\": \"r\", \"title\": \"t\", \"severity\": "   \
  "3, "                                                                                                      \
  "\"about\": \"you\", \"match\": \"moron\"}]}"

/* Who came in hours ago and was silent is as new as who came just now: nobody writes when they join. */
static void
test_join_is_no_message (void)
{
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenVerdict) joined = NULL, said = NULL;
  HavenMessage message = {.text = "",
                          .kind = HAVEN_CONVERSATION_CHAT,
                          .account = "demo:moth",
                          .conversation = "#lamp",
                          .sender = "jo",
                          .time = NOW};

  g_free (settings->profile);
  settings->profile = g_strdup ("public-room");
  haven_engine_set_settings (engine, settings);
  take_one (engine, HOSTILE);
  joined = haven_engine_judge_event (engine, HAVEN_EVENT_JOIN, &message);
  message.text = "moron";
  message.length = strlen (message.text);
  message.time = NOW + 2 * G_TIME_SPAN_HOUR;
  said = haven_engine_judge (engine, &message);
  g_assert_cmpint (joined->action, ==, HAVEN_ACTION_SHOW);
  g_assert_cmpint (said->action, ==, HAVEN_ACTION_HOLD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/brief", test_brief);
  g_test_add_func ("/engine/tried-sentence", test_tried_sentence);
  g_test_add_func ("/engine/mark-beside", test_mark_beside);
  g_test_add_func ("/engine/marks-of-a-room", test_marks_of_a_room);
  g_test_add_func ("/engine/forgets", test_forgets);
  g_test_add_func ("/engine/join-is-no-message", test_join_is_no_message);
  g_test_add_func ("/engine/own-words", test_own_words);
  g_test_add_func ("/engine/own-words/shortened", test_own_words_shortened);
  g_test_add_func ("/engine/own-words/renamed", test_own_words_renamed);
  g_test_add_func ("/engine/own-words/unreadable", test_own_words_unreadable);
  g_test_add_func ("/engine/own-words/in-cache", test_own_words_in_cache);
  return g_test_run ();
}
