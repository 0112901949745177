"""The way a person was brought, noted at the desktop by keys alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from frontline.app import demo_post as post
from frontline.domain.routes import Route
from frontline.wire.ref_record import read_ref
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_keys import KeyHand

# Her home province, the capital, this airport, and where she was to be brought.
WAY = (
    ("Alpha", "XA-1", "home_area"),
    ("Alpha", "XA-2", "city"),
    ("Tango", "XT-C", "airport"),
    ("Delta", "", "workplace"),
)
CODES = {"Alpha": "XA", "Tango": "XT", "Delta": "XD"}
NAMED = "a kitchen called Ostravelle"


def the_way_is_noted_place_by_place(played: PlayedDesktop) -> None:
    """From where she lived to the airport, and where she was to be brought."""
    keys = played.hand
    assert isinstance(keys, KeyHand)
    keys.click("route")
    for at, (country, region, place) in enumerate(WAY):
        keys.click("add-leg")
        keys.walk_to(keys._await_named("leg-country"))
        keys.write(country)
        if region:
            listed = keys._await_named("leg-region")
            assert isinstance(listed, QComboBox)
            keys.wait(partial(is_listed, listed, region), region)
            keys.choose("leg-region", region)
        keys.choose("leg-place", place)
        if at == len(WAY) - 1:
            keys.type("leg-name", NAMED)
            keys.walk_to(keys._await_named("leg-planned"))
            keys.press(Qt.Key.Key_Space)
    keys.click("back")
    # In her own order: the last two the other way round, and back again.
    *_others, last = noted(played)
    keys.click(f"up-{last.id}")
    keys.wait(lambda: noted(played)[-2] == last, "one place up")
    keys.click(f"down-{last.id}")
    keys.wait(lambda: noted(played)[-1] == last, "one place down")
    keys.click("back")
    legs = noted(played)
    assert [(leg.country, leg.region or "", leg.place.value) for leg in legs] == [
        (CODES[country], region, place) for country, region, place in WAY
    ]
    assert [leg.is_planned for leg in legs] == [False, False, False, True]


def codes_left_and_no_words(content: str) -> None:
    """A referral as the hub stores it: the way by regions, and no words of anybody."""
    assert not any(canary in content for canary in (*post.CANARIES, NAMED))
    told = read_ref(content.encode()).route
    assert [leg.region or leg.country for leg in told] == ["XA-1", "XA-2", "XT-C", "XD"]
    assert [leg.planned for leg in told] == [False, False, False, True]


def is_listed(box: QComboBox, code: str) -> bool:
    return box.findData(code) > 0


def noted(played: PlayedDesktop) -> Route:
    vault, case = played.workplace.desk.vault, played.case().table.case.id
    return played.in_vault(lambda: vault.routes.route(case))
