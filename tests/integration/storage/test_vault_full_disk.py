"""A full or refusing disk: a clear error, nothing lost, and the reserve to go on with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.errors import DiskFullError, StorageUnwritableError
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.reserve import RESERVE_BYTES, Reserve
from tests.support.clock import SettableClock
from tests.support.fault_report import report
from tests.support.hub import rounds
from tests.support.vault_disks import fill_disk, largest_file, small_disk
from tests.support.vault_posts import (
    CHANCE,
    CHEAP,
    NEW_PASSPHRASE,
    OFFICER,
    SETUP,
    SITE,
    Bench,
    RealPost,
)

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

LONG = "a" * 4000


@dataclass
class Typist:
    """Answers until something refuses, and remembers what was acknowledged."""

    bench: Bench
    case: Case
    screening: Screening
    acknowledged: list[AnswerEvent]

    @staticmethod
    def at(bench: Bench) -> Typist:
        case, screening = bench.added()
        return Typist(bench, case, screening, [])

    def answer(self) -> None:
        number = len(self.acknowledged) + 1
        event = self.bench.an_event(self.screening, number, LONG)
        self.bench.answer(self.screening, event)
        self.acknowledged.append(event)

    def answer_until_refused(self) -> None:
        for _ in range(20_000):
            self.answer()

    def stored(self) -> list[AnswerEvent]:
        return list(self.bench.vault.cases.answers(self.case.id))


@pytest.fixture
def small(template: RealPost, tmp_path: Path) -> Iterator[RealPost]:
    """A post on a disk that has room for the reserve and little more."""
    with small_disk(tmp_path / "disk", 22) as disk:
        folder = disk / "vault"
        folder.mkdir(mode=0o700)
        for path in template.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        yield RealPost(folder, template.sheet, template.data_key, SettableClock())


def test_a_full_disk_loses_nothing_and_the_reserve_lets_work_go_on(small: RealPost) -> None:
    vault = small.open()
    typist = Typist.at(Bench(vault, vault.users.users()[1].id, SITE, small.clock))

    with pytest.raises(DiskFullError):
        typist.answer_until_refused()
    assert typist.stored() == typist.acknowledged
    assert not small.places.reserve.exists()

    typist.answer()
    vault.audit.verify()
    vault.close()
    with closing(small.open()) as again:
        assert list(again.cases.answers(typist.case.id)) == typist.acknowledged
        again.audit.verify()
        assert again.check_pages() == ()


def test_a_disk_that_is_full_for_good_loses_nothing(small: RealPost) -> None:
    small.places.reserve.unlink()
    vault = small.open()
    typist = Typist.at(Bench(vault, vault.users.users()[1].id, SITE, small.clock))
    for _ in range(10):
        typist.answer()
    filler = fill_disk(small.folder)

    refused = 0
    for _ in range(20):
        try:
            typist.answer_until_refused()
        except DiskFullError:
            refused += 1
    assert refused == 20
    assert typist.stored() == typist.acknowledged
    filler.unlink()

    typist.answer()
    assert typist.stored() == typist.acknowledged
    vault.audit.verify()
    vault.close()


def test_signing_in_works_on_a_full_disk_as_long_as_there_is_a_reserve(small: RealPost) -> None:
    fill_disk(small.folder)

    vault, session = small.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    vault.audit.verify()
    vault.close()

    assert session.user.name == OFFICER.name


def test_a_passphrase_that_could_not_be_changed_is_the_old_one(small: RealPost) -> None:
    small.places.reserve.unlink()
    fill_disk(small.folder)

    with pytest.raises(DiskFullError):
        small.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    (small.folder / "filler").unlink()

    small.keeper().sign_in(OFFICER.name, OFFICER.passphrase)[0].close()


def test_a_vault_that_does_not_fit_is_not_made_and_can_be_made_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        keeper = SqlVaultKeeper(disk / "vault", SettableClock(), CHANCE, CHEAP)

        with pytest.raises(DiskFullError):
            keeper.create(SETUP)
        assert not keeper.exists()
        assert {path.name for path in (disk / "vault").iterdir()} == {"vault.lock"}


def test_a_write_that_fails_is_no_answer(real: Bench, post: RealPost) -> None:
    typist = Typist.at(real)
    typist.answer()
    log = post.places.database.with_name("vault.db-wal")

    with (
        largest_file(log.stat().st_size + 6000),
        pytest.raises((DiskFullError, StorageUnwritableError)),
    ):
        typist.answer_until_refused()

    assert typist.stored() == typist.acknowledged
    typist.answer()
    assert typist.stored() == typist.acknowledged
    real.vault.audit.verify()


def test_the_reserve_takes_real_space_and_is_set_aside_again(post: RealPost) -> None:
    reserve = Reserve(post.places.reserve, CHANCE)
    assert post.places.reserve.stat().st_size == RESERVE_BYTES
    assert post.places.reserve.stat().st_blocks * 512 >= RESERVE_BYTES
    reserve.release()
    reserve.release()
    assert not post.places.reserve.exists()

    post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)[0].close()

    assert post.places.reserve.stat().st_size == RESERVE_BYTES


@pytest.mark.slow
def test_a_disk_that_fills_at_any_mebibyte_loses_nothing_and_lets_a_case_go(
    template: RealPost, tmp_path: Path
) -> None:
    """Room for 1, 2, 3 … more MiB, all used up; then a case goes by way of the reserve."""
    lost, sizes = 0, range(18, 18 + rounds(20, 200))
    for size in sizes:
        with small_disk(tmp_path / f"disk-{size}", size) as disk:
            lost += lost_on(disk, template)
    report(4, "disk full at every MiB", len(sizes), lost, 0)
    assert lost == 0


def lost_on(disk: Path, template: RealPost) -> int:
    """How many acknowledged answers are not there once the disk is full."""
    for path in template.folder.iterdir():
        (disk / path.name).write_bytes(path.read_bytes())
    small = RealPost(disk, template.sheet, template.data_key, SettableClock())
    with closing(small.open()) as vault:
        typist = Typist.at(Bench(vault, vault.users.users()[1].id, SITE, small.clock))
        # The last half MiB by answers, what is before by somebody else's files.
        fill_disk(disk, leave=512 * 1024)
        with suppress(DiskFullError):
            typist.answer_until_refused()
        lost = len(typist.acknowledged) - len(typist.stored())
        assert not small.places.reserve.exists()
        with suppress(DiskFullError):
            # What the first refusal freed is enough for the second try.
            vault.retention.purge(typist.case.id, typist.bench.deed())
        assert typist.stored() == []
        vault.audit.verify()
    with closing(small.open()) as again:
        again.audit.verify()
        assert again.check_pages() == ()
    return lost


def test_a_disk_that_lies_about_room_is_found_out(template: RealPost, tmp_path: Path) -> None:
    """Control: an answer counted before it was stored is missing here."""
    with small_disk(tmp_path / "disk", 22) as disk:
        for path in template.folder.iterdir():
            (disk / path.name).write_bytes(path.read_bytes())
        small = RealPost(disk, template.sheet, template.data_key, SettableClock())
        with closing(small.open()) as vault:
            typist = Typist.at(Bench(vault, vault.users.users()[1].id, SITE, small.clock))
            with suppress(DiskFullError):
                typist.answer_until_refused()
            typist.acknowledged.append(typist.bench.an_event(typist.screening, 99_999))
            assert typist.stored() != typist.acknowledged
