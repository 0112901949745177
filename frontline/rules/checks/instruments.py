"""What an instrument may ask of a person, and in which order.

Counted for each kind of site, since items can belong to some sites alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontline.domain.answers import QuestionKind
from frontline.domain.sites import SiteKind
from frontline.rules.definitions import About
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource, section_part
from frontline.rules.source_models import (
    InstrumentModel,
    ItemModel,
    PackModel,
    QuestionModel,
    SectionModel,
)


@dataclass(slots=True)
class _Asked:
    """What has been asked so far at one kind of site. `helped`: in an earlier section."""

    sensitive: int = 0
    observations: int = 0
    questions: int = 0
    helped: bool = False


class InstrumentCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._questions = {question.id: question for question in pack.questions}
        # A country that guards a question better adds none: the cap is on what is put to people.
        self._guarded = (
            set(pack.country.protection.sensitive) if pack.country is not None else set()
        )

    def faults(self) -> Iterator[Fault]:
        for instrument in self._pack.instruments:
            yield from self._sites(instrument)
            # One fault for each item and code, however many sites show it.
            found = dict.fromkeys(
                fault for site in instrument.sites for fault in self._at_site(instrument, site)
            )
            yield from found

    def _sites(self, instrument: InstrumentModel) -> Iterator[Fault]:
        own = f"instrument.{instrument.id}"
        for at, site in enumerate(instrument.first_at):
            if site not in instrument.sites:
                yield self._source.fault(own, "instrument.first-outside", "first_at", at)
        for section in instrument.sections:
            part = section_part(instrument.id, section.id)
            for at, item in enumerate(section.items):
                for index, site in enumerate(item.sites):
                    if site not in instrument.sites:
                        yield self._source.fault(
                            part, "item.site-outside", "items", at, "sites", index, detail=site
                        )

    def _at_site(self, instrument: InstrumentModel, site: SiteKind) -> Iterator[Fault]:
        asked, told = _Asked(), set[str]()
        for section in instrument.sections:
            part = section_part(instrument.id, section.id)
            for at, item, question in self._standing(section, site):
                asked.sensitive += question.sensitive and question.id not in self._guarded
                for code in _count(question, asked, instrument):
                    if code not in told:
                        told.add(code)
                        yield self._source.fault(part, code, "items", at, detail=item.question)
            asked.helped = asked.helped or any(
                question.about is About.HELP for _, _, question in self._standing(section, site)
            )

    def _standing(
        self, section: SectionModel, site: SiteKind
    ) -> Iterator[tuple[int, ItemModel, QuestionModel]]:
        for at, item in enumerate(section.items):
            question = self._questions.get(item.question)
            if question is not None and (not item.sites or site in item.sites):
                yield at, item, question


def _count(question: QuestionModel, asked: _Asked, instrument: InstrumentModel) -> Iterator[str]:
    """Add one question; the limits of the instrument that it goes beyond."""
    is_seen = question.kind is QuestionKind.OBSERVATION
    asked.observations += is_seen
    asked.questions += not is_seen
    if asked.sensitive > instrument.most_sensitive:
        yield "instrument.too-many-sensitive"
    if _is_beyond(asked.observations, instrument.most_observations):
        yield "instrument.too-many-observations"
    if _is_beyond(asked.questions, instrument.most_questions):
        yield "instrument.too-many-questions"
    if question.about is About.OTHERS and not asked.helped:
        yield "instrument.help-comes-first"


def _is_beyond(count: int, most: int | None) -> bool:
    return most is not None and count > most
