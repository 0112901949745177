"""Pages that can be opened from anywhere: danger, a break. Each goes back to where it was opened
from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from frontline.domain.assistance import AssistanceService
from frontline.rules.definitions import PackDefinition
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label
from frontline.wire.directory import Directory

DANGER_PROTOCOL = "immediate_danger"


def danger_page(
    around: Surroundings,
    pack: PackDefinition,
    directories: Sequence[Directory],
    on_back: Callable[[], None],
) -> Page:
    """The steps of the pack's danger protocol and who the directory has for emergencies."""
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
        and (pack.country is None or entry.country == pack.country.code)
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
