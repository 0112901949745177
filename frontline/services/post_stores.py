"""Ports of the vault for the post itself: its sites and its users. As in services/stores.py."""

from __future__ import annotations

from typing import Protocol

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.domain.sites import Site


class SiteStore(Protocol):
    def add_site(self, site: Site, deed: Deed) -> None: ...

    def sites(self) -> tuple[Site, ...]: ...

    def last_used(self, user: UserId) -> Site | None: ...


class UserStore(Protocol):
    def users(self) -> tuple[User, ...]:
        """Those whose account is active: the ones that things are sealed to."""
        ...

    def everybody(self) -> tuple[User, ...]:
        """Also those who are suspended or removed, for lists and for names of the past."""
        ...
