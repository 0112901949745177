"""The user guide: the same pages in both languages, each picture there and small, and every page
of the program shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontline.app.gallery import PAGES, file_name
from frontline.app.gallery_widgets import WIDGET_PAGES

GUIDE = Path(__file__).parents[2] / "docs/user-guide"
LANGUAGES = ("en", "es")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
LARGEST, ALL_OF_THEM = 60_000, 4_000_000
# Shown by what leads there, or nothing but a state of a page that is shown.
NOT_SHOWN = frozenset({"opening"})


def pages(language: str) -> list[str]:
    return sorted(path.name for path in (GUIDE / language).glob("*.md"))


def pictures(path: Path) -> list[str]:
    """Where the pictures of a page of the guide lie, as it says."""
    return [place for _words, place in PICTURE.findall(path.read_text("utf-8"))]


def files(language: str) -> dict[str, list[str]]:
    """The names of the pictures on each page of a language."""
    return {
        page: [Path(place).name for place in pictures(GUIDE / language / page)]
        for page in pages(language)
    }


def topic(name: str) -> str:
    """What a page of the gallery is about: its states share the first word or words."""
    return name.partition(",")[0]


def unshown(shown: set[str]) -> set[str]:
    wanted = {topic(name) for name in PAGES if name not in WIDGET_PAGES} - NOT_SHOWN
    return wanted - {topic(name) for name in PAGES if file_name(name) in shown}


def test_both_languages_have_the_same_pages_with_the_same_pictures() -> None:
    assert files("en") == files("es")
    assert len(pages("en")) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_there_in_the_language_of_its_page(language: str) -> None:
    for page in pages(language):
        for place in pictures(GUIDE / language / page):
            found = (GUIDE / language / place).resolve()
            assert found.is_file(), place
            assert found.parent.name == language
            assert found.stat().st_size <= LARGEST, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_says_what_it_shows(language: str) -> None:
    for page in pages(language):
        text = (GUIDE / language / page).read_text("utf-8")
        assert text.startswith("# ")
        assert all(words.strip() for words, _place in PICTURE.findall(text))


def test_no_picture_is_left_over_and_all_together_are_small() -> None:
    drawn = list((GUIDE / "pictures").rglob("*.png"))
    named = {
        (language, file) for language in LANGUAGES for each in files(language).values()
        for file in each
    }  # fmt: skip
    assert {(path.parent.name, path.name) for path in drawn} == named
    assert sum(path.stat().st_size for path in drawn) <= ALL_OF_THEM


def test_every_page_of_the_program_is_shown() -> None:
    shown = {file for each in files("en").values() for file in each}
    assert unshown(shown) == set()


def test_a_page_that_is_not_shown_is_found() -> None:
    shown = {file for each in files("en").values() for file in each}
    assert unshown(shown - {file_name("danger")}) == {"danger"}


def test_the_contents_name_every_page() -> None:
    contents = (GUIDE / "README.md").read_text("utf-8")
    for language in LANGUAGES:
        for page in pages(language):
            assert f"]({language}/{page})" in contents
