"""The way to the page on which cases are found."""

from __future__ import annotations

from collections.abc import Callable

from frontline.app.files import FileDialogs
from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.domain.officials import User
from frontline.errors import FrontlineError
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.messages import error_text
from frontline.ui.search_words import vocabulary
from frontline.ui.viewmodels.search import SearchViewModel
from frontline.ui.views.search import SearchView


def show_search_page(
    stage: Stage,
    workplace: Workplace,
    files: FileDialogs,
    *,
    on_home: Callable[[], None],
    on_open: Callable[[OpenScreening], None],
) -> None:
    desk = workplace.desk
    model = SearchViewModel(workplace.search, ScreeningService(desk), workplace.vault_runner)
    model.opened.connect(on_open)

    def show(users: tuple[User, ...]) -> None:
        def make() -> SearchView:
            # Made with the page: the words are those of the language it is shown in.
            words = vocabulary(stage.around.language, workplace.pack, users)
            return SearchView(model, stage.around, workplace.pack, words, on_home)

        stage.show(make)

    def refused(error: FrontlineError) -> None:
        files.tell(error_text(stage.around.language, error))

    workplace.vault_runner.submit(desk.vault.users.users, done=show, failed=refused)
