"""docs/errors.md tells of every error there is, in the words the officer reads, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import frontline.errors
import frontline.errors_of_accounts
import frontline.errors_of_channels
import frontline.errors_of_figures
import frontline.errors_of_groups
import frontline.errors_of_keeping
import frontline.errors_of_packs
import frontline.errors_of_review
import frontline.errors_of_rights
import frontline.errors_of_updates
from frontline.errors import DamagedDataError, FrontlineError, RuleError, UserError
from frontline.ui.language import Language
from frontline.ui.messages import error_text, known_codes
from tests.support.documents import headings, section
from tests.support.repository import ROOT

PAGE = ROOT / "docs" / "errors.md"
PARTS = ("What happened", "The officer sees", "What to do", "Support")
_BRANCHES = (FrontlineError, UserError, RuleError, DamagedDataError)


def errors() -> list[type[FrontlineError]]:
    modules = (
        frontline.errors,
        frontline.errors_of_accounts,
        frontline.errors_of_channels,
        frontline.errors_of_figures,
        frontline.errors_of_groups,
        frontline.errors_of_rights,
        frontline.errors_of_keeping,
        frontline.errors_of_packs,
        frontline.errors_of_review,
        frontline.errors_of_updates,
    )
    found = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    return [each for each in found if issubclass(each, FrontlineError) and each not in _BRANCHES]


def told(page: Path) -> list[str]:
    """The codes with a heading of their own, which alone among headings hold a dot."""
    return [heading for heading in headings(page) if "." in heading]


def untold(page: Path) -> set[str]:
    return {error.code for error in errors()} - set(told(page))


def stale(page: Path) -> set[str]:
    return set(told(page)) - {error.code for error in errors()}


def missing_parts(page: Path) -> list[str]:
    return [
        f"{code}: {part}"
        for code in told(page)
        for part in PARTS
        if not re.search(rf"^\* \*\*{part}:\*\* \S", section(page, code), re.MULTILINE)
    ]


def misquoted(page: Path) -> list[str]:
    """Codes whose sentence in the window is not the one on the page."""
    english = Language(Path(), "en")
    found = []
    for error in errors():
        if error.code in known_codes():
            quoted = error_text(english, _raised(error))
            plain = re.sub(r"\{\w+\}", "?", " ".join(section(page, error.code).split()))
            found += [] if f"“{quoted}”" in plain else [error.code]
    return found


def _raised(error: type[FrontlineError]) -> FrontlineError:
    """Without facts, so that each shows as a question mark."""
    made = FrontlineError.__new__(error)
    FrontlineError.__init__(made)
    return made


def test_every_error_is_told_of_and_no_other() -> None:
    assert untold(PAGE) == set()
    assert stale(PAGE) == set()
    assert len(told(PAGE)) == len(set(told(PAGE)))


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in errors()]

    assert len(codes) == len(set(codes))
    assert FrontlineError.code not in codes


def test_each_says_what_happened_what_is_seen_and_what_to_do() -> None:
    assert missing_parts(PAGE) == []


def test_the_officers_words_are_quoted_as_they_are() -> None:
    assert misquoted(PAGE) == []


def test_a_planted_fault_is_found(tmp_path: Path) -> None:
    text = PAGE.read_text("utf-8")
    page = tmp_path / "errors.md"
    page.write_text(
        text.replace("### vault.in-use", "### vault.in-usage").replace("Free some space", "Free it")
    )
    assert untold(page) == {"vault.in-use"}
    assert stale(page) == {"vault.in-usage"}

    page.write_text(text.replace("**Support:** None.", "", 1).replace("Choose a site first", "X"))
    assert missing_parts(page) == ["access.suspended: Support"]
    assert misquoted(page) == ["site.missing"]
