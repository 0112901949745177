"""frontline vault create and users: a post made without the app is as good as one made with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.support.commands import frontline
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, RealPost

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

PLACE = {"label": "Gate 3", "kind": "airport", "setting": "border", "region": "XT-C"}
POST = {
    "supervisor": SUPERVISOR.name,
    "officer": OFFICER.name,
    "service": "police",
    "site": PLACE,
}


def run(typed: str, *arguments: str) -> Result:
    return frontline("vault", *arguments, typed=typed)


def create(folder: Path, *more: str, typed: str = "", **changed: object) -> Result:
    described = folder.parent / "post.json"
    described.write_text(json.dumps(POST | changed), "utf-8")
    typed = typed or f"{SUPERVISOR.passphrase}\n{OFFICER.passphrase}\n"
    return run(typed, "create", "--data", str(folder), "--post", str(described), *more)


def test_a_vault_is_made_checked_and_recovered(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made = create(folder, "--json")
    assert made.exit_code == 0
    told = json.loads(made.stdout)
    ((key,),) = ([each["key"]] for each in told["recovery_keys"])

    whose = ("--data", str(folder), "--name", OFFICER.name)
    checked = run(f"{OFFICER.passphrase}\n", "check", *whose, "--json")
    recovered = run(f"{key}\n{NEW_PASSPHRASE}\n", "recover", *whose)

    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["audit_broken_at"] is None
    assert recovered.exit_code == 0
    assert run(f"{NEW_PASSPHRASE}\n", "check", *whose).exit_code == 0


def test_three_holders_get_a_key_each(tmp_path: Path) -> None:
    made = create(tmp_path / "vault", recovery="holders")

    assert made.exit_code == 0
    assert [f"Recovery key of holder {number}:" in made.stdout for number in (1, 2, 3)] == [
        True
    ] * 3
    assert "shown this one time" in made.stdout


def test_nothing_is_made_over_a_vault_or_of_a_weak_passphrase(
    post: RealPost, tmp_path: Path
) -> None:
    before = post.places.database.read_bytes()

    over = create(post.folder)
    weak = create(tmp_path / "weak", typed="short\nshort\n")
    nowhere = create(tmp_path / "nowhere", site=PLACE | {"region": "Atlantis"})

    assert [over.exit_code, weak.exit_code, nowhere.exit_code] == [1, 1, 1]
    assert post.places.database.read_bytes() == before
    assert not (tmp_path / "weak" / "vault.db").exists()
    assert not (tmp_path / "nowhere").exists()
    assert "fields=site.region" in nowhere.stderr
    assert "Atlantis" not in nowhere.stderr


def test_a_supervisor_is_told_who_has_an_account_and_an_officer_is_not(post: RealPost) -> None:
    whose = ("users", "--data", str(post.folder), "--name")
    told = run(f"{SUPERVISOR.passphrase}\n", *whose, SUPERVISOR.name, "--json")
    spoken = run(f"{SUPERVISOR.passphrase}\n", *whose, SUPERVISOR.name)
    refused = run(f"{OFFICER.passphrase}\n", *whose, OFFICER.name)

    people = json.loads(told.stdout)
    assert {each["name"] for each in people} == {SUPERVISOR.name, OFFICER.name}
    assert {each["state"] for each in people} == {"active"}
    assert f"{OFFICER.name}: officer" in spoken.stdout
    assert refused.exit_code == 1
    assert OFFICER.name not in refused.stdout
