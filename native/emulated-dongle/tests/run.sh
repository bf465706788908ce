#!/bin/sh
# Runs Debian's unmodified programs against the stand-in: tests/run.sh BUILD. What is not installed is skipped with a line.
set -u
cd "$(dirname "$0")/.." || exit 1
build=$(cd "${1:-build}" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

pass() { echo "ok    $1"; }
fail() { echo "FAIL  $1"; failed=1; sed 's/^/      | /' "$work/out" 2>/dev/null | tail -20; }
check() { name=$1; shift; if "$@"; then pass "$name"; else fail "$name"; fi; }
has() { command -v "$1" >/dev/null 2>&1 || { echo "skip  $1 is not installed"; return 1; }; }
says() { grep -q -- "$1" "$work/out"; }
control() { "$build/dongle-control" "$work/control" "$@" >"$work/status" 2>&1; }
streams() { control status 1 && grep -q 'transfers=[1-9][0-9]' "$work/status"; }
soon() { for _ in $(seq 100); do "$@" && return; sleep 0.1; done; }
# A program that runs until it is interrupted, and is as soon as it has said what is looked for: until_says TEXT DONGLES PROGRAM...
until_says() {
    text=$1
    LD_LIBRARY_PATH=$build EMULATED_DONGLES=$2
    export LD_LIBRARY_PATH EMULATED_DONGLES
    shift 2
    "$@" >"$work/out" 2>&1 </dev/null &
    unset LD_LIBRARY_PATH EMULATED_DONGLES
    soon says "$text"
    kill -INT $! 2>/dev/null
    wait $! 2>/dev/null
}
dongle() { EMULATED_DONGLES=$1; shift; LD_LIBRARY_PATH=$build EMULATED_DONGLES=$EMULATED_DONGLES "$@" >"$work/out" 2>&1 </dev/null; }

head -c 4800000 /dev/urandom >"$work/iq"
one="serial=00001090 product=Testing iq=$work/iq"

if [ -f /usr/include/libusb-1.0/libusb.h ]; then
    check 'our view of the libusb interface is the real one' \
        "${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -o "$work/abi" tests/abi_check.c
else
    echo 'skip  libusb-1.0-0-dev is not installed'
fi

if has rtl_test; then
    dongle "$one" timeout -s INT 3 rtl_test -s 2400000
    check 'rtl_test finds the R820T' says 'Found Rafael Micro R820T tuner'
    check 'rtl_test loses nothing' says 'Samples per million lost (minimum): 0'
    dongle 'serial=1' rtl_test -t
    check 'rtl_test -t runs to its end' says 'No E4000 tuner found'
    dongle 'serial=1 denied=yes' rtl_test
    check 'a denied dongle cannot be opened' says 'usb_open error -3'
    dongle 'serial=1 busy=yes' rtl_test
    check 'a busy dongle cannot be claimed' says 'usb_claim_interface error -6'
    LD_LIBRARY_PATH=$build EMULATED_DONGLES="serial=1 lock=$work/lock" EMULATED_DONGLE_CONTROL=$work/control timeout 30 rtl_test >/dev/null 2>&1 &
    other=$!
    soon streams
    dongle "serial=1 lock=$work/lock" timeout -s INT 5 rtl_test
    check 'a dongle that another process streams from cannot be claimed' says 'usb_claim_interface error -6'
    kill -INT $other
    wait $other
    dongle "serial=1 lock=$work/lock" rtl_test -t
    check 'until that process has ended' says 'Found Rafael Micro R820T tuner'
    dongle 'serial=1 driver=yes' rtl_test -t
    check 'the kernel driver is detached' says 'Detached kernel driver'
    until_says 'No supported tuner found' 'serial=1 tuner=none' rtl_test
    check 'a dongle without tuner is noticed' says 'No supported tuner found'
    for tuner in R828D E4000 FC0012 FC0013; do
        until_says "$tuner" "serial=1 tuner=$(echo $tuner | tr A-Z a-z)" rtl_test
        check "a dongle with $tuner is recognised" says "$tuner"
    done
    dongle none rtl_test
    check 'an empty bus has no dongles' says 'No supported devices found'
    dongle "serial=1 iq=$work/iq end=unplug pace=off" timeout 30 rtl_sdr -n 9999999 "$work/got"
    check 'a source that ends can end the dongle' says 'cb transfer status: 5'
    dongle 'serial=A; serial=B' rtl_test -d B -t
    check 'the second of two dongles is found by its serial' says 'SN: B'
fi

if has rtl_sdr; then
    started=$(date +%s%N)
    dongle "$one" rtl_sdr -f 1090000000 -s 2400000 -g 49.6 -n 2400000 "$work/async"
    took=$((($(date +%s%N) - started) / 1000000))
    check 'rtl_sdr receives the file, byte for byte' cmp "$work/iq" "$work/async"
    check 'one second of samples takes one second' [ $took -ge 1000 ]
    dongle "$one" rtl_sdr -S -f 1090000000 -s 2400000 -n 2400000 "$work/sync"
    check 'rtl_sdr -S receives the file, byte for byte' cmp "$work/iq" "$work/sync"
    dongle "$one pace=off gain-reference=28.0" rtl_sdr -s 2400000 -g 28 -n 2400000 "$work/same"
    check 'at the reference gain the file is played as it is' cmp "$work/iq" "$work/same"
    dongle "$one pace=off gain-reference=28.0" rtl_sdr -s 2400000 -g 0.9 -n 2400000 "$work/quiet"
    check 'at less gain it is weaker' [ "$(head -c 9999 "$work/quiet" | od -An -v -tu1 -w1 | sort -n | sed -n 1p)" -ge 121 ]
    mkfifo "$work/pipe"
    exec 3<>"$work/pipe" # so that the writer need not wait for the reader
    cat "$work/iq" /dev/zero >&3 & # more than is asked for: librtlsdr delivers whole buffers only
    dongle "serial=1 iq=$work/pipe pace=off" rtl_sdr -s 2400000 -n 2400000 "$work/piped"
    check 'a pipe is received, byte for byte' cmp "$work/iq" "$work/piped"
    kill $! 2>/dev/null
    exec 3>&-
fi

if has rtl_eeprom; then
    dongle "serial=00000978 manufacturer=Ours eeprom=$work/eeprom" rtl_eeprom
    check 'rtl_eeprom reads the serial' says 'Serial number:.*00000978'
    check 'rtl_eeprom reads the manufacturer' says 'Manufacturer:.*Ours'
    LD_LIBRARY_PATH=$build EMULATED_DONGLES="serial=OLD eeprom=$work/eeprom" sh -c 'echo y | rtl_eeprom -s NEW1090' >"$work/out" 2>&1
    check 'rtl_eeprom writes a serial' says 'successfully written'
    dongle "serial=OLD eeprom=$work/eeprom" rtl_eeprom
    check 'which the next plug reads' says 'Serial number:.*NEW1090'
    dongle 'serial=1 eeprom=none' rtl_eeprom
    check 'a dongle without EEPROM says so' says 'No EEPROM has been found'
fi

if has rtl_biast; then
    dongle "$one" rtl_biast -b 1
    check 'rtl_biast accepts the dongle' says 'Found Rafael Micro R820T tuner'
fi

if has dump1090-mutability; then
    dongle "$one" timeout -s INT 3 dump1090-mutability --gain 49.6 --stats
    check 'dump1090-mutability receives from it' says '[1-9][0-9]* samples\|[1-9][0-9]* sample blocks'
fi

if has rtl_test; then
    LD_LIBRARY_PATH=$build EMULATED_DONGLES='serial=1' EMULATED_DONGLE_CONTROL=$work/control timeout 30 rtl_test >"$work/out" 2>&1 &
    tested=$!
    soon streams
    check 'the control socket tells the state' grep -q 'serial=1 plugged=1 handles=1 claimed=1 .*test-mode=1' "$work/status"
    check 'a dongle is hurt through it' control lose 1 1001
    soon says 'lost at least'
    check 'and unplugged' control unplug 1
    wait $tested 2>/dev/null
    check 'rtl_test notices lost samples' says 'lost at least'
    check 'rtl_test notices the unplugging' says 'cb transfer status: 5'
fi

[ $failed -eq 0 ] && echo 'all good'
exit $failed
