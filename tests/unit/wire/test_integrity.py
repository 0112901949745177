"""The form of a report of suspected complicity: as long as every dummy, and open to one body."""

from __future__ import annotations

import pytest

from frontline.crypto.sealing import new_sealing_key, open_sealed, seal
from frontline.domain.integrity import Pattern, PublicService
from frontline.errors import DocumentRefusedError, ReportTooLongError, SealedDataError
from frontline.wire.bundle import SLOT_PLAINTEXT
from frontline.wire.integrity import (
    SLOT_KEYS,
    IntegrityReport,
    dummy_slot,
    read_report,
    room_left,
    seal_report,
)
from frontline.wire.oversight import read_oversight
from frontline.wire.slots import padded_slot
from tests.support.desks import KEY, TRUSTED
from tests.support.oversight import body_of, oversight_document, oversight_keys


def a_report(text: str = "x", **other: str) -> IntegrityReport:
    fields = {"ticket": "ABCD-2345-WXYZ", "text": text} | other
    return IntegrityReport(pattern=Pattern.OTHER, service=PublicService.UNKNOWN, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 2])
def test_each_key_of_the_body_opens_it_and_finds_what_was_written(number: int) -> None:
    keys, report = oversight_keys(number), a_report("Ñ and 字", place="Gate", reporter="Me")
    sealed = seal_report(report, [key.recipient for key in keys])

    for key in keys:
        assert read_report(open_sealed(sealed, key.identity)) == report


def test_a_report_and_a_dummy_have_one_form() -> None:
    (key,) = oversight_keys(1)
    both = seal_report(a_report(), [key.recipient]), dummy_slot()

    assert {len(padded_slot(sealed)) for sealed in both} == {5120}
    assert {sealed.count(b"-> X25519 ") for sealed in both} == {SLOT_KEYS}
    body = {sealed.rindex(b"\n---") for sealed in both}
    rest = {len(sealed) - sealed.index(b"\n", sealed.index(b"\n--- ") + 1) for sealed in both}
    assert body
    assert len(rest) == 1


def test_what_does_not_fit_is_refused_and_what_just_fits_is_not() -> None:
    room = room_left(a_report("")) // len("字".encode())
    fits = a_report("字" * room)
    assert room_left(fits) >= 0
    assert seal_report(fits, [new_sealing_key().recipient])
    with pytest.raises(ReportTooLongError):
        seal_report(a_report("字" * (room + 1)), [new_sealing_key().recipient])


def test_it_is_sealed_to_one_or_two_keys_and_never_to_none() -> None:
    for number in (0, 3):
        with pytest.raises(SealedDataError):
            seal_report(a_report(), [key.recipient for key in oversight_keys(number)])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(SLOT_PLAINTEXT),
        b"\0\0\0\x02{}" + bytes(SLOT_PLAINTEXT - 6),
        b"\xff" * SLOT_PLAINTEXT,
        b"\0\0\0\x02[]",
    ],
)
def test_what_is_no_report_is_refused(content: bytes) -> None:
    with pytest.raises(SealedDataError):
        read_report(content)


def test_zeros_that_are_something_else_are_refused() -> None:
    (key,) = oversight_keys(1)
    content = open_sealed(seal_report(a_report(), [key.recipient]), key.identity)

    with pytest.raises(SealedDataError):
        read_report(content[:-1] + b"\1")


def test_what_it_says_is_not_shown_by_the_program_itself() -> None:
    assert "secret" not in repr(a_report("secret", place="secret", reporter="secret"))


# The document that names the body


def test_the_body_comes_from_its_document() -> None:
    body = body_of(oversight_keys())

    assert read_oversight(oversight_document(body), TRUSTED) == body
    assert len(body.fingerprint.split()) == 8
    assert body.fingerprint != body_of(oversight_keys()).fingerprint


def test_a_document_of_another_kind_or_form_names_no_body() -> None:
    body = body_of(oversight_keys())
    content = oversight_document(body)
    for damaged in (
        content.replace(b"frontline-document", b"frontline-documents"),
        oversight_document(body.model_copy(update={"recipients": ()})),
        oversight_document(body.model_copy(update={"recipients": ("nothing",)})),
    ):
        with pytest.raises(DocumentRefusedError):
            read_oversight(damaged, TRUSTED)
    assert KEY.public in TRUSTED


def test_nothing_else_fits_into_the_seal() -> None:
    (key,) = oversight_keys(1)
    sealed = seal(b"note", [key.recipient])
    with pytest.raises(SealedDataError):
        read_report(open_sealed(sealed, key.identity))
