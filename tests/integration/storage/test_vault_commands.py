"""frontline vault: the commands that look after a vault without the app."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.services.vaults import RecoveryKind
from tests.support.commands import frontline
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, RealPost
from tests.support.vault_tampering import flip, with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def run(post: RealPost, command: str, typed: str, *options: str) -> Result:
    arguments = ["vault", command, "--data", str(post.folder), "--name", OFFICER.name, *options]
    return frontline(*arguments, typed=typed)


def test_a_sound_vault_is_told_so(post: RealPost) -> None:
    spoken = run(post, "check", f"{OFFICER.passphrase}\n")
    told = run(post, "check", f"{OFFICER.passphrase}\n", "--json")

    assert spoken.exit_code == 0
    assert spoken.stdout.split("\n")[:2] == ["pages: sound", "audit: sound"]
    assert json.loads(told.stdout) == {"pages": [], "entries": 6, "audit_broken_at": None}


def test_a_broken_chain_is_told_with_its_entry(post: RealPost) -> None:
    with with_the_key(post) as connection:
        connection.execute("UPDATE sites SET label = 'elsewhere'")

    checked = run(post, "check", f"{OFFICER.passphrase}\n", "--json")
    verified = run(post, "verify-audit", f"{OFFICER.passphrase}\n")

    assert checked.exit_code == 1
    assert json.loads(checked.stdout)["audit_broken_at"] == 4
    assert verified.exit_code == 1
    assert "audit.broken" in verified.stderr
    assert "sequence=4" in verified.stderr


def test_a_damaged_page_is_told(post: RealPost) -> None:
    with closing(post.open()) as vault:
        connection = vault._database._driver
        page = connection.execute("PRAGMA page_count").fetchone()[0] - 1
    flip(post.places.database, page * 4096 + 99)

    checked = run(post, "check", f"{OFFICER.passphrase}\n", "--json")

    assert checked.exit_code == 1


def test_the_chain_alone_can_be_verified(post: RealPost) -> None:
    told = run(post, "verify-audit", f"{OFFICER.passphrase}\n", "--json")
    spoken = run(post, "verify-audit", f"{OFFICER.passphrase}\n")

    head = json.loads(told.stdout)
    assert (head["entries"], len(head["head"])) == (5, 64)
    assert spoken.stdout.startswith("6 entries hold")


@pytest.mark.slow
def test_a_user_gets_a_new_passphrase_by_the_sheet(post: RealPost) -> None:
    done = run(post, "recover", f"{post.sheet.key}\n{NEW_PASSPHRASE}\n", "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"recovered": True}
    assert run(post, "verify-audit", f"{NEW_PASSPHRASE}\n").exit_code == 0
    assert run(post, "verify-audit", f"{OFFICER.passphrase}\n").exit_code == 1


@pytest.mark.slow
def test_two_holders_give_a_user_a_new_passphrase(post: RealPost) -> None:
    keeper = post.keeper()
    vault, session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        accounts = keeper.accounts()
        sheets = accounts.propose_recovery(RecoveryKind.HOLDERS)
        accounts.set_recovery(session)
    one, other = sheets[0].key, sheets[2].key

    alone = run(post, "recover", f"{one}\n{NEW_PASSPHRASE}\n")
    twice = run(post, "recover", f"{one}\n{one}\n{NEW_PASSPHRASE}\n", "--two-holders")
    both = run(post, "recover", f"{one}\n{other}\n{NEW_PASSPHRASE}\n", "--two-holders", "--json")

    for refused in (alone, twice):
        assert refused.exit_code == 1
        assert refused.stderr.startswith("vault.recovery-incomplete")
    assert json.loads(both.stdout) == {"recovered": True}
    assert run(post, "verify-audit", f"{NEW_PASSPHRASE}\n").exit_code == 0


@pytest.mark.parametrize(
    ("command", "typed", "code"),
    [
        ("check", f"{NEW_PASSPHRASE}\n", "vault.wrong-passphrase"),
        ("check", "", "input.unusable"),
        ("verify-audit", "\n", "input.unusable"),
        ("recover", f"AGE-SECRET-KEY-1\n{NEW_PASSPHRASE}\n", "vault.wrong-recovery-key"),
        ("recover", "AGE-SECRET-KEY-1\nshort\n", "vault.weak-passphrase"),
    ],
)
def test_a_refusal_is_a_code_and_exit_one(
    post: RealPost, command: str, typed: str, code: str
) -> None:
    refused = run(post, command, typed)

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert refused.stderr.startswith(code)


def test_secrets_are_no_arguments() -> None:
    shown = frontline("vault", "recover", "--help").stdout

    assert "--passphrase" not in shown
    assert "--key" not in shown


def run_alone(*arguments: str, typed: str) -> Result:
    return frontline("vault", *arguments, typed=typed)


@pytest.mark.slow
def test_a_backup_is_made_and_put_back_elsewhere(post: RealPost, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    who = ["--name", SUPERVISOR.name, "--json"]
    made = run_alone(
        "backup", f"--data={post.folder}", f"--to={stick}", *who, typed=f"{SUPERVISOR.passphrase}\n"
    )
    name = json.loads(made.stdout)["name"]
    back = run_alone(
        "restore", f"--from={stick / name}", f"--data={other}", "--recovery-key", *who,
        typed=f"{post.sheet.key}\n",
    )  # fmt: skip
    again = run_alone(
        "restore", f"--from={stick / name}", f"--data={other}", *who,
        typed=f"{SUPERVISOR.passphrase}\n",
    )  # fmt: skip

    assert json.loads(made.stdout)["entries"] == 5
    assert json.loads(back.stdout) == {"restored": name}
    assert run(replace(post, folder=other), "check", f"{OFFICER.passphrase}\n").exit_code == 0
    assert again.exit_code == 1
    assert "vault.exists" in again.stderr


def test_an_officer_makes_no_backup_elsewhere(post: RealPost, tmp_path: Path) -> None:
    made = run(post, "backup", f"{OFFICER.passphrase}\n", f"--to={tmp_path / 'stick'}")

    assert made.exit_code == 1
    assert "access.not-permitted" in made.stderr
    assert not (tmp_path / "stick").exists()
