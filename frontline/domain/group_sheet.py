"""What is written about a group in words. Sealed as a person's details are; never in a referral."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

_LINE, _TEXT = 500, 8000


class GroupSheet(BaseModel):
    """Every field may stay empty. `protection_bodies` has, by the hexadecimal id of a member, the
    child-protection body that was named for them; `fact_notes`, by that of a shared fact, its
    details."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    employer: str = Field("", max_length=_LINE, repr=False)
    partners: str = Field("", max_length=_LINE, repr=False)
    safe_place: str = Field("", max_length=_LINE, repr=False)
    interpreters: str = Field("", max_length=_LINE, repr=False)
    services: str = Field("", max_length=_LINE, repr=False)
    child_plan: str = Field("", max_length=_TEXT, repr=False)
    briefing: str = Field("", max_length=_TEXT, repr=False)
    notes: str = Field("", max_length=_TEXT, repr=False)
    protection_bodies: dict[str, str] = Field(default_factory=dict, repr=False)
    fact_notes: dict[str, str] = Field(default_factory=dict, repr=False)

    @property
    def is_prepared(self) -> bool:
        """Somewhere to bring people, and somebody who helps them there (S-020)."""
        return bool(self.safe_place.strip() and self.services.strip())
