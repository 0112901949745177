"""The monitoring matrix and the figures of people's rights, compared with counts by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.wire.ref_record import Area
from tests.support.hub import Post, ref_item, seeded
from tests.support.nation import Nation
from tests.support.national import a_record


def the_matrix_equals_a_count(nation: Nation) -> None:
    hub, months = nation.hub, ("--months", "2026-01:2026-12")
    hub.run("matrix-set", "final_judgments", "--value", 4, "--source", "courts", *months)
    found = hub.told("matrix", *months)["indicators"]
    cells = {(each["aspect"], each["line"]) for each in found}
    assert len(cells) == 15
    assert all(each["formula"] and each["source"] and each["owner"] for each in found)
    parts = {each["id"]: (each["part"], each["whole"]) for each in found}
    records = hub.records()
    newest = {each.pack: 0 for each in records}
    for each in records:
        newest[each.pack] = max(newest[each.pack], each.pack_version)
    presumed = [each for each in records if each.band == "presumed"]
    labour = [each for each in records if "labour_violation" in each.concerns]
    restoring = {"LEGAL", "COMPENSATION", "LABOUR_REMEDY"}
    by_hand = {
        "posts_reporting": (7, 7),
        "newest_rules_in_use": (
            sum(each.pack_version == newest[each.pack] for each in records),
            len(records),
        ),
        "directories_given_out": (1, None),
        "note_receivers": (0, None),
        # What had none got one.
        "forms_without_a_name": (0, None),
        "kept_from_return": (
            sum(each.do_not_return_before_assessment for each in presumed),
            len(presumed),
        ),
        "referrals_answered": (len(nation.referred), len(records)),
        "remedies_asked": (
            sum(bool(restoring & set(each.services)) for each in labour),
            len(labour),
        ),
        "notes_passed_on": (0, None),
        "help_given": (len(nation.referred), len(nation.referred)),
    }
    for name, counted in by_hand.items():
        assert parts[name] == counted, name
    states = {each["id"]: each["state"] for each in found if each["id"] not in by_hand}
    assert states.pop("final_judgments") == "entered"
    assert set(states.values()) == {"no_data"}


def seeded_harms_show(nation: Nation, folder: Path) -> None:
    """A post that picks people of one origin, and finds nothing out of the way in them."""
    hub, chance = nation.hub, seeded(13)
    areas = [Area.EUROPE] * 4 + [Area.SOUTH_AMERICA, Area.CENTRAL_AMERICA]
    post = Post(hub.card, "post-picks", seed=13)
    hub.enrol(post.device_card())
    picked = [
        a_record(
            chance,
            number,
            citizenship_area=chance.choice(areas),
            band=Band.POSSIBLE,
            do_not_return_before_assessment=True,
            services=(AssistanceService.REPATRIATION,),
        )
        for number in range(8000, 8120)
    ]
    items = [ref_item(8000 + at, each) for at, each in enumerate(picked)]
    hub.run("import", nation.sticks.stick(post.seal(*items)))
    passing = dict.fromkeys(("caribbean", "central_america", "south_america", "europe"), 100)
    mix = folder / "travellers.json"
    mix.write_text(json.dumps({"source": "counts at gates", "posts": {"*": passing}}), "utf-8")

    found = hub.told("impact", "--mix", mix)

    cautions = {(each["post"], each["group"]): each for each in found["selection"]["differences"]}
    assert ("post-picks", "europe") in cautions
    assert not {post for post, _group in cautions} & {"post-north", "post-south"}
    of_area = Counter(each.citizenship_area for each in picked)
    caution = cautions["post-picks", "europe"]
    assert caution["share"] == pytest.approx(of_area[Area.EUROPE] / len(picked))
    few = {post.outbox.device_card().device for post in nation.posts} | {"post-worn"}
    assert few <= set(found["selection"]["too_few"])
    assert [(each["group"], each["share"]) for each in found["outcomes"]] == [("europe", 0)]
    rights = {each["harm"]: (each["people"], each["out_of"]) for each in found["rights"]}
    fearing = [each for each in hub.records() if each.do_not_return_before_assessment]
    returned = [each for each in fearing if "REPATRIATION" in each.services]
    assert rights["return_despite_fear"] == (len(returned), len(fearing))
    assert len(returned) >= len(picked)
