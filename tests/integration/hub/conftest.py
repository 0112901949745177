from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.hub import Hub, new_hub, opened
from tests.support.hub_postgres import PostgresServer, postgres_server


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with opened(new_hub(tmp_path / "hub")) as hub:
        yield hub


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with TemporaryDirectory(prefix="pg") as folder, postgres_server(Path(folder)) as server:
        yield server


@pytest.fixture
def server(postgres: PostgresServer) -> str:
    return postgres.new_database()
