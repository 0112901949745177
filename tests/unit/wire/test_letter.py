"""Letters: what the hub signed and nothing else, and answers that say one thing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signing import SigningKey
from frontline.domain.identifiers import ReferralId
from frontline.domain.service_answers import Outcome, RefusalReason, ServiceAnswer
from frontline.errors_of_figures import AnswerRefusedError
from frontline.wire.letter import (
    MAX_LETTER,
    PURPOSE,
    Letter,
    LetterAnswer,
    read_letter,
    write_letter,
)
from tests.support.hub import seeded

KEY = SigningKey.from_seed(seeded(1).randbytes(32))
OTHER = SigningKey.from_seed(seeded(2).randbytes(32))
DAY = date(2026, 12, 1)
LETTER = Letter(
    hub="hub-0",
    epoch=1,
    device="post-a",
    number=1,
    answer=LetterAnswer(
        item=str(UUID(int=7)), outcome=Outcome.ACCEPTED, reason=None, contact_on=DAY
    ),
)


def test_a_letter_comes_back_equal() -> None:
    assert read_letter(write_letter(LETTER, KEY), KEY.public) == LETTER


def test_another_key_is_refused() -> None:
    with pytest.raises(AnswerRefusedError, match="signature"):
        read_letter(write_letter(LETTER, OTHER), KEY.public)


def signed(body: object) -> bytes:
    signature = KEY.sign(PURPOSE, canonical_json(body))
    return canonical_json({"body": body, "signature": signature})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "Ana"}, "fields"),
        ({"format": "FLA2"}, "fields"),
        ({"number": 0}, "fields"),
        ({"number": "1"}, "fields"),
    ],
)
def test_what_is_no_letter_is_refused_even_when_signed(
    change: dict[str, object], reason: str
) -> None:
    with pytest.raises(AnswerRefusedError, match=reason):
        read_letter(signed({**LETTER.model_dump(mode="json"), **change}), KEY.public)


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "refused"},
        {"outcome": "refused", "reason": "no_capacity"},
        {"outcome": "accepted", "contact_on": None},
        {"outcome": "waiting_list", "reason": "closed"},
        {"note": "She is at the shelter"},
    ],
)
def test_an_answer_says_one_thing_and_in_codes(change: dict[str, object]) -> None:
    body = LETTER.model_dump(mode="json")
    body["answer"] = {**body["answer"], **change}

    with pytest.raises(AnswerRefusedError, match="fields"):
        read_letter(signed(body), KEY.public)


@pytest.mark.parametrize("cut", range(0, 400, 37))
def test_any_bytes_end_in_a_refusal(cut: int) -> None:
    content = write_letter(LETTER, KEY)

    for damaged in (content[:cut], content[:cut] + b"x" + content[cut + 1 :]):
        if damaged != content:
            with pytest.raises(AnswerRefusedError):
                read_letter(damaged, KEY.public)


def test_a_letter_has_a_largest_size() -> None:
    with pytest.raises(AnswerRefusedError, match="form"):
        read_letter(b" " * (MAX_LETTER + 1), KEY.public)


@pytest.mark.parametrize(
    ("outcome", "reason", "day", "refused"),
    [
        (Outcome.REFUSED, None, None, "no-reason"),
        (Outcome.REFUSED, RefusalReason.CLOSED, DAY, "date-not-meant"),
        (Outcome.ACCEPTED, None, None, "no-date"),
        (Outcome.WAITING_LIST, RefusalReason.CLOSED, None, "reason-not-meant"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    outcome: Outcome, reason: RefusalReason | None, day: date | None, refused: str
) -> None:
    with pytest.raises(AnswerRefusedError, match=refused):
        ServiceAnswer(ReferralId(UUID(int=1)), outcome, reason, day)
