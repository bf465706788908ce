/* SPDX-License-Identifier: MIT
 * Words to a dongle: how it is laid out at the start, and what is done to it later. README.md has the list. */
#define _GNU_SOURCE
#include "control.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi.h"
#include "dongle.h"

enum { MAX_WORDS = 24 };


/* ---- words ---- */

/* Splits in place at blanks; a double-quoted part keeps its blanks. */
static int split(char *line, char **words)
{
    int count = 0;
    char *out = line;
    while (count < MAX_WORDS) {
        while (isspace((unsigned char)*line))
            line++;
        if (!*line)
            break;
        if (out < line)
            out = line;
        words[count++] = out = line;
        for (bool quoted = false; *line && (quoted || !isspace((unsigned char)*line)); line++) {
            if (*line == '"')
                quoted = !quoted;
            else
                *out++ = *line;
        }
        bool more = *line != '\0';
        *out++ = '\0';
        if (!more)
            break;
        line++;
    }
    return count;
}

static bool to_number(const char *text, double *value)
{
    char *end;
    *value = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*value);
}

static bool to_count(const char *text, unsigned *value)
{
    double number;
    if (!to_number(text, &number) || number < 0 || number > 4e9)
        return false;
    *value = (unsigned)number;
    return true;
}

static bool to_flag(const char *text, bool *value)
{
    *value = strcmp(text, "yes") == 0 || strcmp(text, "on") == 0 || strcmp(text, "1") == 0;
    return *value || strcmp(text, "no") == 0 || strcmp(text, "off") == 0 || strcmp(text, "0") == 0;
}

static void copy(char *out, size_t size, const char *text) { snprintf(out, size, "%s", text); }

/* ---- settings: key=value, at the start or with `set` ---- */

static bool set_gain_model(struct feed *feed, const char *value)
{
    double decibels = 0;
    feed->models_gain = strcmp(value, "off") != 0;
    if (feed->models_gain && !to_number(value, &decibels))
        return false;
    feed->reference_tenths = (int)lround(decibels * 10);
    feed_set_gain(feed, feed->automatic_tenths);
    return true;
}

static bool set_automatic_gain(struct feed *feed, const char *value)
{
    double decibels;
    if (!to_number(value, &decibels))
        return false;
    feed->automatic_tenths = (int)lround(decibels * 10);
    return true;
}

static bool set_format(struct feed *feed, const char *value)
{
    feed->format = strcmp(value, "sc16") == 0 ? FEED_SC16 : FEED_UC8;
    return feed->format == FEED_SC16 || strcmp(value, "uc8") == 0;
}

static bool set_end(struct feed *feed, const char *value)
{
    static const char *const NAMES[] = { [FEED_LOOP] = "loop", [FEED_SILENCE] = "silence", [FEED_UNPLUG] = "unplug" };
    for (int i = FEED_LOOP; i <= FEED_UNPLUG; i++) {
        if (strcmp(value, NAMES[i]) == 0) {
            feed->end = (enum feed_end)i;
            return true;
        }
    }
    return false;
}

static bool set_pace(struct feed *feed, const char *value)
{
    bool paced;
    double pace;
    if (to_flag(value, &paced))
        pace = paced ? 1 : 0;
    else if (!to_number(value, &pace) || pace <= 0)
        return false;
    feed->pace = pace;
    feed->running = false; /* the sample clock starts anew */
    return true;
}

static bool set_tuner(struct tuner *tuner, const char *value)
{
    if (!tuner_parse(value, &tuner->kind))
        return false;
    tuner_reset(tuner);
    return true;
}

static bool set(struct dongle *dongle, const char *key, const char *value)
{
    struct feed *feed = &dongle->feed;
    struct faults *faults = &dongle->faults;
    if (strcmp(key, "iq") == 0) return feed_open(feed, strcmp(value, "noise") == 0 ? "" : value);
    if (strcmp(key, "format") == 0) return set_format(feed, value);
    if (strcmp(key, "end") == 0) return set_end(feed, value);
    if (strcmp(key, "pace") == 0) return set_pace(feed, value);
    if (strcmp(key, "overflow") == 0) return to_count(value, &feed->overflow_bytes);
    if (strcmp(key, "gain-reference") == 0) return set_gain_model(feed, value);
    if (strcmp(key, "gain-automatic") == 0) return set_automatic_gain(feed, value);
    if (strcmp(key, "tuner") == 0) return set_tuner(&dongle->tuner, value);
    if (strcmp(key, "denied") == 0) return to_flag(value, &faults->denied);
    if (strcmp(key, "busy") == 0) return to_flag(value, &faults->busy);
    if (strcmp(key, "driver") == 0) return to_flag(value, &faults->driver);
    if (strcmp(key, "frozen") == 0) return to_flag(value, &faults->frozen);
    if (strcmp(key, "halted") == 0) return to_flag(value, &faults->halted);
    if (strcmp(key, "start-delay") == 0) return to_count(value, &faults->start_delay_ms);
    if (strcmp(key, "control-delay") == 0) return to_count(value, &faults->control_delay_ms);
    return false;
}

