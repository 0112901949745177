"""Cards in a grid among which the arrow keys move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from frontline.ui.widgets.keys import CARD_MOVE
from frontline.ui.widgets.layouts import CardGrid
from frontline.ui.widgets.scrolling import reveal

Card = AnswerCard | AnswerBox


class CardGroup(QWidget):
    """One stop of the tab key. Arrows move the focus, the space bar chooses: what is only passed
    by is never chosen."""

    def __init__(self, gap: int, columns: tuple[int, int]) -> None:
        super().__init__()
        self._grid = CardGrid(gap, *columns)
        self.setLayout(self._grid)
        self._in_order: list[Card] = []

    def put(self, card: Card) -> None:
        self._in_order.append(card)
        self._grid.addWidget(card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._reached_by(event)
        if target is None:
            super().keyPressEvent(event)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            reveal(target)

    def _reached_by(self, event: QKeyEvent) -> Card | None:
        """The card that an arrow leads to; the one that has the focus at the edge."""
        cards: Sequence[Card] = self._in_order
        focused = next((at for at, card in enumerate(cards) if card.hasFocus()), None)
        arrow = CARD_MOVE.pressed(event)
        if focused is None or arrow is None:
            return None
        across = self._grid.columns(self.width())
        target = focused + (-1, 1, -across, across)[arrow]
        return cards[target if 0 <= target < len(cards) else focused]
