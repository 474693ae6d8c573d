/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "settings/haven-seal.h"
#include "settings/haven-settings-file.h"

static const struct {
  const char *description;
  const char *json;
  const char *error;
} malformed[] = {
    {"list-in-the-clear",
     "{\"version\": 1, \"lists\": {\"a\": {\"address\": \"http://a.example/\", \"key\": \"RWQ\"}}}",
     "lists.a: the address must begin with https:// and have no spaces"},
    {"list-without-a-key", "{\"version\": 1, \"lists\": {\"a\": {\"address\": \"https://a.example/\"}}}",
     "lists.a: the key must be a public key of minisign, one word that begins with RW"},
    {"no-version", "{}", "the key \"version\" is missing"},
    {"newer-version", "{\"version\": 6, \"moods\": true}",
     "version: these settings are of a newer Haven (version 6); this one reads up to 5"},
    {"card-of-a-person", "{\"version\": 3, \"people\": {\"jo\": {\"card\": {}}}}",
     "people.jo.card: no such key; known here: topics, always-open, trusted"},
    {"card-with-another-key", "{\"version\": 3, \"rooms\": {\"r\": {\"card\": {\"owner\": \"x\"}}}}",
     "rooms.r.card.owner: no such key; known here: share, ask-again, run-by, credentials, checked, paid-by, "
     "rules, "
     "history"},
    {"card-with-no-day", "{\"version\": 3, \"rooms\": {\"r\": {\"card\": {\"ask-again\": \"2027-02-30\"}}}}",
     "rooms.r.card.ask-again: must be a day as in 2027-03-31"},
    {"country-by-name", "{\"version\": 4, \"country\": \"Germany\"}",
     "country: must be the two letters of a country, as in nz"},
    {"fact-without-a-tab", "{\"version\": 4, \"facts\": \"name\\tRuth\\nphone 555 0100\"}",
     "facts: line 2 must be an item, a tab (\\t) and a value, as in phone\\t555 0100"},
    {"topic-without-words", "{\"version\": 4, \"custom\": [{\"nickname\": \"a\", \"words\": \" \"}]}",
     "custom[0].words: must have at least one word, one a line"},
    {"topic-without-a-name", "{\"version\": 4, \"custom\": [{\"nickname\": \"\", \"words\": \"a\"}]}",
     "custom[0].nickname: must not be empty"},
    {"two-topics-of-one-number",
     "{\"version\": 4, \"custom\": [{\"number\": 2, \"nickname\": \"a\", \"words\": \"a\"}, "
     "{\"number\": 2, \"nickname\": \"b\", \"words\": \"b\"}]}",
     "custom[1].number: another topic has this number"},
    {"version-nought", "{\"version\": 0}", "version: must be from 1 to 2147483647"},
    {"version-as-words", "{\"version\": \"2\"}", "version: must be a whole number"},
    {"unknown-profile", "{\"version\": 1, \"profile\": \"calm\"}",
     "profile: there is no profile \"calm\"; known here: gentle, friends, …"},
    {"unknown-topic", "{\"version\": 1, \"topics\": {\"selfharm\": \"discuss\"}}",
     "topics.selfharm: there is no such topic; known here: suicide, self-harm, …"},
    {"bad-depth", "{\"version\": 1, \"topics\": {\"suicide\": {\"depth\": \"deep\"}}}",
     "topics.suicide.depth: must be one of: never, mention, discuss, graphic"},
    {"topic-of-wrong-type", "{\"version\": 1, \"topics\": {\"suicide\": 3}}",
     "topics.suicide: must be an object in { }"},
    {"bad-room", "{\"version\": 1, \"rooms\": {\"prpl-jabber:r@x\": {\"always-open\": 1}}}",
     "rooms.prpl-jabber:r@x.always-open: must be true or false"},
    {"bad-link-level", "{\"version\": 1, \"links\": {\"satire\": \"loud\"}}",
     "links.satire: must be one of: silent, mark, note, ask"},
    {"unknown-kind-of-link", "{\"version\": 1, \"links\": {\"satires\": \"note\"}}",
     "links.satires: there is no such kind of link; known here: low-credibility:fabricated, …"},
    {"half-a-kind-of-link", "{\"version\": 1, \"links\": {\"low\": \"note\"}}",
     "links.low: there is no such kind of link; known here: …"},
    {"unknown-reminder", "{\"version\": 1, \"reminders\": {\"cards\": true}}",
     "reminders.cards: there is no such reminder; known here: credential, finance, …"},
    {"exception-without-rule", "{\"version\": 1, \"exceptions\": [{\"pack\": \"p\"}]}",
     "exceptions[0]: the key \"rule\" is missing"},
    {"damaged-seal", "{\"version\": 1, \"facts\": \"sealed:////\"}", "facts: the seal is damaged"},
    {"attack-without-end", "{\"version\": 1, \"attack-until\": 253402214400000001}",
     "attack-until: must be from 0 to 253402214400000000"},
    {"held-too-long", "{\"version\": 1, \"held-days\": 99999}", "held-days: must be from 1 to 3650"},
};

