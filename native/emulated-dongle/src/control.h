/* SPDX-License-Identifier: MIT */
#ifndef EMULATED_DONGLE_CONTROL_H
#define EMULATED_DONGLE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>

struct bench;

/* Lays out the dongles that a text describes, one a line or between semicolons; false with a sentence in `problem`. */
bool configure(struct bench *bench, const char *text, char *problem, size_t size);

/* Obeys one line, with the bench's lock held. Writes "ok ..." or "error ..." to `reply`. */
bool obey(struct bench *bench, const char *line, char *reply, size_t size);

/* Serves commands on a unix socket until the process ends. */
void control_listen(const char *path);

#endif
