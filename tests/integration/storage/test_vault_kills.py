"""Processes killed in the middle of work: what was acknowledged is there, and nothing is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from frontline.domain.identifiers import CaseId
from frontline.errors import VaultInUseError
from frontline.storage.keeper import SqlVaultKeeper
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHANCE, CHEAP, OFFICER, SETUP, RealPost
from tests.support.vault_tampering import seeded

ROOT = Path(__file__).parents[3]


@contextmanager
def worker(*orders: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.vault_worker", *orders],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def lines_until(process: subprocess.Popen[bytes], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().decode().strip() for _ in range(count)]


def killed_while_answering(
    post: RealPost, after: int, spin: int, order: str = "answer"
) -> tuple[CaseId, int]:
    """Kill when `after` answers were acknowledged and a little later; gives the last number."""
    with worker(order, str(post.folder)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{post.data_key.hex()}\n".encode())
        process.stdin.flush()
        first, *said = lines_until(process, after + 1)
        # Not at the moment of an acknowledgement, but somewhere in the work on a later answer.
        for _ in range(spin):
            os.getpid()
        process.kill()
        said += process.stdout.read().decode().split()
    return CaseId(UUID(hex=first.split()[1])), int(said[-1])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_kill_loses_no_acknowledged_answer(post: RealPost, seed: int) -> None:
    """In a process of its own from the start. The long run of kills at this work forks, which is
    ten times as quick: see test_vault_killed_at_work.py."""
    chance = seeded(seed)

    case, acknowledged = killed_while_answering(
        post, chance.randrange(1, 250), chance.randrange(60_000)
    )

    with closing(post.open()) as vault:
        stored = vault.cases.answers(case)
        vault.audit.verify()
        assert vault.check_pages() == ()
        assert [event.sequence for event in stored] == list(range(1, len(stored) + 1))
        # The last one may have been durable before it could be said.
        assert acknowledged <= len(stored) <= acknowledged + 1


@pytest.mark.slow
def test_one_who_acknowledges_before_the_answer_is_stored_is_found_out(post: RealPost) -> None:
    case, acknowledged = killed_while_answering(post, 3, 0, "boast")

    with closing(post.open()) as vault:
        assert len(vault.cases.answers(case)) < acknowledged


@pytest.mark.slow
def test_a_killed_owner_leaves_the_vault_free(post: RealPost) -> None:
    killed_while_answering(post, 3, 0)

    vault, _session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with pytest.raises(VaultInUseError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    vault.close()


CALLS_OF_CHANCE_IN_A_FOUNDING = 11


@pytest.mark.slow
@pytest.mark.parametrize("last", range(1, CALLS_OF_CHANCE_IN_A_FOUNDING + 1))
def test_a_founding_that_was_cut_off_left_nothing_and_can_be_done_again(
    tmp_path: Path, last: int
) -> None:
    folder = tmp_path / "vault"
    with worker("found", str(folder), str(last)) as process:
        assert process.wait() == 9
    keeper = SqlVaultKeeper(folder, SettableClock(), CHANCE, CHEAP)

    assert not keeper.exists()
    keeper.create(SETUP)

    vault, _session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    vault.audit.verify()
    vault.close()


@pytest.mark.slow
def test_a_founding_asks_chance_no_oftener(tmp_path: Path) -> None:
    with worker("found", str(tmp_path / "vault"), "1000") as process:
        assert process.wait() == 0
    with worker("found", str(tmp_path / "b"), str(CALLS_OF_CHANCE_IN_A_FOUNDING + 1)) as process:
        assert process.wait() == 0
