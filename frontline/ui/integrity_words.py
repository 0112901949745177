"""Words for the closed lists of a report of suspected complicity: neutral, and only suspected."""

from __future__ import annotations

from frontline.domain.integrity import Pattern, PublicService
from frontline.ui.language import Language
from frontline.ui.messages import mark

_PATTERNS = {
    Pattern.WAVED_THROUGH: mark("Somebody was let through"),
    Pattern.FALSE_PAPERS_ISSUED: mark("False papers were issued"),
    Pattern.SUSPECTS_WARNED: mark("Suspects were warned"),
    Pattern.PROTECTION_SOLD: mark("Protection was sold"),
    Pattern.PAYMENT_DEMANDED: mark("Payment was demanded"),
    Pattern.OTHER: mark("Something else"),
}
_SERVICES = {
    PublicService.BORDER: mark("Border or immigration"),
    PublicService.POLICE: mark("Police"),
    PublicService.LABOUR_INSPECTION: mark("Labour inspection"),
    PublicService.REGISTRY: mark("Civil registry or passport office"),
    PublicService.CONSULATE: mark("Consulate or embassy"),
    PublicService.CUSTOMS: mark("Customs"),
    PublicService.JUSTICE: mark("Prosecution or court"),
    PublicService.HEALTH_OR_SHELTER: mark("Health service or shelter"),
    PublicService.OTHER: mark("Another service"),
    PublicService.UNKNOWN: mark("Not known"),
}


def pattern_text(language: Language, pattern: Pattern) -> str:
    return language.gettext(_PATTERNS[pattern])


def service_text(language: Language, service: PublicService) -> str:
    return language.gettext(_SERVICES[service])
