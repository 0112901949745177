"""frontline selftest: a sound installation passes, and each broken thing is found and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from frontline.app.window_checks import window_checks
from frontline.cli import selftest_crypto
from frontline.cli.selftest import CHECKS, Checks, run_checks, selftest_command
from frontline.cli.selftest_content import content_checks
from frontline.cli.selftest_post import PostTrial
from frontline.cli.trial_post import SITE_LABEL, TrialPost
from frontline.crypto.signing import SigningKey
from frontline.errors import BadInputError
from frontline.services.installation import Installation
from frontline.storage.opening import create_vault
from tests.support.installation_damages import DAMAGES
from tests.support.installations import copied_installation
from tests.support.vault_posts import CHEAP, cheap_derivation


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a key costs is not what these tests are about."""
    monkeypatch.setattr("frontline.storage.keeper.Hardness", lambda: CHEAP)
    with cheap_derivation():
        yield


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return copied_installation(tmp_path / "installed")


def failing(checks: Checks) -> set[str]:
    """Names of the checks that do not hold; one that cannot be run does not."""
    found = set()
    for name, holds in checks.items():
        try:
            is_sound = holds()
        except Exception:  # noqa: BLE001 -- as in the self-test
            is_sound = False
        if not is_sound:
            found.add(name)
    return found


OF_PACKS = {"pack.golden-cases", "pack.languages"}


def documents(installation: Installation) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in installation.document_files()}


def no_window(_installation: Installation) -> Checks:
    return {}


def run(window: Callable[[Installation], Checks], *options: str) -> Result:
    commands = typer.Typer()
    commands.command()(selftest_command(window))
    return CliRunner().invoke(commands, options)


@pytest.mark.slow
def test_every_check_holds_in_a_sound_installation(installation: Installation) -> None:
    outcomes = list(run_checks(installation, window_checks(installation)))

    assert [outcome for outcome in outcomes if outcome.fault] == []
    assert len(outcomes) == CHECKS + 3
    assert len({outcome.check for outcome in outcomes}) == len(outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_damaged_in_an_installation_is_named(name: str, installation: Installation) -> None:
    damage, expected = DAMAGES[name]
    before = documents(installation)

    damage(installation)

    checks = dict(content_checks(installation))
    if documents(installation) == before:
        # Every case of every pack is gone through, which takes long, and found the same elsewhere.
        checks = {check: holds for check, holds in checks.items() if check not in OF_PACKS}
    assert failing(checks) == expected


def test_documents_that_nobody_trusted_signed_are_named(installation: Installation) -> None:
    stranger = SigningKey.from_seed(bytes(32)).public

    for trusted in (frozenset[str](), frozenset({stranger})):
        found = failing(content_checks(installation._replace(trusted_keys=trusted)))
        assert {"documents.signed", "pack.golden-cases", "directory", "glossary"} <= found


BROKEN_CRYPTOGRAPHY: dict[str, tuple[str, Callable[..., object]]] = {
    "crypto.argon2id": ("unwrap_secret", lambda *_given: b"the secret of the slot"),
    "crypto.ed25519": ("verify", lambda *_given: None),
    "crypto.age": ("open_sealed", lambda *_given: b"known answer"),
    "crypto.sha256": ("digest", lambda _purpose, content: content.hex()),
    "vault.cipher": ("open_vault", lambda *given: create_vault(*given[:3])),
    "vault.refuses-plain": ("open_vault", lambda *_given: None),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN_CRYPTOGRAPHY)
def test_cryptography_that_lets_everything_pass_is_found(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    function, stand_in = BROKEN_CRYPTOGRAPHY[name]
    assert selftest_crypto.crypto_checks()[name]()

    monkeypatch.setattr(selftest_crypto, function, stand_in)

    assert name in failing(selftest_crypto.crypto_checks())


def trial(installation: Installation, folder: Path) -> PostTrial:
    return PostTrial(folder, TrialPost(folder / "post", installation))


@pytest.mark.parametrize(
    ("method", "stand_in", "expected"),
    [
        ("sign_in", lambda *_given: None, "post.wrong-passphrase"),
        ("create", lambda *_given: None, "post.created"),
    ],
)
def test_a_vault_that_does_not_do_its_work_is_found(
    method: str,
    stand_in: Callable[..., object],
    expected: str,
    installation: Installation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"frontline.storage.keeper.SqlVaultKeeper.{method}", stand_in)

    assert expected in failing(trial(installation, tmp_path).checks())


@pytest.mark.slow
def test_answers_that_are_not_kept_are_found(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.storage.cases.SqlCaseStore.append_answers", lambda *_given: None)

    assert "post.answers-kept" in failing(trial(installation, tmp_path).checks())


def test_a_word_of_the_vault_that_can_be_read_on_the_disk_is_found(
    installation: Installation, tmp_path: Path
) -> None:
    checks = trial(installation, tmp_path).checks()
    checks["post.created"]()
    assert checks["post.encrypted"]()

    (tmp_path / "post" / "notes").write_text(f"at {SITE_LABEL}", "utf-8")

    assert not checks["post.encrypted"]()


def test_a_window_without_its_fonts_or_icons_is_found(installation: Installation) -> None:
    checks = window_checks(installation)
    assert failing(checks) == set()

    shutil.rmtree(installation.resources / "fonts")
    shutil.rmtree(installation.resources / "icons")

    assert failing(checks) == {"window.fonts", "window.icons"}


@pytest.mark.slow
def test_the_command_says_each_check_and_succeeds() -> None:
    spoken = run(no_window)
    told = run(lambda _installation: {"window": lambda: False}, "--json", "--no-window")

    assert (spoken.exit_code, told.exit_code) == (0, 0)
    assert spoken.stdout.count("\nok") + 1 == CHECKS
    assert spoken.stdout.endswith(f"{CHECKS} of {CHECKS} checks hold\n")
    found = json.loads(told.stdout)
    assert (found["sound"], found["holding"], found["of"]) == (True, CHECKS, CHECKS)


@pytest.mark.slow
def test_the_command_fails_when_one_check_fails_or_breaks_and_tells_no_content() -> None:
    def refused() -> bool:
        raise BadInputError(reason="no-pack-built")

    def broken(_installation: Installation) -> Checks:
        return {"one": lambda: False, "two": lambda: 1 // 0 == 0, "three": refused}

    spoken = run(broken)
    told = run(broken, "--json")

    assert (spoken.exit_code, told.exit_code) == (1, 1)
    assert spoken.stdout.count("FAIL") == 3
    found = json.loads(told.stdout)
    assert found["sound"] is False
    assert [each["fault"] for each in found["checks"][-3:]] == [
        "another answer",
        "ZeroDivisionError",
        "input.unusable [reason=no-pack-built]",
    ]


@pytest.mark.slow
def test_a_check_that_was_lost_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontline.cli.selftest.crypto_checks", dict)

    assert run(no_window).exit_code == 1
