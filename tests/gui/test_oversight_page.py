"""Oversight looks at how cases were dealt with, and saves a signed report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from frontline.domain.officials import AccessRole
from frontline.wire.oversight_report import read_report
from tests.support.desks import a_session
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_oversight import oversight
from tests.support.gui_words import texts_of


@pytest.fixture
def overseer(qapp: QApplication) -> Iterator[Gui]:
    made = Gui(surroundings(), a_session(AccessRole.OVERSIGHT))
    yield made
    made.close()


def click(view: QWidget, role: str) -> None:
    next(b for b in view.findChildren(QPushButton) if b.property("role") == role).click()
    settle()


def test_what_was_kept_and_what_was_not_is_told_for_each_case(overseer: Gui) -> None:
    view = oversight(overseer)
    overseer.show(view)
    told = texts_of(view)

    assert "Rights: every line kept." in told
    assert any("spoke in private: no" in text for text in told)
    assert any("help offered within 2 hours" in text for text in told)
    assert any(
        "spoke in private: yes 1, no 1, does not apply 0, not recorded 0" in text for text in told
    )


def test_a_signed_report_is_saved_with_the_remark(overseer: Gui) -> None:
    saved: list[bytes] = []
    view = oversight(overseer, saved)
    overseer.show(view)
    remark = view.findChild(QPlainTextEdit, "oversight-remark")
    assert remark is not None
    remark.setPlainText("Twice no interpreter.")

    click(view, "oversight-report")

    (report,) = saved
    body = read_report(report, [overseer.session.user.verify_key])
    assert body["remark"] == "Twice no interpreter."
    assert any(text.startswith("Saved. It is signed") for text in texts_of(view))
    kept = view.findChild(QPlainTextEdit, "oversight-remark")
    assert kept is not None
    assert kept.toPlainText() == "Twice no interpreter."
