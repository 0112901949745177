"""Kinds of work on a vault, each piece acknowledged by its number, and what must be there of them
after the process was killed, or the power cut, or the disk refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.services.stores import StoredDocument
from frontline.services.vaults import RecoveryKind
from frontline.sync.folder import FolderTransport
from frontline.wire.cards import HubCard, read_card
from frontline.wire.frame import read_frame
from frontline.wire.stick import BUNDLE_SUFFIX, files_in
from tests.support.clock import SettableClock
from tests.support.keep_place import (
    MOST,
    PASSPHRASES,
    Place,
    Say,
    bench_of,
    check_whole,
    count,
)
from tests.support.keep_works_copies import (
    back_up,
    backups_kept,
    migrate,
    migrated_kept,
    restore,
    restored_kept,
)
from tests.support.outbox_posts import outbox_post
from tests.support.vault_posts import SUPERVISOR

# Each `run` works until it is ended. Each `kept` opens what is left, and proves that it is whole.


def save(place: Place, say: Say) -> None:
    with place.at() as vault:
        bench = bench_of(vault)
        _case, screening = bench.added()
        for number in range(1, MOST):
            bench.answer(screening, bench.an_event(screening, number, f"answer {number}"))
            say(number)


def answers_kept(place: Place) -> int:
    with place.at() as vault:
        check_whole(vault)
        stored = count(vault, "SELECT count(*) FROM answers")
        assert stored == count(vault, "SELECT coalesce(max(sequence), 0) FROM answers")
        return stored


def autosave(place: Place, say: Say) -> None:
    with place.at() as vault:
        bench = bench_of(vault)
        case, _screening = bench.added()
        for number in range(1, MOST):
            deed = bench.deed(DeedKind.IDENTITY_SAVED, case.id)
            vault.identities.save_envelope(case.id, str(number).encode() * 300, deed)
            say(number)


def envelope_kept(place: Place) -> int:
    with place.at() as vault:
        check_whole(vault)
        row = vault._database.execute("SELECT sealed FROM envelopes").fetchone()
    if row is None:
        return 0
    number = row[0][: len(row[0]) // 300]
    assert row[0] == number * 300
    return int(number)


def close_case(place: Place, say: Say) -> None:
    with place.at() as vault:
        bench = bench_of(vault)
        finding = Finding(Band.PRESUMED, urgent=True)
        for number in range(1, MOST):
            _case, screening = bench.added()
            deed = bench.deed(DeedKind.SCREENING_CLOSED, screening.id)
            vault.cases.close_screening(screening.id, bench.clock.now(), finding, deed)
            say(number)


def closed_kept(place: Place) -> int:
    with place.at() as vault:
        check_whole(vault)
        closed = count(vault, "SELECT count(*) FROM screenings WHERE closed_at IS NOT NULL")
        assert closed == count(vault, "SELECT count(*) FROM screenings WHERE finding IS NOT NULL")
        return closed


@dataclass(frozen=True)
class CardOnly:
    card: HubCard


def export(place: Place, say: Say) -> None:
    hub = CardOnly(read_card(place.card.read_bytes(), HubCard))
    vault, session = place.keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    post = outbox_post(vault, session, hub, SettableClock())
    for number in range(1, MOST):
        post.queue(number)
        post.send(FolderTransport(place.stick), hub)
        say(number)


def exported_kept(place: Place) -> int:
    files = files_in(place.stick, BUNDLE_SUFFIX) if place.stick.exists() else []
    carried = {read_frame(path.read_bytes()).sequence for path in files}
    with place.signed_in() as vault:
        check_whole(vault)
        sequences = [each.sequence for each in vault.outbox.bundles(only_unacknowledged=True)]
    assert sequences == list(range(1, len(sequences) + 1))
    assert carried <= set(sequences)
    return max(carried, default=0)


def install(kind: str) -> Callable[[Place, Say], None]:
    def run(place: Place, say: Say) -> None:
        with place.at() as vault:
            bench = bench_of(vault)
            for number in range(1, MOST):
                document = StoredDocument(kind, "invented", number, b"content" * 3000)
                vault.documents.install(document, bench.deed(DeedKind.DOCUMENT_INSTALLED))
                say(number)

    return run


def installed(kind: str) -> Callable[[Place], int]:
    def kept(place: Place) -> int:
        with place.at() as vault:
            check_whole(vault)
            versions = [each.version for each in vault.documents.newest(kind)]
            assert count(vault, "SELECT count(*) FROM documents") == max(versions, default=0)
            return max(versions, default=0)

    return kept


def change_passphrase(place: Place, say: Say) -> None:
    keeper = place.keeper
    for number in range(1, MOST):
        old, new = PASSPHRASES[(number - 1) % 2], PASSPHRASES[number % 2]
        keeper.change_passphrase(SUPERVISOR.name, old, new)
        say(number)


def passphrase_kept(place: Place) -> int:
    """Only which of the two opens it can be told."""
    for number, passphrase in enumerate(PASSPHRASES):
        try:
            with place.signed_in(passphrase) as vault:
                check_whole(vault)
                return number
        except Exception as error:  # noqa: BLE001 -- the other one is tried
            last = error
    raise last


def rekey(place: Place, say: Say) -> None:
    keeper = place.keeper
    _vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    accounts = keeper.accounts()
    for number in range(1, MOST):
        accounts.propose_recovery(RecoveryKind.SHEET)
        accounts.set_recovery(session)
        say(number)


def rekeyed_kept(place: Place) -> int:
    with place.signed_in() as vault:
        check_whole(vault)
        generation = vault.generations.newest()
    with place.signed_in() as vault:
        assert vault.generations.newest() >= generation
        return MOST


def lock(place: Place, say: Say) -> None:
    screening = None
    for number in range(1, MOST):
        with place.at() as vault:
            bench = bench_of(vault)
            if screening is None:
                _case, screening = bench.added()
            bench.answer(screening, bench.an_event(screening, number))
        say(number)


def purge(place: Place, say: Say) -> None:
    """Cases are opened and purged by turns; the number is that of those purged."""
    with place.at() as vault:
        bench = bench_of(vault)
        for number in range(1, MOST):
            case, screening = bench.added()
            bench.answer(screening, *(bench.an_event(screening, at) for at in range(1, 30)))
            vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))
            say(number)


def purged_kept(place: Place) -> int:
    """At most the last case is there, as a whole; and as many tombstones as were said."""
    with place.at() as vault:
        check_whole(vault)
        cases = count(vault, "SELECT count(*) FROM cases")
        answers = count(vault, "SELECT count(*) FROM answers")
        assert cases in (0, 1)
        assert answers in (0, 29 * cases)
        assert count(vault, "SELECT count(*) FROM sqlite_master WHERE name GLOB '*_refuse_*'") == 6
        return count(
            vault, "SELECT count(*) FROM audit WHERE instr(entry, 'retention.case-purged') > 0"
        )


@dataclass(frozen=True)
class Work:
    """`most`: how many pieces are let go by before a kill; `period`: numbers count modulo that."""

    run: Callable[[Place, Say], None]
    kept: Callable[[Place], int]
    most: int = 40
    period: int = MOST

    def lost(self, acknowledged: int, found: int, *, may_be_more: bool) -> int:
        """How many acknowledged pieces are missing; 1 for any where only the last is known."""
        if self.period == MOST:
            return max(0, acknowledged - found)
        allowed = {acknowledged % self.period}
        if may_be_more:
            allowed.add((acknowledged + 1) % self.period)
        return int(found not in allowed)


WORKS = {
    "save": Work(save, answers_kept, 150),
    "autosave": Work(autosave, envelope_kept, 150),
    "close": Work(close_case, closed_kept),
    "export": Work(export, exported_kept, 6),
    "import": Work(install("directory"), installed("directory")),
    "pack": Work(install("pack"), installed("pack")),
    "passphrase": Work(change_passphrase, passphrase_kept, 6, 2),
    "rekey": Work(rekey, rekeyed_kept, 6),
    "backup": Work(back_up, backups_kept, 4),
    "restore": Work(restore, restored_kept, 3),
    "migration": Work(migrate, migrated_kept, 4),
    "retention": Work(purge, purged_kept, 10),
    "lock": Work(lock, answers_kept, 12),
}
