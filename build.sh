#!/usr/bin/env bash
# The one front door: run, test, bench, deb, web. See ./build.sh help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
readonly configuration=Release
readonly out=$PWD/artifacts
readonly program=$PWD/src/AdsbFeeder/bin/$configuration/net10.0/adsbfeeder

# Debian's programs that the tests use as peers; each test says so and passes over when its program is absent.
readonly test_packages=(dump1090-mutability prometheus chromium zstd rtl-sdr librtlsdr0 libusb-1.0-0-dev gcc libc6-dev make valgrind soapysdr0.8-module-rtlsdr openssl nginx-light libnginx-mod-stream socat gpsd gpsd-clients lintian mmdebstrap systemd-container qemu-system-x86 busybox-static kmod cpio udev usbip)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

usage() {
    cat <<'TEXT'
./build.sh run [OPTION…]   build and start the service, with the dongle that is plugged in or else simulated aircraft. Map: http://localhost:8080
./build.sh test            everything that CI runs; ends with "N passed, N failed"
./build.sh test --all      that, and the slow proofs
./build.sh bench [NAME…]   sensitivity, speed and kernel benchmarks
./build.sh deb [ARCH]      the Debian package: amd64, arm64, armhf, or all (needs the .NET runtime on the machine)
./build.sh web             only the map page, into web/dist
./build.sh pictures        the pictures of README, from the running service; more of them in artifacts/pictures
./build.sh help            this text
TEXT
}

check_sdk() {
    command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --version >/dev/null 2>&1 || fail "the .NET SDK here does not satisfy global.json (10.0): $(dotnet --list-sdks | tr '\n' ' ')"
}

check_node() {
    command -v npm >/dev/null || fail "node and npm are missing (node 20 or newer): apt-get install nodejs npm"
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge 20 ] || fail "node $(node --version) is too old for the map; 20 or newer is needed"
}

# Installs Debian packages when it may, and names them when it may not.
need_packages() {
    command -v dpkg-query >/dev/null || { say "not a Debian system; tests that need $* pass over"; return 0; }
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        if sudo -n true 2>/dev/null; then
            root=(sudo -n)
        else
            say "missing Debian packages: apt-get install --no-install-recommends ${missing[*]}   (their tests pass over)"
            return 0
        fi
    fi

    say "installing ${missing[*]}"
    # RUNLEVEL=1: the peers are started by the tests, on ports of their own, and not as services.
    "${root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q && apt-get install -qy --no-install-recommends "$@"' sh "${missing[@]}" </dev/null >"$out/apt.log" 2>&1 \
        || say "could not install ${missing[*]} (see artifacts/apt.log); their tests pass over"
}

# Runs a command only when the named files changed since it last succeeded.
when_changed() {
    local stamp=$out/stamps/$1 sum
    shift
    local files=()
    while [ "$1" != -- ]; do files+=("$1"); shift; done
    shift
    sum=$(find "${files[@]}" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ] || return 0
    "$@"
    mkdir -p "${stamp%/*}"
    echo "$sum" >"$stamp"
}

build_web() {
    check_node
    [ -d web/node_modules ] || rm -f "$out/stamps/web-packages"
    [ -f web/dist/index.html ] || rm -f "$out/stamps/web"
    when_changed web-packages web/package.json web/package-lock.json -- npm --prefix web ci --no-audit --no-fund --loglevel=error
    when_changed web web/src web/worker web/public web/index.html web/package-lock.json web/vite.config.ts -- npm --prefix web run --silent build
}

build_program() {
    check_sdk
    local ahead=()
    if dotnet restore packaging/precompiler -v quiet -nologo >"$out/precompiler.log" 2>&1; then
        ahead=(-p:Precompile=true)
    else
        say "the program is compiled as it runs, and starts 0.1 s later: no compiler for it in the package index (see artifacts/precompiler.log)"
    fi
    dotnet build AdsbFeeder.sln -c $configuration -v quiet -nologo -clp:NoSummary ${ahead[@]+"${ahead[@]}"} "$@"
}

command_run() {
    build_web
    build_program
    local argument source=(--source simulator)
    for argument in "$@"; do
        case $argument in --source | --source=* | --config | --config=* | -c | --help | -h) source=() ;; esac
    done
    if [ ${#source[@]} -gt 0 ] && "$program" devices --quiet 2>/dev/null; then
        say "a dongle is plugged in: receiving from it (simulated aircraft: ./build.sh run --source simulator)"
        source=(--source rtlsdr)
    fi
    exec "$program" run "${source[@]}" "$@"
}

passed=0
failed=0

# Adds the counts of one runner; a runner that failed without a failing test counts as one failure.
tally() {
    local name=$1 status=$2 ok=$3 bad=$4
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ $((ok + bad)) -eq 0 ]; then say "$name: no test ran"; bad=1; fi
    passed=$((passed + ok))
    failed=$((failed + bad))
    say "$name: $ok passed, $bad failed"
}

