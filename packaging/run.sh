#!/bin/sh
# Starts the app, or says what to do on a machine without a screen.
set -eu
python=$1
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no screen here, so no window can be shown." >&2
    echo "Run 'make demo' to see Frontline at work: it plays a whole journey and writes pictures." >&2
    exit 1
fi
exec "$python" -m frontline
