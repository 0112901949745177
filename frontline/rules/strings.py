"""Which strings a pack has, under which ids, and which of them are said to the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from frontline.domain.answers import QuestionKind
from frontline.rules.person_models import PersonFile
from frontline.rules.source_models import (
    AdditionModel,
    InstrumentModel,
    PackModel,
    ProtocolsFile,
    QuestionModel,
)


class PackString(NamedTuple):
    """`is_said`: read or heard by the person, so person-only languages need it too."""

    id: str
    value: str
    is_said: bool = False
    comment: str = ""


def pack_strings(pack: PackModel) -> tuple[PackString, ...]:
    """Every translatable string of the pack, in the order of its source."""
    return (
        PackString("pack.title", pack.header.title, comment="name of a set of rules"),
        *_header_strings(pack),
        *_indicator_strings(pack),
        *(string for question in pack.questions for string in _question_strings(question)),
        *(string for instrument in pack.instruments for string in _instrument_strings(instrument)),
        *(string for addition in pack.additions for string in _section_strings(addition)),
        *_protocol_strings(pack.protocols),
        *_person_strings(pack.person),
        *(
            PackString(f"offer.{offer.id}.reason", offer.reason, comment="why help is offered")
            for offer in pack.routing.offers
        ),
    )


def _header_strings(pack: PackModel) -> Iterator[PackString]:
    for form in pack.header.forms:
        yield PackString(f"form.{form.code}.label", form.label, comment="a form of exploitation")
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
            comment=f"an innocent explanation of: {indicator.text}",
        )
        yield PackString(
            f"{stem}.guidance",
            indicator.guidance,
            comment=f"how the officer finds out whether: {indicator.text}",
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
    yield PackString(f"{stem}.title", instrument.title, comment="name of a questionnaire")
    yield PackString(f"{stem}.summary", instrument.summary, comment="what it is for")
    yield from _section_strings(instrument)
    for way in instrument.exits:
        yield PackString(f"{stem}.exit.{way.id}", way.text, comment="what the officer does next")


def _section_strings(holder: InstrumentModel | AdditionModel) -> Iterator[PackString]:
    instrument = holder.id if isinstance(holder, InstrumentModel) else holder.instrument
    for section in holder.sections:
        yield PackString(
            f"instrument.{instrument}.section.{section.id}",
            section.title,
            comment="heading of a part of the questionnaire",
        )


def _protocol_strings(protocols: ProtocolsFile) -> Iterator[PackString]:
    for concern in protocols.concerns:
        stem = f"concern.{concern.code}"
        yield PackString(f"{stem}.label", concern.label, comment="stands beside the finding")
        yield PackString(
            f"{stem}.remedy",
            concern.remedy,
            comment=f"what the officer does about: {concern.label}",
        )
    for notice in protocols.notices:
        yield PackString(f"notice.{notice.id}", notice.text, comment="a notice to the officer")
    for protocol in protocols.protocols:
        stem = f"protocol.{protocol.id}"
        yield PackString(f"{stem}.title", protocol.title, comment="heading of steps to take")
        for number, step in enumerate(protocol.steps, start=1):
            yield PackString(
                f"{stem}.step.{number}", step, comment=f"what the officer does: {protocol.title}"
            )


def _person_strings(person: PersonFile) -> Iterator[PackString]:
    comment = "read by the person, on paper or on a screen they hold; nobody else shall wonder"
    words = person.words.model_dump() if person.words is not None else {}
    for name, text in words.items():
        yield PackString(f"person.word.{name}", text, True, comment)
    for right in person.rights:
        yield PackString(f"person.right.{right.id}", right.text, True, comment)
