/* SPDX-License-Identifier: MIT
 * Bulk transfers: each waits in its dongle's queue until the samples are made or something goes wrong, then in its
 * context's queue until the program handles events. */
#include "transfers.h"

#include <stdint.h>

#include "dongle.h"

static const int64_t LOOK_AGAIN_NS = 2 * 1000000LL; /* at a live source that has not sent enough yet */

void queue_init(struct transfer_queue *queue)
{
    queue->first = NULL;
    queue->last = &queue->first;
    queue->bytes = 0;
}

void queue_push(struct transfer_queue *queue, struct pending *pending)
{
    pending->next = NULL;
    pending->queue = queue;
    *queue->last = pending;
    queue->last = &pending->next;
    queue->bytes += (size_t)pending->transfer.length;
}

void queue_remove(struct pending *pending)
{
    struct transfer_queue *queue = pending->queue;
    if (!queue)
        return;
    for (struct pending **at = &queue->first; *at; at = &(*at)->next) {
        if (*at != pending)
            continue;
        *at = pending->next;
        if (queue->last == &pending->next)
            queue->last = at;
        queue->bytes -= (size_t)pending->transfer.length;
        break;
    }
    pending->queue = NULL;
}

void transfers_end(struct pending *pending, enum usb_transfer_status status)
{
    queue_remove(pending);
    pending->transfer.status = status;
    pending->transfer.actual_length = (int)pending->filled;
    queue_push(context_finished(pending->context), pending);
}

void transfers_end_all(struct dongle *dongle, enum usb_transfer_status status)
{
    while (dongle->queue.first)
        transfers_end(dongle->queue.first, status);
}

static void adopt_gain(struct dongle *dongle)
{
    struct feed *feed = &dongle->feed;
    int tenths = tuner_is_automatic(&dongle->tuner) ? feed->automatic_tenths : tuner_gain_tenths(&dongle->tuner);
    if (feed->models_gain && tenths != feed->gain_tenths)
        feed_set_gain(feed, tenths);
}

/* Bytes that the air has sent and nobody took: by fault, or because the host was slower than all its buffers. */
static void drop_lost(struct dongle *dongle, int64_t now)
{
    struct feed *feed = &dongle->feed;
    uint64_t lost = dongle->faults.lose_bytes;
    dongle->faults.lose_bytes = 0;
    if (feed->overflow_bytes > 0) {
        double made = (double)(now - feed->epoch_ns) * 2e-9 * feed->rate * (feed->pace == 0 ? 1 : feed->pace) - feed->epoch_bytes;
        double room = (double)dongle->queue.bytes + feed->overflow_bytes;
        if (made > room)
            lost += (uint64_t)(made - room) & ~(uint64_t)1;
    }
    if (lost > 0) {
        feed_skip(feed, lost, rtl2832u_test_mode(&dongle->chip), now);
        feed_taken(feed, lost);
    }
}

/* Fills the oldest transfer if its time has come. Returns 0 when it has ended, else when to look again. */
static int64_t fill(struct dongle *dongle, struct pending *pending, int64_t now)
{
    struct feed *feed = &dongle->feed;
    double rate = rtl2832u_sample_rate(&dongle->chip);
    if (!feed->running || feed->rate != rate)
        feed_start(feed, rate, now + dongle->faults.start_delay_ms * 1000000LL);
    adopt_gain(dongle);

    size_t want = (size_t)pending->transfer.length;
    bool is_short = dongle->faults.shorts > 0 && dongle->faults.short_bytes < want;
    if (is_short)
        want = dongle->faults.short_bytes;
    int64_t due = feed_due(feed, want);
    if (now < due)
        return due;

    if (pending->filled == 0)
        drop_lost(dongle, now);
    if (pending->filled < want)
        pending->filled += feed_read(feed, pending->transfer.buffer + pending->filled, want - pending->filled,
                                     rtl2832u_test_mode(&dongle->chip), now);
    bool source_ended = feed->ended && feed->end == FEED_UNPLUG;
    if (pending->filled < want && !source_ended)
        return now + LOOK_AGAIN_NS;

    if (is_short)
        dongle->faults.shorts--;
    feed_taken(feed, pending->filled);
    feed->bytes += pending->filled;
    dongle->queue.served++;
    transfers_end(pending, USB_TRANSFER_COMPLETED);
    if (source_ended)
        dongle_unplug(dongle);
    return 0;
}

int64_t transfers_serve(struct dongle *dongle, int64_t now)
{
    struct pending *pending;
    while ((pending = dongle->queue.first) != NULL) {
        int64_t again = INT64_MAX;
        if (pending->deadline_ns != 0 && now >= pending->deadline_ns) {
            transfers_end(pending, USB_TRANSFER_TIMED_OUT);
            continue;
        }
        if (dongle->faults.halted) {
            transfers_end(pending, USB_TRANSFER_STALL);
            continue;
        }
        if (dongle->faults.errors > 0) {
            dongle->faults.errors--;
            transfers_end(pending, USB_TRANSFER_ERROR);
            continue;
        }
        if (!dongle->faults.frozen && rtl2832u_endpoint_running(&dongle->chip))
            again = fill(dongle, pending, now);
        if (again == 0)
            continue;
        return pending->deadline_ns != 0 && pending->deadline_ns < again ? pending->deadline_ns : again;
    }
    return INT64_MAX;
}
