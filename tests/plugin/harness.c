/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "harness-packs.h"

#include <glib/gstdio.h>
#include <string.h>

/* The whole of libpurple without a window. Every test runs in a process of its own, because
 * purple_core_quit() does not bring libpurple back to where it started. */

#define HARNESS_UI "haven-test"
#define DIRECTORY "HARNESS_DIRECTORY" /* the variable that tells a test's own process its folder */

typedef struct {
  HarnessOptions options;
  HarnessTest test;
} Planned;

/* libpurple's UI callbacks carry no user data: the harness hangs on a name. */
static Harness *
harness_get (void)
{
  return g_dataset_get_data (g_intern_static_string ("haven-harness"), "harness");
}

/* --- the event loop: GLib's --- */

typedef struct {
  PurpleInputFunction function;
  gpointer data;
} Watch;

static gboolean
watch_ready (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  Watch *watch = data;
  PurpleInputCondition purple = 0;

  if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
    purple |= PURPLE_INPUT_READ;
  if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
    purple |= PURPLE_INPUT_WRITE;
  watch->function (watch->data, g_io_channel_unix_get_fd (channel), purple);
  return G_SOURCE_CONTINUE;
}

static guint
watch_add (int fd, PurpleInputCondition condition, PurpleInputFunction function, gpointer data)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (fd);
  Watch *watch = g_new0 (Watch, 1);
  GIOCondition wanted = 0;

  watch->function = function;
  watch->data = data;
  if (condition & PURPLE_INPUT_READ)
    wanted |= G_IO_IN | G_IO_HUP | G_IO_ERR;
  if (condition & PURPLE_INPUT_WRITE)
    wanted |= G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL;
  return g_io_add_watch_full (channel, G_PRIORITY_DEFAULT, wanted, watch_ready, watch, g_free);
}

/* Nobody waits for an hour: what would happen then a test makes happen. */
typedef struct {
  GSourceFunc function;
  gpointer data;
} Timer;

static guint
seconds_add (guint seconds, GSourceFunc function, gpointer data)
{
  Harness *harness = harness_get ();
  guint id = g_timeout_add_seconds (seconds, function, data);
  Timer *timer;

  if (harness == NULL || seconds < 15)
    return id;
  timer = g_new0 (Timer, 1);
  *timer = (Timer){function, data};
  g_hash_table_insert (harness->hourly, GUINT_TO_POINTER (id), timer);
  return id;
}

static gboolean
timer_remove (guint id)
{
  Harness *harness = harness_get ();

  if (harness != NULL)
    g_hash_table_remove (harness->hourly, GUINT_TO_POINTER (id));
  return g_source_remove (id);
}

/* Runs every timer of a quarter of a minute or more once. */
void
harness_pass_hour (Harness *harness)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (harness->hourly);

  for (GList *l = ids; l != NULL; l = l->next) {
    const Timer *timer = g_hash_table_lookup (harness->hourly, l->data);

    if (timer != NULL && !timer->function (timer->data))
      timer_remove (GPOINTER_TO_UINT (l->data));
  }
}

static PurpleEventLoopUiOps *
event_loop_ops (void)
{
  static PurpleEventLoopUiOps ops = {
      .timeout_add = g_timeout_add,
      .timeout_remove = timer_remove,
      .input_add = watch_add,
      .input_remove = g_source_remove,
      .timeout_add_seconds = seconds_add,
  };

  return &ops;
}

/* --- what is shown, announced and asked --- */

static void
line_free (HarnessLine *line)
{
  g_free (line->place);
  g_free (line->who);
  g_free (line->text);
  g_free (line);
}

static void
line_add (GPtrArray *lines, const char *place, const char *who, const char *text, PurpleMessageFlags flags)
{
  HarnessLine *line = g_new0 (HarnessLine, 1);

  line->place = g_strdup (place);
  line->who = g_strdup (who);
  line->text = g_strdup (text);
  line->flags = flags;
  g_ptr_array_add (lines, line);
}

