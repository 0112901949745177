"""All checks of a pack's source together, and the check of its translations."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.checks.condition_references import ConditionReferenceCheck
from frontline.rules.checks.duplicates import DuplicateCheck
from frontline.rules.checks.reachability import ReachabilityCheck
from frontline.rules.checks.references import ReferenceCheck
from frontline.rules.checks.safety import SafetyCheck
from frontline.rules.checks.wording import banned_words
from frontline.rules.compile import Translations
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel
from frontline.rules.strings import PackString, pack_strings
from frontline.rules.texts import SOURCE_LANGUAGE

_CHECKS = (
    ReferenceCheck,
    DuplicateCheck,
    ConditionReferenceCheck,
    SafetyCheck,
    ReachabilityCheck,
)


def check_source(source: PackSource) -> PackSource:
    """Add every fault the checks find to `source`, which is returned."""
    if source.pack is not None:
        for check in _CHECKS:
            source.faults.extend(check(source, source.pack).faults())
        source.faults.extend(_source_wording(source, source.pack))
    return source


def check_translations(pack: PackModel, translations: Translations) -> list[Fault]:
    """Missing strings and banned words, language by language.

    The pack's own languages need every string; person languages need none, because what they
    lack is shown as missing, but may hold only what is said to the person.
    """
    strings = pack_strings(pack)
    faults: list[Fault] = []
    for language in pack.header.languages:
        found = translations.get(language, {})
        faults.extend(
            _catalogue_fault(language, "translation.missing", string.id)
            for string in strings
            if not found.get(string.id, ("", False))[0].strip()
        )
    for language, found in translations.items():
        for string_id, (text, _reviewed) in found.items():
            faults.extend(
                _catalogue_fault(language, "translation.banned-word", string_id, word)
                for word in banned_words(text, language)
            )
    return faults


def _catalogue_fault(language: str, code: str, string_id: str, detail: str = "") -> Fault:
    return Fault(f"{language}/LC_MESSAGES/pack.po", 1, code, string_id, detail)


def _source_wording(source: PackSource, pack: PackModel) -> Iterator[Fault]:
    for string in pack_strings(pack):
        for word in banned_words(string.value, SOURCE_LANGUAGE):
            yield source.fault(_part_of(source, string), "text.banned-word", detail=word)


def _part_of(source: PackSource, string: PackString) -> str:
    """The part of the source a string stands in: its id without the last steps."""
    steps = string.id.split(".")
    for length in range(len(steps), 0, -1):
        part = ".".join(steps[:length])
        if part in source.places:
            return part
    return {"offer": "routing", "pack": "header", "form": "header", "answer": "header"}.get(
        steps[0], "protocols"
    )
