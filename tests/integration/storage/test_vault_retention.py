"""Holds, proposals and removals; what was removed is nowhere in the bytes of the real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2 as sqlcipher

from frontline.crypto.sealing import seal
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.referrals import ReferralState
from frontline.domain.retention import HoldReason, Proposal, Removal
from frontline.errors import AuditBrokenError, CaseNotFoundError, DiskFullError, VaultDamagedError
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from frontline.storage.vault import SqlVault
from tests.support.vault_disks import fill_disk, small_disk
from tests.support.vault_posts import OFFICER, SITE, SUPERVISOR, Bench, RealPost
from tests.support.vault_tampering import PAGE, with_the_key

pytestmark = pytest.mark.slow
CANARY = "Wilhelmina-Quetzal-4711"


def a_closed_case(bench: Bench, text: str = "yes") -> tuple[Case, Screening]:
    """With something in every table that belongs to a case, and nothing still to be done."""
    vault = bench.vault
    case, screening = bench.added()
    for number in (1, 2, 3):
        bench.answer(screening, bench.an_event(screening, number, text, text))
    vault.identities.save_envelope(case.id, text.encode() * 20, bench.deed())
    vault.plans.record_choice(case.id, AssistanceService.LEGAL, Choice.LATER, bench.deed())
    follow_up = bench.a_follow_up(case)
    vault.follow_ups.add_follow_up(follow_up, bench.deed())
    vault.follow_ups.finish_follow_up(follow_up.id, bench.clock.now(), bench.deed())
    referral = bench.queued(case, screening)
    vault.referrals.move_referral(referral.id, ReferralState.ACKNOWLEDGED, bench.deed())
    finding = Finding(Band.POSSIBLE, urgent=False)
    vault.cases.close_screening(screening.id, bench.clock.now(), finding, bench.deed())
    return case, screening


def proposal(bench: Bench, case: Case, removal: Removal = Removal.CASE) -> Proposal:
    return Proposal(case.id, removal, bench.officer, bench.clock.now())


def test_a_case_is_told_by_what_keeps_it(bench: Bench) -> None:
    case, screening = a_closed_case(bench)
    (kept,) = bench.vault.retention.kept()
    assert (kept.id, kept.code, kept.closed_at) == (case.id, case.code, bench.clock.now())
    assert (kept.band, kept.has_identity) == (Band.POSSIBLE, True)
    assert not kept.is_waiting
    assert kept.hold is None

    bench.queued(case, screening)
    (kept,) = bench.vault.retention.kept()
    assert kept.is_waiting

    other, _screening = bench.added()
    bench.vault.follow_ups.add_follow_up(bench.a_follow_up(other), bench.deed())
    assert bench.vault.retention.kept()[1].is_waiting
    assert bench.vault.retention.kept()[1].id == other.id
    assert bench.vault.retention.kept()[1].closed_at is None


def test_a_hold_stays_until_it_is_lifted(bench: Bench) -> None:
    case, _screening = a_closed_case(bench)
    store = bench.vault.retention
    store.set_hold(case.id, HoldReason.COURT, bench.deed())
    store.set_hold(case.id, HoldReason.COMPENSATION, bench.deed())
    assert store.kept()[0].hold is HoldReason.COMPENSATION

    before = bench.vault.audit.head()
    store.lift_hold(case.id, bench.deed())
    after = bench.vault.audit.head()
    store.lift_hold(case.id, bench.deed())

    assert store.kept()[0].hold is None
    assert before != after == bench.vault.audit.verify()


def test_the_first_proposal_stands_and_can_be_withdrawn(bench: Bench) -> None:
    case, _screening = a_closed_case(bench)
    store = bench.vault.retention
    first = proposal(bench, case)
    store.propose(first, bench.deed())
    bench.clock.advance(timedelta(days=1))
    store.propose(proposal(bench, case), bench.deed())
    second = proposal(bench, case, Removal.IDENTITY)
    store.propose(second, bench.deed())
    assert store.proposals() == (first, second)

    store.withdraw(case.id, Removal.CASE, bench.deed())
    store.withdraw(case.id, Removal.CASE, bench.deed())
    assert store.proposals() == (second,)
    bench.vault.audit.verify()


def test_an_erased_identity_leaves_answers_and_finding(bench: Bench) -> None:
    case, screening = a_closed_case(bench)
    bench.vault.retention.propose(proposal(bench, case, Removal.IDENTITY), bench.deed())

    for _ in range(2):
        bench.vault.retention.erase_identity(case.id, bench.deed(DeedKind.IDENTITY_ERASED))

    assert bench.vault.identities.envelope(case.id) is None
    assert len(bench.vault.cases.answers(case.id)) == 3
    assert bench.vault.cases.screening(screening.id).finding is not None
    assert bench.vault.retention.proposals() == ()
    bench.vault.audit.verify()


def test_a_purged_case_leaves_nothing_and_others_alone(bench: Bench) -> None:
    case, _screening = a_closed_case(bench)
    other, _other = a_closed_case(bench)
    bench.vault.retention.set_hold(case.id, HoldReason.COURT, bench.deed())
    bench.vault.retention.propose(proposal(bench, case), bench.deed())

    for _ in range(2):
        bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))

    with pytest.raises(CaseNotFoundError):
        bench.vault.cases.case(case.id)
    assert bench.vault.cases.answers(case.id) == ()
    assert bench.vault.cases.screenings(case.id) == ()
    assert bench.vault.identities.envelope(case.id) is None
    assert bench.vault.plans.choices(case.id) == {}
    assert {each.case for each in bench.vault.referrals.referrals()} == {other.id}
    assert [each.id for each in bench.vault.retention.kept()] == [other.id]
    assert len(bench.vault.cases.answers(other.id)) == 3
    bench.vault.audit.verify()


@dataclass(frozen=True)
class Purged:
    post: RealPost
    case: Case
    rows: list[tuple[object, ...]]


@pytest.fixture
def purged(post: RealPost) -> Purged:
    """A closed vault from which a case was purged."""
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = a_closed_case(bench)
        a_closed_case(bench)
        rows = vault._database.execute("SELECT * FROM answers").fetchall()
        vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))
    return Purged(post, case, [row for row in rows if row[0] == case.id.bytes])


def test_the_record_of_deeds_holds_without_the_case(purged: Purged) -> None:
    with closing(purged.post.open()) as vault:
        vault.audit.verify()
        entry = vault._database.execute(
            "SELECT entry FROM audit ORDER BY sequence DESC LIMIT 1"
        ).fetchone()[0]
    assert f"\nretention.case-purged\n{purged.case.id}\n" in entry.decode()


def test_an_answer_that_comes_back_is_found(purged: Purged) -> None:
    with with_the_key(purged.post) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        marks = ", ".join("?" * len(purged.rows[0]))
        connection.execute(f"INSERT INTO answers VALUES ({marks})", purged.rows[0])  # noqa: S608

    with closing(purged.post.open()) as vault, pytest.raises(AuditBrokenError):
        vault.audit.verify()


def test_without_its_tombstone_a_purge_is_a_theft(post: RealPost) -> None:
    """Control: what the entry of a purge vouches for is what makes the absence right."""
    with closing(post.open()) as vault:
        case, _screening = a_closed_case(post.bench(vault))
    with with_the_key(post) as connection:
        connection.execute("DELETE FROM answers WHERE case_id = ?", (case.id.bytes,))

    with closing(post.open()) as vault, pytest.raises(AuditBrokenError):
        vault.audit.verify()


def test_the_log_refuses_deletions_again_after_a_purge(purged: Purged) -> None:
    with (
        closing(purged.post.open()) as vault,
        pytest.raises(sqlcipher.IntegrityError, match="append only"),
    ):
        vault._database._driver.execute("DELETE FROM answers")


def test_a_purge_that_is_taken_back_leaves_the_trigger(post: RealPost) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = a_closed_case(bench)
        with pytest.raises(ValueError, match="line break"):
            vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, "two\nlines"))
        assert len(vault.cases.answers(case.id)) == 3
        with pytest.raises(sqlcipher.IntegrityError, match="append only"):
            vault._database._driver.execute("DELETE FROM answers")


def plain_pages(post: RealPost, data_key: bytes) -> Iterator[bytes]:
    """Every page of the main file deciphered, those that are free as well."""
    content = post.places.database.read_bytes()
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        body = page[16:-80] if start == 0 else page[:-80]
        cipher = Cipher(algorithms.AES(data_key), modes.CBC(page[-80:-64]))
        yield cipher.decryptor().update(body)


def holds(post: RealPost, data_key: bytes, text: str) -> bool:
    return any(text.encode() in page for page in plain_pages(post, data_key))


def planted_and_purged(vault: SqlVault, post: RealPost) -> None:
    bench = post.bench(vault)
    case, _screening = a_closed_case(bench, CANARY)
    vault._database.checkpoint()
    assert holds(post, post.data_key, CANARY)
    vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))


def test_what_was_purged_is_in_no_page_and_the_old_key_opens_nothing(post: RealPost) -> None:
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        planted_and_purged(vault, post)
        keeper.accounts().renew_key(session)
        vault.audit.verify()
    key = unlock(SlotFiles(post.places).copies(), OFFICER.name, OFFICER.passphrase).data_key

    assert key != post.data_key
    assert b"SQLite" not in next(plain_pages(post, post.data_key))
    assert not holds(post, key, CANARY)
    assert holds(post, key, "frontline vault canary")
    for path in post.folder.iterdir():
        assert CANARY.encode() not in path.read_bytes()
    with pytest.raises(VaultDamagedError):
        post.open()


def test_without_overwriting_what_was_purged_stays_in_free_pages(post: RealPost) -> None:
    """Control: the search above finds what a deletion alone leaves behind."""
    with closing(post.open()) as vault:
        vault._database._driver.set_authorizer(None)
        vault._database._driver.execute("PRAGMA secure_delete = OFF")
        planted_and_purged(vault, post)

    assert holds(post, post.data_key, CANARY)


def with_reserve(work: Callable[[], None]) -> None:
    """As the service does it: a full disk gives the reserve up for the second try."""
    try:
        work()
    except DiskFullError:
        work()


def test_on_a_full_disk_the_reserve_lets_a_case_go(template: RealPost, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 22) as disk:
        for path in template.folder.iterdir():
            (disk / path.name).write_bytes(path.read_bytes())
        small = RealPost(disk, template.sheet, template.data_key)
        keeper = small.keeper()
        vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
        with closing(vault):
            bench = small.bench(vault)
            case, _screening = a_closed_case(bench)
            fill_disk(disk)
            deed = bench.deed(DeedKind.CASE_PURGED, case.id)
            with_reserve(lambda: vault.retention.purge(case.id, deed))
            with_reserve(lambda: keeper.accounts().renew_key(session))
            vault.audit.verify()
            assert not small.places.reserve.exists()
            assert vault.cases.answers(case.id) == ()


def test_an_envelope_that_is_erased_is_overwritten(post: RealPost) -> None:
    with closing(post.open()) as vault:
        users = vault.users.users()
        bench = Bench(vault, users[1].id, SITE, post.clock)
        case, _screening = bench.added()
        sealed = seal(CANARY.encode(), [users[0].recipient])
        vault.identities.save_envelope(case.id, sealed, bench.deed())
        vault._database.checkpoint()
        assert any(sealed[-40:] in page for page in plain_pages(post, post.data_key))
        vault.retention.erase_identity(case.id, bench.deed(DeedKind.IDENTITY_ERASED))

    assert not any(sealed[-40:] in page for page in plain_pages(post, post.data_key))
