"""The directory in words: themes, mandates, levels, gaps, and what an entry says of itself."""

from __future__ import annotations

from babel import Locale

from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Level, Mandate, Theme
from frontline.referral.routing import Gap, Lack
from frontline.ui.formats import confirmed_text, country_text
from frontline.ui.labels import named, service_text
from frontline.ui.language import Language
from frontline.ui.messages import mark
from frontline.wire.directory import DirectoryEntry, FocalPoint

_THEMES: dict[str, str] = {
    Theme.CHILD: mark("Children"),
    Theme.WOMEN: mark("Women"),
    Theme.LABOUR: mark("Labour exploitation"),
    Theme.SEXUAL: mark("Sexual exploitation"),
    Theme.ORGAN: mark("Removal of organs"),
    Theme.OTHER_FORMS: mark("Other forms of exploitation"),
    Theme.CONSULAR: mark("Consular matters"),
    Theme.INTEGRITY: mark("Integrity of officials"),
    Theme.STATISTICS: mark("Statistics"),
    Theme.ICT: mark("Internet and technology"),
}
_MANDATES: dict[str, str] = {
    Mandate.ASSISTANCE: mark("assistance"),
    Mandate.INVESTIGATION: mark("investigation"),
}
_LEVELS: dict[str, str] = {
    Level.NATIONAL: mark("national"),
    Level.REGIONAL: mark("regional"),
    Level.LOCAL: mark("local"),
}
_LACKS: dict[str, str] = {
    Lack.NO_DIRECTORY: mark("No directory of this country is installed."),
    Lack.NO_FOCAL_POINT: mark("Nobody is named for this. Ask your supervisor whom to turn to."),
    Lack.NO_CONTACT: mark("{name} is named, but how to reach them is not known."),
}
_ACCEPTING: dict[bool | None, str] = {
    True: mark("Takes referrals now"),
    False: mark("Takes no referrals now"),
    None: mark("Whether referrals are taken now is not known"),
}


def theme_text(language: Language, theme: str) -> str:
    return language.gettext(_THEMES[theme])


def code_text(language: Language, code: str) -> str:
    """A service, theme, mandate or country in words, for finding it by them."""
    for texts in (_THEMES, _MANDATES):
        if code in texts:
            return language.gettext(texts[code])
    if code in set(AssistanceService):
        return service_text(language, AssistanceService(code))
    return country_text(language.code, code)


def spoken_text(language: Language, code: str) -> str:
    """The name of a language in the officer's."""
    return str(Locale(language.code).languages.get(code, code))


def accepting_text(language: Language, is_accepting: bool | None) -> str:
    return language.gettext(_ACCEPTING[is_accepting])


def gap_text(language: Language, gap: Gap) -> str:
    name = gap.named.name if gap.named is not None else ""
    return language.gettext(_LACKS[gap.lack]).format(name=name)


def scope_text(language: Language, entry: DirectoryEntry) -> str:
    """For what and where a body is there: mandate, level, country, regions."""
    unknown = language.gettext("not known")
    mandates = ", ".join(language.gettext(_MANDATES[each]) for each in entry.mandates)
    parts = [named(language, language.gettext("Mandate"), mandates or unknown)]
    if entry.level is not None:
        parts.append(language.gettext(_LEVELS[entry.level]))
    parts.append(country_text(language.code, entry.country))
    parts.extend(entry.regions)
    return " · ".join(parts)


def reaching_lines(language: Language, part: DirectoryEntry | FocalPoint) -> tuple[str, ...]:
    """How to reach it. What is not known is said to be so, never filled in."""
    gettext = language.gettext
    unknown = gettext("not known")
    spoken = ", ".join(spoken_text(language, code) for code in part.languages) or unknown
    lines = [named(language, gettext("Contact"), part.contact or unknown)]
    if isinstance(part, DirectoryEntry):
        lines.append(named(language, gettext("Hours"), part.hours or unknown))
    elif part.deputy or part.deputy_contact:
        lines.append(named(language, gettext("Deputy"), part.deputy or unknown))
        reached = part.deputy_contact or unknown
        lines.append(named(language, gettext("Contact of the deputy"), reached))
    lines.append(named(language, gettext("Languages"), spoken))
    return tuple(lines)


def confirmation_text(language: Language, part: DirectoryEntry | FocalPoint) -> str:
    if not part.confirmed:
        return language.gettext("Never confirmed")
    day = confirmed_text(language.code, part.confirmed)
    if not part.confirmed_by:
        return language.gettext("Last confirmed {day}").format(day=day)
    text = language.gettext("Last confirmed {day} by {office}")
    return text.format(day=day, office=part.confirmed_by)
