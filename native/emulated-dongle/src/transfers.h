/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_TRANSFERS_H
#define EMULATED_DONGLE_TRANSFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi.h"

struct dongle;
struct usb_context;

/* A transfer as libusb knows it, with what we note about it in front. */
struct pending {
    struct pending *next;
    struct transfer_queue *queue; /* where it waits: a dongle's, a context's, or NULL */
    struct dongle *dongle;
    struct usb_context *context;
    unsigned generation;
    size_t filled;
    int64_t deadline_ns; /* 0: none */
    struct usb_transfer transfer;
};

struct transfer_queue {
    struct pending *first;
    struct pending **last;
    size_t bytes;
    uint64_t served;
};

void queue_init(struct transfer_queue *queue);
void queue_push(struct transfer_queue *queue, struct pending *pending);
void queue_remove(struct pending *pending);

/* Ends what can be ended now, into the contexts' queues of finished transfers; returns when to look again. */
int64_t transfers_serve(struct dongle *dongle, int64_t now);

/* Ends one transfer, or all, or those of one handle, with this status. */
void transfers_end(struct pending *pending, enum usb_transfer_status status);
void transfers_end_all(struct dongle *dongle, enum usb_transfer_status status);

struct transfer_queue *context_finished(struct usb_context *context);

#endif
