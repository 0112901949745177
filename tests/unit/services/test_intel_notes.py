"""Notes on suspects: nothing of the person in them, nothing of them readable at the post."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import NoteId
from frontline.domain.intel import NoteState
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.errors import CaseNotFoundError, NotPermittedError, SealedDataError
from frontline.errors_of_channels import (
    NoteEmptyError,
    NoteNamesPersonError,
    NoteNotFoundError,
)
from frontline.services.intel_notes import IntelNotes, note_states
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening
from frontline.wire.bundle import read_bundle
from frontline.wire.focal_point import FocalPoint
from frontline.wire.frame import read_frame
from frontline.wire.intel import INTEL_KIND, NoteContent, open_note, read_sealed_note
from frontline.wire.receipt import Quarantined, Receipt, write_receipt
from frontline.wire.ref_record import REF_KIND
from frontline.wire.refusals import ItemRefusal
from tests.support.channels import (
    OTHERS,
    PERSON,
    HubOnPaper,
    describe,
    focal_point_of,
    install_focal_point,
    note_content,
)
from tests.support.desks import DECEIVED, TRUSTED, Office, a_session, an_office
from tests.support.vault_posts import CHANCE


@dataclass
class Desk:
    office: Office
    table: OpenScreening
    key: SealingKey
    point: FocalPoint

    @property
    def notes(self) -> IntelNotes:
        return IntelNotes(self.office.desk, TRUSTED)

    def seal(self, content: NoteContent | None = None, *others: str) -> NoteId:
        note = note_content() if content is None else content
        return self.notes.seal(self.table.case, note, self.point, others).id


@pytest.fixture
def at() -> Desk:
    office, key = an_office(), new_sealing_key()
    point = focal_point_of(key)
    install_focal_point(office.desk, point)
    table = office.started(**DECEIVED)
    describe(office.desk, table)
    office.vault.audit.deeds.clear()
    return Desk(office, table, key, point)


def test_the_focal_point_opens_it_and_nobody_at_the_post_does(at: Desk) -> None:
    note = at.seal()
    sealed = at.notes.file(at.table.case, note)

    found = open_note(sealed, at.key.identity)
    assert NoteContent.model_validate(found.model_dump(exclude={"format", "note"})) == (
        note_content()
    )
    for identity in (at.office.desk.session.keys.identity, new_sealing_key().identity):
        with pytest.raises(SealedDataError):
            open_note(sealed, identity)


def test_nothing_of_the_person_or_the_case_stands_in_it(at: Desk) -> None:
    note = at.seal()
    text = open_note(at.notes.file(at.table.case, note), at.key.identity).model_dump_json()

    case, screening, session = at.table.case, at.table.screening, at.office.desk.session
    identifying = (
        "Zoraida",
        "Quispevictim",
        PERSON.contact,
        "99817",
        case.code,
        case.id.hex,
        str(case.id),
        screening.id.hex,
        session.user.id.hex,
        session.user.name,
        at.office.vault.outbox.device().id,
        at.office.clock.now().date().isoformat(),
    )
    assert [each for each in identifying if each in text] == []
    assert all(each in text for each in OTHERS)


@pytest.mark.parametrize(
    "text",
    [
        "He held Zoraida there.",
        "zoráida",
        "QUISPEVICTIM",
        "calls 573004119981",
        "calls +57 (300) 411-99-81",
        "ZX-99817",
    ],
)
def test_words_of_the_persons_own_details_are_found_before_it_is_sealed(
    at: Desk, text: str
) -> None:
    with pytest.raises(NoteNamesPersonError):
        at.seal(note_content(text=text))
    assert at.office.vault.notes.notes() == ()
    assert at.office.deeds == []


def test_the_case_code_is_found_too(at: Desk) -> None:
    with pytest.raises(NoteNamesPersonError):
        at.seal(note_content(text=f"see {at.table.case.code}"))


def test_a_word_that_is_somebody_elses_is_let_through_when_the_officer_says_so(at: Desk) -> None:
    content = note_content(text="Uncle Quispevictim drives.")
    assert at.notes.words_of_person(at.table.case, content) == ("quispevictim",)

    note = at.seal(content, "quispevictim")

    assert [line.note.id for line in at.notes.listed(at.table.case)] == [note]


def test_having_said_so_of_one_word_lets_no_other_through(at: Desk) -> None:
    content = note_content(text="Uncle Quispevictim took Zoraida.")

    with pytest.raises(NoteNamesPersonError) as refusal:
        at.seal(content, "quispevictim")
    assert refusal.value.facts == {"words": 1}


def test_what_is_noted_of_others_in_the_details_is_no_word_of_the_person(at: Desk) -> None:
    assert at.notes.words_of_person(at.table.case, note_content()) == ()


def test_a_note_that_says_nothing_is_not_sealed(at: Desk) -> None:
    full = note_content()
    empty = NoteContent(
        country="XA", source=full.source, information=full.information, known_from=full.known_from
    )
    with pytest.raises(NoteEmptyError):
        at.seal(empty)


def test_the_case_leads_to_its_notes_and_no_note_leads_back(at: Desk) -> None:
    note = at.seal()
    other = at.office.started(**DECEIVED)

    (line,) = at.notes.listed(at.table.case)
    assert (line.note.id, line.state) == (note, NoteState.WAITING)
    assert line.by == at.office.desk.session.user.name
    assert at.notes.listed(other.case) == ()
    with pytest.raises(NoteNotFoundError):
        at.notes.file(other.case, note)
    at.office.vault.retention.purge(
        at.table.case.id, at.office.desk.deed(DeedKind.CASE_PURGED, "x")
    )
    assert [each.id for each in at.office.vault.notes.notes()] == [note]
    assert at.office.vault.notes.notes_of(at.table.case.id) == ()


def test_only_that_there_is_one_is_recorded(at: Desk) -> None:
    note = at.seal()
    at.notes.carried(at.table.case, note)

    assert at.office.deeds == [DeedKind.NOTE_SEALED, DeedKind.NOTE_SAVED]
    assert {deed.target for deed in at.office.vault.audit.deeds} == {str(note)}
    (line,) = at.notes.listed(at.table.case)
    assert line.note.carried_at == at.office.clock.now()


def test_without_a_signed_focal_point_of_the_country_there_is_none() -> None:
    office = an_office()
    table = office.started(**DECEIVED)
    notes = IntelNotes(office.desk, TRUSTED)
    assert notes.focal_points(table.case) == ()

    install_focal_point(office.desk, focal_point_of(new_sealing_key(), country="XT"))
    assert notes.focal_points(table.case) == ()
    other_signer = frozenset({SigningKey.from_seed(b"z" * 32).public})
    assert IntelNotes(office.desk, other_signer).focal_points(table.case) == ()


def test_the_focal_point_of_the_country_is_found(at: Desk) -> None:
    assert at.notes.focal_points(at.table.case) == (at.point,)
    assert at.notes.country(at.table.case) == "XA"


def test_a_colleague_sees_no_note_and_a_supervisor_carries_it_and_writes_none(at: Desk) -> None:
    note = at.seal()
    colleague = at.office.signed_in(a_session(official=OfficialRole.LABOUR))
    with pytest.raises(CaseNotFoundError):
        IntelNotes(colleague.desk, TRUSTED).listed(at.table.case)
    above = IntelNotes(at.office.signed_in(a_session(AccessRole.SUPERVISOR)).desk, TRUSTED)
    assert above.file(at.table.case, note)
    with pytest.raises(NotPermittedError):
        above.seal(at.table.case, note_content(), at.point)


# In bundles


def test_it_goes_out_in_a_bundle_of_its_own_that_the_hub_cannot_look_into(at: Desk) -> None:
    Referrals(at.office.desk).make(at.table)
    note, hub = at.seal(), HubOnPaper()
    outbox = Outbox(at.office.desk)
    at.office.vault.outbox.card = hub.card

    parcels = outbox.seal_waiting()

    frames = [read_frame(parcel.content) for parcel in parcels]
    bundles = [read_bundle(frame, hub.identity) for frame in frames]
    assert [[item.kind for item in bundle.items] for bundle in bundles] == [
        [REF_KIND],
        [INTEL_KIND],
    ]
    (item,) = bundles[1].items
    assert item.id == note.hex
    inside = read_sealed_note(item.content.encode())
    assert inside.to == at.point.mark
    with pytest.raises(SealedDataError):
        open_note(inside.content, hub.identity)
    assert open_note(inside.content, at.key.identity).note == note.hex
    (line,) = at.notes.listed(at.table.case)
    assert line.state is NoteState.ON_ITS_WAY
    assert outbox.seal_waiting() == parcels


def test_what_became_of_it_is_read_off_the_bundles(at: Desk) -> None:
    note = at.seal()
    at.office.vault.outbox.card = HubOnPaper().card
    Outbox(at.office.desk).seal_waiting()
    (bundle,) = at.office.vault.outbox.bundles(only_unacknowledged=True)

    for item, state in (("other", NoteState.ARRIVED), (note.hex, NoteState.PUT_ASIDE)):
        told = replace(bundle, receipt=a_receipt(item))
        assert note_states([told]) == {note: state}
    assert note_states([replace(bundle, notes=())]) == {}
    assert note_states([bundle]) == {note: NoteState.ON_ITS_WAY}


def a_receipt(quarantined: str) -> bytes:
    receipt = Receipt(
        hub="hub",
        epoch=1,
        device="post-a",
        sequence=1,
        payload_sha256="0" * 64,
        bundle="0" * 64,
        items=0,
        quarantined=(Quarantined(item=quarantined, reason=ItemRefusal.UNKNOWN_KIND),),
        head=1,
    )
    return write_receipt(receipt, SigningKey.from_seed(CHANCE.token(32)))
