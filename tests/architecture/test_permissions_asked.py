"""Every public method of a service looks at the table of permissions, or is named here with why."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.repository import ROOT
from tests.support.service_methods import Services

SERVICES = ROOT / "frontline" / "services"
# What everybody who is signed in may have, and what acts only on what was asked for before.
OPEN_TO_ALL = {
    "AssistancePlans.lines": "computed from the screening that is handed in",
    "Backups.listed": "names and ages of the copies on this machine",
    "Backups.is_due": "whether it is time for a copy",
    "Backups.make_if_due": "the post's own rule, whoever is signed in",
    "Backups.check_if_due": "the post's own rule, whoever is signed in",
    "Documents.check": "whether signed public documents hold",
    "Documents.kept": "names and versions of signed public documents",
    "Documents.install_shipped": "what the program itself brings, at anybody's sign-in",
    "Documents.installed": "names and versions of signed public documents",
    "Documents.directories": "signed public documents",
    "Documents.glossaries": "signed public documents",
    "FormNaming.rules": "signed public rules in force",
    "GroupSheets.out_of_date": "ids alone, for the program's own upkeep at sign-in",
    "GroupSheets.reseal": "opens only what the user's own key opens, for those who should read it",
    "Identities.sealed_for": "opens only what the user's own key opens, and stores nothing",
    "Identities.out_of_date": "ids alone, for the program's own upkeep at sign-in",
    "Identities.reseal": "opens only what the user's own key opens, for those who should read it",
    "Integrity.bodies": "whom a report is sealed to: signed public documents",
    "Lowerings.standing": "computed from the screening that is handed in",
    "Notices.news": "what everybody has to be told",
    "Outbox.hub": "the hub's public card",
    "Outbox.device_card": "the post's public card",
    "Outbox.counts": "three numbers",
    "Outbox.note_delivery": "the hub's signed receipts, at anybody's screen",
    "Outbox.wanted": "the numbers of the last letter and of the last update",
    "Receipts.accept": "a signed receipt, taken in by the outbox",
    "Receipts.note_epoch": "a signed receipt, taken in by the outbox",
    "RecordOfDeeds.check": "nobody may be kept from noticing that history is broken",
    "RecordOfDeeds.settle": "nobody may be kept from noting that history is broken",
    "Retention.periods": "periods of the signed public rules",
    "ScreeningService.instruments_for": "titles of questionnaires of the installed pack",
    "ServiceAnswers.accept": "the hub's signed letters, taken in by the outbox",
    "ServiceAnswers.wanted": "a number",
    "Sharing.colleagues": "names of officers of the post",
    "Updates.newest": "a number",
    "Updates.wanted": "the number of the last update",
    "Updates.receive": "the hub's signed updates, at anybody's screen; nothing is in force by it",
}


def test_every_service_asks_what_its_user_may_do() -> None:
    assert Services.in_folder(SERVICES).unguarded() == set(OPEN_TO_ALL)


def test_a_method_that_asks_nothing_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    shutil.copytree(SERVICES, folder)
    planted = folder / "follow_up_desk.py"
    planted.write_text(
        "class Planted:\n"
        "    def __init__(self, desk: Desk) -> None:\n"
        "        self._desk = desk\n"
        "    def asks(self) -> None:\n"
        "        self._ask()\n"
        "    def _ask(self) -> None:\n"
        "        self._desk.session.require(Action.SCREEN)\n"
        "    def forgets(self) -> None:\n"
        "        self._desk.vault.close()\n"
    )
    planted_in_old = folder / "identities.py"
    source = planted_in_old.read_text("utf-8")
    planted_in_old.write_text(
        source.replace("require_case(desk, Action.READ_IDENTITY, case)", "pass")
    )

    found = Services.in_folder(folder).unguarded() - set(OPEN_TO_ALL)
    assert {"Planted.forgets", "Identities.read"} <= found
    assert "Planted.asks" not in found