/* ---- layout ---- */

struct identity {
    char manufacturer[64], product[64], serial[64];
    unsigned vendor_id, product_id;
    bool plugged;
};

/* What is only for the start: who the dongle is. The EEPROM is made from it once the whole line is read. */
static bool lay_out(struct dongle *dongle, struct identity *id, const char *key, const char *value)
{
    if (strcmp(key, "serial") == 0) copy(id->serial, sizeof id->serial, value);
    else if (strcmp(key, "manufacturer") == 0) copy(id->manufacturer, sizeof id->manufacturer, value);
    else if (strcmp(key, "product") == 0) copy(id->product, sizeof id->product, value);
    else if (strcmp(key, "id") == 0) return sscanf(value, "%4x:%4x", &id->vendor_id, &id->product_id) == 2;
    else if (strcmp(key, "eeprom") == 0) copy(dongle->eeprom.file, sizeof dongle->eeprom.file, value);
    else if (strcmp(key, "lock") == 0) copy(dongle->lock_path, sizeof dongle->lock_path, value);
    else if (strcmp(key, "plugged") == 0) return to_flag(value, &id->plugged);
    else return set(dongle, key, value);
    return true;
}

static void make_eeprom(struct eeprom *eeprom, const struct identity *id)
{
    if (strcmp(eeprom->file, "none") == 0) {
        eeprom->file[0] = '\0';
        return;
    }
    if (!eeprom->file[0] || !eeprom_load(eeprom, eeprom->file))
        eeprom_format(eeprom, (uint16_t)id->vendor_id, (uint16_t)id->product_id, id->manufacturer, id->product, id->serial);
}

static bool add_dongle(struct bench *bench, char **words, int count, char *problem, size_t size)
{
    if (bench->count == MAX_DONGLES) {
        snprintf(problem, size, "more than %d dongles", MAX_DONGLES);
        return false;
    }
    struct dongle *dongle = &bench->dongles[bench->count];
    struct identity id = { "Realtek", "RTL2838UHIDIR", "00000001", 0x0bda, 0x2838, true };
    feed_init(&dongle->feed);
    queue_init(&dongle->queue);
    dongle->tuner.kind = TUNER_R820T;
    dongle->lock_file = -1;

    for (int i = 0; i < count; i++) {
        char *equals = strchr(words[i], '=');
        if (equals)
            *equals = '\0';
        if (!equals || !lay_out(dongle, &id, words[i], equals + 1)) {
            snprintf(problem, size, "'%s%s%s' is not understood (or its file cannot be read)", words[i],
                     equals ? "=" : "", equals ? equals + 1 : "");
            return false;
        }
    }

    make_eeprom(&dongle->eeprom, &id);
    bench->count++;
    if (id.plugged)
        dongle_plug(dongle);
    else
        eeprom_identify(&dongle->eeprom);
    return true;
}

bool configure(struct bench *bench, const char *text, char *problem, size_t size)
{
    bool good = true;
    char *all = strdup(text);
    char *rest = all;
    for (char *line; good && rest && (line = strsep(&rest, "\n;")) != NULL;) {
        char *words[MAX_WORDS];
        line[strcspn(line, "#")] = '\0';
        int count = split(line, words);
        if (count > 0 && !(count == 1 && strcmp(words[0], "none") == 0))
            good = add_dongle(bench, words, count, problem, size);
    }
    free(all);
    return good;
}

/* ---- commands ---- */

static void say(char *reply, size_t size, const char *format, ...)
{
    size_t used = strlen(reply);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reply + used, size - used, format, arguments);
    va_end(arguments);
}

/* What the program has tuned to: the local oscillator lies above by the intermediate frequency. */
static double tuned_hz(const struct dongle *dongle)
{
    double oscillator = tuner_local_oscillator_hz(&dongle->tuner);
    return oscillator > 0 ? oscillator - rtl2832u_intermediate_hz(&dongle->chip) : 0;
}

