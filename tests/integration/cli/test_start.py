"""The first picture: what is loaded for it, and what must wait until it stands."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from frontline.app.loading import PICTURES_KEPT, load_behind, load_the_rest
from frontline.cli.bench.starting import _PAINTED
from frontline.services.installation import find_installation
from frontline.ui.formats import countries
from frontline.ui.theme import Theme
from frontline.ui.widgets import fields
from frontline.ui.widgets.fields import text_input
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label
from tests.support.vault_posts import cheap_derivation, make_real_post

# Each takes longer than a field to paint; together they would double the start.
HEAVY = frozenset(
    {
        "alembic", "babel", "cryptography", "httpx", "pydantic", "pyrage", "ruamel", "sqlalchemy",
        "sqlcipher3", "concurrent", "dataclasses", "datetime", "platformdirs", "typer", "rich",
    }
)  # fmt: skip
# Types of Qt that are built when they are first named, enumeration by enumeration.
SLOW_TYPES = {"QtCore.Qt", "QtWidgets.QStyle"}
_SLOW_TYPES_LOADED = """
import os, sys
from PySide6 import QtCore, QtWidgets
from frontline.app import desktop, main
# What waits for the first picture is not to come before it on a slow machine.
main.AFTER_FIRST_PAINT_MS = desktop.AFTER_FIRST_PAINT_MS = 60_000
{first}
def until_painted(application):
    application.processEvents()
    loaded = {{f"{{m.__name__[8:]}}.{{n}}" for m in (QtCore, QtWidgets) for n in vars(m)}}
    print(*loaded)
    sys.stdout.flush()
    os._exit(0)
QtWidgets.QApplication.exec = until_painted
main.run_desktop()
"""


# What takes megabytes, and is needed by few posts or on few days.
SELDOM = frozenset(
    {
        *("httpx", "rich", "segno", "cryptography.x509"),
        *("PySide6.QtNetwork", "PySide6.QtMultimedia"),
    }
)
_KEPT_AFTER_LOADING = """
import builtins, linecache, sys
own = builtins.__import__
{load_qt}
import frontline.app.main
from frontline.app.loading import load_the_rest
load_the_rest("en")
texts = [name for name in linecache.cache if "frontline" in name]
print(builtins.__import__ is own, len(texts), *sys.modules)
"""
_LOAD_QT = "from frontline.app.plain_import import load_qt; load_qt()"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A post's folder, and one where nothing is yet."""
    folder = tmp_path_factory.mktemp("start")
    with cheap_derivation():
        make_real_post(folder / "post")
    return {"sign-in": folder / "post", "new post": folder / "new"}


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}


def loaded_until_painted(home: Path, *arguments: str) -> set[str]:
    """Top-level packages that the program has imported when its first picture is there."""
    watched = environment(FRONTLINE_HOME=str(home), QT_LOGGING_RULES="qt.widgets.painting=true")
    command = [sys.executable, "-X", "importtime", *(arguments or ("-m", "frontline"))]
    with subprocess.Popen(command, env=watched, stderr=subprocess.PIPE) as process:
        try:
            return set(_imported(process.stderr or ()))
        finally:
            process.kill()


def _imported(lines: Iterator[bytes] | tuple[()]) -> Iterator[str]:
    for line in lines:
        if _PAINTED in line:
            return
        if line.startswith(b"import time:"):
            yield line.rsplit(b"|", 1)[-1].strip().split(b".")[0].decode()
    raise AssertionError("nothing was painted")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["sign-in", "new post"])
def test_nothing_heavy_is_loaded_before_the_first_picture(
    page: str, homes: dict[str, Path]
) -> None:
    loaded = loaded_until_painted(homes[page])

    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_something_heavy_would_be_noticed(homes: dict[str, Path]) -> None:
    program = "import pydantic, sys; sys.argv = ['frontline']; import frontline.__main__ as it"
    loaded = loaded_until_painted(homes["sign-in"], "-c", f"{program}; it.main()")

    assert "pydantic" in loaded & HEAVY


