"""Closed lists in words: bands, elements, roles, sites, services, choices, states.

What a pack defines (questions, indicators, forms, concerns) has its words in the pack.
"""

from __future__ import annotations

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import AccessRole, OfficialRole, UserState
from frontline.domain.referrals import ReferralState
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.domain.trafficking import Act, Element, Means
from frontline.rules.built import PACK_KIND
from frontline.ui.language import Language
from frontline.ui.messages import mark
from frontline.wire.directory import DIRECTORY_KIND
from frontline.wire.focal_point import FOCAL_POINT_KIND
from frontline.wire.glossary import GLOSSARY_KIND
from frontline.wire.oversight import OVERSIGHT_KIND
from frontline.wire.ref_record import AgeBand, Area, ConsentScope, GenderCode

_BANDS: dict[str, str] = {
    Band.INCOMPLETE: mark("Not enough asked yet"),
    Band.NONE_OBSERVED: mark("No indicators shown today"),
    Band.POSSIBLE: mark("Indicators shown: possible trafficking"),
    Band.PRESUMED: mark("Presumed victim of trafficking"),
}
_BAND_MEANINGS: dict[str, str] = {
    Band.INCOMPLETE: mark(
        "Too little is known to say anything. This speaks of the asking, not of the person."
    ),
    Band.NONE_OBSERVED: mark(
        "Nothing pointed to trafficking in what was seen and said today. "
        "People often cannot speak at a first meeting; the offer of a talk stays open."
    ),
    Band.POSSIBLE: mark(
        "Some elements are shown. Offer help and refer for a full assessment by the authority."
    ),
    Band.PRESUMED: mark(
        "The elements of trafficking are shown. Treat the person as a presumed victim: offer help "
        "now and refer. Formal identification is made by the national authority."
    ),
}
_ELEMENTS: dict[str, str] = {
    Element.ACT: mark("Act"),
    Element.MEANS: mark("Means"),
    Element.PURPOSE: mark("Purpose"),
    Element.CONTEXT: mark("Context"),
}
_ELEMENT_QUESTIONS: dict[str, str] = {
    Element.ACT: mark("What was done"),
    Element.MEANS: mark("How it was done"),
    Element.PURPOSE: mark("What for"),
    Element.CONTEXT: mark("The situation"),
}
_STATUSES: dict[str, str] = {
    ElementStatus.MET: mark("shown"),
    ElementStatus.POSSIBLE: mark("possible"),
    ElementStatus.NOT_SHOWN: mark("not shown"),
    ElementStatus.UNKNOWN: mark("not known yet"),
}
_ELEMENT_CODES: dict[str, str] = {
    Act.RECRUITMENT: mark("recruitment"),
    Act.TRANSPORTATION: mark("transportation"),
    Act.TRANSFER: mark("transfer"),
    Act.HARBOURING: mark("harbouring"),
    Act.RECEIPT: mark("receipt"),
    Means.THREAT_OF_FORCE: mark("threat of force"),
    Means.USE_OF_FORCE: mark("use of force"),
    Means.OTHER_COERCION: mark("other coercion"),
    Means.ABDUCTION: mark("abduction"),
    Means.FRAUD: mark("fraud"),
    Means.DECEPTION: mark("deception"),
    Means.ABUSE_OF_POWER: mark("abuse of power"),
    Means.ABUSE_OF_VULNERABILITY: mark("abuse of a position of vulnerability"),
    Means.PAYMENT_TO_CONTROLLER: mark("payment to somebody in control"),
}