static void
shown_conv (PurpleConversation *conv,
            const char *who,
            const char *alias,
            const char *text,
            PurpleMessageFlags flags,
            time_t when)
{
  line_add (harness_get ()->shown, purple_conversation_get_name (conv),
            alias != NULL && *alias != '\0' ? alias : who, text, flags);
}

static void
shown_direct (
    PurpleConversation *conv, const char *who, const char *text, PurpleMessageFlags flags, time_t when)
{
  line_add (harness_get ()->shown, purple_conversation_get_name (conv), who, text, flags);
}

static void
announced (PurpleAccount *account,
           char *sender,
           char *text,
           PurpleConversation *conv,
           PurpleMessageFlags flags,
           gpointer user_data)
{
  Harness *harness = user_data;

  line_add (harness->announced, conv != NULL ? purple_conversation_get_name (conv) : NULL, sender, text,
            flags);
}

static void
question_free (HarnessQuestion *question)
{
  g_free (question->title);
  g_free (question->primary);
  g_free (question->secondary);
  g_ptr_array_unref (question->labels);
  g_ptr_array_unref (question->callbacks);
  g_free (question);
}

static void *
question_ask (const char *title,
              const char *primary,
              const char *secondary,
              int default_action,
              PurpleAccount *account,
              const char *who,
              PurpleConversation *conv,
              void *user_data,
              size_t n_actions,
              va_list actions)
{
  HarnessQuestion *question = g_new0 (HarnessQuestion, 1);

  question->title = g_strdup (title);
  question->primary = g_strdup (primary);
  question->secondary = g_strdup (secondary);
  question->user_data = user_data;
  question->labels = g_ptr_array_new_with_free_func (g_free);
  question->callbacks = g_ptr_array_new ();
  for (size_t i = 0; i < n_actions; i++) {
    g_ptr_array_add (question->labels, g_strdup (va_arg (actions, char *)));
    g_ptr_array_add (question->callbacks, (gpointer)va_arg (actions, GCallback));
  }
  question->handle = question;
  g_ptr_array_add (harness_get ()->questions, question);
  return question;
}

static void
question_close (PurpleRequestType type, void *handle)
{
  HarnessQuestion *question = handle;

  question->handle = NULL;
}

static void *
authorisation_asked (PurpleAccount *account,
                     const char *remote_user,
                     const char *id,
                     const char *alias,
                     const char *message,
                     gboolean on_list,
                     PurpleAccountRequestAuthorizationCb authorize,
                     PurpleAccountRequestAuthorizationCb deny,
                     void *user_data)
{
  line_add (harness_get ()->requests, NULL, alias, message, 0);
  return harness_last (harness_get ()->requests)->text;
}

static void
people_added (PurpleConversation *conv, GList *people, gboolean new_arrivals)
{
  for (GList *l = people; l != NULL; l = l->next) {
    const PurpleConvChatBuddy *person = l->data;

    line_add (harness_get ()->people, purple_conversation_get_name (conv), person->name, person->alias, 0);
  }
}

static void
person_renamed (PurpleConversation *conv, const char *old_name, const char *name, const char *alias)
{
  line_add (harness_get ()->people, purple_conversation_get_name (conv), name, alias, 0);
}

static void
list_updated (PurpleBuddyList *list, PurpleBlistNode *node)
{
  if (PURPLE_BLIST_NODE_IS_BUDDY (node))
    line_add (harness_get ()->people, NULL, purple_buddy_get_name (PURPLE_BUDDY (node)),
              purple_buddy_get_alias (PURPLE_BUDDY (node)), 0);
}

static void *
notice_shown (PurpleNotifyMsgType type, const char *title, const char *primary, const char *secondary)
{
  g_autofree char *text = g_strjoin ("\n", primary, secondary, NULL);

  line_add (harness_get ()->notices, title, NULL, text, 0);
  return harness_last (harness_get ()->notices)->text;
}

static void *
page_shown (const char *title, const char *primary, const char *secondary, const char *text)
{
  g_autofree char *whole = g_strjoin ("\n", primary, secondary != NULL ? secondary : "", text, NULL);

  line_add (harness_get ()->notices, title, NULL, whole, 0);
  return harness_last (harness_get ()->notices)->text;
}

