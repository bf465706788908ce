/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_FEED_H
#define EMULATED_DONGLE_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum feed_format { FEED_UC8, FEED_SC16 };
enum feed_end { FEED_LOOP, FEED_SILENCE, FEED_UNPLUG };

/* Where the samples of a dongle come from: noise of its own, a file, a pipe or a socket. */
struct feed {
    char source[256]; /* empty: noise; a path; unix:PATH; tcp:HOST:PORT */
    enum feed_format format;
    enum feed_end end;
    bool models_gain;
    int reference_tenths; /* at this tuner gain the source is played as it is */
    int automatic_tenths; /* what the tuner's own gain control settles at */
    int gain_tenths;      /* now in force */
    float factor;
    uint8_t table[256]; /* factor applied to every 8-bit value */
    int file;           /* -1: not open */
    bool live;          /* a pipe or socket: data comes when it comes */
    bool ended;
    int64_t retry_at_ns;
    int64_t waiting_since_ns;
    uint8_t carry[4]; /* the odd bytes of a 16-bit sample cut by a socket */
    size_t carried;
    uint8_t counter; /* the chip's test mode */
    uint32_t noise;
    uint64_t bytes;  /* delivered */
    uint64_t lost;   /* dropped by fault or overflow */
    /* The sample clock. */
    double pace; /* times real time; 0: as fast as they are taken */
    bool running;
    unsigned overflow_bytes; /* 0: the dongle waits for a slow host; else its buffer, beyond which samples are lost */
    double rate;
    int64_t epoch_ns;
    double epoch_bytes; /* made since the epoch */
};

void feed_init(struct feed *feed);
bool feed_open(struct feed *feed, const char *source);
void feed_close(struct feed *feed);
void feed_rewind(struct feed *feed);
void feed_set_gain(struct feed *feed, int tenths);

/* Up to `length` bytes as the ADC would make them; fewer only where a live source has no more yet. */
size_t feed_read(struct feed *feed, uint8_t *out, size_t length, bool test_mode, int64_t now);
void feed_skip(struct feed *feed, uint64_t bytes, bool test_mode, int64_t now);

/* The clock: when `length` more bytes will have been made, and that they have been taken. */
void feed_start(struct feed *feed, double rate, int64_t now);
int64_t feed_due(const struct feed *feed, size_t length);
void feed_taken(struct feed *feed, size_t length);

#endif
