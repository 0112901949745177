"""Pages that can be opened from anywhere: danger, glossary, a break. Each goes back to where it
was opened from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.domain.assistance import AssistanceService
from frontline.rules.definitions import PackDefinition
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import text_input
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label
from frontline.wire.directory import Directory
from frontline.wire.glossary import Glossary

DANGER_PROTOCOL = "immediate_danger"


def danger_page(
    around: Surroundings,
    pack: PackDefinition,
    directories: Sequence[Directory],
    on_back: Callable[[], None],
) -> Page:
    """The steps of the pack's danger protocol and whoever the directory has for emergencies."""
    gettext = around.language.gettext
    words = PackWords(pack, around.language.code, "en")
    protocol = next((each for each in pack.protocols if each.id == DANGER_PROTOCOL), None)
    page = Page(around.theme, gettext("Immediate danger"))
    steps = [
        words.text(f"protocol.{DANGER_PROTOCOL}.step.{number}")
        for number in range(1, len(protocol.steps) + 1 if protocol is not None else 1)
    ]
    texts = [label(f"{number}. {step}", "lead") for number, step in enumerate(steps, start=1)]
    page.add(card(around.theme, *texts))
    page.add(label(gettext("Who to call"), "heading"))
    entries = [
        entry
        for directory in directories
        for entry in directory.entries
        if AssistanceService.EMERGENCY in entry.services
    ]
    for entry in entries:
        contact = entry.contact or gettext("unknown")
        page.add(card(around.theme, label(entry.name, "strong"), label(contact, "lead")))
    if not entries:
        page.add(label(gettext("The directory has no emergency contact. Ask your post."), "warn"))
    page.add_footer(
        button(gettext("Back to where I was"), on_back, style="primary", name="back-from-danger")
    )
    return page


def break_page(around: Surroundings, on_back: Callable[[], None]) -> Page:
    gettext = around.language.gettext
    page = Page(around.theme, gettext("A break"))
    for text in (
        gettext("Everything is saved. Take the time that is needed."),
        gettext("Offer water, food, a toilet, a seat, a phone call if it is safe."),
        gettext("The person may stop for today, or for good. That has no consequence for them."),
    ):
        page.add(label(text, "lead"))
    page.add_footer(button(gettext("Go on"), on_back, style="primary", name="back-from-break"))
    return page


class GlossaryPage(QWidget):
    """Terms with their meaning and source, found by typing."""

    def __init__(
        self, around: Surroundings, glossaries: Sequence[Glossary], on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._around = around
        gettext, code = around.language.gettext, around.language.code
        page = Page(around.theme, gettext("Glossary"))
        search = text_input("glossary-search")
        search.setPlaceholderText(gettext("Type a word"))
        search.setAccessibleName(gettext("Search the glossary"))
        search.textChanged.connect(self._filter)
        page.add(search)
        self._terms: list[tuple[str, QWidget]] = []
        for glossary in glossaries:
            for term in glossary.terms:
                name = term.term.get(code, term.term["en"])
                meaning = term.meaning.get(code, term.meaning["en"])
                source = term.source.get(code, term.source["en"])
                made = card(
                    around.theme,
                    label(name, "strong"),
                    label(meaning),
                    label(gettext("Source: {source}").format(source=source), "quiet"),
                )
                self._terms.append((f"{name} {meaning}".casefold(), page.add(made)))
        if not self._terms:
            page.add(label(gettext("No glossary is installed yet."), "note"))
        page.add_footer(
            button(gettext("Back to where I was"), on_back, style="primary", name="back")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        search.setFocus()

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for words, made in self._terms:
            made.setVisible(wanted in words)
