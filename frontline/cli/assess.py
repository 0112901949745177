"""frontline assess: the finding for a set of answers, or for bare indicator facts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from frontline.cli.pack_files import find_pack
from frontline.cli.printing import print_json, refusals
from frontline.domain.findings import Assessment, IndicatorStatus
from frontline.domain.identifiers import IndicatorCode, InstrumentId
from frontline.domain.trafficking import AgeProfile
from frontline.errors import BadInputError
from frontline.screening.assessment import assess, assess_facts
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.screening.golden import read_answers
from frontline.screening.interview import Interview
from frontline.screening.report import assessment_report


class Facts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    age: AgeProfile
    indicators: dict[str, IndicatorStatus] = {}


_Answers = TypeAdapter(dict[str, JsonValue])


def assess_command(
    instrument: Annotated[
        str | None, typer.Argument(help="Instrument the answers belong to.")
    ] = None,
    answers: Annotated[
        str | None, typer.Argument(help="JSON file of answers by question id, or -.")
    ] = None,
    indicators: Annotated[
        str | None, typer.Option("--indicators", help="JSON file of indicator facts, or -.")
    ] = None,
    pack: Annotated[str, typer.Option("--pack", help="Name of an installed pack.")] = "core",
    _as_json: Annotated[bool, typer.Option("--json", help="The only form there is.")] = True,
) -> None:
    """Finding, bounds, reasons and what can still matter. A list in gives a list out."""
    if (indicators is None) == (instrument is None or answers is None):
        raise typer.BadParameter("give INSTRUMENT and ANSWERS, or --indicators FACTS")
    with refusals():
        compiled = compile_for_interviews(find_pack(pack)[0].definition)
        raw = _read_json(indicators or answers or "-")
        entries = raw if isinstance(raw, list) else [raw]
        reports = [
            assessment_report(
                compiled.pack,
                _of_facts(compiled, entry)
                if instrument is None
                else _of_answers(compiled, instrument, entry),
            )
            for entry in entries
        ]
        print_json(reports if isinstance(raw, list) else reports[0])


def _read_json(name: str) -> object:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        return json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise BadInputError(reason="json") from error


def _of_facts(compiled: CompiledPack, entry: object) -> Assessment:
    try:
        facts = Facts.model_validate(entry)
    except ValidationError as error:
        raise BadInputError(reason="facts", faults=error.error_count()) from error
    statuses = {IndicatorCode(code): status for code, status in facts.indicators.items()}
    return assess_facts(compiled, facts.age, statuses)


def _of_answers(compiled: CompiledPack, instrument: str, entry: object) -> Assessment:
    try:
        raw = _Answers.validate_python(entry)
    except ValidationError as error:
        raise BadInputError(reason="answers", faults=error.error_count()) from error
    answers = read_answers(compiled, raw)
    return assess(Interview(compiled, InstrumentId(instrument), answers))
