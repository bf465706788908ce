/* SPDX-License-Identifier: MIT
 * A kernel's side of USB/IP, against `usbip-dongle listen` with two dongles: usbip_client PORT CONTROL-SOCKET. Prints what is not as it should be. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { COMMAND = 48, BULK = 16384 };

static unsigned short port;
static const char *control_path;
static int failures;
static uint32_t sequence;

static void expect(bool good, const char *what)
{
    if (!good) {
        printf("FAIL  USB/IP: %s\n", what);
        failures++;
    }
}

static int dial(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int link = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { 60, 0 };
    setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(link, (struct sockaddr *)&there, sizeof there) < 0) {
        perror("usbip_client");
        exit(1);
    }
    return link;
}

static bool take(int link, void *out, size_t length) { return recv(link, out, length, MSG_WAITALL) == (ssize_t)length; }

static void order(const char *line)
{
    struct sockaddr_un there = { .sun_family = AF_UNIX };
    char reply[4096];
    strcpy(there.sun_path, control_path);
    int link = socket(AF_UNIX, SOCK_STREAM, 0);
    bool good = connect(link, (struct sockaddr *)&there, sizeof there) == 0 && send(link, line, strlen(line), 0) > 0 &&
        recv(link, reply, sizeof reply, 0) > 1 && memcmp(reply, "ok", 2) == 0;
    close(link);
    expect(good, line);
}

/* The version, a code, a status of zero; an import names a bus. */
static uint32_t ask(int link, uint16_t code, const char *bus)
{
    uint8_t request[40] = { 1, 0x11, (uint8_t)(code >> 8), (uint8_t)code };
    uint8_t head[8] = { 0 };
    if (bus)
        strncpy((char *)request + 8, bus, 31);
    send(link, request, bus ? 40 : 8, 0);
    if (!take(link, head, sizeof head) || head[0] != 1 || head[1] != 0x11 || head[3] != (uint8_t)code || head[2] != 0)
        return UINT32_MAX;
    return (uint32_t)head[4] << 24 | head[5] << 16 | head[6] << 8 | head[7];
}

static int import(const char *bus, uint32_t *status)
{
    uint8_t device[312];
    int link = dial();
    *status = ask(link, 0x8003, bus);
    if (*status == 0)
        expect(take(link, device, sizeof device) && memcmp(device + 300, "\x0b\xda\x28\x38", 4) == 0, "the imported device is described");
    return link;
}

static uint32_t submit(int link, bool in, unsigned endpoint, uint32_t length, const void *setup, const void *data)
{
    uint32_t words[12] = { htonl(1), htonl(++sequence), htonl(0x10002), htonl(in), htonl(endpoint), 0, htonl(length) };
    if (setup)
        memcpy(&words[10], setup, 8);
    send(link, words, sizeof words, MSG_NOSIGNAL);
    if (!in && length > 0)
        send(link, data, length, MSG_NOSIGNAL);
    return sequence;
}

/* The status of the reply to the transfer, whose data goes to `data`; 1 when there is none. */
static int result(int link, uint32_t command, uint32_t which, void *data, uint32_t *length)
{
    uint32_t words[12];
    if (!take(link, words, sizeof words) || ntohl(words[0]) != command || ntohl(words[1]) != which)
        return 1;
    *length = ntohl(words[6]);
    if (data && *length > 0 && !take(link, data, *length))
        return 1;
    return (int)ntohl(words[5]);
}

static int control_in(int link, const char *setup, uint8_t *data, uint32_t *length)
{
    return result(link, 3, submit(link, true, 0, 255, setup, NULL), data, length);
}

static void write_register(int link, const char *setup, const void *data, uint32_t length)
{
    uint32_t count;
    uint32_t which = submit(link, false, 0, length, setup, data);
    expect(result(link, 3, which, NULL, &count) == 0, "a register is written");
}

static void lists(void)
{
    uint8_t rest[4 + 2 * (312 + 8)];
    int link = dial();
    expect(ask(link, 0x8005, NULL) == 0 && take(link, rest, sizeof rest) && rest[3] == 2, "two dongles are listed");
    expect(strcmp((char *)rest + 4 + 256, "1-1") == 0 && strcmp((char *)rest + 4 + 320 + 256, "1-2") == 0, "each with its bus id");
    expect(recv(link, rest, 1, 0) == 0, "and the connection ends");
    close(link);
}

