"""Groups of people played through the window: a post for each journey, and the steps they share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QLineEdit

from frontline.app import demo_post as post
from frontline.app.canaries import count_canaries
from frontline.domain.groups import MemberFlag
from frontline.domain.identifiers import QuestionId, SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.rules.checks.wording import banned_words
from frontline.services.chance import SystemChance
from frontline.services.group_board import Board, GroupBoards
from frontline.services.groups import Groups
from frontline.services.vaults import NewUser, PostSetup
from frontline.storage.keeper import SqlVaultKeeper
from frontline.ui.group_words import code_text
from frontline.ui.pack_words import PackWords
from frontline.ui.preferences import Preferences, save_preferences
from frontline.ui.views.checklist import ChecklistView
from tests.support.clock import SettableClock
from tests.support.desktop import PlayedDesktop
from tests.support.vault_posts import CHANCE

# A folder for pictures of the journeys, for whoever wants to look at them.
PICTURES = "FRONTLINE_TEST_PICTURES"
PLACES = {
    "farm": (SiteKind.FARM, SiteSetting.RURAL, OfficialRole.LABOUR, "XD"),
    "border": (SiteKind.LAND_BORDER, SiteSetting.BORDER, OfficialRole.IMMIGRATION, "XT"),
    "hotel": (SiteKind.HOTEL, SiteSetting.URBAN, OfficialRole.POLICE, "XD"),
    "checkpoint": (SiteKind.CHECKPOINT, SiteSetting.RURAL, OfficialRole.POLICE, "XD"),
    "household": (SiteKind.HOUSEHOLD, SiteSetting.URBAN, OfficialRole.LABOUR, "XD"),
}
COLLEAGUE, COLLEAGUES_PASSPHRASE = "Ines Roca", "marble harbour ginger telescope"


def make_group_post(folder: Path, place: str, language: str = "en") -> None:
    """A supervisor, an officer of the service that goes there, and a colleague of theirs."""
    kind, setting, official, country = PLACES[place]
    site = Site(SiteId(CHANCE.uuid()), "Site 7", kind, setting, country, f"{country}-1")
    keeper = SqlVaultKeeper(folder, SettableClock(), SystemChance())
    supervisor = NewUser(
        post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE, AccessRole.SUPERVISOR, official
    )
    officer = NewUser(post.OFFICER, post.OFFICER_PASSPHRASE, AccessRole.OFFICER, official)
    keeper.create(PostSetup(supervisor, officer, site))
    vault, session = keeper.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    colleague = NewUser(COLLEAGUE, COLLEAGUES_PASSPHRASE, AccessRole.OFFICER, official)
    keeper.accounts().add_user(session, colleague)
    vault.close()
    save_preferences(folder, Preferences(language))


class GroupHand:
    """Plays a group. Every step goes through the window."""

    def __init__(self, played: PlayedDesktop) -> None:
        self.played = played
        hand = played.hand
        self.click, self.type, self.read, self.tick = hand.click, hand.type, hand.read, hand.tick
        self.wait, self.has, self.is_checked = hand.wait, hand.has, hand.is_checked
        self._taken = 0
        # Questions of the talks that were walked through, and those before which the plan of help
        # opened by itself.
        self.asked: list[str] = []
        self.offered_before: list[str] = []

    def choose(self, name: str, code: str) -> None:
        self.played.hand.choose(name, code)

    def shoot(self, name: str) -> None:
        folder = os.environ.get(PICTURES)
        if folder:
            self._taken += 1
            # What was recorded last is read anew and shown.
            self.played.hand.pause(400)
            self.played.hand.picture(Path(folder) / f"{self._taken:02} {name}.png")

    def begin(self, kind: str) -> None:
        """A new group, on the page of its details."""
        self.click("groups")
        self.choose("group-kind", kind)
        self.click("begin-group")
        self.wait(lambda: self.has("save-details"), "the details")

    def note(self, number: int, flag: str) -> None:
        self.click(f"member-{number}")
        self.click(f"flag-{flag}")
        self.click("save-member")
        self.click("back")
        said = code_text(self.played.now.around.language, MemberFlag(flag))
        self.wait(lambda: self._stands(f" {number} · ", said), f"{said} at {number}")

    def _stands(self, who: str, said: str) -> bool:
        lines = self.played.hand.words().split("\n")
        return any(who in line and said in line for line in lines)

    def talk(self, number: int) -> None:
        """Begin or go on."""
        self.click(f"talk-{number}")
        self.wait(lambda: self.has("bar-person"), "the talk")

    def to_group(self) -> None:
        self.click("bar-person")
        self.wait(lambda: self.has("groups"), "the board")

    def answer(self, *roles: str) -> None:
        """On the page where the whole questionnaire stands."""
        for role in roles:
            self.click(role)
            self.played.await_saved(role)

    def give_money(self, question: str, amount: str, currency: str) -> None:
        """In the fields of that question, of which there are several on the page."""
        page = self.played.now.window.page
        assert isinstance(page, ChecklistView)
        fields = page._inputs[QuestionId(question)]
        for name, text in (("amount", amount), ("currency", currency)):
            line = fields.findChild(QLineEdit, name)
            assert line is not None
            line.setText(text)
        keep = next(each for each in fields.findChildren(QAbstractButton) if each.isVisible())
        page.area.ensureWidgetVisible(keep)
        QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
        self.wait(lambda: not self.played.case().is_saving, f"{question} saved")

    def describe(self, **details: str) -> None:
        """What the person tells of themselves, written down from the page of the finding."""
        self.click("identity")
        for name, text in details.items():
            self.type(f"identity-{name}", text)
        self.click("save-identity")
        self.click("back")

    def choose_day(self, day: date) -> None:
        """In the field of the question, which keeps what is in it when its button is pressed."""
        field = self.played.now.window.findChild(QDateEdit, "day")
        assert field is not None
        field.setDate(QDate(day.year, day.month, day.day))
        self.click("keep-value")
        self.wait(lambda: not self.played.case().is_saving, "the day saved")

    def conditions(self, *roles: str) -> None:
        """Of a guided talk: past what comes before them, then their page, then the questions."""
        hand, first = self.played.hand, roles[0]
        while not self.has(first):
            before = self.played.position()
            if before:
                hand.click("continue")
            self.wait(
                lambda: self.has(first) or self.played.position() not in ("", before),  # noqa: B023
                f"what comes after {before}",
            )
        self.answer(*roles)
        hand.click("finish")
        self.wait(lambda: self.played.position() != "", "the questions")

    def walk(self, told: Mapping[str, object], until: str = "") -> None:
        """Through the rest of a talk until the finding: what is told, and nothing else. Where
        there is a last question, the talk is stopped after it."""
        for _ in range(90):
            self.wait(lambda: self._left(""), "a page")
            if self.has("plan"):
                return
            question = self.played.position()
            if question:
                self._give(question, told)
                self.asked.append(question)
            self.click("finish" if not question else "stop" if question == until else "continue")
            self.wait(partial(self._left, question), f"what comes after {question}")
            if self.played.is_offered():
                self._back_from_the_offer()

    def _back_from_the_offer(self) -> None:
        self.shoot("help offered first")
        self.click("back")
        self.wait(lambda: self.played.position() != "", "the question after the offer")
        self.offered_before.append(self.played.position())

    def _give(self, question: str, told: Mapping[str, object]) -> None:
        name = QuestionId(question)
        if question in told:
            self.played.give(question, told[question])
        elif name not in self.played.interview().values:
            answers = self.played.workplace.pack.questions[name].answers
            silent = "not_asked" if "not_asked" in answers else "could_not_observe"
            self.played.give(question, silent)

    def _left(self, question: str) -> bool:
        """The page of conditions has no question of its own, and the offer of help has none."""
        now = self.played.position()
        is_other = bool(now) and now != question
        is_page = not now and (self.has("finish") or self.played.is_offered())
        return self.has("plan") or is_other or is_page

    def board(self) -> Board:
        """Of the newest group, as it is stored."""
        desk = self.played.workplace.desk

        def read() -> Board:
            return GroupBoards(desk).read(Groups(desk).listed()[0].id)

        return self.played.in_vault(read)

    def to_finding(self) -> None:
        self.walk({})

    def close_talk(self) -> None:
        """By way of finding and plan; back on the board."""
        self.to_finding()
        self.click("plan")
        self.played.close_screening("groups")

    def leave(self) -> None:
        """Lock, and let the program that took over load what it loads behind its first page."""
        self.played.lock()
        self.wait(lambda: self.has("sign-in"), "the sign-in page")
        self.played.hand.pause(500)

    def unfit_words(self) -> None:
        self.played.hand.look()
        shown = "\n".join(self.played.hand.shown)
        assert list(banned_words(shown, self.played.now.around.language.code)) == []

    def says(self, string_id: str) -> str:
        """A string of the pack, in the officer's language."""
        pack, language = self.played.workplace.pack, self.played.now.around.language
        return PackWords(pack, language.code, "en").text(string_id)


def canaries_on_disk(folder: Path, canaries: Iterable[str]) -> int:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".reserve"]
    return count_canaries(files, canaries)
