"""Draws the pictures of the user guide: `make screenshots`.

Each is a page of `frontline gallery`, in the language of the guide that shows it. Which ones there
are is read from the guide itself.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from frontline.app.gallery import PAGES, Gallery, Look, file_name
from frontline.services.installation import find_installation
from frontline.ui.theme import ThemeName

GUIDE = Path(__file__).parents[1] / "docs/user-guide"
LANGUAGES = ("en", "es")
SIZE = (1024, 768)
# Most of a page is ground, card and text; with so many colours its letters stay smooth.
COLOURS = 48
PICTURE = re.compile(r"!\[[^\]]*\]\(\.\./pictures/(\w+)/([\w-]+\.png)\)")


def shown(language: str) -> list[tuple[str, str]]:
    """Language and file of each picture on the pages of one language."""
    texts = [page.read_text("utf-8") for page in sorted((GUIDE / language).glob("*.md"))]
    return [found for text in texts for found in PICTURE.findall(text)]


def with_few_colours(image: QImage) -> QImage:
    """The colours that are there most often; every other becomes the one that is nearest."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    table = [colour for colour, _count in counted.most_common(COLOURS)]
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


def main() -> int:
    names = {file_name(page): page for page in PAGES}
    with tempfile.TemporaryDirectory() as folder:
        gallery = Gallery(find_installation(), Path(folder))
        for language in LANGUAGES:
            pictures = GUIDE / "pictures" / language
            pictures.mkdir(parents=True, exist_ok=True)
            for _language, file in dict.fromkeys(shown(language)):
                window = gallery.show(names[file], Look(ThemeName.LIGHT, language, 100, SIZE))
                with_few_colours(window.grab().toImage()).save(str(pictures / file), quality=0)
        gallery.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
