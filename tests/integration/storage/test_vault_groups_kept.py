"""What is left of groups after a removal, and what somebody finds who opens the database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from frontline.domain.answers import Observation
from frontline.domain.cases import Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    FactReply,
    GroupKind,
    MemberFlag,
    PlaceItem,
    Relation,
    Reply,
    SeparationReason,
)
from frontline.errors import AuditBrokenError, CaseNotFoundError
from frontline.errors_of_groups import GroupNotFoundError
from frontline.services.groups import Groups
from tests.support.group_bench import DEBT, a_fact, a_group, a_visit, met, people
from tests.support.stored_texts import stored_texts
from tests.support.vault_desks import desk_of
from tests.support.vault_posts import OFFICER, Bench, RealPost
from tests.support.vault_tampering import with_the_key

CANARIES = GroupSheet(
    employer="Finca-Wilhelmina-4711",
    partners="Sindicato-Quetzal",
    safe_place="Casa-Ñandú",
    briefing="Nada-sino-presuntas-víctimas",
)


def closed(bench: Bench, screening: Screening) -> None:
    finding = Finding(Band.POSSIBLE, urgent=False)
    bench.vault.cases.close_screening(screening.id, bench.clock.now(), finding, bench.deed())


def test_a_member_goes_with_their_case_and_a_closed_group_with_its_last(bench: Bench) -> None:
    vault, group = bench.vault, a_group(bench)
    one, two, three = people(bench, group, 3)
    fact = a_fact(bench, group)
    vault.groups.check_place(group.id, PlaceItem.PAPERS_HELD, Observation.SEEN, bench.deed())
    cases = []
    for member in (one, two):
        found, case, screening = met(bench, member)
        event = bench.an_event(screening, 1, fact.value, DEBT)
        reply = FactReply(fact.id, found.id, Reply.CONFIRMED)
        vault.facts.record_reply(reply, case.id, event, None, bench.deed())
        closed(bench, screening)
        cases.append(case)
    vault.groups.set_group(replace(group, closed_at=bench.clock.now()), bench.deed())

    vault.retention.purge(cases[0].id, bench.deed(DeedKind.CASE_PURGED))
    assert [each.id for each in vault.groups.members(group.id)] == [two.id, three.id]
    assert [each.member for each in vault.facts.replies(group.id)] == [two.id]

    vault.retention.purge(cases[1].id, bench.deed(DeedKind.CASE_PURGED))
    with pytest.raises(GroupNotFoundError):
        vault.groups.group(group.id)
    assert vault.groups.members(group.id) == ()
    assert vault.facts.facts(group.id) == ()
    assert vault.groups.place(group.id) == {}
    with pytest.raises(CaseNotFoundError):
        vault.cases.case(cases[1].id)
    bench.vault.audit.verify()


def test_an_open_group_stays_when_its_cases_are_removed(bench: Bench) -> None:
    group = a_group(bench)
    (member,) = people(bench, group, 1)
    _found, case, screening = met(bench, member)
    closed(bench, screening)

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED))

    assert bench.vault.groups.group(group.id) == group
    assert bench.vault.groups.sheet(group.id) == b"sealed"
    bench.vault.audit.verify()


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE groups SET closed_at = 1",
        "UPDATE group_members SET flags = ''",
        "DELETE FROM fact_replies",
        "UPDATE place_checks SET seen = 'not_seen'",
        "UPDATE shared_facts SET value = '[]'",
        "UPDATE group_sheets SET readers = 'age1z'",
        "UPDATE group_team SET ended = 1",
    ],
)
def test_a_row_that_is_changed_behind_the_program_breaks_the_record(
    post: RealPost, forgery: str
) -> None:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        a_visit(bench)
        vault.audit.verify()

    with with_the_key(post) as connection:
        connection.execute(forgery)

    with closing(post.open()) as vault, pytest.raises(AuditBrokenError):
        vault.audit.verify()


def written(post: RealPost) -> set[str]:
    """Which words of the sheet stand in the database for who has its key."""
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        desk = desk_of(post, vault, session)
        site = vault.sites.sites()[0]
        groups = Groups(desk)
        group = groups.begin(GroupKind.OPERATION, site.id, CANARIES)
        child = groups.add_person(group.id, Relation.SIBLING, {MemberFlag.MAY_BE_CHILD})
        groups.separate(child, SeparationReason.AT_RISK, "Defensoría-Inventada")
    wanted = {*CANARIES.model_dump(include={"employer", "partners", "safe_place"}).values()}
    wanted |= {CANARIES.briefing, "Defensoría-Inventada"}
    return stored_texts(post, wanted)


def test_nothing_that_was_written_about_a_group_lies_in_any_row(post: RealPost) -> None:
    assert written(post) == set()


def test_without_sealing_every_word_of_it_is_found(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.services.group_access.seal", lambda content, _to: content)
    monkeypatch.setattr("frontline.services.group_access.open_sealed", lambda sealed, _by: sealed)

    assert len(written(post)) == 5
