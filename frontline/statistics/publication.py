"""STAT: a release as a file that anybody may have, and several countries' files put together.

The JSON Schema is docs/formats/stat-schema.json.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.errors import DocumentRefusedError
from frontline.statistics.facts import StatDimension
from frontline.statistics.guarded import THRESHOLD
from frontline.statistics.pairs import Paired
from frontline.statistics.releases import Release, Shown
from frontline.statistics.tables import MOST_DIMENSIONS, Extent, View

Class = Annotated[str, Field(pattern=r"^[A-Za-z0-9_+-]{1,64}$")]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
People = Annotated[int, Field(ge=0, lt=2**31)]
# S-128.
NOT_CRITERIA = (
    "Profiles describe people who were met and referred. They are no criteria: nobody is screened,"
    " stopped or passed over because of them."
)
HIDDEN_NOTE = (
    "Numbers below the threshold are hidden, and others with them, so that no sum or difference"
    " gives them away. A cell that is not listed is zero; null is hidden; UNKNOWN is a class of its"
    " own. Whoever was not met is in no number."
)
_PROFILES = {StatDimension.AGE_BAND, StatDimension.GENDER, StatDimension.ORIGIN}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatCell(_Part):
    """`people` null: hidden."""

    classes: Annotated[tuple[Class, ...], Field(max_length=MOST_DIMENSIONS)]
    people: People | None


class StatTable(_Part):
    """Without dimensions: the total. `withheld`: too thin to show anything of it."""

    dimensions: Annotated[tuple[StatDimension, ...], Field(max_length=MOST_DIMENSIONS)]
    withheld: bool
    note: str
    cells: tuple[StatCell, ...]


class StatPair(_Part):
    """People with both codes; twice the same code: all people with it."""

    codes: tuple[Class, Class]
    people: People | None


class StatFile(_Part):
    format: Literal["STAT/1"] = "STAT/1"
    hub: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{2,63}$")]
    release: Annotated[int, Field(ge=1, lt=2**31)]
    made_in: Month
    first_month: Month
    last_month: Month
    threshold: Annotated[int, Field(ge=2, le=1000)] = THRESHOLD
    packs: tuple[str, ...]
    note: str = HIDDEN_NOTE
    asked_for: tuple[tuple[StatDimension, ...], ...]
    tables: tuple[StatTable, ...]
    methods: tuple[StatPair, ...]
    services: tuple[StatPair, ...]


def publish(release: Release, hub: str, made_in: str, packs: Sequence[str]) -> StatFile:
    return StatFile(
        hub=hub,
        release=release.extent.release,
        made_in=made_in,
        first_month=release.extent.first,
        last_month=release.extent.last,
        packs=tuple(packs),
        asked_for=release.tables,
        tables=tuple(_table(shown) for shown in release.views),
        methods=_pairs(release, Paired.METHODS),
        services=_pairs(release, Paired.SERVICES),
    )


def write_stat(file: BaseModel) -> bytes:
    return file.model_dump_json(indent=1).encode() + b"\n"


def read_stat(content: bytes) -> StatFile:
    """Raises DocumentRefusedError."""
    try:
        return StatFile.model_validate_json(content)
    except ValidationError as error:
        raise DocumentRefusedError(reason="stat") from error


def released(file: StatFile) -> Release:
    """The release that was published in this file: what the next one has to be safe beside."""
    extent = Extent(file.release, file.first_month, file.last_month)
    views = tuple(
        Shown(
            View(table.dimensions, extent),
            {cell.classes: cell.people for cell in table.cells},
            is_withheld=table.withheld,
        )
        for table in file.tables
    )
    pairs = {
        Paired.METHODS: {pair.codes: pair.people for pair in file.methods},
        Paired.SERVICES: {pair.codes: pair.people for pair in file.services},
    }
    return Release(extent, file.asked_for, views, pairs)


def as_csv(table: StatTable) -> str:
    """One line for each cell; "hidden" where it is."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.dimensions, "people"])
    for cell in table.cells:
        writer.writerow([*cell.classes, "hidden" if cell.people is None else cell.people])
    return text.getvalue()


def _table(shown: Shown) -> StatTable:
    dimensions = shown.view.dimensions
    return StatTable(
        dimensions=dimensions,
        withheld=shown.is_withheld,
        note=NOT_CRITERIA if _PROFILES & set(dimensions) else "",
        cells=tuple(
            StatCell(classes=classes, people=people) for classes, people in shown.cells.items()
        ),
    )


def _pairs(release: Release, what: Paired) -> tuple[StatPair, ...]:
    return tuple(
        StatPair(codes=codes, people=people) for codes, people in release.pairs[what].items()
    )
