#!/usr/bin/env bash
# Makes the Debian package. Called by ./build.sh deb [amd64|arm64|armhf|all].
#   amd64, arm64, armhf   self-contained: trimmed, compiled ahead of time, needs no .NET on the machine
#   all                   portable: for machines that have the ASP.NET Core 10 runtime
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

arch=${1:-amd64}
depends="libc6 (>= 2.31), libgcc-s1, libstdc++6, zlib1g"
publish=(-p:NuGetLockFilePath=obj/publish.lock.json -p:DebugType=none)
case $arch in
    amd64) runtime=linux-x64 ;;
    arm64) runtime=linux-arm64 ;;
    armhf) runtime=linux-arm ;;
    all) runtime= ;;
    *) echo "build.sh deb: $arch is not an architecture we build for: amd64, arm64, armhf, all" >&2; exit 64 ;;
esac
if [ -n "$runtime" ]; then
    publish+=(-r "$runtime" --self-contained -p:PublishTrimmed=true -p:PublishReadyToRun=true)
else
    publish+=(-p:UseAppHost=false)
    depends="aspnetcore-runtime-10.0"
fi

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
stage=artifacts/deb/$arch
package=artifacts/adsbfeeder_${version}_${arch}.deb
home=$stage/usr/lib/adsbfeeder
doc=$stage/usr/share/doc/adsbfeeder
rm -rf "$stage"
mkdir -p "$stage/DEBIAN" "$home" "$doc" "$stage/usr/bin" "$stage/etc/adsbfeeder/conf.d" "$stage/lib/systemd/system" "$stage/lib/udev/rules.d" \
    "$stage/lib/modprobe.d" "$stage/usr/share/man/man1" "$stage/usr/share/man/man5" "$stage/usr/share/bash-completion/completions" "$stage/usr/share/lintian/overrides"

./build.sh web

log=artifacts/publish-$arch.log
if ! dotnet publish src/AdsbFeeder -c Release "${publish[@]}" -o "$home" >"$log" 2>&1; then
    if grep -qE 'NU110[0-9].*Microsoft\.(NETCore|AspNetCore)\.App|NETSDK1[0-9]*.*runtime pack' "$log"; then
        echo "build.sh deb: the .NET runtime pack for $runtime is not to be had from this package index; build $arch where it is, or take ./build.sh deb all" >&2
    else
        echo "build.sh deb: publishing for $arch failed, see $log" >&2
    fi
    exit 69
fi
find "$home" \( -name '*.xml' -o -name '*.pdb' -o -name 'web.config' -o -name 'packages.lock.json' \) -delete

# Helpers of debuggers and profilers, and garbage collectors that nobody asks for, are 7 MB. The host wants every file that the list of files names, so they leave that too.
if [ -n "$runtime" ]; then
    node -e '
        const fs = require("fs"), [home, ...needless] = process.argv.slice(1);
        const list = `${home}/adsbfeeder.deps.json`, deps = JSON.parse(fs.readFileSync(list, "utf8"));
        for (const target of Object.values(deps.targets)) {
            for (const library of Object.values(target)) {
                for (const name of needless) delete library.native?.[name];
            }
        }
        fs.writeFileSync(list, JSON.stringify(deps));
        for (const name of needless) fs.rmSync(`${home}/${name}`, { force: true });
    ' "$home" createdump libclrgc.so libclrgcexp.so libcoreclrtraceptprovider.so libmscordaccore.so libmscordbi.so
fi

# What this machine can run, to write what the program knows of itself.
dotnet build src/AdsbFeeder -c Release -v quiet -nologo -clp:NoSummary >>"$log" 2>&1 || { echo "build.sh deb: building failed, see $log" >&2; exit 69; }
program() { dotnet src/AdsbFeeder/bin/Release/net10.0/adsbfeeder.dll "$@"; }
compress() { gzip -9n >"$1"; }

if [ -n "$runtime" ]; then
    ln -s ../lib/adsbfeeder/adsbfeeder "$stage/usr/bin/adsbfeeder"
else
    printf '#!/bin/sh\nexec dotnet /usr/lib/adsbfeeder/adsbfeeder.dll "$@"\n' >"$stage/usr/bin/adsbfeeder"
fi
cp packaging/systemd/adsbfeeder.service "$stage/lib/systemd/system/"
cp udev/60-adsbfeeder.rules "$stage/lib/udev/rules.d/"
cp udev/adsbfeeder-blacklist.conf "$stage/lib/modprobe.d/"
cp packaging/debian/copyright "$doc/"
cp -r packaging/monitoring packaging/examples "$doc/"
compress "$doc/changelog.gz" <packaging/debian/changelog
cp packaging/debian/lintian-overrides "$stage/usr/share/lintian/overrides/adsbfeeder"
program config show >"$stage/etc/adsbfeeder/adsbfeeder.conf"
program manual program | compress "$stage/usr/share/man/man1/adsbfeeder.1.gz"
program manual configuration | compress "$stage/usr/share/man/man5/adsbfeeder.conf.5.gz"
program manual completion >"$stage/usr/share/bash-completion/completions/adsbfeeder"

cat >"$stage/DEBIAN/control" <<CONTROL
Package: adsbfeeder
Version: $version
Architecture: $arch
Maintainer: AdsbFeeder authors <authors@adsbfeeder.example>
Installed-Size: $(du -sk --apparent-size "$stage" | cut -f1)
Depends: $depends
Recommends: librtlsdr0 | librtlsdr2
Suggests: libsoapysdr0.8, prometheus
Section: hamradio
Priority: optional
Description: ADS-B receiver with map, feeds and Prometheus metrics
 Turns the samples of a radio dongle into aircraft, serves them to feeders on
 the usual ports (30002, 30003, 30005), to a map in the browser and to
 Prometheus, and feeds the networks that want them.
CONTROL
echo /etc/adsbfeeder/adsbfeeder.conf >"$stage/DEBIAN/conffiles"
cp packaging/debian/{postinst,prerm,postrm} "$stage/DEBIAN/"

find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f -exec chmod 644 {} +
chmod 755 "$stage"/DEBIAN/{postinst,prerm,postrm}
if [ -n "$runtime" ]; then chmod 755 "$home/adsbfeeder"; else chmod 755 "$stage/usr/bin/adsbfeeder"; fi
(cd "$stage" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)

dpkg-deb --root-owner-group -Zxz --build "$stage" "$package" >/dev/null
echo "$package"
