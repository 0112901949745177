"""Search: one contract for memory and disk; the index on disk follows every change, and is put
right where it does not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import UserId
from frontline.domain.marks import URGENT, mark
from frontline.services.case_stores import Wanted
from frontline.storage.search import SqlSearchStore
from frontline.storage.vault import SqlVault
from tests.support.vault_posts import CHANCE, Bench, RealPost
from tests.support.vault_tampering import with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

FINDING = Finding(
    Band.PRESUMED, urgent=True, concerns=("labour_violation",), forms=("FORCED_LABOUR",)
)


def find(bench: Bench, *wanted: Wanted, user: UserId | None = None) -> list[Case]:
    found = bench.vault.search.find(wanted, user, 20)
    return [bench.vault.cases.case(case) for case in found]


def word(text: str) -> Wanted:
    return Wanted(text)


def code(*marks: str) -> Wanted:
    return Wanted("nothing-says-this", marks)


@pytest.mark.parametrize(
    "typed",
    [
        lambda case: case.code,
        lambda case: case.code[:3],
        lambda case: case.code.upper(),
        lambda _case: "gate",
        lambda _case: "GÁTE",
        lambda _case: "4",
    ],
)
def test_a_case_is_found_by_its_code_and_its_place(
    bench: Bench, typed: Callable[[Case], str]
) -> None:
    case, _screening = bench.added()

    assert case in find(bench, word(typed(case)))


def test_every_word_has_to_be_there(bench: Bench) -> None:
    case, _screening = bench.added()

    assert find(bench, word("gate"), word(case.code)) == [case]
    assert find(bench, word("gate"), word("elsewhere")) == []
    assert find(bench) == []


@pytest.mark.parametrize("odd", ['"', "gate*", "gate OR code", "marks : x", "a AND", "(", "-", "ˆ"])
def test_nothing_that_is_typed_is_taken_for_a_command(bench: Bench, odd: str) -> None:
    bench.added()
    bench.vault.search.find([word(odd)], None, 20)


def test_the_newest_come_first_and_no_more_than_asked_for(bench: Bench) -> None:
    cases = [bench.added()[0] for _ in range(5)]

    assert find(bench, word("gate")) == list(reversed(cases))
    assert bench.vault.search.find([word("gate")], None, 2) == (cases[4].id, cases[3].id)


def test_codes_are_found_as_the_case_gets_them(bench: Bench) -> None:
    case, screening = bench.added()
    marks = (
        mark("presumed"),
        mark("FORCED_LABOUR"),
        mark("labour_violation"),
        URGENT,
    )
    assert find(bench, code(mark("airport", "site"))) == [case]
    assert find(bench, code(mark("first-contact", "instrument"))) == [case]
    assert [find(bench, code(each)) for each in marks] == [[]] * 4

    deed = bench.deed(DeedKind.SCREENING_CLOSED)
    bench.vault.cases.close_screening(screening.id, bench.clock.now(), FINDING, deed)

    assert [find(bench, code(each)) for each in marks] == [[case]] * 4
    assert find(bench, code(mark("possible"))) == []


def test_a_referral_is_found_by_its_token(bench: Bench) -> None:
    case, screening = bench.added()
    bench.added()
    assert len(find(bench, word("gate"))) == 2
    referral = bench.queued(case, screening)

    assert find(bench, word(referral.token)) == [case]


def test_with_a_user_only_what_they_may_work_on_is_found(bench: Bench) -> None:
    case, _screening = bench.added()
    colleague, heir = UserId(CHANCE.uuid()), UserId(CHANCE.uuid())
    deed = bench.deed(DeedKind.CASE_SHARED)

    def finders() -> list[UserId]:
        everybody = (bench.officer, colleague, heir)
        return [user for user in everybody if find(bench, word("gate"), user=user)]

    assert finders() == [bench.officer]
    share = Share(colleague, bench.clock.now(), bench.officer)
    bench.vault.shares.set_access(CaseAccess(case.id, bench.officer, (share,)), None, deed)
    assert finders() == [bench.officer, colleague]
    bench.vault.shares.set_access(CaseAccess(case.id, heir, (share,)), None, deed)
    assert finders() == [colleague, heir]
    bench.vault.shares.set_access(CaseAccess(case.id, heir), None, deed)
    assert finders() == [heir]


def test_sealed_cases_are_those_with_an_envelope(bench: Bench) -> None:
    cases = [bench.added()[0] for _ in range(3)]
    for case in cases[:2]:
        bench.vault.identities.save_envelope(case.id, b"x", bench.deed())
    heir = UserId(CHANCE.uuid())
    bench.vault.shares.set_access(CaseAccess(cases[0].id, heir), None, bench.deed())

    assert bench.vault.search.sealed_cases(None) == (cases[1].id, cases[0].id)
    assert bench.vault.search.sealed_cases(bench.officer) == (cases[1].id,)
    assert bench.vault.search.sealed_cases(heir) == (cases[0].id,)


def test_cases_come_with_their_last_screening_in_the_order_asked_for(bench: Bench) -> None:
    (one, first), (two, only) = bench.added(), bench.added()
    last = bench.a_screening(one)
    bench.vault.cases.add_screening(last, bench.deed(DeedKind.SCREENING_STARTED))
    unknown = bench.a_case().id

    found = bench.vault.search.with_last_screening([two.id, unknown, one.id])
    assert [(case, screening.id) for case, screening in found] == [(two, only.id), (one, last.id)]
    assert first.id != last.id


# The index on disk


def checked(vault: SqlVault, most: int = 2) -> int:
    """Until the end; how many steps it took."""
    start: int | None = 0
    steps = 0
    while start is not None:
        start = vault.search.check(start, most)
        steps += 1
    return steps


def filled(post: RealPost) -> list[Case]:
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        cases = [bench.added()[0] for _ in range(5)]
        assert len(find(bench, word("gate"))) == 5
    return cases


DAMAGE = [
    "DELETE FROM search WHERE rowid = -3",
    "UPDATE search SET words = 'gone' WHERE rowid = -3",
    "UPDATE search SET words = words || ' xqzpresumed' WHERE rowid = -3",
    "INSERT INTO search (rowid, words) VALUES (-77, 'gate')",
    "DELETE FROM search_data WHERE id > 10",
    "DROP TRIGGER search_cases_insert",
    "DROP TABLE search",
    "DROP VIEW search_rows",
]


@pytest.mark.parametrize("statement", DAMAGE)
def test_what_was_done_to_the_index_is_put_right_at_the_check(
    post: RealPost, statement: str
) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        connection.execute(statement)
    with closing(post.open()) as vault:
        checked(vault)
        bench = post.bench(vault)
        new, _screening = bench.added()
        assert find(bench, word("gate")) == [new, *reversed(cases)]
        assert find(bench, word(cases[2].code)) == [cases[2]]
        assert find(bench, code(mark("presumed"))) == []
        assert find(bench, word("gone")) == []
        # It is derived, so nothing of this breaks the record.
        vault.audit.verify()


def test_without_the_check_a_case_would_not_be_found(post: RealPost) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        connection.execute(DAMAGE[0])
    with closing(post.open()) as vault:
        assert find(post.bench(vault), word(cases[2].code)) == []


def test_the_check_goes_step_by_step_and_writes_nothing_where_nothing_is_wrong(
    post: RealPost,
) -> None:
    filled(post)
    with closing(post.open()) as vault:
        changes = vault._database._driver.total_changes
        assert checked(vault) == 3
        # The index's own check is said as an insertion, and is none.
        assert vault._database._driver.total_changes - changes <= 1


def test_cases_that_are_behind_are_brought_in_a_few_at_a_time(post: RealPost) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        connection.execute("DROP TABLE search")
    with closing(post.open()) as vault:
        execute = vault._database.execute
        known = "SELECT -rowid FROM search ORDER BY rowid DESC"
        told = []
        for _ in range(2):
            assert vault.search.check(0, 2) == 0
            told.append([number for (number,) in execute(known).fetchall()])
        assert told == [[1, 2], [1, 2, 3, 4]]
        assert checked(vault) == 3
        assert find(post.bench(vault), word("gate")) == list(reversed(cases))


def test_who_searches_meanwhile_finds_everything(post: RealPost) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        connection.execute("DROP TABLE search")
    with closing(post.open()) as vault:
        vault.search.check(0, 2)
        assert find(post.bench(vault), word("gate")) == list(reversed(cases))


def test_a_vault_without_an_index_gets_one_when_it_is_opened(post: RealPost) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_master WHERE name GLOB 'search*' "
            "AND sql != '' AND name NOT GLOB 'search_[dic]*'"
        ).fetchall():
            connection.execute(f"DROP {kind} IF EXISTS {name}")
    with closing(post.open()) as vault:
        assert find(post.bench(vault), word("gate")) == list(reversed(cases))


def test_a_deleted_case_is_gone_from_the_index_at_once(post: RealPost) -> None:
    cases = filled(post)
    with with_the_key(post) as connection:
        connection.execute("DELETE FROM screenings")
        connection.execute("DELETE FROM cases WHERE number = 2")
        left = connection.execute("SELECT words FROM search").fetchall()
    assert len(left) == 4
    assert not any(cases[1].code in words for (words,) in left)


def test_what_is_taken_out_of_the_index_is_overwritten(post: RealPost) -> None:
    with closing(post.open()) as vault:
        rows = vault._database.execute("SELECT k, v FROM search_config").fetchall()
        assert ("secure-delete", 1) in rows
        assert isinstance(vault.search, SqlSearchStore)
