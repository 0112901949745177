"""Each kind of failure has its own words on the page where it happens, and loses nothing.

The program is the real one, on a real vault, disk and hub; only the cause is brought about. Once it
is gone, the very same action succeeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.ui.language import INTERFACE_LANGUAGES
from frontline.ui.messages import error_text, known_codes
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.gui_failures import FAILURES, Failure
from tests.support.vault_posts import RealPost, cheap_derivation

pytestmark = pytest.mark.slow


@pytest.fixture(params=FAILURES)
def failure(
    request: pytest.FixtureRequest, qapp: QApplication, post: RealPost, tmp_path: Path
) -> Iterator[Failure]:
    with cheap_derivation(), ExitStack() as stack:
        found = FAILURES[request.param](tmp_path, post, stack)
        found.prepare()
        yield found


def words(played: PlayedDesktop, failure: Failure) -> str:
    """What an officer reads of this kind of failure, in the language of the moment."""
    return error_text(played.now.around.language, failure.kind())


def test_it_is_told_in_every_language_loses_nothing_and_work_goes_on(failure: Failure) -> None:
    with at_the_desk(failure.root, failure.root / "none") as played:
        told = []
        with failure.broken():
            failure.begin(played)
            for code in INTERFACE_LANGUAGES:
                failure.speak(played, code)
                failure.act(played)
                told.append(words(played, failure))
                played.hand.read(told[-1])
                assert not failure.is_done(played)
                assert failure.kept(played) == failure.before
        assert played.files.told == []
        failure.act(played)
        played.hand.wait(lambda: failure.is_done(played), "what failed before")
        played.hand.wait(lambda: told[-1] not in played.hand.words(), "the end of the complaint")
    for one, other in combinations(told, 2):
        assert one != other


def test_without_its_cause_the_same_action_succeeds(failure: Failure) -> None:
    with at_the_desk(failure.root, failure.root / "none") as played:
        failure.begin(played)
        failure.act(played)
        played.hand.wait(lambda: failure.is_done(played), "what would have failed")
        assert words(played, failure) not in played.hand.words()
        assert played.files.told == []


def test_each_kind_has_a_code_of_its_own() -> None:
    codes = {failure.kind.code for failure in FAILURES.values()}
    assert len(codes) == len(FAILURES)
    assert codes <= known_codes()
