/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-engine.h"
#include "haven-verdict.h"
#include "settings/haven-choice.h"
#include "settings/haven-settings-store.h"

G_BEGIN_DECLS

/* What another plugin of the same build (gtk-haven) may ask of the core plugin:
 *
 *   PurplePlugin *core = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);
 *   gboolean ok;
 *   const HavenPluginApi *api = purple_plugin_ipc_call (core, HAVEN_PLUGIN_IPC, &ok);
 *
 * Check `version`; the pointer is good until the core plugin is unloaded. Everything happens on the main
 * thread. Pointers handed out are borrowed: a veil lives until the registry forgets it (`veil_gone`), a
 * draft until it is decided (`dismiss` comes first). */
#define HAVEN_PLUGIN_ID "core-haven"
#define HAVEN_PLUGIN_IPC "get-api"
#define HAVEN_PLUGIN_API_VERSION 1

/* Where a UI leaves when a conversation came to the front: milliseconds since 1970 as a GSIZE_TO_POINTER,
 * with purple_conversation_set_data(). It may have wrapped round. */
#define HAVEN_FOCUSED_KEY "haven-focused"

typedef struct _HavenPlugin HavenPlugin;
typedef struct _HavenPluginApi HavenPluginApi;

/**
 * HavenVeil:
 * @id: 32 hexadecimal digits, random; stands as <span id="haven-ID"> in the placeholder
 * @number: counts up in its conversation from 1: what `/haven open N` takes
 * @conversation: (nullable): where it stands; NULL until a first message has made its conversation
 * @account: the user's account
 * @sender: the sender as the protocol names them
 * @original: the markup as it came
 * @placeholder: the markup that listeners got in its place, with the id, and "/me " in front where @original
 * has it
 * @label: the veil's words as plain text, such as "content note: self-harm"
 * @flags: the message's flags as they came
 * @time: microseconds since 1970 UTC, when it came
 * @verdict: why; category, rule, pack and title stand in its findings
 * @system: the line came without receiving-*: a topic, a join, a file offer, a room's history; then
 * libpurple's message history holds @original and not @placeholder
 * @open: whether the user has opened it
 */
typedef struct {
  char id[33];
  guint number;
  PurpleConversation *conversation;
  PurpleAccount *account;
  char *sender;
  char *original;
  char *placeholder;
  char *label;
  PurpleMessageFlags flags;
  gint64 time;
  HavenVerdict *verdict;
  gboolean system;
  gboolean open;
} HavenVeil;

/**
 * HavenDraft:
 * @conversation: (nullable): where it was going; NULL while that window is closed
 * @lines: (element-type utf8): its messages as markup, in order; a multi-line send on IRC is several
 * @verdict: what was found, over all lines
 * @question: the label in one calm sentence: what it contains, masked; plain text
 * @audience: (nullable): who will read it, in words; plain text
 * @grave: credentials or money: worth a dialog instead of the strip
 * @maskable: whether "mask and send" makes sense
 * @strips: whether a picture in it can be sent without what it says: "mask and send" does that too
 * @note: (nullable): the topic for a content note that is offered for it
 * @answers_mark: @note is the mark of the message that it answers
 * @heavy: it is long and heavy, and does not ask first: a question to send before it is offered
 * @time: microseconds since 1970 UTC, when it was typed
 */
typedef struct {
  PurpleConversation *conversation;
  GPtrArray *lines;
  HavenVerdict *verdict;
  char *question;
  char *audience;
  gboolean grave;
  gboolean maskable;
  gboolean strips;
  char *note;
  gboolean answers_mark;
  gboolean heavy;
  gint64 time;
} HavenDraft;

/**
 * HavenOffer:
 * @conversation: (nullable): with whom; NULL while that window is closed
 * @names: (element-type utf8): the files' names, as the peer would see them
 * @verdict: what was found, over all files
 * @question: which files, and what they say, in one calm sentence; plain text
 * @audience: who will get them, in words; plain text
 * @strips: whether they can be sent without what they say: %HAVEN_ANSWER_MASK does that
 *
 * Files that wait for the user's word before their transfer begins; those offered at once are asked about
 * once.
 */
