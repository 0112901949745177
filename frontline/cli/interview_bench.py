"""frontline bench interviews: how many questions a finding needs, against the whole instrument.

Respondents are golden cases of the core pack, changed a little at random, in turn over all forms of
exploitation and both ages. A case of a checklist, which is filled in at one glance, is interviewed
with the longest guided instrument its roles allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random  # noqa: TID251 -- seeded, so that a measurement can be repeated
from statistics import mean
from typing import Annotated

import typer

from frontline.cli.pack_files import find_pack
from frontline.cli.printing import print_json, refusals
from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.rules.definitions import Instrument, Mode
from frontline.rules.source_models import CaseModel
from frontline.screening.assessment import assess
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.screening.golden import read_answers
from frontline.screening.interview import Interview
from frontline.screening.respondents import Comparison, compare, respondent


@dataclass(frozen=True, slots=True)
class _Respondents:
    """Cases of one form of exploitation (or of none), for adults or for children."""

    form: str
    is_child: bool
    cases: tuple[tuple[InstrumentId, dict[QuestionId, AnswerValue]], ...]


def interviews_command(
    cases: Annotated[int, typer.Option(min=1, help="How many interviews.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed gives the same respondents.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Questions to a settled finding, against the full relevant instrument."""
    with refusals():
        built = find_pack("core")[0]
        compiled = compile_for_interviews(built.definition)
        groups = _grouped(compiled, built.source.cases)
    found = _measured(compiled, groups, cases, Random(seed))  # noqa: S311 -- to be repeatable
    report = _report(found)
    if as_json:
        print_json({"cases": cases, "seed": seed, "groups": len(groups), **report})
    else:
        for name, value in report.items():
            typer.echo(f"{name:24} {value}")


def _grouped(compiled: CompiledPack, cases: Sequence[CaseModel]) -> list[_Respondents]:
    groups: dict[tuple[str, bool], list[tuple[InstrumentId, dict[QuestionId, AnswerValue]]]] = {}
    for case in cases:
        answers = read_answers(compiled, case.answers)
        instrument = _guided(compiled, InstrumentId(case.instrument))
        found = assess(Interview(compiled, InstrumentId(case.instrument), answers))
        for form in found.finding.forms or ("none",):
            key = (form, found.profile.counts_as_child)
            groups.setdefault(key, []).append((instrument, answers))
    return [
        _Respondents(form, is_child, tuple(listed))
        for (form, is_child), listed in sorted(groups.items())
    ]


def _guided(compiled: CompiledPack, named: InstrumentId) -> InstrumentId:
    instruments = compiled.pack.instruments
    own = instruments[named]
    if own.mode is not Mode.CHECKLIST:
        return named
    guided = [
        other
        for other in instruments.values()
        if other.mode is Mode.GUIDED and set(other.roles) & set(own.roles)
    ]
    return max(guided, key=_length, default=own).id


def _length(instrument: Instrument) -> int:
    return len(instrument.items)


def _measured(
    compiled: CompiledPack, groups: Sequence[_Respondents], count: int, dice: Random
) -> list[Comparison]:
    found = []
    for number in range(count):
        group = groups[number % len(groups)]
        instrument, answers = group.cases[dice.randrange(len(group.cases))]
        found.append(compare(compiled, instrument, respondent(compiled, answers, dice)))
    return found


def _report(found: Sequence[Comparison]) -> dict[str, float]:
    """Of those whose finding is settled in the end, and of all: some answers stay unknown, and
    then no number of questions settles the finding."""
    settled = [each for each in found if each.is_settled]
    return {
        "settled": len(settled),
        "questions_to_settled": _short(settled),
        "questions_in_full": _full(settled),
        "ratio": round(_short(settled) / _full(settled), 4) if settled else 1.0,
        "ratio_with_unsettled": round(_short(found) / _full(found), 4),
        "identical_findings": mean(each.is_identical for each in found),
    }


def _short(found: Sequence[Comparison]) -> float:
    return round(mean(each.short for each in found), 2) if found else 0.0


def _full(found: Sequence[Comparison]) -> float:
    return round(mean(each.full for each in found), 2) if found else 0.0