static void
test_malformed (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_settings_from_json (malformed[i].json, strlen (malformed[i].json), &error));
  /* of what is known here the rest is left out */
  if (g_str_has_suffix (malformed[i].error, "…"))
    g_assert_true (strncmp (error->message, malformed[i].error, strlen (malformed[i].error) - strlen ("…")) ==
                   0);
  else
    g_assert_cmpstr (error->message, ==, malformed[i].error);
}

static HavenSettings *
make_rich (void)
{
  const char *const words[] = {"first word", "second", NULL};
  HavenSettings *settings = haven_settings_new ();

  haven_settings_set_topic (settings, "self-harm", HAVEN_DEPTH_GRAPHIC, HAVEN_STRICTNESS_STRICT);
  haven_settings_set_link (settings, "satire", HAVEN_LINK_ASK);
  haven_settings_set_reminder (settings, "place", TRUE);
  haven_settings_room (settings, "prpl-irc:#a")->always_open = TRUE;
  haven_settings_person (settings, "jo")->trusted = TRUE;
  haven_settings_add_exception (settings, "pack", "rule", NULL);
  haven_settings_add_custom (settings, "river", words);
  g_ptr_array_add (settings->facts, g_strdup ("phone\t555 0100"));
  settings->collapse_notes = TRUE;
  settings->country = g_strdup ("NZ");
  haven_settings_list (settings, "theirs")->chosen = TRUE;
  haven_settings_set_source (settings, "theirs", "https://lists.example/theirs.json", "RWQkey", NULL);
  return settings;
}

static void
set_choice (GHashTable *topics, const char *id, HavenDepth depth)
{
  const HavenTopicChoice choice = {depth, HAVEN_STRICTNESS_BALANCED};

  g_hash_table_replace (topics, g_strdup (id), g_memdup2 (&choice, sizeof choice));
}

static char *
choices_of (GHashTable *topics)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (topics), (GCompareFunc)strcmp);
  GString *text = g_string_new (NULL);

  for (GList *l = ids; l != NULL; l = l->next)
    g_string_append_printf (
        text, "%s %s|", (char *)l->data,
        haven_depth_to_string (((HavenTopicChoice *)g_hash_table_lookup (topics, l->data))->depth));
  return g_string_free (text, FALSE);
}

/* A topic that is removed takes along what was chosen about it, and leaves the others theirs: none is open
 * because another one was. */
static void
test_own_topic_keeps_its_choices (void)
{
  static const char *const words[] = {"word", NULL};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  GHashTable *room = haven_settings_room (settings, "#room")->topics;
  GHashTable *person = haven_settings_person (settings, "jo")->topics;
  g_autofree char *general = NULL, *there = NULL, *theirs = NULL;

  haven_settings_add_custom (settings, "river", words);
  haven_settings_add_custom (settings, "boat", words);
  haven_settings_add_custom (settings, "gate", words);
  set_choice (settings->topics, "suicide", HAVEN_DEPTH_DISCUSS);
  set_choice (settings->topics, "custom:1", HAVEN_DEPTH_NONE);
  set_choice (settings->topics, "custom:3", HAVEN_DEPTH_GRAPHIC);
  set_choice (room, "custom:1", HAVEN_DEPTH_NONE);
  set_choice (person, "custom:2", HAVEN_DEPTH_NONE);
  haven_settings_add_exception (settings, "custom-custom:1", "custom:1", NULL);
  haven_settings_add_exception (settings, "custom-custom:3", "custom:3", "#room");
  haven_settings_remove_custom (settings, 0);
  g_assert_cmpstr (((HavenCustomTopic *)settings->custom->pdata[0])->id, ==, "custom:2");
  g_assert_cmpstr (((HavenCustomTopic *)settings->custom->pdata[0])->nickname, ==, "boat");
  general = choices_of (settings->topics);
  there = choices_of (room);
  theirs = choices_of (person);
  g_assert_cmpstr (general, ==, "custom:3 graphic|suicide discuss|");
  g_assert_cmpstr (there, ==, "");
  g_assert_cmpstr (theirs, ==, "custom:2 none|");
  g_assert_cmpuint (settings->exceptions->len, ==, 1);
  g_assert_true (haven_settings_is_excepted (settings, "custom-custom:3", "custom:3", "#room"));
}

