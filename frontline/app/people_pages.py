"""The page of the post's people, from Settings; and what everybody is told after sign-in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.errors import FrontlineError
from frontline.services.accounts import Accounts
from frontline.services.notices import Notice, Notices
from frontline.services.vaults import RecoverySheet
from frontline.ui.messages import error_text
from frontline.ui.notice_words import notices_text
from frontline.ui.viewmodels.people import PeopleViewModel
from frontline.ui.views.people import PeopleView
from frontline.ui.views.recovery_sheet import write_recovery_sheet


class PeoplePages:
    def __init__(self, stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
        self._stage = stage
        self._workplace = workplace
        self._files = files

    def show(self) -> None:
        workplace = self._workplace
        accounts = Accounts(workplace.desk, workplace.keeper.accounts())
        people = PeopleViewModel(accounts, workplace.desk.session, workplace.vault_runner)

        def make(back: GoBack) -> QWidget:
            return PeopleView(people, self._stage.around, self._save_sheet, back)

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

    def _save_sheet(self, sheet: RecoverySheet) -> bool:
        path = self._files.pdf_path(sheet.file_name)
        if path is None:
            return False
        try:
            write_recovery_sheet(sheet, self._stage.around.language, path)
        except FrontlineError as error:
            self._on_refused(error)
            return False
        return True
