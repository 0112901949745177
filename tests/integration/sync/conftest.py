from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontline.services.roads import Parcel
from tests.support.hub import new_hub, opened, ref_item
from tests.support.hub_serving import RunningHub, running


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One hub for the tests of a module; each takes a post of its own."""
    with running(new_hub(tmp_path_factory.mktemp("served") / "hub")) as hub:
        yield hub


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def parcels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Parcel, ...]:
    with opened(new_hub(tmp_path_factory.mktemp("cards") / "hub")) as hub:
        post = hub.post()
        return tuple(post.seal(ref_item(at)) for at in range(3))
