"""A day on which somebody looks after a case again, with the way to the case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from frontline.ui.formats import day_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.home import Due
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import beside, row
from frontline.ui.widgets.texts import label


def follow_up_card(
    around: Surroundings, due: Due, *, on_open: Callable[[], None], on_done: Callable[[], None]
) -> QFrame:
    theme, language, code = around.theme, around.language, due.case.code
    gettext, day = language.gettext, day_text(language.code, due.follow_up.due)
    if due.is_overdue:
        text = label(gettext("Case {code} · was due on {day}").format(code=code, day=day), "warn")
    else:
        text = label(gettext("{day}: case {code}").format(code=code, day=day))
    opened = button(gettext("Open"), on_open, name=f"look-after-{code}")
    opened.setAccessibleName(gettext("Open {code}").format(code=code))
    done = button(gettext("Done"), on_done, name=f"follow-up-{code}")
    done.setAccessibleName(gettext("Done: {code}").format(code=code))
    return card(theme, beside(theme, row(theme, opened, done), text))
