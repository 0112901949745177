"""Accounts of an open vault: one contract for the keeper in memory and on disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.identifiers import UserId
from frontline.domain.officials import UserState
from frontline.errors import (
    BadInputError,
    FrontlineError,
    NameTakenError,
    NoVaultError,
    UserNotFoundError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from frontline.errors_of_accounts import (
    AccountStateError,
    AccountSuspendedError,
)
from frontline.services.vaults import (
    NewUser,
)
from tests.support.vault_accounts import THIRD, Kept
from tests.support.vault_posts import CHANCE, NEW_PASSPHRASE, OFFICER, SUPERVISOR

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def test_an_added_user_signs_in_with_keys_of_their_own(kept: Kept) -> None:
    added = kept.add()

    with kept.at_work(THIRD) as (vault, session):
        assert session.user == added
        assert [user.name for user in vault.users.users()] == [
            SUPERVISOR.name,
            OFFICER.name,
            THIRD.name,
        ]
        vault.audit.verify()
    keys = {kept.session(each).keys.identity for each in (SUPERVISOR, OFFICER, THIRD)}
    assert len(keys) == 3


def test_an_added_user_can_be_recovered(kept: Kept) -> None:
    kept.add()

    kept.keeper.recover(kept.sheet.key, THIRD.name, NEW_PASSPHRASE)

    assert kept.session(replace(THIRD, passphrase=NEW_PASSPHRASE)).user.name == THIRD.name


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (replace(THIRD, name=OFFICER.name.upper()), NameTakenError),
        (replace(THIRD, name="  "), BadInputError),
        (replace(THIRD, passphrase="short"), WeakPassphraseError),
    ],
)
def test_an_account_needs_a_name_of_its_own_and_a_good_passphrase(
    kept: Kept, new: NewUser, refusal: type[FrontlineError]
) -> None:
    with kept.at_work() as (vault, session):
        before = vault.audit.head()
        with pytest.raises(refusal):
            kept.keeper.accounts().add_user(session, new)
        assert vault.audit.head() == before
        assert len(vault.users.everybody()) == 2


def test_accounts_are_those_of_an_open_vault(kept: Kept) -> None:
    with pytest.raises(NoVaultError):
        kept.keeper.accounts()


def test_a_suspended_user_is_told_so_only_after_the_right_passphrase(kept: Kept) -> None:
    kept.suspend(kept.session(OFFICER).user.id)

    assert kept.refused(OFFICER) is AccountSuspendedError
    assert kept.refused(replace(OFFICER, passphrase=NEW_PASSPHRASE)) is WrongPassphraseError
    assert kept.states()[OFFICER.name] is UserState.SUSPENDED
    with kept.at_work() as (vault, _session):
        assert OFFICER.name not in {user.name for user in vault.users.users()}


def test_a_suspended_user_gets_in_by_no_other_way(kept: Kept) -> None:
    kept.suspend(kept.session(OFFICER).user.id)

    with pytest.raises(AccountSuspendedError):
        kept.keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    with pytest.raises(AccountSuspendedError):
        kept.keeper.recover(kept.sheet.key, OFFICER.name, NEW_PASSPHRASE)
    assert kept.refused(OFFICER) is AccountSuspendedError


def test_a_reinstated_user_goes_on_with_the_same_passphrase_and_keys(kept: Kept) -> None:
    before = kept.session(OFFICER)
    kept.suspend(before.user.id)

    kept.reinstate(before.user.id)

    assert kept.session(OFFICER) == before
    assert kept.states()[OFFICER.name] is UserState.ACTIVE


def test_a_removed_user_opens_nothing_and_their_name_stays_in_the_past(kept: Kept) -> None:
    user = kept.session(OFFICER).user.id

    kept.remove(user)

    assert kept.refused(OFFICER) is WrongPassphraseError
    with pytest.raises(WrongPassphraseError):
        kept.keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    with pytest.raises(UserNotFoundError):
        kept.keeper.recover(kept.sheet.key, OFFICER.name, NEW_PASSPHRASE)
    assert kept.states()[OFFICER.name] is UserState.REMOVED
    with kept.at_work() as (_vault, session), pytest.raises(AccountStateError):
        kept.keeper.accounts().reinstate_user(session, user)


def test_a_name_can_be_given_again_after_a_removal(kept: Kept) -> None:
    gone = kept.session(OFFICER).user
    kept.remove(gone.id)

    again = kept.add(replace(OFFICER, passphrase=NEW_PASSPHRASE))

    assert again.id != gone.id
    assert kept.session(replace(OFFICER, passphrase=NEW_PASSPHRASE)).user == again


def test_the_others_go_on_as_they_were_after_a_removal(kept: Kept) -> None:
    kept.add()
    before = kept.session(THIRD)
    sealed = seal(b"who they are", [before.user.recipient])

    kept.remove(kept.session(OFFICER).user.id)

    after = kept.session(THIRD)
    assert after == before
    assert open_sealed(sealed, after.keys.identity) == b"who they are"
    kept.keeper.recover(kept.sheet.key, THIRD.name, NEW_PASSPHRASE)
    assert kept.session(replace(THIRD, passphrase=NEW_PASSPHRASE)) == before


def test_work_goes_on_in_the_same_session_after_a_removal(kept: Kept) -> None:
    with kept.at_work(OFFICER) as (_vault, session):
        officer = session.user.id
    with kept.at_work() as (vault, session):
        kept.keeper.accounts().remove_user(session, officer)
        kept.keeper.accounts().add_user(session, THIRD)
        kept.keeper.change_passphrase(SUPERVISOR.name, SUPERVISOR.passphrase, NEW_PASSPHRASE)
        vault.audit.verify()

    kept.session(THIRD)
    kept.session(replace(SUPERVISOR, passphrase=NEW_PASSPHRASE))


def test_what_is_done_to_somebody_unknown_is_refused(kept: Kept) -> None:
    stranger = UserId(CHANCE.uuid())
    with kept.at_work() as (_vault, session):
        accounts = kept.keeper.accounts()
        for act in (accounts.suspend_user, accounts.reinstate_user, accounts.remove_user):
            with pytest.raises(UserNotFoundError):
                act(session, stranger)
