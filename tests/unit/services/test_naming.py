"""A form got its name; earlier cases get it when a person says so, and keep all they had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.naming import NameDecision, NameReason
from frontline.domain.officials import AccessRole
from frontline.errors import CaseNotFoundError, NotPermittedError
from frontline.errors_of_review import NameNotOpenError
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.naming import FormNaming, NameLine
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.wire.cards import HubCard, read_card
from tests.support.desks import TRUSTED, a_session
from tests.support.named_form import NEW_FORM, naming_pack
from tests.support.national_posts import NationalPost
from tests.support.review_office import HUB_CARD
from tests.support.rights import close_with_rights

BOTH = ("OTHER_UNNAMED", NEW_FORM)
ADD, NOT_THIS = NameDecision.ADDED, NameDecision.NOT_THIS


@pytest.fixture
def post() -> NationalPost:
    return NationalPost("Bridge", "XT-1", read_card(HUB_CARD.read_bytes(), HubCard))


def earlier(post: NationalPost, **told: str | tuple[str, ...]) -> OpenScreening:
    """A closed case of somebody who lends an account."""
    table = post.met(**told)
    close_with_rights(post.officer, table)
    return table


def named(post: NationalPost, pack: bytes | None = None) -> None:
    Documents(post.supervisor, TRUSTED).install_all([pack or naming_pack()])


def line(desk: Desk) -> NameLine:
    (found,) = FormNaming(desk).lines()
    return found


def decide(desk: Desk, table: OpenScreening, decision: NameDecision = ADD) -> None:
    FormNaming(desk).decide(table.case.id, NEW_FORM, decision, NameReason.AS_TOLD)


def test_nobody_is_listed_while_the_form_has_no_name(post: NationalPost) -> None:
    earlier(post)

    assert FormNaming(post.officer).lines() == ()


def test_who_is_described_so_is_listed_and_named_by_nobody_but_a_person(
    post: NationalPost,
) -> None:
    table = earlier(post)
    other = earlier(post, papers_with="self")
    named(post)

    assert (line(post.officer).case, line(post.officer).form) == (table.case, NEW_FORM)
    assert line(post.supervisor).stands is None
    assert post.vault.names.namings(table.case.id) == ()
    assert other.case != table.case


def test_a_name_stands_beside_the_finding_with_who_and_why(post: NationalPost) -> None:
    table = earlier(post)
    log, screening = table.log, post.vault.cases.screening(table.screening.id)
    named(post)

    decide(post.supervisor, table)

    stands = line(post.officer).stands
    assert stands is not None
    assert (stands.form, stands.pack, stands.pack_version) == (NEW_FORM, "tango", 2)
    assert (stands.by, stands.reason) == (post.supervisor.session.user.id, NameReason.AS_TOLD)
    assert line(post.officer).by == post.supervisor.session.user.name
    last = post.vault.audit.deeds[-1]
    assert (last.kind, last.target) == (DeedKind.FORM_NAMED, str(table.case.id))
    # What was closed is as it was: answers, finding, and the version of the rules.
    assert post.vault.cases.answers(table.case.id) == log
    assert post.vault.cases.screening(table.screening.id) == screening
    assert screening.pack_version == 1
    assert screening.finding is not None
    assert screening.finding.forms == ("OTHER_UNNAMED",)


def test_a_referral_made_after_it_says_both(post: NationalPost) -> None:
    table = earlier(post)
    named(post)
    assert Referrals(post.officer).preview(table).forms == ("OTHER_UNNAMED",)

    decide(post.officer, table)

    record = Referrals(post.officer).preview(table)
    assert record.forms == BOTH
    assert record.pack_version == 1


def test_a_name_can_be_taken_back_and_the_history_keeps_both(post: NationalPost) -> None:
    table = earlier(post)
    named(post)
    decide(post.officer, table)

    decide(post.supervisor, table, NOT_THIS)

    assert Referrals(post.officer).preview(table).forms == ("OTHER_UNNAMED",)
    decisions = [each.decision for each in post.vault.names.namings(table.case.id)]
    assert decisions == [ADD, NOT_THIS]
    assert FormNaming(post.officer).undecided() == 0


def test_what_is_not_described_so_takes_no_name(post: NationalPost) -> None:
    table, other = earlier(post), earlier(post, papers_with="self")
    named(post)

    with pytest.raises(NameNotOpenError):
        decide(post.officer, other)
    decide(post.officer, table)
    with pytest.raises(NameNotOpenError):
        decide(post.officer, table)


def test_a_talk_that_goes_on_is_not_listed(post: NationalPost) -> None:
    post.met()
    named(post)

    assert FormNaming(post.officer).lines() == ()


def test_a_colleagues_case_is_a_supervisors_alone(post: NationalPost) -> None:
    table = earlier(post)
    named(post)
    other = a_session()
    post.vault.users.known.append(other.user)
    colleague = replace(post.officer, session=other)

    assert FormNaming(colleague).lines() == ()
    with pytest.raises(CaseNotFoundError):
        decide(colleague, table)
    with pytest.raises(NotPermittedError):
        FormNaming(replace(post.officer, session=a_session(AccessRole.TRAINER))).lines()


def test_under_the_new_rules_the_form_is_found_and_nothing_is_left_to_name(
    post: NationalPost,
) -> None:
    named(post)
    table = earlier(post)

    assert table.screening.pack_version == 2
    assert (
        NEW_FORM
        in ScreeningService(post.officer).resume(table.screening.id).interview.compiled.pack.forms
    )
    assert FormNaming(post.officer).lines() == ()
