"""Simple pictures for answers, drawn for Frontline: resources/pictures."""

from __future__ import annotations

from frontline.ui.theme import Theme

FOLDER = "pictures"


def picture_of(theme: Theme, question: str, code: str) -> str:
    """The name of the picture for an answer: that of the question's own answer, or the one that all
    answers of this code share. "" where there is none."""
    for name in (f"{question}-{code}", code):
        if (theme.resources / FOLDER / f"{name}.svg").is_file():
            return name
    return ""
