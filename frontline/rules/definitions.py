"""A rule pack as the engine and the interface see it: immutable, checked, compiled from source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from frontline.domain.answers import QuestionKind
from frontline.domain.identifiers import IndicatorCode, InstrumentId, PackId, QuestionId
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Dimension, Element, Strength, StrengthColumn
from frontline.rules.clips import Clips
from frontline.rules.conditions import Condition
from frontline.rules.country import Country
from frontline.rules.texts import Texts


class Topic(StrEnum):
    """What a question is about where that must never weigh (docs/rule-packs.md)."""

    CONSENT = "consent"
    COOPERATION = "cooperation"
    PAPERS = "papers"
    NATIONALITY = "nationality"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    LANGUAGE = "language"
    GENDER = "gender"
    MIGRATION_STATUS = "migration_status"


class About(StrEnum):
    """Questions whose place in an instrument matters: help comes before other people."""

    HELP = "help"
    OTHERS = "others"


class QuestionRole(StrEnum):
    """Questions the program itself knows: it reads them for age, REF fields, unpaid wages and the
    day on which an officer comes back."""

    AGE_GROUP = "age_group"
    AGE_YEARS = "age_years"
    GENDER = "gender"
    CITIZENSHIP = "citizenship"
    LANGUAGE = "language"
    REFERRAL_CHOICE = "referral_choice"
    FEAR_OF_RETURN = "fear_of_return"
    SAFE_RETURN_DAY = "safe_return_day"
    PAY_PROMISED = "pay_promised"
    PAY_PERIOD = "pay_period"
    PAY_RECEIVED = "pay_received"
    WEEKS_WORKED = "weeks_worked"
    DAYS_PER_WEEK = "days_per_week"
    # Lines of the rights checklist (S-030).
    PRIVACY = "privacy"
    INTERPRETER = "interpreter"
    INFORMED = "informed"
    COMPLAINT_ROUTE = "complaint_route"


class Mode(StrEnum):
    CHECKLIST = "checklist"
    GUIDED = "guided"
    # Guided, for a child: few questions, each with words and answers a child can point at.
    PICTURE_CARDS = "picture_cards"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`text` and the like are not here: they are strings of the pack (`Texts`)."""

    code: IndicatorCode
    is_observation: bool
    element: Element
    element_codes: tuple[str, ...]
    dimension: Dimension | None
    forms: tuple[str, ...]
    strength: Mapping[StrengthColumn, Strength]
    concerns: tuple[str, ...]
    urgent: bool
    stays_local: bool
    source: str

    @property
    def scores(self) -> bool:
        return self.element is not Element.CONTEXT


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of at least `at_least` shows `indicators`."""

    at_least: int
    indicators: tuple[IndicatorCode, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`each_talk`: what was answered in one talk says nothing of the next, which asks anew."""

    id: QuestionId
    kind: QuestionKind
    answers: tuple[str, ...]
    raises: Mapping[str, tuple[IndicatorCode, ...]]
    thresholds: tuple[Threshold, ...]
    when: Condition | None
    sensitive: bool
    has_say: bool
    topic: Topic | None
    role: QuestionRole | None
    stays_local: bool
    about: About | None = None
    each_talk: bool = False

    @property
    def indicators(self) -> frozenset[IndicatorCode]:
        """Every indicator some answer to this question can show."""
        raised = [code for codes in self.raises.values() for code in codes]
        for threshold in self.thresholds:
            raised.extend(threshold.indicators)
        return frozenset(raised)


@dataclass(frozen=True, slots=True)
class Item:
    """`sites` empty: it stands wherever the instrument may be used."""

    question: QuestionId
    sites: tuple[SiteKind, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Exit:
    """A way on from an instrument; the first whose condition holds is proposed."""

    id: str
    when: Condition | None
    next_instrument: InstrumentId | None


@dataclass(frozen=True, slots=True)
class Instrument:
    id: InstrumentId
    roles: tuple[OfficialRole, ...]
    sites: tuple[SiteKind, ...]
    first_at: tuple[SiteKind, ...]
    mode: Mode
    sections: tuple[Section, ...]
    exits: tuple[Exit, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    def at(self, site: SiteKind) -> Instrument:
        """This instrument with only the items that stand at such a site."""
        sections = (
            Section(section.id, tuple(i for i in section.items if not i.sites or site in i.sites))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in sections if section.items))


@dataclass(frozen=True, slots=True)
class Concern:
    """Raised by any indicator tagged with it, or when `when` holds."""

    code: str
    when: Condition | None
    stays_local: bool


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Protocol:
    """Steps to take when the condition holds, in order; each step is a string of the pack."""

    id: str
    when: Condition | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, by its code in AssistanceService, and when to offer it."""

    id: str
    service: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Form:
    """A form of exploitation; `family` names the strengths it is judged by.

    What shows a sub-form shows its `parent` too. `described_as`: see rules/naming.py.
    """

    code: str
    family: str
    children_only: bool
    parent: str | None = None
    described_as: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PackDefinition:
    id: PackId
    version: int
    forms: Mapping[str, Form]
    indicators: Mapping[IndicatorCode, Indicator]
    questions: Mapping[QuestionId, Question]
    instruments: Mapping[InstrumentId, Instrument]
    concerns: tuple[Concern, ...]
    notices: tuple[Notice, ...]
    protocols: tuple[Protocol, ...]
    offers: tuple[Offer, ...]
    privacy_gate: Condition | None
    texts: Texts
    # Of country packs: the pack it adds to, and what is known of the country.
    extends: PackId | None = None
    country: Country | None = None
    # Sentences of the card that the person takes along, by their id.
    rights: tuple[str, ...] = ()
    # Where the spoken questions stand in the file beside the pack; none of them is read with it.
    clips: Clips = field(default_factory=dict)

    def question_with_role(self, role: QuestionRole) -> Question | None:
        """The one question that plays `role` in this pack, if any."""
        return next((q for q in self.questions.values() if q.role is role), None)
