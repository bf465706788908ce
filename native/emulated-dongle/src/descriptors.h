/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_DESCRIPTORS_H
#define EMULATED_DONGLE_DESCRIPTORS_H

#include <stdint.h>

#include "abi.h"

struct dongle;

enum { DONGLE_INTERFACES = 2, SETUP_SIZE = 8 };

/* The eight bytes that begin a control transfer (USB 2.0, 9.3). */
struct setup {
    uint8_t type, request;
    uint16_t value, index, length;
};

struct setup setup_read(const uint8_t bytes[SETUP_SIZE]);

struct usb_device_descriptor device_descriptor(const struct dongle *dongle);

/* A standard request (USB 2.0, 9.4); returns the bytes answered, or USB_ERROR_PIPE for what the chip stalls. */
int standard_request(const struct dongle *dongle, const struct setup *setup, uint8_t *data);

#endif
