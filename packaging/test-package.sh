#!/usr/bin/env bash
# Installs the package in a fresh Debian 12 that is booted in a container, and does to it what owners do. Ends with "N passed, N failed".
#   packaging/test-package.sh PACKAGE.deb
# Needs root, mmdebstrap and systemd-nspawn; says so and passes over where one is missing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

package=$1
work=$PWD/artifacts/package-test
tree=$work/root
base=$PWD/artifacts/debian-12.tar
passed=0
failed=0

skip() { echo "package in a container: skipped, $*"; exit 0; }
[ "$(id -u)" -eq 0 ] || skip "not root"
command -v systemd-nspawn >/dev/null || skip "systemd-nspawn is not installed"
command -v mmdebstrap >/dev/null || skip "mmdebstrap is not installed"

# Runs a check and counts it; what it printed is shown when it failed.
verify() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
        echo "  passed: $name$([ ${#output} -gt 0 ] && [ ${#output} -lt 80 ] && echo " ($output)")"
    else
        failed=$((failed + 1))
        echo "  FAILED: $name"
        sed 's/^/      /' <<<"$output"
    fi
}

finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
    exit
}

inside() { nsenter -t "$init" -m -u -i -n -p -- "$@"; }

# Asks again for a while.
eventually() {
    for _ in $(seq 120); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.5
    done
    "$@"
}

