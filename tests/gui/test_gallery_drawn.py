"""The pictures that the gallery draws. It has a window of its own and dresses the whole program, so
that the pages of `test_gallery` would not stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from frontline.app.gallery import SIZES, STAND_IN, Look, every_look
from frontline.app.gallery_command import draw
from frontline.errors import BadInputError
from frontline.ui.theme import ThemeName
from tests.support.vault_posts import cheap_derivation

pytestmark = pytest.mark.slow


def test_a_picture_is_drawn_of_each_page_that_is_asked_for_in_each_look(
    qapp: QApplication, tmp_path: Path
) -> None:
    looks = [Look(ThemeName.SUNLIGHT, language, 100, SIZES[0]) for language in ("fr", STAND_IN)]
    with cheap_derivation():
        assert draw(tmp_path / "out", ["home", "person's screen, Arabic"], looks) == 4
    qapp.setProperty("look", "")
    drawn = {str(path.relative_to(tmp_path / "out")) for path in tmp_path.rglob("*.png")}
    names = ("home.png", "persons-screen-Arabic.png")
    assert drawn == {f"{look}/{name}" for look in looks for name in names}
    assert QImage(str(tmp_path / "out" / str(looks[0]) / names[0])).size().toTuple() == SIZES[0]


@pytest.mark.parametrize("names", [["home"], []])
def test_nothing_is_drawn_over_something_nor_at_all_where_nothing_is_meant(
    tmp_path: Path, names: list[str]
) -> None:
    if names:
        (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(BadInputError):
        draw(tmp_path, names, list(every_look()))
