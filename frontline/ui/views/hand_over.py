"""Before the machine is handed over: what the person will see, and the digits that end it."""

from __future__ import annotations

from collections.abc import Callable

from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.self_completion import open_questions
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.digit_pad import LEAST_DIGITS, DigitPad
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label

MOST_TRIES = 5


class HandOverView(Page):
    """`on_start` gets the digits that were chosen, which are kept nowhere else."""

    def __init__(
        self,
        viewmodel: ScreeningViewModel,
        around: Surroundings,
        on_start: Callable[[str], None],
        on_back: Callable[[], None],
    ) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("Let the person answer alone"))
        self._around = around
        self._on_start = on_start
        interview = viewmodel.state.interview
        words = PackWords(interview.pack, around.language.code, interview.screening.person_language)
        count = open_questions(interview, words)
        self.add(label(self._promise(count, words)))
        if count:
            pad = self._pad()
            self.add(card(around.theme, pad))
            pad.focus_enter()
        else:
            self.add(
                label(
                    gettext(
                        "There is nothing left to answer alone in this language. Go on together, "
                        "with an interpreter if you need one."
                    ),
                    "warn",
                )
            )
        back = self.add_footer(button(gettext("Back"), on_back, name="back"), left=True)
        if not count:
            back.setFocus()

    def _promise(self, count: int, words: PackWords) -> str:
        text = self._around.language.ngettext(
            "The person sees {count} question in {language}, large answers, and nothing else.",
            "The person sees about {count} questions in {language}, large answers, and nothing "
            "else.",
            count,
        )
        return text.format(count=count, language=LANGUAGE_NAMES.get(words.person, words.person))

    def _pad(self) -> DigitPad:
        text = self._around.language.gettext(
            "Choose {digits} digits or more that only you know, and press Enter. They give the "
            "screen back to you. After {tries} wrong tries Frontline locks itself."
        )
        return DigitPad(
            self._around, text.format(digits=LEAST_DIGITS, tries=MOST_TRIES), self._start
        )

    def _start(self, digits: str) -> None:
        if len(digits) < LEAST_DIGITS:
            text = self._around.language.gettext("Choose at least {digits} digits.")
            self.show_error(text.format(digits=LEAST_DIGITS))
            return
        self._on_start(digits)
