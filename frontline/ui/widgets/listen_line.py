"""The button with which a question is heard, and for the officer what it will be heard from."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from frontline.errors_of_packs import NoLoudspeakerError
from frontline.ui.messages import error_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.listening import ListeningState, ListeningViewModel, Spoken
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.icons import icon
from frontline.ui.widgets.texts import label

# In text sizes.
_ICON, _LARGE_ICON = 1.3, 2.4


class ListenLine(QWidget):
    """Out of sight it is silent. `for_person`: a large picture instead of the officer's words."""

    def __init__(
        self,
        around: Surroundings,
        listening: ListeningViewModel,
        spoken: Spoken,
        *,
        for_person: bool = False,
    ) -> None:
        super().__init__()
        self._around = around
        self._listening = listening
        self._spoken = spoken
        self._for_person = for_person
        theme = around.theme
        self._button = button("", self.toggle, name="listen")
        self._icon_units = _LARGE_ICON if for_person else _ICON
        side = theme.px(self._icon_units)
        self._button.setIconSize(QSize(side, side))
        if for_person:
            wide, high = theme.px(6), theme.px(3)
            self._button.setStyleSheet(f"min-width: {wide}px; min-height: {high}px;")
        self._hint, self._error = label("", "quiet"), label("", "warn")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(0.6))
        line.addWidget(self._button)
        line.addWidget(self._hint, 1)
        line.addWidget(self._error, 1)
        # Takes the room where neither of them is shown.
        line.addStretch(0)
        listening.state_changed.connect(self._show_state)
        self._show_state(listening.state)

    def toggle(self) -> None:
        self._listening.toggle(self._spoken)

    def _show_state(self, state: ListeningState) -> None:
        is_playing = state.playing == self._spoken.id
        gettext, theme = self._around.language.gettext, self._around.theme
        name = gettext("Stop (P)") if is_playing else gettext("Listen (P)")
        self._button.setAccessibleName(name)
        shape, units = "stop" if is_playing else "sound", self._icon_units
        self._button.setIcon(icon(theme, shape, theme.palette.text, units))
        if not self._for_person:
            # Icon and text would touch.
            self._button.setText(f" {name}")
        error = state.error
        if error is None and state.speakers == ():
            error = NoLoudspeakerError()
        has_error = error is not None
        # The person is not told of the machine before they asked to hear something.
        is_told = has_error and (state.error is not None or not self._for_person)
        self._error.setVisible(is_told)
        self._error.setText("" if error is None else error_text(self._around.language, error))
        self._hint.setVisible(not has_error and not self._for_person)
        self._hint.setText(self._hint_text(state))

    def _hint_text(self, state: ListeningState) -> str:
        gettext = self._around.language.gettext
        if not state.speakers:
            return gettext("Others may hear this. Use headphones if you can.")
        return gettext("{device}. Others may hear this. Use headphones if you can.").format(
            device=state.speakers[0].name
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listening.look_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listening.leave(self._spoken)


def listen_line(
    around: Surroundings, spoken: Spoken, *, for_person: bool = False
) -> ListenLine | None:
    """None where there is nothing to hear: most questions in most languages."""
    listening = around.listening
    if listening is None or not listening.has(spoken):
        return None
    return ListenLine(around, listening, spoken, for_person=for_person)
