"""Papers for the person, saved through the window."""

from __future__ import annotations

from tests.support.desktop_groups import GroupHand
from tests.support.pdf_reading import text_of


def saved_paper(hand: GroupHand, kind: str, size: str = "") -> str:
    """The words of the file. From a page that has the way to the papers, and back to it."""
    path = hand.played.files.root / "document.pdf"
    path.unlink(missing_ok=True)
    hand.click("papers")
    hand.choose("paper-kind", kind)
    if size:
        hand.choose("paper-size", size)
    hand.click("save-paper")
    hand.wait(path.exists, f"the {kind}")
    hand.shoot(f"{kind} on paper")
    hand.click("back")
    return text_of(path.read_bytes())
