"""Damage to the database and its log, and older parts put back. The cipher alone misses most of
it (measured); the audit chain and its note do not. Beside each, what is seen without them."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case
from frontline.errors import AuditBrokenError, FrontlineError, VaultDamagedError
from frontline.storage.head_mark import HeadMark
from tests.support.vault_posts import SITE, Bench, RealPost
from tests.support.vault_tampering import (
    flip,
    pages,
    pulled_plug,
    put_page,
    seeded,
    seeds,
    with_the_key,
)

ANSWERS = 40


@dataclass(frozen=True)
class Worked:
    """A vault in which answers were acknowledged, as a power cut left it or closed."""

    post: RealPost
    case: Case
    acknowledged: tuple[AnswerEvent, ...]

    def copy(self, folder: Path) -> Worked:
        shutil.copytree(self.post.folder, folder, ignore=shutil.ignore_patterns("*.reserve"))
        post = RealPost(folder, self.post.sheet, self.post.data_key, self.post.clock)
        return Worked(post, self.case, self.acknowledged)

    def answers(self) -> tuple[AnswerEvent, ...]:
        """As they are read, with nothing checked before."""
        with closing(self.post.open()) as vault:
            return vault.cases.answers(self.case.id)

    def is_found_out(self) -> bool:
        """What sign-in does: open, and go through the audit chain."""
        try:
            with closing(self.post.open()) as vault:
                vault.audit.verify()
        except (AuditBrokenError, VaultDamagedError):
            return True
        return False

    def passes_every_check(self) -> bool:
        try:
            with closing(self.post.open()) as vault:
                vault.audit.verify()
                return not vault.check_pages()
        except FrontlineError:
            return False

    def forget_the_note(self) -> None:
        """Switch the defence off: note whatever head the database has."""
        with closing(self.post.open()) as vault:
            head = vault.audit.head()
        self.post.places.head_mark.unlink()
        HeadMark.create(self.post.places.head_mark)
        mark = HeadMark(self.post.places.head_mark)
        mark.write(head)
        mark.close()


def work(post: RealPost, cut_to: Path | None = None) -> Worked:
    """Answers given, then the plug pulled into the folder `cut_to`, or the vault closed."""
    with closing(post.open()) as vault:
        bench = Bench(vault, vault.users.users()[1].id, SITE, post.clock)
        case, screening = bench.added()
        events = tuple(bench.an_event(screening, number + 1) for number in range(ANSWERS))
        for event in events:
            bench.answer(screening, event)
        left = post if cut_to is None else pulled_plug(post, cut_to)
    return Worked(left, case, events)


@pytest.fixture(scope="module")
def cut(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("cut")
    return work(template.copy_to(folder / "vault"), folder / "after")


@pytest.fixture(scope="module")
def closed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    return work(template.copy_to(tmp_path_factory.mktemp("closed") / "vault"))


def wal(worked: Worked) -> Path:
    database = worked.post.places.database
    return database.with_name(database.name + "-wal")


def test_a_power_cut_loses_nothing_that_was_acknowledged(cut: Worked, tmp_path: Path) -> None:
    after = cut.copy(tmp_path / "vault")

    assert wal(after).stat().st_size > 0
    assert after.answers() == cut.acknowledged
    assert after.passes_every_check()


@pytest.mark.parametrize("seed", seeds(60, 3000))
def test_a_flipped_bit_in_the_log_is_found_or_harmless(
    cut: Worked, tmp_path: Path, seed: int
) -> None:
    chance, after = seeded(seed), cut.copy(tmp_path / "vault")
    flip(wal(after), chance.randrange(wal(after).stat().st_size), chance.randrange(8))

    assert after.is_found_out() or after.answers() == cut.acknowledged


@pytest.mark.parametrize("kept", [0, 32, 5000, 100_000])
def test_a_log_that_was_cut_or_taken_away_is_found(cut: Worked, tmp_path: Path, kept: int) -> None:
    after = cut.copy(tmp_path / "vault")
    wal(after).write_bytes(wal(after).read_bytes()[:kept])

    assert after.is_found_out()


def test_without_the_note_a_cut_log_passes_for_a_shorter_day(cut: Worked, tmp_path: Path) -> None:
    after = cut.copy(tmp_path / "vault")
    wal(after).write_bytes(wal(after).read_bytes()[:100_000])
    after.forget_the_note()

    assert not after.is_found_out()
    assert 0 < len(after.answers()) < ANSWERS


@pytest.mark.parametrize("seed", seeds(60, 3000))
def test_a_flipped_bit_in_the_database_is_never_read_as_something_else(
    closed: Worked, tmp_path: Path, seed: int
) -> None:
    chance, after = seeded(seed), closed.copy(tmp_path / "vault")
    database = after.post.places.database
    flip(database, chance.randrange(database.stat().st_size), chance.randrange(8))

    try:
        with closing(after.post.open()) as vault:
            assert vault.cases.answers(closed.case.id) == closed.acknowledged
            assert vault.check_pages()
    except VaultDamagedError:
        pass


@pytest.mark.parametrize("seed", seeds(20, 600))
def test_a_database_that_was_cut_short_is_damaged(
    closed: Worked, tmp_path: Path, seed: int
) -> None:
    after = closed.copy(tmp_path / "vault")
    database = after.post.places.database
    content = database.read_bytes()
    database.write_bytes(content[: seeded(seed).randrange(len(content))])

    assert not after.passes_every_check()


def later(closed: Worked, folder: Path) -> Worked:
    """Another day's work in a copy, with an answer more in the first case's place as well."""
    after = closed.copy(folder)
    with closing(after.post.open()) as vault:
        bench = Bench(vault, closed.case.opened_by, SITE, after.post.clock)
        (_case, screening), *_rest = vault.cases.open_screenings()
        for number in range(ANSWERS):
            bench.answer(screening, bench.an_event(screening, ANSWERS + number + 1, "no"))
    return after


def test_every_page_put_back_to_an_earlier_state_is_found(closed: Worked, tmp_path: Path) -> None:
    after = later(closed, tmp_path / "later")
    old = pages(closed.post.places.database)
    new = pages(after.post.places.database)
    changed = [number for number, page in enumerate(old) if page != new[number]]
    missed_by_the_cipher = 0

    for number in changed:
        attacked = after.copy(tmp_path / f"page-{number}")
        put_page(attacked.post.places.database, number, old[number])
        assert attacked.is_found_out(), number
        missed_by_the_cipher += passes_the_cipher(attacked)

    assert len(changed) >= 3
    assert missed_by_the_cipher >= 1


def passes_the_cipher(worked: Worked) -> bool:
    try:
        with with_the_key(worked.post) as connection:
            return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except Exception:  # noqa: BLE001 -- whatever it is, it was noticed
        return False


def test_a_whole_database_put_back_is_found(closed: Worked, tmp_path: Path) -> None:
    after = later(closed, tmp_path / "later")
    shutil.copy(closed.post.places.database, after.post.places.database)

    assert after.is_found_out()


def test_without_the_note_a_whole_database_put_back_looks_sound(
    closed: Worked, tmp_path: Path
) -> None:
    after = later(closed, tmp_path / "later")
    shutil.copy(closed.post.places.database, after.post.places.database)
    shutil.copy(closed.post.places.head_mark, after.post.places.head_mark)

    assert not after.is_found_out()
    assert after.answers() == closed.acknowledged
