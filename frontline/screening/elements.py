"""Act, means and purpose: met, possible, not shown or unknown, with the codes that were shown."""

from __future__ import annotations

from frontline.domain.findings import ElementFinding, ElementStatus
from frontline.domain.trafficking import Element
from frontline.screening.tally import Tally

_ELEMENTS = (Element.ACT, Element.MEANS, Element.PURPOSE)


def element_findings(
    lower: Tally, upper: Tally, age: int, not_shown: int
) -> dict[Element, ElementFinding]:
    """`not_shown`: mask of the indicators that were looked for and ruled out."""
    return {element: _finding(element, lower, upper, age, not_shown) for element in _ELEMENTS}


def _finding(
    element: Element, lower: Tally, upper: Tally, age: int, not_shown: int
) -> ElementFinding:
    bits = lower.board.element_masks[element]
    shown = lower.board.listed(lower.mask & bits)
    codes = tuple(sorted({code for indicator in shown for code in indicator.element_codes}))
    if _is_met(element, lower, age):
        status = ElementStatus.MET
    elif lower.has_any(element, age):
        status = ElementStatus.POSSIBLE
    elif not_shown & bits and not upper.mask & bits:
        status = ElementStatus.NOT_SHOWN
    else:
        status = ElementStatus.UNKNOWN
    return ElementFinding(status, codes)


def _is_met(element: Element, tally: Tally, age: int) -> bool:
    match element:
        case Element.ACT:
            return tally.act_is_met(age)
        case Element.MEANS:
            return tally.means_are_met(age)
        case _:
            return tally.purpose_is_met(age)
