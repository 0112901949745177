"""What leaves next: said in plain words, shown in full, made less exact, and let go knowingly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from frontline.domain.referrals import ReferralState
from frontline.errors import FolderUnusableError
from frontline.errors_of_review import HubDiffersError, ShipmentChangedError
from frontline.services.roads import Delivery, Parcel
from frontline.ui.views.post_figures import PostFiguresView
from frontline.wire.cards import HubCard
from tests.support.gui import Gui, settle
from tests.support.gui_review import Post, figures, leaving_of, ready_to_leave
from tests.support.gui_words import texts_of


def press(view: QWidget, role: str) -> None:
    buttons = [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    next(b for b in buttons if b.property("role") == role).click()
    settle()


def button(view: QWidget, role: str) -> QAbstractButton:
    buttons = [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    return next(b for b in buttons if b.property("role") == role)


def roles(view: QWidget, prefix: str) -> list[str]:
    found = [str(b.property("role")) for b in view.findChildren(QAbstractButton) if b.isVisible()]
    return [role for role in found if role.startswith(prefix)]


def test_it_is_said_in_plain_words_and_never_called_anonymous(gui: Gui) -> None:
    view = gui.show(leaving_of(ready_to_leave(gui))[1])
    texts = texts_of(view)

    wanted = (
        "4 pseudonymous referrals, 1 sealed item that goes with every bundle, full or not, no "
        "names."
    )
    assert wanted in texts
    assert not any("nonymous" in text and "pseudonymous" not in text for text in texts)


def test_who_stands_alone_is_marked_and_made_less_exact_in_place(gui: Gui) -> None:
    model, view = leaving_of(ready_to_leave(gui))
    gui.show(view)
    assert any(text.startswith("1 of 4 stands alone") for text in texts_of(view))
    (alone,) = roles(view, "coarsen-citizenship_area-")

    press(view, alone)

    assert model.state.error is None
    assert roles(view, "coarsen-citizenship_area-") == []
    assert any(text.startswith("1 of 4 stands alone") for text in texts_of(view))


def test_all_a_record_says_can_be_read(gui: Gui) -> None:
    _model, view = leaving_of(ready_to_leave(gui))
    gui.show(view)
    assert "Rests on" not in texts_of(view)

    press(view, roles(view, "content-")[0])
    assert "Rests on" in texts_of(view)
    press(view, roles(view, "content-")[0])
    assert "Rests on" not in texts_of(view)


def test_the_stick_is_written_only_once_the_fingerprint_was_compared(gui: Gui) -> None:
    model, view = leaving_of(ready_to_leave(gui))
    gui.show(view)
    assert not button(view, "write").isEnabled()
    sending = view._sending
    sending.export(Stick(), model.seal(), gui.tell("written"))
    settle()
    assert isinstance(sending.state.error, HubDiffersError)

    press(view, "same-hub")
    assert button(view, "write").isEnabled()
    press(view, "write")
    assert gui.told == ["write"]


class WithoutAnswer:
    def letters(self, _wanted: object, _hub: object) -> tuple[bytes, ...]:
        return ()

    def updates(self, _wanted: object, _hub: object) -> tuple[bytes, ...]:
        return ()


class Stick(WithoutAnswer):
    """Takes everything, and counts."""

    def __init__(self) -> None:
        self.carried = 0

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        assert hub.recipients
        self.carried = len(parcels)
        return Delivery((1,), ())


class Pulled(WithoutAnswer):
    def carry(self, _parcels: object, _hub: object) -> Delivery:
        raise FolderUnusableError(reason="pulled")


def test_what_was_shown_is_written_and_said_to_be(gui: Gui) -> None:
    stick = Stick()
    _model, view = leaving_of(ready_to_leave(gui), stick)
    gui.show(view)
    press(view, "same-hub")
    press(view, "write")

    assert stick.carried == 1
    assert {each.state for each in gui.vault.referrals.referrals()} == {ReferralState.SENT}
    assert any(text.startswith("Written and read back") for text in texts_of(view))


class Full(WithoutAnswer):
    """Takes nothing and says nothing of it, as a stick that filled up behind the first bundle."""

    def carry(self, _parcels: object, _hub: object) -> Delivery:
        return Delivery((), ())


def test_a_stick_that_took_only_a_part_is_not_said_to_be_written(gui: Gui) -> None:
    _model, view = leaving_of(ready_to_leave(gui), Full())
    gui.show(view)
    press(view, "same-hub")
    press(view, "write")

    texts = texts_of(view)
    assert any(text.startswith("This folder cannot be used") for text in texts)
    assert not any(text.startswith("Written and read back") for text in texts)


def test_what_goes_by_the_network_meanwhile_is_not_told_as_a_stick(gui: Gui) -> None:
    _model, view = leaving_of(ready_to_leave(gui))
    gui.show(view)
    press(view, "same-hub")
    press(view, "write")
    view._sending.send(Stick())
    settle()

    assert not any(text.startswith("Written and read back") for text in texts_of(view))


def test_a_stick_that_was_pulled_is_told_and_nothing_counts_as_sent(gui: Gui) -> None:
    _model, view = leaving_of(ready_to_leave(gui), Pulled())
    gui.show(view)
    press(view, "same-hub")
    press(view, "write")

    assert any("Nothing was marked as sent" in text for text in texts_of(view))
    assert ReferralState.SENT not in {e.state for e in gui.vault.referrals.referrals()}


def test_what_came_in_between_has_to_be_looked_at(gui: Gui) -> None:
    post = ready_to_leave(gui)
    model, view = leaving_of(post)
    gui.show(view)
    post.referred()
    post.approve_all()

    press(view, "release")

    assert isinstance(model.state.error, ShipmentChangedError)
    assert any("look through it once more" in text for text in texts_of(view))


def test_let_go_by_the_network_it_waits_for_its_connection(gui: Gui) -> None:
    _model, view = leaving_of(ready_to_leave(gui))
    gui.show(view)
    press(view, "release")

    assert "Let go. It leaves with the next connection." in texts_of(view)
    assert roles(view, "release") == []
    assert {e.state for e in gui.vault.referrals.referrals()} == {ReferralState.QUEUED}


def test_without_a_hub_the_page_says_so(gui: Gui) -> None:
    post = Post(gui)
    post.referred()
    post.approve_all()
    view = gui.show(leaving_of(post)[1])

    assert "This post does not know its hub yet. Set it first." in texts_of(view)
    assert not button(view, "write").isEnabled()


def test_the_figures_tell_of_waiting_and_of_no_officer(gui: Gui) -> None:
    view = gui.show(figures(gui))
    assert isinstance(view, PostFiguresView)
    texts = texts_of(view)

    assert "Referrals that wait for review: 3" in texts
    assert "From meeting somebody to the referral, usually: 1 hour" in texts
    assert not any("Rivas" in text for text in texts)
    assert any(text.startswith("Too few to compare") for text in texts)