typedef struct {
  PurpleConversation *conversation;
  GPtrArray *names;
  HavenVerdict *verdict;
  char *question;
  char *audience;
  gboolean strips;
} HavenOffer;

/* How the user answers a question. */
typedef enum {
  HAVEN_ANSWER_SEND,   /* send it as it is */
  HAVEN_ANSWER_MASK,   /* cover what was found, then send */
  HAVEN_ANSWER_EDIT,   /* put it back into the entry; nothing is sent */
  HAVEN_ANSWER_CANCEL, /* drop it; nothing is sent */
  HAVEN_ANSWER_NOTE,   /* send it with a content note before it */
  HAVEN_ANSWER_FIRST,  /* send a question whether now is a good time, and keep it */
} HavenAnswer;

/**
 * HavenKeptChoice:
 * @words: what was chosen, in words
 * @person: (nullable): whom it is about, as settings name them
 * @room: (nullable): the room that it is about, as settings name it
 * @exceptions: (element-type HavenException): the rules that are silent by it
 *
 * What a user chose once and for all.
 */
typedef struct {
  char *words;
  char *person;
  char *room;
  GPtrArray *exceptions;
} HavenKeptChoice;

/**
 * HavenHeldItem:
 * @id: its number in the held box
 * @account: "protocol:username"
 * @conversation: the peer or room
 * @room: whether it came in a room
 * @sender: who wrote it
 * @markup: what they wrote
 * @cause: what it was held for, in a few words: what a list groups by
 * @reason: in sentences, why it was held: rules and times
 * @time: when it came, microseconds since 1970 UTC
 * @kept: whether it is on disk too; an encrypted conversation is held in memory only
 * @due: whether it is to be on disk, and could not be written yet
 * @rules: (nullable): what was seen in it: "pack/rule category" joined by "; "
 * @action: (nullable): what was done with it: "hold" or "mute"
 * @alias: (nullable): the name that its sender had in the client
 * @score: how its sender stood, in thousandths
 * @since: when its age began: @time, unless the clock was set wrong when it came
 *
 * One message in the held box.
 */
typedef struct {
  guint64 id;
  char *account;
  char *conversation;
  gboolean room;
  char *sender;
  char *markup;
  char *cause;
  char *reason;
  gint64 time;
  gboolean kept;
  gboolean due;
  char *rules;
  char *action;
  char *alias;
  gint64 score;
  gint64 since;
} HavenHeldItem;

/**
 * HavenAside:
 * @id: who it is, for release_person()
 * @account: (nullable): "protocol:username"; NULL for who has an address that is one on every account
 * @name: as the protocol knows them
 * @muted: until further notice; else held for a time
 * @until: when a hold ends, microseconds since 1970 UTC
 *
 * Somebody who is held or muted, whether or not anything of theirs is in the held box.
 */
typedef struct {
  char *id;
  char *account;
  char *name;
  gboolean muted;
  gint64 until;
} HavenAside;

/**
 * HavenRoomLine:
 * @title: what it is about, such as "Who may come in"
 * @words: what the room says of it
 *
 * One line of what a room says of itself.
 */
typedef struct {
  char *title;
  char *words;
} HavenRoomLine;

/* What can be done about held messages. */
typedef enum {
  HAVEN_HELD_DELIVER,  /* show these late in their conversation, and take them out of the box */
  HAVEN_HELD_RELEASE,  /* let the person through again; their messages are delivered */
  HAVEN_HELD_TRUST,    /* the same, and from now on they are never held but on the user's word */
  HAVEN_HELD_MUTE,     /* hold whatever the person sends until further notice */
  HAVEN_HELD_DELETE,   /* forget these messages */
  HAVEN_HELD_EVIDENCE, /* append these to the evidence */
} HavenHeldAction;

