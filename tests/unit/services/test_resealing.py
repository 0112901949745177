"""Whom an envelope should be sealed to changes, and it follows at the next sign-in of who can."""

from __future__ import annotations

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole
from frontline.errors import SealedDataError
from frontline.services.identities import Identities
from frontline.services.sharing import Sharing
from tests.support.desks import a_session
from tests.support.shared_case import SHEET, Post, user


@pytest.fixture
def post() -> Post:
    return Post()


def test_a_new_supervisor_is_refused_until_somebody_who_can_has_sealed_it_anew(post: Post) -> None:
    newcomer = post.officer.signed_in(a_session(AccessRole.SUPERVISOR))
    with pytest.raises(SealedDataError):
        Identities(newcomer.desk).read(post.case)
    assert Identities(newcomer.desk).out_of_date() == ()

    identities = Identities(post.officer.desk)
    assert identities.out_of_date() == (post.case.id,)
    assert identities.reseal(identities.out_of_date()) == 1

    assert Identities(newcomer.desk).read(post.case) == SHEET
    assert identities.out_of_date() == ()
    assert post.officer.deeds == [DeedKind.IDENTITY_RESEALED, DeedKind.IDENTITY_VIEWED]


def test_an_officer_seals_nothing_anew_that_is_not_theirs(post: Post) -> None:
    newcomer = post.officer.signed_in(a_session(AccessRole.SUPERVISOR))
    identities = Identities(post.colleague.desk)

    assert identities.out_of_date() == ()
    assert identities.reseal([post.case.id]) == 0
    assert not post.reads(newcomer)


def test_the_page_says_who_cannot_open_it_yet(post: Post) -> None:
    newcomer = post.officer.signed_in(a_session(AccessRole.SUPERVISOR))
    post.share()
    post.officer.vault.identities.sealed_to[post.case.id] = tuple(
        sorted(user(each).recipient for each in (post.officer, post.colleague, post.supervisor))
    )

    found = {
        each.user.id: (each.is_owner, each.is_shared, each.opens)
        for each in Sharing(post.officer.desk).readers(post.case)
    }
    assert found == {
        user(post.officer).id: (True, False, True),
        user(post.colleague).id: (False, True, True),
        user(post.supervisor).id: (False, False, True),
        user(newcomer).id: (False, False, False),
    }


def test_an_envelope_of_an_earlier_version_is_sealed_anew_once(post: Post) -> None:
    post.officer.vault.identities.sealed_to.clear()
    assert all(reader.opens is None for reader in Sharing(post.officer.desk).readers(post.case))

    identities = Identities(post.supervisor.desk)
    assert identities.reseal(identities.out_of_date()) == 1
    assert identities.out_of_date() == ()
