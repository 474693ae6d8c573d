/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-sample.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-style.h"
#include "haven-gtk.h"
#include "haven-taxonomy.h"
#include "policy/haven-policy.h"

/*
 * A small conversation that shows what answers come to, before they are given. It is judged by the real
 * policy. What hurts is only told of, in brackets: whoever looks may be the one it would hurt.
 */

#define LABEL "haven-sample-words"
#define TOPIC "" /* stands for the topic that was chosen last */

/**
 * Line:
 * @sender: who says it
 * @contact: whether they are a contact
 * @kind: of what is seen in it
 * @category: (nullable): the same; %TOPIC for the topic that was chosen; NULL for ordinary talk
 * @depth: how far it goes
 * @severity: how plain or grave it is
 * @words: what is said; with %TOPIC it holds the topic's title
 */
typedef struct {
  const char *sender;
  gboolean contact;
  HavenKind kind;
  const char *category;
  HavenDepth depth;
  guint severity;
  const char *words;
} Line;

static const Line lines[] = {
    {"jo", TRUE, HAVEN_KIND_CONTENT, NULL, HAVEN_DEPTH_NONE, 0, N_ ("evening all, the kettle is on")},
    {"jo", TRUE, HAVEN_KIND_CONTENT, "declared", HAVEN_DEPTH_NONE, 0,
     N_ ("CW: exams. three papers tomorrow")},
    {"sam", TRUE, HAVEN_KIND_CONTENT, TOPIC, HAVEN_DEPTH_MENTION, 2, N_ ("(a word on %s, in passing)")},
    {"lena", TRUE, HAVEN_KIND_CONTENT, TOPIC, HAVEN_DEPTH_DISCUSS, 2, N_ ("(tells plainly of %s)")},
    {"kim", TRUE, HAVEN_KIND_CONTENT, TOPIC, HAVEN_DEPTH_DISCUSS, 1, N_ ("(may mean %s)")},
    {"wren", FALSE, HAVEN_KIND_CONTENT, "picture", HAVEN_DEPTH_NONE, 0, N_ ("(a picture)")},
    {"crow", FALSE, HAVEN_KIND_HARASSMENT, "insult", HAVEN_DEPTH_NONE, 2, N_ ("(an insult to you)")},
};

static HavenFinding *
find (const Line *line, const char *topic)
{
  HavenFinding *finding =
      haven_finding_new (line->kind, *line->category != '\0' ? line->category : topic, "sample", "haven");

  finding->depth = line->depth;
  finding->severity = line->severity;
  finding->about = HAVEN_ABOUT_YOU;
  if (g_str_equal (line->category, "declared"))
    finding->note = g_strdup (_ ("exams"));
  return finding;
}

static HavenVerdict *
judge (const Line *line, const HavenSettings *settings, const char *topic)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  const HavenStanding standing = {.step = HAVEN_STEP_NONE};
  HavenMessage message = {
      .kind = HAVEN_CONVERSATION_CHAT, .contact = line->contact, .time = g_get_real_time ()};
  HavenStep step = HAVEN_STEP_NONE;

  if (line->category != NULL && (*line->category != '\0' || topic != NULL))
    g_ptr_array_add (findings, find (line, topic));
  return haven_policy_judge_incoming (settings, &message, findings, &standing, &step);
}

static char *
words_of (const Line *line, const char *topic)
{
  const char *title = topic != NULL ? haven_taxonomy_title (HAVEN_KIND_CONTENT, topic) : _ ("a topic");

  if (line->category == NULL || *line->category != '\0')
    return g_strdup (_ (line->words));
  return purple_strreplace (_ (line->words), "%s", title);
}

static char *
hex (const GdkColor *colour)
{
  return g_strdup_printf ("#%02x%02x%02x", colour->red >> 8, colour->green >> 8, colour->blue >> 8);
}

/* As it would stand in a window. */
static char *
draw (const Line *line, const HavenVerdict *verdict, const char *topic, const HavenGtkColours *colours)
{
  g_autofree char *back = hex (&colours->veil_back);
  g_autofree char *text = hex (&colours->veil_text);
  g_autofree char *words = words_of (line, topic);

  if (verdict->action == HAVEN_ACTION_SHOW)
    return g_markup_printf_escaped ("<b>%s:</b> %s", line->sender, words);
  if (verdict->action == HAVEN_ACTION_VEIL)
    return g_markup_printf_escaped ("<b>%s:</b> <span background=\"%s\" foreground=\"%s\"> ▒▒ %s ▒▒ </span>",
                                    line->sender, back, text, verdict->label);
  return g_markup_printf_escaped ("<i>%s</i>", _ ("(kept aside, without a word to them)"));
}

/**
 * haven_gtk_sample_new:
 *
 * Returns: (transfer floating): a frame for the conversation, empty as yet
 */
GtkWidget *
haven_gtk_sample_new (void)
{
  GtkWidget *frame = gtk_frame_new (_ ("A conversation would look like this"));
  GtkWidget *words = gtk_label_new (NULL);
  GtkWidget *box = gtk_vbox_new (FALSE, 0);
  int room = gdk_screen_get_width (gtk_widget_get_screen (words)) * 2 / 5;

  gtk_label_set_line_wrap (GTK_LABEL (words), TRUE);
  gtk_misc_set_alignment (GTK_MISC (words), 0.0f, 0.0f);
  /* the padding of a label is taken from the width in which its words are broken */
  gtk_container_set_border_width (GTK_CONTAINER (box), 8);
  gtk_widget_set_name (words, "haven-first-sample");
  gtk_widget_set_size_request (words, MIN (room, haven_gtk_scaled (words, 400)), -1);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (frame), box);
  g_object_set_data (G_OBJECT (frame), LABEL, words);
  return frame;
}

/**
 * haven_gtk_sample_show:
 * @sample: what haven_gtk_sample_new() gave
 * @settings: what would be chosen
 * @topic: (nullable): a topic that is chosen in it, to speak of
 *
 * Shows the conversation as it would be with @settings.
 */
void
haven_gtk_sample_show (GtkWidget *sample, const HavenSettings *settings, const char *topic)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (sample), LABEL);
  g_autoptr (GString) markup = g_string_new (NULL);
  HavenGtkColours colours;

  haven_gtk_colours_read (&colours, label);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (HavenVerdict) verdict = judge (&lines[i], settings, topic);
    g_autofree char *line = draw (&lines[i], verdict, topic, &colours);

    g_string_append_printf (markup, "%s%s", i > 0 ? "\n" : "", line);
  }
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
}
