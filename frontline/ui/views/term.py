"""Entries of the glossary: as cards, and in a panel above the page whose word was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QWidget

from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.lexicon import named
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.layouts import Flow
from frontline.ui.widgets.overlay import Overlay
from frontline.ui.widgets.texts import label, spoken_label
from frontline.wire.glossary import Term


def term_parts(around: Surroundings, term: Term, person: str = "") -> list[QWidget]:
    """Name, the person's word for it where it is known, meaning, words to avoid, source."""
    gettext, code = around.language.gettext, around.language.code
    parts: list[QWidget] = [label(named(term, code), "strong")]
    if person and person != code and person in term.term:
        parts.append(label(LANGUAGE_NAMES.get(person, person), "quiet"))
        parts.append(spoken_label(term.term[person], person, "lead"))
    parts.append(label(term.meaning.get(code, term.meaning["en"])))
    for avoided in term.avoid.get(code, ()):
        text = gettext("Better not: “{words}”. {reason}")
        parts.append(label(text.format(words=avoided.words, reason=avoided.reason)))
    source = term.source.get(code, term.source["en"])
    parts.append(label(gettext("Source: {source}").format(source=source), "quiet"))
    return parts


def term_card(around: Surroundings, term: Term, person: str = "") -> QFrame:
    return card(around.theme, *term_parts(around, term, person))


def term_panel(
    around: Surroundings, terms: Sequence[Term], person: str, on_glossary: Callable[[], None]
) -> tuple[Overlay, QWidget]:
    """The panel, and the part of it that gets the focus."""
    gettext = around.language.gettext
    panel = Overlay(around.theme, gettext("In the glossary"), width=44)
    body = panel.scrolled()
    for term in terms:
        body.insertWidget(body.count() - 1, term_card(around, term, person))
    footer = Flow(around.theme.px(0.8))
    to_page = button(
        gettext("Open the glossary"), lambda: panel.leave_for(on_glossary), name="glossary-page"
    )
    close = button(gettext("Close"), panel.close_panel, style="primary", name="close-panel")
    footer.add(to_page)
    footer.add(close, to_right=True)
    panel.body.addLayout(footer)
    return panel, close
