"""The papers for the person: chosen, seen as they will be, saved or printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QLabel

from frontline.domain.assistance import PlanLine
from frontline.domain.identifiers import CaseCode
from frontline.rules.definitions import PackDefinition
from frontline.ui.help_papers import case_slip, help_card, help_plan
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.help_sheets import card_paper, plan_paper, slip_paper
from frontline.ui.widgets.page import Page, row
from frontline.ui.widgets.paper import Paper, PaperSize, has_letters, pictures_of
from frontline.ui.widgets.texts import label
from frontline.wire.directory import Directory

_CARD, _SLIP, _PLAN = "card", "slip", "plan"
# Heights of a sheet on the screen, in text sizes.
_SHEET_UNITS = {PaperSize.WALLET: 13, PaperSize.A5: 38}


@dataclass(frozen=True, slots=True)
class PapersContent:
    """`language` is the one the person is asked in, `plan` what they were offered and chose."""

    pack: PackDefinition
    code: CaseCode
    language: str
    directories: tuple[Directory, ...]
    region: str
    plan: tuple[PlanLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperActions:
    """Both ask the officer where to, and say whether it was done."""

    save: Callable[[Paper], bool]
    print_out: Callable[[Paper], bool]
    back: Callable[[], None]


class PapersView(Page):
    def __init__(self, content: PapersContent, around: Surroundings, actions: PaperActions) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("For the person to take along"))
        self._content = content
        self._around = around
        self._paper: Paper | None = None
        self.add(
            label(
                gettext(
                    "None of these papers holds a name, a date, a place of the talk or an address "
                    "of shelter. Nothing is written unless you save or print, and Frontline keeps "
                    "no copy. Ask the person whether it is safe for them to carry it."
                ),
                "note",
            )
        )
        self._kind, self._size, self._language = self._choices()
        self._lacking = self.add(label("", "warn"))
        self._sheets = [self._sheet() for _ in range(2)]
        self.add(row(around.theme, *self._sheets))
        self.add_footer(button(gettext("Back"), actions.back, name="back"), left=True)
        self._save = self.add_footer(
            button(gettext("Save as PDF"), lambda: self._hand_on(actions.save), name="save-paper")
        )
        self._print = self.add_footer(
            button(
                gettext("Print"),
                lambda: self._hand_on(actions.print_out),
                style="primary",
                name="print-paper",
            )
        )
        self._show_paper()
        if self._paper is None:
            self._language.setFocus()

    def _choices(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        theme, gettext = self._around.theme, self._around.language.gettext
        words = PackWords(self._content.pack, self._around.language.code, self._content.language)
        # Their own comes first of all, so that nobody is given another one unasked.
        codes = dict.fromkeys((self._content.language, *words.person_languages()))
        spoken = [(code, LANGUAGE_NAMES.get(code, code)) for code in codes]
        boxes = (
            choice_list(
                "paper-kind",
                [
                    (_CARD, gettext("Help and rights")),
                    (_SLIP, gettext("Code of the case")),
                    (_PLAN, gettext("Help that was chosen")),
                ],
            ),
            choice_list(
                "paper-size",
                [
                    (PaperSize.WALLET.name, gettext("For a wallet")),
                    (PaperSize.A5.name, gettext("Small page (A5)")),
                ],
            ),
            choice_list("paper-language", spoken, self._content.language),
        )
        titles = (gettext("Paper"), gettext("Size"), gettext("Language of the person"))
        self.add_row(*(Field(theme, text, box) for text, box in zip(titles, boxes, strict=True)))
        for box in boxes:
            box.currentIndexChanged.connect(lambda _index: self._show_paper())
        return boxes

    def _sheet(self) -> QLabel:
        sheet = QLabel()
        sheet.setObjectName("card")
        return sheet

    def _make_paper(self) -> Paper | None:
        content, language = self._content, str(self._language.currentData())
        if self._kind.currentData() == _PLAN:
            plan = help_plan(self._around.language, language, content.plan)
            return None if plan is None else plan_paper(plan)
        size = PaperSize[str(self._size.currentData())]
        if self._kind.currentData() == _SLIP:
            slip = case_slip(content.pack, language, content.code)
            return None if slip is None else slip_paper(slip, size)
        card = help_card(content.pack, language, content.directories, content.region)
        return None if card is None else card_paper(card, size)

    def _show_paper(self) -> None:
        is_plan = self._kind.currentData() == _PLAN
        if is_plan:
            # It has one size, with room for it.
            self._size.setCurrentIndex(self._size.findData(PaperSize.A5.name))
        self._size.setEnabled(not is_plan)
        paper = self._make_paper()
        lacking = self._lacking_text(paper)
        self._paper = None if lacking else paper
        self._lacking.setText(lacking)
        self._lacking.setVisible(bool(lacking))
        for made in (self._save, self._print):
            made.setEnabled(self._paper is not None)
        self.show_note("")
        pictures = []
        if self._paper is not None:
            pictures = pictures_of(
                self._paper, self._around.theme.px(_SHEET_UNITS[self._paper.size])
            )
        for at, sheet in enumerate(self._sheets):
            sheet.setVisible(at < len(pictures))
            if at < len(pictures):
                sheet.setPixmap(QPixmap.fromImage(pictures[at]))
                text = self._around.language.gettext("Preview of sheet {number}")
                sheet.setAccessibleName(text.format(number=at + 1))

    def _lacking_text(self, paper: Paper | None) -> str:
        """Never another language in silence, and never boxes instead of letters."""
        gettext = self._around.language.gettext
        code = str(self._language.currentData() or self._content.language)
        if paper is None:
            text = gettext(
                "This paper is not available in {language}. Please work with an interpreter, or "
                "choose another language that the person reads."
            )
        elif not has_letters(paper.text):
            text = gettext(
                "This machine has no letters for {language}. Please work with an interpreter, or "
                "choose another language that the person reads."
            )
        else:
            return ""
        return text.format(language=LANGUAGE_NAMES.get(code, code))

    def _hand_on(self, act: Callable[[Paper], bool]) -> None:
        if self._paper is not None and act(self._paper):
            self.show_note(self._around.language.gettext("Done. Frontline keeps no copy."))
