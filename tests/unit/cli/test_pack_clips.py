"""frontline pack, where a pack's folder has recordings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.domain.identifiers import QuestionId
from frontline.rules.built import read_built_pack
from frontline.rules.clips import has_all
from tests.support.clips import record, tone
from tests.support.commands import frontline
from tests.support.desks import TRUSTED
from tests.support.packs import MINI

pytestmark = pytest.mark.slow


def pack(*arguments: str | Path) -> Result:
    return frontline("pack", *arguments)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "screening_rules" / "mini"))


def test_a_pack_is_built_with_its_recordings_beside_it(source: Path, tmp_path: Path) -> None:
    record(source, "en/journey.wav", tone(0.2))
    out = tmp_path / "built"
    told = pack("build", source, "--out", out)
    assert told.exit_code == 0
    names = ["mini-1.flclips", "mini-1.fldoc"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert all(name in told.stdout for name in names)
    built = read_built_pack((out / "mini-1.fldoc").read_bytes(), TRUSTED)
    assert list(built.definition.clips["en"]) == [QuestionId("journey")]
    assert has_all(built.definition.clips, (out / "mini-1.flclips").read_bytes())


def test_a_pack_without_recordings_is_one_file(source: Path, tmp_path: Path) -> None:
    assert pack("build", source, "--out", tmp_path / "built").exit_code == 0
    assert [path.name for path in (tmp_path / "built").iterdir()] == ["mini-1.fldoc"]


def test_a_recording_that_cannot_be_played_is_told_and_nothing_built(
    source: Path, tmp_path: Path
) -> None:
    record(source, "en/nobody.wav")
    record(source, "en/journey.wav", form=(1, 2, 8_000))
    told = pack("check", source, "--json")
    assert told.exit_code == 1
    detail = "1 channels, 2 bytes a sample, 8000 a second"
    assert json.loads(told.stdout)["faults"] == [
        f"audio/en/journey.wav:1: audio.format: en.journey ({detail})",
        "audio/en/nobody.wav:1: audio.unknown-question: nobody",
    ]
    assert pack("build", source, "--out", tmp_path / "built").exit_code == 1
    assert not (tmp_path / "built").exists()


def test_a_new_signature_leaves_the_recordings_as_they_are(source: Path, tmp_path: Path) -> None:
    record(source, "en/journey.wav")
    pack("build", source, "--out", tmp_path / "built")
    key = tmp_path / "key.txt"
    key.write_text("07" * 32)
    told = pack(
        "sign", tmp_path / "built" / "mini-1.fldoc", "--key", key, "--out", tmp_path, "--json"
    )
    signer = json.loads(told.stdout)["signed_by"]
    signed = read_built_pack((tmp_path / "mini-1.fldoc").read_bytes(), {signer})
    content = (tmp_path / "built" / "mini-1.flclips").read_bytes()
    assert has_all(signed.definition.clips, content)
