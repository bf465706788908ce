/* SPDX-License-Identifier: MIT
 * Drives the emulated dongle through Debian's librtlsdr with faults in a seeded random order, for valgrind and the
 * sanitizers: exercise OPENINGS ROUNDS. Exits 77 where librtlsdr is not installed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void (*callback)(unsigned char *, uint32_t, void *);

static int (*open_dongle)(void **, uint32_t);
static int (*close_dongle)(void *);
static int (*reset_buffer)(void *);
static int (*set_rate)(void *, uint32_t);
static int (*read_async)(void *, callback, void *, uint32_t, uint32_t);
static int (*cancel)(void *);
static uint32_t (*count)(void);
static int (*strings)(uint32_t, char *, char *, char *);
static int (*command)(const char *, char *, size_t);

static uint64_t received;

static void order(const char *line)
{
    char reply[4096];
    if (command(line, reply, sizeof reply) != 0) {
        printf("'%s' was refused: %s\n", line, reply);
        exit(1);
    }
}

static void on_samples(unsigned char *data, uint32_t length, void *context)
{
    (void)context;
    for (uint32_t i = 0; i < length; i += 4096)
        received += data[i] | 1;
}

static void *stream(void *dongle)
{
    read_async(dongle, on_samples, NULL, 4, 16384);
    return NULL;
}

/* librtlsdr takes a cancellation only while it streams; a stream that has ended by itself needs none. */
static void stop(void *dongle, pthread_t reader)
{
    while (pthread_tryjoin_np(reader, NULL) != 0) {
        cancel(dongle);
        usleep(1000);
    }
}

static void round_of_trouble(void)
{
    static const char *const TROUBLE[] = {
        "unplug *", "error * 3", "error * 100", "set * halted=yes", "set * frozen=yes", "short * 5 512", "lose * 70001",
        "short * 2 0", "control-error * 2", "set * tuner=none", "set * iq=noise", "set * denied=yes", "rewind *",
        "set * iq=unix:/nowhere/at-all", "set * iq=tcp:127.0.0.1:1", "set * gain-reference=20", "set * pace=off overflow=1000",
    };
    void *dongle = NULL;
    pthread_t reader;
    order("plug *");
    if (open_dongle(&dongle, (uint32_t)rand() % 2) == 0) {
        set_rate(dongle, 2400000);
        reset_buffer(dongle);
        pthread_create(&reader, NULL, stream, dongle);
        usleep(10000 + (unsigned)rand() % 20000);
        order(TROUBLE[(size_t)rand() % (sizeof TROUBLE / sizeof *TROUBLE)]);
        usleep(10000 + (unsigned)rand() % 20000);
        stop(dongle, reader);
        close_dongle(dongle);
    }
    order("heal *");
    order("set * tuner=r820t pace=on overflow=0");
}

static void garbage(void)
{
    static const char *const LINES[] = {
        "", " ", "set", "set * x", "set * =", "set * iq", "unplug nobody", "status #99", "short * 1", "lose * -4", "lose * 1e99",
        "set * tuner=e4k", "set * end=never", "\"\"\"", "set * \"iq=a b c", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "set * iq=/does/not/exist", "set * gain-reference=nan", "set * id=zz",
    };
    char reply[16];
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        command(LINES[i], reply, i % 3 ? sizeof reply : 1);
    order("heal *");
}

int main(int argc, char **argv)
{
    int openings = argc > 1 ? atoi(argv[1]) : 1000, rounds = argc > 2 ? atoi(argv[2]) : 50;
    void *library = dlopen("librtlsdr.so.0", RTLD_NOW | RTLD_GLOBAL);
    if (!library)
        library = dlopen("librtlsdr.so.2", RTLD_NOW | RTLD_GLOBAL);
    if (!library)
        return 77;
    *(void **)&open_dongle = dlsym(library, "rtlsdr_open");
    *(void **)&close_dongle = dlsym(library, "rtlsdr_close");
    *(void **)&reset_buffer = dlsym(library, "rtlsdr_reset_buffer");
    *(void **)&set_rate = dlsym(library, "rtlsdr_set_sample_rate");
    *(void **)&read_async = dlsym(library, "rtlsdr_read_async");
    *(void **)&cancel = dlsym(library, "rtlsdr_cancel_async");
    *(void **)&count = dlsym(library, "rtlsdr_get_device_count");
    *(void **)&strings = dlsym(library, "rtlsdr_get_device_usb_strings");
    *(void **)&command = dlsym(RTLD_DEFAULT, "emulated_dongle_command");
    if (!command) {
        printf("the real libusb was loaded, not the stand-in\n");
        return 1;
    }

    srand(1090);
    int opened = 0;
    for (int i = 0; i < openings; i++) {
        char manufacturer[256], product[256], serial[256];
        void *dongle = NULL;
        if (count() == 2 && strings((uint32_t)i % 2, manufacturer, product, serial) == 0 && open_dongle(&dongle, (uint32_t)i % 2) == 0) {
            opened++;
            close_dongle(dongle);
        }
    }
    garbage();
    for (int i = 0; i < rounds; i++)
        round_of_trouble();

    char reply[4096];
    command("status *", reply, sizeof reply);
    printf("opened %d of %d; %s\n", opened, openings, reply);
    return opened == openings && strstr(reply, "handles=0") && received > 0 ? 0 : 1;
}
