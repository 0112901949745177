"""What waits for somebody to look at it, on the first page: a number, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import beside
from frontline.ui.widgets.texts import label


def updates_card(around: Surroundings, number: int, show: Callable[[], None]) -> QWidget:
    text = around.language.ngettext(
        "{n} update of the hub waits for somebody to look at it.",
        "{n} updates of the hub wait for somebody to look at them.",
        number,
    )
    look = button(around.language.gettext("Updates"), show, name="updates")
    return _waiting(around, text.format(n=number), look)


def names_card(around: Surroundings, number: int, show: Callable[[], None]) -> QWidget:
    """Cases from before a form had its name."""
    text = around.language.ngettext(
        "{n} earlier case is like a form that has a name now.",
        "{n} earlier cases are like a form that has a name now.",
        number,
    )
    look = button(around.language.gettext("Look at them"), show, name="names")
    return _waiting(around, text.format(n=number), look)


def _waiting(around: Surroundings, text: str, look: QPushButton) -> QWidget:
    return card(around.theme, beside(around.theme, look, label(text)))
