/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_EEPROM_H
#define EMULATED_DONGLE_EEPROM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The 256-byte I2C memory that tells the RTL2832U its USB identity. Layout as rtl_eeprom reads it:
 *
 *   0  28 32          signature
 *   2  da 0b 38 28    vendor and product, little-endian
 *   6  a5             a5: there is a serial number
 *   7  16             14 | 02 infrared endpoint | 01 remote wake-up
 *   8  02
 *   9  length 03 UTF-16LE...   three USB string descriptors: manufacturer, product, serial
 */
enum { EEPROM_SIZE = 256, EEPROM_I2C_ADDRESS = 0xa0, EEPROM_STRINGS = 3 };

struct eeprom {
    bool present;
    uint8_t bytes[EEPROM_SIZE];
    uint8_t pointer;
    char file[256]; /* where writes are kept; may be empty */
    /* What the chip read when it was last plugged in. */
    uint16_t vendor, product;
    char strings[EEPROM_STRINGS][64];
};

void eeprom_format(struct eeprom *eeprom, uint16_t vendor, uint16_t product,
                   const char *manufacturer, const char *name, const char *serial);
bool eeprom_load(struct eeprom *eeprom, const char *file);
void eeprom_identify(struct eeprom *eeprom); /* as the chip does at power-up */
int eeprom_write(struct eeprom *eeprom, const uint8_t *data, size_t length);
int eeprom_read(struct eeprom *eeprom, uint8_t *data, size_t length);

static inline const char *eeprom_serial(const struct eeprom *eeprom) { return eeprom->strings[2]; }

#endif
