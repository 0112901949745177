"""A country pack adds to the pack it extends, and can take nothing from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontline.crypto.development import development_key
from frontline.domain.identifiers import IndicatorCode, InstrumentId, QuestionId
from frontline.domain.sites import SiteKind
from frontline.rules.built import build_pack, read_built_pack
from frontline.rules.catalogues import catalogue_file, read_translations
from frontline.rules.checks.texts import check_translations
from frontline.rules.compile import compile_pack
from frontline.rules.country import Country, CountryRole
from frontline.rules.floor import lowered_parts
from frontline.rules.overview import country_facts, pack_overview
from frontline.rules.source_models import IndicatorModel, PackModel
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.screening.golden import check_not_lowered
from tests.support.pack_edits import LAND as LAND_NAME
from tests.support.pack_edits import MINI as MINI_NAME
from tests.support.pack_edits import faults_after
from tests.support.packs import (
    CORE,
    COUNTRIES,
    LAND,
    MINI,
    ROOT,
    SHIPPED,
    compiled,
    pack_model,
    pack_source,
    translations,
)

FULL = InstrumentId("full")


@pytest.mark.parametrize("pack", [MINI_NAME, LAND_NAME])
def test_an_unbroken_pack_is_sound(pack: str, tmp_path: Path) -> None:
    """The control of every test that breaks one."""
    assert faults_after(tmp_path, pack=pack) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_shipped_country_pack_is_sound_and_holds_all_of_core(country: str) -> None:
    pack, core = pack_model(SHIPPED / country), pack_model(CORE)
    assert list(lowered_parts(core, pack)) == []
    assert pack.header.extends is not None
    assert (pack.header.extends.pack, pack.header.extends.version) == ("core", core.header.version)
    assert len(pack.cases) >= len(core.cases) + 3
    assert len(pack.header.forms) == len(core.header.forms) + 1


def test_a_country_pack_is_one_pack_with_what_it_extends() -> None:
    land = compiled(LAND).pack
    assert (land.id, land.version, land.extends) == ("land", 1, "mini")
    assert {"violence", "housed_on_farm"} <= land.indicators.keys()
    assert {"hurt", "farm"} <= land.questions.keys()
    assert {"rapid", "full", "farm_visit"} <= land.instruments.keys()
    assert {concern.code for concern in land.concerns} >= {"violence_now", "farm_inspection"}
    assert [notice.id for notice in land.notices] == ["consent_has_no_effect", "land_law"]
    assert [offer.id for offer in land.offers][-1] == "land_wages"
    assert land.texts.get("pack.title", "en").value == "Country for tests"


def test_added_sections_stand_at_the_end_of_the_instrument() -> None:
    before, after = pack_model(MINI).instruments[1], pack_model(LAND).instruments[1]
    assert after.sections[: len(before.sections)] == before.sections
    assert [section.id for section in after.sections[len(before.sections) :]] == ["land"]
    at_border = compiled(LAND).pack.instruments[FULL].at(SiteKind.LAND_BORDER)
    assert [item.question for item in at_border.sections[-1].items] == ["farm"]


def test_what_shows_a_sub_form_shows_its_parent_too() -> None:
    housed = compiled(LAND).pack.indicators[IndicatorCode("housed_on_farm")]
    assert housed.forms == ("FARM_LABOUR", "FORCED_LABOUR")


def test_protection_is_switched_on_and_nothing_else_changes() -> None:
    mini, land = compiled(MINI).pack, compiled(LAND).pack
    papers, pay = IndicatorCode("papers_held"), IndicatorCode("low_pay")
    wish, minimum = QuestionId("help_wanted"), QuestionId("minimum")
    assert not mini.indicators[papers].urgent
    assert land.indicators[papers].urgent
    assert land.indicators[pay].stays_local
    assert land.questions[minimum].stays_local
    assert land.questions[wish].sensitive
    untouched = mini.indicators.keys() - {papers, pay}
    assert all(mini.indicators[code] == land.indicators[code] for code in untouched)


def test_what_is_known_of_the_country_says_since_when_and_what_nobody_knows_is_none() -> None:
    country = compiled(LAND).pack.country
    assert country is not None
    assert country.roles == (CountryRole.TRANSIT, CountryRole.DESTINATION)
    assert country.pay_floor is not None
    assert (country.pay_floor.per_month, country.pay_floor.per_day) == (80000, None)
    assert country.pay_floor.stated.as_of == date(2026, 1, 1)
    assert country.reflection is not None
    assert (country.reflection.days, country.reflection.stated.source) == (30, "Invented")
    assert country.emergency_line is None
    assert country.hotline is None


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_shipped_country_invents_no_telephone_number(country: str) -> None:
    known = pack_model(SHIPPED / country).country
    assert known is not None
    assert (known.emergency_line, known.hotline) == ("unknown", "unknown")


def test_the_lowest_pay_of_delta_is_that_of_the_farm_journey() -> None:
    known = compiled(SHIPPED / "delta").pack.country
    assert known is not None
    assert known.pay_floor is not None
    assert known.pay_floor.per_month == 800 * 10**known.pay_floor.minor_units
    assert known.pay_floor.currency == "XTS"


def _with_indicator(pack: PackModel, changed: IndicatorModel) -> PackModel:
    indicators = tuple(changed if i.code == changed.code else i for i in pack.indicators)
    return pack.model_copy(update={"indicators": indicators})


def _compiled(pack: PackModel) -> CompiledPack:
    return compile_for_interviews(compile_pack(pack, {}))


def test_a_golden_case_of_the_extended_pack_that_falls_is_told() -> None:
    land = pack_model(LAND)
    deceived = next(i for i in land.indicators if i.code == "deceived_about_job")
    weak = deceived.model_copy(update={"strength": {"adult_labour": "weak"}})
    case = next(case for case in land.cases if case.id == "deceived_worker")
    base = compiled(MINI)
    assert check_not_lowered(base, compiled(LAND), case) == ()
    lowered = check_not_lowered(base, _compiled(_with_indicator(land, weak)), case)
    assert lowered == ("band: presumed, possible",)


def test_urgency_and_concerns_may_not_vanish_either() -> None:
    land = pack_model(LAND)
    violence = next(i for i in land.indicators if i.code == "violence")
    quiet = violence.model_copy(update={"urgent": False, "concerns": ()})
    case = land.cases[0].model_copy(update={"answers": {"age_group": "adult", "hurt": "yes"}})
    lowered = check_not_lowered(compiled(MINI), _compiled(_with_indicator(land, quiet)), case)
    assert lowered == ("urgent: True, False", "concerns: [violence_now], []")


def test_the_comparison_finds_what_a_faulty_merge_would_lose() -> None:
    mini, land = pack_model(MINI), pack_model(LAND)
    assert list(lowered_parts(mini, land)) == []
    without = land.model_copy(update={"indicators": land.indicators[1:]})
    assert list(lowered_parts(mini, without)) == [f"indicator.{mini.indicators[0].code}"]
    full = next(each for each in land.instruments if each.id == "full")
    shorter = full.model_copy(update={"sections": full.sections[1:]})
    others = tuple(shorter if each is full else each for each in land.instruments)
    cut = land.model_copy(update={"instruments": others})
    assert list(lowered_parts(mini, cut)) == ["instrument.full"]
    ungated = land.protocols.model_copy(update={"privacy_gate": None})
    opened = land.model_copy(update={"protocols": ungated})
    assert list(lowered_parts(mini, opened)) == ["protocols"]


def test_protection_that_is_switched_off_again_is_told() -> None:
    mini, land = pack_model(MINI), pack_model(LAND)
    violence = next(i for i in land.indicators if i.code == "violence")
    calm = _with_indicator(land, violence.model_copy(update={"urgent": False}))
    assert list(lowered_parts(mini, calm)) == ["indicator.violence"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_shipped_country_pack_has_its_own_words_in_every_language(country: str) -> None:
    folder = SHIPPED / country
    faults = check_translations(pack_source(folder), pack_model(folder), translations(folder))
    assert [fault for fault in faults if fault.file.endswith(f"pack_{country}.po")] == []


def test_a_missing_translation_names_the_catalogue_it_belongs_to() -> None:
    folder = SHIPPED / "tango"
    files = {
        fault.field: fault.file
        for fault in check_translations(pack_source(folder), pack_model(folder), {})
        if fault.file.startswith("fr/")
    }
    assert files["notice.tango_reflection"] == "fr/LC_MESSAGES/pack_tango.po"
    assert files["pack.title"] == "fr/LC_MESSAGES/pack_tango.po"
    assert files["instrument.second_line_interview.section.tango"].endswith("pack_tango.po")
    assert files["notice.help_first"] == "fr/LC_MESSAGES/pack.po"


def test_a_built_country_pack_holds_both_packs_in_one_signed_file() -> None:
    content = build_pack(pack_model(LAND), {}, development_key())
    built = read_built_pack(content, {development_key().public})
    assert built.source == pack_model(LAND)
    assert built.definition.extends == "mini"
    assert built.definition.country == compiled(LAND).pack.country
    assert {"full", "farm_visit"} <= built.definition.instruments.keys()


def test_the_overview_of_a_country_pack_shows_what_is_unknown_as_unknown() -> None:
    facts = country_facts(_known(compiled(LAND).pack.country))
    assert facts["hotline"] == "unknown"
    assert facts["emergency_line"] == "unknown"
    assert facts["reflection_days"] == {"days": 30, "source": "Invented", "as_of": "2026-01-01"}
    assert "country" in pack_overview(compiled(LAND).pack)
    assert "country" not in pack_overview(compiled(MINI).pack)


def _known(country: Country | None) -> Country:
    assert country is not None
    return country


def test_an_empty_translation_is_told_at_its_line(tmp_path: Path) -> None:
    folder = SHIPPED / "tango"
    name = catalogue_file("fr", "pack_tango")
    text = (ROOT / "translations" / name).read_text("utf-8")
    emptied = text.replace('msgstr "Travail forcé en chemin"', 'msgstr ""')
    assert emptied != text
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(emptied, "utf-8")
    found = read_translations(tmp_path, pack_model(folder))
    label = "form.TRANSIT_LABOUR.label"
    (fault,) = (
        fault
        for fault in check_translations(pack_source(folder), pack_model(folder), found)
        if fault.field == label and fault.file == name
    )
    assert fault.code == "translation.missing"
    assert emptied.splitlines()[fault.line - 1] == 'msgid "Forced work on the way"'
