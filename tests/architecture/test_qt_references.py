"""The Qt binding gives back no more references than it took: docs/decisions/005."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.none_counting import CALLS, LEAKED

# Other code of the process holds None now and then.
A_FEW = 100


def lost(mode: str) -> int:
    """References to None that are gone after the calls. The process has to end well."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.support.none_counting", mode],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return int(done.stdout)


def test_a_long_day_of_setting_texts_loses_no_reference() -> None:
    assert CALLS >= 20_000
    assert lost("as it is") < A_FEW


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted there")
def test_a_binding_that_loses_references_is_found() -> None:
    assert LEAKED > A_FEW
    assert lost("leaky") > LEAKED - A_FEW
