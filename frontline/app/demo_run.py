"""One run of the demo: the machinery around its journey, and what it measures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from frontline.app import demo_post as post
from frontline.app.canaries import count_canaries
from frontline.app.demo_files import DemoFiles
from frontline.app.demo_hub import DemoHub
from frontline.app.demo_journey import Answers
from frontline.app.demo_supervisor import WholeJourney
from frontline.app.desktop import Desktop
from frontline.app.locking import COVERED
from frontline.errors import BadInputError
from frontline.rules.built import BuiltPack
from frontline.services.installation import Installation, find_installation
from frontline.services.packs import installed_packs
from frontline.ui.preferences import Preferences, save_preferences

_SQLITE_HEAD = b"SQLite format 3\x00"


class DemoRun:
    """Plays in `folder`, which must be new. After `play`, `summary` has the measured values."""

    def __init__(self, folder: Path, choices: post.DemoChoices) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise BadInputError(reason="folder-not-empty")
        self._folder = folder
        self._choices = choices
        self._installation = find_installation()
        self._screens: list[str] = []
        self._desktop: Desktop | None = None
        self._hub = DemoHub(folder / "hub")
        self._files = DemoFiles(folder, self._hub.card, [])
        self._journey = WholeJourney(
            self.desktop,
            self._files,
            {**case_answers(self._installation, post.CASE), **post.MORE_ANSWERS},
            self._shoot,
        )
        self._transports: list[str] = []
        self._finding: dict[str, object] = {}

    def desktop(self) -> Desktop:
        """The program as it stands now: a lock replaces it."""
        if self._desktop is None:
            raise BadInputError(reason="not-started")
        return self._desktop

    def play(self) -> None:
        application = QApplication.instance() or QApplication(["frontline"])
        self._folder.mkdir(parents=True, exist_ok=True)
        chosen = self._choices
        preferences = Preferences(chosen.language, chosen.theme, chosen.scale)
        save_preferences(self._folder / "post", preferences)
        with self._hub as hub:
            self._start()
            self._set_up(hub)
            self._screen_and_send()
        self._carry_on_a_stick()
        self.desktop().close()
        self.desktop().window.close()
        application.processEvents()

    def _start(self, mode: str = "") -> None:
        """In the program this is a new process; here a new desktop with nothing of the old one."""
        before = self._desktop
        self._desktop = Desktop(self._folder / "post", self._installation, self._start)
        self._desktop.files = self._files
        self._desktop.start(covered=mode == COVERED)
        if before is not None:
            before.window.close()
            before.window.deleteLater()

    def _set_up(self, hub: DemoHub) -> None:
        journey = self._journey
        journey.set_up_post()
        self._shoot("sign-in")
        journey.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
        journey.introduce_hub()
        hub.enrol(self._folder / "post-card.json")
        journey.lock()

    def _screen_and_send(self) -> None:
        journey = self._journey
        journey.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        journey.rapid_screening(self._choices.person_language)
        journey.private_talk()
        self._measure_finding()
        journey.details_plan_and_referral()
        journey.lock()
        journey.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
        journey.review()
        journey.wait_for_receipts(1)
        self._transports.append("https")
        journey.show_outbox("outbox by network")
        journey.lock()
        journey.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        journey.looks()

    def _carry_on_a_stick(self) -> None:
        """The hub is off now: the second referral travels by folder, and so does its receipt."""
        journey = self._journey
        journey.second_referral()
        journey.lock()
        journey.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
        journey.export()
        self._hub.import_stick(self._folder / "stick")
        journey.export()
        journey.wait_for_receipts(2)
        self._transports.append("folder")
        journey.show_outbox("outbox by stick")
        journey.hide()
        self._shoot("neutral cover")

    def _measure_finding(self) -> None:
        self._finding = self._journey.finding_facts()

    def _shoot(self, name: str) -> None:
        path = self._folder / f"{len(self._screens) + 1:02d}-{name.replace(' ', '-')}.png"
        self._journey.player.picture(path)
        self._screens.append(path.name)

    def summary(self) -> dict[str, object]:
        """Everything here is read from what the run left behind."""
        states = {line.value for line in self._journey.states_seen}
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        return {
            **self._finding,
            "referral_state": states.pop() if len(states) == 1 else "mixed",
            "referrals_at_hub": self._hub.referrals(),
            "transports": self._transports,
            "vault_encrypted": self._is_encrypted(),
            "canaries_found": count_canaries(files, post.CANARIES),
            "files_scanned": len(files),
            "problems_told": len(self._files.told),
            "screens": self._screens,
        }

    def _is_encrypted(self) -> bool:
        """No SQLite header, and nothing of the kind anywhere in the vault's files."""
        vault = [path for path in (self._folder / "post").iterdir() if path.is_file()]
        heads = [path.read_bytes()[: len(_SQLITE_HEAD)] for path in vault]
        has_database = any(path.name == "vault.db" for path in vault)
        return has_database and _SQLITE_HEAD not in heads


def case_answers(installation: Installation, case: str) -> Answers:
    """The answers of a golden case of the installed pack."""
    packs: tuple[BuiltPack, ...] = installed_packs(installation)
    for pack in packs:
        for each in pack.source.cases:
            if each.id == case:
                return each.answers
    raise BadInputError(reason="no-such-case", name=case)
