"""The shape of pack source, file by file. The same models carry a built pack.

Texts here are the English source; other languages stand in the pack's catalogues.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from frontline.domain.answers import QuestionKind
from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import (
    AgeProfile,
    Dimension,
    Element,
    JourneyStage,
    StrengthColumn,
)
from frontline.rules.definitions import Mode, QuestionRole, Topic

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
FormCode = Annotated[str, Field(pattern=r"^([A-Z][A-Z0-9_]{1,63}|any)$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Za-z]{2,4})?$")]
Prose = Annotated[str, Field(min_length=2, max_length=600)]
StrengthWord = Literal["strong", "medium", "weak"]
# Kept as plain data here and parsed by conditions.py, which names the faulty part.
RawCondition = JsonValue


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerText(Model):
    """`label` is read by the officer, `say` is shown or said to the person."""

    label: Prose
    say: Prose | None = None


class FormModel(Model):
    """`children_only`: the form exists for a person under 18 alone, as child labour does."""

    code: FormCode
    family: Literal["labour", "sexual", "other"]
    label: Prose
    children_only: bool = False


class PackHeader(Model):
    pack: Code
    version: int = Field(ge=1)
    title: Prose
    languages: tuple[Language, ...]
    person_languages: tuple[Language, ...] = ()
    forms: tuple[FormModel, ...]
    standard_answers: dict[Code, AnswerText]


class IndicatorModel(Model):
    """A sign, with the fields of S-004. Who can use it where and when is advice to authors and
    readers; `any` stands for all. `guidance` tells how to look or ask without harm."""

    code: Code
    kind: Literal["question", "observation"]
    element: Element
    element_codes: tuple[str, ...] = ()
    dimension: Dimension | None = None
    forms: tuple[FormCode, ...] = ("any",)
    strength: dict[StrengthColumn, StrengthWord] = {}
    concerns: tuple[Code, ...] = ()
    urgent: bool = False
    # True for facts that must never leave the machine by name, such as unlawful acts of the
    # person, even where they were forced to them. The form and the element still leave.
    stays_local: bool = False
    roles: tuple[OfficialRole | Literal["any"], ...] = ("any",)
    sites: tuple[SiteKind | Literal["any"], ...] = ("any",)
    stages: tuple[JourneyStage | Literal["any"], ...] = ("any",)
    text: Prose
    counter_reading: Prose
    guidance: Prose | None = None
    source: Prose


class OwnAnswer(Model):
    code: Code
    label: Prose
    say: Prose | None = None


class ThresholdModel(Model):
    at_least: int
    raises: tuple[Code, ...] = Field(min_length=1)


class QuestionModel(Model):
    id: Code
    kind: QuestionKind
    text: Prose
    say: Prose | None = None
    help: Prose | None = None
    answers: tuple[OwnAnswer, ...] = ()
    raises: dict[Code, tuple[Code, ...]] = {}
    thresholds: tuple[ThresholdModel, ...] = ()
    when: RawCondition = None
    sensitive: bool = False
    topic: Topic | None = None
    role: QuestionRole | None = None
    stays_local: bool = False


class ItemModel(Model):
    """`sites`: the item stands only where the screening takes place at one of these (S-003)."""

    question: Code
    sites: tuple[SiteKind, ...] = ()
    required: bool = False


class SectionModel(Model):
    id: Code
    title: Prose
    items: tuple[ItemModel, ...] = Field(min_length=1)


class ExitModel(Model):
    id: Code
    text: Prose
    when: RawCondition = None
    next_instrument: Code | None = None


class InstrumentModel(Model):
    id: Code
    title: Prose
    summary: Prose
    roles: tuple[OfficialRole, ...] = Field(min_length=1)
    sites: tuple[SiteKind, ...] = Field(min_length=1)
    mode: Mode
    # The cap of S-037 on questions that can hurt to answer.
    most_sensitive: int = Field(default=30, ge=0)
    sections: tuple[SectionModel, ...] = Field(min_length=1)
    exits: tuple[ExitModel, ...] = ()


class ConcernModel(Model):
    code: Code
    label: Prose
    remedy: Prose
    when: RawCondition = None
    # True where the concern itself tells of an act of the person: it never leaves the machine.
    stays_local: bool = False


class NoticeModel(Model):
    id: Code
    text: Prose
    when: RawCondition


class ProtocolModel(Model):
    id: Code
    title: Prose
    steps: tuple[Prose, ...] = Field(min_length=1)
    when: RawCondition = None


class ProtocolsFile(Model):
    privacy_gate: RawCondition = None
    concerns: tuple[ConcernModel, ...] = ()
    notices: tuple[NoticeModel, ...] = ()
    protocols: tuple[ProtocolModel, ...] = ()


class OfferModel(Model):
    id: Code
    service: AssistanceService
    reason: Prose
    when: RawCondition


class RoutingFile(Model):
    offers: tuple[OfferModel, ...] = ()


class CaseExpectation(Model):
    band: Band
    profile: AgeProfile | None = None
    urgent: bool | None = None
    concerns: tuple[Code, ...] | None = None
    forms: tuple[FormCode, ...] | None = None
    settled: bool | None = None
    elements: dict[Element, ElementStatus] = {}
    # Indicators that some reason of the finding must name.
    reasons: tuple[Code, ...] = ()


class CaseModel(Model):
    """A golden case: answers of an instrument, and what the finding must be."""

    id: Code
    title: Prose
    instrument: Code
    answers: dict[Code, JsonValue]
    expect: CaseExpectation


class PackModel(Model):
    """A whole pack: what `pack build` writes and the app reads."""

    header: PackHeader
    indicators: tuple[IndicatorModel, ...]
    questions: tuple[QuestionModel, ...]
    instruments: tuple[InstrumentModel, ...]
    protocols: ProtocolsFile
    routing: RoutingFile
    cases: tuple[CaseModel, ...]
