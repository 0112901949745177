"""Sharing a case with a colleague, taking it back, and handing it over.

The envelope of the person's details is sealed anew in the same transaction, so that who is let in
can read it and who is let out cannot. What somebody has read they know, and a copy of the vault's
file taken before stays readable to them: taking back is for what comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.errors import UserNotFoundError
from frontline.services.case_access import readers_of, require_case
from frontline.services.desk import Desk
from frontline.services.identities import Identities
from frontline.services.permissions import PERMITTED, Action


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can read a case. `opens` is False where the envelope is not sealed to them yet,
    None where there is no envelope or it is not known."""

    user: User
    is_owner: bool
    is_shared: bool
    opens: bool | None


class Sharing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def readers(self, case: Case) -> tuple[Reader, ...]:
        """Who may work on the case, and the supervisors, with who can open the envelope now."""
        desk = self._desk
        require_case(desk, Action.READ_IDENTITY, case)
        access = desk.vault.shares.access(case)
        sealed_to = desk.vault.identities.readers(case.id)
        return tuple(
            Reader(
                user,
                is_owner=user.id == access.owner,
                is_shared=user.id in access.users and user.id != access.owner,
                opens=user.recipient in sealed_to if sealed_to else None,
            )
            for user in readers_of(access, desk.vault.users.users())
        )

    def colleagues(self, case: Case) -> tuple[User, ...]:
        """Whom the case can be handed over to; it can be shared with those not let in yet."""
        owner = self._desk.vault.shares.access(case).owner
        return tuple(
            user
            for user in self._desk.vault.users.users()
            if user.id != owner and Action.SCREEN in PERMITTED[user.access]
        )

    def share(self, case: Case, colleague: UserId) -> CaseAccess:
        """Let a colleague work on the case and read the person's details.

        Raises NotPermittedError, CaseNotFoundError, UserNotFoundError for who cannot be let in,
        SealedDataError where the envelope does not open.
        """
        desk = self._desk
        require_case(desk, Action.SHARE_CASE, case)
        access = self._access_with(case, colleague)
        if colleague in access.users:
            return access
        share = Share(colleague, desk.clock.now(), desk.session.user.id)
        return self._set(replace(access, shares=(*access.shares, share)), DeedKind.CASE_SHARED)

    def take_back(self, case: Case, colleague: UserId) -> CaseAccess:
        """End a share. Harmless where there is none. Raises as share."""
        require_case(self._desk, Action.SHARE_CASE, case)
        access = self._desk.vault.shares.access(case)
        left = tuple(share for share in access.shares if share.user != colleague)
        if left == access.shares:
            return access
        return self._set(replace(access, shares=left), DeedKind.SHARE_ENDED)

    def hand_over(self, case: Case, colleague: UserId, *, keeps_access: bool) -> CaseAccess:
        """The case is the colleague's from now on; who had it works on it as before, or not.

        Raises as share.
        """
        desk = self._desk
        require_case(desk, Action.HAND_OVER_CASE, case)
        access = self._access_with(case, colleague)
        if colleague == access.owner:
            return access
        shares = tuple(share for share in access.shares if share.user != colleague)
        if keeps_access:
            shares += (Share(access.owner, desk.clock.now(), desk.session.user.id),)
        new = CaseAccess(case.id, colleague, shares)
        return self._set(new, DeedKind.CASE_HANDED_OVER)

    def _access_with(self, case: Case, colleague: UserId) -> CaseAccess:
        access = self._desk.vault.shares.access(case)
        known = {user.id for user in self.colleagues(case)}
        if colleague not in known and colleague != access.owner:
            raise UserNotFoundError
        return access

    def _set(self, access: CaseAccess, kind: DeedKind) -> CaseAccess:
        desk = self._desk
        envelope = Identities(desk).sealed_for(access)
        desk.vault.shares.set_access(access, envelope, desk.deed(kind, access.case))
        return access
