"""Fault family 14, for what leaves: strings planted in every field of a full case are in no byte
that a hub can read, in none of its databases, files, names of files or logs, and each channel holds
what is its own and nothing of the others."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from frontline.app.canaries import forms_of, readings
from frontline.crypto.sealing import open_sealed
from frontline.errors import SealedDataError
from frontline.hub.items import _READERS
from frontline.hub.keys import HubFolder, read_hub_card, read_processor_keys
from frontline.hub.mail import import_folder
from frontline.services.roads import Parcel
from frontline.sync.folder import FolderTransport
from frontline.wire.bundle import Bundle, BundleItem, open_bundle
from frontline.wire.frame import read_frame
from frontline.wire.handover import open_handover
from frontline.wire.integrity import read_report
from frontline.wire.intel import INTEL_KIND, open_note, read_sealed_note
from frontline.wire.ref_record import REF_KIND, REF_ROUTE_KIND
from tests.support.channels import OTHERS
from tests.support.fault_report import report
from tests.support.full_case import (
    KEPT,
    PLANTED,
    POST,
    REPORTED,
    TOLD,
    FullCase,
    a_full_case,
)
from tests.support.hub import Hub, new_hub, opened
from tests.support.hub_commands import serving
from tests.support.hub_postgres import PostgresServer
from tests.support.hub_roads import transport

pytestmark = pytest.mark.slow
# Shorter ones could be written by chance.
SHORTEST = 9


def found_in(contents: Iterable[bytes], texts: Iterable[str]) -> set[str]:
    """Those of `texts` that stand in any content, in any form."""
    wanted = {text: forms_of(text) for text in texts if len(text) >= SHORTEST}
    return {
        text
        for content in contents
        for reading in readings(content)
        for text, forms in wanted.items()
        if any(form in reading for form in forms)
    }


def parts(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text, and each long word of it."""
    words = {word for text in texts for word in text.split() if len(word) >= SHORTEST}
    return (*texts, *words)


SECRETS = parts(PLANTED)


def bundles(case: FullCase, folder: HubFolder) -> tuple[Bundle, ...]:
    identity = read_processor_keys(folder).identity
    hub = read_hub_card(folder).hub
    return tuple(open_bundle(read_frame(parcel.content), identity, hub) for parcel in case.parcels)


def items(found: Iterable[Bundle], kind: str) -> list[str]:
    return [item.content for bundle in found for item in bundle.items if item.kind == kind]


def slot_of(found: Iterable[Bundle], case: FullCase) -> Iterator[bytes]:
    for slot in (each for bundle in found for each in bundle.slots):
        with suppress(SealedDataError):
            yield open_sealed(slot, case.oversight.identity)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    return new_hub(tmp_path / "hub")


@pytest.fixture
def case(folder: HubFolder) -> FullCase:
    return a_full_case(read_hub_card(folder))


def test_nothing_that_was_planted_is_in_what_a_hub_opens(case: FullCase, folder: HubFolder) -> None:
    found = bundles(case, folder)
    # All that stands behind the seal: manifests, items, slots as they are.
    contents = [bundle.manifest.canonical() for bundle in found]
    contents += [item.content.encode() for bundle in found for item in bundle.items]
    contents += [slot for bundle in found for slot in bundle.slots]
    contents += [parcel.content for parcel in case.parcels]

    leaked = found_in(contents, (*SECRETS, *case.tells_apart))

    report(14, "planted in a case, looked for in opened bundles", len(SECRETS), 0, len(leaked))
    assert leaked == set()
    assert (len(items(found, REF_ROUTE_KIND)), len(items(found, INTEL_KIND))) == (1, 1)


def test_each_channel_holds_its_own_and_nothing_of_the_others(
    case: FullCase, folder: HubFolder
) -> None:
    found = bundles(case, folder)
    (sealed,) = items(found, INTEL_KIND)
    note = open_note(read_sealed_note(sealed.encode()).content, case.focal_point.identity)
    reports = [read_report(content) for content in slot_of(found, case)]
    sheet = open_handover(case.hand, case.service.identity)
    own = {
        "HAND": (sheet.model_dump_json(), tuple(TOLD.values())),
        "INTEL": (note.model_dump_json(), OTHERS),
        "INTEG": (reports[0].model_dump_json(), (*REPORTED.values(), POST["officer"])),
    }
    wrong = {}
    for channel, (text, expected) in own.items():
        held = found_in([text.encode()], PLANTED)
        assert held >= {each for each in expected if len(each) >= SHORTEST}
        others = set(SECRETS) - set(parts(expected))
        wrong[channel] = found_in([text.encode()], (*others, *case.tells_apart)) - {
            # A hand-over names the case, so that service and post speak of the same one.
            case.table.case.code if channel == "HAND" else ""
        }
        report(
            14, f"planted in a case, looked for in {channel}", len(others), 0, len(wrong[channel])
        )
    assert wrong == {"HAND": set(), "INTEL": set(), "INTEG": set()}


