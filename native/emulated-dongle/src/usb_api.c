/* SPDX-License-Identifier: MIT
 * The functions of libusb-1.0 that librtlsdr imports, and a few that its relatives do. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "abi.h"
#include "descriptors.h"
#include "dongle.h"

#define EXPORT __attribute__((visibility("default")))

struct usb_context {
    unsigned references;
    struct transfer_queue finished;
};

/* A plugged-in device as one listing saw it: it goes stale when the dongle is pulled. */
struct usb_device {
    struct dongle *dongle;
    struct usb_context *context;
    unsigned generation;
    unsigned references;
};

struct usb_handle {
    struct usb_device *device;
};

static struct usb_context *default_context;

static void lock(void) { pthread_mutex_lock(&bench_get()->lock); }

static void unlock(void) { pthread_mutex_unlock(&bench_get()->lock); }

static void wake(void) { pthread_cond_broadcast(&bench_get()->changed); }

struct transfer_queue *context_finished(struct usb_context *context) { return &context->finished; }

static bool is_there(const struct usb_device *device)
{
    return device->dongle->plugged && device->dongle->generation == device->generation;
}

/* ---- contexts ---- */

EXPORT int libusb_init(struct usb_context **out)
{
    lock();
    struct usb_context *context = out ? NULL : default_context;
    int result = USB_OK;
    if (!context) {
        context = calloc(1, sizeof *context);
        if (context)
            queue_init(&context->finished);
        else
            result = USB_ERROR_NO_MEM;
    }
    if (context)
        context->references++;
    if (out)
        *out = context;
    else
        default_context = context;
    unlock();
    return result;
}

EXPORT void libusb_exit(struct usb_context *context)
{
    lock();
    if (!context)
        context = default_context;
    if (context && --context->references == 0) {
        if (context == default_context)
            default_context = NULL;
        free(context);
    }
    unlock();
}

/* ---- devices ---- */

EXPORT struct usb_device *libusb_ref_device(struct usb_device *device)
{
    lock();
    device->references++;
    unlock();
    return device;
}

static void unreference(struct usb_device *device)
{
    if (--device->references == 0)
        free(device);
}

EXPORT void libusb_unref_device(struct usb_device *device)
{
    if (!device)
        return;
    lock();
    unreference(device);
    unlock();
}

EXPORT ssize_t libusb_get_device_list(struct usb_context *context, struct usb_device ***list)
{
    struct bench *bench = bench_get();
    lock();
    ssize_t count = 0;
    struct usb_device **devices = calloc(bench->count + 1, sizeof *devices);
    for (size_t i = 0; devices && i < bench->count; i++) {
        struct dongle *dongle = &bench->dongles[i];
        struct usb_device *device = dongle->plugged ? calloc(1, sizeof *device) : NULL;
        if (!device)
            continue;
        *device = (struct usb_device){ dongle, context ? context : default_context, dongle->generation, 1 };
        devices[count++] = device;
    }
    unlock();
    *list = devices;
    return devices ? count : USB_ERROR_NO_MEM;
}

EXPORT void libusb_free_device_list(struct usb_device **list, int unreference_devices)
{
    if (!list)
        return;
    for (size_t i = 0; unreference_devices && list[i]; i++)
        libusb_unref_device(list[i]);
    free(list);
}

EXPORT int libusb_get_device_descriptor(struct usb_device *device, struct usb_device_descriptor *out)
{
    lock();
    *out = device_descriptor(device->dongle);
    unlock();
    return USB_OK;
}

EXPORT uint8_t libusb_get_bus_number(struct usb_device *device)
{
    (void)device;
    return 1;
}

EXPORT uint8_t libusb_get_device_address(struct usb_device *device)
{
    return (uint8_t)(device->dongle - bench_get()->dongles + 2);
}

EXPORT int libusb_get_device_speed(struct usb_device *device)
{
    (void)device;
    return 3; /* LIBUSB_SPEED_HIGH */
}

/* ---- handles ---- */