boot() {
    rm -rf "$work"
    mkdir -p "$tree"
    if [ ! -f "$base" ]; then
        mmdebstrap --quiet --format=tar --variant=minbase --include=systemd,systemd-sysv,dbus,udev,curl,procps bookworm "$base.part" && mv "$base.part" "$base" || skip "no Debian mirror answers"
    fi
    tar -C "$tree" -xf "$base"
    systemd-nspawn --quiet --directory="$tree" --register=no --keep-unit --private-network --boot </dev/null >"$work/boot.log" 2>&1 &
    container=$!
    trap 'kill "$container" 2>/dev/null; wait "$container" 2>/dev/null; rm -rf "$work"' EXIT
    for _ in $(seq 60); do
        init=$(pgrep -P "$(pgrep -P "$container" -f systemd-nspawn | head -1 || true)" -x systemd 2>/dev/null || pgrep -P "$container" -x systemd 2>/dev/null || true)
        [ -n "$init" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' && break
        kill -0 "$container" 2>/dev/null || skip "systemd does not boot in a container here: $(tail -1 "$work/boot.log")"
        sleep 1
    done
    [ -n "$init" ] || skip "systemd does not boot in a container here"
    inside ip link set lo up 2>/dev/null || true
}

is_active() { inside systemctl is-active --quiet adsbfeeder; }
get() { inside curl -sf --max-time 5 "http://127.0.0.1:8080$1"; }
beast() { [ "$(inside timeout 10 bash -c 'head -c 1000 </dev/tcp/127.0.0.1/30005 | wc -c')" = 1000 ]; }
has_aircraft() { get /data/aircraft.json | grep -q '"lat"'; }
property() { inside systemctl show -P "$1" adsbfeeder; }
files() { (cd "$tree" && find etc usr lib var/lib -xdev \( -path var/lib/dpkg -o -path var/lib/systemd -o -path var/lib/apt \) -prune -o -print 2>/dev/null | grep -vE '^etc/(ld.so.cache|\.updated)|^var/lib/private$' | sort); }
version_of() { inside dpkg-query -W -f '${Version}' adsbfeeder; }

notifies() { [ "$(property Type)" = notify ] && [ "$(property SubState)" = running ] && property StatusText | grep -qE 'aircraft|radio|Source'; }
exposure() { inside systemd-analyze security --no-pager adsbfeeder.service | tee /dev/stderr | tail -1 | grep -qE ': [01]\.[0-9]|: 2\.0'; }
is_small() { local size; size=$(inside du -sk --apparent-size /usr/lib/adsbfeeder | cut -f1); echo "$size kB"; [ "$size" -le 61440 ]; }
is_light() { local memory; memory=$(awk '/VmRSS/ {print $2}' "$tree/proc/$(property MainPID)/status" 2>/dev/null || inside awk '/VmRSS/ {print $2}' "/proc/$(property MainPID)/status"); echo "$memory kB"; [ "$memory" -le 92160 ]; }
as_nobody() { [ "$(inside stat -c %u "/proc/$(property MainPID)")" -gt 60000 ]; }

refuses_bad_configuration() {
    local before
    before=$(property NRestarts)
    printf '[Http]\nPort = eighty\n' >"$tree/etc/adsbfeeder/conf.d/bad.conf"
    inside systemctl restart adsbfeeder 2>/dev/null
    sleep 8
    inside journalctl -u adsbfeeder -n 5 -o cat
    [ "$(property ExecMainStatus)" = 78 ] && [ "$(property ActiveState)" = failed ] && [ "$(property NRestarts)" = "$before" -o "$(property NRestarts)" = 0 ]
}

names_the_fault() { inside journalctl -u adsbfeeder -n 20 -o cat | grep -q "Http:Port is 'eighty'"; }

recovers_from_kill() {
    local before after
    before=$(property MainPID)
    inside bash -c "kill -9 $before"
    eventually is_active && eventually has_aircraft
    after=$(property MainPID)
    [ "$before" != "$after" ] && [ "$(property NRestarts)" -ge 1 ]
}

stops_in_time() {
    local start=$SECONDS
    inside systemctl stop adsbfeeder
    echo "$((SECONDS - start)) s, $(property Result)"
    [ $((SECONDS - start)) -le 6 ] && [ "$(property Result)" = success ]
}

# From the start of the unit to the first byte of a client that was waiting for the port.
first_byte() {
    local took
    took=$(inside bash -c 'systemctl start --no-block adsbfeeder; s=$(date +%s%N)
        for n in $(seq 2000); do if exec 3<>/dev/tcp/127.0.0.1/30005; then head -c 1 <&3 >/dev/null; break; fi 2>/dev/null; sleep 0.01; done
        echo $((($(date +%s%N) - s) / 1000000))' 2>/dev/null)
    echo "first Beast byte after $took ms"
    [ "$took" -lt "${ADSBFEEDER_START_LIMIT_MS:-5000}" ]
}

upgrade() {
    local newer=$work/newer
    dpkg-deb -R "$package" "$newer"
    sed -i 's/^Version: \(.*\)/Version: \1+next/' "$newer/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone -b "$newer" "$tree/root/newer.deb" >/dev/null
    printf '\n[Receiver]\nMaxRangeNmi = 222\n' >>"$tree/etc/adsbfeeder/adsbfeeder.conf"
    inside dpkg --force-confold -i /root/newer.deb
    grep -q 'MaxRangeNmi = 222' "$tree/etc/adsbfeeder/adsbfeeder.conf" && [[ $(version_of) == *+next ]] && eventually is_active
}

keeps_state() { local now; now=$(inside find /var/lib/private/adsbfeeder -type f 2>/dev/null | sort); echo "before: $state_before"; echo "now: $now"; [ -z "$state_before" ] || [ -n "$now" ]; }
# The trimmed program asks in a terminal: Enter four times, place, networks, consent, and no to writing.
asks_in_a_terminal() {
    local shown
    shown=$( (for key in '\r' '52.1\r' '4.9\r' '\r' '\r' ' \r' 'yes\r' 'no\r'; do sleep 0.4; printf "$key"; done) \
        | TERM=xterm inside timeout 30 script --quiet --return --command "adsbfeeder setup --config /root/asked.conf --no-doctor" /dev/null 2>&1)
    echo "$shown" | tail -20
    [[ $shown == *"Networks: adsb.fi"* && $shown == *"Receiver:Latitude = 52.1"* && $shown == *"Nothing was changed"* ]]
}
sets_up() {
    inside adsbfeeder setup --lat 52.0 --lon 4.0 --feeds none --mlat no --no-doctor </dev/null || return 1
    grep -q '^Latitude = 52.0' "$tree/etc/adsbfeeder/adsbfeeder.conf" && inside adsbfeeder config check
}
man_pages_are_there() { [ -f "$tree/usr/share/man/man1/adsbfeeder.1.gz" ] && [ -f "$tree/usr/share/man/man5/adsbfeeder.conf.5.gz" ]; }
leaves_nothing() { diff "$work/files.before" <(files); }

boot
files >"$work/files.before"
cp "$package" "$tree/root/adsbfeeder.deb"
verify "installs with dpkg alone" inside dpkg -i /root/adsbfeeder.deb
verify "runs at once, without a radio" eventually is_active
verify "and its map answers" eventually get /healthz
mkdir -p "$tree/etc/adsbfeeder/conf.d"
printf '[Source]\nType = simulator\nSimulatedAircraft = 200\n' >"$tree/etc/adsbfeeder/conf.d/simulator.conf"
inside systemctl stop adsbfeeder
verify "first byte" first_byte
verify "starts with the simulator by a drop-in" eventually is_active
verify "shows aircraft" eventually has_aircraft
verify "is ready" eventually get /readyz
verify "sends Beast on 30005" eventually beast
verify "tells systemd what it does" eventually notifies
verify "runs as nobody in particular" as_nobody
verify "is confined" exposure
verify "takes at most 60 MB on the disk" is_small
verify "takes at most 90 MB of memory with 200 aircraft" is_light
verify "has manual pages" man_pages_are_there
verify "setup asks in a terminal" asks_in_a_terminal
verify "setup writes the configuration by flags" sets_up
verify "comes back after kill -9" recovers_from_kill
state_before=$(inside find /var/lib/private/adsbfeeder -type f 2>/dev/null | sort)
verify "is upgraded and keeps its configuration" upgrade
verify "keeps its state over the upgrade" keeps_state
verify "a wrong configuration is exit 78 and no loop" refuses_bad_configuration
verify "the journal names the fault" names_the_fault
rm -f "$tree/etc/adsbfeeder/conf.d/bad.conf"
inside systemctl start adsbfeeder
verify "runs again with the fault mended" eventually is_active
verify "stops within 5 s" stops_in_time
verify "is removed" inside dpkg -r adsbfeeder
verify "is installed again" inside dpkg -i /root/adsbfeeder.deb
verify "is purged" inside dpkg -P adsbfeeder
verify "leaves nothing" leaves_nothing
finish
