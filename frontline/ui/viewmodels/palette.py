"""The command palette: what was typed, and where one can go from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import ScreeningId
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.search import Found, Search, folded
from frontline.ui.tasks import TaskRunner

# As many as are taken in at a glance.
MOST = 8
# Shorter, nearly every code would fit.
_SHORTEST_CODE = 2


class CommandKind(StrEnum):
    PAGE = "page"
    ACTION = "action"
    TERM = "term"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are shown, and found by: those of a page, of the glossary, or the code of a case."""

    kind: CommandKind
    words: str
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PaletteState:
    """`has_asked` where something was typed, so that nothing found is told as that."""

    has_asked: bool = False
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFinder:
    """Where codes of cases are looked up; on the vault's thread."""

    search: Search
    screenings: ScreeningService
    runner: TaskRunner


class PaletteViewModel(QObject):
    """`cases` is None for who may search none. Signals:
    state_changed(PaletteState).
    opened(OpenScreening): a case was chosen.
    """

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, commands: Sequence[Command], cases: CaseFinder | None) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self._cases = cases
        # An answer of the vault to what was typed before finds another number here.
        self._number = 0
        self.state = PaletteState(commands=self._commands[:MOST])

    def type(self, text: str) -> None:
        self._number += 1
        found = matching(self._commands, text) if text.strip() else self._commands
        self._update(PaletteState(bool(text.strip()), found[:MOST]))
        code = "".join(letter for letter in text if letter.isalnum())
        if self._cases is not None and len(code) >= _SHORTEST_CODE:
            self._look_up(self._cases, text)

    def _look_up(self, cases: CaseFinder, text: str) -> None:
        number = self._number

        def show(found: tuple[Found, ...]) -> None:
            if number == self._number and found:
                commands = tuple(self._command(cases, each) for each in found)
                shown = (*commands, *self.state.commands)[:MOST]
                self._update(replace(self.state, commands=shown))

        cases.runner.submit(
            lambda: cases.search.by_code(text), done=show, failed=lambda _error: None
        )

    def _command(self, cases: CaseFinder, found: Found) -> Command:
        def act() -> None:
            screening: ScreeningId = found.screening.id
            cases.runner.submit(
                lambda: cases.screenings.resume(screening),
                done=self._on_opened,
                failed=lambda _error: None,
            )

        return Command(CommandKind.CASE, found.case.code, act)

    def _on_opened(self, table: OpenScreening) -> None:
        self.opened.emit(table)

    def _update(self, state: PaletteState) -> None:
        self.state = state
        self.state_changed.emit(state)


def matching(commands: Sequence[Command], text: str) -> tuple[Command, ...]:
    """Those of which some word begins like each word typed. Pages and actions come before words of
    the glossary, and what begins like the text as a whole before what has it further on."""
    typed = folded(text).split()
    start = " ".join(typed)
    found = [
        (command.kind is CommandKind.TERM, not folded(command.words).startswith(start), command)
        for command in commands
        if _begins(folded(command.words), typed)
    ]
    return tuple(command for _kind, _later, command in sorted(found, key=lambda each: each[:2]))


def _begins(words: str, typed: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words.split()) for each in typed)
