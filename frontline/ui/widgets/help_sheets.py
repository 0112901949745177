"""The card of help and rights, the case slip and the help that was chosen, laid out."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.ui.help_papers import CaseSlip, HelpCard, HelpPlan
from frontline.ui.language import is_right_to_left
from frontline.ui.widgets.paper import Block, Code, NewSheet, Paper, PaperSize, Words

# Reads a number or a code from left to right wherever it stands.
_ISOLATE, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Sizes of letters in points, gaps and the code's side in millimetres."""

    title: float
    text: float
    number: float
    gap: float
    code: float


_SCALES = {
    PaperSize.WALLET: _Scale(title=9.5, text=7.3, number=13, gap=0.8, code=24),
    PaperSize.A5: _Scale(title=20, text=12.5, number=20, gap=3, code=46),
}


def card_paper(card: HelpCard, size: PaperSize) -> Paper:
    """On a wallet the second sheet is its back: the numbers, and no names of places, so that
    whoever finds it learns little."""
    scale = _SCALES[size]
    blocks: list[Block] = [Words(card.title, scale.title, is_bold=True, gap=scale.gap)]
    blocks += [Words(right, scale.text, gap=scale.gap) for right in card.rights]
    if size is PaperSize.WALLET:
        blocks.append(NewSheet())
    blocks += _lines(card, scale)
    if size is PaperSize.A5 and card.places:
        title = Words(card.places_title, scale.text + 1.5, is_bold=True, gap=1.5, stays=True)
        blocks.append(title)
        for name, contact in card.places:
            blocks.append(Words(name, scale.text - 1.5, is_bold=True, gap=0.3, stays=True))
            blocks.append(Words(contact, scale.text - 1.5, gap=scale.gap))
    return Paper(size, tuple(blocks), is_right_to_left(card.language), card.title)


def slip_paper(slip: CaseSlip, size: PaperSize) -> Paper:
    scale = _SCALES[size]
    blocks = (
        Words(slip.title, scale.title, is_bold=True, gap=scale.gap),
        Code(slip.code, scale.code, gap=scale.gap),
        Words(_left_to_right(slip.code), scale.number, is_bold=True, gap=scale.gap),
        Words(slip.text, scale.text),
    )
    return Paper(size, blocks, is_right_to_left(slip.language), slip.title)


def plan_paper(plan: HelpPlan) -> Paper:
    """A small page: on a wallet's there is no room for so many words."""
    size = PaperSize.A5
    scale = _SCALES[size]
    blocks: list[Block] = [Words(plan.title, scale.title, is_bold=True, gap=scale.gap)]
    for service, choice in plan.lines:
        blocks.append(Words(service, scale.text, is_bold=True, gap=0.3, stays=True))
        blocks.append(Words(choice, scale.text, gap=scale.gap))
    if not plan.lines:
        blocks.append(Words(plan.no_choice, scale.text, gap=scale.gap))
    blocks.append(Words(plan.closing, scale.text))
    return Paper(size, tuple(blocks), is_right_to_left(plan.language), plan.title)


def _lines(card: HelpCard, scale: _Scale) -> list[Block]:
    if not card.lines:
        return [Words(card.no_number, scale.text, is_bold=True, gap=scale.gap)]
    found: list[Block] = []
    for name, number in card.lines:
        found.append(Words(name, scale.text, gap=0.3, stays=True))
        found.append(Words(_left_to_right(number), scale.number, is_bold=True, gap=scale.gap))
    return found


def _left_to_right(text: str) -> str:
    return f"{_ISOLATE}{text}{_END}"
