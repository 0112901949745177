"""The form of a hand-over: of one length, open to one key, and to nobody it was passed on to."""

from __future__ import annotations

import pytest

from frontline.crypto.sealing import new_sealing_key, open_sealed
from frontline.domain.handovers import Need
from frontline.domain.spoken_codes import as_typed, spoken_code
from frontline.errors import SealedDataError
from frontline.wire.handover import PLAINTEXT, open_handover, receipt_check, seal_handover
from tests.support.channels import a_sheet

KEY = new_sealing_key()


def test_the_service_opens_it_and_nobody_else() -> None:
    sheet = a_sheet(KEY.recipient)
    sealed = seal_handover(sheet)

    assert open_handover(sealed, KEY.identity) == sheet
    with pytest.raises(SealedDataError) as refusal:
        open_handover(sealed, new_sealing_key().identity)
    assert refusal.value.facts == {"reason": "unopenable"}


def test_every_hand_over_is_as_long_as_every_other() -> None:
    short = a_sheet(KEY.recipient, names="", contact="", needs=())
    # The longest there can be: signs that take the most room, in every field.
    long = a_sheet(
        KEY.recipient,
        names="\u0001" * 300,
        contact="\u0001" * 500,
        papers="\u0001" * 300,
        needs=tuple(Need),
        case_code="x" * 40,
    )

    assert {len(open_sealed(seal_handover(each), KEY.identity)) for each in (short, long)} == {
        PLAINTEXT
    }
    assert open_handover(seal_handover(long), KEY.identity) == long


def test_what_it_says_is_not_shown_by_the_program_itself() -> None:
    shown = repr(a_sheet(KEY.recipient, names="secret", contact="secret", papers="secret"))

    assert "secret" not in shown
    assert "ABCD-2345" not in shown


@pytest.mark.parametrize("typed", ["ABCD-2345", "abcd2345", " ab cd-23 45 ", "ABCD 2345"])
def test_a_code_counts_however_it_was_typed(typed: str) -> None:
    assert receipt_check("x", typed) == receipt_check("x", "ABCD-2345")


def test_another_code_or_another_hand_over_does_not_count() -> None:
    good = receipt_check("x", "ABCD-2345")

    assert receipt_check("x", "ABCD-2346") != good
    assert receipt_check("y", "ABCD-2345") != good
    assert receipt_check("x", "") != good


def test_a_code_has_no_letters_that_are_mistaken_for_others() -> None:
    code = spoken_code(bytes(range(256)))

    assert not set("01OILU") & set(code)
    assert as_typed(code.lower()) == code
    assert [len(part) for part in spoken_code(b"12345678").split("-")] == [4, 4]
