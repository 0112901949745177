"""The page of the post's people, from Settings; and what everybody is told after sign-in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs, save_sheet
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.errors import FrontlineError
from frontline.services.accounts import Accounts
from frontline.services.notices import Notice, Notices
from frontline.ui.messages import error_text
from frontline.ui.notice_words import notices_text
from frontline.ui.viewmodels.people import PeopleViewModel
from frontline.ui.views.people import PeopleView


class PeoplePages:
    def __init__(self, stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
        self._stage = stage
        self._workplace = workplace
        self._files = files

    def show(self) -> None:
        workplace = self._workplace
        accounts = Accounts(workplace.desk, workplace.keeper.accounts())
        people = PeopleViewModel(accounts, workplace.desk.session, workplace.vault_runner)

        save = partial(save_sheet, self._stage.around.language, self._files)

        def make(back: GoBack) -> QWidget:
            return PeopleView(people, self._stage.around, save, back)

        self._stage.aside("people", make)
        people.load()

    def tell_news(self) -> None:
        """What everybody is told at their next sign-in, if there is any."""
        news, around = Notices(self._workplace.desk).news, self._stage.around

        def told(notices: tuple[Notice, ...]) -> None:
            if notices:
                self._files.tell(notices_text(around.language, notices, around.zone))

        self._workplace.vault_runner.submit(news, done=told, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        self._files.tell(error_text(self._stage.around.language, error))
