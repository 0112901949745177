"""A sealed report in a real vault: every key of the post is tried, and every row is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from frontline.app.canaries import forms_of, readings
from frontline.crypto.sealing import new_sealing_key, open_sealed, seal, sealing_key
from frontline.errors import SlotsFullError
from frontline.services.integrity import Account, Integrity, SealedReport
from frontline.services.outbox import Outbox
from frontline.wire.bundle import SLOT_COUNT, open_bundle
from frontline.wire.frame import read_frame
from frontline.wire.integrity import read_report
from frontline.wire.oversight import OversightBody
from tests.support.desks import TRUSTED
from tests.support.hub import new_hub
from tests.support.oversight import (
    ACCOUNT,
    as_identity,
    body_of,
    opens,
    oversight_keys,
)
from tests.support.vault_desks import desk_of
from tests.support.vault_posts import CHANCE, OFFICER, SUPERVISOR, Bench, RealPost
from tests.support.vault_tampering import seeds, with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

KEYS = oversight_keys()
BODY = body_of(KEYS)
Rows = dict[str, list[tuple[object, ...]]]


def report(post: RealPost, body: OversightBody = BODY, account: Account = ACCOUNT) -> SealedReport:
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        integrity = Integrity(desk_of(post, vault, session), TRUSTED)
        sealed = integrity.seal(account, body)
        integrity.put_away(sealed)
    return sealed


def slots(post: RealPost) -> tuple[bytes, ...]:
    with closing(post.open()) as vault:
        return vault.outbox.device().slots


def rows(post: RealPost) -> Rows:
    with with_the_key(post) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
            for (name,) in tables.fetchall()
        }


def every_local_key(post: RealPost, hub: Path) -> Iterator[str]:
    """Of users, vault, recovery sheet, device and hub; what is no age identity is tried as one."""
    for who in (OFFICER, SUPERVISOR):
        vault, session = post.keeper().sign_in(who.name, who.passphrase)
        with closing(vault):
            yield session.keys.identity
            yield as_identity(session.keys.seed)
            yield as_identity(vault.outbox.device().key.seed)
    yield post.sheet.key
    yield as_identity(post.data_key)
    folder = new_hub(hub)
    for path in (folder.identity, folder.reserve_identity):
        yield path.read_text().strip()
    yield as_identity(bytes.fromhex(folder.signing_key.read_text().strip()))


def test_no_key_of_the_post_or_the_hub_opens_it_and_the_bodys_do(
    post: RealPost, tmp_path: Path
) -> None:
    sealed = report(post)
    assert sealed.content in slots(post)

    keys = list(every_local_key(post, tmp_path / "hub"))
    assert not any(opens(slot, keys) for slot in slots(post))
    opened = [slot for slot in slots(post) if opens(slot, [KEYS[0].identity])]
    assert opened == [sealed.content]
    told = read_report(open_sealed(opened[0], KEYS[1].identity))
    assert (told.text, told.ticket) == (ACCOUNT.text, sealed.ticket)


def test_the_trial_finds_a_report_that_was_sealed_to_a_local_key_as_well(
    post: RealPost, tmp_path: Path
) -> None:
    with closing(post.open()) as vault:
        supervisor, _officer = vault.users.users()
    careless = body_of(KEYS).model_copy(
        update={"recipients": (KEYS[0].recipient, supervisor.recipient)}
    )
    report(post, careless)

    keys = list(every_local_key(post, tmp_path / "hub"))
    assert any(opens(slot, keys) for slot in slots(post))


def test_any_secret_bytes_are_tried_as_the_identity_they_are() -> None:
    raw = CHANCE.token(32)
    key = sealing_key(as_identity(raw))
    assert opens(seal(b"x", [key.recipient]), [as_identity(raw)])
    assert not opens(seal(b"x", [new_sealing_key().recipient]), [as_identity(raw)])


def test_nothing_is_different_in_the_vault_but_one_slot(post: RealPost) -> None:
    with closing(post.open()) as vault:
        Bench(vault, vault.users.users()[1].id, vault.sites.sites()[0]).added()
    vault, session = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        head = vault.audit.head()
    before = rows(post)
    with closing(post.open()) as vault:
        integrity = Integrity(desk_of(post, vault, session), TRUSTED)
        integrity.bodies()
        integrity.put_away(integrity.seal(ACCOUNT, BODY))
        assert vault.audit.verify() == head
    after = rows(post)

    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"sealed_slots", "slots_taken"}
    assert len(set(after["sealed_slots"]) - set(before["sealed_slots"])) == 1
    assert len(after["slots_taken"]) == len(before["slots_taken"]) + 1


def test_no_word_of_it_lies_in_any_row(post: RealPost) -> None:
    report(post)
    words = [ACCOUNT.place, ACCOUNT.period, "Quetzalcanary"]
    found = {
        word
        for table in rows(post).values()
        for row in table
        for value in row
        for reading in readings(value if isinstance(value, bytes) else str(value).encode())
        for word in words
        if any(form in reading for form in forms_of(word))
    }
    assert found == set()


def test_it_goes_out_with_every_bundle_and_the_hub_cannot_tell_it_from_a_dummy(
    post: RealPost, tmp_path: Path
) -> None:
    sealed, hub = report(post), new_hub(tmp_path / "hub")
    vault, session = post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        outbox = Outbox(desk_of(post, vault, session))
        card = outbox.set_hub(hub.card.read_bytes())
        bench = Bench(vault, session.user.id, vault.sites.sites()[0])
        bench.queued(*bench.added())
        (parcel,) = outbox.seal_waiting()

    frame = read_frame(parcel.content)
    bundle = open_bundle(frame, hub.identity.read_text().strip(), card.hub)
    assert len(bundle.slots) == 16
    assert sealed.content in bundle.slots
    assert {slot.count(b"-> X25519 ") for slot in bundle.slots} == {2}


def test_the_number_of_slots_that_are_taken_from_the_start_is_drawn_by_lot(
    template: RealPost, tmp_path: Path
) -> None:
    drawn = Counter[int]()
    with with_the_key(template.copy_to(tmp_path / "v")) as connection:
        for _ in seeds(400, 20_000):
            connection.execute("DELETE FROM slots_taken")
            connection.execute(
                "INSERT INTO slots_taken (number) SELECT number FROM sealed_slots "
                "ORDER BY random() LIMIT abs(random() % 9)"
            )
            drawn[connection.execute("SELECT count(*) FROM slots_taken").fetchone()[0]] += 1

    assert set(drawn) == set(range(9))
    assert max(drawn.values()) < 3 * min(drawn.values())


def test_once_no_slot_is_free_nothing_is_lost(post: RealPost) -> None:
    put = set[bytes]()
    with suppress(SlotsFullError):
        while len(put) <= SLOT_COUNT:
            put.add(report(post).content)
    with pytest.raises(SlotsFullError):
        report(post)

    assert 8 <= len(put) <= SLOT_COUNT
    assert put <= set(slots(post))
