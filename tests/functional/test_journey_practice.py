"""A practice interview through the real window: on the first day, in mid-shift, and cut short.

Whatever is done in it, the post's own vault is as it was, and nothing of the practice stays.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from frontline.app import demo_post as post
from frontline.app.locking import LOCKED
from frontline.app.practice_post import FOLDER, PracticePost
from frontline.domain.findings import Band
from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import ScreeningService
from frontline.training.first_day import FIRST_DAY
from frontline.ui.labels import band_text
from frontline.ui.practice_words import told_text
from frontline.ui.views.practice import PracticeFrame
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

LAST = FIRST_DAY.facts[-1].question
IN_CONDITIONS = ("private_now", "interpreter", "informed", "care_offered", "safe_now")


@pytest.fixture
def played(qapp: QApplication, tmp_path: Path) -> Iterator[PlayedDesktop]:
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path / "desk", hub.card) as found:
        yield found


def practice_files(played: PlayedDesktop) -> list[Path]:
    return sorted((played.folder / FOLDER).rglob("*"))


def own_records(played: PlayedDesktop) -> tuple[object, ...]:
    """All that a screening would leave in the post's own vault."""

    def work() -> tuple[object, ...]:
        vault = played.workplace.desk.vault
        return (
            vault.audit.head(),
            ScreeningService(played.workplace.desk).unfinished(),
            tuple(vault.referrals.referrals()),
            played.workplace.outbox.counts(),
            vault.sites.sites(),
        )

    return played.in_vault(work)


def in_memory(kind: type) -> bool:
    gc.collect()
    return any(isinstance(each, kind) for each in gc.get_objects())


def begin(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.click("practise")
    hand.wait(lambda: hand.has("begin-practice"), "the first page of the practice")
    assert practice_files(played)


def frame(played: PlayedDesktop) -> PracticeFrame:
    """It is around whatever page stands there."""
    page = played.now.window.page
    assert isinstance(page, PracticeFrame)
    return page


def record_all(played: PlayedDesktop, wrong: dict[QuestionId, str]) -> None:
    """Every fact as it is told, but for what `wrong` says, by the hand of an officer."""
    for fact in FIRST_DAY.facts:
        question = fact.question
        if question == IN_CONDITIONS[0]:
            played.hand.wait(lambda: played.hand.has("finish"), "the conditions")
        elif question not in IN_CONDITIONS:
            go_to(played, question)
            told = told_text(played.now.around.language, question)
            assert told in played.hand.words()
        give(played, question, wrong.get(question, fact.answer))
        frame(played)
        if question == IN_CONDITIONS[-1]:
            played.hand.click("finish")


def go_to(played: PlayedDesktop, question: QuestionId) -> None:
    played.hand.wait(lambda: played.position() != "", "a question")
    while played.position() != question:
        played.go_on()


def give(played: PlayedDesktop, question: QuestionId, answer: object) -> None:
    hand = played.hand
    if isinstance(answer, int):
        hand.type("number", str(answer))
        return
    for code in answer if isinstance(answer, tuple) else (answer,):
        role = f"{question}={code}"
        hand.click(role)
        hand.wait(partial(hand.is_checked, role), f"{role} marked")
    if question == "obs_needs_care":
        hand.click("continue")


def test_a_practice_leaves_the_posts_own_vault_as_it_was(played: PlayedDesktop) -> None:
    played.set_up_post()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand, language = played.hand, played.now.around.language
    before = own_records(played)
    begin(played)
    hand.click("begin-practice")
    record_all(played, {QuestionId("already_there"): "yes"})
    hand.click("stop")
    hand.wait(lambda: hand.has("plan"), "the finding")
    hand.click("plan")
    hand.click("referral")
    hand.wait(lambda: hand.has("back"), "the referral")
    frame(played)
    hand.click("practice-feedback")
    hand.wait(lambda: hand.has("end-practice"), "the feedback")
    words = hand.words()
    assert told_text(language, QuestionId("already_there")) in words
    assert told_text(language, QuestionId("papers_with")) not in words
    assert in_memory(PracticePost)
    hand.click("end-practice")
    hand.wait(lambda: hand.has("outbox"), "home")
    assert own_records(played) == before
    assert not in_memory(PracticePost)
    assert practice_files(played) == []
    # The keys of the program are its own again.
    hand.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: bool(played.now.window.findChildren(QWidget, "palette")), "the palette")


def test_everything_recorded_as_told_comes_to_the_finding_it_should(played: PlayedDesktop) -> None:
    played.set_up_post()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand = played.hand
    begin(played)
    hand.click("begin-practice")
    record_all(played, {})
    hand.click("stop")
    hand.wait(lambda: hand.has("plan"), "the finding")
    assert band_text(played.now.around.language, Band.PRESUMED) in hand.words()
    hand.click("practice-feedback")
    hand.wait(lambda: hand.has("end-practice"), "the feedback")
    count = len(FIRST_DAY.facts)
    assert f"Recorded as told: {count} of {count}. Not recorded: 0." in hand.words()
    hand.click("practise-again")
    hand.wait(lambda: hand.has("begin-practice"), "the first page again")


def test_the_last_page_of_the_set_up_leads_into_a_practice_and_then_to_sign_in(
    played: PlayedDesktop,
) -> None:
    hand = played.hand
    played._user(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    hand.click("continue")
    played._user(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click("continue")
    hand.type("setup-site", post.SITE)
    hand.choose("setup-country", post.COUNTRY)
    hand.type("setup-region", post.REGION)
    hand.click("continue")
    hand.wait(lambda: hand.has("practise"), "the recovery sheet")
    assert hand._within_reach("practise") is None
    hand.click("save-sheet")
    begin(played)
    frame(played)
    hand.click("leave-practice")
    hand.wait(lambda: hand.has("sign-in"), "the sign-in page")
    assert practice_files(played) == []
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)


def test_a_lock_in_the_midst_of_it_takes_it_away(played: PlayedDesktop) -> None:
    played.set_up_post()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    begin(played)
    played.hand.click("begin-practice")
    played.hand.wait(lambda: played.position() != "", "the first question")
    played.lock()
    assert played.replaced == [LOCKED]
    assert practice_files(played) == []
