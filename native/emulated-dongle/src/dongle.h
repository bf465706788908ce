/* SPDX-License-Identifier: MIT
 * One emulated dongle and the bench on which all of them lie. Everything here is guarded by the bench's one lock. */
#ifndef EMULATED_DONGLE_H
#define EMULATED_DONGLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "eeprom.h"
#include "faults.h"
#include "feed.h"
#include "rtl2832u.h"
#include "transfers.h"
#include "tuner.h"

enum { MAX_DONGLES = 16 };

struct dongle {
    struct eeprom eeprom;
    struct rtl2832u chip;
    struct tuner tuner;
    struct feed feed;
    struct faults faults;
    struct transfer_queue queue;
    bool plugged;
    unsigned generation;        /* counts the plugs: a handle of an earlier one is dead */
    struct usb_handle *claimed; /* the handle that owns the interface */
    unsigned handles;           /* handles that are open on this plug or an earlier one */
    char lock_path[256];        /* shared with other processes, so that they find the dongle busy; may be empty */
    int lock_file;
};

struct bench {
    pthread_mutex_t lock;
    pthread_cond_t changed; /* CLOCK_MONOTONIC; broadcast whenever something may be due earlier than thought */
    struct dongle dongles[MAX_DONGLES];
    size_t count;
};

/* The bench, laid out from the environment at the first call. */
struct bench *bench_get(void);

void dongle_plug(struct dongle *dongle);
void dongle_unplug(struct dongle *dongle);

/* Takes or leaves the interface for a handle; USB_ERROR_BUSY when somebody else, here or in another process, has it. */
int dongle_claim(struct dongle *dongle, struct usb_handle *handle);
void dongle_release(struct dongle *dongle, struct usb_handle *handle);

/* A vendor control transfer, with the faults that are ordered; returns the bytes moved or an error of libusb. */
int dongle_control(struct dongle *dongle, bool in, uint16_t value, uint16_t index, uint8_t *data, uint16_t length);

int64_t monotonic_ns(void);

#endif
