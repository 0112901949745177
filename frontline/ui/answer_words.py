"""What a service answered, as one sentence."""

from __future__ import annotations

from frontline.domain.service_answers import Outcome, RefusalReason, ServiceAnswer
from frontline.ui.formats import day_text
from frontline.ui.language import Language
from frontline.ui.messages import mark

_OUTCOMES: dict[Outcome, str] = {
    Outcome.ACCEPTED: mark("The service accepts. Contact on {day}."),
    Outcome.WAITING_LIST: mark("On the service's waiting list."),
    Outcome.REFUSED: mark("The service cannot help: {reason}. Look for another one."),
}
_WAITING_UNTIL = mark("On the service's waiting list. Contact on {day}.")
_REASONS: dict[RefusalReason, str] = {
    RefusalReason.NO_CAPACITY: mark("it is full"),
    RefusalReason.OTHER_MANDATE: mark("it gives another kind of help"),
    RefusalReason.OTHER_AREA: mark("it works in another area"),
    RefusalReason.OTHER_AGE: mark("it takes people of another age"),
    RefusalReason.NO_INTERPRETER: mark("it has no interpreter"),
    RefusalReason.CLOSED: mark("it has closed"),
}


def answer_text(language: Language, answer: ServiceAnswer) -> str:
    text = _OUTCOMES[answer.outcome]
    if answer.outcome is Outcome.WAITING_LIST and answer.contact_on is not None:
        text = _WAITING_UNTIL
    reason = language.gettext(_REASONS[answer.reason]) if answer.reason is not None else ""
    day = day_text(language.code, answer.contact_on) if answer.contact_on is not None else ""
    return language.gettext(text).format(reason=reason, day=day)
