"""Every colour that meets another can be told from it, by day, by night and in the sun."""

from __future__ import annotations

import pytest
import typer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from frontline.app.demo import known_theme
from frontline.ui.theme import PALETTES, Palette, ThemeName
from tests.support.gui import dress, surroundings
from tests.support.gui_contrast import LINE, TEXT, contrast

# Text on what lies below it, and lines on what they divide.
TEXTS = (
    *(("text", below) for below in ("page", "card", "chosen")),
    *(("quiet", below) for below in ("page", "card", "chosen", "note")),
    *(("good", below) for below in ("page", "card")),
    ("bar_text", "bar"),
    ("primary_text", "primary"),
    ("person_text", "person"),
    ("person_text", "page"),
    ("note_text", "note"),
    ("text", "note"),
    ("warn_text", "warn"),
    ("urgent_text", "urgent"),
    ("card", "ring"),
)
LINES = (
    *(("control", below) for below in ("page", "card")),
    *(("chosen_border", below) for below in ("card", "chosen")),
    *(("ring", below) for below in ("page", "card", "chosen")),
    ("card", "primary"),
    ("bar_border", "bar"),
    ("warn_text", "page"),
    ("urgent_text", "page"),
)


def faint(palette: Palette) -> list[str]:
    """Pairs that are too close to each other."""
    wanted = [(pair, TEXT) for pair in TEXTS] + [(pair, LINE) for pair in LINES]
    return [
        f"{above} on {below}"
        for (above, below), least in wanted
        if contrast(QColor(getattr(palette, above)), QColor(getattr(palette, below))) < least
    ]


@pytest.mark.parametrize("theme", ThemeName)
def test_every_pair_of_colours_has_its_contrast(theme: ThemeName) -> None:
    assert faint(PALETTES[theme]) == []


def test_a_faint_pair_is_found() -> None:
    palette = PALETTES[ThemeName.LIGHT]._replace(quiet="#8a8a8a", control="#c0c0c0")
    assert faint(palette) == [
        *(f"quiet on {below}" for below in ("page", "card", "chosen", "note")),
        *(f"control on {below}" for below in ("page", "card")),
    ]


def test_contrast_is_measured_as_the_standard_says() -> None:
    white = QColor("#ffffff")
    assert contrast(white, QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#777777"), white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ThemeName)
def test_what_no_style_sheet_reaches_is_dressed_as_well(
    qapp: QApplication, theme: ThemeName
) -> None:
    dress(surroundings(theme=theme).theme)
    palette, ours = qapp.palette(), PALETTES[theme]
    for role, colour in (
        (QPalette.ColorRole.Window, ours.page),
        (QPalette.ColorRole.Text, ours.text),
        (QPalette.ColorRole.PlaceholderText, ours.quiet),
        (QPalette.ColorRole.Highlight, ours.ring),
        (QPalette.ColorRole.HighlightedText, ours.card),
    ):
        assert palette.color(role).name() == colour


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_everything_grows_with_the_text(scale: int) -> None:
    theme = surroundings(scale=scale).theme
    assert theme.px(1) == pytest.approx(15 * scale / 100, abs=0.5)
    assert f"font-size: {theme.px(1)}px" in theme._style_sheet()
    assert f"min-height: {theme.px(3.2) - 4}px" in theme._style_sheet()


def test_high_contrast_is_the_theme_for_the_sun() -> None:
    assert known_theme("contrast") == known_theme("sunlight") == ThemeName.SUNLIGHT.value
    with pytest.raises(typer.BadParameter):
        known_theme("sepia")
