"""frontline assess: answers or facts in, findings out, and nothing else on standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.support.commands import frontline
from tests.support.desks import DECEIVED, core_pack, installation_with

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

REPORT = {
    "pack", "version", "profile", "finding", "lower", "upper", "settled", "elements", "dimensions",
    "reasons", "can_still_matter",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small pack in place of the shipped ones."""
    installation = installation_with(tmp_path / "installed", core_pack(3), core_pack(2))
    monkeypatch.setattr("frontline.cli.pack_files.find_installation", lambda: installation)


def assess(*arguments: str, typed: object = None) -> Result:
    text = typed if isinstance(typed, str) else json.dumps(typed)
    return frontline("assess", *arguments, typed=text)


def report(*arguments: str, typed: object) -> Any:
    done = assess(*arguments, typed=typed)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_answers_give_a_finding_with_its_reasons() -> None:
    found = report("full", "-", typed=DECEIVED)

    assert set(found) == REPORT
    assert (found["pack"], found["version"], found["profile"]) == ("core", 3, "adult")
    assert found["finding"]["band"] == found["lower"]["band"] == "presumed"
    assert found["elements"]["means"] == {"status": "met", "codes": ["DECEPTION"]}
    named = {
        trace["code"]: trace["answers"] for each in found["reasons"] for trace in each["indicators"]
    }
    assert named["deceived_about_job"] == ["job_as_promised"]


def test_answers_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(DECEIVED), "utf-8")

    assert report("full", str(file), typed=None) == report("full", "-", typed=DECEIVED)


def test_a_list_in_gives_a_list_out() -> None:
    several = report("full", "-", typed=[DECEIVED, {}, {"age_group": "child"}])

    assert [each["finding"]["band"] for each in several] == ["presumed", "incomplete", "incomplete"]
    assert several[0] == report("full", "-", typed=DECEIVED)
    assert report("full", "-", typed=[]) == []


def test_bare_facts_give_a_finding_and_what_is_not_named_is_open() -> None:
    found = report(
        "--indicators", "-", typed={"age": "child", "indicators": {"sold_sex_arranged": "shown"}}
    )

    assert (found["profile"], found["finding"]["band"]) == ("child", "possible")
    assert found["finding"]["forms"] == ["PROSTITUTION_OF_OTHERS"]
    assert (found["settled"], found["upper"]["band"]) == (False, "presumed")


def test_facts_ruled_out_bind_the_upper_reading() -> None:
    nothing = dict.fromkeys(
        (
            "recruited_by_other", "transported_by_other", "deceived_about_job", "papers_held",
            "deceived_about_pay", "violence", "excessive_hours", "low_pay", "earnings_taken_sex",
            "sold_sex_arranged",
        ),
        "not_shown",
    )  # fmt: skip
    found = report("--indicators", "-", typed={"age": "adult", "indicators": nothing})

    assert (found["finding"]["band"], found["settled"]) == ("none_observed", True)


@pytest.mark.parametrize(
    "arguments", [(), ("full",), ("full", "-", "--indicators", "-"), ("full", "-", "--flag")]
)
def test_a_wrong_call_is_no_refusal(arguments: tuple[str, ...]) -> None:
    assert assess(*arguments, typed={}).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (("full", "-"), "{", "input.unusable [reason=json]"),
        (("full", "-"), "[" * 100_000, "input.unusable [reason=json]"),
        (("full", "no-such-file.json"), None, "input.unusable [reason=json]"),
        (("full", "-"), [1], "input.unusable [faults=1, reason=answers]"),
        (("full", "-"), {"star_sign": "yes"}, "instrument.not-found [question=star_sign]"),
        (("horoscope", "-"), {}, "instrument.not-found [instrument=horoscope]"),
        (("full", "-"), {"age_group": "old"}, "screening.answer-not-allowed [question=age_group]"),
        (("full", "-"), {"hours": 1.5}, "input.unusable [reason=answer]"),
        (("full", "-", "--pack", "other"), {}, "input.unusable [name=other, reason=no-such-pack]"),
        (("--indicators", "-"), {"age": "old"}, "input.unusable [faults=1, reason=facts]"),
        (
            ("--indicators", "-"),
            {"age": "adult", "x": 1},
            "input.unusable [faults=1, reason=facts]",
        ),
        (
            ("--indicators", "-"),
            {"age": "adult", "indicators": {"star_sign": "shown"}},
            "input.unusable [indicator=star_sign, reason=unknown-indicator]",
        ),
    ],
)
def test_a_refusal_is_one_line_with_a_code(
    arguments: tuple[str, ...], typed: object, code: str
) -> None:
    refused = assess(*arguments, typed=typed)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == f"{code}\n"


def test_one_bad_entry_of_a_list_refuses_all() -> None:
    refused = assess("full", "-", typed=[DECEIVED, {"hours": "many"}])

    assert (refused.exit_code, refused.stdout) == (1, "")
