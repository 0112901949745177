"""A case is shared, taken back and handed over, and what is sealed follows each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors import (
    CaseNotFoundError,
    NotPermittedError,
    ScreeningNotFoundError,
    UserNotFoundError,
)
from frontline.services.assistance import AssistancePlans
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import Identities
from frontline.services.referrals import Referrals
from frontline.services.sharing import Sharing
from tests.support.desks import FULL, Office, a_session
from tests.support.rights import give_rights
from tests.support.shared_case import SHEET, Post, user

HOURS = QuestionId("hours")


@pytest.fixture
def post() -> Post:
    return Post()


def sees(office: Office, post: Post) -> bool:
    return post.case.id in {case.id for case, _screening in office.screenings.unfinished()}


def test_what_is_not_shared_is_on_no_colleagues_home_and_opens_for_nobody_else(post: Post) -> None:
    assert not sees(post.colleague, post)
    assert post.readers() == [post.officer, post.supervisor]
    with pytest.raises(ScreeningNotFoundError):
        post.colleague.screenings.resume(post.table.screening.id)


def test_a_shared_case_is_on_the_colleagues_home_and_they_go_on_with_it(post: Post) -> None:
    post.share()

    assert sees(post.colleague, post)
    table = post.colleague.screenings.resume(post.table.screening.id)
    post.colleague.screenings.answer(table, HOURS, 8)
    assert post.officer.vault.cases.answers(post.case.id)[-1].answered_by == user(post.colleague).id
    assert post.colleague.screenings.go_on_with(table, FULL).case == post.case
    AssistancePlans(post.colleague.desk).choose(table, AssistanceService.LEGAL, Choice.ACCEPTED)
    assert Referrals(post.colleague.desk).make(table).case == post.case.id
    assert not sees(post.other, post)


def test_the_colleague_alone_can_read_and_write_the_persons_details_from_then_on(
    post: Post,
) -> None:
    post.share()

    assert post.readers() == [post.officer, post.colleague, post.supervisor]
    Identities(post.colleague.desk).save(post.case, SHEET.model_copy(update={"papers": "none"}))
    assert Identities(post.officer.desk).read(post.case).papers == "none"


def test_each_step_is_a_deed_whose_target_is_the_pseudonym_of_the_case(post: Post) -> None:
    sharing, colleague = Sharing(post.officer.desk), user(post.colleague).id
    sharing.share(post.case, colleague)
    sharing.take_back(post.case, colleague)
    sharing.hand_over(post.case, colleague, keeps_access=False)

    deeds = post.officer.vault.audit.deeds
    assert [deed.kind for deed in deeds] == [
        DeedKind.CASE_SHARED,
        DeedKind.SHARE_ENDED,
        DeedKind.CASE_HANDED_OVER,
    ]
    assert {deed.target for deed in deeds} == {str(post.case.id)}
    assert {deed.actor for deed in deeds} == {user(post.officer).id}


def test_what_changes_nothing_leaves_no_deed(post: Post) -> None:
    sharing = Sharing(post.officer.desk)
    sharing.share(post.case, user(post.officer).id)
    sharing.take_back(post.case, user(post.colleague).id)
    sharing.hand_over(post.case, user(post.officer).id, keeps_access=False)

    assert post.officer.deeds == []


def test_taken_back_it_is_gone_from_the_colleagues_home_and_sealed_without_them(
    post: Post,
) -> None:
    post.share()
    table = post.colleague.screenings.resume(post.table.screening.id)
    Sharing(post.officer.desk).take_back(post.case, user(post.colleague).id)

    assert not sees(post.colleague, post)
    assert post.readers() == [post.officer, post.supervisor]
    with pytest.raises(ScreeningNotFoundError):
        post.colleague.screenings.answer(table, HOURS, 8)
    with pytest.raises(CaseNotFoundError):
        Identities(post.colleague.desk).save(post.case, SHEET)
    with pytest.raises(CaseNotFoundError):
        Referrals(post.colleague.desk).make(table)


def test_sealing_not_anew_would_let_them_read_on(post: Post) -> None:
    # The control: the share ends, the envelope stays as it was.
    post.share()
    access = post.officer.vault.shares.access(post.case)
    ended = type(access)(access.case, access.owner)
    post.officer.vault.shares.set_access(
        ended, None, post.officer.desk.deed(DeedKind.SHARE_ENDED, post.case.id)
    )

    assert post.reads(post.colleague)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_case_handed_over_is_the_colleagues_and_the_old_owner_keeps_it_by_choice(
    post: Post, *, keeps: bool
) -> None:
    Sharing(post.officer.desk).hand_over(post.case, user(post.colleague).id, keeps_access=keeps)

    assert sees(post.colleague, post)
    assert sees(post.officer, post) is keeps
    assert post.reads(post.officer) is keeps
    assert post.reads(post.colleague)
    Sharing(post.colleague.desk).share(post.case, user(post.other).id)
    assert post.reads(post.other)
    with pytest.raises(CaseNotFoundError):
        Sharing(post.officer.desk).share(post.case, user(post.other).id)


def test_a_case_can_come_back_to_who_opened_it(post: Post) -> None:
    Sharing(post.officer.desk).hand_over(post.case, user(post.colleague).id, keeps_access=False)
    Sharing(post.colleague.desk).hand_over(post.case, user(post.officer).id, keeps_access=False)

    assert sees(post.officer, post)
    assert post.readers() == [post.officer, post.supervisor]


def test_others_it_was_shared_with_keep_it_when_it_is_handed_over(post: Post) -> None:
    post.share(post.other)
    Sharing(post.officer.desk).hand_over(post.case, user(post.colleague).id, keeps_access=False)

    assert post.readers() == [post.colleague, post.other, post.supervisor]


def test_who_it_was_shared_with_gives_it_to_nobody(post: Post) -> None:
    post.share()
    steps: tuple[Callable[[], object], ...] = (
        lambda: Sharing(post.colleague.desk).share(post.case, user(post.other).id),
        lambda: Sharing(post.colleague.desk).take_back(post.case, user(post.colleague).id),
        lambda: Sharing(post.colleague.desk).hand_over(
            post.case, user(post.colleague).id, keeps_access=False
        ),
    )
    for step in steps:
        with pytest.raises(CaseNotFoundError):
            step()
    assert post.officer.deeds == [DeedKind.CASE_SHARED]


def test_a_supervisor_hands_over_the_case_of_somebody_who_is_away(post: Post) -> None:
    Sharing(post.supervisor.desk).hand_over(post.case, user(post.colleague).id, keeps_access=False)

    assert post.readers() == [post.colleague, post.supervisor]
    assert sees(post.colleague, post)


@pytest.mark.parametrize("access", [AccessRole.SUPERVISOR, AccessRole.TRAINER])
def test_only_those_who_screen_are_let_in(post: Post, access: AccessRole) -> None:
    unfit = post.officer.signed_in(a_session(access))

    steps: tuple[Callable[[], object], ...] = (
        lambda: Sharing(post.officer.desk).share(post.case, user(unfit).id),
        lambda: Sharing(post.officer.desk).hand_over(post.case, user(unfit).id, keeps_access=True),
    )
    for step in steps:
        with pytest.raises(UserNotFoundError):
            step()
    assert user(unfit) not in Sharing(post.officer.desk).colleagues(post.case)
    assert post.officer.deeds == []


def test_a_trainer_shares_nothing(post: Post) -> None:
    trainer = post.officer.signed_in(a_session(AccessRole.TRAINER))

    with pytest.raises(NotPermittedError):
        Sharing(trainer.desk).share(post.case, user(post.colleague).id)


def test_without_an_envelope_the_case_is_shared_and_there_is_nothing_to_seal(post: Post) -> None:
    bare = post.officer.started()
    Sharing(post.officer.desk).share(bare.case, user(post.colleague).id)

    assert post.officer.vault.identities.envelope(bare.case.id) is None
    assert Identities(post.colleague.desk).read(bare.case).is_empty


def test_a_closed_case_that_was_given_is_listed_too(post: Post) -> None:
    give_rights(post.officer.desk, post.table)
    post.officer.screenings.close(post.table)
    assert post.colleague.screenings.given() == ()

    post.share()

    ((case, screening),) = post.colleague.screenings.given()
    assert (case, screening.id) == (post.case, post.table.screening.id)
    assert post.officer.screenings.given() == ()


def test_follow_ups_go_with_the_case(post: Post) -> None:
    FollowUps(post.officer.desk).set_for(post.case.id, date(2026, 12, 1))
    Sharing(post.officer.desk).hand_over(post.case, user(post.colleague).id, keeps_access=False)

    assert FollowUps(post.officer.desk).open() == ()
    ((_follow_up, case),) = FollowUps(post.colleague.desk).open()
    assert case == post.case


def test_later_shares_come_first_in_the_list(post: Post) -> None:
    give_rights(post.officer.desk, post.table)
    post.officer.screenings.close(post.table)
    second = post.officer.started()
    post.officer.screenings.close(second)
    post.share()
    post.officer.clock.advance(timedelta(minutes=1))
    Sharing(post.officer.desk).share(second.case, user(post.colleague).id)

    assert [case.id for case, _s in post.colleague.screenings.given()] == [
        second.case.id,
        post.case.id,
    ]