/**
 * HavenUi:
 * @ask: shows the question; TRUE when it will be answered through answer_draft(), FALSE to have the core
 *   ask with a request dialog instead. Called again for the same draft when lines were added to it. A UI
 *   that puts the draft's text back into its entry sets *@in_entry: then the next thing sent to that
 *   conversation replaces the draft instead of joining it
 * @dismiss: takes the question off the screen; the draft may be freed right after
 * @restore: puts markup into the conversation's entry; FALSE when it could not
 * @ask_offer: shows the question about files; TRUE when it will be answered through answer_offer(). Called
 *   again for the same offer when files were added to it
 * @dismiss_offer: takes that question off the screen; the offer may be freed right after
 * @veil_changed: a veil was opened or closed: change its line; FALSE when it has none any more, as after its
 * conversation was cleared. Then, and without this, the core writes a new line
 * @veil_gone: forget the pointer; what is on the screen stays as it is
 * @held_changed: the number of held messages changed (@conversation may be NULL)
 * @settings_changed: settings were set or read anew
 * @library_changed: packs and lists were read anew
 * @suggest_attack: says, for as long as it is left standing, that several strangers came at once and that
 * “under attack” is there, and begins it on the user's word; @conversation may be NULL. FALSE where it cannot
 * @attack_ended: says that it has ended by itself, with a way to what was held meanwhile. FALSE where it
 * cannot
 * @show_room_card: opens the card of a room; without this the core asks with a form of libpurple's
 *
 * What a user interface offers. Every member may be NULL.
 */
typedef struct {
  gboolean (*ask) (HavenDraft *draft, gboolean *in_entry, gpointer user_data);
  void (*dismiss) (HavenDraft *draft, gpointer user_data);
  gboolean (*restore) (PurpleConversation *conversation, const char *markup, gpointer user_data);
  gboolean (*ask_offer) (HavenOffer *offer, gpointer user_data);
  void (*dismiss_offer) (HavenOffer *offer, gpointer user_data);
  gboolean (*veil_changed) (HavenVeil *veil, gpointer user_data);
  void (*veil_gone) (HavenVeil *veil, gpointer user_data);
  void (*held_changed) (PurpleConversation *conversation, gpointer user_data);
  void (*settings_changed) (gpointer user_data);
  void (*library_changed) (gpointer user_data);
  gboolean (*suggest_attack) (PurpleConversation *conversation, gpointer user_data);
  gboolean (*attack_ended) (guint n_held, gpointer user_data);
  void (*show_room_card) (PurpleConversation *room, gpointer user_data);
} HavenUi;

/**
 * HavenListSource:
 * @id: (nullable): the list that it must be; NULL for one that is not followed yet
 * @address: where it is; https only
 * @key: the public key of minisign that it must be signed with
 *
 * Where a list of sites is fetched from, on the user's word.
 */
typedef struct {
  const char *id;
  const char *address;
  const char *key;
} HavenListSource;

/**
 * HavenFetchDone:
 * @id: (nullable): the list that was taken in
 * @error: (nullable): why none was
 * @data: as passed to fetch_list
 */
typedef void (*HavenFetchDone) (const char *id, const GError *error, gpointer data);

