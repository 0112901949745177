"""Fault family 7: somebody who signs in here, and so holds the data key and the device's key, makes
another past. They know every format and leave nothing undone that they can do; what they cannot do
is to sign for the colleague who has seen what was there. Counted: FRONTLINE_FAULTS=many asks for
the long run."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from frontline.crypto.signing import SigningKey
from frontline.domain.audit import DEVICE_SIGNER, AuditHead, BreakKind
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.services.permissions import Session
from frontline.storage.audit import INSERT_CHECKPOINT, INSERT_ENTRY, checkpoint_row
from frontline.storage.audit_log import finished
from frontline.storage.head_mark import HeadMark
from frontline.storage.witness import Witness
from frontline.wire.audit_file import FIRST_PREVIOUS, HEADER_LINES, entry_digest, signed_head
from tests.support.fault_report import report
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, Bench, RealPost, cheap_derivation
from tests.support.vault_tampering import seeded, seeds, with_the_key

pytestmark = pytest.mark.slow
LOOKS = 16
# So that several processes can share the long run.
PARTS = 5
Lines = list[list[str]]


@dataclass(frozen=True)
class Betrayed:
    """A vault that the officer saw last, and the supervisor who means to change its past."""

    post: RealPost
    officer: UserId
    supervisor: Session
    device_key: SigningKey
    seen: AuditHead

    def copy(self, folder: Path) -> Betrayed:
        folder.mkdir()
        post = self.post.copy_to(folder / "vault")
        shutil.copy(self.post.places.witnesses[1], post.places.witnesses[1])
        return replace(self, post=post)

    def is_found_out(self) -> bool:
        with closing(self.post.open()) as vault:
            return bool(finished(vault.audit.check()).breaks)


@pytest.fixture(scope="module")
def betrayed(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Betrayed:
    post = template.copy_to(tmp_path_factory.mktemp("betrayed") / "vault")
    with cheap_derivation():
        supervisor = seen_by(post, SUPERVISOR.name, SUPERVISOR.passphrase)
        officer = seen_by(post, OFFICER.name, OFFICER.passphrase)
    with closing(post.open()) as vault:
        key, head = vault.outbox.device().key, vault.audit.head()
    return Betrayed(post, officer.user.id, supervisor, key, head)


def seen_by(post: RealPost, name: str, passphrase: str) -> Session:
    """They sign in, do their work, and sign what they saw."""
    vault, session = post.keeper().sign_in(name, passphrase)
    with closing(vault):
        bench = Bench(vault, session.user.id, SITE, post.clock)
        _case, screening = bench.added()
        for number in range(5):
            bench.answer(screening, bench.an_event(screening, number + 1))
        for _ in range(LOOKS):
            vault.audit.record(bench.deed(DeedKind.IDENTITY_VIEWED, screening.id))
    return session


# Each makes another list of entries, given as their lines. Links are made anew afterwards, and what
# a lost entry vouched for another one vouches for, so that every row is still accounted for.


def edit(lines: Lines, chance: random.Random) -> int:
    at = chance.randrange(len(lines))
    field = chance.choice((2, 3, 4, 5))
    lines[at][field] = {2: "1", 3: "0" * 32, 4: DeedKind.HUB_SET.value, 5: "elsewhere"}[field]
    return at


def delete(lines: Lines, chance: random.Random) -> int:
    at = chance.randrange(1, len(lines))
    lines[at - 1] += lines.pop(at)[HEADER_LINES:]
    return at - 1


def insert(lines: Lines, chance: random.Random) -> int:
    # Not at the very end: whoever works here may add a deed there.
    at = chance.randrange(1, len(lines))
    lines.insert(at, [*lines[at - 1][:4], DeedKind.IDENTITY_VIEWED.value, "x"])
    return at


def reorder(lines: Lines, chance: random.Random) -> int:
    at = chance.randrange(len(lines) - 1)
    while lines[at][2:] == lines[at + 1][2:]:
        at = chance.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return at


def cut_tail(lines: Lines, chance: random.Random) -> int:
    """Only looks at a record are cut: they changed no row, and so are not missed there."""
    count = chance.randrange(1, LOOKS)
    del lines[len(lines) - count :]
    return len(lines)


def fork(lines: Lines, chance: random.Random) -> int:
    """As long as before, but with other deeds at its end."""
    count = chance.randrange(1, LOOKS)
    for line in lines[len(lines) - count :]:
        line[5] = "another case"
    return len(lines) - count


Change = Callable[[Lines, random.Random], int]
CHANGES: tuple[Change, ...] = (edit, delete, insert, reorder, cut_tail, fork)
# How much of what the colleague signed the attacker takes away: nothing, what is in the database,
# and what is in the vault's folder.
CLEARED = (0, 1, 2)


def make_another_past(
    betrayed: Betrayed, change: Change, chance: random.Random, cleared: int
) -> None:
    """Entries, links, the device's signatures, the attacker's own, and the note."""
    with with_the_key(betrayed.post) as connection:
        rows = connection.execute("SELECT entry FROM audit ORDER BY sequence").fetchall()
        # The signatures of the device must stand where they stood, and be good.
        spots = connection.execute("SELECT count, signer FROM checkpoints ORDER BY number")
        signed_at = spots.fetchall()
        lines = [row[0].decode().split("\n") for row in rows]
        changed_at = change(lines, chance)
        heads = linked(lines)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM audit")
        for number, line in enumerate(lines, 1):
            connection.execute(INSERT_ENTRY, (number, "\n".join(line).encode()))
        resign(connection, betrayed, signed_at, heads, changed_at if cleared else len(heads))
        key = SigningKey.from_seed(betrayed.supervisor.keys.seed)
        own = signed_head(heads[-1], betrayed.supervisor.user.id.hex, key)
        connection.execute(INSERT_CHECKPOINT, checkpoint_row(own))
        connection.execute("COMMIT")
    mark = HeadMark(betrayed.post.places.head_mark)
    mark.replace(heads[-1])
    mark.close()
    if cleared == 2:
        Witness(betrayed.post.places.witnesses[:1]).write([own])


def linked(lines: Lines) -> list[AuditHead]:
    """Number and link the entries anew; the head after each."""
    previous, heads = FIRST_PREVIOUS, []
    for number, line in enumerate(lines, 1):
        line[0], line[1] = previous, str(number)
        previous = entry_digest("\n".join(line).encode())
        heads.append(AuditHead(previous, number))
    return heads


def resign(
    connection: Any,
    betrayed: Betrayed,
    signed_at: list[tuple[int, str]],
    heads: list[AuditHead],
    officer_up_to: int,
) -> None:
    """All signatures the attacker can make; the officer's only where they still hold."""
    kept = connection.execute(
        "SELECT count, digest, signer, signature FROM checkpoints WHERE signer = ? AND count <= ?",
        (betrayed.officer.hex, officer_up_to),
    ).fetchall()
    connection.execute("DELETE FROM checkpoints")
    keys = {
        DEVICE_SIGNER: betrayed.device_key,
        betrayed.supervisor.user.id.hex: SigningKey.from_seed(betrayed.supervisor.keys.seed),
    }
    for count, signer in signed_at:
        if signer in keys and count <= len(heads):
            made = signed_head(heads[count - 1], signer, keys[signer])
            connection.execute(INSERT_CHECKPOINT, checkpoint_row(made))
    for row in kept:
        connection.execute(INSERT_CHECKPOINT, row)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_other_past_passes_for_the_one_a_colleague_signed(
    betrayed: Betrayed, tmp_path: Path, part: int
) -> None:
    unseen, count = [], seeds(500, 10_000)[part::PARTS]
    for seed in count:
        attacked = betrayed.copy(tmp_path / str(seed))
        change = CHANGES[seed % len(CHANGES)]
        cleared = CLEARED[seed // len(CHANGES) % len(CLEARED)]
        make_another_past(attacked, change, seeded(seed), cleared)
        if not attacked.is_found_out():
            unseen.append((seed, change.__name__, cleared))
        shutil.rmtree(tmp_path / str(seed))
    report(7, "another past, signed anew", len(count), 0, len(unseen))
    assert unseen == []


@pytest.mark.parametrize("change", CHANGES)
def test_where_no_colleague_signed_the_other_past_looks_sound(
    betrayed: Betrayed, tmp_path: Path, change: Change
) -> None:
    """Control: the attacker left nothing undone, so it is the signature that finds them."""
    attacked = betrayed.copy(tmp_path / "attacked")
    make_another_past(attacked, change, seeded(7), 2)
    with with_the_key(attacked.post) as connection:
        connection.execute("DELETE FROM checkpoints WHERE signer = ?", (betrayed.officer.hex,))
    shutil.copy(*attacked.post.places.witnesses)

    with closing(attacked.post.open()) as vault:
        assert finished(vault.audit.check()).breaks == ()


def test_the_break_is_named_after_the_last_entry_that_a_signature_holds(
    betrayed: Betrayed, tmp_path: Path
) -> None:
    attacked = betrayed.copy(tmp_path / "attacked")
    make_another_past(attacked, fork, seeded(3), 0)

    with closing(attacked.post.open()) as vault:
        first, *_rest = finished(vault.audit.check()).breaks
    assert first.kind is BreakKind.SEEN
    assert betrayed.seen.count - LOOKS - 1 <= first.sequence <= betrayed.seen.count
