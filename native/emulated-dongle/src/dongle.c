/* SPDX-License-Identifier: MIT
 * The bench: which dongles there are, and what happens when one is plugged in, pulled out or claimed. */
#define _GNU_SOURCE
#include "dongle.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "abi.h"
#include "control.h"

static struct bench bench = { .lock = PTHREAD_MUTEX_INITIALIZER };
static pthread_once_t once = PTHREAD_ONCE_INIT;

int64_t monotonic_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* The text of EMULATED_DONGLES, or of the file that it names. */
static char *read_layout(void)
{
    const char *text = getenv("EMULATED_DONGLES");
    if (!text)
        text = "serial=00000001";
    char *copy = NULL;
    FILE *file = fopen(text, "r");
    if (!file)
        return asprintf(&copy, "%s", text) < 0 ? NULL : copy;
    size_t size = 0;
    if (getdelim(&copy, &size, '\0', file) < 0 && copy)
        copy[0] = '\0';
    fclose(file);
    return copy;
}

static void lay_out(void)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&bench.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);

    char problem[256];
    char *layout = read_layout();
    if (layout && !configure(&bench, layout, problem, sizeof problem)) {
        fprintf(stderr, "emulated-dongle: EMULATED_DONGLES: %s\n", problem);
        exit(78); /* EX_CONFIG */
    }
    free(layout);

    const char *socket = getenv("EMULATED_DONGLE_CONTROL");
    if (socket && socket[0])
        control_listen(socket);
}

struct bench *bench_get(void)
{
    pthread_once(&once, lay_out);
    return &bench;
}

void dongle_plug(struct dongle *dongle)
{
    if (dongle->plugged)
        return;
    dongle->plugged = true;
    dongle->generation++;
    dongle->feed.running = false;
    rtl2832u_reset(&dongle->chip);
    tuner_reset(&dongle->tuner);
    eeprom_identify(&dongle->eeprom);
}

void dongle_unplug(struct dongle *dongle)
{
    if (!dongle->plugged)
        return;
    dongle->plugged = false;
    transfers_end_all(dongle, USB_TRANSFER_NO_DEVICE);
    dongle_release(dongle, dongle->claimed);
}

static int lock_shared(struct dongle *dongle)
{
    if (!dongle->lock_path[0])
        return USB_OK;
    dongle->lock_file = open(dongle->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (dongle->lock_file < 0)
        return USB_ERROR_IO;
    if (flock(dongle->lock_file, LOCK_EX | LOCK_NB) == 0)
        return USB_OK;
    close(dongle->lock_file);
    dongle->lock_file = -1;
    return USB_ERROR_BUSY;
}

int dongle_claim(struct dongle *dongle, struct usb_handle *handle)
{
    if (dongle->claimed == handle)
        return USB_OK;
    if (dongle->claimed || dongle->faults.busy || dongle->faults.driver)
        return USB_ERROR_BUSY;
    int result = lock_shared(dongle);
    if (result == USB_OK)
        dongle->claimed = handle;
    return result;
}

void dongle_release(struct dongle *dongle, struct usb_handle *handle)
{
    if (!handle || dongle->claimed != handle)
        return;
    dongle->claimed = NULL;
    if (dongle->lock_file >= 0)
        close(dongle->lock_file);
    dongle->lock_file = -1;
}

int dongle_control(struct dongle *dongle, bool in, uint16_t value, uint16_t index, uint8_t *data, uint16_t length)
{
    if (dongle->faults.control_errors > 0) {
        dongle->faults.control_errors--;
        return USB_ERROR_PIPE;
    }
    int result = rtl2832u_control(dongle, in, value, index, data, length);
    if (!rtl2832u_endpoint_running(&dongle->chip))
        dongle->feed.running = false; /* the buffer is flushed: the sample clock starts anew */
    return result;
}
