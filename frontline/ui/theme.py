"""Design tokens and the style sheet made of them: light, dark, and high contrast for sunlight.

Sizes are in units of the text size, so everything grows together. Every text pair has a contrast
of at least 4.5:1 and every border and focus ring of at least 3:1; a test holds the palette to it.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from string import Template
from typing import NamedTuple

from PySide6 import QtGui
from PySide6.QtWidgets import QApplication

BASE_PIXELS = 15
SCALES = (100, 125, 150, 200)
# In text sizes, what a finger finds: 48 pixels. Of that the padding at the sides of the bar's
# buttons, and above and below their words, in pixels, padding and border.
_TARGET, _BAR_PAD, _BAR_EDGE = 3.2, 0.4, 2
# Each writes what the ones before it cannot.
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans CJK SC")
# Latin, Greek and Cyrillic letters.
_FIRST_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_OTHER_FONTS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold.ttf",
    # Cut to what the packs say, by packaging/fonts.py.
    "NotoSansCJKsc-Regular.otf",
)


class ThemeName(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    SUNLIGHT = "sunlight"

    @classmethod
    def _missing_(cls, value: object) -> ThemeName | None:
        """What the sunlight theme is called where it is asked for as high contrast."""
        return cls.SUNLIGHT if value == "contrast" else None


# A named tuple, like every record that is needed before sign-in is painted: the class of one is
# made five times faster than a dataclass, which here is a millisecond or two each.
class Palette(NamedTuple):
    """Colours by what they are for. Between `ring` and a filled button a line of `card` is left
    free, so that the focus shows on any fill."""

    page: str
    card: str
    text: str
    quiet: str
    border: str
    control: str
    bar: str
    bar_text: str
    bar_border: str
    primary: str
    primary_text: str
    chosen: str
    chosen_border: str
    person: str
    person_text: str
    note: str
    note_text: str
    warn: str
    warn_text: str
    urgent: str
    urgent_text: str
    good: str
    ring: str
    # Which of the two drawn shades shows on the control, and on the primary colour.
    on_card: str
    on_primary: str


PALETTES: dict[ThemeName, Palette] = {
    ThemeName.LIGHT: Palette(
        page="#f2f4f6", card="#ffffff", text="#0f1c26", quiet="#46555f", border="#c9d1d8",
        control="#6d7c88", bar="#0c4763", bar_text="#ffffff", bar_border="#8fb3c6",
        primary="#0c4f6e", primary_text="#ffffff", chosen="#e3eff6", chosen_border="#0c4f6e",
        person="#eaf2f7", person_text="#0f1c26", note="#e9eff4", note_text="#13303f",
        warn="#fff3d6", warn_text="#5c4300", urgent="#fde7e4", urgent_text="#8a1f11",
        good="#1c6b34", ring="#0026c4", on_card="dark", on_primary="light",
    ),
    ThemeName.DARK: Palette(
        page="#10171c", card="#192228", text="#eef3f6", quiet="#b3c0c9", border="#37454f",
        control="#7f919d", bar="#0b2531", bar_text="#eef3f6", bar_border="#5f7f8f",
        primary="#7cc4e4", primary_text="#06202c", chosen="#21394a", chosen_border="#7cc4e4",
        person="#22323c", person_text="#ffffff", note="#22303a", note_text="#dbe7ee",
        warn="#3d3010", warn_text="#ffdf9b", urgent="#4a1d18", urgent_text="#ffc9c0",
        good="#8fd6a4", ring="#ffd75e", on_card="light", on_primary="dark",
    ),
    ThemeName.SUNLIGHT: Palette(
        page="#ffffff", card="#ffffff", text="#000000", quiet="#000000", border="#000000",
        control="#000000", bar="#000000", bar_text="#ffffff", bar_border="#ffffff",
        primary="#000000", primary_text="#ffffff", chosen="#ffef9e", chosen_border="#000000",
        person="#ffffff", person_text="#000000", note="#ffffff", note_text="#000000",
        warn="#ffef9e", warn_text="#000000", urgent="#ffffff", urgent_text="#8a0000",
        good="#004d1a", ring="#0000d6", on_card="dark", on_primary="light",
    ),
}  # fmt: skip


class Theme:
    """The look in force: a palette and a text scale in per cent."""

    def __init__(
        self, resources: Path, name: ThemeName = ThemeName.LIGHT, scale: int = 100
    ) -> None:
        self.resources = resources
        self.name = name
        self.scale = scale

    @property
    def palette(self) -> Palette:
        return PALETTES[self.name]

    @property
    def line(self) -> int:
        """Width of the border of whatever can be used, in pixels."""
        return 3 if self.name is ThemeName.SUNLIGHT else 2

    @property
    def ring_line(self) -> int:
        """Width of the focus ring, in pixels."""
        return self.line + 1

    def px(self, units: float) -> int:
        """Pixels for a length in units of the base text size."""
        return round(units * BASE_PIXELS * self.scale / 100)

    def load_fonts(self) -> None:
        """Enough for sign-in and the four interface languages. System fonts are never trusted."""
        self._add_fonts(_FIRST_FONTS)

    def load_person_fonts(self) -> None:
        """The other scripts that people are shown questions in."""
        self._add_fonts(_OTHER_FONTS)

    def _add_fonts(self, names: tuple[str, ...]) -> None:
        for name in names:
            QtGui.QFontDatabase.addApplicationFont(str(self.resources / "fonts" / name))

    def dress(self, application: QApplication) -> None:
        """Give the whole program this look."""
        self.dress_beyond_pages(application)
        self.dress_pages(application)

    def dress_pages(self, application: QApplication) -> None:
        """All that a page shows before anybody does something with it."""
        application.setStyleSheet(self._style_sheet())

    def dress_beyond_pages(self, application: QApplication) -> None:
        """What no style sheet reaches: the system's dialogs, selected text, the focus ring."""
        application.setPalette(self._qt_palette())

    def _qt_palette(self) -> QtGui.QPalette:
        roles, ours, made = QtGui.QPalette.ColorRole, self.palette, QtGui.QPalette()
        for role, colour in (
            (roles.Window, ours.page),
            (roles.WindowText, ours.text),
            (roles.Base, ours.card),
            (roles.AlternateBase, ours.page),
            (roles.Text, ours.text),
            (roles.Button, ours.card),
            (roles.ButtonText, ours.text),
            (roles.PlaceholderText, ours.quiet),
            (roles.Highlight, ours.ring),
            (roles.HighlightedText, ours.card),
            (roles.Link, ours.ring),
        ):
            made.setColor(role, QtGui.QColor(colour))
        return made

    def _style_sheet(self) -> str:
        values = {field: getattr(self.palette, field) for field in Palette._fields}
        sizes = {
            "families": ", ".join(f'"{family}"' for family in FAMILIES),
            "s_small": self.px(0.87),
            "s_text": self.px(1),
            "s_lead": self.px(1.13),
            "s_title": self.px(1.6),
            "s_question": self.px(1.35),
            "s_bar": self.px(0.8),
            "s_person": self.px(1.6),
            "s_big": self.px(2.6),
            "target": self.px(_TARGET) - 2 * self.line,
            "narrowest": self.px(_TARGET) - 2 * (self.line + self.px(0.8)),
            "bar_target": self.px(_TARGET) - 2 * _BAR_EDGE,
            "bar_wide": self.px(_TARGET - 2 * _BAR_PAD),
            "bar_pad": self.px(_BAR_PAD),
            "bar_edge": _BAR_EDGE - 1,
            "pad_xs": self.px(0.2),
            "pad_s": self.px(0.4),
            "pad": self.px(0.8),
            "pad_l": self.px(1.2),
            "radius": self.px(0.4),
            "box": self.px(1.5),
            "line": self.line,
            "ring_line": self.ring_line,
            "ring_room": self.ring_line - self.line,
            "bar_width": self.px(0.8),
            "arrow": self.px(0.9),
            "icons": (self.resources / "icons").as_posix(),
        }
        return Template(_SHEET).substitute({**values, **sizes})


