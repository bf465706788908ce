/* SPDX-License-Identifier: MIT
 * USB/IP (Documentation/usb/usbip_protocol.rst of Linux): the dongles as a real kernel sees them, through its vhci_hcd. All numbers are
 * big-endian.
 *
 *   version 0111 | code | status      8005 list -> 0005 | n | n * (device | its interfaces)
 *                                     8003 import | bus id (32) -> 0003 | device
 * and from an import on, in both directions, 48 bytes that begin with
 *   command | sequence | device | direction (1: in) | endpoint
 *   1 submit     flags | length | start frame | packets | interval | setup (8)         data to the device follows
 *   3 submitted  status | length | start frame | packets | errors | 8 unused            data from the device follows
 *   2 unlink     sequence of the transfer                 4 unlinked  status: -ECONNRESET when it had not ended yet */
#define _GNU_SOURCE
#include "usbip.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "abi.h"
#include "descriptors.h"
#include "dongle.h"

enum { VERSION = 0x0111, ASK_LIST = 0x8005, ASK_IMPORT = 0x8003, TELL_LIST = 0x0005, TELL_IMPORT = 0x0003 };
enum { SUBMIT = 1, UNLINK = 2, SUBMITTED = 3, UNLINKED = 4 };
enum { STATUS_OK = 0, STATUS_BUSY = 2, STATUS_ERROR = 3, STATUS_NO_DEVICE = 4 };
enum { COMMAND_WORDS = 12, BUS_ID_SIZE = 32, PATH_SIZE = 256, HIGH_SPEED = 3 };
enum { MOST_BYTES_WAITING = 64 << 20, LOOK_MS = 20 /* at a dongle that may have been unplugged */ };

struct usb_context {
    struct transfer_queue finished;
};

/* A kernel that holds a dongle. */
struct usb_handle {
    int link;
    struct dongle *dongle;
    unsigned generation;
    struct usb_context context;
};

/* A bulk transfer that the kernel waits for. */
struct urb {
    uint32_t sequence;
    struct pending pending;
    uint8_t data[];
};

struct transfer_queue *context_finished(struct usb_context *context) { return &context->finished; }

static void lock(void) { pthread_mutex_lock(&bench_get()->lock); }

static void unlock(void) { pthread_mutex_unlock(&bench_get()->lock); }

/* ---- bytes ---- */

