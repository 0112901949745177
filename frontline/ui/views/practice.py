"""The practice interview: its frame around every page, how it begins, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontline.rules.definitions import PackDefinition
from frontline.training.practice import Feedback, Marked
from frontline.ui.labels import band_text, named
from frontline.ui.pack_words import PackWords
from frontline.ui.practice_words import reason_text, told_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.focus import focus_start
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label, short_label

_BORDER = 8
# In text sizes.
_ROOM_FOR_WORDS = 60
_HEAD_EDGE = 0.5
# What a scrolled column leaves free for its bar, and the bar.
_BESIDE_HINT = 1.4
# The hint takes a third of the window at most.
_MOST_OF_HEIGHT = 3
_STYLED = Qt.WidgetAttribute.WA_StyledBackground


@dataclass(frozen=True, slots=True)
class PracticeWays:
    """`feedback` is None where there is nothing yet to say."""

    leave: Callable[[], None]
    feedback: Callable[[], None] | None = None


class PracticeFrame(QWidget):
    """Around each page of a practice, so that nobody takes it for a real case or a real case for
    it: a thick frame, the word, and a hint. `is_bare` leaves hint and ways out, for the person's
    screen."""

    def __init__(
        self, around: Surroundings, page: QWidget, ways: PracticeWays, *, is_bare: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("practice")
        theme = around.theme
        self.setAttribute(_STYLED)
        self.setStyleSheet(f"#practice {{ background: {theme.palette.warn_text}; }}")
        self.page = page
        # Qt forgets the page's own choice when the page gets its place.
        wanted = focus_start(page)
        self._around = around
        self._word, self._hint = label("", "strong"), label("", "lead")
        self._heard, words = scroll_area(around.theme)
        words.insertWidget(0, self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BORDER, 0, _BORDER, _BORDER)
        layout.setSpacing(0)
        layout.addWidget(self._head(around, ways, is_bare=is_bare))
        layout.addWidget(_on_ground(page), 1)
        self.show_hint("")
        if wanted is not None:
            wanted.setFocus()

    def _head(self, around: Surroundings, ways: PracticeWays, *, is_bare: bool) -> QWidget:
        theme, gettext = around.theme, around.language.gettext
        head = QWidget()
        head.setObjectName("warn")
        head.setAttribute(_STYLED)
        column = QVBoxLayout(head)
        edge = theme.px(_HEAD_EDGE)
        column.setContentsMargins(edge, theme.px(0.2), edge, theme.px(0.2))
        column.setSpacing(theme.px(0.2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(0.8))
        row.addWidget(self._word, 1)
        if not is_bare:
            if ways.feedback is not None:
                done = button(gettext("How it went"), ways.feedback, name="practice-feedback")
                row.addWidget(done)
            leave = button(gettext("Leave the practice"), ways.leave, name="leave-practice")
            row.addWidget(leave)
        column.addLayout(row)
        column.addWidget(self._heard)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Above a page that has little room, the word alone: the first page says the rest.
        has_room = self.width() >= self._around.theme.px(_ROOM_FOR_WORDS)
        gettext = self._around.language.gettext
        self._word.setText(
            gettext("Practice: invented facts, kept apart from every real record")
            if has_room
            else gettext("Practice")
        )
        self._fit_hint()

    def show_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._heard.setVisible(bool(text))
        self._fit_hint()

    def _fit_hint(self) -> None:
        """As high as it needs; the page below keeps most of the room."""
        room = self.width() - 2 * _BORDER - self._around.theme.px(2 * _HEAD_EDGE + _BESIDE_HINT)
        wanted = max(0, self._hint.heightForWidth(max(1, room)))
        self._heard.setFixedHeight(min(wanted, self.height() // _MOST_OF_HEIGHT))


def _on_ground(page: QWidget) -> QWidget:
    """With the colour of pages below it, which the window gives them otherwise."""
    ground = QWidget()
    ground.setObjectName("page")
    ground.setAttribute(_STYLED)
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page)
    return ground


def intro_page(around: Surroundings, on_start: Callable[[], None]) -> Page:
    gettext = around.language.gettext
    page = Page(around.theme, gettext("A practice interview"))
    texts = (
        gettext("Five minutes with Lia, who does not exist. You are at an airport, in private."),
        gettext(
            "The pages, keys and rules are the real ones. Above each page you read what Lia says; "
            "record that, and nothing more."
        ),
        gettext(
            "Nothing of it is kept, sent, counted or found by a search. You can leave at any time."
        ),
        gettext("Keys: a digit answers, Enter goes on, G explains marked words, ? lists all keys."),
    )
    page.add(card(around.theme, *(label(text, "lead") for text in texts)))
    page.add_footer(button(gettext("Begin"), on_start, style="primary", name="begin-practice"))
    return page


def feedback_page(
    around: Surroundings,
    pack: PackDefinition,
    found: Feedback,
    on_again: Callable[[], None],
    on_leave: Callable[[], None],
) -> Page:
    """What was recorded as told, and each record that differs, with why."""
    language = around.language
    gettext, words = language.gettext, PackWords(pack, language.code, "en")
    page = Page(around.theme, gettext("How it went"))
    told = gettext("Recorded as told: {right} of {recorded}. Not recorded: {left}.").format(
        right=found.as_told, recorded=found.recorded, left=len(found.marks) - found.recorded
    )
    band = band_text(language, found.band)
    parts: list[QWidget] = [
        label(told, "strong"),
        label(named(language, gettext("Your finding"), band)),
    ]
    if found.is_band_expected:
        parts.append(
            label(
                gettext(
                    "That is what these facts come to. Nobody worked anywhere yet: what is "
                    "intended is enough."
                )
            )
        )
    else:
        expected = band_text(language, found.case.band)
        parts.append(label(named(language, gettext("All the facts come to"), expected)))
    page.add(card(around.theme, *parts))
    if found.different:
        page.add(label(gettext("Look at these again"), "heading"))
    for marked in found.different:
        page.add(_difference(around, words, marked))
    page.add(
        label(
            gettext(
                "In a real talk you would go on to what the person needs, and offer help before "
                "any question about other people."
            ),
            "note",
        )
    )
    page.add_footer(button(gettext("Once more"), on_again, name="practise-again"), left=True)
    page.add_footer(
        button(gettext("Leave the practice"), on_leave, style="primary", name="end-practice")
    )
    return page


def _difference(around: Surroundings, words: PackWords, marked: Marked) -> QWidget:
    language, question = around.language, marked.fact.question
    gettext = language.gettext
    told = words.value(question, marked.fact.answer)
    return card(
        around.theme,
        label(words.question(question), "strong"),
        label(told_text(language, question)),
        label(named(language, gettext("You recorded"), words.value(question, marked.recorded))),
        label(named(language, gettext("Told was"), told)),
        label(reason_text(language, question), "quiet"),
    )


def waiting_page(around: Surroundings) -> Page:
    page = Page(around.theme, around.language.gettext("A practice interview"))
    page.add(short_label(around.language.gettext("Getting the practice ready …"), "lead"))
    return page
