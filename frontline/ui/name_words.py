"""Names that forms got after cases were closed, in words."""

from __future__ import annotations

from datetime import tzinfo

from frontline.domain.naming import NameDecision, NameReason, Naming
from frontline.ui.formats import moment_text
from frontline.ui.language import Language
from frontline.ui.messages import mark

_REASONS: dict[str, str] = {
    NameReason.AS_TOLD: mark("What was told then"),
    NameReason.ASKED_AGAIN: mark("The person was asked again"),
    NameReason.OTHER_RECORD: mark("What another service or authority found"),
}


def reasons(language: Language) -> list[tuple[str, str]]:
    return [(code, language.gettext(text)) for code, text in _REASONS.items()]


def decision_text(language: Language, naming: Naming, by: str, zone: tzinfo | None) -> str:
    """Who decided what, when and why."""
    texts = {
        NameDecision.ADDED: language.gettext("Name added by {name}, {time}: {reason}"),
        NameDecision.NOT_THIS: language.gettext("Not this form, said {name}, {time}: {reason}"),
    }
    return texts[naming.decision].format(
        name=by,
        time=moment_text(language.code, naming.at, zone),
        reason=language.gettext(_REASONS[naming.reason]),
    )
