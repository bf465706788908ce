/* SPDX-License-Identifier: MIT
 * The part of libusb's binary interface that a program over librtlsdr touches: two structures and a few numbers.
 * tests/abi_check.c compares it with the real header where that is installed. */
#ifndef EMULATED_DONGLE_ABI_H
#define EMULATED_DONGLE_ABI_H

#include <stdint.h>

enum usb_error {
    USB_OK = 0,
    USB_ERROR_IO = -1,
    USB_ERROR_INVALID_PARAM = -2,
    USB_ERROR_ACCESS = -3,
    USB_ERROR_NO_DEVICE = -4,
    USB_ERROR_NOT_FOUND = -5,
    USB_ERROR_BUSY = -6,
    USB_ERROR_TIMEOUT = -7,
    USB_ERROR_OVERFLOW = -8,
    USB_ERROR_PIPE = -9,
    USB_ERROR_INTERRUPTED = -10,
    USB_ERROR_NO_MEM = -11,
    USB_ERROR_NOT_SUPPORTED = -12,
};

enum usb_transfer_status {
    USB_TRANSFER_COMPLETED,
    USB_TRANSFER_ERROR,
    USB_TRANSFER_TIMED_OUT,
    USB_TRANSFER_CANCELLED,
    USB_TRANSFER_STALL,
    USB_TRANSFER_NO_DEVICE,
};

enum { USB_DIRECTION_IN = 0x80, USB_SAMPLE_ENDPOINT = 0x81 };

struct usb_handle;

struct usb_transfer {
    struct usb_handle *handle;
    uint8_t flags;
    unsigned char endpoint;
    unsigned char type;
    unsigned int timeout;
    enum usb_transfer_status status;
    int length;
    int actual_length;
    void (*callback)(struct usb_transfer *transfer);
    void *user_data;
    unsigned char *buffer;
    int iso_packet_count;
};

struct usb_device_descriptor {
    uint8_t length;
    uint8_t descriptor_type;
    uint16_t usb_version;
    uint8_t device_class;
    uint8_t device_subclass;
    uint8_t device_protocol;
    uint8_t max_packet_size0;
    uint16_t vendor;
    uint16_t product;
    uint16_t device_version;
    uint8_t manufacturer_string;
    uint8_t product_string;
    uint8_t serial_string;
    uint8_t configurations;
};

#endif
