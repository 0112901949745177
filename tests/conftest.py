"""Set before anything imports Qt: tests never open a window, and look the same everywhere."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.setdefault("LANGUAGE", "en")

# `make check` draws few cases, `make test` a thousand, `make faults` many more.
settings.register_profile(
    "frontline",
    deadline=None,
    max_examples=int(os.environ.get("FRONTLINE_EXAMPLES", "25")),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("frontline")
