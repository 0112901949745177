from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hub import Hub, new_hub, opened


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with opened(new_hub(tmp_path / "hub")) as hub:
        yield hub
