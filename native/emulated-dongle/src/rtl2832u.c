/* SPDX-License-Identifier: MIT
 * Realtek RTL2832U: what its vendor control transfers read and write.
 *
 *   wValue            wIndex               meaning
 *   address           block << 8 | write   a register of block 1 USB, 2 system, or 6: an I2C device by its address
 *   address << 8 | 20 page | write         a register of the demodulator
 * write is 10 hex for a host-to-device transfer. The tuner is heard only while demodulator page 1 register 1 bit 3
 * (the I2C repeater) is set; the EEPROM always.
 *
 *   demodulator     1:01 bit 3 repeater    0:19 mode: 05 samples, 25 with digital AGC, 03 test counter
 *                   1:9f-a2 28.8 MHz * 2^22 / sample rate    1:19-1b -(IF * 2^22 / 28.8 MHz), 22 bits
 *   USB             2148 sample endpoint: 10 02 stalled and flushed, 00 00 running
 *   system          3001 GPIO out, 3003 GPIO out enable; bit 0 drives the bias tee of common boards */
#include "rtl2832u.h"

#include <string.h>

#include "abi.h"
#include "dongle.h"

enum block { BLOCK_DEMOD = 0, BLOCK_USB = 1, BLOCK_SYS = 2, BLOCK_I2C = 6 };
enum { ENDPOINT_CONTROL = 0x148, ENDPOINT_STALLED = 0x10, GPIO_OUT = 0x01, GPIO_OUT_ENABLE = 0x03 };

static const double CRYSTAL_HZ = 28.8e6;
static const double TWO_22 = 4194304.0;

void rtl2832u_reset(struct rtl2832u *chip)
{
    memset(chip->usb, 0, sizeof chip->usb);
    memset(chip->sys, 0, sizeof chip->sys);
    memset(chip->demod, 0, sizeof chip->demod);
    chip->usb[ENDPOINT_CONTROL] = ENDPOINT_STALLED;
}

static int memory(uint8_t *bank, size_t size, bool in, int at, uint8_t *data, uint16_t length)
{
    if (at < 0 || (size_t)at + length > size)
        return USB_ERROR_PIPE;
    if (in)
        memcpy(data, bank + at, length);
    else
        memcpy(bank + at, data, length);
    return length;
}

static int demodulator(struct rtl2832u *chip, bool in, uint16_t value, uint16_t index, uint8_t *data, uint16_t length)
{
    uint8_t *page = chip->demod[index & 0x0f];
    return memory(page, sizeof chip->demod[0], in, value >> 8, data, length);
}

static int i2c(struct dongle *dongle, bool in, uint8_t address, uint8_t *data, uint16_t length)
{
    if (address == EEPROM_I2C_ADDRESS)
        return in ? eeprom_read(&dongle->eeprom, data, length) : eeprom_write(&dongle->eeprom, data, length);
    if (!(dongle->chip.demod[1][1] & 0x08))
        return USB_ERROR_PIPE;
    return in ? tuner_read(&dongle->tuner, address, data, length) : tuner_write(&dongle->tuner, address, data, length);
}

int rtl2832u_control(struct dongle *dongle, bool in, uint16_t value, uint16_t index, uint8_t *data, uint16_t length)
{
    struct rtl2832u *chip = &dongle->chip;
    chip->controls++;
    switch ((enum block)(index >> 8)) {
    case BLOCK_DEMOD: return demodulator(chip, in, value, index, data, length);
    case BLOCK_USB: return memory(chip->usb, sizeof chip->usb, in, value - RTL_USB_BASE, data, length);
    case BLOCK_SYS: return memory(chip->sys, sizeof chip->sys, in, value - RTL_SYS_BASE, data, length);
    case BLOCK_I2C: return i2c(dongle, in, (uint8_t)value, data, length);
    default: return USB_ERROR_PIPE;
    }
}

double rtl2832u_sample_rate(const struct rtl2832u *chip)
{
    const uint8_t *r = &chip->demod[1][0x9f];
    uint32_t ratio = (uint32_t)r[0] << 24 | (uint32_t)r[1] << 16 | (uint32_t)r[2] << 8 | r[3];
    /* Bit 27 is the sign of a 28-bit number: slow rates, whose ratio exceeds it, still mean a positive one. */
    ratio &= 0x0fffffff;
    return ratio ? CRYSTAL_HZ * TWO_22 / (ratio | (ratio & 0x08000000u) << 1) : 2048000.0;
}

double rtl2832u_intermediate_hz(const struct rtl2832u *chip)
{
    const uint8_t *r = &chip->demod[1][0x19];
    int32_t negative = (r[0] & 0x3f) << 16 | r[1] << 8 | r[2];
    if (negative & 0x200000)
        negative -= 0x400000;
    return -negative * CRYSTAL_HZ / TWO_22;
}

bool rtl2832u_endpoint_running(const struct rtl2832u *chip)
{
    return !(chip->usb[ENDPOINT_CONTROL] & ENDPOINT_STALLED);
}

bool rtl2832u_test_mode(const struct rtl2832u *chip) { return chip->demod[0][0x19] == 0x03; }

bool rtl2832u_digital_agc(const struct rtl2832u *chip) { return chip->demod[0][0x19] & 0x20; }

bool rtl2832u_bias_tee(const struct rtl2832u *chip) { return chip->sys[GPIO_OUT] & chip->sys[GPIO_OUT_ENABLE] & 1; }
