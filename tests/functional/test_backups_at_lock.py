"""A backup by itself: when the officer locks, never when they hide in haste."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontline.app.locking import COVERED
from frontline.storage.backup_files import backups_below
from frontline.storage.places import VaultPlaces
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.vault_posts import OFFICER, RealPost, cheap_derivation

pytestmark = pytest.mark.slow


def backups(post: RealPost) -> int:
    return len(list(backups_below(VaultPlaces(post.folder).backups)))


def sign_in(played: PlayedDesktop) -> None:
    played.sign_in(OFFICER.name, OFFICER.passphrase)


def test_locking_makes_the_backup_of_the_day_and_the_panic_key_none(
    qapp: QApplication, post: RealPost, tmp_path: Path
) -> None:
    with cheap_derivation(), at_the_desk(tmp_path, tmp_path / "none") as played:
        sign_in(played)
        played.hand.press(Qt.Key.Key_F12)
        played.hand.wait(lambda: played.replaced == [COVERED], "the cover")
        assert backups(post) == 0

        played.hand.press(Qt.Key.Key_Space)
        sign_in(played)
        played.lock()
        assert backups(post) == 1

        sign_in(played)
        played.lock()
        assert backups(post) == 1

        played.clock.advance(timedelta(days=1))
        sign_in(played)
        played.lock()
        assert backups(post) == 2


def test_a_damaged_backup_is_told_at_the_weekly_look(
    qapp: QApplication, post: RealPost, tmp_path: Path
) -> None:
    with cheap_derivation(), at_the_desk(tmp_path, tmp_path / "none") as played:
        sign_in(played)
        played.lock()
        (made,) = backups_below(VaultPlaces(post.folder).backups)
        (made.path / "vault.head").unlink()

        sign_in(played)
        played.hand.wait(lambda: bool(played.files.told), "the damage")
        assert "backup" in played.files.told.pop()
