"""Pages of the gallery: the review desk, what leaves, figures of the post, and updates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.gallery_post import SUPERVISOR
from frontline.app.gallery_showing import Showing, nothing
from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import read_document
from frontline.domain.naming import NameDecision, NameReason, Naming
from frontline.domain.trafficking import Purpose
from frontline.rules.definitions import PackDefinition
from frontline.services.naming import NameLine
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.update_store import UpdateState
from frontline.services.updates import Updates, WaitingUpdate
from frontline.ui.viewmodels.leaving import LeavingViewModel
from frontline.ui.viewmodels.naming import NamingState, NamingViewModel
from frontline.ui.viewmodels.post_figures import PostFiguresViewModel
from frontline.ui.viewmodels.review import ReviewViewModel
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.viewmodels.updates import UpdateDone, UpdatesViewModel
from frontline.ui.views.leaving import LeavingActions, LeavingView
from frontline.ui.views.naming import NamingView
from frontline.ui.views.post_figures import PostFiguresView
from frontline.ui.views.review import ReviewView, ReviewWays
from frontline.ui.views.updates import UpdatesActions, UpdatesView
from frontline.wire.cards import HubCard, read_card
from frontline.wire.directory import DIRECTORY_KIND

MakePage = Callable[[Showing], QWidget]
_DIRECTORY = (DIRECTORY_KIND, "tango")


def _review(step: Callable[[ReviewViewModel], object] = nothing) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = ReviewViewModel(showing.desk(SUPERVISOR), showing.runner)
        view = ReviewView(model, showing.around, ReviewWays(nothing, nothing, nothing))
        model.load()
        # A step that was taken before the queue is there would be undone by it.
        QApplication.processEvents()
        step(model)
        return view

    return make


def _look_at_one(model: ReviewViewModel) -> None:
    model.look_at(model.state.queue[0])


def _return_without_words(model: ReviewViewModel) -> None:
    _look_at_one(model)
    QApplication.processEvents()
    model.return_to_officer(model.state.queue[0].id, "")


def _leaving(*, in_full: bool = False) -> MakePage:
    def make(showing: Showing) -> QWidget:
        desk, runner = showing.desk(SUPERVISOR), showing.runner
        model = LeavingViewModel(desk, runner)
        sending = SendingViewModel(Outbox(desk), Referrals(desk), runner, runner, desk.clock)
        view = LeavingView(model, sending, showing.around, LeavingActions(nothing, nothing))
        model.load()
        QApplication.processEvents()
        shipment = model.state.shipment
        if in_full and shipment is not None:
            card = read_card(showing.post.hub_card, HubCard)
            model.state = replace(model.state, hub=card, is_compared=True)
            model.open(shipment.rows[0].referral)
        return view

    return make


def _named_later(rules: PackDefinition) -> PackDefinition:
    form = replace(rules.forms[Purpose.SERVITUDE], described_as=frozenset({"papers_kept"}))
    return replace(rules, forms={**rules.forms, form.code: form})


def _naming(showing: Showing) -> QWidget:
    """Cases of the post as if their form had got its name; nobody in the post has such rules."""
    desk = showing.desk(SUPERVISOR)
    model, rules = NamingViewModel(desk, showing.runner), _named_later(desk.pack.pack)
    cases = desk.vault.cases
    found = [cases.screening(showing.post.screenings[name]) for name in ("sent", "approved")]
    lines = [NameLine(cases.case(each.case), each, Purpose.SERVITUDE) for each in found]
    taken = Naming(
        case=lines[1].case.id,
        screening=lines[1].screening.id,
        form=lines[1].form,
        pack=rules.id,
        pack_version=rules.version,
        decision=NameDecision.ADDED,
        reason=NameReason.ASKED_AGAIN,
        by=desk.session.user.id,
        at=desk.clock.now(),
    )
    decided = replace(lines[1], stands=taken, by=desk.session.user.name)
    model.state = NamingState((lines[0], decided), rules)
    return NamingView(model, showing.around, nothing)


def _figures(showing: Showing) -> QWidget:
    model = PostFiguresViewModel(showing.desk(SUPERVISOR), showing.runner)
    view = PostFiguresView(model, showing.around, nothing)
    model.load()
    return view


def _updates(step: Callable[[UpdatesViewModel, Showing], object] = nothing) -> MakePage:
    def make(showing: Showing) -> QWidget:
        documents = showing.documents(SUPERVISOR)
        updates = Updates(showing.desk(SUPERVISOR), documents)
        model = UpdatesViewModel(updates, documents, showing.runner, nothing)
        view = UpdatesView(model, showing.around, UpdatesActions(nothing, nothing))
        model.load()
        QApplication.processEvents()
        step(model, showing)
        return view

    return make


def _with_waiting(model: UpdatesViewModel, _showing: Showing) -> None:
    waiting = WaitingUpdate(
        2026061602, "2026-06-16", UpdateState.PUT_OFF, ((*_DIRECTORY, 3), ("glossary", "core", 9))
    )
    model.state = replace(model.state, waiting=(waiting,), done=UpdateDone.PUT_OFF)
    model.state_changed.emit(model.state)


def _with_changes(model: UpdatesViewModel, showing: Showing) -> None:
    """The directory with other hours, one entry gone and one new."""
    installed = showing.documents(SUPERVISOR).installed()
    stored = next(each for each in installed if (each.kind, each.name) == _DIRECTORY)
    found = read_document(stored.content, showing.post.trusted)
    entries = found.body["entries"]
    known = (
        [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    )
    changed: list[Json] = [{**known[0], "hours": "08:00 to 20:00"}, *known[2:]]
    changed.append({**known[1], "name": "Night clinic of the harbour (fictitious)"})
    body = {**found.body, "entries": changed}
    content = showing.post.signed(*_DIRECTORY, found.version + 1, body)
    model.open_files((content,))


SUPERVISOR_PAGES: dict[str, MakePage] = {
    "review desk": _review(),
    "review desk, one referral": _review(_look_at_one),
    "review desk, no words": _review(_return_without_words),
    "what leaves": _leaving(),
    "what leaves, in full": _leaving(in_full=True),
    "figures of the post": _figures,
    "forms that have a name now": _naming,
    "updates": _updates(_with_waiting),
    "updates, what one changes": _updates(_with_changes),
}
