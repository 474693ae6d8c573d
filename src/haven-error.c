/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-error.h"

G_DEFINE_QUARK (haven - error - quark, haven_error)
