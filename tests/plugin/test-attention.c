/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "harness.h"

/* Attention that somebody asks for with a nudge or a buzz: it is held with the rest, and makes no sound. */

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};

static guint *
sounds_played (void)
{
  return g_dataset_get_data (g_intern_static_string ("test-attention"), "sounds");
}

static void
play (PurpleSoundEventID event)
{
  ++*sounds_played ();
}

/* As UIs do; but libpurple plays one sound only once in two seconds, so each has one of their own. */
static void
on_attention (PurpleAccount *account, const char *who, PurpleConversation *conv, guint type, gpointer data)
{
  purple_sound_play_event (g_str_equal (who, "sam") ? PURPLE_SOUND_RECEIVE : PURPLE_SOUND_GOT_ATTENTION,
                           account);
}

static void
test_nudge (Harness *h)
{
  PurpleSoundUiOps ops = {.play_event = play};
  PurpleConnection *gc = purple_account_get_connection (h->me);
  guint n_sounds = 0;

  g_dataset_set_data (g_intern_static_string ("test-attention"), "sounds", &n_sounds);
  purple_sound_set_ui_ops (&ops);
  purple_prefs_set_int ("/purple/sound/while_status", 3); /* always */
  purple_signal_connect (purple_conversations_get_handle (), "got-attention", h,
                         PURPLE_CALLBACK (on_attention), NULL);
  harness_im (h, "crow");
  harness_im (h, "sam");
  purple_blist_add_buddy (purple_buddy_new (h->me, "sam", NULL), NULL, NULL, NULL);
  purple_prpl_got_attention (gc, "crow", 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_cmpuint (n_sounds, ==, 0);
  /* what has nothing to do with it is heard */
  purple_sound_play_event (PURPLE_SOUND_SEND, h->me);
  g_assert_cmpuint (n_sounds, ==, 1);
  purple_prpl_got_attention (gc, "sam", 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_cmpuint (n_sounds, ==, 2);
  purple_sound_set_ui_ops (NULL);
}

static void
test_nudge_bombing (Harness *h)
{
  PurpleConnection *gc = purple_account_get_connection (h->me);

  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    purple_prpl_got_attention (gc, "crow", 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/attention/nudge", &attacked, test_nudge);
  harness_add ("/attention/nudge-bombing", &usual, test_nudge_bombing);
  return g_test_run ();
}
