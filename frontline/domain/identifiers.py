"""Identifiers, each with a type of its own so that one cannot stand in for another."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

CaseId = NewType("CaseId", UUID)
CaseCode = NewType("CaseCode", str)
ScreeningId = NewType("ScreeningId", UUID)
AnswerEventId = NewType("AnswerEventId", UUID)
ReferralId = NewType("ReferralId", UUID)
ReferralToken = NewType("ReferralToken", str)
FollowUpId = NewType("FollowUpId", UUID)
SiteId = NewType("SiteId", UUID)
LegId = NewType("LegId", UUID)
GroupId = NewType("GroupId", UUID)
MemberId = NewType("MemberId", UUID)
FactId = NewType("FactId", UUID)
LoweringId = NewType("LoweringId", UUID)
HandoverId = NewType("HandoverId", UUID)
NoteId = NewType("NoteId", UUID)
UserId = NewType("UserId", UUID)
DeviceId = NewType("DeviceId", str)
HubId = NewType("HubId", str)
PackId = NewType("PackId", str)
QuestionId = NewType("QuestionId", str)
InstrumentId = NewType("InstrumentId", str)
IndicatorCode = NewType("IndicatorCode", str)
