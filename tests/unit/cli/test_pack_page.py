"""frontline pack show and schema: what a pack says, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.rules.built import build_pack
from frontline.rules.source_models import PackModel
from frontline.services.installation import Installation
from tests.support.commands import frontline
from tests.support.desks import KEY, core_pack, installation_with
from tests.support.packs import LAND, MINI, pack_model

pytestmark = pytest.mark.slow


def pack(*arguments: str | Path) -> Result:
    return frontline("pack", *arguments)


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    found = installation_with(tmp_path / "installed", core_pack())
    monkeypatch.setattr("frontline.cli.pack_files.find_installation", lambda: found)
    return found


def test_a_pack_is_shown_as_a_page_and_as_json(installation: Installation) -> None:
    page = pack("show", "core").stdout

    assert page.startswith("Small pack for tests (core 1)\n  en: 100% of the strings\n")
    assert (
        "Indicators of means\n\n"
        "  The work is not the work that was promised [deceived_about_job]\n"
        "      may also be: Plans change.\n"
        "      forms: any\n"
    ) in page
    assert "      forms: Forced labour or services\n" in page
    assert (
        "  Is the work what was promised? [job_as_promised]\n"
        "      said: Is the work what you were promised?\n"
        "      only where “Did somebody else find the work?” is “Yes”\n"
        "    - No → “The work is not the work that was promised”\n"
    ) in page
    assert "    - 14 or more → “Very long hours”\n" in page
    assert (
        "Full [full]\n  Everything\n  for immigration, police; at airport, land_border\n"
        "  Start\n   * Is the person an adult?\n     Nationality\n"
    ) in page
    assert "     Others wait nearby (airport)\n" in page

    told = json.loads(pack("show", "core", "--json").stdout)
    assert set(told) == {"pack", "version", "languages", "indicators", "questions", "instruments"}
    assert told["languages"] == {"en": 1.0}
    raises = {each["id"]: each["raises"] for each in told["questions"]}
    assert raises["papers"] == {"seen": ["papers_held"]}


def test_the_page_leaves_out_no_sign_question_or_questionnaire(installation: Installation) -> None:
    mini, page = pack_model(MINI), pack("show", "core").stdout

    names = [*(each.code for each in mini.indicators), *(each.id for each in mini.questions)]
    for name in (*names, *(each.id for each in mini.instruments)):
        assert page.count(f"[{name}]\n") == 1
    for indicator in mini.indicators:
        assert f"      may also be: {indicator.counter_reading}\n" in page


def test_the_page_of_a_country_pack_says_what_nobody_knows(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    land = installation_with(tmp_path / "land", build_pack(pack_model(LAND), {}, KEY))
    monkeypatch.setattr("frontline.cli.pack_files.find_installation", lambda: land)

    page = pack("show", "land").stdout

    assert "  emergency line: unknown\n" in page
    assert "  reflection days: days 30, source Invented, as of 2026-01-01\n" in page
    assert "      forms: Forced labour on farms\n" in page


def test_an_unknown_pack_is_refused(installation: Installation) -> None:
    refused = pack("show", "other")

    assert refused.exit_code == 1
    assert refused.stderr == "input.unusable [name=other, reason=no-such-pack]\n"


def test_the_schema_speaks_of_every_part_of_a_pack() -> None:
    schema = json.loads(pack("schema").stdout)

    assert set(schema["properties"]) == set(PackModel.model_fields)
    assert {"header", "indicators", "cases", "country"} <= set(schema["properties"])


def test_each_file_of_a_pack_gets_its_schema(tmp_path: Path) -> None:
    out = tmp_path / "out" / "schema"

    done = pack("schema", "--out", out)

    assert done.exit_code == 0
    assert sorted(done.stdout.split()) == sorted(path.name for path in out.iterdir())
    found = json.loads((out / "indicators.json").read_text("utf-8"))
    sign = found["$defs"]["IndicatorModel"]
    assert found["items"] == {"$ref": "#/$defs/IndicatorModel"}
    assert {"counter_reading", "guidance", "source"} <= set(sign["required"])
    assert sign["additionalProperties"] is False


def test_schemas_go_to_no_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")

    refused = pack("schema", "--out", tmp_path / "out")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("sync.folder-unusable [reason=")
