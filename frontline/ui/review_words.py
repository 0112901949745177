"""The review desk in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontline.domain.findings import Finding
from frontline.domain.reviews import LoweringReason
from frontline.services.review_desk import QueueLine
from frontline.ui.labels import band_text
from frontline.ui.language import Language
from frontline.ui.messages import mark

_REASONS: dict[str, str] = {
    LoweringReason.MISUNDERSTOOD: mark("The question or the answer was misunderstood"),
    LoweringReason.WRONG_BUTTON: mark("The wrong answer was pressed"),
    LoweringReason.NEW_FACTS: mark("New facts are known"),
    LoweringReason.AUTHORITY_ASSESSED: mark("The competent authority has assessed it"),
}
# What a record can be made less exact in, and the words for doing it.
_LADDERS: dict[str, str] = {
    "route": mark("Less of the route: countries alone, then none"),
    "region": mark("Country instead of region"),
    "age_band": mark("Adult or child instead of an age band"),
    "citizenship_area": mark("No citizenship area"),
    "gender": mark("No gender"),
}
_DAY = timedelta(days=1)


def reason_text(language: Language, reason: LoweringReason) -> str:
    return language.gettext(_REASONS[reason])


def reasons(language: Language) -> list[tuple[str, str]]:
    return [(code, language.gettext(text)) for code, text in _REASONS.items()]


def ladder_text(language: Language, field: str) -> str:
    return language.gettext(_LADDERS[field])


def finding_text(language: Language, finding: Finding) -> str:
    found = band_text(language, finding.band)
    if finding.urgent:
        return language.gettext("{finding} · urgent").format(finding=found)
    return found


def marks_text(language: Language, line: QueueLine) -> str:
    """Why it stands above others; "" where nothing puts it there."""
    gettext = language.gettext
    said = (
        (line.is_urgent, gettext("Urgent")),
        (line.is_child, gettext("Child")),
        (line.is_override, gettext("Finding corrected")),
    )
    return " · ".join(text for holds, text in said if holds)


def waiting_text(language: Language, since: datetime, now: datetime) -> str:
    """In hours up to a day, in days after it."""
    waited = now - since
    if waited < _DAY:
        hours = waited // timedelta(hours=1)
        text = language.ngettext("waits {count} hour", "waits {count} hours", hours)
        return text.format(count=hours)
    days = waited // _DAY
    return language.ngettext("waits {count} day", "waits {count} days", days).format(count=days)


def alike_text(language: Language, alike: int) -> str:
    if alike == 0:
        return language.gettext(
            "Stands alone: nobody else has this age, gender, origin, place and route."
        )
    text = language.ngettext(
        "{count} other like this, now or before.",
        "{count} others like this, now or before.",
        alike,
    )
    return text.format(count=alike)


def effect_text(language: Language, alike: int) -> str:
    """What making it less exact would bring."""
    if alike == 0:
        return language.gettext("still alone")
    text = language.ngettext("then {count} other is alike", "then {count} others are alike", alike)
    return text.format(count=alike)


def hours_text(language: Language, hours: float | None) -> str:
    """ "-" where there is nothing to measure."""
    if hours is None:
        return language.gettext("nothing yet")
    if hours < 1:
        return language.gettext("under one hour")
    count = round(hours)
    return language.ngettext("{count} hour", "{count} hours", count).format(count=count)
