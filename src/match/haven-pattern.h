/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tells the time in microseconds of some steady clock: an argument, so that tests need none. */
typedef struct {
  gint64 (*read) (gpointer data);
  gpointer data;
} HavenClock;

static inline gint64
haven_clock_read (const HavenClock *clock)
{
  return clock->read (clock->data);
}

typedef enum {
  HAVEN_PATTERN_NONE,  /* nowhere to be found */
  HAVEN_PATTERN_FOUND, /* found */
  HAVEN_PATTERN_LATE,  /* the time was up before that was known */
} HavenPatternResult;

/**
 * HavenPatternSpan:
 * @start: before it is looked for, where to begin: the start of a character; once found, its first byte
 * @end: one past its last byte, once found
 */
typedef struct {
  gsize start;
  gsize end;
} HavenPatternSpan;

typedef struct _HavenPattern HavenPattern;

HavenPattern *haven_pattern_new (const char *source, GError **error);
void haven_pattern_free (HavenPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPattern, haven_pattern_free)

gint64 haven_pattern_take_spent (HavenPattern *pattern);
const char *const *haven_pattern_get_literals (const HavenPattern *pattern);
HavenPatternResult haven_pattern_find (HavenPattern *pattern,
                                       const char *text,
                                       gsize length,
                                       const HavenClock *clock,
                                       gint64 deadline,
                                       HavenPatternSpan *found);

G_END_DECLS
