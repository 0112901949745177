"""One real post for the whole session; tests get copies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontline.domain.identifiers import UserId
from tests.support.clock import SettableClock
from tests.support.vault import MemoryVault
from tests.support.vault_accounts import Kept
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import (
    CHANCE,
    SETUP,
    SITE,
    Bench,
    RealPost,
    cheap_derivation,
    make_real_post,
)
from tests.support.vault_worked import Worked, see, work


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_derivation():
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    return make_real_post(tmp_path_factory.mktemp("template") / "vault")


@pytest.fixture
def post(template: RealPost, tmp_path: Path) -> RealPost:
    return template.copy_to(tmp_path / "vault")


@pytest.fixture
def real(post: RealPost) -> Iterator[Bench]:
    """Somebody at work in a real vault."""
    vault = post.open()
    yield post.bench(vault)
    vault.close()


@pytest.fixture(params=["memory", "disk"])
def bench(request: pytest.FixtureRequest) -> Bench:
    """The same contract for the fake and for the real vault."""
    if request.param == "memory":
        return Bench(MemoryVault(sites=[SITE]), UserId(CHANCE.uuid()), SITE)
    found: Bench = request.getfixturevalue("real")
    return found


@pytest.fixture(params=["memory", "disk"])
def kept(request: pytest.FixtureRequest) -> Kept:
    if request.param == "memory":
        keeper = MemoryKeeper(SettableClock())
        return Kept(keeper, *keeper.create(SETUP))
    post = request.getfixturevalue("post")
    return Kept(post.keeper(), post.sheet)


@pytest.fixture(scope="module")
def cut(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("cut")
    worked = work(template.copy_to(folder / "vault"), folder / "after")
    os.link(template.places.reserve, worked.post.places.reserve)
    return worked


@pytest.fixture(scope="module")
def closed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    post = template.copy_to(tmp_path_factory.mktemp("closed") / "vault")
    worked = work(post)
    see(post)
    return worked
