from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from frontline.crypto.canonical import canonical_json
from frontline.crypto.certificate import new_certificate
from frontline.crypto.sealing import new_sealing_key
from frontline.errors import BadInputError
from frontline.wire.cards import MAX_CARD, DeviceCard, HubCard, read_card
from tests.support.hub import START
from tests.support.hub_forgery import damaged, mutated


@cache
def hub_card() -> HubCard:
    return HubCard(
        hub="hub-test",
        url="https://hub.example:8443",
        certificate=new_certificate("hub.example", START).certificate,
        recipients=(new_sealing_key().recipient, new_sealing_key().recipient),
        verify_key="1" * 64,
        epoch=7,
    )


DEVICE_CARD = DeviceCard(device="post-a", verify_key="2" * 64, supervisor_keys=("3" * 64,))


def with_field(name: str, value: object) -> bytes:
    return canonical_json({**hub_card().model_dump(mode="json"), name: value})


def test_a_card_that_was_written_is_read_again() -> None:
    assert read_card(hub_card().canonical(), HubCard) == hub_card()
    assert read_card(DEVICE_CARD.canonical(), DeviceCard) == DEVICE_CARD


def test_the_fingerprint_is_short_enough_to_read_aloud_and_changes_with_the_card() -> None:
    other = DEVICE_CARD.model_copy(update={"device": "post-b"})

    assert len(DEVICE_CARD.fingerprint.split()) == 8
    assert DEVICE_CARD.fingerprint != other.fingerprint


def test_one_kind_of_card_is_never_read_as_another() -> None:
    with pytest.raises(BadInputError):
        read_card(DEVICE_CARD.canonical(), HubCard)
    with pytest.raises(BadInputError):
        read_card(hub_card().canonical(), DeviceCard)


@given(damaged(DEVICE_CARD.canonical()))
def test_any_damage_ends_in_a_refusal_or_another_fingerprint(content: bytes) -> None:
    try:
        card = read_card(content, DeviceCard)
    except BadInputError:
        return
    assert content == DEVICE_CARD.canonical() or card.fingerprint != DEVICE_CARD.fingerprint


@given(mutated(json.loads(hub_card().canonical())))
def test_any_change_ends_in_a_refusal_or_another_fingerprint(content: Any) -> None:
    try:
        card = read_card(canonical_json(content), HubCard)
    except BadInputError:
        return
    assert card == hub_card() or card.fingerprint != hub_card().fingerprint


@pytest.mark.parametrize(
    "url",
    [
        "http://hub.example",
        "https://",
        "https://hub.example/",
        "https://hub.example/path",
        "https://user@hub.example",
        "https://hub..example",
        "https://-hub.example",
        "https://hub.example:0",
        "https://hub.example:65536",
        "https://hub.example:",
        "https://[::1",
        "https://[zz::1]",
        "https://[::1]x",
        "https://hub.example\n",
        "https://hub_example?x=1",
    ],
)
def test_an_address_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(BadInputError):
        read_card(with_field("url", url), HubCard)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:8443",
        "https://[::1]:8443",
        "https://hub",
        "https://hub.ministry.example:65535",
    ],
)
def test_names_and_addresses_of_both_kinds_are_taken(url: str) -> None:
    assert read_card(with_field("url", url), HubCard).url == url


def test_a_certificate_that_is_none_is_refused() -> None:
    pem = hub_card().certificate
    body = pem.splitlines()
    for certificate in (
        "",
        "text",
        pem + pem,
        "note\n" + pem,
        pem.replace("CERTIFICATE", "PRIVATE KEY"),
        "\n".join([body[0], "AAAA", body[-1], ""]),
    ):
        with pytest.raises(BadInputError):
            read_card(with_field("certificate", certificate), HubCard)


@pytest.mark.parametrize("device", ["a/b", "..", "A", "a b", "con.txt", "", "a" * 65, "-a"])
def test_an_id_that_could_not_be_a_file_name_is_refused(device: str) -> None:
    raw = {**DEVICE_CARD.model_dump(mode="json"), "device": device}
    with pytest.raises(BadInputError):
        read_card(canonical_json(raw), DeviceCard)


def test_a_card_over_the_limit_is_refused() -> None:
    with pytest.raises(BadInputError, match="card-too-large"):
        read_card(bytes(MAX_CARD + 1), HubCard)


def test_a_second_spelling_is_refused() -> None:
    with pytest.raises(BadInputError):
        read_card(DEVICE_CARD.canonical() + b"\n", DeviceCard)
    raw = {**DEVICE_CARD.model_dump(mode="json")}
    del raw["format"]
    with pytest.raises(BadInputError, match="card-not-canonical"):
        read_card(canonical_json(raw), DeviceCard)
