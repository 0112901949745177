"""Fault family 19: two programs and two people at one vault, clocks that jump, and a machine that
falls asleep in the middle of a commit. Counted: FRONTLINE_FAULTS=many asks for the long run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from frontline.domain.cases import Screening
from frontline.domain.identifiers import CaseId
from frontline.errors import VaultInUseError
from frontline.services.audit_log import HistoryFilter
from frontline.storage.audit_log import finished
from frontline.storage.vault import SqlVault
from tests.support.fault_report import report
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, Bench, RealPost
from tests.support.vault_tampering import seeded, seeds

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TEN_YEARS = timedelta(days=3653)
AN_HOUR = timedelta(hours=1)


def jump(post: RealPost, chance: random.Random) -> None:
    """Ten years either way, an hour as at the change to summer time, or a moment."""
    by = chance.choice((TEN_YEARS, -TEN_YEARS, AN_HOUR, -AN_HOUR, timedelta(seconds=1)))
    moved = post.clock.now() + by
    if 1990 < moved.year < 2090:
        post.clock.advance(by)


def is_refused(post: RealPost) -> bool:
    """A second program at the same vault."""
    try:
        vault, _session = post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    except VaultInUseError:
        return True
    vault.close()
    return False


def in_order(vault: SqlVault, screening: Screening, expected: list[str]) -> bool:
    """Answers and entries are in the order they were made in, whatever the clock said."""
    values = [event.value for event in vault.cases.answers(screening.case)]
    history = vault.audit.history(HistoryFilter(), None, 10_000)
    numbers = [entry.sequence for entry in history]
    return values == expected and numbers == list(range(len(numbers), 0, -1))


def test_two_people_two_programs_and_a_clock_that_jumps(template: RealPost, tmp_path: Path) -> None:
    lost, let_in, count = [], [], seeds(15, 400)
    for seed in count:
        chance, post = seeded(seed), template.copy_to(tmp_path / str(seed) / "vault")
        screening: Screening | None = None
        expected: list[str] = []
        for turn in range(6):
            user = (OFFICER, SUPERVISOR)[turn % 2]
            vault, session = post.keeper().sign_in(user.name, user.passphrase)
            with closing(vault):
                bench = Bench(vault, session.user.id, SITE, post.clock)
                if screening is None:
                    _case, screening = bench.added()
                for _ in range(3):
                    jump(post, chance)
                    expected.append(f"answer {len(expected)}")
                    event = bench.an_event(screening, len(expected), expected[-1])
                    bench.answer(screening, event)
                if not is_refused(post):
                    let_in.append(seed)
                if not in_order(vault, screening, expected) or finished(vault.audit.check()).breaks:
                    lost.append(seed)
    report(19, "two people, two programs, clock jumps", len(count), len(lost), len(let_in))
    assert (lost, let_in) == ([], [])


def test_asleep_in_the_middle_of_a_commit(template: RealPost, tmp_path: Path) -> None:
    """Stopped at any point, as by the lid, the program keeps its vault; killed before it wakes, or
    awake again, it has lost nothing that it acknowledged."""
    lost, count = [], seeds(5, 100)
    for seed in count:
        chance, post = seeded(seed), template.copy_to(tmp_path / str(seed) / "vault")
        command = [sys.executable, "-m", "tests.support.vault_worker", "answer", str(post.folder)]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{post.data_key.hex()}\n".encode())
            process.stdin.flush()
            case = CaseId(UUID(hex=process.stdout.readline().decode().split()[1]))
            said = [process.stdout.readline() for _ in range(chance.randrange(1, 60))]
            os.kill(process.pid, signal.SIGSTOP)
            time.sleep(0.01)
            if seed % 2:
                os.kill(process.pid, signal.SIGCONT)
                said += [process.stdout.readline() for _ in range(5)]
            process.kill()
            said += process.stdout.read().splitlines(keepends=True)
        acknowledged = int(said[-1])
        with closing(post.open()) as vault:
            answers = [event.value for event in vault.cases.answers(case)]
            expected = [f"answer {number + 1}" for number in range(len(answers))]
            is_whole = answers == expected and not finished(vault.audit.check()).breaks
            if not is_whole or len(answers) < acknowledged:
                lost.append(seed)
    report(19, "asleep in a commit", len(count), len(lost), 0)
    assert lost == []


def test_with_nobody_there_the_second_program_is_let_in(post: RealPost) -> None:
    """Control: it is the lock that refuses, and nothing else."""
    vault, _session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        assert is_refused(post)
    assert not is_refused(post)
