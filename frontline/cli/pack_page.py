"""A pack as a page for the people who are to agree to it: in words, and in the order of its use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontline.domain.trafficking import Element
from frontline.rules.built import BuiltPack
from frontline.rules.condition_words import ConditionWords
from frontline.rules.overview import country_facts
from frontline.rules.source_models import (
    IndicatorModel,
    InstrumentModel,
    PackModel,
    QuestionModel,
)

_ANY = "any"


def pack_page(pack: BuiltPack) -> Iterator[str]:
    """The lines of the page, in English."""
    source = pack.source
    yield f"{source.header.title} ({source.header.pack} {source.header.version})"
    yield from _known(pack)
    for element in Element:
        yield f"\nIndicators of {element}"
        for indicator in source.indicators:
            if indicator.element is element:
                yield from _indicator(source, indicator)
    yield "\nQuestions"
    words = ConditionWords(source)
    for question in source.questions:
        yield from _question(question, words)
    for instrument in source.instruments:
        yield from _instrument(source, instrument)


def _known(pack: BuiltPack) -> Iterator[str]:
    """How complete its languages are, and what is known of its country."""
    texts, country = pack.definition.texts, pack.definition.country
    for language, share in texts.completeness().items():
        if language in pack.source.header.person_languages:
            said = texts.person_completeness(language)
            yield f"  {language}: {said:.0%} of what is said to the person"
        else:
            yield f"  {language}: {share:.0%} of the strings"
    if country is not None:
        for name, fact in country_facts(country).items():
            yield f"  {name.replace('_', ' ')}: {_fact(fact)}"


def _fact(fact: object) -> str:
    if isinstance(fact, dict):
        return ", ".join(f"{name.replace('_', ' ')} {each}" for name, each in fact.items())
    return " ".join(fact) if isinstance(fact, list) else str(fact)


def _indicator(pack: PackModel, indicator: IndicatorModel) -> Iterator[str]:
    labels = {form.code: form.label for form in pack.header.forms}
    yield f"\n  {indicator.text} [{indicator.code}]"
    yield f"      may also be: {indicator.counter_reading}"
    forms = [labels.get(form, form) for form in indicator.forms if form != _ANY]
    yield f"      forms: {', '.join(forms) or _ANY}"
    if indicator.strength:
        weights = (f"{word} ({column})" for column, word in indicator.strength.items())
        yield f"      weighs: {', '.join(weights)}"
    if indicator.urgent:
        yield "      urgent"


def _question(question: QuestionModel, words: ConditionWords) -> Iterator[str]:
    yield f"\n  {question.text} [{question.id}]"
    if question.say is not None:
        yield f"      said: {question.say}"
    if question.when is not None:
        yield f"      only where {words.of(question.when)}"
    if question.sensitive:
        yield "      only in private"
    raised = dict(question.raises)
    for answer in question.answers:
        yield f"    - {answer.label}{_shows(raised.pop(answer.code, ()), words)}"
    for code, shown in raised.items():
        yield f"    - {words.answer(code)}{_shows(shown, words)}"
    for threshold in question.thresholds:
        yield f"    - {threshold.at_least} or more{_shows(threshold.raises, words)}"


def _shows(codes: Iterable[str], words: ConditionWords) -> str:
    signs = ", ".join(words.sign(code) for code in codes)
    return f" → {signs}" if signs else ""


def _instrument(pack: PackModel, instrument: InstrumentModel) -> Iterator[str]:
    texts = {question.id: question.text for question in pack.questions}
    yield f"\n{instrument.title} [{instrument.id}]"
    yield f"  {instrument.summary}"
    yield f"  for {', '.join(instrument.roles)}; at {', '.join(instrument.sites)}"
    for section in instrument.sections:
        yield f"  {section.title}"
        for item in section.items:
            where = f" ({', '.join(item.sites)})" if item.sites else ""
            yield f"   {'*' if item.required else ' '} {texts[item.question]}{where}"
