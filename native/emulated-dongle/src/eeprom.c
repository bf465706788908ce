/* SPDX-License-Identifier: MIT
 * The dongle's identity: an I2C memory, its strings, and a file that keeps what rtl_eeprom writes. */
#include "eeprom.h"

#include <stdio.h>
#include <string.h>

#include "abi.h"

enum { STRINGS_AT = 9, FLAGS_SERIAL = 0xa5, FLAGS_INFRARED = 0x16, STRING_DESCRIPTOR = 3 };

static size_t put_string(uint8_t *bytes, size_t at, const char *text)
{
    size_t length = strlen(text);
    size_t room = (EEPROM_SIZE - at - 2) / 2;
    if (length > room)
        length = room;
    bytes[at] = (uint8_t)(2 + 2 * length);
    bytes[at + 1] = STRING_DESCRIPTOR;
    for (size_t i = 0; i < length; i++) {
        bytes[at + 2 + 2 * i] = (uint8_t)text[i];
        bytes[at + 3 + 2 * i] = 0;
    }
    return at + bytes[at];
}

void eeprom_format(struct eeprom *eeprom, uint16_t vendor, uint16_t product,
                   const char *manufacturer, const char *name, const char *serial)
{
    const uint8_t head[STRINGS_AT] = {
        0x28, 0x32, vendor & 0xff, vendor >> 8, product & 0xff, product >> 8, FLAGS_SERIAL, FLAGS_INFRARED, 0x02,
    };
    memset(eeprom->bytes, 0xff, sizeof eeprom->bytes);
    memcpy(eeprom->bytes, head, sizeof head);
    size_t at = put_string(eeprom->bytes, STRINGS_AT, manufacturer);
    at = put_string(eeprom->bytes, at, name);
    put_string(eeprom->bytes, at, serial);
    eeprom->present = true;
}

bool eeprom_load(struct eeprom *eeprom, const char *file)
{
    uint8_t bytes[EEPROM_SIZE];
    FILE *f = fopen(file, "rb");
    if (!f)
        return false;
    size_t got = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    if (got != sizeof bytes)
        return false;
    memcpy(eeprom->bytes, bytes, sizeof bytes);
    eeprom->present = true;
    return true;
}

static void save(const struct eeprom *eeprom)
{
    if (!eeprom->file[0])
        return;
    FILE *f = fopen(eeprom->file, "wb");
    if (!f)
        return;
    fwrite(eeprom->bytes, 1, sizeof eeprom->bytes, f);
    fclose(f);
}

/* The UTF-16 descriptor at `at` as ASCII; returns where the next one begins, or EEPROM_SIZE when it is malformed. */
static size_t get_string(const uint8_t *bytes, size_t at, char *text, size_t size)
{
    text[0] = '\0';
    if (at + 2 > EEPROM_SIZE)
        return EEPROM_SIZE;
    size_t length = bytes[at];
    if (length < 2 || bytes[at + 1] != STRING_DESCRIPTOR || at + length > EEPROM_SIZE)
        return EEPROM_SIZE;
    size_t n = 0;
    for (size_t i = 2; i + 1 < length && n + 1 < size; i += 2)
        text[n++] = (char)bytes[at + i];
    text[n] = '\0';
    return at + length;
}

void eeprom_identify(struct eeprom *eeprom)
{
    const uint8_t *b = eeprom->bytes;
    if (!eeprom->present || b[0] != 0x28 || b[1] != 0x32) {
        /* A chip that finds no memory says this. */
        eeprom->vendor = 0x0bda;
        eeprom->product = 0x2832;
        strcpy(eeprom->strings[0], "Generic");
        strcpy(eeprom->strings[1], "RTL2832U DVB-T");
        strcpy(eeprom->strings[2], "0");
        return;
    }

    eeprom->vendor = (uint16_t)(b[2] | b[3] << 8);
    eeprom->product = (uint16_t)(b[4] | b[5] << 8);
    size_t at = STRINGS_AT;
    for (size_t i = 0; i < EEPROM_STRINGS; i++)
        at = get_string(b, at, eeprom->strings[i], sizeof eeprom->strings[i]);
    if (b[6] != FLAGS_SERIAL)
        eeprom->strings[2][0] = '\0';
}

/* The first byte sets the address; any others are written from there on. */
int eeprom_write(struct eeprom *eeprom, const uint8_t *data, size_t length)
{
    if (!eeprom->present)
        return USB_ERROR_PIPE;
    if (length > 0)
        eeprom->pointer = data[0];
    for (size_t i = 1; i < length; i++)
        eeprom->bytes[eeprom->pointer++] = data[i];
    if (length > 1)
        save(eeprom);
    return (int)length;
}

int eeprom_read(struct eeprom *eeprom, uint8_t *data, size_t length)
{
    if (!eeprom->present)
        return USB_ERROR_PIPE;
    for (size_t i = 0; i < length; i++)
        data[i] = eeprom->bytes[eeprom->pointer++];
    return (int)length;
}
