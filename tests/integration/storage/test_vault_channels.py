"""Hand-overs and notes for law enforcement in a vault: the same contract for fake and real, and
what somebody finds who opens the database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from frontline.crypto.sealing import new_sealing_key
from frontline.domain.assistance import AssistanceService
from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.handovers import Basis, DutyReason, Handover, HandoverState, Part
from frontline.domain.identifiers import HandoverId, NoteId
from frontline.domain.intel import KeptNote
from frontline.errors import AuditBrokenError, CaseNotFoundError, StorageUnwritableError
from frontline.errors_of_channels import HandoverNotFoundError, NoteNotFoundError
from frontline.services.channel_stores import HandoverFile
from frontline.services.documents import Documents
from frontline.services.handovers import Handovers
from frontline.services.intel_notes import IntelNotes
from frontline.services.screenings import ScreeningService
from frontline.services.stores import SealedBundle
from frontline.storage.bundle_items import listed, notes_in, referrals_in
from tests.support.channels import (
    OTHERS,
    PERSON,
    SHELTER,
    accept,
    describe,
    directory_of,
    focal_point_of,
    install_directory,
    install_focal_point,
    note_content,
    order_for,
    service_keys,
)
from tests.support.desks import FULL, TRUSTED, core_pack
from tests.support.stored_texts import stored_texts
from tests.support.vault_desks import desk_of
from tests.support.vault_posts import CHANCE, OFFICER, SITE, Bench, RealPost
from tests.support.vault_tampering import with_the_key

FILE = HandoverFile(b"for the service", b"for who works on it")


def a_handover(bench: Bench, case: Case, **other: object) -> Handover:
    made = Handover(
        id=HandoverId(CHANCE.uuid()),
        case=case.id,
        service=AssistanceService.SHELTER,
        basis=Basis.CHILD_PROTECTION,
        reason=DutyReason.NO_SAFE_CARER,
        parts=(Part.NAMES, Part.PAPERS),
        state=HandoverState.PREPARED,
        prepared_at=bench.clock.now(),
        prepared_by=bench.officer,
        due=date(2026, 12, 1),
        receipt_check="0" * 64,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def added(bench: Bench, case: Case, **other: object) -> Handover:
    made = a_handover(bench, case, **other)
    deed = bench.deed(DeedKind.HANDOVER_PREPARED, made.id)
    bench.vault.handovers.add_handover(made, FILE, deed)
    return made


def a_note(bench: Bench, case: Case) -> KeptNote:
    note = KeptNote(NoteId(CHANCE.uuid()), bench.clock.now(), bench.officer, "f" * 64, b"sealed")
    bench.vault.notes.add_note(note, case.id, bench.deed(DeedKind.NOTE_SEALED, note.id))
    return note


def test_a_hand_over_comes_back_as_it_was_written(bench: Bench) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    one = added(bench, case)
    two = added(bench, case, basis=Basis.CHOICE, reason=None, parts=())
    added(bench, other)
    store = bench.vault.handovers

    assert store.handovers(case.id) == (one, two)
    assert store.handover(two.id) == two
    assert store.file(one.id) == FILE
    store.add_handover(one, FILE, bench.deed())
    assert store.handovers(case.id) == (one, two)
    with pytest.raises(StorageUnwritableError):
        store.add_handover(replace(one, due=date(2027, 1, 1)), FILE, bench.deed())
    bench.vault.audit.verify()


def test_a_hand_over_takes_its_steps(bench: Bench) -> None:
    case, _screening = bench.added()
    made, store = added(bench, case), bench.vault.handovers
    before = bench.vault.audit.head().count

    store.move_handover(made.id, HandoverState.CARRIED, bench.deed(DeedKind.HANDOVER_SAVED))

    assert store.handover(made.id) == replace(made, state=HandoverState.CARRIED)
    assert bench.vault.audit.head().count == before + 1
    unknown = HandoverId(CHANCE.uuid())
    with pytest.raises(HandoverNotFoundError):
        store.handover(unknown)
    with pytest.raises(HandoverNotFoundError):
        store.move_handover(unknown, HandoverState.CARRIED, bench.deed())
    assert store.file(unknown) is None
    bench.vault.audit.verify()


def test_a_hand_over_belongs_to_a_case_that_there_is(bench: Bench) -> None:
    with pytest.raises(StorageUnwritableError):
        added(bench, bench.a_case())
    with pytest.raises(StorageUnwritableError):
        a_note(bench, bench.a_case())
    assert bench.vault.notes.notes() == ()


def test_the_file_goes_with_the_persons_details_and_the_codes_with_the_case(bench: Bench) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    made, kept = added(bench, case), added(bench, other)

    bench.vault.retention.erase_identity(case.id, bench.deed(DeedKind.IDENTITY_ERASED))
    assert bench.vault.handovers.file(made.id) is None
    assert bench.vault.handovers.handovers(case.id) == (made,)
    assert bench.vault.handovers.file(kept.id) == FILE

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED))
    with pytest.raises(HandoverNotFoundError):
        bench.vault.handovers.handover(made.id)
    with pytest.raises(CaseNotFoundError):
        bench.vault.cases.case(case.id)
    bench.vault.audit.verify()


def test_notes_come_back_in_order_and_lead_to_no_case(bench: Bench) -> None:
    case, _screening = bench.added()
    other, _screening = bench.added()
    one, two, three = (a_note(bench, each) for each in (case, other, case))
    notes = bench.vault.notes

    assert notes.notes() == (one, two, three)
    assert notes.notes_of(case.id) == (one.id, three.id)
    notes.mark_carried(three.id, bench.deed(DeedKind.NOTE_SAVED))
    assert notes.notes()[2] == replace(three, carried_at=bench.clock.now())
    with pytest.raises(NoteNotFoundError):
        notes.mark_carried(NoteId(CHANCE.uuid()), bench.deed())
    bench.vault.audit.verify()


def test_without_the_link_case_and_note_are_both_whole(bench: Bench) -> None:
    case, _screening = bench.added()
    note = a_note(bench, case)

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED))

    assert bench.vault.notes.notes() == (note,)
    assert bench.vault.notes.notes_of(case.id) == ()
    bench.vault.audit.verify()


def test_a_bundle_of_notes_moves_no_referral(bench: Bench) -> None:
    case, screening = bench.added()
    referral, note = bench.queued(case, screening), a_note(bench, case)
    outbox = bench.vault.outbox
    outbox.add_bundle(SealedBundle(1, "a" * 64, b"x", (), notes=(note.id,)), bench.deed())
    outbox.mark_sent(1, bench.deed())
    outbox.accept_receipt(1, b"receipt", (), bench.deed())
    outbox.void_receipts("hub", 1, [1], bench.deed())

    (bundle,) = outbox.bundles(only_unacknowledged=True)
    assert (bundle.items, bundle.notes) == ((), (note.id,))
    assert bench.vault.referrals.referral(referral.id).state is referral.state
    bench.vault.audit.verify()


def test_bundles_of_earlier_versions_list_referrals_alone() -> None:
    hexes = [CHANCE.uuid().hex for _ in range(2)]
    earlier = f'["{hexes[0]}", "{hexes[1]}"]'

    assert [each.hex for each in referrals_in(earlier)] == hexes
    assert notes_in(earlier) == ()
    assert listed(referrals_in(earlier), ()) == earlier


def test_a_new_identity_of_the_machine_lets_notes_wait_again(post: RealPost) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = bench.added()
        note = a_note(bench, case)
        bundle = SealedBundle(1, "a" * 64, b"x", (), notes=(note.id,))
        vault.outbox.add_bundle(bundle, bench.deed())

        vault.renew_device(CHANCE, bench.deed())

        assert vault.outbox.bundles(only_unacknowledged=False) == ()
        assert vault.notes.notes() == (note,)
        vault.audit.verify()


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE handovers SET state = 'received'",
        "UPDATE handovers SET receipt_check = ''",
        "UPDATE handover_files SET sealed = x'00'",
        "DELETE FROM handover_files",
        "UPDATE intel_notes SET focal_point = ''",
        "DELETE FROM intel_links",
    ],
)
def test_a_row_that_is_changed_behind_the_program_breaks_the_record(
    post: RealPost, forgery: str
) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, _screening = bench.added()
        added(bench, case)
        a_note(bench, case)
        vault.audit.verify()

    with with_the_key(post) as connection:
        connection.execute(forgery)

    with closing(post.open()) as vault, pytest.raises(AuditBrokenError):
        vault.audit.verify()


def written(post: RealPost, *, in_the_open: bool) -> set[str]:
    """Which words of a hand-over and of a note stand in the database for who has its key."""
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        desk = desk_of(post, vault, session)
        documents = Documents(desk, TRUSTED)
        documents.install_shipped([core_pack()])
        directory, point = directory_of(service_keys()), focal_point_of(new_sealing_key())
        install_directory(desk, directory)
        install_focal_point(desk, point)
        table = ScreeningService(desk).start(FULL, SITE.id, "es")
        describe(desk, table)
        accept(desk, table, SHELTER)
        handovers, notes = Handovers(desk, documents), IntelNotes(desk, TRUSTED)
        line = handovers.prepare(table, order_for(handovers, table))
        note = notes.seal(table.case, note_content(), point)
        if in_the_open:
            sealed = f"{PERSON.names} {' '.join(OTHERS)}".encode()
            bench = Bench(vault, session.user.id, SITE, post.clock)
            open_file = HandoverFile(sealed, line.to.encode())
            vault.handovers.add_handover(
                replace(line.handover, id=HandoverId(CHANCE.uuid())), open_file, bench.deed()
            )
        words = {*OTHERS, PERSON.names, PERSON.contact, PERSON.papers}
        assert vault.notes.notes() == (note,)
    return stored_texts(post, words)


def test_nobody_reads_a_hand_over_or_a_note_in_the_database(post: RealPost) -> None:
    assert written(post, in_the_open=False) == set()


def test_one_left_in_the_open_would_be_found(post: RealPost) -> None:
    """Control."""
    assert written(post, in_the_open=True) == {*OTHERS, PERSON.names}
