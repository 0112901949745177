"""What each page of the gallery is made with: the post, a look, and somebody at work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, TypeVar

from frontline.app.gallery_post import OFFICER, GalleryPost
from frontline.app.gallery_words import StandInLanguage
from frontline.domain.identifiers import QuestionId
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.vaults import NewUser
from frontline.ui.surroundings import Surroundings
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.viewmodels.screening import ScreeningViewModel

T = TypeVar("T")


def nothing(*_given: object) -> None:
    """Where a button leads that nobody presses."""


class AtOnce(Executor):
    """Does the work where it is handed over."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- an executor hands on whatever was raised
            future.set_exception(error)
        return future


class Showing(NamedTuple):
    post: GalleryPost
    around: Surroundings
    runner: TaskRunner

    def desk(self, who: NewUser = OFFICER) -> Desk:
        is_stand_in = isinstance(self.around.language, StandInLanguage)
        return self.post.desk(who, is_stand_in=is_stand_in)

    def documents(self, who: NewUser = OFFICER) -> Documents:
        return Documents(self.desk(who), self.post.trusted)

    def table(self, name: str) -> OpenScreening:
        """A screening of the post by its name."""
        return ScreeningService(self.desk()).resume(self.post.screenings[name])

    def screening(
        self, name: str, at: QuestionId | None = None, language: str = ""
    ) -> ScreeningViewModel:
        """The interview at a question, put in a language."""
        service, table = ScreeningService(self.desk()), self.table(name)
        service.move_to(table, at)
        if language:
            service.speak(table, language)
        return ScreeningViewModel(service, self.runner, table)

    def case(self, name: str) -> CaseViewModel:
        """With everything that its pages show."""
        model = CaseViewModel(self.desk(), self.documents(), self.runner, self.table(name))
        model.load()
        return model
