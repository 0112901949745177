"""The fields of a note on suspects, and what was filled in. None is for a presumed victim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from PySide6.QtWidgets import QComboBox, QWidget

from frontline.domain.intel import (
    AccountKind,
    AdvertPhase,
    ChainRole,
    InformationGrade,
    KnownFrom,
    Method,
    RelatedCrime,
    SourceGrade,
)
from frontline.ui.formats import month_text
from frontline.ui.intel_words import Coded, coded_text, phase_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.check_box import CheckBox, box_grid
from frontline.ui.widgets.entry_list import EntryKind, EntryList
from frontline.ui.widgets.fields import Field, choice_list, text_area
from frontline.ui.widgets.page import Page, pair
from frontline.ui.widgets.texts import label
from frontline.wire.intel import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_ENTRIES,
    Account,
    Actor,
    Advert,
    Firm,
    NoteContent,
    Route,
    Vehicle,
)

_MONTHS_BACK = 24
_BOXES_ACROSS = 3


class NoteFields:
    """Put on `page` one below the other; `content` reads them."""

    def __init__(self, page: Page, around: Surroundings, country: str, today: date) -> None:
        self._around = around
        self._country = country
        self._today = today
        self._text = text_area("note-text", around.theme, 4)
        self._add_grades(page)
        self._lists = {kind.name: self._entry_list(page, kind) for kind in self._kinds()}
        self._methods = self._add_methods(page)
        self._crimes = self._add_crimes(page)
        hint = around.language.gettext(
            "Only about suspects, firms and places. Leave out who the presumed victim is, what "
            "they did, and what would show who told you."
        )
        else_known = around.language.gettext("What else is known")
        page.add(Field(around.theme, else_known, self._text, hint=hint))

    @property
    def first(self) -> QWidget:
        """The field to begin with."""
        return self._source

    def content(self) -> NoteContent:
        return NoteContent(
            country=self._country,
            source=SourceGrade(_chosen(self._source)),
            information=InformationGrade(_chosen(self._information)),
            known_from=KnownFrom(_chosen(self._known)),
            seen_in=_chosen(self._month),
            actors=tuple(
                Actor(role=ChainRole(entry.code), description=entry.lines[0])
                for entry in self._lists["actor"].entries()
            ),
            routes=tuple(
                Route(origin=entry.lines[0], destination=entry.lines[1], how=entry.lines[2])
                for entry in self._lists["route"].entries()
            ),
            firms=tuple(
                Firm(name=entry.lines[0], place=entry.lines[1])
                for entry in self._lists["firm"].entries()
            ),
            vehicles=tuple(
                Vehicle(plate=entry.lines[0], description=entry.lines[1])
                for entry in self._lists["vehicle"].entries()
            ),
            accounts=tuple(
                Account(kind=AccountKind(entry.code), value=entry.lines[0])
                for entry in self._lists["account"].entries()
            ),
            adverts=tuple(
                Advert(
                    phase=AdvertPhase(entry.code), platform=entry.lines[0], address=entry.lines[1]
                )
                for entry in self._lists["advert"].entries()
            ),
            methods=tuple(each for each, box in self._methods.items() if box.isChecked()),
            related_crimes=tuple(each for each, box in self._crimes.items() if box.isChecked()),
            text=self._text.toPlainText()[:LONGEST_TEXT],
        )

    def _add_grades(self, page: Page) -> None:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        # What cannot be judged stands there until somebody judges it.
        self._source = choice_list("source", self._coded(SourceGrade), "F")
        self._information = choice_list("information", self._coded(InformationGrade), "6")
        self._known = choice_list("known-from", self._coded(KnownFrom), KnownFrom.TOLD.value)
        self._month = choice_list("seen-in", self._months())
        page.add(
            pair(
                theme,
                Field(theme, gettext("How far the source can be relied on"), self._source),
                Field(theme, gettext("How far it can be believed"), self._information),
            )
        )
        page.add(
            pair(
                theme,
                Field(theme, gettext("How it came to you"), self._known),
                Field(theme, gettext("Month it speaks of"), self._month),
            )
        )

    def _months(self) -> list[tuple[str, str]]:
        language = self._around.language
        found = [("", language.gettext("unknown"))]
        year, month = self._today.year, self._today.month
        for _ in range(_MONTHS_BACK):
            code = f"{year}-{month:02}"
            found.append((code, month_text(language.code, code)))
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return found

    def _coded(self, codes: Iterable[Coded]) -> list[tuple[str, str]]:
        return [(code.value, coded_text(self._around.language, code)) for code in codes]

    def _kinds(self) -> tuple[EntryKind, ...]:
        gettext = self._around.language.gettext
        describe, place = gettext("Name, nickname, looks, language"), gettext("Place")
        return (
            EntryKind(
                "actor",
                gettext("Suspects"),
                gettext("Add a suspect"),
                gettext("Part in it"),
                tuple(self._coded(ChainRole)),
                (describe,),
            ),
            EntryKind(
                "route",
                gettext("Routes"),
                gettext("Add a route"),
                "",
                (),
                (gettext("From"), gettext("To where"), gettext("How")),
            ),
            EntryKind(
                "firm",
                gettext("Firms and places"),
                gettext("Add a firm"),
                "",
                (),
                (gettext("Firm"), place),
            ),
            EntryKind(
                "vehicle",
                gettext("Vehicles"),
                gettext("Add a vehicle"),
                "",
                (),
                (gettext("Number plate"), gettext("Make, colour, signs")),
            ),
            EntryKind(
                "account",
                gettext("Telephones and accounts"),
                gettext("Add a telephone or account"),
                gettext("Kind"),
                tuple(self._coded(AccountKind)),
                (gettext("Number or name"),),
            ),
            EntryKind(
                "advert",
                gettext("Advertisements and chats"),
                gettext("Add an advertisement"),
                gettext("What for"),
                tuple(self._coded(AdvertPhase)),
                (gettext("Site or app"), gettext("Address or name there")),
            ),
        )

    def _entry_list(self, page: Page, kind: EntryKind) -> EntryList:
        return page.add(EntryList(self._around.theme, kind, LONGEST_LINE, MOST_ENTRIES))

    def _add_methods(self, page: Page) -> dict[Method, CheckBox]:
        theme, language = self._around.theme, self._around.language
        page.add(label(language.gettext("How they work"), "heading"))
        boxes = {
            method: CheckBox(theme, coded_text(language, method), f"method-{method.value}")
            for method in Method
        }
        for phase, methods in groupby(Method, lambda method: phase_text(language, method)):
            page.add(label(phase, "strong"))
            page.add(box_grid(theme, [boxes[method] for method in methods], _BOXES_ACROSS))
        return boxes

    def _add_crimes(self, page: Page) -> dict[RelatedCrime, CheckBox]:
        theme, language = self._around.theme, self._around.language
        page.add(label(language.gettext("Other crimes of theirs"), "heading"))
        hint = language.gettext(
            "Of those the note is about. What a presumed victim was made to do never stands here."
        )
        page.add(label(hint, "quiet"))
        boxes = {
            crime: CheckBox(theme, coded_text(language, crime), f"crime-{crime.value}")
            for crime in RelatedCrime
        }
        page.add(box_grid(theme, list(boxes.values()), _BOXES_ACROSS))
        return boxes


def _chosen(box: QComboBox) -> str:
    return str(box.currentData())
