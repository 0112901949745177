"""The sheet that goes with a hand-over: its receipt code, and nothing about anybody.

Where the service keeps people safe, its name does not stand there either: whoever finds the sheet
must not learn where somebody went.
"""

from __future__ import annotations

from frontline.domain.assistance import PROTECTED
from frontline.services.handovers import HandoverLine
from frontline.ui.language import Language, is_right_to_left
from frontline.ui.widgets.paper import Code, Paper, PaperSize, Words

_TITLE, _TEXT, _CODE = 20, 12.5, 26
_GAP, _SIDE = 3, 46
# Reads a code from left to right wherever it stands.
_ISOLATE, _END = "\u2066", "\u2069"


def handover_paper(language: Language, line: HandoverLine) -> Paper:
    """For a line whose receipt code the officer can open."""
    gettext = language.gettext
    title = gettext("Hand-over")
    blocks = [Words(title, _TITLE, is_bold=True, gap=_GAP)]
    if line.handover.service not in PROTECTED:
        to = gettext("For: {name}").format(name=line.to)
        blocks.append(Words(to, _TEXT, is_bold=True, gap=_GAP))
    explained = gettext(
        "This sheet goes with a sealed file. Only the service that it is for can open the file, "
        "with its own key: frontline handover open FILE --key KEYFILE"
    )
    asked = gettext(
        "Please say this code back to the officer who handed the person over. It stands inside "
        "the sealed file as well, and closes the hand-over."
    )
    return Paper(
        PaperSize.A5,
        (
            *blocks,
            Words(explained, _TEXT, gap=_GAP),
            Words(gettext("Receipt code"), _TEXT, is_bold=True, gap=1, stays=True),
            Words(f"{_ISOLATE}{line.receipt_code}{_END}", _CODE, is_bold=True, gap=_GAP),
            Code(line.receipt_code, _SIDE, gap=_GAP),
            Words(asked, _TEXT),
        ),
        is_right_to_left(language.code),
        title,
    )
