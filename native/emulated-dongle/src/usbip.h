/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_USBIP_H
#define EMULATED_DONGLE_USBIP_H

struct dongle;

/* Speaks USB/IP on a connection from its first word on: lists the dongles, or hands one over and serves it. Closes the connection. */
void usbip_converse(int link);

/* Serves a dongle to the kernel that holds the other end, until it lets go or the dongle is unplugged, and closes the connection:
 * at once when the dongle is not plugged in or somebody else has it. */
void usbip_serve(int link, struct dongle *dongle);

#endif
