"""Pages of the gallery: each widget in each of its states. Their words are those of other pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from frontline.app.gallery_case_pages import ONE, SEVERAL
from frontline.app.gallery_post import PERSON_LANGUAGE
from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.answers import AnswerValue, Money, QuestionKind
from frontline.domain.identifiers import QuestionId
from frontline.screening.pay import PayDoubt, PayWorksheet
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import Field, choice_list, text_area, text_input
from frontline.ui.widgets.icons import with_icon
from frontline.ui.widgets.page import Page, beside, pair
from frontline.ui.widgets.pay_card import pay_card
from frontline.ui.widgets.side_panels import (
    INDICATORS_WIDTH,
    SECTIONS_WIDTH,
    IndicatorsPanel,
    SectionLine,
    SectionsPanel,
)
from frontline.ui.widgets.texts import label, spoken_label
from frontline.ui.widgets.value_input import value_input

MakePage = Callable[[Showing], QWidget]
_STYLES = ("title", "question", "lead", "", "quiet", "heading", "strong", "good")
_BOXES = ("note", "warn", "urgent")
_ENTERED = (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.MONEY, QuestionKind.COUNTRY)
# Height of the panels, which on the page of questions stand at its sides.
_PANEL = 24


def _page(showing: Showing, *widgets: QWidget) -> Page:
    """Under a title, with the ways back and on that every page has."""
    gettext = showing.around.language.gettext
    page = Page(showing.around.theme, "Frontline")
    for widget in widgets:
        page.add(widget)
    page.add_footer(button(gettext("Back"), nothing, name="back"), left=True)
    page.add_footer(button(gettext("Continue"), nothing, style="primary", name="continue"))
    return page


def _off(made: QWidget) -> QWidget:
    made.setEnabled(False)
    return made


def _buttons(showing: Showing) -> QWidget:
    theme, gettext = showing.around.theme, showing.around.language.gettext
    page = _page(showing)

    def plain(style: str = "") -> QPushButton:
        return button(gettext("Stop here"), nothing, style=style)

    page.add_row(plain(), _off(plain()), plain("primary"), _off(plain("primary")))
    page.add_row(with_icon(plain(), theme, "document", theme.palette.text))
    text = gettext("Back")
    boxes = [CheckBox(theme, text) for _ in range(4)]
    for at, box in enumerate(boxes):
        box.setChecked(at % 2 == 1)
        box.setEnabled(at < len(boxes) // 2)
    page.add_row(*boxes)
    said = gettext("None shown yet")
    page.add(card(theme, beside(theme, plain(), label(said, "strong"), label(said, "quiet"))))
    return page


def _fields(showing: Showing) -> QWidget:
    around = showing.around
    theme, gettext = around.theme, around.language.gettext
    name, hint = gettext("Name to sign in with"), gettext("Currency in three letters")
    wrong = Field(theme, name, text_input("wrong"))
    wrong.show_error(gettext("Please fill this in."))
    secret = text_input("secret", is_secret=True)
    secret.setText("copper meadow")
    languages = choice_list("language", list(LANGUAGE_NAMES.items()), "pt")
    page = _page(
        showing,
        pair(theme, Field(theme, name, text_input("plain"), hint), wrong),
        pair(theme, Field(theme, name, secret), Field(theme, name, _off(text_input("off")))),
        pair(
            theme,
            Field(theme, name, languages),
            Field(theme, name, _off(choice_list("none", [("", gettext("None shown yet"))]))),
        ),
    )
    for kind in _ENTERED:
        made = value_input(around, kind, nothing)
        if made is not None:
            page.add(made)
    page.add(Field(theme, name, text_area("notes", theme, 2)))
    return page


def _answers(question: QuestionId, value: AnswerValue, *, columns: tuple[int, int]) -> MakePage:
    def make(showing: Showing) -> QWidget:
        asked = showing.desk().pack.pack.questions[question]
        words = PackWords(showing.desk().pack.pack, showing.around.language.code, "en")

        def group() -> AnswerButtons:
            answers = [
                Answer(code, CardText(words.answer(asked, code), str(at)))
                for at, code in enumerate(answer_codes(asked), 1)
            ]
            made = AnswerButtons(showing.around.theme, asked, answers, nothing, columns=columns)
            made.show_value(value)
            return made

        return _page(showing, group(), _off(group()))

    return make


def _said_answers(showing: Showing) -> QWidget:
    pack, theme = showing.desk().pack.pack, showing.around.theme
    asked = pack.questions[ONE]
    words = PackWords(pack, showing.around.language.code, PERSON_LANGUAGE)
    answers = [
        Answer(code, CardText(said.value, is_right_to_left=True))
        for code in answer_codes(asked)
        if (said := words.said_answer(asked, code)) is not None
    ]
    made = AnswerButtons(theme, asked, answers, nothing, columns=(2, 3))
    made.show_value(answers[0].code)
    put = words.said_question(ONE)
    return _page(showing, spoken_label(put.value if put else "", PERSON_LANGUAGE), made)


def _texts(showing: Showing) -> QWidget:
    around = showing.around
    gettext = around.language.gettext
    text = gettext("Nothing left to ask in this questionnaire can change the finding.")
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(40)
    bar.setAccessibleName(gettext("Progress"))
    pay = PayWorksheet(
        Money(90_000, "XTS"), None, Money(20_000, "XTS"), Money(70_000, "XTS"), None,
        frozenset({PayDoubt.DAYS_UNKNOWN}),
    )  # fmt: skip
    labels = [label(text, style) for style in (*_STYLES, *_BOXES)]
    return _page(showing, *labels, bar, pay_card(around, pay))


def _panels(showing: Showing) -> QWidget:
    around = showing.around
    words = PackWords(showing.desk().pack.pack, around.language.code, "en")
    sections, signs = SectionsPanel(around, nothing, nothing), IndicatorsPanel(around)
    pack = words.pack
    instrument = pack.instruments[showing.table("talk").screening.instrument]
    sections.show_lines(
        [
            SectionLine(
                each.id,
                words.text(f"instrument.{instrument.id}.section.{each.id}"),
                at, at + 3, at % 2, is_current=at == 1,
            )
            for at, each in enumerate(instrument.sections)
        ]
    )  # fmt: skip
    codes = list(pack.indicators)[:3]
    signs.show_lines([(words.counter_reading(code), words.indicator(code)) for code in codes])
    page = _page(showing)
    for panel, width in ((sections, SECTIONS_WIDTH), (signs, INDICATORS_WIDTH)):
        panel.setFixedSize(around.theme.px(width), around.theme.px(_PANEL))
    page.add_row(sections, signs)
    return page


WIDGET_PAGES: dict[str, MakePage] = {
    "widgets, buttons": _buttons,
    "widgets, fields": _fields,
    "widgets, one answer": _answers(ONE, "other_person", columns=(2, 4)),
    "widgets, several answers": _answers(SEVERAL, ("work_off",), columns=(1, 2)),
    "widgets, answers of the person": _said_answers,
    "widgets, texts": _texts,
    "widgets, panels": _panels,
}
