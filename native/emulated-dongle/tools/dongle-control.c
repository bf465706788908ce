/* SPDX-License-Identifier: MIT
 * dongle-control SOCKET WORDS...: sends one command to an emulated dongle in another process and prints the reply. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (argc < 3 || strlen(argv[1]) >= sizeof address.sun_path) {
        fprintf(stderr, "usage: dongle-control SOCKET WORDS...   e.g. dongle-control /tmp/bench unplug 00001090\n");
        return 64; /* EX_USAGE */
    }

    char line[512] = "", reply[8192];
    for (int i = 2; i < argc; i++) {
        strncat(line, argv[i], sizeof line - strlen(line) - 2);
        strcat(line, i + 1 < argc ? " " : "\n");
    }

    strcpy(address.sun_path, argv[1]);
    int link = socket(AF_UNIX, SOCK_STREAM, 0);
    if (link < 0 || connect(link, (struct sockaddr *)&address, sizeof address) < 0 || send(link, line, strlen(line), 0) < 0) {
        perror(argv[1]);
        return 69; /* EX_UNAVAILABLE */
    }
    shutdown(link, SHUT_WR);
    FILE *in = fdopen(link, "r");
    if (!in || !fgets(reply, sizeof reply, in)) {
        fprintf(stderr, "%s: no reply\n", argv[1]);
        return 69;
    }
    fputs(reply, stdout);
    fclose(in);
    return strncmp(reply, "ok", 2) == 0 ? 0 : 1;
}
