/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_TUNER_H
#define EMULATED_DONGLE_TUNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tuner_kind { TUNER_NONE, TUNER_R820T, TUNER_R828D, TUNER_E4000, TUNER_FC0012, TUNER_FC0013, TUNER_KINDS };

/* A tuner behind the I2C repeater. The R820T and R828D are modelled; the others only answer to their name. */
struct tuner {
    enum tuner_kind kind;
    uint8_t pointer;
    uint8_t registers[256];
};

bool tuner_parse(const char *name, enum tuner_kind *kind);
const char *tuner_name(enum tuner_kind kind);
void tuner_reset(struct tuner *tuner);

/* USB_ERROR_PIPE where nothing answers at this address. */
int tuner_write(struct tuner *tuner, uint8_t address, const uint8_t *data, size_t length);
int tuner_read(struct tuner *tuner, uint8_t address, uint8_t *data, size_t length);

bool tuner_is_automatic(const struct tuner *tuner);
int tuner_gain_tenths(const struct tuner *tuner); /* of the manual setting, in 0.1 dB */
double tuner_local_oscillator_hz(const struct tuner *tuner);

#endif
