#!/bin/sh
# The USB/IP server against a client of ours, and against Debian's usbip where it is installed: tests/usbip.sh BUILD CLIENT
set -u
work=$(mktemp -d) || exit 1
EMULATED_DONGLES='serial=A; serial=B' EMULATED_DONGLE_CONTROL=$work/control "$1/usbip-dongle" listen 0 >"$work/out" 2>"$work/errors" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
tries=0
until grep -q listening "$work/out" || [ $tries -gt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
port=$(sed -n 's/.*:\([0-9]*\)$/\1/p' "$work/out")
result=0
timeout 120 "$2" "$port" "$work/control" || result=1
if command -v usbip >/dev/null 2>&1; then
    usbip --tcp-port "$port" list -r 127.0.0.1 >"$work/list" 2>&1
    grep -q '1-2: .*0bda:2838' "$work/list" || { echo "FAIL  Debian's usbip does not list the dongles"; cat "$work/list"; result=1; }
fi
kill -0 $server 2>/dev/null || { echo 'FAIL  the USB/IP server has ended'; result=1; }
[ $result -eq 0 ] || cat "$work/errors"
exit $result