/* One that gets other words stays in its place, with what was chosen about it. */
static void
test_own_topic_is_edited_in_place (void)
{
  static const char *const words[] = {"word", NULL}, *const others[] = {"another", NULL};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autofree char *general = NULL;
  const HavenCustomTopic *topic;

  haven_settings_add_custom (settings, "river", words);
  haven_settings_add_custom (settings, "boat", words);
  set_choice (settings->topics, "custom:1", HAVEN_DEPTH_GRAPHIC);
  haven_settings_set_custom (settings, 0, "stream", others);
  topic = settings->custom->pdata[0];
  general = choices_of (settings->topics);
  g_assert_cmpuint (settings->custom->len, ==, 2);
  g_assert_cmpstr (topic->id, ==, "custom:1");
  g_assert_cmpstr (topic->nickname, ==, "stream");
  g_assert_cmpstr (topic->words[0], ==, "another");
  g_assert_cmpstr (general, ==, "custom:1 graphic|");
}

typedef struct {
  const char *description;
  const char *custom; /* NICKNAME, or NICKNAME=NUMBER, as the file lists them */
  const char *ids;
} Numbered;

static const Numbered numbered[] = {
    {"by-place", "a b c", "a custom:1|b custom:2|c custom:3|"},
    {"by-number", "a=1 c=3", "a custom:1|c custom:3|"},
    {"added-by-hand", "b=2 c=3 new", "b custom:2|c custom:3|new custom:4|"},
};

/* What the file says of topics of the user's own is what they are called by, also after it is written again.
 */
static void
test_numbers (gconstpointer data)
{
  const Numbered *row = data;
  g_auto (GStrv) topics = g_strsplit (row->custom, " ", -1);
  g_autoptr (GString) json = g_string_new ("{\"version\": 1, \"custom\": [");
  g_autofree char *sealed = haven_seal ("word");
  g_autofree char *written = NULL;
  gsize length;

  for (guint i = 0; topics[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (topics[i], "=", 2);

    g_string_append_printf (json, "%s{\"nickname\": \"%s\", \"words\": \"%s\"", i > 0 ? ", " : "", parts[0],
                            sealed);
    if (parts[1] != NULL)
      g_string_append_printf (json, ", \"number\": %s", parts[1]);
    g_string_append_c (json, '}');
  }
  g_string_append (json, "]}");
  for (guint round = 0; round < 2; round++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenSettings) settings = haven_settings_from_json (json->str, (gssize)json->len, &error);
    g_autoptr (GString) ids = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint i = 0; i < settings->custom->len; i++) {
      const HavenCustomTopic *topic = settings->custom->pdata[i];

      g_string_append_printf (ids, "%s %s|", topic->nickname, topic->id);
    }
    g_assert_cmpstr (ids->str, ==, row->ids);
    g_free (written);
    written = haven_settings_to_json (settings, &length);
    g_string_assign (json, written);
  }
}

static void
test_round_trip (void)
{
  g_autoptr (HavenSettings) settings = make_rich ();
  g_autoptr (HavenSettings) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *first = haven_settings_to_json (settings, &length);
  g_autofree char *second = NULL;

  again = haven_settings_from_json (first, length, &error);
  g_assert_no_error (error);
  second = haven_settings_to_json (again, &length);
  g_assert_cmpstr (first, ==, second);
}

/* IRC allows a backslash in a nick, and other protocols anything at all. */
static void
test_names_that_need_escapes (void)
{
  static const char *const names[] = {"\\o/", "say \"hi\"", "two\nlines", "unit\x1fs"};
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenSettings) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    haven_settings_person (settings, names[i])->always_open = TRUE;
    haven_settings_room (settings, names[i])->always_open = TRUE;
  }
  json = haven_settings_to_json (settings, &length);
  again = haven_settings_from_json (json, length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_true (haven_settings_person (again, names[i])->always_open);
    g_assert_true (haven_settings_room (again, names[i])->always_open);
  }
}

static void
test_copy_is_whole (void)
{
  g_autoptr (HavenSettings) settings = make_rich ();
  g_autoptr (HavenSettings) copy = haven_settings_copy (settings);
  gsize length;
  g_autofree char *first = haven_settings_to_json (settings, &length);
  g_autofree char *second = haven_settings_to_json (copy, &length);

  g_assert_cmpstr (first, ==, second);
}

static void
test_private_words_are_sealed (void)
{
  g_autoptr (HavenSettings) settings = make_rich ();
  gsize length;
  g_autofree char *json = haven_settings_to_json (settings, &length);

  g_assert_null (strstr (json, "first word"));
  g_assert_null (strstr (json, "555 0100"));
  g_assert_nonnull (strstr (json, "river"));
}

