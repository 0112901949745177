"""JSON Schema of the files of a pack's source, for editors that check while somebody types.

A condition is any value here: `pack check` reads its grammar.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter

from frontline.rules.country_models import CountryModel
from frontline.rules.person_models import PersonFile
from frontline.rules.source_models import (
    AdditionModel,
    CaseModel,
    IndicatorModel,
    InstrumentModel,
    PackHeader,
    ProtocolsFile,
    QuestionModel,
    RoutingFile,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# By the file, or by the folder whose files all hold such a list.
_SHAPES: Mapping[str, TypeAdapter[object]] = {
    "pack": TypeAdapter(PackHeader),
    "indicators": TypeAdapter(tuple[IndicatorModel, ...]),
    "questions": TypeAdapter(tuple[QuestionModel, ...]),
    "instruments": TypeAdapter(tuple[InstrumentModel, ...]),
    "additions": TypeAdapter(tuple[AdditionModel, ...]),
    "cases": TypeAdapter(tuple[CaseModel, ...]),
    "protocols": TypeAdapter(ProtocolsFile),
    "routing": TypeAdapter(RoutingFile),
    "country": TypeAdapter(CountryModel),
    "person": TypeAdapter(PersonFile),
}


def source_schemas() -> dict[str, dict[str, object]]:
    """A schema for each kind of file, by the name of the file or of its folder."""
    return {name: {"$schema": _DIALECT, **shape.json_schema()} for name, shape in _SHAPES.items()}
