#!/usr/bin/env bash
# The emulated dongle on the USB of a real kernel: Debian's, in QEMU, with this machine's programs. Ends with "N passed, N failed".
#   tests/Kernel/run.sh
# The machine's root directory is the virtual machine's, through 9p and below a layer in memory: nothing is copied and nothing is changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$PWD/artifacts/kernel
modules=(virtio_pci 9pnet_virtio 9p overlay vhci-hcd dvb-usb-rtl28xxu)

skip() { echo "dongle on a real kernel: skipped, $*"; exit 0; }
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || skip "this is no amd64 Debian"
for program in qemu-system-x86_64 busybox depmod cpio udevadm rtl_sdr dotnet; do
    command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || skip "$program is not installed"
done
grep -qx switch_root <<<"$(busybox --list)" || skip "this busybox is not Debian's busybox-static"
make -s -C native/emulated-dongle || skip "the emulated dongle cannot be built"
PATH=$PATH:/usr/sbin:/sbin
mkdir -p "$work"

# The kernel, and of its modules those that are asked for, with what they need.
fetch_kernel() {
    local package version from=$work/download
    package=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -1) || true
    [ -n "$package" ] || skip "no Debian kernel is known here (apt-get update)"
    version=${package#linux-image-}
    if [ -f "$work/vmlinuz" ] && [ "$(cat "$work/version" 2>/dev/null)" = "$version" ]; then return 0; fi
    rm -rf "$from" "$work/tree" && mkdir -p "$from" "$work/tree/lib/modules/$version"
    (cd "$from" && apt-get download "$package" >apt.log 2>&1) || skip "the kernel cannot be downloaded ($(tail -1 "$from/apt.log"))"
    dpkg-deb -x "$from"/linux-image-*.deb "$from/package"
    depmod -b "$from/package" "$version"
    local all=$from/package/lib/modules/$version module
    for module in "${modules[@]}"; do grep "/$module\.ko:" "$all/modules.dep"; done | tr -d : | tr ' ' '\n' | sort -u | grep . \
        | (cd "$all" && cpio -pdm --quiet "$work/tree/lib/modules/$version")
    cp "$all"/modules.builtin* "$all"/modules.order "$work/tree/lib/modules/$version/"
    depmod -b "$work/tree" "$version"
    cp "$from/package/boot/vmlinuz-$version" "$work/vmlinuz"
    rm -rf "$from"
    echo "$version" >"$work/version"
}

# What the kernel starts with: just enough to reach the machine's own root.
make_initramfs() {
    local tree=$work/tree
    mkdir -p "$tree"/{bin,proc,sys,host,memory,root}
    cp "$(command -v busybox)" "$tree/bin/busybox"
    install -m 755 tests/Kernel/init "$tree/init"
    (cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initramfs.gz"
}

fetch_kernel
make_initramfs
[ -f "$work/air.2400k.uc8" ] || src/AdsbFeeder/bin/Release/net10.0/adsbfeeder simulate --aircraft 20 --seconds 2 --seed 3 --out "$work/air.2400k.uc8" >/dev/null 2>&1
rm -f "$work"/console.log "$work"/results.log

# No KVM: it is refused in many containers and changes nothing here. Ten minutes are for a machine that is very busy.
timeout 600 qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 -display none -monitor none -nic none -no-reboot \
    -kernel "$work/vmlinuz" -initrd "$work/initramfs.gz" -append "console=ttyS0 quiet panic=-1 script=$PWD/tests/Kernel/inside.sh dotnet=$(readlink -f "$(command -v dotnet)")" \
    -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
    -serial "file:$work/console.log" -serial "file:$work/results.log" </dev/null || { cat "$work/console.log"; echo "FAILED: the virtual machine"; }

tr -d '\r' <"$work/results.log"
passed=$(grep -c '^  passed:' "$work/results.log" || true)
failed=$(grep -c '^  FAILED:' "$work/results.log" || true)
grep -q '^the end' "$work/results.log" || { tail -30 "$work/console.log"; echo "  FAILED: it did not come to its end"; failed=$((failed + 1)); }
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