static void refuses(void)
{
    uint32_t status;
    close(import("1-9", &status));
    expect(status == 4, "a dongle that is not there is refused");
    close(import("nonsense", &status));
    expect(status == 4, "so is one without a number");
    int first = import("1-1", &status);
    close(import("1-1", &status));
    expect(status == 2, "a dongle that another kernel has is busy");
    close(first);
    int link = dial();
    expect(ask(link, 0x8099, NULL) == 3, "an unknown request is an error");
    close(link);
}

static void enumerates(int link)
{
    uint8_t data[256] = { 0 };
    uint32_t length;
    expect(control_in(link, "\x80\x06\x00\x01\x00\x00\xff\x00", data, &length) == 0 && length == 18 && data[8] == 0xda && data[10] == 0x38, "device descriptor");
    expect(control_in(link, "\x80\x06\x00\x02\x00\x00\x09\x00", data, &length) == 0 && length == 9 && data[2] == 34, "the beginning of the configuration");
    expect(control_in(link, "\x80\x06\x00\x02\x00\x00\xff\x00", data, &length) == 0 && length == 34 && data[20] == 0x81, "configuration descriptor");
    expect(control_in(link, "\x80\x06\x03\x03\x09\x04\xff\x00", data, &length) == 0 && length == 4 && data[2] == 'A', "serial number");
    expect(control_in(link, "\x80\x06\x00\x06\x00\x00\xff\x00", data, &length) == -EPIPE, "no device qualifier");
    expect(control_in(link, "\xc0\x00\x00\x00\x00\x0f\x01\x00", data, &length) == -EPIPE, "an unknown block stalls");
}

static void streams(int link)
{
    static uint8_t data[BULK];
    uint32_t length;
    uint32_t first = submit(link, true, 1, BULK, NULL, NULL), second = submit(link, true, 1, BULK, NULL, NULL);
    uint32_t words[12] = { htonl(2), htonl(++sequence), 0, 0, 0, htonl(second) };
    send(link, words, sizeof words, 0);
    expect(result(link, 4, sequence, NULL, &length) == -ECONNRESET, "a waiting transfer is unlinked");
    write_register(link, "\x40\x00\x20\x19\x10\x00\x01\x00", "\x03", 1); /* see rtl2832u.c: test mode */
    write_register(link, "\x40\x00\x48\x21\x10\x01\x02\x00", "\x00\x00", 2); /* the endpoint runs */
    expect(result(link, 3, first, data, &length) == 0 && length == BULK && data[100] == (uint8_t)(data[0] + 100), "samples come");
    words[5] = htonl(first);
    words[1] = htonl(++sequence);
    send(link, words, sizeof words, 0);
    expect(result(link, 4, sequence, NULL, &length) == 0, "a transfer that has ended is not unlinked");
    expect(result(link, 3, submit(link, true, 1, 0, NULL, NULL), NULL, &length) == -ENOMEM, "a transfer of nothing is refused");
    expect(result(link, 3, submit(link, true, 1, 0x7fffffff, NULL, NULL), NULL, &length) == -ENOMEM, "so is one of two gigabytes");
    submit(link, true, 1, BULK, NULL, NULL);
    order("unplug A\n");
    while (recv(link, data, sizeof data, 0) > 0)
        ;
    order("plug A\n");
}

static void garbage(void)
{
    uint8_t noise[4096];
    uint32_t status;
    for (int i = 0; i < 200; i++) {
        int link = i % 2 ? dial() : import("1-2", &status);
        for (size_t n = 0; n < sizeof noise; n++)
            noise[n] = (uint8_t)(rand() >> 8);
        if (i % 4 == 0)
            memcpy(noise, "\0\0\0\1", 4); /* a submission, the rest of which is nonsense */
        send(link, noise, (size_t)(rand() % (int)sizeof noise), MSG_NOSIGNAL);
        shutdown(link, SHUT_WR);
        while (recv(link, noise, sizeof noise, 0) > 0)
            ;
        close(link);
    }
}

int main(int argc, char **argv)
{
    uint32_t status;
    if (argc != 3)
        return 64;
    srand(1090);
    port = (unsigned short)atoi(argv[1]);
    control_path = argv[2];
    lists();
    refuses();
    for (int i = 0; i < 3; i++) {
        int link = -1;
        do { /* the other one may not have let go yet */
            if (link >= 0)
                close(link);
            link = import("1-1", &status);
        } while (status == 2);
        expect(status == 0, "a dongle is imported");
        enumerates(link);
        streams(link);
        close(link);
    }
    garbage();
    lists();
    return failures == 0 ? 0 : 1;
}
