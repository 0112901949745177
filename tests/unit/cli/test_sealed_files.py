"""A service, and a focal point, open with their own key what was sealed to them."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import Result

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.wire.handover import seal_handover
from frontline.wire.integrity import IntegrityReport, dummy_slot, seal_report
from frontline.wire.intel import IntelNote, seal_note
from tests.support.channels import OTHERS, a_sheet, note_content
from tests.support.commands import frontline

KEY = new_sealing_key()


def run(*arguments: str | Path) -> Result:
    return frontline(*arguments)


def key_file(folder: Path, identity: str = KEY.identity) -> Path:
    """As age-keygen writes it."""
    path = folder / "key.txt"
    path.write_text(f"# created: today\n# public key: {KEY.recipient}\n{identity}\n")
    return path


def hand_over(folder: Path, **other: object) -> Path:
    path = folder / "document.age"
    path.write_bytes(seal_handover(a_sheet(KEY.recipient, **other)))
    return path


def test_the_service_reads_who_comes_and_the_code_to_say_back(tmp_path: Path) -> None:
    answer = run("handover", "open", hand_over(tmp_path), "--key", key_file(tmp_path))

    assert answer.exit_code == 0
    assert "Invented Person" in answer.stdout
    assert "ABCD-2345" in answer.stdout
    as_json = run("handover", "open", hand_over(tmp_path), "--key", key_file(tmp_path), "--json")
    assert json.loads(as_json.stdout)["receipt_code"] == "ABCD-2345"


def test_another_key_is_refused_and_shows_nothing(tmp_path: Path) -> None:
    key = key_file(tmp_path, new_sealing_key().identity)

    answer = run("handover", "open", hand_over(tmp_path), "--key", key)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "sealed.unopenable" in answer.stderr


def test_a_file_without_one_key_is_refused(tmp_path: Path) -> None:
    for text in ("", "# only a comment\n", f"{KEY.identity}\n{KEY.identity}\n"):
        key = tmp_path / "key.txt"
        key.write_text(text)
        answer = run("handover", "open", hand_over(tmp_path), "--key", key)
        assert answer.exit_code == 1
        assert "input.unusable [reason=identity]" in answer.stderr


def test_what_somebody_typed_does_not_steer_the_terminal(tmp_path: Path) -> None:
    file = hand_over(tmp_path, names="a\x1b[2Jb\nc")

    answer = run("handover", "open", file, "--key", key_file(tmp_path))

    assert "\x1b" not in answer.stdout
    assert "a [2Jb c" in answer.stdout


def sealed_slots(folder: Path, *texts: str) -> Path:
    """Reports among dummies, as a hub lays them out."""
    slots = folder / "slots"
    slots.mkdir()
    for number, text in enumerate(texts):
        ticket = f"ABCD-2345-WXY{number + 2}"
        fields = {"ticket": ticket, "pattern": "payment-demanded", "service": "registry"}
        report = IntegrityReport.model_validate({**fields, "text": text})
        (slots / f"{number}1.age").write_bytes(seal_report(report, [KEY.recipient]))
        (slots / f"{number}2.age").write_bytes(dummy_slot())
    return slots


def test_the_oversight_body_reads_every_report_and_passes_dummies_by(tmp_path: Path) -> None:
    slots, key = sealed_slots(tmp_path, "first told", "second told"), key_file(tmp_path)
    (slots / "00.age").write_bytes(seal(b"no report at all", [KEY.recipient]))

    answer = run("report", "open", slots, "--key", key)

    assert (answer.exit_code, "no report: '00.age'" in answer.stderr) == (0, True)
    assert answer.stdout.index("first told") < answer.stdout.index("second told")
    as_json = json.loads(run("report", "open", slots, "--key", key, "--json").stdout)
    assert [each["text"] for each in as_json] == ["first told", "second told"]
    one = run("report", "open", slots / "11.age", "--key", key, "--json")
    assert json.loads(one.stdout) == as_json[1:]


def test_nobody_else_reads_a_report(tmp_path: Path) -> None:
    slots = sealed_slots(tmp_path, "first told")
    key = key_file(tmp_path, new_sealing_key().identity)

    for sealed in (slots, slots / "01.age"):
        answer = run("report", "open", sealed, "--key", key)
        assert (answer.exit_code, answer.stdout) == (1, "")
        assert "sealed.unopenable" in answer.stderr


def test_the_focal_point_reads_a_note_and_a_service_does_not(tmp_path: Path) -> None:
    note = IntelNote(note="ab" * 16, **dict(note_content()))
    file = tmp_path / "note.age"
    file.write_bytes(seal_note(note, [KEY.recipient]))

    answer = run("note", "open", file, "--key", key_file(tmp_path))

    assert answer.exit_code == 0
    assert all(each in answer.stdout for each in OTHERS)
    other = key_file(tmp_path, new_sealing_key().identity)
    assert run("note", "open", file, "--key", other).exit_code == 1
    assert run("handover", "open", file, "--key", key_file(tmp_path)).exit_code == 1