static void
ui_init (void)
{
  Harness *harness = harness_get ();

  if (harness->options.bare)
    return;
  if (!harness->options.direct_im) {
    harness->conversation_ops.write_conv = shown_conv;
  } else {
    harness->conversation_ops.write_im = shown_direct;
    harness->conversation_ops.write_chat = shown_direct;
  }
  harness->conversation_ops.chat_add_users = people_added;
  harness->conversation_ops.chat_rename_user = person_renamed;
  harness->list_ops.update = list_updated;
  purple_blist_set_ui_ops (&harness->list_ops);
  harness->request_ops.request_action = question_ask;
  harness->request_ops.close_request = question_close;
  harness->account_ops.request_authorize = authorisation_asked;
  harness->notify_ops.notify_message = notice_shown;
  harness->notify_ops.notify_formatted = page_shown;
  purple_notify_set_ui_ops (&harness->notify_ops);
  purple_accounts_set_ui_ops (&harness->account_ops);
  purple_conversations_set_ui_ops (&harness->conversation_ops);
  purple_request_set_ui_ops (&harness->request_ops);
}

static PurpleCoreUiOps *
core_ops (void)
{
  static PurpleCoreUiOps ops = {.ui_init = ui_init};

  return &ops;
}

/* --- one run --- */

/* Removes a directory with all that is in it; links are not followed. */
void
harness_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      harness_remove_tree (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
write_settings (Harness *harness)
{
  g_autofree char *haven = g_build_filename (harness->directory, "haven", NULL);
  g_autofree char *path = g_build_filename (haven, "settings.json", NULL);
  g_autoptr (GError) error = NULL;

  if (harness->options.settings == NULL)
    return;
  g_mkdir_with_parents (haven, 0700);
  g_file_set_contents (path, harness->options.settings, -1, &error);
  g_assert_no_error (error);
}

/**
 * harness_use_data:
 * @harness: the harness
 * @packs: whether the next load reads the packs and lists that Haven brings along
 *
 * Without them loading is quick, and what is built in works all the same.
 */
void
harness_use_data (Harness *harness, gboolean packs)
{
  static const char *const built_in[] = {"well-known.json", "bait.json"};
  g_autofree char *data = g_test_build_filename (G_TEST_DIST, "data", NULL);

  for (guint i = 0; !packs && i < G_N_ELEMENTS (built_in); i++) {
    g_autofree char *from = g_build_filename (data, built_in[i], NULL);
    g_autofree char *to = g_build_filename (harness->directory, built_in[i], NULL);
    g_autofree char *text = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (from, &text, &length, NULL));
    g_assert_true (g_file_set_contents (to, text, (gssize)length, NULL));
  }
  g_setenv ("HAVEN_DATADIR", packs ? data : harness->directory, TRUE);
}

static void
harness_start (Harness *harness)
{
  const char *ui = harness->options.ui != NULL ? harness->options.ui : HARNESS_UI;
  g_autofree char *plugins = g_test_build_filename (G_TEST_BUILT, "plugin", NULL);

  harness->directory = g_strdup (g_getenv (DIRECTORY));
  harness->shown = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  harness->announced = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  harness->people = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  harness->notices = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  harness->hourly = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  harness->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  harness->questions = g_ptr_array_new_with_free_func ((GDestroyNotify)question_free);
  write_settings (harness);
  if (harness->options.no_packs)
    harness_use_data (harness, FALSE);
  else
    harness_packs_borrow (harness);

  purple_util_set_user_dir (harness->directory);
  purple_debug_set_enabled (g_getenv ("HARNESS_DEBUG") != NULL);
  purple_core_set_ui_ops (core_ops ());
  purple_eventloop_set_ui_ops (event_loop_ops ());
  purple_plugins_add_search_path (plugins);
  g_dataset_set_data (g_intern_static_string ("haven-harness"), "harness", harness);
  g_assert_true (purple_core_init (ui));
  purple_set_blist (purple_blist_new ());
  purple_blist_load ();
  purple_prefs_set_string ("/purple/logging/format", "txt");
  purple_prefs_set_bool ("/purple/logging/log_ims", !harness->options.unlogged);
  purple_prefs_set_bool ("/purple/logging/log_chats", !harness->options.unlogged);

  harness->loopback = loopback_register ();
  purple_signal_connect (purple_conversations_get_handle (), "received-im-msg", harness,
                         PURPLE_CALLBACK (announced), harness);
  purple_signal_connect (purple_conversations_get_handle (), "received-chat-msg", harness,
                         PURPLE_CALLBACK (announced), harness);
  harness->me = purple_account_new ("moth", LOOPBACK_ID);
  purple_account_set_bool (harness->me, "one-line", harness->options.one_line);
  purple_accounts_add (harness->me);
  purple_account_set_enabled (harness->me, ui, TRUE);
  purple_savedstatus_activate (purple_savedstatus_new (NULL, PURPLE_STATUS_AVAILABLE));
  g_assert_true (purple_account_is_connected (harness->me));
  if (!harness->options.without)
    harness_load (harness);
}

