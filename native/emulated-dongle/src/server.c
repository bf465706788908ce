/* SPDX-License-Identifier: MIT
 * Two ways to reach obey(): a function for programs that share the process, a unix socket for those that do not. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "control.h"
#include "dongle.h"

enum { REPLY_SIZE = 8192 };

static int listener = -1;
static pthread_t thread;
static char socket_path[108];

/* Obeys one command line; returns 0 when it was understood. The reply is cut to `size`. */
__attribute__((visibility("default"))) int emulated_dongle_command(const char *line, char *reply, size_t size)
{
    char text[REPLY_SIZE];
    struct bench *bench = bench_get();
    pthread_mutex_lock(&bench->lock);
    bool good = obey(bench, line, text, sizeof text);
    pthread_mutex_unlock(&bench->lock);
    if (reply && size > 0)
        snprintf(reply, size, "%s", text);
    return good ? 0 : -1;
}

/* Obeys one line and replies before the program can notice what was done: it may end at once when its dongle is gone,
 * and this thread with it. A client that does not read its replies is left. */
static bool answer(int client, const char *line)
{
    char reply[REPLY_SIZE];
    int state;
    struct bench *bench = bench_get();
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    pthread_mutex_lock(&bench->lock);
    obey(bench, line, reply, sizeof reply - 1);
    strcat(reply, "\n");
    bool sent = send(client, reply, strlen(reply), MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)strlen(reply);
    pthread_mutex_unlock(&bench->lock);
    pthread_setcancelstate(state, NULL);
    return sent;
}

/* One client at a time: lines in, replies out, until it hangs up. */
static void converse(int client)
{
    char line[512];
    FILE *in = fdopen(client, "r");
    if (!in) {
        close(client);
        return;
    }
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (!answer(client, line))
            break;
    }
    fclose(in);
}

static void *serve(void *unused)
{
    (void)unused;
    for (;;) {
        int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (client < 0)
            return NULL;
        struct timeval patience = { 5, 0 };
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        converse(client);
    }
}

/* `%p` in the path becomes the process id, for benches of several processes. */
static void expand(const char *path)
{
    const char *mark = strstr(path, "%p");
    if (mark)
        snprintf(socket_path, sizeof socket_path, "%.*s%ld%s", (int)(mark - path), path, (long)getpid(), mark + 2);
    else
        snprintf(socket_path, sizeof socket_path, "%s", path);
}

void control_listen(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    expand(path);
    memcpy(address.sun_path, socket_path, sizeof address.sun_path);
    unlink(socket_path);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 8) < 0) {
        perror("emulated-dongle: EMULATED_DONGLE_CONTROL");
        exit(78); /* EX_CONFIG */
    }
    if (pthread_create(&thread, NULL, serve, NULL) != 0) {
        close(listener);
        listener = -1;
    }
}

__attribute__((destructor)) static void stop_listening(void)
{
    if (listener < 0)
        return;
    unlink(socket_path);
    shutdown(listener, SHUT_RDWR);
    /* A client that is being served may hold the thread up to its patience: the process ends anyway. */
    pthread_cancel(thread);
    pthread_join(thread, NULL);
    close(listener);
}
