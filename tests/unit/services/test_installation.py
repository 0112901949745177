"""Which packs and keys a program has, from where it runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from frontline.crypto.development import development_key
from frontline.crypto.development_public import DEVELOPMENT_PUBLIC
from frontline.errors import BadInputError, SignatureRefusedError, UnknownSignerError
from frontline.services.installation import (
    TRUST_FILE,
    Installation,
    find_installation,
    installed_at,
)
from frontline.services.packs import installed_packs
from tests.support.desks import core_pack, installation_with
from tests.support.repository import ROOT

RELEASE = "ab" * 32


def trusting(folder: Path, trust: object) -> Installation:
    """An installed app with that in its trust file."""
    (folder / "resources").mkdir(parents=True)
    text = trust if isinstance(trust, str) else json.dumps(trust)
    (folder / "resources" / TRUST_FILE).write_text(text, "utf-8")
    return installed_at(folder)


def test_the_public_half_of_the_development_key_is_the_one_written_down() -> None:
    assert development_key().public == DEVELOPMENT_PUBLIC


def test_a_source_checkout_trusts_the_development_key() -> None:
    found = find_installation()

    assert found.is_source_checkout
    assert found.trusted_keys == {DEVELOPMENT_PUBLIC}
    assert found.resources == ROOT / "resources"


def test_an_installed_app_trusts_what_its_trust_file_names(tmp_path: Path) -> None:
    found = trusting(tmp_path, {"document_keys": [RELEASE]})

    assert found.trusted_keys == {RELEASE}
    assert not found.is_source_checkout


def test_the_development_key_is_never_trusted_by_an_installed_app(tmp_path: Path) -> None:
    found = trusting(tmp_path, {"document_keys": [RELEASE, DEVELOPMENT_PUBLIC]})
    shipped = installation_with(tmp_path / "data", core_pack(), keys=found.trusted_keys)

    assert found.trusted_keys == {RELEASE}
    with pytest.raises(UnknownSignerError):
        installed_packs(shipped)


def test_a_frozen_app_has_its_data_beside_it_and_trusts_no_development_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(tmp_path / "frontline-data", {"document_keys": [DEVELOPMENT_PUBLIC]})
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    found = find_installation()

    assert found.documents == tmp_path / "frontline-data" / "documents"
    assert (found.trusted_keys, found.is_source_checkout) == (frozenset(), False)


def test_without_a_trust_file_nothing_is_trusted(tmp_path: Path) -> None:
    assert installed_at(tmp_path).trusted_keys == frozenset()


@pytest.mark.parametrize(
    "trust", ["", "{", "[]", {}, {"document_keys": 3}, {"document_keys": RELEASE}, {"keys": []}]
)
def test_a_bad_trust_file_stops_the_program(tmp_path: Path, trust: object) -> None:
    with pytest.raises(BadInputError):
        trusting(tmp_path, trust)


def test_of_shipped_packs_the_newest_counts(tmp_path: Path) -> None:
    shipped = installation_with(tmp_path, core_pack(2), core_pack(1), b"no pack")

    assert [pack.definition.version for pack in installed_packs(shipped)] == [2]


def test_a_damaged_shipped_pack_stops_the_program(tmp_path: Path) -> None:
    damaged = core_pack(2).replace(b"journey", b"journei", 1)
    shipped = installation_with(tmp_path, core_pack(1), damaged)

    with pytest.raises(SignatureRefusedError):
        installed_packs(shipped)


def test_without_any_pack_the_program_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        installed_packs(installation_with(tmp_path))
