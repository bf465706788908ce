/* SPDX-License-Identifier: MIT
 * The samples of a dongle and the clock that makes them. */
#define _GNU_SOURCE
#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const int64_t RETRY_NS = 200 * 1000000LL;    /* between attempts to reach a source that is not there */
static const int64_t PATIENCE_NS = 250 * 1000000LL; /* with a live source that is late, before silence fills in */
static const double MIDDLE = 127.5;

void feed_init(struct feed *feed)
{
    memset(feed, 0, sizeof *feed);
    feed->file = -1;
    feed->pace = 1;
    feed->automatic_tenths = 496;
    feed->noise = 1;
    feed_set_gain(feed, 0);
}

void feed_close(struct feed *feed)
{
    if (feed->file >= 0)
        close(feed->file);
    feed->file = -1;
    feed->carried = 0;
}

static int connect_unix(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path)
        return -1;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static int connect_tcp(const char *host_port)
{
    char host[200];
    const char *colon = strrchr(host_port, ':');
    if (!colon || (size_t)(colon - host_port) >= sizeof host)
        return -1;
    memcpy(host, host_port, (size_t)(colon - host_port));
    host[colon - host_port] = '\0';

    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, colon + 1, &hints, &found) != 0)
        return -1;
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen) < 0 && errno != EINPROGRESS) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}

bool feed_open(struct feed *feed, const char *source)
{
    feed_close(feed);
    feed->ended = false;
    if (source != feed->source)
        snprintf(feed->source, sizeof feed->source, "%s", source);
    if (!source[0])
        return true;

    if (strncmp(source, "unix:", 5) == 0 || strncmp(source, "tcp:", 4) == 0) {
        feed->live = true;
        feed->file = source[0] == 'u' ? connect_unix(source + 5) : connect_tcp(source + 4);
        return true; /* it may come up later */
    }

    struct stat about;
    feed->file = open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    feed->live = feed->file >= 0 && fstat(feed->file, &about) == 0 && !S_ISREG(about.st_mode);
    return feed->file >= 0;
}

void feed_rewind(struct feed *feed)
{
    feed->ended = false;
    feed->carried = 0;
    if (feed->file >= 0 && !feed->live)
        lseek(feed->file, 0, SEEK_SET);
}

void feed_set_gain(struct feed *feed, int tenths)
{
    feed->gain_tenths = tenths;
    feed->factor = feed->models_gain ? powf(10.0f, (float)(tenths - feed->reference_tenths) / 200.0f) : 1.0f;
    for (int i = 0; i < 256; i++) {
        double level = round((i - MIDDLE) * feed->factor + MIDDLE);
        feed->table[i] = feed->factor == 1.0f ? (uint8_t)i : (uint8_t)fmin(fmax(level, 0), 255);
    }
}

/* A 16-bit sample is read as the ADC would see it: full scale is 32768. */
static uint8_t from_sc16(const struct feed *feed, const uint8_t *raw)
{
    int16_t value = (int16_t)(raw[0] | raw[1] << 8);
    double level = round(value * MIDDLE / 32768.0 * feed->factor + MIDDLE);
    return (uint8_t)fmin(fmax(level, 0), 255);
}

static ssize_t read_uc8(struct feed *feed, uint8_t *out, size_t length)
{
    ssize_t got = read(feed->file, out, length);
    if (feed->factor != 1.0f)
        for (ssize_t i = 0; i < got; i++)
            out[i] = feed->table[out[i]];
    return got;
}

static ssize_t read_sc16(struct feed *feed, uint8_t *out, size_t length)
{
    uint8_t raw[8192];
    size_t want = length * 2 < sizeof raw ? length * 2 : sizeof raw;
    memcpy(raw, feed->carry, feed->carried);
    ssize_t got = read(feed->file, raw + feed->carried, want - feed->carried);
    if (got <= 0)
        return got;
    size_t have = feed->carried + (size_t)got;
    for (size_t i = 0; i < have / 2; i++)
        out[i] = from_sc16(feed, raw + 2 * i);
    feed->carried = have & 1;
    feed->carry[0] = raw[have - 1];
    if (have < 2) {
        errno = EAGAIN;
        return -1;
    }
    return (ssize_t)(have / 2);
}

