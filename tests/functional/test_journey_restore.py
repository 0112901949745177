"""The disk was damaged over night: the post is put back from the backup of its last lock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.domain.answers import AnswerEvent
from frontline.domain.identifiers import CaseCode
from frontline.storage.backup_files import backups_below
from frontline.storage.places import VaultPlaces
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.vault_posts import OFFICER, RealPost, cheap_derivation
from tests.support.vault_tampering import flip

pytestmark = pytest.mark.slow


def test_a_damaged_post_is_restored_and_the_interview_goes_on(
    qapp: QApplication, post: RealPost, tmp_path: Path
) -> None:
    with cheap_derivation(), at_the_desk(tmp_path, tmp_path / "none") as played:
        code, answers = an_interview_is_begun_and_the_post_locked(played)
        (kept,) = backups_below(VaultPlaces(post.folder).backups)
        stick = tmp_path / "stick"
        shutil.copytree(kept.path, stick)
        damage_every_page(post)

        the_damage_is_told_and_the_backup_offered(played)
        a_wrong_passphrase_restores_nothing(played, post)
        the_backup_is_put_back(played)

        played.sign_in(OFFICER.name, OFFICER.passphrase)
        played.hand.click(f"resume-{code}")
        played.hand.wait(lambda: played.hand.has("finish"), "the checklist")
        assert played.case().case.table.log == answers
        aside = [path for path in post.folder.parent.rglob("*") if "aside-" in path.name]
        assert aside, "the damaged files are kept"


def an_interview_is_begun_and_the_post_locked(
    played: PlayedDesktop,
) -> tuple[CaseCode, tuple[AnswerEvent, ...]]:
    played.sign_in(OFFICER.name, OFFICER.passphrase)
    played.hand.click("start")
    for answer in ("age_group=adult", "journey_arranged_by=recent_contact"):
        played.hand.click(answer)
        played.await_saved(answer)
    table = played.case().case.table
    played.lock()
    return table.case.code, table.log


def damage_every_page(post: RealPost) -> None:
    for at in range(100, post.places.database.stat().st_size, 4096):
        flip(post.places.database, at)


def the_damage_is_told_and_the_backup_offered(played: PlayedDesktop) -> None:
    played.hand.type("sign-in-name", OFFICER.name)
    played.hand.type("sign-in-passphrase", OFFICER.passphrase)
    played.hand.click("sign-in")
    played.hand.wait(lambda: played.hand.has("restore-backup"), "the way back")
    played.hand.click("restore-backup")
    played.hand.click("pick-backup")


def a_wrong_passphrase_restores_nothing(played: PlayedDesktop, post: RealPost) -> None:
    before = post.places.database.read_bytes()
    played.hand.type("restore-name", OFFICER.name)
    played.hand.type("restore-secret", "wicker almanac tundra violet")
    played.hand.click("restore")
    played.hand.read("do not fit together")
    assert post.places.database.read_bytes() == before


def the_backup_is_put_back(played: PlayedDesktop) -> None:
    played.hand.type("restore-name", OFFICER.name)
    played.hand.type("restore-secret", OFFICER.passphrase)
    played.hand.click("restore")
    played.hand.wait(lambda: played.hand.has("sign-in"), "the sign-in page")
