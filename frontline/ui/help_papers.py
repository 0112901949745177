"""What the person takes along: the card of help and rights (S-068), the slip with the case's code,
and the help they chose (S-057).

No type has room for anything about a person: only the pack's sentences, numbers and places of
the directory, and the random code of the case. Protected places are left out, gateway and all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frontline.domain.assistance import PROTECTED, Choice, PlanLine
from frontline.domain.identifiers import CaseCode
from frontline.rules.country import Line
from frontline.rules.definitions import PackDefinition
from frontline.ui.labels import choice_text, service_text
from frontline.ui.language import Language
from frontline.wire.directory import Directory, DirectoryEntry

_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class HelpCard:
    """`lines` are telephone lines with what they are for; without any, `no_number` stands there."""

    language: str
    title: str
    rights: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    no_number: str
    places_title: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseSlip:
    language: str
    title: str
    text: str
    code: CaseCode


@dataclass(frozen=True, slots=True)
class HelpPlan:
    """`lines` are services with what the person decided; without any, `no_choice` stands there."""

    language: str
    title: str
    lines: tuple[tuple[str, str], ...]
    no_choice: str
    closing: str


class _LackingError(Exception):
    """The language lacks a sentence."""


def help_card(
    pack: PackDefinition, language: str, directories: Iterable[Directory], region: str
) -> HelpCard | None:
    """None where the language lacks any of its sentences: half a card would mislead."""
    try:
        return HelpCard(
            language=language,
            title=_said(pack, "word.title", language),
            rights=tuple(_said(pack, f"right.{right}", language) for right in pack.rights),
            lines=tuple(_lines(pack, language)),
            no_number=_said(pack, "word.no_number", language),
            places_title=_said(pack, "word.places", language),
            places=_places(directories, region),
        )
    except _LackingError:
        return None


def case_slip(pack: PackDefinition, language: str, code: CaseCode) -> CaseSlip | None:
    """None where the language lacks its sentence."""
    try:
        title = _said(pack, "word.code_title", language)
        return CaseSlip(language, title, _said(pack, "word.code_text", language), code)
    except _LackingError:
        return None


def help_plan(language: Language, code: str, plan: Iterable[PlanLine]) -> HelpPlan | None:
    """In the language of that code; None where the names of services are not translated into it.
    What was not put to the person is left out, and so is what they said no to: who finds the
    paper should not read of it, such as of a consulate that is not to be told (S-072)."""
    spoken = language.spoken(code)
    if spoken is None:
        return None
    chosen = [line for line in plan if line.choice in (Choice.ACCEPTED, Choice.LATER)]
    return HelpPlan(
        language=code,
        title=spoken.gettext("The help you chose"),
        lines=tuple(
            (service_text(spoken, line.service), choice_text(spoken, line.choice))
            for line in chosen
        ),
        no_choice=spoken.gettext("You have not chosen any help yet. You can do so at any time."),
        closing=spoken.gettext(
            "You can change your mind about each of these at any time. Help does not depend on "
            "your papers or on what you say about other people."
        ),
    )


def paper_languages(pack: PackDefinition) -> tuple[str, ...]:
    """Languages in which there is a card."""
    return tuple(
        language
        for language in pack.texts.languages
        if help_card(pack, language, (), "") is not None
    )


def _said(pack: PackDefinition, name: str, language: str) -> str:
    string_id = f"person.{name}"
    text = pack.texts.said(string_id, language) if pack.texts.has(string_id) else None
    if text is None:
        raise _LackingError
    return text.value


def _lines(pack: PackDefinition, language: str) -> Iterable[tuple[str, str]]:
    known: tuple[tuple[str, Line | None], ...] = ()
    if pack.country is not None:
        known = (("helpline", pack.country.hotline), ("emergency", pack.country.emergency_line))
    for name, line in known:
        if line is not None:
            yield _said(pack, f"word.{name}", language), line.number


def _places(directories: Iterable[Directory], region: str) -> tuple[tuple[str, str], ...]:
    """Names and contacts, those of the region first; what has no contact helps nobody."""
    entries = [
        entry
        for directory in directories
        for entry in directory.entries
        if entry.contact
        and not PROTECTED & set(entry.services)
        and (not entry.regions or region in entry.regions)
        and entry.country == region[:2]
    ]
    entries.sort(key=lambda entry: not entry.regions)
    return tuple((entry.name, _contact(entry)) for entry in entries[:_MOST_PLACES])


def _contact(entry: DirectoryEntry) -> str:
    return f"{entry.contact} · {entry.hours}" if entry.hours else entry.contact
