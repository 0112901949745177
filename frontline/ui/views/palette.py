"""The command palette: type, choose with the arrows, Enter."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from frontline.ui.labels import named
from frontline.ui.language import Language
from frontline.ui.messages import mark
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.palette import CommandKind, PaletteState, PaletteViewModel
from frontline.ui.widgets.fields import text_input
from frontline.ui.widgets.keys import PANEL_MOVE, PRESS
from frontline.ui.widgets.overlay import Overlay
from frontline.ui.widgets.texts import label

_KINDS = {
    CommandKind.PAGE: mark("Page"),
    CommandKind.ACTION: mark("Action"),
    CommandKind.TERM: mark("Word"),
    CommandKind.CASE: mark("Case"),
}
# The height of a line of the list, in text sizes.
_LINE = 3
# What stands above and below the list.
_REST = 12


class Palette(Overlay):
    """The field keeps the focus; the list beside it follows its arrows."""

    def __init__(self, viewmodel: PaletteViewModel, around: Surroundings) -> None:
        super().__init__(around.theme, around.language.gettext("Go to"), width=38)
        self._viewmodel = viewmodel
        self._around = around
        gettext = around.language.gettext
        self.field: QLineEdit = text_input("palette")
        self.field.setPlaceholderText(gettext("A page, an action, a word, a case code"))
        self.field.setAccessibleName(gettext("Where to go"))
        self.field.textChanged.connect(viewmodel.type)
        self._list = QListWidget()
        self._list.setObjectName("palette-list")
        self._list.setProperty("focusPolicy", 0)
        self._list.setSpacing(around.theme.px(0.1))
        self._list.setAccessibleName(gettext("Where this leads"))
        self._list.itemClicked.connect(lambda item: self._run(self._list.row(item)))
        self._nothing = label(gettext("Nothing begins like this."), "quiet")
        for part in (self.field, self._list, self._nothing):
            self.body.addWidget(part)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: PaletteState) -> None:
        self._list.clear()
        theme, language = self._around.theme, self._around.language
        for command in state.commands:
            item = QListWidgetItem(f"  {command.words}  ·  {_kind_text(language, command.kind)}")
            item.setSizeHint(QSize(0, theme.px(_LINE)))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._fit_list()
        self._list.setVisible(bool(state.commands))
        self._nothing.setVisible(state.has_asked and not state.commands)
        self._tell()

    def _fit_list(self) -> None:
        """As high as its lines, or as the page has room for."""
        theme, lines = self._around.theme, max(1, self._list.count())
        wanted, room = (
            theme.px(_LINE + 0.2) * lines + theme.px(0.5),
            self.height() - theme.px(_REST),
        )
        self._list.setFixedHeight(max(theme.px(_LINE), min(wanted, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _tell(self) -> None:
        """What Enter would do, for who does not see the list."""
        language = self._around.language
        chosen = self._list.currentItem().text().strip() if self._list.count() else ""
        self.field.setAccessibleDescription(
            named(language, language.gettext("Enter"), chosen) if chosen else ""
        )

    def _run(self, row: int) -> None:
        commands = self._viewmodel.state.commands
        if 0 <= row < len(commands):
            self.leave_for(commands[row].act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = PANEL_MOVE.pressed(event)
        if arrow is not None and self._list.count():
            step = (-1, 1)[arrow]
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
            self._tell()
            event.accept()
        elif PRESS.is_pressed(event):
            self._run(self._list.currentRow())
            event.accept()
        else:
            super().keyPressEvent(event)


def _kind_text(language: Language, kind: CommandKind) -> str:
    return language.gettext(_KINDS[kind])


def palette_panel(viewmodel: PaletteViewModel, around: Surroundings) -> tuple[Palette, QWidget]:
    """The panel, and the part of it that gets the focus."""
    made = Palette(viewmodel, around)
    return made, made.field
