/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words by which a settings file says a choice, in the order of the enumerations. */
extern const char *const haven_settings_depth_words[];      /* HavenDepth */
extern const char *const haven_settings_strictness_words[]; /* HavenStrictness */
extern const char *const haven_settings_link_words[];       /* HavenLinkLevel */

G_END_DECLS
