"""An interview killed after any answer goes on at the same question, with every answer that was
said to be kept (J12 of the requirements, steps 4 and 5). Without pages, for every question."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from frontline.domain.answer_json import answer_to_json
from frontline.domain.answers import AnswerValue, QuestionKind, is_open
from frontline.domain.identifiers import QuestionId
from frontline.rules.definitions import Question
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview
from frontline.screening.next_question import neighbour, next_question
from tests.support.desktop_worker import Worker
from tests.support.desktop_worker_desk import CAN_TALK, TALK, at_the_desk
from tests.support.hub import seeded
from tests.support.vault_posts import SITE, RealPost

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talk(made_post: RealPost) -> CompiledPack:
    """The pack that the post has."""
    with at_the_desk(made_post.folder) as desk:
        return desk.pack


def some_answer(question: Question, chance: random.Random) -> AnswerValue:
    own = [code for code in question.answers if not is_open(code)]
    match question.kind:
        case QuestionKind.MULTI:
            return tuple(own)
        case QuestionKind.NUMBER:
            return chance.randrange(60)
        case QuestionKind.COUNTRY:
            return "XA"
        case _:
            return CAN_TALK.get(question.id, chance.choice(own or list(question.answers)))


def a_script(pack: CompiledPack, seed: int) -> dict[QuestionId, AnswerValue]:
    """The questions of one interview in their order, answered by chance."""
    chance, interview = seeded(seed), Interview(pack, TALK, {}, SITE.kind)
    script: dict[QuestionId, AnswerValue] = {}
    position = next_question(interview)
    while position is not None:
        script[position] = some_answer(pack.questions[pack.index(position)], chance)
        interview.answer(position, script[position])
        position = neighbour(interview, position, 1)
    return script


def all_questions(pack: CompiledPack) -> set[QuestionId]:
    """Those of the interview at the post's site."""
    return {item.question for item in pack.pack.instruments[TALK].at(SITE.kind).items}


def scripts(pack: CompiledPack) -> list[dict[QuestionId, AnswerValue]]:
    """As few interviews as will do to put every question."""
    drawn = [a_script(pack, seed) for seed in range(100)]
    open_questions = all_questions(pack)
    found = []
    while open_questions:
        best = max(drawn, key=lambda script: len(open_questions & set(script)))
        assert open_questions & set(best), open_questions
        open_questions -= set(best)
        found.append(best)
    return found


def test_killed_after_any_answer_an_interview_goes_on_where_it_stood(
    programs: Worker, made_post: RealPost, talk: CompiledPack, tmp_path: Path
) -> None:
    done: set[QuestionId] = set()
    for number, script in enumerate(scripts(talk)):
        made_post.copy_to(tmp_path / str(number) / "post")
        lead_and_kill(programs, tmp_path / str(number), script, set(script) - done)
        done |= set(script)
    assert done == all_questions(talk)


def lead_and_kill(
    programs: Worker, root: Path, script: dict[QuestionId, AnswerValue], after: set[QuestionId]
) -> None:
    """One process for each answer of `after`: killed right after it, or at the next question."""
    order = list(script)
    raw = {question: answer_to_json(value) for question, value in script.items()}
    begun, expected = 0, order[0]
    for at in (at for at, question in enumerate(order) if question in after):
        pause = "saved" if at % 2 else "shown"
        programs.start("answer-some", root, raw, at + 1 - begun, pause)
        assert programs.hear() == ["shown", expected, {q: raw[q] for q in order[:begun]}]
        for each in range(begun, at + 1):
            assert programs.hear() == ["saved", order[each], raw[order[each]]]
            expected = order[each]
            if each < at or pause == "shown":
                expected = order[min(each + 1, len(order) - 1)]
                assert programs.hear()[:2] == ["shown", expected]
        programs.kill()
        begun = at + 1


def test_a_vault_that_says_saved_too_early_is_found_out(
    programs: Worker, post: RealPost, talk: CompiledPack
) -> None:
    """Control: the check above sees a lost answer."""
    script = a_script(talk, 0)
    raw = {question: answer_to_json(value) for question, value in script.items()}
    programs.start("boast-of-one", post.folder.parent, raw)
    programs.hear()
    assert programs.hear()[0] == "saved"
    programs.kill()

    programs.start("answer-some", post.folder.parent, raw, 1, "saved")
    _word, _question, kept = programs.hear()
    programs.kill()
    assert kept == {}
