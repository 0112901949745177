"""After the questions: finding, plan, referral, and the person's details."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from frontline.domain.answers import AnswerValue
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.identifiers import InstrumentId
from frontline.domain.identity import IdentitySheet
from frontline.domain.referrals import ReferralState
from frontline.errors import DiskFullError
from frontline.services.identities import Identities
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.case import CaseState, CaseViewModel
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.plan import PlanView
from frontline.ui.views.referral import ReferralView
from frontline.ui.widgets.answer_card import AnswerCard
from tests.support.gui import CONCERNING, IN_PRIVATE, Gui, Held, settle
from tests.support.gui_paper import plan_view
from tests.support.gui_words import texts_of
from tests.support.rights import close_with_rights, give_rights


def buttons(page: QWidget) -> dict[str, QPushButton]:
    found = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    return {str(b.property("role")): b for b in found}


def show_finding(gui: Gui, model: CaseViewModel) -> FindingView:
    ways = ("questions", "check", "papers", "plan", "identity", "colleagues", "route", "leave")
    actions = FindingActions(*map(gui.tell, ways))
    view = FindingView(model, gui.around, actions)
    gui.show(view)
    model.load()
    settle()
    return view


def test_a_finding_says_why_and_what_else_it_may_mean(gui: Gui) -> None:
    view = show_finding(gui, gui.case(gui.table(CONCERNING)))
    texts = texts_of(view)
    for wanted in ("Act · What was done", "Means · How it was done", "Purpose · What for"):
        assert wanted in texts
    reasons = [text for text in texts if text.startswith("From: ")]
    others = [text for text in texts if text.startswith("May also mean: ")]
    assert len(reasons) == len(others) > 2


def test_no_finding_says_that_a_person_is_not_a_victim(gui: Gui) -> None:
    for answers in ({}, IN_PRIVATE, CONCERNING):
        texts = " ".join(texts_of(show_finding(gui, gui.case(gui.table(answers))))).casefold()
        assert "not a victim" not in texts
        assert "no victim" not in texts
        assert "refuse" not in texts


def test_each_way_on_from_the_finding_is_there(gui: Gui) -> None:
    view = show_finding(gui, gui.case(gui.table(CONCERNING)))
    for role in ("back", "check", "plan", "identity"):
        buttons(view)[role].click()
    assert gui.told == ["questions", "check", "plan", "identity"]


def test_a_closed_case_is_left_from_its_finding(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    assert "leave" not in buttons(show_finding(gui, gui.case(table)))
    close_with_rights(gui.desk, table)
    buttons(show_finding(gui, gui.case(table)))["leave"].click()
    assert gui.told == ["leave"]


def show_plan(gui: Gui, model: CaseViewModel, *, is_offer: bool = False) -> PlanView:
    view = plan_view(gui, model, is_offer=is_offer)
    gui.show(view)
    model.load()
    settle()
    return view


def test_every_choice_of_the_person_is_kept_and_can_be_changed(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    view = show_plan(gui, gui.case(table))
    cards = {str(c.property("role")): c for c in view.findChildren(AnswerCard)}
    for choice in (Choice.ACCEPTED, Choice.DECLINED, Choice.LATER):
        cards[f"LEGAL={choice}"].click()
        settle()
        assert gui.vault.plans.choices(table.case.id)[AssistanceService.LEGAL] is choice
        marked = [role for role, card in cards.items() if card.isChecked()]
        assert marked == [f"LEGAL={choice}"]


def test_an_offer_between_two_questions_leads_on_with_them_and_nowhere_else(gui: Gui) -> None:
    model = gui.case(gui.table(CONCERNING))
    view = show_plan(gui, model, is_offer=True)
    assert {"close", "referral"} & set(buttons(view)) == set()
    assert any(text.startswith("Offer help now") for text in texts_of(view))
    buttons(view)["back"].click()
    assert gui.told == ["back"]


def test_what_is_shown_after_a_choice_knows_of_it(gui: Gui) -> None:
    model, shown = gui.case(gui.table(CONCERNING)), list[CaseState]()
    model.choose(AssistanceService.LEGAL, Choice.ACCEPTED)
    model.load_then(shown.append)
    settle()
    choices = {line.service: line.choice for line in shown[0].plan}
    assert choices[AssistanceService.LEGAL] is Choice.ACCEPTED


def test_a_childs_screening_is_closed_once_child_protection_is_recorded(gui: Gui) -> None:
    answers: dict[str, AnswerValue] = {"age_group": "child", "adult_relation": "other"}
    table = gui.table(answers, instrument=InstrumentId("border_family_group"))
    model, closed = gui.case(table), []
    model.closed.connect(lambda: closed.append(table.screening.id))
    view = show_plan(gui, model)

    buttons(view)["close"].click()
    settle()
    assert any("or may be a child" in text for text in texts_of(view))
    assert closed == []

    buttons(view)["child-protection"].click()
    settle()
    assert any(text.startswith("Recorded:") for text in texts_of(view))
    give_rights(gui.desk, table)
    buttons(view)["close"].click()
    settle()
    assert closed == [table.screening.id]


def test_nobody_is_sent_to_child_protection_for_an_adult(gui: Gui) -> None:
    view = show_plan(gui, gui.case(gui.table(CONCERNING)))

    assert "child-protection" not in buttons(view)


def test_a_service_without_an_address_shows_the_gap(gui: Gui) -> None:
    texts = texts_of(show_plan(gui, gui.case(gui.table(CONCERNING))))
    assert "No service of this kind is in the directory for this region." in texts


def show_referral(gui: Gui, model: CaseViewModel) -> ReferralView:
    view = ReferralView(model, gui.around, on_back=gui.tell("back"), on_home=gui.tell("home"))
    gui.show(view)
    model.load()
    settle()
    return view


def test_the_preview_tells_all_that_leaves_and_queues_exactly_that(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    Identities(gui.desk).save(table.case, IdentitySheet(names="Marisol Quetzalvane"))
    view = show_referral(gui, gui.case(table))
    texts = texts_of(view)
    assert not any("Quetzalvane" in text for text in texts)
    assert any(text.startswith("Never sent: names") for text in texts)
    buttons(view)["queue"].click()
    settle()
    (referral,) = gui.vault.referrals.referrals()
    assert referral.state is ReferralState.QUEUED
    assert "queue" not in buttons(view)
    assert buttons(view)["home"].hasFocus()


def test_without_the_persons_yes_nothing_can_be_queued(gui: Gui) -> None:
    answers = {name: value for name, value in CONCERNING.items() if name != "referral_choice"}
    view = show_referral(gui, gui.case(gui.table(answers)))
    assert set(buttons(view)) & {"queue", "home"} == {"home"}
    assert any("has not agreed to a referral" in text for text in texts_of(view))


def test_a_referral_the_disk_refused_stays_on_the_page(gui: Gui) -> None:
    model = gui.case(gui.table(CONCERNING))
    view = show_referral(gui, model)

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    gui.vault.referrals.add_referral = refuse  # type: ignore[method-assign,assignment]
    buttons(view)["queue"].click()
    settle()
    assert any("The disk is full" in text for text in texts_of(view))
    assert gui.vault.referrals.referrals() == ()
    del gui.vault.referrals.add_referral
    buttons(view)["queue"].click()
    settle()
    assert len(gui.vault.referrals.referrals()) == 1


class Details:
    """The page of the person's details, and what is sealed."""

    def __init__(self, gui: Gui, table: OpenScreening) -> None:
        self.gui, self.table = gui, table
        self.model = gui.case(table)
        self.view = IdentityView(self.model, gui.around, gui.tell("back"))
        gui.show(self.view)

    def line(self, name: str) -> QLineEdit:
        found = self.view.findChild(QLineEdit, name)
        assert found is not None
        return found

    @property
    def notes(self) -> QPlainTextEdit:
        found = self.view.findChild(QPlainTextEdit, "identity-notes")
        assert found is not None
        return found

    def sealed(self) -> IdentitySheet:
        return Identities(self.gui.desk).read(self.table.case)