_ROLES: dict[str, str] = {
    OfficialRole.IMMIGRATION: mark("Immigration"),
    OfficialRole.LABOUR: mark("Labour inspection"),
    OfficialRole.POLICE: mark("Police"),
    OfficialRole.CONSULAR: mark("Consular service"),
    OfficialRole.HEALTH: mark("Health service"),
    OfficialRole.OBSERVER: mark("Observer at a strategic point"),
    AccessRole.OFFICER: mark("Officer"),
    AccessRole.SUPERVISOR: mark("Supervisor"),
    AccessRole.TRAINER: mark("Trainer"),
    AccessRole.ADMINISTRATOR: mark("Administrator"),
    AccessRole.OVERSIGHT: mark("Oversight"),
}
_ACCOUNT_STATES: dict[str, str] = {
    UserState.ACTIVE: mark("active"),
    UserState.SUSPENDED: mark("suspended"),
    UserState.REMOVED: mark("removed"),
}
_SITES: dict[str, str] = {
    SiteKind.AIRPORT: mark("Airport"),
    SiteKind.BUS_TERMINAL: mark("Bus terminal"),
    SiteKind.HOTEL: mark("Hotel"),
    SiteKind.LAND_BORDER: mark("Land border post"),
    SiteKind.SEAPORT: mark("Seaport"),
    SiteKind.CHECKPOINT: mark("Checkpoint"),
    SiteKind.WORKPLACE: mark("Workplace"),
    SiteKind.FARM: mark("Farm"),
    SiteKind.HOUSEHOLD: mark("Private household"),
    SiteKind.RECRUITMENT_AGENCY: mark("Recruitment agency"),
    SiteKind.TRAVEL_AGENCY: mark("Travel agency"),
    SiteKind.SCHOOL: mark("School"),
    SiteKind.SHELTER: mark("Shelter"),
    SiteKind.CONSULATE: mark("Consulate"),
    SiteKind.CLINIC: mark("Clinic"),
    SiteKind.ONLINE: mark("Online"),
    SiteSetting.BORDER: mark("Border area"),
    SiteSetting.RURAL: mark("Rural area"),
    SiteSetting.URBAN: mark("Town or city"),
}
_SERVICES: dict[str, str] = {
    AssistanceService.EMERGENCY: mark("Emergency help"),
    AssistanceService.MEDICAL: mark("Medical care"),
    AssistanceService.PSYCHOLOGICAL: mark("Psychological care"),
    AssistanceService.SOCIAL: mark("Social support"),
    AssistanceService.LEGAL: mark("Legal help"),
    AssistanceService.COUNSELLING: mark("Counselling"),
    AssistanceService.SHELTER: mark("A safe place to stay"),
    AssistanceService.SECURITY: mark("Personal safety plan"),
    AssistanceService.STAY: mark("Permission to stay"),
    AssistanceService.ASYLUM: mark("Request for asylum"),
    AssistanceService.CONSULAR: mark("Help from the person's consulate"),
    AssistanceService.REPATRIATION: mark("Voluntary and safe return"),
    AssistanceService.RESETTLEMENT: mark("Resettlement in a third country"),
    AssistanceService.REINTEGRATION: mark("Local reintegration programme"),
    AssistanceService.LIVELIHOOD: mark("Work and livelihood"),
    AssistanceService.EDUCATION: mark("Schooling and training"),
    AssistanceService.FAMILY_NETWORK: mark("Family and community network"),
    AssistanceService.COMPENSATION: mark("Compensation and reparation"),
    AssistanceService.JUSTICE: mark("Access to justice"),
    AssistanceService.WITNESS_PROTECTION: mark("Witness protection"),
    AssistanceService.LABOUR_REMEDY: mark("Labour inspectorate and wage claims"),
    AssistanceService.CHILD_ACCOMMODATION: mark("Child: safe accommodation"),
    AssistanceService.CHILD_EDUCATION: mark("Child: schooling"),
    AssistanceService.CHILD_CARE: mark("Child: care"),
    AssistanceService.CHILD_TRANSFER: mark("Child: supervised transfer"),
    AssistanceService.INTERPRETATION: mark("Interpreter"),
    AssistanceService.DOCUMENT_REPLACEMENT: mark("Replacement of papers"),
}
_CHOICES: dict[str, str] = {
    Choice.ACCEPTED: mark("Yes"),
    Choice.DECLINED: mark("No"),
    Choice.LATER: mark("Later"),
    Choice.NOT_ASKED: mark("Not asked yet"),
}
_REFERRAL_STATES: dict[str, str] = {
    ReferralState.DRAFT: mark("returned, to be made again"),
    ReferralState.READY: mark("waiting for review"),
    ReferralState.RETURNED: mark("returned by a supervisor"),
    ReferralState.REVIEWED: mark("approved, not let go yet"),
    ReferralState.QUEUED: mark("waiting"),
    ReferralState.SENT: mark("sent, no receipt yet"),
    ReferralState.ACKNOWLEDGED: mark("acknowledged by the hub"),
    ReferralState.ANSWERED: mark("answered"),
    ReferralState.CLOSED: mark("withdrawn"),
}
_REF_VALUES: dict[str, str] = {
    AgeBand.CHILD: mark("child"),
    AgeBand.ADULT: mark("adult"),
    AgeBand.DISPUTED: mark("age in doubt, treated as a child"),
    GenderCode.FEMALE: mark("female"),
    GenderCode.MALE: mark("male"),
    GenderCode.TRANS_FEMALE: mark("trans female"),
    GenderCode.TRANS_MALE: mark("trans male"),
    GenderCode.NON_CONFORMING: mark("another gender"),
    GenderCode.NOT_STATED: mark("not stated"),
    Area.CARIBBEAN: mark("Caribbean"),
    Area.CENTRAL_AMERICA: mark("Central America"),
    Area.SOUTH_AMERICA: mark("South America"),
    Area.NORTH_AMERICA: mark("North America"),
    Area.EUROPE: mark("Europe"),
    Area.AFRICA: mark("Africa"),
    Area.ASIA: mark("Asia"),
    Area.OCEANIA: mark("Oceania"),
    Area.FICTITIOUS: mark("fictitious (for trials)"),
    ConsentScope.FULL: mark("the person agreed to a referral"),
    ConsentScope.DEIDENTIFIED: mark("the person agreed to a notice without identity"),
    ConsentScope.CHILD_PROTECTION: mark("duty to protect a child"),
}

