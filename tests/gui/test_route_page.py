"""A person's route: places put down and put in order by keys alone, each kept as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from frontline.domain.routes import PlaceKind, Route, RouteLeg, Transport
from frontline.errors import DiskFullError
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.route import RouteViewModel
from frontline.ui.views.route import RouteActions, RouteView
from frontline.ui.views.route_leg import LegActions, RouteLegView
from tests.support.gui import CONCERNING, Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of

NAMED = "the blue gate"


@pytest.fixture
def table(gui: Gui) -> OpenScreening:
    return gui.table(CONCERNING)


def put_down(gui: Gui, table: OpenScreening, *countries: str) -> Route:
    routes = Routes(gui.desk)
    for country in countries:
        routes.save(table, RouteLeg(routes.new_leg(), country, place=PlaceKind.CITY), "")
    return routes.read(table).legs


def route_page(gui: Gui, table: OpenScreening) -> RouteView:
    model = RouteViewModel(Routes(gui.desk), gui.runner, table)

    def change(leg: RouteLeg) -> None:
        gui.told.append(f"change {leg.country}")

    actions = RouteActions(gui.tell("add"), change, gui.tell("back"))
    view = RouteView(model, gui.around, actions)
    gui.show(view)
    settle()
    return view


def leg_page(gui: Gui, table: OpenScreening) -> RouteLegView:
    model = RouteViewModel(Routes(gui.desk), gui.runner, table)
    model.load()
    settle()
    model.begin()
    view = RouteLegView(model, gui.around, LegActions(gui.tell("add"), gui.tell("back")))
    gui.show(view)
    return view


def pressed(page: QWidget, role: str) -> None:
    """With the key, as somebody without a mouse does."""
    (button,) = (
        each
        for each in page.findChildren(QPushButton)
        if each.property("role") == role and each.isVisible()
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()


def choose(page: QWidget, name: str, text: str) -> None:
    """By the first letters of what is wanted, typed at the closed list."""
    box = page.findChild(QComboBox, name)
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, text)
    settle()


def test_the_focus_goes_along_with_a_place_that_is_moved(gui: Gui, table: OpenScreening) -> None:
    first, second, third = put_down(gui, table, "XA", "XT", "XD")
    view = route_page(gui, table)
    pressed(view, f"up-{third.id}")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.property("role") == f"up-{third.id}"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.property("role") == f"down-{third.id}"
    assert Routes(gui.desk).read(table).legs == (third, first, second)
    pressed(view, f"remove-{first.id}")
    assert Routes(gui.desk).read(table).legs == (third, second)


def test_a_place_is_kept_as_it_is_told_and_esc_leads_back(gui: Gui, table: OpenScreening) -> None:
    view = leg_page(gui, table)
    choose(view, "leg-country", "Tango")
    choose(view, "leg-place", "Bus")
    name = view.findChild(QLineEdit, "leg-name")
    planned = view.findChild(QCheckBox, "leg-planned")
    assert name is not None
    assert planned is not None
    QTest.keyClicks(name, NAMED)
    QTest.keyClick(planned, Qt.Key.Key_Space)
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert gui.told == ["back"]
    gui.show(QWidget())
    found = Routes(gui.desk).read(table)
    (leg,) = found.legs
    assert (leg.country, leg.region, leg.place) == ("XT", None, PlaceKind.BUS_TERMINAL)
    assert (leg.transport, leg.is_planned) == (Transport.NONE, True)
    assert found.names == {leg.id: NAMED}


def test_a_place_that_nothing_was_told_of_is_not_recorded(gui: Gui, table: OpenScreening) -> None:
    leg_page(gui, table)
    gui.show(QWidget())
    assert Routes(gui.desk).read(table).legs == ()


def test_what_cannot_be_known_is_said(gui: Gui, table: OpenScreening) -> None:
    view = leg_page(gui, table)
    region = view.findChild(QComboBox, "leg-region")
    assert region is not None
    said = [text for text in texts_of(view) if "name no regions" in text]
    assert said == []
    choose(view, "leg-country", "Tango")
    view._look_up()
    settle()
    assert any("name no regions" in text for text in texts_of(view))
    assert not region.isEnabled()


def test_a_region_that_was_recorded_stays_though_no_rules_name_it(
    gui: Gui, table: OpenScreening
) -> None:
    routes = Routes(gui.desk)
    leg = RouteLeg(routes.new_leg(), "XT", "XT-Q")
    routes.save(table, leg, "")
    model = RouteViewModel(routes, gui.runner, table)
    model.look_at(leg)
    view = RouteLegView(model, gui.around, LegActions(gui.tell("add"), gui.tell("back")))
    gui.show(view)
    settle()
    choose(view, "leg-transport", "On")
    gui.show(QWidget())
    assert routes.read(table).legs == (replace(leg, transport=Transport.ON_FOOT),)


def test_a_place_that_could_not_be_kept_is_not_called_saved(
    gui: Gui, table: OpenScreening, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = leg_page(gui, table)

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(gui.vault.routes, "record_route", refuse)
    choose(view, "leg-country", "Tango")
    view._save()
    settle()
    texts = texts_of(view)
    assert any("The disk is full" in text for text in texts)
    assert "Saved" not in texts


def test_a_closed_screening_shows_its_route_and_takes_none(gui: Gui, table: OpenScreening) -> None:
    put_down(gui, table, "XA")
    table.screening = replace(table.screening, closed_at=gui.clock.now())
    view = route_page(gui, table)
    roles = {b.property("role") for b in view.findChildren(QPushButton) if b.isVisible()}
    assert roles == {"back"}
    assert any("Alpha" in text for text in texts_of(view))


@pytest.fixture
def signed_in(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings())
    yield SignedIn(gui)
    gui.close()


def test_from_the_finding_one_place_after_the_other_and_back_again(signed_in: SignedIn) -> None:
    table = signed_in.gui.table(CONCERNING)
    signed_in.navigator._open(table)
    settle()
    case = signed_in.navigator.case
    assert case is not None
    case.show_finding()
    settle()
    pressed(signed_in.page, "route")
    pressed(signed_in.page, "add-leg")
    choose(signed_in.page, "leg-country", "Alpha")
    pressed(signed_in.page, "add-leg")
    country = signed_in.page.findChild(QComboBox, "leg-country")
    assert country is not None
    # In the same country, until told otherwise.
    assert country.currentData() == "XA"
    choose(signed_in.page, "leg-country", "Tango")
    pressed(signed_in.page, "back")
    pressed(signed_in.page, "back")
    legs = Routes(signed_in.gui.desk).read(table).legs
    assert [(leg.country, leg.transport) for leg in legs] == [
        ("XA", Transport.NONE),
        ("XT", Transport.UNKNOWN),
    ]
    assert "Finding" in texts_of(signed_in.page)
