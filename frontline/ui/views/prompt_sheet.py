"""A questionnaire as it will be printed, to be saved or printed for a day without a computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from frontline.ui.surroundings import Surroundings
from frontline.ui.views.papers import PaperActions
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.paper import Paper, pictures_of
from frontline.ui.widgets.texts import label

# The height of a sheet on the screen, in text sizes.
_SHEET_UNITS = 50
# So that a sheet is never wider than the smallest window.
_MOST_PIXELS = 1250


class PromptSheetView(Page):
    def __init__(self, paper: Paper, around: Surroundings, actions: PaperActions) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("For a day without a computer"))
        self._around = around
        pictures = pictures_of(paper, min(around.theme.px(_SHEET_UNITS), _MOST_PIXELS))
        text = around.language.ngettext(
            "{count} sheet. Its numbers are the keys with which it is entered afterwards: choose "
            "the same questionnaire at home, and then Enter from paper.",
            "{count} sheets. Their numbers are the keys with which they are entered afterwards: "
            "choose the same questionnaire at home, and then Enter from paper.",
            len(pictures),
        )
        self.add(label(text.format(count=len(pictures)), "note"))
        for number, picture in enumerate(pictures, start=1):
            sheet = QLabel()
            sheet.setObjectName("card")
            sheet.setPixmap(QPixmap.fromImage(picture))
            name = gettext("Preview of sheet {number}")
            sheet.setAccessibleName(name.format(number=number))
            self.add(sheet)
        self.add_footer(button(gettext("Back"), actions.back, name="back"), left=True)
        for words, act, style, role in (
            (gettext("Save as PDF"), actions.save, "", "save-paper"),
            (gettext("Print"), actions.print_out, "primary", "print-paper"),
        ):
            self.add_footer(
                button(words, partial(self._put_out, act, paper), style=style, name=role)
            )

    def _put_out(self, act: Callable[[Paper], bool], paper: Paper) -> None:
        text = self._around.language.gettext("Done. Frontline keeps no copy.")
        self.show_note(text if act(paper) else "")
