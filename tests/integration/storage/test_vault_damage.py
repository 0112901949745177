"""Damage to the database and its log, and older parts put back. The cipher alone misses most of
it (measured); the audit chain and its note do not. Beside each, what is seen without them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.vault_posts import RealPost
from tests.support.vault_tampering import pages, put_page, with_the_key
from tests.support.vault_worked import ANSWERS, Worked, later, wal, work


@pytest.fixture(scope="module")
def cut(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("cut")
    return work(template.copy_to(folder / "vault"), folder / "after")


@pytest.fixture(scope="module")
def closed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    return work(template.copy_to(tmp_path_factory.mktemp("closed") / "vault"))


def test_a_power_cut_loses_nothing_that_was_acknowledged(cut: Worked, tmp_path: Path) -> None:
    after = cut.copy(tmp_path / "vault")

    assert wal(after).stat().st_size > 0
    assert after.answers() == cut.acknowledged
    assert after.passes_every_check()


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