check() {
    local name=$1 status=0
    shift
    "$@" || status=$?
    tally "$name" "$status" "$([ "$status" -eq 0 ] && echo 1 || echo 0)" "$([ "$status" -eq 0 ] && echo 0 || echo 1)"
}

# Runs .NET test projects (or the solution) and adds up their result files. Many of them speak with other programs in real time:
# a few failures are run again alone, and what then passes is counted as passed and named as unsteady.
dotnet_tests() {
    local name=$1 results=$out/tests/$1 status=0 ok=0 bad=0
    shift
    rm -rf "$results"
    run_dotnet_tests "$results" "$@" || status=$?
    ok=$(count_results passed "$results")
    bad=$(count_results failed "$results")
    if [ "$bad" -ge 1 ] && [ "$bad" -le 3 ] && [ "$status" -eq 1 ] && [[ " $* " != *" --filter "* ]]; then
        local unsteady filter="" method again
        unsteady=$(failed_tests "$results")
        for method in $unsteady; do filter+=${filter:+|}FullyQualifiedName=$method; done
        say "once more, alone: ${unsteady//$'\n'/ }"
        status=0
        run_dotnet_tests "$results/again" "$@" --filter "$filter" || status=$?
        again=$(count_results failed "$results/again")
        [ "$status" -ne 0 ] || say "unsteady, passed alone: ${unsteady//$'\n'/ }"
        ok=$((ok + bad - again))
        bad=$again
    fi
    tally "$name" "$status" "$ok" "$bad"
}

run_dotnet_tests() {
    local results=$1
    shift
    dotnet test -c $configuration --no-build --nologo -m:1 --results-directory "$results" \
        --logger "trx;LogFilePrefix=result" --logger "console;verbosity=normal" "$@" \
        | grep -vE '^\s+Passed |^$|^Test run for|^A total of|^VSTest|Starting test execution|^No test matches' || return "${PIPESTATUS[0]}"
}

# The sum of one count (passed, failed) over the result files of a run.
count_results() {
    cat "$2"/*.trx 2>/dev/null | sed -n "s/.*<Counters.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# The full names of the methods that failed, a line each.
failed_tests() {
    cat "$1"/*.trx | grep -o '<UnitTestResult[^>]*outcome="Failed"[^>]*' | sed -n 's/.*testName="\([^"(]*\).*/\1/p' | sort -u
}

# Runs the page's tests with a command; both runners end with "N passed, N failed". A browser keeps its own
# time: a run with it that failed is repeated once, and says so.
web_tests() {
    local name=$1 status=0 log=$out/tests/$1.log last
    shift
    "$@" >"$log" 2>&1 || status=$?
    if [ "$status" -ne 0 ] && [ "$name" = browser ]; then
        cat "$log" >&2
        say "the browser's tests failed, once more"
        status=0
        "$@" >"$log" 2>&1 || status=$?
        [ "$status" -ne 0 ] || say "unsteady: the browser's tests passed the second time"
    fi
    last=$(grep -oE '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -1) || true
    [ "$status" -eq 0 ] || cat "$log" >&2
    tally "$name" "$status" "$(awk '{print $1 + 0}' <<<"${last:-0}")" "$(awk '{print $3 + 0}' <<<"${last:-0 passed, 0}")"
}

# Starts the service with simulated aircraft, and runs a script of the page that looks at it with a browser.
browse() {
    local script=$1 log=$out/service.log pid status=0
    "$program" run --source simulator --any-port >"$log" 2>&1 &
    pid=$!
    for _ in $(seq 150); do
        grep -q 'http://' "$log" && break
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    ADSBFEEDER_URL=$(grep -oE 'http://[0-9.:]+' "$log" | head -1) ADSBFEEDER_PID=$pid npm --prefix web run --silent "$script" || status=$?
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    return "$status"
}

browser_tests() {
    command -v "${CHROMIUM:-chromium}" >/dev/null || { say "page in the browser: skipped, no chromium"; return 0; }
    web_tests browser browse e2e
}

command_pictures() {
    need_packages chromium
    build_web
    build_program
    browse pictures
}

# Another architecture's package is made where the package index has its runtime; elsewhere one line says so, and nothing else.
other_package() {
    local said status=0
    said=$(packaging/build-deb.sh "$1" 2>&1) || status=$?
    case $status in
        0) dpkg-deb --field "$(tail -1 <<<"$said")" Architecture | grep -qx "$1" || { say "$said"; return 1; } ;;
        69) [ "$(grep -c "^build.sh" <<<"$said")" -eq 1 ] && grep -q "the .NET runtime pack for linux-.* is not to be had" <<<"$said" || { say "$said"; return 1; } ;;
        *) say "$said"; return 1 ;;
    esac
    # The portable one runs with the runtime of this machine.
    if [ "$1" = all ]; then
        rm -rf "$out/deb/tried"
        dpkg-deb -x "$(tail -1 <<<"$said")" "$out/deb/tried" && dotnet "$out/deb/tried/usr/lib/adsbfeeder/adsbfeeder.dll" --version >/dev/null
    fi
}

