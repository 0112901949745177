"""The hub as its clerks meet it: on the command line."""

from __future__ import annotations

import json
import ssl
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

from frontline.hub.keys import HubFolder, read_hub_card
from frontline.wire.stick import bundle_name, put_whole
from tests.support.commands import frontline
from tests.support.hub import Post, ref_item
from tests.support.hub_commands import serving

pytestmark = pytest.mark.slow


def run(*arguments: str | Path) -> Result:
    return frontline(*arguments)


def run_json(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    run("hub", "init", "--data", tmp_path / "hub", "--host", "127.0.0.1", "--hub", "hub-test")
    return tmp_path / "hub"


@pytest.fixture
def post(data: Path, tmp_path: Path) -> Post:
    post = Post(read_hub_card(HubFolder(data)))
    card = tmp_path / "post-a.json"
    card.write_bytes(post.device_card().canonical())
    assert run("hub", "enroll", card, "--data", data, "--yes").exit_code == 0
    return post


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_init_tells_the_fingerprint_and_what_to_lock_away(tmp_path: Path) -> None:
    result = run("hub", "init", "--data", tmp_path / "hub", "--host", "127.0.0.1")

    card = read_hub_card(HubFolder(tmp_path / "hub"))
    assert result.exit_code == 0
    assert card.fingerprint in result.stdout
    assert "identity-b.txt off this machine" in result.stdout
    assert run("hub", "init", "--data", tmp_path / "hub", "--host", "127.0.0.1").exit_code == 1


def test_enroll_shows_the_fingerprint_and_asks(data: Path, tmp_path: Path) -> None:
    post = Post(read_hub_card(HubFolder(data)))
    card = tmp_path / "post-a.json"
    card.write_bytes(post.device_card().canonical())
    arguments = ["hub", "enroll", str(card), "--data", str(data)]

    refused = frontline(*arguments, typed="n\n")
    assert post.device_card().fingerprint in refused.stdout
    assert (refused.exit_code, run_json("hub", "stats", "--data", data)["devices"]) == (1, 0)

    agreed = frontline(*arguments, typed="y\n")
    assert (agreed.exit_code, run_json("hub", "stats", "--data", data)["devices"]) == (0, 1)


def test_what_is_written_for_machines_is_nothing_but_json(data: Path, tmp_path: Path) -> None:
    post = Post(read_hub_card(HubFolder(data)))
    card = tmp_path / "post-a.json"
    card.write_bytes(post.device_card().canonical())

    enrolled = run_json("hub", "enroll", card, "--data", data, "--yes")

    assert enrolled == {
        "device": "post-a",
        "supervisors": 0,
        "fingerprint": post.device_card().fingerprint,
    }


def test_a_file_that_is_not_there_is_a_wrong_call(data: Path, tmp_path: Path) -> None:
    assert run("hub", "enroll", tmp_path / "none.json", "--data", data).exit_code == 2
    assert run("bundle", "inspect", tmp_path / "none.flb").exit_code == 2


def test_an_identity_file_that_is_none_is_refused(data: Path, post: Post, tmp_path: Path) -> None:
    file, identity = tmp_path / "bundle.flb", tmp_path / "identity.txt"
    file.write_bytes(post.seal(ref_item(0)).content)
    for content in (b"AGE-SECRET-KEY-1", b"\xff\xfe"):
        identity.write_bytes(content)
        assert run("bundle", "inspect", file, "--identity", identity).exit_code == 1


def test_without_the_web_server_serve_says_so(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frontline.hub.server", None)

    result = run("hub", "serve", "--data", data)

    assert (result.exit_code, "hub-not-installed" in result.stderr) == (1, True)


def test_a_stick_is_taken_in_and_counted(data: Path, post: Post, stick: Path) -> None:
    parcel = post.seal(ref_item(0), ref_item(1))
    put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)

    result = run("hub", "import", stick, "--data", data, "--json")

    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["processed"][0]["items"] == 2
    assert report["receipts"] == ["post-a-1.flr"]
    counts = run_json("hub", "stats", "--data", data)
    assert (counts["referrals"], counts["accepted"], counts["waiting"]) == (2, 1, 0)


def test_import_ends_with_1_where_something_was_refused(
    data: Path, post: Post, stick: Path
) -> None:
    parcel = post.seal(ref_item(0))
    put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)
    (stick / "x\x1b[2J.flb").write_bytes(b"not a bundle")

    result = run("hub", "import", stick, "--data", data)

    assert result.exit_code == 1
    assert "received  post-a 1" in result.stdout
    assert r"refused   'x\x1b[2J.flb' frame" in result.stdout
    assert "\x1b" not in result.stdout


