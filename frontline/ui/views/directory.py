"""The directory: who helps, who investigates, and whom a theme goes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Theme
from frontline.referral.routing import Gap
from frontline.services.directory_lookup import FoundEntry, FoundPoint, Wanted
from frontline.ui.directory_words import (
    accepting_text,
    code_text,
    confirmation_text,
    gap_text,
    reaching_lines,
    scope_text,
    spoken_text,
    theme_text,
)
from frontline.ui.formats import country_text
from frontline.ui.labels import service_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.directory import DirectoryState, DirectoryViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.layouts import CardGrid
from frontline.ui.widgets.page import Page, row
from frontline.ui.widgets.texts import label
from frontline.wire.directory import DirectoryEntry, FocalPoint

# Made at once, as many as are in sight, and then at a time until all stand.
_FIRST, _MORE = 8, 40
# In sizes of the text.
_LEAST_CHOICE = 10


class DirectoryPage(QWidget):
    def __init__(
        self, viewmodel: DirectoryViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._viewmodel, self._around = viewmodel, around
        gettext = around.language.gettext
        viewmodel.speak(partial(code_text, around.language))
        self._page = Page(around.theme, gettext("Directory"))
        self._search = self._page.add(self._search_line())
        self._service, self._theme, self._country, self._language = self._choices()
        self._of_bodies = self._add_filters()
        self._bodies, self._points = self._add_switch()
        self._count = self._page.add(label("", "quiet"))
        self._cards: list[QWidget] = []
        self._waiting: list[Callable[[], QWidget]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self._add(_MORE))
        back = button(gettext("Back to where I was"), on_back, style="primary", name="back")
        self._page.add_footer(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._search.setFocus()
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _search_line(self) -> QLineEdit:
        gettext, line = self._around.language.gettext, text_input("directory-search")
        line.setPlaceholderText(gettext("A name, a place, or what is needed"))
        line.setAccessibleName(gettext("Search the directory"))
        line.setText(self._viewmodel.state.wanted.text)
        line.textChanged.connect(lambda _text: self._look())
        return line

    def _add_filters(self) -> tuple[QWidget, QWidget]:
        """Gives those that say nothing about focal points."""
        theme, gettext = self._around.theme, self._around.language.gettext
        for box in (self._service, self._theme, self._country, self._language):
            box.activated.connect(lambda _index: self._look())
        country = Field(theme, gettext("Country"), self._country)
        about = Field(theme, gettext("Theme"), self._theme)
        service = Field(theme, gettext("Service"), self._service)
        spoken = Field(theme, gettext("Language spoken"), self._language)
        holder, grid = QWidget(), CardGrid(theme.px(0.8), 4, 4)
        holder.setLayout(grid)
        for field in (country, about, service, spoken):
            # All side by side: what is found below them has to be in sight.
            field.widget.setMinimumWidth(theme.px(_LEAST_CHOICE))
            grid.addWidget(field)
        self._page.add(holder)
        return service, spoken

    def _add_switch(self) -> tuple[QPushButton, QPushButton]:
        gettext, show = self._around.language.gettext, self._viewmodel.show_points
        bodies = button(gettext("Services and authorities"), lambda: show(False), name="bodies")
        points = button(gettext("Focal points"), lambda: show(True), name="points")
        self._page.add(row(self._around.theme, bodies, points))
        return bodies, points

    def _choices(self) -> tuple[QComboBox, QComboBox, QComboBox, QComboBox]:
        """Service, theme, country, language spoken; each may be left open."""
        language, lookup = self._around.language, self._viewmodel.lookup
        wanted, gettext = self._viewmodel.state.wanted, self._around.language.gettext
        services = sorted(
            ((each.value, service_text(language, each)) for each in AssistanceService),
            key=lambda each: each[1].casefold(),
        )
        themes = [(each.value, theme_text(language, each)) for each in Theme]
        countries = [(each, country_text(language.code, each)) for each in lookup.countries]
        spoken = [(each, spoken_text(language, each)) for each in lookup.languages]
        every = [("", gettext("All"))]
        return (
            choice_list("service", every + services, str(wanted.service or "")),
            choice_list("theme", every + themes, str(wanted.theme or "")),
            choice_list("country", every + countries, wanted.country),
            choice_list("language", every + spoken, wanted.language),
        )

    def _look(self) -> None:
        service, theme = self._service.currentData(), self._theme.currentData()
        self._viewmodel.look_for(
            Wanted(
                text=self._search.text(),
                service=AssistanceService(service) if service else None,
                theme=Theme(theme) if theme else None,
                country=str(self._country.currentData()),
                language=str(self._language.currentData()),
            )
        )

    def _show_state(self, state: DirectoryState) -> None:
        self._show_ways(shows_points=state.shows_points)
        for made in self._cards:
            made.hide()
            made.deleteLater()
        self._cards = []
        if state.shows_points:
            self._waiting = [partial(self._point_card, each) for each in state.points]
        else:
            self._waiting = [partial(self._entry_card, each) for each in state.entries]
        self._count.setText(self._count_text(state))
        self._add(_FIRST)

    def _show_ways(self, *, shows_points: bool) -> None:
        """The way to the other list, and what that of now can be narrowed by: focal points are
        named by theme and country alone. What had the focus and goes gives it to the way back."""
        come, gone = (self._bodies, self._points) if shows_points else (self._points, self._bodies)
        come.show()
        if self.focusWidget() in (gone, self._search):
            come.setFocus()
        for part in (self._search, *self._of_bodies):
            part.setVisible(not shows_points)
        gone.hide()

    def _count_text(self, state: DirectoryState) -> str:
        language = self._around.language
        if not self._viewmodel.lookup.countries:
            return language.gettext("No directory is installed yet.")
        if state.shows_points:
            gaps = sum(isinstance(each.point, Gap) for each in state.points)
            text = language.ngettext(
                "{n} theme has nobody who can be reached.",
                "{n} themes have nobody who can be reached.",
                gaps,
            )
            return text.format(n=gaps)
        found = len(state.entries)
        return language.ngettext("{count} entry", "{count} entries", found).format(count=found)

    def _add(self, number: int) -> None:
        now, self._waiting = self._waiting[:number], self._waiting[number:]
        self._cards.extend(self._page.add(make()) for make in now)
        if self._waiting:
            self._timer.start(0)

    def _entry_card(self, found: FoundEntry) -> QWidget:
        language, entry = self._around.language, found.entry
        services = " · ".join(service_text(language, each) for each in entry.services)
        style = {True: "good", False: "warn", None: "quiet"}[entry.is_accepting]
        return card(
            self._around.theme,
            label(entry.name, "strong"),
            label(accepting_text(language, entry.is_accepting), style),
            label(services),
            label("\n".join(reaching_lines(language, entry))),
            label(scope_text(language, entry), "quiet"),
            *self._confirmation(entry, is_stale=found.is_stale),
        )

    def _point_card(self, found: FoundPoint) -> QWidget:
        language, point = self._around.language, found.point
        country = country_text(language.code, point.country)
        title = label(f"{theme_text(language, point.theme)} · {country}", "quiet")
        if isinstance(point, Gap):
            return card(self._around.theme, title, label(gap_text(language, point), "warn"))
        return card(
            self._around.theme,
            title,
            label(point.name, "strong"),
            label("\n".join(reaching_lines(language, point))),
            *self._confirmation(point, is_stale=found.is_stale),
        )

    def _confirmation(
        self, part: DirectoryEntry | FocalPoint, *, is_stale: bool
    ) -> tuple[QWidget, ...]:
        language = self._around.language
        said = label(confirmation_text(language, part), "quiet")
        if not is_stale:
            return (said,)
        days = self._viewmodel.lookup.stale_after(part.country)
        text = language.ngettext(
            "Not confirmed within {n} day: check before you rely on it.",
            "Not confirmed within {n} days: check before you rely on it.",
            days,
        )
        return said, label(text.format(n=days), "warn")
