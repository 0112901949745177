"""Recordings at a post: taken with their pack or for it, and what they are then heard from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import NotPermittedError
from frontline.errors_of_packs import ClipsStrayError
from frontline.rules.built import build_pack, read_built_pack
from frontline.rules.clips import clips_file
from frontline.services.audio import Speaker
from frontline.services.clips import ClipShelf
from frontline.services.documents import Documents
from frontline.services.updates import Updates
from frontline.ui.preferences import Preferences, load_preferences, save_preferences
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.updates import UpdateDone, UpdatesViewModel
from frontline.ui.widgets.speaker_choice import SpeakerChoice
from tests.support.clips import DESK_SPEAKER, HEADPHONES, sounds_of, tone
from tests.support.desks import KEY, TRUSTED, a_session, an_office, core_model, core_pack
from tests.support.gui import Inline, settle, surroundings
from tests.support.gui_words import texts_of

JOURNEY = QuestionId("journey")
SOUNDS = sounds_of("en", "recruited", "journey")
SPOKEN, CLIPS = build_pack(core_model(2), {}, KEY, SOUNDS), clips_file(SOUNDS)
PACK = read_built_pack(SPOKEN, TRUSTED).definition


class Desk:
    """A supervisor's updates, with a place for recordings."""

    def __init__(self, folder: Path, role: AccessRole = AccessRole.SUPERVISOR) -> None:
        office = an_office(a_session(role))
        self.shelf = ClipShelf(folder / "shipped", folder / "own")
        self.documents = Documents(office.desk, TRUSTED, self.shelf)
        self.model = UpdatesViewModel(
            Updates(office.desk, self.documents), self.documents, TaskRunner(Inline()), lambda: None
        )

    def open(self, *contents: bytes) -> None:
        self.model.open_files(contents)
        settle()

    def accept(self) -> None:
        self.model.accept()
        settle()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_recordings_come_with_their_pack_once_it_is_accepted(desk: Desk) -> None:
    desk.open(SPOKEN, CLIPS)
    assert not desk.shelf.has(PACK, "en", JOURNEY)
    desk.accept()
    assert desk.model.state.done is UpdateDone.ACCEPTED
    assert desk.shelf.sound(PACK, "en", JOURNEY) == SOUNDS["en"][JOURNEY]


def test_recordings_of_the_pack_in_force_are_taken_at_once(desk: Desk) -> None:
    desk.open(SPOKEN)
    desk.accept()
    assert not desk.shelf.has(PACK, "en", JOURNEY)
    desk.open(CLIPS)
    assert desk.model.state.done is UpdateDone.CLIPS
    assert desk.shelf.has(PACK, "en", JOURNEY)


def test_recordings_that_are_not_taken_do_not_come_later(desk: Desk) -> None:
    desk.open(SPOKEN, CLIPS)
    desk.model.put_off()
    settle()
    desk.open(core_pack(3))
    desk.accept()
    assert not desk.shelf.has_any(PACK)


CHANGED = CLIPS[:-1] + bytes([CLIPS[-1] ^ 1])
STRAY: dict[str, tuple[bytes, ...]] = {
    "with the pack, one byte changed": (SPOKEN, CHANGED),
    "with a pack that has none": (core_pack(2), CLIPS),
    "alone, for no pack here": (CLIPS,),
    "others": (SPOKEN, clips_file({"en": {JOURNEY: tone(0.5)}})),
}


@pytest.mark.parametrize("contents", STRAY.values(), ids=STRAY)
def test_what_does_not_belong_is_refused_before_anything_is_shown(
    desk: Desk, contents: tuple[bytes, ...]
) -> None:
    desk.open(*contents)
    assert isinstance(desk.model.state.error, ClipsStrayError)
    assert desk.model.state.offered is None
    assert not desk.shelf.has_any(PACK)


def test_only_who_may_install_takes_recordings(qtbot: QtBot, tmp_path: Path) -> None:
    officer = Desk(tmp_path, AccessRole.OFFICER)
    officer.open(CLIPS)
    assert isinstance(officer.model.state.error, NotPermittedError)


def test_a_post_without_a_place_for_them_takes_none() -> None:
    documents = Documents(an_office(a_session(AccessRole.SUPERVISOR)).desk, TRUSTED)
    for take in (documents.check_clips, documents.keep_clips):
        with pytest.raises(ClipsStrayError):
            take([CLIPS])
        take([])


# Settings

Choose = Callable[..., SpeakerChoice]


@pytest.fixture
def choose(qtbot: QtBot) -> Choose:
    """The part of the settings, pressed, on a machine with these loudspeakers."""

    def make(*speakers: Speaker, preferred: list[Preferences] | None = None) -> SpeakerChoice:
        told = [] if preferred is None else preferred
        asked: list[bool] = []

        def find() -> tuple[Speaker, ...]:
            asked.append(True)
            return speakers

        made = SpeakerChoice(surroundings(), Preferences(), find, told.append)
        qtbot.addWidget(made)
        made.show()
        assert asked == []
        made.findChildren(QPushButton)[0].click()
        settle()
        return made

    return make


def test_one_of_several_is_chosen(choose: Choose) -> None:
    preferred: list[Preferences] = []
    box = choose(DESK_SPEAKER, HEADPHONES, preferred=preferred).findChildren(QComboBox)[0]
    names = [box.itemText(at) for at in range(box.count())]
    assert names == ["As the system has it", DESK_SPEAKER.name, HEADPHONES.name]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert [each.speaker for each in preferred] == [HEADPHONES.id]


def test_where_there_is_one_nothing_is_to_choose(choose: Choose) -> None:
    made = choose(DESK_SPEAKER)
    assert "Spoken questions are heard from: Desk loudspeaker" in texts_of(made)
    assert made.findChildren(QComboBox) == []


def test_where_there_is_none_it_is_told(choose: Choose) -> None:
    assert any(text.startswith("No loudspeaker or headphones") for text in texts_of(choose()))


def test_the_choice_stays_on_the_machine(tmp_path: Path) -> None:
    save_preferences(tmp_path, Preferences(speaker=HEADPHONES.id))
    assert load_preferences(tmp_path).speaker == HEADPHONES.id
