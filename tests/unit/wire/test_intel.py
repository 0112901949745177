"""The form of a note on suspects: no room for a presumed victim, one length, one reader."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, open_sealed
from frontline.domain.intel import InformationGrade, RelatedCrime, SourceGrade
from frontline.errors import DocumentRefusedError, SealedDataError
from frontline.errors_of_channels import NoteTooLongError
from frontline.wire.focal_point import read_focal_point
from frontline.wire.intel import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_ENTRIES,
    NOTE_KEYS,
    NOTE_PLAINTEXT,
    Firm,
    IntelNote,
    open_note,
    read_sealed_note,
    seal_note,
    write_sealed_note,
)
from tests.support.channels import focal_point_document, focal_point_of, note_content
from tests.support.desks import TRUSTED
from tests.support.oversight import body_of, oversight_document

NOTE = IntelNote(note="ab" * 16, **dict(note_content()))


def fields_of(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield name
        for inner in getattr(info.annotation, "__args__", ()):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from (f"{name}.{field}" for field in fields_of(inner))


def test_no_field_speaks_of_a_presumed_victim_a_case_or_a_machine() -> None:
    assert set(fields_of(IntelNote)) == {
        "format",
        "note",
        "country",
        "source",
        "information",
        "known_from",
        "seen_in",
        "actors",
        "actors.role",
        "actors.description",
        "routes",
        "routes.origin",
        "routes.destination",
        "routes.how",
        "firms",
        "firms.name",
        "firms.place",
        "vehicles",
        "vehicles.plate",
        "vehicles.description",
        "accounts",
        "accounts.kind",
        "accounts.value",
        "adverts",
        "adverts.phase",
        "adverts.platform",
        "adverts.address",
        "methods",
        "related_crimes",
        "text",
    }


@pytest.mark.parametrize("number", [1, 2])
def test_each_key_of_the_focal_point_opens_it_and_no_other_does(number: int) -> None:
    keys = [new_sealing_key() for _ in range(number)]
    sealed = seal_note(NOTE, [key.recipient for key in keys])

    assert all(open_note(sealed, key.identity) == NOTE for key in keys)
    assert sealed.count(b"-> X25519 ") == NOTE_KEYS
    with pytest.raises(SealedDataError):
        open_note(sealed, new_sealing_key().identity)


def test_every_note_is_as_long_as_every_other() -> None:
    key = new_sealing_key()
    empty = NOTE.model_copy(update={"actors": (), "text": ""})
    sealed = [seal_note(note, [key.recipient]) for note in (NOTE, empty)]

    assert {len(open_sealed(each, key.identity)) for each in sealed} == {NOTE_PLAINTEXT}


def test_one_that_does_not_fit_is_refused_and_one_full_of_letters_fits() -> None:
    lines = Firm(name="x" * LONGEST_LINE, place="x" * LONGEST_LINE)
    full = NOTE.model_copy(update={"firms": (lines,) * MOST_ENTRIES, "text": "x" * LONGEST_TEXT})
    assert seal_note(full, [new_sealing_key().recipient])

    wide = Firm(name="字" * LONGEST_LINE, place="字" * LONGEST_LINE)
    too_long = full.model_copy(update={"firms": (wide,) * MOST_ENTRIES, "text": "字" * 2000})
    with pytest.raises(NoteTooLongError):
        seal_note(too_long, [new_sealing_key().recipient])


def test_it_is_sealed_to_one_or_two_keys_and_never_to_none() -> None:
    for number in (0, 3):
        recipients = [new_sealing_key().recipient for _ in range(number)]
        with pytest.raises(SealedDataError):
            seal_note(NOTE, recipients)


def test_related_crimes_are_the_list_of_the_field_and_grades_the_admiralty_code() -> None:
    assert [crime.value for crime in RelatedCrime] == [
        "corruption",
        "bribery",
        "obstruction_of_justice",
        "money_laundering",
        "organised_criminal_group",
        "arms_trafficking",
        "drug_trafficking",
        "cybercrime",
        "document_forgery",
        "visa_fraud",
        "false_documents_issued",
        "passage_facilitated",
        "sex_tourism",
        "sale_of_children",
        "smuggling_of_migrants",
    ]
    assert "".join(SourceGrade) == "ABCDEF"
    assert "".join(InformationGrade) == "123456"


def test_what_it_says_is_not_shown_by_the_program_itself() -> None:
    assert "Perpcanary" not in repr(NOTE)
    assert "Mondays" not in repr(NOTE)


# As it lies in a bundle


def test_an_item_is_read_back_and_only_in_its_own_form() -> None:
    point = focal_point_of(new_sealing_key())
    sealed = seal_note(NOTE, point.recipients)
    content = write_sealed_note(point.mark, sealed)

    read = read_sealed_note(content)
    assert (read.to, read.content) == (point.mark, sealed)
    fields = read.model_dump(mode="json")
    for damaged in (
        content + b" ",
        canonical_json(fields | {"to": "x"}),
        canonical_json(fields | {"case": "x"}),
        canonical_json(fields | {"sealed": "!"}),
        canonical_json(fields | {"sealed": fields["sealed"] + "\n"}),
        canonical_json(fields | {"sealed": base64.b64encode(b"short").decode()}),
        b"[]",
        b"",
    ):
        with pytest.raises(DocumentRefusedError):
            read_sealed_note(damaged)


# The document that names the focal point


def test_the_focal_point_comes_from_its_document_and_from_no_other() -> None:
    point = focal_point_of(new_sealing_key())

    assert read_focal_point(focal_point_document(point), TRUSTED) == point
    assert len(point.fingerprint.split()) == 8
    damaged = point.model_copy(update={"recipients": ()})
    for document in (
        focal_point_document(damaged),
        oversight_document(body_of([new_sealing_key()])),
    ):
        with pytest.raises(DocumentRefusedError):
            read_focal_point(document, TRUSTED)
