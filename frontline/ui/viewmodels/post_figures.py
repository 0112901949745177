"""How the post is doing, for its supervisor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.post_figures import PostFigures, PostFiguresDesk
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class PostFiguresState:
    figures: PostFigures | None = None
    error: FrontlineError | None = None


class PostFiguresViewModel(QObject):
    """Signals:
    state_changed(PostFiguresState).
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._figures = PostFiguresDesk(desk)
        self._runner = runner
        self.state = PostFiguresState()

    def load(self) -> None:
        self._runner.submit(
            self._figures.read,
            done=lambda figures: self._update(PostFiguresState(figures)),
            failed=lambda error: self._update(PostFiguresState(error=error)),
        )

    def _update(self, state: PostFiguresState) -> None:
        self.state = state
        self.state_changed.emit(state)
