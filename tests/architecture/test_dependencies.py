"""What is installed is what was locked, and may be shipped."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.dependencies import (
    licences,
    not_allowed,
    read_lock,
    shipped,
    unsatisfied,
    wanted,
)
from tests.support.repository import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
GATHER = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); "
    "from licences import gather_licences; gather_licences(Path(sys.argv[2]))"
)
HASH = "    --hash=sha256:" + "0" * 64


def test_every_locked_package_has_a_hash_and_none_an_address() -> None:
    lock = read_lock(LOCK)

    assert len(lock.pinned) > len(PROJECT["dependencies"])
    assert lock.unhashed == []
    assert lock.addresses == []


def test_the_lock_file_has_what_the_project_asks_for() -> None:
    assert list(unsatisfied(wanted(PROJECT), read_lock(LOCK))) == []


def test_what_the_program_needs_is_all_locked() -> None:
    installed = set(shipped("frontline", ["hub"])) - {"frontline"}

    assert installed - set(read_lock(LOCK).pinned) == set()


def test_every_licence_goes_along_with_the_program(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", GATHER, str(ROOT / "packaging"), str(tmp_path / "licences")],
        check=True,
    )

    gathered = {folder.name: folder for folder in (tmp_path / "licences").iterdir()}
    assert {canonicalize_name(name) for name in gathered} == {
        *(set(shipped("frontline", ["hub"])) - {"frontline"}),
        "python",
    }
    assert all(any(folder.iterdir()) for folder in gathered.values())


def test_everything_that_is_shipped_may_be() -> None:
    packages = shipped("frontline", ["hub"])

    assert {"pyside6-essentials", "sqlcipher3", "pyrage", "fastapi"} <= set(packages)
    assert not_allowed(packages) == []


def test_a_planted_fault_in_the_lock_file_is_found() -> None:
    text = f"--extra-index https://mirror.example/simple\none==1.0 \\\n{HASH}\n\ntwo==2.5\n"
    lock = read_lock(text)

    assert lock.pinned == {"one": "1.0", "two": "2.5"}
    assert lock.unhashed == ["two"]
    assert lock.addresses == ["https://mirror.example/simple"]
    wishes = [Requirement(each) for each in ("one>=1", "two>=3", "three")]
    assert list(unsatisfied(wishes, lock)) == [
        "two>=3 is locked at 2.5",
        "three is locked at None",
    ]


class Package(Distribution):
    """A distribution with no more than a licence."""

    def __init__(self, field: str, value: str) -> None:
        self._message = f"Name: one\n{field}: {value}\n"

    def read_text(self, filename: str) -> str | None:
        return self._message if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("field", "value", "is_allowed"),
    [
        ("License-Expression", "MIT", True),
        ("License-Expression", "GPL-2.0-only OR LGPL-3.0-only", True),
        ("License-Expression", "GPL-3.0-only", False),
        ("License-Expression", "MIT AND GPL-3.0-only", False),
        ("License", "Proprietary", False),
        ("Classifier", "License :: OSI Approved :: ISC License (ISCL)", True),
        ("Classifier", "License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("Summary", "tells nothing", False),
    ],
)
def test_a_licence_is_allowed_or_found(field: str, value: str, is_allowed: bool) -> None:
    package = Package(field, value)

    assert (not_allowed({"one": package}) == []) is is_allowed
    assert bool(licences(package)) is (field != "Summary")
