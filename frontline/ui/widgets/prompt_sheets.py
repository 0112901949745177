"""A questionnaire on paper, for a day without a computer: the same questions, the same numbers.

What is circled there is entered afterwards with the number keys.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.answers import QuestionKind
from frontline.rules.definitions import Instrument, Item
from frontline.ui.language import Language, is_right_to_left
from frontline.ui.pack_words import PackWords
from frontline.ui.widgets.answer_buttons import answer_codes
from frontline.ui.widgets.paper import Block, Paper, PaperSize, Words

_BY_HAND = frozenset(
    {QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.MONEY, QuestionKind.COUNTRY}
)
_TITLE, _HEADING, _QUESTION, _TEXT = 17.0, 12.5, 10.5, 9.5
_INDENT = 8.0


@dataclass(frozen=True, slots=True)
class PromptSheet:
    """`instrument` has only the items that stand at the site."""

    instrument: Instrument
    words: PackWords
    language: Language


def prompt_paper(sheet: PromptSheet) -> Paper:
    """Every item, also those that depend on an answer: paper cannot hide them."""
    stem, gettext = f"instrument.{sheet.instrument.id}", sheet.language.gettext
    title = sheet.words.text(f"{stem}.title")
    version = gettext("Rules {pack}, version {version}")
    pack = sheet.words.pack
    blocks: list[Block] = [
        Words(title, _TITLE, is_bold=True, gap=1),
        Words(version.format(pack=pack.id, version=pack.version), _TEXT, gap=2),
        Words(
            gettext(
                "Write no names here. Circle the numbers; several where it says so. Enter the "
                "sheet on the same day and destroy it then."
            ),
            _QUESTION,
            is_bold=True,
            gap=3,
        ),
        Words(gettext("Day: ____________   Time: ________   Site: ____________"), _QUESTION, gap=4),
    ]
    number = 0
    for section in sheet.instrument.sections:
        heading = sheet.words.text(f"{stem}.section.{section.id}")
        blocks.append(Words(heading, _HEADING, is_bold=True, gap=2, stays=True))
        for item in section.items:
            number += 1
            blocks += _item(sheet, item, number)
    return Paper(PaperSize.A4, tuple(blocks), is_right_to_left=False, title=title)


def _item(sheet: PromptSheet, item: Item, number: int) -> list[Block]:
    words, gettext = sheet.words, sheet.language.gettext
    question = words.pack.questions[item.question]
    text = f"{number}. {words.question(question.id)}"
    if question.when is not None:
        text += " · " + gettext("if it applies")
    if question.sensitive:
        text += " · " + gettext("in private only")
    blocks: list[Block] = [Words(text, _QUESTION, is_bold=True, gap=0.8, stays=True)]
    said = words.said_question(question.id) if words.person != words.officer else None
    if said is not None:
        blocks.append(
            Words(
                said.value,
                _QUESTION,
                gap=0.8,
                indent=_INDENT,
                stays=True,
                is_right_to_left=is_right_to_left(said.language),
            )
        )
    if question.kind in _BY_HAND:
        line = gettext("Write: ____________________")
        blocks.append(Words(line, _TEXT, gap=0.8, indent=_INDENT, stays=True))
    # Beyond the keys there is no number to press.
    answers = "    ".join(
        f"{at}\u00a0{words.answer(question, code)}"
        for at, code in enumerate(answer_codes(question), start=1)
    )
    if question.kind is QuestionKind.MULTI:
        answers = gettext("Several:") + "    " + answers
    blocks.append(Words(answers, _TEXT, gap=3, indent=_INDENT))
    return blocks
