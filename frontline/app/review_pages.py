"""The supervisor's pages: the review desk, what leaves next, and the figures of the post."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.leaving import LeavingViewModel
from frontline.ui.viewmodels.post_figures import PostFiguresViewModel
from frontline.ui.viewmodels.review import ReviewViewModel
from frontline.ui.views.leaving import LeavingActions, LeavingView
from frontline.ui.views.outbox import OutboxActions, OutboxView
from frontline.ui.views.post_figures import PostFiguresView
from frontline.ui.views.review import ReviewView, ReviewWays

Home = Callable[[], None]


class ReviewPages:
    """`on_open` lays a case out to be read; from there the way home leads back to the desk."""

    def __init__(
        self,
        stage: Stage,
        workplace: Workplace,
        files: FileDialogs,
        *,
        on_home: Home,
        on_open: Callable[[OpenScreening, Home], None],
    ) -> None:
        self._stage = stage
        self._workplace = workplace
        self._files = files
        self._on_home = on_home
        self._on_open = on_open

    def show(self) -> None:
        workplace = self._workplace
        model = ReviewViewModel(workplace.desk, workplace.vault_runner)

        def show() -> None:
            ways = ReviewWays(
                leaving=lambda: self.show_leaving(come_back),
                figures=self.show_figures,
                home=self._on_home,
            )
            self._stage.show(lambda: ReviewView(model, self._stage.around, ways))

        def come_back() -> None:
            show()
            model.load()

        model.opened.connect(lambda table: self._on_open(table, come_back))
        come_back()

    def show_leaving(self, back: Home) -> None:
        workplace = self._workplace
        model = LeavingViewModel(workplace.desk, workplace.vault_runner)
        model.released.connect(workplace.send_if_online)

        def export(written: Callable[[], None]) -> None:
            folder = self._files.folder()
            if folder is not None:
                workplace.send_by_folder(folder, model.seal(), written)

        actions = LeavingActions(export, back)
        self._stage.show(lambda: LeavingView(model, workplace.sending, self._stage.around, actions))
        model.load()

    def show_figures(self) -> None:
        model = PostFiguresViewModel(self._workplace.desk, self._workplace.vault_runner)

        def make(back: GoBack) -> QWidget:
            return PostFiguresView(model, self._stage.around, back)

        self._stage.aside("figures", make)
        model.load()

    def show_outbox(self, *, may_export: bool) -> None:
        workplace = self._workplace

        def back() -> None:
            self.show_outbox(may_export=may_export)

        actions = OutboxActions(
            send=workplace.send_by_network,
            export=(lambda: self.show_leaving(back)) if may_export else None,
            home=self._on_home,
        )
        self._stage.show(lambda: OutboxView(workplace.sending, self._stage.around, actions))
        workplace.sending.load()
