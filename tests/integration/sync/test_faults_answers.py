"""Fault family 9, at the post: receipts and letters that somebody changed on their way back.

Counted: FRONTLINE_FAULTS=many asks for the long run."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.errors import FrontlineError, ReceiptRefusedError
from frontline.errors_of_figures import AnswerRefusedError
from frontline.wire.letter import Letter, LetterAnswer, read_letter, write_letter
from frontline.wire.receipt import HeadNote, Quarantined, Receipt, read_receipt, write_receipt
from frontline.wire.refusals import ItemRefusal
from tests.support.fault_report import report
from tests.support.hub import rounds, seeded
from tests.support.hub_forgery import HUB, damage, mutate
from tests.support.hub_readers import FORGER

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Answer:
    """What a hub signs, and how a post reads it."""

    content: bytes
    read: Callable[[bytes], object]
    refusal: type[FrontlineError]


HUB_KEY = FORGER.supervisor_key


def answers() -> dict[str, Answer]:
    receipt = Receipt(
        hub=HUB,
        epoch=7,
        device="post-a",
        sequence=1,
        payload_sha256="1" * 64,
        bundle="2" * 64,
        items=2,
        quarantined=(Quarantined(item="item-1", reason=ItemRefusal.UNREADABLE),),
        head=1,
        audit=(HeadNote(count=3, digest="3" * 64),),
    )
    answer = LetterAnswer(
        item=str(UUID(int=1)),
        outcome=Outcome.REFUSED,
        reason=RefusalReason.NO_CAPACITY,
        contact_on=None,
    )
    letter = Letter(hub=HUB, epoch=7, device="post-a", number=1, answer=answer)
    return {
        "receipts": Answer(
            write_receipt(receipt, HUB_KEY),
            lambda content: read_receipt(content, HUB_KEY.public),
            ReceiptRefusedError,
        ),
        "letters": Answer(
            write_letter(letter, HUB_KEY),
            lambda content: read_letter(content, HUB_KEY.public),
            AnswerRefusedError,
        ),
    }


def changed_answer(answer: Answer, seed: int) -> bytes:
    """In its bytes, in its parts, or signed by who is not the hub or for something else."""
    chance, value = seeded(seed), json.loads(answer.content)
    match seed % 3:
        case 0:
            return damage(chance, answer.content)
        case 1:
            return canonical_json(mutate(chance, value))
        case _:
            body = canonical_json(value["body"])
            key, purpose = chance.choice(
                [(FORGER.device_key, "receipt"), (FORGER.device_key, "letter")]
                + [(HUB_KEY, each) for each in ("bundle/frame", "audit-head", "receipts", "x")]
            )
            return canonical_json(value | {"signature": key.sign(purpose, body)})


def answers_taken(answer: Answer, count: int) -> list[int]:
    """Seeds of changed ones that were taken, or ended in another error."""
    found = []
    for seed in range(count):
        content = changed_answer(answer, seed)
        if content == answer.content:
            continue
        with suppress(answer.refusal):
            answer.read(content)
            found.append(seed)
    return found


@pytest.mark.parametrize("kind", answers())
def test_a_post_takes_no_changed_answer_of_its_hub(kind: str) -> None:
    count = rounds(1_000, 50_000)

    taken = answers_taken(answers()[kind], count)

    report(9, f"{kind} of a hub, changed", count, 0, len(taken))
    assert taken == []


@pytest.mark.parametrize("kind", answers())
def test_without_signatures_changed_answers_are_taken(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control."""
    module = {"receipts": "receipt", "letters": "letter"}[kind]
    monkeypatch.setattr(f"frontline.wire.{module}.verify", lambda *_arguments: None)

    assert answers_taken(answers()[kind], 100)
