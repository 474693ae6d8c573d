/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_KIND_CONTENT,
  HAVEN_KIND_HARASSMENT,
  HAVEN_KIND_LINK,
  HAVEN_KIND_SHARING,
} HavenKind;

typedef enum {
  HAVEN_DEPTH_NONE, /* only content has a depth */
  HAVEN_DEPTH_MENTION,
  HAVEN_DEPTH_DISCUSS,
  HAVEN_DEPTH_GRAPHIC,
} HavenDepth;

/* Who a finding is about, as far as the words tell. */
typedef enum {
  HAVEN_ABOUT_ANY,
  HAVEN_ABOUT_ME,    /* the writer speaks of themselves */
  HAVEN_ABOUT_YOU,   /* the reader is addressed */
  HAVEN_ABOUT_THIRD, /* somebody else */
  HAVEN_ABOUT_GROUP, /* a group of people */
} HavenAbout;

/**
 * HavenFinding:
 * @kind: which kind of thing was seen
 * @category: id from the taxonomy
 * @item: (nullable): which kind of thing within a category: "phone", "card"…
 * @depth: how far a content finding goes
 * @severity: 1 (light) to 3 (grave); 0 where it has no meaning
 * @about: who it is about
 * @rule: id of the rule or detector
 * @pack: id of the pack or list, "haven" for what is built in
 * @title: the rule's title in a few calm words; never a quotation of the message
 * @note: (nullable): a line for the reader, such as who lists a link and since when
 * @detail: (nullable): more for who asks why, such as a list's reason and its sources
 * @site: (nullable): the host that a link leads to, in ASCII form
 * @across: whether its words begin in what the same person sent just before
 * @start: first byte of what was found in the message's text as given
 * @end: one past its last byte
 *
 * A fact that a detector saw in one message. It chooses nothing: policy does.
 */
typedef struct {
  HavenKind kind;
  char *category;
  char *item;
  HavenDepth depth;
  guint severity;
  HavenAbout about;
  char *rule;
  char *pack;
  char *title;
  char *note;
  char *detail;
  char *site;
  gboolean across;
  gsize start;
  gsize end;
} HavenFinding;

HavenFinding *haven_finding_new (HavenKind kind, const char *category, const char *rule, const char *pack);
HavenFinding *haven_finding_add (
    GPtrArray *findings, HavenKind kind, const char *category, const char *rule, const char *title);
void haven_finding_add_conduct (
    GPtrArray *findings, const char *category, const char *title, guint severity, HavenAbout about);
gboolean haven_finding_is_conduct (const HavenFinding *finding);
HavenFinding *haven_finding_copy (const HavenFinding *finding);
void haven_finding_free (HavenFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenFinding, haven_finding_free)

const char *haven_kind_to_string (HavenKind kind);
const char *haven_depth_to_string (HavenDepth depth);
gboolean haven_depth_from_string (const char *id, HavenDepth *depth);
const char *haven_about_to_string (HavenAbout about);

G_END_DECLS
