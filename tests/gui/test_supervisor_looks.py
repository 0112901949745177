"""A supervisor looks at an officer's case: everything is told, and nothing is offered that would
be refused (S-116)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.services.identities import Identities
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.views.answers import AnswersActions, AnswersView
from frontline.ui.views.finding import FindingActions, FindingView
from frontline.ui.views.identity import IdentityView
from frontline.ui.views.plan import PlanView, PlanWays
from frontline.ui.widgets.answer_card import AnswerCard
from tests.support.desks import a_session
from tests.support.gui import CONCERNING, Gui, settle, surroundings
from tests.support.gui_words import texts_of
from tests.support.rights import give_rights

SHEET = IdentitySheet(names="Invented Person", notes="Nobody is called that.")


class Look:
    """One case of an officer's, and who looks at it."""

    def __init__(self, access: AccessRole, *, own: bool = False) -> None:
        self.gui = Gui(surroundings())
        supervisor = a_session(AccessRole.SUPERVISOR)
        self.gui.vault.users.known.append(supervisor.user)
        self.table: OpenScreening = self.gui.table(CONCERNING)
        Identities(self.gui.desk).save(self.table.case, SHEET)
        session = self.gui.session if own else supervisor
        assert session.user.access is access
        self.desk = replace(self.gui.desk, session=session)
        self.model = CaseViewModel(self.desk, self.gui.documents, self.gui.runner, self.table)
        self.model.load()
        settle()

    def roles(self, view: QWidget) -> set[str]:
        self.gui.show(view)
        buttons = [each for each in view.findChildren(QPushButton) if each.isVisible()]
        return {str(each.property("role")) for each in buttons}

    def finding(self) -> FindingView:
        actions = FindingActions(*(self.gui.tell("way"),) * 7)
        return FindingView(self.model, self.gui.around, actions)

    def plan(self) -> PlanView:
        way = self.gui.tell("way")
        return PlanView(self.model, self.gui.around, PlanWays(way, way, way))

    def answers(self) -> AnswersView:
        model = AnswersViewModel(self.desk, self.gui.runner, self.table)
        model.load()
        settle()
        way = self.gui.tell("way")
        return AnswersView(
            model, self.gui.around, AnswersActions(lambda _it: None, lambda _it: None, way, way)
        )


@pytest.fixture
def supervisor(qapp: QApplication) -> Iterator[Look]:
    look = Look(AccessRole.SUPERVISOR)
    yield look
    look.gui.close()


@pytest.fixture
def officer(qapp: QApplication) -> Iterator[Look]:
    look = Look(AccessRole.OFFICER, own=True)
    yield look
    look.gui.close()


def test_the_finding_and_the_plan_are_told(supervisor: Look) -> None:
    assert supervisor.model.state.error is None

    finding = supervisor.finding()
    roles = supervisor.roles(finding)
    assert "plan" in roles
    assert not {"back", "go-on"} & roles
    assert any("From:" in text for text in texts_of(finding))

    plan = supervisor.plan()
    roles = supervisor.roles(plan)
    assert not {"close", "referral", "follow-up"} & roles
    assert not any(card.isEnabled() for card in plan.findChildren(AnswerCard))


def test_answers_are_read_and_not_changed(supervisor: Look) -> None:
    roles = supervisor.roles(supervisor.answers())
    assert not [role for role in roles if role.startswith("change-")]


def test_details_are_read_and_not_written(supervisor: Look) -> None:
    view = IdentityView(supervisor.model, supervisor.gui.around, supervisor.gui.tell("back"))
    settle()
    roles = supervisor.roles(view)
    names = view.findChild(QLineEdit, "identity-names")
    assert names is not None
    assert (names.text(), names.isReadOnly()) == (SHEET.names, True)
    assert "save-identity" not in roles


def test_the_officer_has_all_of_it(officer: Look) -> None:
    assert "back" in officer.roles(officer.finding())
    plan = officer.plan()
    assert {"close", "referral", "follow-up"} <= officer.roles(plan)
    assert all(card.isEnabled() for card in plan.findChildren(AnswerCard))
    assert [r for r in officer.roles(officer.answers()) if r.startswith("change-")]
    view = IdentityView(officer.model, officer.gui.around, officer.gui.tell("back"))
    settle()
    assert "save-identity" in officer.roles(view)


def test_a_closed_screening_is_not_gone_back_to(officer: Look) -> None:
    officer.model.tell_child_protection()
    settle()
    give_rights(officer.desk, officer.table)
    officer.model.close()
    settle()
    assert officer.table.screening.is_closed

    assert "back" not in officer.roles(officer.finding())
    assert "close" not in officer.roles(officer.plan())
