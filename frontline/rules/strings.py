"""Which strings a pack has, under which ids, and which of them are said to the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontline.domain.answers import QuestionKind
from frontline.rules.source_models import (
    InstrumentModel,
    PackModel,
    ProtocolsFile,
    QuestionModel,
)


@dataclass(frozen=True, slots=True)
class PackString:
    """`is_said`: read or heard by the person, so person-only languages need it too."""

    id: str
    value: str
    is_said: bool = False
    comment: str = ""


def pack_strings(pack: PackModel) -> tuple[PackString, ...]:
    """Every translatable string of the pack, in the order of its source."""
    return (
        PackString("pack.title", pack.header.title),
        *_header_strings(pack),
        *_indicator_strings(pack),
        *(string for question in pack.questions for string in _question_strings(question)),
        *(string for instrument in pack.instruments for string in _instrument_strings(instrument)),
        *_protocol_strings(pack.protocols),
        *(PackString(f"offer.{offer.id}.reason", offer.reason) for offer in pack.routing.offers),
    )


def _header_strings(pack: PackModel) -> Iterator[PackString]:
    for form in pack.header.forms:
        yield PackString(f"form.{form.code}.label", form.label)
    for code, answer in pack.header.standard_answers.items():
        yield PackString(
            f"answer.{code}.label", answer.label, comment="recorded by the officer, of the person"
        )
        if answer.say:
            yield PackString(f"answer.{code}.say", answer.say, True, "spoken by the person")


def _indicator_strings(pack: PackModel) -> Iterator[PackString]:
    for indicator in pack.indicators:
        stem = f"indicator.{indicator.code}"
        yield PackString(f"{stem}.text", indicator.text, comment="a sign, as the officer reads it")
        yield PackString(
            f"{stem}.counter_reading",
            indicator.counter_reading,
            comment="an innocent explanation of the sign",
        )
        if indicator.guidance:
            yield PackString(
                f"{stem}.guidance", indicator.guidance, comment="how the officer looks or asks"
            )


def _question_strings(question: QuestionModel) -> Iterator[PackString]:
    stem = f"question.{question.id}"
    if question.kind is QuestionKind.OBSERVATION:
        yield PackString(f"{stem}.text", question.text, comment="something the officer may see")
    else:
        yield PackString(f"{stem}.text", question.text, comment="about the person, for the officer")
    if question.say:
        yield PackString(f"{stem}.say", question.say, True, "put to the person; formal and gentle")
    if question.help:
        yield PackString(f"{stem}.help", question.help, comment="advice to the officer")
    for answer in question.answers:
        own = f"{stem}.answer.{answer.code}"
        yield PackString(f"{own}.label", answer.label, comment=f"answer to: {question.text}")
        if answer.say:
            comment = f"spoken by the person, answering: {question.say}"
            yield PackString(f"{own}.say", answer.say, True, comment)


def _instrument_strings(instrument: InstrumentModel) -> Iterator[PackString]:
    stem = f"instrument.{instrument.id}"
    yield PackString(f"{stem}.title", instrument.title)
    yield PackString(f"{stem}.summary", instrument.summary)
    for section in instrument.sections:
        yield PackString(f"{stem}.section.{section.id}", section.title)
    for way in instrument.exits:
        yield PackString(f"{stem}.exit.{way.id}", way.text, comment="what the officer does next")


def _protocol_strings(protocols: ProtocolsFile) -> Iterator[PackString]:
    for concern in protocols.concerns:
        yield PackString(f"concern.{concern.code}.label", concern.label)
        yield PackString(f"concern.{concern.code}.remedy", concern.remedy)
    for notice in protocols.notices:
        yield PackString(f"notice.{notice.id}", notice.text)
    for protocol in protocols.protocols:
        yield PackString(f"protocol.{protocol.id}.title", protocol.title)
        for number, step in enumerate(protocol.steps, start=1):
            yield PackString(f"protocol.{protocol.id}.step.{number}", step)
