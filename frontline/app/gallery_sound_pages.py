"""Pages of the gallery with a question that can be heard. Nothing sounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from frontline.app.gallery_post import PERSON_LANGUAGE
from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.identifiers import QuestionId
from frontline.rules.definitions import PackDefinition
from frontline.services.audio import Speaker
from frontline.services.clips import ClipShelf
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.listening import ListeningViewModel, Spoken
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.screening import ScreeningView, ScreeningWays

MakePage = Callable[[Showing], QWidget]
_AT = QuestionId("papers_with")
_NOWHERE = ScreeningWays(nothing, nothing, nothing, nothing)
_SPEAKERS = (Speaker("desk", "Built-in Audio Analog Stereo"), Speaker("head", "USB Headset"))


class _EverySpoken(ClipShelf):
    """Has every question in every language, and none of them as a file."""

    def __init__(self) -> None:
        super().__init__(Path(), Path())

    def has(self, pack: PackDefinition, language: str, question: QuestionId) -> bool:
        return True

    def sound(self, pack: PackDefinition, language: str, question: QuestionId) -> bytes:
        return b""


class _Mute:
    """Implements AudioPlayer: what it plays is never over and never heard."""

    def __init__(self, speakers: tuple[Speaker, ...]) -> None:
        self._speakers = speakers

    def speakers(self) -> tuple[Speaker, ...]:
        return self._speakers

    def play(self, sound: bytes, speaker: str, ended: Callable[[], None]) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing either."""


def _heard(showing: Showing, speakers: tuple[Speaker, ...] = _SPEAKERS) -> Surroundings:
    listening = ListeningViewModel(_Mute(speakers), _EverySpoken(), showing.runner, lambda: "")
    return showing.around._replace(listening=listening)


def _question(showing: Showing) -> QWidget:
    model = showing.screening("talk", _AT, PERSON_LANGUAGE)
    return ScreeningView(model, _heard(showing), _NOWHERE)


def _playing(showing: Showing) -> QWidget:
    model, around = showing.screening("talk", _AT, PERSON_LANGUAGE), _heard(showing)
    view = ScreeningView(model, around, _NOWHERE)
    if around.listening is not None:
        around.listening.toggle(Spoken(model.state.interview.pack, PERSON_LANGUAGE, _AT))
    return view


def _nobody_hears(showing: Showing) -> QWidget:
    model = showing.screening("talk", _AT, PERSON_LANGUAGE)
    return ScreeningView(model, _heard(showing, ()), _NOWHERE)


def _person(showing: Showing) -> QWidget:
    model = showing.screening("talk", _AT, PERSON_LANGUAGE)
    return PersonScreen(model, _heard(showing), nothing)


SOUND_PAGES: dict[str, MakePage] = {
    "question, spoken": _question,
    "question, playing": _playing,
    "question, no loudspeaker": _nobody_hears,
    "person's screen, spoken": _person,
}
