"""Cases and screenings: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import CaseId, QuestionId, ScreeningId, SiteId, UserId
from frontline.errors import (
    CaseNotFoundError,
    ScreeningClosedError,
    ScreeningNotFoundError,
    StorageUnwritableError,
)
from tests.support.vault_posts import CHANCE, Bench

FINDING = Finding(Band.PRESUMED, urgent=True, concerns=("child_protection",), forms=("SERVITUDE",))


def test_a_case_and_its_screening_come_back_equal(bench: Bench) -> None:
    case, screening = bench.added()

    assert bench.vault.cases.case(case.id) == case
    assert bench.vault.cases.screening(screening.id) == screening
    assert bench.vault.cases.screenings(case.id) == (screening,)


def test_adding_the_very_same_case_again_is_harmless(bench: Bench) -> None:
    case, screening = bench.added()
    before = bench.vault.audit.head()

    bench.vault.cases.add_case(case, screening, bench.deed(DeedKind.CASE_OPENED, case.id))

    assert bench.vault.audit.head() == before


def test_another_case_under_a_known_id_is_refused(bench: Bench) -> None:
    case, screening = bench.added()
    other = replace(case, opened_at=case.opened_at + timedelta(days=1))

    with pytest.raises(StorageUnwritableError):
        bench.vault.cases.add_case(other, screening, bench.deed(DeedKind.CASE_OPENED, case.id))
    assert bench.vault.cases.case(case.id) == case


def test_a_screening_of_an_unknown_case_is_refused(bench: Bench) -> None:
    screening = bench.a_screening(bench.a_case())

    with pytest.raises(StorageUnwritableError):
        bench.vault.cases.add_screening(screening, bench.deed(DeedKind.SCREENING_STARTED))
    with pytest.raises(ScreeningNotFoundError):
        bench.vault.cases.screening(screening.id)


def test_an_unknown_case_is_not_found(bench: Bench) -> None:
    with pytest.raises(CaseNotFoundError):
        bench.vault.cases.case(CaseId(CHANCE.uuid()))


@pytest.mark.parametrize("what", ["read", "answer", "close", "position", "language"])
def test_an_unknown_screening_is_not_found(bench: Bench, what: str) -> None:
    unknown, cases, deed = ScreeningId(CHANCE.uuid()), bench.vault.cases, bench.deed()
    doings: dict[str, Callable[[], object]] = {
        "read": lambda: cases.screening(unknown),
        "answer": lambda: cases.append_answers(unknown, (), None, deed),
        "close": lambda: cases.close_screening(unknown, bench.clock.now(), FINDING, deed),
        "position": lambda: cases.set_position(unknown, None),
        "language": lambda: cases.set_person_language(unknown, "pt"),
    }

    with pytest.raises(ScreeningNotFoundError):
        doings[what]()


def test_open_screenings_are_listed_the_newest_first_whatever_the_clock_says(bench: Bench) -> None:
    first = bench.added()
    bench.clock.advance(timedelta(days=-3650))
    second = bench.added()

    assert bench.vault.cases.open_screenings() == (second, first)


def test_the_site_somebody_used_last_is_that_of_their_own_newest_case(bench: Bench) -> None:
    stranger = UserId(CHANCE.uuid())
    assert bench.vault.sites.last_used(stranger) is None
    other = replace(bench.site, id=SiteId(CHANCE.uuid()), label="Elsewhere")
    bench.vault.sites.add_site(other, bench.deed(DeedKind.SITE_ADDED, other.id))
    for site, opener in ((bench.site, bench.officer), (other, bench.officer), (other, stranger)):
        case = replace(bench.a_case(), site=site.id, opened_by=opener)
        deed = bench.deed(DeedKind.CASE_OPENED, case.id)
        bench.vault.cases.add_case(case, bench.a_screening(case), deed)
    assert bench.vault.sites.last_used(bench.officer) == other
    replaced = replace(bench.a_case(), site=bench.site.id)
    deed = bench.deed(DeedKind.CASE_OPENED, replaced.id)
    bench.vault.cases.add_case(replaced, bench.a_screening(replaced), deed)
    assert bench.vault.sites.last_used(bench.officer) == bench.site
    assert bench.vault.sites.last_used(stranger) == other


def test_a_closed_screening_keeps_its_finding_and_is_not_open_any_more(bench: Bench) -> None:
    case, screening = bench.added()
    closed_at = bench.clock.now() + timedelta(minutes=20)
    deed = bench.deed(DeedKind.SCREENING_CLOSED, screening.id)

    bench.vault.cases.close_screening(screening.id, closed_at, FINDING, deed)

    expected = replace(screening, closed_at=closed_at, finding=FINDING)
    assert bench.vault.cases.screening(screening.id) == expected
    assert bench.vault.cases.screenings(case.id) == (expected,)
    assert bench.vault.cases.open_screenings() == ()


def test_a_screening_is_closed_once(bench: Bench) -> None:
    _case, screening = bench.added()
    deed = bench.deed(DeedKind.SCREENING_CLOSED, screening.id)
    bench.vault.cases.close_screening(screening.id, bench.clock.now(), FINDING, deed)
    before = bench.vault.audit.head()

    with pytest.raises(ScreeningClosedError):
        bench.vault.cases.close_screening(screening.id, bench.clock.now(), FINDING, deed)
    assert bench.vault.audit.head() == before


def test_a_second_instrument_is_another_screening_of_the_case(bench: Bench) -> None:
    case, first = bench.added()
    second = bench.a_screening(case)

    bench.vault.cases.add_screening(second, bench.deed(DeedKind.SCREENING_STARTED, second.id))

    assert bench.vault.cases.screenings(case.id) == (first, second)


def test_the_position_is_the_last_answer_or_where_the_officer_went_after_it(bench: Bench) -> None:
    _case, screening = bench.added()
    cases = bench.vault.cases

    bench.answer(screening, bench.an_event(screening, 1, question="one"))
    assert cases.screening(screening.id).position == "one"
    cases.set_position(screening.id, QuestionId("two"))
    assert cases.screening(screening.id).position == "two"
    bench.answer(screening, bench.an_event(screening, 2, question="three"))
    assert cases.screening(screening.id).position == "three"
    cases.set_position(screening.id, None)
    assert cases.screening(screening.id).position is None
    assert cases.open_screenings()[0][1].position is None


def test_an_answer_in_one_screening_does_not_move_the_other_of_the_case(bench: Bench) -> None:
    case, first = bench.added()
    second = bench.a_screening(case)
    bench.vault.cases.add_screening(second, bench.deed(DeedKind.SCREENING_STARTED, second.id))
    bench.answer(first, bench.an_event(first, 1, question="one"))

    bench.answer(second, bench.an_event(second, 2, question="two"))

    assert [each.position for each in bench.vault.cases.screenings(case.id)] == ["one", "two"]


def test_position_and_language_are_no_deeds(bench: Bench) -> None:
    _case, screening = bench.added()
    before = bench.vault.audit.head()

    bench.vault.cases.set_position(screening.id, QuestionId("two"))
    bench.vault.cases.set_person_language(screening.id, "pt")

    assert bench.vault.cases.screening(screening.id).person_language == "pt"
    assert bench.vault.audit.head() == before
    assert bench.vault.audit.verify() == before
