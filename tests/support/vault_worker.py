"""Processes that work in a vault until they are killed. Run as `python -m`, with their orders on
the command line and keys on standard input."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from frontline.domain.identifiers import UserId
from frontline.services.chance import SystemChance
from frontline.services.vaults import RecoverySheet
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.places import VaultPlaces
from frontline.storage.slots import SlotTable
from frontline.storage.unlocking import Unlocked
from frontline.storage.upkeep import Upkeep
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.vault_posts import (
    CHEAP,
    OFFICER,
    SETUP,
    SUPERVISOR,
    Bench,
    RealPost,
    cheap_derivation,
)


def answer_for_ever(folder: Path, data_key: bytes) -> None:
    """Says each answer's number on standard output as soon as it was acknowledged."""
    post = RealPost(folder, RecoverySheet("", ""), data_key)
    vault = post.open()
    bench = Bench(vault, UserId(vault.users.users()[1].id), vault.sites.sites()[0])
    case, screening = bench.added()
    say(f"case {case.id.hex}")
    number = 0
    while True:
        number += 1
        bench.answer(screening, bench.an_event(screening, number, f"answer {number}"))
        vault.cases.set_position(screening.id, None)
        say(f"{number}")


def boast_for_ever(folder: Path, data_key: bytes) -> None:
    """As answer_for_ever, but it says so before the answer is stored: what a test must notice."""
    post = RealPost(folder, RecoverySheet("", ""), data_key)
    vault = post.open()
    bench = Bench(vault, UserId(vault.users.users()[1].id), vault.sites.sites()[0])
    case, screening = bench.added()
    say(f"case {case.id.hex}")
    for number in range(1, 4):
        say(f"{number}")
        if number == 3:
            sys.stdin.readline()
        bench.answer(screening, bench.an_event(screening, number))


def remove_an_officer(folder: Path) -> None:
    """The supervisor removes the officer; says when it begins and when it is acknowledged."""
    keeper = SqlVaultKeeper(folder, SettableClock(), SystemChance(), CHEAP)
    with cheap_derivation():
        vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    officer = next(user for user in vault.users.users() if user.name == OFFICER.name)
    say("begun")
    sys.stdin.readline()
    keeper.accounts().remove_user(session, officer.id)
    say("removed")
    vault.close()
    say("closed")


class _NoPending(Upkeep):
    """Encrypts the database under the new key before anybody has it: what a test must notice."""

    def store(self, _vault: SqlVault, unlocked: Unlocked, table: SlotTable) -> Unlocked:
        if unlocked.pending is not None:
            return replace(unlocked, table=table)
        os._exit(9)


def remove_without_pending(folder: Path) -> None:
    keeper = SqlVaultKeeper(folder, SettableClock(), SystemChance(), CHEAP)
    with cheap_derivation():
        vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    officer = next(user for user in vault.users.users() if user.name == OFFICER.name)
    accounts = keeper.accounts()
    accounts._upkeep = _NoPending(VaultPlaces(folder), SystemChance(), SettableClock())
    accounts.remove_user(session, officer.id)


class DeadlyChance(SystemChance):
    """Ends the process, without any tidying up, when it is asked for the `last` time."""

    def __init__(self, last: int) -> None:
        self._left = last

    def uuid(self) -> UUID:
        self._count()
        return super().uuid()

    def token(self, size: int) -> bytes:
        self._count()
        return super().token(size)

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            os._exit(9)


def found(folder: Path, last: int) -> None:
    SqlVaultKeeper(folder, SettableClock(), DeadlyChance(last), CHEAP).create(SETUP)


def say(line: str) -> None:
    # Not through a buffer: what was said must be out before the next answer is tried.
    os.write(1, f"{line}\n".encode())


def main() -> None:
    order, folder, *rest = sys.argv[1:]
    if order == "found":
        found(Path(folder), int(rest[0]))
        return
    if order in ("remove", "remove-without-pending"):
        (remove_an_officer if order == "remove" else remove_without_pending)(Path(folder))
        return
    work = answer_for_ever if order == "answer" else boast_for_ever
    work(Path(folder), bytes.fromhex(sys.stdin.readline().strip()))


if __name__ == "__main__":
    main()