def types_loaded(home: Path, first: str = "") -> set[str]:
    script = _SLOW_TYPES_LOADED.format(first=first)
    return set(
        subprocess.run(
            [sys.executable, "-c", script],
            env=environment(FRONTLINE_HOME=str(home)),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", ["sign-in", "new post"])
def test_the_slow_types_of_qt_are_not_built_for_the_first_picture(
    page: str, homes: dict[str, Path]
) -> None:
    loaded = types_loaded(homes[page])

    assert "QtWidgets.QLabel" in loaded
    assert loaded & SLOW_TYPES == set()


def test_a_slow_type_would_be_noticed(homes: dict[str, Path]) -> None:
    assert "QtCore.Qt" in types_loaded(homes["sign-in"], first="QtCore.Qt.Key")


def test_what_is_set_by_number_is_what_its_name_says() -> None:
    """Sign-in is painted without the namespace these names are in."""
    application = QApplication.instance() or QApplication(["frontline"])
    area, _body = scroll_area(Theme(find_installation().resources))
    secret = text_input("passphrase", is_secret=True)

    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert label("<b>as it is</b>").textFormat() == Qt.TextFormat.PlainText
    assert secret.echoMode() == QLineEdit.EchoMode.Password
    assert Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter == fields._WRAP
    hints = Qt.InputMethodHint
    for hint in (hints.ImhSensitiveData, hints.ImhNoAutoUppercase, hints.ImhNoPredictiveText):
        assert secret.inputMethodHints() & hint
    assert application is not None


@pytest.mark.slow
def test_what_was_loaded_is_never_looked_through_for_garbage() -> None:
    gc.unfreeze()
    loaded = len(gc.get_objects())
    load_the_rest("en")
    try:
        assert len(gc.get_objects()) < loaded / 10
        stays = gc.get_freeze_count()
        # What has become garbage since is not kept by a second time.
        load_the_rest("en")
        assert gc.get_freeze_count() == stays
    finally:
        gc.unfreeze()


def test_of_what_was_drawn_little_is_kept(qapp: QApplication) -> None:
    before = QPixmapCache.cacheLimit()
    with ThreadPoolExecutor() as vault_executor:
        load_behind(vault_executor, "en")
    try:
        # A quarter of a megabyte each.
        keys = [QPixmapCache.insert(QPixmap(256, 256)) for _ in range(8)]
        is_kept = [key.isValid() for key in keys]
    finally:
        QPixmapCache.clear()
        QPixmapCache.setCacheLimit(before)
    assert is_kept[-1]
    assert sum(is_kept) <= PICTURES_KEPT // 256


def test_the_first_question_for_a_country_need_not_read_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object, **_options: object) -> None:
        raise AssertionError("read from the disk")

    load_the_rest("pt")
    monkeypatch.setattr("builtins.open", refuse)

    assert ("BR", "Brasil") in countries("pt")
    with pytest.raises(AssertionError, match="from the disk"):
        countries("is")


def kept_after_loading(load_qt: str) -> tuple[bool, int, set[str]]:
    """Whether Python's own import is in its place, how many texts of our modules are in memory,
    and which modules."""
    script = _KEPT_AFTER_LOADING.format(load_qt=load_qt)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    is_own, texts, *modules = done.stdout.split()
    return is_own == "True", int(texts), set(modules)


@pytest.mark.slow
def test_no_source_text_stays_in_memory_and_nothing_that_is_seldom_needed_is_loaded() -> None:
    is_own, texts, modules = kept_after_loading(_LOAD_QT)

    assert is_own
    assert texts == 0
    assert "frontline.app.workplace" in modules
    assert modules & SELDOM == set()


@pytest.mark.slow
def test_source_texts_in_memory_would_be_noticed() -> None:
    is_own, texts, modules = kept_after_loading("import segno")

    assert not is_own
    assert texts > 100
    assert "segno" in modules & SELDOM
