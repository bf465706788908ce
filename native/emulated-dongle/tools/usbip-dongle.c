/* SPDX-License-Identifier: MIT
 * usbip-dongle: the emulated dongles for a real kernel. Laid out and hurt as the stand-in libusb is (EMULATED_DONGLES,
 * EMULATED_DONGLE_CONTROL).
 *
 *   usbip-dongle attach [FILE]      plugs them into this machine's kernel (modprobe vhci-hcd), and again after `unplug` and `plug`
 *   usbip-dongle listen [PORT]      serves them on the loopback interface (3240) to `usbip attach -r 127.0.0.1 -b 1-1` */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "../src/dongle.h"
#include "../src/usbip.h"

static const char *attach_path = "/sys/devices/platform/vhci_hcd.0/attach";

static void sleep_ms(long milliseconds) { nanosleep(&(struct timespec){ milliseconds / 1000, milliseconds % 1000 * 1000000 }, NULL); }

static bool is_plugged(struct dongle *dongle)
{
    struct bench *bench = bench_get();
    pthread_mutex_lock(&bench->lock);
    bool plugged = dongle->plugged;
    pthread_mutex_unlock(&bench->lock);
    return plugged;
}

/* "port socket device speed": the kernel keeps the socket. A port that is being cleared after an unplugging refuses for a moment. */
static bool give_to_kernel(unsigned port, int socket)
{
    enum { ATTEMPTS = 200, HIGH_SPEED = 3 };
    for (int i = 0; i < ATTEMPTS; i++) {
        int file = open(attach_path, O_WRONLY | O_CLOEXEC);
        if (file < 0)
            return false;
        bool good = dprintf(file, "%u %d %u %d", port, socket, 1 << 16 | (port + 2), HIGH_SPEED) > 0;
        int why = errno;
        close(file);
        if (good)
            return true;
        if (why != EINVAL && why != EBUSY)
            return false;
        sleep_ms(50);
    }
    return false;
}

/* A thread for each dongle: in the kernel's hands whenever it is plugged in. */
static void *keep_attached(void *argument)
{
    struct dongle *dongle = argument;
    unsigned port = (unsigned)(dongle - bench_get()->dongles);
    for (;; sleep_ms(20)) {
        int ends[2];
        if (!is_plugged(dongle))
            continue;
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0 || !give_to_kernel(port, ends[0])) {
            fprintf(stderr, "usbip-dongle: %s: %s (needs root and vhci_hcd: modprobe vhci-hcd)\n", attach_path, strerror(errno));
            exit(EX_UNAVAILABLE);
        }
        close(ends[0]);
        usbip_serve(ends[1], dongle);
    }
    return NULL;
}

static int attach(void)
{
    struct bench *bench = bench_get();
    for (size_t i = 0; i < bench->count; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, keep_attached, &bench->dongles[i]) != 0)
            return EX_OSERR;
    }
    for (;;)
        pause();
}

static void *converse(void *link)
{
    usbip_converse((int)(intptr_t)link);
    return NULL;
}

static int serve_port(const char *text)
{
    char *end;
    unsigned long port = strtoul(text, &end, 10);
    if (*end || port > 65535) {
        fprintf(stderr, "usbip-dongle: '%s' is no port\n", text);
        return EX_USAGE;
    }

    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof here;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){ 1 }, sizeof(int));
    if (listener < 0 || bind(listener, (struct sockaddr *)&here, size) < 0 || listen(listener, 8) < 0 ||
        getsockname(listener, (struct sockaddr *)&here, &size) < 0) {
        fprintf(stderr, "usbip-dongle: port %lu: %s\n", port, strerror(errno));
        return EX_OSERR;
    }
    bench_get();
    printf("listening on 127.0.0.1:%u\n", ntohs(here.sin_port));
    fflush(stdout);

    for (;;) {
        pthread_t thread;
        int link = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (link < 0)
            continue;
        setsockopt(link, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
        if (pthread_create(&thread, NULL, converse, (void *)(intptr_t)link) != 0)
            close(link);
        else
            pthread_detach(thread);
    }
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (argc >= 2 && argc <= 3 && strcmp(argv[1], "attach") == 0) {
        attach_path = argc == 3 ? argv[2] : attach_path;
        return attach();
    }
    if (argc >= 2 && argc <= 3 && strcmp(argv[1], "listen") == 0)
        return serve_port(argc == 3 ? argv[2] : "3240");
    fprintf(stderr, "usage: usbip-dongle attach [FILE] | listen [PORT]\n");
    return EX_USAGE;
}