EXPORT int libusb_open(struct usb_device *device, struct usb_handle **out)
{
    lock();
    struct dongle *dongle = device->dongle;
    int result = !is_there(device) ? USB_ERROR_NO_DEVICE : dongle->faults.denied ? USB_ERROR_ACCESS : USB_OK;
    struct usb_handle *handle = result == USB_OK ? calloc(1, sizeof *handle) : NULL;
    if (handle) {
        handle->device = device;
        device->references++;
        dongle->handles++;
        *out = handle;
    } else if (result == USB_OK) {
        result = USB_ERROR_NO_MEM;
    }
    unlock();
    return result;
}

/* As in libusb, transfers that are still under way are orphans: their callbacks are never called. */
static void abandon(struct transfer_queue *queue, const struct usb_handle *handle)
{
    for (struct pending *at = queue->first, *next; at; at = next) {
        next = at->next;
        if (at->transfer.handle == handle)
            queue_remove(at);
    }
}

EXPORT void libusb_close(struct usb_handle *handle)
{
    if (!handle)
        return;
    lock();
    struct dongle *dongle = handle->device->dongle;
    abandon(&dongle->queue, handle);
    abandon(&handle->device->context->finished, handle);
    dongle_release(dongle, handle);
    dongle->handles--;
    unreference(handle->device);
    unlock();
    free(handle);
}

EXPORT struct usb_device *libusb_get_device(struct usb_handle *handle) { return handle->device; }

EXPORT int libusb_get_string_descriptor_ascii(struct usb_handle *handle, uint8_t index, unsigned char *out, int size)
{
    if (index < 1 || index > EEPROM_STRINGS || size <= 0)
        return USB_ERROR_INVALID_PARAM;
    lock();
    int result = USB_ERROR_NO_DEVICE;
    if (is_there(handle->device)) {
        snprintf((char *)out, (size_t)size, "%s", handle->device->dongle->eeprom.strings[index - 1]);
        result = (int)strlen((char *)out);
    }
    unlock();
    return result;
}

EXPORT int libusb_kernel_driver_active(struct usb_handle *handle, int interface)
{
    (void)interface;
    lock();
    int result = is_there(handle->device) ? handle->device->dongle->faults.driver : USB_ERROR_NO_DEVICE;
    unlock();
    return result;
}

static int set_driver(struct usb_handle *handle, bool attached)
{
    lock();
    int result = is_there(handle->device) ? USB_OK : USB_ERROR_NO_DEVICE;
    if (result == USB_OK)
        handle->device->dongle->faults.driver = attached;
    unlock();
    return result;
}

EXPORT int libusb_attach_kernel_driver(struct usb_handle *handle, int interface)
{
    (void)interface;
    return set_driver(handle, true);
}

EXPORT int libusb_detach_kernel_driver(struct usb_handle *handle, int interface)
{
    (void)interface;
    return set_driver(handle, false);
}

EXPORT int libusb_set_auto_detach_kernel_driver(struct usb_handle *handle, int enable)
{
    (void)handle;
    (void)enable;
    return USB_ERROR_NOT_SUPPORTED;
}

EXPORT int libusb_set_configuration(struct usb_handle *handle, int configuration)
{
    (void)handle;
    (void)configuration;
    return USB_OK;
}

EXPORT int libusb_claim_interface(struct usb_handle *handle, int interface)
{
    (void)interface;
    lock();
    int result = is_there(handle->device) ? dongle_claim(handle->device->dongle, handle) : USB_ERROR_NO_DEVICE;
    unlock();
    return result;
}

EXPORT int libusb_release_interface(struct usb_handle *handle, int interface)
{
    (void)interface;
    lock();
    dongle_release(handle->device->dongle, handle);
    unlock();
    return USB_OK;
}

EXPORT int libusb_reset_device(struct usb_handle *handle)
{
    lock();
    int result = is_there(handle->device) ? USB_OK : USB_ERROR_NO_DEVICE;
    unlock();
    return result;
}

EXPORT int libusb_clear_halt(struct usb_handle *handle, unsigned char endpoint)
{
    (void)endpoint;
    return libusb_reset_device(handle);
}

/* ---- transfers ---- */

static void sleep_ms(unsigned milliseconds)
{
    struct timespec t = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    nanosleep(&t, NULL);
}