/**
 * HavenPluginApi:
 * @version: HAVEN_PLUGIN_API_VERSION of the core plugin
 * @plugin: first argument of every function
 * @set_ui: registers @ui (borrowed, until the next call); NULL takes it away and closes its questions
 * @current_veil: (nullable): the veil of the line that is being displayed right now in @conversation: for
 *   displaying-* and displayed-*, where the text is the original
 * @current_verdict: (nullable): the same for any line that was judged, veiled or not: its notes
 * @find_veil: (nullable): the veil whose placeholder stands in @markup (a replayed line), or whose id is
 * @markup
 * @judge_line: (nullable) (transfer full): a verdict on a line that did not arrive now (a topic, a name):
 *   counted against nobody. @sender may be NULL
 * @judge_logged: (nullable) (transfer full): likewise on a line of a log, which is read behind what the same
 *   @author wrote just before by the seconds of the day; -1 for no time. Lines come in their order
 * @is_slow: whether what follows would wait for packs that are being compiled, after an update
 * @cover_words: (transfer full) (nullable): the label for a status or a topic that is veiled; NULL when it
 * may be shown. @conversation may be NULL
 * @cover_name: (transfer full) (nullable): likewise what stands for a name, with a number of its own
 * @show_name: (transfer full): a person or room as it is remembered, of the account with that id; or what
 * stands in its place
 * @list_veils: (transfer container): the veils of @conversation, oldest first; NULL for all of them
 * @set_veil_open: opens or closes; calls veil_changed
 * @choose: (transfer full) (nullable): does what a reader says about a veil once and for all, and says so;
 * NULL when it means nothing there. @undo is what take_back() takes
 * @take_back: undoes only what that choice changed
 * @list_choices: (transfer full) (element-type HavenKeptChoice): what was chosen for people, rooms and rules
 * @undo_choice: takes one of them back
 * @list_drafts: (transfer container): all undecided drafts
 * @find_draft: (nullable): the undecided draft of @conversation
 * @answer_draft: decides; the draft is freed when this returns TRUE, and kept when it could not be sent
 * @ask_draft: asks again about a draft whose question was closed without an answer
 * @answer_offer: decides about files; the offer is freed when this returns TRUE, and kept when they could not
 *   be sent
 * @get_audience: (transfer full) (nullable): who reads @conversation, in words
 * @describe_room: (transfer full) (element-type HavenRoomLine): what a chat says of itself, asked when it was
 * joined
 * @take_room_card: (transfer full) (nullable): joins a card of @room that somebody handed on, from the file
 * @path, to
 *   @card, and says what became of it; nothing is kept by this. NULL with an error where it is none, or of
 *   another room
 * @get_conversation_id: (transfer full): what settings call @conversation
 * @get_sender_id: (transfer full): what settings call the one who is @sender in @conversation
 * @get_engine: the engine: settings, packs and conduct hang on it
 * @get_settings: the settings in force (borrowed until they change)
 * @set_settings: puts a copy of the settings into force and has it written
 * @get_store: where the settings are kept: whether this is a first run, and what is wrong with the file
 * @name_pack: (transfer none): the title of a pack by its id, or the id where none is known
 * @get_problems: (element-type GError): packs and lists that could not be read (borrowed until they are read
 * anew)
 * @reload_library: reads packs and lists anew, after the user's own were changed
 * @reload_beside: the same, beside everything else: what is read is in force a moment later
 * @fetch_list: fetches a list of sites and the signature beside it. FALSE with @error when it cannot be
 * begun, else @done is called once, unless it is cancelled; @free_data is called on @data in the end,
 * whatever came of it
 * @cancel_fetch: lets go of what is being fetched; nobody is told
 * @count_held: how many messages are held for @conversation, or in all when it is NULL
 * @describe_held_problem: (transfer full) (nullable): what is wrong with the held box's file, in words
 * @list_held: (transfer full) (element-type HavenHeldItem): the held box, oldest first
 * @act_on_held: does @action to the message @id and, where it is about a person, to all of theirs
 * @list_aside: (transfer full) (element-type HavenAside): who is held or muted, by name
 * @find_aside: (transfer full) (nullable): what release_person() takes; NULL when @sender is not held nor
 * muted
 * @mute_person: (transfer full): holds what @sender sends until further notice; of a contact, covers it; what
 * release_person() takes
 * @release_person: lets somebody through again, and shows what was held of them; FALSE with an error where
 * not all of it could be shown
 * @note_evidence: adds what the user writes about @conversation to the evidence; @kind is "witnesses",
 * "effect", "reported" or "did"; FALSE for anything else
 * @describe_block: (transfer full) (nullable): what a block of @who by the server would do and what they will
 *   notice, for the user to read before they say yes; NULL with an error where they cannot be blocked
 * @is_blocked: whether they are blocked by the server or libpurple
 * @set_blocked: blocks them, or takes that back, on the user's word; the user is told when it is done
 * @wipe: forgets everything at once: held messages, evidence, what is remembered of people, the counts of
 *   reminders and the settings; FALSE when some file could not be removed
 *
 * The core plugin's functions.
 */
struct _HavenPluginApi {
  guint version;
  HavenPlugin *plugin;

  void (*set_ui) (HavenPlugin *plugin, const HavenUi *ui, gpointer user_data);

