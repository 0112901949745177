"""Posts of the fictitious countries, and the people met there, for journeys through the field.

Services and country packs are the real ones; the vault is the one in memory. A person is only ever
asked what may be put to them at that moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.answers import AnswerValue, Observation, StandardAnswer
from frontline.domain.assistance import AssistanceService, Choice, PlanLine
from frontline.domain.findings import Assessment, ElementStatus, Finding
from frontline.domain.identifiers import InstrumentId, PackId, QuestionId, SiteId, UserId
from frontline.domain.officials import AccessRole, OfficialRole, User
from frontline.domain.reviews import Decision, LoweringReason
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.domain.trafficking import Element
from frontline.rules.checks.wording import banned_words
from frontline.rules.definitions import PackDefinition, Question
from frontline.screening.assessment import assess
from frontline.screening.compiled import CompiledPack
from frontline.screening.guidance import notices, plan, protocols
from frontline.screening.interview import Interview
from frontline.screening.next_question import next_question, progress
from frontline.screening.report import assessment_report
from frontline.services.assistance import AssistancePlans
from frontline.services.desk import Desk
from frontline.services.follow_ups import FollowUps
from frontline.services.interview_state import FindingState, finding_state
from frontline.services.lowerings import Lowerings
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session, UserKeys
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.stores import Device
from frontline.wire.ref_record import RefRecord
from tests.support.clock import SettableClock
from tests.support.hub import SeededChance
from tests.support.packs import SHIPPED, compiled
from tests.support.vault import MemoryVault, a_device

OFFICER_LANGUAGES = ("en", "es", "pt", "fr")
_CODES = {"alpha": "XA", "tango": "XT", "delta": "XD"}
_CHANCE = SeededChance(11)


class _CountryShelf(PackShelf):
    """Holds the pack of one country, compiled from its source, and no other."""

    def __init__(self, vault: MemoryVault, own: CompiledPack) -> None:
        super().__init__(vault.documents, ())
        self._own = own

    def newest(self, name: str = "core") -> CompiledPack:
        assert name == "core"
        return self._own

    def of_country(self, country: str) -> CompiledPack:
        assert country
        return self._own

    def pinned(self, name: PackId, version: int) -> CompiledPack:
        assert (name, version) == (self._own.pack.id, self._own.pack.version)
        return self._own


class Post:
    """An officer at one site. `abroad`: the country that a consulate stands in."""

    def __init__(
        self, country: str, official: OfficialRole, kind: SiteKind, *, abroad: str | None = None
    ) -> None:
        code = _CODES[abroad or country]
        site = SiteId(_CHANCE.uuid())
        self.site = Site(site, "Site of a journey", kind, SiteSetting.RURAL, code, f"{code}-1")
        self.clock = SettableClock()
        user = _officer(official)
        vault = MemoryVault([user], [self.site], _device())
        session = Session(user, UserKeys("", b""))
        own = compiled(SHIPPED / country)
        desk = Desk(vault, session, self.clock, _CHANCE, _CountryShelf(vault, own))
        self.desk = desk
        self.pack: PackDefinition = own.pack
        self.screenings = ScreeningService(desk)
        self.plans = AssistancePlans(desk)
        self.follow_ups = FollowUps(desk)
        self.referrals = Referrals(desk)

    def instruments(self) -> list[str]:
        """Those the officer may use."""
        return [each.id for each in self.screenings.instruments_for(self.site)]

    def meet(self, instrument: str, **told: AnswerValue) -> Met:
        """Somebody for whom a case is opened, asked in Portuguese."""
        met = Met(self, self.screenings.start(InstrumentId(instrument), self.site.id, "pt"))
        met.say(**told)
        return met


class Met:
    """Somebody an officer talks with, and the screening of them on the table."""

    def __init__(self, post: Post, table: OpenScreening) -> None:
        self.post = post
        self.table = table

    def say(self, **answers: AnswerValue) -> None:
        """What is seen and told, in this order, each only where it may be put by then."""
        for name, value in answers.items():
            assert self.may_be_asked(name), f"{name} may not be put now"
            self.post.screenings.answer(self.table, QuestionId(name), value)

    def go_on_with(self, instrument: str) -> Met:
        """The same person, with another questionnaire."""
        table = self.post.screenings.go_on_with(self.table, InstrumentId(instrument))
        return Met(self.post, table)

    def lowered(self, reason: LoweringReason) -> None:
        """The officer asks that less may stand, and a supervisor agrees."""
        desk = self.post.desk
        asked = Lowerings(desk).ask(self.table, reason)
        other = replace(
            _officer(OfficialRole.CONSULAR), id=UserId(_CHANCE.uuid()), access=AccessRole.SUPERVISOR
        )
        session = Session(other, UserKeys("", b""))
        Lowerings(replace(desk, session=session)).decide(asked.id, Decision.APPROVED)

    def choose(self, **choices: Choice) -> None:
        for service, choice in choices.items():
            self.post.plans.choose(self.table, AssistanceService(service), choice)

    def referral(self) -> RefRecord:
        """What would leave the machine."""
        return self.post.referrals.preview(self.table)

    def otherwise(self, **changed: AnswerValue) -> Interview:
        """The interview of somebody else, who answers `changed` otherwise and the rest alike."""
        return copied(self.interview, self.post.site.kind, changed)

    @property
    def interview(self) -> Interview:
        return self.table.interview

    @property
    def state(self) -> FindingState:
        return finding_state(self.table)

    @property
    def assessment(self) -> Assessment:
        return assess(self.interview)

    @property
    def finding(self) -> Finding:
        return self.assessment.finding

    @property
    def plan(self) -> dict[str, PlanLine]:
        return {line.service.value: line for line in self.post.plans.lines(self.table)}

    @property
    def notices(self) -> set[str]:
        return set(notices(self.interview))

    @property
    def protocols(self) -> set[str]:
        return set(protocols(self.interview))

    @property
    def reasons(self) -> set[str]:
        """The indicators that stand behind anything found."""
        return {trace.indicator for reason in self.assessment.reasons for trace in reason.traces}

    @property
    def withheld(self) -> int:
        """How many questions wait until the person can speak in private."""
        return sum(section.withheld for section in progress(self.interview))

    @property
    def questions(self) -> dict[str, Question]:
        """Every question of the questionnaire here, in its order, visible or not."""
        known = self.post.pack.questions
        return {item.question: known[item.question] for item in self.interview.instrument.items}

    def may_be_asked(self, name: str) -> bool:
        return name in self.questions and self.interview.is_visible(QuestionId(name))

    def status(self, element: Element) -> ElementStatus:
        return self.assessment.elements[element].status

    def codes(self, element: Element) -> set[str]:
        return set(self.assessment.elements[element].codes)

    def to_come(self) -> list[str]:
        """What would be put, one after the other, to somebody who leaves it all open."""
        silent, found = self.otherwise(), list[str]()
        while (question := next_question(silent)) is not None:
            found.append(question)
            answers = self.questions[question].answers
            is_seen = Observation.COULD_NOT_OBSERVE in answers
            code = Observation.COULD_NOT_OBSERVE if is_seen else StandardAnswer.NOT_ASKED
            silent.answer(question, code.value)
        return found


def copied(told: Interview, site: SiteKind, otherwise: Mapping[str, AnswerValue]) -> Interview:
    """The interview of somebody else there, who answers these otherwise and the rest alike."""
    answers = told.answers() | {QuestionId(name): value for name, value in otherwise.items()}
    return Interview(told.compiled, told.instrument.id, answers, site)


def reading(interview: Interview) -> bytes:
    """Finding, bounds, elements, dimensions and reasons, as bytes to compare."""
    report = assessment_report(interview.compiled.pack, assess(interview))
    return json.dumps(report, sort_keys=True).encode()


def services(interview: Interview) -> tuple[PlanLine, ...]:
    """The plan before anything was chosen, with its reasons."""
    return plan(interview, {})


def unfit_words(met: Met, languages: tuple[str, ...] = OFFICER_LANGUAGES) -> list[str]:
    """Texts an officer has before them now that are missing in a language, or use a word no text
    may use: one that declares, decides or stigmatises."""
    texts = met.post.pack.texts
    found = []
    for string in filter(texts.has, _shown(met)):
        for language in languages:
            text = texts.get(string, language)
            if text.is_fallback or list(banned_words(text.value, language)):
                found.append(f"{language} {string}")
    return found


def _shown(met: Met) -> Iterator[str]:
    """Ids of strings; some of them a pack need not have."""
    pack, state = met.post.pack, met.state
    instrument = f"instrument.{state.interview.instrument.id}"
    yield from (f"{instrument}.title", f"{instrument}.summary", f"{instrument}.exit.{state.exit}")
    for section in state.interview.sections:
        yield f"{instrument}.section.{section.id}"
        for name in section.visible:
            yield from _question_strings(pack, name)
    yield from (f"notice.{name}" for name in met.notices)
    for protocol in met.protocols:
        yield f"protocol.{protocol}.title"
        yield from (f"protocol.{protocol}.step.{number}" for number in range(1, 10))
    for concern in met.finding.concerns:
        yield from (f"concern.{concern}.label", f"concern.{concern}.remedy")
    yield from (f"form.{form}.label" for form in met.finding.forms)
    yield from (f"indicator.{code}.text" for code in met.reasons)
    yield from (f"offer.{offer}.reason" for line in met.plan.values() for offer in line.offers)


def _question_strings(pack: PackDefinition, name: QuestionId) -> Iterator[str]:
    stem = f"question.{name}"
    yield from (f"{stem}.text", f"{stem}.say", f"{stem}.help")
    for code in pack.questions[name].answers:
        yield from (f"{stem}.answer.{code}.label", f"{stem}.answer.{code}.say")


def _officer(official: OfficialRole) -> User:
    return User(
        id=UserId(_CHANCE.uuid()),
        name="Officer of a journey",
        access=AccessRole.OFFICER,
        official=official,
        recipient=new_sealing_key().recipient,
        verify_key=SigningKey.from_seed(_CHANCE.token(32)).public,
    )


@cache
def _device() -> Device:
    return a_device(_CHANCE)
