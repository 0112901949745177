"""The glossary as a page: found by typing, accents or not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.ui.lexicon import Lexicon
from frontline.ui.surroundings import Surroundings
from frontline.ui.views.term import term_card
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import text_input
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label
from frontline.wire.glossary import Term

# Entries made at once, as many as are in sight, and then at a time until all stand.
_FIRST, _MORE = 12, 50


class GlossaryPage(QWidget):
    """Terms with their meaning and source; `person` is the language of who is spoken with."""

    def __init__(
        self, around: Surroundings, lexicon: Lexicon, person: str, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._around, self._lexicon, self._person = around, lexicon, person
        gettext = around.language.gettext
        page = Page(around.theme, gettext("Glossary"))
        search = text_input("glossary-search")
        search.setPlaceholderText(gettext("Type a word"))
        search.setAccessibleName(gettext("Search the glossary"))
        search.textChanged.connect(self._show)
        page.add(search)
        self._count = page.add(label("", "quiet"))
        self._page = page
        self._cards: list[QWidget] = []
        self._waiting: tuple[Term, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._add(_MORE))
        self._show("")
        page.add_footer(
            button(gettext("Back to where I was"), on_back, style="primary", name="back")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        search.setFocus()

    def _show(self, text: str) -> None:
        language = self._around.language
        self._waiting = self._lexicon.find(text, language.code)
        found = len(self._waiting)
        counted = language.ngettext("{count} entry", "{count} entries", found).format(count=found)
        if not self._lexicon.terms:
            counted = language.gettext("No glossary is installed yet.")
        self._count.setText(counted)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        self._add(_FIRST)

    def _add(self, number: int) -> None:
        now, self._waiting = self._waiting[:number], self._waiting[number:]
        for term in now:
            self._cards.append(self._page.add(term_card(self._around, term, self._person)))
        if self._waiting:
            self._timer.start(0)
