"""Every theme of every country finds a focal point, or a gap that has a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.bodies import Level, Theme, themes_of
from frontline.referral.routing import Gap, Lack, coverage, route
from frontline.wire.directory import Directory, FocalPoint
from tests.support.packs import ROOT, core

SHIPPED = tuple(
    Directory.model_validate(json.loads(path.read_text("utf-8"))["body"])
    for path in sorted((ROOT / "resources" / "documents").glob("directory-*.json"))
)
COUNTRIES = ("XA", "XD", "XT")


def point(theme: Theme, level: Level = Level.NATIONAL, **more: str) -> FocalPoint:
    facts: dict[str, Any] = {"contact": "room 4", "country": "XT", "name": f"{theme} {level}"}
    return FocalPoint(theme=theme, level=level, **{**facts, **more})


def directory(*points: FocalPoint) -> Directory:
    return Directory(country="XT", entries=(), focal_points=points)


def test_each_theme_of_each_configured_country_has_a_focal_point_or_a_named_gap() -> None:
    found = coverage(SHIPPED, COUNTRIES)

    assert [(each.theme, each.country) for each in found] == [
        (theme, country) for country in COUNTRIES for theme in Theme
    ]
    gaps = {(each.country, each.theme): each.lack for each in found if isinstance(each, Gap)}
    assert gaps == {
        ("XA", Theme.LABOUR): Lack.NO_CONTACT,
        ("XA", Theme.ORGAN): Lack.NO_FOCAL_POINT,
        ("XA", Theme.INTEGRITY): Lack.NO_FOCAL_POINT,
        ("XA", Theme.STATISTICS): Lack.NO_FOCAL_POINT,
        ("XA", Theme.ICT): Lack.NO_FOCAL_POINT,
        ("XD", Theme.WOMEN): Lack.NO_FOCAL_POINT,
        ("XD", Theme.ORGAN): Lack.NO_FOCAL_POINT,
        ("XD", Theme.CONSULAR): Lack.NO_FOCAL_POINT,
        ("XD", Theme.STATISTICS): Lack.NO_FOCAL_POINT,
        ("XD", Theme.ICT): Lack.NO_CONTACT,
        ("XT", Theme.LABOUR): Lack.NO_CONTACT,
        ("XT", Theme.INTEGRITY): Lack.NO_FOCAL_POINT,
        ("XT", Theme.ICT): Lack.NO_FOCAL_POINT,
    }


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_form_of_the_pack_goes_to_somebody_or_to_a_named_gap(country: str) -> None:
    """Also forms that no list of ours has: a country's pack may add any."""
    for form in (*core().pack.forms, "SPACE_MINING"):
        for is_child in (False, True):
            themes = themes_of([str(form)], counts_as_child=is_child)
            assert themes
            assert (Theme.CHILD in themes) is is_child
            for theme in themes:
                assert route(SHIPPED, theme, country).theme is theme


def test_a_country_without_a_directory_is_a_gap_of_its_own() -> None:
    assert route(SHIPPED, Theme.CHILD, "XX") == Gap(Theme.CHILD, "XX", Lack.NO_DIRECTORY)


def test_the_nearest_level_is_asked_before_the_wider() -> None:
    local, national = point(Theme.LABOUR, Level.LOCAL), point(Theme.LABOUR)
    here = directory(national, local)

    assert route([here], Theme.LABOUR, "XT") == local
    assert route([here], Theme.LABOUR, "XT", Level.REGIONAL) == national
    only_local = directory(local)
    assert route([only_local], Theme.LABOUR, "XT", Level.NATIONAL) == Gap(
        Theme.LABOUR, "XT", Lack.NO_FOCAL_POINT
    )


def test_who_cannot_be_reached_is_passed_over_and_named_in_the_gap() -> None:
    silent = point(Theme.ORGAN, Level.LOCAL, contact="")
    by_deputy = point(Theme.ORGAN, contact="", deputy_contact="night line")

    assert route([directory(silent, by_deputy)], Theme.ORGAN, "XT") == by_deputy
    assert route([directory(silent)], Theme.ORGAN, "XT") == Gap(
        Theme.ORGAN, "XT", Lack.NO_CONTACT, silent
    )


_POINTS = st.builds(
    FocalPoint,
    theme=st.sampled_from(Theme),
    country=st.sampled_from(["XT", "XD"]),
    level=st.sampled_from(Level),
    name=st.just("Desk"),
    contact=st.sampled_from(["", "room 4"]),
)


@pytest.mark.property
@given(
    points=st.lists(_POINTS, max_size=8),
    theme=st.sampled_from(Theme),
    country=st.sampled_from(["XT", "XD", "XX"]),
    level=st.sampled_from(Level),
)
def test_a_route_never_leads_elsewhere_than_asked(
    points: Sequence[FocalPoint], theme: Theme, country: str, level: Level
) -> None:
    """Nor to somebody nobody can reach, and never to nothing without a reason."""
    found = route([directory(*points)], theme, country, level)

    assert (found.theme, found.country) == (theme, country)
    if isinstance(found, FocalPoint):
        assert found.contact
        assert found in points
