"""Fault family 5: bits that change by themselves. Counted: FRONTLINE_FAULTS=many asks for the long
run. What would be missed without each defence stands in test_vault_damage.py."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from frontline.errors import SlotDamagedError, VaultDamagedError
from frontline.storage.audit_log import finished
from frontline.storage.slot_files import SlotFiles
from tests.support.fault_report import report
from tests.support.vault_posts import OFFICER
from tests.support.vault_tampering import flip, seeded, seeds
from tests.support.vault_worked import Worked, copies, wal

pytestmark = pytest.mark.slow


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
