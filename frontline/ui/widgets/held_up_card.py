"""Corrected answers find less than before: what stands, and how the lower finding may."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from frontline.domain.reviews import LoweringReason
from frontline.services.standing import Standing
from frontline.ui.labels import named
from frontline.ui.review_words import finding_text, reason_text, reasons
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import label


def held_up_card(
    around: Surroundings, standing: Standing, on_ask: Callable[[LoweringReason], None] | None
) -> QFrame:
    """`on_ask` None: who looks has nothing to ask for."""
    language, theme, gettext = around.language, around.theme, around.language.gettext
    parts: list[QWidget] = [label(gettext("The higher finding stands"), "heading")]
    if standing.finding != standing.answered:
        text = gettext("The corrected answers alone would find: {finding}.")
        parts.append(label(text.format(finding=finding_text(language, standing.answered))))
    if standing.fear_stands:
        parts.append(
            label(
                gettext(
                    "A fear of return was recorded and corrected. The mark against a return goes "
                    "only when the competent authority has assessed it."
                )
            )
        )
    if standing.asked is not None:
        reason = reason_text(language, standing.asked.reason)
        parts.append(label(named(language, gettext("A supervisor decides"), reason), "note"))
    elif on_ask is not None:
        parts += _asking(around, on_ask)
    return card(theme, *parts)


def _asking(around: Surroundings, on_ask: Callable[[LoweringReason], None]) -> list[QWidget]:
    theme, gettext = around.theme, around.language.gettext
    why = choice_list("lower-reason", reasons(around.language))
    ask = button(
        gettext("Ask a supervisor to agree"),
        lambda: on_ask(LoweringReason(str(why.currentData()))),
        name="ask-lower",
    )
    return [Field(theme, gettext("Why the answers were corrected"), why), row(theme, ask)]