_SHEET = """
QWidget { font-family: $families; font-size: ${s_text}px; color: $text; }
QMainWindow, QDialog, #page { background: $page; }
QScrollArea, #scrolled { background: transparent; border: none; }
QLabel { background: transparent; }
#card { background: $card; border: 1px solid $border; border-radius: ${radius}px; }
#rule { background: $border; }
#title { font-size: ${s_title}px; font-weight: bold; }
#question { font-size: ${s_question}px; font-weight: bold; }
#lead { font-size: ${s_lead}px; }
#quiet { color: $quiet; font-size: ${s_small}px; }
#heading { color: $quiet; font-size: ${s_small}px; font-weight: bold; }
#strong { font-weight: bold; }
#good { color: $good; font-weight: bold; }
#note { background: $note; color: $note_text; border: 1px solid $border;
        border-radius: ${radius}px; padding: ${pad}px; }
#warn { background: $warn; color: $warn_text; border: 1px solid $warn_text;
        border-radius: ${radius}px; padding: ${pad}px; }
#urgent { background: $urgent; color: $urgent_text; border: ${line}px solid $urgent_text;
          border-radius: ${radius}px; padding: ${pad}px; font-weight: bold; }
#person { background: $person; color: $person_text; border: 1px solid $border;
          border-radius: ${radius}px;
          padding: ${pad_xs}px ${pad}px; font-size: ${s_person}px; }
#person-big { color: $person_text; font-size: ${s_big}px; }
#bar { background: $bar; }
#bar QLabel { color: $bar_text; }
#bar #strong { font-size: ${s_lead}px; }
#section-title { font-weight: normal; }
#section-title[current="true"] { font-weight: bold; }
QPushButton, QComboBox, QLineEdit, QDateEdit {
    min-height: ${target}px; border: ${line}px solid $control; border-radius: ${radius}px;
    margin: ${ring_room}px; padding: 0 ${pad}px; background: $card; color: $text; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $quiet; }
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled, QDateEdit:disabled,
QPlainTextEdit:disabled {
    color: $quiet; border-style: dashed; }
QPushButton { min-width: ${narrowest}px; }
QPushButton:hover { background: $chosen; }
QComboBox:focus, QLineEdit:focus, QDateEdit:focus, QPlainTextEdit:focus {
    border: ${ring_line}px solid $ring; margin: 0; }
QPushButton:focus { outline: none; }
QPushButton#primary { background: $primary; color: $primary_text; border-color: $primary;
                      font-weight: bold; padding: 0 ${pad_l}px; }
QPushButton#primary:disabled { background: $card; color: $quiet; border-color: $control; }
QPushButton:checked { background: $chosen; border-color: $chosen_border; }
QPushButton#section { border: none; border-left: 4px solid transparent; border-radius: 0;
                      background: transparent; padding: 0; margin: 0; min-height: 0; }
QPushButton#section[current="true"] { background: $chosen; border-left-color: $chosen_border; }
#bar QToolButton { background: transparent; color: $bar_text; border: 1px solid $bar_border;
    border-radius: ${radius}px; min-height: ${bar_target}px; min-width: ${bar_wide}px;
    margin: ${ring_room}px; padding: ${bar_edge}px ${bar_pad}px; font-size: ${s_bar}px; }
#bar QToolButton:hover { background: $primary; color: $primary_text; }
#bar QToolButton:focus { background: $card; color: $text; }
QPlainTextEdit { border: ${line}px solid $control; border-radius: ${radius}px;
    margin: ${ring_room}px; background: $card; color: $text; padding: ${pad_s}px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { width: ${target}px; border: none; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/down-$on_card.svg");
    width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $control;
    selection-background-color: $chosen; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${target}px; }
QCheckBox { spacing: ${pad}px; min-height: ${target}px; background: transparent;
    border: ${ring_line}px solid transparent; border-radius: ${radius}px; }
QCheckBox::indicator { width: ${box}px; height: ${box}px; border-radius: 3px;
    border: ${line}px solid $control; background: $card; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary;
    image: url("$icons/tick-$on_primary.svg"); }
QCheckBox:disabled QLabel { color: $quiet; }
QCheckBox::indicator:disabled { border-style: dashed; }
QCheckBox::indicator:checked:disabled { background: $card; border-color: $control;
    image: url("$icons/tick-$on_card.svg"); }
QCheckBox:focus { border-color: $ring; }
QCalendarWidget QAbstractItemView { background: $card; color: $text;
    selection-background-color: $primary; selection-color: $primary_text; }
QCalendarWidget QToolButton { background: $card; color: $text; border: none;
    min-height: ${target}px; padding: 0 ${pad}px; }
QCalendarWidget #qt_calendar_navigationbar { background: $card; }
QProgressBar { border: 1px solid $control; border-radius: 4px; background: $card;
    min-height: 10px; max-height: 10px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QScrollBar:vertical { width: ${bar_width}px; background: $page; border: none; }
QScrollBar::handle:vertical { background: $control; border-radius: ${pad_s}px; min-height: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QToolTip { background: $card; color: $text; border: 1px solid $control; padding: ${pad_s}px; }
"""
