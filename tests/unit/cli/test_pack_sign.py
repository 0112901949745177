"""frontline pack sign: a document under an authority's own key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from tests.support.commands import frontline
from tests.support.desks import KEY, core_pack
from tests.support.packs import ROOT

SEED = b"a" * 32
AUTHORITY = SigningKey.from_seed(SEED)
SOURCE = ROOT / "resources" / "documents" / "directory-delta.json"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(SEED.hex(), "ascii")
    return path


def sign(*arguments: str | Path) -> Result:
    return frontline("pack", "sign", *arguments)


def written(folder: Path) -> SignedDocument:
    (file,) = folder.glob("*.fldoc")
    return read_document(file.read_bytes(), {AUTHORITY.public})


def test_a_built_pack_gets_the_authoritys_key_in_place_of_its_makers(
    tmp_path: Path, key: Path
) -> None:
    built = tmp_path / "core-1.fldoc"
    built.write_bytes(core_pack())

    told = sign(built, "--key", key, "--out", tmp_path / "out", "--json")

    assert json.loads(told.stdout)["signed_by"] == AUTHORITY.public
    before, after = read_document(core_pack(), {KEY.public}), written(tmp_path / "out")
    assert (after.kind, after.name, after.version) == ("pack", "core", 1)
    assert after.body == before.body


def test_the_source_of_a_directory_is_checked_and_signed(tmp_path: Path, key: Path) -> None:
    told = sign(SOURCE, "--key", key, "--out", tmp_path / "out")

    assert told.stdout.startswith("directory-delta-1.fldoc ")
    assert written(tmp_path / "out").body == json.loads(SOURCE.read_text("utf-8"))["body"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"nothing", "document.refused [reason=format]"),
        (b'{"kind": "directory"}', "document.refused [reason=fields]"),
        (
            b'{"kind": "directory", "name": "x", "version": "1", "body": {}}',
            "document.refused [reason=fields]",
        ),
        (core_pack().replace(b"arranged", b"arrangec"), "signature.refused"),
        (
            SOURCE.read_bytes().replace(b'"mandates": ["ASSISTANCE"],', b""),
            "directory.incomplete [faults=5, first=mandate.missing]",
        ),
        (
            write_document(SignedDocument("update", "hub", 1, {}), KEY),
            "document.refused [kind=update, reason=kind]",
        ),
    ],
    ids=["no document", "no source", "no version", "changed", "incomplete", "another kind"],
)
def test_what_is_not_sound_is_not_signed(
    tmp_path: Path, key: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    told = sign(file, "--key", key, "--out", tmp_path / "out")

    assert told.exit_code == 1
    assert code in told.stderr
    assert not (tmp_path / "out").exists()
