"""Programs to be killed, and a post for them to work at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desktop_worker import Worker, worker
from tests.support.desktop_worker_desk import at_the_desk, install_shipped
from tests.support.vault_posts import RealPost, make_real_post


@pytest.fixture(scope="module")
def programs() -> Iterator[Worker]:
    with worker() as found:
        yield found


@pytest.fixture(scope="session")
def made_post(tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    post = make_real_post(tmp_path_factory.mktemp("made") / "post")
    with at_the_desk(post.folder) as desk:
        install_shipped(desk)
    return post


@pytest.fixture
def post(made_post: RealPost, tmp_path: Path) -> RealPost:
    """A copy in `tmp_path/post`."""
    return made_post.copy_to(tmp_path / "post")
