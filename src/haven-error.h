/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_ERROR (haven_error_quark ())
GQuark haven_error_quark (void);

/**
 * HavenError:
 * @HAVEN_ERROR_INVALID: foreign data is not of the form it must have; the message says what and where
 * @HAVEN_ERROR_TOO_LARGE: foreign data is over a bound on size, depth or count
 * @HAVEN_ERROR_VERSION: data of a version that this Haven does not read
 * @HAVEN_ERROR_STALE: a compiled or cached file does not belong to its source
 * @HAVEN_ERROR_UNSAFE: a file that Haven will not touch, such as one behind a link
 * @HAVEN_ERROR_NOT_FOUND: something named does not exist
 * @HAVEN_ERROR_BUSY: another program has it
 */
typedef enum {
  HAVEN_ERROR_INVALID,
  HAVEN_ERROR_TOO_LARGE,
  HAVEN_ERROR_VERSION,
  HAVEN_ERROR_STALE,
  HAVEN_ERROR_UNSAFE,
  HAVEN_ERROR_NOT_FOUND,
  HAVEN_ERROR_BUSY,
} HavenError;

G_END_DECLS
