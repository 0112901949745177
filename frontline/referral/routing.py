"""Whom a matter goes to: theme × country × level → a focal point, or a gap with a name (S-140)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.bodies import WIDER, Level, Theme
from frontline.wire.directory import Directory, FocalPoint


class Lack(StrEnum):
    NO_DIRECTORY = "no-directory"
    NO_FOCAL_POINT = "no-focal-point"
    # One is named, and how to reach it is not known.
    NO_CONTACT = "no-contact"


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody to turn to. `named` is the focal point that cannot be reached, if there is one."""

    theme: Theme
    country: str
    lack: Lack
    named: FocalPoint | None = None


def route(
    directories: Iterable[Directory], theme: Theme, country: str, level: Level = Level.LOCAL
) -> FocalPoint | Gap:
    """The nearest focal point from `level` upwards that can be reached, itself or by its deputy."""
    of_country = [each for each in directories if each.country == country]
    if not of_country:
        return Gap(theme, country, Lack.NO_DIRECTORY)
    points = [
        point
        for at in WIDER[level]
        for directory in of_country
        for point in directory.focal_points
        if (point.theme, point.country, point.level) == (theme, country, at)
    ]
    reached = next((point for point in points if point.contact or point.deputy_contact), None)
    if reached is not None:
        return reached
    if points:
        return Gap(theme, country, Lack.NO_CONTACT, points[0])
    return Gap(theme, country, Lack.NO_FOCAL_POINT)


def coverage(
    directories: Sequence[Directory], countries: Iterable[str], themes: Iterable[Theme] = Theme
) -> tuple[FocalPoint | Gap, ...]:
    """For every theme of every country: whom it goes to, or what is missing."""
    wanted = tuple(themes)
    return tuple(route(directories, theme, country) for country in countries for theme in wanted)
