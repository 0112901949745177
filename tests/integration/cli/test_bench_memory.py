"""What the desktop holds is measured in a process that holds nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.cli.bench import watching
from frontline.cli.bench.measuring import resident_megabytes
from frontline.cli.trial_post import OFFICER
from frontline.errors import BadInputError
from frontline.services.installation import find_installation

pytestmark = [
    # It starts the desktop, with keys as hard as an officer's.
    pytest.mark.slow,
    pytest.mark.skipif(resident_megabytes() is None, reason="this system does not say"),
]


@pytest.fixture(autouse=True)
def few_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "RECORDS", 2)


def test_the_memory_is_that_of_a_desktop_with_a_screening_open() -> None:
    (row,) = watching.memory_rows(find_installation())

    assert 60 < (row.value or 0) < 300


def test_a_desktop_that_opens_nothing_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "OFFICER", replace(OFFICER, name="Somebody else"))
    monkeypatch.setattr(watching, "PATIENCE_S", 8)

    with pytest.raises(BadInputError):
        watching.memory_rows(find_installation())
