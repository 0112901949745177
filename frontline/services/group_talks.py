"""Talks with the members of a group, and facts that may hold for several of them.

A shared fact is entered once and assumed of nobody: only who confirms it alone carries the answer,
who denies it carries the contrary, and who was not asked carries nothing (S-086).
"""

from __future__ import annotations

from dataclasses import replace

from frontline.domain.answers import AnswerValue, QuestionKind, StandardAnswer
from frontline.domain.cases import current_screening
from frontline.domain.deeds import DeedKind
from frontline.domain.groups import FactReply, Group, Member, Reply, SharedFact
from frontline.domain.identifiers import FactId, GroupId, InstrumentId, QuestionId
from frontline.domain.trafficking import AgeProfile
from frontline.errors import AnswerNotAllowedError
from frontline.errors_of_groups import FactNotAskableError, GroupNotFoundError
from frontline.rules.definitions import PackDefinition, Question, QuestionRole
from frontline.screening.answering import check_value
from frontline.services.desk import Desk
from frontline.services.group_access import (
    opened_group_sheet,
    require_member,
    require_open_group,
    sealed_sheet,
)
from frontline.services.screenings import OpenScreening, ScreeningService, answer_events


class GroupTalks:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._screenings = ScreeningService(desk)

    def begin(self, member: Member, instrument: InstrumentId, language: str) -> OpenScreening:
        """A first talk with them, in a case of their own; with whom one was begun, that one.

        Raises as ScreeningService.start, GroupNotFoundError, GroupClosedError.
        """
        known = require_member(self._desk, member)
        if known.case is not None:
            return self.go_on(known)
        group = self._desk.vault.groups.group(known.group)
        case, screening = self._screenings.planned(instrument, group.site, language)
        deed = self._desk.deed(DeedKind.CASE_OPENED, case.id)
        met = replace(known, case=case.id, no_record=None)
        self._desk.vault.groups.open_case(met, case, screening, deed)
        return self._prepared(met, self._screenings.resume(screening.id))

    def go_on(self, member: Member) -> OpenScreening:
        """The talk with them that is open, else the last one.

        Raises GroupNotFoundError, ScreeningNotFoundError where the case is not the user's.
        """
        known = require_member(self._desk, member)
        return self._prepared(known, self._table(known))

    def add_fact(
        self, group: GroupId, question: QuestionId, value: AnswerValue, note: str = ""
    ) -> SharedFact:
        """`note` has the details, and is sealed. Raises AnswerNotAllowedError, GroupClosedError."""
        desk = self._desk
        found = require_open_group(desk, group)
        asked = desk.pack.pack.questions.get(question)
        if asked is None or not _can_be_shared(asked, value):
            raise AnswerNotAllowedError(question=question)
        check_value(asked, value)
        fact = SharedFact(FactId(desk.chance.uuid()), group, question, value)
        sheet = opened_group_sheet(desk, group)
        notes = {**sheet.fact_notes, fact.id.hex: note.strip()} if note.strip() else {}
        noted = sheet.model_copy(update={"fact_notes": notes}) if notes else sheet
        envelope = sealed_sheet(desk, found, noted)
        desk.vault.facts.add_fact(fact, envelope, desk.deed(DeedKind.FACT_ADDED, fact.id))
        return fact

    def shareable(self, group: GroupId) -> tuple[Question, ...]:
        """The questions a shared fact can answer, in the order of the questionnaires that begin
        at the group's site."""
        found = require_open_group(self._desk, group)
        return shareable_questions(self._desk, found)

    def reply(self, member: Member, fact_id: FactId, reply: Reply) -> None:
        """What they said to it, alone. The answer in their log has an entry of its own, which
        names the fact.

        Raises FactNotAskableError where the question may not be put to them now.
        """
        known = require_member(self._desk, member)
        fact = self._desk.vault.facts.fact(fact_id)
        if fact.group != known.group:
            raise GroupNotFoundError(fact=str(fact_id))
        if known.case is None:
            raise FactNotAskableError(number=known.number)
        table = self._table(known)
        if not may_be_put(table, fact):
            raise FactNotAskableError(number=known.number)
        value = answer_after(fact, reply, table.interview.value(fact.question))
        (event,) = answer_events(self._desk, table, [(fact.question, value)])
        kind = DeedKind.FACT_CONFIRMED if reply is Reply.CONFIRMED else DeedKind.FACT_DENIED
        self._desk.vault.facts.record_reply(
            FactReply(fact.id, known.id, reply),
            known.case,
            event,
            table.screening.position,
            self._desk.deed(kind, fact.id),
        )

    def _table(self, member: Member) -> OpenScreening:
        if member.case is None:
            raise GroupNotFoundError(member=str(member.id))
        screenings = self._desk.vault.cases.screenings(member.case)
        return self._screenings.resume(current_screening(screenings).id)

    def _prepared(self, member: Member, table: OpenScreening) -> OpenScreening:
        """Who may be a child is one from the first question on (S-047)."""
        asked = table.interview.compiled.pack.question_with_role(QuestionRole.AGE_GROUP)
        is_due = member.may_be_child and not table.screening.is_closed
        if is_due and asked is not None and table.interview.value(asked.id) is None:
            place = table.screening.position
            self._screenings.answer(table, asked.id, AgeProfile.IN_DOUBT.value)
            # Safety and privacy still come first.
            self._screenings.move_to(table, place)
        return table


def may_be_put(table: OpenScreening, fact: SharedFact) -> bool:
    """Whether the question of the fact may be put in this talk, now."""
    interview = table.interview
    if table.screening.is_closed or fact.question not in interview.compiled.index_of:
        return False
    is_asked = fact.question in {item.question for item in interview.instrument.items}
    return is_asked and interview.is_visible(fact.question)


def answer_after(fact: SharedFact, reply: Reply, known: AnswerValue | None) -> AnswerValue:
    """What somebody's answer is once they replied: of several codes those of the fact come or go,
    and the others stay."""
    if not isinstance(fact.value, tuple):
        return fact.value if reply is Reply.CONFIRMED else StandardAnswer.NO.value
    before = known if isinstance(known, tuple) else ()
    others = tuple(code for code in before if code not in fact.value)
    return (*others, *fact.value) if reply is Reply.CONFIRMED else others


def shareable_questions(desk: Desk, group: Group) -> tuple[Question, ...]:
    pack: PackDefinition = desk.pack.pack
    sites = {site.id: site for site in desk.vault.sites.sites()}
    found: dict[QuestionId, Question] = {}
    for instrument in ScreeningService(desk).instruments_for(sites[group.site]):
        for item in instrument.at(sites[group.site].kind).items:
            question = pack.questions[item.question]
            if question.has_say and _says_something(question):
                found.setdefault(question.id, question)
    return tuple(found.values())


def _says_something(question: Question) -> bool:
    """Its yes, or one of several answers, shows something."""
    if question.kind is QuestionKind.YES_NO:
        return bool(question.raises.get(StandardAnswer.YES.value))
    return question.kind is QuestionKind.MULTI and bool(question.raises)


def _can_be_shared(question: Question, value: AnswerValue) -> bool:
    """A yes, or some of several answers."""
    if not _says_something(question):
        return False
    if question.kind is QuestionKind.YES_NO:
        return value == StandardAnswer.YES.value
    return isinstance(value, tuple) and bool(value)
