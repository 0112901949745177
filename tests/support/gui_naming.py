"""Earlier cases whose form has a name now, on their page, at home and with their finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import PackId
from frontline.domain.naming import NameDecision, NameReason
from frontline.rules.built import PACK_KIND
from frontline.services.naming import FormNaming
from frontline.services.screenings import OpenScreening
from frontline.services.stores import StoredDocument
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.naming import NamingViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.home import HomeView, HomeWays
from frontline.ui.views.naming import NamingView
from tests.support.gui import IN_PRIVATE, Gui, settle
from tests.support.named_form import LENT, NEW_FORM, naming_pack
from tests.support.rights import close_with_rights


def earlier_cases(gui: Gui, number: int = 2) -> list[OpenScreening]:
    """Closed before the rules had the name, which they have now."""
    tables = [gui.table(IN_PRIVATE | LENT) for _ in range(number)]
    for table in tables:
        close_with_rights(gui.desk, table)
    deed = gui.desk.deed(DeedKind.DOCUMENT_INSTALLED, "core")
    stored = StoredDocument(PACK_KIND, "core", 2, naming_pack("core"))
    gui.vault.documents.install(stored, deed)
    say_as_others_do(gui)
    return tables


def say_as_others_do(gui: Gui) -> None:
    """Long words, where the pack the page began with has them."""
    shelf = gui.desk.packs
    compiled = shelf.pinned(PackId("core"), 2)
    texts = compiled.pack.texts.changed(gui.change)
    shelf._compiled["core", 2] = replace(compiled, pack=replace(compiled.pack, texts=texts))


def add_name(gui: Gui, table: OpenScreening) -> None:
    naming = FormNaming(gui.desk)
    naming.decide(table.case.id, NEW_FORM, NameDecision.ADDED, NameReason.AS_TOLD)


def naming_of(gui: Gui) -> tuple[NamingViewModel, NamingView]:
    model = NamingViewModel(gui.desk, gui.runner)
    view = NamingView(model, gui.around, gui.tell("home"))
    model.load()
    settle()
    return model, view


def naming(gui: Gui) -> QWidget:
    add_name(gui, earlier_cases(gui)[0])
    return naming_of(gui)[1]


def nothing_to_name(gui: Gui) -> QWidget:
    return naming_of(gui)[1]


def home_with_names(gui: Gui) -> QWidget:
    earlier_cases(gui)
    model = HomeViewModel(gui.desk, gui.runner)
    ways = HomeWays(*(gui.tell("way"),) * 3, names=gui.tell("names"))
    view = HomeView(model, gui.around, ways, RecordCheck(gui.desk, gui.runner))
    model.load()
    settle()
    return view


def named_finding(gui: Gui) -> QWidget:
    table = earlier_cases(gui, 1)[0]
    add_name(gui, table)
    model = gui.case(table)
    view = FindingView(model, gui.around, FindingActions(*(gui.tell("way"),) * 7))
    model.load()
    settle()
    return view


NAMING_PAGES: dict[str, Callable[[Gui], QWidget]] = {
    "forms that have a name now": naming,
    "forms that have a name now, none": nothing_to_name,
    "home, earlier cases to name": home_with_names,
    "finding, named since": named_finding,
}
