"""Random but legal actions on the real window over a real vault: nothing breaks, no answer is
lost, and memory stays what it was. FRONTLINE_FAULTS=many asks for the long run of 20,000."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from frontline.app.crash import FOLDER as CRASHES
from frontline.app.navigator import Navigator
from frontline.storage.cases import SqlCaseStore
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.desktop_worker_desk import TALK
from tests.support.fault_report import report
from tests.support.hub import rounds
from tests.support.monkey import Monkey
from tests.support.vault_posts import OFFICER, RealPost, cheap_derivation

pytestmark = pytest.mark.slow

PIECES = rounds(1, 20)
ACTIONS = rounds(150, 1000)
WARM_UP = ACTIONS // 2
FAMILY = 21
LONG_ENOUGH = 120
MOST_GROWTH_MB = 10.0


@pytest.fixture
def played(qtbot: QtBot, post: RealPost, tmp_path: Path) -> Iterator[PlayedDesktop]:
    with cheap_derivation(), at_the_desk(tmp_path, tmp_path / "none") as found:
        yield found


@pytest.mark.parametrize("seed", range(PIECES))
def test_nothing_that_is_touched_at_random_breaks_or_loses_an_answer(
    played: PlayedDesktop, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkey = Monkey(played, seed)
    monkey.play(WARM_UP)
    monkey.stays = True
    monkey.see_each_once()
    before = monkey.memory()
    monkey.play(ACTIONS - WARM_UP)
    grown = monkey.memory() - before
    with capsys.disabled():
        sys.stdout.write(f"\nseed {seed}: {monkey.told()}, {grown:+.1f} MB\n")
    report(FAMILY, "random actions", monkey.done.total(), 0, 0)
    assert monkey.given
    assert monkey.compared
    assert grown <= MOST_GROWTH_MB


def test_an_error_that_nobody_foresaw_would_be_noticed(
    played: PlayedDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_navigator: Navigator) -> None:
        raise RuntimeError("planted")

    for way in ("danger", "glossary", "break", "report", "settings", "outbox", "search"):
        monkeypatch.setattr(Navigator, f"_show_{way}", broken)
    with pytest.raises(AssertionError, match="RuntimeError"):
        Monkey(played, 1).play(LONG_ENOUGH)
    for path in (played.folder / CRASHES).glob("*"):
        path.unlink()


def test_an_answer_that_never_reached_the_vault_would_be_noticed(
    played: PlayedDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    played.sign_in(OFFICER.name, OFFICER.passphrase)
    played.hand.choose("instrument", TALK)
    played.hand.click("start")
    monkeypatch.setattr(SqlCaseStore, "append_answers", lambda *_given: None)
    with pytest.raises(AssertionError):
        Monkey(played, 1).play(LONG_ENOUGH)
