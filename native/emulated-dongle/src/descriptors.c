/* SPDX-License-Identifier: MIT
 * What a dongle says about itself when a kernel enumerates it. With the stand-in libusb nobody asks for most of it. */
#include "descriptors.h"

#include <string.h>

#include "dongle.h"

enum { GET_STATUS = 0, CLEAR_FEATURE = 1, SET_FEATURE = 3, GET_DESCRIPTOR = 6, GET_CONFIGURATION = 8, SET_CONFIGURATION = 9, GET_INTERFACE = 10, SET_INTERFACE = 11 };
enum { DEVICE = 1, CONFIGURATION = 2, STRING = 3 };

/* One configuration: the interface of the samples (bulk, in, 512 bytes a packet), and that of the remote control, which has none. */
static const uint8_t CONFIGURATION_DESCRIPTOR[] = {
    9, 2, 34, 0, DONGLE_INTERFACES, 1, 4, 0x80, 250, /* bus-powered, 500 mA */
    9, 4, 0, 0, 1, 0xff, 0xff, 0xff, 5,
    7, 5, USB_SAMPLE_ENDPOINT, 2, 0x00, 0x02, 0,
    9, 4, 1, 0, 0, 0xff, 0xff, 0xff, 5,
};

struct setup setup_read(const uint8_t b[SETUP_SIZE])
{
    return (struct setup){ b[0], b[1], (uint16_t)(b[2] | b[3] << 8), (uint16_t)(b[4] | b[5] << 8), (uint16_t)(b[6] | b[7] << 8) };
}

struct usb_device_descriptor device_descriptor(const struct dongle *dongle)
{
    const struct eeprom *identity = &dongle->eeprom;
    return (struct usb_device_descriptor){
        .length = 18,
        .descriptor_type = DEVICE,
        .usb_version = 0x0200,
        .max_packet_size0 = 64,
        .vendor = identity->vendor,
        .product = identity->product,
        .device_version = 0x0100,
        .manufacturer_string = 1,
        .product_string = 2,
        .serial_string = eeprom_serial(identity)[0] ? 3 : 0,
        .configurations = 1,
    };
}

/* UTF-16, little-endian; index 0 lists the languages, of which there is US English. */
static int string_descriptor(const struct eeprom *identity, unsigned index, uint8_t *out)
{
    if (index > EEPROM_STRINGS)
        return USB_ERROR_PIPE;
    const char *text = index == 0 ? "\x09\x04" : identity->strings[index - 1];
    size_t count = index == 0 ? 2 : strlen(text) * 2;
    out[0] = (uint8_t)(2 + count);
    out[1] = STRING;
    for (size_t i = 0; i < count; i++)
        out[2 + i] = index == 0 ? (uint8_t)text[i] : i % 2 == 0 ? (uint8_t)text[i / 2] : 0;
    return out[0];
}

static int descriptor(const struct dongle *dongle, const struct setup *setup, uint8_t *data)
{
    uint8_t whole[256];
    int count;
    struct usb_device_descriptor device = device_descriptor(dongle);
    switch (setup->value >> 8) {
    case DEVICE:
        count = sizeof device;
        memcpy(whole, &device, sizeof device); /* USB is little-endian, as the machines that we run on */
        break;
    case CONFIGURATION:
        count = sizeof CONFIGURATION_DESCRIPTOR;
        memcpy(whole, CONFIGURATION_DESCRIPTOR, sizeof CONFIGURATION_DESCRIPTOR);
        break;
    case STRING: count = string_descriptor(&dongle->eeprom, setup->value & 0xff, whole); break;
    default: return USB_ERROR_PIPE;
    }
    if (count > setup->length)
        count = setup->length;
    if (count > 0)
        memcpy(data, whole, (size_t)count);
    return count;
}

static int answer(const struct setup *setup, uint8_t *data, const uint8_t *bytes, uint16_t count)
{
    if (count > setup->length)
        count = setup->length;
    memcpy(data, bytes, count);
    return count;
}

int standard_request(const struct dongle *dongle, const struct setup *setup, uint8_t *data)
{
    switch (setup->request) {
    case GET_DESCRIPTOR: return descriptor(dongle, setup, data);
    case GET_STATUS: return answer(setup, data, (const uint8_t[]){ 0, 0 }, 2);
    case GET_CONFIGURATION: return answer(setup, data, (const uint8_t[]){ 1 }, 1);
    case GET_INTERFACE: return answer(setup, data, (const uint8_t[]){ 0 }, 1);
    case CLEAR_FEATURE: case SET_FEATURE: case SET_CONFIGURATION: case SET_INTERFACE: return 0;
    default: return USB_ERROR_PIPE;
    }
}
