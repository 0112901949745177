"""One place of a route, and how the person came there. Recorded as it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox

from frontline.domain.routes import (
    LONGEST_PLACE,
    Arranger,
    BorderPoint,
    PlaceKind,
    RouteLeg,
    Transport,
)
from frontline.ui.formats import countries
from frontline.ui.messages import error_text
from frontline.ui.route_words import choices, region_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.route import RouteState, RouteViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, pair
from frontline.ui.widgets.texts import label, short_label

_DRAFT_AFTER_MS = 400
# Who goes through the countries with the arrow keys passes most of them.
_LOOK_UP_AFTER_MS = 150


@dataclass(frozen=True, slots=True)
class LegActions:
    """`add` goes on with the next place, `back` to the route."""

    add: Callable[[], None]
    back: Callable[[], None]


class RouteLegView(Page):
    """What is chosen or typed is kept soon after, and when the page is left. Esc goes back."""

    def __init__(
        self, viewmodel: RouteViewModel, around: Surroundings, actions: LegActions
    ) -> None:
        gettext, leg = around.language.gettext, viewmodel.leg
        super().__init__(around.theme, gettext("A place on the route"))
        self._viewmodel = viewmodel
        self._around = around
        self._leg = leg.id
        self._actions = actions
        self._draft, self._looking_up = QTimer(self), QTimer(self)
        self._add_place(leg)
        self._add_way(leg)
        self._saved = self.add_footer(short_label("", "good"), left=True)
        self.add_footer(button(gettext("Another place"), actions.add, name="add-leg"))
        self.add_footer(button(gettext("To the route"), actions.back, style="primary", name="back"))
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER_MS)
        self._draft.timeout.connect(self._save)
        self._looking_up.setSingleShot(True)
        self._looking_up.setInterval(_LOOK_UP_AFTER_MS)
        self._looking_up.timeout.connect(self._look_up)
        self._listen()
        viewmodel.state_changed.connect(self._show_state)
        self._show_regions(viewmodel.state, leg.region or "")
        self._look_up()
        self._country.setFocus()

    def _add_place(self, leg: RouteLeg) -> None:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        unset = [("", gettext("Not known"))]
        self._country = choice_list(
            "leg-country", unset + countries(language.code), leg.country or ""
        )
        self._region = choice_list("leg-region", unset)
        self._region_field = Field(theme, gettext("Region (first level)"), self._region)
        self.add(pair(theme, Field(theme, gettext("Country"), self._country), self._region_field))
        self._no_regions = self.add(
            label(
                gettext(
                    "The rules here name no regions of this country, so the region stays not known."
                ),
                "quiet",
            )
        )
        self._place = choice_list("leg-place", choices(language, PlaceKind), leg.place)
        self._name = text_input("leg-name")
        self._name.setMaxLength(LONGEST_PLACE)
        self._name.setText(self._viewmodel.state.name)
        hint = gettext("Sealed with the person's details. It is never part of a referral.")
        self.add(
            pair(
                theme,
                Field(theme, gettext("Kind of place"), self._place),
                Field(theme, gettext("What it is called, if it matters"), self._name, hint),
            )
        )

    def _add_way(self, leg: RouteLeg) -> None:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        self._transport = choice_list("leg-transport", choices(language, Transport), leg.transport)
        self._arranger = choice_list("leg-arranger", choices(language, Arranger), leg.arranged_by)
        self._border = choice_list("leg-border", choices(language, BorderPoint), leg.border)
        self.add(
            pair(
                theme,
                Field(theme, gettext("How they came here"), self._transport),
                Field(theme, gettext("Who arranged it"), self._arranger),
            )
        )
        self._planned = CheckBox(theme, gettext("Planned: they have not been there"), "leg-planned")
        self._planned.setChecked(leg.is_planned)
        border = Field(theme, gettext("Where a border was crossed on the way"), self._border)
        self.add(pair(theme, border, self._planned))

    def _listen(self) -> None:
        self._country.activated.connect(lambda _index: self._choose_country())
        for box in (self._region, self._place, self._transport, self._arranger, self._border):
            box.activated.connect(lambda _index: self._changed())
        self._planned.clicked.connect(lambda _on: self._changed())
        self._name.textEdited.connect(lambda _text: self._changed())

    def _choose_country(self) -> None:
        self._show_regions(self._viewmodel.state, "")
        self._looking_up.start()
        self._changed()

    def _look_up(self) -> None:
        self._viewmodel.choose_country(_chosen(self._country))

    def _changed(self) -> None:
        leg = RouteLeg(
            self._leg,
            _chosen(self._country) or None,
            _chosen(self._region) or None,
            PlaceKind(_chosen(self._place)),
            Transport(_chosen(self._transport)),
            Arranger(_chosen(self._arranger)),
            BorderPoint(_chosen(self._border)),
            is_planned=self._planned.isChecked(),
        )
        # First the timer: until it runs out, nothing says that this is saved.
        self._draft.start()
        self._viewmodel.fill_in(leg, self._name.text())

    def _save(self) -> None:
        self._draft.stop()
        self._viewmodel.keep()

    def _show_state(self, state: RouteState) -> None:
        self._show_regions(state, _chosen(self._region))
        if not state.is_busy:
            is_saved = state.is_saved and state.error is None and not self._draft.isActive()
            self._saved.setText(self._around.language.gettext("Saved") if is_saved else "")
        language = self._around.language
        self.show_error(error_text(language, state.error) if state.error is not None else "")

    def _show_regions(self, state: RouteState, chosen: str) -> None:
        """Those of the country that is chosen. What was recorded stays, whoever names it."""
        country = _chosen(self._country)
        known = {code for code in state.regions if code[:2] == country and country}
        listed = sorted(known | ({chosen} if chosen else set()))
        self._no_regions.setVisible(country in state.looked_up and not known)
        shown = [str(self._region.itemData(at)) for at in range(1, self._region.count())]
        if shown != listed:
            while self._region.count() > 1:
                self._region.removeItem(1)
            for code in listed:
                self._region.addItem(region_text(code, state.regions), code)
        self._region.setCurrentIndex(max(0, self._region.findData(chosen)))
        self._region.setEnabled(bool(listed))

    def hideEvent(self, event: QHideEvent) -> None:
        if self._draft.isActive():
            self._save()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.CLOSE_PANEL.is_pressed(event):
            self._actions.back()
        else:
            super().keyPressEvent(event)


def _chosen(box: QComboBox) -> str:
    return str(box.currentData())