/* libpurple is left running: what it and its protocols keep is then still in use and no leak, and what is
 * reported at exit is what nobody can reach any more. Haven is unloaded, so all of its own must be gone. */
static void
harness_stop (Harness *harness)
{
  if (harness->plugin != NULL && purple_plugin_is_loaded (harness->plugin))
    harness_unload (harness);
  g_ptr_array_unref (harness->shown);
  g_ptr_array_unref (harness->announced);
  g_ptr_array_unref (harness->questions);
  g_ptr_array_unref (harness->requests);
  g_ptr_array_unref (harness->people);
  g_ptr_array_unref (harness->notices);
  g_free (harness->directory);
}

/* The folder is the parent's, so that it goes with the test, however that ends. */
static void
run_in_process_of_its_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("haven-test-XXXXXX", &error);

  g_assert_no_error (error);
  g_setenv (DIRECTORY, directory, TRUE);
  g_test_trap_subprocess (NULL, 240 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  harness_remove_tree (directory);
  g_test_trap_assert_passed ();
}

static void
run (gconstpointer data)
{
  const Planned *planned = data;
  Harness harness = {.options = planned->options};

  if (!g_test_subprocess ()) {
    run_in_process_of_its_own ();
    return;
  }
  harness_start (&harness);
  planned->test (&harness);
  harness_stop (&harness);
}

/* Adds a test; @options may be NULL. It starts with the plugin loaded and the account connected. */
void
harness_add (const char *path, const HarnessOptions *options, HarnessTest test)
{
  Planned *planned = g_new0 (Planned, 1);

  if (options != NULL)
    planned->options = *options;
  planned->test = test;
  g_test_add_data_func_full (path, planned, run, g_free);
}

/* --- what tests do --- */

void
harness_load (Harness *harness)
{
  purple_plugins_probe (G_MODULE_SUFFIX);
  harness->plugin = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);
  g_assert_nonnull (harness->plugin);
  g_assert_true (purple_plugin_load (harness->plugin));
  harness_packs_lend (harness);
}

/* The same where Haven has one thing to say about it, which begins with @warning. */
void
harness_load_warned (Harness *harness, const char *warning)
{
  g_autofree char *pattern = g_strconcat (warning, "*", NULL);

  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, pattern);
  harness_load (harness);
  g_test_assert_expected_messages ();
}

void
harness_unload (Harness *harness)
{
  g_assert_true (purple_plugin_unload (harness->plugin));
}

const HavenPluginApi *
harness_get_api (Harness *harness)
{
  gboolean ok = FALSE;
  const HavenPluginApi *api = purple_plugin_ipc_call (harness->plugin, HAVEN_PLUGIN_IPC, &ok);

  g_assert_true (ok);
  g_assert_cmpuint (api->version, ==, HAVEN_PLUGIN_API_VERSION);
  return api;
}

/**
 * harness_count_held:
 * @harness: the harness
 *
 * Returns: how many messages Haven holds
 */
guint
harness_count_held (Harness *harness)
{
  const HavenPluginApi *api = harness_get_api (harness);

  return api->count_held (api->plugin, NULL);
}

