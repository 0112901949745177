"""The recovery sheet as a PDF to print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from frontline.errors import StorageUnwritableError
from frontline.services.vaults import HOLDERS, RecoverySheet
from frontline.ui.language import Language
from frontline.ui.recovery_key import in_groups
from frontline.ui.theme import FAMILIES

_DOTS_PER_INCH = 300
_MARGIN_MM = 20.0


def write_recovery_sheet(sheet: RecoverySheet, language: Language, path: Path) -> None:
    """One page of A4. The place is chosen by the officer; Frontline keeps no copy.

    Raises StorageUnwritableError.
    """
    gettext = language.gettext
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(gettext("Frontline recovery sheet"))
    painter = QPainter()
    if not painter.begin(writer):
        raise StorageUnwritableError(kind="recovery-sheet")
    area = QRectF(0, 0, writer.width(), writer.height())
    lines = (
        (_title(language, sheet), 22, True),
        (gettext("Post {mark}").format(mark=sheet.post_mark), 12, False),
        (
            _meaning(language, sheet),
            12,
            False,
        ),
        (in_groups(sheet.key), 15, True),
        (gettext("Handed to: ____________________   Date: ______________"), 12, False),
    )
    for text, points, is_bold in lines:
        font = QFont(list(FAMILIES), points)
        font.setBold(is_bold)
        painter.setFont(font)
        # Between words only: a key's groups must not be torn.
        used = painter.drawText(area, int(Qt.TextFlag.TextWordWrap), text)
        area.setTop(area.top() + _height(used) + _DOTS_PER_INCH / 4)
    painter.end()


def _title(language: Language, sheet: RecoverySheet) -> str:
    if not sheet.holder:
        return language.gettext("Frontline recovery sheet")
    text = language.gettext("Frontline recovery sheet {number} of {total}")
    return text.format(number=sheet.holder, total=HOLDERS)


def _meaning(language: Language, sheet: RecoverySheet) -> str:
    if not sheet.holder:
        return language.gettext(
            "This key opens the records of this post when a passphrase was lost. Keep it "
            "locked away, outside the office. Whoever holds it and the machine can read "
            "everything. Destroy it when a new one is made."
        )
    return language.gettext(
        "This key is one of three. Any two of them open the records of this post when a "
        "passphrase was lost; this one alone opens nothing. Keep it locked away from the other "
        "two, outside the office. Destroy it when a new one is made."
    )


def _height(drawn: object) -> float:
    return drawn.height() if isinstance(drawn, QRectF) else 0.0
