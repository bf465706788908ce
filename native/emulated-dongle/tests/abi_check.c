/* SPDX-License-Identifier: MIT
 * Compiles only if our view of libusb's binary interface is the real one. Needs libusb-1.0-0-dev. */
#include <libusb-1.0/libusb.h>
#include <stddef.h>

#include "../src/abi.h"

#define SAME_PLACE(ours, theirs) \
    _Static_assert(offsetof(struct usb_transfer, ours) == offsetof(struct libusb_transfer, theirs), #ours)

SAME_PLACE(handle, dev_handle);
SAME_PLACE(flags, flags);
SAME_PLACE(endpoint, endpoint);
SAME_PLACE(type, type);
SAME_PLACE(timeout, timeout);
SAME_PLACE(status, status);
SAME_PLACE(length, length);
SAME_PLACE(actual_length, actual_length);
SAME_PLACE(callback, callback);
SAME_PLACE(user_data, user_data);
SAME_PLACE(buffer, buffer);
SAME_PLACE(iso_packet_count, num_iso_packets);
_Static_assert(sizeof(struct usb_transfer) == sizeof(struct libusb_transfer), "transfer");
_Static_assert(sizeof(struct usb_device_descriptor) == sizeof(struct libusb_device_descriptor), "descriptor");
_Static_assert((int)USB_ERROR_NO_DEVICE == (int)LIBUSB_ERROR_NO_DEVICE, "no device");
_Static_assert((int)USB_ERROR_NOT_SUPPORTED == (int)LIBUSB_ERROR_NOT_SUPPORTED, "not supported");
_Static_assert((int)USB_TRANSFER_STALL == (int)LIBUSB_TRANSFER_STALL, "stall");
_Static_assert((int)USB_TRANSFER_NO_DEVICE == (int)LIBUSB_TRANSFER_NO_DEVICE, "no device status");

int main(void) { return 0; }
