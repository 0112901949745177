"""What a new version of a document changes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.domain.findings import Finding
from frontline.rules.comparison import Change, TranslationChanges
from frontline.screening.effects import CaseEffect
from frontline.services.document_changes import DocumentChanges
from frontline.ui.labels import band_text, named
from frontline.ui.language import LANGUAGE_NAMES, Language
from frontline.ui.messages import mark

_THINGS: dict[str, str] = {
    "form of exploitation": mark("Forms of exploitation"),
    "indicator": mark("Indicators"),
    "question": mark("Questions"),
    "instrument": mark("Questionnaires"),
    "concern": mark("Concerns"),
    "notice": mark("Notices"),
    "protocol": mark("Protocols"),
    "offer": mark("Offers of help"),
    "golden case": mark("Golden cases"),
    "sentence of the card": mark("Sentences of the card"),
    "words to the person": mark("Words to the person"),
    "country": mark("Country"),
    "pack": mark("Rule pack"),
    "directory": mark("Directory"),
    "body": mark("Services and authorities"),
    "focal point": mark("Focal points"),
    "term": mark("Words of the glossary"),
}
_FIELDS: dict[str, str] = {
    "version": mark("version"),
    "text": mark("wording"),
    "say": mark("words to the person"),
    "words to the person": mark("words to the person"),
    "label": mark("wording"),
    "meaning": mark("meaning"),
    "condition": mark("condition"),
    "urgent": mark("urgent"),
    "contact": mark("contact"),
    "hours": mark("hours"),
    "languages": mark("languages"),
    "is_accepting": mark("takes referrals now"),
    "confirmed": mark("last confirmed"),
    "confirmed_by": mark("confirmed by"),
    "services": mark("services"),
    "mandates": mark("mandate"),
    "deputy": mark("deputy"),
}
# As many lines of a kind as are read; the rest are counted.
_MOST = 12


def change_sections(
    language: Language, changes: DocumentChanges
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Headings with their lines: findings first, because they are what matters most."""
    gettext = language.gettext
    if changes.cases:
        lines = tuple(_case_line(language, case) for case in changes.cases)
        yield gettext("Findings that come out otherwise"), _shortened(language, lines)
    for thing in dict.fromkeys(change.thing for change in changes.changes):
        lines = tuple(
            _change_line(language, change) for change in changes.changes if change.thing == thing
        )
        yield gettext(_THINGS[thing]), _shortened(language, lines)
    if changes.translations:
        lines = tuple(_translation_line(language, *each) for each in changes.translations)
        yield gettext("Translations"), lines


def _change_line(language: Language, change: Change) -> str:
    gettext, title = language.gettext, change.title or change.code
    if change.kind == "added":
        return gettext("New: {title}").format(title=title)
    if change.kind == "removed":
        return gettext("Gone: {title}").format(title=title)
    nothing = gettext("nothing")
    text = gettext("{title} — {field}: {before}, from now on {after}")
    return text.format(
        title=title,
        field=_field_text(language, change.field),
        before=change.before or nothing,
        after=change.after or nothing,
    )


def _field_text(language: Language, field: str) -> str:
    """Fields that only those who write rules know keep the name they have there."""
    known = _FIELDS.get(field)
    return field.replace("_", " ") if known is None else language.gettext(known)


def _case_line(language: Language, case: CaseEffect) -> str:
    text = language.gettext("{title}: {before}, from now on {after}")
    before, after = _finding_text(language, case.before), _finding_text(language, case.after)
    return text.format(title=case.title, before=before, after=after)


def _finding_text(language: Language, finding: Finding | None) -> str:
    if finding is None:
        return language.gettext("cannot be tried")
    parts = [band_text(language, finding.band)]
    if finding.urgent:
        parts.append(language.gettext("urgent"))
    return ", ".join([*parts, *finding.concerns, *finding.forms])


def _translation_line(language: Language, code: str, changes: TranslationChanges) -> str:
    text = language.gettext("{added} new, {changed} changed, {removed} gone, {reviewed} reviewed")
    counts = text.format(
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        reviewed=len(changes.reviewed),
    )
    return named(language, LANGUAGE_NAMES.get(code, code), counts)


def _shortened(language: Language, lines: tuple[str, ...]) -> tuple[str, ...]:
    left = len(lines) - _MOST
    if left <= 0:
        return lines
    text = language.ngettext("… and {n} more", "… and {n} more", left)
    return (*lines[:_MOST], text.format(n=left))
