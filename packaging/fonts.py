"""Cut the font of Chinese down to the characters that the packs have, from tens of megabytes.

    python packaging/fonts.py FOLDER     FOLDER has NotoSansCJK-Regular.ttc (Debian: fonts-noto-cjk)

The result is kept in the repository: only whoever changes the Chinese texts of a pack needs the
whole font, and fontTools, which is no part of the environment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from frontline.ui.language import LANGUAGE_NAMES
from translations import domains, load

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
WHOLE, FAMILY = "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"
CUT = FONTS / "NotoSansCJKsc-Regular.otf"
_FAMILY_NAME = 1


def shown_texts() -> Iterator[str]:
    """Every text of the interface and of the packs, in each of its languages."""
    yield from LANGUAGE_NAMES.values()
    for language, domain, template in domains():
        for catalogue in (template, load(language, domain)):
            for message in catalogue:
                for text in (message.id, message.string):
                    # Several where there are plural forms; none where nothing is translated yet.
                    yield from [text] if isinstance(text, str) else text or ()


def uncovered() -> set[int]:
    """Code points that no other bundled font has."""
    others = [path for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf") and path != CUT]
    covered = {point for path in others for point in TTFont(path).getBestCmap()}
    shown = {letter for text in shown_texts() for letter in text}
    return {ord(letter) for letter in shown if letter.isprintable()} - covered


def whole_font(folder: Path) -> TTFont:
    collection = TTCollection(folder / WHOLE)
    return next(font for font in collection if font["name"].getDebugName(_FAMILY_NAME) == FAMILY)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    wanted, font = uncovered(), whole_font(Path(arguments[0]))
    missing = wanted - set(font.getBestCmap())
    if missing:
        print(f"not in the font either: {[chr(point) for point in sorted(missing)]}")
        return 1
    # Horizontal text of one language: nothing to choose between.
    cutter = Subsetter(Options(layout_features=[], hinting=False, name_IDs=["*"]))
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(CUT)
    print(f"{CUT.name}: {len(wanted)} characters, {CUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