def test_ingest_and_processing_may_be_two_steps(data: Path, post: Post, stick: Path) -> None:
    parcel = post.seal(ref_item(0))
    put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)

    run("hub", "import", stick, "--data", data, "--no-process")
    assert run_json("hub", "stats", "--data", data)["waiting"] == 1
    processed = run_json("hub", "process", "--data", data)

    assert [each["items"] for each in processed] == [1]
    assert "0 bundles processed" in run("hub", "process", "--data", data).stdout


def test_process_ends_with_1_for_a_refused_bundle(data: Path, post: Post, stick: Path) -> None:
    parcel = post.seal(ref_item(0), hub="hub-other")
    put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)
    run("hub", "import", stick, "--data", data, "--no-process")

    result = run("hub", "process", "--data", data)

    assert result.exit_code == 1
    assert "processed post-a 1 refused wrong-hub" in result.stdout
    assert run("hub", "process", "--data", data, "--again", "wrong-hub").exit_code == 1


def test_every_command_says_when_there_is_no_hub(tmp_path: Path) -> None:
    for command in (["process"], ["stats"], ["import", str(tmp_path)], ["serve"], ["restored"]):
        result = run("hub", *command, "--data", tmp_path / "none")
        assert result.exit_code == 1
        assert "no-hub" in result.stderr


def test_restored_makes_a_new_epoch(data: Path) -> None:
    before = read_hub_card(HubFolder(data)).epoch

    assert run_json("hub", "restored", "--data", data)["epoch"] > before


def test_inspect_shows_the_frame_and_with_a_key_the_manifest(
    data: Path, post: Post, tmp_path: Path
) -> None:
    parcel = post.seal(ref_item(0))
    file = tmp_path / "bundle.flb"
    file.write_bytes(parcel.content)

    frame = run_json("bundle", "inspect", file)
    assert (frame["device"], frame["sequence"], "items" in frame) == ("post-a", 1, False)
    identity = HubFolder(data).identity
    inside = run_json("bundle", "inspect", file, "--identity", identity)
    assert (inside["items"], inside["bundle"]) == ({"REF/1": 1}, post.last)
    # Counts and codes, never content.
    assert "RECRUITMENT" not in run("bundle", "inspect", file, "--identity", identity).stdout

    file.write_bytes(parcel.content[:-1])
    assert run("bundle", "inspect", file).exit_code == 1


@pytest.mark.parametrize(
    "options",
    [("--listen", "127.0.0.1:x"), ("--monitor", ":9464"), ("--monitor", "host"), ("--tls", ".")],
)
def test_serve_refuses_what_makes_no_sense(data: Path, options: tuple[str, str]) -> None:
    result = run("hub", "serve", "--data", data, *options)

    assert (result.exit_code, "input.unusable" in result.stderr) == (1, True)


def test_behind_a_proxy_it_speaks_plainly_and_answers_operators_elsewhere(
    data: Path, post: Post
) -> None:
    parcel = post.seal(ref_item(0))
    with (
        serving(data, "--listen", "127.0.0.1:0", "--tls", "none") as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        answer = client.put("/v1/bundles/post-a/1", content=parcel.content)

    assert address.startswith("http://127.0.0.1:")
    assert answer.status_code == 201


@pytest.mark.slow
def test_serve_says_when_it_is_ready_and_where(data: Path, post: Post) -> None:
    context = ssl.create_default_context(cafile=str(HubFolder(data).tls_certificate))
    parcel = post.seal(ref_item(0))
    with (
        serving(data, "--listen", ":0", "--process") as address,
        httpx.Client(base_url=address, verify=context, trust_env=False) as client,
    ):
        health = client.get("/v1/health").json()
        answer = client.put("/v1/bundles/post-a/1", content=parcel.content)

    assert health["hub"] == "hub-test"
    assert (answer.status_code, answer.json()) == (201, {"code": "received"})
    assert run_json("hub", "stats", "--data", data)["referrals"] == 1