static bool read_all(int link, void *out, size_t length)
{
    for (uint8_t *at = out; length > 0;) {
        ssize_t got = recv(link, at, length, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

static bool write_all(int link, const void *data, size_t length)
{
    for (const uint8_t *at = data; length > 0;) {
        ssize_t sent = send(link, at, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool reply(const struct usb_handle *handle, uint32_t command, uint32_t sequence, int status, const void *data, size_t length, size_t told)
{
    uint32_t words[COMMAND_WORDS] = { htonl(command), htonl(sequence), [5] = htonl((uint32_t)status), [6] = htonl((uint32_t)told) };
    return write_all(handle->link, words, sizeof words) && write_all(handle->link, data, length);
}

/* ---- transfers ---- */

static struct urb *urb_of(struct pending *pending) { return (struct urb *)((char *)pending - offsetof(struct urb, pending)); }

static int to_errno(int result)
{
    switch (result) {
    case USB_ERROR_PIPE: return -EPIPE;
    case USB_ERROR_NO_DEVICE: return -ESHUTDOWN;
    default: return -EPROTO;
    }
}

static int status_of(enum usb_transfer_status status)
{
    switch (status) {
    case USB_TRANSFER_COMPLETED: return 0;
    case USB_TRANSFER_STALL: return -EPIPE;
    case USB_TRANSFER_NO_DEVICE: return -ESHUTDOWN;
    default: return -EPROTO;
    }
}

static int control(struct dongle *dongle, const struct setup *setup, uint8_t *data)
{
    enum { KIND = 0x60, VENDOR = 0x40 };
    lock();
    unsigned delay = dongle->faults.control_delay_ms;
    unlock();
    if (delay > 0)
        nanosleep(&(struct timespec){ delay / 1000, delay % 1000 * 1000000L }, NULL);

    lock();
    int result = (setup->type & KIND) == VENDOR
        ? dongle_control(dongle, setup->type & USB_DIRECTION_IN, setup->value, setup->index, data, setup->length)
        : standard_request(dongle, setup, data);
    unlock();
    return result;
}

static bool submit_control(struct usb_handle *handle, uint32_t sequence, bool in, const struct setup *setup, size_t length)
{
    uint8_t *data = calloc(1, UINT16_MAX);
    bool good = data && length <= UINT16_MAX && (in || read_all(handle->link, data, length));
    if (good) {
        int result = control(handle->dongle, setup, data);
        size_t count = result < 0 ? 0 : (size_t)result < length ? (size_t)result : length;
        good = reply(handle, SUBMITTED, sequence, result < 0 ? to_errno(result) : 0, data, in ? count : 0, count);
    }
    free(data);
    return good;
}

static bool submit_bulk(struct usb_handle *handle, uint32_t sequence, size_t length)
{
    lock();
    bool room = length > 0 && handle->dongle->queue.bytes + length <= MOST_BYTES_WAITING;
    struct urb *urb = room ? calloc(1, sizeof *urb + length) : NULL;
    if (urb) {
        urb->sequence = sequence;
        urb->pending = (struct pending){
            .dongle = handle->dongle,
            .context = &handle->context,
            .generation = handle->generation,
            .transfer = { .handle = handle, .endpoint = USB_SAMPLE_ENDPOINT, .length = (int)length, .buffer = urb->data },
        };
        queue_push(&handle->dongle->queue, &urb->pending);
    }
    unlock();
    return urb || reply(handle, SUBMITTED, sequence, -ENOMEM, NULL, 0, 0);
}

static bool unlink_urb(struct usb_handle *handle, uint32_t sequence, uint32_t victim)
{
    int status = 0; /* it has ended, and its reply is under way */
    lock();
    for (struct pending *at = handle->dongle->queue.first; at; at = at->next) {
        if (at->context != &handle->context || urb_of(at)->sequence != victim)
            continue;
        queue_remove(at);
        free(urb_of(at));
        status = -ECONNRESET;
        break;
    }
    unlock();
    return reply(handle, UNLINKED, sequence, status, NULL, 0, 0);
}

/* Reads one command and does what it says; false ends the connection: whatever follows cannot be understood. */
static bool obey_kernel(struct usb_handle *handle)
{
    uint32_t words[COMMAND_WORDS];
    if (!read_all(handle->link, words, sizeof words))
        return false;
    struct setup setup = setup_read((const uint8_t *)&words[10]);
    uint32_t sequence = ntohl(words[1]), endpoint = ntohl(words[4]), length = ntohl(words[6]);
    bool in = ntohl(words[3]) == 1;
    switch (ntohl(words[0])) {
    case SUBMIT:
        if (endpoint == 0)
            return submit_control(handle, sequence, in, &setup, length);
        return in && endpoint == (USB_SAMPLE_ENDPOINT & 0x0f) && submit_bulk(handle, sequence, length);
    case UNLINK: return unlink_urb(handle, sequence, ntohl(words[5]));
    default: return false;
    }
}

static bool send_finished(struct usb_handle *handle)
{
    bool good = true;
    for (;;) {
        lock();
        struct pending *pending = handle->context.finished.first;
        if (pending)
            queue_remove(pending);
        unlock();
        if (!pending)
            return good;
        struct urb *urb = urb_of(pending);
        size_t length = (size_t)pending->transfer.actual_length;
        good = good && reply(handle, SUBMITTED, urb->sequence, status_of(pending->transfer.status), urb->data, length, length);
        free(urb);
    }
}

/* ---- a dongle in a kernel's hands ---- */

static bool take(struct usb_handle *handle)
{
    lock();
    bool taken = handle->dongle->plugged && dongle_claim(handle->dongle, handle) == USB_OK;
    if (taken) {
        handle->generation = handle->dongle->generation;
        handle->dongle->handles++;
    }
    unlock();
    return taken;
}

static void let_go(struct usb_handle *handle)
{
    lock();
    for (struct pending *at = handle->dongle->queue.first, *next; at; at = next) {
        next = at->next;
        if (at->context == &handle->context)
            transfers_end(at, USB_TRANSFER_CANCELLED);
    }
    dongle_release(handle->dongle, handle);
    handle->dongle->handles--;
    unlock();
    shutdown(handle->link, SHUT_RDWR); /* the replies that are left go nowhere; their memory is freed */
    send_finished(handle);
}

static void serve(struct usb_handle *handle)
{
    for (;;) {
        lock();
        struct dongle *dongle = handle->dongle;
        int64_t now = monotonic_ns();
        int64_t again = dongle->queue.first ? transfers_serve(dongle, now) : INT64_MAX;
        bool there = dongle->plugged && dongle->generation == handle->generation;
        unlock();
        if (!send_finished(handle) || !there)
            return;

        struct pollfd link = { handle->link, POLLIN, 0 };
        int64_t wait = again <= now ? 0 : (again - now) / 1000000 + 1;
        poll(&link, 1, wait < LOOK_MS ? (int)wait : LOOK_MS);
        if (link.revents && !obey_kernel(handle))
            return;
    }
}

void usbip_serve(int link, struct dongle *dongle)
{
    struct usb_handle handle = { .link = link, .dongle = dongle };
    queue_init(&handle.context.finished);
    if (take(&handle)) {
        serve(&handle);
        let_go(&handle);
    }
    close(link);
}

/* ---- before an import ---- */

struct device_record {
    char path[PATH_SIZE];
    char bus_id[BUS_ID_SIZE];
    uint32_t bus, device, speed;
    uint16_t vendor, product, version;
    uint8_t class, subclass, protocol, configuration, configurations, interfaces;
};

struct greeting {
    uint16_t version, code;
    uint32_t status;
};

static struct device_record describe(const struct dongle *dongle, unsigned place)
{
    struct usb_device_descriptor about = device_descriptor(dongle);
    struct device_record record = {
        .bus = htonl(1), .device = htonl(place + 2), .speed = htonl(HIGH_SPEED),
        .vendor = htons(about.vendor), .product = htons(about.product), .version = htons(about.device_version),
        .configuration = 1, .configurations = 1, .interfaces = DONGLE_INTERFACES,
    };
    snprintf(record.path, sizeof record.path, "/sys/devices/emulated/usb1/1-%u", place + 1);
    snprintf(record.bus_id, sizeof record.bus_id, "1-%u", place + 1);
    return record;
}

static bool greet(int link, uint16_t code, uint32_t status)
{
    struct greeting greeting = { htons(VERSION), htons(code), htonl(status) };
    return write_all(link, &greeting, sizeof greeting);
}

static void tell_list(int link)
{
    static const uint8_t INTERFACE[4] = { 0xff, 0xff, 0xff, 0 };
    struct bench *bench = bench_get();
    struct device_record records[MAX_DONGLES];
    uint32_t count = 0;
    lock();
    for (unsigned i = 0; i < bench->count; i++)
        if (bench->dongles[i].plugged)
            records[count++] = describe(&bench->dongles[i], i);
    unlock();

    uint32_t told = htonl(count);
    bool good = greet(link, TELL_LIST, STATUS_OK) && write_all(link, &told, sizeof told);
    for (uint32_t i = 0; good && i < count; i++) {
        good = write_all(link, &records[i], sizeof records[i]);
        for (int n = 0; n < DONGLE_INTERFACES; n++)
            good = good && write_all(link, INTERFACE, sizeof INTERFACE);
    }
}

static void hand_over(int link)
{
    char bus_id[BUS_ID_SIZE];
    struct bench *bench = bench_get();
    if (!read_all(link, bus_id, sizeof bus_id))
        return;
    bus_id[BUS_ID_SIZE - 1] = '\0';
    unsigned place = 0;
    if (sscanf(bus_id, "1-%u", &place) != 1 || place < 1 || place > bench->count) {
        greet(link, TELL_IMPORT, STATUS_NO_DEVICE);
        return;
    }

    struct usb_handle handle = { .link = link, .dongle = &bench->dongles[place - 1] };
    queue_init(&handle.context.finished);
    if (!take(&handle)) {
        lock();
        bool plugged = handle.dongle->plugged;
        unlock();
        greet(link, TELL_IMPORT, plugged ? STATUS_BUSY : STATUS_NO_DEVICE);
        return;
    }
    lock();
    struct device_record record = describe(handle.dongle, place - 1);
    unlock();
    if (greet(link, TELL_IMPORT, STATUS_OK) && write_all(link, &record, sizeof record))
        serve(&handle);
    let_go(&handle);
}

void usbip_converse(int link)
{
    struct greeting greeting;
    if (read_all(link, &greeting, sizeof greeting)) {
        switch (ntohs(greeting.code)) {
        case ASK_LIST: tell_list(link); break;
        case ASK_IMPORT: hand_over(link); break;
        default: greet(link, ntohs(greeting.code) & 0x7fff, STATUS_ERROR);
        }
    }
    close(link);
}
