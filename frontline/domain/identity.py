"""Who the person is, as far as the person told. Sealed to named people; never leaves in a REF."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class IdentitySheet(BaseModel):
    """Every field may stay empty: help never hangs on a name or papers (S-029)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: str = Field("", max_length=300, repr=False)
    contact: str = Field("", max_length=500, repr=False)
    papers: str = Field("", max_length=300, repr=False)
    notes: str = Field("", max_length=8000, repr=False)

    @property
    def is_empty(self) -> bool:
        return not (self.names or self.contact or self.papers or self.notes)
