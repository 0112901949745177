"""What opens above a page: entries of the glossary, the sheet of keys, the command palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.lexicon import named
from frontline.ui.viewmodels.palette import CaseFinder, Command, CommandKind, PaletteViewModel
from frontline.ui.views.key_sheet import key_sheet
from frontline.ui.views.palette import palette_panel
from frontline.ui.views.term import term_panel
from frontline.ui.widgets.overlay import Overlay

WORDS, KEYS, PALETTE = "words", "keys", "palette"


@dataclass(frozen=True, slots=True)
class PanelWays:
    """`person` is the language of who is spoken with, "" where nobody is; `commands` are what the
    palette can do beside words and cases."""

    glossary: Callable[[], None]
    open: Callable[[OpenScreening], None]
    person: Callable[[], str]
    commands: Callable[[], tuple[Command, ...]]


class Panels:
    def __init__(self, stage: Stage, workplace: Workplace, ways: PanelWays) -> None:
        self._stage = stage
        self._workplace = workplace
        self._ways = ways
        # Kept while its panel stands: an answer from the vault may come meanwhile.
        self._palette: PaletteViewModel | None = None

    def show_keys(self) -> None:
        self._stage.panel(KEYS, lambda: key_sheet(self._stage.around))

    def show_terms(self, ids: tuple[str, ...]) -> None:
        known = self._workplace.lexicon.terms
        terms = [known[each] for each in ids if each in known]
        around, ways = self._stage.around, self._ways
        if terms:
            self._stage.panel(
                WORDS, lambda: term_panel(around, terms, ways.person(), ways.glossary)
            )

    def show_palette(self) -> None:
        self._stage.panel(PALETTE, self._make_palette)

    def _make_palette(self) -> tuple[Overlay, QWidget]:
        workplace = self._workplace
        desk, cases = workplace.desk, None
        if desk.session.may(Action.SEARCH):
            screenings = ScreeningService(desk)
            cases = CaseFinder(workplace.search, screenings, workplace.vault_runner)
        self._palette = PaletteViewModel((*self._ways.commands(), *self._words()), cases)
        self._palette.opened.connect(self._ways.open)
        return palette_panel(self._palette, self._stage.around)

    def _words(self) -> tuple[Command, ...]:
        code = self._stage.around.language.code
        return tuple(
            Command(CommandKind.TERM, named(term, code), self._opener(term.id))
            for term in self._workplace.lexicon.sorted_for(code)
        )

    def _opener(self, term: str) -> Callable[[], None]:
        return lambda: self.show_terms((term,))
