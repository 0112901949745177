"""A full or refusing disk: a clear error, nothing lost, and the reserve to go on with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.errors import DiskFullError, StorageUnwritableError
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.reserve import RESERVE_BYTES, Reserve
from frontline.storage.vault import SqlVault
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


@contextmanager
def a_disk_of(mebibytes: int, template: RealPost, root: Path) -> Iterator[RealPost]:
    """A post on a disk of its own."""
    with small_disk(root / f"disk-{mebibytes}", mebibytes) as disk:
        folder = disk / "vault"
        folder.mkdir(mode=0o700)
        for path in template.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        yield RealPost(folder, template.sheet, template.data_key, SettableClock())


@pytest.fixture
def small(template: RealPost, tmp_path: Path) -> Iterator[RealPost]:
    """Room for the reserve and little more."""
    with a_disk_of(22, template, tmp_path) as post:
        yield post


def test_a_full_disk_loses_nothing_and_the_reserve_lets_work_go_on(small: RealPost) -> None:
    vault = small.open()
    typist = Typist.at(small.bench(vault))

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


def test_a_disk_that_fills_while_somebody_works_takes_answers_without_the_reserve(
    small: RealPost,
) -> None:
    with closing(small.open()) as vault:
        typist = Typist.at(small.bench(vault))
        fill_disk(small.folder)

        for _ in range(100):
            typist.answer()

        assert typist.stored() == typist.acknowledged
        assert small.places.reserve.exists()


def test_a_disk_that_is_full_for_good_loses_nothing(small: RealPost) -> None:
    small.places.reserve.unlink()
    vault = small.open()
    typist = Typist.at(small.bench(vault))
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


def test_a_passphrase_is_changed_on_a_full_disk_as_long_as_there_is_a_reserve(
    small: RealPost,
) -> None:
    vault, _session = small.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    vault.close()
    fill_disk(small.folder)

    small.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)

    small.keeper().sign_in(OFFICER.name, NEW_PASSPHRASE)[0].close()


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


def test_a_disk_that_fills_at_any_mebibyte_loses_nothing_and_lets_a_case_go(
    template: RealPost, tmp_path: Path
) -> None:
    """Room for 1, 2, 3 … more MiB, all used up; then a case goes by way of the reserve."""
    sizes = range(18, 18 + rounds(20, 200))
    ends = [end_on_a_disk_of(size, template, tmp_path) for size in sizes]

    lost = sum(end.lost for end in ends)
    report(4, "disk full at every MiB", len(sizes), lost, 0)
    assert lost == 0
    assert [size for size, end in zip(sizes, ends, strict=True) if not end.case_is_gone] == []


@dataclass(frozen=True)
class End:
    """How many acknowledged answers are not there once the disk is full, and whether a case could
    be removed then."""

    lost: int
    case_is_gone: bool


def end_on_a_disk_of(mebibytes: int, template: RealPost, root: Path) -> End:
    with a_disk_of(mebibytes, template, root) as small:
        with closing(small.open()) as vault:
            end = end_in(vault, small)
        check_whole(small)
    return end


def check_whole(post: RealPost) -> None:
    with closing(post.open()) as again:
        again.audit.verify()
        assert again.check_pages() == ()


def end_in(vault: SqlVault, small: RealPost) -> End:
    """The last half MiB goes to answers, what is before to somebody else's files."""
    typist = Typist.at(small.bench(vault))
    fill_disk(small.folder, leave=512 * 1024)
    with suppress(DiskFullError):
        typist.answer_until_refused()
    lost = len(typist.acknowledged) - len(typist.stored())
    for _ in range(2):
        # What the first refusal freed is enough for the second try.
        with suppress(DiskFullError):
            vault.retention.purge(typist.case.id, typist.bench.deed())
    vault.audit.verify()
    return End(lost, case_is_gone=typist.stored() == [])


@pytest.mark.parametrize("mebibytes", [18, 22, 30])
def test_without_the_reserve_a_full_disk_keeps_its_case(
    template: RealPost, tmp_path: Path, mebibytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: it is the space set aside that lets the case go, and nothing else. Given up only in
    name, it helps nobody; what was acknowledged is there all the same."""
    monkeypatch.setattr(Reserve, "release", lambda _reserve: None)

    with a_disk_of(mebibytes, template, tmp_path) as small:
        with closing(small.open()) as vault:
            assert end_in(vault, small) == End(lost=0, case_is_gone=False)
        (small.folder / "filler").unlink()
        check_whole(small)


def test_an_answer_counted_before_it_was_stored_is_missed(
    small: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a typist who does not listen to a refusal has acknowledged what is not there."""

    def deaf(typist: Typist) -> None:
        for _ in range(400):
            with suppress(DiskFullError):
                Typist.answer(typist)
            event = typist.bench.an_event(typist.screening, len(typist.acknowledged) + 1, LONG)
            typist.acknowledged.append(event)

    monkeypatch.setattr(Typist, "answer_until_refused", deaf)
    with closing(small.open()) as vault:
        assert end_in(vault, small).lost > 0