def test_what_is_handed_over_is_readable_by_its_service_alone(
    case: FullCase, tmp_path: Path
) -> None:
    leaked = found_in([case.hand], SECRETS)
    report(
        14, "planted in a case, looked for in the sealed hand-over", len(SECRETS), 0, len(leaked)
    )
    assert leaked == set()
    for other in (case.focal_point, case.oversight):
        with pytest.raises(SealedDataError):
            open_handover(case.hand, other.identity)
    assert (
        set(KEPT.values())
        & found_in(
            [open_handover(case.hand, case.service.identity).model_dump_json().encode()], PLANTED
        )
        == set()
    )


def contents_below(root: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in files(root)}


def files(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*")) if path.is_file()]


def send_by_both_roads(case: FullCase, hub: Hub, tmp_path: Path) -> bytes:
    """Over TLS to a hub that runs by itself, and on a stick; what it logged."""
    card = case.office.vault.outbox.device()
    hub.mailroom.enrol(card.id, card.key.public, ())
    with (
        (tmp_path / "log").open("wb") as errors,
        serving(hub.folder.root, "--listen", ":0", server=hub.server, errors=errors) as address,
    ):
        port = address.rpartition(":")[2]
        there = hub.card.model_copy(update={"url": f"https://127.0.0.1:{port}"})
        delivery = transport().carry(case.parcels, there)
        assert len(delivery.delivered) == len(case.parcels)
        # A bundle that is not the post's, so that something is refused and told of.
        refused = Parcel(card.id, 99, case.parcels[0].content)
        assert transport().carry((refused,), there).refused
    stick = tmp_path / "stick"
    stick.mkdir()
    FolderTransport(stick).carry(case.parcels, hub.card)
    import_folder(stick, hub.mailroom, hub.processor)
    assert len(hub.referrals()) == 1
    return (tmp_path / "log").read_bytes()


def test_no_byte_of_a_hub_with_files_its_logs_or_names_holds_what_was_planted(
    case: FullCase, folder: HubFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), opened(folder) as hub:
        log = send_by_both_roads(case, hub, tmp_path)
        left = {**contents_below(tmp_path), "log here": caplog.text.encode(), "log there": log}
    assert {"hub/ingest/mailroom.db", "hub/processor/register.db"} <= set(left)

    leaked = found_in([*left.values(), *(name.encode() for name in left)], SECRETS)
    told = found_in(left.values(), case.tells_apart) | found_in(
        (name.encode() for name in left), case.tells_apart
    )

    report(14, "planted in a case, looked for in a hub with files", len(SECRETS), 0, len(leaked))
    assert (leaked, told) == (set(), set())


def test_no_row_of_a_hub_on_postgresql_holds_what_was_planted(
    postgres: PostgresServer, server: str, tmp_path: Path
) -> None:
    folder = new_hub(tmp_path / "hub", server=server)
    case = a_full_case(read_hub_card(folder))
    with opened(folder, server) as hub:
        log = send_by_both_roads(case, hub, tmp_path)
    rows = dump(postgres, server)
    assert len(rows) > 5

    leaked = found_in([*rows, log, *contents_below(tmp_path).values()], SECRETS)
    told = found_in([*rows, log], case.tells_apart)

    report(14, "planted in a case, looked for in a hub on PostgreSQL", len(SECRETS), 0, len(leaked))
    assert (leaked, told) == (set(), set())


def dump(postgres: PostgresServer, server: str) -> list[bytes]:
    """Every value of every row of every table that is the hub's."""
    named = postgres.run(
        server,
        "SELECT table_schema, table_name FROM information_schema.tables"
        " WHERE table_schema IN ('mailroom', 'register') AND table_type = 'BASE TABLE'",
    )
    return [
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for schema, name in named
        for row in postgres.run(server, f'SELECT * FROM "{schema}"."{name}"')  # noqa: S608
        for value in row
    ]


def test_a_referral_with_a_word_too_many_is_found_at_the_hub(
    postgres: PostgresServer, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a hub that takes any item has it in its rows, and the look reaches them."""
    monkeypatch.setitem(_READERS, REF_KIND, bytes)
    text = TOLD["names"]
    for where in (None, server):
        folder = new_hub(tmp_path / ("files" if where is None else "server"), server=where)
        with opened(folder, where) as hub:
            post = hub.post()
            hub.receive(post.seal(BundleItem(id="item-1", kind=REF_KIND, content=text)))
            hub.processor.process_waiting()
            contents = dump(postgres, server) if where else contents_below(folder.root).values()
            assert found_in(contents, [text]) == {text}
