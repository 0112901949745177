"""Shared facts of a group in the vault, and what each member replied."""

from __future__ import annotations

from sqlalchemy import insert as insert_row
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.crypto.canonical import canonical_json
from frontline.domain.answer_json import answer_to_json
from frontline.domain.answers import AnswerEvent
from frontline.domain.deeds import Deed
from frontline.domain.groups import FactReply, Reply, SharedFact
from frontline.domain.identifiers import CaseId, FactId, GroupId, MemberId, QuestionId
from frontline.errors_of_groups import GroupNotFoundError
from frontline.services.case_stores import Envelope
from frontline.storage import tables
from frontline.storage.group_rows import fact_from_row, fact_values
from frontline.storage.group_tables import fact_replies, shared_facts
from frontline.storage.groups import write_sheet
from frontline.storage.ledger import Ledger

_answers = tables.answers


class SqlFactStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_fact(self, fact: SharedFact, envelope: Envelope, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            values = {**fact_values(fact), "added_at": deed.at, "added_by": deed.actor}
            change.add(shared_facts, values)
            write_sheet(change, fact.group, envelope)

    def fact(self, fact: FactId) -> SharedFact:
        wanted = select(shared_facts).where(shared_facts.c.id == fact)
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            raise GroupNotFoundError(fact=str(fact))
        return fact_from_row(row)

    def facts(self, group: GroupId) -> tuple[SharedFact, ...]:
        of_group = select(shared_facts).where(shared_facts.c.group_id == group)
        with self._ledger.database.reading() as connection:
            rows = connection.execute(of_group.order_by(shared_facts.c.number))
            return tuple(map(fact_from_row, rows))

    def record_reply(
        self,
        reply: FactReply,
        case: CaseId,
        event: AnswerEvent,
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        values = {"reply": reply.reply.value, "replied_at": deed.at, "recorded_by": deed.actor}
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(fact_replies)
                .values(fact_id=reply.fact, member_id=reply.member, case_id=case, **values)
                .on_conflict_do_update(index_elements=["fact_id", "member_id"], set_=values)
            )
            change.vouch(fact_replies, reply.fact, reply.member)
            change.connection.execute(
                insert_row(_answers).values(
                    case_id=case,
                    sequence=event.sequence,
                    id=event.id,
                    screening_id=event.screening,
                    question=event.question,
                    value=canonical_json(answer_to_json(event.value)).decode(),
                    answered_at=event.answered_at,
                    answered_by=event.answered_by,
                    replaces=event.replaces,
                    position=position,
                )
            )
            change.vouch(_answers, case, event.sequence)

    def replies(self, group: GroupId) -> tuple[FactReply, ...]:
        wanted = (
            select(fact_replies)
            .join(shared_facts, shared_facts.c.id == fact_replies.c.fact_id)
            .where(shared_facts.c.group_id == group)
            .order_by(shared_facts.c.number, fact_replies.c.replied_at)
        )
        with self._ledger.database.reading() as connection:
            return tuple(
                FactReply(FactId(row.fact_id), MemberId(row.member_id), Reply(row.reply))
                for row in connection.execute(wanted)
            )
