/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-error.h"

/* clang-format off: the name is taken as it is spelled */
G_DEFINE_QUARK (haven - error - quark, haven_error)
/* clang-format on */