EXPORT int libusb_control_transfer(struct usb_handle *handle, uint8_t type, uint8_t request, uint16_t value,
                                   uint16_t index, unsigned char *data, uint16_t length, unsigned int timeout)
{
    (void)request;
    struct dongle *dongle = handle->device->dongle;
    lock();
    unsigned delay = dongle->faults.control_delay_ms;
    unlock();
    if (delay > 0)
        sleep_ms(timeout != 0 && delay > timeout ? timeout : delay);

    lock();
    int result;
    if (!is_there(handle->device)) {
        result = USB_ERROR_NO_DEVICE;
    } else if (timeout != 0 && delay > timeout) {
        result = USB_ERROR_TIMEOUT;
    } else {
        result = dongle_control(dongle, type & USB_DIRECTION_IN, value, index, data, length);
        wake();
    }
    unlock();
    return result;
}

static struct pending *from_transfer(struct usb_transfer *transfer)
{
    return (struct pending *)((char *)transfer - offsetof(struct pending, transfer));
}

EXPORT struct usb_transfer *libusb_alloc_transfer(int iso_packets)
{
    enum { ISO_PACKET_SIZE = 12 };
    if (iso_packets < 0)
        return NULL;
    struct pending *pending = calloc(1, sizeof *pending + (size_t)iso_packets * ISO_PACKET_SIZE);
    return pending ? &pending->transfer : NULL;
}

EXPORT void libusb_free_transfer(struct usb_transfer *transfer)
{
    if (!transfer)
        return;
    struct pending *pending = from_transfer(transfer);
    lock();
    queue_remove(pending); /* librtlsdr frees transfers that are under way when a dongle is lost */
    unlock();
    free(pending);
}

static int submit(struct pending *pending)
{
    struct usb_transfer *transfer = &pending->transfer;
    struct usb_device *device = transfer->handle->device;
    if (!is_there(device))
        return USB_ERROR_NO_DEVICE;
    if (pending->queue)
        return USB_ERROR_BUSY;
    if (transfer->endpoint != USB_SAMPLE_ENDPOINT || transfer->length <= 0 || !device->context)
        return USB_ERROR_INVALID_PARAM;
    pending->dongle = device->dongle;
    pending->context = device->context;
    pending->filled = 0;
    pending->deadline_ns = transfer->timeout == 0 ? 0 : monotonic_ns() + transfer->timeout * 1000000LL;
    transfer->actual_length = 0;
    queue_push(&device->dongle->queue, pending);
    wake();
    return USB_OK;
}

EXPORT int libusb_submit_transfer(struct usb_transfer *transfer)
{
    lock();
    int result = submit(from_transfer(transfer));
    unlock();
    return result;
}

EXPORT int libusb_cancel_transfer(struct usb_transfer *transfer)
{
    struct pending *pending = from_transfer(transfer);
    lock();
    int result = USB_ERROR_NOT_FOUND;
    if (pending->queue && pending->queue == &pending->dongle->queue) {
        transfers_end(pending, USB_TRANSFER_CANCELLED);
        wake();
        result = USB_OK;
    }
    unlock();
    return result;
}

/* ---- events ---- */

static int64_t serve_context(struct usb_context *context, int64_t now)
{
    struct bench *bench = bench_get();
    int64_t again = INT64_MAX;
    for (size_t i = 0; i < bench->count; i++) {
        struct dongle *dongle = &bench->dongles[i];
        if (!dongle->queue.first || dongle->queue.first->context != context)
            continue;
        int64_t at = transfers_serve(dongle, now);
        if (at < again)
            again = at;
    }
    return again;
}

/* With the lock held on entry and exit, but not during the callbacks. */
static bool call_back(struct usb_context *context)
{
    bool any = false;
    while (context->finished.first) {
        struct usb_transfer *transfer = &context->finished.first->transfer;
        queue_remove(context->finished.first);
        unlock();
        transfer->callback(transfer);
        lock();
        any = true;
    }
    return any;
}

static void wait_until(int64_t when)
{
    struct timespec t = { when / 1000000000, when % 1000000000 };
    pthread_cond_timedwait(&bench_get()->changed, &bench_get()->lock, &t);
}

/* Handles events until there were some, `*completed` is set, or the time is up. */
static void pump(struct usb_context *context, int64_t until, const int *completed)
{
    lock();
    if (!context)
        context = default_context;
    while (context && !(completed && *completed)) {
        int64_t now = monotonic_ns();
        int64_t again = serve_context(context, now);
        if (call_back(context)) {
            wake(); /* a synchronous transfer on another thread may be among them */
            break;
        }
        if (now >= until)
            break;
        wait_until(again < until ? again : until);
    }
    unlock();
}

