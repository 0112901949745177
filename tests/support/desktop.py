"""The desktop program in a test: started on a post's folder, played, locked and started anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from frontline.app.crash import FOLDER as CRASHES
from frontline.app.demo_files import DemoFiles
from frontline.app.demo_journey import Answers
from frontline.app.demo_supervisor import WholeJourney
from frontline.app.desktop import Desktop
from frontline.app.locking import COVERED
from frontline.app.workplace import Workplace
from frontline.domain.findings import Assessment
from frontline.domain.rights import RightsLine
from frontline.screening.assessment import assess
from frontline.services.installation import DOCUMENT_SUFFIX, find_installation
from frontline.services.interview_state import InterviewState
from tests.support.clock import SettableClock
from tests.support.desktop_hand import Hand

T = TypeVar("T")
HandT = TypeVar("HandT", bound=Hand)


class HandedFiles(DemoFiles):
    """The demo's places for files, and documents to install in the folder `usb`."""

    def documents(self) -> tuple[bytes, ...]:
        found = sorted((self.root / "usb").glob(f"*{DOCUMENT_SUFFIX}"))
        return tuple(path.read_bytes() for path in found)


class PlayedDesktop(WholeJourney):
    """The program on the post in `root/post`, with every step of the demo's journey.

    Where the program replaces its process, `replaced` notes how, and a new desktop takes over that
    shares nothing with the old one but the folder.
    """

    def __init__(self, root: Path, hub_card: Path, answers: Answers, clock: SettableClock) -> None:
        self.files = HandedFiles(root, hub_card, [])
        super().__init__(lambda: self.now, self.files, answers, lambda _name: None)
        self.folder = root / "post"
        self.hand: Hand = self.take_up(Hand)
        self.clock = clock
        self.replaced: list[str] = []
        self._installation = find_installation()
        self._started: Desktop | None = None

    @property
    def now(self) -> Desktop:
        assert self._started is not None
        return self._started

    @property
    def workplace(self) -> Workplace:
        """Of whoever is signed in."""
        found = self.now.workplace
        assert found is not None
        return found

    def take_up(self, hand: type[HandT]) -> HandT:
        """Every step from now on is played with such a hand."""
        self.hand = self.player = taken = hand(lambda: self.now.window, self.files.told)
        return taken

    def start(self, mode: str = "") -> None:
        desktop = Desktop(self.folder, self._installation, self._replace, self.clock)
        desktop.files = self.files
        desktop.start(covered=mode == COVERED)
        self._put_away()
        # The one before is let go of, as a program that was replaced.
        self._started = desktop

    def _replace(self, mode: str) -> None:
        self.replaced.append(mode)
        self.start(mode)

    def _put_away(self) -> None:
        if self._started is not None:
            window = self.now.window
            window.close()
            window.deleteLater()

    def in_vault(self, work: Callable[[], T]) -> T:
        """What `work` gives on the one thread that may touch the vault."""
        return self.now.threads.vault.submit(work).result()

    def stands_at(self, question: str) -> bool:
        return self.position() == question

    def close_screening(self, then: str) -> None:
        """What is still open of the rights checklist was given. `then` is a button of the page that
        follows."""
        hand, given = self.hand, [f"{line}=given" for line in RightsLine]
        hand.click("close")
        hand.wait(lambda: hand.has(then) or any(map(hand.has, given)), "the rights, or the end")
        for role in filter(hand.has, given):
            hand.click(role)
            hand.wait(partial(hand.is_checked, role), f"{role} stored")
        if not hand.has(then):
            hand.click("close")
        hand.wait(lambda: hand.has(then), then)

    def interview(self) -> InterviewState:
        """As it is stored."""
        return self.case()._screening.state.interview

    def assessment(self) -> Assessment:
        table = self.case().case.table
        return self.in_vault(lambda: assess(table.interview))

    def crashes(self) -> list[str]:
        """Reports of errors nobody foresaw."""
        return [path.read_text("utf-8") for path in (self.folder / CRASHES).glob("*")]

    def end(self) -> None:
        self.hand.look()
        self.now.close()
        self._put_away()
        QApplication.processEvents()


@contextmanager
def at_the_desk(
    root: Path, hub_card: Path, answers: Answers | None = None
) -> Iterator[PlayedDesktop]:
    """A started program; `root` holds, or gets, the post, the sticks and the post's card."""
    played = PlayedDesktop(root, hub_card, answers or {}, SettableClock())
    played.start()
    try:
        yield played
    except BaseException as error:
        for report in played.crashes():
            error.add_note(report)
        raise
    finally:
        played.end()
    assert played.crashes() == []
