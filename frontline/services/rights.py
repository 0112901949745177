"""Whether a person's rights were kept, line by line, as it was recorded (S-030)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontline.domain.answers import AnswerEvent, AnswerValue
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import Case
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import QuestionId
from frontline.domain.rights import Kept, RightsLine, RightsSaid, question_of
from frontline.errors_of_rights import RightsOpenError
from frontline.rules.definitions import PackDefinition, QuestionRole
from frontline.services.child_protection import CONCERN
from frontline.services.desk import Desk

# With these the checklist is due before a screening is closed.
_DUE = frozenset({Band.POSSIBLE, Band.PRESUMED})
# Answers under which an interpreter, where one was needed, was fit for the talk.
_FIT = frozenset({"not_needed", "independent"})
_ANSWERED = {"yes": Kept.YES, "no": Kept.NO}
_ASKED = {
    RightsLine.PRIVACY: QuestionRole.PRIVACY,
    RightsLine.INFORMED: QuestionRole.INFORMED,
    RightsLine.COMPLAINT_ROUTE: QuestionRole.COMPLAINT_ROUTE,
}
Answers = Mapping[QuestionId, AnswerValue]


def rights_of(
    desk: Desk, case: Case, pack: PackDefinition, finding: Finding | None
) -> dict[RightsLine, Kept]:
    """What was recorded in the interview and done after it; where neither tells, or it tells of a
    lack, what the officer said of the line."""
    answers = _latest(desk.vault.cases.answers(case.id))
    choices = desk.vault.plans.choices(case.id)
    is_told = desk.vault.plans.child_protection_told(case.id) is not None
    is_child = finding is not None and CONCERN in finding.concerns
    recorded = _asked(pack, answers) | _done(choices, told=is_told, is_child=is_child)
    return {line: _with_word(recorded[line], _said(answers, line)) for line in RightsLine}


def said_of(log: Sequence[AnswerEvent], line: RightsLine) -> RightsSaid | None:
    return _said(_latest(log), line)


def code_of(pack: PackDefinition, log: Sequence[AnswerEvent], role: QuestionRole) -> str:
    """What was last answered to the question with this role, "" where nothing was."""
    return _answer(pack, _latest(log), role)


def require_rights(desk: Desk, case: Case, pack: PackDefinition, finding: Finding) -> None:
    """Raises RightsOpenError where there are signs of trafficking and a line has no answer."""
    if finding.band not in _DUE:
        return
    rights = rights_of(desk, case, pack, finding)
    still_open = [line for line, kept in rights.items() if kept is Kept.NOT_RECORDED]
    if still_open:
        raise RightsOpenError(lines=" ".join(still_open))


def _with_word(recorded: Kept, said: RightsSaid | None) -> Kept:
    if recorded is Kept.YES or said is None:
        return recorded
    return said.kept


def _latest(log: Sequence[AnswerEvent]) -> dict[QuestionId, AnswerValue]:
    return {event.question: event.value for event in log}


def _said(answers: Answers, line: RightsLine) -> RightsSaid | None:
    found = answers.get(question_of(line))
    return None if found is None else RightsSaid(str(found))


def _asked(pack: PackDefinition, answers: Answers) -> dict[RightsLine, Kept]:
    """The lines that are answers of the interview."""
    found = {
        line: _ANSWERED.get(_answer(pack, answers, role), Kept.NOT_RECORDED)
        for line, role in _ASKED.items()
    }
    interpreter = _answer(pack, answers, QuestionRole.INTERPRETER)
    fit = Kept.YES if interpreter in _FIT else Kept.NO
    found[RightsLine.INTERPRETER] = fit if interpreter else Kept.NOT_RECORDED
    return found


def _answer(pack: PackDefinition, answers: Answers, role: QuestionRole) -> str:
    question = pack.question_with_role(role)
    return "" if question is None else str(answers.get(question.id, ""))


def _done(
    choices: Mapping[AssistanceService, Choice], *, told: bool, is_child: bool
) -> dict[RightsLine, Kept]:
    """The lines that are deeds after the interview."""
    made = {service for service, choice in choices.items() if choice is not Choice.NOT_ASKED}
    rights_told = told if is_child else AssistanceService.CONSULAR in made
    return {
        RightsLine.HELP_OFFERED: Kept.YES if choices else Kept.NOT_RECORDED,
        RightsLine.CHOICES_RECORDED: _kept_where(choices, all_made=len(made) == len(choices)),
        RightsLine.CONSULAR_OR_CHILD_RIGHTS: Kept.YES if rights_told else Kept.NOT_RECORDED,
    }


def _kept_where(choices: Mapping[AssistanceService, Choice], *, all_made: bool) -> Kept:
    if not choices:
        return Kept.NOT_RECORDED
    return Kept.YES if all_made else Kept.NO
