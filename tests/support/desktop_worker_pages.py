"""An officer at the real pages, who never stops to answer; each answer is told once the page
says "Saved"."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication

from frontline.storage.cases import SqlCaseStore
from frontline.ui.formats import time_text
from tests.support.clock import SettableClock
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_worker import say
from tests.support.desktop_worker_desk import CAN_TALK, CONDITIONS, TALK
from tests.support.hub import seeded
from tests.support.vault_posts import OFFICER, cheap_derivation

_MOMENT = timedelta(seconds=1)


def answer_pages(root: Path, hour: int, seed: int) -> None:
    """Go on where the last one was killed, or begin. The post lies in `root/post`."""
    clock = SettableClock()
    # Later than all before, so that "Saved" with the time of now is said of the answer of now.
    clock.advance(timedelta(hours=hour))
    qInstallMessageHandler(_complain)
    QApplication(["frontline"])
    with cheap_derivation():
        played = PlayedDesktop(root, root / "none", {}, clock)
        played.start()
        played.sign_in(OFFICER.name, OFFICER.passphrase)
    _Officer(played, clock, seeded(seed)).work()


def boast_at_pages(root: Path, hour: int, seed: int) -> None:
    """As answer_pages, with a vault that says "stored" and means to do it later."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlCaseStore, "append_answers", lambda *_given: None)
        answer_pages(root, hour, seed)


def _complain(kind: QtMsgType, _about: QMessageLogContext, text: str) -> None:
    """What Qt warns of fails the test; not what its windowless platform always says."""
    is_harmless = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
    if not is_harmless and not text.startswith("This plugin does not support"):
        say("failed", text)


class _Officer:
    def __init__(self, played: PlayedDesktop, clock: SettableClock, chance: random.Random) -> None:
        self._played = played
        self._hand = played.hand
        self._clock = clock
        self._chance = chance

    def work(self) -> None:
        self._open()
        while not self._is_through():
            say("shown", self._page(), self._marked())
            while open_roles := self._open_roles():
                self._answer(self._chance.choice(open_roles))
            self._go_on()

    def _open(self) -> None:
        offered = [role for role in self._roles() if role.startswith("resume-")]
        say("offered", len(offered))
        if offered:
            self._hand.click(offered[0])
        else:
            self._hand.choose("instrument", TALK)
            self._hand.click("start")
        self._hand.wait(lambda: self._page() != "", "the interview")

    def _answer(self, role: str) -> None:
        self._clock.advance(_MOMENT)
        saved = f"Saved {time_text(self._clock.now())}"
        self._hand.click(role)
        self._hand.wait(
            lambda: saved in self._hand.words() and self._hand.is_checked(role), f"{role}: {saved}"
        )
        say("saved", role)

    def _go_on(self) -> None:
        before = self._page()
        say("leaving")
        self._hand.click("finish" if before == CONDITIONS else "continue")
        self._hand.wait(
            lambda: self._page() not in ("", before) or self._is_through(),
            f"what comes after {before}",
        )

    def _is_through(self) -> bool:
        """At the finding."""
        return self._hand.has("plan")

    def _page(self) -> str:
        """As page_of says, or "" elsewhere."""
        if self._hand.has("stop") and self._hand.has("finish"):
            return CONDITIONS
        return self._played.position()

    def _open_roles(self) -> list[str]:
        """Answers of one question that was not answered yet, or was passed over."""
        by_question: dict[str, list[str]] = {}
        for role in self._answer_roles():
            by_question.setdefault(role.partition("=")[0], []).append(role)
        for question, roles in by_question.items():
            if not any(self._hand.is_checked(role) for role in roles):
                wanted = f"{question}={CAN_TALK.get(question, '')}"
                return [wanted] if wanted in roles else roles
        return []

    def _marked(self) -> list[str]:
        return sorted(role for role in self._answer_roles() if self._hand.is_checked(role))

    def _answer_roles(self) -> list[str]:
        return [role for role in self._roles() if "=" in role]

    def _roles(self) -> list[str]:
        buttons = self._played.now.window.findChildren(QAbstractButton)
        return [str(each.property("role")) for each in buttons if each.isVisible()]
