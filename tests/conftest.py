"""Set before anything imports Qt: tests never open a window, and look the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.vault_posts import loose_memory

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


@pytest.fixture(scope="session", autouse=True)
def memory_of_tests() -> Iterator[None]:
    """Held as loosely as may be in the tests' own processes, and in the long run as at a post. The
    programs that tests start, and kill, and look through, hold it as at a post always."""
    if os.environ.get("FRONTLINE_FAULTS") == "many":
        yield
    else:
        with loose_memory():
            yield