static void describe(const struct dongle *dongle, char *reply, size_t size)
{
    const struct feed *feed = &dongle->feed;
    say(reply, size,
        " serial=%s plugged=%d handles=%u claimed=%d queued=%zu rate=%.0f frequency=%.0f tuner=%s gain=%.1f automatic=%d"
        " digital-agc=%d test-mode=%d bias-tee=%d played-gain=%.1f transfers=%llu bytes=%llu lost=%llu ended=%d"
        " controls=%llu",
        eeprom_serial(&dongle->eeprom), dongle->plugged, dongle->handles, dongle->claimed != NULL,
        dongle->queue.bytes, rtl2832u_sample_rate(&dongle->chip), tuned_hz(dongle), tuner_name(dongle->tuner.kind),
        tuner_gain_tenths(&dongle->tuner) / 10.0, tuner_is_automatic(&dongle->tuner),
        rtl2832u_digital_agc(&dongle->chip), rtl2832u_test_mode(&dongle->chip), rtl2832u_bias_tee(&dongle->chip),
        feed->gain_tenths / 10.0, (unsigned long long)dongle->queue.served, (unsigned long long)feed->bytes,
        (unsigned long long)feed->lost, feed->ended, (unsigned long long)dongle->chip.controls);
}

static bool apply(struct dongle *dongle, const char *verb, char **words, int count)
{
    struct faults *faults = &dongle->faults;
    unsigned n = 0, m = 0;
    bool has_n = count > 0 && to_count(words[0], &n);
    bool has_m = count > 1 && to_count(words[1], &m);
    if (strcmp(verb, "plug") == 0) dongle_plug(dongle);
    else if (strcmp(verb, "unplug") == 0) dongle_unplug(dongle);
    else if (strcmp(verb, "rewind") == 0) feed_rewind(&dongle->feed);
    else if (strcmp(verb, "heal") == 0) *faults = (struct faults){ 0 };
    else if (strcmp(verb, "error") == 0 && has_n) faults->errors = n;
    else if (strcmp(verb, "lose") == 0 && has_n) faults->lose_bytes += n;
    else if (strcmp(verb, "short") == 0 && has_n && has_m) faults->shorts = n, faults->short_bytes = m;
    else if (strcmp(verb, "control-error") == 0 && has_n) faults->control_errors = n;
    else if (strcmp(verb, "set") == 0) {
        for (int i = 0; i < count; i++) {
            char *equals = strchr(words[i], '=');
            if (!equals)
                return false;
            *equals = '\0';
            if (!set(dongle, words[i], equals + 1))
                return false;
        }
    } else return false;
    return true;
}

static bool selects(const struct bench *bench, const struct dongle *dongle, const char *which)
{
    if (strcmp(which, "*") == 0 || strcmp(which, eeprom_serial(&dongle->eeprom)) == 0)
        return true;
    return which[0] == '#' && strtol(which + 1, NULL, 10) == dongle - bench->dongles;
}

bool obey(struct bench *bench, const char *line, char *reply, size_t size)
{
    char text[512];
    char *words[MAX_WORDS];
    reply[0] = '\0';
    copy(text, sizeof text, line);
    int count = split(text, words);
    const char *verb = count > 0 ? words[0] : "";
    const char *which = count > 1 ? words[1] : "*";
    bool is_status = strcmp(verb, "status") == 0;
    unsigned selected = 0;

    say(reply, size, "ok");
    for (size_t i = 0; i < bench->count; i++) {
        char line_of_one[512];
        struct dongle *dongle = &bench->dongles[i];
        if (!selects(bench, dongle, which))
            continue;
        if (selected++ > 0 && !is_status) {
            copy(text, sizeof text, line); /* the first dongle's turn has cut the words */
            count = split(text, words);
        }
        line_of_one[0] = '\0';
        if (is_status) {
            describe(dongle, line_of_one, sizeof line_of_one);
            say(reply, size, "%s%s", selected > 1 ? ";" : "", line_of_one);
        } else if (!apply(dongle, verb, words + 2, count > 2 ? count - 2 : 0)) {
            snprintf(reply, size, "error: '%s' is not understood", line);
            return false;
        }
    }
    if (selected == 0)
        snprintf(reply, size, "error: no dongle '%s'", which);
    pthread_cond_broadcast(&bench->changed);
    return selected > 0;
}
