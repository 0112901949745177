"""Which loudspeaker or headphones questions are heard from, asked of the system when wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.errors_of_packs import NoLoudspeakerError
from frontline.services.audio import Speaker
from frontline.ui.messages import error_text
from frontline.ui.preferences import Preferences
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import label


class SpeakerChoice(QWidget):
    """A button first: asking the system loads what plays sound, which most never need."""

    def __init__(
        self,
        around: Surroundings,
        preferences: Preferences,
        speakers: Callable[[], tuple[Speaker, ...]],
        prefer: Callable[[Preferences], None],
    ) -> None:
        super().__init__()
        self._around = around
        self._preferences = preferences
        self._speakers = speakers
        self._prefer = prefer
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        text = around.language.gettext("Loudspeaker or headphones")
        self._ask = row(around.theme, button(text, self._show, name="speakers"))
        self._layout.addWidget(self._ask)

    def _show(self) -> None:
        self._ask.hide()
        self._layout.addWidget(self._found(self._speakers()))

    def _found(self, speakers: tuple[Speaker, ...]) -> QWidget:
        theme, language = self._around.theme, self._around.language
        if not speakers:
            return label(error_text(language, NoLoudspeakerError()), "warn")
        if len(speakers) == 1:
            text = language.gettext("Spoken questions are heard from: {device}")
            return label(text.format(device=speakers[0].name))
        names = [("", language.gettext("As the system has it"))]
        names.extend((each.id, each.name) for each in speakers)
        box = choice_list("speaker", names, self._preferences.speaker)
        box.activated.connect(
            lambda _index: self._prefer(self._preferences._replace(speaker=str(box.currentData())))
        )
        return card(theme, Field(theme, language.gettext("Loudspeaker or headphones"), box))