static void silence(uint8_t *out, size_t length)
{
    for (size_t i = 0; i < length; i++)
        out[i] = (uint8_t)(127 + (i & 1));
}

static void make_noise(struct feed *feed, uint8_t *out, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        feed->noise = feed->noise * 1664525u + 1013904223u; /* Numerical Recipes */
        out[i] = (uint8_t)(126 + (feed->noise >> 24 & 3));
    }
}

/* What can be read now; `*closed` when the source has come to its end or has failed. */
static size_t read_source(struct feed *feed, uint8_t *out, size_t length, bool *closed)
{
    size_t done = 0;
    bool rewound = false;
    while (done < length) {
        ssize_t got = feed->format == FEED_SC16 ? read_sc16(feed, out + done, length - done)
                                                : read_uc8(feed, out + done, length - done);
        if (got > 0) {
            done += (size_t)got;
            rewound = false;
        } else if (got < 0 && errno == EINTR) {
            continue;
        } else if (got < 0 && errno == EAGAIN) {
            break;
        } else if (got == 0 && !feed->live && feed->end == FEED_LOOP && !rewound) {
            feed_rewind(feed);
            rewound = true; /* a second end at once means an empty file */
        } else {
            *closed = true;
            break;
        }
    }
    return done;
}

static size_t read_live_or_file(struct feed *feed, uint8_t *out, size_t length, int64_t now)
{
    if (feed->file < 0 && feed->live && !feed->ended && now >= feed->retry_at_ns) {
        feed->retry_at_ns = now + RETRY_NS;
        feed_open(feed, feed->source);
    }

    bool closed = feed->file < 0;
    size_t done = closed ? 0 : read_source(feed, out, length, &closed);
    if (closed && feed->file >= 0) {
        feed_close(feed);
        feed->ended = feed->end != FEED_LOOP || !feed->live;
        feed->retry_at_ns = now + RETRY_NS;
    }
    if (done == length) {
        feed->waiting_since_ns = 0;
        return done;
    }

    if (feed->ended && feed->end == FEED_UNPLUG)
        return done;
    if (feed->file >= 0) {
        if (feed->waiting_since_ns == 0)
            feed->waiting_since_ns = now;
        if (feed->pace == 0 || now - feed->waiting_since_ns < PATIENCE_NS)
            return done; /* without a pace nothing is late */
    }
    silence(out + done, length - done);
    return length;
}

size_t feed_read(struct feed *feed, uint8_t *out, size_t length, bool test_mode, int64_t now)
{
    if (test_mode) {
        for (size_t i = 0; i < length; i++)
            out[i] = feed->counter++;
        return length;
    }
    if (!feed->source[0]) {
        make_noise(feed, out, length);
        return length;
    }
    return read_live_or_file(feed, out, length, now);
}

void feed_skip(struct feed *feed, uint64_t bytes, bool test_mode, int64_t now)
{
    uint8_t scratch[8192];
    feed->lost += bytes;
    while (bytes > 0) {
        size_t part = bytes < sizeof scratch ? (size_t)bytes : sizeof scratch;
        size_t got = feed_read(feed, scratch, part, test_mode, now);
        if (got == 0)
            break;
        bytes -= got;
    }
}

void feed_start(struct feed *feed, double rate, int64_t now)
{
    feed->running = true;
    feed->rate = rate;
    feed->epoch_ns = now;
    feed->epoch_bytes = 0;
    feed->waiting_since_ns = 0;
}

int64_t feed_due(const struct feed *feed, size_t length)
{
    if (feed->pace == 0)
        return feed->epoch_ns;
    return feed->epoch_ns + (int64_t)((feed->epoch_bytes + (double)length) * 1e9 / (2 * feed->rate * feed->pace));
}

void feed_taken(struct feed *feed, size_t length)
{
    feed->epoch_bytes += (double)length;
}
