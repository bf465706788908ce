/* SPDX-License-Identifier: MIT
 * Rafael Micro R820T and R828D, as far as a driver can see them: identity, PLL, gain switches.
 *
 *   register  bits  meaning
 *   0         7-0   69 hex, the same on every chip
 *   2         6     PLL has locked
 *   4         5-4   VCO fine tune: 2 in the middle of its range; 3-0: filter calibration
 *   5         4     1: low noise amplifier is set by hand; 3-0 its step
 *   7         4     0: mixer is set by hand; 3-0 its step
 *   10        7-5   mixer divider, as a power of two less one
 *   14        7-6, 5-0, 15, 16   PLL: the whole part is 4 * [5-0] + [7-6] + 13, the fraction 16:15 / 65536
 * (numbers in hex). A write starts with the register; a read comes from register 0 on, each byte mirrored. */
#include "tuner.h"

#include <string.h>

#include "abi.h"

static const double CRYSTAL_R820T_HZ = 28.8e6;
static const double CRYSTAL_R828D_HZ = 16e6;

static const struct {
    const char *name;
    uint8_t address;
    uint8_t check_register;
    uint8_t check_value; /* by which librtlsdr recognises the chip */
} KINDS[TUNER_KINDS] = {
    [TUNER_NONE] = { "none", 0x00, 0, 0 },
    [TUNER_R820T] = { "r820t", 0x34, 0, 0x69 },
    [TUNER_R828D] = { "r828d", 0x74, 0, 0x69 },
    [TUNER_E4000] = { "e4000", 0xc8, 2, 0x40 },
    [TUNER_FC0012] = { "fc0012", 0xc6, 0, 0xa1 },
    [TUNER_FC0013] = { "fc0013", 0xc6, 0, 0xa3 },
};

/* What `rtl_test` prints as the supported gains, in 0.1 dB. The driver climbs this list by raising the amplifier and the
 * mixer in turn, one step each, so the sum of both steps is the place in the list. */
static const int GAINS_TENTHS[] = {
    0,   9,   14,  27,  37,  77,  87,  125, 144, 157, 166, 197, 207, 229, 254,
    280, 297, 328, 338, 364, 372, 386, 402, 421, 434, 439, 445, 480, 496,
};

enum { GAIN_COUNT = sizeof GAINS_TENTHS / sizeof GAINS_TENTHS[0], MODELLED_REGISTERS = 32 };

bool tuner_parse(const char *name, enum tuner_kind *kind)
{
    for (int i = 0; i < TUNER_KINDS; i++) {
        if (strcmp(name, KINDS[i].name) == 0) {
            *kind = (enum tuner_kind)i;
            return true;
        }
    }
    return false;
}

const char *tuner_name(enum tuner_kind kind) { return KINDS[kind].name; }

static bool is_rafael(const struct tuner *tuner) { return tuner->kind == TUNER_R820T || tuner->kind == TUNER_R828D; }

void tuner_reset(struct tuner *tuner)
{
    memset(tuner->registers, 0, sizeof tuner->registers);
    tuner->pointer = 0;
    tuner->registers[KINDS[tuner->kind].check_register] = KINDS[tuner->kind].check_value;
}

static bool answers(const struct tuner *tuner, uint8_t address)
{
    return tuner->kind != TUNER_NONE && address == KINDS[tuner->kind].address;
}

int tuner_write(struct tuner *tuner, uint8_t address, const uint8_t *data, size_t length)
{
    if (!answers(tuner, address) || length == 0)
        return USB_ERROR_PIPE;
    tuner->pointer = data[0];
    for (size_t i = 1; i < length; i++) {
        uint8_t at = (uint8_t)(data[0] + i - 1);
        if (!is_rafael(tuner) || at < MODELLED_REGISTERS)
            tuner->registers[at] = data[i];
    }
    return (int)length;
}

static uint8_t mirrored(uint8_t byte)
{
    uint8_t out = 0;
    for (int bit = 0; bit < 8; bit++)
        out |= (uint8_t)((byte >> bit & 1) << (7 - bit));
    return out;
}

/* `mirrored(0x69)` would be 96 hex, which is what the data sheet gives for register 0: on the wire it reads 69. */
static uint8_t rafael_on_wire(const struct tuner *tuner, uint8_t at)
{
    switch (at) {
    case 0: return 0x69;
    case 2: return mirrored(0x40);
    case 4: return mirrored(0x20 | 0x08);
    default: return at < MODELLED_REGISTERS ? mirrored(tuner->registers[at]) : 0;
    }
}

int tuner_read(struct tuner *tuner, uint8_t address, uint8_t *data, size_t length)
{
    if (!answers(tuner, address))
        return USB_ERROR_PIPE;
    for (size_t i = 0; i < length; i++) {
        uint8_t at = (uint8_t)(tuner->pointer + i);
        data[i] = is_rafael(tuner) ? rafael_on_wire(tuner, at) : tuner->registers[at];
    }
    return (int)length;
}

bool tuner_is_automatic(const struct tuner *tuner)
{
    return !is_rafael(tuner) || !(tuner->registers[5] & 0x10);
}

int tuner_gain_tenths(const struct tuner *tuner)
{
    int step = (tuner->registers[5] & 0x0f) + (tuner->registers[7] & 0x0f);
    return GAINS_TENTHS[step < GAIN_COUNT ? step : GAIN_COUNT - 1];
}

double tuner_local_oscillator_hz(const struct tuner *tuner)
{
    if (!is_rafael(tuner))
        return 0;
    const uint8_t *r = tuner->registers;
    double crystal = tuner->kind == TUNER_R828D ? CRYSTAL_R828D_HZ : CRYSTAL_R820T_HZ;
    int whole = 4 * (r[0x14] & 0x3f) + (r[0x14] >> 6) + 13;
    double fraction = (r[0x16] << 8 | r[0x15]) / 65536.0;
    return 2 * crystal * (whole + fraction) / (2 << (r[0x10] >> 5));
}