# Makes the package, asks lintian, and installs it in a Debian of its own that is booted in a container.
package_tests() {
    [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || { say "package: skipped, this is no amd64 Debian"; return 0; }
    local log=$out/tests/package.log status=0 package last arch
    if ! package=$(packaging/build-deb.sh amd64 2>"$log" | tail -1); then
        cat "$log" >&2
        tally package 1 0 1
        return 0
    fi
    # The others take a minute and a half more.
    for arch in arm64 ${ADSBFEEDER_SLOW_TESTS:+armhf all}; do check "package for $arch, or the line that says why not" other_package "$arch"; done
    if command -v lintian >/dev/null; then check "lintian" lintian --allow-root --fail-on error,warning "$package"; fi
    packaging/test-package.sh "$package" >"$log" 2>&1 || status=$?
    last=$(grep -oE '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -1) || true
    if [ -z "$last" ] && [ "$status" -eq 0 ]; then say "$(tail -1 "$log")"; return 0; fi
    [ "$status" -eq 0 ] || cat "$log" >&2
    tally "package in a container" "$status" "$(awk '{print $1 + 0}' <<<"${last:-0}")" "$(awk '{print $3 + 0}' <<<"${last:-0 passed, 0}")"
}

# The dongle on the USB of a real kernel, in a virtual machine; an emulated processor takes a minute.
kernel_tests() {
    local log=$out/tests/kernel.log status=0 last
    tests/Kernel/run.sh >"$log" 2>&1 || status=$?
    last=$(grep -oE '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -1) || true
    if [ -z "$last" ] && [ "$status" -eq 0 ]; then say "$(tail -1 "$log")"; return 0; fi
    [ "$status" -eq 0 ] || cat "$log" >&2
    tally "dongle on a real kernel" "$status" "$(awk '{print $1 + 0}' <<<"${last:-0}")" "$(awk '{print $3 + 0}' <<<"${last:-0 passed, 0}")"
}

command_test() {
    case ${1:-} in
        "") ;;
        # Hundreds of faults, minutes of gain, ten minutes of live air: they take longer than a developer should wait.
        --all) export ADSBFEEDER_SLOW_TESTS=1 ;;
        *) fail "test takes --all or nothing, not $1" ;;
    esac
    mkdir -p "$out/tests"
    need_packages "${test_packages[@]}"
    build_web
    build_program
    check "format of C#" dotnet format AdsbFeeder.sln --verify-no-changes --no-restore
    check "format of the page" npm --prefix web run --silent format:check
    dotnet_tests dotnet AdsbFeeder.sln
    # Half a minute, most of which is waiting.
    if command -v cc >/dev/null && command -v make >/dev/null; then
        check "emulated dongle under sanitizers and valgrind" make -s -C native/emulated-dongle check
    else
        say "emulated dongle under sanitizers and valgrind: skipped, no cc or make"
    fi
    if grep -qsw avx512f /proc/cpuinfo; then
        DOTNET_EnableAVX512=0 ADSBFEEDER_EXPECT_OFF=AVX512 dotnet_tests kernels-without-avx512 tests/AdsbFeeder.Dsp.Tests --filter "Category=Kernels"
    else
        say "kernels-without-avx512: skipped, this processor has none, so every run is without"
    fi
    DOTNET_EnableAVX2=0 ADSBFEEDER_EXPECT_OFF=AVX2 dotnet_tests kernels-without-avx2 tests/AdsbFeeder.Dsp.Tests --filter "Category=Kernels"
    DOTNET_EnableHWIntrinsic=0 ADSBFEEDER_EXPECT_OFF=HWIntrinsic dotnet_tests kernels-without-intrinsics tests/AdsbFeeder.Dsp.Tests --filter "Category=Kernels"
    web_tests page npm --prefix web run --silent test
    browser_tests
    package_tests
    kernel_tests
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}

command_bench() {
    need_packages dump1090-mutability
    build_program
    dotnet run --project tests/AdsbFeeder.Benchmarks -c $configuration --no-build -- "$@"
}

command=${1:-help}
[ $# -eq 0 ] || shift
mkdir -p "$out"
case $command in
    run) command_run "$@" ;;
    test) command_test "$@" ;;
    bench) command_bench "$@" ;;
    deb) packaging/build-deb.sh "$@" ;;
    web) build_web ;;
    pictures) command_pictures "$@" ;;
    help | -h | --help) usage ;;
    *) usage >&2; exit 64 ;;
esac
