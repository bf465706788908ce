/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_RTL2832U_H
#define EMULATED_DONGLE_RTL2832U_H

#include <stdbool.h>
#include <stdint.h>

enum { RTL_DEMOD_PAGES = 16, RTL_USB_BASE = 0x2000, RTL_USB_SIZE = 0x200, RTL_SYS_BASE = 0x3000, RTL_SYS_SIZE = 0x100 };

/* The demodulator chip: three banks of registers, most of them plain memory. */
struct rtl2832u {
    uint8_t usb[RTL_USB_SIZE];
    uint8_t sys[RTL_SYS_SIZE];
    uint8_t demod[RTL_DEMOD_PAGES][256];
    uint64_t controls; /* control transfers served */
};

struct dongle;

void rtl2832u_reset(struct rtl2832u *chip);

/* A vendor control transfer; returns the bytes moved, or USB_ERROR_PIPE as the chip stalls what it does not know. */
int rtl2832u_control(struct dongle *dongle, bool in, uint16_t value, uint16_t index, uint8_t *data, uint16_t length);

double rtl2832u_sample_rate(const struct rtl2832u *chip);
double rtl2832u_intermediate_hz(const struct rtl2832u *chip);
bool rtl2832u_endpoint_running(const struct rtl2832u *chip);
bool rtl2832u_test_mode(const struct rtl2832u *chip);
bool rtl2832u_digital_agc(const struct rtl2832u *chip);
bool rtl2832u_bias_tee(const struct rtl2832u *chip);

#endif
