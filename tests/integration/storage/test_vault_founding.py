"""Making a vault: in what order things come, and what is left where it is interrupted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from frontline.domain.deeds import DeedKind
from frontline.errors import BadInputError, SlotDamagedError, VaultExistsError, VaultInUseError
from frontline.services.chance import SystemChance
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.lock import VaultLock
from frontline.storage.places import VaultPlaces
from frontline.storage.recovery import post_mark
from frontline.storage.slot_files import SlotFiles
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE, CHEAP, OFFICER, SETUP, SUPERVISOR, Bench, RealPost

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def keeper_of(folder: Path, chance: SystemChance = CHANCE) -> SqlVaultKeeper:
    return SqlVaultKeeper(folder, SettableClock(), chance, CHEAP)


class FailingChance(SystemChance):
    """Runs dry at the `last` call, as a cable that is pulled in the middle of a set-up."""

    def __init__(self, last: int) -> None:
        self._left = last

    def uuid(self) -> UUID:
        self._count()
        return super().uuid()

    def token(self, size: int) -> bytes:
        self._count()
        return super().token(size)

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("last", range(1, 12))
def test_a_set_up_that_is_given_up_leaves_nothing_behind(tmp_path: Path, last: int) -> None:
    folder = tmp_path / "vault"

    with pytest.raises(KeyboardInterrupt):
        keeper_of(folder, FailingChance(last)).create(SETUP)

    assert not keeper_of(folder).exists()
    assert {path.name for path in folder.iterdir()} == {"vault.lock"}


def test_a_half_made_vault_is_made_anew(template: RealPost, tmp_path: Path) -> None:
    """As after a kill: the mark and everything but the slots are there."""
    half = template.copy_to(tmp_path / "vault")
    for copy in half.places.slot_copies:
        copy.unlink()
    half.places.founding.touch()
    before = half.places.database.read_bytes()

    assert not half.keeper().exists()
    half.keeper().create(SETUP)

    assert half.places.database.read_bytes() != before
    half.keeper().sign_in(OFFICER.name, OFFICER.passphrase)[0].close()


def test_without_the_mark_of_a_founding_nothing_is_made_anew(post: RealPost) -> None:
    for copy in post.places.slot_copies:
        copy.unlink()

    with pytest.raises(VaultExistsError):
        post.keeper().create(SETUP)
    with pytest.raises(SlotDamagedError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)


def test_a_vault_that_lost_its_database_only_is_not_made_anew(post: RealPost) -> None:
    post.places.database.unlink()

    with pytest.raises(VaultExistsError):
        post.keeper().create(SETUP)


def test_a_mark_left_over_is_taken_away_at_the_first_sign_in(post: RealPost) -> None:
    post.places.founding.touch()

    post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)[0].close()

    assert not post.places.founding.exists()


def test_two_set_ups_at_once_make_one_vault(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    other = VaultLock(VaultPlaces(folder).lock)

    with pytest.raises(VaultInUseError):
        keeper_of(folder).create(SETUP)
    other.release()


@pytest.mark.parametrize("name", ["", "   ", "\t"])
def test_a_user_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError):
        keeper_of(tmp_path / "v").create(replace(SETUP, officer=replace(OFFICER, name=name)))


def test_the_deeds_of_a_set_up_are_in_the_chain(real: Bench) -> None:
    vault = real.vault
    connection = vault._database._driver  # type: ignore[attr-defined]
    entries = [row[0] for row in connection.execute("SELECT entry FROM audit ORDER BY sequence")]

    kinds = [entry.decode().split("\n")[4] for entry in entries]
    assert kinds == [
        DeedKind.POST_CREATED,
        DeedKind.USER_ADDED,
        DeedKind.USER_ADDED,
        DeedKind.SITE_ADDED,
    ]
    supervisor = vault.users.users()[0]
    assert {entry.decode().split("\n")[3] for entry in entries} == {supervisor.id.hex}


def test_sheet_and_vault_can_be_told_to_belong_together(post: RealPost) -> None:
    table = SlotFiles(post.places).copies()[0].table

    assert post.sheet.post_mark == post_mark(table.recovery_recipient)


def test_names_are_kept_without_needless_spaces(tmp_path: Path) -> None:
    wide = replace(SETUP, supervisor=replace(SUPERVISOR, name="  Beatriz   Ardila "))
    keeper = keeper_of(tmp_path / "v")
    keeper.create(wide)

    vault, session = keeper.sign_in("beatriz ardila", SUPERVISOR.passphrase)
    vault.close()

    assert session.user.name == "Beatriz Ardila"
