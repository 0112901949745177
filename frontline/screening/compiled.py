"""A pack made ready for interviews: questions numbered in an order in which each condition looks
only at questions before it. Compiled once for a pack and shared by all its interviews.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.errors import ConditionError, InstrumentNotFoundError
from frontline.rules.conditions import questions_read
from frontline.rules.definitions import PackDefinition, Question, QuestionRole
from frontline.screening.answering import indicators_shown
from frontline.screening.network import Network
from frontline.screening.relevance import Test, compile_condition
from frontline.screening.scoring import Scoreboard, ScoredIndicator, build_scoreboard


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """`followers[q]` are the questions whose relevance looks at q, and all behind them;
    `families[q]` is the mask of their indexes and its own.

    `raises_mask[q]` and `raised[q]` are everything q can show, `by_code[q]` what each code of it
    shows, `raisers[i]` the questions that can show indicator i. `gated` are the sensitive
    questions, hidden while `gate`, which looks at `gate_questions`, does not hold.
    """

    pack: PackDefinition
    board: Scoreboard
    questions: tuple[Question, ...]
    index_of: dict[QuestionId, int]
    network: Network
    gate: Test | None
    gate_questions: frozenset[int]
    gated: frozenset[int]
    followers: tuple[tuple[int, ...], ...]
    families: tuple[int, ...]
    raises_mask: tuple[int, ...]
    raised: tuple[tuple[ScoredIndicator, ...], ...]
    raisers: tuple[tuple[int, ...], ...]
    by_code: tuple[dict[str, int], ...]
    age_question: int | None

    def index(self, question: QuestionId) -> int:
        """Raises InstrumentNotFoundError for a question the pack does not have."""
        found = self.index_of.get(question)
        if found is None:
            raise InstrumentNotFoundError(question=question)
        return found

    def shown_mask(self, index: int, value: AnswerValue) -> int:
        """The indicators `value` shows, as a mask."""
        if isinstance(value, str):
            return self.by_code[index].get(value, 0)
        return self.board.mask(indicators_shown(self.questions[index], value))


def compile_for_interviews(pack: PackDefinition) -> CompiledPack:
    ordered = _in_order(pack)
    index_of = {question.id: index for index, question in enumerate(ordered)}
    gate = pack.privacy_gate
    gated = frozenset(
        index for index, question in enumerate(ordered) if gate is not None and question.sensitive
    )
    dependents = _dependents(ordered, index_of)
    followers = tuple(_followers(index, dependents) for index in range(len(ordered)))
    board = build_scoreboard(pack)
    masks = tuple(board.mask(question.indicators) for question in ordered)
    age = pack.question_with_role(QuestionRole.AGE_GROUP)
    return CompiledPack(
        pack=pack,
        board=board,
        questions=ordered,
        index_of=index_of,
        network=Network(
            tests=tuple(
                compile_condition(question.when, index_of) if question.when is not None else None
                for question in ordered
            ),
            dependents=dependents,
        ),
        gate=compile_condition(gate, index_of) if gate is not None else None,
        gate_questions=frozenset(
            index_of[name] for name in (questions_read(gate) if gate is not None else ())
        ),
        gated=gated,
        followers=followers,
        families=tuple(
            sum(1 << each for each in (index, *behind)) for index, behind in enumerate(followers)
        ),
        raises_mask=masks,
        raised=tuple(board.listed(mask) for mask in masks),
        raisers=_raisers(board, masks),
        by_code=tuple(
            {code: board.mask(frozenset(raised)) for code, raised in question.raises.items()}
            for question in ordered
        ),
        age_question=index_of[age.id] if age is not None else None,
    )


def _raisers(board: Scoreboard, masks: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in board.indicators]
    for index, mask in enumerate(masks):
        for indicator in board.listed(mask):
            found[indicator.index].append(index)
    return tuple(tuple(indexes) for indexes in found)


def _in_order(pack: PackDefinition) -> tuple[Question, ...]:
    """Pack order, with each question after those its condition looks at.

    Raises ConditionError for questions that wait for each other, or for one that does not exist.
    """
    placed: dict[QuestionId, Question] = {}
    waiting = list(pack.questions.values())
    while waiting:
        later = []
        for question in waiting:
            reads = questions_read(question.when) if question.when is not None else frozenset()
            if reads <= placed.keys():
                placed[question.id] = question
            else:
                later.append(question)
        if len(later) == len(waiting):
            raise ConditionError("question.cycle", (later[0].id,))
        waiting = later
    return tuple(placed.values())


def _dependents(
    ordered: tuple[Question, ...], index_of: dict[QuestionId, int]
) -> tuple[tuple[int, ...], ...]:
    found: list[set[int]] = [set() for _ in ordered]
    for index, question in enumerate(ordered):
        if question.when is not None:
            for name in questions_read(question.when):
                found[index_of[name]].add(index)
    return tuple(tuple(sorted(below)) for below in found)


def _followers(start: int, dependents: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    seen: set[int] = set()
    waiting = list(dependents[start])
    while waiting:
        index = waiting.pop()
        if index not in seen:
            seen.add(index)
            waiting.extend(dependents[index])
    return tuple(sorted(seen))
