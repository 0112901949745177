"""What a bundle holds, as its row lists it: ids of referrals, and of notes with a mark before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from frontline.domain.identifiers import NoteId, ReferralId

# Bundles of versions before 4 hold referrals alone, so theirs stay bare.
_NOTE = "note/"


def listed(referrals: Sequence[ReferralId], notes: Sequence[NoteId]) -> str:
    return json.dumps([*(each.hex for each in referrals), *(_NOTE + each.hex for each in notes)])


def referrals_in(items: str) -> tuple[ReferralId, ...]:
    found = [item for item in json.loads(items) if not item.startswith(_NOTE)]
    return tuple(ReferralId(UUID(hex=item)) for item in found)


def notes_in(items: str) -> tuple[NoteId, ...]:
    found = [item for item in json.loads(items) if item.startswith(_NOTE)]
    return tuple(NoteId(UUID(hex=item.removeprefix(_NOTE))) for item in found)
