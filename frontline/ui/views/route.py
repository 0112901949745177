"""The route of a person: its places in order, moved with a button or a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from frontline.domain.identifiers import LegId
from frontline.domain.routes import MOST_LEGS, PlaceKind, RouteLeg, crosses_border
from frontline.ui.labels import named
from frontline.ui.route_words import coded_text, place_text, planned_text, way_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.route import RouteState, RouteViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class RouteActions:
    """`add` opens an empty place at the end, `change` one that is on the route."""

    add: Callable[[], None]
    change: Callable[[RouteLeg], None]
    back: Callable[[], None]


class RouteView(PageFrame):
    def __init__(
        self, viewmodel: RouteViewModel, around: Surroundings, actions: RouteActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        # The button that was pressed last to move a place, and the one to go to at either end.
        self._moved: tuple[str, str] | None = None
        self._buttons: dict[str, QPushButton] = {}
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)
        viewmodel.load()

    def _show_state(self, state: RouteState) -> None:
        if self.page is None or (not state.is_busy and state.error is None):
            self.put(self._make_page(state))
            self._follow()
        self.show_error(self._around.language, state.error)

    def _follow(self) -> None:
        """The focus goes along with the place that was moved, also where it can go no further."""
        wanted, other = self._moved or ("", "")
        made = self._buttons.get(wanted)
        if made is not None and not made.isEnabled():
            made = self._buttons.get(other)
        if made is not None:
            made.setFocus()
        self._moved = None

    def _make_page(self, state: RouteState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Route"))
        self._buttons = {}
        page.add(
            label(
                gettext(
                    "Where the person was brought, in order, and where they are to be brought. A "
                    "route within one country counts as much. Note only what was told anyway; "
                    "whatever is not known stays so."
                ),
                "note",
            )
        )
        if state.recorded is not None:
            self._add_legs(page, state)
        page.add_footer(button(gettext("Back"), self._actions.back, name="back"), left=True)
        if state.may_write:
            style = "primary"
            add = button(gettext("Add a place"), self._actions.add, style=style, name="add-leg")
            add.setEnabled(len(state.legs) < MOST_LEGS)
            page.add_footer(add)
            if not state.legs:
                add.setFocus()
        return page

    def _add_legs(self, page: Page, state: RouteState) -> None:
        gettext = self._around.language.gettext
        if not state.legs:
            page.add(label(gettext("No place is noted yet."), "quiet"))
            return
        crosses = crosses_border(state.legs)
        across, within = gettext("Across a border"), gettext("Within one country, as far as known")
        page.add(label(across if crosses else within, "quiet"))
        if state.recorded is not None and state.recorded.names is None:
            unread = gettext("What the places are called does not open for you yet.")
            page.add(label(unread, "warn"))
        for number, leg in enumerate(state.legs, start=1):
            page.add(self._card(number, leg, state))

    def _card(self, number: int, leg: RouteLeg, state: RouteState) -> QWidget:
        language = self._around.language
        place = place_text(language, leg.country, leg.region, state.regions)
        title = planned_text(language, f"{number}. {place}", is_planned=leg.is_planned)
        kind = "" if leg.place is PlaceKind.UNKNOWN else coded_text(language, leg.place)
        told = " · ".join(text for text in (kind, state.name_of(leg.id)) if text)
        parts: list[QWidget] = [label(title, "strong")]
        parts += [label(text) for text in (told,) if text]
        way = way_text(language, leg.transport, leg.arranged_by, leg.border)
        parts += [label(text, "quiet") for text in (way,) if text]
        if not state.may_write:
            return card(self._around.theme, *parts)
        ways = self._ways(number, leg, title, len(state.legs))
        return card(self._around.theme, beside(self._around.theme, ways, *parts))

    def _ways(self, number: int, leg: RouteLeg, title: str, length: int) -> QWidget:
        gettext = self._around.language.gettext
        up, down = f"up-{leg.id}", f"down-{leg.id}"
        made = (
            button(gettext("Change"), lambda: self._actions.change(leg), name=f"change-{leg.id}"),
            button(gettext("Up"), lambda: self._move(leg.id, -1, (up, down)), name=up),
            button(gettext("Down"), lambda: self._move(leg.id, 1, (down, up)), name=down),
            button(
                gettext("Remove"),
                lambda: self._remove(leg.id),
                name=f"remove-{leg.id}",
            ),
        )
        made[1].setEnabled(number > 1)
        made[2].setEnabled(number < length)
        for each in made:
            each.setAccessibleName(named(self._around.language, each.text(), title))
            self._buttons[str(each.property("role"))] = each
        return row(self._around.theme, *made)

    def _move(self, leg: LegId, by: int, ways: tuple[str, str]) -> None:
        self._moved = ways
        self._viewmodel.move(leg, by)

    def _remove(self, leg: LegId) -> None:
        self._moved = None
        self._viewmodel.remove(leg)