  HavenVeil *(*current_veil) (HavenPlugin *plugin, PurpleConversation *conversation);
  const HavenVerdict *(*current_verdict) (HavenPlugin *plugin, PurpleConversation *conversation);
  HavenVeil *(*find_veil) (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup);
  HavenVerdict *(*judge_line) (HavenPlugin *plugin,
                               PurpleConversation *conversation,
                               const char *sender,
                               const char *markup);
  HavenVerdict *(*judge_logged) (HavenPlugin *plugin,
                                 PurpleConversation *conversation,
                                 const char *author,
                                 int second,
                                 const char *markup);
  gboolean (*is_slow) (HavenPlugin *plugin);
  char *(*cover_words) (HavenPlugin *plugin,
                        PurpleAccount *account,
                        PurpleConversation *conversation,
                        const char *words);
  char *(*cover_name) (HavenPlugin *plugin,
                       PurpleAccount *account,
                       PurpleConversation *conversation,
                       const char *name);
  char *(*show_name) (HavenPlugin *plugin, const char *account, const char *name);
  GPtrArray *(*list_veils) (HavenPlugin *plugin, PurpleConversation *conversation);
  void (*set_veil_open) (HavenPlugin *plugin, HavenVeil *veil, gboolean open);

  char *(*choose) (HavenPlugin *plugin,
                   PurpleConversation *conversation,
                   const char *sender,
                   const HavenVerdict *verdict,
                   HavenChoice choice,
                   HavenChoiceUndo **undo);
  void (*take_back) (HavenPlugin *plugin, const HavenChoiceUndo *undo);
  GPtrArray *(*list_choices) (HavenPlugin *plugin);
  void (*undo_choice) (HavenPlugin *plugin, const HavenKeptChoice *choice);

  GPtrArray *(*list_drafts) (HavenPlugin *plugin);
  HavenDraft *(*find_draft) (HavenPlugin *plugin, PurpleConversation *conversation);
  gboolean (*answer_draft) (HavenPlugin *plugin, HavenDraft *draft, HavenAnswer answer);
  void (*ask_draft) (HavenPlugin *plugin, HavenDraft *draft);

  gboolean (*answer_offer) (HavenPlugin *plugin, HavenOffer *offer, HavenAnswer answer);

  char *(*get_audience) (HavenPlugin *plugin, PurpleConversation *conversation);
  GPtrArray *(*describe_room) (HavenPlugin *plugin, PurpleConversation *room);
  char *(*take_room_card) (
      HavenPlugin *plugin, PurpleConversation *room, const char *path, HavenRoomCard *card, GError **error);
  char *(*get_conversation_id) (HavenPlugin *plugin, PurpleConversation *conversation);
  char *(*get_sender_id) (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender);
  HavenEngine *(*get_engine) (HavenPlugin *plugin);
  const HavenSettings *(*get_settings) (HavenPlugin *plugin);
  void (*set_settings) (HavenPlugin *plugin, const HavenSettings *settings);
  HavenSettingsStore *(*get_store) (HavenPlugin *plugin);

  const char *(*name_pack) (HavenPlugin *plugin, const char *id);
  const GPtrArray *(*get_problems) (HavenPlugin *plugin);
  void (*reload_library) (HavenPlugin *plugin);
  void (*reload_beside) (HavenPlugin *plugin);
  gboolean (*fetch_list) (HavenPlugin *plugin,
                          const HavenListSource *source,
                          HavenFetchDone done,
                          gpointer data,
                          GDestroyNotify free_data,
                          GError **error);
  void (*cancel_fetch) (HavenPlugin *plugin);

  guint (*count_held) (HavenPlugin *plugin, PurpleConversation *conversation);
  char *(*describe_held_problem) (HavenPlugin *plugin);
  GPtrArray *(*list_held) (HavenPlugin *plugin);
  gboolean (*act_on_held) (HavenPlugin *plugin, guint64 id, HavenHeldAction action, GError **error);
  GPtrArray *(*list_aside) (HavenPlugin *plugin);
  char *(*find_aside) (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender);
  char *(*mute_person) (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender);
  gboolean (*release_person) (HavenPlugin *plugin, const char *id, GError **error);
  gboolean (*note_evidence) (HavenPlugin *plugin,
                             const char *account,
                             const char *conversation,
                             const char *kind,
                             const char *words);
  char *(*describe_block) (const char *account, const char *who, GError **error);
  gboolean (*is_blocked) (const char *account, const char *who);
  gboolean (*set_blocked) (
      HavenPlugin *plugin, const char *account, const char *who, gboolean blocked, GError **error);
  gboolean (*wipe) (HavenPlugin *plugin);
};

G_END_DECLS
