"""Nothing in a pack may be dead: a question nobody can come to is a rule nobody applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontline.domain.answers import NONE_OF_THESE, Observation, QuestionKind, StandardAnswer
from frontline.domain.sites import SiteKind
from frontline.rules.checks.possible import parsed
from frontline.rules.conditions import questions_read
from frontline.rules.faults import Fault
from frontline.rules.shapes import RawCondition
from frontline.rules.source import PackSource, section_part
from frontline.rules.source_models import (
    InstrumentModel,
    PackModel,
)

# Without these codes the engine could not tell silence from "no".
_STANDARD = (*StandardAnswer, *Observation, NONE_OF_THESE)


class ReachabilityCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._reads = {question.id: _reads(question.when) for question in pack.questions}
        self._gate = _reads(pack.protocols.privacy_gate)
        self._sensitive = {question.id for question in pack.questions if question.sensitive}

    def faults(self) -> Iterator[Fault]:
        yield from self._cycles()
        yield from self._unasked()
        yield from self._unraised()
        yield from self._hidden_gate()
        for instrument in self._pack.instruments:
            yield from self._order(instrument)
        yield from self._texts()

    def _cycles(self) -> Iterator[Fault]:
        settled: set[str] = set()
        pending = dict(self._reads)
        while pending:
            free = [name for name, reads in pending.items() if not (reads - settled)]
            if not free:
                break
            settled.update(free)
            for name in free:
                del pending[name]
        for name in sorted(pending):
            # What only waits for a cycle, or for an unknown question, is not itself one.
            if self._reaches_itself(name):
                yield self._source.fault(f"question.{name}", "question.cycle", "when")

    def _reaches_itself(self, start: str) -> bool:
        seen: set[str] = set()
        open_names = list(self._reads.get(start, ()))
        while open_names:
            name = open_names.pop()
            if name == start:
                return True
            if name not in seen:
                seen.add(name)
                open_names.extend(self._reads.get(name, ()))
        return False

    def _unasked(self) -> Iterator[Fault]:
        asked = {
            item.question
            for instrument in self._pack.instruments
            for section in instrument.sections
            for item in section.items
        }
        for question in self._pack.questions:
            if question.id not in asked:
                yield self._source.fault(f"question.{question.id}", "question.in-no-instrument")

    def _unraised(self) -> Iterator[Fault]:
        raised: set[str] = set()
        for question in self._pack.questions:
            for codes in question.raises.values():
                raised.update(codes)
            for threshold in question.thresholds:
                raised.update(threshold.raises)
        for indicator in self._pack.indicators:
            if indicator.code not in raised:
                yield self._source.fault(f"indicator.{indicator.code}", "indicator.never-shown")

    def _hidden_gate(self) -> Iterator[Fault]:
        """What opens the privacy gate must not itself wait behind it."""
        for name in sorted(self._gate):
            waits_for = {name, *self._reads.get(name, ())} & self._sensitive
            for hidden in sorted(waits_for):
                yield self._source.fault(
                    "protocols", "pack.gate-hidden", "privacy_gate", detail=hidden
                )

    def _order(self, instrument: InstrumentModel) -> Iterator[Fault]:
        """A condition must look at what the same instrument asked before, or it never opens."""
        # Where each question asked so far stands.
        before: dict[str, set[SiteKind]] = {}
        for section in instrument.sections:
            part = section_part(instrument.id, section.id)
            for at, item in enumerate(section.items):
                sites = set(item.sites or instrument.sites)
                for code, detail in self._too_early(item.question, sites, before):
                    yield self._source.fault(part, code, "items", at, detail=detail)
                before[item.question] = sites

    def _too_early(
        self, name: str, sites: set[SiteKind], before: Mapping[str, set[SiteKind]]
    ) -> Iterator[tuple[str, str]]:
        for read in sorted(self._reads.get(name, frozenset())):
            if read not in before:
                yield "instrument.condition-not-asked-before", f"{name} reads {read}"
            elif not sites <= before[read]:
                yield "instrument.condition-not-asked-at-site", f"{name} reads {read}"
        if name in self._sensitive and any(
            not sites <= before.get(asked, set()) for asked in self._gate
        ):
            yield "instrument.gate-not-asked-before", name

    def _texts(self) -> Iterator[Fault]:
        for code in _STANDARD:
            if code not in self._pack.header.standard_answers:
                yield self._source.fault(
                    "header", "pack.standard-answer-missing", "standard_answers", detail=code
                )
        for question in self._pack.questions:
            if question.kind is QuestionKind.OBSERVATION and question.say is not None:
                yield self._source.fault(
                    f"question.{question.id}", "question.observation-said", "say"
                )
            for at, answer in enumerate(question.answers):
                if (question.say is None) != (answer.say is None):
                    yield self._source.fault(
                        f"question.{question.id}", "question.answer-said", "answers", at
                    )


def _reads(condition: RawCondition) -> frozenset[str]:
    found = parsed(condition)
    return frozenset() if found is None else frozenset(questions_read(found))
