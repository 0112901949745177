"""Fault family 6: parts that somebody took away, exchanged or put back. Counted:
FRONTLINE_FAULTS=many asks for the long run. What would be missed without each defence stands in
test_vault_damage.py."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.errors import FrontlineError, SlotDamagedError, VaultDamagedError
from frontline.storage.audit_log import finished
from frontline.storage.generations import Generations
from tests.support.fault_report import report
from tests.support.vault_posts import (
    NEW_PASSPHRASE,
    OFFICER,
    cheap_derivation,
)
from tests.support.vault_tampering import pages, put_page, seeded, seeds
from tests.support.vault_worked import Worked, copies, later, see, wal

pytestmark = pytest.mark.slow
PAGE = 4096


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
    changed = [n for n in range(len(old)) if old[n] != new[n]]
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


# The page of the vault's own row, which says how new the slot file must be.
VAULT_PAGE = 1


def put_back_slots(past: Past, after: Worked, chance: random.Random) -> None:
    """An older slot file that knows an old passphrase, the page that would give it away, and in
    three cases of four some more."""
    for path in past.old.post.places.slot_copies:
        shutil.copy(path, after.post.folder / path.name)
    old = pages(past.old.post.places.database)
    put_page(after.post.places.database, VAULT_PAGE, old[VAULT_PAGE])
    for number in chance.sample(range(len(old)), chance.randrange(4)):
        put_page(after.post.places.database, number, old[number])


def is_let_in_unseen(after: Worked) -> bool:
    """With the passphrase of long ago, and no check says a word."""
    try:
        vault, _session = after.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    except FrontlineError:
        return False
    try:
        with closing(vault):
            return not finished(vault.audit.check()).breaks
    except VaultDamagedError:
        return False


def test_an_older_slot_file_with_older_pages_lets_nobody_in_unseen(
    past: Past, tmp_path: Path
) -> None:
    let_in, count = [], seeds(20, 500)
    for seed, after in copies(past.new, tmp_path, count):
        put_back_slots(past, after, seeded(seed))
        if is_let_in_unseen(after):
            let_in.append(seed)
    report(6, "older slot file and older pages", len(count), 0, len(let_in))
    assert let_in == []


def test_an_older_slot_file_and_page_let_somebody_in_where_the_chain_is_not_asked(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: only what the record of deeds says of the slot file gives it away."""
    monkeypatch.setattr(Generations, "_vouched", lambda _generations: None)
    let_in = []
    for seed, after in copies(past.new, tmp_path, range(5)):
        put_back_slots(past, after, seeded(seed))
        vault, _session = after.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
        vault.close()
        let_in.append(seed)
    assert let_in


def test_an_untouched_copy_is_not_taken_for_a_damaged_one(past: Past, tmp_path: Path) -> None:
    """Control: the families above find something because something is there."""
    (tmp_path / "same").mkdir()
    after = past.new.copy(tmp_path / "same" / "vault")
    shutil.copy(past.beside(), after.post.places.witnesses[1])

    with closing(after.post.open()) as vault:
        assert finished(vault.audit.check()).breaks == ()
