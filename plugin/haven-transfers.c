/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-transfers.h"

#include "haven-offers.h"

/*
 * The only place that stands before a file transfer. No signal goes before one that sends: libpurple tells
 * the UI of it (add_xfer) and calls the protocol right after that (ops.init). The UI's struct is not const,
 * so Haven puts its own functions there, and takes them out again on unload, as haven-open.c does with links.
 * A UI without such operations gets a struct that has nothing else.
 */

#define BEFORE_KEY "haven-transfers"

typedef struct {
  void (*add) (PurpleXfer *xfer);
  void (*destroy) (PurpleXfer *xfer);
  PurpleXferUiOps *own; /* nullable: ours, where the UI had none */
} Before;

static void on_added (PurpleXfer *xfer);

/* Where a transfer has a copy of the struct that somebody made: what was there in the one that was copied. */
static const Before *
before_us (const PurpleXfer *xfer)
{
  const Before *before = g_dataset_get_data (purple_xfer_get_ui_ops (xfer), BEFORE_KEY);

  return before != NULL ? before : g_dataset_get_data ((gconstpointer)on_added, BEFORE_KEY);
}

static void
on_added (PurpleXfer *xfer)
{
  const Before *before = before_us (xfer);
  HavenPlugin *plugin = haven_plugin_get ();

  if (before != NULL && before->add != NULL)
    before->add (xfer);
  if (plugin != NULL && purple_xfer_get_type (xfer) == PURPLE_XFER_SEND && !purple_xfer_is_canceled (xfer))
    haven_offers_look (plugin->offers, xfer);
}

static void
on_destroyed (PurpleXfer *xfer)
{
  const Before *before = before_us (xfer);
  HavenPlugin *plugin = haven_plugin_get ();

  if (plugin != NULL)
    haven_offers_transfer_over (plugin->offers, xfer);
  if (before != NULL && before->destroy != NULL)
    before->destroy (xfer);
}

/**
 * haven_transfers_wrap:
 *
 * From here on every file is looked at before it leaves.
 */
void
haven_transfers_wrap (void)
{
  PurpleXferUiOps *ops = purple_xfers_get_ui_ops ();
  Before *before;

  /* somebody may have put a copy there, with our functions in it, from before an unload */
  if (ops != NULL && (ops->add_xfer == on_added || g_dataset_get_data (ops, BEFORE_KEY) != NULL))
    return;
  before = g_new0 (Before, 1);
  if (ops == NULL) {
    ops = before->own = g_new0 (PurpleXferUiOps, 1);
    purple_xfers_set_ui_ops (ops);
  }
  before->add = ops->add_xfer;
  before->destroy = ops->destroy;
  ops->add_xfer = on_added;
  ops->destroy = on_destroyed;
  g_dataset_set_data_full (ops, BEFORE_KEY, before, g_free);
  g_dataset_set_data_full ((gconstpointer)on_added, BEFORE_KEY, g_memdup2 (before, sizeof *before), g_free);
}

/* Transfers remember the struct that was there when they were made. */
static void
take_away (PurpleXferUiOps *own)
{
  for (GList *l = purple_xfers_get_all (); l != NULL; l = l->next)
    if (purple_xfer_get_ui_ops (l->data) == own)
      ((PurpleXfer *)l->data)->ui_ops = NULL;
  purple_xfers_set_ui_ops (NULL);
  g_free (own);
}

/**
 * haven_transfers_unwrap:
 */
void
haven_transfers_unwrap (void)
{
  PurpleXferUiOps *ops = purple_xfers_get_ui_ops ();
  Before *before = ops != NULL ? g_dataset_get_data (ops, BEFORE_KEY) : NULL;
  PurpleXferUiOps *own;

  if (before == NULL)
    return;
  if (ops->add_xfer != on_added || ops->destroy != on_destroyed)
    return; /* somebody wrapped us in turn, and will go on calling what is here */
  ops->add_xfer = before->add;
  ops->destroy = before->destroy;
  own = before->own;
  g_dataset_remove_data (ops, BEFORE_KEY);
  if (own != NULL)
    take_away (own);
}