def test_what_is_typed_is_sealed_when_the_page_is_left(gui: Gui) -> None:
    details = Details(gui, gui.table())
    QTest.keyClicks(details.line("identity-names"), "Marisol")
    QTest.keyClicks(details.notes, "She was tired.")
    assert details.sealed().is_empty
    gui.window.show_page(QWidget(), None)
    settle()
    assert (details.sealed().names, details.sealed().notes) == ("Marisol", "She was tired.")


def test_what_is_typed_is_sealed_soon_after(gui: Gui) -> None:
    details = Details(gui, gui.table())
    QTest.keyClicks(details.line("identity-contact"), "her sister")
    details.view._draft.timeout.emit()
    settle()
    assert details.sealed().contact == "her sister"
    assert "Sealed and saved" in texts_of(details.view)
    # The note is about what is stored: it goes as soon as there is more.
    QTest.keyClicks(details.line("identity-contact"), "s")
    assert "Sealed and saved" not in texts_of(details.view)


def test_nothing_can_be_typed_over_what_is_still_being_opened(gui: Gui) -> None:
    table = gui.table()
    Identities(gui.desk).save(table.case, IdentitySheet(names="Marisol", notes="Long."))
    held = Held()
    gui.runner = TaskRunner(held)
    details = Details(gui, table)
    assert not details.line("identity-names").isEnabled()
    held.let_go()
    assert details.line("identity-names").text() == "Marisol"
    assert details.notes.toPlainText() == "Long."
    assert QApplication.focusWidget() is details.line("identity-names")


def test_a_page_opened_again_before_all_is_sealed_shows_the_newest(gui: Gui) -> None:
    held = Held()
    gui.runner = TaskRunner(held)
    details = Details(gui, gui.table())
    held.let_go()
    QTest.keyClicks(details.line("identity-names"), "Marisol")
    details.view.hide()
    # The old sheet is still what the model knows; the new one waits for the disk.
    again = IdentityView(details.model, gui.around, gui.tell("back"))
    gui.show(again)
    held.let_go()
    line = again.findChild(QLineEdit, "identity-names")
    assert line is not None
    assert line.text() == "Marisol"


def test_notes_that_are_too_long_say_so(gui: Gui) -> None:
    details = Details(gui, gui.table())
    details.notes.setPlainText("x" * 8001)
    details.view._draft.timeout.emit()
    settle()
    assert len(details.sealed().notes) == 8000
    assert any("Only the first 8000 characters" in text for text in texts_of(details.view))
    details.notes.setPlainText("short")
    details.view._draft.timeout.emit()
    settle()
    assert not any("Only the first" in text for text in texts_of(details.view))


def test_a_choice_about_help_is_made_by_keys_alone(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    model = gui.case(table)
    view = plan_view(gui, model)
    gui.show(view)
    model.load()
    settle()
    cards = {str(card.property("role")): card for card in view.findChildren(AnswerCard)}
    first = next(iter(cards)).split("=")[0]
    cards[f"{first}=accepted"].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle()
    stored = gui.vault.plans.choices(table.case.id)
    assert stored[AssistanceService(first)] is Choice.LATER
