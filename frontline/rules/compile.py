"""PackModel to PackDefinition: the step after which nothing is text or may be wrong."""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.answers import Observation, QuestionKind, StandardAnswer
from frontline.domain.identifiers import IndicatorCode, InstrumentId, PackId, QuestionId
from frontline.domain.trafficking import Strength
from frontline.rules.conditions import Condition, parse_condition
from frontline.rules.country_models import compile_country
from frontline.rules.definitions import (
    Concern,
    Exit,
    Form,
    Indicator,
    Instrument,
    Item,
    Notice,
    Offer,
    PackDefinition,
    Protocol,
    Question,
    Section,
    Threshold,
)
from frontline.rules.shapes import RawCondition
from frontline.rules.source_models import (
    IndicatorModel,
    InstrumentModel,
    PackModel,
    QuestionModel,
)
from frontline.rules.strings import pack_strings
from frontline.rules.texts import Texts, Translations

_WITHOUT_VALUE = (
    StandardAnswer.UNKNOWN.value,
    StandardAnswer.DECLINED.value,
    StandardAnswer.NOT_ASKED.value,
)
_STRENGTHS = {"weak": Strength.WEAK, "medium": Strength.MEDIUM, "strong": Strength.STRONG}


def allowed_codes(question: QuestionModel) -> tuple[str, ...]:
    """The codes that may be recorded for a question, in the order they are shown."""
    match question.kind:
        case QuestionKind.YES_NO:
            return (StandardAnswer.YES.value, StandardAnswer.NO.value, *_WITHOUT_VALUE)
        case QuestionKind.OBSERVATION:
            return tuple(code.value for code in Observation)
        case _:
            return (*(answer.code for answer in question.answers), *_WITHOUT_VALUE)


def compile_pack(pack: PackModel, translations: Translations) -> PackDefinition:
    """Build the definition of a pack that `pack check` has passed.

    Raises ConditionError or KeyError only for a pack that was never checked.
    """
    strings = pack_strings(pack)
    parents = {form.code: form.parent for form in pack.header.forms}
    texts = Texts(
        source={string.id: string.value for string in strings},
        translations=translations,
        person_facing=frozenset(string.id for string in strings if string.is_said),
    )
    return PackDefinition(
        id=PackId(pack.header.pack),
        version=pack.header.version,
        forms={
            form.code: Form(
                form.code,
                form.family,
                form.children_only,
                form.parent,
                frozenset(form.described_as),
            )
            for form in pack.header.forms
        },
        indicators={IndicatorCode(i.code): _indicator(i, parents) for i in pack.indicators},
        questions={QuestionId(q.id): _question(q) for q in pack.questions},
        instruments={InstrumentId(i.id): _instrument(i) for i in pack.instruments},
        concerns=tuple(
            Concern(c.code, _condition(c.when), c.stays_local) for c in pack.protocols.concerns
        ),
        notices=tuple(Notice(n.id, parse_condition(n.when)) for n in pack.protocols.notices),
        protocols=tuple(
            Protocol(p.id, _condition(p.when), p.steps) for p in pack.protocols.protocols
        ),
        offers=tuple(
            Offer(o.id, o.service.value, parse_condition(o.when)) for o in pack.routing.offers
        ),
        privacy_gate=_condition(pack.protocols.privacy_gate),
        texts=texts,
        extends=PackId(pack.header.extends.pack) if pack.header.extends is not None else None,
        country=compile_country(pack.country) if pack.country is not None else None,
        rights=tuple(right.id for right in pack.person.rights),
    )


def _condition(raw: RawCondition) -> Condition | None:
    return None if raw is None else parse_condition(raw)


def _codes(raw: tuple[str, ...]) -> tuple[IndicatorCode, ...]:
    return tuple(IndicatorCode(code) for code in raw)


def _indicator(model: IndicatorModel, parents: Mapping[str, str | None]) -> Indicator:
    above = (parents[form] for form in model.forms if form in parents)
    return Indicator(
        code=IndicatorCode(model.code),
        is_observation=model.kind == "observation",
        element=model.element,
        element_codes=model.element_codes,
        dimension=model.dimension,
        forms=tuple(dict.fromkeys((*model.forms, *(form for form in above if form is not None)))),
        strength={column: _STRENGTHS[word] for column, word in model.strength.items()},
        concerns=model.concerns,
        urgent=model.urgent,
        stays_local=model.stays_local,
        source=model.source,
    )


def _question(model: QuestionModel) -> Question:
    return Question(
        id=QuestionId(model.id),
        kind=model.kind,
        answers=allowed_codes(model),
        raises={answer: _codes(codes) for answer, codes in model.raises.items()},
        thresholds=tuple(Threshold(t.at_least, _codes(t.raises)) for t in model.thresholds),
        when=_condition(model.when),
        sensitive=model.sensitive,
        has_say=model.say is not None,
        topic=model.topic,
        about=model.about,
        role=model.role,
        stays_local=model.stays_local,
        each_talk=model.each_talk,
    )


def _instrument(model: InstrumentModel) -> Instrument:
    sections = tuple(
        Section(
            section.id,
            tuple(
                Item(QuestionId(item.question), item.sites, item.required) for item in section.items
            ),
        )
        for section in model.sections
    )
    exits = tuple(
        Exit(
            way.id,
            _condition(way.when),
            InstrumentId(way.next_instrument) if way.next_instrument else None,
        )
        for way in model.exits
    )
    return Instrument(
        id=InstrumentId(model.id),
        roles=model.roles,
        sites=model.sites,
        first_at=model.first_at,
        mode=model.mode,
        sections=sections,
        exits=exits,
    )
