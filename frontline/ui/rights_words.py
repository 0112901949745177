"""What the officer says of a line of the rights checklist, in words."""

from __future__ import annotations

from frontline.domain.rights import RightsSaid
from frontline.ui.language import Language
from frontline.ui.messages import mark

_SAID = {
    RightsSaid.GIVEN: mark("Given"),
    RightsSaid.NOT_WANTED: mark("Not wanted by the person"),
    RightsSaid.LEFT: mark("The person left before"),
    RightsSaid.SAFETY_FIRST: mark("Safety or health came first"),
    RightsSaid.NOT_AVAILABLE: mark("Nobody was available for it"),
    RightsSaid.OTHER_BODY: mark("Another body does it"),
    RightsSaid.NOT_DUE: mark("Does not apply here"),
}


def said_text(language: Language, said: RightsSaid) -> str:
    return language.gettext(_SAID[said])
