"""Texts in which the words of the glossary are marked, and open where they stand."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel

from frontline.ui.lexicon import Explainer, Span
from frontline.ui.surroundings import Surroundings
from frontline.ui.theme import Palette
from frontline.ui.widgets.buttons import paint_ring
from frontline.ui.widgets.keys import PRESS
from frontline.ui.widgets.texts import label

# Pixels around a text for the ring of the focus; beside it only while it has the focus.
_BESIDE, _ABOVE = 6, 4


class MarkedLabel(QLabel):
    """A click opens the word it is on; with the focus, Enter opens all of them.

    The only label that Qt reads as markup: all of its text is escaped before.
    """

    def __init__(self, text: str, spans: tuple[Span, ...], explainer: Explainer, ink: str) -> None:
        super().__init__()
        self._plain, self._explainer = text, explainer
        self.terms = tuple(span.term for span in spans)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.linkActivated.connect(lambda term: explainer.show((term,)))
        self.setContentsMargins(0, _ABOVE, 0, _ABOVE)
        self.setText(_marked_up(text, spans, ink))

    def text(self) -> str:
        """As it is read, without the marks."""
        return self._plain

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if PRESS.is_pressed(event):
            self._explainer.show(self.terms)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Room for the ring; without it the text stands in line with those around it."""
        self.setContentsMargins(_BESIDE, _ABOVE, _BESIDE, _ABOVE)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setContentsMargins(0, _ABOVE, 0, _ABOVE)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(self)


def marked_label(around: Surroundings, text: str, style: str = "", term: str = "") -> QLabel:
    """A label whose words of the glossary are marked; with `term`, all of it is a word for that."""
    explainer = around.explainer
    if explainer is None:
        return label(text, style)
    lexicon = explainer.lexicon()
    spans = lexicon.spans(text, around.language.code)
    if term in lexicon.terms:
        spans = (Span(0, len(text), term),)
    if not spans:
        return label(text, style)
    made = MarkedLabel(text, spans, explainer, _ink(around.theme.palette, style))
    made.setObjectName(style)
    return made


def _ink(palette: Palette, style: str) -> str:
    """A link would be painted in the colour of links; a marked word keeps that of its text."""
    inks = {
        "quiet": palette.quiet,
        "heading": palette.quiet,
        "note": palette.note_text,
        "warn": palette.warn_text,
        "urgent": palette.urgent_text,
    }
    return inks.get(style, palette.text)


def _marked_up(text: str, spans: tuple[Span, ...], ink: str) -> str:
    parts, at = list[str](), 0
    for span in sorted(spans):
        word = escape(text[span.start : span.end])
        look = f"color: {ink}; text-decoration: underline;"
        parts.append(escape(text[at : span.start]))
        parts.append(f'<a href="{escape(span.term)}" style="{look}">{word}</a>')
        at = span.end
    return "".join((*parts, escape(text[at:]))).replace("\n", "<br>")
