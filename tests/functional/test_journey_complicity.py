"""J7 at a post: a report of complicity is sealed and nobody there finds it; oversight, which reads
no name, takes away how cases were dealt with; and what is edited with a raw tool is named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import Result

from frontline.crypto.sealing import open_sealed
from frontline.crypto.signed_document import read_document
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.services.documents import Documents
from frontline.services.identities import Identities
from frontline.services.installation import find_installation
from frontline.services.vaults import NewUser
from frontline.wire.integrity import read_report
from frontline.wire.oversight_report import REPORT_KIND
from tests.support.commands import frontline
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.gui_words import texts_of
from tests.support.oversight import body_of, opens, oversight_document, oversight_keys
from tests.support.vault_posts import OFFICER, SUPERVISOR, RealPost, cheap_derivation
from tests.support.vault_tampering import with_the_key

pytestmark = pytest.mark.slow

OVERSEER = NewUser(
    "Oversight", "gravel sonnet harbour linen", AccessRole.OVERSIGHT, OfficialRole.OBSERVER
)
NAME = "Wilhelmina-Quetzal"
ACCOUNT = "He let Quetzalcanary through for money."
KEYS = oversight_keys()


def test_complicity_is_reported_and_oversight_comes(
    qapp: QApplication, post: RealPost, tmp_path: Path
) -> None:
    with cheap_derivation(), at_the_desk(tmp_path, tmp_path / "none") as played:
        code = an_officer_has_a_case_and_reports(played)
        the_supervisor_finds_nothing(played)
        report = oversight_takes_a_report_away(played)
    assert code.encode() in report
    assert NAME.encode() not in report
    assert ACCOUNT.encode() not in report
    document = read_document(report, [played_key(post)])
    assert document.kind == REPORT_KIND
    what_was_edited_is_named(post)


def an_officer_has_a_case_and_reports(played: PlayedDesktop) -> str:
    played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    workplace = played.workplace
    trusted = find_installation().trusted_keys
    body = oversight_document(body_of(KEYS))
    played.in_vault(lambda: Documents(workplace.desk, trusted).install(body))
    keeper, session = workplace.keeper.accounts(), workplace.desk.session
    played.in_vault(lambda: keeper.add_user(session, OVERSEER))
    played.lock()

    hand = played.hand
    played.sign_in(OFFICER.name, OFFICER.passphrase)
    hand.click("start")
    hand.wait(lambda: hand.has("finish"), "the checklist")
    table, desk = played.case().case.table, played.workplace.desk
    sheet = IdentitySheet(names=NAME, notes="waved through")
    played.in_vault(lambda: Identities(desk).save(table.case, sheet))
    before = played.in_vault(desk.vault.audit.head)

    hand.click("bar-seal")
    hand.type("place", "Gate 4")
    hand.type("period", "March 2026")
    hand.type("text", ACCOUNT)
    hand.click("seal")
    hand.wait(lambda: hand.has("done"), "the ticket")
    shown = texts_of(played.now.window)
    assert not any("Quetzalcanary" in text for text in shown)
    hand.click("done")

    # No entry tells of it; only its slot, among others, has changed.
    assert played.in_vault(desk.vault.audit.head) == before
    slots = played.in_vault(lambda: desk.vault.outbox.device().slots)
    (mine,) = [slot for slot in slots if opens(slot, [KEYS[0].identity])]
    assert read_report(open_sealed(mine, KEYS[0].identity)).text == ACCOUNT
    played.lock()
    return str(table.case.code)


def the_supervisor_finds_nothing(played: PlayedDesktop) -> None:
    played.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    workplace, hand = played.workplace, played.hand
    keys = workplace.desk.session.keys
    slots = played.in_vault(lambda: workplace.desk.vault.outbox.device().slots)
    assert not any(opens(slot, [keys.identity]) for slot in slots)
    hand.click("history")
    hand.wait(lambda: hand.has("export-history"), "the history")
    for written in (ACCOUNT, "Gate 4", "March 2026"):
        assert not any(written in text for text in texts_of(played.now.window))
    played.lock()


def oversight_takes_a_report_away(played: PlayedDesktop) -> bytes:
    hand = played.hand
    hand.type("sign-in-name", OVERSEER.name)
    hand.type("sign-in-passphrase", OVERSEER.passphrase)
    hand.click("sign-in")
    hand.wait(lambda: hand.has("oversight"), "the home page")
    assert not hand.has("search")
    assert not hand.has("start")
    hand.click("oversight")
    hand.type("oversight-remark", "Seen on site.")
    hand.wait(lambda: "No screening is closed yet." in texts_of(played.now.window), "the case")
    assert not any(NAME in text for text in texts_of(played.now.window))
    hand.click("oversight-report")
    path = played.files.root / "oversight-report"
    hand.wait(path.exists, "the report")
    return path.read_bytes()


def played_key(post: RealPost) -> str:
    with closing(post.open()) as vault:
        return next(user.verify_key for user in vault.users.users() if user.name == OVERSEER.name)


def what_was_edited_is_named(post: RealPost) -> None:
    with with_the_key(post) as connection:
        (middle,) = connection.execute("SELECT max(sequence) / 2 FROM audit").fetchone()
        (entry,) = connection.execute(
            "SELECT entry FROM audit WHERE sequence = ?", (middle,)
        ).fetchone()
        edited = bytes([*entry[:-1], entry[-1] ^ 1])
        connection.execute("UPDATE audit SET entry = ? WHERE sequence = ?", (edited, middle))
    told = verified(post)
    assert told.exit_code == 1
    assert f"sequence={middle}" in told.stderr


def verified(post: RealPost) -> Result:
    arguments = ["vault", "verify-audit", "--data", str(post.folder), "--name", OFFICER.name]
    with cheap_derivation():
        return frontline(*arguments, typed=f"{OFFICER.passphrase}\n")
