"""Pages of sharing, of the sealed report and of the search, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.rights import RightsLine, RightsSaid
from frontline.services.identities import Identities
from frontline.services.integrity import Integrity
from frontline.services.question_notes import QuestionNotes
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.screenings import ScreeningService
from frontline.services.search import Search
from frontline.services.sharing import Sharing
from frontline.services.stores import StoredDocument
from frontline.ui.search_words import vocabulary
from frontline.ui.viewmodels.integrity import IntegrityViewModel
from frontline.ui.viewmodels.question_note import QuestionNoteViewModel
from frontline.ui.viewmodels.rights import RightsViewModel
from frontline.ui.viewmodels.search import SearchViewModel
from frontline.ui.viewmodels.sharing import SharingViewModel
from frontline.ui.views.answers import AnswersView
from frontline.ui.views.integrity import IntegrityActions, IntegrityView
from frontline.ui.views.question_note import QuestionNoteView
from frontline.ui.views.rights import RightsActions, RightsView
from frontline.ui.views.screening import ScreeningView
from frontline.ui.views.search import SearchView
from frontline.ui.views.sharing import SharingView
from frontline.wire.oversight import OVERSIGHT_KIND
from tests.support.desks import TRUSTED, a_session
from tests.support.gui import CONCERNING, PAPERS, Gui, screening_ways, settle
from tests.support.gui_directory import DIRECTORY_PAGES
from tests.support.gui_paper import PAPER_PAGES, answers_of
from tests.support.gui_updates import UPDATE_PAGES
from tests.support.oversight import body_of, oversight_document, oversight_keys
from tests.support.rights import give_rights


def with_colleagues(gui: Gui) -> None:
    gui.vault.users.known += [
        a_session(official=OfficialRole.POLICE).user,
        a_session(official=OfficialRole.LABOUR).user,
        a_session(AccessRole.SUPERVISOR, OfficialRole.POLICE).user,
    ]


def sharing(gui: Gui) -> SharingView:
    """A case whose details a new supervisor cannot open yet, shared with one of two colleagues."""
    table = gui.table(CONCERNING)
    Identities(gui.desk).save(table.case, IdentitySheet(names="Invented Person"))
    with_colleagues(gui)
    sealed_to = gui.vault.identities.sealed_to[table.case.id]
    colleague = gui.vault.users.known[1]
    Sharing(gui.desk).share(table.case, colleague.id)
    gui.vault.identities.sealed_to[table.case.id] = (*sealed_to, colleague.recipient)
    model = SharingViewModel(gui.desk, gui.runner, table.case)
    view = SharingView(model, gui.around, gui.tell("back"))
    model.load()
    settle()
    return view


def report(gui: Gui) -> IntegrityView:
    document = oversight_document(body_of(oversight_keys()))
    gui.vault.documents.held.append(StoredDocument(OVERSIGHT_KIND, "tango", 1, document))
    return report_without_body(gui)


def report_without_body(gui: Gui) -> IntegrityView:
    def save(sealed: bytes) -> bool:
        gui.told.append(f"saved {len(sealed)}")
        return True

    model = IntegrityViewModel(Integrity(gui.desk, TRUSTED), gui.runner)
    view = IntegrityView(model, gui.around, IntegrityActions(save, gui.tell("back")))
    model.load()
    settle()
    return view


def filled_report(gui: Gui) -> IntegrityView:
    view = report(gui)
    for name, text in (("place", "Gate 4"), ("period", "March 2026")):
        line = view.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)
    area = view.findChild(QPlainTextEdit, "text")
    assert area is not None
    area.setPlainText("Quetzalcanary was let through.")
    return view


def sealed_report(gui: Gui) -> IntegrityView:
    view = filled_report(gui)
    view._seal.click()
    settle()
    return view


def unplaced_report(gui: Gui) -> IntegrityView:
    gui.vault.slots.taken = set(range(16))
    return sealed_report(gui)


def search(gui: Gui) -> SearchView:
    screenings = ScreeningService(gui.desk)
    model = SearchViewModel(Search(gui.desk), screenings, gui.runner)
    model.opened.connect(lambda _table: gui.told.append("opened"))
    words = vocabulary(gui.around.language, gui.definition, gui.vault.users.users())
    return SearchView(model, gui.around, gui.definition, words, gui.tell("back"))


def searched(text: str) -> Callable[[Gui], SearchView]:
    def make(gui: Gui) -> SearchView:
        table = gui.table(CONCERNING)
        Identities(gui.desk).save(table.case, IdentitySheet(names="Gate Invented"))
        give_rights(gui.desk, table)
        ScreeningService(gui.desk).close(table)
        gui.table()
        view = search(gui)
        view._input.setText(text)
        view._input.returnPressed.emit()
        settle()
        return view

    return make


def question_note(gui: Gui) -> QuestionNoteView:
    table, notes = gui.table(CONCERNING), QuestionNotes(gui.desk)
    notes.save(table, PAPERS, "He reached for the bag before she could.")
    view = QuestionNoteView(
        QuestionNoteViewModel(notes, gui.runner, table, PAPERS), gui.around, gui.tell("back")
    )
    settle()
    return view


def noted_question(gui: Gui) -> ScreeningView:
    table = gui.table(CONCERNING)
    QuestionNotes(gui.desk).save(table, PAPERS, "He reached for the bag before she could.")
    return ScreeningView(gui.screening(table, PAPERS), gui.around, screening_ways(gui))


def noted_answers(gui: Gui) -> AnswersView:
    table = gui.table(CONCERNING)
    QuestionNotes(gui.desk).save(table, PAPERS, "He reached for the bag before she could.")
    return answers_of(gui, table)


def rights(gui: Gui) -> RightsView:
    checklist, table = RightsChecklist(gui.desk), gui.table(CONCERNING)
    checklist.say(table, RightsLine.INFORMED, RightsSaid.LEFT)
    model = RightsViewModel(checklist, gui.runner, table)
    view = RightsView(model, gui.around, RightsActions(gui.tell("back"), gui.tell("close")))
    settle()
    return view


MORE_PAGES: dict[str, Callable[[Gui], QWidget]] = {
    **DIRECTORY_PAGES,
    **UPDATE_PAGES,
    "sharing": sharing,
    "report, no body known": report_without_body,
    "report": filled_report,
    "report, sealed": sealed_report,
    "report, no slot free": unplaced_report,
    "search": search,
    "search, found": searched("gate"),
    "search, nothing found": searched("nowhere"),
    "note on a question": question_note,
    "the person's rights": rights,
    "question with a note": noted_question,
    "check the answers, with a note": noted_answers,
    **PAPER_PAGES,
}
