"""J12 of the requirements: the first day on a new machine, all of it without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from frontline.app import demo_post as post
from frontline.app.canaries import count_canaries
from frontline.app.idle import LOOK_EVERY_MS
from frontline.app.locking import COVERED, LOCKED
from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.errors import (
    DocumentVersionError,
    FrontlineError,
    HubUnreachableError,
    SignatureRefusedError,
    ThrottledError,
    UnknownSignerError,
    WrongPassphraseError,
)
from frontline.errors_of_updates import UnsignedDocumentError
from frontline.hub.keys import read_hub_card
from frontline.rules.checks.wording import banned_words
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from tests.support import desktop_documents as sticks
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.desktop_network import NoNetwork
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

TALK = InstrumentId("second_line_interview")
CONDITIONS = {
    "private_now": "yes",
    "interpreter": "independent",
    "language": "pt",
    "interviewer_wish": "met",
    "informed": "yes",
}
SAFETY = {"obs_needs_care": "not_seen"}
ABOUT = {"obs_led_group": "not_seen", "age_group": "adult", "age_years": 23}
NINE = {QuestionId(name): answer for name, answer in {**SAFETY, **CONDITIONS, **ABOUT}.items()}
HERE = "gender"
NEW_PASSPHRASE = "marble harbour ginger telescope"
NAMES = (*post.CANARIES, post.SITE, NEW_PASSPHRASE)


def test_the_first_day_on_a_new_machine_needs_no_network_and_loses_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = new_hub(tmp_path / "hub")
    network = NoNetwork(monkeypatch)
    with at_the_desk(tmp_path / "desk", hub.card) as played:
        a_post_is_set_up_on_an_empty_folder(played)
        five_wrong_passphrases_make_it_wait(played)
        nothing_can_be_read_from_the_disk(played)
        played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
        signed_documents_are_taken_from_a_stick(played)
        others_are_refused(played)
        assert network.tries == []
        the_hub_is_known_by_its_fingerprint(played, read_hub_card(hub).fingerprint)
        played.lock()
        nine_answers_are_given(played)
        quick_hide_leaves_nothing_on_the_screen_and_nothing_is_lost(played)
        it_locks_by_itself_when_nobody_touches_it(played)
        the_language_changes_in_the_middle_of_a_question(played)
        a_new_passphrase_replaces_the_old_one(played)
        only_sending_complains_of_the_missing_network(played)
        nothing_can_be_read_from_the_disk(played)
        the_record_of_deeds_holds(played)
    assert network.tries
    assert {name.split("_")[0] for name in network.tries} == {"network"}


def a_post_is_set_up_on_an_empty_folder(played: PlayedDesktop) -> None:
    assert not played.folder.exists()
    played.set_up_post()
    played.hand.wait(lambda: played.hand.has("sign-in"), "the sign-in page")


def five_wrong_passphrases_make_it_wait(played: PlayedDesktop) -> None:
    for _ in range(5):
        try_to_sign_in(played, "wrong lantern wrong gravel", WrongPassphraseError())
    try_to_sign_in(played, post.SUPERVISOR_PASSPHRASE, ThrottledError(seconds=2))
    played.clock.advance(timedelta(seconds=2))


def try_to_sign_in(played: PlayedDesktop, passphrase: str, refusal: FrontlineError) -> None:
    hand = played.hand
    hand.type("sign-in-name", post.SUPERVISOR)
    hand.type("sign-in-passphrase", passphrase)
    hand.click("sign-in")
    refused = error_text(played.now.around.language, refusal)
    hand.read(refused)
    assert played.now.workplace is None


def nothing_can_be_read_from_the_disk(played: PlayedDesktop) -> None:
    files = [path for path in played.folder.rglob("*") if path.is_file()]
    assert {"vault.db", "vault.head"} <= {path.name for path in files}
    assert not any(path.read_bytes().startswith(b"SQLite") for path in files)
    assert count_canaries(files, NAMES) == 0


def signed_documents_are_taken_from_a_stick(played: PlayedDesktop) -> None:
    hand = played.hand
    documents = sticks.shipped()
    hand.click("bar-gear")
    for document in documents:
        await_version(played, document.name, document.version)
    sticks.put_on_stick(
        played.files.root / "usb", *(sticks.second_version(each) for each in documents)
    )
    hand.click("updates")
    hand.click("open-file")
    hand.click("accept")
    hand.wait(lambda: hand.has("open-file"), "what was accepted")
    for document in documents:
        await_version(played, document.name, document.version + 1)
    hand.press(Qt.Key.Key_F1)
    hand.read(sticks.NEW_TERM)
    hand.click("back")


def await_version(played: PlayedDesktop, name: str, version: int) -> None:
    line = re.compile(rf"{name}, \D*{version}$", re.MULTILINE)
    played.hand.wait(lambda: line.search(played.hand.words()) is not None, f"{name} {version}")


def others_are_refused(played: PlayedDesktop) -> None:
    hand, language = played.hand, played.now.around.language
    good = sticks.second_version(sticks.shipped()[0])
    refused: list[tuple[bytes, FrontlineError]] = [
        (sticks.unsigned(good), UnsignedDocumentError()),
        (sticks.tampered(good), SignatureRefusedError()),
        (sticks.second_version(sticks.shipped()[0], sticks.STRANGER), UnknownSignerError()),
        (good, DocumentVersionError()),
    ]
    for content, error in refused:
        sticks.put_on_stick(played.files.root / "usb", content)
        hand.click("open-file")
        hand.read(error_text(language, error))
        assert not hand.has("accept")
        if hand.has("put-off"):
            hand.click("put-off")
        await_version(played, sticks.shipped()[0].name, 2)
    hand.click("back")


def the_hub_is_known_by_its_fingerprint(played: PlayedDesktop, fingerprint: str) -> None:
    hand = played.hand
    hand.click("pick-hub")
    hand.read(fingerprint)
    hand.click("trust-hub")
    hand.wait(lambda: not hand.has("trust-hub"), "the hub")
    assert fingerprint in hand.words()
    hand.click("back")


def nine_answers_are_given(played: PlayedDesktop) -> None:
    hand = played.hand
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click("bar-gear")
    hand.click("back")
    assert not hand.has("updates")
    hand.choose("instrument", TALK)
    hand.click("start")
    they_are_put(played, SAFETY)
    for question, answer in CONDITIONS.items():
        hand.click(f"{question}={answer}")
        played.await_saved(f"{question}={answer}")
    hand.click("finish")
    they_are_put(played, ABOUT)
    hand.wait(lambda: played.position() == HERE, HERE)
    assert answers(played) == NINE
    # The interview runs on what came by stick.
    assert played.interview().pack.version == 2


def they_are_put(played: PlayedDesktop, given: Mapping[str, object]) -> None:
    """One after the other, each on a page of its own."""
    for question, value in given.items():
        played.hand.wait(partial(played.stands_at, question), question)
        played.give(question, value)
        played.hand.click("continue")


def answers(played: PlayedDesktop) -> dict[QuestionId, AnswerValue]:
    return dict(played.interview().values)


def quick_hide_leaves_nothing_on_the_screen_and_nothing_is_lost(played: PlayedDesktop) -> None:
    hand, details = played.hand, post.PersonDetails()
    code = played.interview().case.code
    hand.click("stop")
    hand.click("identity")
    hand.type("identity-names", details.names)
    hand.type("identity-notes", details.notes)
    hand.press(Qt.Key.Key_F12)
    hand.wait(lambda: played.replaced[-1] == COVERED, "the cover")
    assert played.now.workplace is None
    assert len(hand.words()) <= len("23:59")
    hand.press(Qt.Key.Key_Space)
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click(f"resume-{code}")
    hand.wait(lambda: played.position() == HERE, HERE)
    assert answers(played) == NINE
    hand.click("stop")
    hand.click("identity")
    hand.wait(lambda: details.names in typed(played), "the names, as far as they were typed")
    nothing_can_be_read_from_the_disk(played)
    hand.click("back")
    hand.click("back")
    hand.wait(lambda: played.position() == HERE, HERE)


def typed(played: PlayedDesktop) -> set[str]:
    return {line.text() for line in played.now.window.findChildren(QLineEdit)}


def it_locks_by_itself_when_nobody_touches_it(played: PlayedDesktop) -> None:
    hand, code, before = played.hand, played.interview().case.code, len(played.replaced)
    played.clock.advance(timedelta(minutes=2))
    hand.press(Qt.Key.Key_Shift)
    played.clock.advance(timedelta(minutes=2))
    hand.pause(2 * LOOK_EVERY_MS)
    assert len(played.replaced) == before
    played.clock.advance(timedelta(minutes=1))
    hand.wait(lambda: len(played.replaced) > before, "the lock")
    assert played.replaced[before:] == [LOCKED]
    assert code not in hand.words()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click(f"resume-{code}")
    hand.wait(lambda: played.position() == HERE, HERE)


def the_language_changes_in_the_middle_of_a_question(played: PlayedDesktop) -> None:
    hand, pack = played.hand, played.interview().pack
    english, portuguese = PackWords(pack, "en", "ar"), PackWords(pack, "pt", "ar")
    hand.read(english.question(QuestionId(HERE)))
    hand.click("bar-gear")
    hand.choose("language", "pt")
    hand.click("back")
    hand.read(portuguese.question(QuestionId(HERE)))
    assert played.position() == HERE
    assert english.question(QuestionId(HERE)) not in hand.words()
    assert played.now.around.language.gettext("Continue") == "Continuar"
    assert "Continuar" in hand.words()
    assert answers(played) == NINE
    played.give(HERE, "female")
    assert answers(played) == {**NINE, QuestionId(HERE): "female"}


def a_new_passphrase_replaces_the_old_one(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.click("bar-gear")
    hand.type("passphrase-old", post.OFFICER_PASSPHRASE)
    hand.type("passphrase-new", NEW_PASSPHRASE)
    hand.type("passphrase-again", NEW_PASSPHRASE)
    hand.click("change-passphrase")
    changed = "A frase secreta foi mudada."
    hand.read(changed)
    hand.click("back")
    played.lock()
    refused = error_text(played.now.around.language, WrongPassphraseError())
    hand.type("sign-in-name", post.OFFICER)
    hand.type("sign-in-passphrase", post.OFFICER_PASSPHRASE)
    hand.click("sign-in")
    hand.read(refused)
    played.sign_in(post.OFFICER, NEW_PASSPHRASE)


def only_sending_complains_of_the_missing_network(played: PlayedDesktop) -> None:
    hand = played.hand
    complaint = error_text(played.now.around.language, HubUnreachableError())
    played.second_referral()
    hand.click("outbox")
    assert complaint not in "\n".join(hand.shown)
    hand.click("send")
    hand.read(complaint)
    assert played.sending().state.counts.waiting == 1
    hand.click("home")


def the_record_of_deeds_holds(played: PlayedDesktop) -> None:
    played.in_vault(played.workplace.desk.vault.audit.verify)
    shown = "\n".join(played.hand.shown)
    assert sticks.NEW_TERM in shown
    assert [*banned_words(shown, "en"), *banned_words(shown, "pt")] == []
    assert played.files.told == []
