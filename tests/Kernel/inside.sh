#!/bin/bash
# Runs in the virtual machine, as its only user program. Lines about what was found go to the second serial port.
exec >/dev/ttyS1 2>&1
export PATH=/usr/sbin:/usr/bin:/sbin:/bin DOTNET_EnableDiagnostics=0 DOTNET_TieredPGO=0 TMPDIR=/run/work HOME=/run/work
root=$(realpath "$(dirname "$0")/../..")
work=/run/work

# The owner's and a stranger's way of running a program: nobody, with the group of the rule and without it.
owner=(setpriv --reuid=65534 --regid=65534 --groups="$(getent group plugdev | cut -d: -f3)" --)
stranger=(setpriv --reuid=65534 --regid=65534 --clear-groups --)

uptime_s() { cut -d' ' -f1 /proc/uptime; }

verify() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then echo "  passed: $name ($(uptime_s))"; else echo "  FAILED: $name ($(uptime_s))"; tail -25 <<<"$output" | sed 's/^/      /'; fi
}

eventually() {
    for _ in $(seq 300); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    "$@"
}

refuses() { ! "$@"; }
order() { "$work/dongle-control" "$work/control" "$@" >/dev/null; }
node() { grep -l 2838 /sys/bus/usb/devices/*/idProduct 2>/dev/null | head -1 | sed 's/idProduct$//'; }
device() { echo "/dev/bus/usb/$(printf '%03d/%03d' "$(cat "$(node)busnum")" "$(cat "$(node)devnum")")"; }
is_there() { [ -n "$(node)" ] && [ -c "$(device)" ]; }
permission() { stat -c '%a %G' "$(device)"; }
has_permission() { echo "$(permission), not $1"; [ "$(permission)" = "$1" ]; }
television_driver() { grep '^dvb_usb_rtl28xxu' /proc/modules; }
frames() { wc -l <"$work/frames"; }
more_than() { [ "$(frames)" -gt "$1" ]; }
more_frames() { eventually more_than "$(frames)"; }
says() { tail -30 "$work/service.log"; grep -q "$1" "$work/service.log"; }

receives_the_air() {
    order rewind '*' && timeout 120 "${owner[@]}" \
        rtl_sdr -f 1090000000 -s 2400000 -n 2000000 "$work/received" && cmp -n 4000000 "$work/received" "$work/air.2400k.uc8"
}

# What else on this machine gives dongles to people or takes them from the kernel.
rm -f /lib/udev/rules.d/*rtl* /etc/udev/rules.d/*rtl* /lib/udev/rules.d/*adsbfeeder* /etc/modprobe.d/*rtl* /lib/modprobe.d/*rtl* /lib/modprobe.d/*adsbfeeder*
mkdir -m 777 "$work"
cp "$root"/native/emulated-dongle/build/{usbip-dongle,dongle-control} "$root/artifacts/kernel/air.2400k.uc8" "$work/"
cp -r "$root/src/AdsbFeeder/bin/Release/net10.0" "$work/program"
busybox ip link set lo up
for folder in "$dotnet" "$root"; do
    while [ "$folder" != / ]; do folder=$(dirname "$folder"); chmod o+x "$folder"; done
done

/lib/systemd/systemd-udevd --daemon 2>/dev/null
udevadm trigger && udevadm settle
modprobe vhci-hcd
EMULATED_DONGLES="serial=00001090 iq=$work/air.2400k.uc8" EMULATED_DONGLE_CONTROL=$work/control "$work/usbip-dongle" attach &

verify "the kernel enumerates the dongle" eventually is_there
verify "without the blacklist its television driver takes the dongle" eventually television_driver
verify "without the rule only root may use it" has_permission '664 root'
verify "which an owner is told" refuses "${owner[@]}" rtl_sdr -n 1000 /dev/null

order unplug '*'
eventually refuses is_there
rmmod dvb_usb_rtl28xxu
cp "$root/udev/adsbfeeder-blacklist.conf" /etc/modprobe.d/
cp "$root/udev/60-adsbfeeder.rules" /etc/udev/rules.d/
udevadm control --reload
order plug '*'
verify "it is plugged in again" eventually is_there
udevadm settle
verify "with the rule the group plugdev may use it" has_permission '660 plugdev'
verify "with the blacklist the television driver stays away" refuses television_driver
verify "a stranger may not open it" refuses "${stranger[@]}" rtl_sdr -n 1000 /dev/null
verify "an owner receives the air, byte for byte" receives_the_air

# A processor that is emulated keeps up with a tenth of the air.
order set '*' pace=0.1
cd "$work"
"${owner[@]}" "$dotnet" "$work/program/adsbfeeder.dll" run --any-port --source rtlsdr --set Source:Mode=fast --set Source:Gain=40 >"$work/service.log" 2>&1 &
service=$!
verify "the service finds the dongle" eventually says 'Receiving from the dongle with serial number 00001090'
port=$(sed -n 's/.*:\([0-9]*\) (AvrOutputPort).*/\1/p' "$work/service.log" | head -1)
busybox nc 127.0.0.1 "$port" >"$work/frames" &
client=$!
verify "and frames reach a client" more_frames
order unplug '*'
verify "pulled out in mid-stream, it says so" eventually says 'was unplugged'
verify "and runs on" kill -0 "$service"
order plug '*'
verify "plugged in again, frames reach the same client" more_frames
verify "which was connected all along" kill -0 "$client"
kill -TERM "$service"
wait "$service"
verify "and it stops when it is told to" [ $? -eq 0 ]
echo "the end after $(uptime_s) s"
sync
echo o >/proc/sysrq-trigger
sleep 60
