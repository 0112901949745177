"""Fault families 5 and 6: bytes that change by themselves, and parts that somebody took away,
exchanged or put back. Counted: FRONTLINE_FAULTS=many asks for the long run. What would be missed
without each defence stands in test_vault_damage.py."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.errors import SlotDamagedError, VaultDamagedError
from frontline.storage.audit_log import finished
from frontline.storage.slot_files import SlotFiles
from tests.support.fault_report import report
from tests.support.vault_posts import (
    NEW_PASSPHRASE,
    OFFICER,
    SUPERVISOR,
    RealPost,
    cheap_derivation,
)
from tests.support.vault_tampering import flip, pages, put_page, seeded, seeds
from tests.support.vault_worked import Worked, later, wal, work

pytestmark = pytest.mark.slow
PAGE = 4096


@pytest.fixture(scope="module")
def cut(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("cut")
    worked = work(template.copy_to(folder / "vault"), folder / "after")
    os.link(template.places.reserve, worked.post.places.reserve)
    return worked


@pytest.fixture(scope="module")
def closed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    post = template.copy_to(tmp_path_factory.mktemp("closed") / "vault")
    worked = work(post)
    see(post)
    return worked


def see(post: RealPost) -> None:
    """Both users come and go, and sign what they saw."""
    with cheap_derivation():
        for user in (SUPERVISOR, OFFICER):
            vault, _session = post.keeper().sign_in(user.name, user.passphrase)
            vault.close()


def copies(worked: Worked, folder: Path, count: range) -> Iterator[tuple[int, Worked]]:
    """A fresh one for each seed, gone before the next, for thousands would fill the disk."""
    for seed in count:
        target = folder / str(seed) / "vault"
        target.parent.mkdir()
        copied = worked.copy(target)
        # Made anew it would be 16 MiB for each.
        os.link(worked.post.places.reserve, copied.post.places.reserve)
        yield seed, copied
        shutil.rmtree(target.parent)


def flip_somewhere(path: Path, chance: random.Random) -> None:
    flip(path, chance.randrange(path.stat().st_size), chance.randrange(8))


def outcome(worked: Worked) -> tuple[bool, bool]:
    """Whether answers are read as something else without any error, and whether the check at
    sign-in finds something."""
    is_wrong = False
    try:
        with closing(worked.post.open()) as vault:
            is_wrong = vault.cases.answers(worked.case.id) != worked.acknowledged
            return is_wrong, bool(finished(vault.audit.check()).breaks)
    except VaultDamagedError:
        return is_wrong, True


def test_no_flipped_bit_of_the_database_shows_wrong_data_or_stays_unseen(
    closed: Worked, tmp_path: Path
) -> None:
    wrong, unseen, count = [], [], seeds(200, 4000)
    for seed, after in copies(closed, tmp_path, count):
        flip_somewhere(after.post.places.database, seeded(seed))
        is_wrong, is_found = outcome(after)
        if is_wrong:
            wrong.append(seed)
        if not is_found:
            unseen.append(seed)
    report(5, "byte flips: database", len(count), len(wrong), len(unseen))
    assert (wrong, unseen) == ([], [])


def test_no_flipped_bit_of_the_log_loses_an_answer_unseen(cut: Worked, tmp_path: Path) -> None:
    lost, count = [], seeds(200, 4000)
    for seed, after in copies(cut, tmp_path, count):
        flip_somewhere(wal(after), seeded(seed))
        # One bit more or less behind the last frame that counts is nothing.
        if outcome(after) == (True, False):
            lost.append(seed)
    report(5, "byte flips: write-ahead log", len(count), len(lost), len(lost))
    assert lost == []


def test_no_flipped_bit_beside_the_database_lets_in_or_shows_what_it_should_not(
    closed: Worked, tmp_path: Path
) -> None:
    wrong, unseen, count = [], [], seeds(100, 2000)
    for seed, after in copies(closed, tmp_path, count):
        chance, places = seeded(seed), after.post.places
        files = (*places.slot_copies, places.head_mark, places.witnesses[0])
        flip_somewhere(chance.choice(files), chance)
        vault, _session = after.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
        with closing(vault):
            if vault.cases.answers(after.case.id) != after.acknowledged:
                wrong.append(seed)
        if len(SlotFiles(places).copies()) != 1:
            unseen.append(seed)
    report(5, "byte flips: slot copies and notes", len(count), len(wrong), len(unseen))
    assert (wrong, unseen) == ([], [])


def test_flipped_bits_in_both_slot_copies_are_told(closed: Worked, tmp_path: Path) -> None:
    opened = []
    for seed, after in copies(closed, tmp_path, range(10)):
        for path in after.post.places.slot_copies:
            flip_somewhere(path, seeded(seed))
        try:
            vault, _session = after.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
        except SlotDamagedError:
            continue
        vault.close()
        opened.append(seed)
    assert opened == []


@dataclass(frozen=True)
class Past:
    """A vault as it was, and as it is after another day's work that both users have seen."""

    old: Worked
    new: Worked

    def beside(self) -> Path:
        """The witness that lies beside the folder of `new`."""
        return self.new.post.places.witnesses[1]


