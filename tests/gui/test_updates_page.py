"""Updates on the screen: what one changes is shown before it is accepted, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from frontline.crypto.signing import SigningKey
from frontline.domain.officials import AccessRole
from frontline.ui.change_words import change_sections
from frontline.ui.viewmodels.home import HomeViewModel
from frontline.ui.viewmodels.record_check import RecordCheck
from frontline.ui.views.home import HomeView, HomeWays
from tests.support.desks import a_session
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_updates import (
    TANGO,
    next_directory,
    update_review,
    updates_model,
    updates_view,
)
from tests.support.gui_words import texts_of
from tests.support.updates import glossary, resigned, update

STRANGER = SigningKey.from_seed(b"x" * 32)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Gui]:
    """A supervisor's."""
    made = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    yield made
    made.close()


def press(page: QWidget, role: str) -> None:
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    next(each for each in buttons if each.property("role") == role).click()
    settle()


def roles(page: QWidget) -> set[str]:
    found = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    return {str(each.property("role")) for each in found}


def in_force(desk: Gui) -> int:
    kept = {(each.kind, each.name): each.version for each in desk.documents.kept()}
    return kept[TANGO]


def test_what_an_update_changes_is_read_before_it_is_accepted(desk: Gui) -> None:
    view = updates_view(desk, updates_model(desk, (update(7, next_directory(desk)),)))
    desk.show(view)
    assert "accept" not in roles(view)

    press(view, "look-7")
    texts = "\n".join(texts_of(view))

    assert "What this update changes" in texts
    assert "In force now: version 2" in texts
    assert "New: Night clinic of the harbour (fictitious)" in texts
    assert "Gone: Airport medical post (fictitious)" in texts
    assert "hours: day and night, from now on 08:00 to 20:00" in texts
    assert in_force(desk) == 2
    press(view, "accept")
    assert in_force(desk) == 3
    assert desk.told[-1:] == ["take up"]
    assert any(text.startswith("Accepted.") for text in texts_of(view))
    assert "No update waits." in texts_of(view)


def test_it_can_be_put_off_and_stays(desk: Gui) -> None:
    view = updates_view(desk, updates_model(desk, (update(7, next_directory(desk)),)))
    desk.show(view)
    press(view, "look-7")
    press(view, "put-off")

    assert in_force(desk) == 2
    assert "Put off" in texts_of(view)
    assert "look-7" in roles(view)


def test_a_version_is_turned_back_and_on(desk: Gui) -> None:
    desk.documents.install(next_directory(desk))
    view = updates_view(desk, updates_model(desk))
    desk.show(view)

    press(view, "back-directory-tango")
    assert in_force(desk) == 2
    assert "back-directory-tango" not in roles(view)
    press(view, "on-directory-tango")
    assert in_force(desk) == 3
    assert desk.told.count("take up") == 2


def test_what_is_refused_says_why_and_cannot_be_accepted(desk: Gui) -> None:
    desk.documents.install(next_directory(desk, 5))
    view = updates_view(desk, updates_model(desk, (update(7, next_directory(desk, 3)),)))
    desk.show(view)
    press(view, "look-7")

    assert "The installed version is as new or newer. Nothing was changed." in texts_of(view)
    assert "accept" not in roles(view)
    view._viewmodel.accept()
    settle()
    assert in_force(desk) == 5


def test_a_file_is_looked_at_like_an_update(desk: Gui) -> None:
    view = updates_view(desk, updates_model(desk))
    desk.show(view)

    view._viewmodel.open_files((resigned(next_directory(desk), STRANGER),))
    settle()
    assert any("does not trust" in text for text in texts_of(view))
    view._viewmodel.open_files((b'{"kind": "directory"}',))
    settle()
    assert "Nobody has signed this file. It is refused." in texts_of(view)
    view._viewmodel.open_files((next_directory(desk),))
    settle()
    press(view, "accept")

    assert in_force(desk) == 3


def test_an_update_as_a_file_waits_from_then_on(desk: Gui) -> None:
    view = updates_view(desk, updates_model(desk))
    desk.show(view)

    view._viewmodel.open_files((update(9, next_directory(desk)),))
    settle()
    assert "What this update changes" in texts_of(view)
    press(view, "put-off")
    assert "look-9" in roles(view)
    view._viewmodel.open_files((update(9, next_directory(desk)),))
    settle()
    assert "This post has a newer update already. Nothing was changed." in texts_of(view)


@pytest.mark.parametrize(
    ("access", "is_told"), [(AccessRole.SUPERVISOR, True), (AccessRole.OFFICER, False)]
)
def test_home_tells_who_may_accept_that_an_update_waits(
    qapp: QApplication, access: AccessRole, is_told: bool
) -> None:
    desk = Gui(surroundings(), a_session(access))
    updates = updates_model(desk, (update(7, glossary(1, "x")),))._updates
    model = HomeViewModel(desk.desk, desk.runner, updates)
    nowhere = desk.tell("nowhere")
    ways = HomeWays(nowhere, nowhere, nowhere, updates=desk.tell("updates"))
    view = HomeView(model, desk.around, ways, RecordCheck(desk.desk, desk.runner))
    desk.show(view)
    model.load()
    settle()

    said = "1 update of the hub waits for somebody to look at it." in texts_of(view)
    assert (said, "updates" in roles(view)) == (is_told, is_told)
    desk.close()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["es", "pt", "fr"])
def test_changes_are_told_in_the_officers_language(qapp: QApplication, code: str) -> None:
    desk = Gui(surroundings(code), a_session(AccessRole.SUPERVISOR))
    view = update_review(desk)
    (offered, _glossary) = view._viewmodel.state.offered or ()
    assert offered.changes is not None
    english = surroundings().language
    told = list(change_sections(desk.around.language, offered.changes))

    assert told != list(change_sections(english, offered.changes))
    assert [heading for heading, _lines in told] != [
        heading for heading, _lines in change_sections(english, offered.changes)
    ]
    desk.close()
