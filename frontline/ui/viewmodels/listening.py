"""Hearing a question in the person's language: only when somebody asks for it, and never longer
than its page is in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from frontline.domain.identifiers import QuestionId
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.audio import AudioPlayer, Speaker
from frontline.services.clips import ClipShelf
from frontline.ui.tasks import TaskRunner

SpokenId = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question as it would be heard."""

    pack: PackDefinition
    language: str
    question: QuestionId

    @property
    def id(self) -> SpokenId:
        """The same on the officer's page and on the person's screen."""
        return (self.pack.id, self.pack.version, self.language, self.question)


@dataclass(frozen=True, slots=True)
class ListeningState:
    """`playing` what is heard, or is on its way to be; `speakers` None until somebody looked, the
    one that will play first."""

    playing: SpokenId | None = None
    speakers: tuple[Speaker, ...] | None = None
    error: FrontlineError | None = None


class ListeningViewModel(QObject):
    """`chosen` gives the id of the loudspeaker that was chosen on this machine, "" for none.

    Signals:
    state_changed(ListeningState).
    """

    state_changed = Signal(object)

    def __init__(
        self,
        player: AudioPlayer,
        shelf: ClipShelf,
        runner: TaskRunner,
        chosen: Callable[[], str],
    ) -> None:
        super().__init__()
        self._player = player
        self._shelf = shelf
        self._runner = runner
        self._chosen = chosen
        # Counts what was asked for, so that what comes late is not played.
        self._turn = 0
        self._behind = QTimer(singleShot=True)
        self._behind.timeout.connect(self.look)
        self.state = ListeningState()

    def has(self, spoken: Spoken) -> bool:
        """Whether there is something to hear."""
        return self._shelf.has(spoken.pack, spoken.language, spoken.question)

    def has_any(self, pack: PackDefinition) -> bool:
        return self._shelf.has_any(pack)

    def look_soon(self) -> None:
        """See what it would play on, once the page stands."""
        self._behind.start(0)

    def look(self) -> None:
        chosen = self._chosen()
        ordered = tuple(sorted(self.speakers(), key=lambda each: each.id != chosen))
        self._update(replace(self.state, speakers=ordered))

    def speakers(self) -> tuple[Speaker, ...]:
        """The system's own choice first."""
        return self._player.speakers()

    def toggle(self, spoken: Spoken) -> None:
        """Play it from its beginning, or stop it."""
        is_playing = self.state.playing == spoken.id
        self.stop()
        if is_playing:
            return
        turn = self._turn
        self._update(replace(self.state, playing=spoken.id, error=None))
        self._runner.submit(
            lambda: self._shelf.sound(spoken.pack, spoken.language, spoken.question),
            done=lambda sound: self._play(turn, sound),
            failed=lambda error: self._refuse(turn, error),
        )

    def leave(self, spoken: Spoken) -> None:
        """It is out of sight."""
        self._behind.stop()
        if self.state.playing == spoken.id:
            self.stop()

    def stop(self) -> None:
        """Silence when this returns, and nothing that was on its way comes after it."""
        self._turn += 1
        self._player.stop()
        if self.state.playing is not None:
            self._update(replace(self.state, playing=None))

    def _play(self, turn: int, sound: bytes) -> None:
        if turn != self._turn:
            return
        try:
            self._player.play(sound, self._chosen(), lambda: self._end(turn))
        except FrontlineError as error:
            self._refuse(turn, error)
        self.look()

    def _end(self, turn: int) -> None:
        if turn == self._turn:
            self._update(replace(self.state, playing=None))

    def _refuse(self, turn: int, error: FrontlineError) -> None:
        if turn == self._turn:
            self._update(replace(self.state, playing=None, error=error))

    def _update(self, state: ListeningState) -> None:
        self.state = state
        self.state_changed.emit(state)
