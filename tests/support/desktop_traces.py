"""A day at the real pages with planted strings in every field that takes text, everything written
to any disk meanwhile noted by the library of `preloaded`. Run as `python -m`:

    desktop_traces ROOT LOG CARELESS         the post lies in ROOT/post

Says at the end, as a line of JSON, whether the clipboard is empty, and how often it crashed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication

from frontline.app.files import save_sheet
from frontline.domain.identifiers import QuestionId
from frontline.errors import WrongPassphraseError
from frontline.services.screenings import ScreeningService
from frontline.services.vaults import RecoverySheet
from frontline.ui.messages import error_text
from tests.support import preloaded
from tests.support.clock import SettableClock
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_worker_desk import TALK
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, cheap_derivation

# By the name of the field they are planted in.
PLANTED = {
    "identity-names": "Wilhelmina Quetzalbrunn",
    "identity-contact": "Calle Inventada 4711",
    "identity-papers": "Passport ZX-99817-QV",
    "identity-notes": "locked in the shed of Umbraflor",
    "question-note": "he counted for her, said Tanzerellan",
    "search": "Quetzalbrunn Wilhelmina",
    "place": "behind the Gate of Ondivarkel",
    "period": "on the eve of Zephyrgast",
    "text": "he let Brumolinde through for money",
    "sign-in-passphrase": "wrong marmalade under clouds",
    "error": "Traceback-Canary-8182",
    "person-name": "Xiomara Velquist",
    "person-passphrase": "paper anchors behind violet",
}
SHEET = RecoverySheet("AB12-CD34", "RECOVERY-KEY-OF-NOBODY-5521")


def officers_day(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.type("sign-in-name", OFFICER.name)
    hand.type("sign-in-passphrase", PLANTED["sign-in-passphrase"])
    hand.click("sign-in")
    hand.read(error_text(played.now.around.language, WrongPassphraseError()))
    played.sign_in(OFFICER.name, OFFICER.passphrase)
    desk, navigator = played.workplace.desk, played.now.navigator
    assert navigator is not None
    site = played.in_vault(desk.vault.sites.sites)[0].id
    table = played.in_vault(lambda: ScreeningService(desk).start(TALK, site, "es"))
    navigator._open(table)
    played.case()._show_identity()
    _fill(played, "identity-")
    hand.click("save-identity")
    envelopes = desk.vault.identities
    hand.wait(
        lambda: played.in_vault(lambda: envelopes.envelope(table.case.id)) is not None, "the seal"
    )
    played.case()._notes.show(QuestionId("papers_with"))
    _fill(played, "question-note")
    hand.click("back")
    hand.wait(lambda: bool(table.noted), "the note sealed")
    _report(played)
    _crash(played)
    hand.wait(lambda: hand.has("sign-in"), "the fresh start after a crash")


def _report(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.click("bar-seal")
    hand.wait(lambda: hand.has("seal"), "the report")
    for name in ("place", "period", "text"):
        hand.type(name, PLANTED[name])
    hand.click("seal")
    hand.wait(lambda: hand.has("done"), "the ticket")
    hand.click("save-sealed")
    hand.click("done")


def _crash(_played: PlayedDesktop) -> None:
    """In the middle of work on what was planted, and with it in the text of the error."""
    error = RuntimeError(*PLANTED.values())
    sys.excepthook(type(error), error, None)


def supervisors_day(played: PlayedDesktop) -> None:
    hand = played.hand
    played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    hand.click("search")
    hand.type("search", PLANTED["search"])
    hand.click("find")
    hand.wait(lambda: any(role.startswith("open-") for role in _roles(played)), "the case")
    hand.click("back")
    hand.click("history")
    hand.click("export-history")
    hand.wait((played.files.root / "history.jsonl").exists, "the history")
    hand.click("back")
    hand.click("bar-gear")
    hand.click("device-card")
    hand.type("passphrase-old", SUPERVISOR.passphrase)
    hand.type("passphrase-new", NEW_PASSPHRASE)
    hand.type("passphrase-again", NEW_PASSPHRASE)
    hand.click("change-passphrase")
    hand.click("people")
    hand.read(OFFICER.name)
    hand.click("add")
    _fill(played, "person-")
    hand.type("person-again", PLANTED["person-passphrase"])
    hand.click("continue")
    hand.read(PLANTED["person-name"])
    assert save_sheet(played.now.around.language, played.files, SHEET)
    played.lock()


def _fill(played: PlayedDesktop, start: str) -> None:
    for name, text in PLANTED.items():
        if name.startswith(start):
            played.hand.type(name, text)


def _roles(played: PlayedDesktop) -> list[str]:
    buttons = played.hand._window().findChildren(QAbstractButton)
    return [str(each.property("role")) for each in buttons]


def _copy(_played: PlayedDesktop) -> None:
    QApplication.clipboard().setText(PLANTED["identity-notes"])


def _scribble(_played: PlayedDesktop) -> None:
    """In a file that is gone before anybody looks."""
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(PLANTED["identity-names"])
        file.flush()


CARELESS: dict[str, Callable[[PlayedDesktop], None]] = {"copy": _copy, "scribble": _scribble}


def _work(played: PlayedDesktop, careless: str) -> None:
    if careless:
        CARELESS[careless](played)
    else:
        officers_day(played)
        supervisors_day(played)


def main() -> None:
    root, log, careless = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    preloaded.record(Path("/"), log)
    QApplication(["frontline"])
    with cheap_derivation():
        played = PlayedDesktop(root, root / "none", {}, SettableClock())
        played.start()
        try:
            _work(played, careless)
        except BaseException:  # noqa: BLE001 -- the program's own handler tells no details
            traceback.print_exc()
            sys.stderr.write("\n".join(played.crashes()))
            sys.exit(1)
    is_empty = not QApplication.clipboard().text()
    played.end()
    sys.stdout.write(json.dumps({"is_empty": is_empty, "crashes": len(played.crashes())}))


if __name__ == "__main__":
    main()