_DOCUMENTS: dict[str, str] = {
    PACK_KIND: mark("Rule pack"),
    DIRECTORY_KIND: mark("Directory of services"),
    GLOSSARY_KIND: mark("Glossary"),
    OVERSIGHT_KIND: mark("Oversight body"),
    FOCAL_POINT_KIND: mark("Law-enforcement focal point"),
}


def band_text(language: Language, band: Band) -> str:
    return language.gettext(_BANDS[band])


def band_meaning(language: Language, band: Band) -> str:
    return language.gettext(_BAND_MEANINGS[band])


def element_text(language: Language, element: Element) -> str:
    return language.gettext(_ELEMENTS[element])


def element_question(language: Language, element: Element) -> str:
    """The element in plain words: what was done, how, what for."""
    return language.gettext(_ELEMENT_QUESTIONS[element])


def status_text(language: Language, status: ElementStatus) -> str:
    return language.gettext(_STATUSES[status])


def element_code_text(language: Language, code: str) -> str:
    """An act or means in words; forms of exploitation come from the pack."""
    return _said(language, _ELEMENT_CODES, code)


def role_text(language: Language, role: OfficialRole | AccessRole) -> str:
    return _said(language, _ROLES, role)


def account_state_text(language: Language, state: UserState) -> str:
    return _said(language, _ACCOUNT_STATES, state)


def site_text(language: Language, code: SiteKind | SiteSetting) -> str:
    return _said(language, _SITES, code)


def service_text(language: Language, service: AssistanceService) -> str:
    return _said(language, _SERVICES, service)


def choice_text(language: Language, choice: Choice) -> str:
    return language.gettext(_CHOICES[choice])


def referral_state_text(language: Language, state: ReferralState) -> str:
    return language.gettext(_REFERRAL_STATES[state])


def ref_value_text(language: Language, code: str) -> str:
    """A coded value of a referral in words; bands of ages are numbers and stay as they are."""
    return _said(language, _REF_VALUES, code)


def document_text(language: Language, kind: str) -> str:
    return _said(language, _DOCUMENTS, kind)


def named(language: Language, name: str, value: str) -> str:
    """A name and what it stands for; French writes a space before the colon."""
    return language.gettext("{name}: {value}").format(name=name, value=value)


def _said(language: Language, texts: dict[str, str], code: str) -> str:
    text = texts.get(code)
    return code if text is None else language.gettext(text)
