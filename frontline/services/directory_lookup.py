"""Looking things up in the installed directories, offline: by words, service, theme, country and
language, and whom a theme goes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Theme
from frontline.referral.routing import Gap, coverage
from frontline.services.search import folded
from frontline.wire.directory import Directory, DirectoryEntry, FocalPoint

# The words of a code in the officer's language: of a service, a theme, a country, a mandate.
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty: any. All that is given must fit."""

    text: str = ""
    service: AssistanceService | None = None
    theme: Theme | None = None
    country: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """`is_stale`: last confirmed too long ago, or never, to rely on without asking."""

    entry: DirectoryEntry
    is_stale: bool


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A focal point with its warning, or the gap where one should be."""

    point: FocalPoint | Gap
    is_stale: bool = False


class DirectoryLookup:
    """Over the directories as they are; made anew when they, the day or the language change."""

    def __init__(self, directories: Sequence[Directory], today: date, words: Words) -> None:
        self._directories = tuple(directories)
        self._entries = [
            (_folded_words(entry, words), FoundEntry(entry, directory.is_stale(entry, today)))
            for directory in directories
            for entry in directory.entries
        ]
        self._today = today

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({directory.country for directory in self._directories}))

    @property
    def languages(self) -> tuple[str, ...]:
        spoken = {code for _words, found in self._entries for code in found.entry.languages}
        return tuple(sorted(spoken))

    def stale_after(self, country: str) -> int:
        """The shortest time, in days, for which the country's directories rely on a confirmation;
        0 where it has none."""
        return min(
            (each.stale_after_days for each in self._directories if each.country == country),
            default=0,
        )

    def entries(self, wanted: Wanted) -> tuple[FoundEntry, ...]:
        """Those that fit: who takes referrals now before who does not, the confirmed before the
        stale, otherwise as the directory has them."""
        typed = folded(wanted.text).split()
        found = [
            each
            for words, each in self._entries
            if _fits(each.entry, wanted) and all(word in words for word in typed)
        ]
        return tuple(sorted(found, key=lambda each: (_readiness(each.entry), each.is_stale)))

    def points(self, wanted: Wanted) -> tuple[FoundPoint, ...]:
        """For each theme of each country asked for: its focal point, or the gap."""
        countries = [wanted.country] if wanted.country else self.countries
        themes = list(Theme) if wanted.theme is None else [wanted.theme]
        stale = {
            point
            for directory in self._directories
            for point in directory.focal_points
            if directory.is_stale(point, self._today)
        }
        return tuple(
            FoundPoint(point, isinstance(point, FocalPoint) and point in stale)
            for point in coverage(self._directories, countries, themes)
        )


def _readiness(entry: DirectoryEntry) -> int:
    return {True: 0, None: 1, False: 2}[entry.is_accepting]


def _fits(entry: DirectoryEntry, wanted: Wanted) -> bool:
    return (
        (wanted.service is None or wanted.service in entry.services)
        and (wanted.theme is None or wanted.theme in entry.themes)
        and wanted.country in ("", entry.country)
        and (not wanted.language or wanted.language in entry.languages)
    )


def _folded_words(entry: DirectoryEntry, words: Words) -> str:
    codes = (*entry.services, *entry.themes, *entry.mandates, entry.country)
    said = (entry.name, entry.contact, entry.hours, *entry.regions, *map(words, codes))
    return folded(" ".join(said))
