"""Pages of the record of deeds: the history, and a home page that tells of a break."""

from __future__ import annotations

from frontline.domain.audit import AuditBreak, BreakKind
from frontline.domain.deeds import DeedKind
from frontline.services.audit_log import HistoryFilter
from frontline.ui.viewmodels.history import HistoryViewModel
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.views.history import HistoryView
from frontline.ui.views.home import HomeView, HomeWays
from tests.support.gui import Gui, settle

A_BREAK = AuditBreak(17, BreakKind.ROW, "a" * 32)


def home(gui: Gui) -> HomeView:
    model = HomeViewModel(gui.desk, gui.runner)
    record = RecordCheck(gui.desk, gui.runner)
    ways = HomeWays(
        outbox=gui.tell("outbox"),
        search=gui.tell("search"),
        practise=gui.tell("practise"),
        history=gui.tell("history"),
        groups=gui.tell("groups"),
        directory=gui.tell("directory"),
    )
    view = HomeView(model, gui.around, ways, record)
    model.load()
    settle()
    return view


def broken_home(gui: Gui) -> HomeView:
    gui.vault.audit.broken.append(A_BREAK)
    view = home(gui)
    view._record.start()
    settle()
    return view


def history(gui: Gui) -> HistoryView:
    kinds = list(DeedKind)
    for number in range(2 * len(kinds)):
        gui.vault.audit.record(gui.desk.deed(kinds[number % len(kinds)], "x"))
    model = HistoryViewModel(gui.desk, gui.runner)
    view = HistoryView(model, gui.around, gui.tell("export"), gui.tell("back"))
    model.show(HistoryFilter())
    settle()
    return view
