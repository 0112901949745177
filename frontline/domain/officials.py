"""Who works at a post: official roles (what they do in the field) and access roles (what they may
do in Frontline)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from frontline.domain.identifiers import UserId


class OfficialRole(StrEnum):
    """Those who hold an instrument of their own."""

    IMMIGRATION = "immigration"
    LABOUR = "labour"
    POLICE = "police"
    CONSULAR = "consular"
    HEALTH = "health"
    OBSERVER = "observer"


class AccessRole(StrEnum):
    """Checked in services."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"
    OVERSIGHT = "oversight"


class UserState(StrEnum):
    """A removed user is kept by name, because what they did keeps it too."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class User:
    id: UserId
    name: str = field(repr=False)
    access: AccessRole
    official: OfficialRole
    # Public halves only: age recipient for sealing to this user, Ed25519 key for their signature.
    recipient: str
    verify_key: str
    state: UserState = UserState.ACTIVE
