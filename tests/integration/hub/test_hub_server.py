"""The hub against callers who keep it waiting."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from frontline.errors import BadInputError
from frontline.hub import service as hub_service
from frontline.hub.server import address, listen
from frontline.hub.service import create_service
from frontline.wire.exchange import bundle_path
from tests.support.hub import Hub, new_hub, ref_item
from tests.support.hub_serving import RunningHub, running

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


@contextmanager
def connection_to(hub: RunningHub) -> Iterator[ssl.SSLSocket]:
    context = ssl.create_default_context(cadata=hub.card.certificate)
    with (
        socket.create_connection(("127.0.0.1", hub.port), 10) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as wrapped,
    ):
        yield wrapped


def test_a_caller_that_falls_silent_in_mid_upload_gets_a_code(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = hub.post().seal(ref_item(0))
    monkeypatch.setattr(hub_service, "CHUNK_SECONDS", 0.05)
    service = create_service(hub.card, hub.mailroom, lambda: None)

    async def body() -> AsyncIterator[bytes]:
        yield parcel.content[:5000]
        await asyncio.Event().wait()

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(service)
        async with httpx.AsyncClient(transport=transport, base_url="https://hub") as client:
            return await client.put(bundle_path("post-a", 1), content=body())

    answer = asyncio.run(ask())

    assert (answer.status_code, answer.json()) == (408, {"code": "too-slow"})
    assert hub.mailroom.counts()["bundles"] == 0


def test_a_caller_that_falls_silent_does_not_keep_the_hub_from_stopping(tmp_path: Path) -> None:
    with running(new_hub(tmp_path / "hub")) as hub:
        post = hub.hub.post()
        parcel = post.seal(ref_item(0))
        with connection_to(hub) as caller:
            start = (
                f"PUT {bundle_path('post-a', 1)} HTTP/1.1\r\nHost: hub\r\nContent-Length: 9999\r\n"
            )
            caller.sendall(start.encode() + b"\r\n" + parcel.content[:5000])
            hub.stop()
            hub.start()
        assert hub.hub.mailroom.counts()["bundles"] == 0


def test_what_a_hub_was_stopped_over_is_looked_into_when_it_starts(tmp_path: Path) -> None:
    folder = new_hub(tmp_path / "hub")
    with running(folder, looks_inside=False) as hub:
        hub.hub.receive(hub.hub.post().seal(ref_item(0)))
        assert len(hub.hub.mailroom.waiting()) == 1
    with running(folder) as hub:
        assert hub.hub.mailroom.waiting() == ()
        assert len(hub.hub.referrals()) == 1


def test_a_connection_is_kept_for_several_requests(tmp_path: Path) -> None:
    with running(new_hub(tmp_path / "hub")) as hub, connection_to(hub) as caller:
        for _ in range(3):
            caller.sendall(b"GET /v1/health HTTP/1.1\r\nHost: hub\r\n\r\n")
            found = b""
            while not found.endswith(b"}"):
                found += caller.recv(4096)
            assert found.startswith(b"HTTP/1.1 200")
            # Neither which program answers nor its version.
            assert b"server:" not in found.lower()


def test_a_port_that_is_taken_is_said() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadInputError, match="cannot-listen"):
        listen("127.0.0.1", taken.getsockname()[1])
    for port in (-1, 65536):
        with pytest.raises(BadInputError, match="cannot-listen"):
            listen("127.0.0.1", port)
    with pytest.raises(BadInputError, match="cannot-listen"):
        listen("no such host", 0)


def test_no_answer_waits_for_a_delayed_acknowledgement() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_address_has_the_cards_host_and_the_true_port(hub: Hub) -> None:
    six = hub.card.model_copy(update={"url": "https://[::1]:8443"})
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address(hub.card, listener) == f"https://127.0.0.1:{port}"
        assert address(six, listener) == f"https://[::1]:{port}"


@pytest.mark.skipif(os.name == "nt", reason="rights are another thing there")
def test_what_a_running_hub_adds_is_private_too(tmp_path: Path) -> None:
    with running(new_hub(tmp_path / "hub")) as hub:
        hub.hub.post()
        modes = {
            stat.S_IMODE(path.stat().st_mode)
            for path in hub.folder.root.rglob("*")
            if path.is_file()
        }
    assert modes == {0o600}