@pytest.fixture(scope="module")
def past(closed: Worked, tmp_path_factory: pytest.TempPathFactory) -> Past:
    folder = tmp_path_factory.mktemp("past")
    new = later(closed, folder / "vault")
    os.link(closed.post.places.reserve, new.post.places.reserve)
    see(new.post)
    with cheap_derivation():
        new.post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    return Past(closed, new)


Attack = Callable[[Past, Worked, random.Random], None]


def truncate(_past: Past, after: Worked, chance: random.Random) -> None:
    path = after.post.places.database
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def truncate_to_a_page(_past: Past, after: Worked, chance: random.Random) -> None:
    path = after.post.places.database
    count = path.stat().st_size // PAGE
    path.write_bytes(path.read_bytes()[: PAGE * chance.randrange(1, count)])


def delete(_past: Past, after: Worked, chance: random.Random) -> None:
    chance.choice((after.post.places.database, after.post.places.head_mark)).unlink()


def swap_pages(_past: Past, after: Worked, chance: random.Random) -> None:
    path = after.post.places.database
    content = pages(path)
    one, other = chance.sample(range(len(content)), 2)
    put_page(path, one, content[other])
    put_page(path, other, content[one])


def roll_back_a_page(past: Past, after: Worked, chance: random.Random) -> None:
    old, new = pages(past.old.post.places.database), pages(after.post.places.database)
    # The second page is the vault's own row, which no deed writes: see older_slot_file.
    changed = [n for n in range(len(old)) if old[n] != new[n] and n != 1]
    number = chance.choice(changed)
    put_page(after.post.places.database, number, old[number])


def roll_back_some_pages(past: Past, after: Worked, chance: random.Random) -> None:
    for _ in range(chance.randrange(2, 6)):
        roll_back_a_page(past, after, chance)


def roll_back_the_file(past: Past, after: Worked, chance: random.Random) -> None:
    shutil.copy(past.old.post.places.database, after.post.places.database)


def roll_back_file_and_note(past: Past, after: Worked, chance: random.Random) -> None:
    for name in ("vault.db", "vault.head"):
        shutil.copy(past.old.post.folder / name, after.post.folder / name)


def roll_back_the_folder(past: Past, after: Worked, chance: random.Random) -> None:
    """All of it, with whatever it holds; only what lies beside it is left."""
    shutil.rmtree(after.post.folder)
    past.old.copy(after.post.folder)


ATTACKS: tuple[Attack, ...] = (
    truncate,
    truncate_to_a_page,
    delete,
    swap_pages,
    roll_back_a_page,
    roll_back_some_pages,
    roll_back_the_file,
    roll_back_file_and_note,
    roll_back_the_folder,
)


def test_what_was_cut_exchanged_or_put_back_is_found(past: Past, tmp_path: Path) -> None:
    unseen, count = [], seeds(180, 4500)
    for seed, after in copies(past.new, tmp_path, count):
        shutil.copy(past.beside(), after.post.places.witnesses[1])
        attack = ATTACKS[seed % len(ATTACKS)]
        attack(past, after, seeded(seed))
        if not after.is_found_out():
            unseen.append((seed, attack.__name__))
    report(6, "cut, exchanged or put back", len(count), 0, len(unseen))
    assert unseen == []


def test_without_what_lies_beside_it_a_whole_folder_put_back_looks_sound(
    past: Past, tmp_path: Path
) -> None:
    """Control, and the limit: whoever puts back everything at once is known to the hub alone."""
    (tmp_path / "other").mkdir()
    after = past.new.copy(tmp_path / "other" / "vault")
    roll_back_the_folder(past, after, seeded(0))

    assert not after.is_found_out()


def test_a_log_that_was_cut_or_taken_away_is_found_at_any_length(
    cut: Worked, tmp_path: Path
) -> None:
    unseen, count = [], seeds(20, 500)
    for seed, after in copies(cut, tmp_path, count):
        content = wal(after).read_bytes()
        wal(after).write_bytes(content[: seeded(seed).randrange(len(content) - PAGE)])
        if seed % 5 == 0:
            wal(after).unlink()
        if not after.is_found_out():
            unseen.append(seed)
    report(6, "log cut or taken away", len(count), 0, len(unseen))
    assert unseen == []


def test_an_older_slot_file_opens_nothing(past: Past, tmp_path: Path) -> None:
    let_in = []
    for seed, after in copies(past.new, tmp_path, range(5)):
        for path in past.old.post.places.slot_copies:
            shutil.copy(path, after.post.folder / path.name)
        try:
            vault, _session = after.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
        except SlotDamagedError:
            continue
        vault.close()
        let_in.append(seed)
    report(6, "older slot file", 5, 0, len(let_in))
    assert let_in == []


def test_an_untouched_copy_is_not_taken_for_a_damaged_one(past: Past, tmp_path: Path) -> None:
    """Control: the families above find something because something is there."""
    (tmp_path / "same").mkdir()
    after = past.new.copy(tmp_path / "same" / "vault")
    shutil.copy(past.beside(), after.post.places.witnesses[1])

    with closing(after.post.open()) as vault:
        assert finished(vault.audit.check()).breaks == ()
