"""The interface over a vault in memory: work is done at once, or held until a test lets it go."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.rules.built import PACK_KIND
from frontline.rules.definitions import PackDefinition
from frontline.screening.compiled import CompiledPack
from frontline.services.desk import Desk
from frontline.services.documents import Documents, checked
from frontline.services.installation import find_installation
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.stores import StoredDocument
from frontline.ui.language import Language
from frontline.ui.lexicon import Explainer, Lexicon
from frontline.ui.surroundings import Surroundings
from frontline.ui.tasks import TaskRunner
from frontline.ui.theme import Theme, ThemeName
from frontline.ui.viewmodels.case import CaseViewModel
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.bar import Bar, BarActions
from frontline.ui.views.screening import ScreeningWays
from frontline.ui.views.window import MainWindow
from frontline.wire.glossary import GLOSSARY_KIND, read_glossary
from tests.support.clock import SettableClock
from tests.support.desks import KEY, TRUSTED, a_session
from tests.support.packs import ROOT, core
from tests.support.vault import MemoryVault
from tests.support.vault_posts import CHANCE, SITE

T = TypeVar("T")
RAPID, TALK = InstrumentId("immigration_rapid"), InstrumentId("second_line_interview")
# The question that asks who has the papers: a choice of nine, put to the person.
PAPERS, DEBT = QuestionId("papers_with"), QuestionId("debt")
IN_PRIVATE: dict[str, AnswerValue] = {
    "private_now": "yes",
    "interpreter": "not_needed",
    "age_group": "adult",
}
CONCERNING: dict[str, AnswerValue] = {
    **IN_PRIVATE,
    "citizenship": "XA",
    "age_years": 23,
    "offer_from": "acquaintance",
    "papers_with": "other_person",
    "debt": ("amount_unknown", "work_off"),
    "referral_choice": "full",
}


class Inline(Executor):
    """Does the work where it is handed over."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- an executor hands on whatever was raised
            future.set_exception(error)
        return future


class Held(Executor):
    """A slow vault: nothing is done before the test lets it go."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()

        def work() -> None:
            done = Inline().submit(fn, *args, **kwargs)
            error = done.exception()
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(done.result())

        self.waiting.append(work)
        return future

    def let_go(self, number: int | None = None) -> None:
        """The first `number` pieces of work, or all, in order; and what follows on the window."""
        for _ in range(len(self.waiting) if number is None else number):
            self.waiting.pop(0)()
        settle()


def settle() -> None:
    """Until the window has nothing left to do."""
    for _ in range(6):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def surroundings(
    language: str | Language = "en", scale: int = 100, theme: ThemeName = ThemeName.LIGHT
) -> Surroundings:
    installation = find_installation()
    spoken = Language(installation.locale, language) if isinstance(language, str) else language
    return Surroundings(Theme(installation.resources, theme, scale), spoken)


def dress(theme: Theme) -> None:
    """The whole program in this look, which takes a moment and is not done twice in a row."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = f"{theme.name} {theme.scale}"
    if application.property("look") != look:
        theme.load_fonts()
        theme.load_person_fonts()
        theme.dress(application)
        application.setProperty("look", look)


@dataclass
class Gui:
    """A post in memory, somebody signed in, and a window. `told` is what buttons led to."""

    around: Surroundings
    session: Session = field(default_factory=a_session)
    executor: Inline | Held = field(default_factory=Inline)
    pack: CompiledPack = field(default_factory=core)
    change: Callable[[str], str] = str
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = SettableClock()
        self.vault = MemoryVault([self.session.user], [SITE])
        shelf = PackShelf(self.vault.documents, TRUSTED)
        # Compiled once for all tests, because that takes longer than any page.
        shelf._compiled[self.pack.pack.id, self.pack.pack.version] = self.pack
        self.desk = Desk(self.vault, self.session, self.clock, CHANCE, shelf)
        self.runner = TaskRunner(self.executor)
        self.documents = Documents(self.desk, TRUSTED)
        documents, self.lexicon = _shipped(self.change)
        for each in (StoredDocument(PACK_KIND, "core", self.pack.pack.version, b""), *documents):
            deed = self.desk.deed(DeedKind.DOCUMENT_INSTALLED, each.name)
            self.vault.documents.install(each, deed)
        # Marked words that are pressed are told with their terms.
        explainer = Explainer(lambda: self.lexicon, lambda ids: self.told.append(" ".join(ids)))
        self.around = self.around._replace(explainer=explainer)
        dress(self.around.theme)
        self.window = MainWindow()

    @property
    def definition(self) -> PackDefinition:
        return self.pack.pack

    def close(self) -> None:
        """Windows left behind would be dressed anew with every look."""
        self.window.close()
        self.window.deleteLater()
        settle()

    def tell(self, what: str) -> Callable[[], None]:
        """Stands in for a way to somewhere else."""
        return lambda: self.told.append(what)

    def bar(self) -> Bar:
        names = ("danger", "glossary", "pause", "report", "settings", "hide", "lock")
        return Bar(self.around, BarActions(*(self.tell(name) for name in names)))

    def show(self, page: QWidget, size: tuple[int, int] = (1280, 720)) -> QWidget:
        self.window.resize(*size)
        self.window.show_page(page, self.bar())
        self.window.show()
        settle()
        return page

    def table(
        self,
        answers: Mapping[str, AnswerValue] | None = None,
        *,
        instrument: InstrumentId = TALK,
        language: str = "ar",
    ) -> OpenScreening:
        """A screening of a new case, with these answers."""
        service = ScreeningService(self.desk)
        table = service.start(instrument, SITE.id, language)
        given = [(QuestionId(name), value) for name, value in (answers or {}).items()]
        if given:
            service.answer_all(table, given)
        return table

    def screening(self, table: OpenScreening, at: QuestionId | None = None) -> ScreeningViewModel:
        service = ScreeningService(self.desk)
        if at is not None:
            service.move_to(table, at)
        return ScreeningViewModel(service, self.runner, table)

    def case(self, table: OpenScreening) -> CaseViewModel:
        return CaseViewModel(self.desk, self.documents, self.runner, table)

    def recorded(self, table: OpenScreening) -> list[tuple[str, AnswerValue]]:
        """Every answer of the log, in order."""
        log = self.vault.cases.answers(table.case.id)
        return [(event.question, event.value) for event in log]


def screening_ways(gui: Gui) -> ScreeningWays:
    person, hand_over, check = (gui.tell(name) for name in ("person", "hand over", "check"))
    return ScreeningWays(person, hand_over, check, lambda q: gui.told.append(f"note {q}"))


@cache
def _shipped(change: Callable[[str], str]) -> tuple[tuple[StoredDocument, ...], Lexicon]:
    """The shipped directory and glossary, signed, with their English words changed. Made once for
    all tests: they take longer than any page."""
    found = []
    for path in sorted((ROOT / "resources" / "documents").glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        for term in raw["body"].get("terms", ()):
            for texts in (term["term"], term["meaning"], term["source"]):
                texts["en"] = change(texts["en"])
            for avoided in term.get("avoid", {}).get("en", ()):
                avoided.update({part: change(text) for part, text in avoided.items()})
        content = write_document(SignedDocument(**raw), KEY)
        checked(content, TRUSTED)
        found.append(StoredDocument(raw["kind"], raw["name"], raw["version"], content))
    glossaries = [each.content for each in found if each.kind == GLOSSARY_KIND]
    return tuple(found), Lexicon([read_glossary(each, TRUSTED) for each in glossaries])
