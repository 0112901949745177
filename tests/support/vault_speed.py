"""How fast a vault saves, opens and checks itself. `python -m tests.support.vault_speed` prints it.

A save is compared with the barest thing that is as durable: one INSERT and commit into a table
with the same columns and no index, in unencrypted SQLite of the standard library with the same
journal settings, the two taking turns in a random order.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from frontline.domain.answers import AnswerEvent
from frontline.storage.audit import INSERT_ENTRY
from frontline.storage.cases import _answer_row
from frontline.storage.content import ANSWERS
from frontline.storage.vault import SqlVault
from tests.support.vault_posts import SITE, Bench, RealPost, make_real_post
from tests.support.vault_tampering import seeded

_BARE_TABLE = (
    "CREATE TABLE answers (number INTEGER PRIMARY KEY, case_id BLOB, sequence INTEGER, id BLOB, "
    "screening BLOB, question TEXT, value TEXT, answered_at INTEGER, answered_by BLOB, "
    "replaces BLOB, position TEXT)"
)
_BARE_INSERT = "INSERT INTO answers VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Both files grow to the size at which they are checkpointed and written over.
_WARM_UP = 0.2


@dataclass(frozen=True)
class SaveTimes:
    """Seconds, sorted, of saves that took turns."""

    bare: list[float]
    vault: list[float]

    @property
    def ratio(self) -> float:
        return median(self.vault) / median(self.bare)

    @property
    def ratio_p95(self) -> float:
        return self.vault[int(len(self.vault) * 0.95)] / self.bare[int(len(self.bare) * 0.95)]


def measure_saves(bench: Bench, folder: Path, rounds: int) -> SaveTimes:
    """One answer at a time into the vault of `bench`, beside a bare one made in `folder`."""
    case, screening = bench.added()
    events = [bench.an_event(screening, number + 1) for number in range(rounds)]
    deed = bench.deed(target=screening.id)
    chance, times = seeded(rounds), SaveTimes([], [])
    with closing(_bare_database(folder / "bare.db")) as plain:

        def bare(event: AnswerEvent) -> None:
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(_BARE_INSERT, _answer_row(case.id, event, event.question))
            plain.execute("COMMIT")

        def ours(event: AnswerEvent) -> None:
            bench.vault.cases.append_answers(screening.id, (event,), event.question, deed)

        for event in events:
            turns = [(bare, times.bare), (ours, times.vault)]
            chance.shuffle(turns)
            for save, taken in turns:
                taken.append(_timed(lambda save=save, event=event: save(event)))  # type: ignore[misc]
    skipped = int(rounds * _WARM_UP)
    return SaveTimes(sorted(times.bare[skipped:]), sorted(times.vault[skipped:]))


def grow(vault: SqlVault, bench: Bench, answers: int, in_a_case: int = 100) -> None:
    """As if `answers` had been given one by one, each with its entry, but in few transactions."""
    ledger = vault.cases._ledger
    chain, execute = ledger._chain, ledger.database.execute
    for _ in range(answers // in_a_case):
        case, screening = bench.added()
        execute("BEGIN IMMEDIATE")
        for number in range(in_a_case):
            event = bench.an_event(screening, number + 1)
            row = _answer_row(case.id, event, event.question)
            line = chain.macs.vouch(ANSWERS, row[: len(ANSWERS.columns)])
            entry = chain.entry(bench.deed(target=screening.id), [line])
            execute(ANSWERS.insertion, row)
            execute(INSERT_ENTRY, entry.row)
            chain.advance(entry)
        execute("COMMIT")


def bench_in(vault: SqlVault, post: RealPost) -> Bench:
    return Bench(vault, vault.users.users()[1].id, SITE, post.clock)


def _bare_database(path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", _BARE_TABLE):
        plain.execute(statement)
    return plain


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        post = make_real_post(folder / "vault")
        with closing(post.open()) as vault:
            saves = measure_saves(bench_in(vault, post), folder, 3000)
        print(f"save: {median(saves.vault) * 1e3:.3f} ms, bare {median(saves.bare) * 1e3:.3f} ms")  # noqa: T201
        print(f"save ratio: median {saves.ratio:.2f}, p95 {saves.ratio_p95:.2f}")  # noqa: T201
        with closing(post.open()) as vault:
            grow(vault, bench_in(vault, post), 100_000)
        opened = median(_timed(lambda: post.open().close()) for _ in range(9))
        print(f"open and close with 100,000 answers: {opened * 1e3:.1f} ms")  # noqa: T201
        with closing(post.open()) as vault:
            print(f"verify: {_timed(vault.audit.verify):.2f} s, {vault.audit.head().count} entries")  # noqa: T201
            print(f"pages: {_timed(vault.check_pages):.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
