"""Fault family 13: documents and updates that go back, are mixed, lower the floor, or are signed by
somebody who may not. Nothing comes into force by them, and each is refused with a code. Counted:
FRONTLINE_FAULTS=many asks for the long run.

A document has one signature, by a key that the program was built to trust. There is no list of keys
to be signed anew, and no day on which a document ends, so no such attacks are here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signed_document import read_document
from frontline.domain.officials import AccessRole
from frontline.errors import FrontlineError
from frontline.rules.built import read_built_pack
from frontline.rules.floor import lowered_parts
from frontline.services.updates import Updates
from frontline.wire.update import read_update
from tests.support.desks import KEY, TRUSTED, Office, a_session, an_office, core_pack
from tests.support.fault_report import report
from tests.support.hub import rounds, seeded
from tests.support.hub_forgery import damage, mutate
from tests.support.update_attacks import HELD, KINDS, cases, good
from tests.support.updates import (
    HUB,
    HUB_KEY,
    glossary,
    resigned,
    update,
    updates_at,
    versions,
)

pytestmark = pytest.mark.slow


def a_post() -> tuple[Office, Updates]:
    """A supervisor's desk, with version HELD of everything, by update 5 or by hand."""
    office = an_office(a_session(AccessRole.SUPERVISOR))
    updates = updates_at(office)
    for kind in KINDS:
        office.documents.install(good(kind, HELD))
    updates.accept(updates.receive(update(5, glossary(HELD + 1, "How."))))
    updates.receive(update(6, glossary(HELD + 2, "How.")))
    return office, updates


def in_force(office: Office) -> list[str]:
    return versions(office, KINDS)


def test_no_attack_brings_anything_into_force_and_each_is_refused_with_a_code() -> None:
    office, updates = a_post()
    before = in_force(office)
    taken, untyped, count = [], [], 0
    for case in cases():
        count += 1
        try:
            case.attempt(office, updates)
        except FrontlineError:
            pass
        except Exception as error:  # noqa: BLE001 -- an error of any other kind is the finding
            untyped.append(f"{case.name}: {type(error).__name__}")
        else:
            taken.append(case.name)
        if in_force(office) != before:
            taken.append(f"{case.name}: in force")
            office, updates = a_post()
    report(13, "documents and updates by who may not", count, 0, len(taken) + len(untyped))
    assert (taken, untyped) == ([], [])
    assert count >= 60


@dataclass
class Tries:
    """What mutations led to: `taken` came into force or waits, and nobody signed for it."""

    taken: list[int] = field(default_factory=list)
    untyped: list[str] = field(default_factory=list)

    @property
    def unseen(self) -> int:
        return len(self.taken) + len(self.untyped)


def tried(count: int, attempt: Callable[[int], bool]) -> Tries:
    """`attempt` raises a FrontlineError, or says whether what was taken is what somebody signed."""
    found = Tries()
    for seed in range(count):
        try:
            if not attempt(seed):
                found.taken.append(seed)
        except FrontlineError:
            continue
        except Exception as error:  # noqa: BLE001 -- an error of any other kind is the finding
            found.untyped.append(f"{seed}: {type(error).__name__}")
    return found


def changed_on_the_road(content: bytes, seed: int) -> bytes:
    """In its bytes, or in the parts of what is signed, or in its signature."""
    chance = seeded(seed)
    if seed % 2:
        return damage(chance, content)
    magic, frame, payload = content.split(b"\n", 2)
    if seed % 4:
        return b"\n".join((magic, frame, canonical_json(mutate(chance, json.loads(payload)))))
    return b"\n".join((magic, canonical_json(mutate(chance, json.loads(frame))), payload))


def road_attempts(office: Office, updates: Updates) -> Callable[[int], bool]:
    files = [good(kind, HELD + 1) for kind in KINDS] + [update(9, good("directory", HELD + 1))]

    def attempt(seed: int) -> bool:
        content = files[seed % len(files)]
        while (changed := changed_on_the_road(content, seed)) == content:
            seed += 10**6
        if seed % len(files) == len(files) - 1:
            updates.receive(changed)
        else:
            office.documents.install(changed)
        return False

    return attempt


def hub_attempts(updates: Updates) -> Callable[[int], bool]:
    """A hub may list what it likes and sign that, and cannot make a document."""
    signed = [good("directory", HELD + 1), good("glossary", HELD + 5), good("oversight", HELD + 1)]

    def attempt(seed: int) -> bool:
        sound = read_document(update(10 + seed, *signed), {HUB_KEY.public})
        body = mutate(seeded(seed), sound.body)
        if not isinstance(body, dict):
            return True
        content = resigned(update(10 + seed, *signed), HUB_KEY, body=body)
        updates.receive(content)
        listed = read_update(content, HUB, HUB_KEY.public).documents
        return all(each.file in signed for each in listed)

    return attempt


def signer_attempts(office: Office) -> Callable[[int], bool]:
    """Who may sign was made to sign something else: a country's pack with parts of it changed."""
    core = read_built_pack(core_pack(), TRUSTED).source
    version = iter(range(HELD + 1, 10**6))

    def attempt(seed: int) -> bool:
        number = next(version)
        sound = read_document(good("pack", HELD), TRUSTED)
        body = mutate(seeded(seed), sound.body)
        if not isinstance(body, dict) or not isinstance(body.get("pack"), dict):
            body = {"pack": body}
        if isinstance(header := body["pack"].get("header"), dict):
            header["version"] = number
        content = resigned(good("pack", HELD), KEY, body=body, version=number)
        office.documents.install(content)
        return not list(lowered_parts(core, read_built_pack(content, TRUSTED).source))

    return attempt


@pytest.mark.parametrize(
    ("who", "few", "many"),
    [("on the road", 500, 10_000), ("by a hub", 150, 3_000), ("by a tricked signer", 60, 1_000)],
)
def test_no_mutation_is_taken_and_each_is_refused_with_a_code(
    who: str, few: int, many: int
) -> None:
    office, updates = a_post()
    count = rounds(few, many)
    attempts = {
        "on the road": road_attempts(office, updates),
        "by a hub": hub_attempts(updates),
        "by a tricked signer": signer_attempts(office),
    }

    found = tried(count, attempts[who])

    report(13, f"documents and updates mutated {who}", count, 0, found.unseen)
    assert (found.taken, found.untyped) == ([], [])


def test_without_signatures_mutations_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""
    office, updates = a_post()
    attempt = road_attempts(office, updates)
    monkeypatch.setattr("frontline.crypto.signed_document.verify", lambda *_arguments: None)

    assert tried(60, attempt).taken


def test_without_the_floor_packs_below_it_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""
    monkeypatch.setattr("frontline.services.documents.require_floor", lambda _floor, _pack: None)
    monkeypatch.setattr("frontline.services.documents.require_sound", lambda _pack, _floor: None)
    office, _updates = a_post()

    assert tried(60, signer_attempts(office)).taken
