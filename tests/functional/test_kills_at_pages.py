"""The desktop killed at random moments of an interview (J12 of the requirements, steps 4 and 5):
it offers to go on, at the same question, with every answer it said to have saved."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from frontline.domain.answers import NONE_OF_THESE, AnswerEvent, AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import InterviewState, interview_state
from tests.support.desktop_worker import Said, Worker
from tests.support.desktop_worker_desk import (
    CONDITIONS,
    at_the_desk,
    check_whole,
    page_of,
    resumed,
)
from tests.support.hub import rounds, seeded
from tests.support.vault_posts import RealPost

pytestmark = pytest.mark.slow

KILLS = 5
MOST_ANSWERS = 3
# Longer than it takes to store an answer and to show the next question.
LONGEST_SECONDS = 0.05


def roles_of(question: QuestionId, value: AnswerValue | None) -> list[str]:
    """The marks with which a page shows a value."""
    match value:
        case ():
            return [f"{question}={NONE_OF_THESE}"]
        case tuple():
            return [f"{question}={code}" for code in value]
        case None:
            return []
        case _:
            return [f"{question}={value}"]


def marks_of(state: InterviewState) -> list[str]:
    """All that is marked on the page the interview stands on."""
    assert state.position is not None
    section = state.section_of(state.position)
    assert section is not None
    questions = section.visible if page_of(state) == CONDITIONS else (state.position,)
    return sorted(role for q in questions for role in roles_of(q, state.values.get(q)))


@dataclass
class Interview:
    """One interview, whoever leads it: what was said of it until now."""

    saved: list[str] = field(default_factory=list)
    page: str = ""
    is_leaving: bool = False

    def note(self, *heard: Said) -> None:
        for said in heard:
            match said:
                case ["saved", str(role)]:
                    self.saved.append(role)
                case ["shown", str(page), list()]:
                    self.page, self.is_leaving = page, False
                case ["leaving"]:
                    self.is_leaving = True
                case _:
                    assert said[0] in ("offered", "done")

    def lost(self, log: Sequence[AnswerEvent]) -> list[str]:
        """Answers that were said to be saved, and are not in their place."""
        kept = [roles_of(event.question, event.value) for event in log]
        return [
            role for at, role in enumerate(self.saved) if at >= len(kept) or role not in kept[at]
        ]

    def take_over(self, log: Sequence[AnswerEvent]) -> None:
        """The last answer may have been kept before that could be said."""
        more = log[len(self.saved) :]
        assert len(more) <= 1
        self.saved += [roles_of(event.question, event.value)[-1] for event in more]

    def expect_page(self, state: InterviewState) -> None:
        """The one that was on the screen; where it was being left, perhaps the next one."""
        if page_of(state) == self.page:
            return
        assert self.is_leaving
        assert state.before is not None
        assert page_of(replace(state, position=state.before)) == self.page


def killed(programs: Worker, play: str, root: Path, hour: int, chance: random.Random) -> list[Said]:
    """Everything a program said until it was killed, some time after some answer."""
    programs.start(play, root, hour, chance.randrange(1_000_000))
    heard: list[Said] = []
    answers = chance.randint(1, MOST_ANSWERS)
    while sum(said[0] == "saved" for said in heard) < answers and heard[-1:] != [["done"]]:
        heard.append(programs.hear())
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    return heard + programs.kill()


def left_behind(post: RealPost, folder: Path, interview: Interview) -> Said:
    """What the next program has to show first, from a look at a copy of what is there."""
    post.copy_to(folder)
    with at_the_desk(folder) as desk:
        check_whole(desk)
        table = resumed(desk)
        assert interview.lost(table.log) == []
        interview.take_over(table.log)
        state = interview_state(table)
        interview.expect_page(state)
        return ["shown", page_of(state), marks_of(state)]


@pytest.mark.parametrize("seed", range(rounds(4, 20)))
def test_a_killed_desktop_goes_on_where_it_stood(
    programs: Worker, post: RealPost, tmp_path: Path, seed: int
) -> None:
    chance, interview = seeded(seed), Interview()
    heard = killed(programs, "answer-pages", tmp_path, 0, chance)
    assert heard[0] == ["offered", 0]
    for hour in range(1, KILLS + 1):
        interview.note(*heard)
        expected = left_behind(post, tmp_path / f"copy-{hour}", interview)
        heard = killed(programs, "answer-pages", tmp_path, hour, chance)
        assert heard[:2] == [["offered", 1], expected]


def test_a_desktop_that_says_saved_too_early_is_found_out(
    programs: Worker, post: RealPost, tmp_path: Path
) -> None:
    """Control: the look at what is left sees a lost answer."""
    interview = Interview()
    interview.note(*killed(programs, "boast-at-pages", tmp_path, 0, seeded(0)))

    with at_the_desk(post.folder) as desk:
        assert interview.lost(resumed(desk).log) == interview.saved