/**
 * harness_read_file:
 * @harness: the harness
 * @name: of a file, from Haven's folder on
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL when it is not there
 */
char *
harness_read_file (Harness *harness, const char *name)
{
  g_autofree char *path = g_build_filename (harness->directory, "haven", name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Lets everything happen that waits for the main loop. */
void
harness_spin (Harness *harness)
{
  for (guint i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

/* The conversation with @who, made if there is none. */
PurpleConversation *
harness_im (Harness *harness, const char *who)
{
  PurpleConversation *conv = purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, who, harness->me);

  return conv != NULL ? conv : purple_conversation_new (PURPLE_CONV_TYPE_IM, harness->me, who);
}

/* The user types @text (markup) and presses Enter. */
void
harness_send (PurpleConversation *conv, const char *text)
{
  if (purple_conversation_get_type (conv) == PURPLE_CONV_TYPE_IM)
    purple_conv_im_send (PURPLE_CONV_IM (conv), text);
  else
    purple_conv_chat_send (PURPLE_CONV_CHAT (conv), text);
}

/* The user types a command, without its slash. */
gboolean
harness_command (PurpleConversation *conv, const char *line)
{
  g_autofree char *markup = g_markup_escape_text (line, -1);
  g_autofree char *error = NULL;

  return purple_cmd_do_command (conv, line, markup, &error) == PURPLE_CMD_STATUS_OK;
}

/* Returns: (transfer none): the newest line; it must exist */
const HarnessLine *
harness_last (GPtrArray *lines)
{
  g_assert_cmpuint (lines->len, >, 0);
  return lines->pdata[lines->len - 1];
}

/* Returns: (transfer none) (nullable): the newest line that contains @part */
const HarnessLine *
harness_find (GPtrArray *lines, const char *part)
{
  for (guint i = lines->len; i > 0; i--) {
    const HarnessLine *line = lines->pdata[i - 1];

    if (strstr (line->text, part) != NULL)
      return line;
  }
  return NULL;
}

/* Returns: (transfer none) (nullable): the text that left last */
const char *
harness_last_sent (Harness *harness)
{
  GPtrArray *sent = loopback_get_sent (harness->loopback);

  return sent->len > 0 ? ((LoopbackSent *)sent->pdata[sent->len - 1])->text : NULL;
}

guint
harness_count_sent (Harness *harness)
{
  return loopback_get_sent (harness->loopback)->len;
}

static void
append_files (const char *path, GString *out)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    g_autofree char *text = NULL;

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      append_files (child, out);
    else if (g_file_get_contents (child, &text, NULL, NULL))
      g_string_append (out, text);
  }
}

/* Returns: (transfer full): all that stands in libpurple's logs */
char *
harness_read_logs (Harness *harness)
{
  g_autofree char *logs = g_build_filename (harness->directory, "logs", NULL);
  GString *out = g_string_new (NULL);

  append_files (logs, out);
  return g_string_free (out, FALSE);
}

/* Returns: (transfer none) (nullable): the question that is open now */
HarnessQuestion *
harness_last_question (Harness *harness)
{
  for (guint i = harness->questions->len; i > 0; i--) {
    HarnessQuestion *question = harness->questions->pdata[i - 1];

    if (question->handle != NULL)
      return question;
  }
  return NULL;
}

/* Presses the button @label. As in Pidgin, the index that is reported counts from the other end. */
void
harness_press (HarnessQuestion *question, const char *label)
{
  for (guint i = 0; i < question->labels->len; i++) {
    PurpleRequestActionCb callback = (PurpleRequestActionCb)question->callbacks->pdata[i];

    if (!g_str_equal (question->labels->pdata[i], label))
      continue;
    if (callback != NULL)
      callback (question->user_data, (int)(question->labels->len - 1 - i));
    if (question->handle != NULL)
      purple_request_close (PURPLE_REQUEST_ACTION, question);
    return;
  }
  g_error ("no button %s", label);
}

/* Closes the question as Escape does: no callback. */
void
harness_escape (HarnessQuestion *question)
{
  purple_request_close (PURPLE_REQUEST_ACTION, question);
}
