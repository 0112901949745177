"""Fault family 10, for age: files made by its description alone are opened or refused as it says,
and the program and the age tool open what the other made."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from frontline.crypto.sealing import new_sealing_key, open_sealed, seal
from frontline.errors import SealedDataError
from tests.support.age_vectors import IDENTITY, REFUSED, vectors
from tests.support.fault_report import report

AGE = shutil.which("age")


def opened(content: bytes, identity: str) -> str:
    try:
        return sha256(open_sealed(content, identity)).hexdigest()
    except SealedDataError:
        return REFUSED


def test_files_by_the_description_are_opened_or_refused_as_it_says() -> None:
    found = {name: (opened(content, IDENTITY), outcome) for name, content, outcome in vectors()}

    wrong = {name for name, (one, other) in found.items() if one != other}
    refused = sum(outcome == REFUSED for _one, outcome in found.values())
    report(10, "age files by the description", len(found), 0, len(wrong))
    assert wrong == set()
    assert len(found) >= 50
    assert 0 < refused < len(found)


@pytest.mark.skipif(AGE is None, reason="no age tool on this machine")
def test_the_age_tool_says_the_same_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(IDENTITY + "\n", "ascii")
    wrong, count = [], 0
    for name, content, outcome in vectors():
        count += 1
        (tmp_path / "file").write_bytes(content)
        command = [
            str(AGE),
            "--decrypt",
            "--identity",
            str(tmp_path / "key"),
            str(tmp_path / "file"),
        ]
        done = subprocess.run(command, capture_output=True, check=False)
        said = REFUSED if done.returncode else sha256(done.stdout).hexdigest()
        if said != outcome:
            wrong.append(name)
    report(10, "age files by the description, read by the age tool", count, 0, len(wrong))
    assert wrong == []


@pytest.mark.skipif(AGE is None, reason="no age tool on this machine")
def test_the_age_tool_and_the_program_open_what_the_other_sealed(tmp_path: Path) -> None:
    key, content = new_sealing_key(), b"content" * 20_000
    (tmp_path / "key").write_text(key.identity + "\n", "ascii")
    (tmp_path / "ours").write_bytes(seal(content, [key.recipient]))

    by_tool = subprocess.run(
        [str(AGE), "--decrypt", "--identity", str(tmp_path / "key"), str(tmp_path / "ours")],
        capture_output=True,
        check=True,
    )
    sealed = subprocess.run(
        [str(AGE), "--encrypt", "--recipient", key.recipient],
        input=content,
        capture_output=True,
        check=True,
    )

    assert by_tool.stdout == content
    assert open_sealed(sealed.stdout, key.identity) == content
