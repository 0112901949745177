"""The rows of the bench about searching."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from frontline.cli.bench import searching
from frontline.services.installation import Installation, find_installation
from tests.support.vault_posts import CHEAP, cheap_derivation

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a key costs is not what these tests are about."""
    monkeypatch.setattr("frontline.storage.keeper.Hardness", lambda: CHEAP)
    with cheap_derivation():
        yield


@pytest.fixture
def installation() -> Installation:
    return find_installation()


def test_the_search_rows_search_the_records_they_say(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RECORDS", 60)
    monkeypatch.setattr(searching, "QUERIES", 8)

    took, ratio = searching.search_rows(installation)

    assert took.runs == ratio.runs == 8
    assert 0 < (took.p50 or 0) <= (took.value or 0)
    assert (ratio.peer_ms or 0) > 0


def test_the_sheet_rows_open_every_envelope_once(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "SHEETS", 80)

    first, again = searching.sheet_rows(installation)

    assert "320 fields in 80 envelopes" in first.what
    assert (first.value or 0) > (again.value or 0) > 0
