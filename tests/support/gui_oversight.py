"""The page of oversight over a post at which two cases were dealt with differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.services.assistance import AssistancePlans
from frontline.services.screenings import ScreeningService
from frontline.ui.viewmodels.oversight import OversightViewModel
from frontline.ui.views.oversight import OversightView
from tests.support.desks import a_session
from tests.support.gui import TALK, Gui, settle
from tests.support.vault_posts import SITE

KEPT = {"private_now": "yes", "interpreter": "independent", "informed": "yes"}


def dealt_with(gui: Gui) -> None:
    """An officer's cases: in one all was done, in the other little."""
    desk = replace(gui.desk, session=a_session())
    service, plans = ScreeningService(desk), AssistancePlans(desk)
    for answers, services in (
        ({**KEPT, "complaint_told": "yes"}, (AssistanceService.LEGAL, AssistanceService.CONSULAR)),
        ({"private_now": "no", "interpreter": "linked"}, ()),
    ):
        table = service.start(InstrumentId(TALK), SITE.id, "ar")
        service.answer_all(table, [(QuestionId(q), each) for q, each in answers.items()])
        gui.clock.advance(timedelta(hours=2))
        for each in services:
            plans.choose(table, each, Choice.ACCEPTED)
        service.close(table)


def oversight(gui: Gui, saved: list[bytes] | None = None) -> OversightView:
    """What is saved goes into `saved`."""
    dealt_with(gui)
    model = OversightViewModel(gui.desk, gui.runner)

    def save(report: bytes) -> bool:
        if saved is None:
            return False
        saved.append(report)
        return True

    view = OversightView(model, gui.around, gui.definition, save, gui.tell("back"))
    model.load()
    settle()
    return view