EXPORT int libusb_handle_events_timeout_completed(struct usb_context *context, struct timeval *timeout, int *completed)
{
    pump(context, monotonic_ns() + timeout->tv_sec * 1000000000LL + timeout->tv_usec * 1000LL, completed);
    return USB_OK;
}

EXPORT int libusb_handle_events_timeout(struct usb_context *context, struct timeval *timeout)
{
    return libusb_handle_events_timeout_completed(context, timeout, NULL);
}

EXPORT int libusb_handle_events_completed(struct usb_context *context, int *completed)
{
    struct timeval minute = { 60, 0 };
    return libusb_handle_events_timeout_completed(context, &minute, completed);
}

EXPORT int libusb_handle_events(struct usb_context *context) { return libusb_handle_events_completed(context, NULL); }

static void set_flag(struct usb_transfer *transfer) { *(int *)transfer->user_data = 1; }

static int result_of(enum usb_transfer_status status)
{
    switch (status) {
    case USB_TRANSFER_COMPLETED: return USB_OK;
    case USB_TRANSFER_TIMED_OUT: return USB_ERROR_TIMEOUT;
    case USB_TRANSFER_STALL: return USB_ERROR_PIPE;
    case USB_TRANSFER_NO_DEVICE: return USB_ERROR_NO_DEVICE;
    default: return USB_ERROR_IO;
    }
}

EXPORT int libusb_bulk_transfer(struct usb_handle *handle, unsigned char endpoint, unsigned char *data, int length,
                                int *transferred, unsigned int timeout)
{
    struct usb_transfer *transfer = libusb_alloc_transfer(0);
    if (!transfer)
        return USB_ERROR_NO_MEM;
    int done = 0;
    transfer->handle = handle;
    transfer->endpoint = endpoint;
    transfer->timeout = timeout;
    transfer->buffer = data;
    transfer->length = length;
    transfer->callback = set_flag;
    transfer->user_data = &done;

    int result = libusb_submit_transfer(transfer);
    while (result == USB_OK && !done)
        libusb_handle_events_completed(handle->device->context, &done);
    if (result == USB_OK)
        result = result_of(transfer->status);
    if (transferred)
        *transferred = transfer->actual_length;
    libusb_free_transfer(transfer);
    return result;
}

/* A kernel would map memory of its own here and hand it out zeroed; librtlsdr checks that. */
EXPORT unsigned char *libusb_dev_mem_alloc(struct usb_handle *handle, size_t length)
{
    (void)handle;
    return calloc(1, length);
}

EXPORT int libusb_dev_mem_free(struct usb_handle *handle, unsigned char *buffer, size_t length)
{
    (void)handle;
    (void)length;
    free(buffer);
    return USB_OK;
}

/* ---- odds and ends ---- */

EXPORT int libusb_set_option(struct usb_context *context, int option, ...)
{
    (void)context;
    (void)option;
    return USB_OK;
}

EXPORT void libusb_set_debug(struct usb_context *context, int level)
{
    (void)context;
    (void)level;
}

EXPORT const char *libusb_error_name(int code)
{
    static const char *const NAMES[] = {
        "LIBUSB_SUCCESS",         "LIBUSB_ERROR_IO",        "LIBUSB_ERROR_INVALID_PARAM", "LIBUSB_ERROR_ACCESS",
        "LIBUSB_ERROR_NO_DEVICE", "LIBUSB_ERROR_NOT_FOUND", "LIBUSB_ERROR_BUSY",          "LIBUSB_ERROR_TIMEOUT",
        "LIBUSB_ERROR_OVERFLOW",  "LIBUSB_ERROR_PIPE",      "LIBUSB_ERROR_INTERRUPTED",   "LIBUSB_ERROR_NO_MEM",
        "LIBUSB_ERROR_NOT_SUPPORTED",
    };
    return code <= 0 && code >= USB_ERROR_NOT_SUPPORTED ? NAMES[-code] : "LIBUSB_ERROR_OTHER";
}

EXPORT const char *libusb_strerror(int code) { return libusb_error_name(code); }
