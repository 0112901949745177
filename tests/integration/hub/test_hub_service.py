from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from frontline.errors import BundleRefusedError, DiskFullError
from frontline.hub import questions
from frontline.hub import service as hub_service
from frontline.hub.server import process_uploads
from frontline.hub.service import create_service
from frontline.services.roads import Parcel
from frontline.wire.exchange import HeldAnswer, bundle_path, receipts_path
from frontline.wire.frame import HEAD_BYTES, MAX_FILE, Header, read_header
from frontline.wire.receipt import read_receipt
from tests.support.hub import Hub, Post, ref_item
from tests.support.hub_calls import ServiceCalls

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def calls_to(hub: Hub, *, looks_inside: bool = False) -> ServiceCalls:
    uploaded = process_uploads(hub.processor) if looks_inside else lambda: None
    return ServiceCalls(create_service(hub.card, hub.mailroom, uploaded))


@pytest.fixture
def client(hub: Hub) -> ServiceCalls:
    return calls_to(hub)


def put(client: ServiceCalls, parcel: Parcel) -> tuple[int, str]:
    path = bundle_path(parcel.device, parcel.sequence)
    answer = client.put(path, content=parcel.content)
    return answer.status_code, answer.json()["code"]


def held(client: ServiceCalls, device: str = "post-a", after: int = 0) -> HeldAnswer:
    answer = client.get(receipts_path(device), params={"after": after})
    return HeldAnswer.model_validate_json(answer.content)


def test_health_names_the_hub_and_its_epoch_and_nothing_else(
    hub: Hub, client: ServiceCalls
) -> None:
    answer = client.get("/v1/health")

    assert answer.json() == {"hub": hub.card.hub, "epoch": hub.card.epoch}


def test_an_upload_is_received_once_and_known_after_that(hub: Hub, client: ServiceCalls) -> None:
    parcel = hub.post().seal(ref_item(0))

    assert put(client, parcel) == (201, "received")
    assert put(client, parcel) == (200, "known")


def test_without_the_key_an_upload_waits_and_with_it_the_receipt_is_there(hub: Hub) -> None:
    post = hub.post()
    put(calls_to(hub), post.seal(ref_item(0)))
    assert [entry.receipt for entry in held(calls_to(hub)).held] == [None]

    put(calls_to(hub, looks_inside=True), post.seal(ref_item(1)))
    found = held(calls_to(hub)).held

    receipts = [
        read_receipt((entry.receipt or "").encode(), hub.card.verify_key) for entry in found
    ]
    assert [receipt.sequence for receipt in receipts] == [1, 2]


def test_receipts_come_in_pages(
    hub: Hub, client: ServiceCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = hub.post()
    hub.receive(*(post.seal(ref_item(at)) for at in range(5)))
    hub.processor.process_waiting()
    monkeypatch.setattr(questions, "PAGE", 2)

    first = held(client)
    assert ([entry.sequence for entry in first.held], first.more) == ([1, 2], True)
    last = held(client, after=4)
    assert ([entry.sequence for entry in last.held], last.more) == ([5], False)

    monkeypatch.setattr(questions, "PAGE_BYTES", 10)
    assert ([entry.sequence for entry in held(client).held], held(client).more) == ([1], True)


def test_each_refusal_has_its_code(hub: Hub, client: ServiceCalls) -> None:
    post = hub.post()
    parcel = post.seal(ref_item(0))
    stranger = Post(hub.card, "post-x", seed=9).seal(ref_item(0))
    impostor = Post(hub.card, "post-a", seed=9).seal(ref_item(0))
    twin = Post(hub.card, "post-a", seed=1).seal(ref_item(1))
    torn = Parcel("post-a", 1, parcel.content[:-1])
    wrong = Parcel("post-a", 2, parcel.content)

    assert put(client, stranger) == (403, "unknown-device")
    assert put(client, impostor) == (403, "device-signature")
    assert put(client, torn) == (400, "header")
    assert put(client, wrong) == (400, "header-mismatch")
    assert put(client, Parcel("post-a", 1, b"hello")) == (400, "frame")
    assert put(client, Parcel("post-a", 1, b"")) == (400, "frame")
    assert hub.mailroom.counts()["bundles"] == 0
    put(client, parcel)
    assert put(client, twin) == (409, "fork")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
        ("DELETE", "/v1/health", 405),
        ("PUT", "/v1/bundles/post-a/one", 400),
        ("GET", "/v1/devices/post-a/receipts?after=-1", 400),
        ("GET", "/v1/devices/post-a/receipts?after=x", 400),
        ("GET", "/v1/devices/post-x/receipts", 403),
        ("GET", "/v1/devices/..%2F..%2Fetc/receipts", 404),
    ],
)
def test_whatever_is_asked_is_answered_with_a_code(
    client: ServiceCalls, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)

    assert answer.status_code == status
    assert set(answer.json()) == {"code"}


def test_a_stranger_is_refused_after_the_header(
    hub: Hub, client: ServiceCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Post(hub.card, "post-x", seed=9).seal(ref_item(0))
    parts = [stranger.content[at : at + 1000] for at in range(0, len(stranger.content), 1000)]
    counted = Counted(read_header)
    monkeypatch.setattr(hub_service, "read_header", counted)

    answer = client.put(bundle_path("post-x", 1), content=parts)

    assert answer.json() == {"code": "unknown-device"}
    assert counted.sizes == [HEAD_BYTES]


class Counted:
    def __init__(self, wrapped: Callable[[bytes], Header]) -> None:
        self.wrapped = wrapped
        self.sizes: list[int] = []

    def __call__(self, content: bytes) -> Header:
        self.sizes.append(len(content))
        return self.wrapped(content)


def test_a_body_over_the_limit_is_refused(
    hub: Hub, client: ServiceCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = hub.post()
    parcel = post.seal(ref_item(0))
    monkeypatch.setattr(hub_service, "MAX_FILE", len(parcel.content) - 1)

    assert put(client, parcel) == (413, "too-large")
    assert len(parcel.content) < MAX_FILE


def test_a_full_disk_is_not_the_posts_fault(
    hub: Hub, client: ServiceCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise DiskFullError

    parcel = hub.post().seal(ref_item(0))
    monkeypatch.setattr(hub.mailroom, "keep", full)

    assert put(client, parcel) == (503, "storage.disk-full")


def test_an_upload_counts_even_when_looking_inside_fails(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise BundleRefusedError(reason="content")

    parcel = hub.post().seal(ref_item(0))
    monkeypatch.setattr(hub.processor, "process_waiting", broken)

    assert put(calls_to(hub, looks_inside=True), parcel) == (201, "received")
    assert "processing stopped: bundle.refused [reason=content]" in caplog.text


def test_nothing_of_a_bundle_reaches_the_log(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    post = hub.post("post-marker")
    client = calls_to(hub, looks_inside=True)
    put(client, post.seal(ref_item(77)))
    put(client, Post(hub.card, "post-marker", seed=1).seal(ref_item(78)))
    put(client, Parcel("post-marker", 9, b"FLB1\nmarker-in-body"))

    own = [record for record in caplog.records if record.name.startswith("frontline")]
    assert all("marker" not in record.getMessage() for record in own)
    assert ref_item(77).id not in caplog.text
