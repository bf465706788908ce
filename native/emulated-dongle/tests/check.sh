#!/bin/sh
# The stand-in under the sanitizers (addresses, undefined behaviour, threads) and valgrind: tests/check.sh BUILD
set -u
cd "$(dirname "$0")/.." || exit 1
build=$(cd "${1:-build}" && pwd) || exit 1
sanitizers='-fsanitize=address,undefined -fno-sanitize-recover=undefined'
two='serial=A; serial=B'

"${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -g -o "$build/exercise" tests/exercise.c -ldl -lpthread || exit 1
"${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -g $sanitizers -o "$build/exercise-sanitized" tests/exercise.c -ldl -lpthread || exit 1

# The program needs the stand-in before librtlsdr asks for libusb: LD_LIBRARY_PATH finds it.
echo '== sanitizers'
LD_LIBRARY_PATH=$build/sanitized EMULATED_DONGLES=$two ASAN_OPTIONS=detect_leaks=1 \
    "$build/exercise-sanitized" 1000 60 2>"$build/sanitizers.log"
result=$?
[ $result -eq 77 ] && { echo 'skip  librtlsdr is not installed'; exit 0; }
[ $result -eq 0 ] || { grep -v '^Found\|^Failed\|^cb transfer' "$build/sanitizers.log" | tail -40; exit 1; }

"${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -g -O1 -o "$build/usbip-client" tests/usbip_client.c || exit 1
tests/usbip.sh "$build/sanitized" "$build/usbip-client" || exit 1

echo '== threads'
"${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -g -fsanitize=thread -o "$build/exercise-threads" tests/exercise.c -ldl -lpthread || exit 1
LD_LIBRARY_PATH=$build/threads EMULATED_DONGLES=$two "$build/exercise-threads" 50 60 2>"$build/threads.log" ||
    { grep -A 20 'WARNING: ThreadSanitizer' "$build/threads.log" | head -60; exit 1; }
tests/usbip.sh "$build/threads" "$build/usbip-client" || exit 1

command -v valgrind >/dev/null 2>&1 || { echo 'skip  valgrind is not installed'; exit 0; }
echo '== valgrind'
LD_LIBRARY_PATH=$build EMULATED_DONGLES=$two valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect \
    --errors-for-leak-kinds=definite,indirect "$build/exercise" 1000 40 2>"$build/valgrind.log"
result=$?
[ $result -eq 0 ] || { grep '==' "$build/valgrind.log" | tail -40; exit 1; }
echo 'all good'