static void
test_nearest_choice_wins (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  HavenTopicChoice *choice = g_new0 (HavenTopicChoice, 1);

  g_assert_cmpuint (haven_settings_topic (settings, "#a", "jo", "suicide").depth, ==, HAVEN_DEPTH_NONE);
  haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
  g_hash_table_insert (haven_settings_room (settings, "#a")->topics, g_strdup ("suicide"), choice);
  g_assert_cmpuint (haven_settings_topic (settings, "#b", "jo", "suicide").depth, ==, HAVEN_DEPTH_MENTION);
  g_assert_cmpuint (haven_settings_topic (settings, "#a", "jo", "suicide").depth, ==, HAVEN_DEPTH_NONE);
}

static void
test_profile_gives_defaults (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  g_assert_cmpuint (haven_settings_topic (settings, NULL, NULL, "declared").depth, ==, HAVEN_DEPTH_MENTION);
  g_assert_true (haven_settings_reminder (settings, "credential"));
  g_assert_false (haven_settings_reminder (settings, "place"));
  g_assert_cmpuint (haven_settings_link (settings, "lookalike", NULL), ==, HAVEN_LINK_NOTE);
  g_assert_cmpuint (haven_settings_link (settings, "low-credibility:mixed", NULL), ==, HAVEN_LINK_SILENT);
  g_free (settings->profile);
  settings->profile = g_strdup ("support-group");
  g_assert_cmpuint (haven_settings_link (settings, "low-credibility:mixed", NULL), ==, HAVEN_LINK_NOTE);
  g_assert_true (haven_settings_reminder (settings, "place"));
}

static void
test_list_goes_before_category (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  HavenFollowed *followed = haven_settings_list (settings, "loud");

  haven_settings_set_link (settings, "satire", HAVEN_LINK_SILENT);
  followed->chosen = TRUE;
  followed->level = HAVEN_LINK_ASK;
  haven_settings_set_source (settings, "fetched", "https://lists.example/a.json", "RWQkey", NULL);
  g_assert_cmpuint (haven_settings_link (settings, "satire", "loud"), ==, HAVEN_LINK_ASK);
  g_assert_cmpuint (haven_settings_link (settings, "satire", "fetched"), ==, HAVEN_LINK_SILENT);
  g_assert_cmpuint (haven_settings_link (settings, "satire", NULL), ==, HAVEN_LINK_SILENT);
}

/* What is taken back is what was chosen; the card is what the user knows of the room. */
static void
test_forgotten_room_keeps_its_card (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();

  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_RUN_BY, "Ruth and two others");
  haven_settings_set_room_card (settings, "#a", card);
  for (guint i = 0; i < 2; i++) {
    HavenPlace *room = haven_settings_room (settings, i == 0 ? "#a" : "#b");

    room->always_open = TRUE;
    g_hash_table_insert (room->topics, g_strdup ("suicide"), g_new0 (HavenTopicChoice, 1));
  }
  haven_settings_forget_room (settings, "#a");
  haven_settings_forget_room (settings, "#b");
  g_assert_false (haven_settings_always_open (settings, "#a", NULL));
  g_assert_false (haven_settings_chooses (settings, "#a", NULL, "suicide"));
  g_assert_nonnull (haven_settings_find_room_card (settings, "#a"));
  g_assert_null (g_hash_table_lookup (settings->rooms, "#b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++) {
    g_autofree char *path = g_strconcat ("/settings/malformed/", malformed[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_malformed);
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbered); i++) {
    g_autofree char *path = g_strconcat ("/settings/own-topic/numbered/", numbered[i].description, NULL);

    g_test_add_data_func (path, &numbered[i], test_numbers);
  }
  g_test_add_func ("/settings/round-trip", test_round_trip);
  g_test_add_func ("/settings/own-topic/keeps-its-choices", test_own_topic_keeps_its_choices);
  g_test_add_func ("/settings/own-topic/is-edited-in-place", test_own_topic_is_edited_in_place);
  g_test_add_func ("/settings/names-that-need-escapes", test_names_that_need_escapes);
  g_test_add_func ("/settings/copy-is-whole", test_copy_is_whole);
  g_test_add_func ("/settings/private-words-are-sealed", test_private_words_are_sealed);
  g_test_add_func ("/settings/nearest-choice-wins", test_nearest_choice_wins);
  g_test_add_func ("/settings/profile-gives-defaults", test_profile_gives_defaults);
  g_test_add_func ("/settings/list-goes-before-category", test_list_goes_before_category);
  g_test_add_func ("/settings/forgotten-room-keeps-its-card", test_forgotten_room_keeps_its_card);
  return g_test_run ();
}
