"""Released figures of several countries, put together (S-122).

Only what each country released is read, so nothing can be told from the sum that no part told.
A hidden number stays unknown: the sum is of those that are shown, with how many are hidden in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from frontline.errors import BadInputError
from frontline.statistics.facts import StatDimension
from frontline.statistics.publication import NOT_CRITERIA, Class, Month, People, StatFile
from frontline.statistics.tables import MOST_DIMENSIONS, Cell, Dimensions


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MergedCell(_Part):
    """`people`: the sum where it is shown. `hidden_in`: how many countries hide theirs."""

    classes: Annotated[tuple[Class, ...], Field(max_length=MOST_DIMENSIONS)]
    people: People
    hidden_in: People


class MergedTable(_Part):
    """`countries`: how many told anything of this table; others withheld or did not make it."""

    dimensions: Annotated[tuple[StatDimension, ...], Field(max_length=MOST_DIMENSIONS)]
    countries: People
    cells: tuple[MergedCell, ...]


class Source(_Part):
    hub: str
    release: int
    threshold: int
    packs: tuple[str, ...]


class MergedFile(_Part):
    format: Literal["STAT-MERGED/1"] = "STAT-MERGED/1"
    first_month: Month
    last_month: Month
    sources: tuple[Source, ...]
    note: str = NOT_CRITERIA
    tables: tuple[MergedTable, ...]


def merge(files: Sequence[StatFile]) -> MergedFile:
    """Raises BadInputError for several files of one hub, or of different months."""
    if len({file.hub for file in files}) != len(files) or not files:
        raise BadInputError(reason="one-file-each")
    months = {(file.first_month, file.last_month) for file in files}
    if len(months) != 1:
        raise BadInputError(reason="other-months")
    ((first, last),) = months
    kinds: dict[Dimensions, None] = {
        table.dimensions: None for file in files for table in file.tables
    }
    return MergedFile(
        first_month=first,
        last_month=last,
        sources=tuple(
            Source(hub=file.hub, release=file.release, threshold=file.threshold, packs=file.packs)
            for file in sorted(files, key=lambda file: file.hub)
        ),
        tables=tuple(_together(dimensions, files) for dimensions in kinds),
    )


def _together(dimensions: Dimensions, files: Sequence[StatFile]) -> MergedTable:
    people: dict[Cell, int] = {}
    hidden: dict[Cell, int] = {}
    told = [
        table
        for file in files
        for table in file.tables
        if table.dimensions == dimensions and not table.withheld
    ]
    for table in told:
        for cell in table.cells:
            people[cell.classes] = people.get(cell.classes, 0) + (cell.people or 0)
            hidden[cell.classes] = hidden.get(cell.classes, 0) + (cell.people is None)
    return MergedTable(
        dimensions=dimensions,
        countries=len(told),
        cells=tuple(
            MergedCell(classes=classes, people=people[classes], hidden_in=hidden[classes])
            for classes in sorted(people)
        ),
    )
