"""The shape of pack source, file by file. The same models carry a built pack.

Texts here are the English source; other languages stand in the pack's catalogues.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

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
from frontline.rules.country_models import CountryModel
from frontline.rules.definitions import About, Mode, QuestionRole, Topic
from frontline.rules.person_models import PersonFile
from frontline.rules.shapes import (
    Code,
    FormCode,
    IndicatorOrMeans,
    Language,
    Model,
    Prose,
    RawCondition,
    StrengthWord,
)


class AnswerText(Model):
    """`label` is read by the officer, `say` is shown or said to the person."""

    label: Prose
    say: Prose | None = None


class FormModel(Model):
    """`children_only`: the form exists for a person under 18 alone, as child labour does.

    `parent`: this is a sub-form; what shows it shows the parent too.

    `described_as`: the form was found among people whose form had no name. These signs and means
    are what their referrals had in common; whoever has all of them may be named so later.
    """

    code: FormCode
    family: Literal["labour", "sexual", "other"]
    label: Prose
    children_only: bool = False
    parent: FormCode | None = None
    described_as: tuple[IndicatorOrMeans, ...] = ()


class ExtendsModel(Model):
    """`version`: the least one needed; in a merged pack, the one it was merged with."""

    pack: Code
    version: int = Field(ge=1)


class PackHeader(Model):
    """A pack that `extends` another is a country pack: it can only add."""

    pack: Code
    version: int = Field(ge=1)
    title: Prose
    extends: ExtendsModel | None = None
    languages: tuple[Language, ...]
    person_languages: tuple[Language, ...] = ()
    forms: tuple[FormModel, ...] = ()
    standard_answers: dict[Code, AnswerText] = Field(default_factory=dict)


class IndicatorModel(Model):
    """A sign. Who can use it where and when is advice to authors and
    readers; `any` stands for all. `guidance` tells how to look or ask without harm."""

    code: Code
    kind: Literal["question", "observation"]
    element: Element
    element_codes: tuple[str, ...] = ()
    dimension: Dimension | None = None
    forms: tuple[FormCode, ...] = ("any",)
    strength: dict[StrengthColumn, StrengthWord] = Field(default_factory=dict)
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
    guidance: Prose
    source: Prose


class OwnAnswer(Model):
    code: Code
    label: Prose
    say: Prose | None = None


class ThresholdModel(Model):
    at_least: int
    raises: tuple[Code, ...] = Field(min_length=1)


class QuestionModel(Model):
    """`about`: help for the person must come before other people."""

    id: Code
    kind: QuestionKind
    text: Prose
    say: Prose | None = None
    help: Prose | None = None
    answers: tuple[OwnAnswer, ...] = ()
    raises: dict[Code, tuple[Code, ...]] = Field(default_factory=dict)
    thresholds: tuple[ThresholdModel, ...] = ()
    when: RawCondition = None
    sensitive: bool = False
    topic: Topic | None = None
    about: About | None = None
    role: QuestionRole | None = None
    stays_local: bool = False
    each_talk: bool = False


class ItemModel(Model):
    """`sites`: the item stands only where the screening takes place at one of these."""

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
    # Where it is the one to begin with, for its roles.
    first_at: tuple[SiteKind, ...] = ()
    mode: Mode
    # The cap on questions that can hurt to answer.
    most_sensitive: int = Field(default=30, ge=0)
    # The limits of a first look in passing: things to see, and questions to put.
    most_observations: int | None = Field(default=None, ge=0)
    most_questions: int | None = Field(default=None, ge=0)
    sections: tuple[SectionModel, ...] = Field(min_length=1)
    exits: tuple[ExitModel, ...] = ()


class AdditionModel(Model):
    """Sections that a country pack puts at the end of an instrument of the pack it extends."""

    instrument: Code
    sections: tuple[SectionModel, ...] = Field(min_length=1)


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
    elements: dict[Element, ElementStatus] = Field(default_factory=dict)
    # Indicators that some reason of the finding must name.
    reasons: tuple[Code, ...] = ()


class CaseModel(Model):
    """A golden case: answers of an instrument, and what the finding must be."""

    id: Code
    title: Prose
    instrument: Code
    answers: dict[Code, object]
    expect: CaseExpectation


class PackModel(Model):
    """A whole pack: what `pack build` writes and the app reads.

    `additions` stand in the source of country packs only: merging puts them in their place.
    """

    header: PackHeader
    indicators: tuple[IndicatorModel, ...]
    questions: tuple[QuestionModel, ...]
    instruments: tuple[InstrumentModel, ...]
    protocols: ProtocolsFile
    routing: RoutingFile
    cases: tuple[CaseModel, ...]
    additions: tuple[AdditionModel, ...] = ()
    country: CountryModel | None = None
    person: PersonFile = PersonFile()
