#!/usr/bin/env bash
# Makes the Debian package. Called by ./build.sh deb [ARCH].
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

arch=${1:-amd64}
case $arch in
    amd64) runtime=linux-x64 ;;
    arm64) runtime=linux-arm64 ;;
    armhf) runtime=linux-arm ;;
    *) echo "build.sh deb: $arch is not an architecture we build for: amd64, arm64, armhf" >&2; exit 64 ;;
esac

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
stage=artifacts/deb/$arch
package=artifacts/adsbfeeder_${version}_${arch}.deb
rm -rf "$stage"
mkdir -p "$stage/DEBIAN" "$stage/usr/lib/adsbfeeder" "$stage/usr/bin" "$stage/etc/adsbfeeder/conf.d" \
    "$stage/usr/lib/systemd/system" "$stage/usr/lib/udev/rules.d" "$stage/etc/modprobe.d" "$stage/usr/share/doc/adsbfeeder"

./build.sh web

log=artifacts/publish-$arch.log
if ! dotnet publish src/AdsbFeeder -c Release -r "$runtime" --self-contained -p:PublishTrimmed=true -p:PublishReadyToRun=true \
    -p:NuGetLockFilePath=obj/publish.lock.json -p:DebugType=none -o "$stage/usr/lib/adsbfeeder" >"$log" 2>&1; then
    if grep -qE 'NU110[0-9].*Microsoft\.(NETCore|AspNetCore)\.App' "$log"; then
        echo "build.sh deb: the .NET runtime pack for $runtime is not to be had from this package index; build $arch where it is" >&2
    else
        echo "build.sh deb: publishing for $runtime failed, see $log" >&2
    fi
    exit 69
fi
find "$stage/usr/lib/adsbfeeder" -name '*.xml' -delete

ln -s ../lib/adsbfeeder/adsbfeeder "$stage/usr/bin/adsbfeeder"
cp packaging/systemd/adsbfeeder.service "$stage/usr/lib/systemd/system/"
cp udev/60-adsbfeeder.rules "$stage/usr/lib/udev/rules.d/"
cp udev/adsbfeeder-blacklist.conf "$stage/etc/modprobe.d/"
cp LICENSE "$stage/usr/share/doc/adsbfeeder/copyright"
dotnet run --project src/AdsbFeeder -c Release -- config show >"$stage/etc/adsbfeeder/adsbfeeder.conf"

cat >"$stage/DEBIAN/control" <<CONTROL
Package: adsbfeeder
Version: $version
Architecture: $arch
Maintainer: The AdsbFeeder authors <adsbfeeder@localhost>
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Depends: libc6 (>= 2.31), libgcc-s1, libstdc++6, zlib1g, adduser
Recommends: librtlsdr0 | librtlsdr2
Section: hamradio
Priority: optional
Description: ADS-B receiver with map, feeds and Prometheus metrics
 Turns radio samples into aircraft, serves them to feeders on the usual ports
 (30002, 30003, 30005), to a map in the browser and to Prometheus.
CONTROL
printf '%s\n' /etc/adsbfeeder/adsbfeeder.conf /etc/modprobe.d/adsbfeeder-blacklist.conf >"$stage/DEBIAN/conffiles"

cat >"$stage/DEBIAN/postinst" <<'SCRIPT'
#!/bin/sh
set -e
if [ "$1" = configure ] && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    udevadm control --reload-rules 2>/dev/null || true
    udevadm trigger --subsystem-match=usb 2>/dev/null || true
    if [ -z "$2" ]; then systemctl enable --now adsbfeeder.service; else systemctl try-restart adsbfeeder.service; fi
fi
SCRIPT
cat >"$stage/DEBIAN/prerm" <<'SCRIPT'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    systemctl disable --now adsbfeeder.service
fi
SCRIPT
cat >"$stage/DEBIAN/postrm" <<'SCRIPT'
#!/bin/sh
set -e
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
if [ "$1" = purge ]; then rm -rf /var/lib/adsbfeeder /var/lib/private/adsbfeeder; fi
SCRIPT
chmod 755 "$stage"/DEBIAN/{postinst,prerm,postrm}
find "$stage/usr/lib/adsbfeeder" -type f -exec chmod 644 {} +
chmod 755 "$stage/usr/lib/adsbfeeder/adsbfeeder"

dpkg-deb --root-owner-group --build "$stage" "$package" >/dev/null
echo "$package"
