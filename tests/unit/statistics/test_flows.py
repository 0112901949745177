"""Routes tell what a release tells, largest first, and what it hides is missing."""

from __future__ import annotations

import pytest

from frontline.errors import BadInputError
from frontline.statistics.facts import StatDimension as By
from frontline.statistics.facts import form_of
from frontline.statistics.flows import Flow, Way, Zone, routes_of
from frontline.statistics.publication import StatCell, StatFile, StatTable
from frontline.statistics.standard import WAYS
from frontline.statistics.tables import Dimensions
from tests.support.hub import ref_record


def table(dimensions: Dimensions, cells: dict[str, int | None], *, withheld: bool) -> StatTable:
    found = tuple(StatCell(classes=tuple(k.split()), people=n) for k, n in cells.items())
    return StatTable(dimensions=dimensions, withheld=withheld, note="", cells=found)


def file(*, withheld: bool = False) -> StatFile:
    flows = {"caribbean XT-A": 7, "caribbean XT-B": None, "europe XT-A": 9, "europe XT-B": None}
    ways = {
        "XA-1 XT-C XD-1": 6,
        "XA-1 MIXED XD-1": 9,
        "XA-2 DIRECT XT-C": None,
        "UNKNOWN UNKNOWN UNKNOWN": 30,
    }
    return StatFile(
        hub="hub-a",
        release=1,
        made_in="2026-11",
        first_month="2026-01",
        last_month="2026-10",
        packs=(),
        asked_for=((By.ORIGIN, By.PLACE),),
        tables=(
            table((By.PLACE,), {"XT-B": 6, "XT-A": 16}, withheld=False),
            table((By.ORIGIN, By.PLACE), flows, withheld=withheld),
            table(WAYS, ways, withheld=withheld),
        ),
        methods=(),
        services=(),
    )


def test_shown_flows_and_zones_come_largest_first_and_hidden_ones_not_at_all() -> None:
    found = routes_of(file())

    assert found.flows == (Flow("europe", "XT-A", 9), Flow("caribbean", "XT-A", 7))
    assert found.hidden == 2
    assert found.zones == (Zone("XT-A", 16), Zone("XT-B", 6))


def test_ways_come_largest_first_and_who_has_none_is_told() -> None:
    found = routes_of(file())

    assert found.ways == (Way("XA-1", "MIXED", "XD-1", 9), Way("XA-1", "XT-C", "XD-1", 6))
    assert (found.hidden_ways, found.not_noted) == (1, 30)


def test_a_file_from_before_there_were_ways_is_read_for_its_flows() -> None:
    told = file()
    older = told.model_copy(update={"tables": told.tables[:2]})
    found = routes_of(older)

    assert found.flows == routes_of(told).flows
    assert (found.ways, found.hidden_ways, found.not_noted) == ((), None, None)


def test_a_file_without_routes_or_with_withheld_ones_is_refused() -> None:
    for each in (file(withheld=True), file().model_copy(update={"tables": ()})):
        with pytest.raises(BadInputError, match="no-routes"):
            routes_of(each)


@pytest.mark.parametrize(
    ("forms", "counted"),
    [
        ((), "UNKNOWN"),
        (("OTHER_UNNAMED",), "OTHER_UNNAMED"),
        (("IDENTITY_LENDING", "OTHER_UNNAMED"), "IDENTITY_LENDING"),
        (("FORCED_LABOUR", "OTHER_UNNAMED", "SERVITUDE"), "MIXED"),
    ],
)
def test_a_form_that_got_a_name_counts_under_it(forms: tuple[str, ...], counted: str) -> None:
    assert form_of(ref_record().model_copy(update={"forms": forms})) == counted
