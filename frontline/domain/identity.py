"""Who the person is, as far as the person told. Sealed to named people; never leaves in a REF."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from frontline.domain.identifiers import LegId, QuestionId
from frontline.domain.routes import LONGEST_PLACE

LONGEST_NOTE = 2000


class IdentitySheet(BaseModel):
    """Every field may stay empty: help never hangs on a name or papers (S-029).

    `question_notes`: what the officer wrote down beside a question. `route_places`: what the places
    on the person's route are called.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: str = Field("", max_length=300, repr=False)
    contact: str = Field("", max_length=500, repr=False)
    papers: str = Field("", max_length=300, repr=False)
    notes: str = Field("", max_length=8000, repr=False)
    question_notes: dict[QuestionId, Annotated[str, Field(max_length=LONGEST_NOTE)]] = Field(
        default_factory=dict, repr=False
    )
    route_places: dict[LegId, Annotated[str, Field(max_length=LONGEST_PLACE)]] = Field(
        default_factory=dict, repr=False
    )

    @property
    def is_empty(self) -> bool:
        told = self.names or self.contact or self.papers or self.notes
        return not (told or self.question_notes or self.route_places)
