"""frontline pack: checking, building, listing and showing rule packs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.crypto.signing import SigningKey
from frontline.rules.built import read_built_pack
from frontline.services.installation import Installation
from tests.support.commands import frontline
from tests.support.desks import KEY, TRUSTED, core_pack, installation_with
from tests.support.packs import MINI, pack_model

pytestmark = pytest.mark.slow

OWN = SigningKey.from_seed(b"o" * 32)


def pack(*arguments: str | Path) -> Result:
    return frontline("pack", *arguments)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A pack's source that a test can change; there are no catalogues beside it."""
    return Path(shutil.copytree(MINI, tmp_path / "screening_rules" / "mini"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    found = installation_with(tmp_path / "installed", core_pack())
    monkeypatch.setattr("frontline.cli.pack_files.find_installation", lambda: found)
    return found


def test_a_sound_pack_is_counted(source: Path) -> None:
    told = pack("check", source, "--json")

    assert told.exit_code == 0
    mini = pack_model(MINI)
    assert json.loads(told.stdout) == {
        "faults": [],
        "indicators": len(mini.indicators),
        "questions": len(mini.questions),
        "instruments": len(mini.instruments),
        "cases": len(mini.cases),
    }
    assert len({len(mini.indicators), len(mini.questions), len(mini.instruments)}) == 3
    assert pack("check", source).stdout.startswith("sound: ")


def test_each_fault_is_told_with_file_line_code_and_field(source: Path) -> None:
    change(
        source / "questions" / "all.yaml",
        "raises: {seen: [papers_held]}",
        "raises: {seen: [no_such]}",
    )
    (source / "notes.txt").write_text("", "utf-8")

    found = pack("check", source)

    assert found.exit_code == 1
    lines = found.stdout.splitlines()
    assert "questions/all.yaml:17: question.unknown-indicator: 8.raises.seen.0 (no_such)" in lines
    assert "notes.txt:1: pack.unknown-file: -" in lines
    assert lines[-1] == f"{len(lines) - 1} faults"
    assert json.loads(pack("check", source, "--json").stdout) == {"faults": lines[:-1]}


def test_a_golden_case_that_comes_out_otherwise_is_a_fault(source: Path) -> None:
    change(source / "cases" / "all.yaml", "expect: {band: presumed", "expect: {band: possible")

    found = pack("check", source)

    assert found.exit_code == 1
    assert "case.differs: 0.expect (band: possible, presumed)" in found.stdout


def test_a_missing_translation_is_a_fault(source: Path) -> None:
    change(source / "pack.yaml", "languages: []", "languages: [es]")

    found = pack("check", source)

    assert found.exit_code == 1
    assert "es/LC_MESSAGES/pack.po:1: translation.missing: pack.title" in found.stdout


def test_translations_may_stand_elsewhere(source: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "texts" / "es" / "LC_MESSAGES" / "pack.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgctxt "mini/pack.title"\nmsgid "Small pack for tests"\nmsgstr "Paquete pequeño"\n',
        "utf-8",
    )
    change(source / "pack.yaml", "languages: []", "languages: [es]")

    found = pack("check", source, "--translations", tmp_path / "texts")

    assert "pack.title" not in found.stdout
    assert "translation.missing: indicator.violence.text" in found.stdout


def test_a_folder_that_is_none_is_refused_with_a_code(tmp_path: Path) -> None:
    for command in (["check"], ["build", "--out", str(tmp_path)]):
        refused = pack(*command, tmp_path / "none")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == "input.unusable [name=none, reason=not-a-folder]\n"


def test_a_broken_catalogue_is_refused_with_a_code(source: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "translations" / "es" / "LC_MESSAGES" / "pack.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(b'msgid "caf\xe9"\nmsgstr "x"\n')
    change(source / "pack.yaml", "languages: []", "languages: [es]")

    refused = pack("check", source)

    assert refused.exit_code == 1
    assert refused.stderr == "input.unusable [file=pack.po, reason=catalogue]\n"


def test_building_gives_one_file_that_its_key_vouches_for(source: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(OWN.seed.hex() + "\n", "ascii")
    out = tmp_path / "out" / "here"

    done = pack("build", source, "--out", out, "--key", key)

    content = (out / "mini-1.fldoc").read_bytes()
    assert done.stdout == f"mini-1.fldoc {len(content)} bytes\n"
    assert [path.name for path in out.iterdir()] == ["mini-1.fldoc"]
    built = read_built_pack(content, {OWN.public})
    assert (built.definition.id, built.signed_by) == ("mini", OWN.public)


def test_the_same_source_and_key_give_the_same_bytes(source: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert pack("build", source, "--out", tmp_path / name).exit_code == 0

    one, other = (tmp_path / name / "mini-1.fldoc" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    assert read_built_pack(one.read_bytes(), TRUSTED).signed_by == KEY.public


def test_a_pack_with_faults_is_not_built(source: Path, tmp_path: Path) -> None:
    change(source / "cases" / "all.yaml", "expect: {band: presumed", "expect: {band: possible")

    refused = pack("build", source, "--out", tmp_path / "out")

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1] == "pack.source-refused [faults=1]"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", ["", "no hex", "ab" * 31, "ab" * 33])
def test_a_key_file_that_holds_no_key_is_refused(
    source: Path, tmp_path: Path, content: str
) -> None:
    key = tmp_path / "key.txt"
    key.write_text(content, "ascii")

    refused = pack("build", source, "--out", tmp_path / "out", "--key", key)

    assert refused.exit_code == 1
    assert refused.stderr == "input.unusable [reason=signing-key]\n"
    assert not (tmp_path / "out").exists()


def test_an_installed_app_signs_nothing_with_the_development_key(
    source: Path, tmp_path: Path, installation: Installation
) -> None:
    refused = pack("build", source, "--out", tmp_path / "out")

    assert refused.exit_code == 1
    assert refused.stderr == "input.unusable [reason=signing-key-missing]\n"


def test_a_place_that_cannot_be_written_to_is_refused_with_a_code(
    source: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")

    refused = pack("build", source, "--out", tmp_path / "out" / "below")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("sync.folder-unusable [reason=")


def test_installed_packs_are_listed_with_their_signer(installation: Installation) -> None:
    assert pack("list").stdout == f"core 1  signed by {KEY.public[:16]}\n"
    (row,) = json.loads(pack("list", "--json").stdout)
    assert (row["pack"], row["version"], row["signed_by"]) == ("core", 1, KEY.public[:16])
    assert row["instruments"] == [each.id for each in pack_model(MINI).instruments]
    assert {"rapid", "full"} <= set(row["instruments"])


def test_a_pack_nobody_trusts_is_not_listed(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = installation_with(tmp_path / "other", core_pack(), keys=frozenset({OWN.public}))
    monkeypatch.setattr("frontline.cli.pack_files.find_installation", lambda: other)

    refused = pack("list")

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("signature.unknown-signer [key=")
