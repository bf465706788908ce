/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_FAULTS_H
#define EMULATED_DONGLE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* What is wrong with a dongle just now. All zero: nothing. */
struct faults {
    bool denied;             /* open fails with ACCESS: no udev rule */
    bool busy;               /* claim fails with BUSY: another program */
    bool driver;             /* the DVB driver is bound; librtlsdr may detach it */
    bool frozen;             /* transfers are taken and never end: a hung dongle */
    bool halted;             /* every transfer ends with STALL */
    unsigned errors;         /* so many transfers end with ERROR */
    unsigned shorts;         /* so many transfers carry only short_bytes */
    unsigned short_bytes;
    uint64_t lose_bytes;     /* so many bytes vanish before the next transfer */
    unsigned control_errors; /* so many control transfers fail with PIPE */
    unsigned control_delay_ms;
    unsigned start_delay_ms; /* from the start of the stream to the first sample */
};

#endif
