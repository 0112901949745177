#!/bin/sh
# Qt needs these libraries of the system (Debian 12 names). As root they are installed; anybody
# else gets the one line to run, and the set-up stops.
set -eu
packages="python3-venv libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libfreetype6 libdbus-1-3 \
libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
libpulse0"
command -v dpkg-query >/dev/null 2>&1 || exit 0 # another system: Qt itself says what it lacks
missing=""
for package in $packages; do
    # Debian 13 and later renamed some of them with a t64 ending.
    for name in "$package" "${package}t64"; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ]; then
            continue 2
        fi
    done
    [ "$package" = python3-venv ] && "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null && continue
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0
line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $line
else
    echo "Frontline's window needs libraries of the system. Please run this line, then try again:" >&2
    echo "    sudo $line" >&2
    exit 1
fi
